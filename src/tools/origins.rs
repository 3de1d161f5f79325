//! Where words of a finished letter come from, for people: the file and line, and what to write to say it
//! differently.

use crate::base::Span;
use crate::base::text::shown;
use crate::check::explain::capital;
use crate::compose::markdown::{Prose, ProseBlock, ProseKind};
use crate::compose::origin::{Origin, TextKind};
use crate::model::phrases::PhraseName;
use crate::project::session::Composition;
use std::fmt::Write;
use std::ops::Range;

/// Every place in a letter that has the words, with what each part of them was made from; `None` when no place has
/// them. Capitals and white space do not matter.
pub fn explain(composition: &Composition<'_>, words: &str) -> Option<String> {
    let prose = &composition.composed.as_ref()?.prose;
    let wanted = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let wanted: String = wanted.chars().map(typed).collect();
    if wanted.is_empty() {
        return None;
    }
    // Parts of words count where nothing has the words whole.
    [true, false]
        .into_iter()
        .map(|whole| page(composition, prose, &wanted, whole))
        .find(|page| !page.is_empty())
}

fn page(composition: &Composition<'_>, prose: &Prose, wanted: &str, whole: bool) -> String {
    let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let counts = |text: &str, at: &Range<usize>| {
        let (before, after) = (text[..at.start].chars().next_back(), text[at.end..].chars().next());
        !whole || !(is_part(before) || is_part(after))
    };
    let mut page = String::new();
    // The subject stands in the letter too.
    let beside = prose.beside.iter().filter(|block| block.kind != ProseKind::Beside(PhraseName::Subject));
    for block in prose.blocks.iter().chain(beside) {
        for range in occurrences(&block.text, wanted).into_iter().filter(|at| counts(&block.text, at)) {
            heading(&mut page, composition, block, &range);
            for (words, origin) in parts(prose, block, &range) {
                part(&mut page, composition, &block.text[words], &origin);
            }
        }
        if occurrences(&block.label, wanted).iter().any(|at| counts(&block.label, at)) {
            heading(&mut page, composition, block, &(0..0));
            prose.origin_of_label(block).iter().for_each(|o| part(&mut page, composition, &block.label, o));
        }
    }
    page
}

/// A sign as it is typed: what is copied from Word has other hyphens and quotation marks.
fn typed(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2013}' => '-',
        '\u{2018}' | '\u{2019}' => '\'',
        '\u{201c}' | '\u{201d}' => '"',
        c => c,
    }
}

/// The places of words in a text, whose capitals do not matter.
fn occurrences(text: &str, wanted: &str) -> Vec<Range<usize>> {
    let starts = text.char_indices().map(|(at, _)| at);
    let mut found: Vec<Range<usize>> = Vec::new();
    for start in starts {
        if found.last().is_some_and(|last| start < last.end) {
            continue;
        }
        let (mut rest, mut end) = (wanted, start);
        for c in text[start..].chars() {
            let lower: String = typed(c).to_lowercase().collect();
            let Some(more) = rest.strip_prefix(&lower).filter(|_| !rest.is_empty()) else { break };
            (rest, end) = (more, end + c.len_utf8());
        }
        if rest.is_empty() {
            found.push(start..end);
        }
    }
    found
}

/// Words of a block in parts of one origin each.
fn parts(prose: &Prose, block: &ProseBlock, range: &Range<usize>) -> Vec<(Range<usize>, Origin)> {
    let mut parts: Vec<(Range<usize>, Origin)> = Vec::new();
    let mut at = range.start;
    for word in block.text[range.clone()].split_inclusive(' ') {
        let place = at..at + word.trim_end().len();
        at += word.len();
        let Some(origin) = prose.origin(block, &place) else { continue };
        match parts.last_mut() {
            Some((words, last)) if last.goes_on(&origin) => words.end = place.end,
            _ => parts.push((place, origin)),
        }
    }
    // Of all words of a part, not of its first alone.
    parts
        .into_iter()
        .map(|(words, first)| (words.clone(), prose.origin(block, &words).unwrap_or(first)))
        .collect()
}

/// Characters that are shown before and after the words.
const AROUND: usize = 40;

