//! Deadlines that are typed in the text against those of the table.

use super::days::SaidDays;
use super::formats::is_denied;
use super::lexicon::{Key, Mark, Turn};
use super::sentence::{Before, Sentence};
use crate::base::{Diagnostics, Span};
use crate::check::text::Text;
use crate::model::dates::Written;
use crate::model::letter::{Deadline, DeadlineItem, Meeting};
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

/// So many days a deadline that is counted from the meeting may differ from that of the table.
const COUNTED: i64 = 3;

/// More than so many days before the meeting the registration desk is not there yet.
const EARLY: i64 = 6;

/// Looks at the days of a sentence by which something is due.
pub fn check(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    let Some(meeting) = &text.facts.resolved.letter.meeting else { return };
    let rows = &text.facts.resolved.deadlines;
    let has_deadline = sentence.has(Key::Deadline);
    if sentence.is_of_change() || sentence.is_hypothetical() || is_of_another(sentence) {
        return;
    }
    let all = told_items(sentence, meeting);
    let is_list = sentence.days().count() > 1;
    for said in sentence.days() {
        let Some(day) = day_of(sentence, said) else { continue };
        // "registration closes on"
        let closes = sentence
            .within(sentence.start, said.range.start)
            .iter()
            .rev()
            .find(|mark| matches!(mark.key, Key::Begin | Key::End));
        let bracketed = bracketed(sentence, said, &all);
        // "two weeks before the meeting", told of something that has a deadline.
        let is_told = said.is_told && !all.is_empty();
        let is_due = is_due(sentence, said)
            || is_too_late(sentence, said)
            || bracketed.is_some()
            || is_told
            || closes.is_some_and(|mark| mark.key == Key::End)
                && !sentence.marks().iter().any(|mark| mark.key == Key::Meeting && sentence.is_subject(mark));
        if !(is_due || has_deadline) || !sentence.is_own(said.range.start) || is_over(text, sentence, day) {
            continue;
        }
        // Of several days, each belongs to what stands before it, or in the brackets behind it.
        let found: Vec<(Mark, DeadlineItem)> = match bracketed {
            Some(item) => vec![item],
            None if is_list => before(sentence, said, &all),
            None => all.clone(),
        };
        if is_list && found.is_empty() {
            continue;
        }
        let dates = |item: DeadlineItem| rows.iter().filter(move |row| row.has(item)).map(|row| row.date);
        let is_any = || found.iter().flat_map(|(_, item)| dates(*item)).any(|date| day.is(date));
        let (name, due) = if let Some((_, item)) = nearest(&found) {
            // Registration also opens: that is no deadline.
            if item == DeadlineItem::Registration && !is_due && sentence.has(Key::Begin) {
                continue;
            }
            let Some(due) = dates(item).next() else { continue };
            // Days and weeks before the meeting are counted with its first day or without it.
            let is_near = |date: NaiveDate| {
                let told = day.dated().filter(|_| said.is_told);
                told.is_some_and(|told| told.signed_duration_since(date).num_days().abs() <= COUNTED)
            };
            if dates(item).any(|date| day.is(date) || is_near(date)) || found.len() > 1 && is_any() {
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
            .at(&sentence.place(said.range.clone()), format!("expected {expected}"));
        let finding = match set_by_hand(text, due, name) {
            Some(span) => finding.note(span, "the deadline is set here"),
            None => finding.note(&meeting.starts.span, "deadlines count back from this day"),
        };
        problems.push(match name {
            "other" => finding,
            name => finding.hint(format!("write `{{{{ due.{name} }}}}` to show the date of the table")),
        });
    }
}

/// "In 2025, contributions had to reach us by 30 September 2025": what was.
fn is_over(text: &Text<'_>, sentence: Sentence<'_, '_>, day: Written) -> bool {
    let letter = text.facts.resolved.letter.date.value;
    sentence.has(Key::Past) && !sentence.has(Key::Future) && day.dated().is_some_and(|day| day <= letter)
}

/// Whether a day is one by which something is due.
pub fn is_due(sentence: Sentence<'_, '_>, said: &SaidDays) -> bool {
    let start = with_weekday(sentence, said);
    let is_due = |word: Before| matches!(word, Before::Word(mark) if mark.key == Key::Due);
    // "by 1800 hours, Geneva time, on 24 November"
    let hour = sentence.hours().take_while(|hour| hour.range.end <= start).last();
    let hour = hour.filter(|hour| sentence.is_light(hour.range.end, start) && start - hour.range.end < 32);
    let start = hour.map_or(start, |hour| hour.range.start);
    let mut before = sentence.before(start);
    let is_small =
        |key: Key| matches!(key, Key::Determiner | Key::At | Key::In | Key::EndOf | Key::Future | Key::And);
    while let Before::Word(mark) = before
        && is_small(mark.key)
    {
        before = sentence.before(mark.start);
    }
    is_due(before) || is_due(sentence.behind(said.range.end))
}

/// "does not begin until 3 December": the day on which it begins.
pub(super) fn is_not_until(sentence: Sentence<'_, '_>, said: &SaidDays) -> bool {
    let before = sentence.within(sentence.start, said.range.start);
    let verb = before.iter().rposition(|mark| mark.key == Key::Begin);
    verb.is_some_and(|verb| verb.checked_sub(1).is_some_and(|at| before[at].key == Key::Negation))
}

/// "in Geneva by 2 December, when the meeting opens": a clause behind a day says what is on it.
pub(super) fn is_when(sentence: Sentence<'_, '_>, said: &SaidDays) -> bool {
    let next = sentence.within(said.range.end, sentence.end).first();
    next.is_some_and(|next| next.key == Key::Where && sentence.is_light(said.range.end, next.start))
}

/// Where a day begins, with the weekday before it.
pub(super) fn with_weekday(sentence: Sentence<'_, '_>, said: &SaidDays) -> usize {
    let mention =
        sentence.read.passage.dates().iter().find(|mention| mention.range.start == said.range.start);
    let weekday = mention.and_then(|mention| mention.weekday.as_ref());
    weekday.map_or(said.range.start, |weekday| weekday.range.start.min(said.range.start))
}

/// "Requests that reach us after 20 October will not be processed": the last day on which they are.
fn is_too_late(sentence: Sentence<'_, '_>, said: &SaidDays) -> bool {
    // "received after" is one word of the lexicon.
    let last = |word: &Mark| {
        sentence.read.lower[word.start..word.end]
            .rsplit(' ')
            .next()
            .and_then(|word| sentence.read.lexicon.turn(word))
    };
    let is_after = matches!(sentence.before(said.range.start), Before::Word(word)
        if sentence.turn(&word).or_else(|| last(&word)) == Some(Turn::After));
    is_after && sentence.has(Key::Negation)
}

/// A day, or the last of a month: `before the end of October 2026`.
fn day_of(sentence: Sentence<'_, '_>, said: &SaidDays) -> Option<Written> {
    if said.month.is_none() {
        return said.days.first().copied().filter(|_| said.days.len() == 1 && !said.is_range);
    }
    let is_end = |word: Before| matches!(word, Before::Word(mark) if mark.key == Key::EndOf);
    let (_, last) = said.span(0)?;
    (is_end(sentence.before(said.range.start)) || is_end(sentence.behind(said.range.end))).then(|| Written {
        day: last.day(),
        month: last.month(),
        year: Some(last.year()),
    })
}

/// `20 October (fellowships)`: the item in brackets behind a day.
fn bracketed(
    sentence: Sentence<'_, '_>,
    said: &SaidDays,
    items: &[(Mark, DeadlineItem)],
) -> Option<(Mark, DeadlineItem)> {
    let rest = &sentence.read.lower[said.range.end..sentence.end];
    let open = said.range.end + (rest.len() - rest.trim_start().len());
    let inside = sentence.read.lower[open..].strip_prefix(['(', '（'])?;
    let end = open + inside.find([')', '）'])?;
    let mut inside = items.iter().filter(|(mark, _)| mark.start > open && mark.end <= end + 3);
    let first = inside.next()?;
    inside.next().is_none().then_some(*first)
}

/// The items between a day and the one before it; none where words stand there that the lexicon does not know.
fn before(
    sentence: Sentence<'_, '_>,
    said: &SaidDays,
    items: &[(Mark, DeadlineItem)],
) -> Vec<(Mark, DeadlineItem)> {
    let last = sentence.days().filter(|other| other.range.end <= said.range.start).last();
    let from = last.map_or(sentence.start, |last| last.range.end);
    items.iter().filter(|(mark, _)| mark.start >= from && mark.end <= said.range.start).copied().collect()
}

/// The line on which a deadline is given by its date.
fn set_by_hand<'t>(text: &Text<'t>, due: NaiveDate, name: &str) -> Option<&'t Span> {
    let deadlines = text.facts.resolved.letter.deadlines.as_ref()?;
    let of_item = deadlines
        .items
        .iter()
        .find(|(item, deadline, _)| item.word() == name && matches!(deadline, Deadline::On(_)));
    let other = deadlines.other.iter().find(|other| name == "other" && other.date.value == due);
    of_item.map(|(.., span)| span).or(other.map(|other| &other.date.span))
}

