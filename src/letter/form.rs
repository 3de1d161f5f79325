//! What a letter is among its kind: of a series, and perhaps an addendum, a corrigendum or a revision.

use super::Letter;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Located;
use crate::words;

words! {
    /// Which series the letter is numbered in.
    Series as "series of letters" {
        /// TSB Collective letters, numbered per group and study period.
        CollectiveLetter = "collective-letter",
        /// TSB Circulars, numbered per study period.
        Circular = "circular",
    }
}

words! {
    /// What a letter adds to one that was sent before.
    Amendment as "kind of amendment" {
        /// More.
        Addendum = "addendum",
        /// A correction.
        Corrigendum = "corrigendum",
    }
}

impl Letter {
    /// The series it is numbered in.
    pub fn series(&self) -> Series {
        self.series.unwrap_or(Series::CollectiveLetter)
    }

    /// Whether it only adds to or corrects an earlier letter, and its number among such.
    pub fn amendment(&self) -> Option<(Amendment, &Located<u32>)> {
        let addendum = self.addendum.as_ref().map(|n| (Amendment::Addendum, n));
        addendum.or_else(|| self.corrigendum.as_ref().map(|n| (Amendment::Corrigendum, n)))
    }

    /// What stands between the exclamation marks of its file names: nothing, `A1`, `C1`, `R1`, or
    /// `A1-R1` for the revision of an addendum.
    pub fn part(&self) -> String {
        let letter = |kind| if kind == Amendment::Addendum { 'A' } else { 'C' };
        let amendment = self.amendment().map(|(kind, n)| format!("{}{}", letter(kind), n.value));
        let revision = self.revision.as_ref().map(|n| format!("R{}", n.value));
        amendment.into_iter().chain(revision).collect::<Vec<_>>().join("-")
    }

    /// What can be wrong between the keys that say what the letter is.
    pub(super) fn check_form(&self, problems: &mut Diagnostics) {
        if let (Some(_), Some(corrigendum)) = (&self.addendum, &self.corrigendum) {
            problems.push(
                Diagnostic::error("letter-form", "a letter is an addendum or a corrigendum, not both")
                    .at(&corrigendum.span, "one of the two"),
            );
        }
        for (key, number) in
            [("addendum", &self.addendum), ("corrigendum", &self.corrigendum), ("revision", &self.revision)]
        {
            if let Some(number) = number.as_ref().filter(|n| !(1..=99).contains(&n.value)) {
                problems.push(
                    Diagnostic::error("letter-number", format!("there is no {key} {}", number.value))
                        .at(&number.span, "expected a number from 1 to 99"),
                );
            }
        }
        let amends = self.amendment().map(|(kind, n)| (kind.word(), n));
        let amends = amends.or_else(|| self.revision.as_ref().map(|n| ("revision", n)));
        match (amends, &self.date_of_original) {
            (Some((word, number)), None) => {
                let article = if word.starts_with('a') { "an" } else { "a" };
                problems.push(
                    Diagnostic::error(
                        "missing-key",
                        format!("{article} {word} needs the date of the letter that it changes"),
                    )
                    .at(&number.span.whole_line(), "expected also a line `date-of-original:` with that date"),
                );
            }
            (None, Some(date)) => {
                problems.push(
                    Diagnostic::error("letter-form", "this letter changes no other letter")
                        .at(&date.span, "only for an addendum, a corrigendum or a revision")
                        .hint("add a line such as `addendum: 1`, or remove `date-of-original`"),
                );
            }
            (Some(_), Some(original)) if original.value > self.date.value => {
                problems.push(
                    Diagnostic::error(
                        "original-after-letter",
                        format!(
                            "the letter that this one changes is dated {}, later than it",
                            original.value
                        ),
                    )
                    .at(&original.span, format!("expected {} or earlier", self.date.value))
                    .note(&self.date.span, "the letter's date"),
                );
            }
            _ => {}
        }
        if let Some(changes) = &self.changes
            && amends.is_none()
        {
            problems.push(
                Diagnostic::error("letter-form", "only a letter that changes another has `changes`")
                    .at(&changes.span.whole_line(), "not for this letter")
                    .hint("write the text under `body:`, or say what the letter is: `addendum: 1`"),
            );
        }
    }
}
