//! The forms in which dates and times may stand in a text, made from the patterns that write them.

use super::pattern::{Element, cut, cut_between};
use super::{DateWords, ListWords};

/// What joins two days of one month.
pub(super) struct Joint {
    /// The words or signs.
    pub words: String,
    /// What they mean.
    pub kind: JointKind,
}

/// What a joint of two days means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JointKind {
    /// From the one to the other.
    Range,
    /// The one, and more follow.
    Comma,
    /// The one and the other.
    And,
}

/// The forms of dates and ranges: first several days of a month, each alone or to another.
pub(super) fn dates(words: &DateWords) -> Vec<Vec<Element>> {
    let tail = tail(words);
    let mut day = core(cut(&words.day), &tail);
    for piece in &mut day {
        if *piece == place("day") {
            *piece = place("days");
        }
    }
    let ranges = [
        &words.range_days,
        &words.prose_days,
        &words.range_months,
        &words.prose_months,
        &words.range_years,
        &words.prose_years,
    ];
    let mut forms = vec![day];
    forms.extend(ranges.map(|pattern| core(range(cut(pattern)), &tail)));
    let without: Vec<_> = forms.iter().filter_map(|form| without_year(form)).collect();
    forms.extend(without);
    forms
}

/// The forms of times, and of hours from one to another.
pub(super) fn hours(words: &DateWords) -> Vec<Vec<Element>> {
    let times: Vec<&String> =
        [Some(&words.time), words.time_on_the_hour.as_ref()].into_iter().flatten().collect();
    let mut forms: Vec<Vec<Element>> = times.iter().map(|time| cut(time)).collect();
    let mut pieces = cut(&words.hours);
    for piece in &mut pieces {
        match piece {
            Element::Place(name) if name == "from" => *piece = place("clock1"),
            Element::Place(name) if name == "to" => *piece = place("clock2"),
            _ => {}
        }
    }
    let pieces = range(pieces);
    // Either end may be on the hour.
    for first in &times {
        for last in &times {
            forms.push(pieces.iter().flat_map(|piece| spelt(piece, [first, last])).collect());
        }
    }
    forms
}

/// What joins the days of a row: what lists have between two, and ranges between their ends.
pub(super) fn joints(words: &DateWords, lists: &ListWords) -> Vec<Joint> {
    let between = |pattern: &str| {
        let (_, rest) = pattern.split_once("{a}")?;
        rest.split_once("{b}").map(|(between, _)| between.to_owned())
    };
    let ends = [&words.range_days, &words.prose_days].into_iter().flat_map(|pattern| range(cut(pattern)));
    let ends = ends.filter_map(|piece| match piece {
        Element::Between(words) => Some(Joint { words, kind: JointKind::Range }),
        _ => None,
    });
    let mut joints: Vec<Joint> = ends.collect();
    let and = [Some(&lists.and), lists.and_before.as_ref().map(|other| &other.and)].into_iter().flatten();
    let listed = and.map(|and| (and, JointKind::And)).chain([(&lists.comma, JointKind::Comma)]);
    joints.extend(listed.filter_map(|(pattern, kind)| Some(Joint { words: between(pattern)?, kind })));
    joints
}

/// What stands behind the day where the day is last in a date.
pub(super) fn unit(words: &DateWords) -> String {
    match &cut(&words.day)[..] {
        [.., Element::Place(name), Element::Words(unit)] if name == "day" => unit.clone(),
        _ => String::new(),
    }
}

/// What stands behind a date and belongs to it: the Russian word for a year.
fn tail(words: &DateWords) -> Option<Element> {
    match cut(&words.day).pop() {
        Some(Element::Words(words)) => Some(Element::Perhaps(words)),
        _ => None,
    }
}

fn place(name: &str) -> Element {
    Element::Place(name.to_owned())
}

/// Which end of a range a piece belongs to.
fn end_of(piece: &Element) -> Option<char> {
    match piece {
        Element::Place(name) => name.chars().last().filter(|end| matches!(end, '1' | '2')),
        _ => None,
    }
}

/// A range with its dash or word between the two ends, and with room for half a day behind the first.
fn range(pieces: Vec<Element>) -> Vec<Element> {
    let Some(second) = pieces.iter().position(|piece| end_of(piece) == Some('2')) else { return pieces };
    let has_half = pieces.contains(&place("half1"));
    let is_date = pieces[..second].iter().filter(|piece| end_of(piece) == Some('1')).count() > 1;
    let mut out = Vec::with_capacity(pieces.len() + 2);
    for (at, piece) in pieces.into_iter().enumerate() {
        match piece {
            Element::Words(words) if at + 1 == second => {
                if is_date && !has_half {
                    out.push(place("half1"));
                }
                out.extend(cut_between(&words));
            }
            piece => out.push(piece),
        }
    }
    out
}

/// A form without what a sentence puts around it, and with what may stand behind a date.
fn core(mut pieces: Vec<Element>, tail: &Option<Element>) -> Vec<Element> {
    let is_date = |piece: &Element| matches!(piece, Element::Place(name) if !name.starts_with("half"));
    let last = pieces.iter().rposition(is_date).map_or(0, |at| at + 1);
    pieces.truncate(last);
    let first = pieces.iter().position(is_date).unwrap_or(0);
    pieces.drain(..first);
    pieces.extend(tail.clone());
    pieces.push(place("end"));
    let is_range = pieces.iter().any(|piece| end_of(piece).is_some());
    pieces.push(place(if is_range { "half2" } else { "half1" }));
    pieces
}

/// The same form without its year, where it has but one.
fn without_year(form: &[Element]) -> Option<Vec<Element>> {
    let is_year = |piece: &Element| matches!(piece, Element::Place(name) if name.starts_with("year"));
    let at = form.iter().position(is_year)?;
    if form.iter().filter(|piece| is_year(piece)).count() > 1 {
        return None;
    }
    // Words that join it to what is before it go with it; at the beginning, those behind it.
    let gone = if at == 0 { 0..2 } else { at - 1..at + 1 };
    let mut rest: Vec<Element> = form
        .iter()
        .enumerate()
        .filter(|(index, _)| !gone.contains(index))
        .map(|(_, piece)| piece.clone())
        .collect();
    if at > 0 {
        rest.retain(|piece| !matches!(piece, Element::Perhaps(_)));
    }
    Some(rest)
}

/// A piece of the pattern for hours, with its times as they are written.
fn spelt(piece: &Element, times: [&str; 2]) -> Vec<Element> {
    let Element::Place(name) = piece else { return vec![piece.clone()] };
    let end = if name.ends_with('2') { '2' } else { '1' };
    let time = match name.trim_end_matches(end) {
        "time" => times[usize::from(end == '2')],
        "clock" => "{hour}:{minute}",
        _ => return vec![piece.clone()],
    };
    let numbered = |piece| match piece {
        Element::Place(name) => Element::Place(format!("{name}{end}")),
        piece => piece,
    };
    cut(time).into_iter().map(numbered).collect()
}
