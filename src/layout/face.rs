//! Faces: font files ready for shaping, parsed when they are first needed and shared by threads.
//!
//! A face is told by its [`FaceId`]. Knows nothing of the Document or of PDF.

use super::sfnt;
use harfrust::Font;
use std::sync::{Arc, OnceLock};

/// A font file's bytes, shared.
pub type FontBytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// Which of the loaded faces: family and cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FaceId(u8);

impl FaceId {
    /// The face of a family (0 is the theme's, the others stand in for characters that it lacks).
    pub fn new(family: usize, bold: bool, italic: bool) -> Self {
        let cut = u8::from(bold) + 2 * u8::from(italic);
        Self(u8::try_from(family).unwrap_or(0) * 4 + cut)
    }

    /// Its place in a list of all faces.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The same cut in another family.
    pub fn in_family(self, family: usize) -> Self {
        Self(u8::try_from(family).unwrap_or(0) * 4 + self.0 % 4)
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
    /// Further space between lines, in ems.
    pub gap: f32,
    /// Units in an em.
    pub em: f32,
}

impl Face {
    fn parse(bytes: &FontBytes) -> Option<Self> {
        let [ascent, descent, gap] = sfnt::line_metrics(bytes.as_ref().as_ref())?;
        let bytes: FontBytes = match sfnt::without_hinting(bytes.as_ref().as_ref()) {
            Some(bare) => Arc::new(bare),
            None => bytes.clone(),
        };
        let font = Font::new(bytes.clone(), 0)?;
        let em = f32::from(font.units_per_em());
        Some(Self { font, bytes, ascent, descent, gap, em })
    }

    /// Whether it can show a character.
    pub fn has(&self, character: char) -> bool {
        self.font.charmap().map_unicode(character).is_some()
    }
}

struct Slot {
    bytes: FontBytes,
    face: OnceLock<Option<Face>>,
}

/// All faces of a writer: families of regular, bold, italic and bold italic.
pub struct Faces {
    slots: Vec<Slot>,
}

impl Faces {
    /// Takes font files, four for each family: regular, bold, italic, bold italic. They are only
    /// looked at; parsing waits until a face is used.
    ///
    /// # Errors
    /// The index of a file that is not a font.
    pub fn new(files: Vec<FontBytes>) -> Result<Self, usize> {
        if let Some(bad) = files.iter().position(|f| !sfnt::is_font(f.as_ref().as_ref())) {
            return Err(bad);
        }
        Ok(Self { slots: files.into_iter().map(|bytes| Slot { bytes, face: OnceLock::new() }).collect() })
    }

    /// A face, parsed now if need be; `None` if there is none or it cannot be read after all.
    pub fn get(&self, id: FaceId) -> Option<&Face> {
        let slot = self.slots.get(id.index())?;
        slot.face.get_or_init(|| Face::parse(&slot.bytes)).as_ref()
    }

    /// How many families there are.
    pub fn families(&self) -> usize {
        self.slots.len() / 4
    }

    /// How many faces there are.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }
}
