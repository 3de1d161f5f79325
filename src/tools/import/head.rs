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
        head.rows.push(Row { label, lines });
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

/// The label that a passage begins with, and where it ends.
pub(super) fn label_of(phrases: &Phrases, passage: &Passage) -> Option<(&'static str, usize)> {
    let found = LABELS.into_iter().filter_map(|name| {
        let words = plain(phrases, name)?;
        Some((name, begins_with(&passage.text, words)?))
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
