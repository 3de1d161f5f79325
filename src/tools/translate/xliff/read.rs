//! Reading: a file as translators' tools give it back. They may write it in their own way: other prefixes, comments,
//! sections of characters, sentences split into segments, modules of their own.

use super::attributes::attributes;
use super::content::{Bit, markdown, pair};
use super::{NAMESPACE, State};
use crate::base::diagnostic::{Diagnostic, Diagnostics, Reported};
use crate::base::language::Language;
use crate::base::source::{Source, Span};
use crate::base::text::shown;
use crate::model::rules::{LANGUAGE, NOT_UTF_8};
use crate::tools::translate::rules::{NOT_XLIFF, TRANSLATION_PLACEHOLDER, XML};
use quick_xml::NsReader;
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

/// A sentence in the file.
#[derive(Debug)]
pub struct Unit {
    /// Its name in the file.
    pub id: String,
    /// Where it stands in the letter.
    pub at: Option<String>,
    /// Where it stands in the file.
    pub span: Span,
    /// What was translated, as the letter writes it.
    pub source: String,
    /// Its translation, if all of it is translated.
    pub target: Option<String>,
    /// How far it is.
    pub state: State,
    /// How many of its segments are translated, and how many there are.
    pub segments: (usize, usize),
}

impl Unit {
    /// The mark of the translation that it was sent out with.
    pub fn mark(&self) -> Option<&str> {
        self.id.split_once('-').map(|(_, mark)| mark)
    }
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
        let message = format!("{} is neither UTF-8 nor UTF-16 text: see its line {line}", shown(path));
        NOT_UTF_8.finding(message).hint("let the translator's tool write XLIFF as UTF-8")
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
                return Err(reading.broken(&words(&error.to_string()), at, at));
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
                        let what = format!("`&{};` stands for nothing", &*reference);
                        return Err(reading.broken(&what, start, end));
                    }
                }
            }
            // What a document type defines could be anything, files of this machine among it.
            Event::DocType(_) => {
                return Err(reading.broken("a document type (`<!DOCTYPE`) is not read", start, end));
            }
            Event::Eof => break,
            Event::Empty(_) | Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
    if !reading.stack.is_empty() {
        let end = source.text().len();
        return Err(reading.broken("the file ends in the midst of an element", end, end));
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

/// A complaint of the parser without its own preface.
fn words(error: &str) -> String {
    error.trim_start_matches("ill-formed document: ").trim_start_matches("syntax error: ").to_owned()
}

fn not_xliff(source: &Arc<Source>, span: Span, what: &str, problems: &mut Diagnostics) -> Reported {
    problems.refuse(
        NOT_XLIFF.finding(format!("{} is not XLIFF 2.0 or 2.1", shown(source.path())))
            .at(&span, what)
            .hint("let the translator's tool write XLIFF 2.0 or 2.1, from the file that `letters translate --export` wrote"),
    )
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

/// The unit that is being read.
#[derive(Default)]
struct Now {
    id: String,
    at: Option<String>,
    span: Option<Span>,
    data: BTreeMap<String, String>,
    segments: Vec<Segment>,
    /// What each code that was opened will end with, by its name.
    ends: BTreeMap<String, Vec<Bit>>,
}

#[derive(Clone, Debug, Default)]
struct Segment {
    is_ignorable: bool,
    state: Option<String>,
    order: Option<usize>,
    source: Vec<Bit>,
    target: Option<Vec<Bit>>,
    is_target: bool,
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
        self.problems.refuse(
            XML.finding(message)
                .at(&place, "here")
                .hint("open it in the translator's tool, and export it again"),
        )
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
            Err(error) => return Err(self.broken(&words(&error), start, end)),
        };
        if namespace.ends_with(':') && !namespace.contains('/') {
            let what = format!("the prefix `{namespace}` stands for nothing");
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
            (parent @ Element::Data(_), "cp") => {
                self.character(&attributes, &parent);
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
            (parent @ (Element::Content | Element::Pair(_)), _) => self.code(&name, &attributes, &parent),
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
            Some(format!("this is version {version} of XLIFF"))
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
                "" => format!("the file does not say {name}, the language"),
                tag => format!("`{tag}` is none of the six languages"),
            };
            let expected = format!("expected {name} to be one of en, fr, es, ru, zh, ar");
            self.problems.refuse(LANGUAGE.finding(message).at(span, expected))
        })
    }

    /// A code among the words.
    fn code(&mut self, name: &str, attributes: &BTreeMap<String, String>, parent: &Element) -> Element {
        let data = |name: &str| attributes.get(name).map_or(Bit::Unknown, |data| Bit::Data(data.clone()));
        match name {
            "cp" => self.character(attributes, parent),
            "ph" => self.add(data("dataRef")),
            "pc" => {
                let (start, end) = pair(attributes);
                start.into_iter().for_each(|bit| self.add(bit));
                return Element::Pair(end);
            }
            // Pairs that a tool has cut in two, since they reach from one segment into another.
            "sc" | "ec" => match attributes.get("dataRef") {
                Some(data) => self.add(Bit::Data(data.clone())),
                None => {
                    let (start, end) = pair(attributes);
                    let opened = attributes.get("startRef").and_then(|id| self.now.ends.remove(id));
                    if name == "ec" {
                        opened.unwrap_or(end).into_iter().for_each(|bit| self.add(bit));
                    } else {
                        if let Some(id) = attributes.get("id") {
                            self.now.ends.insert(id.clone(), end);
                        }
                        start.into_iter().for_each(|bit| self.add(bit));
                    }
                }
            },
            // Annotations mark words and say nothing.
            "mrk" => return Element::Pair(Vec::new()),
            _ => {}
        }
        Element::Other
    }

    /// `<cp hex="001A"/>`.
    fn character(&mut self, attributes: &BTreeMap<String, String>, parent: &Element) {
        let code = attributes.get("hex").and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let c = code.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER);
        match parent {
            Element::Data(id) => self.now.data.entry(id.clone()).or_default().push(c),
            _ => self.add(Bit::Text(c.to_string())),
        }
    }

    fn add(&mut self, bit: Bit) {
        let Some(segment) = self.now.segments.last_mut() else { return };
        let list = match &mut segment.target {
            Some(target) if segment.is_target => target,
            _ => &mut segment.source,
        };
        list.push(bit);
    }

    fn text(&mut self, text: &str) {
        match self.stack.last() {
            Some(Element::Data(id)) => self.now.data.entry(id.clone()).or_default().push_str(text),
            Some(Element::Content | Element::Pair(_)) => self.add(Bit::Text(text.to_owned())),
            _ => {}
        }
    }

    fn end(&mut self) {
        match self.stack.pop() {
            Some(Element::Pair(end)) => end.into_iter().for_each(|bit| self.add(bit)),
            Some(Element::Unit) => self.unit(),
            _ => {}
        }
    }

    /// A unit is read whole.
    fn unit(&mut self) {
        let now = std::mem::take(&mut self.now);
        let Some(span) = now.span else { return };
        let whole = now.segments.iter().filter(|segment| !segment.is_ignorable);
        let states = whole.clone().map(|segment| segment.state.as_deref().and_then(State::read));
        let state = states.map(Option::unwrap_or_default).min().unwrap_or_default();
        let markdown = |bits: &[Bit]| markdown(bits, &now.data);
        let source: Result<String, String> = now.segments.iter().map(|s| markdown(&s.source)).collect();
        let mut pieces: Vec<(usize, &[Bit])> = Vec::new();
        let (mut done, mut all) = (0, 0);
        for (index, segment) in now.segments.iter().enumerate() {
            let says =
                |bits: &&Vec<Bit>| bits.iter().any(|bit| !matches!(bit, Bit::Text(t) if t.trim().is_empty()));
            let target = segment.target.as_ref();
            let needs_none = segment.is_ignorable || !says(&&segment.source);
            if !needs_none {
                all += 1;
                done += usize::from(target.as_ref().is_some_and(says));
            }
            let bits = match target {
                None if needs_none => segment.source.as_slice(),
                target => target.map_or(&[][..], Vec::as_slice),
            };
            pieces.push((segment.order.unwrap_or(index + 1), bits));
        }
        pieces.sort_by_key(|(order, _)| *order);
        let target: Result<String, String> = pieces.iter().map(|(_, bits)| markdown(bits)).collect();
        let target = target.map(|target| (done == all && all > 0).then_some(target));
        match (source, target) {
            (Ok(source), Ok(target)) => {
                let unit =
                    Unit { id: now.id, at: now.at, span, source, target, state, segments: (done, all) };
                if let Some(file) = self.files.last_mut() {
                    file.units.push(unit);
                }
            }
            (Err(what), _) | (_, Err(what)) => {
                self.problems.push(
                    TRANSLATION_PLACEHOLDER
                        .finding(format!("unit {}: {what}", now.id))
                        .at(&span, "in this unit"),
                );
            }
        }
    }
}
