//! Reading: a file as translators' tools give it back. They may write it in their own way: other prefixes, comments,
//! sections of characters, sentences split into segments, modules of their own.

use super::NAMESPACE;
use super::unit::Unit;
use crate::base::text::shown;
use crate::base::{Diagnostic, Diagnostics, Language, Reported, Source, Span};
use crate::model::rules::{LANGUAGE, NOT_UTF_8};
use crate::tools::translate::rules::{NOT_XLIFF, TRANSLATION_PLACEHOLDER, XML};
use roxmltree::{Document, Error, Node};
use std::path::Path;
use std::sync::Arc;

/// A file that came back.
#[derive(Debug)]
pub struct Returned {
    /// The language that was translated.
    pub from: Language,
    /// The language that it was translated into.
    pub language: Language,
    /// The letters in it.
    pub files: Vec<File>,
}

/// A letter in the file.
#[derive(Debug)]
pub struct File {
    /// The letter's file, as the file calls it.
    pub original: String,
    /// Where the letter begins.
    pub span: Span,
    /// Its sentences.
    pub units: Vec<Unit>,
}

/// The text of a file: UTF-8 or UTF-16.
///
/// # Errors
/// It is neither.
pub fn decode(path: &Path, bytes: Vec<u8>) -> Result<Arc<Source>, Diagnostic> {
    let wide = |to: fn([u8; 2]) -> u16| {
        let units = bytes.as_chunks::<2>().0.iter().map(|pair| to(*pair));
        char::decode_utf16(units).collect::<Result<String, _>>().ok()
    };
    let text = match bytes.as_slice() {
        [0xff, 0xfe, ..] | [b'<', 0, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] | [0, b'<', ..] => wide(u16::from_be_bytes),
        _ => String::from_utf8(bytes.clone()).ok(),
    };
    text.map(|text| Source::new(path, text)).ok_or_else(|| {
        let at = std::str::from_utf8(&bytes).map_or_else(|error| error.valid_up_to(), |_| 0);
        let line = bytes.iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
        let message = format!("{} is neither UTF-8 nor UTF-16 text: see line {line}", shown(path));
        NOT_UTF_8.finding(message).hint("save the XLIFF file as UTF-8 in the translation tool")
    })
}

/// Reads a file.
///
/// # Errors
/// One of its problems, all of which are reported, is an error.
pub fn read(source: &Arc<Source>, problems: &mut Diagnostics) -> Result<Returned, Reported> {
    if is_hostile(source.text()) {
        return Err(XML
            .finding(format!("{} is larger than what a translation tool writes", shown(source.path())))
            .at(&Span::file(source), "in this file")
            .hint("open it in the translation tool, and export it again")
            .refuse(problems));
    }
    let document = Document::parse(source.text()).map_err(|error| problems.refuse(broken(source, &error)))?;
    let root = document.root_element();
    let span = tag(source, root);
    let said = if root.tag_name().name() != "xliff" {
        Some(format!("this is `{}`", root.tag_name().name()))
    } else if !is_own(root) {
        Some(format!("this is XLIFF version {}", root.attribute("version").unwrap_or("another")))
    } else {
        None
    };
    if let Some(said) = said {
        return Err(NOT_XLIFF.finding(format!("{} is not XLIFF 2.0 or 2.1", shown(source.path())))
            .at(&span, said)
            .hint("save the file as XLIFF 2.0 or 2.1 in the translation tool, and start from the file that `letters translate --export` wrote")
            .refuse(problems));
    }
    let from = language(root, "srcLang", &span, problems);
    let language = language(root, "trgLang", &span, problems);
    let (from, language) = (from?, language?);
    let mut files = Vec::new();
    for file in children(root, &["file"]) {
        let is_unit = |node: &Node<'_, '_>| {
            let parent = node.parent_element().filter(|parent| is_own(*parent));
            let parent = parent.map(|parent| parent.tag_name().name());
            is_own(*node) && node.tag_name().name() == "unit" && matches!(parent, Some("file" | "group"))
        };
        let mut units = Vec::new();
        for node in file.descendants().filter(is_unit) {
            let span = tag(source, node);
            match Unit::read(node, &span) {
                Ok(unit) => units.push(unit),
                Err(what) => {
                    let id = node.attribute("id").unwrap_or_default();
                    TRANSLATION_PLACEHOLDER
                        .finding(format!("unit {id}: {what}"))
                        .at(&span, "in this unit")
                        .hint("export the translation again from the translation tool, with all codes of the original")
                        .report(problems);
                }
            }
        }
        let original = file.attribute("original").unwrap_or_default().to_owned();
        files.push(File { original, span: tag(source, file), units });
    }
    problems.sound().map(|()| Returned { from, language, files })
}

