//! Edits of a letter in another language that need both files: the original gets what the translation translates.

use super::candidate::{Candidate, How};
use super::draft::Draft;
use super::lists::{Place, entries};
use super::phrases;
use super::tree::{Path, key_at, scalar_at};
use crate::base::yaml::Node;
use crate::base::yaml::edit::{Change, Said};
use crate::compose::typed;
use crate::model::translation::{language_of, units};
use crate::project::session::Session;
use std::path::PathBuf;

/// A sentence of the translation: its number among them, and the way to its text in the original.
fn sentence(draft: &Draft, path: &[String]) -> Option<(usize, Path)> {
    let original = draft.tree(draft.files.facts())?;
    let [list, number, ..] = path else { return None };
    let number: usize = number.parse().ok().filter(|_| list == "sentences")?;
    let own = draft.tree(&draft.files.letter)?.get("sentences")?.items().get(number)?;
    let said = |key: &str| own.get(key).and_then(Node::as_str);
    let english = said(language_of(draft.files.facts()).code())?;
    let units = units(original);
    let same = units.iter().filter(|unit| unit.text.trim() == english.trim());
    let unit =
        same.clone().find(|unit| Some(unit.at.as_str()) == said("at")).or_else(|| same.clone().next())?;
    let bytes = unit.span.start..unit.span.end;
    let way = key_at(original, &bytes).or_else(|| Some(scalar_at(original, &bytes)?.0))?;
    Some((number, way))
}

/// The edits of both files, and the edits of the translation's sentences as one.
fn both(draft: &Draft, original: Vec<Change>, translation: Vec<Change>) -> Vec<(PathBuf, Vec<Change>)> {
    let (facts, own) = (draft.files.facts(), &draft.files.letter);
    vec![(facts.path().to_path_buf(), original), (own.path().to_path_buf(), translation)]
}

/// The edit that puts sentences into the translation: their places in the original, its words, the translations.
fn sentences(
    draft: &Draft,
    before: Option<usize>,
    new: Vec<(String, String, String)>,
) -> Option<Vec<Change>> {
    let (own, facts) = (&draft.files.letter, draft.files.facts());
    let (english, language) = (language_of(facts).code(), language_of(own).code());
    let group = |(at, original, translation): (String, String, String)| {
        Said::Group(vec![
            ("at".to_owned(), Said::Text(at)),
            (english.to_owned(), Said::Text(original)),
            (language.to_owned(), Said::Text(translation)),
        ])
    };
    let list = vec!["sentences".to_owned()];
    let new: Vec<Said> = new.into_iter().map(group).collect();
    match draft.tree(own)?.get("sentences").map(|node| node.items().len()).filter(|count| *count > 0) {
        Some(count) => {
            let before = before.unwrap_or(count);
            let insert = |(at, new): (usize, Said)| Change::Insert {
                list: list.clone(),
                before: before + at,
                count: count + at,
                new,
            };
            Some(new.into_iter().enumerate().map(insert).collect())
        }
        None => {
            let old = draft.tree(own)?.get("sentences").map(|node| node.written().to_owned());
            Some(vec![Change::Set { path: list, old, new: Said::List(new), order: Vec::new() }])
        }
    }
}

/// Ways to put an entry into the original beside one that a sentence translates, with its translation. The original gets a
/// placeholder that nobody overlooks.
pub fn more(draft: &Draft, place: &Place, said: &str, is_before: bool) -> Vec<Candidate> {
    let Some((number, way)) = sentence(draft, &place.path) else { return Vec::new() };
    let Some(original) = draft.tree(draft.files.facts()) else { return Vec::new() };
    let placeholder = format!("{} {said}", typed("[to be translated]"));
    let mut ways = Vec::new();
    for (list, index, node) in entries(original, &way) {
        let index = if is_before { index + 1 } else { index };
        let is_body = list.first().is_some_and(|key| key == "body") && list.len() == 1;
        let text = Said::Text(placeholder.clone());
        let new = if is_body { Said::Group(vec![("text".to_owned(), text)]) } else { text };
        let insert = Change::Insert { list: list.clone(), before: index, count: node.items().len(), new };
        let counted =
            |step: &String| step.parse::<usize>().map_or_else(|_| step.clone(), |n| (n + 1).to_string());
        let mut at: Vec<String> = list.iter().map(counted).collect();
        at.push((index + 1).to_string());
        at.extend(is_body.then(|| "text".to_owned()));
        let number = if is_before { number + 1 } else { number };
        let sentence = (at.join("."), placeholder.clone(), said.to_owned());
        if let Some(own) = sentences(draft, Some(number), vec![sentence]) {
            ways.push(Candidate { how: How::Entry, edits: both(draft, vec![insert], own) });
        }
    }
    ways
}

/// The candidate that gives phrases texts in this translation alone: the original words them as the house style does.
pub fn worded(session: &Session, draft: &Draft, texts: Vec<(String, String)>) -> Option<Candidate> {
    let wording = draft.tree(draft.files.facts())?.get("wording");
    let mut english = Vec::new();
    let mut new = Vec::new();
    for (name, text) in texts {
        let own = &session.phrases().phrases.get(&name)?.value;
        // What the original words already has a sentence of its own.
        if wording.is_some_and(|wording| wording.get(&name).is_some()) {
            return None;
        }
        english.push((name.clone(), own.clone()));
        new.push((format!("wording.{name}"), own.clone(), text));
    }
    let Candidate { how, edits } = phrases::set(draft, english)?;
    let original = edits.into_iter().next()?.1;
    Some(Candidate { how, edits: both(draft, original, sentences(draft, None, new)?) })
}
