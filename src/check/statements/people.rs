//! Groups and people that the text names, against those of the letter.

use super::days::years;
use super::groups::digits_of;
use super::lexicon::{Key, Mark};
use super::persons;
use super::sentence::Sentence;
use crate::base::Diagnostics;
use crate::check::text::Text;
use crate::compose::markdown::ProseKind;
use crate::model::letter::Kind;
use crate::rules;
use chrono::Datelike;

rules! {
    /// `Meeting of Study Group 14` in a letter of Study Group 4.
    GROUP_IN_TEXT = Warning "group-in-text" {
        summary: "the subject or the invitation names another group or working party than the one that meets, or a sentence names a group that no longer exists",
        why: "The group is left over from the letter that was copied: the letter would convene the wrong people.",
        source: "practice: typed subjects keep the group of the letter before",
        bad: "group: SG1\nsubject: Meeting of Study Group 14, Geneva, 20-30 April 2021",
        good: "group: SG1\nsubject: Meeting of Study Group 1, Geneva, 20-30 April 2021",
        fix: "Correct the group in the text, or write it as a fact: {{ group.name }}.",
    }
    /// `the Chair, Mr Example` of another name.
    PERSON_IN_TEXT = Warning "person-in-text" {
        summary: "the text gives the Chair of the group or the Director another name",
        why: "The name is left over from the time of someone else, or from the letter of another group.",
        source: "practice: typed names outlast terms of office",
        bad: "group: SG1   # chaired by Ms Jane Example\nbody:\n  - text: The Chair of Study Group 1, Mr Leo Example (Ruritania), will open the meeting.",
        good: "group: SG1\nbody:\n  - text: \"The Chair of Study Group 1, {{ phrases.chair_name }}, will open the meeting.\"",
        fix: "Correct the name in the text, the key `chair`, or the directory.",
    }
}

/// Looks at the groups and people of a sentence.
pub fn check(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    groups(text, sentence, problems);
    gone(text, sentence, problems);
    persons::check(text, sentence, problems);
}

/// A group that is convened: in the subject, in the invitation, or as the one of this meeting.
fn groups(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    let resolved = text.facts.resolved;
    let Some(meeting) = &resolved.letter.meeting else { return };
    let is_subject = sentence.read.passage.kind == ProseKind::Heading(1);
    if meeting.kind() == Kind::Event || sentence.has(Key::Other) || sentence.is_of_change() {
        return;
    }
    let collocated = |words: &str| {
        resolved.collocated_with.iter().any(|(code, group)| {
            let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
            words.contains(&code.to_lowercase()) || digits(&group.designation) == digits(words)
        })
    };
    let events = resolved.letter.events.iter().flatten();
    let titles: Vec<String> = events.map(|event| event.title.value.to_lowercase()).collect();
    let mut convened = sentence.marks().iter().filter(|mark| matches!(mark.key, Key::Own | Key::Body));
    let has_own = sentence.has(Key::Own);
    let Some(group) = convened.find(|mark| mark.key == Key::Body && is_numbered(sentence, mark)) else {
        return;
    };
    let words = &sentence.read.lower[group.start..group.end];
    if has_own && !is_party(words) || collocated(words) || titles.iter().any(|title| title.contains(words)) {
        return;
    }
    let meets = sentence
        .marks()
        .iter()
        .find(|mark| mark.key == Key::Meeting && (mark.end <= group.start || mark.start >= group.end));
    // "It is my pleasure to invite you to the meeting of", "the opening plenary of": of whom, and of nobody else.
    let is_of = meets.is_some_and(|meeting| {
        let (from, to) =
            if meeting.end <= group.start { (meeting.end, group.start) } else { (group.end, meeting.start) };
        sentence.is_light(from, to)
    });
    // "In accordance with the schedule, Study Group 1 will meet": the group that is spoken of.
    let is_subject_of_meet =
        sentence.is_subject(group) && sentence.has_between(group.end, sentence.end, &[Key::Meet]);
    let is_invited = sentence.has_between(sentence.start, group.start, &[Key::Invite])
        && (is_subject_of_meet || !sentence.has(Key::Circular));
    // "It is Study Group 1 that this letter convenes"
    let is_convened = meets.is_none()
        && sentence.has(Key::ThisLetter)
        && sentence.has_between(group.end, sentence.end, &[Key::Meet, Key::Invite])
        && !sentence.has(Key::Negation);
    // Working parties of the group that do not meet: on the days of the meeting, they are meant to.
    let is_on_its_days = || {
        let days = (meeting.first_day(), meeting.last_day());
        is_party(words)
            && meeting.kind() == Kind::WorkingParty
            && sentence
                .days()
                .any(|said| said.span(days.0.year()).is_some_and(|span| span.0 >= days.0 && span.1 <= days.1))
    };
    let convened = is_of && (is_subject || is_invited || is_on_its_days());
    if !(convened || is_convened || is_invited && is_subject_of_meet) {
        return;
    }
    let range = group.start..group.end;
    GROUP_IN_TEXT
        .finding(format!(
            "the text names {}, but this letter is of {}",
            sentence.shown(&range),
            resolved.group.name
        ))
        .at(&sentence.place(range), format!("expected {}", resolved.group.name))
        .note(&resolved.letter.group.span, "the group that meets")
        .hint("write `{{ group.name }}` to show its name")
        .report(problems);
}

/// A group that no longer exists, spoken of as one that does something.
fn gone(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    let (resolved, dates) = (text.facts.resolved, &text.facts.phrases.dates);
    let date = resolved.letter.date.value;
    let is_over = sentence.has(Key::Past) || years(sentence.lower()).any(|year| year < date.year());
    if is_over || sentence.has(Key::Other) || sentence.is_of_change() || sentence.is_hypothetical() {
        return;
    }
    let of_digits = |mark: &Mark| {
        let number = digits_of(&sentence.read.lower[mark.start..mark.end]);
        resolved.directory.groups().map(|(_, group)| group).find(|group| group.designation == number)
    };
    for mark in sentence.marks().iter().filter(|mark| mark.key == Key::Body && is_numbered(sentence, mark)) {
        let words = &sentence.read.lower[mark.start..mark.end];
        let until = of_digits(mark).and_then(|group| group.until.as_ref());
        let Some(until) = until.filter(|until| until.value < date && !is_party(words)) else { continue };
        let verbs = [Key::Meet, Key::Future, Key::Begin, Key::End];
        let is_actor = sentence.is_subject(mark) && sentence.has_between(mark.end, sentence.end, &verbs);
        let is_partner = |noun: &Mark| {
            matches!(noun.key, Key::Side | Key::People)
                && noun.end <= mark.start
                && sentence.is_light(noun.end, mark.start)
                && (noun.key == Key::Side || sentence.has(Key::Invite))
        };
        let range = mark.start..mark.end;
        if sentence.is_own(range.start) && (is_actor || sentence.marks().iter().any(is_partner)) {
            let shown = sentence.shown(&range);
            GROUP_IN_TEXT
                .finding(format!(
                    "the text names {shown}, but this group existed until {}",
                    dates.day(until.value)
                ))
                .at(&sentence.place(range), format!("expected a group of {}", date.year()))
                .note(&until.span, "its last day")
                .report(problems);
        }
    }
}

fn is_numbered(sentence: Sentence<'_, '_>, mark: &Mark) -> bool {
    let words = &sentence.read.lower[mark.start..mark.end];
    words.contains(|c: char| c.is_ascii_digit()) && !words.starts_with('q')
}

fn is_party(words: &str) -> bool {
    words.contains('/')
}
