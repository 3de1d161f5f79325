//! PNG and JPEG: chunks and segments that are spoilt, with sums that are right again, so that decoders go on.

use super::made;
use crate::dice::Dice;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Spoils an image: of a file, or one made anew. Three times in ten anywhere, also where its pixels are; else only what is
/// said besides them, so that nearly all of these are shown.
pub fn image(file: &[u8], dice: &mut Dice) -> Vec<u8> {
    let made = match dice.below(4) {
        0 => Some(made::png(dice)),
        1 => Some(made::jpeg(dice)),
        _ => None,
    };
    let bytes = made.as_deref().unwrap_or(file);
    let rough = dice.below(10) < 3;
    let mut out = match bytes.strip_prefix(SIGNATURE) {
        Some(rest) => png(rest, rough, dice),
        None => jpeg(bytes, rough, dice),
    };
    if rough && dice.one_in(4) {
        out.truncate(dice.below(out.len() + 1));
    }
    if rough && dice.one_in(6) {
        let at = dice.below(out.len());
        flip(&mut out, at, dice);
    }
    out
}

fn flip(bytes: &mut [u8], at: usize, dice: &mut Dice) {
    if let Some(byte) = bytes.get_mut(at) {
        *byte = [0, 1, 2, 3, 4, 8, 16, 0x7f, 0x80, 0xff][dice.below(10)];
    }
}

/// A piece of a PNG: its name, and what is in it.
pub type Chunk = ([u8; 4], Vec<u8>);

fn chunks(mut rest: &[u8]) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    while let Some((head, after)) = rest.split_at_checked(8) {
        let (&[a, b, c, d, e, f, g, h], Some(end)) = (head, after.len().checked_sub(4)) else { break };
        let length = usize::try_from(u32::from_be_bytes([a, b, c, d])).unwrap_or(end).min(end);
        chunks.push(([e, f, g, h], after[..length].to_vec()));
        rest = &after[length + 4..];
    }
    chunks
}

fn png(rest: &[u8], rough: bool, dice: &mut Dice) -> Vec<u8> {
    let mut chunks = chunks(rest);
    for _ in 0..dice.times(3) {
        let (at, other) = (dice.below(chunks.len()), dice.below(chunks.len()));
        match dice.below(if rough { 8 } else { 3 }) {
            0 => chunks.insert(at.max(1).min(chunks.len()), extra(dice)),
            // Density, text and the like: what no pixel needs.
            1 => chunks.retain(|(name, _)| name[0].is_ascii_uppercase() || dice.one_in(2)),
            2 => {
                let small = chunks.iter_mut().find(|(name, _)| name[0].is_ascii_lowercase());
                if let Some((_, data)) = small {
                    let at = dice.below(data.len());
                    flip(data, at, dice);
                }
            }
            3 => {
                // Width, height, depth, colours, interlacing.
                if let Some((_, head)) = chunks.first_mut() {
                    let at = dice.below(head.len());
                    flip(head, at, dice);
                }
            }
            4 => drop(chunks.remove(at)),
            5 => chunks.swap(at, other),
            6 => chunks.insert(at, chunks[other].clone()),
            _ => {
                let data = &mut chunks[at].1;
                let at = dice.below(data.len());
                flip(data, at, dice);
            }
        }
        if chunks.is_empty() {
            break;
        }
    }
    png_of(chunks)
}

/// The file of some chunks, with their sums.
pub fn png_of(chunks: Vec<Chunk>) -> Vec<u8> {
    let mut out = SIGNATURE.to_vec();
    for (name, data) in chunks {
        out.extend(u32::try_from(data.len()).unwrap_or_default().to_be_bytes());
        let summed = [name.as_slice(), &data].concat();
        out.extend(&summed);
        out.extend(crc(&summed).to_be_bytes());
    }
    out
}

fn extra(dice: &mut Dice) -> Chunk {
    let chunks: [(&[u8; 4], &[u8]); 8] = [
        (b"tEXt", b"Comment\0words"),
        (b"pHYs", &[0, 0, 0x0b, 0x13, 0, 0, 0x0b, 0x13, 1]),
        (b"pHYs", &[0, 0, 0, 0, 0, 0, 0, 0, 1]),
        (b"gAMA", &[0, 0, 0xb1, 0x8f]),
        (b"gAMA", &[0, 0, 0, 0]),
        (b"tRNS", &[0, 0]),
        (b"eXIf", b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"),
        (b"zTXt", b"a\0\0junk"),
    ];
    let (name, data) = chunks[dice.below(chunks.len())];
    (*name, data.to_vec())
}

/// The sum of a chunk.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg()))
    })
}

/// The segments of a JPEG with their marks; the pixels belong to the last.
fn segments(bytes: &[u8]) -> Vec<Vec<u8>> {
    let (mut segments, mut at) = (Vec::new(), 2);
    while let Some(&[0xff, mark, high, low]) = bytes.get(at..at + 4) {
        let length = usize::from(u16::from_be_bytes([high, low])) + 2;
        if mark == 0xda || at + length > bytes.len() {
            break;
        }
        segments.push(bytes[at..at + length].to_vec());
        at += length;
    }
    segments.push(bytes.get(at..).unwrap_or_default().to_vec());
    segments
}

fn jpeg(bytes: &[u8], rough: bool, dice: &mut Dice) -> Vec<u8> {
    let mut segments = segments(bytes);
    for _ in 0..dice.times(3) {
        let (at, other) = (dice.below(segments.len()), dice.below(segments.len()));
        match dice.below(if rough { 6 } else { 2 }) {
            0 => segments.insert(0, b"\xff\xfe\0\x07words".to_vec()),
            1 => segments.insert(0, exif(dice)),
            2 => drop(segments.remove(at)),
            3 => segments.swap(at, other),
            4 => segments.insert(at, segments[other].clone()),
            _ => {
                let segment = &mut segments[at];
                let at = dice.below(segment.len());
                flip(segment, at, dice);
            }
        }
        if segments.is_empty() {
            break;
        }
    }
    [b"\xff\xd8".to_vec(), segments.concat()].concat()
}

/// How a camera was held, from 0 to 9: eight are known.
fn exif(dice: &mut Dice) -> Vec<u8> {
    let mut segment = b"\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    segment.push(u8::try_from(dice.below(10)).unwrap_or_default());
    segment.extend([0; 6]);
    segment
}
