//! Letters and circulars that the text cites, the letter's own number and its file reference.

use super::days::SaidDays;
use super::lexicon::{Key, Mark, THIS};
use super::sentence::{Read, Sentence};
use crate::base::{Diagnostics, Span};
use crate::check::text::{Text, has_wording_of};
use crate::compose::markdown::ProseKind;
use crate::model::letter::Series;
use crate::rules;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::ops::Range;

rules! {
    /// `Circular 295 of 3 March … Circular 295 of 5 March`.
    CITED_WITH_TWO_DATES = Warning "cited-with-two-dates" {
        summary: "one circular or letter is cited with two dates",
        why: "Readers look up a document by its date, and one of the two dates is wrong.",
        source: "real letters that cite one circular with two dates",
        bad: "body:\n  - text: TSB Circular 260 of 3 August 2020 … TSB Circular 260 of 5 August 2020",
        good: "body:\n  - text: TSB Circular 260 of 3 August 2020 … TSB Circular 260",
        fix: "Look up the right date, and correct the other one.",
    }
    /// Not sent yet.
    CITED_BEFORE_SENT = Warning "cited-before-sent" {
        summary: "the text cites a circular or letter that is later than this letter",
        why: "A letter can only cite earlier documents. One of the two dates is left over or mistyped.",
        source: "common sense",
        bad: "date: 2021-01-21\nbody:\n  - text: See TSB Circular 295 of 22 December 2021.",
        good: "date: 2021-01-21\nbody:\n  - text: See TSB Circular 295 of 22 December 2020.",
        fix: "Correct the date; often only the year is wrong.",
    }
    /// `TSB Collective letter 10/17` in letter 1/1.
    OTHER_LETTER_NUMBER = Warning "other-letter-number" {
        summary: "the text gives this letter another number",
        why: "A typed number stays when the letter is copied.",
        source: "real letters whose page header and Ref show different numbers",
        bad: "number: 11\nbody:\n  - text: Annexes to TSB Collective letter 10/17 are on the web page.",
        good: "number: 11\nbody:\n  - text: \"Annexes to {{ phrases.letter }} are on the web page.\"",
        fix: "Write `{{ phrases.letter }}`. If you mean another letter, add its date, or words such as `further to` or `see`.",
    }
    /// `our reference SG4/HO` of another.
    REFERENCE_IN_TEXT = Warning "reference-in-text" {
        summary: "the text gives this letter another file reference or another date",
        why: "Replies are filed by the reference, and letters are found by their date. Both are left over from the letter that was copied.",
        source: "practice: `SG1/XY`, the group and the initials of the author",
        bad: "file-reference: SG1/XY\nbody:\n  - text: When replying, please quote our reference SG4/HO.",
        good: "file-reference: SG1/XY\nbody:\n  - text: \"When replying, please quote our reference {{ letter.file_reference }}.\"",
        fix: "Correct the text, or the keys `file-reference` and `date`.",
    }
}

/// The dates of what was cited so far.
#[derive(Default)]
pub struct Cited(BTreeMap<String, (NaiveDate, Span)>);

impl Cited {
    /// Begins with what the facts cite.
    pub fn of(text: &Text<'_>) -> Self {
        let letter = text.facts.resolved.letter;
        let schedule = letter.meeting.as_ref().and_then(|meeting| meeting.schedule.as_ref());
        let known = schedule.map(|schedule| {
            (
                format!("Circular {}", schedule.circular.value),
                (schedule.date.value, schedule.date.span.clone()),
            )
        });
        Self(known.into_iter().collect())
    }

