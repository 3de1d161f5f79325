//! Passages of a Word file as a review compares them, and how the passages of two files belong together.

pub use super::words::Run;
use super::words::{By, Token, likeness, same, tokens};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;
use std::sync::Arc;

/// What a passage is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph.
    #[default]
    Paragraph,
    /// A heading of this level.
    Heading(u8),
    /// An item of a list at this level, from 0.
    Item(u8),
}

/// A cell of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The number of the table, from 0.
    pub table: usize,
    /// The row, from 0.
    pub row: usize,
    /// The column, from 0.
    pub column: usize,
}

/// A paragraph with words in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands: empty in the letter, else `page header`, `page footer`, `footnote`, `text box`.
    pub story: String,
    /// What it is.
    pub kind: Kind,
    /// The name of its style; empty where that is not known.
    pub style: String,
    /// Who made it what it is, or put in or took out the end of a paragraph in it, where that was tracked.
    pub by: Option<Arc<By>>,
    /// The cell that it is in.
    pub cell: Option<Cell>,
    /// Its words.
    pub tokens: Vec<Token>,
}

impl Passage {
    /// One of runs; nothing where there are no words.
    pub fn new(story: &str, kind: Kind, cell: Option<Cell>, runs: &[Run]) -> Option<Self> {
        let tokens = tokens(runs);
        let own = |tokens| Self { story: story.to_owned(), kind, cell, tokens, ..Self::default() };
        (!tokens.is_empty()).then(|| own(tokens))
    }

    /// Its words.
    pub fn text(&self) -> String {
        super::words::joined(&self.tokens, false)
    }

    /// What it is compared by.
    fn key(&self) -> String {
        let mark = if self.is_new() { "\n+" } else { "\n" };
        self.tokens.iter().map(|token| token.key.as_str()).collect::<String>() + mark + &self.story
    }

    /// Whether somebody put in all its words: of two passages that changed places it is the one that was moved.
    fn is_new(&self) -> bool {
        self.tokens.iter().all(|token| token.by.is_some())
    }
}

/// What became of passages, by their numbers in the two files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pair {
    /// The same words.
    Same(usize, usize),
    /// Other words.
    Changed(usize, usize),
    /// A passage less.
    Removed(usize),
    /// A passage more.
    Added(usize),
    /// The same words in another place.
    Moved(usize, usize),
    /// One became several.
    Split(usize, Range<usize>),
    /// Several became one.
    Joined(Range<usize>, usize),
}

/// As much of two passages must be the same words for one to have become the other.
const LEAST: f64 = 0.34;

/// Gaps with more pairs than this are paired in their order.
const MOST_PAIRS: usize = 40_000;

/// How the passages of two files belong together, in the order of the new file.
pub fn align(old: &[Passage], new: &[Passage]) -> Vec<Pair> {
    let keys = |list: &[Passage]| list.iter().map(Passage::key).collect::<Vec<_>>();
    let steps = capture_diff_slices(Algorithm::Patience, &keys(old), &keys(new));
    let mut pairs = Vec::new();
    let mut gap: Option<(Range<usize>, Range<usize>)> = None;
    for step in steps {
        let (_, a, b) = step.as_tag_tuple();
        if let DiffOp::Equal { .. } = step {
            close(old, new, gap.take(), &mut pairs);
            pairs.extend(a.zip(b).map(|(a, b)| Pair::Same(a, b)));
        } else {
            gap = Some(gap.map_or((a.clone(), b.clone()), |(x, y)| (x.start..a.end, y.start..b.end)));
        }
    }
    close(old, new, gap, &mut pairs);
    let pairs = joints(old, new, pairs);
    moves(old, new, pairs)
}

/// Pairs passages of a gap by their likeness, in order.
fn close(old: &[Passage], new: &[Passage], gap: Option<(Range<usize>, Range<usize>)>, pairs: &mut Vec<Pair>) {
    let Some((a, b)) = gap else { return };
    let (rows, columns) = (a.len(), b.len());
    if rows * columns > MOST_PAIRS {
        let both = rows.min(columns);
        pairs.extend((0..both).map(|at| Pair::Changed(a.start + at, b.start + at)));
        pairs.extend((a.start + both..a.end).map(Pair::Removed));
        pairs.extend((b.start + both..b.end).map(Pair::Added));
        return;
    }
    // The best sum of likenesses of what is left of both.
    let mut best = vec![0.0_f64; (rows + 1) * (columns + 1)];
    let mut alike = vec![0.0_f64; rows * columns];
    let at = |row: usize, column: usize| row * (columns + 1) + column;
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let (x, y) = (&old[a.start + row], &new[b.start + column]);
            let found = of_pair(x, y);
            alike[row * columns + column] = found;
            let with = if found >= LEAST { found + best[at(row + 1, column + 1)] } else { 0.0 };
            best[at(row, column)] = with.max(best[at(row + 1, column)]).max(best[at(row, column + 1)]);
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows || column < columns {
        let here = best[at(row, column)];
        if row < rows && column < columns {
            let found = alike[row * columns + column];
            if found >= LEAST && (found + best[at(row + 1, column + 1)] - here).abs() < 1e-9 {
                let (x, y) = (a.start + row, b.start + column);
                let is_same = same(&old[x].tokens, &new[y].tokens);
                pairs.push(if is_same { Pair::Same(x, y) } else { Pair::Changed(x, y) });
                (row, column) = (row + 1, column + 1);
                continue;
            }
        }
        if row < rows && (column == columns || best[at(row + 1, column)] >= best[at(row, column + 1)]) {
            pairs.push(Pair::Removed(a.start + row));
            row += 1;
        } else {
            pairs.push(Pair::Added(b.start + column));
            column += 1;
        }
    }
}

