//! YAML: letters, phrases, presets, the theme. Line by line, by what a line is: a key, a value, an item, words.

use super::dictionary::{Dictionary, ODD, branch, indentation};
use super::markdown::{phrase, words};
use crate::dice::Dice;

/// Spoils a file in some places. Five times in six only in ways that leave it readable.
pub fn yaml(text: &str, dictionary: &Dictionary, dice: &mut Dice) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let rough = dice.one_in(6);
    for _ in 0..dice.times(3) {
        if lines.is_empty() {
            break;
        }
        match rough {
            true => spoil(&mut lines, dictionary, dice),
            false => change(&mut lines, dictionary, dice),
        }
    }
    let mut text = lines.join(if dice.one_in(20) { "\r\n" } else { "\n" });
    if rough && dice.one_in(8) {
        text.truncate(dice.place(&text));
    }
    text
}

/// Changes a line so that the file is still one of its kind.
fn change(lines: &mut Vec<String>, dictionary: &Dictionary, dice: &mut Dice) {
    let at = dice.below(lines.len());
    if lines[at].trim_start().starts_with('#') {
        return;
    }
    match dice.below(11) {
        0..=6 => {
            // Words somewhere behind this line.
            let Some(found) = (at..lines.len()).find(|at| is_words(&lines[*at])) else { return };
            lines[found] = match in_block(lines, found) {
                true => in_text(&lines[found], dictionary, dice),
                false => in_value(&lines[found], dice),
            };
        }
        7 => {
            let Some((before, key, _)) = parts(&lines[at]) else { return };
            let value = dictionary.value(&key, dice);
            lines[at] = format!("{before}{value}");
        }
        8 => again(lines, at, dice),
        9 => drop(lines.drain(at..at + branch(&borrowed(&lines[at..])))),
        _ => {
            let Some((before, _, value)) = parts(&lines[at]).filter(|(.., value)| !value.is_empty()) else {
                return;
            };
            let quoted = value.replace('\\', "\\\\").replace('"', "\\\"");
            let space = " ".repeat(indentation(&lines[at]) + 4);
            let is_plain = !value.starts_with(['"', '\'', '|', '>', '[', '{', '&', '*']);
            lines[at] = match dice.below(3) {
                _ if !is_plain => return,
                0 => format!("{before}\"{quoted}\""),
                1 => format!("{before}>-\n{space}{value}"),
                _ => format!("{before}|\n{space}{value}"),
            };
        }
    }
}

/// Spoils a line in any way.
fn spoil(lines: &mut Vec<String>, dictionary: &Dictionary, dice: &mut Dice) {
    let (at, other) = (dice.below(lines.len()), dice.below(lines.len()));
    match dice.below(11) {
        0 => lines.swap(at, other),
        1 => lines[at].insert_str(0, "  "),
        2 => lines[at] = lines[at].trim_start_matches("  ").to_owned(),
        3 => lines[at].push_str(dice.word(ODD)),
        4 => {
            let Some((before, ..)) = parts(&lines[at]) else { return };
            lines[at] = format!("{before}{}", dice.word(ODD));
        }
        5 => {
            let Some((before, _, value)) = parts(&lines[at]) else { return };
            let bare = before.trim_start_matches([' ', '-']);
            let lead = &before[..before.len() - bare.len()];
            lines[at] = format!("{lead}{}: {value}", dictionary.key(dice));
        }
        6 => lines.insert(at, dictionary.branch(indentation(&lines[at]), dice).to_owned()),
        7 => {
            let place = dice.place(&lines[at]);
            lines[at].insert_str(place, dice.word(ODD));
        }
        8 => {
            let place = dice.place(&lines[at]);
            lines[at].truncate(place);
        }
        9 => lines[at] = many(&lines[at], dice),
        _ => {
            let mut words: Vec<&str> = lines[at].split(' ').collect();
            let word = dice.below(words.len());
            words[word] = dice.word(ODD);
            lines[at] = words.join(" ");
        }
    }
}

/// A line of words: a long value, or a line of a text.
fn is_words(line: &str) -> bool {
    let line = line.trim_start();
    !line.starts_with('#') && line.split(' ').count() > 5
}

/// Whether a line belongs to a text after `|` or `>`, where all characters mean themselves.
fn in_block(lines: &[String], at: usize) -> bool {
    let own = indentation(&lines[at]);
    let above = lines[..at].iter().rev().find(|line| !line.trim().is_empty() && indentation(line) < own);
    above.is_some_and(|line| [": |", ": >", ": |-", ": >-"].iter().any(|end| line.ends_with(end)))
}

fn in_text(line: &str, dictionary: &Dictionary, dice: &mut Dice) -> String {
    let (lead, rest) = line.split_at(indentation(line));
    format!("{lead}{}", words(rest, dictionary, dice).replace('\n', &format!("\n{lead}")))
}

/// More words in a value on a line, in quotation marks or without; only such as YAML leaves alone.
fn in_value(line: &str, dice: &mut Dice) -> String {
    let start = line.find(": ").map_or(indentation(line), |colon| colon + 2);
    let spaces: Vec<usize> = line.match_indices(' ').map(|(at, _)| at).filter(|at| *at > start).collect();
    let Some(&at) = dice.pick(&spaces) else { return line.to_owned() };
    let words = phrase(dice).replace(['"', '\'', '\\', '#', ':', '&', '|'], "");
    format!("{} {words}{}", &line[..at], &line[at..])
}

/// A branch once more, or many times.
fn again(lines: &mut Vec<String>, at: usize, dice: &mut Dice) {
    let Some(at) = (at..lines.len()).find(|at| lines[*at].trim_start().starts_with("- ")) else { return };
    let item: Vec<String> = lines[at..at + branch(&borrowed(&lines[at..]))].to_vec();
    let times = if dice.one_in(20) { 40 } else { 1 };
    for _ in 0..times {
        lines.splice(at..at, item.iter().cloned());
    }
}

/// A piece of a line very often: long and deep.
fn many(line: &str, dice: &mut Dice) -> String {
    let piece = dice.word(&[
        "- ",
        "> ",
        "[",
        "{a: ",
        "(",
        "*",
        "_",
        "<columns>",
        "x",
        "word ",
        "&a ",
        "é",
        "| ",
        "`",
        "{{",
    ]);
    let times = [3, 30, 300, 3000][dice.below(4)];
    let place = dice.place(line);
    format!("{}{}{}", &line[..place], piece.repeat(times), &line[place..])
}

/// What comes before a value with its key, the key, the value.
fn parts(line: &str) -> Option<(String, String, String)> {
    let colon = line.find(": ").or_else(|| line.ends_with(':').then(|| line.len() - 1))?;
    let key = line[..colon].trim_start_matches([' ', '-']).to_owned();
    let value = line.get(colon + 2..).unwrap_or_default().to_owned();
    Some((format!("{}: ", &line[..colon]), key, value))
}

fn borrowed(lines: &[String]) -> Vec<&str> {
    lines.iter().map(String::as_str).collect()
}
