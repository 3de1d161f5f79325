//! The letter as a whole: what it is, who signs, words that were typed although they are computed.

use super::Facts;
use crate::base::{Diagnostics, Span};
use crate::model::letter::{Kind, Numbered, Status};
use crate::rules;

rules! {
    /// A translation that nobody has read.
    PHRASES_NOT_VERIFIED = Warning "phrases-not-verified" {
        summary: "the letter is issued with phrases that no translator has confirmed",
        why: "The fixed phrases of this language were written for this program, and no ITU translator has read them yet.",
        source: "a rule of this program: `verified:` in the phrases file",
        bad: "status: issued   # and `verified: false` in the phrases file",
        good: "status: draft",
        fix: "Ask a translator to check the phrases file and to set `verified: true` in it. Until then, keep `status: draft`.",
    }
    /// Not yet, or no longer.
    SIGNATORY_NOT_IN_OFFICE = Warning "signatory-not-in-office" {
        summary: "the signatory was not in office on the letter's date",
        why: "The name is left over from another letter. The program chooses the signatory by the date.",
        source: "letters/directory/signatories.yaml",
        bad: "date: 2021-01-21\nsignatory: Seizo Onoe",
        good: "date: 2021-01-21",
        fix: "Remove the line `signatory:`, or correct the date.",
    }
    /// A study group as an advisory group.
    KIND_AGAINST_GROUP = Warning "kind-against-group" {
        summary: "the kind of meeting does not fit the group",
        why: "The addressees, the deadlines and the opening sentence depend on the kind of meeting.",
        source: "practice",
        bad: "group: SG1\nmeeting: {kind: advisory-group, …}",
        good: "group: SG1\nmeeting: {…}",
        fix: "Correct `kind:` or `group:`.",
    }
    /// Another number than the letter's.
    NUMBER_AGAINST_WORDING = Warning "number-against-wording" {
        summary: "a wording contains a number that is not the number of the letter",
        why: "A typed number stays when the letter is copied. The reference and the page header then show different numbers.",
        source: "real letters whose page header and Ref show different numbers",
        bad: "number: 12\nwording: {running-header: TSB Collective letter 11/1}",
        good: "number: 12\nwording: {running-header: \"Letter {{ letter.number }}\"}",
        fix: "Write `{{ letter.number }}`, or remove the wording.",
    }
    /// One of two phrases with the dates is said differently.
    DATES_WORDED_ONCE = Warning "dates-worded-once" {
        summary: "a wording changes the dates in the subject or in the opening sentence, but not in both",
        why: "The subject uses the wording `dates`, the opening sentence uses `dates-in-prose`. If the letter has only one of them, the two show different dates.",
        source: "real letters whose subject and first sentence give different dates",
        bad: "wording: {dates: 6-10 and 13-17 June 2022}",
        good: "wording: {dates: 6-10 and 13-17 June 2022, dates-in-prose: on 6-10 and 13-17 June 2022}",
        fix: "Add the other wording, or remove this one.",
    }
    /// Another count than that of the annexes.
    ANNEX_COUNT_AGAINST_WORDING = Warning "annex-count-against-wording" {
        summary: "a wording gives a wrong number of annexes",
        why: "The number under the signature must be the number of annexes after it.",
        source: "real letters: `Annexes: 2` with three annexes",
        bad: "wording: {annex-count: \"Annexes: 3\"}   # there are two",
        good: "wording: {annex-count: \"Enclosures: {{ annexes | length }}\"}",
        fix: "Write `{{ annexes | length }}`, or remove the wording.",
    }
}

/// Checks the letter.
pub fn check(facts: &Facts<'_>, problems: &mut Diagnostics) {
    status(facts, problems);
    signatory(facts, problems);
    kind(facts, problems);
    wording(facts, problems);
}

fn status(facts: &Facts<'_>, problems: &mut Diagnostics) {
    let letter = facts.resolved.letter;
    let unverified = if letter.status == Some(Status::Issued) { facts.phrases.unverified() } else { (0, 0) };
    if unverified.0 > 0 {
        let span = facts.place(&["status"]);
        // The status of a translation stands in its own file.
        let span = if facts.original.is_some() { Span::file(facts.source) } else { span };
        let language = letter.language().name();
        let what = match unverified {
            (count, all) if count < all => format!("{count} of the {all} phrases"),
            _ => "the phrases".to_owned(),
        };
        PHRASES_NOT_VERIFIED
            .finding(format!("the letter is issued, but no translator has confirmed {what} in {language}"))
            .at(&span, "expected `status: draft` until a translator confirms them")
            .report(problems);
    }
}

