//! The facts of the time plan: the grid's rows and cells ready to print, and widths of its columns.

use super::{Work, plain_value};
use crate::base::text::did_you_mean;
use crate::base::{Located, Reported};
use crate::compose::facts::{CellFacts, DayFacts, GridFacts, NoteFacts, RowFacts};
use crate::compose::rules::{TIME_PLAN_COLUMNS, UNKNOWN_SHADE};
use crate::document::theme::{StyleName, TableName, Theme};
use crate::document::{Orientation, widths};
use crate::model::letter::PlanCell;
use crate::model::resolve::rules::TIME_PLAN_TEXT;
use crate::model::resolve::time_plan::{Content, GridCell, Plan, Row, Stripe};
use crate::rules;
use tera::Value;

rules! {
    /// A word that is broken in the middle.
    TIME_PLAN_NARROW = Warning "time-plan-narrow" {
        summary: "a word in the time plan is wider than its cell",
        why: "The word is broken in the middle and is difficult to read.",
        source: "a rule of this program: the columns share the width of the page",
        bad: "rows:\n  - Plenary: {20 AM: Videoconference}",
        good: "rows:\n  - Plenary: {20 AM: {text: X, note: 1}}\nnotes: {1: Videoconference}",
        fix: "Write a shorter text in the cell and the rest in a note, or show fewer days or sessions.",
    }
}

/// The least width of a session's column, in points: an X with a mark of a note below it.
const LEAST: f32 = 11.0;
/// The column with the names of the rows: its least width, and its largest share of the page.
const NAMES: (f32, f32) = (40.0, 0.2);
/// Bold letters, and letters that the estimate takes too narrow.
const SLACK: f32 = 1.1;

/// Widths of the grid's columns in points.
struct Measures {
    room: f32,
    names: f32,
    weekend: f32,
    session: f32,
    /// Width of a cell that no text can use.
    padding: f32,
}

impl Work<'_, '_> {
    /// What `annexes/time-plan.md` prints.
    pub(super) fn grid(&mut self, plan: &Plan<'_>) -> Option<GridFacts> {
        let days = self.days(plan);
        let names: Vec<Value> = plan.rows.iter().map(|row| self.name(row)).collect();
        let measures = self.measures(plan, &days, &names).ok()?;
        let rows = plan
            .rows
            .iter()
            .zip(names)
            .map(|(row, name)| {
                let (heading, pieces) = match row {
                    Row::Heading(_) => (true, &[][..]),
                    Row::Row(_, pieces) => (false, pieces.as_slice()),
                };
                let cells = pieces.iter().map(|piece| self.cell(piece, &measures)).collect();
                RowFacts { heading, name, cells }
            })
            .collect();
        let days = plan
            .calendar
            .stripes()
            .iter()
            .zip(days)
            .map(|(stripe, lines)| DayFacts {
                lines,
                weekend: matches!(stripe, Stripe::Weekend(_)),
                columns: plan.calendar.width(stripe),
            })
            .collect();
        let working = plan.calendar.stripes().iter().filter(|stripe| matches!(stripe, Stripe::Day(_)));
        let places = plan.said.sessions.as_ref().map(|said| &said.value);
        let names = plan.calendar.sessions().iter().enumerate().map(|(at, name)| {
            let place = places.and_then(|all| all.get(at)).map_or(&plan.said.rows.span, |said| &said.span);
            Located::new(name.clone(), place.clone())
        });
        let named: Vec<Located<String>> = names.collect();
        let named: Vec<String> = named.iter().map(|name| self.in_language(name).value).collect();
        let sessions = working.flat_map(|_| &named).cloned().collect();
        let entries = plan.said.notes.as_ref().map_or(&[][..], |notes| notes.entries.as_slice());
        let notes =
            entries.iter().map(|(key, text)| NoteFacts { mark: Plan::mark(key), text: self.line(text) });
        Some(GridFacts {
            columns: measures.columns(plan),
            count: plan.calendar.columns() + 1,
            days,
            sessions,
            rows,
            notes: notes.collect(),
        })
    }

    /// The lines at the head of each day or weekend: `Tue 20`.
    fn days(&self, plan: &Plan<'_>) -> Vec<Vec<String>> {
        let dates = &self.composer.phrases.dates;
        let stripes = plan.calendar.stripes().iter();
        stripes
            .map(|stripe| match stripe {
                Stripe::Day(date) => vec![dates.short_day(*date)],
                Stripe::Weekend(days) => days.iter().map(|date| dates.short_day(*date)).collect(),
            })
            .collect()
    }

    fn name(&mut self, row: &Row<'_>) -> Value {
        let (Row::Heading(text) | Row::Row(text, _)) = row;
        self.line(text)
    }

