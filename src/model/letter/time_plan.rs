//! The draft time plan as the letter says it: sessions, rows, and what stands in which sessions.
//!
//! Slots (`21 AM - 22 PM`) are words here; what days and sessions they mean is `crate::model::resolve::time_plan`.

use super::keys::{LetterValue, Walk, letter_record};
use super::{AnnexKind, Texts};
use crate::base::yaml::{Decode, Node, Schema, SchemaGenerator, Value, shape, words, wrong_type};
use crate::base::{Diagnostics, Located, Reported, all};
use crate::model::letter::rules::TIME_PLAN_ROW;
use chrono::NaiveDate;
use schemars::json_schema;

words! {
    /// How Saturdays and Sundays are shown.
    Weekends as "way to show weekends" {
        /// as one narrow shaded column; an entry that continues over a weekend is printed before and after it
        Show = "show",
        /// not shown
        Hide = "hide",
        /// like any other day: the group works
        Work = "work",
    }
}

letter_record! {
    /// The draft time plan: a grid on a landscape page. Days and their sessions run from left to right; the
    /// groups that meet run from top to bottom.
    TimePlan as "the time plan" {
        /// `time-plan`
        kind: AnnexKind => Copied,
        /// The title of the annex. Markdown and facts allowed.
        ///
        /// Without it: the title in the house style.
        title: Option<Located<String>> => Carried + Translated,
        /// The sessions of a day, in order: a list of short names.
        ///
        /// Without it: `[AM, PM]`.
        #[usual(["AM", "PM"])]
        sessions: Option<Located<Vec<Located<String>>>> => Copied,
        /// How Saturdays and Sundays are shown.
        ///
        /// Without it: `show`.
        #[usual("show")]
        weekends: Option<Located<Weekends>> => Copied,
        /// The days that the grid shows.
        ///
        /// Without it: all days of the meeting.
        days: Option<PlanDays> => Left,
        /// The rows: the name of the group that meets, a colon, and its slots, such as `WP1/1: {21 AM - 22
        /// PM: X}`. A name alone makes a row without entries; `heading: …` makes a heading across the full
        /// width.
        ///
        /// Required, unless the plan is `attached` or on the `web`.
        rows: Option<Located<Vec<PlanRow>>> => Checked + Translated,
        /// Whether the plan is a file of its own that goes out with the letter. The annex then says so instead of showing
        /// the plan.
        ///
        /// Without it: `no`.
        attached: Option<Located<bool>> => Copied,
        /// The web page of the plan. The annex then links to it instead of showing the plan.
        ///
        /// Without it: the annex shows the plan.
        #[examples("https://www.itu.int/go/sg1-timeplan", "https://www.itu.int/go/sg4-timeplan")]
        web: Option<Located<String>> => Checked,
        /// Notes below the grid, under the keys that the cells use. Markdown and facts allowed.
        ///
        /// Without it: no notes.
        notes: Option<Texts> => Left + Translated,
    }
}

impl TimePlan {
    /// Whether the annex only says where the plan is.
    pub fn is_elsewhere(&self) -> bool {
        self.web.is_some() || self.attached.as_ref().is_some_and(|attached| attached.value)
    }
}

letter_record! {
    /// The first and the last day of the grid.
    PlanDays as "`days`" {
        /// The first day.
        ///
        /// Without it: the first day of the meeting.
        #[examples("2021-04-20", "2025-04-08")]
        from: Option<Located<NaiveDate>> => Left,
        /// The last day.
        ///
        /// Without it: the last day of the meeting.
        #[examples("2021-04-30", "2025-04-17")]
        to: Option<Located<NaiveDate>> => Left,
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

letter_record! {
    /// A cell with more than text.
    WrittenCell as "the cell" {
        /// The text that is printed, usually `X`. Markdown and facts allowed. A colour alone is not enough,
        /// because some readers cannot see it.
        #[examples("X", "Plenary")]
        text: Located<String> => Dropped + Translated,
        /// The key of a note, or a list of keys. It is printed after the text: `X 1)`.
        ///
        /// Without it: no note.
        note: Option<NoteKeys> => Dropped,
        /// The background: the name of one of the `shades` in the `theme.yaml` of the house style.
        ///
        /// Without it: no background.
        #[examples("grey", "blue", "green", "yellow")]
        shade: Option<Located<String>> => Dropped,
    }
}

/// One key of a note, or several.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NoteKeys(Vec<Located<String>>);

impl Decode for NoteKeys {
    const EXPECTED: &'static str = "the key of a note such as 1, or a list of keys";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        match node.value {
            Value::List(_) => Vec::decode(node, problems).map(Self),
            _ => Located::decode(node, problems).map(|key| Self(vec![key])),
        }
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        let several = shape::with(shape::list::<String>(book), "title", "Several notes".into());
        shape::text_or::<Self>([several.into()])
    }
}