    /// Looks at every citation of a passage.
    pub fn check(&mut self, text: &Text<'_>, read: &Read<'_>, problems: &mut Diagnostics) {
        let letter = text.facts.resolved.letter;
        let schedule = letter.meeting.as_ref().and_then(|meeting| meeting.schedule.as_ref());
        for sentence in read.sentences() {
            reference(text, sentence, problems);
            own_date(text, sentence, problems);
            own_number(text, sentence, problems);
            for (name, range) in citations(sentence) {
                let Some(date) = dated(sentence, &range) else {
                    other_number(text, sentence, range, problems);
                    continue;
                };
                let place = || sentence.place(range.clone());
                let is_schedule = schedule.is_some_and(|schedule| schedule.date.value == date);
                if date > letter.date.value && !is_schedule {
                    CITED_BEFORE_SENT
                        .finding(format!(
                            "{name} is cited with the date {date}, which is later than this letter"
                        ))
                        .at(&place(), format!("expected {} or earlier", letter.date.value))
                        .note(&letter.date.span, "the letter's date")
                        .report(problems);
                }
                if is_schedule && !self.0.contains_key(&name) && name.starts_with("Circular ") {
                    if let Some(schedule) = schedule {
                        CITED_WITH_TWO_DATES
                            .finding(format!(
                                "{name} is cited with the date of Circular {}",
                                schedule.circular.value
                            ))
                            .at(&place(), format!("expected Circular {}", schedule.circular.value))
                            .note(&schedule.circular.span, "the circular with the schedule of meetings")
                            .hint("correct the number or the date")
                            .report(problems);
                    }
                    continue;
                }
                match self.0.get(&name) {
                    Some((other, first)) if *other != date => {
                        let dates = &text.facts.phrases.dates;
                        CITED_WITH_TWO_DATES
                            .finding(format!("{name} is cited with two dates: {other} and {date}"))
                            .at(&place(), format!("dated {} here", dates.day(date)))
                            .note(first, format!("dated {} here", dates.day(*other)))
                            .hint("look up the date of that letter, and correct the wrong one")
                            .report(problems);
                    }
                    Some(_) => {}
                    None => {
                        self.0.insert(name, (date, place()));
                    }
                }
            }
        }
    }
}

/// `Circular 295`, `letter 1/1`: what it is called, and where it stands.
fn citations(sentence: Sentence<'_, '_>) -> Vec<(String, Range<usize>)> {
    let lower = &sentence.read.lower;
    let mut found = Vec::new();
    for mark in sentence
        .marks()
        .iter()
        .filter(|mark| matches!(mark.key, Key::Circular | Key::Letter | Key::ThisLetter))
    {
        let Some((number, range)) = number_beside(sentence, mark) else { continue };
        let words = &lower[number.clone()];
        match words.split_once('/') {
            Some(_) => found.push((format!("letter {}", sentence.shown(&number)), range)),
            None if mark.key == Key::Circular => found.push((format!("Circular {words}"), range)),
            None => {}
        }
    }
    found
}

/// The number beside the word for a letter: behind it, over the name of the bureau, or before it (`第112号通函`).
fn number_beside(sentence: Sentence<'_, '_>, mark: &Mark) -> Option<(Range<usize>, Range<usize>)> {
    let text = sentence.read.passage.text_of();
    let rest = &text[mark.end..sentence.end];
    let is_gap = |c: char| c == ' ' || c == '\u{200f}' || c == '\u{200e}';
    let trimmed = rest.trim_start_matches(is_gap);
    let trimmed = ["TSB ", "БСЭ ", "المعممة ", "الجماعية "]
        .iter()
        .find_map(|name| trimmed.strip_prefix(name))
        .unwrap_or(trimmed);
    let trimmed = trimmed.trim_start_matches(is_gap);
    let start = sentence.end - trimmed.len();
    let length = trimmed.find(|c: char| !c.is_ascii_alphanumeric() && c != '/').unwrap_or(trimmed.len());
    let words = trimmed[..length].trim_end_matches('/');
    if words.starts_with(|c: char| c.is_ascii_digit())
        && words.chars().take_while(char::is_ascii_digit).count() <= 3
    {
        return Some((start..start + words.len(), mark.start..start + words.len()));
    }
    let before = text[sentence.start..mark.start].trim_end_matches(['号', ' ']);
    let length =
        before.len() - before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '/').len();
    let start = sentence.start + before.len() - length;
    let words = &before[before.len() - length..];
    let is_before = text[..start].ends_with('第') && words.starts_with(|c: char| c.is_ascii_digit());
    is_before.then(|| (start..start + length, start..mark.end))
}

