//! The annexes of an old letter: each is tried as every kind that it may be, and written as the kind that says most of its words;
//! what no kind says is an annex with its own text.

use super::agenda;
use super::draft::Entries;
use super::forms;
use super::made::{Made, MadePassage, Origins};
use super::markdown;
use super::passage::{Kind, Passage};
use super::practical;
use super::search::Search;
use super::tables;
use super::words::{keys, likeness};
use super::zones::{Zone, plain};
use crate::base::text::one_line;
use crate::model::phrases::Phrases;
use crate::tools::new::written::Commented;

/// From here on an annex is of a kind: less says too little of it.
const LIKE: f64 = 0.9;
/// Titles that are so alike name the same kind.
const TITLE: f64 = 0.5;

/// An annex of the old letter.
pub(super) struct Annex<'a> {
    pub(super) zone: &'a Zone,
    pub(super) title: Option<Passage>,
    /// Whether a line below its number says to which letter it belongs.
    pub(super) refers: bool,
    /// What stands below its title.
    pub(super) content: &'a [Passage],
}

/// Reads the heads of the annexes.
pub(super) fn heads<'a>(passages: &'a [Passage], zones: &'a [Zone]) -> Vec<Annex<'a>> {
    zones.iter().map(|zone| head(&passages[zone.range.clone()], zone)).collect()
}

fn head<'a>(passages: &'a [Passage], zone: &'a Zone) -> Annex<'a> {
    let is_reference = |text: &str| {
        let text = text.trim();
        text.starts_with(['(', '（'])
            && text.ends_with([')', '）'])
            && text.contains(|c: char| c.is_ascii_digit())
    };
    let mut refers = false;
    // The title may stand on the line of the number, below it in the same passage, or in the next one.
    let own: Vec<Passage> = passages[0].lines().into_iter().skip(1).collect();
    let mut title = (!zone.rest.is_empty()).then(|| Passage::of(&zone.rest, passages[0].line));
    let mut rest = 1;
    for line in own.iter().chain(&passages[1..]) {
        let below = !own.iter().any(|other| std::ptr::eq(other, line));
        if is_reference(&line.text) {
            refers = true;
        } else if title.is_none() && line.cell.is_none() && line.text.chars().count() < 200 {
            title = Some(line.clone());
        } else if below {
            break;
        } else if let Some(title) = &mut title {
            title.text = format!("{} {}", title.text, line.text);
            title.looks.clear();
        }
        rest += usize::from(below);
    }
    let content = &passages[rest.min(passages.len())..];
    let said = title.as_ref().map(Passage::keys).filter(|said| !said.is_empty());
    let is_again = |first: &Passage| said.as_ref().is_some_and(|said| first.keys().ends_with(said));
    let content = match content.split_first() {
        Some((first, below)) if first.cell.is_none() && is_again(first) => below,
        _ => content,
    };
    Annex { zone, title, refers, content }
}

/// Words the phrases that name an annex as the old letter does, where it has another word for it.
pub(super) fn named(search: &mut Search<'_>, word: &str, body: &[Passage], foot: &[Passage]) {
    search.draft.word("annex-number", &format!("{word} {{{{ annex_letter }}}}"));
    let small = word.to_lowercase();
    let in_body = body.iter().find_map(|passage| {
        let at = passage.text.to_lowercase().find(&small)?;
        passage.text.get(at..at + small.len())
    });
    if let Some(said) = in_body {
        search.draft.word("annex-pointer", &format!("{said} {{{{ annex_letter }}}}"));
    }
    if let Some(count) = foot.iter().find(|passage| passage.text.to_lowercase().starts_with(&small)) {
        search.draft.word("annex-count", &markdown::line(count));
    }
    search.measure();
}

/// Writes the annexes as kinds with nothing in them, so that the sentences of the body can be found.
pub(super) fn outline(search: &mut Search<'_>, annexes: &[Annex<'_>]) {
    let known = known(search);
    let piece = |(index, annex): (usize, &Annex<'_>)| {
        let title = annex.title.as_ref().map(Passage::keys).unwrap_or_default();
        let best = known.iter().max_by(|a, b| likeness(&a.0, &title).total_cmp(&likeness(&b.0, &title)));
        match best.filter(|(name, _)| likeness(name, &title) >= TITLE) {
            Some((_, keys)) => Commented::group(numbered(keys.clone(), annex)),
            None => own(index, annex),
        }
    };
    let pieces: Vec<Commented> = annexes.iter().enumerate().map(piece).collect();
    let draft = search.draft.with(&[("annexes", Some(Commented::list(pieces.clone())))]);
    // Two annexes of one kind are not possible: then all are own ones.
    let pieces = if search.compose(&draft, Origins::Left).is_some() {
        pieces
    } else {
        annexes.iter().enumerate().map(|(index, annex)| own(index, annex)).collect()
    };
    search.draft.put("annexes", Commented::list(pieces));
    search.measure();
}

