//! The reference block: numbers and addresses under their own labels, and of the group that meets.

use super::Facts;
use super::letter::first_number;
use crate::base::{Diagnostics, Span};
use crate::model::period;
use crate::rules;

rules! {
    /// An address where a number belongs.
    NUMBER_EXPECTED = Warning "number-expected" {
        summary: "the value of `tel` or `fax` is not a telephone number",
        why: "Two lines of the reference block were probably exchanged.",
        source: "real letters with a fax number under `E-mail:`",
        bad: "contacts: {tel: tsbsg1@itu.int}",
        good: "contacts: {tel: +41 22 730 6206}",
        fix: "Write the number with its country code, such as +41 22 730 6206.",
    }
    /// The address of the group whose letter was copied.
    ADDRESS_OF_OTHER_GROUP = Warning "address-of-other-group" {
        summary: "an e-mail or web address belongs to another group",
        why: "Readers would write to another group. The address is left over from the letter that was copied.",
        source: "practice: tsbsg1@itu.int, itu.int/go/tsg1, …/studygroups/2017-2020/1/",
        bad: "group: SG1\ncontacts: {e-mail: tsbsg4@itu.int}",
        good: "group: SG1\ncontacts: {e-mail: tsbsg1@itu.int}",
        fix: "Write the address of the group, or remove the line to use the address from the directory.",
    }
    /// The page of a study period that is over.
    ADDRESS_OF_OTHER_PERIOD = Warning "address-of-other-period" {
        summary: "a web address belongs to another study period",
        why: "The pages of a study group move with each study period; the old ones are not kept up to date.",
        source: "practice: …/studygroups/2017-2020/…",
        bad: "date: 2022-06-01\nweb-page: https://www.itu.int/en/ITU-T/studygroups/2017-2020/1/",
        good: "date: 2022-06-01\nweb-page: https://www.itu.int/en/ITU-T/studygroups/2022-2024/1/",
        fix: "Write the address of the current study period.",
    }
    /// The file of another group.
    REFERENCE_OF_OTHER_GROUP = Warning "reference-of-other-group" {
        summary: "the file reference names another group",
        why: "The second line of the reference is left over from the letter that was copied.",
        source: "practice: `SG1/XY`, the group and the initials of the author",
        bad: "group: SG1\nfile-reference: SG4/XY",
        good: "group: SG1\nfile-reference: SG1/XY",
        fix: "Correct the file reference.",
    }
}

/// Checks the reference block.
pub fn check(facts: &Facts<'_>, problems: &mut Diagnostics) {
    numbers(facts, problems);
    addresses(facts, problems);
    reference(facts, problems);
}

fn numbers(facts: &Facts<'_>, problems: &mut Diagnostics) {
    for (index, contacts) in facts.resolved.contacts.iter().enumerate() {
        for (key, value) in [("tel", &contacts.tel), ("fax", &contacts.fax)] {
            let Some(value) = value.as_deref() else { continue };
            let digits = value.chars().filter(char::is_ascii_digit).count();
            if digits < 4 || value.contains('@') || value.contains("//") {
                let span = facts.place(&["contacts", &index.to_string(), key]);
                NUMBER_EXPECTED
                    .finding(format!("`{value}` under `{key}` is not a telephone number"))
                    .at(&span, "expected a number such as +41 22 730 6206")
                    .report(problems);
            }
        }
    }
}

fn addresses(facts: &Facts<'_>, problems: &mut Diagnostics) {
    let resolved = facts.resolved;
    let own = study_groups(facts);
    let contacts = resolved.contacts.iter().flat_map(|c| [&c.e_mail, &c.web]).flatten();
    let page = resolved.letter.web_page.as_ref();
    for address in contacts.chain(page) {
        let number = group_number(&address.value);
        let code = &resolved.letter.group;
        let is_known = !own.is_empty() || first_number(&resolved.group.designation).is_none();
        if let Some(number) = number.filter(|number| is_known && !own.contains(number)) {
            ADDRESS_OF_OTHER_GROUP
                .finding(format!("`{}` looks like an address of Study Group {number}", address.value))
                .at(&address.span, format!("expected an address of {}", code.value))
                .note(&code.span, "the group that meets")
                .report(problems);
        }
        let years =
            study_period(&address.value).filter(|years| Some(*years) != period::years(resolved.period));
        if let (Some((from, to)), Some((first, last))) = (years, period::years(resolved.period)) {
            ADDRESS_OF_OTHER_PERIOD
                .finding(format!("`{}` is a page of the study period {from}-{to}", address.value))
                .at(&address.span, format!("expected a page of {first}-{last}"))
                .note(&resolved.letter.date.span, "the letter's date")
                .report(problems);
        }
    }
}

