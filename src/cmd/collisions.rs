//! Letters that would write the same file: found before anything is written.

use collective_letters::diagnostic::Diagnostic;
use collective_letters::report::shown;
use collective_letters::source::{Source, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many letters are named in a message; of more, the number is told.
const NAMED: usize = 4;

/// For each letter (its source and the names of its files) the problem that another one of the run
/// has the same name, if so. Big and small letters are the same, as on Windows.
pub fn collisions(letters: &[(Option<Arc<Source>>, Vec<String>)]) -> Vec<Option<Diagnostic>> {
    let mut owners: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, (_, names)) in letters.iter().enumerate() {
        for name in names {
            owners.entry(name.to_lowercase()).or_default().push(index);
        }
    }
    letters
        .iter()
        .enumerate()
        .map(|(index, (source, names))| {
            let source = source.as_ref()?;
            let shared = |name: &&String| owners.get(&name.to_lowercase()).is_some_and(|all| all.len() > 1);
            let name = names.iter().find(shared)?;
            let all = owners.get(&name.to_lowercase())?;
            let others = all.iter().filter(|&&other| other != index).map(|&other| &letters[other].0);
            let mut named: Vec<String> = [source]
                .into_iter()
                .chain(others.flatten())
                .map(|source| shown(source.path()))
                .take(NAMED)
                .collect();
            let last = match all.len().saturating_sub(named.len()) {
                0 => named.pop()?,
                more => format!("{more} more"),
            };
            let (both, none) = if all.len() == 2 { ("both", "neither") } else { ("all", "none") };
            let named = named.join(", ");
            let message = format!("{named} and {last} would {both} be written to {name}; {none} was");
            Some(
                Diagnostic::error("same-output", message)
                    .at(&Span::file(source), "this letter")
                    .hint("give each letter its own number, revision or language, or remove the copy"),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(names: &[&str]) -> Vec<Option<String>> {
        let letters: Vec<_> = names
            .iter()
            .enumerate()
            .map(|(index, name)| (Some(Source::new(format!("{index}.yaml"), "")), vec![(*name).to_owned()]))
            .collect();
        collisions(&letters).into_iter().map(|problem| problem.map(|problem| problem.message)).collect()
    }

    #[test]
    fn each_of_them_is_told_of_the_others() {
        let both = "1.yaml and 0.yaml would both be written to A.pdf; neither was";
        assert_eq!(messages(&["a.pdf", "A.pdf", "b.pdf"])[1].as_deref(), Some(both));
        assert!(messages(&["a.pdf", "A.pdf", "b.pdf"])[0].is_some());
        assert_eq!(messages(&["a.pdf", "A.pdf", "b.pdf"])[2], None);
        let all = "2.yaml, 0.yaml and 1.yaml would all be written to a; none was";
        assert_eq!(messages(&["a", "a", "a"])[2].as_deref(), Some(all));
        let many = "0.yaml, 1.yaml, 2.yaml, 3.yaml and 96 more would all be written to a; none was";
        assert_eq!(messages(&["a"; 100])[0].as_deref(), Some(many));
    }

    #[test]
    fn a_letter_that_could_not_be_read_claims_nothing() {
        assert_eq!(collisions(&[(None, Vec::new()), (None, Vec::new())]), [None, None]);
    }
}
