//! Image files made for tests: sound ones of every kind, and pieces to spoil.

use flate2::Compression;
use flate2::write::ZlibEncoder;
use jpeg_encoder::{ColorType, Encoder};
use std::io::Write;

/// Width and height of the photo, in pixels.
pub const SIZE: (u16, u16) = (48, 32);

/// The colours of its corners: top left, top right, bottom left, bottom right.
pub const CORNERS: [[u8; 3]; 4] = [[250, 10, 10], [10, 250, 10], [10, 10, 250], [240, 240, 240]];

/// The pixels of a photo of four coloured quarters, three bytes each.
pub fn photo() -> Vec<u8> {
    let (width, height) = (usize::from(SIZE.0), usize::from(SIZE.1));
    let corner = |x: usize, y: usize| CORNERS[2 * usize::from(y >= height / 2) + usize::from(x >= width / 2)];
    (0..width * height).flat_map(|at| corner(at % width, at / width)).collect()
}

/// A JPEG file of the photo.
pub fn jpeg(is_progressive: bool) -> Vec<u8> {
    encoded(&photo(), ColorType::Rgb, |encoder| encoder.set_progressive(is_progressive))
}

/// A JPEG file of some pixels of the size of the photo.
pub fn encoded(pixels: &[u8], colors: ColorType, set: impl FnOnce(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, 95);
    set(&mut encoder);
    encoder.encode(pixels, SIZE.0, SIZE.1, colors).expect("a JPEG");
    file
}

/// EXIF data that says nothing but how the camera was held.
pub fn exif(orientation: u8) -> Vec<u8> {
    [&b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"[..], &[orientation], &[0; 6]].concat()
}

/// A JPEG file with EXIF data.
pub fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let data = [&b"Exif\0\0"[..], &exif(orientation)].concat();
    let length = u16::try_from(data.len() + 2).expect("short").to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &data, &jpeg[2..]].concat()
}

/// What a PNG says of itself before its pixels.
#[derive(Clone, Copy)]
pub struct Head {
    pub width: u32,
    pub height: u32,
    pub depth: u8,
    /// 0 grey, 2 colours, 3 a palette, 4 and 6 with transparency.
    pub colors: u8,
    pub interlaced: bool,
}

impl Head {
    fn bits_of_pixel(self) -> usize {
        let samples = match self.colors {
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 1,
        };
        samples * usize::from(self.depth)
    }
}

/// A chunk of a PNG.
pub fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(kind);
    sum.update(data);
    let length = u32::try_from(data.len()).expect("short").to_be_bytes();
    [&length[..], kind, data, &sum.sum().to_be_bytes()].concat()
}

pub fn packed(data: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(data).expect("packed");
    packer.finish().expect("packed")
}

/// A PNG of rows that are all alike, with more chunks before its pixels.
pub fn png(head: Head, more: &[Vec<u8>]) -> Vec<u8> {
    let row = |width: u32, y: u32| {
        let bytes = (width as usize * head.bits_of_pixel()).div_ceil(8);
        std::iter::once(0)
            .chain((0..bytes).map(move |x| u8::try_from((x + y as usize) % 251).expect("a byte")))
    };
    // The first pixel, the step of columns, the first row and the step of rows of each pass.
    let passes: &[[u32; 4]] = if head.interlaced {
        &[[0, 8, 0, 8], [4, 8, 0, 8], [0, 4, 4, 8], [2, 4, 0, 4], [0, 2, 2, 4], [1, 2, 0, 2], [0, 1, 1, 2]]
    } else {
        &[[0, 1, 0, 1]]
    };
    let mut rows = Vec::new();
    for [x, step_x, y, step_y] in passes.iter().copied() {
        let width = head.width.saturating_sub(x).div_ceil(step_x);
        let height = head.height.saturating_sub(y).div_ceil(step_y);
        if width > 0 {
            (0..height).for_each(|y| rows.extend(row(width, y)));
        }
    }
    png_of(head, more, &packed(&rows))
}

/// A PNG of anything packed.
pub fn png_of(head: Head, more: &[Vec<u8>], packed: &[u8]) -> Vec<u8> {
    let mut says = [head.width.to_be_bytes(), head.height.to_be_bytes()].concat();
    says.extend([head.depth, head.colors, 0, 0, u8::from(head.interlaced)]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    file.extend(chunk(b"IHDR", &says));
    if head.colors == 3 {
        let palette: Vec<u8> = (0..=255).flat_map(|shade| [shade, 255 - shade, 7]).collect();
        file.extend(chunk(b"PLTE", &palette[..3 << head.depth]));
    }
    more.iter().for_each(|chunk| file.extend(chunk));
    file.extend(chunk(b"IDAT", packed));
    file.extend(chunk(b"IEND", &[]));
    file
}

/// A PNG as cameras and programs write most of them.
pub const PLAIN: Head = Head { width: 20, height: 12, depth: 8, colors: 2, interlaced: false };

/// A profile of colours that says as much as programs look at: its length, kind, space of colours and sign.
pub fn profile(space: &[u8; 4]) -> Vec<u8> {
    let mut profile = vec![0; 132];
    profile[..4].copy_from_slice(&132_u32.to_be_bytes());
    profile[8..12].copy_from_slice(&[2, 0x10, 0, 0]);
    profile[12..16].copy_from_slice(b"mntr");
    profile[16..20].copy_from_slice(space);
    profile[20..24].copy_from_slice(b"XYZ ");
    profile[36..40].copy_from_slice(b"acsp");
    profile
}
