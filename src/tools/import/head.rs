//! The first page of an old letter: what its labels say, whatever holds them: a table, tabs, text boxes or lines.

use super::passage::Passage;
use super::words::begins_with;
use super::zones::plain;
use crate::model::phrases::Phrases;

/// Labels of rows, by the phrases that have them.
const LABELS: [&str; 8] = [
    "label-reference",
    "label-contact",
    "label-tel",
    "label-fax",
    "label-e-mail",
    "label-web",
    "label-subject",
    "label-copy",
];

/// What stands behind a label.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The phrase of the label.
    pub(super) label: &'static str,
    /// How the old letter writes it.
    pub(super) said: String,
    /// The lines of its value.
    pub(super) lines: Vec<Passage>,
}

/// The first page as rows, the list of addressees, and everything else.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    pub(super) rows: Vec<Row>,
    pub(super) addressees: Vec<Passage>,
    pub(super) copy: Vec<Passage>,
    pub(super) rest: Vec<Passage>,
}

impl Head {
    /// The lines behind a label.
    pub(super) fn lines(&self, label: &str) -> Option<&[Passage]> {
        self.rows.iter().find(|row| row.label == label).map(|row| &*row.lines)
    }

    /// The lines behind a label as one text.
    pub(super) fn value(&self, label: &str) -> Option<String> {
        let lines: Vec<&str> = self.lines(label)?.iter().map(|line| line.text.as_str()).collect();
        Some(lines.join(" "))
    }
}

