//! A QR code as a small PNG of one bit per pixel.

use crate::base::Diagnostic;
use crate::document::QrCode;
use crate::document::rules::UNREADABLE_IMAGE;

/// Pixels per module: enough that smoothing stays within a fraction of a module in print.
const SCALE: usize = 8;

/// Draws the code with its quiet zone.
///
/// # Errors
/// The encoder failed, which it does not for a code.
pub(super) fn encode(code: &QrCode) -> Result<Vec<u8>, Diagnostic> {
    let side = code.side() * SCALE;
    let stride = side.div_ceil(8);
    let mut pixels = vec![0xff_u8; stride * side];
    for [column, row, length] in code.runs() {
        for line in pixels.chunks_exact_mut(stride).skip(row * SCALE).take(SCALE) {
            for x in column * SCALE..(column + length) * SCALE {
                if let Some(byte) = line.get_mut(x / 8) {
                    *byte &= !(0x80 >> (x % 8));
                }
            }
        }
    }
    let mut out = Vec::with_capacity(1024);
    let side = u32::try_from(side).unwrap_or(u32::MAX);
    let mut encoder = png::Encoder::new(&mut out, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    encoder.set_compression(png::Compression::Balanced);
    // Rows repeat eight times: the difference to the row above is nothing.
    encoder.set_filter(png::Filter::Up);
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(&pixels)?;
        writer.finish()
    });
    match written {
        Ok(()) => Ok(out),
        Err(_) => {
            let problem = UNREADABLE_IMAGE.finding("the QR code cannot be drawn");
            Err(problem.hint("shorten its text or address"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_shows_the_modules() {
        let code = QrCode::new("http://itu.int/go/tsg1").expect("fits");
        let bytes = encode(&code).expect("drawn");
        assert!(bytes.len() < 1500, "{} bytes", bytes.len());
        let mut reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().expect("a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        let info = reader.next_frame(&mut pixels).expect("pixels");
        assert_eq!(info.width as usize, (code.size + 8) * 8);
        let dark = |x: usize, y: usize| pixels[y * info.line_size + x / 8] & (0x80 >> (x % 8)) == 0;
        for (at, module) in code.modules.iter().enumerate() {
            let (x, y) = ((at % code.size + 4) * SCALE, (at / code.size + 4) * SCALE);
            assert_eq!(dark(x, y), *module);
            assert_eq!(dark(x + SCALE - 1, y + SCALE - 1), *module);
        }
        assert!(!(0..info.width as usize).any(|x| dark(x, 31)), "the quiet zone is light");
    }
}