/// The items that a sentence tells of.
fn told_items(sentence: Sentence<'_, '_>, meeting: &Meeting) -> Vec<(Mark, DeadlineItem)> {
    let mut all: Vec<(Mark, DeadlineItem)> = items(sentence).collect();
    // "Registration of participants closes on 31 March": on site nobody registers so early.
    let is_early = |said: &SaidDays| {
        let span = said.span(meeting.first_day().year());
        span.is_some_and(|span| meeting.first_day().signed_duration_since(span.1).num_days() > EARLY)
    };
    if let Some(desk) = sentence.find(Key::Desk).filter(|_| sentence.days().all(is_early)) {
        all.push((desk, DeadlineItem::Registration));
    }
    // "contributions that need no translation": their deadline is another one.
    if all.iter().any(|(_, item)| *item == DeadlineItem::Contributions) {
        all.retain(|(mark, item)| *item != DeadlineItem::Translation || !is_denied(sentence, *mark));
    }
    all
}

/// The items by their words.
fn items<'s>(sentence: Sentence<'s, '_>) -> impl Iterator<Item = (Mark, DeadlineItem)> + use<'s> {
    let marks = sentence.marks().iter();
    let item = |mark: &Mark| ITEMS.iter().find(|(key, _)| *key == mark.key).map(|(_, item)| (*mark, *item));
    marks.filter_map(item).filter(move |(mark, _)| !is_for_other(sentence, mark))
}

