//! Passages of an old letter as own text of a new one: Markdown that prints the same words, with bold, links, lists and tables.

use super::passage::{Kind, Look, Passage, sort_of};
use crate::compose::typed;
use crate::model::phrases::Phrases;
use std::collections::{BTreeMap, BTreeSet};

/// A passage as Markdown that prints its words, on one line unless its lines are broken.
pub(super) fn line(passage: &Passage) -> String {
    if passage.looks.iter().all(|look| look.link.is_none() && !look.bold && !look.italic) {
        return typed(&tidy(&passage.text));
    }
    let mut out = String::new();
    let mut done = 0;
    for look in &passage.looks {
        if look.range.start < done || look.range.end > passage.text.len() {
            continue;
        }
        out.push_str(&piece(&passage.text[done..look.range.start], None));
        out.push_str(&piece(&passage.text[look.range.clone()], Some(look)));
        done = look.range.end;
    }
    out.push_str(&piece(&passage.text[done..], None));
    out.trim().replace("****", "")
}

/// A part of a line with the white space around it.
fn piece(text: &str, look: Option<&Look>) -> String {
    let text = tidy(text);
    let words = text.trim();
    if words.is_empty() {
        return text.replace('\n', "\\\n");
    }
    let start = &text[..text.len() - text.trim_start().len()];
    let end = &text[text.trim_end().len()..];
    let mut said = typed(words);
    if let Some(look) = look {
        if let Some(link) = &look.link {
            said = linked(words, &said, link);
        }
        if look.italic {
            said = format!("*{said}*");
        }
        // Emphasis beside a letter or behind a mark is no emphasis in Markdown.
        if look.bold {
            said = format!("**{said}**");
        }
    }
    format!("{}{said}{}", spaces(start), spaces(end))
}

fn spaces(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else if text.contains('\n') {
        "\\\n".to_owned()
    } else {
        " ".to_owned()
    }
}

/// A link; an address that stands there itself is one in angle brackets.
fn linked(words: &str, said: &str, link: &str) -> String {
    let bare = |text: &str| text.trim_start_matches("mailto:").trim_end_matches('/').to_owned();
    let is_safe = |text: &str| {
        !text.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '(' | ')' | '{' | '}'))
    };
    let is_address =
        link.starts_with("https://") || link.starts_with("http://") || link.starts_with("mailto:");
    if !is_address || !is_safe(link) {
        return said.to_owned();
    }
    if bare(link) == bare(words) && is_safe(words) {
        format!("<{words}>")
    } else {
        format!("[{said}]({link})")
    }
}

/// Without marks that the house style puts itself: hyphens and spaces that do not break, hyphens that are not seen, boxes to tick.
pub(super) fn tidy(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}' | '☐' | '☑' | '☒'))
        .map(|c| match c {
            '\u{2011}' => '-',
            '\u{a0}' | '\u{202f}' | '\t' => ' ',
            c => c,
        })
        .collect();
    text
}

/// Gives words their hyphens back that a text lost (`ITUT`), where the house style has the same word with them, and hours
/// their dash (`10:0015:00`).
pub(super) fn mend(phrases: &Phrases, passages: &mut [Passage]) {
    let said = phrases.phrases.entries.iter().flat_map(|(_, text)| text.value.split_whitespace());
    let trim = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let all: BTreeSet<String> = said.map(trim).collect();
    let joined =
        all.iter().filter(|word| word.contains('-') && word.chars().all(|c| c.is_alphabetic() || c == '-'));
    let lost: BTreeMap<String, &String> =
        joined.map(|word| (word.replace('-', ""), word)).filter(|(solid, _)| !all.contains(solid)).collect();
    for passage in passages {
        let word = |word: &str| {
            let core = trim(word);
            let whole = lost.get(&core).map(|whole| (*whole).clone()).or_else(|| hours(&core));
            whole.map_or_else(|| word.to_owned(), |whole| word.replace(&core, &whole))
        };
        let words: Vec<String> = passage.text.split(' ').map(word).collect();
        passage.text = words.join(" ");
    }
}

/// `10:0015:00` with its dash.
fn hours(word: &str) -> Option<String> {
    let is_time = |text: &str| {
        text.len() == 5 && text.as_bytes()[2] == b':' && text.bytes().filter(u8::is_ascii_digit).count() == 4
    };
    let (from, to) = (word.get(..5)?, word.get(5..)?);
    (is_time(from) && is_time(to)).then(|| format!("{from}-{to}"))
}

