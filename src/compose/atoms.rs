//! A text of a letter as those see it who change its words: characters, facts and marks, each with its bytes in the text;
//! and the text that says something else. Words that did not change keep their spelling, those typed anew are escaped
//! by [`typed`], and what comes out is proved by reading it again.

use super::markdown::{OPTIONS, escaped};
use super::origin::{PieceKind, pieces};
use super::typed;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Look {
    /// Bold.
    Strong,
    /// Italic.
    Emphasis,
}

impl Look {
    /// The sign of Markdown on both sides.
    fn sign(self) -> &'static str {
        match self {
            Self::Strong => "**",
            Self::Emphasis => "*",
        }
    }
}

/// The smallest thing that can change in a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Atom {
    /// A character; two line ends begin a paragraph, one breaks the line.
    Sign(char),
    /// An expression in braces, as it is written.
    Fact(String),
    /// What words cannot say: a link, a footnote, a list, a statement in braces; as it is written.
    Kept(String),
    /// Words begin to look so.
    Open(Look),
    /// They no longer do.
    Close(Look),
}

/// A text cut into its atoms.
#[derive(Clone, Debug, PartialEq)]
pub struct Atoms {
    /// The text.
    pub text: String,
    /// Each with its bytes; together with the white space at the end they are the text.
    pub all: Vec<(Atom, Range<usize>)>,
}

/// Why words cannot stand in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unwritable;

impl Atoms {
    /// Reads a text.
    pub fn of(text: &str) -> Self {
        let tags: Vec<(Range<usize>, bool)> = pieces(text)
            .into_iter()
            .filter(|piece| piece.kind != PieceKind::Words)
            .map(|piece| (piece.range, piece.kind == PieceKind::Expression))
            .collect();
        // What is in braces is a word for Markdown.
        let mut masked = text.as_bytes().to_vec();
        tags.iter().for_each(|(tag, _)| masked[tag.clone()].fill(b'x'));
        let masked = String::from_utf8(masked).unwrap_or_default();
        let mut reader = Reader { text, tags, at: 0, all: Vec::new(), paragraphs: 0 };
        let mut events = Parser::new_ext(&masked, OPTIONS).into_offset_iter();
        while let Some((event, bytes)) = events.next() {
            match event {
                Event::Start(Tag::Paragraph) => reader.paragraph(bytes.start),
                Event::End(TagEnd::Paragraph) => {}
                Event::Start(Tag::Strong) => reader.push(Atom::Open(Look::Strong), bytes.start + 2),
                Event::End(TagEnd::Strong) => reader.push(Atom::Close(Look::Strong), bytes.end),
                Event::Start(Tag::Emphasis) => reader.push(Atom::Open(Look::Emphasis), bytes.start + 1),
                Event::End(TagEnd::Emphasis) => reader.push(Atom::Close(Look::Emphasis), bytes.end),
                Event::Text(words) => reader.words(&words, bytes),
                Event::SoftBreak => reader.push(Atom::Sign(' '), bytes.end),
                Event::HardBreak => reader.push(Atom::Sign('\n'), bytes.end),
                Event::InlineHtml(html) if html.starts_with("<br") => {
                    reader.push(Atom::Sign('\n'), bytes.end);
                }
                Event::Start(tag) => {
                    if !matches!(tag, Tag::Link { .. } | Tag::Image { .. }) {
                        reader.paragraph(bytes.start);
                    }
                    let mut depth = 1;
                    for (inner, _) in events.by_ref() {
                        depth += i32::from(matches!(inner, Event::Start(_)));
                        depth -= i32::from(matches!(inner, Event::End(_)));
                        if depth == 0 {
                            break;
                        }
                    }
                    reader.kept(bytes);
                }
                _ => reader.kept(bytes),
            }
        }
        Self { text: text.to_owned(), all: reader.all }
    }

    /// The atoms alone.
    pub fn alone(&self) -> Vec<Atom> {
        self.all.iter().map(|(atom, _)| atom.clone()).collect()
    }

    /// Whether all of it are words in one paragraph or several, with facts and looks.
    pub fn is_simple(&self) -> bool {
        !self.all.iter().any(|(atom, _)| matches!(atom, Atom::Kept(kept) if kept.contains('\n')))
    }

