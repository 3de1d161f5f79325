//! Passages: the paragraphs of a finished file as plain words, each with the place where it stands.
//!
//! Knows headings, parts and tables as they come along, not the format that they come from.

use crate::base::text::one_line;
use crate::tools::review::passage::{self as shape, Cell, Kind};
use crate::tools::review::words::{Look, Run};

/// A paragraph, a cell, an item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands, for people: `letter`, `Annex A, REGISTRATION`, `page header`.
    pub place: String,
    /// Its words, with one space between each two.
    pub text: String,
    /// What it is, and how its words look, as far as the format says.
    pub shape: shape::Passage,
}

#[cfg(test)]
impl Passage {
    /// A paragraph of words that look alike.
    pub(super) fn plain(place: &str, text: &str) -> Self {
        let mut collector = Collector::default();
        collector.text(text);
        collector.end(None);
        let own = collector.finish().pop().unwrap_or_default();
        Self { place: place.to_owned(), ..own }
    }
}

/// What a paragraph is, apart from its words.
#[derive(Default)]
pub(super) struct Form {
    pub(super) kind: Kind,
    pub(super) style: String,
    pub(super) cell: Option<Cell>,
}

/// A place as it is shown before words: without the head that they begin with themselves.
pub(super) fn place_before<'a>(place: &'a str, words: &str) -> &'a str {
    let said =
        |(_, within): &(&str, &str)| words.strip_prefix(within).is_some_and(|rest| rest.starts_with(':'));
    place.split_once(", ").filter(said).map_or(place, |(part, _)| part)
}

/// What the part before the first annex is called.
const LETTER: &str = "letter";

/// A heading that is in force.
struct Heading {
    level: u8,
    name: String,
    /// It is that of a table and ends with it.
    table: bool,
}

/// Gathers passages from the pieces that a reader of a format finds one after the other.
#[derive(Default)]
pub(super) struct Collector {
    done: Vec<Passage>,
    text: String,
    /// How words look from these bytes of the text on.
    looks: Vec<(usize, Look)>,
    /// Which text of the file it is, apart from the letter itself.
    story: &'static str,
    /// Name of the part; none for the letter itself.
    part: Option<String>,
    /// The next heading gives the part its name.
    nameless: bool,
    headings: Vec<Heading>,
    /// Nothing came since the last heading.
    after_heading: bool,
    /// The headings in force when each open table began.
    tables: Vec<usize>,
    /// Where the words of each open link begin, and where it leads.
    links: Vec<(usize, Option<String>)>,
}

impl Collector {
    /// Adds words, or parts of words.
    pub(super) fn text(&mut self, text: &str) {
        self.text.extend(text.chars().filter_map(plain));
    }

    /// Ends a line, not the passage.
    pub(super) fn line_break(&mut self) {
        self.text.push('\n');
    }

    /// Adds the words that stand for a picture.
    pub(super) fn picture(&mut self, description: &str) {
        if !description.trim().is_empty() {
            self.text(&format!(" (image: {}) ", description.trim()));
        }
    }

    /// Words from here on look so.
    pub(super) fn look(&mut self, look: Look) {
        self.looks.push((self.text.len(), look));
    }

    /// A link begins.
    pub(super) fn link(&mut self, target: Option<String>) {
        self.links.push((self.text.len(), target));
    }

    /// A link ends: adds where it leads, unless its words say so.
    pub(super) fn end_link(&mut self) {
        let Some((mark, Some(target))) = self.links.pop() else { return };
        let shown = self.text.get(mark..).unwrap_or_default().trim();
        let bare = |url: &str| {
            let url = url.trim_end_matches('/');
            ["mailto:", "https://", "http://"]
                .iter()
                .find_map(|scheme| url.strip_prefix(scheme))
                .unwrap_or(url)
                .to_owned()
        };
        if !target.is_empty() && !shown.contains(&bare(&target)) {
            self.text(&format!(" <{target}>"));
        }
    }

    /// Ends a passage; `level` when it is a heading, from 1.
    pub(super) fn end(&mut self, level: Option<u8>) {
        let kind = level.map_or(Kind::Paragraph, Kind::Heading);
        self.end_as(level, Form { kind, ..Form::default() });
    }

