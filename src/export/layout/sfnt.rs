//! Font files without what print never needs: hinting programs, instructions and the names that
//! only installers read. A page at any resolution looks the same, and each PDF is 11 kB smaller.
//!
//! Knows the container and the `glyf` table (OpenType 1.9, chapters "otff", "glyf" and "loca")
//! and nothing of shaping or PDF.

/// Tables that are left out: hinting (`fpgm`, `prep`, `cvt `), its device tables, signatures.
const DROPPED: [[u8; 4]; 9] =
    [*b"fpgm", *b"prep", *b"cvt ", *b"gasp", *b"hdmx", *b"LTSH", *b"VDMX", *b"DSIG", *b"meta"];

/// Names that are kept: copyright, family, subfamily, full name, PostScript name.
const KEPT_NAMES: [u16; 5] = [0, 1, 2, 4, 6];

/// One table of a font file.
struct Table<'a> {
    tag: [u8; 4],
    data: std::borrow::Cow<'a, [u8]>,
}

/// Whether the bytes look like a font with TrueType or CFF outlines that can be shaped.
pub fn is_font(bytes: &[u8]) -> bool {
    tables(bytes).is_some_and(|tables| {
        [*b"head", *b"hhea", *b"hmtx", *b"maxp", *b"cmap"]
            .iter()
            .all(|tag| tables.iter().any(|t| t.tag == *tag))
    })
}

/// The vertical metrics of the `hhea` table in units of the em: ascent, descent (positive) and
/// line gap. Their sum is the natural line height that Word uses for Calibri.
pub fn line_metrics(bytes: &[u8]) -> Option<[f32; 3]> {
    let tables = tables(bytes)?;
    let table = |tag: &[u8; 4]| tables.iter().find(|t| t.tag == *tag).map(|t| &t.data);
    let em = f32::from(u16_at(table(b"head")?, 18)?);
    let hhea = table(b"hhea")?;
    let at = |offset| u16_at(hhea, offset).map(|v| f32::from(v.cast_signed()) / em);
    (em > 0.0).then_some([at(4)?, -at(6)?, at(8)?.max(0.0)])
}

/// The same font without hinting. `None` if the file is damaged or has no TrueType outlines: it
/// is then best used as it is.
pub fn without_hinting(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut tables = tables(bytes)?;
    tables.retain(|t| !DROPPED.contains(&t.tag));
    let find = |tag: &[u8; 4]| tables.iter().position(|t| t.tag == *tag);
    let (head, loca, glyf, name) = (find(b"head")?, find(b"loca")?, find(b"glyf")?, find(b"name"));
    let long = u16_at(&tables[head].data, 50)? != 0;
    let (new_glyf, new_loca) = bare_glyphs(&tables[glyf].data, &tables[loca].data, long)?;
    tables[glyf].data = new_glyf.into();
    tables[loca].data = new_loca.into();
    let mut new_head = tables[head].data.to_vec();
    new_head.get_mut(50..52)?.copy_from_slice(&[0, 1]);
    tables[head].data = new_head.into();
    if let Some(name) = name
        && let Some(short) = short_names(&tables[name].data)
    {
        tables[name].data = short.into();
    }
    Some(assemble(u32_at(bytes, 0)?, &tables))
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at + 2)?.try_into().ok().map(u16::from_be_bytes)
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)
}

/// The table directory. Collections are not supported.
fn tables(bytes: &[u8]) -> Option<Vec<Table<'_>>> {
    if ![0x0001_0000, 0x4F54_544F, 0x7472_7565].contains(&u32_at(bytes, 0)?) {
        return None;
    }
    (0..usize::from(u16_at(bytes, 4)?))
        .map(|i| {
            let record = bytes.get(12 + 16 * i..28 + 16 * i)?;
            let start = u32_at(record, 8)? as usize;
            let data = bytes.get(start..start.checked_add(u32_at(record, 12)? as usize)?)?;
            Some(Table { tag: record.get(..4)?.try_into().ok()?, data: data.into() })
        })
        .collect()
}

/// All glyphs without instructions, and their (long) index.
fn bare_glyphs(glyf: &[u8], loca: &[u8], long: bool) -> Option<(Vec<u8>, Vec<u8>)> {
    let count = loca.len() / if long { 4 } else { 2 };
    let offset = |i: usize| {
        if long {
            u32_at(loca, 4 * i).map(|v| v as usize)
        } else {
            u16_at(loca, 2 * i).map(|v| 2 * usize::from(v))
        }
    };
    let mut out = Vec::with_capacity(glyf.len());
    let mut index = Vec::with_capacity(4 * count);
    for i in 0..count.checked_sub(1)? {
        index.extend(u32::try_from(out.len()).ok()?.to_be_bytes());
        bare_glyph(glyf.get(offset(i)?..offset(i + 1)?)?, &mut out)?;
        out.resize(out.len().next_multiple_of(4), 0);
    }
    index.extend(u32::try_from(out.len()).ok()?.to_be_bytes());
    Some((out, index))
}

