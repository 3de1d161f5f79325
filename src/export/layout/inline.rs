//! Inlines to a flat text with spans: what each stretch looks like, which leaf of the tag tree it
//! belongs to, which link. Capitals, links, footnote marks and languages are settled here.
//!
//! Knows the Document and the theme, nothing of glyphs or lines.

use super::face::FaceId;
use super::page::LinkTarget;
use super::tag::{Tag, TagId};
use super::{Context, note_name};
use crate::base::Language;
use crate::document::theme::{Color, Style, StyleName};
use crate::document::{Inline, Marks, Target, plain_text};
use std::ops::Range;

/// A forced line end in [`Text::string`].
pub const LINE_END: char = '\u{2028}';

/// Size and rise of footnote marks, as parts of the font size.
const MARK_SIZE: f32 = 0.65;
const MARK_RISE: f32 = 0.34;

/// A stretch of text that looks the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// Where it stands in the string.
    pub range: Range<usize>,
    /// The wished face; characters that it lacks come from others.
    pub face: FaceId,
    /// Font size.
    pub size: f32,
    /// Colour.
    pub color: Color,
    /// Underlined.
    pub underline: bool,
    /// How far above the baseline.
    pub rise: f32,
    /// Its leaf.
    pub leaf: TagId,
    /// The link that it is part of.
    pub link: Option<TagId>,
    /// Its language.
    pub language: Language,
}

/// A paragraph's text, flat.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    /// All characters as shown: capitals applied, [`LINE_END`] for forced line ends.
    pub string: String,
    /// Its spans, one after the other, without gaps.
    pub spans: Vec<Span>,
    /// Footnotes, with where in the string their marks stand.
    pub notes: Vec<(usize, usize)>,
}

/// What surrounds a piece of text.
#[derive(Clone, Copy)]
struct Around {
    element: TagId,
    link: Option<TagId>,
}

/// Flattens inlines into leaves below `element`.
pub fn flatten(cx: &mut Context<'_>, inlines: &[Inline], style: &Style, element: TagId) -> Text {
    let mut text = Text::default();
    let mut leaf = None;
    let around = Around { element, link: None };
    add(cx, &mut text, inlines, style, around, &mut leaf);
    text
}

fn add(
    cx: &mut Context<'_>,
    text: &mut Text,
    inlines: &[Inline],
    style: &Style,
    around: Around,
    leaf: &mut Option<TagId>,
) {
    for inline in inlines {
        match inline {
            Inline::Text(words, marks) => {
                let language = marks.language.unwrap_or(cx.language);
                let leaf = if language == cx.language {
                    *leaf.get_or_insert_with(|| cx.out.tags.add(Some(around.element), Tag::Content))
                } else {
                    *leaf = None;
                    let span = cx.out.tags.add(Some(around.element), Tag::Span(language));
                    cx.out.tags.add(Some(span), Tag::Content)
                };
                let span = look(cx, style, *marks, around.link, leaf, language);
                let capitals = marks.run_in_head && cx.theme.style(StyleName::RunInHead).capitals;
                push(text, words, span, style.capitals || capitals);
            }
            Inline::LineBreak => {
                let leaf = *leaf.get_or_insert_with(|| cx.out.tags.add(Some(around.element), Tag::Content));
                let span = look(cx, style, Marks::default(), around.link, leaf, cx.language);
                push(text, "\u{2028}", span, false);
            }
            Inline::Link(link) => {
                *leaf = None;
                let element = cx.out.tags.add(Some(around.element), Tag::Link);
                cx.out.links.push(LinkTarget {
                    link: element,
                    target: link.target.clone(),
                    description: link.description.clone(),
                });
                let inside = Around { element, link: Some(element) };
                add(cx, text, &link.content, style, inside, &mut None);
            }
            Inline::Footnote(note) => {
                *leaf = None;
                mark(cx, text, *note, style, around.element);
            }
        }
    }
}

/// The mark of a footnote, a link to it.
fn mark(cx: &mut Context<'_>, text: &mut Text, note: usize, style: &Style, element: TagId) {
    let reference = cx.out.tags.add(Some(element), Tag::Reference);
    let link = cx.out.tags.add(Some(reference), Tag::Link);
    let words: Vec<String> =
        cx.document.footnotes.get(note).into_iter().flatten().map(|p| plain_text(&p.content)).collect();
    cx.out.links.push(LinkTarget {
        link,
        target: Target::Bookmark(note_name(note)),
        description: words.join(" "),
    });
    let leaf = cx.out.tags.add(Some(link), Tag::Content);
    let mut span = look(cx, style, Marks { light: true, ..Marks::default() }, None, leaf, cx.language);
    span.link = Some(link);
    if cx.right_to_left {
        // After a number, the mark would else be a part of it (8/5.1).
        push(text, "\u{200f}", raised(span.clone()), false);
    }
    text.notes.push((text.string.len(), note));
    push(text, &(note + 1).to_string(), raised(span), false);
}

/// The label of a footnote: its number, as its mark looks.
pub fn note_label(cx: &mut Context<'_>, note: usize, style: &Style, label: TagId) -> Text {
    let leaf = cx.out.tags.add(Some(label), Tag::Content);
    let span = look(cx, style, Marks::default(), None, leaf, cx.language);
    let mut text = Text::default();
    push(&mut text, &(note + 1).to_string(), raised(span), false);
    text
}

fn raised(span: Span) -> Span {
    Span { rise: MARK_RISE * span.size, size: MARK_SIZE * span.size, ..span }
}

/// Adds text to the end, joining it to the last span where both look the same.
fn push(text: &mut Text, words: &str, span: Span, capitals: bool) {
    let start = text.string.len();
    for c in words.chars() {
        match c {
            '\u{ad}' | '\u{feff}' | '\u{200b}' => {}
            '\t' | '\n' | '\r' => text.string.push(' '),
            c if capitals => text.string.extend(c.to_uppercase()),
            c => text.string.push(c),
        }
    }
    let end = text.string.len();
    if start == end {
        return;
    }
    match text.spans.last_mut() {
        Some(last) if *last == (Span { range: last.range.clone(), ..span.clone() }) => last.range.end = end,
        _ => text.spans.push(Span { range: start..end, ..span }),
    }
}

/// How text with marks looks in a style.
fn look(
    cx: &Context<'_>,
    style: &Style,
    marks: Marks,
    link: Option<TagId>,
    leaf: TagId,
    language: Language,
) -> Span {
    let mut bold = style.bold;
    let mut italic = style.italic;
    let mut color = style.color;
    let mut underline = style.underline;
    let mut apply = |character: &Style| {
        bold |= character.bold;
        italic |= character.italic;
        underline |= character.underline;
        if character.color != Color::BLACK {
            color = character.color;
        }
    };
    if marks.run_in_head {
        apply(cx.theme.style(StyleName::RunInHead));
    }
    if link.is_some() {
        apply(cx.theme.style(StyleName::Link));
    }
    bold = (bold || marks.strong) && !marks.light;
    italic |= marks.emphasis;
    Span {
        range: 0..0,
        face: FaceId::new(0, bold, italic),
        size: style.size,
        color,
        underline,
        rise: 0.0,
        leaf,
        link,
        language,
    }
}