    /// Ends a passage of which more is known.
    pub(super) fn end_as(&mut self, level: Option<u8>, form: Form) {
        let (lines, looks) = (std::mem::take(&mut self.text), std::mem::take(&mut self.looks));
        let text = one_line(&lines);
        if text.is_empty() {
            return;
        }
        let shape = self.shape(&lines, &looks, form);
        if let Some(level) = level {
            let first = lines.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
            self.head(level, name(first));
        }
        self.after_heading = level.is_some();
        let place = self.place(&text);
        self.done.push(Passage { place, text, shape });
    }

    fn shape(&self, text: &str, looks: &[(usize, Look)], form: Form) -> shape::Passage {
        let starts = std::iter::once((0, Look::default())).chain(looks.iter().cloned());
        let ends = looks.iter().map(|(start, _)| *start).chain([text.len()]);
        let run = |((start, look), end): ((usize, Look), usize)| Run {
            text: text.get(start..end).unwrap_or_default().to_owned(),
            look,
            by: None,
        };
        let runs: Vec<Run> = starts.zip(ends).map(run).collect();
        let own = shape::Passage::new(self.story, form.kind, form.cell, &runs).unwrap_or_default();
        shape::Passage { style: form.style, ..own }
    }

    fn head(&mut self, level: u8, name: String) {
        self.headings.retain(|heading| heading.level < level);
        if std::mem::take(&mut self.nameless) {
            self.part = Some(name);
            self.headings.clear();
        // The subject is the heading of the whole letter.
        } else if level > 1 {
            self.headings.push(Heading { level, name, table: false });
        }
    }

    fn place(&self, text: &str) -> String {
        let part = self.part.as_deref().unwrap_or(LETTER);
        let within = run_in_head(text, self.part.is_none());
        let within = within.or_else(|| self.headings.last().map(|heading| heading.name.as_str()));
        within.map_or_else(|| part.to_owned(), |within| format!("{part}, {within}"))
    }

    /// A new page was turned to: a part begins.
    pub(super) fn turn(&mut self) {
        if !self.done.is_empty() {
            (self.nameless, self.part) = (true, None);
            self.headings.clear();
        }
    }

    /// What follows belongs to no page of its own.
    pub(super) fn furniture(&mut self, name: &'static str) {
        (self.nameless, self.part, self.story) = (false, Some(name.to_owned()), name);
        self.headings.clear();
    }

    /// A table begins: a heading right before it is its own.
    pub(super) fn table(&mut self) {
        if std::mem::take(&mut self.after_heading)
            && let Some(heading) = self.headings.last_mut()
        {
            heading.table = true;
        }
        self.tables.push(self.headings.len());
    }

    /// A table ends.
    pub(super) fn end_table(&mut self) {
        let before = self.tables.pop().unwrap_or(0);
        self.headings.truncate(before);
        if self.tables.is_empty() {
            self.headings.retain(|heading| !heading.table);
        }
    }

    /// How many passages there are so far.
    pub(super) fn len(&self) -> usize {
        self.done.len()
    }

    /// Takes out, from `start` on, what was there before.
    pub(super) fn once(&mut self, start: usize) {
        let late = self.done.split_off(start);
        for passage in late {
            let is_same = |done: &Passage| (&done.place, &done.text) == (&passage.place, &passage.text);
            if !self.done[start..].iter().any(is_same) {
                self.done.push(passage);
            }
        }
    }

    /// All passages.
    pub(super) fn finish(mut self) -> Vec<Passage> {
        self.end(None);
        self.done
    }
}

/// Signs that only tell where lines break, or which way to read, are no matter of words.
fn plain(c: char) -> Option<char> {
    match c {
        '\u{2011}' => Some('-'),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
        // Lines end by `line_break` alone.
        c if c.is_whitespace() || c.is_control() => Some(' '),
        c => Some(c),
    }
}

/// `ANNEX A` is `Annex A`, `Key deadlines:` is `Key deadlines`.
fn name(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    let lower = |word: &&str| {
        let first = word.char_indices().nth(1).map_or(word.len(), |(at, _)| at);
        word[..first].to_owned() + &word[first..].to_lowercase()
    };
    // An annex with its letter; other heads in capitals stay as they are printed.
    let short = words.len() == 2 && words[1].chars().count() <= 2 && is_upper(line);
    let name = if short { words.iter().map(lower).collect::<Vec<_>>().join(" ") } else { words.join(" ") };
    name.trim_end_matches(':').to_owned()
}

