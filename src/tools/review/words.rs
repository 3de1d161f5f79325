//! The words of a passage one by one, alike whoever wrote them: Word, LibreOffice or this program.
//!
//! Knows characters, nothing of letters.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;
use std::sync::Arc;

/// How words look, and where they lead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Look {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Where a click leads: an address, or `#` and a place.
    pub link: Option<Arc<str>>,
}

/// Who made a tracked change, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct By {
    /// The name that the program of that person gives.
    pub author: String,
    /// The day, as the file has it; empty where it has none.
    pub date: String,
}

/// Words that look alike and were put in by one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The words with their spaces.
    pub text: String,
    /// How they look.
    pub look: Look,
    /// Who put them in, or in the state before the changes, who took them out.
    pub by: Option<Arc<By>>,
}

/// A word, a sign, or a character of a script without spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// As it is to be typed: with ordinary hyphens.
    pub text: String,
    /// What it is compared by.
    pub key: String,
    /// Whether a space is before it.
    pub spaced: bool,
    /// How it looks.
    pub look: Look,
    /// Who put it in, or took it out.
    pub by: Option<Arc<By>>,
}

impl Token {
    /// Whether it says something: emphasis of a comma is nobody's wish.
    pub fn is_word(&self) -> bool {
        self.text.chars().any(char::is_alphanumeric)
    }
}

/// Marks beside which a language may have a space or none, whatever is typed.
const LOOSE: [char; 9] = [':', ';', '!', '?', '«', '»', '%', '،', '؛'];

/// Whether a character only steers how others are set.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether a character is a word by itself.
fn is_alone(c: char) -> bool {
    matches!(u32::from(c), 0x2E80..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
}

fn is_part(c: char) -> bool {
    // Vowel signs of Arabic and accents that stand behind their letters.
    c.is_alphanumeric() && !is_alone(c)
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '_')
}

/// A character as people type it.
fn typed(c: char) -> char {
    if matches!(c, '\u{2010}' | '\u{2011}') { '-' } else { c }
}

/// A character as it is compared.
fn alike(c: char) -> char {
    match typed(c) {
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        c => c,
    }
}

/// Where the words of a text are.
pub fn places(text: &str) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if is_silent(c) {
            continue;
        }
        match places.last_mut().filter(|_| goes_on && is_part(c)) {
            Some(last) => last.end = end,
            None if !c.is_whitespace() => places.push(at..end),
            None => {}
        }
        goes_on = is_part(c);
    }
    places
}

/// The words of runs that follow each other.
pub fn tokens(runs: &[Run]) -> Vec<Token> {
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    let mut ends = runs.iter().scan(0, |end, run| {
        *end += run.text.len();
        Some((*end, run))
    });
    let mut current = ends.next();
    let mut tokens: Vec<Token> = Vec::new();
    let mut end = 0;
    for place in places(&text) {
        while current.is_some_and(|(end, _)| end <= place.start) {
            current = ends.next();
        }
        let Some((run_end, run)) = current else { break };
        let said: String = text[place.clone()].chars().filter(|c| !is_silent(*c)).map(typed).collect();
        let mut key: String = said.chars().map(alike).collect();
        let spaced = !tokens.is_empty() && text[end..place.start].contains(char::is_whitespace);
        let is_loose = |text: &str| text.chars().any(|c| LOOSE.contains(&c) || is_alone(c));
        if spaced && !is_loose(&said) && !tokens.last().is_some_and(|last| is_loose(&last.text)) {
            key.insert(0, ' ');
        }
        // Who changed the end of a word changed the word.
        let by = run.by.clone().or_else(|| {
            let later = runs.iter().scan(0, |at, run| {
                *at += run.text.len();
                Some((*at - run.text.len(), run))
            });
            let mut later = later.filter(|(start, _)| *start >= run_end && *start < place.end);
            later.find_map(|(_, run)| run.by.clone())
        });
        tokens.push(Token { text: said, key, spaced, look: run.look.clone(), by });
        end = place.end;
    }
    tokens
}

/// Words of one look, as runs.
pub fn plain(text: &str) -> Vec<Token> {
    tokens(&[Run { text: text.to_owned(), ..Run::default() }])
}

/// Words as a text. `lead` keeps the space before the first.
pub fn joined(tokens: &[Token], lead: bool) -> String {
    let mut out = String::new();
    for (at, token) in tokens.iter().enumerate() {
        if token.spaced && (at > 0 || lead) {
            out.push(' ');
        }
        out.push_str(&token.text);
    }
    out
}

/// Words that became others; one of the two may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// The words taken out.
    pub old: Range<usize>,
    /// The words put in.
    pub new: Range<usize>,
}

