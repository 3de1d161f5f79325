//! The places where a paragraph's lines may end, with the widths up to them: between its atoms, at
//! hyphenation points and, in columns that leave no choice, anywhere.
//!
//! Knows atoms and hyphenation, nothing of which places are chosen.

use super::hyphenate;
use super::inline::Text;
use super::lines::Break;
use super::segment::{Cut, Item, Segments};
use super::shape::{Glyph, Shaper};

/// Penalty of a line end with an added hyphen.
const ADDED_HYPHEN: f32 = 90.0;
/// Penalties of breaking a word, and of a line end at a space that should be kept, where nothing else helps.
const ANYWHERE: f32 = 2_000.0;
const AT_KEPT_SPACE: f32 = 1_000.0;

/// A place where a line may end.
#[derive(Clone, Copy, Debug, Default)]
pub struct Candidate {
    /// Widths and penalty.
    pub at: Break,
    /// Where the line's ink ends.
    pub end: Cut,
    /// Where the next line starts; spaces between hang over.
    pub next: Cut,
}

/// How freely words may be broken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Breaking {
    /// Between words only.
    Words,
    /// At hyphenation points.
    Hyphens,
    /// At hyphenation points of capitalised words too, and anywhere in words longer than this.
    Anywhere(f32),
}

/// Atoms before and behind one that can belong to its word: more are no word, and looking at all of them from each of them
/// would take hours.
const NEAR: usize = 64;
/// Bytes before and behind a cut in a word that are shaped anew.
const AROUND: usize = 32;

/// Where the clusters of a word start, in reading order, and the width up to there in ems.
struct Sums(Vec<(usize, f32)>);

impl Sums {
    fn new(glyphs: &[Glyph]) -> Self {
        let mut clusters: Vec<(usize, f32)> = glyphs.iter().map(|g| (g.start as usize, g.advance)).collect();
        clusters.sort_by_key(|&(start, _)| start);
        let mut width = 0.0;
        for (_, advance) in &mut clusters {
            width += std::mem::replace(advance, width);
        }
        clusters.dedup_by_key(|&mut (start, _)| start);
        Self(clusters)
    }

    /// The last cluster that starts at a byte or before it, and the width up to it.
    fn before(&self, byte: usize) -> (usize, f32) {
        let at = self.0.partition_point(|&(start, _)| start <= byte);
        at.checked_sub(1).and_then(|at| self.0.get(at)).copied().unwrap_or_default()
    }
}

impl Segments {
    /// The places where lines may end, from first to last.
    pub fn candidates(&self, shaper: &mut Shaper<'_>, text: &Text, breaking: Breaking) -> Vec<Candidate> {
        let mut out = Vec::with_capacity(self.ends.len());
        let mut ends = self.ends.iter().peekable();
        let (mut at, mut space) = (0.0f32, 0.0f32);
        // Where the ink ended last.
        let mut ink = Candidate::default();
        let stretches = self.stretches(breaking);
        for index in 0..=self.items.len() {
            while let Some(&&(end, penalty, forced)) = ends.peek() {
                if end > index {
                    break;
                }
                ends.next();
                let at = Break { next: at, next_space: space, penalty, forced, ..ink.at };
                out.push(Candidate { at, next: Cut { item: index, byte: 0 }, ..ink });
            }
            let Some(item) = self.items.get(index) else {
                break;
            };
            let long = stretches.get(index).copied().unwrap_or(false);
            if breaking != Breaking::Words && !item.space {
                self.inside(shaper, text, breaking, (index, long), (at, space), &mut out);
            }
            at += item.width;
            if item.space {
                space += item.stretch;
                if long && ends.peek().is_some_and(|e| e.0 > index + 1) {
                    // A space that should not be broken at, in a column that leaves no choice.
                    let at = Break { next: at, next_space: space, penalty: AT_KEPT_SPACE, ..ink.at };
                    out.push(Candidate { at, next: Cut { item: index + 1, byte: 0 }, ..ink });
                }
            } else {
                ink.at = Break { end: at - item.gap, end_space: space, ..Break::default() };
                ink.end = Cut { item: index + 1, byte: 0 };
                space += item.stretch;
            }
        }
        out
    }

