//! Faces: font files ready for shaping, parsed when they are first needed and shared by threads.
//!
//! A face is told by its [`FaceId`]. Knows nothing of the Document or of PDF.

use super::hinting::without_hinting;
use super::shape::Memory;
use crate::base::Script;
use harfrust::Font;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use write_fonts::read::{FontRef, TableProvider};

/// A font file's bytes, shared.
pub type FontBytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// Gives a font file's bytes when they are first needed.
pub type Load = Arc<dyn Fn() -> Option<FontBytes> + Send + Sync>;

/// Which of the loaded faces: family and cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FaceId(u8);

impl FaceId {
    /// The face of a family (0 is the theme's, the others stand in for characters that it lacks and
    /// are never slanted).
    pub fn new(family: usize, bold: bool, italic: bool) -> Self {
        let cut = u8::from(bold) + 2 * u8::from(italic && family == 0);
        Self(u8::try_from(family).unwrap_or(0) * 4 + cut)
    }

    /// Its place in a list of all faces.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The same weight in the family of a script.
    pub fn in_script(self, script: Script) -> Self {
        Self::new(script.family(), self.0 & 1 == 1, false)
    }
}

/// A face that can be shaped and embedded.
pub struct Face {
    pub(super) font: Font,
    /// The font file to embed, without hinting.
    pub bytes: FontBytes,
    /// From the baseline up, in ems.
    pub ascent: f32,
    /// From the baseline down, in ems; positive.
    pub descent: f32,
    /// Further space between lines, in ems; less than nothing where lines are set closer.
    pub gap: f32,
    /// Units in an em.
    pub em: f32,
    /// How large it is set, as a multiple of the style's size. The metrics above are multiplied already.
    pub scale: f32,
}

impl Face {
    fn parse(bytes: &FontBytes, look: ScriptLook) -> Option<Self> {
        let [ascent, descent, gap] = line_metrics(bytes.as_ref().as_ref())?;
        let scale = look.size.unwrap_or(1.0);
        // A line of another height is cut or added to above and below alike.
        let [ascent, descent, gap] = match look.line {
            Some(line) => [ascent, descent, line - ascent - descent],
            None => [ascent, descent, gap],
        }
        .map(|metric| metric * scale);
        let bytes: FontBytes = match without_hinting(bytes.as_ref().as_ref()) {
            Some(bare) => Arc::new(bare),
            None => bytes.clone(),
        };
        let font = Font::new(bytes.clone(), 0)?;
        let em = f32::from(font.units_per_em());
        Some(Self { font, bytes, ascent, descent, gap, em, scale })
    }

    /// Whether it can show a character.
    pub fn has(&self, character: char) -> bool {
        self.font.charmap().map_unicode(character).is_some()
    }
}

/// Whether the bytes look like a font that can be shaped.
fn is_font(bytes: &[u8]) -> bool {
    FontRef::new(bytes).is_ok_and(|font| font.head().is_ok() && font.hmtx().is_ok() && font.cmap().is_ok())
}

/// The vertical metrics of the `hhea` table in units of the em: ascent, descent (positive) and
/// line gap. Their sum is the natural line height that Word uses for Calibri.
fn line_metrics(bytes: &[u8]) -> Option<[f32; 3]> {
    let font = FontRef::new(bytes).ok()?;
    let (em, hhea) = (f32::from(font.head().ok()?.units_per_em()), font.hhea().ok()?);
    let [ascent, descent, gap] =
        [hhea.ascender(), hhea.descender(), hhea.line_gap()].map(|metric| f32::from(metric.to_i16()) / em);
    (em > 0.0).then_some([ascent, -descent, gap.max(0.0)])
}

/// How large the face of a script is set, and how high its lines are, as in the theme.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScriptLook {
    /// As a multiple of the style's size.
    pub size: Option<f32>,
    /// As a multiple of the size of its letters.
    pub line: Option<f32>,
}

