//! What people type as lines where the house style has items, rows and numbers: items behind line ends in one paragraph, a date with
//! what is due on it behind a tab or a colon, and paragraphs that begin with a number.

use super::dates;
use super::passage::{Kind, Look, Passage};
use crate::model::phrases::Phrases;

/// Cuts paragraphs whose lines are items: each line with a mark, and each that ends with a colon, such as `Copy:`, begins another.
pub(super) fn items(passages: &[Passage]) -> Vec<Passage> {
    passages.iter().flat_map(of_lines).collect()
}

fn of_lines(passage: &Passage) -> Vec<Passage> {
    let mut lines = passage.lines();
    lines.iter_mut().for_each(Passage::take_mark);
    if lines.len() < 2 || lines[1..].iter().all(|line| line.mark.is_empty()) {
        return vec![passage.clone()];
    }
    let mut found: Vec<Passage> = Vec::new();
    for line in lines {
        match found.last_mut() {
            Some(last) if line.mark.is_empty() && !line.text.ends_with([':', '：']) => {
                let shift = last.text.len() + 1;
                let looks = line
                    .looks
                    .into_iter()
                    .map(|look| Look { range: look.range.start + shift..look.range.end + shift, ..look });
                last.looks.extend(looks);
                last.text = format!("{}\n{}", last.text, line.text);
            }
            _ => found.push(line),
        }
    }
    found
}

/// Cuts lines that begin with a date into the date and what is due then. A letter with one such line has no table of them.
pub(super) fn dated(phrases: &Phrases, passages: Vec<Passage>) -> Vec<Passage> {
    let cuts: Vec<Option<usize>> = passages.iter().map(|passage| date_end(phrases, passage)).collect();
    if cuts.iter().flatten().count() < 2 {
        return passages;
    }
    let mut found = Vec::new();
    for (passage, cut) in passages.into_iter().zip(cuts) {
        let Some(end) = cut else {
            found.push(passage);
            continue;
        };
        let is_colon = passage.text[end..].trim_start().starts_with([':', '：']);
        let date = passage.part(0..end);
        found.push(date);
        let text = &passage.text;
        let start = end + text[end..].find(|c: char| !SEPARATORS.contains(&c)).unwrap_or_default();
        let mut at = start;
        let ends: Vec<usize> = text[start..]
            .char_indices()
            .filter(|(_, c)| *c == '\n' || (is_colon && matches!(c, ';' | '；')))
            .map(|(at, c)| start + at + if c == '\n' { 0 } else { c.len_utf8() })
            .chain([text.len()])
            .collect();
        for end in ends {
            let mut item = passage.part(at..end);
            at = end;
            item.take_mark();
            if is_colon && item.text.ends_with([';', '；']) {
                item.text.pop();
            }
            if item.mark.is_empty() {
                item.mark = "-".to_owned();
            }
            if !item.text.is_empty() {
                found.push(item);
            }
        }
    }
    found
}

/// What stands between a date and what is due on it.
const SEPARATORS: [char; 10] = [' ', '\t', '\n', '\u{a0}', ':', '：', '–', '—', '-', '\u{2011}'];

/// Where the date ends that a line begins with, if something is due on it.
fn date_end(phrases: &Phrases, passage: &Passage) -> Option<usize> {
    let text = &passage.text;
    let first = dates::days(phrases, text, 0).into_iter().next()?;
    // A day of the week may stand before it.
    if first.is_range || first.range.start > 14 || !passage.mark.is_empty() || passage.cell.is_some() {
        return None;
    }
    let end = first.range.end;
    let behind = &text[end..];
    let rest = behind.trim_start_matches(SEPARATORS);
    let between = &behind[..behind.len() - rest.len()];
    (!rest.is_empty() && between.contains(['\t', '\n', ':', '：', '–', '—', '-'])).then_some(end)
}

/// Takes numbers from before paragraphs that are counted from 1: `1 Opening`, `4.1 Report`, where no tab says that they are items.
pub(super) fn counted(phrases: &Phrases, passages: &mut [Passage]) {
    let numbers: Vec<Option<(Vec<u32>, usize)>> =
        passages.iter().map(|passage| number(phrases, passage)).collect();
    let mut row: Vec<usize> = Vec::new();
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut last: Vec<u32> = Vec::new();
    for (at, found) in numbers.iter().enumerate() {
        let Some((number, _)) = found else { continue };
        if *number == [1] {
            rows.push(std::mem::take(&mut row));
        } else if row.is_empty() || !follows(&last, number) {
            continue;
        }
        row.push(at);
        last.clone_from(number);
    }
    rows.push(row);
    for at in rows.into_iter().filter(|row| row.len() > 1).flatten() {
        if let Some((_, end)) = &numbers[at] {
            let passage = &mut passages[at];
            let mark = passage.text[..*end].trim().to_owned();
            *passage = Passage { mark, ..passage.part(*end..passage.text.len()) };
        }
    }
}

