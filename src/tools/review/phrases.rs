//! Other words for phrases of the house style, in this letter only: its `wording`.

use super::candidate::{Candidate, How};
use super::draft::Draft;
use super::facts::set_deadlines;
use super::text::{look_edits, relooked, same_fact};
use super::translated;
use super::tree::scalar_at;
use super::words::{Hunk, Token, hunks, joined};
use crate::base::yaml::edit::{Change, Said, edit};
use crate::base::yaml::parse;
use crate::base::{Diagnostics, Source, Span};
use crate::compose::origin::{Origin, TextKind};
use crate::compose::typed;
use crate::model::letter::Letter;
use crate::project::session::Session;
use std::ops::Range;
use std::sync::Arc;

fn phrase(origin: Option<&Origin>) -> Option<&str> {
    match &origin?.text {
        TextKind::Phrase(name) => Some(name),
        _ => None,
    }
}

/// An edit of a phrase's text: the name, the file, the edit.
type Reworded = (String, Arc<Source>, Change);

/// The phrase that says words, and their bytes in its file.
fn said_by(draft: &Draft, at: usize, words: &Range<usize>) -> Option<(String, Span)> {
    let of = &draft.origins[at][words.clone()];
    let name = phrase(of.first()?.as_ref())?;
    // Words in the middle may come from elsewhere: an expression of the phrase prints them.
    if phrase(of.last()?.as_ref()) != Some(name) {
        return None;
    }
    let own = of.iter().flatten().filter(|origin| phrase(Some(origin)) == Some(name));
    let spans: Vec<&Span> = own.map(|origin| &origin.span).collect();
    let (start, end) = (spans.iter().map(|s| s.start).min()?, spans.iter().map(|s| s.end).max()?);
    Some((name.to_owned(), Span::new(&spans[0].source, start, end)))
}

/// Ways to change words that phrases say, or their look.
pub fn words(session: &Session, draft: &Draft, at: usize, want: &[Token]) -> Vec<Candidate> {
    let old = &draft.passages[at].tokens;
    let changed = hunks(old, want);
    if changed.is_empty() {
        return worded(session, draft, looks(draft, at, want)).into_iter().collect();
    }
    let ways = (0..=NEAR).filter_map(|way| {
        let edits = changed.iter().map(|hunk| {
            let wide = if way == 0 { Some(hunk.clone()) } else { widened(draft, at, hunk, way - 1) };
            reworded(draft, at, &wide?, want)
        });
        let mut edits = edits.collect::<Option<Vec<_>>>()?;
        edits.extend(looks(draft, at, &relooked(old, want)));
        worded(session, draft, edits)
    });
    ways.collect()
}

/// The edits of phrases that give words another look.
fn looks(draft: &Draft, at: usize, want: &[Token]) -> Vec<Reworded> {
    let names = std::cell::RefCell::new(Vec::new());
    let span = |words: &Range<usize>| {
        let (name, span) = said_by(draft, at, words)?;
        names.borrow_mut().push(name);
        Some(span)
    };
    let edits = look_edits(&draft.passages[at].tokens, want, &span).unwrap_or_default();
    names.into_inner().into_iter().zip(edits).map(|(name, (source, change))| (name, source, change)).collect()
}

/// So many words are tried to find the phrase that prints others.
const NEAR: usize = 4;

/// Changed words with those beside them, so that it begins and ends with words that one phrase says itself: another phrase in
/// the middle gives way to words. `way` says whose phrase it is.
fn widened(draft: &Draft, at: usize, hunk: &Hunk, way: usize) -> Option<Hunk> {
    let origins = &draft.origins[at];
    let word = match way {
        0 => hunk.old.start,
        1 => hunk.old.end.checked_sub(1)?,
        2 => hunk.old.start.checked_sub(1)?,
        _ => hunk.old.end,
    };
    let name = phrase(origins.get(word)?.as_ref())?;
    let says = |word: usize| origins.get(word).is_some_and(|origin| phrase(origin.as_ref()) == Some(name));
    let cuts = |a: usize, b: usize| matches!((origins.get(a), origins.get(b)), (Some(a), Some(b)) if same_fact(a.as_ref(), b.as_ref()));
    let (mut old, mut new) = (hunk.old.clone(), hunk.new.clone());
    while old.is_empty() || !says(old.start) || old.start > 0 && cuts(old.start, old.start - 1) {
        (old.start, new.start) = (old.start.checked_sub(1)?, new.start.checked_sub(1)?);
    }
    while !says(old.end - 1) || cuts(old.end - 1, old.end) {
        (old.end, new.end) = (old.end + 1, new.end + 1);
        origins.get(old.end - 1)?;
    }
    Some(Hunk { old, new })
}

