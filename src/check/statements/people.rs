//! Groups and people that the text names, against those of the letter.

use super::lexicon::{Key, Mark};
use super::sentence::Sentence;
use crate::base::{Diagnostics, Span};
use crate::check::text::Text;
use crate::compose::markdown::ProseKind;
use crate::model::letter::Kind;
use crate::rules;
use chrono::Datelike;
use std::ops::Range;

rules! {
    /// `Meeting of Study Group 13` in a letter of Study Group 15.
    GROUP_IN_TEXT = Warning "group-in-text" {
        summary: "the subject or the invitation names another group or working party than the one that meets",
        why: "The group is left over from the letter that was copied: the letter would convene the wrong people.",
        source: "practice: subjects typed by hand keep the group of the letter before",
        bad: "group: SG17\nsubject: Meeting of Study Group 13, Geneva, 20-30 April 2021",
        good: "group: SG17\nsubject: Meeting of Study Group 17, Geneva, 20-30 April 2021",
        fix: "Correct the group in the text, or write it as a fact: {{ group.name }}.",
    }
    /// `the Chair, Mr Example` of another name.
    PERSON_IN_TEXT = Warning "person-in-text" {
        summary: "the text gives the Chair of the group or the Director another name",
        why: "The name is left over from the time of someone else, or from the letter of another group.",
        source: "practice: names typed by hand outlast terms of office",
        bad: "group: SG17   # chaired by Mr Heung-Youl Youm\nbody:\n  - text: The Chair of Study Group 17, Mr Leo Example (Ruritania), will open the meeting.",
        good: "group: SG17\nbody:\n  - text: \"The Chair of Study Group 17, {{ phrases.chair_name }}, will open the meeting.\"",
        fix: "Correct the name in the text, the key `chair`, or the directory.",
    }
}