struct Slot {
    /// Nothing for a cut that the family does not have.
    load: Option<Load>,
    look: ScriptLook,
    face: OnceLock<Option<Face>>,
}

/// All faces of a writer: families of regular, bold, italic and bold italic.
pub struct Faces {
    slots: Vec<Slot>,
    memories: Memories,
}

/// What shapers that have ended leave to the next ones.
#[derive(Default)]
pub struct Memories(Mutex<Vec<Memory>>);

impl Memories {
    /// So many are kept: more than there are threads that lay out at the same time.
    const MOST: usize = 12;

    /// One of words in a language.
    pub fn take(&self, language: &str) -> Option<Memory> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = all.iter().position(|memory| memory.is_of(language))?;
        Some(all.swap_remove(at))
    }

    /// Keeps one; the oldest goes.
    pub fn keep(&self, memory: Memory) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() == Self::MOST {
            all.remove(0);
        }
        all.push(memory);
    }
}

impl Faces {
    /// Takes the font files of the house's own family: regular, bold, italic, bold italic. They are only
    /// looked at; parsing waits until a face is used.
    ///
    /// # Errors
    /// The index of a file that is not a font.
    pub fn new(files: Vec<FontBytes>) -> Result<Self, usize> {
        if let Some(bad) = files.iter().position(|f| !is_font(f.as_ref().as_ref())) {
            return Err(bad);
        }
        let look = ScriptLook::default();
        let slot = |bytes: FontBytes| Slot {
            load: Some(Arc::new(move || Some(bytes.clone()))),
            look,
            face: OnceLock::new(),
        };
        let slots = files.into_iter().map(slot).collect();
        let mut faces = Self { slots, memories: Memories::default() };
        let count = 4 * (Script::WITH_FACE.len() + 1);
        faces.slots.resize_with(count, || Slot { load: None, look, face: OnceLock::new() });
        Ok(faces)
    }

    /// Adds the regular and the bold face of a script. They are neither read nor looked at until text
    /// needs them.
    #[must_use]
    pub fn with_script(mut self, script: Script, look: ScriptLook, regular: Load, bold: Load) -> Self {
        for (heavy, load) in [(false, regular), (true, bold)] {
            if let Some(slot) = self.slots.get_mut(FaceId::new(script.family(), heavy, false).index()) {
                *slot = Slot { load: Some(load), look, face: OnceLock::new() };
            }
        }
        self
    }

    /// What was shaped in them.
    pub fn memories(&self) -> &Memories {
        &self.memories
    }

    /// A face, read and parsed now if need be; `None` if there is none or it cannot be read after all.
    pub fn get(&self, id: FaceId) -> Option<&Face> {
        let slot = self.slots.get(id.index())?;
        let make = || {
            let bytes = slot.load.as_ref()?()?;
            is_font(bytes.as_ref().as_ref()).then(|| Face::parse(&bytes, slot.look)).flatten()
        };
        slot.face.get_or_init(make).as_ref()
    }

    /// Whether the file of a face can be had, whatever is in it.
    pub fn is_there(&self, id: FaceId) -> bool {
        self.slots.get(id.index()).and_then(|slot| slot.load.as_ref()?()).is_some()
    }

    /// How many faces there are at most.
    pub fn count(&self) -> usize {
        self.slots.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARLITO: &[u8] = include_bytes!("../../../templates/fonts/Carlito-Regular.ttf");

    #[test]
    fn carlito_has_the_line_height_of_calibri() {
        let [ascent, descent, gap] = line_metrics(CARLITO).expect("metrics");
        assert!((ascent + descent + gap - 1.2207).abs() < 0.001);
    }

    #[test]
    fn damaged_files_are_no_fonts() {
        assert!(is_font(CARLITO));
        assert!(!is_font(b"not a font"));
        assert!(!is_font(&CARLITO[..1000]));
    }
}
