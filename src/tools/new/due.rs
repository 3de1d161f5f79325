//! The key deadlines that follow from a new letter's facts, told in comments: nothing is written for them.

use super::written::{Commented, write};
use crate::base::Source;
use crate::base::holidays::day_off;
use crate::model::letter::{DeadlineItem, Letter};
use crate::model::resolve::deadlines::{self, RowItem};
use crate::project::session::Session;
use chrono::NaiveDate;

/// A date and what is due on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The date.
    pub date: NaiveDate,
    /// As people write it.
    pub day: String,
    /// What is due, in a few words each.
    pub items: Vec<String>,
    /// Whether it has passed when the letter is sent.
    pub is_past: bool,
    /// Why nobody works on it: `a Saturday`.
    pub day_off: Option<&'static str>,
}

impl Due {
    /// `20 February 2027 (a Saturday)  contributions to be translated`.
    pub fn line(&self) -> String {
        let past = self.is_past.then_some("before the date of the letter");
        let notes: Vec<&str> = self.day_off.into_iter().chain(past).collect();
        let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join("; ")) };
        format!("{}{notes}: {}", self.day, self.items.join(", "))
    }
}

/// In a few words; the letter itself says it in full.
fn words(item: DeadlineItem) -> &'static str {
    match item {
        DeadlineItem::Translation => "contributions for translation",
        DeadlineItem::Captioning => "captioning and sign language",
        DeadlineItem::Fellowship => "fellowship requests",
        DeadlineItem::Interpretation => "interpretation requests",
        DeadlineItem::Registration => "registration",
        DeadlineItem::Visa => "visa support letters",
        DeadlineItem::Contributions => "contributions",
    }
}

/// The deadlines of a letter that says this, and which items have one.
pub(super) fn of(session: &Session, entries: &[(String, Commented)]) -> (Vec<Due>, Vec<DeadlineItem>) {
    let (text, _) = write(entries);
    let Ok(letter) = Letter::load(&Source::new("new.yaml", text), &mut Default::default()) else {
        return (Vec::new(), Vec::new());
    };
    let rows = deadlines::rows(&letter, session.presets().of(&letter).deadlines);
    let items = DeadlineItem::ALL.into_iter().filter(|item| rows.iter().any(|row| row.has(*item)));
    let due = rows.iter().map(|row| Due {
        date: row.date,
        day: session.phrases().dates.day(row.date),
        items: row
            .entries
            .iter()
            .map(|entry| match entry {
                RowItem::Item(item) => words(*item).to_owned(),
                RowItem::Other(text) => text.value.clone(),
            })
            .collect(),
        is_past: row.date <= letter.date.value,
        day_off: day_off(row.date),
    });
    (due.collect(), items.collect())
}

/// The comment that tells of them.
pub(super) fn comment(due: &[Due]) -> Option<(String, Commented)> {
    let lines: Vec<String> = due.iter().map(|due| format!("  {}", due.line())).collect();
    let text = format!(
        "These key deadlines follow from the dates above. Each build calculates them again:\n{}",
        lines.join("\n")
    );
    (!due.is_empty()).then(|| Commented::comment(text))
}
