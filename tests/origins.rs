//! Every word of a letter knows the bytes that it was made from, however its file is written.

use crate::common::session;
use collective_letters::base::yaml::{self, Node, Value};
use collective_letters::base::{Diagnostic, Diagnostics, Source, Span};
use collective_letters::document::plain_text;
use collective_letters::project::session::Session;
use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

/// Words as Markdown and YAML may write them, without what they write them with.
fn bare(text: &str) -> String {
    let text = text.replace("\\u200f", "\u{200f}");
    let text = text.replace("''", "'").replace('\u{2011}', "-").replace(['\\', '*', '<', '>', '['], "");
    let text = text.replace("\\u00a0", " ").replace(['\u{a0}', '\u{202f}'], " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_set(c: char) -> bool {
    matches!(c, ' ' | '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}')
}

#[test]
fn every_word_of_every_letter_is_in_its_origin_or_was_printed_by_it() {
    let (mut exact, mut printed, mut mixed) = (0, 0, 0);
    for folder in session::FOLDERS {
        let session = session::session(folder);
        for path in session::in_all_languages(folder) {
            let letter = session.read(&session::source(&path));
            let composition = session.compose(&letter);
            let prose = &composition.composed.as_ref().expect("a good letter").prose;
            let said = composition.document().expect("a good letter");
            let foot = said.first_footer.iter().map(|line| plain_text(&line.content));
            let header = std::iter::once(plain_text(&said.running_header));
            for words in foot.chain(header) {
                // Typography adds spaces and marks of direction.
                let words = bare(&words).replace(is_set, "");
                let told = prose.beside.iter().any(|block| bare(&block.text).replace(is_set, "") == words);
                assert!(told, "{}: {words:?}", path.display());
            }
            for block in prose.blocks.iter().chain(&prose.beside) {
                let mut at = 0;
                for word in block.text.split_whitespace() {
                    let start = at + block.text[at..].find(word).expect("there");
                    at = start + word.len();
                    let told = || format!("{}: {word:?} in {:?}", path.display(), block.text);
                    let origin = prose.origin(block, &(start..at)).unwrap_or_else(|| panic!("{}", told()));
                    let written = origin.span.text();
                    if origin.fact.is_some() {
                        assert!(
                            written.starts_with("{{") && written.ends_with("}}"),
                            "{}: {written:?}",
                            told()
                        );
                        printed += 1;
                    } else if written.contains("{{") || written.contains("{%") {
                        mixed += 1;
                    } else {
                        let (written, word) = (bare(written).to_lowercase(), bare(word).to_lowercase());
                        if word != written && word.starts_with(&written) {
                            // `Union;`: the semicolon is a phrase of its own.
                            mixed += 1;
                            continue;
                        }
                        let written = written.split_once("](").map_or(written.as_str(), |(words, _)| words);
                        let word = if written.contains(&word) {
                            word.as_str()
                        } else {
                            word.trim_end_matches(|c: char| !c.is_alphanumeric())
                        };
                        assert!(written.contains(word), "{}: {written:?}", told());
                        assert!(written.len() <= word.len() + 4, "{}: {written:?}", told());
                        exact += 1;
                    }
                }
                if !block.label.is_empty() {
                    let origin = prose.origin_of_label(block).expect("an origin");
                    let written = bare(origin.span.text());
                    let same =
                        written == bare(&block.label) || (origin.fact.is_some() && written.starts_with("{{"));
                    assert!(same, "{}: {:?}: {written:?}", path.display(), block.label);
                }
            }
        }
    }
    // Words next to an expression without a space, such as `{{ meeting.ends }}.`, are few.
    assert!(exact > 20_000 && printed > 3_000, "{exact} exact, {printed} printed, {mixed} mixed");
    assert!(mixed * 3 < printed, "{exact} exact, {printed} printed, {mixed} mixed");
}

/// The ways in which YAML writes a text.
const STYLES: [&str; 5] = ["plain", "single", "double", "folded", "literal"];

/// A text in one of the ways; `None` where it cannot be written so. `indent` is that of its lines.
fn written(text: &str, style: &str, indent: &str) -> Option<String> {
    // Lines that begin with white space are not folded.
    let is_even = text.lines().all(|line| !line.starts_with([' ', '\t']) && !line.ends_with(' '));
    let special = |c| text.starts_with(c);
    let folded = || {
        let mut out = String::new();
        for (at, line) in text.lines().enumerate() {
            out += if at > 0 { "\n\n" } else { "" };
            let mut column = 0;
            for (at, word) in line.split(' ').enumerate() {
                let breaks = column > 24;
                out += if at == 0 {
                    ""
                } else if breaks {
                    "\n"
                } else {
                    " "
                };
                column = if breaks { 0 } else { column } + word.len() + 1;
                out += word;
            }
        }
        let lines =
            out.lines().map(|line| if line.is_empty() { String::new() } else { format!("{indent}{line}") });
        lines.collect::<Vec<_>>().join("\n").trim_start().to_owned()
    };
    let double_space = text.contains("  ");
    match style {
        "plain" => {
            let indicators = [
                '-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@',
                '`', ' ',
            ];
            let unsafe_inside =
                [": ", " #", ":\n", "\n- "].iter().any(|s| text.contains(s)) || text.ends_with(':');
            (is_even
                && !double_space
                && !unsafe_inside
                && !indicators.into_iter().any(special)
                && text.parse::<f64>().is_err())
            .then(folded)
        }
        "single" => (is_even && !double_space).then(|| format!("'{}'", folded().replace('\'', "''"))),
        "double" => {
            let escaped = text
                .replace('\\', "\\\\")
                .replace('"', "\\\"")
                .replace('\n', "\\n")
                .replace('\u{a0}', "\\u00a0");
            Some(format!("\"{escaped}\""))
        }
        "folded" => (is_even && !double_space).then(|| format!(">-\n{indent}{}", folded())),
        _ => {
            let lines: Vec<String> = text
                .lines()
                .map(|line| if line.is_empty() { String::new() } else { format!("{indent}{line}") })
                .collect();
            (!text.starts_with([' ', '\n'])).then(|| format!("|-\n{}", lines.join("\n")))
        }
    }
}

/// The texts of a letter that could be written in another way: of more than a word, in blocks of YAML.
fn texts(node: &Node, out: &mut Vec<(String, Span)>) {
    match &node.value {
        Value::Scalar { text, .. } if text.trim().contains(' ') => {
            out.push((text.trim_end().to_owned(), node.span.clone()))
        }
        Value::Scalar { .. } | Value::Null => {}
        Value::List(items) => items.iter().for_each(|item| texts(item, out)),
        Value::Mapping(entries) => entries.iter().for_each(|(_, value)| texts(value, out)),
    }
}

/// Where the `|` or `>` is of a block whose words come after this: the place of a block is that of its words.
fn block_head(before: &str) -> Option<usize> {
    let (above, indent) = before.rsplit_once('\n')?;
    let head = above.trim_end().trim_end_matches(['-', '+']);
    (indent.trim().is_empty() && head.ends_with(['|', '>'])).then(|| head.len() - 1)
}

/// A letter with all its texts written in one way; how many they are.
fn rewritten(letter: &Arc<Source>, style: &str) -> (Arc<Source>, usize) {
    let tree = yaml::parse(letter, &mut Diagnostics::new()).expect("YAML");
    let mut found = Vec::new();
    texts(&tree, &mut found);
    let mut yaml = letter.text().to_owned();
    let mut count = 0;
    for (text, span) in found.into_iter().rev() {
        let start = block_head(&yaml[..span.start]).unwrap_or(span.start);
        let line = yaml[..start].rsplit('\n').next().unwrap_or_default().to_owned();
        // In a list or group of one line only quoted texts can be others.
        if line.contains('#') || (line.contains(['[', '{']) && !matches!(style, "single" | "double")) {
            continue;
        }
        let depth = line.len() - line.trim_start_matches([' ', '-']).len();
        let Some(other) = written(&text, style, &" ".repeat(depth + 4)) else { continue };
        yaml.replace_range(start..span.end, &other);
        count += 1;
    }
    (Source::new(letter.path(), yaml), count)
}

/// What was found, and at which words; the number of each.
fn found(session: &Session, letter: &Arc<Source>) -> BTreeMap<(String, String, String), usize> {
    let mut all = BTreeMap::new();
    for Diagnostic { rule, message, span, .. } in session::check(session, letter).problems.into_sorted() {
        let words = span.map(|span| bare(&span.text().replace(['\'', '"'], ""))).unwrap_or_default();
        // The place of a line that holds a short text is the line, and of a block its words.
        let key = |key: &str| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        let words = words
            .split_once(": ")
            .filter(|(before, _)| key(before))
            .map_or(words.as_str(), |(_, value)| value)
            .to_owned();
        *all.entry((rule.code.to_owned(), message, words)).or_default() += 1;
    }
    all
}

#[test]
fn findings_are_at_the_same_words_however_the_texts_are_written() {
    let session = session::session("tests/letters");
    let (mut letters, mut all) = (0, 0);
    for folder in fs::read_dir(session::root().join("tests/rules")).expect("the corpus") {
        let path = folder.expect("an entry").path().join("bad.yaml");
        // This rule is about the ways of writing.
        if path.ends_with("lines-joined/bad.yaml") {
            continue;
        }
        let letter = session::source(&path);
        let before = found(&session, &letter);
        for style in STYLES {
            let (other, count) = rewritten(&letter, style);
            let same = yaml::parse(&other, &mut Diagnostics::new());
            assert!(same.is_ok(), "{} {style}:\n{}", path.display(), other.text());
            let after = found(&session, &other);
            assert_eq!(before, after, "{} {style}:\n{}", path.display(), other.text());
            letters += 1;
            all += count;
        }
    }
    assert!(letters > 400 && all > 300, "{letters} letters, {all} texts");
}
