//! Tags: `<column width="50" frame="yes">`. A tag ends on the line it begins on.

use super::{one_line, plain};

/// A tag as found at the start of some text.
#[derive(Debug, PartialEq)]
pub struct Tag<'a> {
    /// Its name.
    pub name: &'a str,
    /// Attributes in the order written.
    pub attributes: Vec<Attribute<'a>>,
    /// `</name>`.
    pub closing: bool,
    /// `<name/>`.
    pub empty: bool,
    /// Bytes from `<` to `>`.
    pub length: usize,
}

/// An attribute of a tag.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Attribute<'a> {
    /// Its name.
    pub key: &'a str,
    /// Its value as written, escapes included.
    pub value: &'a str,
    /// Where the value begins, in bytes from `<`.
    pub at: usize,
}

impl<'a> Tag<'a> {
    /// An attribute by its name.
    pub fn attribute(&self, key: &str) -> Option<Attribute<'a>> {
        self.attributes.iter().find(|attribute| attribute.key == key).copied()
    }

    /// Reads the tag that `text` begins with. `None` when it does not begin with one:
    /// an autolink (`<http://…>`), a lone `<`, or a tag that is not finished.
    pub fn read(text: &'a str) -> Option<Self> {
        let inside = text.strip_prefix('<')?;
        let closing = inside.starts_with('/');
        let inside = inside.strip_prefix('/').unwrap_or(inside);
        let name_end = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inside.len());
        let name = &inside[..name_end];
        if name.is_empty() || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let mut rest = &inside[name_end..];
        let mut attributes = Vec::new();
        loop {
            let trimmed = rest.trim_start_matches([' ', '\t']);
            let empty = trimmed.starts_with("/>");
            if let Some(after) = trimmed.strip_prefix(if empty { "/>" } else { ">" }) {
                return Some(Self { name, attributes, closing, empty, length: text.len() - after.len() });
            }
            if trimmed.len() == rest.len() {
                return None;
            }
            let key_end = trimmed.find(|c: char| !c.is_ascii_alphanumeric() && c != '-')?;
            let key = &trimmed[..key_end];
            let value = trimmed[key_end..].strip_prefix("=\"")?;
            let value_end = closing_quote(value)?;
            if key.is_empty() {
                return None;
            }
            let at = text.len() - value.len();
            attributes.push(Attribute { key, value: &value[..value_end], at });
            rest = &value[value_end + 1..];
        }
    }
}

/// The first `"` that no backslash escapes, on the first line.
fn closing_quote(value: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in value.char_indices() {
        match c {
            '\n' => return None,
            '"' if !escaped => return Some(at),
            _ => escaped = c == '\\' && !escaped,
        }
    }
    None
}

/// The stretches of an attribute's value without its backslash escapes, each with its byte in the value.
pub fn stretches(value: &str) -> Vec<(usize, &str)> {
    let bytes = value.as_bytes();
    let mut found = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(escape) = value[at..].find('\\').map(|escape| at + escape) {
        at = escape + 1;
        if bytes.get(at).is_some_and(u8::is_ascii_punctuation) {
            found.push((from, &value[from..escape]));
            from = at;
            at += 1;
        }
    }
    found.push((from, &value[from..]));
    found
}

/// An attribute's value with its backslash escapes undone.
pub fn unescape(value: &str) -> String {
    stretches(value).into_iter().map(|(_, words)| words).collect()
}

/// The words of an attribute: one line of Markdown without its markup.
pub fn words(tag: &Tag<'_>, key: &str) -> Option<String> {
    tag.attribute(key).map(|attribute| plain(&one_line(attribute.value)))
}

/// An attribute's value, unescaped.
pub fn attribute(tag: &Tag<'_>, key: &str) -> Option<String> {
    tag.attribute(key).map(|attribute| unescape(attribute.value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_whole() {
        let tag = Tag::read("<column width=\"50\" frame=\"yes\">x").expect("a tag");
        assert_eq!((tag.name, tag.closing, tag.empty), ("column", false, false));
        let attributes = [("width", "50", 15), ("frame", "yes", 26)];
        assert_eq!(tag.attributes, attributes.map(|(key, value, at)| Attribute { key, value, at }));
        assert_eq!(tag.length, 31);
        assert!(Tag::read("</row>").expect("a tag").closing);
        assert!(Tag::read("<rule style=\"a \\\" b\"/>").expect("a tag").empty);
        for not in ["<http://a.b>", "<", "a", "<p", "<p label=\"x>", "<1>", "<p x=y>"] {
            assert_eq!(Tag::read(not), None, "{not}");
        }
        assert_eq!(unescape("ITU\\-T \\\\ \\q"), "ITU-T \\ \\q");
    }
}
