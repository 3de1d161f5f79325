//! A new letter's file: begun from an older letter, from nothing but the house style, or as an addendum,
//! a corrigendum or a revision of a letter that was sent.
//!
//! What belongs to the one meeting of the old letter is not carried over. Where a sentence holds such a
//! thing, a placeholder stands for it that the checker finds (`[date]`, `[number]`), and a comment tells what
//! stood there. What is carried is marked too, so that somebody reads it once.
//!
//! Knows neither the day of today nor folders: it makes text.

mod annexes;
mod carry;
mod change;
mod copy;
mod due;
mod fresh;
mod markup;
mod meeting;
mod pieces;
mod stale;
pub(crate) mod written;

pub use due::Due;
pub use written::{Mark, Todo};

use crate::base::yaml::{self, Node};
use crate::base::{Diagnostics, Reported, Source};
use crate::model::letter::{Amendment, Day, Format, Kind, Letter, Series, Status};
use crate::project::session::Session;
use crate::tools::schema;
use chrono::NaiveDate;
use std::sync::Arc;
use written::Commented;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// A letter of its own, or one that changes another.
    pub what: What,
    /// Its series.
    pub series: Series,
    /// Its number; that of the letter which it changes, if it changes one.
    pub number: u32,
    /// Its group.
    pub group: String,
    /// Its date.
    pub date: NaiveDate,
    /// Its meeting; only a circular can be without.
    pub meeting: Option<AskedMeeting>,
    /// Whether the agenda of the old letter is carried over.
    pub agenda: bool,
    /// Whether the old letter's own sentences are carried over.
    pub texts: bool,
    /// What the group of the old letter is called, where that is another group: `SG14`, `Study Group 14`.
    pub strangers: Vec<String>,
    /// What editors find the letter's schema under, as seen from the new file.
    pub schema: String,
    /// Whether pictures beside the old letter are beside the new one too.
    pub beside: bool,
}

/// What kind of file it is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The next letter.
    Letter,
    /// An addendum or a corrigendum, with its number.
    Amendment(Amendment, u32),
    /// A revision, with its number.
    Revision(u32),
}

/// The facts of a new meeting.
#[derive(Clone, Debug)]
pub struct AskedMeeting {
    /// Who meets.
    pub kind: Kind,
    /// Where people are.
    pub format: Format,
    /// First day.
    pub starts: Day,
    /// Last day.
    pub ends: Day,
    /// Town and country; Geneva unless said.
    pub place: Option<String>,
}

/// A letter that another begins from.
#[derive(Clone, Debug)]
pub struct Old {
    /// Its text, with plain line ends.
    source: Arc<Source>,
    node: Node,
    letter: Letter,
    /// What people call it: `11/17`.
    pub called: String,
}

impl Old {
    /// Reads it; `called` is what people call it.
    ///
    /// # Errors
    /// One of its problems, all of which are reported, is an error.
    pub fn read(source: &Arc<Source>, called: &str, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let letter = Letter::load(source, problems)?;
        let source = source.with_plain_ends();
        let node = yaml::read(&source, problems)?;
        Ok(Self { source, node, letter, called: called.to_owned() })
    }

    /// What it says.
    pub fn letter(&self) -> &Letter {
        &self.letter
    }
}

/// A new letter's text and what was done to get it.
#[derive(Clone, Debug, Default)]
pub struct Begun {
    /// The file.
    pub text: String,
    /// What is carried over.
    pub carried: Vec<String>,
    /// What is not.
    pub cleared: Vec<String>,
    /// What has to be looked at, with the line.
    pub marks: Vec<(usize, Mark)>,
    /// The key deadlines that follow.
    pub due: Vec<Due>,
}

/// Begins a letter. Without an old one it says what is asked for and nothing else.
pub fn begin(session: &Session, asked: &Asked, old: Option<&Old>) -> Begun {
    match (asked.what, old) {
        (What::Letter, Some(old)) => carry::letter(session, asked, old),
        (What::Amendment(kind, number), Some(old)) => change::amendment(asked, old, kind, number),
        (What::Revision(number), Some(old)) => copy::revision(asked, old, number),
        (_, None) => fresh::letter(session, asked),
    }
}

/// The lines with which every file begins: a comment, number and group.
fn head(asked: &Asked, told: impl Into<String>) -> Vec<(String, Commented)> {
    // The line for editors must be as it is, and the first.
    let schema = schema::line(&asked.schema).trim_start_matches("# ").to_owned();
    let mut entries =
        vec![(String::new(), Commented { above: vec![schema, told.into()], ..Commented::default() })];
    if asked.series == Series::Circular {
        entries.push(("series".to_owned(), Commented::text(Series::Circular.word())));
    }
    entries.push(("number".to_owned(), Commented::text(asked.number.to_string())));
    entries.push(("group".to_owned(), Commented::text(&asked.group)));
    entries[1].1.gap = true;
    entries
}

/// The date and the status of every new letter.
fn draft(asked: &Asked) -> [(String, Commented); 2] {
    let entry = |key: &str, text: String| (key.to_owned(), Commented::text(text));
    [entry("date", asked.date.to_string()), entry("status", Status::Draft.word().to_owned())]
}

/// What people call the letter that is asked for.
fn called(asked: &Asked, old: Option<&Old>) -> String {
    let series = if asked.series == Series::Circular { "TSB Circular" } else { "TSB Collective letter" };
    match old.and_then(|old| old.called.split_once('/')) {
        Some((_, rest)) if asked.series == Series::CollectiveLetter => {
            let designation = rest.split(' ').next().unwrap_or(rest);
            format!("{series} {}/{designation}", asked.number)
        }
        _ if asked.series == Series::Circular => format!("{series} {}", asked.number),
        _ => format!("{series} {} of {}", asked.number, asked.group),
    }
}

/// A day as YAML says it.
fn day(day: Day) -> String {
    day.half.map_or_else(|| day.date.to_string(), |half| format!("{} {}", day.date, half.word()))
}
