//! A PDF made smaller: objects that are no streams go, compressed together, into one object
//! stream, the cross-reference table becomes a stream (ISO 32000-1, 7.5.7 and 7.5.8), and streams
//! that krilla left as they are are compressed. The metadata get a label.
//!
//! Works on the bytes that krilla writes, by their cross-reference table; objects are moved, not
//! understood. What does not look as expected is left as it is.

use super::content;
use flate2::{Compress, Compression, FlushCompress, Status};

/// How hard to look for repetitions: the seed letter is 3 % larger than by level 6 (51.1 kB, not 49.4), and pages
/// take three quarters of the instructions.
const LEVEL: u32 = 4;

/// Where an object is in the new file.
#[derive(Clone, Copy)]
enum Place {
    Free,
    Offset(usize),
    Packed(usize),
}

/// The smaller file, with a label in its metadata, or `None` if this one cannot be repacked.
pub fn repack(pdf: &[u8], label: &str) -> Option<Vec<u8>> {
    let (table, trailer) = tail(pdf)?;
    let offsets = offsets(pdf, table)?;
    let mut sorted: Vec<(usize, usize)> =
        offsets.iter().enumerate().filter_map(|(n, o)| o.map(|o| (o, n))).collect();
    sorted.sort_unstable();

    let mut deflate = Deflate(Compress::new(Compression::new(LEVEL), true));
    let mut out = Vec::with_capacity(pdf.len());
    out.extend_from_slice(pdf.get(..sorted.first()?.0)?);
    let mut places = vec![Place::Free; offsets.len()];
    let (mut index, mut bodies, mut packed) = (String::new(), Vec::new(), 0);
    for (at, &(start, number)) in sorted.iter().enumerate() {
        let end = sorted.get(at + 1).map_or(table, |next| next.0);
        let object = pdf.get(start..end)?;
        if object.trim_ascii_end().ends_with(b"endstream\nendobj") {
            places[number] = Place::Offset(out.len());
            match deflate.stream(object).or_else(|| labelled(object, label)) {
                Some(smaller) => out.extend(smaller),
                None => out.extend_from_slice(object),
            }
            continue;
        }
        let head = format!("{number} 0 obj\n");
        let body = object.strip_prefix(head.as_bytes())?.trim_ascii_end().strip_suffix(b"endobj")?;
        places[number] = Place::Packed(packed);
        packed += 1;
        index.push_str(&format!("{number} {} ", bodies.len()));
        bodies.extend_from_slice(body.trim_ascii());
        bodies.push(b'\n');
    }
    let container = places.len();
    let first = index.len();
    let mut content = index.into_bytes();
    content.append(&mut bodies);
    let content = deflate.bytes(&content)?;
    places.push(Place::Offset(out.len()));
    out.extend(
        format!(
            "{container} 0 obj\n<</Type/ObjStm/N {packed}/First {first}/Length {}/Filter/FlateDecode>>\nstream\n",
            content.len()
        )
        .into_bytes(),
    );
    out.extend(content);
    out.extend_from_slice(b"\nendstream\nendobj\n");

    let start = out.len();
    places.push(Place::Offset(start));
    let rows = deflate.bytes(&rows(&places, container)?)?;
    let trailer = std::str::from_utf8(trailer).ok()?;
    out.extend(
        format!(
            "{} 0 obj\n<</Type/XRef/Size {}{trailer}/W[1 3 2]/Length {}/Filter/FlateDecode>>\nstream\n",
            container + 1,
            container + 2,
            rows.len()
        )
        .into_bytes(),
    );
    out.extend(rows);
    out.extend(format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF").into_bytes());
    Some(out)
}

/// The entries of the cross-reference stream: kind, offset or container, place in it.
fn rows(places: &[Place], container: usize) -> Option<Vec<u8>> {
    let mut rows = Vec::with_capacity(6 * places.len());
    for place in places {
        let (kind, middle, last) = match *place {
            Place::Free => (0, 0, u16::MAX),
            Place::Offset(offset) => (1, offset, 0),
            Place::Packed(index) => (2, container, u16::try_from(index).ok()?),
        };
        let middle = u32::try_from(middle).ok().filter(|m| *m < 1 << 24)?;
        rows.push(kind);
        rows.extend_from_slice(middle.to_be_bytes().get(1..)?);
        rows.extend(last.to_be_bytes());
    }
    Some(rows)
}

/// One compressor for all streams of a file: its memory is set up once.
struct Deflate(Compress);

impl Deflate {
    /// Bytes in the format of zlib (RFC 1950).
    fn bytes(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        self.0.reset();
        // What cannot be made smaller becomes a little larger: five bytes for each block of it.
        let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 1000 + 64);
        let status = self.0.compress_vec(bytes, &mut out, FlushCompress::Finish).ok()?;
        (status == Status::StreamEnd).then_some(out)
    }

    /// A stream object that has no filter, with one; `None` where it has one, is not to have one, or would not
    /// become smaller.
    fn stream(&mut self, object: &[u8]) -> Option<Vec<u8>> {
        let stream = Stream::of(object)?;
        // Archives look for the metadata without unpacking anything (ISO 19005-2, 6.6.2).
        if has(stream.head, b"/Filter") || has(stream.head, b"/Metadata") {
            return None;
        }
        // What has no type is a page.
        let content = match has(stream.head, b"/Type") {
            true => self.bytes(stream.content),
            false => self.bytes(&content::short(stream.content)),
        }?;
        (content.len() < stream.content.len()).then(|| stream.with(&content, " /Filter /FlateDecode"))
    }
}

