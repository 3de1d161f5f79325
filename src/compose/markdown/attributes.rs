//! Tags: `<column width="50" frame="yes">`. A tag ends on the line it begins on.

/// A tag as found at the start of some text.
#[derive(Debug, PartialEq)]
pub struct Tag<'a> {
    /// Its name.
    pub name: &'a str,
    /// Attributes in the order written; values as written, escapes included.
    pub attributes: Vec<(&'a str, &'a str)>,
    /// `</name>`.
    pub closing: bool,
    /// `<name/>`.
    pub empty: bool,
    /// Bytes from `<` to `>`.
    pub length: usize,
}

impl<'a> Tag<'a> {
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
            attributes.push((key, &value[..value_end]));
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

/// An attribute's value with its backslash escapes undone.
pub fn unescape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => out.extend(chars.next()),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_whole() {
        let tag = Tag::read("<column width=\"50\" frame=\"yes\">x").expect("a tag");
        assert_eq!((tag.name, tag.closing, tag.empty), ("column", false, false));
        assert_eq!(tag.attributes, [("width", "50"), ("frame", "yes")]);
        assert_eq!(tag.length, 31);
        assert!(Tag::read("</row>").expect("a tag").closing);
        assert!(Tag::read("<rule style=\"a \\\" b\"/>").expect("a tag").empty);
        for not in ["<http://a.b>", "<", "a", "<p", "<p label=\"x>", "<1>", "<p x=y>"] {
            assert_eq!(Tag::read(not), None, "{not}");
        }
        assert_eq!(unescape("ITU\\-T \\\\ \\q"), "ITU-T \\ \\q");
    }
}
