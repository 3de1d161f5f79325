//! A review as one web page, for those who accept or refuse it: what letters share, a table of all
//! letters, then each letter with its passages. What it looks like is in the templates of the folder `page`.
//!
//! What goes and comes is struck and underlined, coloured, and said to those who hear the page. The page
//! loads nothing, and knows no clock: the same review is the same page.

use super::compare::{Alteration, Run};
use super::letter::{LetterTitle, Outcome};
use super::review::Review;
use super::text::alone;
use crate::base::text::count;
use crate::check::explain::capital;
use crate::tools::own_page::{self, templates};
use include_dir::{Dir, include_dir};
use serde_json::{Value, json};
use std::ops::Range;
use tera::{Context, Tera, TeraResult};

/// The templates and the style.
static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/tools/diff/page");

/// The page.
///
/// # Errors
/// A defect of a template.
pub fn page(review: &Review) -> TeraResult<String> {
    all()?.render("page.html", &Context::from_serialize(&facts(review))?)
}

fn all() -> TeraResult<Tera> {
    templates(FILES.files().filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?))))
}

/// A letter and the words in which it differs from another.
pub struct Between {
    /// Both in words: `TSB Collective letter 2/17 and TSB Collective letter 1/17`.
    pub called: String,
    /// Passages that come, go or change; nothing where there is nothing to compare with.
    pub alterations: Option<Vec<Alteration>>,
}

/// A page on letters that were compared with others: its title, and each.
///
/// # Errors
/// A defect of a template.
pub fn between(title: &str, letters: &[Between]) -> TeraResult<String> {
    let letters = letters.iter().enumerate().map(|(at, letter)| {
        let own = letter.alterations.as_ref().map(|all| {
            let all = all.iter().map(|one| passage(one.place_shown(), &one.pieces));
            all.collect::<Vec<_>>()
        });
        json!({ "number": at + 1, "called": letter.called, "alone": own.is_none(), "own": own })
    });
    let facts = json!({ "title": title, "letters": letters.collect::<Vec<_>>() });
    all()?.render("between.html", &Context::from_serialize(&facts)?)
}

/// Whether a file is such a page.
pub fn is_page(bytes: &[u8]) -> bool {
    own_page::is_page(bytes, "What a build would change")
}

/// What the templates say.
fn facts(review: &Review) -> Value {
    let letters = review.letters.iter().enumerate();
    json!({
        "summary": capital(&review.summary()),
        "groups": review.groups().into_iter().map(|group| of_group(review, group)).collect::<Vec<_>>(),
        "has_rows": review.letters.iter().any(|letter| {
            letter.found.outcome != Outcome::Unchanged || !letter.found.missing.is_empty()
        }),
        "letters": letters.map(|(at, letter)| of_letter(review, at, letter)).collect::<Vec<_>>(),
        "folder": review.folder,
        "left_over": review.left_over.as_deref().unwrap_or_default(),
    })
}

/// What the same letters share.
fn of_group(review: &Review, (letters, changes): (&[usize], Range<usize>)) -> Value {
    let change = |at: usize| {
        let common = &review.commons.list[at];
        let mut shown = passage(common.place_shown(), &common.pieces());
        (shown["number"], shown["remarks"]) = (json!(at + 1), json!(common.remarks()));
        shown
    };
    json!({
        "which": review.which(letters),
        "changes": changes.map(change).collect::<Vec<_>>(),
        "letters": letters,
    })
}

fn passage(place: &str, pieces: &[Run]) -> Value {
    json!({ "place": place, "runs": pieces })
}

fn of_letter(review: &Review, at: usize, letter: &LetterTitle) -> Value {
    let found = &letter.found;
    let (own, shared): (Vec<&Alteration>, Vec<&Alteration>) =
        found.alterations.iter().partition(|alteration| !review.commons.cover(alteration));
    let passages = |list: &[&Alteration]| -> Vec<Value> {
        list.iter().map(|alteration| passage(alteration.place_shown(), &alteration.pieces)).collect()
    };
    let is_wrong = found.outcome == Outcome::Wrong;
    let is_changed = !found.alterations.is_empty();
    json!({
        "letter": letter,
        "called": letter.short(),
        "number": at + 1,
        "errors": letter.errors,
        "words": (found.outcome == Outcome::Changed).then(|| found.words()),
        "alone": found.alone.then(|| alone(found)),
        "own": passages(&own),
        "shared": passages(&shared),
        "within": count(review.commons.within(&found.alterations).len(), "change"),
        "has_section": is_wrong || is_changed,
        "has_own": is_wrong || is_changed && (found.alone || !found.unread.is_empty() || !own.is_empty()),
    })
}
