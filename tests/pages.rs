//! The pages for people hang together: links lead somewhere, the README is short, and what a page counts is counted.

use crate::common::session::root;
use collective_letters::base::Language;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The README, the pages of docs and the starter's README.
fn pages() -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "md") {
                found.push(path);
            }
        }
    }
    let mut found =
        vec![root().join("README.md"), root().join("CHANGELOG.md"), root().join("starter/README.md")];
    walk(&root().join("docs"), &mut found);
    found
}

/// The lines of a page outside its fenced code.
fn lines(page: &str) -> impl Iterator<Item = &str> {
    let mut is_code = false;
    page.lines().filter(move |line| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    })
}

/// Where the links and images of a page lead. Text in backticks is no link.
fn links(page: &str) -> Vec<String> {
    let outside = |line: &str| line.split('`').step_by(2).collect::<Vec<_>>().join("`");
    lines(page)
        .map(outside)
        .flat_map(|line| {
            let targets = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
            targets.map(str::to_owned).collect::<Vec<_>>()
        })
        .collect()
}

/// The address of a heading, as GitHub makes it.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

#[test]
fn every_link_leads_to_a_file_and_a_heading() {
    let mut broken = Vec::new();
    let mut count = 0;
    for path in pages() {
        let page = fs::read_to_string(&path).expect("text");
        for link in links(&page).into_iter().filter(|link| !link.contains("://")) {
            count += 1;
            let (file, heading) = link.split_once('#').unwrap_or((&link, ""));
            let target = if file.is_empty() { path.clone() } else { path.with_file_name(file) };
            let there = target.exists()
                && (heading.is_empty() || {
                    let text = fs::read_to_string(&target).unwrap_or_default();
                    lines(&text)
                        .filter_map(|l| Some(l.strip_prefix('#')?.trim_start_matches('#')))
                        .any(|h| anchor(h) == heading)
                });
            if !there {
                broken.push(format!("{}: {link}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    assert!(count > 100, "only {count} links are read");
}

#[test]
fn every_page_is_in_the_index() {
    let index = root().join("docs/README.md");
    let listed = links(&fs::read_to_string(&index).expect("the index"));
    for path in pages().iter().filter(|path| path.starts_with(root().join("docs")) && **path != index) {
        let name =
            path.strip_prefix(root().join("docs")).expect("a page").to_string_lossy().replace('\\', "/");
        assert!(listed.contains(&name), "docs/README.md does not list {name}");
    }
}

#[test]
fn the_readme_is_short() {
    let readme = fs::read_to_string(root().join("README.md")).expect("the README");
    let count = readme.lines().count();
    assert!(count <= 110, "{count} lines");
}

/// Numbers that the program knows are not typed into pages, or they are these.
#[test]
fn numbers_in_pages_are_those_of_the_program() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest");
    let rust =
        manifest.split("rust-version = \"").nth(1).and_then(|rest| rest.split('"').next()).expect("it");
    let readme = fs::read_to_string(root().join("README.md")).expect("the README");
    assert!(readme.contains(&format!("[Rust](https://rustup.rs) {rust} or newer")), "README: Rust {rust}");
    assert_eq!(Language::ALL.len(), 6, "the pages speak of six languages, five of them besides English");
    for path in pages() {
        let page = fs::read_to_string(&path).expect("text").to_lowercase();
        for thing in ["rules", "kinds of mistakes", "commands", "phrases", "templates", "tests"] {
            for (at, _) in page.match_indices(&format!(" {thing}")) {
                let word = page[..at].rsplit(char::is_whitespace).next().unwrap_or("");
                let is_number =
                    word.starts_with(|c: char| c.is_ascii_digit()) || ["ninety", "hundred"].contains(&word);
                assert!(!is_number, "{}: {word} {thing}: the number will not stay true", path.display());
            }
        }
    }
}

/// The names in backticks outside fenced code: files, folders, types and functions.
#[test]
fn the_page_on_architecture_names_what_is_there() {
    fn sources(folder: &Path, all: &mut String) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                sources(&path, all);
            } else if path.extension().is_some_and(|e| e == "rs") {
                all.push_str(&fs::read_to_string(&path).expect("text"));
            }
        }
    }
    let mut code = String::new();
    sources(&root().join("src"), &mut code);
    let words: BTreeSet<&str> = code.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let page = fs::read_to_string(root().join("docs/developers/architecture.md")).expect("the page");
    let names: Vec<&str> = lines(&page).flat_map(|line| line.split('`').skip(1).step_by(2)).collect();
    let is_name = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || "_/.:-".contains(c));
    let (mut missing, mut count) = (Vec::new(), 0);
    for name in names.into_iter().filter(|name| is_name(name)) {
        let is_path = name.contains('/') && !name.contains(':');
        let is_type = name.contains("::")
            || (name.starts_with(char::is_uppercase)
                && name.contains(char::is_lowercase)
                && !name.contains('.'));
        let is_test = name.ends_with(".rs") && !is_path;
        let named = |word: &str| words.contains(word);
        let is_there = match () {
            () if is_path => root().join(name).exists(),
            () if is_test => {
                root().join("tests").join(name).exists() || root().join("src").join(name).exists()
            }
            () if is_type => name.split("::").all(named),
            () => continue,
        };
        count += 1;
        if !is_there {
            missing.push(name);
        }
    }
    assert!(missing.is_empty(), "not in the code: {missing:?}");
    assert!(count > 60, "only {count} names are read");
}