/// Copies one glyph without its instructions.
fn bare_glyph(glyph: &[u8], out: &mut Vec<u8>) -> Option<()> {
    if glyph.is_empty() {
        return Some(());
    }
    let contours = u16_at(glyph, 0)?.cast_signed();
    if let Ok(contours) = usize::try_from(contours) {
        let at = 10 + 2 * contours;
        let instructions = usize::from(u16_at(glyph, at)?);
        out.extend_from_slice(glyph.get(..at)?);
        out.extend([0, 0]);
        out.extend_from_slice(glyph.get(at + 2 + instructions..)?);
        return Some(());
    }
    let start = out.len();
    let mut at = 10;
    out.extend_from_slice(glyph);
    loop {
        let flags = u16_at(glyph, at)?;
        // WE_HAVE_INSTRUCTIONS goes; the sizes below follow ARG_1_AND_2_ARE_WORDS, WE_HAVE_A_SCALE,
        // WE_HAVE_AN_X_AND_Y_SCALE and WE_HAVE_A_TWO_BY_TWO.
        out.get_mut(start + at..start + at + 2)?.copy_from_slice(&(flags & !0x0100).to_be_bytes());
        at += 4 + if flags & 0x0001 != 0 { 4 } else { 2 };
        at += match flags & 0x00C8 {
            0x0008 => 2,
            0x0040 => 4,
            0x0080 => 8,
            _ => 0,
        };
        if flags & 0x0020 == 0 {
            break;
        }
    }
    (at <= glyph.len()).then(|| out.truncate(start + at))
}

/// The `name` table with the Windows names that a reader may show.
fn short_names(name: &[u8]) -> Option<Vec<u8>> {
    let strings = usize::from(u16_at(name, 4)?);
    let mut records = Vec::new();
    let mut texts = Vec::new();
    for i in 0..usize::from(u16_at(name, 2)?) {
        let record = name.get(6 + 12 * i..18 + 12 * i)?;
        if u16_at(record, 0)? != 3 || !KEPT_NAMES.contains(&u16_at(record, 6)?) {
            continue;
        }
        let start = strings + usize::from(u16_at(record, 10)?);
        let text = name.get(start..start + usize::from(u16_at(record, 8)?))?;
        records.extend_from_slice(record.get(..10)?);
        records.extend(u16::try_from(texts.len()).ok()?.to_be_bytes());
        texts.extend_from_slice(text);
    }
    let count = u16::try_from(records.len() / 12).ok()?;
    let mut out = vec![0, 0];
    out.extend(count.to_be_bytes());
    out.extend((6 + 12 * count).to_be_bytes());
    out.extend(records);
    out.extend(texts);
    Some(out)
}

/// A font file from its tables, with fresh checksums (the whole file's is left as it was).
fn assemble(version: u32, tables: &[Table<'_>]) -> Vec<u8> {
    let count = tables.len();
    let mut offset = 12 + 16 * count;
    let total: usize = offset + tables.iter().map(|t| t.data.len().next_multiple_of(4)).sum::<usize>();
    let mut out = Vec::with_capacity(total);
    out.extend(version.to_be_bytes());
    let power = count.max(1).ilog2();
    let range = 16usize << power;
    for value in [count, range, power as usize, 16 * count - range] {
        out.extend(u16::try_from(value).unwrap_or(0).to_be_bytes());
    }
    for table in tables {
        out.extend(table.tag);
        out.extend(checksum(&table.data).to_be_bytes());
        out.extend(u32::try_from(offset).unwrap_or(0).to_be_bytes());
        out.extend(u32::try_from(table.data.len()).unwrap_or(0).to_be_bytes());
        offset += table.data.len().next_multiple_of(4);
    }
    for table in tables {
        out.extend_from_slice(&table.data);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out
}

fn checksum(data: &[u8]) -> u32 {
    data.chunks(4).fold(0u32, |sum, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARLITO: &[u8] = include_bytes!("../../../templates/fonts/Carlito-Regular.ttf");

    #[test]
    fn carlito_has_the_line_height_of_calibri() {
        let [ascent, descent, gap] = line_metrics(CARLITO).expect("metrics");
        assert!((ascent + descent + gap - 1.2207).abs() < 0.001);
    }

    #[test]
    fn hinting_goes_and_outlines_stay() {
        let bare = without_hinting(CARLITO).expect("a font");
        assert!(is_font(&bare));
        let tables = tables(&bare).expect("tables");
        assert!(tables.iter().all(|t| !DROPPED.contains(&t.tag)));
        assert!(bare.len() + 30_000 < CARLITO.len(), "{} of {}", bare.len(), CARLITO.len());
        let mut glyph = Vec::new();
        bare_glyph(&[0, 1, 0, 0, 0, 0, 0, 9, 0, 9, 0, 0, 0, 2, 7, 7, 1, 1, 1], &mut glyph).expect("a glyph");
        assert_eq!(glyph, [0, 1, 0, 0, 0, 0, 0, 9, 0, 9, 0, 0, 0, 0, 1, 1, 1]);
    }

    #[test]
    fn damaged_files_are_refused() {
        assert!(!is_font(b"not a font"));
        assert!(!is_font(&CARLITO[..1000]));
        assert!(without_hinting(&CARLITO[..1000]).is_none());
    }
}
