//! One line: atoms in visual order to positioned glyph runs, underlines and link areas.
//!
//! Runs and the glyphs in them are emitted in reading order: what runs to the left advances to
//! the left. So text is heard and copied as it was written, whatever a reader does with bidi.

use super::Context;
use super::face::FaceId;
use super::fragment::Fragment;
use super::inline::{Span, Text};
use super::page::{Draw, Item, LinkArea, Rect, Run, Shape};
use super::segment::{Cut, EXTRACTED_RANGE, LEFT_TO_RIGHT, Segments, shape};
use super::shape::{Glyph, Word};
use crate::base::Script;
use crate::document::theme::{Align, Style};
use unicode_bidi::{Level, ParagraphBidiInfo};

/// Underlines: distance below the baseline and thickness, in ems.
const UNDERLINE_DROP: f32 = 0.1;
const UNDERLINE: f32 = 0.055;

/// In ems of the Arabic face.
const RANGE_RISE: f32 = 0.24;

/// A space with a glyph of its own (six to the em).
const UNSEEN: &str = "\u{2006}";

/// What stands on a line.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    /// The paragraph's atoms.
    pub segments: &'a Segments,
    /// The paragraph's text.
    pub text: &'a Text,
    /// Where it starts.
    pub from: Cut,
    /// Where its ink ends.
    pub to: Cut,
    /// Where the next line starts; spaces between hang over.
    pub next: Cut,
    /// Whether a hyphen is added.
    pub hyphen: bool,
}

/// Where and how a line is set.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// Left edge of the space for it.
    pub x: f32,
    /// Width of that space.
    pub width: f32,
    /// Alignment.
    pub align: Align,
    /// Whether it ends the paragraph or ends by force: then it is not justified.
    pub last: bool,
    /// The paragraph's style.
    pub style: &'a Style,
}

/// A piece of a line: an atom, part of one, or the added hyphen.
#[derive(Clone, Copy)]
struct Piece<'a> {
    span: &'a Span,
    face: FaceId,
    word: Word,
    text: &'a str,
    size: f32,
    width: f32,
    gap: f32,
    stretch: f32,
    level: Level,
    space: bool,
    /// Hangs over the line's end.
    over: bool,
    x: f32,
}

