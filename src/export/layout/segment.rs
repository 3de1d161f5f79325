//! A paragraph's text cut into atoms (words and spaces, shaped), and the atoms after which its lines
//! may end: by UAX 14, at forced line ends.
//!
//! Knows spans and shaping, nothing of hyphenation, line lengths or pages.

use super::face::FaceId;
use super::inline::{LINE_END, Text};
use super::shape::{Shaper, Word};
use super::wide;
use crate::base::Script;
use crate::base::script::{is_shared_punctuation, is_wide};
use crate::document::typography::{self, OPEN, steers};
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use unicode_bidi::{Level, ParagraphBidiInfo};

/// Penalty of a line end after a hyphen that is part of the text, and after a slash.
const AFTER_HYPHEN: f32 = 60.0;
const AFTER_SLASH: f32 = 150.0;

/// A word, a part of one, or a space: shaped, in one face, span and direction.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Its span in [`Text::spans`].
    pub span: usize,
    /// The face that shows it.
    pub face: FaceId,
    /// Its text as extracted, in [`Segments::string`]: start and end.
    pub text: (usize, usize),
    /// Where it starts in [`Text::string`].
    pub source: usize,
    /// Its glyphs.
    pub word: Word,
    /// Font size in points: the span's, by its face.
    pub size: f32,
    /// Width in points, with the gap.
    pub width: f32,
    /// The empty part at its end that is dropped where a line ends: half of a full-width comma, the
    /// space between a Han character and a Latin letter.
    pub gap: f32,
    /// How much it stretches when lines are made even, beside others: a space as it is wide, a Han
    /// character by space behind it.
    pub stretch: f32,
    /// A space.
    pub space: bool,
    /// Bidi embedding level.
    pub level: Level,
}

/// A point in the atoms: before an atom, or inside one at a byte of its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cut {
    /// The atom.
    pub item: usize,
    /// Bytes into its text.
    pub byte: usize,
}

/// A paragraph's atoms.
#[derive(Debug, Default)]
pub struct Segments {
    /// The text as extracted: no-break spaces and hyphens are plain ones.
    pub string: String,
    /// The atoms in reading order.
    pub items: Vec<Item>,
    /// Indices of atoms after which a line may end, with the penalty and whether one must;
    /// the last ends the paragraph.
    pub ends: Vec<(usize, f32, bool)>,
}

/// Whether a line end at `at` would split a number with its slash (letter 1/1, Question 3/1), a range (14–23) or
/// leave the beginning of an address alone (`https://`).
fn splits_code(source: &str, at: usize) -> bool {
    if source[..at].ends_with("://") {
        return true;
    }
    let digit = |c: char| c.is_ascii_digit();
    if source[..at].strip_suffix('–').is_some_and(|range| range.ends_with(digit)) {
        return source[at..].starts_with(digit);
    }
    source[..at].strip_suffix('/').is_some_and(|code| code.ends_with(|c: char| c.is_ascii_digit()))
        && source[at..].starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// The bytes at which a line may end by UAX 14, but for those that would tear a number or an address apart.
fn line_ends(source: &str) -> impl Iterator<Item = usize> {
    LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default())
        .segment_str(source)
        .skip(1)
        .filter(|&at| !splits_code(source, at))
}

