//! What a letter is among its kind: of a series, and perhaps an addendum, a corrigendum or a revision.

use super::Letter;
use crate::base::yaml::rules::MISSING_KEY;
use crate::base::yaml::words;
use crate::base::{Diagnostics, Located};
use crate::model::letter::rules::{LETTER_FORM, LETTER_NUMBER, ORIGINAL_AFTER_LETTER};
use std::fmt;

words! {
    /// The series in which the letter is numbered.
    Series as "series of letters" {
        /// TSB Collective letters, numbered by group and study period
        CollectiveLetter = "collective-letter",
        /// TSB Circulars, numbered by study period across all groups
        Circular = "circular",
    }
}

words! {
    /// How a letter changes an earlier one.
    Amendment as "kind of amendment" {
        /// More.
        Addendum = "addendum",
        /// A correction.
        Corrigendum = "corrigendum",
    }
}

/// What part of a letter a file is; the letter itself when it says neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// It adds to the letter or corrects it, and its number among such.
    pub amendment: Option<(Amendment, u32)>,
    /// The number of the revision.
    pub revision: Option<u32>,
}

impl Part {
    /// Whether this is the letter as it was first sent.
    pub fn is_original(self) -> bool {
        self == Self::default()
    }

    /// What stands between the exclamation marks of its file names: nothing, `A1`, `C1`, `R1`, or
    /// `A1-R1` for the revision of an addendum.
    pub fn code(self) -> String {
        let letter = |kind| if kind == Amendment::Addendum { 'A' } else { 'C' };
        let amendment = self.amendment.map(|(kind, n)| format!("{}{n}", letter(kind)));
        let revision = self.revision.map(|n| format!("R{n}"));
        amendment.into_iter().chain(revision).collect::<Vec<_>>().join("-")
    }
}

/// As people write it behind the number: nothing, ` Add.1`, ` Corr.1`, ` Rev.1`, ` Add.1 Rev.1`.
impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.amendment {
            Some((Amendment::Addendum, n)) => write!(f, " Add.{n}")?,
            Some((Amendment::Corrigendum, n)) => write!(f, " Corr.{n}")?,
            None => {}
        }
        self.revision.map_or(Ok(()), |n| write!(f, " Rev.{n}"))
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

    /// What part of a letter it is.
    pub fn part(&self) -> Part {
        let amendment = self.amendment().map(|(kind, n)| (kind, n.value));
        Part { amendment, revision: self.revision.as_ref().map(|n| n.value) }
    }

    /// What can be wrong between the keys that say what the letter is.
    pub(super) fn check_form(&self, problems: &mut Diagnostics) {
        if let (Some(_), Some(corrigendum)) = (&self.addendum, &self.corrigendum) {
            LETTER_FORM
                .finding("a letter cannot be both an addendum and a corrigendum")
                .at(&corrigendum.span, "remove one of the two lines")
                .report(problems);
        }
        for (key, number) in
            [("addendum", &self.addendum), ("corrigendum", &self.corrigendum), ("revision", &self.revision)]
        {
            if let Some(number) = number.as_ref().filter(|n| !(1..=99).contains(&n.value)) {
                LETTER_NUMBER
                    .finding(format!("{key} {} is not possible", number.value))
                    .at(&number.span, "expected a number from 1 to 99")
                    .report(problems);
            }
        }
        let amends = self.amendment().map(|(kind, n)| (kind.word(), n));
        let amends = amends.or_else(|| self.revision.as_ref().map(|n| ("revision", n)));
        match (amends, &self.date_of_original) {
            (Some((word, number)), None) => {
                let article = if word.starts_with('a') { "an" } else { "a" };
                MISSING_KEY
                    .finding(format!("{article} {word} needs the date of the letter that it changes"))
                    .at(&number.span.whole_line(), "add a line `date-of-original:` with that date")
                    .report(problems);
            }
            (None, Some(date)) => {
                LETTER_FORM
                    .finding("this letter does not change another letter")
                    .at(&date.span, "only for an addendum, a corrigendum or a revision")
                    .hint("add a line such as `addendum: 1`, or remove `date-of-original`")
                    .report(problems);
            }
            (Some(_), Some(original)) if original.value > self.date.value => {
                ORIGINAL_AFTER_LETTER
                    .finding(format!(
                        "the letter that this one changes is dated {}, later than this letter",
                        original.value
                    ))
                    .at(&original.span, format!("expected {} or earlier", self.date.value))
                    .note(&self.date.span, "the letter's date")
                    .report(problems);
            }
            _ => {}
        }
        if let Some(changes) = &self.changes
            && amends.is_none()
        {
            LETTER_FORM
                .finding("`changes` is only for a letter that changes another letter")
                .at(&changes.span.whole_line(), "not possible in this letter")
                .hint("write the text under `body:`, or add a line such as `addendum: 1`")
                .report(problems);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(amendment: Option<(Amendment, u32)>, revision: Option<u32>) -> Part {
        Part { amendment, revision }
    }

    #[test]
    fn parts_are_named_and_follow_the_letter() {
        let mut parts = [
            part(Some((Amendment::Corrigendum, 1)), None),
            part(Some((Amendment::Addendum, 10)), None),
            part(Some((Amendment::Addendum, 2)), Some(1)),
            part(Some((Amendment::Addendum, 2)), None),
            part(None, Some(1)),
            Part::default(),
        ];
        parts.sort();
        assert_eq!(parts.map(|part| part.code()), ["", "R1", "A2", "A2-R1", "A10", "C1"]);
        let names = parts.map(|part| part.to_string());
        assert_eq!(names, ["", " Rev.1", " Add.2", " Add.2 Rev.1", " Add.10", " Corr.1"]);
        assert!(parts[0].is_original() && !parts[1].is_original());
    }
}
