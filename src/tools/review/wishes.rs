//! What reviewers changed: the returned file held against what was sent, brought to the letter of today.

use super::form;
use super::goal::Goal;
use super::passage::{Kind, Pair, Passage, align};
use super::words::{By, Token, hunks, joined, same, same_look};
use crate::base::text::shortened;
use std::collections::BTreeSet;

/// A change that somebody made in the file.
#[derive(Clone, Debug)]
pub struct Wish {
    /// What is to become of the letter's passages; none where the letter has changed there as well.
    pub goal: Result<Goal, Clash>,
    /// What it is called: `words`, `new paragraph`, `moved`.
    pub what: &'static str,
    /// The passage of the returned file or, where it is gone, of the base that it is about, to tell its place.
    pub place: String,
    /// The words before.
    pub old: String,
    /// The words after.
    pub new: String,
    /// What is otherwise besides the words: `level 2 -> 1`; mostly empty.
    pub form: String,
    /// Who made it; nobody where it was not tracked.
    pub by: Vec<By>,
}

/// Why a change cannot be brought to the letter of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clash {
    /// The letter has other words there by now.
    Other(String),
    /// The letter does not have the passage any more.
    Gone,
    /// No key of a letter describes it, but the house style: why.
    House(&'static str),
}

/// The three states of the file and the letter of today.
pub struct States<'a> {
    /// What was sent.
    pub base: &'a [Passage],
    /// The file with its tracked changes rejected.
    pub before: &'a [Passage],
    /// The file with its tracked changes accepted.
    pub after: &'a [Passage],
    /// The letter as it would be built today.
    pub today: &'a [Passage],
}

/// Words that two changed in different places; `None` where both changed the same words.
pub fn merged(base: &[Token], theirs: &[Token], ours: &[Token]) -> Option<Vec<Token>> {
    let (a, b) = (hunks(base, theirs), hunks(base, ours));
    let mut out = Vec::new();
    let (mut i, mut j, mut at) = (0, 0, 0);
    loop {
        let next = match (a.get(i), b.get(j)) {
            (None, None) => break,
            (Some(x), Some(y)) if x.old == y.old && same(&theirs[x.new.clone()], &ours[y.new.clone()]) => {
                (i, j) = (i + 1, j + 1);
                (x.old.clone(), &theirs[x.new.clone()])
            }
            (Some(x), Some(y)) => {
                let apart = x.old.end < y.old.start
                    || y.old.end < x.old.start
                    || (x.old.end <= y.old.start || y.old.end <= x.old.start)
                        && !x.old.is_empty()
                        && !y.old.is_empty();
                if !apart {
                    return None;
                }
                if x.old.start < y.old.start {
                    i += 1;
                    (x.old.clone(), &theirs[x.new.clone()])
                } else {
                    j += 1;
                    (y.old.clone(), &ours[y.new.clone()])
                }
            }
            (Some(x), None) => {
                i += 1;
                (x.old.clone(), &theirs[x.new.clone()])
            }
            (None, Some(y)) => {
                j += 1;
                (y.old.clone(), &ours[y.new.clone()])
            }
        };
        out.extend_from_slice(&base[at..next.0.start]);
        out.extend_from_slice(next.1);
        at = next.0.end;
    }
    out.extend_from_slice(&base[at..]);
    // Where only the look changed, theirs has it.
    if b.is_empty() {
        return Some(theirs.to_vec());
    }
    Some(out)
}

