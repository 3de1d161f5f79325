//! What in a text belongs to the meeting it was written for: dates, months, days of the week, years,
//! times, numbers of documents and letters, ordinals, places. Each is found with the placeholder that is
//! to stand for it until somebody writes what holds now.
//!
//! What a number is part of is taken whole: `TD3473`, `C-123`, `X.1054`, `T17-SG1-COL-0011`. Short numbers
//! that may well be part of a name (`A.5`, `WTSA-16`, `room 3`) stay and are only told of. Numbers of groups,
//! working parties and Questions are neither.

use super::markup::{between, blank, links, says, word_before};
use super::pieces::{
    compound, compound_text, date_of_digits, is_behind_dash, is_beside_slash, is_code, is_group, is_mark,
    is_meeting, is_part_of_name, longest_run, month, time,
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

/// A part of the text that may be of the old meeting.
type Doubt = (Range<usize>, String);

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

/// Words behind which a number is that of a document, however short.
const NUMBERED: [&str; 14] = [
    "Circular",
    "Circulars",
    "circular",
    "letter",
    "Letter",
    "letters",
    "TD",
    "TDs",
    "Document",
    "document",
    "Addendum",
    "Corrigendum",
    "Contribution",
    "LS",
];

/// Ordinals beyond those that the phrases file knows, in small letters.
const MORE_ORDINALS: [&str; 10] = [
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

impl Reader<'_> {
    /// Puts placeholders for everything that belongs to the old meeting.
    pub(super) fn clear(&self, text: &str) -> Cleared {
        let mut found: Vec<Placeholder> = Vec::new();
        let mut doubts = Vec::new();
        let prose = match self.marked_up(text, &mut found) {
            Some(prose) => prose,
            None => return Cleared { text: TEXT.into(), was: vec![text.trim().into()], doubts: Vec::new() },
        };
        self.prose(&prose, &mut found, &mut doubts);
        self.places(&prose, &mut found);
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
        let mut doubts: Vec<String> =
            doubts.into_iter().filter(|(range, _)| stays(range)).map(|(_, words)| words).collect();
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
            let gone = self.gone.iter().find(|(name, _)| says(inside, name));
            if let Some((_, placeholder)) = gone {
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
        let mut found = Vec::new();
        self.prose(inside, &mut found, &mut Vec::new());
        self.places(inside, &mut found);
        found.first().map(|(_, placeholder)| *placeholder)
    }

    fn is_stale(&self, text: &str) -> bool {
        let mut found = Vec::new();
        self.prose(text, &mut found, &mut Vec::new());
        self.places(text, &mut found);
        // Addresses join words with signs that no sentence has.
        let digits = text.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() > 2);
        !found.is_empty() || digits
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

    fn prose(&self, prose: &str, found: &mut Vec<Placeholder>, doubts: &mut Vec<Doubt>) {
        let tokens = Tokens::new(prose);
        for mention in find_dates(&tokens, &self.phrases.dates) {
            let day = mention.weekday.map(|weekday| weekday.range);
            let start = day.as_ref().map_or(mention.range.start, |day| day.start.min(mention.range.start));
            let end = day.as_ref().map_or(mention.range.end, |day| day.end.max(mention.range.end));
            found.push((start..end, DATE));
        }
        for (index, token) in tokens.iter() {
            let range = token.start..token.end;
            match token.kind {
                TokenKind::Number => self.number(&tokens, index, found, doubts),
                TokenKind::Word => self.word(&tokens, index, range, found, doubts),
                TokenKind::Space | TokenKind::Sign(_) => {}
            }
        }
    }

    fn word(
        &self,
        tokens: &Tokens<'_>,
        index: usize,
        range: Range<usize>,
        found: &mut Vec<Placeholder>,
        doubts: &mut Vec<Doubt>,
    ) {
        let word = tokens.word(index);
        let dates = &self.phrases.dates;
        let is_beside_number = || {
            let before = tokens.before(index).and_then(|at| tokens.number(at));
            before.is_some() || tokens.number(tokens.after(index)).is_some()
        };
        let is_short = |name: &String| word.len() >= 3 && name.starts_with(word);
        let is = |name: &String| name.as_str() == word || word.strip_suffix('s') == Some(name);
        if dates.months.iter().any(is) || (dates.months.iter().any(is_short) && is_beside_number()) {
            found.push((month(tokens, index), DATE));
        } else if dates.weekdays.iter().any(is) || (dates.short_weekdays.iter().any(is) && is_beside_number())
        {
            found.push((range, DAY));
        } else if self.is_ordinal(word) && is_meeting(tokens, index) {
            found.push((range, NUMBER));
        } else if let Some(first) = word.find(|c: char| c.is_ascii_digit()) {
            let run = longest_run(word);
            let is_document = word.starts_with("TD") || (is_behind_dash(tokens, index) && is_code(word));
            let is_count = first == 0 && ["st", "nd", "rd", "th"].iter().any(|end| word.ends_with(end));
            if run > 2 || is_document || is_count {
                found.push((compound(tokens, index), NUMBER));
            } else if !is_group(word) {
                doubts.push((compound(tokens, index), compound_text(tokens, index)));
            }
        }
    }

    fn is_ordinal(&self, word: &str) -> bool {
        let known = self.phrases.lists.ordinals.iter().any(|ordinal| ordinal.eq_ignore_ascii_case(word));
        known || MORE_ORDINALS.contains(&word.to_ascii_lowercase().as_str())
    }

    fn number(
        &self,
        tokens: &Tokens<'_>,
        index: usize,
        found: &mut Vec<Placeholder>,
        doubts: &mut Vec<Doubt>,
    ) {
        let digits = tokens.text(index);
        if let Some(range) = time(tokens, index) {
            found.push((range, TIME));
            return;
        }
        if let Some(range) = date_of_digits(tokens, index) {
            found.push((range, DATE));
            return;
        }
        let before = tokens.before(index).map_or("", |at| tokens.word(at));
        if digits.len() > 2 {
            let whole = compound(tokens, index);
            let is_year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
            let is_alone = whole.len() == digits.len();
            found.push((
                whole,
                if is_year && is_alone && !NUMBERED.contains(&before) { YEAR } else { NUMBER },
            ));
        } else if NUMBERED.contains(&before) {
            // Behind the slash of a letter's number stands the group.
            found.push((compound(tokens, index), NUMBER));
        } else if (!is_beside_slash(tokens, index) || !self.strangers.is_empty())
            && !is_part_of_name(before)
            && !is_mark(tokens, index)
        {
            doubts.push((compound(tokens, index), compound_text(tokens, index)));
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
mod tests {
    use super::*;
    use crate::base::source::Source;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
        let source = Source::new("en.yaml", include_str!("../../../templates/phrases/en.yaml"));
        Phrases::load(&source, &mut Default::default()).expect("phrases")
    });

    fn reader() -> Reader<'static> {
        Reader {
            phrases: &PHRASES,
            places: vec![
                "Kigali, Rwanda".into(),
                "the Convention Hall".into(),
                "Kigali".into(),
                "Rwanda".into(),
            ],
            strangers: Vec::new(),
            gone: vec![("meeting.agreed".into(), "[date]"), ("due.visa".into(), "[date]")],
            annexes: ["agenda".to_owned()].into(),
        }
    }

    fn cleared(text: &str) -> String {
        reader().clear(text).text
    }

    #[test]
    fn dates_and_times_in_every_form() {
        for (text, becomes) in [
            ("on Monday, 19 April 2021, at noon", "on [date], at noon"),
            ("on Monday 19\nApril 2021.", "on [date]."),
            ("from 20 to 30 April", "from [date]"),
            ("20\u{2011}30\u{a0}April\u{a0}2021", "[date]"),
            ("29 November-3 December 2027", "[date]"),
            ("6-10 and 13-17 June 2022", "[date]"),
            ("19 April 2021 (Monday)", "[date])"),
            ("in September 2020", "in [date]"),
            ("every Thursday", "every [day]"),
            ("Sat 24 April", "[date]"),
            ("since 2017", "since [year]"),
            ("2021-04-19", "[date]"),
            ("19.04.2021 and 19/4/21", "[date] and [date]"),
            ("at 0930 hours", "at [time]"),
            ("at 10:00-16:00 hours, Geneva time", "at [time], Geneva time"),
            ("at 9:30", "at [time]"),
            ("1400-1530 hours", "[time]"),
        ] {
            // The closing bracket of a day of the week behind a date belongs to the date.
            let becomes = becomes.trim_end_matches(')');
            assert_eq!(cleared(text).trim_end_matches(')'), becomes, "{text}");
        }
    }

    #[test]
    fn numbers_of_documents_and_letters_whole() {
        for (text, becomes) in [
            ("see TD3473, TD 12 and C-123", "see [number], TD [number] and [number]"),
            ("TSB Circular 68", "TSB Circular [number]"),
            ("TSB Collective letter 1/17 says", "TSB Collective letter [number] says"),
            ("(AG-R21)", "([number])"),
            ("X.1054 (revised)", "[number] (revised)"),
            ("T17-SG1-COL-0011", "[number]"),
            ("the sixth virtual meeting", "the [number] virtual meeting"),
            ("the first day of the meeting", "the first day of the meeting"),
            ("the 3rd time", "the [number] time"),
            (
                "Question 13/17 of WP2/17 and Working Parties 1/17 and 2/17",
                "Question 13/17 of WP2/17 and Working Parties 1/17 and 2/17",
            ),
        ] {
            assert_eq!(cleared(text), becomes, "{text}");
        }
    }

    #[test]
    fn facts_pointers_and_links() {
        for (text, becomes) in [
            ("agreed on {{ meeting.agreed }}", "agreed on [date]"),
            ("in {{ meeting.agreed_by }}", "in {{ meeting.agreed_by }}"),
            ("on {{ '2021-04-19' | long_date }}", "on [date]"),
            ("by {{ due.visa }} or {{ due.registration }}", "by [date] or {{ due.registration }}"),
            ("see {{ annex.agenda }} and {{ annex.host }}", "see {{ annex.agenda }} and [insert the annex]"),
            ("see [the page](https://x.example/2021/a \"The page\") now", "see the page [link] now"),
            (
                "see [the page](https://x.example/a \"The page\") now",
                "see [the page](https://x.example/a \"The page\") now",
            ),
            ("see https://x.example/2021.", "see [link]."),
            ("write to <meeting2021@x.example>", "write to [address]"),
            ("{% if letter.year < 2022 %}a{% endif %}", "[text]"),
            ("in Kigali, Rwanda, at the Convention Hall; Kigali time", "in [place], at [place]; Kigali time"),
        ] {
            assert_eq!(cleared(text), becomes, "{text}");
        }
    }

    #[test]
    fn the_names_of_another_group_go() {
        let reader = Reader { strangers: vec!["SG14".into(), "Study Group 14".into()], ..reader() };
        let found = reader.clear("SG14 and Study Group 14 ask Q2/14; XSG14 does not");
        assert_eq!(found.text, "[group] and [group] ask Q2/14; XSG14 does not");
    }

    #[test]
    fn a_placeholder_is_never_a_link() {
        assert_eq!(cleared("19 April 2021(see below)"), "\\[date\\](see below)");
        assert_eq!(cleared("19 April 2021: a day"), "\\[date\\]: a day");
        assert_eq!(cleared("on 19 April 2021: a day"), "on [date]: a day");
    }

    #[test]
    fn what_stays_is_told() {
        let found = reader().clear("WTSA-16 and A.5 in room 3 of SG14, WP 1/14, with JTC 1, on 3 May 2021");
        assert_eq!(found.doubts, ["WTSA-16", "A.5", "3"]);
        assert_eq!(found.was, ["3 May 2021"]);
        assert_eq!(reader().clear("see TSB Circular 295").was, ["Circular 295"]);
    }

    proptest! {
        #[test]
        fn nothing_is_found_twice(words in proptest::collection::vec(
            "[a-zA-Z]{1,8}|[0-9]{1,5}|[0-3]?[0-9] (April|May|June)( 20[0-9]{2})?|Monday,?|[0-9]{1,2}:[0-9]{2}|TD[0-9]{1,4}|[(),.:;/-]|\\{\\{ meeting.agreed \\}\\}",
            1..30,
        )) {
            let once = reader().clear(&words.join(" "));
            let twice = reader().clear(&once.text);
            prop_assert_eq!(&twice.text, &once.text);
            let is_left = once.text.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() > 2);
            prop_assert!(!is_left, "{}", once.text);
        }

        #[test]
        fn any_text_is_cleared(text in "\\PC{0,200}") {
            let once = reader().clear(&text);
            prop_assert!(once.was.is_empty() == (once.text == text) || once.text.contains('['), "{}", once.text);
        }
    }
}
