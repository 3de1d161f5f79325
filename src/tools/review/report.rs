//! A review in words, and as lines of JSON.

use super::run::{Outcome, Review, Reviewed};
use super::words::By;
use crate::base::report::json_line;
use crate::base::text::{count, shortened, visible};
use serde_json::{Value, json};
use std::fmt::Write;

/// Words of the house style or of a file are cut after so many characters.
const MOST: usize = 240;

/// Who made a change: `Director's office, 2026-11-12`; `untracked` where nobody is known.
pub fn authors(by: &[By]) -> String {
    let one = |by: &By| match (by.author.as_str(), by.date.as_str()) {
        ("", "") => "unnamed".to_owned(),
        (author, "") => author.to_owned(),
        (author, date) => format!("{author}, {date}"),
    };
    if by.is_empty() { "untracked".to_owned() } else { by.iter().map(one).collect::<Vec<_>>().join("; ") }
}

fn cut(text: &str) -> String {
    visible(&shortened(&text.replace('\n', " "), MOST)).into_owned()
}

/// The list for people, in reading order.
pub fn text(review: &Review) -> String {
    let mut out = String::new();
    for change in &review.changes {
        out += &one(change);
    }
    for note in &review.notes {
        let state = note.state().map(|state| format!(" ({state})")).unwrap_or_default();
        let about = if note.about.is_empty() {
            String::new()
        } else {
            format!(" on “{}”", shortened(&note.about, 60))
        };
        let place = note.place().map(|place| format!("  {place}\n")).unwrap_or_default();
        let by = authors(std::slice::from_ref(&note.by));
        let _ = write!(out, "comment{state}, {by}{}\n  {}\n{place}", visible(&about), cut(&note.text));
    }
    for remark in &review.remarks {
        let _ = writeln!(out, "not read: {}", visible(remark));
    }
    out
}

/// One change for people, on lines of its own.
pub fn one(change: &Reviewed) -> String {
    let mut out = String::new();
    let by = authors(&change.by);
    // Writing to a string cannot fail.
    let _ =
        writeln!(out, "{}. {}, {} ({})", change.number, visible(&change.place), change.what, visible(&by));
    let words = [("-", &change.old), ("+", &change.new)];
    let words = if change.old == change.new { &[(" ", &change.new)][..] } else { &words[..] };
    for (sign, words) in words.iter().filter(|(_, words)| !words.is_empty()) {
        let _ = writeln!(out, "   {sign} {}", cut(words));
    }
    if !change.form.is_empty() {
        let _ = writeln!(out, "   {}", cut(&change.form));
    }
    let state = state(&change.outcome);
    let _ = writeln!(out, "   {state}");
    for line in edits(&change.outcome) {
        let _ = writeln!(out, "     {line}");
    }
    out
}

/// What becomes of a change, in a line.
pub(super) fn state(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Ready { how, .. } => format!("edit: {how}"),
        Outcome::Done => "done: the letter says so already, or with an edit above".to_owned(),
        Outcome::Conflict(today) => {
            format!("conflict: the letter was changed here meanwhile; it says now: {}", cut(today))
        }
        Outcome::Left(why) => format!("not applied: {}", visible(why)),
        Outcome::Declined => "declined".to_owned(),
    }
}

/// The edits of a change and what changes along, a line each.
pub(super) fn edits(outcome: &Outcome) -> Vec<String> {
    let Outcome::Ready { edits, along, .. } = outcome else { return Vec::new() };
    let edit = |edit: &super::run::Edit| {
        let old = if edit.old.is_empty() { String::new() } else { format!("{} -> ", cut(&edit.old)) };
        format!("{}: {old}{}", edit.place, cut(&edit.new))
    };
    let mut lines: Vec<String> = edits.iter().map(edit).collect();
    if !along.is_empty() {
        lines.push(format!("this also changes {}:", count(along.len(), "other passage")));
        let also = |along: &super::goal::Along| format!("  {} -> {}", cut(&along.old), cut(&along.new));
        lines.extend(along.iter().take(6).map(also));
    }
    lines
}

/// One line of JSON for each change and comment.
pub fn json(review: &Review, file: &str, letter: &str) -> Vec<String> {
    let by =
        |by: &[By]| -> Value { by.iter().map(|by| json!({"author": by.author, "date": by.date})).collect() };
    let changes = review.changes.iter().map(|change| {
        let (outcome, more) = match &change.outcome {
            Outcome::Ready { how, edits, along } => {
                let edit = |e: &super::run::Edit| json!({"place": e.place, "old": e.old, "new": e.new});
                let also = |a: &super::goal::Along| json!({"old": a.old, "new": a.new});
                let edits: Vec<Value> = edits.iter().map(edit).collect();
                let along: Vec<Value> = along.iter().map(also).collect();
                ("edit", json!({"changes": how, "edits": edits, "also": along}))
            }
            Outcome::Done => ("done", Value::Null),
            Outcome::Conflict(today) => ("conflict", json!({"today": today})),
            Outcome::Left(why) => ("not-applied", json!({"why": why})),
            Outcome::Declined => ("declined", Value::Null),
        };
        json_line(&json!({
            "event": "change", "file": file, "letter": letter, "number": change.number, "what": change.what,
            "place": change.place, "old": change.old, "new": change.new, "form": change.form, "by": by(&change.by),
            "tracked": !change.by.is_empty(), "outcome": outcome, "details": more,
        }))
    });
    let notes = review.notes.iter().map(|note| {
        json_line(&json!({
            "event": "comment", "file": file, "letter": letter, "author": note.by.author, "date": note.by.date,
            "text": note.text, "about": note.about, "place": note.place(), "resolved": note.is_resolved,
            "reply": note.is_reply,
        }))
    });
    let base = json_line(&json!({"event": "file", "file": file, "letter": letter, "base": review.base}));
    std::iter::once(base).chain(changes).chain(notes).collect()
}
