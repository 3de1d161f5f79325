//! What was sent: the passages of a copy for review with the places that they come from, as a part of its Word file.
//!
//! Nobody sees the part in Word. Word, LibreOffice and other programs keep it.

use super::passage::{Cell, Kind, Passage, Run};
use super::words::{Look, joined};
use crate::base::text::shown;
use crate::compose::origin::{Origin, TextKind};
use crate::tools::word::xml::tree;
use quick_xml::escape::escape;
use roxmltree::Node;
use std::fmt::Write;
use std::sync::Arc;

/// The namespace by which the part is known.
pub const NAMESPACE: &str = "urn:collective-letters:review";

/// A copy as it was sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sent {
    /// The name of the letter in the archive.
    pub name: String,
    /// The code of its language.
    pub language: String,
    /// The number of the copy.
    pub number: u32,
    /// Its day: `2026-11-12`.
    pub date: String,
    /// The mark at the head of its pages; empty if it has none.
    pub mark: String,
    /// Its passages, without the mark.
    pub passages: Vec<Passage>,
}

impl Sent {
    /// As XML. `origins` are the places of the words of each passage.
    pub fn xml(&self, origins: &[Vec<Option<Origin>>]) -> String {
        let mut out = String::with_capacity(20_000);
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<sent xmlns=\"{NAMESPACE}\" letter=\"{}\" language=\"{}\" number=\"{}\" date=\"{}\" mark=\"{}\">",
            escape(self.name.as_str()),
            escape(self.language.as_str()),
            self.number,
            escape(self.date.as_str()),
            escape(self.mark.as_str())
        );
        for (at, passage) in self.passages.iter().enumerate() {
            out.push_str("<p");
            match passage.kind {
                Kind::Paragraph => {}
                Kind::Heading(level) => drop(write!(out, " heading=\"{level}\"")),
                Kind::Item(level) => drop(write!(out, " item=\"{level}\"")),
            }
            if let Some(Cell { table, row, column }) = passage.cell {
                let _ = write!(out, " cell=\"{table} {row} {column}\"");
            }
            attribute(&mut out, "style", &passage.style);
            attribute(&mut out, "story", &passage.story);
            out.push('>');
            words(&mut out, passage, origins.get(at).map_or(&[], Vec::as_slice));
            out.push_str("</p>");
        }
        out.push_str("</sent>");
        out
    }

    /// Reads it. What somebody damaged is none.
    pub fn read(text: &str) -> Option<Self> {
        let parsed = tree(text).ok()?;
        let root = parsed.root_element();
        let said = |name: &str| root.attribute(name).unwrap_or_default().to_owned();
        if root.tag_name().namespace() != Some(NAMESPACE) {
            return None;
        }
        Some(Self {
            name: said("letter"),
            language: said("language"),
            number: said("number").parse().ok()?,
            date: said("date"),
            mark: said("mark"),
            passages: root.children().filter(Node::is_element).filter_map(passage).collect(),
        })
    }

    /// `draft 2 of 2026-11-12`.
    pub fn called(&self) -> String {
        format!("draft {} of {}", self.number, self.date)
    }
}

fn attribute(out: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        let _ = write!(out, " {name}=\"{}\"", escape(value));
    }
}

/// Words that look alike and come from one place are one element.
fn words(out: &mut String, passage: &Passage, origins: &[Option<Origin>]) {
    let from = |at: usize| origins.get(at).and_then(Option::as_ref).map(place).unwrap_or_default();
    let mut start = 0;
    while start < passage.tokens.len() {
        let (look, own) = (&passage.tokens[start].look, from(start));
        let mut end = start + 1;
        while end < passage.tokens.len() && passage.tokens[end].look == *look && from(end) == own {
            end += 1;
        }
        out.push_str("<r");
        attribute(out, "bold", if look.bold { "1" } else { "" });
        attribute(out, "italic", if look.italic { "1" } else { "" });
        attribute(out, "link", look.link.as_deref().unwrap_or_default());
        attribute(out, "from", &own);
        let _ = write!(out, ">{}</r>", escape(joined(&passage.tokens[start..end], start > 0)));
        start = end;
    }
}

/// Where words come from: `letters/sg1-001.yaml:12`, `phrase closing`, with the fact if one prints them.
fn place(origin: &Origin) -> String {
    let own = match &origin.text {
        TextKind::Own => {
            let (line, _) = origin.span.line_column();
            format!("{}:{line}", shown(origin.span.source.path()))
        }
        TextKind::Phrase(name) => format!("phrase {name}"),
        TextKind::Template(name) => format!("template {name}"),
    };
    origin.fact.as_ref().map_or_else(|| own.clone(), |fact| format!("{own} fact {fact}"))
}

fn passage(node: Node<'_, '_>) -> Option<Passage> {
    let number = |name: &str| node.attribute(name)?.parse::<u8>().ok();
    let kind = match (number("heading"), number("item")) {
        (Some(level), _) => Kind::Heading(level),
        (None, Some(level)) => Kind::Item(level),
        (None, None) => Kind::Paragraph,
    };
    let cell = node.attribute("cell").and_then(|cell| {
        let mut numbers = cell.split(' ').map(|number| number.parse::<usize>().ok());
        Some(Cell { table: numbers.next()??, row: numbers.next()??, column: numbers.next()?? })
    });
    let runs = node.children().filter(Node::is_element).map(|run| Run {
        text: run.text().unwrap_or_default().to_owned(),
        look: Look {
            bold: run.attribute("bold").is_some(),
            italic: run.attribute("italic").is_some(),
            link: run.attribute("link").map(Arc::from),
        },
        by: None,
    });
    let runs: Vec<Run> = runs.collect();
    let style = node.attribute("style").unwrap_or_default().to_owned();
    let own = Passage::new(node.attribute("story").unwrap_or_default(), kind, cell, &runs)?;
    Some(Passage { style, ..own })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sent_is_read_back() {
        let run = |text: &str, bold: bool, link: Option<&str>| Run {
            text: text.to_owned(),
            look: Look { bold, italic: false, link: link.map(Arc::from) },
            by: None,
        };
        let cell = Some(Cell { table: 1, row: 2, column: 3 });
        let passages = [
            Passage::new("", Kind::Heading(2), None, &[run("A & b <c>", false, None)]),
            Passage::new("", Kind::Item(1), cell, &[run("one ", true, None), run("two", false, Some("#x"))]),
            Passage::new("page footer", Kind::Paragraph, None, &[run("会议2021, “q”", false, None)]),
        ];
        let sent = Sent {
            name: "T17-SG1-COL-0001".to_owned(),
            language: "en".to_owned(),
            number: 2,
            date: "2026-11-12".to_owned(),
            mark: "DRAFT 2".to_owned(),
            passages: passages.into_iter().flatten().collect(),
        };
        assert_eq!(Sent::read(&sent.xml(&[])), Some(sent.clone()));
        assert_eq!(sent.called(), "draft 2 of 2026-11-12");
        assert_eq!(Sent::read("<sent number=\"1\"/>"), None);
        assert_eq!(Sent::read("<no"), None);
    }
}