/// Reads the passages of a first page.
pub(super) fn read(phrases: &Phrases, passages: &[Passage]) -> Head {
    let passages = &stacked(phrases, passages);
    let mut head = Head::default();
    let labelled: Vec<Option<(&'static str, usize)>> =
        passages.iter().map(|p| label_of(phrases, p)).collect();
    let mut used = vec![false; passages.len()];
    let mut after_copy = false;
    for (at, found) in labelled.iter().enumerate() {
        let Some((label, end)) = *found else { continue };
        used[at] = true;
        let passage = &passages[at];
        let mut lines = passage.part(end..passage.text.len()).lines();
        if label != "label-copy" {
            for next in values(passages, &labelled, &used, at, !lines.is_empty(), label) {
                used[next] = true;
                lines.extend(passages[next].lines());
            }
        }
        head.rows.push(Row { label, said: passage.text[..end].trim().to_owned(), lines });
    }
    for (at, passage) in passages.iter().enumerate() {
        after_copy |= labelled[at].is_some_and(|(label, _)| label == "label-copy");
        if used[at] {
            continue;
        }
        let is_item = !passage.mark.is_empty() || matches!(passage.kind, super::passage::Kind::Item(_));
        let list = if after_copy { &mut head.copy } else { &mut head.addressees };
        if is_item { list.push(passage.clone()) } else { head.rest.push(passage.clone()) }
    }
    head
}

/// Labels that stand above each other with nothing behind them get the lines that follow, each its own: in some letters
/// they are a cell of labels and a cell of values. The reference, which comes first, has what is more.
fn stacked(phrases: &Phrases, passages: &[Passage]) -> Vec<Passage> {
    let lines: Vec<Passage> = passages.iter().flat_map(Passage::lines).collect();
    let is_bare = |line: &Passage| {
        label_of(phrases, line).is_some_and(|(label, end)| {
            line.text[end..].trim().is_empty() && !matches!(label, "label-subject" | "label-copy")
        })
    };
    let Some(first) = lines.iter().position(is_bare) else { return passages.to_vec() };
    let labels = lines[first..].iter().take_while(|line| is_bare(line)).count();
    let behind = first + labels;
    let is_value = |line: &&Passage| {
        line.mark.is_empty()
            && mark_free(line)
            && label_of(phrases, line).is_none()
            && line.cell.map(|cell| (cell.table, cell.column))
                == lines[behind].cell.map(|cell| (cell.table, cell.column))
    };
    let values = lines.get(behind..).unwrap_or_default().iter().take_while(is_value).count();
    // The address for mail shows how many lines the reference has.
    let of_mail = lines[first..behind]
        .iter()
        .position(|line| label_of(phrases, line).is_some_and(|(label, _)| label == "label-e-mail"));
    let more = match of_mail {
        Some(at) => {
            (0..=2).find(|more| lines.get(behind + at + more).is_some_and(|line| line.text.contains('@')))
        }
        None => Some(usize::from(values == labels + 1)),
    };
    let Some(more) = more.filter(|more| labels >= 2 && values >= labels + more) else {
        return passages.to_vec();
    };
    let mut found = lines[..first].to_vec();
    let mut at = behind;
    for (index, label) in lines[first..behind].iter().enumerate() {
        let end = at + if index == 0 { 1 + more } else { 1 };
        let text: Vec<&str> = lines[at..end].iter().map(|line| line.text.as_str()).collect();
        found.push(Passage {
            text: format!("{}\t{}", label.text, text.join("\n")),
            looks: Vec::new(),
            ..label.clone()
        });
        at = end;
    }
    found.extend_from_slice(&lines[at..]);
    found
}

/// Whether no typed mark stands before the words.
fn mark_free(line: &Passage) -> bool {
    let mut line = line.clone();
    line.take_mark();
    line.mark.is_empty()
}

/// The label that a passage begins with, and where it ends: with its marks or with others, such as `Ref.:` and `Tel`.
pub(super) fn label_of(phrases: &Phrases, passage: &Passage) -> Option<(&'static str, usize)> {
    let text = &passage.text;
    let found = LABELS.into_iter().filter_map(|name| {
        let words = plain(phrases, name)?;
        if let Some(end) = begins_with(text, words) {
            return Some((name, end));
        }
        let is_mark = |c: char| matches!(c, ':' | '.' | '：');
        let end = begins_with(text, words.trim_end_matches(|c: char| is_mark(c) || c.is_whitespace()))?;
        // A longer word with a colon: `Reference:`, `Telephone:`.
        let longer = text[end..].trim_start_matches(char::is_alphabetic);
        let end = if longer.starts_with([':', '：']) { text.len() - longer.len() } else { end };
        let rest = text[end..].trim_start_matches([' ', '\u{a0}', '.']);
        let behind = rest.trim_start_matches(is_mark);
        let is_alone = rest.is_empty() || rest.starts_with(['\t', '\n']) || behind.len() < rest.len();
        is_alone.then_some((name, text.len() - behind.len()))
    });
    found.max_by_key(|(_, end)| *end)
}

/// The passages that belong to a label: the next cell of its row, or what follows it up to the next label.
fn values(
    passages: &[Passage],
    labelled: &[Option<(&'static str, usize)>],
    used: &[bool],
    at: usize,
    has_value: bool,
    label: &str,
) -> Vec<usize> {
    let own = passages[at].cell;
    let mut found = Vec::new();
    for next in at + 1..passages.len() {
        if labelled[next].is_some() || used[next] {
            break;
        }
        let passage = &passages[next];
        if !passage.mark.is_empty() || matches!(passage.kind, super::passage::Kind::Item(_)) {
            break;
        }
        match (own, passage.cell) {
            (Some(own), Some(cell)) if own.table != cell.table || own.row != cell.row => break,
            // A label with a value in its own cell has nothing in the next.
            (Some(own), Some(cell)) if has_value && own.column != cell.column => break,
            // Of several cells behind a label, the first that says something.
            (Some(_), Some(cell)) => {
                let first = found.first().and_then(|first: &usize| passages[*first].cell);
                if first.is_some_and(|first| first.column != cell.column) {
                    break;
                }
            }
            (Some(_), None) => break,
            (None, Some(_)) if has_value => break,
            _ => {}
        }
        found.push(next);
        // One line is enough but for a reference and a subject.
        if !matches!(label, "label-reference" | "label-subject") && (has_value || !found.is_empty()) {
            break;
        }
    }
    // A row of one line that has its value has no second one.
    if has_value && !matches!(label, "label-reference" | "label-subject") { Vec::new() } else { found }
}
