//! Slips of typing in braces, found in the text itself: curly quotes, a brace too few, a space in a name. As with those in
//! YAML, what is wrong is believed only if the text can be rendered with the braces as they should be.

use super::rules::TEMPLATE;
use super::slip_names as names;
use super::slip_tags as tags;
use crate::base::Diagnostic;
use crate::base::text::nearest;
use crate::compose::origin::RunText;
use std::ops::Range;

/// What may be wrong with a text.
pub(super) struct Slip {
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub advice: String,
    /// The bytes that it is about.
    pub at: Range<usize>,
    /// The whole text as it should be.
    pub mended: String,
    /// Whether nothing else can have been meant.
    pub is_certain: bool,
}

/// Longer texts are left to Tera, and more slips are not tried.
const LONGEST: usize = 20_000;
const MOST_TRIED: usize = 60;

/// The mistake of a text as a slip, if mending that makes the text good.
pub(super) fn explained(problem: Diagnostic, text: &RunText, is_good: &dyn Fn(&str) -> bool) -> Diagnostic {
    let said = text.text();
    // What the house style has changed is told with what to write now.
    let is_changed = problem.hints.iter().any(|hint| hint.starts_with("the house style has changed"));
    if said.len() > LONGEST || *problem.rule != TEMPLATE || is_changed {
        return problem;
    }
    let looks = [tags::slips, names::slips];
    let mut slips = looks.iter().flat_map(|look| look(said)).take(MOST_TRIED);
    let Some(slip) = slips.find(|slip| is_good(&slip.mended)) else { return problem };
    let place = text.span(&slip.at);
    let found = TEMPLATE.finding(slip.what).at(&place, "here").hint(slip.advice);
    // The edit is what differs, if the file has it as the text does.
    let (old, new) = differing(said, &slip.mended);
    let around = Range { start: said[..old.start].len(), end: old.end };
    let span = text.span(&around);
    match slip.is_certain && span.text() == &said[around] && !span.text().is_empty() {
        true => found.edit(&span, &slip.mended[new]),
        false => found,
    }
}

/// A comparison with a word that is the name of nothing: Tera takes it for a fact without a value, and says nothing.
pub(super) fn compared_with_nothing(text: &RunText) -> Option<Diagnostic> {
    let said = text.text();
    if !said.contains("{%") || !(said.contains("==") || said.contains("!=")) {
        return None;
    }
    let slip = tags::without_quotation(said)?;
    let problem = TEMPLATE.finding(slip.what).at(&text.span(&slip.at), "here").hint(slip.advice);
    let place = text.span(&slip.at);
    let is_exact = place.text() == &said[slip.at.clone()];
    Some(if is_exact { problem.edit(&place, format!("\"{}\"", place.text())) } else { problem })
}

/// The bytes in which two texts differ, in each; at least one character of the first.
fn differing(old: &str, new: &str) -> (Range<usize>, Range<usize>) {
    let same = |(one, other): &(char, char)| one == other;
    let mut head: usize = old.chars().zip(new.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let tail = |head: usize| -> usize {
        let (old, new) = (old[head..].chars().rev(), new[head..].chars().rev());
        old.zip(new).take_while(same).map(|(c, _)| c.len_utf8()).sum()
    };
    let mut end = tail(head);
    if head + end == old.len() {
        // An insertion: with the character before it.
        head -= old[..head].chars().next_back().map_or(0, char::len_utf8);
        end = tail(head).min(old.len() - head - old[head..].chars().next().map_or(0, char::len_utf8));
    }
    (head..old.len() - end, head..new.len() - end)
}

/// A tag as far as it can be told: where it begins, what is between its braces, and where it ends.
pub(super) struct Tag {
    /// The bytes of all of it.
    pub range: Range<usize>,
    /// What is between its braces.
    pub inside: Range<usize>,
    /// Whether it is `{% … %}`.
    pub is_statement: bool,
}

/// The tags of a text, also those that are closed wrongly or not at all: these end before the next one, or with the text.
pub(super) fn tags_of(text: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|open| at + open) {
        let is_statement = text[open..].starts_with("{%");
        if !is_statement && !text[open..].starts_with("{{") {
            at = open + 1;
            continue;
        }
        let next = ["{{", "{%"].iter().filter_map(|sign| text[open + 2..].find(sign)).min();
        let limit = next.map_or(text.len(), |next| open + 2 + next);
        let close = ["}", "%}"].iter().filter_map(|sign| text[open + 2..limit].find(sign)).min();
        let inside = open + 2..close.map_or(limit, |close| open + 2 + close);
        let rest = &text[inside.end..limit];
        let signs = rest.len() - rest.trim_start_matches(['%', '}']).len();
        let end = inside.end + signs.min(2);
        found.push(Tag { range: open..end, inside, is_statement });
        at = end.max(open + 2);
    }
    found
}

/// The text with another passage in a place.
pub(super) fn replaced(text: &str, range: &Range<usize>, new: &str) -> String {
    [&text[..range.start], new, &text[range.end..]].concat()
}

/// The filter that a word is, or is nearly.
pub(super) fn filter(word: &str) -> Option<&'static str> {
    const FILTERS: [&str; 13] = [
        "date",
        "long_date",
        "date_range",
        "time",
        "default",
        "listed",
        "pointers",
        "code",
        "upper",
        "lower",
        "title",
        "trim",
        "capitalize",
    ];
    FILTERS.into_iter().find(|known| *known == word).or_else(|| {
        let near = nearest(word, FILTERS.map(|known| known));
        near.and_then(|near| FILTERS.into_iter().find(|known| *known == near))
    })
}