    /// For each atom, whether it is part of a stretch without line ends that is too long for a
    /// line; nothing where words may not be broken anywhere.
    fn stretches(&self, breaking: Breaking) -> Vec<bool> {
        let Breaking::Anywhere(length) = breaking else {
            return Vec::new();
        };
        let mut out = Vec::with_capacity(self.items.len());
        for &(end, ..) in &self.ends {
            let items = self.items.get(out.len()..end).unwrap_or_default();
            let hanging = items.iter().rev().take_while(|a| a.space).count();
            let ink: f32 = items[..items.len() - hanging].iter().map(|a| a.width).sum();
            out.resize(end.max(out.len()), ink > length);
        }
        out
    }

    /// Line ends inside one atom, at `at` points of which `space` are spaces; in a `long` stretch
    /// between any two clusters.
    fn inside(
        &self,
        shaper: &mut Shaper<'_>,
        text: &Text,
        breaking: Breaking,
        (index, long): (usize, bool),
        (at, space): (f32, f32),
        out: &mut Vec<Candidate>,
    ) {
        let (Some(item), Some(words)) = (self.items.get(index), self.words(index)) else {
            return;
        };
        let Some(span) = text.spans.get(item.span) else {
            return;
        };
        let string = &self.string[item.text.0..item.text.1];
        let anywhere = matches!(breaking, Breaking::Anywhere(_));
        let points = hyphenate::points(string, words, span.language, anywhere);
        let mut cuts: Vec<(usize, bool)> = points.into_iter().map(|at| (at, true)).collect();
        if long {
            let more: Vec<usize> = self.clusters(shaper, *item);
            cuts.extend(more.into_iter().filter(|&at| string.is_char_boundary(at)).map(|at| (at, false)));
            cuts.sort_unstable();
        }
        let sums = Sums::new(shaper.glyphs(item.word));
        for (byte, hyphen) in cuts {
            let rtl = item.level.is_rtl();
            let dash = if hyphen { shaper.shape(item.face, rtl, "-").width } else { 0.0 };
            // Only the characters around a cut are shaped anew: a part of a word is as wide as in the
            // word, but for the kerning and ligatures at the cut.
            let (from, before) = sums.before(byte.saturating_sub(AROUND));
            let (to, after) = match byte.saturating_add(AROUND) {
                behind if behind < string.len() => sums.before(behind),
                _ => (string.len(), item.word.width),
            };
            let part = |from, to| string.get(from..to).unwrap_or_default();
            let head = before + shaper.shape(item.face, rtl, part(from, byte)).width + dash;
            let tail = item.word.width - after + shaper.shape(item.face, rtl, part(byte, to)).width;
            let cut = Cut { item: index, byte };
            let brk = Break {
                end: at + head * item.size,
                next: at + item.width - tail * item.size,
                end_space: space,
                next_space: space,
                penalty: if hyphen { ADDED_HYPHEN } else { ANYWHERE },
                forced: false,
                hyphen,
            };
            out.push(Candidate { at: brk, end: cut, next: cut });
        }
    }

    /// The text between the spaces around an atom, as far as they are near.
    fn words(&self, index: usize) -> Option<&str> {
        let (first, last) = (index.saturating_sub(NEAR), (index + NEAR).min(self.items.len()));
        let before = self.items[first..index].iter().rposition(|a| a.space).map_or(first, |i| first + i + 1);
        let after = self.items[index..last].iter().position(|a| a.space).map_or(last, |i| index + i);
        let start = self.items.get(before)?.text.0;
        let end = self.items.get(after.checked_sub(1)?)?.text.1;
        self.string.get(start..end)
    }

    /// Where the clusters of an atom's glyphs start, but for the first.
    fn clusters(&self, shaper: &Shaper<'_>, item: Item) -> Vec<usize> {
        let mut starts: Vec<usize> = shaper.glyphs(item.word).iter().map(|g| g.start as usize).collect();
        starts.sort_unstable();
        starts.dedup();
        starts.retain(|&s| s > 0);
        starts
    }
}
