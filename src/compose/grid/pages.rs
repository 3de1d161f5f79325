//! How a time plan is set on pages: the widths of its columns, and which weeks are on which page.

use super::plain_value;
use crate::base::Diagnostic;
use crate::compose::rules::TIME_PLAN_COLUMNS;
use crate::document::theme::{StyleName, TableName, Theme};
use crate::document::{Orientation, widths};
use crate::model::resolve::time_plan::{Plan, Row, Stripe};
use chrono::Datelike;
use std::ops::Range;
use tera::Value;

/// The least width of a session's column, in points: an X with a mark of a note below it.
const LEAST: f32 = 11.0;
/// The column with the names of the rows: its least width, and its largest share of the page.
const NAMES: (f32, f32) = (40.0, 0.2);
/// Bold letters, and letters that the estimate takes too narrow.
const SLACK: f32 = 1.1;

/// What the columns of a plan need, in points.
pub(super) struct Sizes {
    /// The width of a page.
    room: f32,
    /// The column with the names of the rows.
    names: f32,
    weekend: f32,
    /// The least of a session.
    least: f32,
    /// Width of a cell that no text can use.
    padding: f32,
}

/// The days that are on one page.
pub(super) struct Page<'a> {
    sizes: &'a Sizes,
    /// The number of its first day or weekend among those of the plan.
    pub first: usize,
    /// Its days and weekends.
    pub stripes: &'a [Stripe],
    /// Their columns among those of the plan.
    pub columns: Range<usize>,
    /// The width of a session, in points.
    session: f32,
}

impl Sizes {
    /// Those of a plan whose days have these lines at their heads, and whose rows have these names.
    pub fn of(theme: &Theme, plan: &Plan<'_>, days: &[Vec<String>], names: &[Value]) -> Self {
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
        Self { room, names, weekend, least, padding }
    }

    /// All days on one page if they fit, otherwise as many whole weeks on each as fit, as even as possible.
    ///
    /// # Errors
    /// A week does not fit on a page.
    pub fn pages<'a>(&'a self, plan: &'a Plan<'_>) -> Result<Vec<Page<'a>>, Diagnostic> {
        let stripes = plan.calendar.stripes();
        let page = |range: Range<usize>| self.page(plan, range);
        let fits = |page: &Page<'_>| page.session >= self.least;
        let weeks = weeks(stripes);
        for per_page in (1..=weeks.len()).rev() {
            // Four weeks of which three fit make two pages of two.
            let count = weeks.len().div_ceil(per_page);
            if count > 1 && weeks.len().div_ceil(count) < per_page {
                continue;
            }
            let pages: Vec<Page<'a>> = weeks
                .chunks(per_page)
                .filter_map(|weeks| Some(page(weeks.first()?.start..weeks.last()?.end)))
                .collect();
            if pages.iter().all(fits) {
                return Ok(pages);
            }
        }
        let widest = weeks.into_iter().map(page).max_by_key(|page| page.columns.len());
        Err(widest.unwrap_or_else(|| page(0..stripes.len())).too_wide(plan))
    }

    /// A page with some days and weekends.
    fn page<'a>(&'a self, plan: &'a Plan<'_>, range: Range<usize>) -> Page<'a> {
        let placed: Vec<Range<usize>> = plan.calendar.placed().map(|(columns, _)| columns).collect();
        let inside = placed.get(range.clone()).unwrap_or_default();
        let columns = inside.first().map_or(0, |c| c.start)..inside.last().map_or(0, |c| c.end);
        let stripes = plan.calendar.stripes().get(range.clone()).unwrap_or_default();
        let mut page = Page { sizes: self, first: range.start, stripes, columns, session: 0.0 };
        page.session = page.free() / page.sessions().max(1) as f32;
        page
    }
}

/// Days and weekends by weeks, which end with Sunday.
fn weeks(stripes: &[Stripe]) -> Vec<Range<usize>> {
    let week = |stripe: &Stripe| match stripe {
        Stripe::Day(date) => Some(date.iso_week()),
        Stripe::Weekend(days) => days.first().map(Datelike::iso_week),
    };
    let mut weeks: Vec<Range<usize>> = Vec::new();
    for (at, stripe) in stripes.iter().enumerate() {
        let goes_on = at > 0 && stripes.get(at - 1).is_some_and(|before| week(before) == week(stripe));
        match weeks.last_mut().filter(|_| goes_on) {
            Some(last) => last.end = at + 1,
            None => weeks.push(at..at + 1),
        }
    }
    weeks
}

impl Page<'_> {
    /// How many columns of sessions it has.
    fn sessions(&self) -> usize {
        self.columns.len() - self.stripes.iter().filter(|stripe| matches!(stripe, Stripe::Weekend(_))).count()
    }

    /// The width that its sessions share, in points.
    fn free(&self) -> f32 {
        let weekends = self.columns.len() - self.sessions();
        self.sizes.room - self.sizes.names - weekends as f32 * self.sizes.weekend
    }

    /// What a cell over several columns has for words, in points.
    pub fn room(&self, columns: usize) -> f32 {
        columns as f32 * self.session - self.sizes.padding
    }

    /// Widths in per cent, as `<table>` wants them.
    pub fn widths(&self, plan: &Plan<'_>) -> String {
        let share = |points: f32| format!("{:.3}", (points / self.sizes.room * 1e5).floor() / 1e3);
        let mut out = share(self.sizes.names);
        for stripe in self.stripes {
            let width = if matches!(stripe, Stripe::Day(_)) { self.session } else { self.sizes.weekend };
            for _ in 0..plan.calendar.width(stripe) {
                out.push(' ');
                out.push_str(&share(width));
            }
        }
        out
    }

    /// That its columns are too many to be legible.
    fn too_wide(&self, plan: &Plan<'_>) -> Diagnostic {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few dozen")]
        let fit = (self.free() / self.sizes.least).max(0.0) as usize;
        let place = plan.said.sessions.as_ref().map_or(plan.place, |said| &said.span);
        TIME_PLAN_COLUMNS
            .finding(format!("a week of the time plan has {} columns of sessions, too many to read", self.sessions()))
            .at(&place.whole_line(), format!("with these names, at most {fit} fit on a page"))
            .hint("use shorter names for the sessions, hide weekends with `weekends: hide`, or show only some days with `days: {from: …, to: …}`")
    }
}
