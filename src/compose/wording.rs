//! What a letter says differently by name: `wording:` and `items:` may only name what there is.

use super::Work;
use crate::base::text::nearest;
use crate::base::yaml::rules::UNKNOWN_KEY;
use crate::base::{Diagnostics, Located};
use crate::compose::rules::EMPTY_PHRASE;
use crate::model::phrases::PhraseName;

/// Phrases that a file cannot be without: titles, and words for those who do not see a picture.
const NEVER_EMPTY: [PhraseName; 9] = [
    PhraseName::AnnexNumber,
    PhraseName::AnnexPointer,
    PhraseName::AnnexPointers,
    PhraseName::DocumentTitle,
    PhraseName::Emblem,
    PhraseName::FormNumber,
    PhraseName::FormPointer,
    PhraseName::QrDescription,
    PhraseName::Subject,
];

/// Longer lists of names are not printed: nobody reads them, and each of thousands of mistakes would have one.
const MOST_NAMES: usize = 60;

impl Work<'_, '_> {
    /// `wording:` may only name phrases that exist.
    pub(super) fn check_wording(&mut self) {
        let known: Vec<&str> =
            self.composer.phrases.phrases.entries.iter().map(|(key, _)| key.as_str()).collect();
        if let Some(wording) = &self.resolved.letter.wording {
            let names = wording.entries.iter().map(|(name, _)| name);
            unknown_names(names, &known, "phrase", self.problems);
            for (name, text) in wording
                .entries
                .iter()
                .filter(|(name, _)| NEVER_EMPTY.iter().any(|never| never.word() == name.value))
            {
                if text.trim().is_empty() {
                    EMPTY_PHRASE
                        .finding(format!("`{}` cannot be empty", name.value))
                        .at(&name.span, "write some words, or remove this line")
                        .report(self.problems);
                }
            }
        }
    }
}

/// Reports names that are not in `known`, each with the nearest that is.
pub(super) fn unknown_names<'n>(
    names: impl Iterator<Item = &'n Located<String>>,
    known: &[&str],
    what: &str,
    problems: &mut Diagnostics,
) {
    for name in names.filter(|name| !known.contains(&name.as_str())) {
        let near = nearest(name, known.iter().copied()).or_else(|| with_other_words(name, known));
        let mut diagnostic = UNKNOWN_KEY
            .finding(format!("the house style has no {what} `{}`", name.value))
            .at(
                &name.span,
                near.map_or_else(
                    || "expected a name of the house style".to_owned(),
                    |n| format!("did you mean `{n}`?"),
                ),
            )
            .changed(what, name);
        if near.is_none() {
            let names = if known.len() > MOST_NAMES {
                format!("the {what}s file of the house style has all {what}s by name")
            } else {
                format!("possible names: {}", known.join(", "))
            };
            diagnostic = diagnostic.hint(names);
        }
        problems.push(diagnostic);
    }
}

/// The name that has this one as its last words or its first ones: `wish` is `body-wish`. None where several have.
fn with_other_words<'n>(name: &str, known: &[&'n str]) -> Option<&'n str> {
    let name = name.to_lowercase().replace(['_', ' '], "-");
    let is_last = |known: &str, name: &str| known.strip_suffix(name).is_some_and(|rest| rest.ends_with('-'));
    let is_first =
        |known: &str, name: &str| known.strip_prefix(name).is_some_and(|rest| rest.starts_with('-'));
    [is_last as fn(&str, &str) -> bool, is_first].into_iter().find_map(|is| {
        let mut such = known.iter().filter(|known| is(known, &name));
        such.next().copied().filter(|_| such.next().is_none())
    })
}
