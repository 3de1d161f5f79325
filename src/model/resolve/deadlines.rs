//! Deadlines by rule: which items a meeting has, on which dates, in which rows.
//!
//! Dates count from the first day of the meeting; those of fellowships and visas from the first day in a place, where
//! parts before it are virtual. Weekends are not shifted.

use crate::base::{Located, Span};
use crate::model::letter::{Deadline, DeadlineItem, Kind, Letter, Meeting};
use chrono::{Datelike, Days, Months, NaiveDate};

/// The date an item falls on by its rule, counted back from `opens`, the first day of the meeting.
///
/// | item | rule | source |
/// |---|---|---|
/// | contributions to be translated | 2 calendar months before | Rec. ITU-T A.1 §3.2.1 |
/// | captioning, sign language | 2 calendar months before | practice |
/// | fellowships, interpretation | 42 calendar days before | practice |
/// | registration | 1 calendar month before | Rec. ITU-T A.1 §1.3.2 |
/// | visa support letters | 1 calendar month before | practice |
/// | contributions | 12 clear calendar days: 13 days before | Rec. ITU-T A.1 §3.1.8 |
/// | contributions, meetings before November 2008 | 7 working days before | Rec. ITU-T A.1 as it was before October 2008 |
///
/// The older rule is what the one letter of that time on record follows (of 2007); the
/// revision of A.1 approved in October 2008 brought the calendar days.
///
/// A month that is too short yields its last day: two months before 30 April is 28 or 29 February.
pub fn by_rule(item: DeadlineItem, opens: NaiveDate) -> NaiveDate {
    let months = |n| opens.checked_sub_months(Months::new(n)).unwrap_or(opens);
    let days = |n| opens.checked_sub_days(Days::new(n)).unwrap_or(opens);
    match item {
        DeadlineItem::Translation | DeadlineItem::Captioning => months(2),
        DeadlineItem::Fellowship | DeadlineItem::Interpretation => days(42),
        DeadlineItem::Registration | DeadlineItem::Visa => months(1),
        DeadlineItem::Contributions if opens < CALENDAR_DAYS_SINCE => working_days_before(opens, 7),
        DeadlineItem::Contributions => days(13),
    }
}

/// The date an item of a meeting falls on by its rule.
pub fn of_meeting(item: DeadlineItem, meeting: &Meeting) -> NaiveDate {
    by_rule(item, counted_from(item, meeting).0)
}

/// The day from which the date of an item is counted back, and where it is said: people with a visa or a fellowship
/// travel.
pub fn counted_from(item: DeadlineItem, meeting: &Meeting) -> (NaiveDate, &Span) {
    let travels = matches!(item, DeadlineItem::Fellowship | DeadlineItem::Visa);
    match meeting.part_in_place().filter(|_| travels) {
        Some(part) => (part.first_day(), &part.starts.span),
        None => (meeting.first_day(), &meeting.starts.span),
    }
}

/// The last day on which a letter can be sent in time: two months before the first day of the meeting (Rec. ITU-T A.1
/// §1.3.2). The clause is on meetings of groups and on the letter that convenes them: none for an event, and none for an
/// addendum, a corrigendum or a revision.
pub fn latest_letter(letter: &Letter) -> Option<NaiveDate> {
    let meeting = letter.meeting.as_ref().filter(|meeting| meeting.kind() != Kind::Event)?;
    letter.part().is_original().then(|| meeting.first_day().checked_sub_months(Months::new(2)))?
}

/// First day after WTSA-08, which revised Rec. ITU-T A.1.
const CALENDAR_DAYS_SINCE: NaiveDate = match NaiveDate::from_ymd_opt(2008, 10, 31) {
    Some(date) => date,
    None => NaiveDate::MIN,
};

/// Counts back over Mondays to Fridays; holidays are not known here.
fn working_days_before(opens: NaiveDate, count: usize) -> NaiveDate {
    opens
        .iter_days()
        .rev()
        .skip(1)
        .filter(|day| day.weekday().num_days_from_monday() < 5)
        .nth(count.saturating_sub(1))
        .unwrap_or(opens)
}

/// Whether a meeting has an item when its letter says nothing about it: `usual` are the items of its
/// kind. Virtual meetings have no visas, fellowships and interpretation; a meeting in one language
/// has no translation unless it is held in one place (practice, 2015-2021), and its captions, which stand for the
/// interpretation, need no request.
pub fn applies(item: DeadlineItem, meeting: &Meeting, usual: &[DeadlineItem]) -> bool {
    usual.contains(&item)
        && match item {
            DeadlineItem::Registration | DeadlineItem::Contributions => true,
            DeadlineItem::Translation => !(meeting.is_virtual() && meeting.is_single_language()),
            DeadlineItem::Captioning => meeting.has_captioning() && !meeting.is_single_language(),
            DeadlineItem::Fellowship => meeting.has_fellowships(),
            DeadlineItem::Interpretation => meeting.has_interpretation(),
            DeadlineItem::Visa => !meeting.is_virtual(),
        }
}

/// What a row of the table lists.
#[derive(Clone, Debug, PartialEq)]
pub enum RowItem {
    /// An item that has a rule; its words are a phrase.
    Item(DeadlineItem),
    /// The letter's own words: Markdown with facts.
    Other(Located<String>),
}

impl RowItem {
    /// What messages call it: the item's key, or the words of the letter.
    pub fn word(&self) -> &str {
        match self {
            Self::Item(item) => item.word(),
            Self::Other(text) => &text.value,
        }
    }
}

/// A row of the table: a date and everything that is due on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The date.
    pub date: NaiveDate,
    /// In the order of [`DeadlineItem::ALL`], then the letter's own.
    pub entries: Vec<RowItem>,
}

impl Row {
    /// Whether an item is due on it.
    pub fn has(&self, item: DeadlineItem) -> bool {
        self.entries.contains(&RowItem::Item(item))
    }
}

/// The rows of a letter's table: one per date, ascending. `usual` are the items of its kind of meeting.
pub fn rows(letter: &Letter, usual: &[DeadlineItem]) -> Vec<Row> {
    let Some(meeting) = &letter.meeting else { return Vec::new() };
    if letter.deadlines.as_ref().is_some_and(|deadlines| deadlines.are_left_out) {
        return Vec::new();
    }
    let said = |item| {
        letter
            .deadlines
            .as_ref()
            .and_then(|d| d.items.iter().find(|(i, ..)| *i == item))
            .map(|(_, said, _)| said)
    };
    let mut due: Vec<(NaiveDate, RowItem)> = Vec::new();
    for item in DeadlineItem::ALL {
        let date = match said(item) {
            Some(Deadline::Omit) => None,
            Some(Deadline::ByRule) => Some(of_meeting(item, meeting)),
            Some(Deadline::On(by_hand)) => Some(by_hand.date.value),
            None => applies(item, meeting, usual).then(|| of_meeting(item, meeting)),
        };
        due.extend(date.map(|date| (date, RowItem::Item(item))));
    }
    for other in letter.deadlines.iter().flat_map(|d| &d.other) {
        due.push((other.date.value, RowItem::Other(other.text.clone())));
    }
    due.sort_by_key(|(date, _)| *date);
    let mut rows: Vec<Row> = Vec::new();
    for (date, entry) in due {
        match rows.last_mut().filter(|row| row.date == date) {
            Some(row) => row.entries.push(entry),
            None => rows.push(Row { date, entries: vec![entry] }),
        }
    }
    rows
}