    /// The passages that make this text say something else: bytes of it, and what they are to be. None where it says
    /// that already.
    ///
    /// # Errors
    /// No text says it.
    pub fn saying(&self, want: &[Atom]) -> Result<Vec<(Range<usize>, String)>, Unwritable> {
        let (old, new) = (grouped(&self.alone()), grouped(want));
        let steps = capture_diff_slices(Algorithm::Myers, &old, &new);
        let hunks: Vec<(Range<usize>, Range<usize>)> = steps
            .iter()
            .filter(|step| !matches!(step, DiffOp::Equal { .. }))
            .map(|step| (step.old_range(), step.new_range()))
            .collect();
        let places = places(&old);
        for way in [Spelling::AsTyped, Spelling::Typed, Spelling::Escaped] {
            let edits: Vec<(Range<usize>, String)> = hunks
                .iter()
                .map(|(old, new_range)| {
                    let atoms: Vec<Atom> = new[new_range.clone()].concat();
                    (self.bytes(places[old.start]..places[old.end]), written(&atoms, way))
                })
                .collect();
            let text = edited(&self.text, &edits);
            if Self::of(&text).alone() == want {
                return Ok(edits);
            }
        }
        Err(Unwritable)
    }

    /// The bytes of some atoms.
    fn bytes(&self, atoms: Range<usize>) -> Range<usize> {
        let before = |at: usize| match at.checked_sub(1).and_then(|last| self.all.get(last)) {
            Some((_, bytes)) => bytes.end,
            None => self.text.len() - self.text.trim_start().len(),
        };
        let start = before(atoms.start);
        if atoms.is_empty() {
            return start..start;
        }
        start..before(atoms.end)
    }
}

/// The text with passages changed, which are in order.
pub fn edited(text: &str, edits: &[(Range<usize>, String)]) -> String {
    let (mut out, mut done) = (String::with_capacity(text.len() + 64), 0);
    for (bytes, new) in edits {
        out.push_str(&text[done..bytes.start]);
        out.push_str(new);
        done = bytes.end;
    }
    out.push_str(&text[done..]);
    out
}

/// Atoms of one word together, so that a changed word changes as a whole.
fn grouped(atoms: &[Atom]) -> Vec<Vec<Atom>> {
    let is_letter = |atom: &Atom| matches!(atom, Atom::Sign(c) if c.is_alphanumeric());
    let mut groups: Vec<Vec<Atom>> = Vec::new();
    for atom in atoms {
        match groups.last_mut().filter(|last| is_letter(atom) && last.last().is_some_and(is_letter)) {
            Some(last) => last.push(atom.clone()),
            None => groups.push(vec![atom.clone()]),
        }
    }
    groups
}

/// The number of atoms before each group, and of all.
fn places(groups: &[Vec<Atom>]) -> Vec<usize> {
    let mut places = vec![0];
    for group in groups {
        places.push(places.last().copied().unwrap_or_default() + group.len());
    }
    places
}

/// How words are put into a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// As they are.
    AsTyped,
    /// So that they print as they are, where they stand alone.
    Typed,
    /// With every sign escaped.
    Escaped,
}

fn written(atoms: &[Atom], way: Spelling) -> String {
    let (mut out, mut words) = (String::new(), String::new());
    for atom in atoms {
        if let Atom::Sign(c) = atom {
            words.push(*c);
            continue;
        }
        out.push_str(&spelt(&std::mem::take(&mut words), way));
        match atom {
            Atom::Fact(tag) | Atom::Kept(tag) => out.push_str(tag),
            Atom::Open(look) | Atom::Close(look) => out.push_str(look.sign()),
            Atom::Sign(_) => {}
        }
    }
    out + &spelt(&words, way)
}

fn spelt(words: &str, way: Spelling) -> String {
    let of_line = |line: &str| match way {
        Spelling::AsTyped => line.to_owned(),
        Spelling::Typed => {
            let (start, end) = (line.len() - line.trim_start().len(), line.trim_end().len());
            if start >= end {
                return line.to_owned();
            }
            format!("{}{}{}", &line[..start], typed(&line[start..end]), &line[end..])
        }
        Spelling::Escaped => escaped(line),
    };
    let paragraphs = words.split("\n\n").map(|paragraph| {
        let lines: Vec<String> = paragraph.split('\n').map(of_line).collect();
        lines.join("\\\n")
    });
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

struct Reader<'t> {
    text: &'t str,
    /// What is in braces, and whether it is an expression.
    tags: Vec<(Range<usize>, bool)>,
    /// The first byte that no atom has yet.
    at: usize,
    all: Vec<(Atom, Range<usize>)>,
    paragraphs: usize,
}

