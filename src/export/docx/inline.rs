//! Runs of text, links, line breaks and the marks of footnotes.

use super::names::FOOTNOTE_REFERENCE;
use super::story::Story;
use crate::base::Script;
use crate::base::script::{is_shared_punctuation, is_wide};
use crate::document::theme::StyleName;
use crate::document::typography::{self, CLOSE, JOINER, OPEN};
use crate::document::{Inline, Link, Marks, Target};
use crate::export::rules::{UNKNOWN_BOOKMARK, UNKNOWN_FOOTNOTE};
use std::borrow::Cow;
use std::ops::Range;
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
        let direction = if self.right_to_left() { "<w:rtl/>" } else { "" };
        self.xml.put(format_args!(
            r#"<w:r><w:rPr><w:rStyle w:val="{FOOTNOTE_REFERENCE}"/>{direction}</w:rPr>{mark}</w:r>"#
        ));
    }

    fn inline(&mut self, inline: &Inline, bold: bool, in_link: bool) {
        match inline {
            Inline::Text(text, marks) => {
                for (piece, right_to_left) in by_direction(text, self.right_to_left()) {
                    self.run(&piece, marks, right_to_left, bold, in_link);
                }
            }
            Inline::Link(link) => self.link(link, bold),
            Inline::LineBreak => {
                self.xml.raw("<w:r><w:br/></w:r>");
            }
            Inline::Footnote(index) if *index < self.shared.footnotes => {
                self.footnote_mark(&format!(r#"<w:footnoteReference w:id="{}"/>"#, index + 1));
            }
            Inline::Footnote(index) => {
                let message =
                    format!("the text has a mark for footnote {}, but there is no such footnote", index + 1);
                let problem = UNKNOWN_FOOTNOTE.finding(message);
                self.xml.fail(problem.hint("add the text of the footnote, or remove its mark from the text"));
            }
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
                None => {
                    let message = format!("a link points to `{id}`, but no heading or paragraph has that id");
                    let problem = UNKNOWN_BOOKMARK.finding(message);
                    self.xml.fail(problem.hint("correct the link, or add the id where it should lead"));
                }
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
        let run_in_head = marks.run_in_head.then_some(StyleName::RunInHead);
        let style = if in_link { Some(StyleName::Link) } else { run_in_head };
        let name = style.and_then(|s| self.shared.names.style(s.word()));
        if let Some(name) = name {
            self.xml.put(format_args!(r#"<w:rStyle w:val="{}"/>"#, name.id));
        }
        let chinese = self.shared.language.script() == Script::Chinese && marks.language.is_none();
        if chinese && text.contains(is_shared_punctuation) {
            // Quotation marks and dashes of Chinese text are full-width.
            self.xml.raw(r#"<w:rFonts w:hint="eastAsia"/>"#);
        }
        // Bold of a character style in a bold paragraph style would cancel out.
        let styled = name.is_some_and(|n| n.bold) && !bold;
        if marks.light {
            self.xml.raw(r#"<w:b w:val="0"/><w:bCs w:val="0"/>"#);
        } else if (marks.strong || marks.run_in_head) && !styled {
            self.xml.raw("<w:b/><w:bCs/>");
        }
        // Arabic and Chinese are never slanted, Latin words among them are.
        match self.shared.language.script() {
            _ if !marks.emphasis => {}
            Script::Arabic => {
                self.xml.raw("<w:i/>");
            }
            Script::Chinese if text.contains(is_wide) => {}
            _ => {
                self.xml.raw("<w:i/><w:iCs/>");
            }
        }
        if right_to_left {
            self.xml.raw("<w:rtl/>");
        }
        if let Some(language) = marks.language.filter(|l| *l != self.shared.language) {
            let script = match language.script() {
                Script::Arabic => "bidi",
                Script::Chinese => "eastAsia",
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
                for part in piece.split(JOINER) {
                    self.xml.text(part);
                }
                self.xml.raw("</w:t>");
            }
        }
        self.xml.raw("</w:r>");
    }
}

/// Cuts a text where its direction changes: Word wants Arabic and Latin in runs of their own.
/// Digits and signs between Arabic words stay with them; what is isolated as running from left to
/// right is a run of its own with a mark (U+200E) where it needs one: Word does not know isolates.
fn by_direction(text: &str, base: bool) -> Vec<(Cow<'_, str>, bool)> {
    // Scripts that are written from right to left begin with Hebrew.
    if !base && text.chars().all(|c| c < '\u{590}' || (('\u{2000}'..'\u{fb00}').contains(&c) && !isolates(c)))
    {
        return vec![(text.into(), false)];
    }
    let level = if base { Level::rtl() } else { Level::ltr() };
    let levels = BidiInfo::new(text, Some(level)).levels;
    let mut pieces: Vec<(Range<usize>, bool)> = Vec::new();
    let mut add = |range: Range<usize>, right_to_left: bool| match pieces.last_mut() {
        Some((last, direction)) if *direction == right_to_left => last.end = range.end,
        _ => pieces.push((range, right_to_left)),
    };
    let mut start = 0;
    let mut isolated = 0usize;
    for (at, c) in text.char_indices().map(|(at, c)| (at + c.len_utf8(), c)) {
        let inside = isolated > 0;
        match c {
            OPEN => isolated += 1,
            CLOSE => isolated = isolated.saturating_sub(1),
            _ => {}
        }
        let next = at < text.len();
        let same_level = next && levels.get(at) == levels.get(at - 1);
        if next && (if inside { isolated > 0 } else { same_level && isolated == 0 }) {
            continue;
        }
        // An isolate is a piece with both its marks.
        if !inside && isolated > 0 {
            let before = at - c.len_utf8();
            if before > start {
                add(start..before, runs_right_to_left(&text[start..before], levels.get(start), base));
            }
            start = before;
            continue;
        }
        add(start..at, !inside && runs_right_to_left(&text[start..at], levels.get(start), base));
        start = at;
    }
    if start < text.len() {
        add(start..text.len(), false);
    }
    let shown = |range: Range<usize>| match &text[range] {
        piece if piece.contains(isolates) => {
            let inside = piece.replace(isolates, "");
            let (before, behind) = typography::marks(&inside);
            Cow::Owned(format!("{before}{inside}{behind}"))
        }
        piece => Cow::Borrowed(piece),
    };
    pieces.into_iter().map(|(range, direction)| (shown(range), direction)).collect()
}

/// Whether a character isolates what stands after it, or ends that.
fn isolates(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2069}')
}

/// Whether a piece on one level is a run from right to left.
fn runs_right_to_left(piece: &str, level: Option<&Level>, base: bool) -> bool {
    level.is_some_and(|l| l.is_rtl()) || (base && !piece.chars().any(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_and_latin_get_runs_of_their_own() {
        let cut = |text, base| {
            by_direction(text, base).into_iter().map(|(t, d)| (t.into_owned(), d)).collect::<Vec<_>>()
        };
        let runs =
            |list: &[(&str, bool)]| list.iter().map(|(t, d)| ((*t).to_owned(), *d)).collect::<Vec<_>>();
        assert_eq!(cut("ITU\u{2011}T • 20", false), runs(&[("ITU\u{2011}T • 20", false)]));
        let date = "جنيف، 29 يناير 2017";
        assert_eq!(cut(date, true), runs(&[(date, true)]), "digits stay with the Arabic words");
        assert_eq!(
            cut("رسالة TSB الجماعية 8/5", true),
            runs(&[("رسالة ", true), ("TSB", false), (" الجماعية 8/5", true)])
        );
        assert_eq!(cut("8/5", true), runs(&[("8/5", true)]));
        assert_eq!(
            cut("الهاتف: \u{2066}+41 22 730 6206\u{2069}، أو", true),
            runs(&[("الهاتف: ", true), ("\u{200e}+41 22 730 6206", false), ("، أو", true)])
        );
        assert_eq!(cut("\u{2066}http://itu.int/\u{2069}", true), runs(&[("http://itu.int/\u{200e}", false)]));
        assert_eq!(cut("a \u{2066}b\u{2069}", false), runs(&[("a b", false)]));
    }
}
