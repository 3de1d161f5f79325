//! The page of examples is true: every letter is in its table and found by what is wanted; ordinary letters are short.

use crate::common::session;
use collective_letters::base::Format;
use collective_letters::project::register;
use std::collections::BTreeSet;

const PAGE: &str = "docs/staff/examples.md";

fn page() -> String {
    std::fs::read_to_string(session::root().join(PAGE)).expect("the page of examples")
}

/// Lines and words of a letter's YAML, without comments and empty lines.
fn size(text: &str) -> (usize, usize) {
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    lines.fold((0, 0), |(count, words), line| (count + 1, words + line.split_whitespace().count()))
}

/// The table of all letters: what each shows, how long it is, what it becomes.
fn table_of_letters() -> String {
    let mut out =
        String::from("\n| letter | what it shows | lines | words | files |\n|---|---|---|---|---|\n");
    for folder in session::FOLDERS {
        let session = session::session(folder);
        for path in session::letters(folder) {
            let text = std::fs::read_to_string(&path).expect("a letter");
            // Above it may stand the line for editors.
            let mut heads = text.lines().filter_map(|line| line.strip_prefix("# "));
            let shows = heads.find(|line| !line.starts_with("yaml-language-server:")).expect("a first line");
            let (lines, words) = size(&text);
            let files = register::entry(&session, &session::source(&path), &[Format::Docx]).files;
            let name = path.file_stem().expect("a name").to_string_lossy();
            let file = path.file_name().expect("a name").to_string_lossy();
            out.push_str(&format!(
                "| [{name}](../../{folder}/{file}) | {shows} | {lines} | {words} | `{}` |\n",
                files.join(", ").replace("MSW-E.docx", "…")
            ));
        }
    }
    out
}

#[test]
fn the_table_of_letters_is_true() {
    let page = page();
    let (head, rest) = page.split_once("examples` -->\n").expect("the beginning");
    let (_, tail) = rest.split_once("<!-- end -->").expect("the end");
    let fresh = format!("{head}examples` -->\n{}\n<!-- end -->{tail}", table_of_letters());
    if std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always") {
        std::fs::write(session::root().join(PAGE), &fresh).expect("written");
    } else {
        assert_eq!(page.replace("\r\n", "\n"), fresh, "run it with INSTA_UPDATE=always");
    }
}

#[test]
fn every_letter_is_found_and_every_letter_named_is_there() {
    let page = page();
    let found = page.split("\n## Where to find what\n").nth(1).expect("the section");
    let named: BTreeSet<&str> = found
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| wanted"))
        .filter_map(|line| line.trim_end_matches(" |").rsplit("| ").next())
        .flat_map(|cell| cell.split(", "))
        .collect();
    let all: BTreeSet<String> = session::FOLDERS
        .into_iter()
        .flat_map(session::letters)
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    for name in &named {
        assert!(all.contains(*name), "there is no letter {name}");
    }
    // The printed letter with its mistakes is no model.
    let missing: Vec<_> =
        all.iter().filter(|n| !named.contains(n.as_str()) && *n != "sg17-011-as-printed").collect();
    assert!(missing.is_empty(), "{missing:?} are found nowhere");
}

#[test]
fn ordinary_letters_are_short() {
    // Ordinary is a letter that leaves its annexes to the house style.
    let mut short = 0;
    for path in session::FOLDERS.into_iter().flat_map(session::letters) {
        let text = std::fs::read_to_string(&path).expect("a letter");
        if !text.lines().any(|line| line.starts_with("annexes:")) {
            let (lines, _) = size(&text);
            assert!(lines <= 40, "{} has {lines} lines", path.display());
            short += 1;
        }
    }
    assert!(short >= 10, "only {short} ordinary letters");
}
