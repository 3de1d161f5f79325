//! Reviews as one web page for those who decide: the old and the new words side by side. What it looks like is in the
//! templates of the folder `page`. The page loads nothing, and knows no clock.

use super::report::{authors, edits, state};
use super::run::Review;
use super::suggestions::Suggestion;
use super::words::{Token, hunks, joined, plain};
use crate::base::text::{count, shown};
use crate::tools::own_page::{self, templates};
use include_dir::{Dir, include_dir};
use serde_json::{Value, json};
use tera::{Context, TeraResult};

/// The templates and the style.
static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/tools/review/page");

/// The style of the page that compares, which this page adds to.
const STYLE: &str = include_str!("../diff/page/page.css");

/// The review of one file, as the page shows it.
#[derive(Clone, Debug)]
pub struct Reviewed(Value);

/// The page.
///
/// # Errors
/// A defect of a template.
pub fn page(reviewed: &[Reviewed]) -> TeraResult<String> {
    let own = FILES.files().filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)));
    let tera = templates(own.chain([("diff.css", STYLE)]))?;
    let files: Vec<&Value> = reviewed.iter().map(|Reviewed(file)| file).collect();
    tera.render("page.html", &Context::from_serialize(&json!({ "files": files }))?)
}

/// Whether a file is such a page.
pub fn is_page(bytes: &[u8]) -> bool {
    own_page::is_page(bytes, "What reviewers changed")
}

impl Reviewed {
    /// Of a file and its letter.
    pub fn of(file: &str, letter: &str, review: &Review, suggestions: &[Suggestion]) -> Self {
        let changes = review.changes.iter().map(|change| {
            let (old, new) = (plain(&change.old), plain(&change.new));
            let (before, after) = runs(&old, &new);
            json!({
                "number": change.number, "place": change.place, "what": change.what,
                "form": change.form, "by": authors(&change.by), "old": before, "new": after,
                "state": state(&change.outcome), "lines": edits(&change.outcome),
            })
        });
        let notes = review.notes.iter().map(|note| {
            json!({
                "by": authors(std::slice::from_ref(&note.by)), "state": note.state(), "text": note.text,
                "about": note.about, "place": note.place(),
            })
        });
        let suggested = suggestions.iter().map(|one| {
            let letters = one.letters.iter().map(|path| shown(path)).collect::<Vec<_>>().join(", ");
            format!("the phrase {} has the same wording in {letters}: {}", one.phrase, one.text)
        });
        let summary =
            format!("{}, {}", count(review.changes.len(), "change"), count(review.notes.len(), "comment"));
        Self(json!({
            "file": file, "letter": letter, "base": review.base, "summary": summary,
            "changes": changes.collect::<Vec<_>>(), "notes": notes.collect::<Vec<_>>(),
            "remarks": review.remarks, "suggestions": suggested.collect::<Vec<_>>(),
        }))
    }
}

/// Old and new words in pieces: those that stay, that go and that come.
fn runs(old: &[Token], new: &[Token]) -> (Vec<Value>, Vec<Value>) {
    // The blank before words is theirs: one may stand between two words only.
    let piece = |mark: &str, words: &[Token]| {
        let is_spaced = words.first().is_some_and(|word| word.spaced);
        json!({ "mark": mark, "words": joined(words, false), "blank": if is_spaced { " " } else { "" } })
    };
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let (mut a, mut b) = (0, 0);
    for hunk in hunks(old, new) {
        for (out, list, from, changed, mark) in
            [(&mut before, old, a, &hunk.old, "out"), (&mut after, new, b, &hunk.new, "in")]
        {
            if from < changed.start {
                out.push(piece("same", &list[from..changed.start]));
            }
            if !changed.is_empty() {
                out.push(piece(mark, &list[changed.clone()]));
            }
        }
        (a, b) = (hunk.old.end, hunk.new.end);
    }
    if a < old.len() {
        before.push(piece("same", &old[a..]));
    }
    if b < new.len() {
        after.push(piece("same", &new[b..]));
    }
    (before, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_side_by_side() {
        let told = |list: Vec<Value>| {
            let piece = |one: &Value| format!("{}:{}", one["mark"], one["words"]).replace('"', "");
            list.iter().map(piece).collect::<Vec<_>>().join(" ")
        };
        let (before, after) = runs(&plain("from 20 to 30 April"), &plain("from 21 to 30 April 2021"));
        assert_eq!(told(before), "same:from out:20 same:to 30 April");
        assert_eq!(told(after), "same:from in:21 same:to 30 April in:2021");
        let page = page(&[]).expect("a page");
        assert!(is_page(page.as_bytes()) && !is_page(b"<!DOCTYPE html>\n<title>Another</title>"));
    }
}