/// Words of a text with some that stand around them.
fn around(text: &str, at: &Range<usize>) -> String {
    let start = text[..at.start].char_indices().rev().nth(AROUND).map_or(0, |(start, _)| start);
    let start = if start == 0 { 0 } else { text[start..at.start].find(' ').map_or(start, |gap| start + gap) };
    let end = text[at.end..].char_indices().nth(AROUND).map_or(text.len(), |(end, _)| at.end + end);
    let end =
        if end == text.len() { end } else { text[at.end..end].rfind(' ').map_or(end, |gap| at.end + gap) };
    let dots = |left_out: bool| if left_out { "…" } else { "" };
    format!("{}{}{}", dots(start > 0), &text[start..end], dots(end < text.len()))
}

fn heading(page: &mut String, composition: &Composition<'_>, block: &ProseBlock, at: &Range<usize>) {
    let place = place_of(composition, block);
    // Writing to a string cannot fail.
    let _ = writeln!(page, "{}{place}: {}", if page.is_empty() { "" } else { "\n" }, around(&block.text, at));
}

/// In which part of the letter a block stands.
fn place_of(composition: &Composition<'_>, block: &ProseBlock) -> String {
    let annexes = composition.resolved.as_ref().map_or(&[][..], |resolved| &resolved.annexes);
    let annex = block.section.checked_sub(1).and_then(|index| annexes.get(index));
    let part = annex.map_or_else(
        || "the letter".to_owned(),
        |annex| format!("{} {}", capital(annex.numbered.word()), annex.letter),
    );
    match block.kind {
        ProseKind::Beside(PhraseName::RunningHeader) => "At the top of each page".to_owned(),
        ProseKind::Beside(PhraseName::Footer1 | PhraseName::Footer2) => {
            "At the foot of the first page".to_owned()
        }
        ProseKind::Beside(PhraseName::DocumentTitle | PhraseName::DocumentAuthor) => {
            "In the properties of the file".to_owned()
        }
        ProseKind::Beside(_) => "In a description of a link".to_owned(),
        ProseKind::Description => format!("In a description in {part}"),
        _ => format!("In {part}"),
    }
}

fn part(page: &mut String, composition: &Composition<'_>, words: &str, origin: &Origin) {
    let letter = &composition.letter.source;
    let text = match &origin.text {
        TextKind::Own if origin.span.source == *letter => "the letter's own text".to_owned(),
        TextKind::Own => "a text of the house style or of the directory".to_owned(),
        TextKind::Phrase(name) => format!("the phrase `{name}` of the house style"),
        TextKind::Template(name) => format!("the template `{name}` of the house style"),
    };
    let _ = writeln!(page, "\n  \"{words}\"");
    let place = place(&origin.span);
    match &origin.fact {
        Some(fact) => {
            let _ = writeln!(page, "    the fact `{fact}`, printed by {text}: {place}");
            if let Some(written) = composition.written(origin, words) {
                let what = if written.is_whole { "to change it, edit" } else { "it follows from" };
                let (keys, span) = (written.keys(), &written.span);
                let _ = writeln!(page, "    {what} the key `{keys}`: {}", self::place(span));
            }
        }
        None => {
            let _ = writeln!(page, "    {text}: {place}");
        }
    }
    if let TextKind::Phrase(name) = &origin.text {
        // A translation has the words that its original has, in its own language.
        let (file, then) = match composition.letter.original() {
            Some(original) => {
                (original, format!(", in English; then translate it in {}", shown(letter.path())))
            }
            None => (letter, String::new()),
        };
        let _ = writeln!(
            page,
            "    to reword the phrase in this letter only, add to {}{then}:",
            shown(file.path())
        );
        let _ = writeln!(page, "        wording:\n          {name}: \"…\"");
    }
}

fn place(span: &Span) -> String {
    let (line, column) = span.line_column();
    format!("{}:{line}:{column}", shown(span.source.path()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_capitals() {
        assert_eq!(occurrences("On on ON", "on"), [0..2, 3..5, 6..8]);
        assert_eq!(occurrences("İstanbul x", "x").first(), Some(&(10..11)));
        assert!(occurrences("abc", "abcd").is_empty());
    }
}