/// Cuts a text into shaped atoms.
pub fn segment(shaper: &mut Shaper<'_>, text: &Text, right_to_left: bool) -> Segments {
    let source = text.string.as_str();
    let base = if right_to_left { Level::rtl() } else { Level::ltr() };
    let bidi =
        (right_to_left || source.chars().any(may_turn)).then(|| ParagraphBidiInfo::new(source, Some(base)));
    let mut breaks = line_ends(source).peekable();
    let mut out = Segments::default();
    let mut word = 0;
    let mut span = 0;
    let mut open: Option<Open> = None;
    // Extracted before the next character, and always at the start of a word: [`shape`].
    let mut marked = "";
    let mut behind_range = 0;
    for (at, c) in source.char_indices() {
        if breaks.peek() == Some(&at) {
            breaks.next();
            close(shaper, &mut out, text, open.take());
            if let Some(penalty) = penalty(&source[word..at]) {
                out.ends.push((out.items.len(), penalty, source[..at].ends_with(LINE_END)));
                word = at;
            }
        }
        while text.spans.get(span).is_some_and(|s| s.range.end <= at) {
            span += 1;
        }
        let Some(wished) = text.spans.get(span).map(|s| s.face) else {
            continue;
        };
        if c == OPEN {
            marked = typography::marks(&source[at + c.len_utf8()..]).0;
        }
        if at < behind_range {
            continue;
        }
        let Some(shown) = shown(c) else {
            continue;
        };
        let range = shown == RIGHT_TO_LEFT && source[at..].starts_with(RANGE);
        if range {
            behind_range = at + RANGE.len();
        }
        let level = bidi.as_ref().and_then(|b| b.levels.get(at)).copied().unwrap_or(base);
        let mark = shown == RIGHT_TO_LEFT;
        let face = match open {
            _ if range => shaper.face_for(wished, AN_ARABIC_LETTER, None),
            _ if mark => wished,
            Some(o) if is_mark(shown) && o.span == span => o.face,
            _ => shaper.face_for(wished, shown, first_asked(text, span, at, c)),
        };
        let wide = is_wide(c) || (is_shared_punctuation(c) && face != wished);
        let next = Open {
            span,
            face,
            start: out.string.len(),
            source: at,
            space: shown == ' ',
            narrow: c == NARROW,
            wide,
            mark,
            level,
        };
        if !marked.is_empty() || !open.is_some_and(|o| o.goes_on_with(next)) {
            close(shaper, &mut out, text, open.take());
            open = Some(next);
        }
        out.string.push_str(std::mem::take(&mut marked));
        if range {
            out.string.push_str(EXTRACTED_RANGE);
        } else {
            out.string.push(shown);
        }
    }
    close(shaper, &mut out, text, open.take());
    out.ends.push((out.items.len(), 0.0, true));
    if out.items.iter().any(|item| item.stretch > 0.0 && !item.space) {
        wide::space(&mut out.items, &out.string);
    }
    out
}

/// An atom that is being collected.
#[derive(Clone, Copy)]
struct Open {
    span: usize,
    face: FaceId,
    start: usize,
    source: usize,
    space: bool,
    narrow: bool,
    wide: bool,
    mark: bool,
    level: Level,
}

impl Open {
    /// Whether what would begin the next atom belongs to this one: text that looks alike and runs the same way.
    /// Spaces, wide characters and marks are atoms of their own.
    fn goes_on_with(self, next: Self) -> bool {
        let alone = |o: Self| o.space || o.wide || o.mark;
        let alike = self.span == next.span && self.level == next.level && self.face == next.face;
        alike && !alone(self) && !alone(next)
    }
}

/// The script whose face is asked first for a character: punctuation that Chinese shares with Latin is
/// full-width in Chinese text, but for an apostrophe in a Latin word.
fn first_asked(text: &Text, span: usize, at: usize, c: char) -> Option<Script> {
    if !is_shared_punctuation(c)
        || text.spans.get(span).is_none_or(|s| s.language.script() != Script::Chinese)
    {
        return None;
    }
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !is_wide(c));
    let apostrophe =
        c == '’' && latin(text.string[..at].chars().next_back()) && latin(text.string[at..].chars().nth(1));
    (!apostrophe).then_some(Script::Chinese)
}

fn close(shaper: &mut Shaper<'_>, out: &mut Segments, text: &Text, open: Option<Open>) {
    let Some(open) = open else {
        return;
    };
    let end = out.string.len();
    let string = &out.string[open.start..end];
    let range = string == EXTRACTED_RANGE;
    let shaped = match open.mark {
        true if range => "\u{2011}",
        true => UNSEEN_MARK,
        false => string,
    };
    let word = shape(shaper, open.face, open.level.is_rtl(), shaped);
    let scale = shaper.scale(open.face);
    let size = text.spans.get(open.span).map_or(0.0, |s| s.size) * scale;
    let width = match open {
        Open { mark: true, .. } if !range => 0.0,
        Open { narrow: true, .. } => word.width * size * NARROWER,
        _ => word.width * size,
    };
    out.items.push(Item {
        span: open.span,
        face: open.face,
        text: (open.start, end),
        source: open.source,
        word,
        size,
        width,
        gap: 0.0,
        stretch: match (open.wide, open.space) {
            (true, _) => wide::STRETCH * size,
            (_, true) if !open.narrow => width,
            _ => 0.0,
        },
        space: open.space,
        level: open.level,
    });
}

