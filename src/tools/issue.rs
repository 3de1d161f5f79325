//! A letter that is to be issued: what its file says then. The edits are proved: the file says nothing else that is new.

use crate::base::text::shown;
use crate::base::yaml::edit::{Change, Said, edit};
use crate::base::yaml::{self, Node};
use crate::base::{Diagnostics, Source, Span};
use crate::model::letter::{Letter, LetterKey, LetterValue, Status};
use crate::model::translation::original_of;
use crate::project::rules::NOT_READY;
use chrono::NaiveDate;
use std::sync::Arc;

/// What is noted in the file of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approved {
    /// Who approved it.
    pub by: String,
    /// When.
    pub on: NaiveDate,
    /// The date of the letter, where it is to be another one; a translation has that of its original.
    pub date: Option<NaiveDate>,
}

/// The keys of a translation that can come before the approval.
const OF_TRANSLATION: [&str; 4] = ["translation-of", "language", "status", "approved"];

/// The date of a letter as its file says it: nothing where the line is missing or empty, an error where it is no date. A
/// translation has none.
pub fn date(source: &Arc<Source>) -> Option<Result<NaiveDate, String>> {
    let tree = yaml::parse(source, &mut Diagnostics::new()).ok()?;
    let text = tree.get("date")?.as_str()?.trim();
    (!text.is_empty()).then(|| yaml::date(text))
}

/// The file of a letter or of a translation as issued, with its approval.
///
/// # Errors
/// It is not YAML, or cannot be edited so that it says nothing else that is new.
pub fn issued(source: &Arc<Source>, approved: &Approved) -> Result<Arc<Source>, Diagnostics> {
    let mut problems = Diagnostics::new();
    let Ok(tree) = yaml::parse(source, &mut problems) else { return Err(problems) };
    let order: Vec<String> = if original_of(source).is_some() {
        OF_TRANSLATION.map(str::to_owned).to_vec()
    } else {
        Letter::KEYS.iter().map(LetterKey::key).collect()
    };
    let text = |text: &str| Said::Text(text.to_owned());
    let approval = Said::Group(vec![
        ("by".to_owned(), text(&approved.by)),
        ("date".to_owned(), text(&approved.on.to_string())),
    ]);
    let date = approved.date.map(|date| ("date", text(&date.to_string())));
    let keys = [("status", text(Status::Issued.word())), ("approved", approval)];
    let changes: Vec<Change> = date
        .into_iter()
        .chain(keys)
        .filter(|(key, new)| tree.get(key).is_none_or(|node| Said::of(node) != *new))
        .map(|(key, new)| Change::Set {
            path: vec![key.to_owned()],
            old: tree.get(key).map(Node::written).map(str::to_owned),
            new,
            order: order.clone(),
        })
        .collect();
    edit(source, &changes).map_err(|_| {
        let message = format!("{} cannot be marked as issued without another change", shown(source.path()));
        let problem = NOT_READY.finding(message).at(&Span::file(source), "in this letter");
        problem.hint("write `status: issued` and `approved:` yourself, each on a line of its own").into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        yaml::date(text).expect("a date")
    }

    #[test]
    fn a_file_says_that_it_was_issued_and_nothing_else_that_is_new() {
        let approved = Approved { by: "Jane: #1".into(), on: day("2021-01-21"), date: None };
        for (before, after) in [
            ("date: 2021-01-21\nmeeting:\n  starts: x # why\n", "status: issued\n"),
            ("# top\nstatus: draft  # not yet\ndate: 2021-01-21\n", "status: issued  # not yet\n"),
            ("translation-of: 1.yaml\nlanguage: fr\nsentences: []\n", "language: fr\nstatus: issued\n"),
            ("{number: 1, date: 2021-01-21}", "status: issued"),
        ] {
            let issued = issued(&Source::new("1.yaml", before), &approved).expect("edited");
            assert!(issued.text().contains(after), "{}", issued.text());
            let tree = yaml::parse(&issued, &mut Diagnostics::new()).expect("YAML");
            let by = tree.at(&["approved", "by"]).and_then(Node::as_str);
            assert_eq!(by, Some("Jane: #1"), "{}", issued.text());
            assert_eq!(tree.at(&["approved", "date"]).and_then(Node::as_str), Some("2021-01-21"));
            let again = super::issued(&issued, &approved).expect("edited");
            assert_eq!(again.text(), issued.text());
        }
    }

    #[test]
    fn the_date_of_a_letter_is_read_and_replaced() {
        let letter = Source::new("1.yaml", "number: 1\ndate: 2021-01-20 # Wednesday\n");
        assert_eq!(date(&letter), Some(Ok(day("2021-01-20"))));
        let on = day("2021-01-22");
        let issued = issued(&letter, &Approved { by: "J".into(), on, date: Some(on) }).expect("edited");
        assert!(issued.text().contains("date: 2021-01-22 # Wednesday\n"), "{}", issued.text());
        assert_eq!(date(&Source::new("1.yaml", "number: 1\ndate:\n")), None);
        assert!(date(&Source::new("1.yaml", "date: soon\n")).is_some_and(|date| date.is_err()));
    }
}
