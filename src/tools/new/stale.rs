//! What in a text belongs to the meeting it was written for: dates, months, days of the week, years,
//! times, numbers of documents and letters, ordinals, places. Each is found with the placeholder that is
//! to stand for it until somebody writes what holds now.
//!
//! What a number is part of is taken whole: `TD3473`, `C-123`, `X.1054`, `T17-SG1-COL-0011`. Short numbers
//! that may well be part of a name (`A.5`, `WTSA-16`, `room 3`) stay and are only told of. Numbers of groups,
//! working parties and Questions are neither.

use super::markup::{between, blank, links, says, word_before};
use super::pieces::{
    compound, date_of_digits, is_behind_dash, is_beside_slash, is_code, is_group, is_mark, is_meeting,
    is_numbered, is_part_of_name, longest_run, month, time,
};
use crate::base::text::one_line;
use crate::check::text::{TokenKind, Tokens, find_dates};
use crate::model::phrases::Phrases;
use std::collections::BTreeSet;
use std::ops::Range;

/// What a text is read with.
pub(super) struct Reader<'a> {
    /// Names of months and days, ordinals.
    pub(super) phrases: &'a Phrases,
    /// Places, buildings and hosts of the old meeting that are not those of the new one.
    pub(super) places: Vec<String>,
    /// What the group of the old letter is called, where that is another group.
    pub(super) strangers: Vec<String>,
    /// Facts that the new letter does not say, as templates write them, each with its placeholder.
    pub(super) gone: Vec<(String, &'static str)>,
    /// The annexes that the new letter has, as pointers write them.
    pub(super) annexes: BTreeSet<String>,
}

/// A text without what belongs to the old meeting.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Cleared {
    /// The text, with placeholders.
    pub(super) text: String,
    /// What stood in place of each placeholder, in order.
    pub(super) was: Vec<String>,
    /// What stays, but may be of the old meeting too.
    pub(super) doubts: Vec<String>,
}

