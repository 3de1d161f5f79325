//! A date that people have to know: what is on it.

use crate::model::letter::Time;
use chrono::NaiveDate;

/// What is on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The letter itself goes out at the latest.
    Letter,
    /// A key deadline of the letter.
    Deadline,
    /// The meeting.
    Meeting,
    /// A part of a meeting that is held in parts.
    Part,
    /// The opening plenary.
    Opening,
    /// An event held together with the meeting.
    Event,
}

impl Kind {
    /// Its word in tables, JSON and calendars.
    pub fn word(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Deadline => "deadline",
            Self::Meeting => "meeting",
            Self::Part => "part",
            Self::Opening => "opening",
            Self::Event => "event",
        }
    }

    /// So many days before it a calendar reminds people.
    pub(super) fn reminders(self) -> &'static [u64] {
        match self {
            Self::Letter => &[14, 1],
            Self::Deadline => &[7, 1],
            Self::Meeting | Self::Event => &[7],
            Self::Part | Self::Opening => &[1],
        }
    }
}

/// A date of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is among the dates of its letter; the same in the next version of the letter: `deadline-registration`.
    pub slot: String,
    /// What is on it.
    pub kind: Kind,
    /// The first and the last day.
    pub days: (NaiveDate, NaiveDate),
    /// Geneva time on its only day: when it begins, and when it ends if that is known.
    pub clock: Option<(Time, Option<Time>)>,
    /// In words, as the letter has them.
    pub what: String,
    /// The town or the building; none for what is virtual or has no place.
    pub place: Option<String>,
    /// Whether the letter says it itself; otherwise it follows from the meeting.
    pub is_own: bool,
}

impl Item {
    /// Whether it is on the same days and at the same time.
    pub fn is_when(&self, other: &Self) -> bool {
        (self.days, self.clock) == (other.days, other.clock)
    }
}
