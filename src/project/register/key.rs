//! What a letter is called by: no two letters have the same key.

use crate::base::Language;
use crate::model::letter::{Part, Series};
use std::cmp::Ordering;

/// A letter's place in the register. The order is that of the register: study period, series, group,
/// number; the letter itself before its revisions, then what was added and corrected.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The study period (`T17`): numbers start anew in each.
    pub period: &'static str,
    /// The series.
    pub series: Series,
    /// The group whose letters are counted; none for circulars, which are counted together.
    pub group: Option<GroupCode>,
    /// The number in series, group and period.
    pub number: u32,
    /// The letter itself, or what part of it this is.
    pub part: Part,
    /// A translation is no second letter.
    pub language: Language,
}

impl Key {
    /// A letter of group SG1, for tests.
    #[cfg(test)]
    pub(super) fn numbered(number: u32, language: Language) -> Self {
        Self {
            period: "T17",
            series: Series::CollectiveLetter,
            group: Some(GroupCode("SG1".into())),
            number,
            part: Part::default(),
            language,
        }
    }

    /// Whether this is the same letter, an addendum, a corrigendum or a revision of it.
    pub fn is_part_of_same(&self, other: &Self) -> bool {
        let whole = |key: &Self| (key.period, key.series, key.group.clone(), key.number);
        whole(self) == whole(other)
    }
}

/// A key of the directory of groups, in the order in which people count: 2 before 17.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupCode(pub String);

impl GroupCode {
    /// Letters, the number behind them, the rest.
    fn parts(&self) -> (&str, u64, &str) {
        let digits = self.0.find(|c: char| c.is_ascii_digit()).unwrap_or(self.0.len());
        let (letters, rest) = self.0.split_at(digits);
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        (letters, rest[..end].parse().unwrap_or(0), &rest[end..])
    }
}

impl Ord for GroupCode {
    fn cmp(&self, other: &Self) -> Ordering {
        // The whole text last, so that `SG1` and `SG01` are two.
        self.parts().cmp(&other.parts()).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for GroupCode {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_counted() {
        let mut groups =
            ["XG", "SG14RG-X", "SG14", "SG01", "SG1", "SG4", "99", ""].map(|code| GroupCode(code.to_owned()));
        groups.sort();
        let groups = groups.map(|code| code.0);
        assert_eq!(groups, ["", "99", "SG01", "SG1", "SG4", "SG14", "SG14RG-X", "XG"]);
    }
}
