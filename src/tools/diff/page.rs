//! A review as one web page, for those who accept or refuse it: what letters share, a table of all
//! letters, then each letter with its passages. What it looks like is in the templates of the folder `page`.
//!
//! What goes and comes is struck and underlined, coloured, and said to those who hear the page. The page
//! loads nothing, and knows no clock: the same review is the same page.

use super::common::Common;
use super::compare::{Alteration, Run};
use super::letter::{LetterTitle, Outcome, WordCount};
use super::review::{Review, formats, place_before};
use super::text::{alone, remarks};
use crate::base::report::visible;
use crate::base::text::count;
use crate::check::explain::capital;
use quick_xml::escape::escape;
use serde_json::{Value, json};
use std::fmt::Write as _;
use tera::{Context, Tera, TeraResult};

const TEMPLATES: [(&str, &str); 4] = [
    ("page.html", include_str!("page/page.html")),
    ("passage.html", include_str!("page/passage.html")),
    ("passages.html", include_str!("page/passages.html")),
    ("link.html", include_str!("page/link.html")),
];

/// The page.
///
/// # Errors
/// A defect of a template.
pub fn page(review: &Review) -> TeraResult<String> {
    let mut tera = Tera::new();
    tera.set_escape_fn(|text, out| out.write_all(escape(visible(text).as_ref()).as_bytes()));
    tera.add_raw_templates(TEMPLATES)?;
    tera.render("page.html", &Context::from_serialize(&facts(review))?)
}

/// What the templates say.
fn facts(review: &Review) -> Value {
    let groups: Vec<Value> = review.groups().into_iter().map(|group| of_group(review, group)).collect();
    let letters = || review.letters.iter().enumerate();
    let listed = letters().filter(|(_, l)| l.outcome != Outcome::Unchanged || !l.missing.is_empty());
    let rows: Vec<Value> = listed.map(|(at, letter)| row(review, at, letter)).collect();
    let told = letters().filter(|(_, letter)| has_section(letter));
    let (own, others): (Vec<_>, Vec<_>) = told.partition(|(_, letter)| has_own(review, letter));
    let sections = own.into_iter().chain(others).map(|(at, letter)| section(review, at, letter));
    let left_over = review.left_over.as_deref().unwrap_or_default();
    let parts = [
        (!groups.is_empty(), ["common", "Changes in many letters"]),
        (!rows.is_empty(), ["letters", "Letters"]),
        (!left_over.is_empty(), ["left-over", "Files that no letter builds any more"]),
    ];
    json!({
        "style": include_str!("page/page.css"),
        "summary": capital(&review.summary()),
        "parts": parts.into_iter().filter(|(is_there, _)| *is_there).map(|(_, part)| part).collect::<Vec<_>>(),
        "groups": groups,
        "rows": rows,
        "letters": sections.collect::<Vec<_>>(),
        "folder": review.folder,
        "left_over": left_over,
    })
}

/// What the same letters share.
fn of_group(review: &Review, (letters, changes): (&[usize], Vec<usize>)) -> Value {
    let change = |at: usize| common(at + 1, &review.commons.list[at]);
    let link = |at: &usize| Some(link(*at, review.letters.get(*at)?));
    json!({
        "which": review.which(letters),
        "changes": changes.into_iter().map(change).collect::<Vec<_>>(),
        "letters": letters.iter().filter_map(link).collect::<Vec<_>>(),
    })
}

fn common(number: usize, common: &Common) -> Value {
    let (before, after) = (common.before_shown(), common.after_shown());
    let runs = [("same", &before), ("out", &common.old), ("in", &common.new), ("same", &after)];
    let remarks = remarks(common).into_iter().filter(|(holds, _)| *holds).map(|(_, remark)| remark);
    json!({
        "number": number,
        "place": place_before(&common.place, &common.before),
        "runs": runs.into_iter().filter(|(_, words)| !words.is_empty()).collect::<Vec<_>>(),
        "remarks": remarks.collect::<Vec<_>>(),
    })
}

fn passage(alteration: &Alteration) -> Value {
    let words = |run: &Run| match run {
        Run::Same(words) => ("same", words.clone()),
        Run::Cut => ("same", "…".to_owned()),
        Run::Out(words) => ("out", words.clone()),
        Run::In(words) => ("in", words.clone()),
    };
    json!({
        "place": place_before(&alteration.place, alteration.beginning()),
        "runs": alteration.pieces.iter().map(words).collect::<Vec<_>>(),
    })
}

/// What a letter is called, and its number where it has a section.
fn link(at: usize, letter: &LetterTitle) -> Value {
    json!({ "name": letter.short(), "number": has_section(letter).then_some(at + 1) })
}

fn row(review: &Review, at: usize, letter: &LetterTitle) -> Value {
    let (words_out, words_in) = letter.words().map(WordCount::count).unzip();
    json!({
        "link": link(at, letter),
        "file": letter.file,
        "status": letter.status.unwrap_or_default(),
        "what": what(review, letter),
        "is_own": has_own(review, letter),
        "words_out": words_out,
        "words_in": words_in,
    })
}

fn section(review: &Review, at: usize, letter: &LetterTitle) -> Value {
    let mut section = json!({
        "number": at + 1,
        "name": letter.short(),
        "file": letter.file,
        "status": letter.status,
    });
    match &letter.outcome {
        Outcome::Wrong(messages) => section["errors"] = json!(messages),
        Outcome::Changed(words) => {
            let (shared, own): (Vec<&Alteration>, Vec<&Alteration>) =
                words.alterations.iter().partition(|alteration| review.commons.cover(alteration));
            section["unread"] = json!(letter.unread);
            section["alone"] = json!(words.alone.then(|| alone(words)));
            section["own"] = own.into_iter().map(passage).collect();
            section["shared"] = shared.into_iter().map(passage).collect();
            section["within"] = json!(count(review.commons.within(&words.alterations).len(), "change"));
        }
        _ => {}
    }
    section
}

/// Whether a letter has more to tell than its row does.
fn has_section(letter: &LetterTitle) -> bool {
    matches!(letter.outcome, Outcome::Wrong(_) | Outcome::Changed(_))
}

/// Whether there is more to tell of a letter than what many share.
fn has_own(review: &Review, letter: &LetterTitle) -> bool {
    letter.words().map_or(matches!(letter.outcome, Outcome::Wrong(_)), |words| {
        words.alone || !letter.unread.is_empty() || words.alterations.iter().any(|a| !review.commons.cover(a))
    })
}

/// What changes in a letter.
fn what(review: &Review, letter: &LetterTitle) -> String {
    let mut text = match &letter.outcome {
        Outcome::Wrong(_) => "has errors: not compared".to_owned(),
        Outcome::New => "new: not built yet".to_owned(),
        Outcome::Unchanged => "nothing".to_owned(),
        Outcome::SameWords(differ) => {
            format!("same words; different layout or properties ({})", formats(differ))
        }
        Outcome::Unreadable(differ) => format!("words cannot be compared ({})", formats(differ)),
        Outcome::Changed(words) if words.alone => {
            format!("changes in {} only", formats(&words.differ))
        }
        Outcome::Changed(words) if words.alterations.iter().all(|a| review.commons.cover(a)) => {
            "only changes that many letters share".to_owned()
        }
        Outcome::Changed(_) => "changes of its own".to_owned(),
    };
    if !letter.missing.is_empty() {
        let _ = write!(text, "; no {} in {}", formats(&letter.missing), review.folder);
    }
    for file in &letter.unread {
        let _ = write!(text, "; {file}");
    }
    text
}