/// The date that a citation gives: behind `of`, `dated` or in brackets; in Chinese, before it.
fn dated(sentence: Sentence<'_, '_>, range: &Range<usize>) -> Option<NaiveDate> {
    let lower = &sentence.read.lower;
    let single = |said: &&SaidDays| said.days.len() == 1;
    let behind = sentence.days().filter(single).find(|said| said.range.start >= range.end);
    let is_joint = |said: &&SaidDays| {
        let between = &lower[range.end..said.range.start];
        let marks = sentence.within(range.end, said.range.start);
        let is_small = marks
            .iter()
            .all(|mark| matches!(mark.key, Key::Of | Key::Dated | Key::Determiner | Key::Preposition));
        let letters: usize = between.chars().filter(|c| c.is_alphabetic()).map(char::len_utf8).sum();
        let known: usize = marks.iter().map(|mark| mark.end - mark.start).sum();
        let signs = between.trim_matches(' ');
        is_small
            && (letters <= known + "tsb бсэ".len())
            && (known > 0 || matches!(signs, "(" | "," | "（" | ""))
    };
    let before = sentence.days().filter(single).find(|said| {
        said.range.end <= range.start
            && lower[said.range.end..range.start].starts_with('的')
            && range.start - said.range.end < 40
    });
    behind.filter(is_joint).or(before)?.days.first()?.dated()
}

/// This letter under another number.
fn other_number(
    text: &Text<'_>,
    sentence: Sentence<'_, '_>,
    range: Range<usize>,
    problems: &mut Diagnostics,
) {
    let passage = sentence.read.passage;
    let Some(said) = foreign(text, &passage.text[range.clone()]) else { return };
    let is_head = matches!(passage.kind, ProseKind::Heading(_)) || !passage.label.is_empty();
    let cites = [Key::Citing, Key::Other, Key::Past, Key::Moved, Key::Invite, Key::Next];
    // "with which this meeting is convened": by no other letter.
    let is_this_meeting = sentence.marks().windows(2).any(|pair| {
        matches!(pair, [this, noun] if this.key == Key::Determiner && this.at == THIS && noun.key == Key::Meeting)
    });
    // "Please quote TSB Collective letter 3/5": what people quote is this letter.
    let quotes = sentence.marks().iter().any(|mark| mark.key == Key::Reference && mark.end <= range.start);
    let is_citing = sentence.has_between(sentence.start, sentence.end, &cites)
        && !sentence.has(Key::ThisLetter)
        && !(is_this_meeting && !sentence.has(Key::Other) && !sentence.has(Key::Moved));
    // What is typed in `wording` is looked at as a fact.
    if !passage.is_own(range.start) || (!is_head && !quotes && is_citing) || has_wording_of(text, &said) {
        return;
    }
    let number = &text.facts.resolved.letter.number;
    OTHER_LETTER_NUMBER
        .finding(format!("the text mentions `letter {said}`, but this is letter {}", number.value))
        .at(&passage.place(range), "expected `{{ phrases.letter }}`")
        .note(&number.span, "the letter's number")
        .report(problems);
}

/// `This letter has the number 9/17`.
fn own_number(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    let Some(this) = sentence.find(Key::ThisLetter) else { return };
    let behind = sentence.within(this.end, sentence.end);
    let Some(word) = behind.iter().find(|mark| mark.key == Key::Reference) else { return };
    let words = &sentence.read.passage.text_of()[word.end..sentence.end];
    let start = word.end + words.len() - words.trim_start_matches([' ', ':', '：']).len();
    let number = &sentence.read.passage.text_of()[start..sentence.end];
    let is_number = |c: char| c.is_ascii_alphanumeric() || c == '/';
    let length = number.find(|c| !is_number(c)).unwrap_or(number.len());
    let small = [Key::Future, Key::Determiner, Key::Relative, Key::Provide];
    if sentence.is_light(this.end, word.start) || sentence.has_only(this.end, word.start, &small) {
        other_number(text, sentence, start..start + length, problems);
    }
}

