//! A review for people at a terminal: what many letters share first, then each letter that has more.
//!
//! Makes text; the program knows whether there are colours, and how wide the terminal is.

use super::common::Common;
use super::compare::{Alteration, Run};
use super::letter::{Found, LetterTitle, Outcome};
use super::review::{Review, formats};
use crate::base::text::{count, name_shown, visible};
use unicode_width::UnicodeWidthStr;

/// How much is told, and how.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// With ANSI escapes: somebody sees them.
    pub colors: bool,
    /// Columns to fit lines into; none for a file, where each passage is one line.
    pub width: Option<usize>,
    /// How much.
    pub detail: Detail,
}

/// How much is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// What many letters share, and one line for each letter that has more.
    Summary,
    /// What many letters share, and of each letter what is its own.
    #[default]
    Own,
    /// Everything in every letter.
    Full,
}

/// The whole review, each line with its end.
pub fn text(review: &Review, look: Look) -> String {
    let mut out = Out { look, text: String::new() };
    for (letters, members) in review.groups() {
        out.head(&format!("In {}:", review.which(letters)));
        for at in members {
            out.common(at + 1, &review.commons.list[at]);
        }
        out.gap();
    }
    for letter in &review.letters {
        out.letter(review, letter);
    }
    out.gap();
    let is_same = |found: &Found| found.outcome == Outcome::SameWords && found.alterations.is_empty();
    let same = |found: &Found| is_same(found).then(|| found.differ.clone());
    for (differ, letters) in review.by(|found| same(found).into_iter().collect()) {
        let what = format!("Same words, but different layout or properties ({}) in", formats(&differ));
        out.wrapped("", "  ", &[(Style::Plain, format!("{what} {}", review.which(&letters)))]);
    }
    for (format, letters) in review.by(|found| found.missing.clone()) {
        let what = format!("No {} in {} for {}", format.name(), review.folder, review.which(&letters));
        out.wrapped("", "  ", &[(Style::Plain, what)]);
    }
    if let Some(names) = review.left_over.as_ref().filter(|names| !names.is_empty()) {
        out.gap();
        let files = if names.len() == 1 { "this file" } else { "these files" };
        out.head(&format!("No letter builds {files} in {} any more:", review.folder));
        names.iter().for_each(|name| out.line(&format!("  {}", name_shown(name))));
    }
    out.gap();
    out.line(&review.summary());
    out.text
}

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Plain,
    Bold,
    Out,
    In,
}

impl Style {
    fn escape(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Bold => "\u{1b}[1m",
            // Struck through and underlined: red and green alone are alike to some.
            Self::Out => "\u{1b}[31;9m",
            Self::In => "\u{1b}[32;4m",
        }
    }
}

const RESET: &str = "\u{1b}[0m";

struct Out {
    look: Look,
    text: String,
}

impl Out {
    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// An empty line, where something stands before.
    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn head(&mut self, text: &str) {
        self.wrapped("", "  ", &[(Style::Bold, text.to_owned())]);
    }

    fn common(&mut self, number: usize, common: &Common) {
        let mut runs = runs(common.place_shown(), &common.pieces());
        runs.extend(common.remarks().iter().map(|remark| (Style::Plain, format!("({remark})"))));
        let number = format!("{number:>3}  ");
        self.wrapped(&number, "     ", &runs);
    }

    fn letter(&mut self, review: &Review, letter: &LetterTitle) {
        let found = &letter.found;
        let (names, differ) = (formats(&found.differ), differs(&found.differ));
        let what = match found.outcome {
            Outcome::Changed => return self.changed(review, letter),
            Outcome::SameWords if !found.alterations.is_empty() => return self.changed(review, letter),
            Outcome::SameWords if !found.unread.is_empty() => format!("same words, but {names} {differ}"),
            Outcome::Unchanged | Outcome::SameWords => return,
            Outcome::New => "new: not built yet".to_owned(),
            Outcome::Wrong => "has errors: not compared".to_owned(),
            Outcome::Unreadable => format!("{names} {differ}, but words cannot be compared"),
        };
        self.title(letter, &what);
        self.unread(found);
    }

