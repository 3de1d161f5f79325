//! Other words for phrases of the house style, in this letter only: its `wording`.

use super::candidate::{Candidate, How};
use super::draft::Draft;
use super::facts::set_deadlines;
use super::tree::scalar_at;
use super::words::{Token, hunks, joined};
use crate::base::yaml::edit::{Change, Said, edit};
use crate::base::yaml::parse;
use crate::base::{Diagnostics, Source};
use crate::compose::origin::{Origin, TextKind};
use crate::compose::typed;
use crate::model::letter::Letter;
use std::ops::Range;
use std::sync::Arc;

fn phrase(origin: Option<&Origin>) -> Option<&str> {
    match &origin?.text {
        TextKind::Phrase(name) => Some(name),
        _ => None,
    }
}

/// Ways to change words that phrases say. A translation has the wording of its original, so that its phrases stay.
pub fn words(draft: &Draft, at: usize, want: &[Token]) -> Vec<Candidate> {
    if draft.files.original.is_some() {
        return Vec::new();
    }
    let (old, origins) = (&draft.passages[at].tokens, &draft.origins[at]);
    let mut edits: Vec<(String, Arc<Source>, Change)> = Vec::new();
    for hunk in hunks(old, want) {
        let new = &want[hunk.new.clone()];
        let said = typed(&joined(new, false));
        // Words that are put in belong to the phrase before them.
        let words = if hunk.old.is_empty() {
            let Some(before) = hunk.old.start.checked_sub(1) else { return Vec::new() };
            before..before + 1
        } else {
            hunk.old.clone()
        };
        let of = &origins[words.clone()];
        let Some(name) = of.first().and_then(|origin| phrase(origin.as_ref())) else { return Vec::new() };
        if of.iter().any(|origin| phrase(origin.as_ref()) != Some(name)) {
            return Vec::new();
        }
        let spans: Vec<_> = of.iter().flatten().map(|origin| origin.span.clone()).collect();
        let (Some(start), Some(end)) =
            (spans.iter().map(|span| span.start).min(), spans.iter().map(|span| span.end).max())
        else {
            return Vec::new();
        };
        let source = Arc::clone(&spans[0].source);
        let text = source.text();
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
        edits.push((name.to_owned(), source.clone(), Change::Words { at, old, new }));
    }
    worded(draft, edits).into_iter().collect()
}

/// The candidate that words phrases as edits of their texts say.
fn worded(draft: &Draft, edits: Vec<(String, Arc<Source>, Change)>) -> Option<Candidate> {
    let names: Vec<String> = edits.iter().map(|(name, ..)| name.clone()).fold(Vec::new(), |mut all, name| {
        if !all.contains(&name) {
            all.push(name);
        }
        all
    });
    let mut texts = Vec::new();
    for name in names {
        let own: Vec<&(String, Arc<Source>, Change)> = edits.iter().filter(|(of, ..)| *of == name).collect();
        let source = &own.first()?.1;
        let tree = parse(source, &mut Diagnostics::new()).ok()?;
        let changes: Vec<Change> = own.iter().map(|(.., change)| change.clone()).collect();
        let Change::Words { at, .. } = changes.first()? else { return None };
        let (path, _) = scalar_at(&tree, at)?;
        let changed = edit(source, &changes).ok()?;
        let tree = parse(&changed, &mut Diagnostics::new()).ok()?;
        texts.push((name, tree.at(&path)?.as_str()?.to_owned()));
    }
    set(draft, texts)
}

/// The candidate that gives phrases texts in this letter.
fn set(draft: &Draft, texts: Vec<(String, String)>) -> Option<Candidate> {
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
