//! A row's cells with what lies between them, so that all columns are filled.

use super::calendar::{Calendar, Stripe};
use std::ops::Range;

/// What a piece of a row is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content<T> {
    /// A session in which nothing happens.
    Empty,
    /// A weekend.
    Weekend,
    /// Something.
    Cell(T),
}

/// A piece of a row: a cell of the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridCell<T> {
    /// How many columns it spans, from 1.
    pub columns: usize,
    /// What it is.
    pub content: Content<T>,
}

/// Pieces that fill all columns of the calendar. What goes on over a weekend stands before and after
/// it: the weekend's column stays free. Of two that overlap the first counts.
pub fn fill<T: Copy>(calendar: &Calendar, taken: &[(Range<usize>, T)]) -> Vec<GridCell<T>> {
    let weekends: Vec<usize> = calendar
        .placed()
        .filter(|(_, stripe)| matches!(stripe, Stripe::Weekend(_)))
        .map(|(columns, _)| columns.start)
        .collect();
    // Whose each column is.
    let mut owners: Vec<Option<usize>> = vec![None; calendar.columns()];
    for (owner, (columns, _)) in taken.iter().enumerate() {
        for column in columns.clone() {
            if let Some(free) = owners.get_mut(column).filter(|o| o.is_none()) {
                *free = Some(owner);
            }
        }
    }
    let mut pieces: Vec<GridCell<T>> = Vec::new();
    let mut before = None;
    for (column, owner) in owners.into_iter().enumerate() {
        let weekend = weekends.contains(&column);
        let content = match owner.and_then(|owner| taken.get(owner)) {
            _ if weekend => Content::Weekend,
            Some((_, what)) => Content::Cell(*what),
            None => Content::Empty,
        };
        match pieces.last_mut() {
            Some(last) if !weekend && owner.is_some() && owner == before => last.columns += 1,
            _ => pieces.push(GridCell { columns: 1, content }),
        }
        before = owner.filter(|_| !weekend);
    }
    pieces
}

/// The pieces of some columns. What goes on over their edge stands on both sides of it.
pub fn within<T: Copy>(pieces: &[GridCell<T>], columns: &Range<usize>) -> Vec<GridCell<T>> {
    let mut end = 0;
    let cut = pieces.iter().filter_map(|piece| {
        let start = end;
        end += piece.columns;
        let inside = end.min(columns.end).saturating_sub(start.max(columns.start));
        let content = match &piece.content {
            Content::Empty => Content::Empty,
            Content::Weekend => Content::Weekend,
            Content::Cell(what) => Content::Cell(*what),
        };
        (inside > 0).then_some(GridCell { columns: inside, content })
    });
    cut.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::letter::Weekends;
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn calendar(days: u64, sessions: usize, weekends: Weekends) -> Calendar {
        let first = NaiveDate::from_ymd_opt(2021, 4, 20).expect("a date");
        let names = (1..=sessions).map(|n| n.to_string()).collect();
        Calendar::new(first, first + chrono::Days::new(days), names, weekends)
    }

    fn drawn(pieces: &[GridCell<char>]) -> String {
        pieces
            .iter()
            .map(|piece| match piece.content {
                Content::Empty => ".".to_owned(),
                Content::Weekend => "|".to_owned(),
                Content::Cell(name) => format!("{name}{}", piece.columns),
            })
            .collect()
    }

    #[test]
    fn what_crosses_a_weekend_stands_on_both_sides() {
        // Tuesday to the next Tuesday, two sessions: columns 0-7, the weekend at 8, then 9-12.
        let shown = calendar(7, 2, Weekends::Show);
        assert_eq!(shown.columns(), 13);
        assert_eq!(drawn(&fill(&shown, &[(1..2, 'a'), (6..11, 'b'), (11..12, 'c')])), ".a1....b2|b2c1.");
        let hidden = calendar(7, 2, Weekends::Hide);
        assert_eq!(drawn(&fill(&hidden, &[(6..10, 'b')])), "......b4..");
        assert_eq!(calendar(7, 2, Weekends::Work).columns(), 16);
    }

    #[test]
    fn two_cells_side_by_side_stay_two() {
        assert_eq!(drawn(&fill(&calendar(1, 2, Weekends::Show), &[(0..1, 'a'), (1..3, 'a')])), "a1a2.");
    }

    proptest! {
        #[test]
        fn pieces_fill_exactly_all_columns(
            days in 0u64..20,
            sessions in 1usize..6,
            weekends in prop::sample::select(vec![Weekends::Show, Weekends::Hide, Weekends::Work]),
            ranges in prop::collection::vec((0usize..120, 0usize..120), 0..12),
        ) {
            let calendar = calendar(days, sessions, weekends);
            let taken: Vec<_> =
                ranges.iter().enumerate().map(|(name, &(from, length))| (from..from + length, name)).collect();
            let pieces = fill(&calendar, &taken);
            prop_assert_eq!(pieces.iter().map(|p| p.columns).sum::<usize>(), calendar.columns());
            let mut column = 0;
            for piece in &pieces {
                let here = column..column + piece.columns;
                let stripes: Vec<_> = calendar
                    .placed()
                    .filter(|(there, _)| there.start < here.end && here.start < there.end)
                    .collect();
                let free = stripes.iter().any(|(_, stripe)| matches!(stripe, Stripe::Weekend(_)));
                prop_assert_eq!(free, piece.content == Content::Weekend, "weekends stand alone");
                prop_assert!(!free || piece.columns == 1);
                if let Content::Cell(name) = piece.content {
                    prop_assert!(taken[name].0.start <= here.start && here.end <= taken[name].0.end);
                }
                column = here.end;
            }
        }
    }
}
