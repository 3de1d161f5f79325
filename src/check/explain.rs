//! Rules for readers: the page of one rule, the list of all, and docs/reference/rules.md.

use super::table::{Family, members};
use crate::base::{Example, Rule};
use std::fmt::Write;

/// Columns of a page.
const WIDTH: usize = 96;

/// What `letters explain CODE` prints.
pub fn page(rule: &Rule) -> String {
    let mut page = format!("{}  ({})\n\n", rule.code, rule.severity.as_str());
    paragraph(&mut page, "", &format!("{}.", capital(rule.summary)));
    paragraph(&mut page, "", rule.why);
    if let Some(source) = rule.source {
        paragraph(&mut page, "Source: ", source);
    }
    if let Some(Example { bad, good }) = &rule.example {
        // Writing to a string cannot fail.
        let _ =
            write!(page, "Example of the mistake:\n\n{}\nCorrected:\n\n{}\n", indented(bad), indented(good));
    }
    paragraph(&mut page, "How to fix it: ", rule.fix);
    paragraph(&mut page, "", &silencing(rule));
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

/// What `letters explain` prints: every code with its line, family by family.
pub fn list<'f>(families: impl Iterator<Item = &'f Family> + Clone) -> String {
    let width = families.clone().flat_map(members).map(|rule| rule.code.len()).max().unwrap_or(0);
    let mut list = String::new();
    for family in families {
        let _ = write!(list, "{}\n\n", family.0);
        for rule in members(family) {
            let severity = rule.severity.as_str();
            let _ = writeln!(list, "  {:width$}  {severity:11}  {}", rule.code, rule.summary);
        }
        list.push('\n');
    }
    list.push_str("To see one rule in full, run `letters explain CODE`.\n");
    list
}

/// The page `docs/reference/rules.md`.
pub fn markdown<'f>(families: impl Iterator<Item = &'f Family>) -> String {
    let mut page = String::from(
        "# The rules of the checker\n\n\
         <!-- Made by `letters generate-docs docs`; change the `rules!` of src instead. -->\n\n\
         `letters check` and `letters build` look for these mistakes in every letter. An **error** keeps the \
         letter from being\nbuilt; a **warning** is probably a mistake; a **note** is worth checking. \
         With `--deny warnings` warnings count\nas errors. The last families are errors that files and commands can have as well; \
         an error that nobody has written into\na letter or a house style has no example.\n\n\
         If a finding does not apply to a letter, allow it in that letter, with the reason:\n\n\
         ```yaml\nallow:\n  deadline-off-rule: year-end closure\n```\n\n",
    );
    for family in families {
        let _ = write!(page, "## {}\n\n| code | severity | what is found |\n|---|---|---|\n", family.0);
        for rule in members(family) {
            let summary = rule.summary.replace('|', "\\|");
            let _ = writeln!(page, "| [`{0}`](#{0}) | {1} | {summary} |", rule.code, rule.severity.as_str());
        }
        page.push('\n');
        for rule in members(family) {
            let _ = write!(page, "### `{}`\n\n{}. {}\n\n", rule.code, capital(rule.summary), rule.why);
            if let Some(source) = rule.source {
                let _ = write!(page, "Source: {source}.\n\n");
            }
            if let Some(Example { bad, good }) = &rule.example {
                let kind = if bad.contains(".md\n") { "html" } else { "yaml" };
                let _ = write!(page, "```{kind}\n{bad}\n```\n\nbecomes\n\n```{kind}\n{good}\n```\n\n");
            }
            let _ = write!(page, "{}\n\n", rule.fix);
        }
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

fn silencing(rule: &Rule) -> String {
    if rule.can_be_silenced() {
        format!("If it does not apply to a letter, add to the letter: allow: {{{}: the reason}}", rule.code)
    } else {
        "This finding cannot be allowed.".to_owned()
    }
}

/// With a capital first letter.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}

/// Adds a paragraph, wrapped at spaces, and an empty line.
fn paragraph(out: &mut String, head: &str, text: &str) {
    let mut column = 0;
    for word in head.split_whitespace().chain(text.split_whitespace()) {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > WIDTH {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out.push_str("\n\n");
}