/// Looks at the groups and people of a sentence.
pub fn check(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    groups(text, sentence, problems);
    people(text, sentence, problems);
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
    let is_invited =
        sentence.has_between(sentence.start, group.start, &[Key::Invite]) && !sentence.has(Key::Circular);
    // Working parties of the group that do not meet: on the days of the meeting, they are meant to.
    let is_on_its_days = || {
        let days = (meeting.first_day(), meeting.last_day());
        is_party(words)
            && meeting.kind() == Kind::WorkingParty
            && sentence
                .days()
                .any(|said| said.span(days.0.year()).is_some_and(|span| span.0 >= days.0 && span.1 <= days.1))
    };
    if !(is_of && (is_subject || is_invited || is_on_its_days())) {
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

fn is_numbered(sentence: Sentence<'_, '_>, mark: &Mark) -> bool {
    let words = &sentence.read.lower[mark.start..mark.end];
    words.contains(|c: char| c.is_ascii_digit()) && !words.starts_with(|c: char| c == 'q')
}

fn is_party(words: &str) -> bool {
    words.contains('/')
}

/// The name behind a title and an honorific: `the Chair of Study Group 15, Mr Leo Lindgren (Sweden)`.
fn people(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    let resolved = text.facts.resolved;
    for mark in sentence.marks().iter().filter(|mark| matches!(mark.key, Key::Chair | Key::Director)) {
        let Some(name) = name_behind(sentence, mark) else { continue };
        let (known, what, span): (&str, &str, Span) = match mark.key {
            Key::Director => (&resolved.signatory.name, "the Director", text.facts.place(&["signatory"])),
            _ => match resolved.chair {
                Some(chair) => (&chair.name, "the Chair", chair_span(text)),
                None => continue,
            },
        };
        let shown = sentence.shown(&name);
        if is_same_name(known, shown) || sentence.is_of_change() {
            continue;
        }
        let on_behalf = resolved.letter.on_behalf.as_ref().map(|deputy| deputy.name.clone());
        if on_behalf.is_some_and(|deputy| is_same_name(&deputy, shown)) {
            continue;
        }
        PERSON_IN_TEXT
            .finding(format!("the text calls {what} {shown}, but the name is {known}"))
            .at(&sentence.place(name), format!("expected {known}"))
            .note(&span, "from here")
            .report(problems);
    }
}

fn chair_span(text: &Text<'_>) -> Span {
    let resolved = text.facts.resolved;
    let own = resolved.letter.chair.as_ref().map(|_| text.facts.place(&["chair"]));
    let written = resolved.directory.group_as_written(&resolved.letter.group.value);
    let known = written.and_then(|node| node.get("chair")).map(|node| node.span.clone());
    own.or(known).unwrap_or_else(|| resolved.letter.group.span.clone())
}

/// Where the name stands that a title gives: behind an honorific that follows, over the name of the letter's own group.
fn name_behind(sentence: Sentence<'_, '_>, title: &Mark) -> Option<Range<usize>> {
    let mut honorific = None;
    let mut at = title.end;
    for mark in sentence.within(title.end, sentence.end) {
        let gap = &sentence.read.lower[at..mark.start];
        if gap.contains(char::is_alphabetic) && !is_chinese(gap) {
            break;
        }
        match mark.key {
            Key::Honorific => {
                honorific = Some(*mark);
                break;
            }
            // The chair of another group, of a working party, or of an earlier time.
            Key::Of | Key::Own | Key::Determiner | Key::Preposition | Key::Meeting => at = mark.end,
            _ => break,
        }
    }
    let before = sentence.within(sentence.start, title.start).last().copied();
    let is_other = before.is_some_and(|mark| {
        matches!(mark.key, Key::Vice | Key::Other | Key::Body)
            && !sentence.read.lower[mark.end..title.start].contains(char::is_alphabetic)
    });
    let behind = sentence.within(title.end, sentence.end).first();
    if is_other || behind.is_some_and(|mark| mark.key == Key::Other) {
        return None;
    }
    let text = sentence.read.passage.text_of();
    match honorific {
        Some(honorific) if sentence.order() != super::lexicon::Order::Final => {
            let start = honorific.end + text[honorific.end..].len()
                - text[honorific.end..].trim_start_matches([' ', '.']).len();
            name(text, start, sentence.end)
        }
        // In Chinese, the name stands between the title and 先生.
        _ => {
            let start = title.end + text[title.end..].len()
                - text[title.end..].trim_start_matches([' ', '，', '、']).len();
            let behind =
                sentence.within(start, sentence.end).iter().find(|mark| mark.key == Key::Honorific)?;
            let is_name = sentence.order() == super::lexicon::Order::Final && behind.start > start;
            let words = text.get(start..behind.start)?.trim_end();
            let is_short = !words.contains(['，', '。', ',', '的']) && words.chars().count() <= 40;
            (is_name && is_short).then(|| start..start + words.len())
        }
    }
}

fn is_chinese(gap: &str) -> bool {
    gap.contains(|c: char| c > '\u{2e80}')
}

/// A name: words with capitals, or of a script without them, up to a bracket or a comma.
fn name(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let rest = text.get(start..end)?;
    let length = rest.find(['(', '（', ',', '،', ';', ':']).unwrap_or(rest.len());
    let mut last = 0;
    let mut words = 0;
    let mut at = 0;
    for word in rest[..length].split_inclusive(' ') {
        let is_name = word.starts_with(char::is_uppercase)
            || matches!(word.trim(), "de" | "von" | "van" | "el" | "al" | "da" | "dos" | "bin");
        if !is_name || words >= 5 {
            break;
        }
        at += word.len();
        last = rest[..at].trim_end_matches([' ', '.']).len();
        words += 1;
    }
    (words >= 2).then(|| start..start + last)
}

/// Whether two names are of one person: the last name, or any of several written in another order or script.
fn is_same_name(known: &str, said: &str) -> bool {
    let parts = |name: &str| -> Vec<String> {
        let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1);
        words.map(str::to_lowercase).collect()
    };
    let (known, said) = (parts(known), parts(said));
    // Names in another script cannot be compared.
    let is_latin = |words: &[String]| words.iter().any(|word| word.is_ascii());
    !is_latin(&said) && is_latin(&known)
        || said.iter().filter(|word| known.contains(word)).count() * 2 >= said.len().min(known.len())
}
