//! Edits of keys: a day, an hour, a place or a name that a fact prints.

use super::candidate::{Candidate, How};
use super::draft::Draft;
use super::tree::{Path, scalars, shown};
use super::words::{Token, hunks, joined};
use crate::base::yaml::Node;
use crate::base::yaml::edit::{Change, Said};
use crate::model::dates::read::Reader;
use crate::model::translation::language_of;
use crate::project::session::Session;
use chrono::{Datelike, NaiveDate};

/// What was read in words: days and times.
struct Read {
    days: Vec<NaiveDate>,
    times: Vec<String>,
}

/// Ways to change the keys that the changed words of a passage follow from.
pub fn words(session: &Session, draft: &Draft, at: usize, want: &[Token]) -> Vec<Candidate> {
    let old = &draft.passages[at].tokens;
    let found = hunks(old, want);
    let is_fact =
        |word: usize| draft.origins[at].get(word).and_then(Option::as_ref).is_some_and(|o| o.fact.is_some());
    let touches = found.iter().any(|hunk| {
        let around = hunk.old.start.saturating_sub(1)..(hunk.old.end + 1).min(old.len());
        around.into_iter().any(is_fact)
    });
    if !touches {
        return Vec::new();
    }
    let roots: Vec<String> = found
        .iter()
        .flat_map(|hunk| {
            draft.origins[at][hunk.old.start.min(old.len() - 1)..hunk.old.end.max(hunk.old.start)].iter()
        })
        .filter_map(|origin| origin.as_ref()?.fact.clone())
        .collect();
    let (was, is) = (joined(old, false), joined(want, false));
    let (before, after) = (read(session, draft, &was, None), read(session, draft, &is, Some(&was)));
    let mut pairs: Vec<(String, String)> = Vec::new();
    if before.days.len() == after.days.len() {
        let days = before.days.iter().zip(&after.days).filter(|(a, b)| a != b);
        pairs.extend(days.map(|(a, b)| (a.to_string(), b.to_string())));
    }
    if before.times.len() == after.times.len() {
        let times = before.times.iter().zip(&after.times).filter(|(a, b)| a != b);
        pairs.extend(times.map(|(a, b)| (a.clone(), b.clone())));
    }
    pairs.dedup();
    let mut ways = of_pairs(draft, &pairs, &roots);
    ways.extend(deadline(draft, at, &pairs));
    if pairs.is_empty() {
        // The value as it stands, or a part of it.
        for hunk in found.iter().filter(|hunk| !hunk.old.is_empty()) {
            let words = |tokens: &[Token], range: std::ops::Range<usize>| joined(&tokens[range], false);
            let pair = (words(old, hunk.old.clone()), words(want, hunk.new.clone()));
            ways.extend(of_pairs(draft, &[pair], &roots));
        }
    }
    ways
}

/// Days and times of words. Days without a year have that of the first one that has.
fn read(session: &Session, draft: &Draft, text: &str, other: Option<&str>) -> Read {
    let Some(words) = session.words(language_of(&draft.files.letter)) else {
        return Read { days: Vec::new(), times: Vec::new() };
    };
    let reader = Reader::new(&words.dates, &words.lists);
    let dates = reader.dates(text);
    let year = |text: &str| {
        let all = reader.dates(text);
        let days = all.iter().flat_map(|dates| dates.mention.days.clone());
        days.filter_map(|day| day.year).next()
    };
    let usual = year(text).or_else(|| year(other?));
    let mut days = Vec::new();
    for dates in &dates {
        // Within a range the last day has the year.
        let own = dates.mention.days.iter().rev().find_map(|day| day.year).or(usual);
        let own = own.unwrap_or_else(|| chrono::NaiveDate::default().year());
        days.extend(dates.mention.days.iter().filter_map(|day| day.date(own)));
    }
    let times = reader.hours(text).into_iter().flat_map(|hours| hours.times);
    Read { days, times: times.map(|time| time.to_string()).collect() }
}