/// All changes of a file, in the order of the file.
pub fn wishes(states: &States<'_>) -> Vec<Wish> {
    let States { base, before, after, today } = *states;
    let authors = Authors::of(base, before);
    let mut now: Vec<Option<usize>> = vec![None; base.len()];
    for pair in align(base, today) {
        if let Pair::Same(a, b) | Pair::Changed(a, b) | Pair::Moved(a, b) = pair {
            now[a] = Some(b);
        }
    }
    let mut out: Vec<Wish> = Vec::new();
    // The passage of today that the last one stands behind.
    let mut place = 0;
    let pairs = align(base, after);
    let mut index = 0;
    while index < pairs.len() {
        let pair = pairs[index].clone();
        index += 1;
        match pair {
            Pair::Same(a, b) => {
                let at = now[a];
                place = at.map_or(place, |at| at + 1);
                out.extend(level((&base[a], &after[b]), at, spot(base, a)));
                out.extend(cells((&base[a], &after[b]), spot(base, a)));
                if !same_look(&base[a].tokens, &after[b].tokens) {
                    out.push(changed(states, (a, b), at, &authors, "format"));
                }
            }
            Pair::Changed(a, b) => {
                place = now[a].map_or(place, |at| at + 1);
                out.push(changed(states, (a, b), now[a], &authors, "words"));
                out.extend(level((&base[a], &after[b]), now[a], spot(base, a)));
            }
            Pair::Removed(a) => {
                // Passages that go together are one change.
                let mut end = a + 1;
                while let Some(Pair::Removed(next)) = pairs.get(index)
                    && *next == end
                    && now[end].is_some()
                    && now[end] == now[end - 1].map(|at| at + 1)
                {
                    (end, index) = (end + 1, index + 1);
                }
                out.push(removed(states, a..end, &now, &authors));
            }
            Pair::Added(b) => {
                let row = cells_of_row(after, b, &pairs[index..]);
                index += row.len();
                out.push(added(after, b, &row, place));
            }
            Pair::Moved(a, b) => out.extend(moved(states, (a, b), now[a], place)),
            Pair::Split(a, b) => {
                place = now[a].map_or(place, |at| at + 1);
                let (text, new) = (texts(&after[b.clone()]), after[b.clone()].to_vec());
                let goal = now[a].map(|at| Goal::Replace { at: at..at + 1, new }).ok_or(Clash::Gone);
                let by = authors.all(a).into_iter().chain(after[b.clone()].iter().flat_map(of_passage));
                let words = (base[a].text(), text);
                let form = form::split(&after[b.clone()]);
                out.push(Wish { form, ..wish(goal, "split", spot(after, b.start), words, by.collect()) });
            }
            Pair::Joined(a, b) => {
                let goal = match (now[a.start], now[a.end - 1]) {
                    (Some(from), Some(to)) if to >= from => {
                        place = to + 1;
                        Ok(Goal::Replace { at: from..to + 1, new: vec![after[b].clone()] })
                    }
                    _ => Err(Clash::Gone),
                };
                let form = form::joining(&base[a.clone()]);
                let words = (texts(&base[a]), after[b].text());
                let by = of_passage(&after[b]);
                out.push(Wish { form, ..wish(goal, "joined", spot(after, b), words, by) });
            }
        }
    }
    out
}

/// A passage in another place, perhaps at another level there.
fn moved(
    States { base, after, .. }: &States<'_>,
    (a, b): (usize, usize),
    at: Option<usize>,
    place: usize,
) -> Vec<Wish> {
    let goal = at.map(|from| Goal::Move { from, before: place }).ok_or(Clash::Gone);
    let from = a.checked_sub(1).map(|before| shortened(&base[before].text(), 50));
    let form = from.map_or_else(String::new, |from| format!("moved here from behind “{from}”"));
    let (by, text) = (own(&after[b].tokens), base[a].text());
    let own = Wish { form, ..wish(goal, "moved", spot(after, b), (text.clone(), text), by) };
    std::iter::once(own).chain(level((&base[a], &after[b]), at, spot(after, b))).collect()
}

/// The other new cells of the table row in which a new passage is.
fn cells_of_row(after: &[Passage], first: usize, rest: &[Pair]) -> Vec<usize> {
    let is_of_row = |pair: &Pair| match pair {
        Pair::Added(next) => {
            let (one, two) = (after[*next].cell?, after[first].cell?);
            ((one.table, one.row) == (two.table, two.row)).then_some(*next)
        }
        _ => None,
    };
    rest.iter().map_while(is_of_row).collect()
}

/// A new passage, or the cells of a new row.
fn added(after: &[Passage], first: usize, row: &[usize], place: usize) -> Wish {
    let new: Vec<Passage> = [first].iter().chain(row).map(|at| after[*at].clone()).collect();
    let text = new.iter().map(Passage::text).collect::<Vec<_>>().join(" | ");
    let by = new.iter().flat_map(|passage| own(&passage.tokens)).collect();
    let what = if matches!(after[first].kind, Kind::Item(_)) { "new item" } else { "new passage" };
    wish(Ok(Goal::Add { before: place, new }), what, spot(after, first), (String::new(), text), by)
}

/// Passages that are gone.
fn removed(
    states: &States<'_>,
    gone: std::ops::Range<usize>,
    now: &[Option<usize>],
    authors: &Authors<'_>,
) -> Wish {
    let (base, today) = (states.base, states.today);
    let is_same = |a: usize| now[a].is_some_and(|at| same(&base[a].tokens, &today[at].tokens));
    let goal = match now[gone.start] {
        None => Err(Clash::Gone),
        Some(at) if gone.clone().all(is_same) => Ok(Goal::Remove { at: at..at + gone.len() }),
        Some(at) => Err(Clash::Other(today[at].text())),
    };
    let by = gone.clone().flat_map(|a| authors.all(a)).collect();
    let place = spot(base, gone.start);
    wish(goal, "removed", place, (texts(&base[gone]), String::new()), by)
}

