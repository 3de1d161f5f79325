//! Word files as reviewers send them back, with the XML that Word writes.

use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The file with another body.
pub fn with_body(bytes: &[u8], change: impl FnOnce(String) -> String) -> Vec<u8> {
    let mut change = Some(change);
    with_parts(bytes, |name, content| {
        let is_body = name == "word/document.xml";
        Some(match change.take_if(|_| is_body) {
            Some(change) => change(String::from_utf8(content).expect("text")).into_bytes(),
            None => content,
        })
    })
}

/// The file with other parts: `change` gets the name and content of each; nothing takes it out.
pub fn with_parts(bytes: &[u8], mut change: impl FnMut(&str, Vec<u8>) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut part = old.by_index(at).expect("a part");
        let name = part.name().expect("a name").to_string();
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("content");
        let Some(content) = change(&name, content) else { continue };
        new.start_file(name, SimpleFileOptions::default()).expect("a part");
        new.write_all(&content).expect("written");
    }
    new.finish().expect("a file").into_inner()
}

const BY: &str = r#"w:id="9" w:author="Director's office" w:date="2026-11-12T09:30:00Z""#;

/// The body with words in a run replaced, tracked or not; runs are split as Word splits them.
pub fn replaced(xml: &str, old: &str, new: &str, is_tracked: bool) -> String {
    let at = xml.find(old).unwrap_or_else(|| panic!("no `{old}` in one run"));
    let start = xml[..at].rfind("<w:r>").max(xml[..at].rfind("<w:r ")).expect("a run");
    let end = at + xml[at..].find("</w:r>").expect("its end") + "</w:r>".len();
    let properties = match xml[start..at].find("</w:rPr>") {
        Some(end) => {
            &xml[start + xml[start..].find('>').expect("its tag") + 1..start + end + "</w:rPr>".len()]
        }
        None => "",
    };
    let text = xml[..at].rfind('>').expect("a text") + 1;
    let (before, after) = (&xml[text..at], &xml[at + old.len()..at + xml[at..].find('<').expect("its end")]);
    let run = |words: &str, kind: &str| match words {
        "" => String::new(),
        words => format!(
            "<w:r w:rsidR=\"00AB12CD\">{properties}<w:{kind} xml:space=\"preserve\">{words}</w:{kind}></w:r>"
        ),
    };
    let middle = match is_tracked {
        true => {
            let ins =
                if new.is_empty() { String::new() } else { format!("<w:ins {BY}>{}</w:ins>", run(new, "t")) };
            format!("<w:del {BY}>{}</w:del><w:proofErr w:type=\"spellStart\"/>{ins}", run(old, "delText"))
        }
        false => run(new, "t"),
    };
    let tail = &xml[at + old.len() + after.len()..end];
    let tail = tail.strip_prefix("</w:t>").and_then(|rest| rest.strip_suffix("</w:r>")).unwrap_or_default();
    let tail = if tail.is_empty() { String::new() } else { format!("<w:r>{properties}{tail}</w:r>") };
    [&xml[..start], &run(before, "t"), &middle, &run(after, "t"), &tail, &xml[end..]].concat()
}

/// The bytes of the paragraph with some words.
pub fn paragraph(xml: &str, words: &str) -> std::ops::Range<usize> {
    let at = xml.find(words).unwrap_or_else(|| panic!("no `{words}`"));
    let start = xml[..at].rfind("<w:p>").expect("a paragraph");
    start..at + xml[at..].find("</w:p>").expect("its end") + "</w:p>".len()
}

/// The body with another paragraph, or several or none, in the place of the one with some words.
pub fn with_paragraph(xml: &str, words: &str, change: impl FnOnce(&str) -> String) -> String {
    let place = paragraph(xml, words);
    [&xml[..place.start], &change(&xml[place.clone()]), &xml[place.end..]].concat()
}

/// The body with a paragraph moved behind another.
pub fn moved(xml: &str, words: &str, behind: &str) -> String {
    let own = xml[paragraph(xml, words)].to_owned();
    let rest = with_paragraph(xml, words, |_| String::new());
    with_paragraph(&rest, behind, |other| other.to_owned() + &own)
}

/// A paragraph like another, with other words.
pub fn like(paragraph: &str, words: &str) -> String {
    let start = paragraph.find("<w:r>").expect("a run");
    let properties = &paragraph[..start];
    format!("{properties}<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
}