/// `this letter of 1 August 2026`.
fn own_date(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    let Some(mark) = sentence.find(Key::ThisLetter) else { return };
    let date = &text.facts.resolved.letter.date;
    let Some(said) = sentence.days().find(|said| said.range.start >= mark.end && said.days.len() == 1) else {
        return;
    };
    let is_of = matches!(sentence.within(mark.end, said.range.start), [of, ..] if matches!(of.key, Key::Of | Key::Dated));
    let day = said.days.first().and_then(|day| day.dated());
    if let Some(day) =
        day.filter(|day| is_of && sentence.is_light(mark.end, said.range.start) && *day != date.value)
    {
        REFERENCE_IN_TEXT
            .finding(format!("the text dates this letter {day}, but its date is {}", date.value))
            .at(
                &sentence.place(said.range.clone()),
                format!("expected {}", text.facts.phrases.dates.day(date.value)),
            )
            .note(&date.span, "the letter's date")
            .report(problems);
    }
}

/// What stands at the head of following pages.
pub fn header(text: &Text<'_>, problems: &mut Diagnostics) {
    let Some(said) = foreign(text, text.header).filter(|said| !has_wording_of(text, said)) else { return };
    let number = &text.facts.resolved.letter.number;
    let place = text.facts.place(&["wording", "running-header"]);
    OTHER_LETTER_NUMBER
        .finding(format!("the page header contains `{said}`, but this is letter {}", number.value))
        .at(&place, "expected `{{ phrases.letter }}`")
        .note(&number.span, "the letter's number")
        .report(problems);
}

/// `10/17` in a text, where this letter is another of the same group.
fn foreign(text: &Text<'_>, words: &str) -> Option<String> {
    let resolved = text.facts.resolved;
    if resolved.letter.series() == Series::Circular {
        return None;
    }
    let behind = format!("/{}", resolved.group.designation);
    let at = words.find(&behind)?;
    let ends = words[at + behind.len()..].starts_with(|c: char| c.is_alphanumeric() && c < '\u{2e80}');
    let start = words[..at]
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |before| before + words[before..].chars().next().map_or(1, char::len_utf8));
    let number: u32 = words.get(start..at)?.parse().ok()?;
    (number != resolved.letter.number.value && !ends).then(|| format!("{number}{behind}"))
}

/// `our reference SG4/HO`.
fn reference(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    let Some(own) = &text.facts.resolved.letter.file_reference else { return };
    let shown = &sentence.read.passage.text_of()[sentence.start..sentence.end];
    if !sentence.has(Key::Reference) || sentence.has(Key::Other) {
        return;
    }
    let is_code = |word: &&str| {
        let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        word.split_once('/').is_some_and(|(group, person)| {
            let is_initials =
                (2..=3).contains(&person.len()) && person.bytes().all(|b| b.is_ascii_uppercase());
            group.starts_with(|c: char| c.is_ascii_uppercase())
                && is_initials
                && group.bytes().all(|b| b.is_ascii_alphanumeric())
        })
    };
    let Some(word) = shown.split([' ', '，', '。', '：', '（', '）']).find(is_code) else { return };
    let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    if word.eq_ignore_ascii_case(own) {
        return;
    }
    let start = sentence.start + (word.as_ptr() as usize - shown.as_ptr() as usize);
    // "Documents of Study Group 4 bear the reference": its own.
    let is_of_body = sentence.within(sentence.start, start).iter().any(|mark| mark.key == Key::Body);
    if sentence.is_own(start) && !is_of_body {
        REFERENCE_IN_TEXT
            .finding(format!("the text gives the reference `{word}`, but it is {own}"))
            .at(&sentence.place(start..start + word.len()), format!("expected `{own}`"))
            .note(&text.facts.place(&["file-reference"]), "the file reference")
            .report(problems);
    }
}
