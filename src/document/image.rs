//! Pictures: image files as they are, and QR codes as modules.

use std::sync::{Mutex, PoisonError};

/// An image file, not decoded.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Image {
    /// A short name, without folder or ending (`emblem`).
    pub name: String,
    /// PNG or JPEG.
    pub format: ImageFormat,
    /// The file.
    pub bytes: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

impl std::fmt::Debug for Image {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Image({}, {:?}, {}x{})", self.name, self.format, self.width, self.height)
    }
}

/// Formats that all three writers can carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImageFormat {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
}

/// A QR code: a square of modules without its quiet zone.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct QrCode {
    /// What it says.
    pub text: String,
    /// Modules per side.
    pub size: usize,
    /// Row by row, `true` for dark; `size * size` of them.
    pub modules: Vec<bool>,
}

impl std::fmt::Debug for QrCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "QrCode({}, {} modules)", self.text, self.size)
    }
}

/// So many codes are remembered.
const MOST_CODES: usize = 16;

impl ImageFormat {
    /// The ending of its files, which is its name too.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpeg",
        }
    }
}

impl QrCode {
    /// Light modules around a code that scanners need (ISO/IEC 18004, 9.1).
    const QUIET: usize = 4;

    /// Modules per side with the quiet zone.
    pub fn side(&self) -> usize {
        self.size + 2 * Self::QUIET
    }

    /// The runs of dark modules, row by row: column and row with the quiet zone, and how many they are.
    pub fn runs(&self) -> impl Iterator<Item = [usize; 3]> {
        self.modules.chunks(self.size.max(1)).enumerate().flat_map(|(y, row)| {
            let mut end = Self::QUIET;
            row.chunk_by(|a, b| a == b).filter_map(move |run| {
                let x = end;
                end += run.len();
                (run.first() == Some(&true)).then_some([x, y + Self::QUIET, run.len()])
            })
        })
    }

    /// Encodes a text with error correction level M. The last few codes are remembered: letters of a group
    /// lead to one page, and choosing the best of eight patterns takes a fifth of the time of a check.
    ///
    /// # Errors
    /// The text is too long for a QR code (about 2,300 bytes).
    pub fn new(text: &str) -> Result<Self, String> {
        static LAST: Mutex<Vec<QrCode>> = Mutex::new(Vec::new());
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(code) = last.iter().find(|code| code.text == text) {
            return Ok(code.clone());
        }
        drop(last);
        let code = Self::encode(text)?;
        last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        if last.len() == MOST_CODES {
            last.remove(0);
        }
        last.push(code.clone());
        Ok(code)
    }

    fn encode(text: &str) -> Result<Self, String> {
        let code = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M)
            .map_err(|_| "it is too long".to_owned())?;
        let modules = code.to_colors().iter().map(|&c| c == qrcode::Color::Dark).collect();
        Ok(Self { text: text.to_owned(), size: code.width(), modules })
    }
}
