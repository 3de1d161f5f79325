//! A revision: the letter whole, as it stands in its file with all comments, as another letter that
//! replaces it.

use super::change::file;
use super::written::{Commented, write};
use super::{Asked, Begun, Mark, Old};
use crate::base::Source;
use crate::base::yaml::edit::{Change, Said, edit};
use crate::base::yaml::{self, Node};
use crate::model::letter::BodyBlock;
use crate::model::period;
use std::sync::Arc;

/// What is to be written first.
const CHANGES: &str = "[insert what has changed]";

/// Writes it.
pub(super) fn revision(asked: &Asked, old: &Old, number: u32) -> Begun {
    let copied = edited(asked, old, number, &old.node).or_else(|| {
        // Lines cannot be put into a letter in braces: it is written anew.
        let entries = old.node.entries().iter();
        let entries: Vec<_> = entries
            .map(|(key, node)| (key.text.clone(), Commented::of(node, &mut Default::default())))
            .collect();
        let source = Source::new(old.source.path(), write(&entries).0);
        edited(asked, old, number, &yaml::parse(&source, &mut Default::default()).ok()?)
    });
    let Some(copied) = copied else { return Begun::default() };
    let text = format!(
        "{}\n# Revision {number} of {}, started as a copy of {}: the whole letter is sent \
         again.\n# Under `changes`, write what has changed.\n{}",
        crate::tools::schema::line(&asked.schema),
        old.called,
        file(old),
        without_schema(copied.text())
    );
    let line = text.lines().position(|line| line.contains(CHANGES)).map_or(1, |at| at + 1);
    let mark = Mark { task: super::written::Todo::Write, what: "changes".into(), was: Vec::new() };
    let carried = vec!["the whole letter".to_owned()];
    Begun { text, carried, cleared: Vec::new(), marks: vec![(line, mark)], due: Vec::new() }
}

/// The letter with what a revision says otherwise: in place of the keys that there are, or behind the group.
fn edited(asked: &Asked, old: &Old, number: u32, node: &Node) -> Option<Arc<Source>> {
    if node.span.text().starts_with('{') {
        return None;
    }
    let original = old.letter.date.value;
    let mut keys = vec![
        ("date", asked.date.to_string()),
        ("status", "draft".to_owned()),
        ("revision", number.to_string()),
        ("date-of-original", original.to_string()),
    ];
    // What an addendum adds stays; a revision of a letter says anew what has changed.
    if old.letter.amendment().is_none() {
        keys.push(("changes", CHANGES.to_owned()));
    }
    let of = old.letter.period.is_none().then(|| period::of(original)).flatten();
    keys.extend(of.filter(|of| period::of(asked.date) != Some(*of)).map(|of| ("period", of.to_owned())));
    let order: Vec<String> =
        ["group"].into_iter().chain(keys.iter().map(|(key, _)| *key)).map(str::to_owned).collect();
    let set = |(key, value): (&str, String)| Change::Set {
        path: vec![key.to_owned()],
        old: node.get(key).map(|value| value.written().to_owned()),
        new: Said::Text(value),
        order: order.clone(),
    };
    let mut changes: Vec<Change> = keys.into_iter().map(set).collect();
    // The approval was that of the letter before it.
    changes.extend(
        node.get("approved").map(|value| Change::Remove {
            path: vec!["approved".to_owned()],
            old: value.written().to_owned(),
        }),
    );
    let is_named = |block: &BodyBlock| matches!(block, BodyBlock::Named(name) if name.value == "changes");
    let body = node.get("body").map_or(0, |body| body.items().len());
    if old.letter.amendment().is_none() && body > 0 && !old.letter.body.iter().flatten().any(is_named) {
        let new = Said::Text("changes".to_owned());
        changes.push(Change::Insert { list: vec!["body".to_owned()], before: 0, count: body, new });
    }
    edit(&node.span.source, &changes).ok()
}

/// The text without the line for editors, which is written anew.
fn without_schema(text: &str) -> String {
    let is_schema = |line: &&str| line.trim_start_matches(['#', ' ']).starts_with("yaml-language-server:");
    let mut out: String =
        text.lines().filter(|line| !is_schema(line)).map(|line| format!("{line}\n")).collect();
    if !text.ends_with('\n') && out.ends_with('\n') {
        out.truncate(out.len() - 1);
    }
    out
}