/// Shapes a piece of an atom. A mark of direction before it is a space that letters do not use, without width: as one with
/// the first sign, it would need ActualText wherever that sign also stands alone.
pub fn shape(shaper: &mut Shaper<'_>, face: FaceId, right_to_left: bool, text: &str) -> Word {
    let Some(behind) = text.strip_prefix(LEFT_TO_RIGHT) else {
        return shaper.shape(face, right_to_left, text);
    };
    let word = shaper.shape(face, right_to_left, &format!("{UNSEEN_START}{behind}"));
    let mark = shaper.glyphs(word).first().map_or(0.0, |mark| mark.advance);
    Word { width: word.width - mark, ..word }
}

/// The narrow no-break space, and its width beside that of a space.
const NARROW: char = '\u{202f}';
const NARROWER: f32 = 0.7;

/// Before a telephone number in Arabic: extracted with its first sign.
pub const LEFT_TO_RIGHT: char = '\u{200e}';
/// Extracted without width, so that what stands on both sides of it keeps its order where it is copied to: shaped as
/// a space that letters do not use, of as many bytes.
const RIGHT_TO_LEFT: char = '\u{200f}';
const UNSEEN_MARK: &str = "\u{2004}";
const UNSEEN_START: char = '\u{2005}';
/// Between two numbers in Arabic, the first of which stands at the right. One glyph, which the Arabic face has for
/// nothing else: so readers that go by the place of glyphs find the first number first.
const RANGE: &str = "\u{200f}\u{2011}\u{200f}";
/// What is extracted of it.
pub const EXTRACTED_RANGE: &str = "\u{200f}-\u{200f}";
const AN_ARABIC_LETTER: char = '\u{627}';

/// The character that is shaped and extracted for one in the text; nothing for those that only
/// steer bidi and line breaking.
pub fn shown(c: char) -> Option<char> {
    match c {
        RIGHT_TO_LEFT => Some(RIGHT_TO_LEFT),
        '\u{a0}' | NARROW | LINE_END => Some(' '),
        '\u{2010}' | '\u{2011}' => Some('-'),
        '\u{2060}' => None,
        c if steers(c) => None,
        c => Some(c),
    }
}

/// Whether a character can change the direction of a left-to-right paragraph.
fn may_turn(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Whether a character belongs to the one before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{200c}' | '\u{200d}')
}

/// The penalty of a line end after `before` (the text since the last one), or `None` if a line
/// should never end there.
fn penalty(before: &str) -> Option<f32> {
    match before.chars().next_back()? {
        '-' | '\u{2010}' => {
            // Not after a single letter (`e-mail`).
            let letters = before.chars().rev().skip(1).take_while(|c| c.is_alphanumeric()).count();
            (letters > 1).then_some(AFTER_HYPHEN)
        }
        '/' | '.' | '@' | '?' | '&' | '=' | '_' => Some(AFTER_SLASH),
        _ => Some(0.0),
    }
}

impl Segments {
    /// The natural width of everything.
    pub fn width(&self) -> f32 {
        self.items.iter().map(|a| a.width).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::splits_code;

    #[test]
    fn a_number_and_its_slash_hold_together() {
        let after = |text: &str| splits_code(text, text.find('/').map_or(0, |at| at + 1));
        assert!(after("letter 2/SG1RG-X"));
        assert!(after("WP1/17"));
        assert!(!after("and/or"));
        assert!(splits_code("14–23", "14–".len()) && !splits_code("14–а", "14–".len()));
        assert!(!splits_code("http://x/y", 9));
        assert!(splits_code("http://x", 7));
        assert!(!after("1/"));
    }
}
