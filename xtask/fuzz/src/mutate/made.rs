//! Sound images of every kind that a letter may show, as programs and cameras write them: made anew each time.

use super::image::{Chunk, png_of};
use crate::dice::Dice;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use jpeg_encoder::{ColorType, Encoder, PixelDensity, SamplingFactor};
use std::io::Write;

/// The sides of images, in pixels: around the blocks of 8 and 16 of JPEG and the 8 of interlaced PNG, and some that are long.
const SIDES: [u16; 15] = [1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100, 513, 1200];

fn side(dice: &mut Dice) -> u16 {
    dice.pick(&SIDES).copied().unwrap_or(1)
}

/// Bytes that are not all alike, and pack well.
fn pixels(count: usize, dice: &mut Dice) -> Vec<u8> {
    let (step, turn) = (1 + dice.below(40), 1 + dice.below(900));
    (0..count).map(|at| u8::try_from((at / step * 31 + at / turn * 7) % 256).unwrap_or_default()).collect()
}

/// A JPEG of any size, sampling, order of scans and restart interval.
pub fn jpeg(dice: &mut Dice) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, [1, 20, 50, 75, 90, 100][dice.below(6)]);
    let factors = (1 + dice.below(4), 1 + dice.below(4));
    let factors = (u8::try_from(factors.0).unwrap_or(1), u8::try_from(factors.1).unwrap_or(1));
    if let Some(sampling) = SamplingFactor::from_factors(factors.0, factors.1) {
        encoder.set_sampling_factor(sampling);
    }
    match dice.below(6) {
        0 => encoder.set_progressive(true),
        1 => encoder.set_progressive_scans(u8::try_from(2 + dice.below(60)).unwrap_or(4)),
        // The encoder fails with both.
        2 => encoder.set_optimized_huffman_tables(true),
        3 => encoder.set_restart_interval([1, 2, 3, 7, 64, 1000][dice.below(6)]),
        _ => {}
    }
    if dice.one_in(3) {
        let density = u16::try_from(dice.below(400)).unwrap_or(1);
        encoder.set_density(PixelDensity::dpi(density.max(1)));
    }
    let (width, height) = (side(dice), side(dice));
    // The colours of printing presses are refused.
    let (colors, samples) =
        [(ColorType::Rgb, 3), (ColorType::Luma, 1), (ColorType::Ycbcr, 3), (ColorType::Cmyk, 4)]
            [if dice.one_in(25) { 3 } else { dice.below(3) }];
    let pixels = pixels(usize::from(width) * usize::from(height) * samples, dice);
    // What the encoder cannot write is refused as an empty file.
    let _ = encoder.encode(&pixels, width, height, colors);
    file
}

/// The depths of colours by their kind: grey, colours, a palette, and the first two with transparency.
const COLORS: [(u8, &[u8], usize); 5] =
    [(0, &[1, 2, 4, 8, 16], 1), (2, &[8, 16], 3), (3, &[1, 2, 4, 8], 1), (4, &[8, 16], 2), (6, &[8, 16], 4)];

/// A PNG of any size, depth, colours and filters, interlaced or not, in one piece or many.
pub fn png(dice: &mut Dice) -> Vec<u8> {
    let (colors, depths, samples) = COLORS[dice.below(COLORS.len())];
    let depth = dice.pick(depths).copied().unwrap_or(8);
    let (width, height) = (u32::from(side(dice)), u32::from(side(dice)));
    let interlaced = dice.one_in(3);
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    head.extend([depth, colors, 0, 0, u8::from(interlaced)]);
    let mut chunks: Vec<Chunk> = vec![(*b"IHDR", head)];
    let shades = 1_usize << depth.min(8);
    if colors == 3 {
        chunks.push((*b"PLTE", pixels(3 * shades, dice)));
    }
    if dice.one_in(3) && colors < 4 {
        // As many samples as the colour has, or an entry for some of the palette.
        let bytes = if colors == 3 { 1 + dice.below(shades) } else { 2 * samples };
        chunks.push((*b"tRNS", vec![0; bytes]));
    }
    // The first pixel, the step of columns, the first row and the step of rows of each pass.
    let passes: &[[u32; 4]] = if interlaced {
        &[[0, 8, 0, 8], [4, 8, 0, 8], [0, 4, 4, 8], [2, 4, 0, 4], [0, 2, 2, 4], [1, 2, 0, 2], [0, 1, 1, 2]]
    } else {
        &[[0, 1, 0, 1]]
    };
    let mut rows = Vec::new();
    for [x, step_x, y, step_y] in passes.iter().copied() {
        let (columns, lines) =
            (width.saturating_sub(x).div_ceil(step_x), height.saturating_sub(y).div_ceil(step_y));
        let bytes = (columns as usize * samples * usize::from(depth)).div_ceil(8);
        for _ in 0..if columns == 0 { 0 } else { lines } {
            rows.push(u8::try_from(dice.below(5)).unwrap_or_default());
            // All shades of a palette that has as many as its depth.
            rows.extend(pixels(bytes, dice));
        }
    }
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    let _ = packer.write_all(&rows);
    let packed = packer.finish().unwrap_or_default();
    let piece = if dice.one_in(3) { 1 + dice.below(packed.len()) } else { packed.len().max(1) };
    chunks.extend(packed.chunks(piece.max(packed.len() / 50).max(1)).map(|piece| (*b"IDAT", piece.to_vec())));
    chunks.push((*b"IEND", Vec::new()));
    png_of(chunks)
}