/// Kinds with the words of their usual titles and the keys that they need.
fn known(search: &Search<'_>) -> Vec<(Vec<String>, Entries)> {
    let kind = |kind: &str| ("kind".to_owned(), Commented::text(kind));
    let question = Commented::group(vec![
        ("title".to_owned(), Commented::text("x")),
        ("number".to_owned(), Commented::text("1")),
    ]);
    let mut kinds = vec![
        vec![kind("practical")],
        vec![kind("agenda")],
        vec![kind("host"), ("text".to_owned(), Commented::text("x"))],
        vec![kind("questions"), ("questions".to_owned(), Commented::list(vec![question]))],
    ];
    for name in search.names("forms") {
        kinds.push(vec![kind("form"), ("form".to_owned(), Commented::text(name))]);
    }
    let mut found = Vec::new();
    for keys in kinds {
        let draft =
            search.draft.with(&[("annexes", Some(Commented::list(vec![Commented::group(keys.clone())])))]);
        let made = search.compose(&draft, Origins::Left);
        let title = made.and_then(|made| title_of(&made, 1));
        found.extend(title.map(|title| (title, keys)));
    }
    found
}

/// The words of the title of an annex that was composed, without its number.
fn title_of(made: &Made, section: usize) -> Option<Vec<String>> {
    let head = made.passages.iter().find(|passage| passage.section == section)?;
    Some(head.keys().into_iter().skip(2).collect())
}

/// A form that is numbered beside the annexes says so.
pub(super) fn numbered(mut keys: Entries, annex: &Annex<'_>) -> Entries {
    if annex.zone.is_form {
        keys.push(("numbered".to_owned(), Commented::text("form")));
    }
    keys
}

/// An annex with its own text.
fn own(index: usize, annex: &Annex<'_>) -> Commented {
    let text = markdown::blocks(annex.content);
    let text = if text.is_empty() { "[text]".to_owned() } else { text };
    let entry = |key: &str, piece: Commented| (key.to_owned(), piece);
    let title = annex
        .title
        .as_ref()
        .map_or("[title]".to_owned(), |title| one_line(&markdown::line(title).replace("\\\n", " ")));
    Commented::group(vec![
        entry("kind", Commented::text("text")),
        entry("name", Commented::text(format!("annex-{}", index + 1))),
        entry("title", Commented::text(title)),
        entry("text", Commented::text(text)),
    ])
}

/// Writes the annexes with all that they say. Gives what is to be looked at.
pub(super) fn settle(search: &mut Search<'_>, phrases: &Phrases, annexes: &[Annex<'_>]) -> Vec<String> {
    let mut tasks = Vec::new();
    if annexes.iter().any(|annex| annex.refers) {
        search.draft.text("annex-reference", "yes");
    }
    let mut pieces: Vec<Commented> = match search.draft.get("annexes").map(|piece| &piece.form) {
        Some(crate::tools::new::written::Form::List(pieces)) => pieces.clone(),
        _ => Vec::new(),
    };
    for (index, annex) in annexes.iter().enumerate() {
        let before = search.draft.clone();
        if let Some(place) = agenda::place(search, phrases, annex) {
            search.draft.word("agenda-place", &place);
        }
        let (mut piece, mut like) = best(search, phrases, index, annex, &pieces);
        if !is_kind(&piece, "agenda") {
            search.draft = before;
            (piece, like) = best(search, phrases, index, annex, &pieces);
        }
        if like < LIKE {
            tasks.push(format!(
                "Annex {}: see whether its text is whole: {} of 100 words come out",
                annex.zone.letter,
                (like * 100.0) as u32
            ));
        }
        pieces[index] = Commented { gap: index > 0, ..piece };
    }
    search.draft.put("annexes", Commented::list(pieces));
    search.measure();
    tasks
}

/// Whether a piece is an annex of a kind.
fn is_kind(piece: &Commented, kind: &str) -> bool {
    use crate::tools::new::written::Form;
    let Form::Group(entries) = &piece.form else { return false };
    entries
        .iter()
        .any(|(key, value)| key == "kind" && matches!(&value.form, Form::Text(text) if text == kind))
}

/// Whether two pieces are annexes of the same kind of the house style.
fn is_same_kind(one: &Commented, other: &Commented) -> bool {
    ["practical", "agenda", "host", "questions", "form"]
        .iter()
        .any(|kind| is_kind(one, kind) && is_kind(other, kind))
}

