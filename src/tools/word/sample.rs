//! Word files for tests, made of a few lines of XML.

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const NAMESPACES: &str = concat!(
    r#" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#,
    r#" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#,
    r#" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml""#,
    r#" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml""#,
    r#" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#,
    r#" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing""#,
    r#" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape""#,
    r#" xmlns:v="urn:schemas-microsoft-com:vml""#,
    r#" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math""#,
);

/// A Word file with this body, and other parts. Parts of Word get the usual namespaces.
pub(crate) fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    packed(&parts.iter().copied().chain([("word/document.xml", document.as_str())]).collect::<Vec<_>>())
}

/// A ZIP file with these parts.
pub(crate) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        let end = text.find(['>', ' ', '/']).filter(|_| text.starts_with("<w:") || text.starts_with("<w15:"));
        let (head, rest) = text.split_at(end.unwrap_or(0));
        let text = if end.is_some() { format!("{head}{NAMESPACES}{rest}") } else { (*text).to_owned() };
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("a file").into_inner()
}
