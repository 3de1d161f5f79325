//! Pictures of one file: each distinct one is stored once.

use super::png;
use crate::base::Diagnostic;
use crate::document::rules::UNREADABLE_IMAGE;
use crate::document::{Image, ImageFormat, Picture};

/// The pictures in the order of first use.
#[derive(Default)]
pub(super) struct Media {
    files: Vec<File>,
}

/// One picture.
struct File {
    picture: Picture,
    /// The PNG of a QR code; other pictures bring their own bytes.
    drawn: Vec<u8>,
}

impl Media {
    /// The target of a picture's relationship (`media/image1.png`).
    ///
    /// # Errors
    /// The bytes are not what their format says.
    pub(super) fn target(&mut self, picture: &Picture) -> Result<String, Diagnostic> {
        let at = match self.files.iter().position(|f| same(&f.picture, picture)) {
            Some(at) => at,
            None => {
                let drawn = match picture {
                    Picture::Image(image) => {
                        check(image)?;
                        Vec::new()
                    }
                    Picture::Qr(code) => png::encode(code)?,
                };
                self.files.push(File { picture: picture.clone(), drawn });
                self.files.len() - 1
            }
        };
        Ok(name(at, picture))
    }

    /// Names under `word/` and bytes.
    pub(super) fn files(&self) -> impl Iterator<Item = (String, &[u8])> {
        self.files.iter().enumerate().map(|(at, file)| {
            let bytes = match &file.picture {
                Picture::Image(image) => &image.bytes,
                Picture::Qr(_) => &file.drawn,
            };
            (name(at, &file.picture), bytes.as_slice())
        })
    }

    /// Whether one of the pictures is stored with this ending.
    pub(super) fn has(&self, ending: &str) -> bool {
        self.files.iter().any(|f| self::ending(&f.picture) == ending)
    }
}

fn name(at: usize, picture: &Picture) -> String {
    format!("media/image{}.{}", at + 1, ending(picture))
}

fn ending(picture: &Picture) -> &'static str {
    match picture {
        Picture::Image(image) => image.format.ending(),
        Picture::Qr(_) => ImageFormat::Png.ending(),
    }
}

fn same(one: &Picture, other: &Picture) -> bool {
    match (one, other) {
        (Picture::Image(one), Picture::Image(other)) => {
            (one.format, &one.bytes) == (other.format, &other.bytes)
        }
        (Picture::Qr(one), Picture::Qr(other)) => one.modules == other.modules,
        _ => false,
    }
}

/// Word shows a red cross for a picture that it cannot read.
fn check(image: &Image) -> Result<(), Diagnostic> {
    let signature: &[u8] = match image.format {
        ImageFormat::Png => b"\x89PNG\r\n\x1a\n",
        ImageFormat::Jpeg => b"\xff\xd8\xff",
    };
    if image.bytes.starts_with(signature) {
        return Ok(());
    }
    let format = image.format.ending().to_uppercase();
    let problem = UNREADABLE_IMAGE.finding(format!("the image `{}` is not a {format} file", image.name));
    Err(problem.hint("open the image in another program, and save it again as PNG or JPEG"))
}