/// The keys of the letter that have old values, each pair at the keys that the facts name first, then anywhere.
fn of_pairs(draft: &Draft, pairs: &[(String, String)], roots: &[String]) -> Vec<Candidate> {
    if pairs.is_empty() || pairs.iter().any(|(old, _)| old.is_empty()) {
        return Vec::new();
    }
    let source = draft.files.facts();
    let Some(tree) = draft.tree(source) else { return Vec::new() };
    let all = scalars(tree);
    let mut sets: Vec<Vec<(Path, &Node, String)>> = Vec::new();
    let near = |path: &Path| {
        let own = path.join(".");
        let is_it = |root: &String| {
            let root = root
                .split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '_'))
                .next()
                .unwrap_or_default();
            let root = root.replace('_', "-");
            let root = root.strip_prefix("letter.").unwrap_or(&root);
            own == root || root.split('.').next() == path.first().map(String::as_str)
        };
        roots.iter().any(is_it)
    };
    for only_near in [true, false] {
        let mut set: Vec<(Path, &Node, String)> = Vec::new();
        for (old, new) in pairs {
            for (path, node) in &all {
                let Some(text) = node.as_str() else { continue };
                let is_value = text == old
                    || text.len() < 80 && has_word(text, old) && !path.contains(&"allow".to_owned());
                if is_value && (!only_near || near(path)) && !set.iter().any(|(p, ..)| p == path) {
                    set.push((path.clone(), *node, text.replacen(old.as_str(), new, 1)));
                }
            }
        }
        if pairs.len() == 1 && set.len() > 1 {
            sets.extend(set.iter().take(6).map(|one| vec![one.clone()]));
        }
        sets.push(set);
    }
    sets.retain(|set| !set.is_empty());
    sets.dedup_by(|a, b| a.iter().map(|x| &x.0).eq(b.iter().map(|x| &x.0)));
    let candidate = |set: Vec<(Path, &Node, String)>| {
        let keys = set.iter().map(|(path, ..)| shown(path)).collect::<Vec<_>>().join(", ");
        let change = |(path, node, new): (Path, &Node, String)| Change::Set {
            path,
            old: Some(node.written().to_owned()),
            new: Said::Text(new),
            order: Vec::new(),
        };
        let changes = set.into_iter().map(change).collect();
        Candidate { how: How::Fact(keys), edits: vec![(source.path().to_path_buf(), changes)] }
    };
    sets.into_iter().map(candidate).collect()
}

/// Whether a text has words as such, not as parts of others.
fn has_word(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !is_part(text[..at].chars().next_back()) && !is_part(text[at + words.len()..].chars().next())
    })
}

/// A day in the table of deadlines that a rule gave: the items of its row get the date, with a reason to be filled in.
fn deadline(draft: &Draft, at: usize, pairs: &[(String, String)]) -> Vec<Candidate> {
    let is_row = |at: usize| {
        let origins = draft.origins[at].iter().flatten();
        origins.filter_map(|origin| origin.fact.as_deref()).any(|fact| fact.starts_with("row.date"))
    };
    let [(old, new)] = pairs else { return Vec::new() };
    if !is_row(at) {
        return Vec::new();
    }
    let row = (0..at).filter(|before| is_row(*before)).count();
    let items: Vec<&str> = draft.rows.get(row).into_iter().flatten().flatten().copied().collect();
    let mut ways = set_deadlines(draft, &items, |_| {
        let reason = "[reason why the date differs from the rule]".to_owned();
        Said::Group(vec![
            ("date".to_owned(), Said::Text(new.clone())),
            ("reason".to_owned(), Said::Text(reason)),
        ])
    });
    // Those of the letter's own in the same row.
    let list = ["deadlines".to_owned(), "other".to_owned()];
    let own = draft.tree(draft.files.facts()).and_then(|tree| tree.at(&list)).map_or(&[][..], Node::items);
    let of_row = own.iter().enumerate().filter_map(|(index, entry)| {
        let date = entry.get("date").filter(|date| date.as_str() == Some(old))?;
        let path = [&list[..], &[index.to_string(), "date".to_owned()]].concat();
        let (old, new) = (Some(date.written().to_owned()), Said::Text(new.clone()));
        Some(Change::Set { path, old, new, order: Vec::new() })
    });
    if let Some((_, changes)) = ways.first_mut().and_then(|way| way.edits.first_mut()) {
        changes.extend(of_row);
    }
    ways
}

/// The edits that give items of the table of deadlines another value.
pub fn set_deadlines(draft: &Draft, items: &[&str], value: impl Fn(&str) -> Said) -> Vec<Candidate> {
    let source = draft.files.facts();
    let Some(tree) = draft.tree(source).filter(|_| !items.is_empty()) else { return Vec::new() };
    let own = tree.get("deadlines");
    let changes = match own {
        Some(group) if group.as_str().is_none() && !group.entries().is_empty() => items
            .iter()
            .map(|item| Change::Set {
                path: vec!["deadlines".to_owned(), (*item).to_owned()],
                old: group.get(item).map(|node| node.written().to_owned()),
                new: value(item),
                order: Vec::new(),
            })
            .collect(),
        _ => vec![Change::Set {
            path: vec!["deadlines".to_owned()],
            old: own.map(|node| node.written().to_owned()),
            new: Said::Group(items.iter().map(|item| ((*item).to_owned(), value(item))).collect()),
            order: crate::model::letter::Letter::keys().iter().map(|key| (*key).to_owned()).collect(),
        }],
    };
    let how = How::Deadline(items.join(", "));
    vec![Candidate { how, edits: vec![(source.path().to_path_buf(), changes)] }]
}
