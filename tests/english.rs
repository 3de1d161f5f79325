//! The English of everything that people read: no word of the list below, which an editor would strike out.
//!
//! Of a page the code is left out: it quotes files, commands and what the program prints.

use crate::common::session::root;
use std::fs;
use std::path::{Path, PathBuf};

/// Words to avoid, and what to write instead, or why not.
const AVOID: [(&str, &str); 47] = [
    ("mend", "fix"),
    ("mends", "fixes"),
    ("mended", "fixed"),
    ("mending", "fixing"),
    ("tell", "show, report, explain: only people tell"),
    ("tells", "shows, reports, explains: only people tell"),
    ("told", "shown, reported"),
    ("anew", "again"),
    ("if need be", "if it does not exist"),
    ("gone on with", "continued"),
    ("be had", "is not available"),
    ("taken out", "removed"),
    ("nought", "0"),
    ("otherwise than", "differently from"),
    ("left behind", "not copied"),
    ("carried over", "copied"),
    ("by hand", "typed"),
    ("of the house", "of ITU, of the house style"),
    ("the whole house", "the whole program"),
    ("as good as", "counts as"),
    ("what there is", "name it"),
    ("said differently", "reworded"),
    ("behind", "after"),
    ("beside", "next to"),
    ("besides", "also"),
    ("an information", "a note: `information` has no plural and no article"),
    ("remark", "note"),
    ("remarks", "notes"),
    ("doubtful", "probably a mistake, worth checking"),
    ("silence", "allow"),
    ("silenced", "allowed"),
    ("silences", "allows"),
    ("ledger", "build record"),
    ("picture", "image"),
    ("pictures", "images"),
    ("machine", "computer"),
    ("machines", "computers"),
    ("defect", "bug"),
    ("somebody", "you, a person, a team"),
    ("stands", "is, appears: words do not stand"),
    ("lies", "is: files do not lie"),
    ("strangers", "independent"),
    ("begun", "started"),
    ("is no", "is not a"),
    ("there are none", "name what is missing"),
    ("in the midst of", "during"),
    ("whatever becomes of", "even if … changes"),
];

/// Phrases in which a word of the list is right.
const RIGHT: [&str; 4] = ["of the house style", "virtual machine", "is no longer", "there is no"];

/// Texts of one kind.
struct Set {
    name: &'static str,
    texts: fn() -> Vec<(String, String)>,
    /// How many words of the list are still to be replaced: 0 where the set has been rewritten.
    left: usize,
}

const SETS: [Set; 6] = [
    Set { name: "the README, the changes and the pages of docs", texts: pages, left: 0 },
    Set { name: "the starter", texts: starter, left: 0 },
    Set { name: "the pages of the preview", texts: preview, left: 0 },
    Set { name: "the help of every command", texts: || reference("cli.md"), left: 0 },
    Set { name: "keys and rules", texts: keys_and_rules, left: 0 },
    Set { name: "messages", texts: messages, left: 0 },
];

/// The pages that people write, without their code; not those made from the program.
fn pages() -> Vec<(String, String)> {
    let mut paths = vec![root().join("README.md"), root().join("CHANGELOG.md")];
    walk(&root().join("docs"), &mut paths);
    let written = |path: &&PathBuf| {
        path.extension().is_some_and(|e| e == "md") && !path.starts_with(root().join("docs/reference"))
    };
    paths.iter().filter(written).map(|path| (shown(path), prose(&read(path)))).collect()
}

/// What `letters init` writes: the README, and the comments of the YAML files.
fn starter() -> Vec<(String, String)> {
    let mut paths = Vec::new();
    walk(&root().join("starter"), &mut paths);
    let text = |path: &PathBuf| match path.extension().and_then(|e| e.to_str()) {
        Some("md") => Some(prose(&read(path))),
        Some("yaml") => Some(comments(&read(path))),
        _ => None,
    };
    paths.iter().filter_map(|path| Some((shown(path), text(path)?))).collect()
}

/// What stands between the tags of the preview's pages, and the sentences of its script.
fn preview() -> Vec<(String, String)> {
    let mut paths = Vec::new();
    walk(&root().join("preview"), &mut paths);
    let text = |path: &PathBuf| match path.extension().and_then(|e| e.to_str()) {
        Some("html") => Some(without(&without(&read(path), '{', '}'), '<', '>')),
        Some("js") => Some(quoted(&read(path))),
        _ => None,
    };
    paths.iter().filter_map(|path| Some((shown(path), text(path)?))).collect()
}

/// What is in quotation marks in a script, without its comments and without what a text takes in.
fn quoted(script: &str) -> String {
    let is_code = |line: &&str| !["//", "/*", "*"].iter().any(|mark| line.trim_start().starts_with(mark));
    let strings = |line: &str| {
        let mut line = line.to_owned();
        while let Some(at) = line.find("${") {
            let end = line[at..].find('}').map_or(line.len(), |length| at + length + 1);
            line.replace_range(at..end, "");
        }
        line.split(['"', '\'', '`']).skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()
    };
    script.lines().filter(is_code).flat_map(strings).collect::<Vec<_>>().join("\n")
}