/// Numbers of the study groups that the letter may speak for.
pub(super) fn study_groups(facts: &Facts<'_>) -> Vec<u32> {
    let designation = facts.resolved.group.designation.as_str();
    own(facts).chain([designation]).filter_map(first_number).collect()
}

/// Codes of the groups that the letter may speak for.
fn own<'a>(facts: &Facts<'a>) -> impl Iterator<Item = &'a str> {
    let resolved = facts.resolved;
    let parent = resolved.group.parent.iter().map(|parent| parent.value.as_str());
    let joint = resolved.joint_with.iter().map(|(code, _)| *code);
    parent.chain(joint).chain([resolved.letter.group.value.as_str()])
}

/// The study group that an address speaks of: `tsbsg1@`, `/tsg1`, `/sg01/`, `/studygroups/2017-2020/1/`.
pub(super) fn group_number(address: &str) -> Option<u32> {
    let lower = address.to_ascii_lowercase();
    let behind = lower.match_indices("sg").map(|(at, _)| &lower[at + 2..]);
    let named = behind.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())).find_map(first_number);
    named.or_else(|| {
        let rest = lower.split_once("studygroups/")?.1;
        let rest = rest.split('/').nth(1)?;
        rest.bytes().all(|b| b.is_ascii_digit()).then(|| first_number(rest)).flatten()
    })
}

/// The years of the study period in an address.
fn study_period(address: &str) -> Option<(i32, i32)> {
    let (from, to) = address.split_once("studygroups/")?.1.split('/').next()?.split_once('-')?;
    Some((from.parse().ok()?, to.parse().ok()?))
}

fn reference(facts: &Facts<'_>, problems: &mut Diagnostics) {
    let resolved = facts.resolved;
    let Some(reference) = &resolved.letter.file_reference else { return };
    let Some((head, _)) = reference.split_once('/') else { return };
    let head = head.trim();
    let is_group = |name: &str| {
        let name = name.to_ascii_uppercase();
        let has_number = name.strip_prefix("SG").is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()));
        // Initials are shorter than the names of other groups.
        has_number || name.len() >= 4 && name.bytes().all(|b| b.is_ascii_uppercase())
    };
    let group = &resolved.letter.group;
    if is_group(head) && !own(facts).any(|code| code.eq_ignore_ascii_case(head)) {
        let span: Span = facts.place(&["file-reference"]);
        REFERENCE_OF_OTHER_GROUP
            .finding(format!("the file reference `{reference}` names {head}, not {}", group.value))
            .at(&span, format!("expected `{}/…`", group.value))
            .note(&group.span, "the group that meets")
            .report(problems);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_tell_their_group_and_period() {
        for (address, number) in [
            ("tsbsg1@itu.int", Some(1)),
            ("http://itu.int/go/tsg1", Some(1)),
            ("https://www.itu.int/en/ITU-T/studygroups/2017-2020/05/Pages/default.aspx", Some(5)),
            ("https://www.itu.int/en/ITU-T/studygroups/2017-2020/sg4rgafr/Pages/default.aspx", Some(4)),
            ("tsb@itu.int", None),
            ("https://www.itu.int/en/ITU-T/other/Pages/default.aspx", None),
        ] {
            assert_eq!(group_number(address), number, "{address}");
        }
        assert_eq!(study_period("https://www.itu.int/en/ITU-T/studygroups/2017-2020/05"), Some((2017, 2020)));
        assert_eq!(study_period("https://www.itu.int/go/tsg1"), None);
    }
}
