//! Every message leads on: it has a line of help, or a label at the caret that says what is expected or wrong there.
//! The help of every command is as easy to read on a narrow terminal as on a wide one.

use crate::common::session::root;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Labels that only point, without the article or pronoun that they start with.
const POINTS: [&str; 4] = ["the ", "this ", "in this ", "in the "];

/// Messages of tests that show how any message is formatted.
const MADE_UP: &str = "src/base/report";

/// Every message that an accepted snapshot or a test shows: its place, and its lines.
fn messages() -> Vec<(String, Vec<String>)> {
    let mut files = Vec::new();
    walk(&root().join("tests"), &mut files);
    walk(&root().join("src"), &mut files);
    let mut found = Vec::new();
    for path in files {
        let shown = path.strip_prefix(root()).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if shown.starts_with(MADE_UP) || shown.ends_with("next_steps.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("text");
        let mut lines = text.lines().enumerate().peekable();
        while let Some((at, line)) = lines.next() {
            if !is_head(line) {
                continue;
            }
            let mut message = vec![line.trim().to_owned()];
            while let Some((_, next)) =
                lines.next_if(|(_, next)| !next.trim().is_empty() && !is_head(next) && next.trim() != "\");")
            {
                message.push(next.trim().to_owned());
            }
            // A message that a test looks for is not the whole one.
            if message.iter().any(|line| line.starts_with("-->"))
                || path.extension().is_some_and(|e| e == "snap")
            {
                found.push((format!("{shown}:{}", at + 1), message));
            }
        }
    }
    found
}

/// `error[code]: …` at the start of a line.
fn is_head(line: &str) -> bool {
    let line = line.trim_start();
    let rest = ["error[", "warning[", "note["].iter().find_map(|head| line.strip_prefix(head));
    rest.and_then(|rest| rest.split_once("]: ")).is_some_and(|(code, _)| {
        code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    })
}

/// Whether a reader knows what to do next.
fn leads_on(message: &[String]) -> bool {
    message.iter().any(|line| line.starts_with("= help: ") || line.starts_with("help: "))
        || message.iter().skip(1).any(|line| {
            let label = line.rsplit_once('^').map_or("", |(_, label)| label.trim());
            label.split_whitespace().count() > 1 && !POINTS.iter().any(|points| label.starts_with(points))
        })
}

#[test]
fn every_message_has_its_next_step() {
    let messages = messages();
    assert!(messages.len() > 500, "only {} messages were found", messages.len());
    let silent: Vec<String> = messages
        .iter()
        .filter(|(_, message)| !leads_on(message))
        .map(|(place, message)| format!("{place}\n{}", message.join("\n")))
        .collect();
    assert!(silent.is_empty(), "messages without a next step:\n\n{}", silent.join("\n\n"));
}

#[test]
fn what_only_points_is_no_next_step() {
    let message = |label: &str, help: &str| {
        ["error[x]: message", "--> a.yaml:1:1", "|", &format!("| ^^^ {label}"), help]
            .map(str::to_owned)
            .to_vec()
    };
    assert!(!leads_on(&message("here", "")));
    assert!(!leads_on(&message("the letter's date", "")));
    assert!(leads_on(&message("here", "= help: remove it")));
    assert!(leads_on(&message("expected a number", "")));
    assert!(is_head("error[yaml]: a colon is missing") && !is_head("errors: 1"));
}

/// No production code shows the words of the operating system or of a library.
#[test]
fn messages_quote_no_library() {
    let mut files = Vec::new();
    walk(&root().join("src"), &mut files);
    // A mistake in a page of the preview is a bug, whose words are never shown; what the XML library says is looked up.
    let is_shown = |path: &&PathBuf| {
        let is_rust = path.extension().is_some_and(|e| e == "rs");
        is_rust && !path.ends_with("preview/pages.rs") && !path.ends_with("xliff/read.rs")
    };
    for path in files.iter().filter(is_shown) {
        let text = fs::read_to_string(path).expect("text");
        let production = text.split("#[cfg(test)]").next().unwrap_or_default();
        for words in ["{error}", "{e}\"", "{err}", "error.to_string()", "|e| e.to_string()"] {
            assert!(!production.contains(words), "{} shows {words}", path.display());
        }
    }
}

/// The help of a command in a terminal of 80 columns.
fn help(command: &str) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_letters"));
    program.args([command, "--help"].iter().filter(|argument| !argument.is_empty()));
    let output = program.env("COLUMNS", "80").env("NO_COLOR", "1").output().expect("the program runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn help_fits_80_columns_and_leaves_no_word_alone() {
    let commands = [
        "",
        "init",
        "new",
        "build",
        "check",
        "diff",
        "preview",
        "list",
        "translate",
        "explain",
        "schema",
        "completions",
        "man",
    ];
    let mut wrong = Vec::new();
    for command in commands {
        let text = help(command);
        assert!(text.contains("Usage:"), "{command}: {text}");
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let wide = line.chars().count() > 80;
            // A last line of one short word after a full one.
            let before = at.checked_sub(1).map_or("", |at| lines[at]);
            let is_last = lines.get(at + 1).is_none_or(|next| next.trim().is_empty());
            let words: Vec<&str> = line.split_whitespace().collect();
            let is_alone = is_last
                && before.split_whitespace().count() > 2
                && before.chars().count() > 60
                && matches!(words[..], [word] if word.chars().count() < 12 && !word.starts_with("--"));
            if wide || is_alone {
                wrong.push(format!("letters {command} --help, line {}: {before}\n{line}", at + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Snapshots and tests in a folder.
fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|e| e == "snap" || e == "rs") {
            found.push(path);
        }
    }
}
