//! Deadlines that are typed in the text against those of the table.

use super::about::EVENTS;
use super::days::SaidDays;
use super::lexicon::{Key, Mark};
use super::sentence::{Before, Sentence};
use crate::base::Diagnostics;
use crate::check::text::Text;
use crate::model::letter::DeadlineItem;
use crate::model::resolve::deadlines::RowItem;
use crate::rules;
use chrono::{Datelike, NaiveDate};

rules! {
    /// `register by 15 March`.
    DEADLINE_IN_TEXT = Warning "deadline-in-text" {
        summary: "the text and the table give different deadlines",
        why: "A typed date stays when the meeting is moved or the letter is copied.",
        source: "practice: when a date is typed in two places, one of them is often forgotten",
        bad: "meeting: {starts: 2021-04-20, …}   # registration is due on 20 March\nbody:\n  - text: Please register by 15 March 2021.",
        good: "body:\n  - text: \"Please register by {{ due.registration }}.\"",
        fix: "Write the date as a fact ({{ due.registration }}), or correct the table under `deadlines:`.",
    }
}

/// The items by their words. Where a sentence has several, the first here is meant: a request for interpretation is made on
/// the registration form.
const ITEMS: [(Key, DeadlineItem); 7] = [
    (Key::Translation, DeadlineItem::Translation),
    (Key::Captioning, DeadlineItem::Captioning),
    (Key::Fellowship, DeadlineItem::Fellowship),
    (Key::Interpretation, DeadlineItem::Interpretation),
    (Key::Visa, DeadlineItem::Visa),
    (Key::Registration, DeadlineItem::Registration),
    (Key::Contributions, DeadlineItem::Contributions),
];

/// Looks at the days of a sentence by which something is due.
pub fn check(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    let Some(meeting) = &text.facts.resolved.letter.meeting else { return };
    let rows = &text.facts.resolved.deadlines;
    let has_deadline = sentence.has(Key::Deadline);
    if sentence.is_of_change() || is_of_another(sentence) {
        return;
    }
    for said in sentence.days().filter(|said| said.days.len() == 1 && !said.is_range) {
        // "registration closes on"
        let closes = sentence
            .within(sentence.start, said.range.start)
            .iter()
            .rev()
            .find(|mark| matches!(mark.key, Key::Begin | Key::End));
        let is_due = is_due(sentence, said)
            || closes.is_some_and(|mark| mark.key == Key::End) && !sentence.has(Key::Meeting);
        if !(is_due || has_deadline) || !sentence.is_own(said.range.start) {
            continue;
        }
        let Some(day) = said.days.first() else { continue };
        let found: Vec<(Mark, DeadlineItem)> = items(sentence).collect();
        let dates = |item: DeadlineItem| rows.iter().filter(move |row| row.has(item)).map(|row| row.date);
        let is_any = || found.iter().flat_map(|(_, item)| dates(*item)).any(|date| day.is(date));
        let (name, due) = if let Some((_, item)) = nearest(&found, said.range.start) {
            // Registration also opens: that is no deadline.
            if item == DeadlineItem::Registration && !is_due && sentence.has(Key::Begin) {
                continue;
            }
            let Some(due) = dates(item).next() else { continue };
            if dates(item).any(|date| day.is(date)) || found.len() > 1 && is_any() {
                continue;
            }
            (item.word(), due)
        } else {
            match own(text, sentence, day.date(meeting.first_day().year())) {
                Some(due) => ("other", due),
                None => continue,
            }
        };
        let shown = sentence.shown(&said.range);
        let expected = text.facts.phrases.dates.day(due);
        let finding = DEADLINE_IN_TEXT
            .finding(format!("the text gives {shown}, but in the table the deadline `{name}` is {expected}"))
            .at(&sentence.place(said.range.clone()), format!("expected {expected}"))
            .note(&meeting.starts.span, "deadlines count back from this day");
        problems.push(match name {
            "other" => finding,
            name => finding.hint(format!("write `{{{{ due.{name} }}}}` to show the date of the table")),
        });
    }
}

/// Whether a day is one by which something is due.
pub fn is_due(sentence: Sentence<'_, '_>, said: &SaidDays) -> bool {
    let weekday =
        sentence.read.passage.dates().iter().find(|mention| mention.range.start == said.range.start);
    let start = weekday
        .and_then(|mention| mention.weekday.as_ref())
        .map_or(said.range.start, |w| w.range.start.min(said.range.start));
    let is_due = |word: Before| matches!(word, Before::Word(mark) if mark.key == Key::Due);
    let before = match sentence.before(start) {
        Before::Word(mark) if matches!(mark.key, Key::Determiner | Key::At | Key::In) => {
            sentence.before(mark.start)
        }
        word => word,
    };
    is_due(before) || is_due(sentence.behind(said.range.end))
}

/// The items in a sentence.
fn items<'s>(sentence: Sentence<'s, '_>) -> impl Iterator<Item = (Mark, DeadlineItem)> + use<'s> {
    let marks = sentence.marks().iter();
    marks.filter_map(|mark| ITEMS.iter().find(|(key, _)| *key == mark.key).map(|(_, item)| (*mark, *item)))
}

/// The item that a day is told of: what is asked for before how it is done.
fn nearest(found: &[(Mark, DeadlineItem)], _at: usize) -> Option<(Mark, DeadlineItem)> {
    let rank = |item: &DeadlineItem| ITEMS.iter().position(|(_, known)| known == item);
    found.iter().min_by_key(|(_, item)| rank(item)).copied()
}

/// What has a deadline of its own: another event, another body, rooms and papers.
fn is_of_another(sentence: Sentence<'_, '_>) -> bool {
    let is_apart = |mark: &Mark| {
        EVENTS.contains(&mark.key)
            || matches!(mark.key, Key::Apart | Key::Body | Key::Side | Key::Other | Key::Relative)
    };
    sentence.marks().iter().any(|mark| is_apart(mark) && mark.key != Key::Relative)
}

/// The date of a deadline of the letter's own, by the words of its text.
fn own(text: &Text<'_>, sentence: Sentence<'_, '_>, day: Option<NaiveDate>) -> Option<NaiveDate> {
    let rows = &text.facts.resolved.deadlines;
    let long = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 5);
        words.map(str::to_lowercase).collect()
    };
    let here = long(sentence.lower());
    let is_told = |row: &RowItem| match row {
        RowItem::Item(_) => false,
        RowItem::Other(words) => {
            let words = long(&words.value);
            let shared = words.iter().filter(|word| here.contains(word)).count();
            shared >= 2 && shared * 2 >= words.len()
        }
    };
    let mut told = rows.iter().filter(|row| row.entries.iter().any(is_told));
    let first = told.next()?;
    let day = day?;
    (first.date != day && !told.any(|row| row.date == day)).then_some(first.date)
}