/// What makes the old words the new ones, in order.
pub fn hunks(old: &[Token], new: &[Token]) -> Vec<Hunk> {
    let keys = |tokens: &[Token]| tokens.iter().map(|token| token.key.clone()).collect::<Vec<_>>();
    let steps = capture_diff_slices(Algorithm::Myers, &keys(old), &keys(new));
    let changed = steps.into_iter().filter(|step| !matches!(step, DiffOp::Equal { .. }));
    let mut found: Vec<Hunk> = Vec::new();
    for step in changed {
        let (_, old, new) = step.as_tag_tuple();
        match found.last_mut().filter(|last| last.old.end == old.start && last.new.end == new.start) {
            Some(last) => (last.old.end, last.new.end) = (old.end, new.end),
            None => found.push(Hunk { old, new }),
        }
    }
    let starts: Vec<(usize, usize)> =
        found.iter().skip(1).map(|next| (next.old.start, next.new.start)).collect();
    for (at, hunk) in found.iter_mut().enumerate() {
        let (old_end, new_end) = starts.get(at).copied().unwrap_or((usize::MAX, usize::MAX));
        // A sentence that comes or goes ends with its own full stop, not with that of the sentence before it.
        let is_sign = |list: &[Token], at: &Range<usize>, next: usize| {
            at.end < list.len().min(next)
                && list[at.start].key == list[at.end].key
                && !list[at.start].is_word()
                && !at.is_empty()
        };
        if hunk.new.is_empty() && is_sign(old, &hunk.old, old_end)
            || hunk.old.is_empty() && is_sign(new, &hunk.new, new_end)
        {
            for range in [&mut hunk.old, &mut hunk.new] {
                *range = range.start + 1..range.end + 1;
            }
        }
    }
    found
}

/// Whether two passages have the same words.
pub fn same(a: &[Token], b: &[Token]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.key == b.key)
}

/// Whether words look the same; punctuation does not count.
pub fn same_look(a: &[Token], b: &[Token]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| !a.is_word() || alike_look(&a.look, &b.look))
}

/// Whether two looks are one: programs add a `/` to addresses.
pub fn alike_look(a: &Look, b: &Look) -> bool {
    (a.bold, a.italic) == (b.bold, b.italic) && alike_link(a, b)
}

/// Whether words lead to one place.
pub fn alike_link(a: &Look, b: &Look) -> bool {
    let link = |look: &Look| look.link.as_ref().map(|link| link.trim_end_matches('/').to_owned());
    link(a) == link(b)
}

/// How much of two passages is the same: from 0 to 1.
pub fn likeness(a: &[Token], b: &[Token]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let mut keys: Vec<&str> = b.iter().map(|token| token.key.trim_start()).collect();
    keys.sort_unstable();
    let mut own: Vec<&str> = a.iter().map(|token| token.key.trim_start()).collect();
    own.sort_unstable();
    let (mut shared, mut i, mut j) = (0, 0, 0);
    while let (Some(x), Some(y)) = (own.get(i), keys.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (shared, i, j) = (shared + 1, i + 1, j + 1),
        }
    }
    #[allow(clippy::cast_precision_loss, reason = "some hundred words")]
    let share = 2.0 * f64::from(shared) / (a.len() + b.len()) as f64;
    share
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> String {
        plain(text).iter().map(|token| token.key.as_str()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn words_are_alike_whoever_wrote_them() {
        assert_eq!(keys("ITU\u{2011}T\u{a0}“a”"), keys("ITU-T \"a\""));
        assert_eq!(keys("Objet\u{a0}: un"), keys("Objet: un"));
        assert_eq!(keys("soft\u{ad}en \u{2068}x\u{2069}"), keys("soften x"));
        assert_ne!(keys("word ,"), keys("word,"));
        assert_eq!(keys("会议 2021"), keys("会议2021"));
        assert_eq!(keys("20-30 April"), "20|-|30| April");
    }

    #[test]
    fn hunks_say_what_changed() {
        let (old, new) = (plain("from 20 to 30 April"), plain("from 21 to 30 April 2021"));
        let said: Vec<(String, String)> = hunks(&old, &new)
            .into_iter()
            .map(|hunk| (joined(&old[hunk.old], false), joined(&new[hunk.new], false)))
            .collect();
        assert_eq!(said, [("20".into(), "21".into()), (String::new(), "2021".into())]);
        assert!(likeness(&old, &new) > 0.7);
        let (old, new) = (plain("One goes. Two stays."), plain("One goes. Two stays. Three comes."));
        for (old, new) in [(&old, &new), (&new, &old)] {
            let hunk = hunks(old, new).remove(0);
            let said = joined(&old[hunk.old], false) + &joined(&new[hunk.new], false);
            assert_eq!(said, "Three comes.");
        }
    }
}