/// "registration for the social event": for something that the letter says nothing of.
fn is_for_other(sentence: Sentence<'_, '_>, item: &Mark) -> bool {
    let is = |word: Before, key: Key| matches!(word, Before::Word(mark) if mark.key == key);
    let mut at = item.end;
    let mut has_article = false;
    while let Before::Word(word) = sentence.behind(at)
        && (word.key == Key::Determiner || word.key == Key::Preposition && at == item.end)
    {
        has_article = word.key == Key::Determiner;
        at = word.end;
    }
    let rest = sentence.within(at, sentence.end);
    let noun =
        rest.iter().take_while(|mark| !matches!(mark.key, Key::Begin | Key::End | Key::Due | Key::Future));
    has_article
        && !is(sentence.behind(item.end), Key::Determiner)
        && sentence.behind(at) == Before::Unknown
        && !noun.into_iter().any(|mark| mark.key.is_noun() || mark.key == Key::Remote)
}

/// The item that a day is told of: what is asked for before how it is done.
fn nearest(found: &[(Mark, DeadlineItem)]) -> Option<(Mark, DeadlineItem)> {
    let rank = |item: &DeadlineItem| ITEMS.iter().position(|(_, known)| known == item);
    found.iter().min_by_key(|(_, item)| rank(item)).copied()
}

/// What has a deadline of its own: another event, another body, rooms and papers.
fn is_of_another(sentence: Sentence<'_, '_>) -> bool {
    let is_apart = |mark: &Mark| {
        mark.key.is_event()
            || matches!(mark.key, Key::Apart | Key::Body | Key::Side | Key::Other | Key::Inform)
    };
    sentence.marks().iter().any(is_apart)
}

/// The date of a deadline of the letter's own, by the words of its text.
fn own(text: &Text<'_>, sentence: Sentence<'_, '_>, day: Option<NaiveDate>) -> Option<NaiveDate> {
    let rows = &text.facts.resolved.deadlines;
    let long = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 4);
        words.map(str::to_lowercase).collect()
    };
    let here = long(sentence.lower());
    let is_told = |row: &RowItem| match row {
        RowItem::Item(_) => false,
        RowItem::Other(words) => {
            let words = long(&words.value);
            // "titles" and "title"
            let is_same = |a: &String, b: &String| a.starts_with(b.as_str()) || b.starts_with(a.as_str());
            let shared = words.iter().filter(|word| here.iter().any(|other| is_same(word, other))).count();
            shared >= 2 && shared * 2 >= words.len()
        }
    };
    let mut told = rows.iter().filter(|row| row.entries.iter().any(is_told));
    let first = told.next()?;
    let day = day?;
    (first.date != day && !told.any(|row| row.date == day)).then_some(first.date)
}
