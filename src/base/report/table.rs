//! A table as text: aligned columns, and fitted to a terminal where there is one.

use crate::base::text::visible;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// What stands over it.
    pub head: &'static str,
    /// What gives when the table is too wide.
    pub shrink: Shrink,
}

/// What of a column can be left out when there is no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shrink {
    /// Nothing.
    Never,
    /// The ends of its texts, before any other column gives.
    First,
    /// The ends of its texts.
    End,
    /// The beginnings of its texts.
    Start,
}

/// Narrower than this a shortened text says nothing.
const LEAST: usize = 12;
const GAP: usize = 2;
const CUT: char = '…';

/// Heads and rows, each with a line end. With a `width`, columns that can shrink do until every line
/// fits, or cannot any more.
pub fn table(columns: &[Column], rows: &[Vec<String>], width: Option<usize>) -> String {
    let heads: Vec<String> = columns.iter().map(|column| column.head.to_owned()).collect();
    let cell = |text: &String| visible(text).replace('\n', " ");
    let lines: Vec<Vec<String>> =
        std::iter::once(&heads).chain(rows).map(|row| row.iter().map(cell).collect()).collect();
    let widest = |at: usize| lines.iter().filter_map(|line| line.get(at)).map(|c| c.width()).max();
    let full: Vec<usize> = (0..columns.len()).map(|at| widest(at).unwrap_or(0)).collect();
    let widths = width.map_or(full.clone(), |width| fitted(columns, full, width));
    let mut out = String::new();
    for line in &lines {
        let mut text = String::new();
        for ((cell, &width), column) in line.iter().zip(&widths).zip(columns) {
            let cell = shortened(cell, width, column.shrink);
            let padding = width.saturating_sub(cell.width()) + GAP;
            text.push_str(&cell);
            text.extend(std::iter::repeat_n(' ', padding));
        }
        out.push_str(text.trim_end());
        out.push('\n');
    }
    out
}

/// The widths with which the table fits, if it can: the widest gives first.
fn fitted(columns: &[Column], mut widths: Vec<usize>, width: usize) -> Vec<usize> {
    let total = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
    let mut excess = total.saturating_sub(width);
    for group in [&[Shrink::First][..], &[Shrink::End, Shrink::Start]] {
        let gives =
            |at: &usize, widths: &[usize]| group.contains(&columns[*at].shrink) && widths[*at] > LEAST;
        while excess > 0
            && let Some(at) = (0..columns.len()).filter(|at| gives(at, &widths)).max_by_key(|&at| widths[at])
        {
            widths[at] -= 1;
            excess -= 1;
        }
    }
    widths
}

fn shortened(text: &str, width: usize, shrink: Shrink) -> String {
    if shrink == Shrink::Never || text.width() <= width {
        return text.to_owned();
    }
    let mut room = width.saturating_sub(1);
    let mut fits = |c: &char| {
        let left = room.checked_sub(c.width().unwrap_or(0));
        room = left.unwrap_or(room);
        left.is_some()
    };
    if shrink == Shrink::Start {
        let kept = text.chars().rev().take_while(|c| fits(c)).count();
        return std::iter::once(CUT).chain(text.chars().skip(text.chars().count() - kept)).collect();
    }
    let kept: String = text.chars().take_while(|c| fits(c)).collect();
    format!("{}{CUT}", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 3] = [
        Column { head: "No", shrink: Shrink::Never },
        Column { head: "Subject", shrink: Shrink::First },
        Column { head: "File", shrink: Shrink::Start },
    ];

    fn text(width: Option<usize>) -> String {
        let rows = [
            ["1", "Virtual meeting of Study Group NN", "letters/sgNN-001.yaml"],
            ["10", "会议 - Réunion de la commission", "a.yaml"],
        ];
        table(&COLUMNS, &rows.map(|row| row.map(str::to_owned).to_vec()), width)
    }

    #[test]
    fn without_a_terminal_nothing_is_cut() {
        let expected = "\
No  Subject                            File
1   Virtual meeting of Study Group NN  letters/sgNN-001.yaml
10  会议 - Réunion de la commission    a.yaml
";
        assert_eq!(text(None), expected);
        assert_eq!(text(Some(60)), expected);
    }

    #[test]
    fn one_column_gives_first_then_the_beginnings_of_paths() {
        let expected = "\
No  Subject               File
1   Virtual meeting of…   letters/sgNN-001.yaml
10  会议 - Réunion de l…  a.yaml
";
        assert_eq!(text(Some(47)), expected);
        let expected = "\
No  Subject       File
1   Virtual mee…  …rs/sgNN-001.yaml
10  会议 - Réun…  a.yaml
";
        assert_eq!(text(Some(35)), expected);
    }

    #[test]
    fn every_width_is_kept_as_far_as_it_goes() {
        for width in 30..70 {
            assert!(text(Some(width)).lines().all(|line| line.width() <= width), "{width}");
        }
        assert!(text(Some(0)).lines().all(|line| line.width() <= 30));
    }

    #[test]
    fn control_characters_and_line_ends_do_not_reach_the_terminal() {
        let row = ["1\n2", "\u{1b}[31mred", "f"].map(str::to_owned).to_vec();
        let text = table(&COLUMNS, &[row], None);
        assert!(!text.contains('\u{1b}') && text.lines().count() == 2, "{text:?}");
    }
}