/// The words of passages, one behind the other.
fn texts(list: &[Passage]) -> String {
    list.iter().map(Passage::text).collect::<Vec<_>>().join(" / ")
}

fn wish(
    goal: Result<Goal, Clash>,
    what: &'static str,
    place: String,
    (old, new): (String, String),
    by: Vec<By>,
) -> Wish {
    let by: BTreeSet<By> = by.into_iter().collect();
    Wish { goal, what, place, old, new, form: String::new(), by: by.into_iter().collect() }
}

/// Words that stand in another column, or in no table any more: cells were merged, split or taken out.
fn cells((old, new): (&Passage, &Passage), place: String) -> Option<Wish> {
    let column = |passage: &Passage| passage.cell.map(|cell| cell.column);
    if column(old) == column(new) {
        return None;
    }
    let why = "the cells of a table were merged, split or moved; the house style decides which there are";
    Some(wish(Err(Clash::House(why)), "cells", place, (old.text(), new.text()), own(&new.tokens)))
}

/// A passage that became a heading or an item, or was one, or has another style.
fn level((old, new): (&Passage, &Passage), at: Option<usize>, place: String) -> Option<Wish> {
    let form = form::shape(old, new)?;
    let (goal, what) = match old.kind == new.kind {
        true => (Err(Clash::House("the house style decides which style a paragraph has")), "style"),
        false => (at.map(|at| Goal::Level { at, kind: new.kind }).ok_or(Clash::Gone), "level"),
    };
    Some(Wish { form, ..wish(goal, what, place, (new.text(), new.text()), of_passage(new)) })
}

/// A passage with other words, or with words of another look.
fn changed(
    states: &States<'_>,
    (a, b): (usize, usize),
    at: Option<usize>,
    authors: &Authors<'_>,
    what: &'static str,
) -> Wish {
    let (old, new) = (&states.base[a].tokens, &states.after[b].tokens);
    let mut by: Vec<By> = Vec::new();
    for hunk in hunks(old, new) {
        by.extend(own(&new[hunk.new.clone()]));
        by.extend(authors.of_words(a, hunk.old.clone()));
    }
    if what == "format" {
        by = own(new);
    }
    let goal = match at {
        None => Err(Clash::Gone),
        Some(at) => {
            let today = &states.today[at].tokens;
            let other = || Clash::Other(joined(today, false));
            merged(old, new, today).map(|want| Goal::Words { at, want }).ok_or_else(other)
        }
    };
    let form = form::looks(old, new).join("; ");
    Wish { form, ..wish(goal, what, spot(states.after, b), (joined(old, false), joined(new, false)), by) }
}

fn own(tokens: &[Token]) -> Vec<By> {
    tokens.iter().filter_map(|token| token.by.as_deref().cloned()).collect()
}

/// Who made a passage what it is; where that was not tracked, who put in words.
fn of_passage(passage: &Passage) -> Vec<By> {
    passage.by.as_deref().cloned().map_or_else(|| own(&passage.tokens), |by| vec![by])
}

/// Who struck words of the base, as the file with its changes rejected has it.
struct Authors<'a> {
    before: &'a [Passage],
    places: Vec<Option<usize>>,
}

impl<'a> Authors<'a> {
    fn of(base: &[Passage], before: &'a [Passage]) -> Self {
        let mut places = vec![None; base.len()];
        for pair in align(base, before) {
            if let Pair::Same(a, b) = pair {
                places[a] = Some(b);
            }
        }
        Self { before, places }
    }

    fn of_words(&self, base: usize, words: std::ops::Range<usize>) -> Vec<By> {
        let Some(at) = self.places[base] else { return Vec::new() };
        self.before[at].tokens.get(words).map(own).unwrap_or_default()
    }

    fn all(&self, base: usize) -> Vec<By> {
        self.places[base].map(|at| own(&self.before[at].tokens)).unwrap_or_default()
    }
}

/// Where a passage stands, for people.
pub fn spot(list: &[Passage], at: usize) -> String {
    let own = &list[at];
    if !own.story.is_empty() {
        return own.story.clone();
    }
    let heads = list[..at].iter().rev().filter(|p| matches!(p.kind, Kind::Heading(level) if level > 1));
    let head = heads.map(Passage::text).next();
    let table = if own.cell.is_some() { ", table" } else { "" };
    let head = head.map_or_else(|| "letter".to_owned(), |head| shortened(&head, 50));
    format!("{head}{table}")
}
