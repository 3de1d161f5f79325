//! A meeting on other days: what of a letter's file moves with it, and what a person has to decide.
//!
//! All days of the file move by as many days as the first day of the meeting: of the meeting and its parts, of events, of typed
//! deadlines, of the time plan. Deadlines by rule are in no file: they follow. What cannot be moved for certain stays and is
//! listed. The new text is proved: it says the same but for what is listed as moved.

mod days;
mod sentences;
mod slots;

use crate::base::text::one_line;
use crate::base::yaml::edit::{Change, edit};
use crate::base::yaml::{self, Node};
use crate::base::{Diagnostic, Diagnostics, Source, Span};
use crate::model::letter::Letter;
use crate::project::rules::NOT_MOVED;
use crate::project::session::Session;
use chrono::{Duration, NaiveDate};
use std::sync::Arc;

/// Something that was moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The line of the file, counted from 1.
    pub line: usize,
    /// The key, or that it is a sentence.
    pub what: String,
    /// What the file said.
    pub was: String,
    /// What it says now.
    pub is: String,
}

/// Something that stays as it is until a person decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// The line of the file, counted from 1.
    pub line: usize,
    /// What the file says.
    pub words: String,
    /// Why it was not moved.
    pub why: String,
}

/// A letter with its meeting on other days.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The new text of its file.
    pub source: Arc<Source>,
    /// What was moved, in the order of the file.
    pub moved: Vec<Moved>,
    /// What is to be decided, in the order of the file.
    pub open: Vec<Open>,
}

/// What a move is: from which days, and by how many.
#[derive(Clone, Copy)]
pub(super) struct By {
    /// How many days; negative for an earlier meeting.
    pub days: i64,
    /// The first and the last day of the meeting as it was.
    pub meeting: (NaiveDate, NaiveDate),
    /// The last day of the meeting as it is to be, if it is given.
    pub ends: Option<NaiveDate>,
}

impl By {
    /// A day that moves with the meeting.
    pub fn moved(&self, day: NaiveDate) -> Option<NaiveDate> {
        day.checked_add_signed(Duration::try_days(self.days)?)
    }
}

/// Moves the meeting of a letter. Nothing is written.
///
/// # Errors
/// The letter has an error or no meeting, the new last day is before the first, or the file cannot be edited for certain.
pub fn postpone(
    session: &Session,
    source: &Arc<Source>,
    starts: NaiveDate,
    ends: Option<NaiveDate>,
) -> Result<Plan, Diagnostics> {
    let mut problems = Diagnostics::new();
    let Ok(tree) = yaml::parse(source, &mut problems) else { return Err(problems) };
    let Ok(letter) = Letter::of(&tree, source, &mut problems) else { return Err(problems) };
    let by = By::of(source, &letter, starts, ends)?;
    let mut plan = Plan { source: Arc::clone(source), moved: Vec::new(), open: Vec::new() };
    let mut changes = days::changes(&tree, &by, &mut plan);
    changes.extend(sentences::changes(session, source, &letter, &by, &mut plan));
    let edited = edit(source, &changes).map_err(|_| unproved(source))?;
    plan.source = slots::moved(&edited, &letter, &by, &mut plan).ok_or_else(|| unproved(source))?;
    Ok(plan.sorted())
}

/// The sentences of a translation, when the meeting of its `original` moves: its own, and those that it translates. Nothing
/// is written.
///
/// # Errors
/// As [`postpone`].
pub fn translated(
    session: &Session,
    original: &Arc<Source>,
    translation: &Arc<Source>,
    starts: NaiveDate,
    ends: Option<NaiveDate>,
) -> Result<Plan, Diagnostics> {
    let letter = Letter::load(original, &mut Diagnostics::new());
    let letter = letter.map_err(|_| Diagnostics::from(unproved(original)))?;
    let by = By::of(original, &letter, starts, ends)?;
    let mut plan = Plan { source: Arc::clone(translation), moved: Vec::new(), open: Vec::new() };
    let changes = sentences::changes(session, translation, &letter, &by, &mut plan);
    plan.source = edit(translation, &changes).map_err(|_| unproved(translation))?;
    Ok(plan.sorted())
}

impl By {
    /// What a move is for a letter.
    fn of(
        source: &Arc<Source>,
        letter: &Letter,
        starts: NaiveDate,
        ends: Option<NaiveDate>,
    ) -> Result<Self, Diagnostics> {
        let Some(meeting) = &letter.meeting else {
            let problem =
                NOT_MOVED.finding("the letter has no meeting").at(&Span::file(source), "in this letter");
            return Err(problem.hint("correct its dates in the file").into());
        };
        let by = By {
            days: starts.signed_duration_since(meeting.first_day()).num_days(),
            meeting: (meeting.first_day(), meeting.last_day()),
            ends,
        };
        let last = ends.or_else(|| by.moved(meeting.last_day()));
        if last.is_none_or(|last| last < starts) {
            let message = format!("the new last day is before the new first day, {starts}");
            let problem = NOT_MOVED.finding(message).at(&meeting.ends.span, "the last day as it is");
            return Err(problem.hint("correct --ends").into());
        }
        Ok(by)
    }
}

fn unproved(source: &Arc<Source>) -> Diagnostic {
    let message = "the dates cannot be changed so that the file says nothing else that is new";
    NOT_MOVED.finding(message).at(&Span::file(source), "in this letter").hint("change the dates in an editor")
}

impl Plan {
    fn sorted(mut self) -> Self {
        self.moved.sort_by_key(|moved| moved.line);
        self.open.sort_by_key(|open| open.line);
        self
    }

    /// Notes that a passage becomes another, and how.
    fn change(&mut self, span: &Span, what: &str, is: &str) -> Change {
        self.note(span, what, is);
        Change::Words { at: span.start..span.end, old: span.text().to_owned(), new: is.to_owned() }
    }

    fn note(&mut self, span: &Span, what: &str, is: &str) {
        let (line, _) = span.line_column();
        self.moved.push(Moved { line, what: what.to_owned(), was: one_line(span.text()), is: is.to_owned() });
    }

    /// Notes that a passage stays.
    fn leave(&mut self, span: &Span, words: &str, why: &str) {
        let (line, _) = span.line_column();
        self.open.push(Open { line, words: one_line(words), why: why.to_owned() });
    }
}

/// The value of a text; none for lists and sets of keys.
fn text(node: &Node) -> Option<&str> {
    node.as_str()
}
