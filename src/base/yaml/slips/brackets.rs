//! Brackets and braces that are not closed, not opened, or hold other signs than commas.

use super::Slip;
use super::lines::{Page, is_key};
use std::ops::Range;

const PAIRS: &str = "close each [ with ], and each { with }";
const COMMA: &str = "put an ordinary comma and a space between the items";

/// Looks at a line.
pub(super) fn look(page: &Page<'_>, at: usize, found: &mut Vec<Slip>) {
    if page.is_empty(at) || page.lines[at].in_text {
        return;
    }
    let value = page.value(at);
    let mut list = List { page, at, value, found };
    match value.chars().next() {
        Some('[') => list.enclosed('[', ']'),
        Some('{') if !value.starts_with("{{") => list.enclosed('{', '}'),
        Some('(') if value.ends_with(')') => list.add(
            "a list needs square brackets, not round ones",
            "write [ and ]",
            0..1,
            format!("[{}]", &value[1..value.len() - 1]),
            true,
        ),
        Some(_) if value.ends_with([']', '}']) => {
            let (open, close) = if value.ends_with(']') { ('[', ']') } else { ('{', '}') };
            if !value.contains(open) {
                let what = format!("the bracket {close} at the end of this line is not opened");
                list.add(&what, PAIRS, 0..value.len(), format!("{open}{value}"), false);
            }
        }
        _ => {}
    }
}

struct List<'a, 'p> {
    page: &'a Page<'p>,
    at: usize,
    value: &'p str,
    found: &'a mut Vec<Slip>,
}

impl List<'_, '_> {
    fn add(
        &mut self,
        what: &str,
        advice: &'static str,
        place: Range<usize>,
        value: String,
        is_certain: bool,
    ) {
        let line = &self.page.lines[self.at];
        self.found.push(Slip {
            what: what.to_owned(),
            advice,
            at: line.value + place.start..line.value + place.end,
            range: line.range.clone(),
            mended: format!("{}{value}", self.page.at(line.range.start..line.value)),
            is_certain,
        });
    }

    fn enclosed(&mut self, open: char, close: char) {
        let value = self.value;
        let count = |sign: char| value.matches(sign).count();
        if count(open) > count(close) {
            let other = if close == ']' { '}' } else { ']' };
            match value.strip_suffix(other) {
                Some(inner) => {
                    let what = format!("the bracket {open} is closed by {other}");
                    let end = value.len() - 1..value.len();
                    self.add(&what, PAIRS, end, format!("{inner}{close}"), true);
                }
                None => {
                    let what = format!("the bracket {open} is not closed");
                    self.add(&what, PAIRS, 0..1, format!("{}{close}", value.trim_end_matches(',')), false);
                }
            }
        }
        self.commas();
        self.colons();
    }

    /// Other signs than commas, and commas that are missing before a key.
    fn commas(&mut self) {
        for (sign, name) in
            [(';', "a semicolon"), ('，', "a full-width comma"), ('、', "a comma of another alphabet")]
        {
            if let Some(place) = self.value.find(sign) {
                let spaced = self.value.replace(sign, ", ").replace(",  ", ", ");
                let what = format!("there is {name} here in place of a comma");
                self.add(&what, COMMA, place..place + sign.len_utf8(), spaced, true);
            }
        }
        let (mut mended, mut first) = (String::new(), None);
        for (at, word) in words(self.value) {
            let is_pair = word.strip_suffix(':').is_some_and(is_key);
            if is_pair && at > 1 && !mended.trim_end().ends_with([',', '{', '[', ':']) {
                first = first.or(Some(mended.trim_end().len()));
                mended = format!("{}, ", mended.trim_end());
            }
            mended += &self.value[at..at + word.len()];
            let rest = &self.value[at + word.len()..];
            mended += &rest[..rest.len() - rest.trim_start().len()];
        }
        if let Some(place) = first {
            let what = "a comma is missing between two keys in braces";
            self.add(what, "put a comma between the keys", place..place, mended, true);
        }
    }

    /// `{starts:2021-04-19}`.
    fn colons(&mut self) {
        let value = self.value;
        let is_tight = |at: &usize| {
            let key = value[..*at].rsplit(['{', '[', ',', ' ']).next().unwrap_or_default();
            is_key(key) && value[at + 1..].starts_with(|c: char| c.is_alphanumeric())
        };
        let tight: Vec<usize> = value.match_indices(':').map(|(at, _)| at).filter(is_tight).collect();
        let Some(first) = tight.first().copied() else { return };
        let mut mended = value.to_owned();
        tight.iter().rev().for_each(|at| mended.insert(at + 1, ' '));
        let what = "there is no space after this colon";
        self.add(what, "write the key, a colon, a space and the value", first..first + 1, mended, true);
    }
}

/// Words of a text with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}