    /// A cell of the grid; its shade must be the theme's, its words must fit.
    fn cell(&mut self, piece: &GridCell<&PlanCell>, measures: &Measures) -> CellFacts {
        let (mut text, mut shade, mut marks) = (Value::from(""), None, String::new());
        if let Content::Cell(cell) = piece.content {
            text = self.line(&cell.text);
            marks = cell.notes.iter().map(|key| Plan::mark(key)).collect::<Vec<_>>().join(" ");
            if self.resolved.letter.language().is_right_to_left() && !marks.is_empty() {
                // Not drawn into a Latin word before them.
                marks.insert(0, '\u{200f}');
            }
            shade = cell.shade.as_ref().map(|shade| shade.value.clone());
            self.check_shade(cell);
            if plain_value(&text).is_empty() && !self.problems.has_errors() {
                TIME_PLAN_TEXT
                    .finding("this cell of the time plan is empty, because its facts have no value")
                    .at(&cell.text.span, "expected some words, or X")
                    .report(self.problems);
            }
            let words = format!("{} {marks}", plain_value(&text));
            let room = piece.columns as f32 * measures.session - measures.padding;
            self.check_fit(&cell.text, &words, room);
        }
        CellFacts { columns: piece.columns, weekend: piece.content == Content::Weekend, text, marks, shade }
    }

    fn check_shade(&mut self, cell: &PlanCell) {
        let shades = &self.composer.theme.shades;
        if let Some(shade) = cell.shade.as_ref().filter(|shade| !shades.contains_key(shade.as_str())) {
            let known: Vec<&str> = shades.keys().map(String::as_str).collect();
            let label = did_you_mean(shade, known.iter().copied(), "expected a shade of theme.yaml");
            UNKNOWN_SHADE
                .finding(format!("the theme has no shade `{}`", shade.value))
                .at(&shade.span, label)
                .changed("shade", shade)
                .hint(format!("possible shades: {}", known.join(", ")))
                .report(self.problems);
        }
    }

    /// A word that is longer than its cell is wide is broken in the middle.
    fn check_fit(&mut self, said: &Located<String>, words: &str, room: f32) {
        let size = self.composer.theme.style(StyleName::GridText).size;
        let longest = words.split_whitespace().max_by(|a, b| widths::of(a).total_cmp(&widths::of(b)));
        if let Some(word) = longest.filter(|word| widths::of(word) * size > room) {
            TIME_PLAN_NARROW
                .finding(format!("the word `{word}` is wider than its cell in the time plan"))
                .at(&said.span, "it will be broken in the middle")
                .hint("write a shorter text here and the rest in a note: {text: X, note: 1}")
                .report(self.problems);
        }
    }

    /// Widths of the columns; too many to be legible are reported.
    fn measures(
        &mut self,
        plan: &Plan<'_>,
        days: &[Vec<String>],
        names: &[Value],
    ) -> Result<Measures, Reported> {
        let theme: &Theme = self.composer.theme;
        let (style, room) = (theme.table(TableName::TimePlan), theme.text_width(Orientation::Landscape));
        let (head, text) =
            (theme.style(StyleName::GridHead).size * SLACK, theme.style(StyleName::GridName).size * SLACK);
        let padding = 2.0 * style.padding_x + style.rule;
        let longest = |words: &mut dyn Iterator<Item = String>, width: &dyn Fn(&str) -> f32| {
            words.map(|word| width(&word)).fold(0.0, f32::max)
        };
        let rows = plan.rows.iter().zip(names).filter(|(row, _)| matches!(row, Row::Row(..)));
        let mut said = rows.map(|(_, name)| plain_value(name));
        let names = (longest(&mut said, &widths::of) * text + padding).clamp(NAMES.0, NAMES.1 * room);
        let of_kind = |weekend: bool| {
            let stripes = plan.calendar.stripes().iter().zip(days);
            stripes
                .filter(move |(stripe, _)| matches!(stripe, Stripe::Weekend(_)) == weekend)
                .flat_map(|(_, lines)| lines.iter().cloned())
        };
        let weekend = longest(&mut of_kind(true), &widths::of) * head + padding;
        let day = longest(&mut of_kind(false), &widths::of) * head + padding;
        let sessions = plan.calendar.sessions();
        let session = longest(&mut sessions.iter().cloned(), &widths::of_longest_word) * head + padding;
        let least = session.max(day / sessions.len().max(1) as f32).max(LEAST);
        let weekends = plan.calendar.stripes().iter().filter(|s| matches!(s, Stripe::Weekend(_))).count();
        let count = plan.calendar.columns() - weekends;
        let rest = room - names - weekends as f32 * weekend;
        let session = rest / count.max(1) as f32;
        if session < least {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few dozen")]
            let fit = (rest / least).max(0.0) as usize;
            let place = plan.said.sessions.as_ref().map_or(&plan.said.rows.span, |said| &said.span);
            return Err(TIME_PLAN_COLUMNS.finding(format!("the time plan has {count} columns of sessions, too many to read"))
                .at(&place.whole_line(), format!("with these names, at most {fit} fit on a page"))
                .hint("use shorter names for the sessions, hide weekends with `weekends: hide`, or show only some days with `days: {from: …, to: …}`")
                .refuse(self.problems));
        }
        Ok(Measures { room, names, weekend, session, padding })
    }
}

impl Measures {
    /// Widths in per cent, as `<table>` wants them.
    fn columns(&self, plan: &Plan<'_>) -> String {
        let share = |points: f32| format!("{:.3}", (points / self.room * 1e5).floor() / 1e3);
        let mut out = share(self.names);
        for stripe in plan.calendar.stripes() {
            let width = share(if matches!(stripe, Stripe::Day(_)) { self.session } else { self.weekend });
            for _ in 0..plan.calendar.width(stripe) {
                out.push(' ');
                out.push_str(&width);
            }
        }
        out
    }
}
