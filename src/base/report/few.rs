//! As many findings as a person reads: where one mistake is made ten thousand times, a few of them and how many more there
//! are. What counts findings, mends them or passes them on to a program has all of them.

use crate::base::Diagnostic;
use crate::base::text::visible;
use crate::base::text::{count, several, shown};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// Findings of one rule in one file that are shown.
pub const MOST_OF_A_RULE: usize = 20;
/// Findings in one file that are shown.
pub const MOST_OF_A_FILE: usize = 100;
/// Rules that are named in the sentence on the others.
const MOST_NAMED: usize = 5;

/// Findings that are shown, and those that are not.
#[derive(Debug, Default)]
pub struct Few<'a> {
    /// Those that are shown, in their order.
    pub shown: Vec<&'a Diagnostic>,
    /// How many others there are, by file and by code; those without a file together.
    more: BTreeMap<Option<&'a Path>, BTreeMap<&'static str, usize>>,
}

impl<'a> Few<'a> {
    /// Of some findings. The gravest of a file are shown first of all, those of one severity as they come.
    pub fn of(problems: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        let problems: Vec<&Diagnostic> = problems.into_iter().collect();
        let mut order: Vec<usize> = (0..problems.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(problems[*at].severity));
        let mut is_shown = vec![false; problems.len()];
        let mut of_file: HashMap<Option<&Path>, usize> = HashMap::new();
        let mut of_rule: HashMap<(Option<&Path>, &str), usize> = HashMap::new();
        for at in order {
            let file = file(problems[at]);
            let in_file = of_file.entry(file).or_default();
            let in_rule = of_rule.entry((file, problems[at].rule.code)).or_default();
            if *in_file < MOST_OF_A_FILE && *in_rule < MOST_OF_A_RULE {
                (*in_file, *in_rule, is_shown[at]) = (*in_file + 1, *in_rule + 1, true);
            }
        }
        let mut few = Self::default();
        for (problem, is_shown) in problems.into_iter().zip(is_shown) {
            if is_shown {
                few.shown.push(problem);
            } else {
                *few.more.entry(file(problem)).or_default().entry(problem.rule.code).or_default() += 1;
            }
        }
        few
    }

    /// What is said of those that are not shown, a sentence for each file:
    /// `and 9980 more findings in letters/sg1-001.yaml: 9980 of repeated-word`.
    pub fn more(&self) -> Vec<String> {
        let sentence = |(file, rules): (&Option<&Path>, &BTreeMap<&str, usize>)| {
            let place = file.map(|file| format!(" in {}", visible(&shown(file)))).unwrap_or_default();
            let mut rules: Vec<(&str, usize)> = rules.iter().map(|(code, number)| (*code, *number)).collect();
            rules.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
            let all: usize = rules.iter().map(|(_, number)| number).sum();
            let all = count(all, "more finding");
            let rules = rules.iter().map(|(code, number)| format!("{number} of {code}"));
            format!("and {all}{place}: {}", several(rules, MOST_NAMED))
        };
        self.more.iter().map(sentence).collect()
    }
}

fn file(problem: &Diagnostic) -> Option<&Path> {
    problem.span.as_ref().map(|span| span.source.path())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Source, Span};

    #[test]
    fn few_of_many_are_shown_and_all_are_counted() {
        let (one, two) = (Source::new("a.yaml", "a"), Source::new("b.yaml", "a"));
        let at = |problem: Diagnostic, source| problem.at(&Span::file(source), "");
        let mut problems = vec![Diagnostic::error("no-place", "x")];
        problems.extend((0..30).map(|_| at(Diagnostic::warning("often", "x"), &one)));
        problems.extend(
            (0..7)
                .flat_map(|rule| {
                    let code = ["c0", "c1", "c2", "c3", "c4", "c5", "c6"][rule];
                    (0..25).map(move |_| Diagnostic::noted(code, "x"))
                })
                .map(|problem| at(problem, &two)),
        );
        problems.push(at(Diagnostic::error("grave", "x"), &two));
        let few = Few::of(&problems);
        let shown = |file: &str| few.shown.iter().filter(|p| super::file(p) == Some(Path::new(file))).count();
        assert_eq!((shown("a.yaml"), shown("b.yaml")), (MOST_OF_A_RULE, MOST_OF_A_FILE));
        assert!(few.shown.iter().any(|problem| problem.rule.code == "grave"), "the gravest first of all");
        assert_eq!(few.shown.first().map(|problem| problem.rule.code), Some("no-place"), "in their order");
        let more: usize = few.more.values().flat_map(BTreeMap::values).sum();
        assert_eq!(few.shown.len() + more, problems.len());
        assert_eq!(
            few.more(),
            [
                "and 10 more findings in a.yaml: 10 of often",
                "and 76 more findings in b.yaml: 25 of c5, 25 of c6, 6 of c4, 5 of c0, 5 of c1 and 2 more"
            ]
        );
        assert!(Few::of(&problems[..21]).more().is_empty());
    }
}
