//! The columns of a time plan: days with their sessions, and weekends.

use crate::model::letter::Weekends;
use chrono::{Datelike, NaiveDate, Weekday};
use std::ops::Range;

/// What stands in the first header row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stripe {
    /// A day, over a column for each session.
    Day(NaiveDate),
    /// Days of a weekend, one after the other, in one column without sessions.
    Weekend(Vec<NaiveDate>),
}

/// The columns of a time plan, without the first, which holds the names of the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    first: NaiveDate,
    last: NaiveDate,
    sessions: Vec<String>,
    stripes: Vec<Stripe>,
}

impl Calendar {
    /// All days from `first` to `last`.
    pub fn new(first: NaiveDate, last: NaiveDate, sessions: Vec<String>, weekends: Weekends) -> Self {
        let mut stripes: Vec<Stripe> = Vec::new();
        for date in first.iter_days().take_while(|date| *date <= last) {
            let free = weekends != Weekends::Work && matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
            match (free, weekends, stripes.last_mut()) {
                (false, ..) => stripes.push(Stripe::Day(date)),
                (true, Weekends::Hide, _) => {}
                (true, _, Some(Stripe::Weekend(days))) => days.push(date),
                (true, ..) => stripes.push(Stripe::Weekend(vec![date])),
            }
        }
        Self { first, last, sessions, stripes }
    }

    /// The first and the last day.
    pub fn days(&self) -> (NaiveDate, NaiveDate) {
        (self.first, self.last)
    }

    /// Every day, also those without a column.
    pub fn dates(&self) -> impl Iterator<Item = NaiveDate> {
        let last = self.last;
        self.first.iter_days().take_while(move |date| *date <= last)
    }

    /// The names of a day's sessions.
    pub fn sessions(&self) -> &[String] {
        &self.sessions
    }

    /// Days and weekends in order.
    pub fn stripes(&self) -> &[Stripe] {
        &self.stripes
    }

    /// How many columns a day or a weekend has.
    pub fn width(&self, stripe: &Stripe) -> usize {
        match stripe {
            Stripe::Day(_) => self.sessions.len(),
            Stripe::Weekend(_) => 1,
        }
    }

    /// How many columns there are.
    pub fn columns(&self) -> usize {
        self.stripes.iter().map(|stripe| self.width(stripe)).sum()
    }

    /// Days and weekends with their columns.
    pub fn placed(&self) -> impl Iterator<Item = (Range<usize>, &Stripe)> {
        let mut end = 0;
        self.stripes.iter().map(move |stripe| {
            let start = end;
            end += self.width(stripe);
            (start..end, stripe)
        })
    }

    /// The columns of a day with sessions.
    pub fn day(&self, date: NaiveDate) -> Option<Range<usize>> {
        self.placed().find(|(_, stripe)| **stripe == Stripe::Day(date)).map(|(columns, _)| columns)
    }
}
