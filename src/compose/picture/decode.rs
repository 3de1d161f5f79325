//! From the bytes of a file to an image that all writers can show, or what is wrong with it.

use super::fault::{Fault, Kind, LONGEST_SIDE, MOST_PIXELS, PAINT};
use super::{jpeg, png};
use crate::document::{Image, ImageFormat};
use imagesize::ImageType;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// An image of the bytes of a file: as they are, or, where the file says how the camera was held, turned.
///
/// # Errors
/// The file cannot be part of a letter.
pub fn decode(name: &str, bytes: Vec<u8>) -> Result<Image, Fault> {
    if bytes.is_empty() {
        return Err(Fault::Empty);
    }
    let format = match imagesize::image_type(&bytes) {
        Ok(ImageType::Png) => ImageFormat::Png,
        Ok(ImageType::Jpeg) => ImageFormat::Jpeg,
        other => return Err(Fault::Kind(other.ok().and_then(kind).or_else(|| kind_of_text(&bytes)))),
    };
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let fits = match format {
        ImageFormat::Png => ending.eq_ignore_ascii_case("png"),
        ImageFormat::Jpeg => {
            ["jpg", "jpeg", "jpe", "jfif"].iter().any(|known| ending.eq_ignore_ascii_case(known))
        }
    };
    if !fits {
        return Err(Fault::Ending(format));
    }
    let read = || match format {
        ImageFormat::Png => png::read(&bytes),
        ImageFormat::Jpeg => jpeg::read(&bytes),
    };
    // A decoder that gives up on a file has found nothing that it could show.
    let read = catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Fault::Damaged))?;
    let (width, height) = read.size;
    Ok(Image { name: stem.to_owned(), format, bytes: read.turned.unwrap_or(bytes), width, height })
}

/// An image that is built into the program: a test reads it to its end, so that no letter need do so.
///
/// # Errors
/// It has no size.
pub fn built_in(name: &str, bytes: &[u8]) -> Result<Image, Fault> {
    let size = imagesize::blob_size(bytes).map_err(|_| Fault::Damaged)?;
    let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    let (width, height) = (side(size.width), side(size.height));
    Ok(Image { name, format: ImageFormat::Png, bytes: bytes.to_vec(), width, height })
}

/// Whether an image of this width and height, in pixels, can be part of a letter.
///
/// # Errors
/// It has too many pixels, or none.
pub fn within_limits(width: u64, height: u64) -> Result<(), Fault> {
    match width * height {
        0 => Err(Fault::Damaged),
        pixels if pixels > MOST_PIXELS || width.max(height) > LONGEST_SIDE => {
            Err(Fault::Pixels(width, height))
        }
        _ => Ok(()),
    }
}

/// What people know a kind of file as; `None` for kinds that nobody has in an office.
fn kind(found: ImageType) -> Option<Kind> {
    let (name, help) = match found {
        ImageType::Gif => ("GIF", PAINT),
        ImageType::Bmp => ("BMP", PAINT),
        ImageType::Tiff => ("TIFF", PAINT),
        ImageType::Webp => ("WebP", PAINT),
        ImageType::Ico => ("ICO", PAINT),
        ImageType::Heif(_) => ("HEIC or AVIF", "open it in Photos and save it as PNG"),
        ImageType::Psd => ("PSD (Photoshop)", DRAWN),
        ImageType::Jxl => ("JPEG XL", "open it in Photos and save it as PNG"),
        _ => return None,
    };
    Some(Kind { name, help })
}

const DRAWN: &str = "open it in the program that it was made with and export it as PNG";

/// Drawings and pages, which are not rows of pixels.
fn kind_of_text(bytes: &[u8]) -> Option<Kind> {
    let start = String::from_utf8_lossy(bytes.get(..1000).unwrap_or(bytes));
    let start = start.trim_start_matches('\u{feff}').trim_start();
    if start.starts_with("%PDF") {
        let help = "open it, copy its page with the Snipping Tool and save it as PNG";
        return Some(Kind { name: "PDF", help });
    }
    let is_drawing = start.starts_with('<') && start.contains("<svg");
    is_drawing.then_some(Kind { name: "SVG", help: DRAWN })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::templates::HouseStyle;

    #[test]
    fn images_of_the_program_are_sound() {
        let images = HouseStyle::embedded().iter().filter(|(name, _)| name.starts_with("images/"));
        let mut count = 0;
        for (name, bytes) in images {
            let read = decode(name, bytes.to_vec()).ok();
            assert!(read.is_some() && read == built_in(name, bytes).ok(), "{name}");
            count += 1;
        }
        assert!(count > 1);
    }
}
