//! Runs of text, links, line breaks and the marks of footnotes.

use super::names::FOOTNOTE_REFERENCE;
use super::story::Story;
use crate::diagnostic::Diagnostic;
use crate::document::{Inline, Link, Marks, Target};
use crate::language::Language;
use unicode_bidi::{BidiInfo, Level};

/// Longest help text that Word shows for a link.
const TOOLTIP: usize = 255;

impl Story<'_, '_> {
    /// Writes the inside of a paragraph; `bold` says whether its style is.
    pub(super) fn inlines(&mut self, inlines: &[Inline], bold: bool) {
        for inline in inlines {
            self.inline(inline, bold, false);
        }
    }

    /// The mark of a footnote, in the text or in the footnote itself.
    pub(super) fn footnote_mark(&mut self, mark: &str) {
        self.xml
            .put(format_args!(r#"<w:r><w:rPr><w:rStyle w:val="{FOOTNOTE_REFERENCE}"/></w:rPr>{mark}</w:r>"#));
    }

    fn inline(&mut self, inline: &Inline, bold: bool, in_link: bool) {
        match inline {
            Inline::Text(text, marks) => {
                for (piece, right_to_left) in by_direction(text, self.right_to_left()) {
                    self.run(piece, marks, right_to_left, bold, in_link);
                }
            }
            Inline::Link(link) => self.link(link, bold),
            Inline::LineBreak => {
                self.xml.raw("<w:r><w:br/></w:r>");
            }
            Inline::Footnote(index) if *index < self.shared.footnotes => {
                self.footnote_mark(&format!(r#"<w:footnoteReference w:id="{}"/>"#, index + 1));
            }
            Inline::Footnote(index) => self.xml.fail(Diagnostic::error(
                "unknown-footnote",
                format!("the text has a mark for footnote {}, but there is no such footnote", index + 1),
            )),
        }
    }

    fn link(&mut self, link: &Link, bold: bool) {
        self.xml.raw("<w:hyperlink");
        match &link.target {
            Target::Url(url) => {
                let relation = self.relations.link(url);
                self.xml.put(format_args!(r#" r:id="rId{relation}""#));
            }
            Target::Bookmark(id) => match self.shared.bookmarks.get(id) {
                Some((_, name)) => {
                    self.xml.put(format_args!(r#" w:anchor="{name}""#));
                }
                None => self.xml.fail(Diagnostic::error(
                    "unknown-bookmark",
                    format!("a link leads to `{id}`, but no heading or paragraph has that id"),
                )),
            },
        }
        if !link.description.is_empty() {
            let tooltip: String = link.description.chars().take(TOOLTIP).collect();
            self.xml.attribute("w:tooltip", &tooltip);
        }
        self.xml.raw(r#" w:history="1">"#);
        for inline in &link.content {
            self.inline(inline, bold, true);
        }
        self.xml.raw("</w:hyperlink>");
    }

    /// One run. The order of the properties is the schema's.
    fn run(&mut self, text: &str, marks: &Marks, right_to_left: bool, bold: bool, in_link: bool) {
        self.xml.raw("<w:r>");
        let start = self.xml.len();
        self.xml.raw("<w:rPr>");
        let empty = self.xml.len();
        let style = if in_link { Some("Link") } else { marks.run_in_head.then_some("RunInHead") };
        let name = style.and_then(|s| self.shared.names.style(s));
        if let Some(name) = name {
            self.xml.put(format_args!(r#"<w:rStyle w:val="{}"/>"#, name.id));
        }
        // Bold of a character style in a bold paragraph style would cancel out.
        let styled = name.is_some_and(|n| n.bold) && !bold;
        if marks.light {
            self.xml.raw(r#"<w:b w:val="0"/><w:bCs w:val="0"/>"#);
        } else if (marks.strong || marks.run_in_head) && !styled {
            self.xml.raw("<w:b/><w:bCs/>");
        }
        if marks.emphasis {
            self.xml.raw("<w:i/><w:iCs/>");
        }
        if right_to_left {
            self.xml.raw("<w:rtl/>");
        }
        if let Some(language) = marks.language.filter(|l| *l != self.shared.language) {
            let script = match language {
                Language::Arabic => "bidi",
                Language::Chinese => "eastAsia",
                _ => "val",
            };
            self.xml.put(format_args!(r#"<w:lang w:{script}="{}"/>"#, language.tag()));
        }
        if self.xml.len() == empty {
            self.xml.truncate(start);
        } else {
            self.xml.raw("</w:rPr>");
        }
        for (at, piece) in text.split('\t').enumerate() {
            if at > 0 {
                self.xml.raw("<w:tab/>");
            }
            if !piece.is_empty() {
                let edges = piece.starts_with(' ') || piece.ends_with(' ') || piece.contains("  ");
                self.xml.raw(if edges { r#"<w:t xml:space="preserve">"# } else { "<w:t>" });
                self.xml.text(piece).raw("</w:t>");
            }
        }
        self.xml.raw("</w:r>");
    }
}

/// Cuts a text where its direction changes: Word wants Arabic and Latin in runs of their own.
/// Digits and signs between Arabic words stay with them.
fn by_direction(text: &str, base: bool) -> Vec<(&str, bool)> {
    // Scripts that are written from right to left begin with Hebrew.
    if !base && text.chars().all(|c| c < '\u{590}' || ('\u{2000}'..'\u{fb00}').contains(&c)) {
        return vec![(text, false)];
    }
    let level = if base { Level::rtl() } else { Level::ltr() };
    let levels = BidiInfo::new(text, Some(level)).levels;
    let mut pieces: Vec<(std::ops::Range<usize>, bool)> = Vec::new();
    let mut start = 0;
    for (end, _) in text.char_indices().skip(1).chain([(text.len(), ' ')]) {
        if end < text.len() && levels.get(end) == levels.get(start) {
            continue;
        }
        let odd = levels.get(start).is_some_and(|l| l.is_rtl());
        let right_to_left = odd || (base && !text[start..end].chars().any(char::is_alphabetic));
        match pieces.last_mut() {
            Some((range, direction)) if *direction == right_to_left => range.end = end,
            _ => pieces.push((start..end, right_to_left)),
        }
        start = end;
    }
    pieces.into_iter().map(|(range, direction)| (&text[range], direction)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_and_latin_get_runs_of_their_own() {
        assert_eq!(by_direction("ITU\u{2011}T • 20", false), [("ITU\u{2011}T • 20", false)]);
        assert_eq!(
            by_direction("جنيف، 29 يناير 2017", true),
            [("جنيف، 29 يناير 2017", true)],
            "digits stay with the Arabic words"
        );
        assert_eq!(
            by_direction("رسالة TSB الجماعية 8/5", true),
            [("رسالة ", true), ("TSB", false), (" الجماعية 8/5", true)]
        );
        assert_eq!(by_direction("8/5", true), [("8/5", true)]);
    }
}