/// Passages one after the other, with lists, tables and headings; blocks are apart.
pub(super) fn blocks(passages: &[Passage]) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while at < passages.len() {
        let passage = &passages[at];
        if let Some(cell) = passage.cell {
            let end = (at..passages.len())
                .find(|next| passages[*next].cell.is_none_or(|other| other.table != cell.table));
            let end = end.unwrap_or(passages.len());
            out.push(table(&passages[at..end]));
            at = end;
        } else if is_item(passage) {
            let end = (at..passages.len())
                .find(|next| !is_item(&passages[*next]) || passages[*next].cell.is_some());
            let end = end.unwrap_or(passages.len());
            out.push(list(&passages[at..end]));
            at = end;
        } else {
            let said = line(passage);
            out.push(match passage.kind {
                Kind::Heading(level) => {
                    format!("{} {}", "#".repeat(usize::from(level.clamp(3, 4))), said.replace("\\\n", " "))
                }
                _ => said,
            });
            at += 1;
        }
    }
    out.retain(|block| !block.is_empty());
    out.join("\n\n")
}

/// Whether a passage is an item of a list with a sign and not with a number.
pub(super) fn is_item(passage: &Passage) -> bool {
    matches!(passage.kind, Kind::Item(_)) || !passage.mark.is_empty()
}

fn list(items: &[Passage]) -> String {
    let levels = levels(items);
    let numbered = |mark: &str| mark.starts_with(|c: char| c.is_ascii_digit());
    let mut lines = Vec::new();
    for (item, level) in items.iter().zip(levels) {
        let said = line(item).replace("\\\n", "\\\n  ");
        let sign = if numbered(&item.mark) { "1." } else { "-" };
        lines.push(format!("{}{sign} {said}", "    ".repeat(level)));
    }
    lines.join("\n")
}

/// The level of each item, from 0: of a list in Word what it says, of typed marks what sorts of marks stand above.
pub(super) fn levels(items: &[Passage]) -> Vec<usize> {
    let mut open: Vec<(usize, String)> = Vec::new();
    let mut levels = Vec::new();
    for item in items {
        let own = match item.kind {
            Kind::Item(level) => level,
            _ => 0,
        };
        let place = (own, sort_of(&item.mark));
        let known = open.iter().rposition(|other| *other == place);
        match known {
            Some(at) => open.truncate(at + 1),
            // A level that is further out ends those inside it.
            None => {
                while open.last().is_some_and(|(level, _)| *level > own) {
                    open.pop();
                }
                open.push(place);
            }
        }
        levels.push(open.len() - 1);
    }
    levels
}

/// A table of more columns is none of a letter: its cells become paragraphs.
const MOST_COLUMNS: usize = 100;

/// A table: its first row is its head.
fn table(cells: &[Passage]) -> String {
    let places = cells.iter().filter_map(|passage| passage.cell);
    let columns = places.map(|cell| cell.column).max().unwrap_or_default() + 1;
    if columns > MOST_COLUMNS {
        return cells.iter().map(line).collect::<Vec<_>>().join("\n\n");
    }
    let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
    for passage in cells {
        let Some(cell) = passage.cell else { continue };
        if rows.last().is_none_or(|(row, _)| *row != cell.row) {
            rows.push((cell.row, vec![String::new(); columns]));
        }
        let Some((_, row)) = rows.last_mut() else { continue };
        let mark = if passage.mark.is_empty() { String::new() } else { format!("{} ", passage.mark) };
        let said = format!("{}{}", typed(&mark), line(passage)).replace("\\\n", "<br>");
        let said = said.replace("\\|", "|").replace('|', "\\|");
        let text = &mut row[cell.column];
        if !text.is_empty() {
            text.push_str("<br>");
        }
        text.push_str(&said);
    }
    let mut lines: Vec<String> =
        rows.into_iter().map(|(_, row)| format!("| {} |", row.join(" | "))).collect();
    if !lines.is_empty() {
        lines.insert(1, format!("|{}", "---|".repeat(columns)));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_of_typed_marks() {
        let items = ["1.", "a)", "b)", "·", "c)", "2.", "3."];
        let items: Vec<Passage> =
            items.iter().map(|mark| Passage { mark: (*mark).to_owned(), ..Passage::of("x", 1) }).collect();
        assert_eq!(levels(&items), [0, 1, 1, 2, 1, 0, 0]);
    }

    #[test]
    fn emphasis_and_links_come_back() {
        let mut passage = Passage::of("See the page, or a_b*c", 1);
        passage.looks = vec![
            Look { range: 4..7, bold: true, ..Look::default() },
            Look { range: 8..12, link: Some("https://example.org/".into()), ..Look::default() },
        ];
        assert_eq!(line(&passage), "See **the** [page](https://example.org/), or a_b*c");
    }
}