impl<'a> Line<'a> {
    /// Sets the line as a strip.
    pub fn set(&self, cx: &mut Context<'_>, setting: Setting<'_>) -> Fragment {
        let mut pieces = self.pieces(cx);
        place(&mut pieces, cx.right_to_left, setting);
        let (height, baseline) = vertical(cx, &pieces, setting.style);
        let mut fragment = Fragment { height, ..Fragment::default() };
        let mut rest = pieces.as_slice();
        while let Some(first) = rest.first() {
            let same = |p: &Piece<'_>| {
                p.face == first.face
                    && p.level == first.level
                    && p.span.leaf == first.span.leaf
                    && p.size == first.size
                    && p.span.rise == first.span.rise
                    && p.span.color == first.span.color
                    && p.span.underline == first.span.underline
            };
            let count = rest.iter().take_while(|p| same(p)).count();
            let (group, tail) = rest.split_at(count);
            rest = tail;
            self.emit(cx, group, baseline, &mut fragment);
        }
        fragment
    }

    fn pieces(&self, cx: &mut Context<'_>) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        let stop = if self.next.byte > 0 { self.next.item + 1 } else { self.next.item };
        for index in self.from.item..stop {
            let Some(item) = self.segments.items.get(index) else {
                break;
            };
            let Some(span) = self.text.spans.get(item.span) else {
                break;
            };
            let text = &self.segments.string[item.text.0..item.text.1];
            let start = if index == self.from.item { self.from.byte } else { 0 };
            let cut = self.next.byte > 0 && index == self.next.item;
            let end = if cut { self.next.byte } else { text.len() };
            let part = text.get(start..end).unwrap_or(text);
            let mut piece = Piece {
                span,
                face: item.face,
                word: item.word,
                text: part,
                size: item.size,
                width: item.width,
                gap: item.gap,
                stretch: item.stretch,
                level: item.level,
                space: item.space,
                over: index >= self.to.item && !cut,
                x: 0.0,
            };
            if part.len() != text.len() {
                piece.word = shape(&mut cx.shaper, item.face, item.level.is_rtl(), part);
                piece.width = piece.word.width * item.size;
            }
            pieces.push(piece);
            if cut && self.hyphen {
                let word = cx.shaper.shape(item.face, item.level.is_rtl(), "-");
                let width = word.width * item.size;
                pieces.push(Piece { word, text: "\u{ad}", width, space: false, ..piece });
            }
        }
        let last = pieces.last().copied().filter(|last| self.has_no_gap(last.text));
        if let Some(last) = last.filter(|last| !self.spell(cx, last.span)) {
            // A soft hyphen that nobody sees: extracted text has no gap where the line ends. Its glyph is
            // a space that letters do not use otherwise: so it needs no ActualText, after which some
            // readers lose the rest of an element. The faces of other scripts have no such space.
            let face = last.span.face;
            let word = cx.shaper.shape(face, last.level.is_rtl(), UNSEEN);
            let unseen = Piece { word, face, text: "\u{ad}", width: 0.0, gap: 0.0, stretch: 0.0, ..last };
            pieces.push(Piece { space: true, over: true, ..unseen });
            cx.out.tags.join(last.span.leaf);
        }
        pieces
    }

    /// Says how the text of a Chinese line is read that goes on in the next: nothing stands between its characters, not
    /// even a soft hyphen. False where the next line begins with another element, such as a link, or has other letters.
    fn spell(&self, cx: &mut Context<'_>, span: &Span) -> bool {
        let next = self.segments.items.get(self.next.item).and_then(|item| self.text.spans.get(item.span));
        if cx.language.script() != Script::Chinese || next.is_none_or(|next| next.leaf != span.leaf) {
            return false;
        }
        let spans = self.text.spans.iter().filter(|other| other.leaf == span.leaf);
        let words = || spans.map(|span| &self.text.string[span.range.clone()]).collect::<String>();
        cx.out.tags.spell(span.leaf, || words().replace('\u{2028}', " "));
        true
    }

    /// Whether what stands before the line's end and after it belong together without a space or a hyphen:
    /// inside a long address, between two characters of Chinese. `end` is its last piece.
    fn has_no_gap(&self, end: &str) -> bool {
        let next = self.segments.items.get(self.next.item);
        let next =
            next.and_then(|item| self.segments.string.get(item.text.0 + self.next.byte..)?.chars().next());
        let (Some(before), Some(after)) = (end.chars().next_back(), next) else { return false };
        !before.is_whitespace() && !after.is_whitespace() && !matches!(before, '-' | '\u{2010}' | '\u{ad}')
    }

    /// Draws consecutive pieces that look the same as one run.
    fn emit(&self, cx: &mut Context<'_>, group: &[Piece<'_>], baseline: f32, fragment: &mut Fragment) {
        let Some(first) = group.first() else {
            return;
        };
        let span = first.span;
        let text_start = cx.out.text.len();
        let glyph_start = cx.out.glyphs.len();
        let mut offsets = Vec::with_capacity(group.len());
        for piece in group {
            offsets.push(cx.out.text.len() - text_start);
            cx.out.text.push_str(piece.text);
        }
        let right_to_left = first.level.is_rtl();
        for index in 0..group.len() {
            // Visual order: the last piece stands leftmost in text that runs to the left.
            let index = if right_to_left { group.len() - 1 - index } else { index };
            let piece = &group[index];
            draw_glyphs(cx, piece, offsets[index]);
        }
        let mut left = group.iter().map(|p| p.x).fold(f32::INFINITY, f32::min);
        if right_to_left {
            left += reading_order(&mut cx.out.glyphs[glyph_start..]) * first.size;
        }
        let run = Run {
            face: first.face,
            size: first.size,
            color: span.color,
            x: left,
            y: baseline - span.rise,
            glyphs: glyph_start..cx.out.glyphs.len(),
            text: text_start..cx.out.text.len(),
        };
        fragment.items.push(Item { leaf: span.leaf, draw: Draw::Text(run) });
        decorate(group, span, baseline, fragment);
    }
}

/// Adds a piece's glyphs to the layout, as wide as the line makes it; its text starts `offset` bytes into the run's.
fn draw_glyphs(cx: &mut Context<'_>, piece: &Piece<'_>, offset: usize) {
    let offset = u32::try_from(offset).unwrap_or(0);
    let length = u32::try_from(piece.text.len()).unwrap_or(0);
    let glyphs = cx.shaper.glyphs(piece.word);
    let marked = piece.text.starts_with(LEFT_TO_RIGHT);
    // Space behind a wide character, or less of it.
    let more = piece.width / piece.size - piece.word.width;
    for (at, glyph) in glyphs.iter().enumerate() {
        let advance = if marked && at == 0 {
            0.0
        } else if piece.space {
            piece.width / piece.size
        } else if at + 1 == glyphs.len() && more.abs() > 1e-4 {
            glyph.advance + more
        } else {
            glyph.advance
        };
        // The hyphen of an Arabic range is one of the Arabic face, which lies on the baseline: up to the
        // middle of the digits.
        let raised = if piece.text == EXTRACTED_RANGE { RANGE_RISE } else { 0.0 };
        cx.out.glyphs.push(Glyph {
            advance,
            dy: glyph.dy + raised,
            start: offset + glyph.start.min(length),
            end: offset
                + if piece.text == "\u{ad}" || piece.text == EXTRACTED_RANGE {
                    length
                } else {
                    glyph.end.min(length)
                },
            ..*glyph
        });
    }
}

