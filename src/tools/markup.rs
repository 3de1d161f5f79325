//! XML and HTML piece by piece, with the place of each.
//!
//! Knows tags and references, not what they mean.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;

/// What a text is made of.
pub(crate) enum Node<'a, 'x> {
    /// An element begins.
    Start(&'a BytesStart<'x>),
    /// An element of this name ends.
    End(&'a str),
    /// Text, without references.
    Text(&'a str),
}

/// Sees everything in a text, each with its bytes; what has no content begins and ends. HTML may leave out ends.
///
/// # Errors
/// A tag is broken, or in XML an end is missing.
pub(crate) fn walk(
    text: &str,
    is_html: bool,
    mut see: impl FnMut(Node<'_, '_>, Range<usize>),
) -> quick_xml::Result<()> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    (config.check_end_names, config.allow_unmatched_ends) = (!is_html, is_html);
    config.allow_dangling_amp = is_html;
    let place = |position: u64| usize::try_from(position).unwrap_or(text.len());
    loop {
        let start = place(reader.buffer_position());
        let event = reader.read_event()?;
        let bytes = start..place(reader.buffer_position());
        match event {
            Event::Start(element) => see(Node::Start(&element), bytes),
            Event::Empty(element) => {
                see(Node::Start(&element), bytes.clone());
                see(Node::End(element.name().as_ref()), bytes);
            }
            Event::End(element) => see(Node::End(element.name().as_ref()), bytes),
            Event::Text(text) => see(Node::Text(&text), bytes),
            Event::CData(text) => see(Node::Text(&text), bytes),
            Event::GeneralRef(reference) if &*reference == "nbsp" => see(Node::Text("\u{a0}"), bytes),
            Event::GeneralRef(reference) => {
                let whole = format!("&{};", &*reference);
                see(Node::Text(&unescape(&whole).unwrap_or(whole.as_str().into())), bytes);
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// An attribute of an element.
pub(crate) fn get(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let is_it = |key: &str| key.eq_ignore_ascii_case(name);
    let attribute = element.html_attributes().flatten().find(|attribute| is_it(attribute.key.as_ref()))?;
    Some(unescape(&attribute.value).unwrap_or(attribute.value.as_ref().into()).into_owned())
}