/// Whether reading a file would take long, as no translation tool writes it: the parser compares all attributes of an
/// element, and all namespaces around it, with each other.
fn is_hostile(text: &str) -> bool {
    const BYTES: usize = 20_000_000;
    const NAMES: usize = 200;
    let attributes = |tag: &str| tag.rsplit('<').next().unwrap_or_default().matches('=').count();
    text.len() > BYTES
        || text.matches("xmlns").count() > NAMES
        || text.split('>').any(|tag| attributes(tag) > NAMES)
}

/// Whether an element is one of XLIFF and not of a module.
pub(super) fn is_own(node: Node<'_, '_>) -> bool {
    node.is_element() && node.tag_name().namespace() == Some(NAMESPACE)
}

/// The elements of these names directly in another.
pub(super) fn children<'a>(node: Node<'a, 'a>, names: &[&str]) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children().filter(|child| is_own(*child) && names.contains(&child.tag_name().name()))
}

/// The place of an element: its opening tag.
fn tag(source: &Arc<Source>, node: Node<'_, '_>) -> Span {
    let range = node.range();
    let end = source.text()[range.clone()].find('>').map_or(range.end, |end| range.start + end + 1);
    Span::new(source, range.start, end)
}

/// The report of XML that cannot be read.
fn broken(source: &Arc<Source>, error: &Error) -> Diagnostic {
    let what = match error {
        // What a document type defines could be anything, files of this machine among it.
        Error::DtdDetected => "a document type (`<!DOCTYPE`) is not possible".to_owned(),
        Error::UnknownEntityReference(name, _) => format!("`&{name};` is not a known character"),
        Error::UnknownNamespace(prefix, _) => format!("the prefix `{prefix}:` is not defined"),
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream => {
            "the file ends inside an element".to_owned()
        }
        Error::UnexpectedCloseTag(expected, found, _) => {
            format!("expected `</{expected}>`, but found `</{found}>`")
        }
        Error::DuplicatedAttribute(name, _) => format!("the attribute `{name}` appears twice"),
        Error::NoRootNode => "the file has no element".to_owned(),
        _ => "a tag, a comment or a quotation mark is damaged".to_owned(),
    };
    let position = error.pos();
    let line = source.line_range(usize::try_from(position.row).unwrap_or(1));
    let column = usize::try_from(position.col).unwrap_or(1).saturating_sub(1);
    let text = &source.text()[line.clone()];
    let at = line.start + text.char_indices().nth(column).map_or(text.len(), |(at, _)| at);
    XML.finding(format!("{} is not valid XML: {what}", shown(source.path())))
        .at(&Span::new(source, at, at), "here")
        .hint("open it in the translation tool, and export it again")
}

fn language(
    root: Node<'_, '_>,
    name: &str,
    span: &Span,
    problems: &mut Diagnostics,
) -> Result<Language, Reported> {
    let tag = root.attribute(name).unwrap_or_default();
    let code = tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    Language::from_code(&code).ok_or_else(|| {
        let message = match tag {
            "" => format!("the attribute {name} with the language is missing"),
            tag => format!("`{tag}` is not one of the six languages"),
        };
        let expected = format!("expected {name} with one of en, fr, es, ru, zh, ar");
        problems.refuse(LANGUAGE.finding(message).at(span, expected))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_would_take_long_is_refused() {
        let attributes: String = (0..50_000).map(|n| format!(" a{n}=\"\"")).collect();
        let namespaces: String = (0..3_000).map(|n| format!("<x xmlns:n{n}=\"n{n}\">")).collect();
        for text in [format!("<xliff{attributes}/>"), namespaces, " ".repeat(20_000_001)] {
            let mut problems = Diagnostics::new();
            assert!(read(&Source::new("a.xlf", text), &mut problems).is_err());
            let problem = problems.into_sorted().remove(0);
            assert!(
                problem.message.contains("larger than what a translation tool writes"),
                "{}",
                problem.message
            );
        }
    }
}