/// The edit of a phrase for words that were changed.
fn reworded(draft: &Draft, at: usize, hunk: &Hunk, want: &[Token]) -> Option<Reworded> {
    let new = &want[hunk.new.clone()];
    let said = typed(&joined(new, false));
    // Words that are put in belong to the phrase before them.
    let words = match hunk.old.is_empty() {
        true => hunk.old.start.checked_sub(1)?..hunk.old.start,
        false => hunk.old.clone(),
    };
    let (name, span) = said_by(draft, at, &words)?;
    let (text, start, end) = (span.source.text(), span.start, span.end);
    let (at, new) = match (hunk.old.is_empty(), new.first()) {
        (true, Some(first)) => (end..end, format!("{}{said}", if first.spaced { " " } else { "" })),
        (false, None) => {
            // One of the blanks beside the words goes with them: that before, if it is one.
            let before = text[..start].trim_end().len();
            let is_blank = hunk.old.start > 0 && !text[before..start].contains('\n');
            let behind = text[end..].len() - text[end..].trim_start().len();
            let (start, end) = if is_blank { (before, end) } else { (start, end + behind) };
            (start..end, String::new())
        }
        _ => (start..end, said),
    };
    let old = text[at.clone()].to_owned();
    Some((name, Arc::clone(&span.source), Change::Words { at, old, new }))
}

/// The candidate that words phrases as edits of their texts say.
fn worded(session: &Session, draft: &Draft, edits: Vec<Reworded>) -> Option<Candidate> {
    if edits.is_empty() {
        return None;
    }
    let names: Vec<String> = edits.iter().map(|(name, ..)| name.clone()).fold(Vec::new(), |mut all, name| {
        if !all.contains(&name) {
            all.push(name);
        }
        all
    });
    let mut texts = Vec::new();
    for name in names {
        let own: Vec<&Reworded> = edits.iter().filter(|(of, ..)| *of == name).collect();
        let source = &own.first()?.1;
        let tree = parse(source, &mut Diagnostics::new()).ok()?;
        let changes: Vec<Change> = own.iter().map(|(.., change)| change.clone()).collect();
        let Change::Words { at, .. } = changes.first()? else { return None };
        let (path, _) = scalar_at(&tree, at)?;
        let changed = edit(source, &changes).ok()?;
        let tree = parse(&changed, &mut Diagnostics::new()).ok()?;
        texts.push((name, tree.at(&path)?.as_str()?.to_owned()));
    }
    match draft.files.original {
        Some(_) => translated::worded(session, draft, texts),
        None => set(draft, texts),
    }
}

/// The candidate that gives phrases texts in this letter.
pub(super) fn set(draft: &Draft, texts: Vec<(String, String)>) -> Option<Candidate> {
    let source = draft.files.facts();
    let wording = draft.tree(source)?.get("wording");
    let how = How::Wording(texts.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", "));
    let changes = match wording {
        Some(group) if !group.entries().is_empty() => texts
            .into_iter()
            .map(|(name, text)| Change::Set {
                old: group.get(&name).map(|node| node.written().to_owned()),
                path: vec!["wording".to_owned(), name],
                new: Said::Text(text),
                order: Vec::new(),
            })
            .collect(),
        _ => vec![Change::Set {
            path: vec!["wording".to_owned()],
            old: wording.map(|node| node.written().to_owned()),
            new: Said::Group(texts.into_iter().map(|(name, text)| (name, Said::Text(text))).collect()),
            order: Letter::keys().iter().map(|key| (*key).to_owned()).collect(),
        }],
    };
    Some(Candidate { how, edits: vec![(source.path().to_path_buf(), changes)] })
}

/// Ways to leave out passages that phrases say: a deadline, an item of an annex, the phrase itself.
pub fn remove(draft: &Draft, at: &Range<usize>) -> Vec<Candidate> {
    let mut names: Vec<String> = Vec::new();
    for origin in draft.origins[at.clone()].iter().flatten().flatten() {
        let name = phrase(Some(origin)).map(str::to_owned);
        names.extend(name.filter(|name| !names.contains(name)));
    }
    let mut ways = Vec::new();
    let items: Vec<&str> = names.iter().filter_map(|name| name.strip_prefix("deadline-")).collect();
    ways.extend(set_deadlines(draft, &items, |_| Said::Text("omit".to_owned())));
    if draft.files.original.is_some() {
        return ways;
    }
    let source = draft.files.facts();
    for item in names.iter().filter_map(|name| name.strip_prefix("item-")) {
        let annexes =
            draft.tree(source).and_then(|tree| tree.get("annexes")).map_or(&[][..], |node| node.items());
        for (index, annex) in annexes.iter().enumerate() {
            if annex.get("kind").and_then(|kind| kind.as_str()) != Some("practical") {
                continue;
            }
            let old = annex.get("items");
            let (path, new) = match old.filter(|items| !items.entries().is_empty()) {
                Some(_) => (vec!["items".to_owned(), item.to_owned()], Said::Text(String::new())),
                None => (
                    vec!["items".to_owned()],
                    Said::Group(vec![(item.to_owned(), Said::Text(String::new()))]),
                ),
            };
            let change = Change::Set {
                path: [vec!["annexes".to_owned(), index.to_string()], path].concat(),
                old: old.and_then(|items| items.get(item)).map(|node| node.written().to_owned()),
                new,
                order: Vec::new(),
            };
            ways.push(Candidate::one(How::Entry, source, change));
        }
    }
    let empty = |name: &String| (name.clone(), String::new());
    ways.extend(names.iter().filter_map(|name| set(draft, vec![empty(name)])));
    ways.extend(set(draft, names.iter().map(empty).collect()));
    ways
}