/// A generated page, with its code: that is what the program prints.
fn reference(page: &str) -> Vec<(String, String)> {
    let path = root().join("docs/reference").join(page);
    vec![(shown(&path), read(&path))]
}

fn keys_and_rules() -> Vec<(String, String)> {
    let page = |(name, text): (String, String)| (name, prose(&text));
    ["yaml.md", "rules.md"].into_iter().flat_map(reference).map(page).collect()
}

/// What the program says of mistakes: the accepted messages, without the lines that they quote from files.
fn messages() -> Vec<(String, String)> {
    let mut paths = Vec::new();
    for folder in ["tests/errors", "tests/rules"] {
        walk(&root().join(folder), &mut paths);
    }
    let said = |line: &str| {
        let quotes = line
            .trim_start()
            .starts_with(|c: char| c.is_ascii_digit() || c == '|' && !line.contains(['^', '-']))
            || line.contains("--> ")
            || line.contains("::: ");
        // Codes are names, not words.
        let line = without(line, '[', ']');
        if quotes { String::new() } else { line.split('`').step_by(2).collect::<Vec<_>>().join("`") }
    };
    // What libraries say, in plain words: an entry starts with the library's own.
    walk(&root().join("src"), &mut paths);
    let of = |path: &PathBuf| (shown(path), read(path).lines().map(said).collect::<Vec<_>>().join("\n"));
    let is_ours = |path: &&PathBuf| {
        let is_table = path.ends_with("mistakes.txt") || path.ends_with("system.txt");
        is_table || !path.starts_with(root().join("src")) && path.extension().is_some_and(|e| e == "snap")
    };
    paths.iter().filter(is_ours).map(of).collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("text")
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { walk(&path, found) } else { found.push(path) }
    }
}

/// Markdown without its code, line by line: fenced, indented and in backticks.
fn prose(text: &str) -> String {
    let mut is_code = false;
    let line = |line: &str| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        let is_prose = !is_code && !is_fence && !line.starts_with("    ");
        // Where a link leads is no prose either.
        let line = line.split("](#").map(|part| part.split_once(") ").map_or(part, |(_, rest)| rest));
        let line = line.collect::<Vec<_>>().join("] ");
        if is_prose { line.split('`').step_by(2).collect::<Vec<_>>().join("`") } else { String::new() }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn comments(text: &str) -> String {
    text.lines().map(|line| line.split_once('#').map_or("", |(_, said)| said)).collect::<Vec<_>>().join("\n")
}

/// A text without everything between two signs; line ends stay.
fn without(text: &str, open: char, close: char) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for c in text.chars() {
        match c {
            c if c == open => depth += 1,
            c if c == close => depth = depth.saturating_sub(1),
            '\n' => kept.push(c),
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// The words to avoid in a text, each with its line and what to write instead. A phrase may go on in the next line.
fn avoided(text: &str) -> Vec<String> {
    let mut flat = String::new();
    let mut lines = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for word in line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
            flat.push(' ');
            lines.resize(flat.len() + word.len(), number + 1);
            flat.push_str(&word.to_lowercase());
        }
    }
    flat.push(' ');
    lines.push(0);
    for right in RIGHT {
        flat = flat.replace(&format!(" {right} "), &format!(" {} ", "-".repeat(right.len())));
    }
    let mut hits = Vec::new();
    for (word, instead) in AVOID {
        for (at, _) in flat.match_indices(&format!(" {word} ")) {
            hits.push((lines.get(at + 1).copied().unwrap_or(0), format!("`{word}`: {instead}")));
        }
    }
    hits.sort();
    hits.into_iter().map(|(line, hit)| format!("{line}: {hit}")).collect()
}

#[test]
fn texts_for_people_avoid_words_that_an_editor_would_strike_out() {
    let mut wrong = Vec::new();
    for set in SETS {
        let hits: Vec<String> = (set.texts)()
            .iter()
            .flat_map(|(name, text)| avoided(text).into_iter().map(move |hit| format!("{name}:{hit}")))
            .collect();
        if hits.len() > set.left {
            let count = hits.len();
            wrong.push(format!("{}: {count} words, at most {}\n{}", set.name, set.left, hits.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn words_are_found_in_prose_alone_and_across_lines() {
    let page = "It is mended.\n```\nmended\n```\n    mended\n`mended` is taken\nout of the house style, behind\nthe house.";
    assert_eq!(
        avoided(&prose(page)),
        ["1: `mended`: fixed", "6: `taken out`: removed", "7: `behind`: after"]
    );
    assert_eq!(comments("key: told # anew"), " anew");
    assert_eq!(without("<p class=\"told\">Not <b>here</b></p>", '<', '>'), "Not here");
}
