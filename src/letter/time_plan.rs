//! The draft time plan as the letter says it: sessions, rows, and what stands in which sessions.
//!
//! Slots (`21 AM - 22 PM`) are words here; what days and sessions they mean is `crate::time_plan`.

use super::{AnnexKind, Texts};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Located;
use crate::yaml::{Decode, Node, Value, wrong_type};
use crate::{record, words};
use chrono::NaiveDate;

words! {
    /// What becomes of Saturdays and Sundays.
    Weekends as "way to show weekends" {
        /// A narrow shaded column without sessions.
        Show = "show",
        /// Left out.
        Hide = "hide",
        /// Days like any other: the group works.
        Work = "work",
    }
}

record! {
    /// The draft time plan.
    TimePlan as "the time plan" {
        /// `time-plan`.
        kind: AnnexKind,
        /// The title, when not the usual one.
        title: Option<Located<String>>,
        /// The sessions of a day, in order; AM and PM unless said otherwise.
        sessions: Option<Located<Vec<Located<String>>>>,
        /// Saturdays and Sundays; shown unless said otherwise.
        weekends: Option<Located<Weekends>>,
        /// The days, when not all of the meeting.
        days: Option<PlanDays>,
        /// The rows.
        rows: Located<Vec<PlanRow>>,
        /// Notes under the grid, by the key that cells name: Markdown with facts.
        notes: Option<Texts>,
    }
}

record! {
    /// From which day to which.
    PlanDays as "the days of the time plan" {
        /// The first; that of the meeting unless said otherwise.
        from: Option<Located<NaiveDate>>,
        /// The last; that of the meeting unless said otherwise.
        to: Option<Located<NaiveDate>>,
    }
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub enum PlanRow {
    /// Words over the whole width: Markdown with facts.
    Heading(Located<String>),
    /// Who meets, and when.
    Row {
        /// Who: Markdown with facts.
        name: Located<String>,
        /// Slots and what stands there.
        cells: Vec<(Located<String>, PlanCell)>,
    },
}

/// What stands in the sessions of one slot.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanCell {
    /// The words: Markdown with facts.
    pub text: Located<String>,
    /// Keys of notes.
    pub notes: Vec<Located<String>>,
    /// A shade of the theme.
    pub shade: Option<Located<String>>,
}

record! {
    /// A cell with more than words.
    WrittenCell as "the cell" {
        /// The words.
        text: Located<String>,
        /// The key of a note, or a list of keys.
        note: Option<NoteKeys>,
        /// A shade of the theme.
        shade: Option<Located<String>>,
    }
}

/// One key of a note, or several.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteKeys(Vec<Located<String>>);

impl Decode for NoteKeys {
    const EXPECTED: &'static str = "the key of a note such as 1, or a list of keys";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Option<Self> {
        match node.value {
            Value::List(_) => Vec::decode(node, problems).map(Self),
            _ => Located::decode(node, problems).map(|key| Self(vec![key])),
        }
    }
}

impl Decode for PlanCell {
    const EXPECTED: &'static str = "the words of the cell, or a group with `text`, `note` and `shade`";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Option<Self> {
        let cell = match node.value {
            Value::Mapping(_) => {
                let WrittenCell { text, note, shade } = Decode::decode(node, problems)?;
                Self { text, notes: note.map(|keys| keys.0).unwrap_or_default(), shade }
            }
            Value::Null => {
                Self { text: Located::new(String::new(), node.span.clone()), notes: Vec::new(), shade: None }
            }
            _ => Self { text: Located::decode(node, problems)?, notes: Vec::new(), shade: None },
        };
        Some(cell)
    }
}

impl Decode for PlanRow {
    const EXPECTED: &'static str = "a row such as `WP1: {21 AM: X}`";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Option<Self> {
        const EXAMPLE: &str = "for example `- WP1: {21 AM - 22 PM: X, 29 PM: X}`";
        let entries = match &node.value {
            Value::Scalar { .. } => {
                return Some(Self::Row { name: Located::decode(node, problems)?, cells: Vec::new() });
            }
            Value::Mapping(entries) => entries.as_slice(),
            _ => &[],
        };
        let [(key, value)] = entries else {
            let problem = match entries.get(1) {
                Some((second, _)) => Diagnostic::error("time-plan-row", "a row has one name and one colon")
                    .at(&second.span, "expected a dash before this, or more indentation"),
                None => wrong_type(node, Self::EXPECTED),
            };
            problems.push(problem.hint(EXAMPLE));
            return None;
        };
        if key.text == "heading" {
            return Located::decode(value, problems).map(Self::Heading);
        }
        let name = Located::new(key.text.clone(), key.span.clone());
        match &value.value {
            Value::Null => Some(Self::Row { name, cells: Vec::new() }),
            Value::Mapping(cells) => {
                let cells: Vec<Option<_>> = cells
                    .iter()
                    .map(|(slot, cell)| {
                        let slot = Located::new(slot.text.clone(), slot.span.clone());
                        Some((slot, PlanCell::decode(cell, problems)?))
                    })
                    .collect();
                Some(Self::Row { name, cells: cells.into_iter().collect::<Option<_>>()? })
            }
            _ => {
                problems.push(wrong_type(value, "a group of slots with what stands there").hint(EXAMPLE));
                None
            }
        }
    }
}
