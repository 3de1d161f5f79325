//! PNG files: read to their end, row by row, and turned.

use super::decode::within_limits;
use super::fault::{Fault, MOST_MEMORY};
use super::orientation::Orientation;
use png::{BitDepth, ColorType, Decoder, DecodingError, Encoder, Info, Reader, Transformations};
use std::io::{Cursor, ErrorKind};

/// A turned file, and what every file has.
pub struct Read {
    /// Width and height in pixels, after turning.
    pub size: (u32, u32),
    /// The file that shows the same without an orientation; `None` where it has none.
    pub turned: Option<Vec<u8>>,
}

/// Reads a PNG file to its end.
///
/// # Errors
/// It is damaged, animated or too large.
pub fn read(bytes: &[u8]) -> Result<Read, Fault> {
    let mut decoder = Decoder::new(Cursor::new(bytes));
    // As the PDF needs it.
    decoder.set_transformations(Transformations::EXPAND);
    let header = decoder.read_header_info().map_err(fault)?;
    let (width, height) = header.size();
    within_limits(u64::from(width), u64::from(height))?;
    let mut reader = decoder.read_info().map_err(fault)?;
    if reader.info().animation_control.is_some() {
        return Err(Fault::Animated);
    }
    let bytes_of_pixel = bytes_of_pixel(reader.output_color_type());
    if u64::from(width) * u64::from(height) * bytes_of_pixel as u64 > MOST_MEMORY {
        return Err(Fault::Deep(u64::from(width), u64::from(height), bytes_of_pixel as u64));
    }
    while reader.next_row().map_err(fault)?.is_some() {}
    reader.finish().map_err(fault)?;
    let exif = reader.info().exif_metadata.as_deref();
    match exif.and_then(Orientation::of) {
        None => Ok(Read { size: (width, height), turned: None }),
        Some(orientation) => turned(bytes, orientation),
    }
}

fn turned(bytes: &[u8], orientation: Orientation) -> Result<Read, Fault> {
    let mut decoder = Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(Transformations::EXPAND);
    let mut reader = decoder.read_info().map_err(fault)?;
    let mut pixels = vec![0; reader.output_buffer_size().ok_or(Fault::Damaged)?];
    let frame = reader.next_frame(&mut pixels).map_err(fault)?;
    let bytes_of_pixel = bytes_of_pixel((frame.color_type, frame.bit_depth));
    let (width, height) = (frame.width as usize, frame.height as usize);
    let (pixels, width, height) = orientation.turned(&pixels, width, height, bytes_of_pixel);
    let size = (size(width), size(height));
    let file = write(&reader, &pixels, size).map_err(|_| Fault::Damaged)?;
    Ok(Read { size, turned: Some(file) })
}

fn bytes_of_pixel((color_type, bit_depth): (ColorType, BitDepth)) -> usize {
    color_type.samples() * if bit_depth == BitDepth::Sixteen { 2 } else { 1 }
}

/// The same colours in other rows.
fn write<R: std::io::BufRead + std::io::Seek>(
    reader: &Reader<R>,
    pixels: &[u8],
    (width, height): (u32, u32),
) -> Result<Vec<u8>, png::EncodingError> {
    let (was, (color_type, bit_depth)) = (reader.info(), reader.output_color_type());
    let mut info = Info::with_size(width, height);
    info.color_type = color_type;
    info.bit_depth = bit_depth;
    info.srgb = was.srgb;
    info.source_gamma = was.source_gamma;
    info.source_chromaticities = was.source_chromaticities;
    info.icc_profile.clone_from(&was.icc_profile);
    let mut file = Vec::new();
    let mut writer = Encoder::with_info(&mut file, info)?.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(file)
}

fn size(side: usize) -> u32 {
    u32::try_from(side).unwrap_or(u32::MAX)
}

fn fault(error: DecodingError) -> Fault {
    match error {
        DecodingError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => Fault::CutOff,
        _ => Fault::Damaged,
    }
}