/// The kind that says most of an annex, and how much that is.
fn best(
    search: &Search<'_>,
    phrases: &Phrases,
    index: usize,
    annex: &Annex<'_>,
    pieces: &[Commented],
) -> (Commented, f64) {
    let own = own(index, annex);
    let mut choices = vec![own.clone()];
    // What the outline took for a kind is tried first: where two say the same, the first stays.
    for choice in [
        agenda::annex(search, phrases, index, annex, pieces),
        practical::annex(search, index, annex, pieces, is_kind(&pieces[index], "practical")),
        tables::questions(phrases, annex),
        tables::host(phrases, annex),
        tables::time_plan(annex),
    ] {
        choices.extend(choice);
    }
    choices.extend(forms::of_house(&pieces[index]));
    choices.extend(forms::own(search, index, annex, pieces));
    let said = said(annex);
    let mut found = (own, 0.0, 0.0);
    for (number, choice) in choices.into_iter().enumerate() {
        let Some(made) = with(search, pieces, index, choice.clone()) else { continue };
        let like = likeness(&section(&made, index + 1), &said);
        // A kind of the house style may lose a word where own text would not.
        // A title that says which kind it is weighs more.
        let is_titled = is_same_kind(&choice, &pieces[index]);
        let worth = like
            + if number == 0 {
                0.0
            } else if is_titled {
                0.05
            } else {
                0.02
            };
        if worth > found.1 {
            found = (choice, worth, like);
        }
    }
    (found.0, found.2)
}

/// A letter with another piece in place of one annex.
pub(super) fn with(
    search: &Search<'_>,
    pieces: &[Commented],
    index: usize,
    piece: Commented,
) -> Option<Made> {
    let mut pieces = pieces.to_vec();
    *pieces.get_mut(index)? = piece;
    search.compose(&search.draft.with(&[("annexes", Some(Commented::list(pieces)))]), Origins::Asked)
}

/// The words of an annex as composed, without its heading.
fn section(made: &Made, section: usize) -> Vec<String> {
    below(made, section).flat_map(MadePassage::keys).collect()
}

/// The passages of an annex as composed, below its heading.
pub(super) fn below(made: &Made, section: usize) -> impl Iterator<Item = &MadePassage> {
    made.passages.iter().filter(move |passage| passage.section == section).skip(1)
}

/// The words of an annex of the old letter, without its heading.
fn said(annex: &Annex<'_>) -> Vec<String> {
    annex.content.iter().flat_map(Passage::keys).collect()
}

/// Whether a passage is a note, and what stands behind the word for it.
pub(super) fn note(phrases: &Phrases, passage: &Passage) -> Option<Passage> {
    let words = plain(phrases, "note")?;
    let end = super::words::begins_with(&passage.text, words)?;
    let rest = passage.text[end..].trim_start_matches([' ', '\u{a0}', '-', '–', '—', '\u{2011}', ':']);
    let start = passage.text.len() - rest.len();
    (!rest.is_empty()).then(|| passage.part(start..passage.text.len()))
}

/// Where the heading ends that a paragraph begins with: behind its colon, or behind words in capitals.
pub(super) fn head_end(passage: &Passage) -> Option<usize> {
    if let Some(end) = run_in_head(passage) {
        return Some(end + passage.text[end..].chars().next().map_or(0, char::len_utf8));
    }
    let is_head = |word: &str| {
        word.chars().any(char::is_uppercase) && !word.chars().any(|c| c.is_lowercase() || c.is_ascii_digit())
    };
    let words = super::words::words(&passage.text);
    let count = words.iter().take_while(|word| is_head(&passage.text[word.range.clone()])).count();
    let end = words.get(count.checked_sub(1)?)?.range.end;
    (end > 5 && count < words.len() && passage.kind == Kind::Paragraph).then_some(end)
}

/// The heading that a paragraph begins with, up to its colon, when it is short and in capitals or bold.
pub(super) fn run_in_head(passage: &Passage) -> Option<usize> {
    let end = passage.text.find([':', '：'])?;
    let head = &passage.text[..end];
    let is_bold =
        passage.looks.first().is_some_and(|look| look.bold && look.range.start == 0 && look.range.end >= end);
    let has_case = head.chars().any(char::is_uppercase) && !head.chars().any(char::is_lowercase);
    (head.chars().count() <= 90 && (is_bold || has_case) && passage.kind == Kind::Paragraph).then_some(end)
}

/// Whether two texts say the same words.
pub(super) fn same(one: &str, other: &str) -> bool {
    keys(one) == keys(other)
}