fn is_upper(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// Most words of a head in capitals.
const LONGEST_HEAD: usize = 12;
/// Most words of a label such as `Subject:`.
const LONGEST_LABEL: usize = 2;

/// The head that a passage begins with: `REGISTRATION` of `REGISTRATION: Registration is…`; on the first
/// page also `Subject`.
fn run_in_head(text: &str, labels: bool) -> Option<&str> {
    let (head, rest) = text.split_once(':')?;
    if head.trim().is_empty() || head.starts_with('(') || !(rest.is_empty() || rest.starts_with(' ')) {
        return None;
    }
    let words = head.split(' ').count();
    let fits =
        words <= LONGEST_HEAD && is_upper(head) || labels && words <= LONGEST_LABEL && !rest.is_empty();
    fits.then_some(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(tell: impl FnOnce(&mut Collector)) -> Vec<(String, String)> {
        let mut collector = Collector::default();
        tell(&mut collector);
        collector.finish().into_iter().map(|passage| (passage.place, passage.text)).collect()
    }

    fn said(collector: &mut Collector, text: &str, level: Option<u8>) {
        collector.text(text);
        collector.end(level);
    }

    #[test]
    fn a_head_is_shown_once() {
        assert_eq!(place_before("Annex A, VISA: SUPPORT", "VISA: SUPPORT: none"), "Annex A");
        assert_eq!(place_before("Annex A, VISA", "VISAS are"), "Annex A, VISA");
        assert_eq!(place_before("letter", "letter: none"), "letter");
    }

    #[test]
    fn passages_know_their_places() {
        let told = places(|c| {
            said(c, "Subject: A meeting", Some(1));
            said(c, "It is my pleasure", None);
            said(c, "Key deadlines:", Some(2));
            c.table();
            said(c, "20 April", None);
            c.end_table();
            said(c, "Yours faithfully,", None);
            c.turn();
            c.text("ANNEX A");
            c.line_break();
            said(c, "Practical information", Some(2));
            said(c, "WORKING METHODS", Some(3));
            said(c, "Bring a badge.", None);
            said(c, "WIRELESS LAN: There is one.", None);
            c.turn();
            said(c, "ANNEX B", Some(2));
            said(c, "Opening: the chair", None);
            c.furniture("page header");
            said(c, "TSB Collective letter 1/1", None);
        });
        let told: Vec<_> = told.iter().map(|(place, text)| format!("{place} | {text}")).collect();
        assert_eq!(
            told,
            [
                "letter, Subject | Subject: A meeting",
                "letter | It is my pleasure",
                "letter, Key deadlines | Key deadlines:",
                "letter, Key deadlines | 20 April",
                "letter | Yours faithfully,",
                "Annex A | ANNEX A Practical information",
                "Annex A, WORKING METHODS | WORKING METHODS",
                "Annex A, WORKING METHODS | Bring a badge.",
                "Annex A, WIRELESS LAN | WIRELESS LAN: There is one.",
                "Annex B | ANNEX B",
                "Annex B | Opening: the chair",
                "page header | TSB Collective letter 1/1",
            ]
        );
    }

    #[test]
    fn signs_of_layout_are_no_words() {
        let told = places(|c| said(c, " ITU\u{2011}T,\u{a0}20\u{2011}30 Ap\u{ad}ril\t2021\n", None));
        assert_eq!(told, [("letter".into(), "ITU-T, 20-30 April 2021".into())]);
    }

    #[test]
    fn a_link_that_says_where_it_leads_says_it_once() {
        let told = places(|c| {
            for (words, target) in [
                ("tsbsg1@itu.int", "mailto:tsbsg1@itu.int"),
                ("http://itu.int/go", "http://itu.int/go"),
                ("www.itu.int", "https://www.itu.int/"),
                ("here", "http://itu.int/x"),
            ] {
                c.link(Some(target.to_owned()));
                c.text(words);
                c.end_link();
                c.end(None);
            }
        });
        let told: Vec<_> = told.into_iter().map(|(_, text)| text).collect();
        assert_eq!(told, ["tsbsg1@itu.int", "http://itu.int/go", "www.itu.int", "here <http://itu.int/x>"]);
    }
}
