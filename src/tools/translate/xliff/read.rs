//! Reading: a file as translators' tools give it back. They may write it in their own way: other prefixes, comments,
//! sections of characters, sentences split into segments, modules of their own.

use super::NAMESPACE;
use super::attributes::attributes;
use super::content::Bit;
use super::unit::{Now, Segment, Unit, character};
use crate::base::plain::plain_words;
use crate::base::text::shown;
use crate::base::{Diagnostic, Diagnostics, Language, Reported, Source, Span};
use crate::model::rules::{LANGUAGE, NOT_UTF_8};
use crate::tools::translate::rules::{NOT_XLIFF, TRANSLATION_PLACEHOLDER, XML};
use quick_xml::NsReader;
use quick_xml::errors::Error;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use std::collections::BTreeMap;
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
    let mut reader = NsReader::from_str(source.text());
    reader.config_mut().expand_empty_elements = true;
    let mut reading =
        Reading { source, problems, stack: Vec::new(), head: None, files: Vec::new(), now: Now::default() };
    loop {
        let start = position(reader.buffer_position());
        let (namespace, event) = match reader.read_resolved_event() {
            Ok((namespace, event)) => (own(&namespace), event),
            Err(error) => {
                let at = position(reader.error_position());
                return Err(reading.broken(&words(&error), at, at));
            }
        };
        let end = position(reader.buffer_position());
        match event {
            Event::Start(element) => reading.start(&namespace, &element, start, end)?,
            Event::End(_) => reading.end(),
            Event::Text(text) => reading.text(&text.xml10_content()),
            Event::CData(text) => reading.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let known = match reference.resolve_char_ref() {
                    Ok(Some(c)) => Some(c.to_string()),
                    Ok(None) => resolve_predefined_entity(&reference).map(str::to_owned),
                    Err(_) => None,
                };
                match known {
                    Some(text) => reading.text(&text),
                    None => {
                        let what = format!("`&{};` is not a known character", &*reference);
                        return Err(reading.broken(&what, start, end));
                    }
                }
            }
            // What a document type defines could be anything, files of this machine among it.
            Event::DocType(_) => {
                return Err(reading.broken("a document type (`<!DOCTYPE`) is not possible", start, end));
            }
            Event::Eof => break,
            Event::Empty(_) | Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
    if !reading.stack.is_empty() {
        let end = source.text().len();
        return Err(reading.broken("the file ends inside an element", end, end));
    }
    let Reading { head, files, .. } = reading;
    let Some((from, language)) = head else {
        return Err(not_xliff(source, Span::file(source), "the file has no element `xliff`", problems));
    };
    problems.sound().map(|()| Returned { from, language, files })
}

fn position(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

/// The namespace of an element, as far as it has one.
fn own(namespace: &ResolveResult<'_>) -> String {
    match namespace {
        ResolveResult::Bound(Namespace(name)) => (*name).to_owned(),
        ResolveResult::Unbound => String::new(),
        ResolveResult::Unknown(prefix) => format!("{prefix}:"),
    }
}

/// What is wrong with the XML, in plain words.
fn words(error: &Error) -> String {
    let said = error.to_string();
    let quoted: Vec<&str> = said.split('`').skip(1).step_by(2).collect();
    plain_words(include_str!("mistakes.txt"), &said, &quoted).0
}

fn not_xliff(source: &Arc<Source>, span: Span, what: &str, problems: &mut Diagnostics) -> Reported {
    NOT_XLIFF.finding(format!("{} is not XLIFF 2.0 or 2.1", shown(source.path())))
        .at(&span, what)
        .hint("save the file as XLIFF 2.0 or 2.1 in the translation tool, and start from the file that `letters translate --export` wrote")
        .refuse(problems)
}

/// An element that is open.
#[derive(Clone, Debug, PartialEq)]
enum Element {
    Xliff,
    File,
    Group,
    Unit,
    Data(String),
    Originals,
    Segment,
    Content,
    /// The end of a pair of codes, to be written when it closes.
    Pair(Vec<Bit>),
    /// Nothing in it is of interest.
    Other,
}

struct Reading<'a> {
    source: &'a Arc<Source>,
    problems: &'a mut Diagnostics,
    stack: Vec<Element>,
    head: Option<(Language, Language)>,
    files: Vec<File>,
    now: Now,
}

