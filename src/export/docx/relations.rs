//! Where a part leads: to other parts and out of the file.

use super::xml::Xml;
use crate::base::Diagnostic;

/// The relationships of one part, each target once, in the order of first use.
#[derive(Default)]
pub(super) struct Relations {
    list: Vec<Relation>,
}

#[derive(PartialEq)]
struct Relation {
    kind: &'static str,
    target: String,
    external: bool,
}

impl Relations {
    /// The number of the relationship to another part (`rId` and this number).
    pub(super) fn part(&mut self, kind: &'static str, target: &str) -> usize {
        self.add(Relation { kind, target: target.to_owned(), external: false })
    }

    /// The number of the relationship to an address.
    pub(super) fn link(&mut self, url: &str) -> usize {
        self.add(Relation { kind: "hyperlink", target: address(url), external: true })
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Writes them as a part of their own.
    ///
    /// # Errors
    /// A target with a control character.
    pub(super) fn write(&self) -> Result<String, Diagnostic> {
        let mut xml = Xml::new(2000);
        xml.raw(r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#);
        for (at, Relation { kind, target, external }) in self.list.iter().enumerate() {
            xml.put(format_args!(
                r#"<Relationship Id="rId{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}""#,
                at + 1
            ));
            xml.attribute("Target", target);
            xml.raw(if *external { r#" TargetMode="External"/>"# } else { "/>" });
        }
        xml.raw("</Relationships>");
        xml.finish()
    }

    fn add(&mut self, relation: Relation) -> usize {
        let at = self.list.iter().position(|r| *r == relation).unwrap_or_else(|| {
            self.list.push(relation);
            self.list.len() - 1
        });
        at + 1
    }
}

/// An address as RFC 3986 allows it: Word calls a file with any other corrupt.
fn address(url: &str) -> String {
    let bytes = url.trim().as_bytes();
    let mut out = String::with_capacity(bytes.len());
    for (at, &byte) in bytes.iter().enumerate() {
        let escaped =
            |from: usize| bytes.get(from..from + 2).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        let allowed = match byte {
            b'%' => escaped(at + 1),
            b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' => false,
            _ => byte.is_ascii_graphic(),
        };
        if allowed {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_made_sound_and_kept_once() {
        assert_eq!(
            address("https://itu.int/a b/100%/%20?q=é&x=1#y"),
            "https://itu.int/a%20b/100%25/%20?q=%C3%A9&x=1#y"
        );
        let mut relations = Relations::default();
        assert_eq!((relations.link("https://itu.int"), relations.part("styles", "styles.xml")), (1, 2));
        assert_eq!(relations.link("https://itu.int"), 1);
    }
}