/// Underlines the ink of a run and makes a link area of it, as its span says. What touches the one before it
/// lengthens that one: so neither has seams where a run ends.
fn decorate(group: &[Piece<'_>], span: &Span, baseline: f32, fragment: &mut Fragment) {
    let ink: Vec<&Piece<'_>> = group.iter().filter(|p| !p.over).collect();
    let ink_left = ink.iter().map(|p| p.x).fold(f32::INFINITY, f32::min);
    let ink_right = ink.iter().map(|p| p.x + p.width).fold(f32::NEG_INFINITY, f32::max);
    if ink_right <= ink_left {
        return;
    }
    let width = ink_right - ink_left;
    if span.underline {
        let y = baseline + UNDERLINE_DROP * span.size;
        let rect = Rect { x: ink_left, y, width, height: UNDERLINE * span.size };
        match fragment.shapes.last_mut() {
            Some(s)
                if s.color == span.color
                    && s.rect.y == y
                    && (s.rect.x + s.rect.width - ink_left).abs() < 0.1 =>
            {
                s.rect.width += width;
            }
            _ => fragment.shapes.push(Shape { rect, color: span.color }),
        }
    }
    if let Some(link) = span.link {
        let rect = Rect { x: ink_left, y: 0.0, width, height: fragment.height };
        match fragment.links.last_mut() {
            Some(area) if area.link == link && (area.rect.x + area.rect.width - ink_left).abs() < 0.1 => {
                area.rect.width += width;
            }
            _ => fragment.links.push(LinkArea { link, rect }),
        }
    }
}

/// Turns glyphs from visual into reading order; they advance to the left then. Gives the distance
/// in ems from the left edge to where the first one starts.
fn reading_order(glyphs: &mut [Glyph]) -> f32 {
    let total: f32 = glyphs.iter().map(|g| g.advance).sum();
    let last = glyphs.last().map_or(0.0, |g| g.advance);
    glyphs.reverse();
    for index in 0..glyphs.len() {
        let next = glyphs.get(index + 1).map_or(0.0, |g| g.advance);
        glyphs[index].advance = -next;
    }
    total - last
}

/// Gives each piece its place from the left, in visual order.
fn place(pieces: &mut [Piece<'_>], right_to_left: bool, setting: Setting<'_>) {
    let last_ink = pieces.iter().rposition(|p| !p.over);
    let hanging = last_ink.and_then(|at| pieces.get(at)).map_or(0.0, |p| p.gap);
    let natural: f32 = pieces.iter().filter(|p| !p.over).map(|p| p.width).sum::<f32>() - hanging;
    let over: f32 = pieces.iter().filter(|p| p.over).map(|p| p.width).sum();
    let mut slack = setting.width - natural;
    // Nothing stretches behind the last piece.
    let before_last = last_ink.unwrap_or(0);
    let stretch: f32 = pieces.iter().take(before_last).map(|p| p.stretch).sum();
    if setting.align == Align::Justify && !(setting.last && slack >= 0.0) && stretch > 0.0 {
        for piece in pieces.iter_mut().take(before_last) {
            piece.width += slack * piece.stretch / stretch;
        }
        slack = 0.0;
    }
    let share = match setting.align {
        Align::Start | Align::Justify => f32::from(u8::from(right_to_left)),
        Align::Center => 0.5,
        Align::End => f32::from(u8::from(!right_to_left)),
    };
    let mut x = setting.x + share * slack;
    if right_to_left {
        x -= over;
    }
    if !right_to_left && pieces.iter().all(|p| p.level == Level::ltr()) {
        for piece in pieces.iter_mut() {
            piece.x = x;
            x += piece.width;
        }
        return;
    }
    let base = if right_to_left { Level::rtl() } else { Level::ltr() };
    for piece in pieces.iter_mut().filter(|p| p.over) {
        piece.level = base;
    }
    let levels: Vec<Level> = pieces.iter().map(|p| p.level).collect();
    for index in ParagraphBidiInfo::reorder_visual(&levels) {
        if let Some(piece) = pieces.get_mut(index) {
            piece.x = x;
            x += piece.width;
        }
    }
}

/// The line's height and where its baseline is, by the paragraph's style and larger fallback faces.
fn vertical(cx: &Context<'_>, pieces: &[Piece<'_>], style: &Style) -> (f32, f32) {
    let own = FaceId::new(0, style.bold, style.italic);
    // All lines of a letter are as high as those in its own script.
    let script = cx.script.map(|script| own.in_script(script));
    let (mut above, mut below) = (0.0f32, 0.0f32);
    let faces = pieces.iter().filter(|p| p.span.rise == 0.0).map(|p| p.face).chain([own]).chain(script);
    for face in faces {
        if let Some(face) = cx.shaper.faces().get(face) {
            above = above.max(face.ascent + face.gap / 2.0);
            below = below.max(face.descent + face.gap / 2.0);
        }
    }
    let natural = (above + below) * style.size;
    let height = natural * style.line;
    (height, (height - natural) / 2.0 + above * style.size)
}
