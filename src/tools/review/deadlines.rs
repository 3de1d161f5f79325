//! New rows of the table of key deadlines.

use super::candidate::{Candidate, How};
use super::draft::Draft;
use super::lists::new_key;
use super::passage::Passage;
use super::words::joined;
use crate::base::yaml::edit::{Change, Said};
use crate::compose::typed;
use crate::model::dates::read::Reader;
use crate::model::translation::language_of;
use crate::project::session::Session;

/// A new row of the table of deadlines: a day, and what is due.
pub fn more(session: &Session, draft: &Draft, new: &[Passage]) -> Vec<Candidate> {
    let Some(words) = session.words(language_of(&draft.files.letter)) else { return Vec::new() };
    let read = Reader::new(&words.dates, &words.lists).dates(&joined(&new[0].tokens, false));
    let day = read.first().and_then(|dates| dates.mention.days.first()?.dated());
    let Some(day) = day else { return Vec::new() };
    let source = draft.files.facts();
    let Some(tree) = draft.tree(source) else { return Vec::new() };
    let entry = |passage: &Passage| {
        let text = typed(&joined(&passage.tokens, false));
        Said::Group(vec![
            ("date".to_owned(), Said::Text(day.to_string())),
            ("text".to_owned(), Said::Text(text)),
        ])
    };
    let all: Vec<Said> = new[1..].iter().map(entry).collect();
    let deadlines = tree.get("deadlines");
    let way = match (deadlines, deadlines.and_then(|node| node.get("other"))) {
        (_, Some(other)) if !other.items().is_empty() => {
            let count = other.items().len();
            let list = vec!["deadlines".to_owned(), "other".to_owned()];
            let insert = |(at, new): (usize, Said)| Change::Insert {
                list: list.clone(),
                before: count + at,
                count: count + at,
                new,
            };
            let changes = all.into_iter().enumerate().map(insert).collect();
            Candidate { how: How::Entry, edits: vec![(source.path().to_path_buf(), changes)] }
        }
        (Some(group), None) if !group.entries().is_empty() => Candidate::one(
            How::Entry,
            source,
            Change::Set {
                path: vec!["deadlines".to_owned(), "other".to_owned()],
                old: None,
                new: Said::List(all),
                order: Vec::new(),
            },
        ),
        (None, None) => {
            new_key(source, "deadlines", Said::Group(vec![("other".to_owned(), Said::List(all))]))
        }
        _ => return Vec::new(),
    };
    vec![way]
}