    fn changed(&mut self, review: &Review, letter: &LetterTitle) {
        let (full, found) = (self.look.detail == Detail::Full, &letter.found);
        let own: Vec<&Alteration> =
            found.alterations.iter().filter(|a| full || !review.commons.cover(a)).collect();
        if own.is_empty() && !found.alone && found.unread.is_empty() {
            return;
        }
        let what = match (found.words(), found.outcome) {
            (_, Outcome::SameWords) => "same words, other layout".to_owned(),
            ((out, new), _) => format!("{} removed, {new} added", count(out, "word")),
        };
        self.title(letter, &what);
        if found.alone {
            self.line(&format!("  {}", alone(found)));
        }
        self.unread(found);
        if self.look.detail == Detail::Summary {
            return;
        }
        for alteration in own {
            self.wrapped("  ", "    ", &runs(alteration.place_shown(), &alteration.pieces));
        }
        let within = review.commons.within(&found.alterations);
        if !full && !within.is_empty() {
            let numbers: Vec<String> = within.iter().map(|at| (at + 1).to_string()).collect();
            self.line(&format!("  and from the list above: {}", numbers.join(", ")));
        }
        self.gap();
    }

    /// Its files that nobody can read.
    fn unread(&mut self, found: &Found) {
        found.unread.iter().for_each(|file| self.line(&format!("  {}.", name_shown(file))));
    }

    /// Name, file and status of a letter, and what is to be said of it.
    fn title(&mut self, letter: &LetterTitle, what: &str) {
        let name = letter.name.as_deref().unwrap_or("(no number)");
        let status = letter.status.map(|status| format!("{status}, ")).unwrap_or_default();
        let rest = visible(&format!("  {}  {status}{what}", name_shown(&letter.file))).into_owned();
        let (bold, reset) = if self.look.colors { (Style::Bold.escape(), RESET) } else { ("", "") };
        self.line(&format!("{bold}{}{reset}{rest}", name_shown(name)));
    }

    /// Runs of words after `first`, wrapped to the width; other lines begin with `rest`.
    fn wrapped(&mut self, first: &str, rest: &str, runs: &[(Style, String)]) {
        let width = self.look.width.unwrap_or(usize::MAX).max(40);
        let mut line = first.to_owned();
        let (mut column, mut empty, mut last) = (first.width(), true, Style::Plain);
        for (style, word, glued) in self.words(runs) {
            let gap = usize::from(!empty && !glued);
            if !empty && column + gap + word.width() > width {
                self.change(&mut line, &mut last, Style::Plain);
                self.text.push_str(line.trim_end());
                self.text.push('\n');
                (line, column) = (rest.to_owned(), rest.width());
            } else {
                // A space within struck words is struck, one between two runs is not.
                if style != last {
                    self.change(&mut line, &mut last, Style::Plain);
                }
                line.extend(std::iter::repeat_n(' ', gap));
                column += gap;
            }
            self.change(&mut line, &mut last, style);
            line.push_str(&word);
            column += word.width();
            empty = false;
        }
        self.change(&mut line, &mut last, Style::Plain);
        self.line(line.trim_end());
    }

    fn change(&self, line: &mut String, last: &mut Style, to: Style) {
        if self.look.colors && *last != to {
            if !last.escape().is_empty() {
                line.push_str(RESET);
            }
            line.push_str(to.escape());
        }
        *last = to;
    }

    /// Words with their styles, and whether they stand right behind the one before. Without colours, signs
    /// tell what goes and what comes.
    fn words(&self, runs: &[(Style, String)]) -> Vec<(Style, String, bool)> {
        let mut out: Vec<(Style, String, bool)> = Vec::new();
        let mut before = None;
        for (style, text) in runs.iter().filter(|(_, text)| !text.is_empty()) {
            let (open, close) = match style {
                Style::Out if !self.look.colors => ("[-", "-]"),
                Style::In if !self.look.colors => ("{+", "+}"),
                _ => ("", ""),
            };
            let marked = format!("{open}{}{close}", visible(text));
            let glued = !self.look.colors && before == Some(Style::Out) && *style == Style::In;
            let words = marked.split(' ').filter(|word| !word.is_empty()).enumerate();
            out.extend(words.map(|(at, word)| (*style, word.to_owned(), at == 0 && glued)));
            before = Some(*style);
        }
        out
    }
}

/// A place and the words there.
fn runs(place: &str, pieces: &[Run]) -> Vec<(Style, String)> {
    let style = |piece: &Run| match piece {
        Run::Same(_) | Run::Cut | Run::Form(_) => Style::Plain,
        Run::Out(_) => Style::Out,
        Run::In(_) => Style::In,
    };
    let pieces = pieces.iter().map(|piece| (style(piece), piece.words().to_owned()));
    std::iter::once((Style::Plain, format!("{place}:"))).chain(pieces).collect()
}

