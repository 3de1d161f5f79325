//! Annexes that are forms: of the house style, or with fields of their own.

use super::annexes::{Annex, below, numbered, with};
use super::made::MadePassage;
use super::markdown;
use super::passage::Passage;
use super::search::Search;
use crate::base::text::one_line;
use crate::tools::new::written::{Commented, Form};

/// Deadlines that a form can have.
const DUE: [&str; 3] = ["fellowship", "registration", "visa"];
/// A table with fewer rows is no form.
const FEWEST_ROWS: usize = 3;
/// Boxes to tick, before the words that they are for.
const BOXES: [char; 3] = ['☐', '☑', '☒'];

/// A form of the house style as it is, and with a deadline.
pub(super) fn of_house(piece: &Commented) -> Vec<Commented> {
    let Form::Group(entries) = &piece.form else { return Vec::new() };
    if !entries.iter().any(|(key, _)| key == "form") {
        return Vec::new();
    }
    let due = DUE.map(|item| {
        let mut entries = entries.clone();
        entries.push(("due".to_owned(), Commented::text(item)));
        Commented::group(entries)
    });
    std::iter::once(piece.clone()).chain(due).collect()
}

/// The annex as a form with its own fields, with and without a deadline; none where its last part is no table of two columns, the
/// second mostly empty.
pub(super) fn own(
    search: &Search<'_>,
    index: usize,
    annex: &Annex<'_>,
    pieces: &[Commented],
) -> Vec<Commented> {
    let first = annex.content.iter().position(|passage| passage.cell.is_some()).unwrap_or_default();
    let (above, cells) = annex.content.split_at(first);
    let Some(rows) = rows(cells) else { return Vec::new() };
    let fields = Commented::list(rows.iter().map(field).collect());
    let entry = |key: &str, piece: Commented| (key.to_owned(), piece);
    let title = annex.title.as_ref().map_or("[title]".to_owned(), |title| one_line(&markdown::line(title)));
    let form = |due: Option<&str>, text: &[Passage]| {
        let mut keys = vec![entry("kind", Commented::text("form")), entry("title", Commented::text(&title))];
        keys.extend(due.map(|item| entry("due", Commented::text(item))));
        if !text.is_empty() {
            keys.push(entry("text", Commented::text(markdown::blocks(text))));
        }
        keys.push(entry("fields", fields.clone()));
        Commented::group(numbered(keys, annex))
    };
    let all = [None].into_iter().chain(DUE.map(Some));
    let whole = all.filter_map(|due| {
        let made = with(search, pieces, index, form(due, &[]))?;
        // What the house style prints above the fields is no text of the form.
        let usual: Vec<Vec<String>> = below(&made, index + 1).map(MadePassage::keys).collect();
        let text: Vec<Passage> =
            above.iter().filter(|passage| !usual.contains(&passage.keys())).cloned().collect();
        Some(form(due, &text))
    });
    whole.collect()
}

/// The label of each row with the lines beside it.
fn rows(cells: &[Passage]) -> Option<Vec<(Vec<Passage>, Vec<Passage>)>> {
    let table = cells.first()?.cell?.table;
    let mut rows: Vec<(usize, [Vec<Passage>; 2])> = Vec::new();
    for passage in cells {
        let cell = passage.cell.filter(|cell| cell.table == table)?;
        if rows.last().is_none_or(|(row, _)| *row != cell.row) {
            rows.push((cell.row, Default::default()));
        }
        rows.last_mut()?.1.get_mut(cell.column)?.extend(passage.lines());
    }
    let rows: Vec<_> = rows.into_iter().map(|(_, [label, beside])| (label, beside)).collect();
    let empty = rows.iter().filter(|(_, beside)| beside.is_empty()).count();
    let is_form = rows.len() >= FEWEST_ROWS && 2 * empty >= rows.len();
    (is_form && rows.iter().all(|(label, _)| !label.is_empty())).then_some(rows)
}

/// A row as a field: what stands below its label explains it, what stands beside it are its options.
fn field((label, beside): &(Vec<Passage>, Vec<Passage>)) -> Commented {
    let tidy =
        |text: &str| crate::compose::typed(&markdown::tidy(text.trim().trim_start_matches(BOXES).trim()));
    let text = |key: &str, text: &str| (key.to_owned(), Commented::text(text));
    let (said, hints) =
        label.split_first().map_or(("", label.as_slice()), |(first, rest)| (first.text.as_str(), rest));
    let name = said.trim().trim_end_matches('*');
    let mut keys = vec![text("label", &tidy(name))];
    if name.len() < said.trim().len() {
        keys.push(text("required", "yes"));
    }
    if said.starts_with(BOXES) {
        keys.push(text("kind", "tick"));
    }
    if !hints.is_empty() {
        let lines: Vec<String> = hints.iter().map(|line| tidy(&line.text)).collect();
        keys.push(text("hint", &lines.join(" ")));
    }
    let options: Vec<Commented> = beside
        .iter()
        .flat_map(|line| line.text.split(BOXES))
        .filter(|option| !option.trim().is_empty())
        .map(|option| Commented::text(tidy(option)))
        .collect();
    if !options.is_empty() {
        keys.push(("options".to_owned(), Commented { flow: true, ..Commented::list(options) }));
    }
    Commented { flow: true, ..Commented::group(keys) }
}