impl Decode for PlanCell {
    const EXPECTED: &'static str = "the text of the cell, or a set of keys with `text`, `note` and `shade`";
    const NAME: Option<&'static str> = Some("PlanCell");
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        Ok(match node.value {
            Value::Mapping(_) => {
                let WrittenCell { text, note, shade } = Decode::decode(node, problems)?;
                Self { text, notes: note.map(|keys| keys.0).unwrap_or_default(), shade }
            }
            Value::Null => {
                Self { text: Located::new(String::new(), node.span.clone()), notes: Vec::new(), shade: None }
            }
            _ => Self { text: Located::decode(node, problems)?, notes: Vec::new(), shade: None },
        })
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        // An empty cell is read, and then refused by the time plan: an editor can say so at once.
        let written = shape::of::<WrittenCell>(book);
        shape::text_or::<Self>([written.into()])
    }
}

/// Slots and what stands there.
struct Slots(Vec<(Located<String>, PlanCell)>);

impl Decode for Slots {
    const EXPECTED: &'static str = "a set of sessions, each with its text";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let Value::Mapping(cells) = &node.value else {
            return Err(problems.refuse(wrong_type(node, Self::EXPECTED)));
        };
        let cells = cells.iter().map(|(slot, cell)| {
            let slot = Located::new(slot.text.clone(), slot.span.clone());
            Ok((slot, PlanCell::decode(cell, problems)?))
        });
        all(cells).map(Self)
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        let slots = shape::names(shape::of::<PlanCell>(book));
        shape::with(slots, "errorMessage", format!("expected {}", Self::EXPECTED).into())
    }
}

impl Decode for PlanRow {
    const EXPECTED: &'static str = "a row such as `WP1: {21 AM: X}`";
    const NAME: Option<&'static str> = Some("PlanRow");
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        const EXAMPLE: &str = "write, for example, `- WP1: {21 AM - 22 PM: X, 29 PM: X}`";
        let entries = match &node.value {
            Value::Scalar { .. } => {
                return Ok(Self::Row { name: Located::decode(node, problems)?, cells: Vec::new() });
            }
            Value::Mapping(entries) => entries.as_slice(),
            _ => &[],
        };
        let [(key, value)] = entries else {
            let problem = match entries.get(1) {
                Some((second, _)) => TIME_PLAN_ROW
                    .finding("this row has more than one name")
                    .at(&second.span, "start this line with a dash, or indent it more"),
                None => wrong_type(node, Self::EXPECTED),
            };
            return Err(problems.refuse(problem.hint(EXAMPLE)));
        };
        if key.text == "heading" {
            return Located::decode(value, problems).map(Self::Heading);
        }
        let name = Located::new(key.text.clone(), key.span.clone());
        match &value.value {
            Value::Null => Ok(Self::Row { name, cells: Vec::new() }),
            Value::Mapping(_) => Ok(Self::Row { name, cells: Slots::decode(value, problems)?.0 }),
            _ => Err(problems.refuse(wrong_type(value, Slots::EXPECTED).hint(EXAMPLE))),
        }
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        let heading = shape::described(
            shape::of::<String>(book),
            "A heading across the full width. Markdown and facts allowed.\n\nWithout it: the row has a name.",
        );
        let slots = shape::or_nothing::<Slots>(book);
        let row = shape::one_key(json_schema!({
            "title": "A row of the time plan",
            "type": "object",
            "properties": { "heading": heading },
            "additionalProperties": slots,
        }));
        shape::text_or::<Self>([row.into()])
    }
}

impl LetterValue for PlanCell {
    fn walk(node: &mut Node, walk: &mut Walk<'_>) {
        walk.text(node);
        WrittenCell::walk(node, walk);
    }
}

impl LetterValue for PlanRow {
    fn walk(node: &mut Node, walk: &mut Walk<'_>) {
        walk.text(node);
        walk.entries(node, |walk, key, value| match &mut value.value {
            Value::Scalar { .. } if key.text == "heading" => walk.text(value),
            Value::Mapping(cells) => {
                walk.name(key);
                for (index, (_, cell)) in cells.iter_mut().enumerate() {
                    walk.below(index + 1, |walk| PlanCell::walk(cell, walk));
                }
            }
            _ => walk.name(key),
        });
    }
}