impl Reader<'_> {
    /// An atom that ends at a byte; what no other has before it is part of it.
    fn push(&mut self, atom: Atom, end: usize) {
        let end = end.max(self.at);
        self.all.push((atom, self.at..end));
        self.at = end;
    }

    /// A paragraph begins at a byte.
    fn paragraph(&mut self, start: usize) {
        if self.paragraphs > 0 {
            self.push(Atom::Sign('\n'), start);
            self.push(Atom::Sign('\n'), start);
        }
        // White space before the first stays where it is.
        self.at = self.at.max(start);
        self.paragraphs += 1;
    }

    fn kept(&mut self, bytes: Range<usize>) {
        let end = bytes.start + self.text[bytes.clone()].trim_end().len();
        let kept = self.text[bytes.start..end].to_owned();
        self.push(Atom::Kept(kept), end);
    }

    fn words(&mut self, words: &str, bytes: Range<usize>) {
        let is_as_written = words.len() == bytes.len();
        if !is_as_written {
            // A reference to a character, of one or two.
            for c in words.chars() {
                self.push(Atom::Sign(c), bytes.end);
            }
            return;
        }
        let mut at = bytes.start;
        while at < bytes.end {
            if let Some((tag, is_fact)) = self.tags.iter().find(|(tag, _)| tag.contains(&at)).cloned() {
                if tag.end > self.at {
                    let written = self.text[tag.clone()].to_owned();
                    self.push(if is_fact { Atom::Fact(written) } else { Atom::Kept(written) }, tag.end);
                }
                at = tag.end;
                continue;
            }
            let Some(c) = self.text[at..].chars().next() else { break };
            at += c.len_utf8();
            self.push(Atom::Sign(c), at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        let show = |(atom, _): &(Atom, Range<usize>)| match atom {
            Atom::Sign(c) => c.to_string(),
            Atom::Fact(tag) => format!("[{tag}]"),
            Atom::Kept(kept) => format!("<{kept}>"),
            Atom::Open(look) => format!("({look:?}:"),
            Atom::Close(_) => ")".to_owned(),
        };
        Atoms::of(text).all.iter().map(show).collect()
    }

    fn signs(words: &str) -> Vec<Atom> {
        words.chars().map(Atom::Sign).collect()
    }

    fn changed(text: &str, want: &[Atom]) -> String {
        let edits = Atoms::of(text).saying(want).expect("a text");
        edited(text, &edits)
    }

    #[test]
    fn a_text_is_words_facts_and_looks() {
        assert_eq!(said("a **b {{ c }}**, *d*"), "a (Strong:b [{{ c }}]), (Emphasis:d)");
        assert_eq!(said("a\\*b &amp; c"), "a*b & c");
        assert_eq!(said("one\ntwo\n\nthree\\\nfour\n"), "one two\n\nthree\nfour");
        assert_eq!(said("see [a](b) `c`[^1]"), "see <[a](b)> <`c`>[^1]");
        assert_eq!(said("{% if a %}b{% endif %} c"), "<{% if a %}>b<{% endif %}> c");
        assert_eq!(said("a\n\n- b\n- c\n\nd"), "a\n\n<- b\n- c>\n\nd");
        assert_eq!(said(""), "");
    }

    #[test]
    fn all_bytes_belong_to_an_atom() {
        for text in ["a **b {{ c }}**, *d*", "a\\*b &amp; c", "one\ntwo\n\nthree\\\nfour", "see [a](b) `c`"] {
            let atoms = Atoms::of(text);
            let joined: String = atoms.all.iter().map(|(_, bytes)| &text[bytes.clone()]).collect();
            assert_eq!(joined, text);
        }
    }

    #[test]
    fn only_what_changed_is_written_anew() {
        let text = "a\\*b {{ c }} **d**";
        let mut want = Atoms::of(text).alone();
        want.splice(0..1, signs("x: y"));
        assert_eq!(changed(text, &want), "x: y\\*b {{ c }} **d**");
        assert_eq!(Atoms::of(text).saying(&Atoms::of(text).alone()), Ok(Vec::new()));
    }

    #[test]
    fn typed_signs_are_words() {
        for words in
            ["{{ x }}", "a *b* _c_", "# h", "- i", "1. a", "<b>", "a\n\nb", "a\nb", "[x](y)", "{%", "\\", "`"]
        {
            let text = changed("old words", &signs(words));
            assert_eq!(Atoms::of(&text).alone(), signs(words), "{text}");
        }
        assert_eq!(changed("a {b", &signs("a {{b")), "a {\\{b");
    }

    #[test]
    fn facts_and_bold_words_move() {
        let text = "on {{ meeting.starts | long }} and off";
        let mut want = Atoms::of(text).alone();
        let fact = want.remove(3);
        want.push(Atom::Sign(' '));
        want.push(Atom::Open(Look::Strong));
        want.push(fact);
        want.push(Atom::Close(Look::Strong));
        assert_eq!(changed(text, &want), "on  and off **{{ meeting.starts | long }}**");
    }
}