/// The metadata with a property that krilla has no place for: `xmp:Label`. `None` for any other object.
fn labelled(object: &[u8], label: &str) -> Option<Vec<u8>> {
    let stream = Stream::of(object).filter(|stream| has(stream.head, b"/Metadata"))?;
    let text =
        KNOWN_SCHEMAS.iter().fold(std::str::from_utf8(stream.content).ok()?.to_owned(), |text, schema| {
            without_schema(&text, schema).unwrap_or(text)
        });
    let (before, after) = text.split_at(text.find("<xmp:CreatorTool>")?);
    Some(stream.with(format!("{before}<xmp:Label>{label}</xmp:Label>{after}").as_bytes(), ""))
}

/// What krilla describes although every reader of PDF/A-2 knows it (ISO 19005-2, 6.6.2.3.1: the schemas of XMP 2005).
const KNOWN_SCHEMAS: [&str; 2] = ["XMP Media Management schema", "Adobe PDF schema"];

/// The metadata without the description of a schema; `None` where it has none.
fn without_schema(text: &str, schema: &str) -> Option<String> {
    const END: &str = "</pdfaSchema:property></rdf:li>";
    let start = text.find(&format!("<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>{schema}<"))?;
    let end = start + text[start..].find(END)? + END.len();
    Some([&text[..start], &text[end..]].concat())
}

/// A stream object in parts.
struct Stream<'a> {
    head: &'a [u8],
    /// Where its length begins.
    at: usize,
    content: &'a [u8],
    tail: &'a [u8],
}

impl<'a> Stream<'a> {
    fn of(object: &'a [u8]) -> Option<Self> {
        let (head, rest) = object.split_at(find(object, b"\nstream\n")? + 8);
        let at = find(head, b"/Length ")? + 8;
        let (content, tail) = rest.split_at_checked(number(head.get(at..)?)?)?;
        Some(Self { head, at, content, tail })
    }

    /// The object with another content, and with more entries after its length.
    fn with(&self, content: &[u8], more: &str) -> Vec<u8> {
        let (before, after) = self.head.split_at(self.at);
        let digits = after.iter().take_while(|b| b.is_ascii_digit()).count();
        let length = format!("{}{more}", content.len());
        [before, length.as_bytes(), &after[digits..], content, self.tail].concat()
    }
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

fn has(bytes: &[u8], word: &[u8]) -> bool {
    find(bytes, word).is_some()
}

/// Where the cross-reference table starts, and the trailer's entries after its size.
fn tail(pdf: &[u8]) -> Option<(usize, &[u8])> {
    let start = pdf.windows(9).rposition(|w| w == b"startxref")?;
    let table = number(pdf.get(start + 10..)?)?;
    let trailer = pdf.get(table..start)?;
    let at = trailer.windows(7).position(|w| w == b"trailer")?;
    let entries = trailer.get(at + 7..)?.trim_ascii().strip_prefix(b"<<")?.strip_suffix(b">>")?;
    let entries = entries.trim_ascii().strip_prefix(b"/Size ")?;
    let digits = entries.iter().take_while(|b| b.is_ascii_digit()).count();
    Some((table, entries.get(digits..)?))
}

/// The offsets of all objects by number; nothing for free ones.
fn offsets(pdf: &[u8], table: usize) -> Option<Vec<Option<usize>>> {
    let rest = pdf.get(table..)?.strip_prefix(b"xref\n0 ")?;
    let count = number(rest)?;
    let rows = rest.get(rest.iter().position(|&b| b == b'\n')? + 1..)?;
    rows.chunks_exact(20)
        .take(count)
        .map(|row| match row.get(17)? {
            b'f' => Some(None),
            b'n' => Some(Some(number(row)?)),
            _ => None,
        })
        .collect()
}

fn number(bytes: &[u8]) -> Option<usize> {
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    std::str::from_utf8(bytes.get(..digits)?).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_pdf_is_left_alone() {
        assert_eq!(repack(b"", ""), None);
        assert_eq!(repack(b"%PDF-1.7\nstartxref\n5\n%%EOF", ""), None);
    }
}
