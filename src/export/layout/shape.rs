//! Shaping: words to glyphs with kerning and ligatures. Each word is shaped once per face, in font units, whatever its
//! size: letters in one language say much in the same words, so what was shaped for one is kept for the next.
//!
//! Knows nothing of lines or pages.

use super::face::{FaceId, Faces};
use crate::base::Script;
use harfrust::{Buffer, ClusterLevel, Direction, ShapeOptions, ShapePlan, ShapePlanKey, ShaperFont};
use std::collections::{BTreeSet, HashMap};

/// A glyph of a shaped word, in units of the em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Index in the font.
    pub id: u16,
    /// To the next glyph.
    pub advance: f32,
    /// Shift to the right.
    pub dx: f32,
    /// Shift upwards.
    pub dy: f32,
    /// Where the characters that it shows start, in bytes of the run's text.
    pub start: u32,
    /// Where they end.
    pub end: u32,
}

/// A shaped word: a place in the shaper's glyphs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Word {
    /// Its first glyph.
    pub start: usize,
    /// The one after its last.
    pub end: usize,
    /// Advance in ems.
    pub width: f32,
}

/// What was shaped in one language. It depends on the faces, the language and the words alone: never on the document.
#[derive(Default)]
pub struct Memory {
    language: String,
    plans: Vec<(FaceId, ShapePlan)>,
    glyphs: Vec<Glyph>,
    /// By face and direction.
    words: Vec<[HashMap<String, Word>; 2]>,
}

/// A memory with more glyphs is given up: about 2 MB with its words.
const MOST_GLYPHS: usize = 50_000;

impl Memory {
    /// Whether it is of words in a language.
    pub fn is_of(&self, language: &str) -> bool {
        self.language == language
    }
}

/// Shapes and remembers.
pub struct Shaper<'a> {
    faces: &'a Faces,
    fonts: Vec<Option<ShaperFont<'a, 'static>>>,
    language: Option<harfrust::Language>,
    buffer: Buffer,
    memory: Memory,
    missing: BTreeSet<char>,
}

impl<'a> Shaper<'a> {
    /// A shaper for text in one language (its BCP 47 tag).
    pub fn new(faces: &'a Faces, language: &str) -> Self {
        let memory = faces.memories().take(language).unwrap_or_else(|| Memory {
            language: language.to_owned(),
            words: (0..faces.count()).map(|_| Default::default()).collect(),
            ..Memory::default()
        });
        Self {
            faces,
            fonts: (0..faces.count()).map(|_| None).collect(),
            language: harfrust::Language::new(language),
            buffer: Buffer::new(),
            memory,
            missing: BTreeSet::new(),
        }
    }

    /// All faces.
    pub fn faces(&self) -> &'a Faces {
        self.faces
    }

    /// The glyphs of a word, in visual order.
    pub fn glyphs(&self, word: Word) -> &[Glyph] {
        self.memory.glyphs.get(word.start..word.end).unwrap_or_default()
    }

    /// Characters that no face had.
    pub fn missing(&self) -> &BTreeSet<char> {
        &self.missing
    }

    /// The face that shows a character: the wished one, else that of the character's script in the same
    /// weight if it has it, else the wished one. `first` is a script whose face is asked before.
    pub fn face_for(&self, wished: FaceId, character: char, first: Option<Script>) -> FaceId {
        let has = |id: &FaceId| self.faces.get(*id).is_some_and(|f| f.has(character));
        if let Some(face) = first.map(|script| wished.in_script(script)).filter(has) {
            return face;
        }
        match Script::of(character) {
            Some(script) if !has(&wished) => Some(wished.in_script(script)).filter(has).unwrap_or(wished),
            _ => wished,
        }
    }

    /// How large a face is set, as a multiple of the style's size.
    pub fn scale(&self, face: FaceId) -> f32 {
        self.faces.get(face).map_or(1.0, |face| face.scale)
    }

    /// Shapes a word (no line break in it) in one face and direction.
    pub fn shape(&mut self, face: FaceId, right_to_left: bool, text: &str) -> Word {
        let cache = usize::from(right_to_left);
        if let Some(word) = self.memory.words.get(face.index()).and_then(|w| w[cache].get(text)) {
            return *word;
        }
        let word = self.shape_new(face, right_to_left, text);
        if let Some(words) = self.memory.words.get_mut(face.index()) {
            words[cache].insert(text.to_owned(), word);
        }
        word
    }

    fn shape_new(&mut self, id: FaceId, right_to_left: bool, text: &str) -> Word {
        let start = self.memory.glyphs.len();
        let none = Word { start, end: start, width: 0.0 };
        let (Some(face), Some(slot)) = (self.faces.get(id), self.fonts.get_mut(id.index())) else {
            return none;
        };
        let font = slot.get_or_insert_with(|| ShaperFont::new(&face.font));
        let buffer = &mut self.buffer;
        buffer.clear();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let direction = if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight };
        buffer.set_direction(direction);
        buffer.set_language(self.language.clone());
        if right_to_left {
            // Each mark above or below a letter is read as itself.
            buffer.set_cluster_level(ClusterLevel::MonotoneCharacters);
        }
        let script: Option<harfrust::Script> = buffer.script();
        let key = ShapePlanKey::new(&face.font, script, direction).language(self.language.as_ref());
        let Memory { plans, glyphs, .. } = &mut self.memory;
        let known = plans.iter().position(|(f, plan)| *f == id && key.matches(plan));
        let at = known.unwrap_or_else(|| {
            plans.push((id, ShapePlan::new(&face.font, direction, script, self.language.as_ref(), &[])));
            plans.len() - 1
        });
        let plan = plans.get(at).map(|(_, plan)| plan);
        if harfrust::shape(font, buffer, ShapeOptions::new().plan(plan)).is_err() {
            return none;
        }
        let infos = buffer.glyph_infos();
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let mut width = 0.0;
        // The cluster of the glyph before with its end, and that whose characters were last looked up: a cluster can have
        // very many glyphs.
        let (mut before, mut looked_up) = (None, None);
        for (i, (info, position)) in infos.iter().zip(buffer.glyph_positions()).enumerate() {
            // A cluster ends where the next one in reading order starts.
            let end = match before {
                Some((cluster, end)) if cluster == info.cluster => end,
                _ if right_to_left => infos[..i].iter().rev().map(|n| n.cluster).find(|&c| c > info.cluster),
                _ => infos[i..].iter().map(|n| n.cluster).find(|&c| c > info.cluster),
            };
            before = Some((info.cluster, end));
            let end = end.unwrap_or(length);
            if info.glyph_id == 0 && looked_up != Some(info.cluster) {
                looked_up = Some(info.cluster);
                let missing = text.get(info.cluster as usize..end as usize).unwrap_or_default();
                self.missing.extend(missing.chars().filter(|&c| !face.has(c)));
            }
            let advance = position.x_advance as f32 / face.em;
            width += advance;
            glyphs.push(Glyph {
                id: u16::try_from(info.glyph_id).unwrap_or(0),
                advance,
                dx: position.x_offset as f32 / face.em,
                dy: position.y_offset as f32 / face.em,
                start: info.cluster,
                end,
            });
        }
        Word { start, end: glyphs.len(), width }
    }
}

impl Drop for Shaper<'_> {
    /// Keeps what was shaped, but for words with characters that no face has: each document is to be told of these.
    fn drop(&mut self) {
        if self.missing.is_empty() && self.memory.glyphs.len() < MOST_GLYPHS && !std::thread::panicking() {
            self.faces.memories().keep(std::mem::take(&mut self.memory));
        }
    }
}
