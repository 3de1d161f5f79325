//! The YAML files of the house style as the program reads them: parsed.

#[path = "../src/base/yaml/prepared.rs"]
mod prepared;

use granit_parser::{Event, Marker, Parser, ScalarStyle};
use prepared::{Prepared, Step};
use std::io;

/// What the parser says of a text. A file that says more than a house style needs is an error.
pub fn prepared(text: &str) -> io::Result<Vec<u8>> {
    let mut events: Vec<(Event<'_>, [usize; 2])> = Vec::new();
    let byte = |at: Marker| at.byte_offset().ok_or_else(|| io::Error::other("a place without its byte"));
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(io::Error::other)?;
        events.push((event, [byte(span.start)?, byte(span.end)?]));
    }
    let mut steps = Vec::new();
    for (event, [start, end]) in &events {
        let step = match event {
            Event::StreamStart | Event::StreamEnd | Event::DocumentStart(..) | Event::DocumentEnd => continue,
            Event::Scalar(text, style, 0, None) => Step::Scalar(text, *style == ScalarStyle::Plain),
            Event::SequenceStart(_, 0, None) => Step::List,
            Event::MappingStart(_, 0, None) => Step::Mapping,
            Event::SequenceEnd => Step::EndOfList,
            Event::MappingEnd => Step::EndOfMapping,
            other => return Err(io::Error::other(format!("{other:?} in a file of the house style"))),
        };
        steps.push(Prepared { step, start: *start, end: *end });
    }
    postcard::to_allocvec(&steps).map_err(io::Error::other)
}