/// Whether a number comes behind another: `4.1` behind `4`, `4.2` and `5` behind `4.1`.
fn follows(last: &[u32], next: &[u32]) -> bool {
    let deeper = next.len() == last.len() + 1 && next.starts_with(last) && next.ends_with(&[1]);
    let beside = (1..=last.len()).any(|depth| {
        next.len() == depth
            && next[..depth - 1] == last[..depth - 1]
            && next[depth - 1] == last[depth - 1] + 1
    });
    deeper || beside
}

/// The number that a paragraph begins with, and where it ends; a date begins with none.
fn number(phrases: &Phrases, passage: &Passage) -> Option<(Vec<u32>, usize)> {
    let text = &passage.text;
    if passage.cell.is_some() || !passage.mark.is_empty() || passage.kind != Kind::Paragraph {
        return None;
    }
    let end = text.find(char::is_whitespace)?;
    let stem = text[..end].trim_end_matches('.');
    let parts: Option<Vec<u32>> = stem
        .split('.')
        .map(|part| part.parse().ok().filter(|_| part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit())))
        .collect();
    let is_date = dates::days(phrases, text, 2000).first().is_some_and(|days| days.range.start == 0);
    let is_text = text[end..].trim_start().starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    parts.filter(|_| is_text && !is_date).map(|parts| (parts, end))
}

/// Whether the paragraphs of a body are numbered, from 1; if so, takes the numbers away.
pub(super) fn number_paragraphs(body: &mut [Passage]) -> bool {
    let is_counted = |mark: &str, at: usize| mark.trim_end_matches('.') == (at + 1).to_string();
    let numbered: Vec<usize> = (0..body.len())
        .filter(|at| body[*at].cell.is_none() && body[*at].mark.starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    let plain = body.iter().filter(|passage| passage.cell.is_none() && passage.mark.is_empty()).count();
    let in_order = numbered.iter().enumerate().all(|(count, at)| is_counted(&body[*at].mark, count));
    let is_long = |at: &usize| body[*at].keys().len() > 5;
    if numbered.len() < 2 || !in_order || numbered.len() < plain || !numbered.iter().all(is_long) {
        return false;
    }
    for at in numbered {
        body[at].mark.clear();
        body[at].kind = Kind::Paragraph;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Diagnostics, Source};

    fn english() -> Phrases {
        let text = include_str!("../../../templates/phrases/en.yaml");
        Phrases::load(&Source::new("en.yaml", text), &mut Diagnostics::new()).expect("phrases")
    }

    fn shown(passages: &[Passage]) -> Vec<String> {
        passages.iter().map(|passage| format!("{}|{}", passage.mark, passage.text)).collect()
    }

    #[test]
    fn lines_with_dates_become_rows() {
        let lines =
            ["18 May 2018\t-\tSubmit contributions", "6 June 2018: Ask for a visa; Register", "In June."];
        let lines = lines.iter().map(|line| Passage::of(*line, 1)).collect();
        let rows = dated(&english(), lines);
        let expected = [
            "|18 May 2018",
            "-|Submit contributions",
            "|6 June 2018",
            "-|Ask for a visa",
            "-|Register",
            "|In June.",
        ];
        assert_eq!(shown(&rows), expected);
    }

    #[test]
    fn items_in_one_paragraph_are_several() {
        let cell = "-\tTo Members;\n- To Associates\nof Study Group 1\nCopy:\n-\tTo the Director";
        let mut cell = Passage::of(cell, 1);
        cell.take_mark();
        let text = Passage::of("One line\nand another", 2);
        let expected = [
            "-|To Members;",
            "-|To Associates\nof Study Group 1",
            "|Copy:",
            "-|To the Director",
            "|One line\nand another",
        ];
        assert_eq!(shown(&items(&[cell, text])), expected);
    }

    #[test]
    fn numbers_are_taken_where_they_count() {
        let lines = ["1 Opening", "2 Reports", "2.1 Of SG1", "3 Closing", "1 May 2018", "7 Rooms are free"];
        let mut lines: Vec<Passage> = lines.iter().map(|line| Passage::of(*line, 1)).collect();
        counted(&english(), &mut lines);
        let expected =
            ["1|Opening", "2|Reports", "2.1|Of SG1", "3|Closing", "|1 May 2018", "|7 Rooms are free"];
        assert_eq!(shown(&lines), expected);
    }

    #[test]
    fn numbered_paragraphs_lose_their_numbers() {
        let text = "A paragraph of more than five words.";
        let mut body: Vec<Passage> = ["1", "2."]
            .iter()
            .map(|mark| Passage { mark: (*mark).to_owned(), ..Passage::of(text, 1) })
            .collect();
        assert!(number_paragraphs(&mut body));
        assert_eq!(shown(&body), [format!("|{text}"), format!("|{text}")]);
    }
}