/// What is to be said of files that differ while others are as they would be built.
pub(super) fn alone(found: &Found) -> String {
    let (differ, it) = (differs(&found.differ), if found.differ.len() == 1 { "it was" } else { "they were" });
    format!(
        "Only {} {differ}: {it} edited after the build, or not built with the other files.",
        formats(&found.differ)
    )
}

fn differs(formats: &[crate::base::Format]) -> &'static str {
    if formats.len() == 1 { "differs" } else { "differ" }
}

#[cfg(test)]
mod tests {
    use super::super::compare::compare;
    use super::super::passage::Passage;
    use super::*;
    use crate::base::Format;

    fn passages(texts: &[&str]) -> Vec<Passage> {
        texts.iter().map(|text| Passage::plain("Annex A, HOTELS", text)).collect()
    }

    fn letter(number: u32, old: &[&str], new: &[&str]) -> LetterTitle {
        let found = Found {
            outcome: Outcome::Changed,
            read: Some(Format::Docx),
            alterations: compare(&passages(old), &passages(new)),
            differ: Format::ALL.to_vec(),
            ..Found::default()
        };
        LetterTitle {
            called: Some(format!("T17 {number}/1")),
            name: Some(format!("T17-SG1-COL-{number:04}")),
            file: format!("letters/{number}.yaml"),
            status: Some("draft"),
            found,
            ..LetterTitle::default()
        }
    }

    fn review() -> Review {
        let (old, new) = ("Send the form by registered e-mail to us.", "Send the form by e-mail to us.");
        let mut letters: Vec<LetterTitle> = (1..=3).map(|n| letter(n, &[old], &[new])).collect();
        letters.push(letter(4, &[old, "From 20 April"], &[new, "From 21 April", "A quite new paragraph"]));
        let found = |outcome, differ| Found { outcome, differ, ..Found::default() };
        letters.push(LetterTitle { found: found(Outcome::New, vec![]), ..letters[0].clone() });
        letters.push(LetterTitle {
            found: found(Outcome::Wrong, vec![]),
            errors: vec!["no date".into()],
            name: None,
            ..letters[0].clone()
        });
        for outcome in [Outcome::SameWords, Outcome::Unreadable] {
            letters.push(LetterTitle { found: found(outcome, vec![Format::Pdf]), ..letters[1].clone() });
        }
        letters.push(LetterTitle {
            found: Found { missing: vec![Format::Pdf], ..Found::default() },
            ..letters[2].clone()
        });
        Review::of("output".into(), letters, Some(vec!["T17-SG1-COL-0099!!MSW-E.docx".into()]))
    }

    #[test]
    fn what_is_shared_comes_first_and_then_what_is_a_letters_own() {
        insta::assert_snapshot!(text(&review(), Look::default()));
    }

    #[test]
    fn only_the_summary_and_everything() {
        let summary = text(&review(), Look { detail: Detail::Summary, ..Look::default() });
        assert!(summary.contains("T17-SG1-COL-0004") && !summary.contains("{+21+}"), "{summary}");
        let full = text(&review(), Look { detail: Detail::Full, ..Look::default() });
        assert_eq!(full.matches("by [-registered-] e-mail").count(), 5, "{full}");
    }

    #[test]
    fn colours_and_lines_that_fit() {
        let look = Look { colors: true, width: Some(40), detail: Detail::Full };
        let shown = text(&review(), look);
        assert!(shown.contains("\u{1b}[31;9mregistered\u{1b}[0m e-mail"), "{shown:?}");
        assert!(shown.contains("\u{1b}[32;4m21\u{1b}[0m"), "{shown:?}");
        assert!(!shown.contains("[-"), "{shown}");
        let bare = |line: &str| {
            let mut escape = false;
            let keep = |c: char| {
                escape = c == '\u{1b}' || escape && !c.is_alphabetic();
                c != '\u{1b}' && !escape
            };
            line.chars()
                .filter({
                    let mut keep = keep;
                    move |c| keep(*c)
                })
                .count()
        };
        let passages = shown.lines().filter(|line| line.starts_with("  "));
        assert!(passages.clone().count() > 10);
        passages.for_each(|line| assert!(bare(line) <= 44, "{line}"));
    }
}