/// A placeholder and what it stands for.
type Placeholder = (Range<usize>, &'static str);

/// A part of the text and its placeholder; none where it may be of the old meeting and stays.
type Found = (Range<usize>, Option<&'static str>);

const DATE: &str = "[date]";
const DAY: &str = "[day]";
const YEAR: &str = "[year]";
const TIME: &str = "[time]";
const NUMBER: &str = "[number]";
const PLACE: &str = "[place]";
const GROUP: &str = "[group]";
const LINK: &str = "[link]";
const ADDRESS: &str = "[address]";
const ANNEX: &str = "[insert the annex]";
/// What every placeholder of this house begins with; texts of letters that were never finished have them too.
const OPEN: [&str; 11] = [
    "[date]", "[day]", "[year]", "[time]", "[hours]", "[number]", "[place]", "[group]", "[link]", "[insert ",
    "[text]",
];

/// Whether something in a text is still to be written.
pub(super) fn is_open(text: &str) -> bool {
    OPEN.iter().any(|placeholder| text.contains(placeholder))
}

/// For a text of which no part can be replaced.
const TEXT: &str = "[text]";

impl Reader<'_> {
    /// Puts placeholders for everything that belongs to the old meeting.
    pub(super) fn clear(&self, text: &str) -> Cleared {
        let mut found: Vec<Placeholder> = Vec::new();
        let prose = match self.marked_up(text, &mut found) {
            Some(prose) => prose,
            None => return Cleared { text: TEXT.into(), was: vec![text.trim().into()], doubts: Vec::new() },
        };
        let (more, doubts) = self.found(&prose);
        found.extend(more);
        let found = merged(found);
        let mut out = String::with_capacity(text.len());
        let mut was = Vec::new();
        let mut at = 0;
        for (range, placeholder) in &found {
            out.push_str(&text[at..range.start]);
            // Before these signs, a word in brackets would be a link or say where one leads.
            let begins =
                out.trim_end_matches([' ', '-', '*', '>']).rsplit('\n').next().is_none_or(str::is_empty);
            let next = &text[range.end..];
            if next.starts_with(['(', '[']) || (begins && next.starts_with(':')) {
                out.push_str(&placeholder.replace('[', "\\[").replace(']', "\\]"));
            } else {
                out.push_str(placeholder);
            }
            if !placeholder.is_empty() {
                let words = one_line(&text[range.clone()]);
                // A number alone tells little.
                let before = if *placeholder == NUMBER { word_before(text, range.start) } else { "" };
                was.push(format!("{before}{}", words.trim_start_matches("](")));
            }
            at = range.end;
        }
        out.push_str(&text[at..]);
        let stays = |range: &Range<usize>| {
            !found.iter().any(|(other, _)| range.start < other.end && other.start < range.end)
        };
        let doubts = doubts.into_iter().filter(stays);
        let mut doubts: Vec<String> = doubts.map(|range| prose[range].to_owned()).collect();
        doubts.dedup();
        Cleared { text: out, was, doubts }
    }

    /// Finds what is wrong in facts, links and addresses, and returns the text with those and all marks as
    /// spaces, byte for byte; `None` where a part of the template language itself tells of the old meeting.
    fn marked_up(&self, text: &str, found: &mut Vec<Placeholder>) -> Option<String> {
        // Line ends and non-breaking spaces are spaces to the finders of dates.
        let mut prose =
            text.replace(['\n', '\t', '\r'], " ").replace('\u{a0}', "  ").replace('\u{202f}', "   ");
        for (open, close) in [("{#", "#}"), ("{%", "%}"), ("{{", "}}")] {
            for range in between(text, open, close) {
                let inside = &text[range.clone()];
                let stale = self.in_fact(inside);
                match (open, stale) {
                    (_, None) => {}
                    ("{{", Some(placeholder)) => found.push((range.clone(), placeholder)),
                    _ => return None,
                }
                blank(&mut prose, range);
            }
        }
        for range in links(&prose) {
            let (words, address) = range;
            // What an address says is neither date nor number to a reader: it is right as a whole or not.
            if self.is_stale(&prose[address.clone()]) {
                match words {
                    Some(words) => {
                        found.push((words.start..words.start + 1, ""));
                        found.push((words.end - 1..address.end, " [link]"));
                    }
                    None if text[address.clone()].contains('@') => found.push((address.clone(), ADDRESS)),
                    None => found.push((address.clone(), LINK)),
                }
            }
            blank(&mut prose, address);
        }
        Some(prose)
    }

    /// The placeholder for a fact in braces that the new letter does not say.
    fn in_fact(&self, inside: &str) -> Option<&'static str> {
        if inside.starts_with("{{") {
            if let Some((_, placeholder)) = self.gone.iter().find(|(name, _)| says(inside, name)) {
                return Some(placeholder);
            }
            let pointers = inside.split("annex.").skip(1).map(|rest| {
                rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default()
            });
            let mut pointers = pointers.filter(|name| !name.is_empty());
            if pointers.any(|name| !self.annexes.contains(name)) {
                return Some(ANNEX);
            }
        }
        self.found(inside).0.first().map(|(_, placeholder)| *placeholder)
    }

    fn is_stale(&self, text: &str) -> bool {
        // Addresses join words with signs that no sentence has.
        let digits = text.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() > 2);
        digits || !self.found(text).0.is_empty()
    }

    /// What in a text without marks is of the old meeting, and what may be.
    fn found(&self, text: &str) -> (Vec<Placeholder>, Vec<Range<usize>>) {
        let mut all = Vec::new();
        self.prose(text, &mut all);
        let (certain, doubts): (Vec<Found>, Vec<Found>) = all.into_iter().partition(|(_, p)| p.is_some());
        let mut found = certain.into_iter().filter_map(|(range, p)| Some((range, p?))).collect();
        self.places(text, &mut found);
        (found, doubts.into_iter().map(|(range, _)| range).collect())
    }

    /// Names of places, and of a group that is not the new letter's.
    fn places(&self, prose: &str, found: &mut Vec<Placeholder>) {
        let places = self.places.iter().map(|place| (place, PLACE));
        let strangers = self.strangers.iter().map(|group| (group, GROUP));
        for (name, placeholder) in places.chain(strangers).filter(|(name, _)| !name.is_empty()) {
            for (at, words) in prose.match_indices(name.as_str()) {
                let rest = &prose[at + words.len()..];
                let is_word =
                    !rest.starts_with(char::is_alphanumeric) && !prose[..at].ends_with(char::is_alphanumeric);
                // The time zone stays where it is.
                if is_word && !rest.trim_start().starts_with("time") {
                    found.push((at..at + words.len(), placeholder));
                }
            }
        }
    }

    fn prose(&self, prose: &str, found: &mut Vec<Found>) {
        let tokens = Tokens::new(prose);
        for mention in find_dates(&tokens, &self.phrases.dates) {
            let day = mention.weekday.map(|weekday| weekday.range);
            let start = day.as_ref().map_or(mention.range.start, |day| day.start.min(mention.range.start));
            let end = day.as_ref().map_or(mention.range.end, |day| day.end.max(mention.range.end));
            found.push((start..end, Some(DATE)));
        }
        for (index, token) in tokens.iter() {
            let range = token.start..token.end;
            match token.kind {
                TokenKind::Number => self.number(&tokens, index, found),
                TokenKind::Word => self.word(&tokens, index, range, found),
                TokenKind::Space | TokenKind::Sign(_) | TokenKind::Name => {}
            }
        }
    }

    fn word(&self, tokens: &Tokens<'_>, index: usize, range: Range<usize>, found: &mut Vec<Found>) {
        let word = tokens.word(index);
        let dates = &self.phrases.dates;
        let is_beside_number = || {
            let before = tokens.before(index).and_then(|at| tokens.number(at));
            before.is_some() || tokens.number(tokens.after(index)).is_some()
        };
        let is_short = |name: &String| word.len() >= 3 && name.starts_with(word);
        let is = |name: &String| name.as_str() == word || word.strip_suffix('s') == Some(name);
        if dates.months.iter().any(is) || (dates.months.iter().any(is_short) && is_beside_number()) {
            found.push((month(tokens, index), Some(DATE)));
        } else if dates.weekdays.iter().any(is) || (dates.short_weekdays.iter().any(is) && is_beside_number())
        {
            found.push((range, Some(DAY)));
        } else if self.is_ordinal(word) && is_meeting(tokens, index) {
            found.push((range, Some(NUMBER)));
        } else if let Some(first) = word.find(|c: char| c.is_ascii_digit()) {
            let run = longest_run(word);
            let is_document = word.starts_with("TD") || (is_behind_dash(tokens, index) && is_code(word));
            let is_count = first == 0 && ["st", "nd", "rd", "th"].iter().any(|end| word.ends_with(end));
            if run > 2 || is_document || is_count {
                found.push((compound(tokens, index), Some(NUMBER)));
            } else if !is_group(word) {
                found.push((compound(tokens, index), None));
            }
        }
    }

    fn is_ordinal(&self, word: &str) -> bool {
        let known = self.phrases.lists.ordinals.iter().any(|ordinal| ordinal.eq_ignore_ascii_case(word));
        let word = word.to_ascii_lowercase();
        known || word.ends_with("teenth") || matches!(&*word, "eleventh" | "twelfth" | "twentieth")
    }

    fn number(&self, tokens: &Tokens<'_>, index: usize, found: &mut Vec<Found>) {
        let digits = tokens.text(index);
        if let Some(range) = time(tokens, index) {
            found.push((range, Some(TIME)));
            return;
        }
        if let Some(range) = date_of_digits(tokens, index) {
            found.push((range, Some(DATE)));
            return;
        }
        let before = tokens.before(index).map_or("", |at| tokens.word(at));
        if digits.len() > 2 {
            let whole = compound(tokens, index);
            let is_year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
            let is_alone = whole.len() == digits.len();
            found
                .push((whole, Some(if is_year && is_alone && !is_numbered(before) { YEAR } else { NUMBER })));
        } else if is_numbered(before) {
            // Behind the slash of a letter's number stands the group.
            found.push((compound(tokens, index), Some(NUMBER)));
        } else if (!is_beside_slash(tokens, index) || !self.strangers.is_empty())
            && !is_part_of_name(before)
            && !is_mark(tokens, index)
        {
            found.push((compound(tokens, index), None));
        }
    }
}

/// Places without their overlaps, in order: of two that overlap the first one's placeholder stands for both.
fn merged(mut found: Vec<Placeholder>) -> Vec<Placeholder> {
    found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut out: Vec<Placeholder> = Vec::new();
    for (range, placeholder) in found {
        match out.last_mut().filter(|(last, _)| range.start < last.end) {
            Some((last, _)) => last.end = last.end.max(range.end),
            None => out.push((range, placeholder)),
        }
    }
    out
}

#[cfg(test)]
mod tests;
