//! Letters that would write the same file: found before anything is written.

use collective_letters::diagnostic::Diagnostic;
use collective_letters::report::shown;
use collective_letters::source::{Source, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

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
            let others: Vec<String> = owners
                .get(&name.to_lowercase())?
                .iter()
                .filter(|&&other| other != index)
                .filter_map(|&other| Some(shown(letters[other].0.as_ref()?.path())))
                .collect();
            let message = format!(
                "{} and {} would both be written to {name}; none of them was",
                shown(source.path()),
                others.join(" and ")
            );
            let message =
                if others.len() > 1 { message.replace("would both be", "would all be") } else { message };
            Some(
                Diagnostic::error("same-output", message)
                    .at(&Span::file(source), "this letter")
                    .hint("give each letter its own number, revision or language, or remove the copy"),
            )
        })
        .collect()
}
