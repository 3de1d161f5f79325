//! Font files without what print never needs: hinting programs, instructions and the names that
//! only installers read. A page at any resolution looks the same, and each PDF is 11 kB smaller.
//!
//! `read-fonts` knows the tables and `write-fonts` puts the file together. Outlines are copied, not
//! decoded and written again: the fonts of a letter have thousands, and a letter uses a hundred.
//!
//! The script that builds the program uses this file too, for the fonts that are in it.

use write_fonts::FontBuilder;
use write_fonts::from_obj::ToOwnedTable;
use write_fonts::read::{FontRef, TableProvider};
use write_fonts::tables::name::Name;
use write_fonts::types::Tag;

/// Tables that are left out: hinting (`fpgm`, `prep`, `cvt `), its device tables, signatures.
const DROPPED: [&[u8; 4]; 9] =
    [b"fpgm", b"prep", b"cvt ", b"gasp", b"hdmx", b"LTSH", b"VDMX", b"DSIG", b"meta"];

/// Names that are kept: copyright, family, subfamily, full name, PostScript name.
const KEPT_NAMES: [u16; 5] = [0, 1, 2, 4, 6];

/// The platform of names that readers show: Windows.
const WINDOWS: u16 = 3;

/// Where `head` says that the offsets of glyphs are long.
const LONG_OFFSETS: std::ops::Range<usize> = 50..52;

/// The flag of a component that instructions follow the last one.
const HAS_INSTRUCTIONS: u16 = 0x0100;

/// The same font without hinting. `None` if the file is damaged, has no TrueType outlines, or has no table of hinting
/// (the fonts in the program, which are made ready when it is compiled): it is then best used as it is.
pub fn without_hinting(bytes: &[u8]) -> Option<Vec<u8>> {
    let font = FontRef::new(bytes).ok()?;
    DROPPED.iter().find(|tag| font.table_data(Tag::new(tag)).is_some())?;
    let mut head = font.table_data(Tag::new(b"head"))?.as_bytes().to_vec();
    head.get_mut(LONG_OFFSETS)?.copy_from_slice(&[0, 1]);
    let (glyf, loca) = bare_glyphs(&font)?;
    let mut bare = FontBuilder::new();
    bare.add_raw(Tag::new(b"head"), head).add_raw(Tag::new(b"glyf"), glyf).add_raw(Tag::new(b"loca"), loca);
    if let Some(name) = short_names(&font) {
        bare.add_table(&name).ok()?;
    }
    for tag in font.table_directory().table_records().iter().map(|record| record.tag()) {
        if !bare.contains(tag) && !DROPPED.contains(&&tag.to_be_bytes()) {
            bare.add_raw(tag, font.table_data(tag)?.as_bytes());
        }
    }
    Some(bare.build())
}

/// All glyphs without instructions, and their (long) index.
fn bare_glyphs(font: &FontRef<'_>) -> Option<(Vec<u8>, Vec<u8>)> {
    let (glyf, loca) = (font.glyf().ok()?, font.loca(None).ok()?);
    let glyphs = glyf.offset_data().as_bytes();
    let offset = |index: usize| loca.get_raw(index).map(|offset| offset as usize);
    let (mut out, mut index) = (Vec::with_capacity(glyphs.len()), Vec::with_capacity(4 * loca.len() + 4));
    for glyph in 0..loca.len() {
        index.extend(u32::try_from(out.len()).ok()?.to_be_bytes());
        bare_glyph(glyphs.get(offset(glyph)?..offset(glyph + 1)?)?, &mut out)?;
        out.resize(out.len().next_multiple_of(4), 0);
    }
    index.extend(u32::try_from(out.len()).ok()?.to_be_bytes());
    Some((out, index))
}

/// Copies one glyph without its instructions.
fn bare_glyph(glyph: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let u16_at = |at: usize| Some(u16::from_be_bytes(*glyph.get(at..)?.first_chunk()?));
    if glyph.is_empty() {
        return Some(());
    }
    if let Ok(contours) = usize::try_from(u16_at(0)?.cast_signed()) {
        let at = 10 + 2 * contours;
        out.extend_from_slice(glyph.get(..at)?);
        out.extend([0, 0]);
        out.extend_from_slice(glyph.get(at + 2 + usize::from(u16_at(at)?)..)?);
        return Some(());
    }
    let (start, mut at) = (out.len(), 10);
    out.extend_from_slice(glyph);
    loop {
        let flags = u16_at(at)?;
        out.get_mut(start + at..start + at + 2)?.copy_from_slice(&(flags & !HAS_INSTRUCTIONS).to_be_bytes());
        // The sizes follow ARG_1_AND_2_ARE_WORDS, WE_HAVE_A_SCALE, WE_HAVE_AN_X_AND_Y_SCALE and
        // WE_HAVE_A_TWO_BY_TWO.
        at += 4 + if flags & 0x0001 != 0 { 4 } else { 2 };
        at += match flags & 0x00C8 {
            0x0008 => 2,
            0x0040 => 4,
            0x0080 => 8,
            _ => 0,
        };
        // MORE_COMPONENTS
        if flags & 0x0020 == 0 {
            break;
        }
    }
    (at <= glyph.len()).then(|| out.truncate(start + at))
}

/// The `name` table with the Windows names that a reader may show.
fn short_names(font: &FontRef<'_>) -> Option<Name> {
    let mut name: Name = font.name().ok()?.to_owned_table();
    name.name_record
        .retain(|record| record.platform_id == WINDOWS && KEPT_NAMES.contains(&record.name_id.to_u16()));
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARLITO: &[u8] = include_bytes!("../../../templates/fonts/Carlito-Regular.ttf");

    #[test]
    fn hinting_goes_and_outlines_stay() {
        let bare = without_hinting(CARLITO).expect("a font");
        let font = FontRef::new(&bare).expect("a font");
        assert!(DROPPED.iter().all(|tag| font.table_data(Tag::new(tag)).is_none()));
        assert!(without_hinting(&bare).is_none(), "nothing is left to leave out");
        assert!(bare.len() + 30_000 < CARLITO.len(), "{} of {}", bare.len(), CARLITO.len());
        let mut glyph = Vec::new();
        bare_glyph(&[0, 1, 0, 0, 0, 0, 0, 9, 0, 9, 0, 0, 0, 2, 7, 7, 1, 1, 1], &mut glyph).expect("a glyph");
        assert_eq!(glyph, [0, 1, 0, 0, 0, 0, 0, 9, 0, 9, 0, 0, 0, 0, 1, 1, 1]);
    }

    #[test]
    fn damaged_files_are_refused() {
        assert!(without_hinting(&CARLITO[..1000]).is_none());
    }
}
