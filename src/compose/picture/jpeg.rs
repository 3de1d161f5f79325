//! JPEG files: read to their end, and turned.

use super::decode::within_limits;
use super::fault::{Fault, MOST_PROGRESSIVE};
use super::orientation::Orientation;
use super::png::Read;
use jpeg_encoder::{ColorType, Encoder};
use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// More passes over an image than any program writes; each takes time.
const MOST_SCANS: usize = 32;
/// The quality of a turned photo: nobody sees a difference.
const QUALITY: u8 = 92;
/// The last two bytes of an image.
const END: [u8; 2] = [0xff, 0xd9];
/// From this width on, the decoder is given the pixels without the end that follows them. With the end, it would fill
/// up rows that are missing; without it, it says that they are missing, if the last row has more bytes than it reads
/// ahead.
const WIDE: u16 = 512;

/// Reads a JPEG file to its end.
///
/// # Errors
/// It is damaged, too large, or not in the colours of screens.
pub fn read(bytes: &[u8]) -> Result<Read, Fault> {
    let head = decoder(bytes)?;
    let info = head.info().ok_or(Fault::Damaged)?;
    let (width, height) = (u64::from(info.width), u64::from(info.height));
    within_limits(width, height)?;
    let scan = first_scan(bytes).ok_or(Fault::CutOff)?;
    let is_in_passes = info.sof.is_progressive() || bytes.get(scan + 4) != Some(&info.components);
    if is_in_passes && width * height > MOST_PROGRESSIVE {
        return Err(Fault::Progressive(width, height));
    }
    // Colours one after the other and of several sizes: the decoder writes past its rows.
    if is_in_passes && !info.sof.is_progressive() && info.sample_ratio.sample() > 1 {
        return Err(Fault::RareJpeg);
    }
    let end = bytes[scan..].windows(END.len()).position(|window| window == END).ok_or(Fault::CutOff)?;
    let with_end = if is_in_passes || info.width < WIDE { END.len() } else { 0 };
    let mut decoder = decoder(&bytes[..scan + end + with_end])?;
    let is_sound = match head.input_colorspace() {
        // One byte for each pixel shows as well as three that all of them are there.
        Some(ColorSpace::Luma | ColorSpace::YCbCr) => pixels(&mut decoder, ColorSpace::Luma),
        Some(ColorSpace::RGB) => pixels(&mut decoder, ColorSpace::RGB),
        Some(ColorSpace::CMYK | ColorSpace::YCCK) => return Err(Fault::Cmyk),
        _ => return Err(Fault::RareJpeg),
    };
    is_sound?;
    match head.exif().and_then(|exif| Orientation::of(exif)) {
        None => Ok(Read { size: (u32::from(info.width), u32::from(info.height)), turned: None }),
        Some(orientation) => turned(bytes, orientation),
    }
}

type Decoder<'a> = JpegDecoder<ZCursor<&'a [u8]>>;

/// A decoder that has read what comes before the pixels. That may be odd, as some cameras write it.
fn decoder(bytes: &[u8]) -> Result<Decoder<'_>, Fault> {
    // The same pixels on every computer: without the instructions that only some have.
    let options = DecoderOptions::default()
        .set_use_unsafe(false)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_max_scans(MOST_SCANS);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(fault)?;
    Ok(decoder)
}

/// All pixels; where one is missing, an error.
fn pixels(decoder: &mut Decoder<'_>, colors: ColorSpace) -> Result<Vec<u8>, Fault> {
    decoder.set_options(decoder.options().set_strict_mode(true).jpeg_set_out_colorspace(colors));
    decoder.decode().map_err(fault)
}

/// Where the first pass over the pixels begins: its marker, length and number of colours. A file whose colours come one
/// after the other is held whole, as a progressive one.
fn first_scan(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        match *bytes.get(at..at + 4)? {
            [0xff, 0xda, ..] => return Some(at),
            [0xff, marker, high, low] if !matches!(marker, 0 | 0xff) => {
                at += 2 + usize::from(u16::from_be_bytes([high, low]));
            }
            _ => at += 1,
        }
    }
}

/// The file that shows the same without an orientation.
fn turned(bytes: &[u8], orientation: Orientation) -> Result<Read, Fault> {
    let mut decoder = decoder(bytes)?;
    let is_grey = decoder.input_colorspace() == Some(ColorSpace::Luma);
    let (space, colors) =
        if is_grey { (ColorSpace::Luma, ColorType::Luma) } else { (ColorSpace::RGB, ColorType::Rgb) };
    let pixels = pixels(&mut decoder, space)?;
    let info = decoder.info().ok_or(Fault::Damaged)?;
    let (width, height) = (usize::from(info.width), usize::from(info.height));
    let (pixels, width, height) = orientation.turned(&pixels, width, height, space.num_components());
    let side = |side: usize| u16::try_from(side).map_err(|_| Fault::Damaged);
    let (width, height) = (side(width)?, side(height)?);
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, QUALITY);
    if let Some(profile) = decoder.icc_profile() {
        encoder.add_icc_profile(&profile).map_err(|_| Fault::Damaged)?;
    }
    encoder.encode(&pixels, width, height, colors).map_err(|_| Fault::Damaged)?;
    Ok(Read { size: (u32::from(width), u32::from(height)), turned: Some(file) })
}

fn fault(error: DecodeErrors) -> Fault {
    match error {
        DecodeErrors::Unsupported(_) => Fault::RareJpeg,
        DecodeErrors::ExhaustedData | DecodeErrors::IoErrors(_) => Fault::CutOff,
        _ => Fault::Damaged,
    }
}