impl Reading<'_> {
    fn span(&self, start: usize, end: usize) -> Span {
        let length = self.source.text().len();
        Span::new(self.source, start.min(length), end.min(length))
    }

    /// Reports XML that cannot be read.
    fn broken(&mut self, what: &str, start: usize, end: usize) -> Reported {
        let message = format!("{} is not valid XML: {what}", shown(self.source.path()));
        let place = self.span(start, end);
        XML.finding(message)
            .at(&place, "here")
            .hint("open it in the translation tool, and export it again")
            .refuse(self.problems)
    }

    fn start(
        &mut self,
        namespace: &str,
        element: &BytesStart<'_>,
        start: usize,
        end: usize,
    ) -> Result<(), Reported> {
        let attributes = match attributes(element) {
            Ok(attributes) => attributes,
            Err(error) => return Err(self.broken(&error, start, end)),
        };
        if namespace.ends_with(':') && !namespace.contains('/') {
            let what = format!("the prefix `{namespace}` is not defined");
            return Err(self.broken(&what, start, end));
        }
        let name = element.local_name().into_inner().to_owned();
        if self.stack.is_empty() {
            return self.root(namespace, &name, &attributes, start, end);
        }
        let parent = self.stack.last().cloned().unwrap_or(Element::Other);
        let get = |name: &str| attributes.get(name).cloned();
        let is_own = namespace == NAMESPACE;
        let element = match (parent, name.as_str()) {
            _ if !is_own => Element::Other,
            (Element::Xliff, "file") => {
                let span = self.span(start, end);
                let original = get("original").unwrap_or_default();
                self.files.push(File { original, span, units: Vec::new() });
                Element::File
            }
            (Element::File | Element::Group, "group") => Element::Group,
            (Element::File | Element::Group, "unit") => {
                self.now = Now {
                    id: get("id").unwrap_or_default(),
                    at: get("name").filter(|name| !name.is_empty()),
                    span: Some(self.span(start, end)),
                    ..Now::default()
                };
                Element::Unit
            }
            (Element::Unit, "originalData") => Element::Originals,
            (Element::Originals, "data") => {
                let id = get("id").unwrap_or_default();
                self.now.data.insert(id.clone(), String::new());
                Element::Data(id)
            }
            (Element::Data(id), "cp") => {
                self.now.data.entry(id).or_default().push(character(&attributes));
                Element::Other
            }
            (Element::Unit, "segment" | "ignorable") => {
                self.now.segments.push(Segment {
                    is_ignorable: name == "ignorable",
                    state: get("state"),
                    ..Segment::default()
                });
                Element::Segment
            }
            (Element::Segment, "source" | "target") => {
                if let Some(segment) = self.now.segments.last_mut() {
                    segment.is_target = name == "target";
                    if segment.is_target {
                        segment.target = Some(Vec::new());
                        segment.order = get("order").and_then(|order| order.parse().ok());
                    }
                }
                Element::Content
            }
            (Element::Content | Element::Pair(_), _) => {
                self.now.code(&name, &attributes).map_or(Element::Other, Element::Pair)
            }
            _ => Element::Other,
        };
        self.stack.push(element);
        Ok(())
    }

    /// The element around all others.
    fn root(
        &mut self,
        namespace: &str,
        name: &str,
        attributes: &BTreeMap<String, String>,
        start: usize,
        end: usize,
    ) -> Result<(), Reported> {
        let span = self.span(start, end);
        let said = if name != "xliff" {
            Some(format!("this is `{name}`"))
        } else if namespace != NAMESPACE {
            let version = attributes.get("version").map_or("another", String::as_str);
            Some(format!("this is XLIFF version {version}"))
        } else {
            None
        };
        if let Some(said) = said {
            return Err(not_xliff(self.source, span, &said, self.problems));
        }
        let from = self.language(attributes, "srcLang", &span);
        let language = self.language(attributes, "trgLang", &span);
        self.head = Some((from?, language?));
        self.stack.push(Element::Xliff);
        Ok(())
    }

    fn language(
        &mut self,
        attributes: &BTreeMap<String, String>,
        name: &str,
        span: &Span,
    ) -> Result<Language, Reported> {
        let tag = attributes.get(name).map(String::as_str).unwrap_or_default();
        let code = tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        Language::from_code(&code).ok_or_else(|| {
            let message = match tag {
                "" => format!("the attribute {name} with the language is missing"),
                tag => format!("`{tag}` is not one of the six languages"),
            };
            let expected = format!("expected {name} with one of en, fr, es, ru, zh, ar");
            self.problems.refuse(LANGUAGE.finding(message).at(span, expected))
        })
    }

    fn text(&mut self, text: &str) {
        match self.stack.last() {
            Some(Element::Data(id)) => self.now.data.entry(id.clone()).or_default().push_str(text),
            Some(Element::Content | Element::Pair(_)) => self.now.add(Bit::Text(text.to_owned())),
            _ => {}
        }
    }

    fn end(&mut self) {
        match self.stack.pop() {
            Some(Element::Pair(end)) => end.into_iter().for_each(|bit| self.now.add(bit)),
            Some(Element::Unit) => self.unit(),
            _ => {}
        }
    }

    /// A unit is read whole.
    fn unit(&mut self) {
        let mut now = std::mem::take(&mut self.now);
        let Some(span) = now.span.take() else { return };
        match now.sentence(&span) {
            Ok(unit) => {
                if let Some(file) = self.files.last_mut() {
                    file.units.push(unit);
                }
            }
            Err(what) => {
                TRANSLATION_PLACEHOLDER
                    .finding(format!("unit {}: {what}", now.id))
                    .at(&span, "in this unit")
                    .hint("export the translation again from the translation tool, with all codes of the original")
                    .report(self.problems);
            }
        }
    }
}