/// How alike two passages are; those of one cell or one kind a little more.
fn of_pair(x: &Passage, y: &Passage) -> f64 {
    if x.story != y.story {
        return 0.0;
    }
    let found = likeness(&x.tokens, &y.tokens) * if y.is_new() { 0.9 } else { 1.0 };
    let column = |passage: &Passage| passage.cell.map(|cell| cell.column);
    if column(x) != column(y) {
        return found * 0.7;
    }
    // A short cell with other words is the same cell: a date, a number.
    let is_cell = x.cell.is_some() && x.cell == y.cell;
    let bonus = if is_cell { 0.36 } else { 0.02 * f64::from(u8::from(x.kind == y.kind)) };
    found + bonus
}

/// Finds passages that were split or joined beside those that changed.
fn joints(old: &[Passage], new: &[Passage], pairs: Vec<Pair>) -> Vec<Pair> {
    let mut out: Vec<Pair> = Vec::with_capacity(pairs.len());
    let words = |list: &[Passage], range: Range<usize>| -> Vec<Token> {
        list[range].iter().flat_map(|passage| passage.tokens.clone()).collect()
    };
    for pair in pairs {
        let joint = match (out.last(), &pair) {
            (Some(Pair::Changed(a, b)), Pair::Added(c)) if b + 1 == *c => Some(Pair::Split(*a, *b..*c + 1)),
            (Some(Pair::Added(b)), Pair::Changed(a, c)) if b + 1 == *c => Some(Pair::Split(*a, *b..*c + 1)),
            (Some(Pair::Split(a, b)), Pair::Added(c)) if b.end == *c => {
                Some(Pair::Split(*a, b.start..*c + 1))
            }
            (Some(Pair::Changed(a, b)), Pair::Removed(c)) if a + 1 == *c => {
                Some(Pair::Joined(*a..*c + 1, *b))
            }
            (Some(Pair::Removed(a)), Pair::Changed(c, b)) if a + 1 == *c => {
                Some(Pair::Joined(*a..*c + 1, *b))
            }
            _ => None,
        };
        let is_better = match &joint {
            Some(Pair::Split(a, b)) => {
                let whole = words(new, b.clone());
                let parts = b.clone().map(|at| likeness(&old[*a].tokens, &new[at].tokens));
                likeness(&old[*a].tokens, &whole) > parts.fold(0.0, f64::max) + 0.05
            }
            Some(Pair::Joined(a, b)) => {
                let whole = words(old, a.clone());
                let parts = a.clone().map(|at| likeness(&old[at].tokens, &new[*b].tokens));
                likeness(&whole, &new[*b].tokens) > parts.fold(0.0, f64::max) + 0.05
            }
            _ => false,
        };
        match joint.filter(|_| is_better) {
            Some(joint) => {
                out.pop();
                out.push(joint);
            }
            None => out.push(pair),
        }
    }
    out
}

/// Passages that are gone in one place and there in another were moved.
fn moves(old: &[Passage], new: &[Passage], mut pairs: Vec<Pair>) -> Vec<Pair> {
    let removed: Vec<(usize, usize)> = pairs
        .iter()
        .enumerate()
        .filter_map(|(at, pair)| if let Pair::Removed(a) = pair { Some((at, *a)) } else { None })
        .collect();
    let mut gone = vec![false; pairs.len()];
    for (place, a) in removed {
        let is_it = |pair: &Pair| matches!(pair, Pair::Added(b) if old[a].tokens.iter().any(Token::is_word) && same(&old[a].tokens, &new[*b].tokens));
        if let Some(to) = pairs.iter().position(is_it)
            && let Pair::Added(b) = pairs[to]
        {
            pairs[to] = Pair::Moved(a, b);
            gone[place] = true;
        }
    }
    let mut keep = gone.into_iter();
    pairs.retain(|_| !keep.next().unwrap_or_default());
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(texts: &[&str]) -> Vec<Passage> {
        let passage = |text: &&str| {
            let run = Run { text: (*text).to_owned(), ..Run::default() };
            Passage::new("", Kind::Paragraph, None, &[run])
        };
        texts.iter().filter_map(passage).collect()
    }

    fn told(old: &[&str], new: &[&str]) -> String {
        let pairs = align(&list(old), &list(new));
        pairs
            .iter()
            .filter(|pair| !matches!(pair, Pair::Same(..)))
            .map(|pair| format!("{pair:?}"))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn passages_are_paired_by_their_words() {
        assert_eq!(told(&["a b c", "d e"], &["a b c", "d e"]), "");
        assert_eq!(told(&["one two three", "x"], &["one two four", "x"]), "Changed(0, 0)");
        assert_eq!(told(&["a", "b", "c"], &["a", "c"]), "Removed(1)");
        assert_eq!(told(&["a", "c"], &["a", "b", "c"]), "Added(1)");
        assert_eq!(told(&["a", "b", "c", "d"], &["a", "c", "d", "b"]), "Moved(1, 3)");
        assert_eq!(
            told(
                &["a", "The first half. The second half, which is longer."],
                &["a", "The first half.", "The second half, which is longer."]
            ),
            "Split(1, 1..3)"
        );
        assert_eq!(
            told(&["The first half.", "The second half here."], &["The first half. The second half here."]),
            "Joined(0..2, 0)"
        );
    }
}