fn signatory(facts: &Facts<'_>, problems: &mut Diagnostics) {
    let (letter, signatory) = (facts.resolved.letter, facts.resolved.signatory);
    let Some(named) = &letter.signatory else { return };
    let date = letter.date.value;
    let why = if date < signatory.from.value {
        format!("took office on {}", signatory.from.value)
    } else if let Some(until) = signatory.until.as_ref().filter(|until| date > until.value) {
        format!("left office on {}", until.value)
    } else {
        return;
    };
    SIGNATORY_NOT_IN_OFFICE
        .finding(format!("{} signs a letter of {date}, but {why}", named.value))
        .at(&named.span, "remove this line, or correct the date")
        .note(&letter.date.span, "the letter's date")
        .report(problems);
}

fn kind(facts: &Facts<'_>, problems: &mut Diagnostics) {
    let resolved = facts.resolved;
    let Some(meeting) = &resolved.letter.meeting else { return };
    let group = &resolved.letter.group;
    // Study groups have numbers, advisory groups names.
    let is_advisory = first_number(&resolved.group.designation).is_none();
    let expected = match meeting.kind() {
        Kind::AdvisoryGroup if !is_advisory => "`study-group`",
        Kind::StudyGroup if is_advisory => "`kind: advisory-group`",
        Kind::StudyGroup | Kind::AdvisoryGroup if resolved.parent.is_some() => "`kind: regional-group`",
        _ => return,
    };
    let span = match meeting.kind {
        Some(_) => facts.place(&["meeting", "kind"]),
        None => group.span.clone(),
    };
    let finding = KIND_AGAINST_GROUP
        .finding(format!(
            "the kind of meeting `{}` does not fit the group {}",
            meeting.kind().word(),
            group.value
        ))
        .at(&span, format!("expected {expected}"));
    problems.push(if span == group.span { finding } else { finding.note(&group.span, "the group") });
}

/// Wordings that say where a number of the letter stands.
const NUMBERED: [&str; 4] = ["letter", "reference", "original", "running-header"];

fn wording(facts: &Facts<'_>, problems: &mut Diagnostics) {
    let letter = facts.resolved.letter;
    let Some(wording) = &letter.wording else { return };
    for (name, text) in wording.entries.iter().filter(|(name, _)| NUMBERED.contains(&name.as_str())) {
        let number = &letter.number;
        // With facts in it, only rendering could tell.
        if !text.contains("{{") && first_number(text).is_some_and(|said| said != number.value) {
            NUMBER_AGAINST_WORDING
                .finding(format!(
                    "the wording `{}` contains `{}`, but this is letter {}",
                    name.value,
                    text.trim(),
                    number.value
                ))
                .at(&text.span.whole_line(), "expected `{{ letter.number }}` in this wording")
                .note(&number.span, "the letter's number")
                .report(problems);
        }
    }
    let dates =
        ["dates", "dates-in-prose"].map(|key| wording.entries.iter().find(|(name, _)| name.value == key));
    if let [Some((name, text)), None] | [None, Some((name, text))] = dates
        && !text.contains("meeting.")
    {
        let other = if name.value == "dates" { "dates-in-prose" } else { "dates" };
        DATES_WORDED_ONCE
            .finding(format!("there is a wording for `{}`, but not for `{other}`", name.value))
            .at(&text.span.whole_line(), format!("add a line `{other}:`, or remove this one"))
            .report(problems);
    }
    let count = facts.resolved.annexes.iter().filter(|annex| annex.numbered == Numbered::Annex).count();
    if let Some(text) = wording.get("annex-count")
        && !text.contains("{{")
        && first_number(text).is_some_and(|said| usize::try_from(said) != Ok(count))
    {
        ANNEX_COUNT_AGAINST_WORDING
            .finding(format!(
                "the wording `annex-count` gives `{}`, but the number of annexes is {count}",
                text.trim()
            ))
            .at(&text.span.whole_line(), "expected `{{ annexes | length }}` in this wording")
            .report(problems);
    }
}

/// The first run of digits in the text, as a number.
pub(super) fn first_number(text: &str) -> Option<u32> {
    text.split(|c: char| !c.is_ascii_digit()).find(|part| !part.is_empty())?.parse().ok()
}
