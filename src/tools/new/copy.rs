//! A revision: the letter whole, as it stands in its file with all comments, as another letter that
//! replaces it.

use super::change::file;
use super::written::{Commented, write};
use super::{Asked, Begun, Mark, Old};
use crate::base::Source;
use crate::base::yaml::{self, Node, Value};
use crate::model::letter::BodyBlock;

/// What is to be written first.
const CHANGES: &str = "[insert what has changed]";

/// Writes it.
pub(super) fn revision(asked: &Asked, old: &Old, number: u32) -> Begun {
    let mut text = old.source.text().to_owned();
    let is_block = matches!(&old.node.value, Value::Mapping(_)) && !old.node.span.text().starts_with('{');
    if !is_block {
        // A letter in braces is written anew: lines cannot be put into it.
        let Value::Mapping(entries) = &old.node.value else { return Begun::default() };
        let entries: Vec<_> =
            entries.iter().map(|(key, node)| (key.text.clone(), super::carry::verbatim(node))).collect();
        text = write(&entries).0;
    }
    // From last to first, so that places stay where they are.
    let replaced = date_and_parts(asked, old, number);
    for (key, line) in replaced.iter().rev() {
        text = put(&text, key, line.as_deref());
    }
    if old.letter.amendment().is_none() && !names_changes(old) && old.letter.body.is_some() {
        text = first_block(&text);
    }
    let text = format!(
        "{}\n# Revision {number} of {}, started as a copy of {}: the whole letter is sent \
         again.\n# Under `changes`, write what has changed.\n{}",
        crate::tools::schema::line(&asked.schema),
        old.called,
        file(old),
        without_schema(&text)
    );
    let line = text.lines().position(|line| line.contains(CHANGES)).map_or(1, |at| at + 1);
    let mark = Mark { task: super::written::Todo::Write, what: "changes".into(), was: Vec::new() };
    let carried = vec!["the whole letter".to_owned()];
    Begun { text, carried, cleared: Vec::new(), marks: vec![(line, mark)], due: Vec::new() }
}

/// The lines that a revision says otherwise; `None` takes a line out.
fn date_and_parts(asked: &Asked, old: &Old, number: u32) -> Vec<(&'static str, Option<String>)> {
    let original = old.letter.date.value;
    let (changes, _) = write(&[("changes".to_owned(), Commented::text(CHANGES))]);
    let mut lines = vec![
        ("date", Some(format!("date: {}", asked.date))),
        ("status", Some("status: draft".to_owned())),
        ("revision", Some(format!("revision: {number}"))),
        ("date-of-original", Some(format!("date-of-original: {original}"))),
    ];
    // What an addendum adds stays; a revision of a letter says anew what has changed.
    if old.letter.amendment().is_none() {
        lines.push(("changes", Some(changes.trim_end().to_owned())));
    }
    let of = old.letter.period.is_none().then(|| crate::model::period::of(original)).flatten();
    if let Some(of) = of.filter(|of| crate::model::period::of(asked.date) != Some(of)) {
        lines.push(("period", Some(format!("period: {of}"))));
    }
    lines
}

/// Replaces the lines of a key of the letter, or adds one behind `date`, before which nothing moves.
fn put(text: &str, key: &str, line: Option<&str>) -> String {
    let source = Source::new("new.yaml", text);
    let Ok(node) = yaml::parse(&source, &mut Default::default()) else { return text.to_owned() };
    let Value::Mapping(entries) = &node.value else { return text.to_owned() };
    let found = entries.iter().find(|(k, _)| k.text == key);
    let line = line.unwrap_or_default();
    match found {
        // The comment behind a value on its line stays.
        Some((key, value)) => [&text[..key.span.start], line, &text[end(value, key.span.end)..]].concat(),
        None => {
            let behind = entries.iter().find(|(k, _)| k.text == "group").or(entries.first());
            let at = behind.map_or(0, |(_, value)| {
                let rest = &text[value.span.end..];
                value.span.end + rest.find('\n').unwrap_or(rest.len())
            });
            format!("{}\n{line}{}", &text[..at], &text[at..])
        }
    }
}

/// Where a value ends; an empty one where its key's colon does.
fn end(value: &Node, key: usize) -> usize {
    if value.value == Value::Null { key + 1 } else { value.span.end.max(key + 1) }
}

/// Whether the letter's own body has the block that tells of the changes.
fn names_changes(old: &Old) -> bool {
    let is = |block: &BodyBlock| matches!(block, BodyBlock::Named(name) if name.value == "changes");
    old.letter.body.iter().flatten().any(is)
}

/// Adds the block `changes` as the first of the letter's own body.
fn first_block(text: &str) -> String {
    let source = Source::new("new.yaml", text);
    let node = yaml::parse(&source, &mut Default::default()).ok();
    let Some(body) = node.as_ref().and_then(|node| node.get("body")) else { return text.to_owned() };
    let Value::List(items) = &body.value else { return text.to_owned() };
    let Some(first) = items.first() else { return text.to_owned() };
    if body.span.text().starts_with('[') {
        return format!("{}[changes, {}", &text[..body.span.start], &text[body.span.start + 1..]);
    }
    let (line, _) = first.span.line_column();
    let start = source.line_range(line).start;
    let indent: String = text[start..].chars().take_while(|c| *c == ' ').collect();
    format!("{}{indent}- changes\n{}", &text[..start], &text[start..])
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
