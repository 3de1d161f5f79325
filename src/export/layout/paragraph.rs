//! Paragraphs: text set in lines, each line a strip.
//!
//! Knows styles and line breaking, nothing of pages.

use super::candidate::{Breaking, Candidate};
use super::fragment::{Anchor, Fragment, Keep};
use super::inline::{self, Text};
use super::line::{Line, Setting};
use super::lines::{Filling, Measure, Tolerance, choose};
use super::segment::{Cut, Segments, segment};
use super::tag::TagId;
use super::{Area, Context};
use crate::document::theme::{Align, Style};

/// Badness that uneven and even lines may have before words are hyphenated. Uneven lines may stay
/// short by 30 % of their length: a letter that Word sets has no hyphens there either.
const RAGGED_TOLERANCE: f32 = 5_000.0;
const JUSTIFIED_TOLERANCE: f32 = 120.0;
/// Least space between a label and the text, in ems.
const LABEL_GAP: f32 = 0.25;

/// A paragraph ready to be set.
pub struct Setup<'a> {
    /// Its style.
    pub style: &'a Style,
    /// Its label, which hangs before the first line.
    pub label: Option<Text>,
    /// Its text.
    pub text: Text,
    /// Whether its words may be hyphenated.
    pub hyphenate: bool,
    /// What leads to it.
    pub anchors: Vec<Anchor>,
}

/// Flattens a label with the space that parts it from the text.
pub fn label(
    cx: &mut Context<'_>,
    inlines: &[crate::document::Inline],
    style: &Style,
    tag: TagId,
) -> Option<Text> {
    (!inlines.is_empty()).then(|| inline::flatten(cx, inlines, style, tag))
}

/// Sets a paragraph in an area: one strip for each line. Space before and after is the caller's.
pub fn set(cx: &mut Context<'_>, setup: Setup<'_>, area: Area) -> Vec<Fragment> {
    let Setup { style, label, text, hyphenate, anchors } = setup;
    let right_to_left = cx.right_to_left;
    let segments = segment(&mut cx.shaper, &text, right_to_left);
    let width = (area.width - style.indent).max(1.0);
    let label = label.map(|mut label| {
        pad(&mut label);
        let segments = segment(&mut cx.shaper, &label, right_to_left);
        (label, segments)
    });
    // A label that is wider than its space pushes the first line in.
    let push = label.as_ref().map_or((-style.hanging).max(0.0), |(_, segments)| overhang(segments, style));
    let filling = if style.align == Align::Justify { Filling::Justified } else { Filling::Ragged };
    let measure = Measure { first: width - push, rest: width, filling };
    let lines = break_lines(cx, &segments, &text, measure, hyphenate && style.align != Align::Center);

    let mut fragments = Vec::with_capacity(lines.len());
    let count = lines.len();
    let mut from = Cut::default();
    for (index, end) in lines.iter().enumerate() {
        let indent = if index == 0 { push } else { 0.0 };
        let line = Line {
            segments: &segments,
            text: &text,
            from,
            to: end.end,
            next: end.next,
            hyphen: end.at.hyphen,
        };
        let setting = Setting {
            x: area.start(right_to_left, style.indent + indent, width - indent),
            width: width - indent,
            align: style.align,
            last: end.at.forced,
            style,
        };
        let mut fragment = line.set(cx, setting);
        if let (0, Some((label, segments))) = (index, &label) {
            let mut first = label_strip(cx, label, segments, style, area);
            first.absorb(fragment, 0.0, 0.0);
            fragment = first;
        }
        fragment.keep = if style.keep_together && index + 1 < count {
            Keep::Together
        } else if index + 1 < count && (index == 0 || index + 2 == count) {
            Keep::Lines
        } else {
            Keep::Free
        };
        let last = index + 1 == count;
        let (start, stop) = (from.item, end.next.item);
        fragment.notes = text
            .notes
            .iter()
            .filter(|&&(at, _)| {
                let item = segments.items.iter().position(|a| a.source == at).unwrap_or(usize::MAX);
                (item >= start && item < stop) || (last && item >= stop)
            })
            .map(|&(_, note)| note)
            .collect();
        from = end.next;
        fragments.push(fragment);
    }
    if let Some(first) = fragments.first_mut() {
        first.anchors = anchors.into_iter().map(|a| (a, 0.0)).collect();
    }
    fragments
}

/// By how much a label is wider than its space, with the gap behind it.
fn overhang(label: &Segments, style: &Style) -> f32 {
    let gap = LABEL_GAP * style.size;
    let last = label.items.last().filter(|a| a.space).map_or(0.0, |a| a.width);
    let ink = label.width() - last;
    if ink + gap > style.hanging { (label.width().max(ink + gap) - style.hanging).max(0.0) } else { 0.0 }
}

/// A label set as a strip of its own, where it hangs before the first line.
fn label_strip(
    cx: &mut Context<'_>,
    label: &Text,
    segments: &Segments,
    style: &Style,
    area: Area,
) -> Fragment {
    let end = Cut { item: segments.items.len(), byte: 0 };
    let line = Line { segments, text: label, from: Cut::default(), to: end, next: end, hyphen: false };
    let width = segments.width();
    let setting = Setting {
        x: area.start(cx.right_to_left, style.indent - style.hanging, width),
        width,
        align: Align::Start,
        last: true,
        style,
    };
    line.set(cx, setting)
}

/// Ends a label with a space, so that extracted text has one between label and text.
fn pad(label: &mut Text) {
    if !label.string.ends_with(' ') {
        label.string.push(' ');
        let end = label.string.len();
        if let Some(span) = label.spans.last_mut() {
            span.range.end = end;
        }
    }
}

/// Breaks a paragraph: strictly between words first, then with hyphens, then anyhow.
fn break_lines(
    cx: &mut Context<'_>,
    segments: &Segments,
    text: &Text,
    measure: Measure,
    hyphenate: bool,
) -> Vec<Candidate> {
    let mut pick = |breaking: Breaking, tolerance: Tolerance| {
        let candidates = segments.candidates(&mut cx.shaper, text, breaking);
        let breaks: Vec<_> = candidates.iter().map(|c| c.at).collect();
        let ends = choose(&breaks, measure, tolerance)?;
        Some(ends.into_iter().filter_map(|e| candidates.get(e).copied()).collect::<Vec<_>>())
    };
    let strict = Tolerance::Badness(match measure.filling {
        Filling::Ragged => RAGGED_TOLERANCE,
        Filling::Justified => JUSTIFIED_TOLERANCE,
    });
    let anywhere = Breaking::Anywhere(measure.first.min(measure.rest));
    let first = if hyphenate { strict } else { Tolerance::AnyLoose };
    pick(Breaking::Words, first)
        .or_else(|| hyphenate.then(|| pick(Breaking::Hyphens, Tolerance::AnyLoose)).flatten())
        .or_else(|| pick(anywhere, Tolerance::AnyLoose))
        .or_else(|| pick(anywhere, Tolerance::Overfull))
        .unwrap_or_default()
}
