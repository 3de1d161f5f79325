//! The facts of the time plan: rows and cells ready to print, in one grid or several below each other.

mod pages;

use super::{Work, plain_value};
use crate::base::Located;
use crate::base::text::did_you_mean;
use crate::compose::facts::{CellFacts, DayFacts, GridFacts, NoteFacts, RowFacts};
use crate::compose::rules::UNKNOWN_SHADE;
use crate::document::theme::StyleName;
use crate::document::widths;
use crate::model::letter::PlanCell;
use crate::model::resolve::rules::TIME_PLAN_TEXT;
use crate::model::resolve::time_plan::{Content, GridCell, Plan, Row, Stripe, within};
use crate::rules;
use chrono::NaiveDate;
use pages::{Page, Sizes};
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

/// What stands at the heads of columns and rows: the lines of each day or weekend, the names of the rows, and the sessions
/// of a day.
type Heads<'a> = (&'a [Vec<String>], &'a [Value], &'a [String]);

impl Work<'_, '_> {
    /// What `annexes/time-plan.md` prints: one grid, or several below each other where a page is not wide enough, and the notes below the last.
    pub(super) fn grids(&mut self, plan: &Plan<'_>) -> Vec<GridFacts> {
        let days = self.days(plan);
        let names: Vec<Value> = plan.rows.iter().map(|row| self.name(row)).collect();
        let sizes = Sizes::of(self.composer.theme, plan, &days, &names);
        let pages = match sizes.pages(plan) {
            Ok(pages) => pages,
            Err(problem) => {
                problem.report(self.problems);
                return Vec::new();
            }
        };
        let sessions = self.sessions(plan);
        let mut grids: Vec<GridFacts> =
            pages.iter().map(|page| self.grid(plan, page, (&days, &names, &sessions))).collect();
        let entries = plan.said.notes.as_ref().map_or(&[][..], |notes| notes.entries.as_slice());
        let notes =
            entries.iter().map(|(key, text)| NoteFacts { mark: Plan::mark(key), text: self.line(text) });
        let notes = notes.collect();
        if let Some(last) = grids.last_mut() {
            last.notes = notes;
        }
        grids
    }

    /// The grid of a page, without notes.
    fn grid(&mut self, plan: &Plan<'_>, page: &Page<'_>, (days, names, sessions): Heads<'_>) -> GridFacts {
        let rows = plan.rows.iter().zip(names).map(|(row, name)| {
            let (heading, pieces) = match row {
                Row::Heading(_) => (true, Vec::new()),
                Row::Row(_, pieces) => (false, within(pieces, &page.columns)),
            };
            let cells = pieces.iter().map(|piece| self.cell(piece, page)).collect();
            RowFacts { heading, name: name.clone(), cells }
        });
        let rows = rows.collect();
        let stripes = page.stripes.iter().zip(days.iter().skip(page.first));
        let days = stripes.map(|(stripe, lines)| DayFacts {
            lines: lines.clone(),
            weekend: matches!(stripe, Stripe::Weekend(_)),
            r#virtual: matches!(stripe, Stripe::Day(date) if plan.is_virtual(*date)),
            columns: plan.calendar.width(stripe),
        });
        let working = page.stripes.iter().filter(|stripe| matches!(stripe, Stripe::Day(_)));
        GridFacts {
            columns: page.widths(plan),
            count: page.columns.len() + 1,
            days: days.collect(),
            sessions: working.flat_map(|_| sessions).cloned().collect(),
            rows,
            notes: Vec::new(),
        }
    }

    /// The names of a day's sessions.
    fn sessions(&mut self, plan: &Plan<'_>) -> Vec<String> {
        let places = plan.said.sessions.as_ref().map(|said| &said.value);
        let names = plan.calendar.sessions().iter().enumerate().map(|(at, name)| {
            let place = places.and_then(|all| all.get(at)).map_or(plan.place, |said| &said.span);
            self.in_language(&Located::new(name.clone(), place.clone())).value
        });
        names.collect()
    }

    /// The lines at the head of each day or weekend: `Tue 20`, and that the day is virtual where others are not.
    fn days(&mut self, plan: &Plan<'_>) -> Vec<Vec<String>> {
        let dates = &self.composer.phrases.dates;
        let stripes = plan.calendar.stripes().iter();
        let is_virtual = |date: &&NaiveDate| plan.is_virtual(**date);
        let has_virtual = plan.calendar.dates().any(|date| plan.is_virtual(date));
        let word = has_virtual.then(|| self.said("time_plan_virtual")).flatten();
        let word = word.map(|word| plain_value(&word));
        stripes
            .map(|stripe| match stripe {
                Stripe::Day(date) => {
                    let word = Some(date).filter(is_virtual).and(word.clone());
                    [Some(dates.short_day(*date)), word].into_iter().flatten().collect()
                }
                Stripe::Weekend(days) => days.iter().map(|date| dates.short_day(*date)).collect(),
            })
            .collect()
    }

    fn name(&mut self, row: &Row<'_>) -> Value {
        let (Row::Heading(text) | Row::Row(text, _)) = row;
        self.line(text)
    }

    /// A cell of the grid; its shade must be the theme's, its words must fit.
    fn cell(&mut self, piece: &GridCell<&PlanCell>, page: &Page<'_>) -> CellFacts {
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
            let room = page.room(piece.columns);
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
}
