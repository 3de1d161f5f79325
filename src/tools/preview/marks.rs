//! The words of a draft that are others than before, marked in its page and listed.
//!
//! Knows pages and words. The page without marks is what files are made of; this one is only shown.

use super::words::{Word, plain, words};
use crate::tools::words_changed::changes;
use serde::Serialize;
use std::ops::Range;

/// One place where words changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The id of its mark in the page.
    pub id: String,
    /// A few words before it.
    pub before: String,
    /// What stood there.
    pub was: String,
    /// What stands there now.
    pub now: String,
    /// A few words after it.
    pub after: String,
}

/// A page with its changes marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The page.
    pub html: String,
    /// What is marked in it, in order.
    pub changes: Vec<Change>,
}

/// So many words around a change tell where it is.
const AROUND: usize = 3;

/// The words of a page as texts: what later pages are held against.
pub fn texts(html: &str) -> Vec<String> {
    words(html).into_iter().map(|word| word.text).collect()
}

/// Marks in `html` what is new since it had the words `old`: `<mark>` around new words, `<del>` with the
/// old ones where words went.
pub fn mark(html: &str, old: &[String]) -> Marked {
    let words = words(html);
    let new: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let old: Vec<&str> = old.iter().map(String::as_str).collect();
    let join = |words: &[&str]| plain(&words.join(" "));
    let mut listed = Vec::new();
    let mut inserts: Vec<(usize, String)> = Vec::new();
    for (number, change) in changes(&old, &new).into_iter().enumerate() {
        let (from, to) = (change.new.start, change.new.end);
        let id = format!("preview-change-{}", number + 1);
        // Our own writer has no quotation mark as it is; the rest of a page may.
        let was = old[change.old].join(" ").replace('"', "&quot;");
        if change.new.is_empty() {
            if let Some(at) = gap(&words, from) {
                inserts.push((at, format!("<del class=\"preview-gone\" id=\"{id}\" title=\"removed: {was}\"><span>{was}</span></del>")));
            }
        } else {
            wrap(html, &words[change.new], &id, &was, &mut inserts);
        }
        listed.push(Change {
            id,
            before: join(&new[from.saturating_sub(AROUND)..from]),
            was: plain(&was),
            now: join(&new[from..to]),
            after: join(&new[to..new.len().min(to + AROUND)]),
        });
    }
    Marked { html: inserted(html, &inserts), changes: listed }
}

/// The place in the HTML of what stood before the word `next`: behind the word before it, so that what
/// went from the end of a paragraph is shown there.
fn gap(words: &[Word], next: usize) -> Option<usize> {
    match next.checked_sub(1).and_then(|last| words.get(last)) {
        Some(word) => word.pieces.last().map(|piece| piece.end),
        None => words.first().and_then(|word| word.pieces.first()).map(|piece| piece.start),
    }
}

/// One `<mark>` for each stretch of the words without a tag in it; the first has the id.
fn wrap(html: &str, words: &[Word], id: &str, was: &str, inserts: &mut Vec<(usize, String)>) {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for piece in words.iter().flat_map(|word| &word.pieces) {
        match stretches.last_mut().filter(|last| !html[last.end..piece.start].contains('<')) {
            Some(last) => last.end = piece.end,
            None => stretches.push(piece.clone()),
        }
    }
    let title = if was.is_empty() { String::new() } else { format!(" title=\"was: {was}\"") };
    for (at, stretch) in stretches.into_iter().enumerate() {
        let id = if at == 0 { format!(" id=\"{id}\"") } else { String::new() };
        inserts.push((stretch.start, format!("<mark class=\"preview-new\"{id}{title}>")));
        inserts.push((stretch.end, "</mark>".to_owned()));
    }
}

/// The page with texts put in; places ascend.
fn inserted(html: &str, inserts: &[(usize, String)]) -> String {
    let mut out =
        String::with_capacity(html.len() + inserts.iter().map(|(_, text)| text.len()).sum::<usize>());
    let mut done = 0;
    for (at, text) in inserts {
        out.push_str(&html[done..*at]);
        out.push_str(text);
        done = *at;
    }
    out.push_str(&html[done..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(old: &str, new: &str) -> (String, Vec<(String, String)>) {
        let page = |body: &str| format!("<body>{body}</body>");
        let marked = mark(&page(new), &texts(&page(old)));
        let body = marked.html.trim_start_matches("<body>").trim_end_matches("</body>").to_owned();
        (body, marked.changes.into_iter().map(|change| (change.was, change.now)).collect())
    }

    #[test]
    fn the_same_words_have_no_marks() {
        assert_eq!(marked("<p>a b</p>", "<p>a\n b</p>"), ("<p>a\n b</p>".to_owned(), vec![]));
    }

    #[test]
    fn new_words_are_marked_and_say_what_they_were() {
        let (html, changes) = marked("<p>from 20 to 30 April</p>", "<p>from 21 to 30 May 2021</p>");
        insta::assert_snapshot!(html, @r#"<p>from <mark class="preview-new" id="preview-change-1" title="was: 20">21</mark> to 30 <mark class="preview-new" id="preview-change-2" title="was: April">May 2021</mark></p>"#);
        assert_eq!(changes, [("20".into(), "21".into()), ("April".into(), "May 2021".into())]);
    }

    #[test]
    fn a_mark_never_crosses_a_tag() {
        let (html, changes) = marked("<p>x</p>", "<p>x <b>y</b>, z</p><p>R&amp;D</p>");
        insta::assert_snapshot!(html, @r#"<p>x <b><mark class="preview-new" id="preview-change-1">y</mark></b><mark class="preview-new">, z</mark></p><p><mark class="preview-new">R&amp;D</mark></p>"#);
        assert_eq!(changes, [(String::new(), "y, z R&D".into())]);
    }

    #[test]
    fn what_went_leaves_its_trace_where_it_stood() {
        let (html, changes) = marked("<p>a \"b\"</p><p>c</p>", "<p>a</p><p>c</p>");
        insta::assert_snapshot!(html, @r#"<p>a<del class="preview-gone" id="preview-change-1" title="removed: &quot;b&quot;"><span>&quot;b&quot;</span></del></p><p>c</p>"#);
        assert_eq!(changes, [("\"b\"".into(), String::new())]);
        assert!(marked("<p>a b</p>", "<p>b</p>").0.starts_with("<p><del"));
        assert_eq!(marked("<p>a</p>", "<p></p>").0, "<p></p>", "nowhere to show it");
    }

    #[test]
    fn a_change_tells_where_it_is() {
        let marked = mark(
            "<body>one two three four NEW six seven</body>",
            &texts("<body>one two three four five six seven</body>"),
        );
        let change = &marked.changes[0];
        assert_eq!((change.before.as_str(), change.after.as_str()), ("two three four", "six seven"));
    }
}
