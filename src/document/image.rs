//! Pictures: image files as they are, and QR codes as modules.

/// An image file, not decoded.
#[derive(Clone, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageFormat {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
}

/// A QR code: a square of modules without its quiet zone.
#[derive(Clone, PartialEq, Eq)]
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

impl QrCode {
    /// Encodes a text with error correction level M.
    ///
    /// # Errors
    /// The text is too long for a QR code (about 2,300 bytes).
    pub fn new(text: &str) -> Result<Self, String> {
        let code = qrcode::QrCode::with_error_correction_level(text, qrcode::EcLevel::M)
            .map_err(|e| e.to_string())?;
        let modules = code.to_colors().iter().map(|&c| c == qrcode::Color::Dark).collect();
        Ok(Self { text: text.to_owned(), size: code.width(), modules })
    }
}
