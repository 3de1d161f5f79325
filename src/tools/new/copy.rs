//! A revision: the letter whole, as it stands in its file with all comments, as another letter that
//! replaces it.

use super::change::file;
use super::written::{Commented, scalar, write};
use super::{Asked, Begun, Mark, Old};
use crate::base::Source;
use crate::base::yaml::{self, Node, Value, edited};
use crate::model::letter::BodyBlock;
use crate::model::period;
use std::ops::Range;

/// What is to be written first.
const CHANGES: &str = "[insert what has changed]";

/// Writes it.
pub(super) fn revision(asked: &Asked, old: &Old, number: u32) -> Begun {
    let mut node = old.node.clone();
    if node.span.text().starts_with('{') {
        // A letter in braces is written anew: lines cannot be put into it.
        let entries = node.entries().iter();
        let entries: Vec<_> = entries
            .map(|(key, node)| (key.text.clone(), Commented::of(node, &mut Default::default())))
            .collect();
        let source = Source::new(old.source.path(), write(&entries).0);
        let Ok(anew) = yaml::parse(&source, &mut Default::default()) else { return Begun::default() };
        node = anew;
    }
    let mut edits = date_and_parts(asked, old, number, &node);
    let is_named = |block: &BodyBlock| matches!(block, BodyBlock::Named(name) if name.value == "changes");
    if old.letter.amendment().is_none() && !old.letter.body.iter().flatten().any(is_named) {
        edits.extend(first_block(&node));
    }
    let text = format!(
        "{}\n# Revision {number} of {}, started as a copy of {}: the whole letter is sent \
         again.\n# Under `changes`, write what has changed.\n{}",
        crate::tools::schema::line(&asked.schema),
        old.called,
        file(old),
        without_schema(&edited(node.span.source.text(), &edits).0)
    );
    let line = text.lines().position(|line| line.contains(CHANGES)).map_or(1, |at| at + 1);
    let mark = Mark { task: super::written::Todo::Write, what: "changes".into(), was: Vec::new() };
    let carried = vec!["the whole letter".to_owned()];
    Begun { text, carried, cleared: Vec::new(), marks: vec![(line, mark)], due: Vec::new() }
}

/// The lines that a revision says otherwise: in place of those that there are, or behind the group.
fn date_and_parts(asked: &Asked, old: &Old, number: u32, node: &Node) -> Vec<(Range<usize>, String)> {
    let original = old.letter.date.value;
    let mut lines = vec![
        ("date", asked.date.to_string()),
        ("status", "draft".to_owned()),
        ("revision", number.to_string()),
        ("date-of-original", original.to_string()),
    ];
    // What an addendum adds stays; a revision of a letter says anew what has changed.
    if old.letter.amendment().is_none() {
        lines.push(("changes", scalar(CHANGES, false)));
    }
    let of = old.letter.period.is_none().then(|| period::of(original)).flatten();
    lines.extend(of.filter(|of| period::of(asked.date) != Some(*of)).map(|of| ("period", of.to_owned())));
    let (mut edits, mut added) = (Vec::new(), String::new());
    for (key, value) in lines {
        match node.entries().iter().find(|(k, _)| k.text == key) {
            // The comment behind a value on its line stays; an empty value ends where its key's colon does.
            Some((k, old)) => {
                let colon = k.span.end + 1;
                let end = if old.value == Value::Null { colon } else { old.span.end.max(colon) };
                edits.push((k.span.start..end, format!("{key}: {value}")));
            }
            None => added += &format!("\n{key}: {value}"),
        }
    }
    let behind = node.get("group").map_or(0, |group| group.span.whole_line().end);
    edits.push((behind..behind, added));
    edits
}

/// The block `changes` as the first of the letter's own body.
fn first_block(node: &Node) -> Option<(Range<usize>, String)> {
    let body = node.get("body")?;
    let first = body.items().first()?;
    if body.span.text().starts_with('[') {
        return Some((body.span.start..body.span.start + 1, "[changes, ".to_owned()));
    }
    let line = body.span.source.line_range(first.span.line_column().0);
    let indent: String = body.span.source.text()[line.clone()].chars().take_while(|c| *c == ' ').collect();
    Some((line.start..line.start, format!("{indent}- changes\n")))
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
