//! What people put for the colon behind a key: a colon without its space, a full-width one, another sign, nothing.

use super::Slip;
use super::lines::{Page, is_key};

const FORM: &str = "write the key, a colon, a space and the value";

/// A sign for a colon, and what is said of it.
const SIGNS: [(&str, &str); 7] = [
    ("：", "the sign after this key is a full-width colon"),
    ("﹕", "the sign after this key is a small colon of another alphabet"),
    ("∶", "the sign after this key is a ratio sign, not a colon"),
    (":", "there is no space after this colon"),
    ("=", "expected a colon after the key, but found ="),
    (";", "expected a colon after the key, but found a semicolon"),
    ("::", "there are two colons after this key"),
];

/// Looks at a line.
pub(super) fn look(page: &Page<'_>, at: usize, found: &mut Vec<Slip>) {
    if page.is_empty(at) || page.lines[at].in_text {
        return;
    }
    if let Some((place, length, what)) = sign(page, at) {
        let is_same =
            |line: usize| !page.is_empty(line) && sign(page, line).is_some_and(|(.., other)| other == what);
        let last = (at + 1..page.lines.len()).take_while(|line| is_same(*line)).last().unwrap_or(at);
        for last in if last > at { vec![last, at] } else { vec![at] } {
            let lines = (at..=last).filter_map(|line| with_colon(page, line));
            found.push(Slip {
                what: what.to_owned(),
                advice: FORM,
                at: place..place + length,
                range: page.lines[at].range.start..page.lines[last].range.end,
                mended: lines.collect::<Vec<_>>().join("\n"),
                is_certain: true,
            });
        }
    }
    missing(page, at, found);
    two_keys(page, at, found);
    sentence(page, at, found);
}

/// The sign that stands for the colon of a line: where, how long, and what is said of it.
fn sign(page: &Page<'_>, at: usize) -> Option<(usize, usize, &'static str)> {
    let line = &page.lines[at];
    let entry = page.at(line.entry..line.range.end);
    let key = entry.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))?;
    let rest = entry[key..].trim_start();
    let place = line.range.end - rest.len();
    let is_colon = rest.starts_with(": ") || rest.trim_end() == ":" || rest.starts_with("://");
    if !is_key(&entry[..key]) || is_colon {
        return None;
    }
    let (sign, what) = SIGNS.iter().rev().find(|(sign, _)| rest.starts_with(sign))?;
    Some((place, sign.len(), what))
}

/// The line with a colon and a space for its sign.
fn with_colon(page: &Page<'_>, at: usize) -> Option<String> {
    let (place, length, _) = sign(page, at)?;
    let line = &page.lines[at];
    let (key, value) = (page.at(line.range.start..place), page.at(place + length..line.range.end));
    Some(format!("{}: {}", key.trim_end(), value.trim_start()).trim_end().to_owned())
}

/// A key without a colon: `number 10`, or `meeting` above the keys of its group.
fn missing(page: &Page<'_>, at: usize, found: &mut Vec<Slip>) {
    let line = &page.lines[at];
    let entry = page.at(line.entry..line.range.end).trim_end();
    if line.value > line.entry {
        return;
    }
    let end = entry.find(' ').unwrap_or(entry.len());
    if !is_key(&entry[..end]) {
        return;
    }
    let (head, place) = (page.at(line.range.start..line.entry + end), line.entry + end);
    let value = entry[end..].trim_start();
    let mended = if value.is_empty() { format!("{head}:") } else { format!("{head}: {value}") };
    found.push(Slip {
        what: format!("the colon after `{}` is missing", &entry[..end]),
        advice: FORM,
        at: place..place,
        range: line.range.clone(),
        mended,
        is_certain: true,
    });
}

/// Two keys on one line.
fn two_keys(page: &Page<'_>, at: usize, found: &mut Vec<Slip>) {
    let line = &page.lines[at];
    let value = page.value(at);
    if line.value == line.entry || value.starts_with(['{', '[', '"', '\'']) {
        return;
    }
    for (colon, _) in value.match_indices(": ") {
        let start = value[..colon].rfind(' ').map_or(0, |space| space + 1);
        if start == 0 || !is_key(&value[start..colon]) {
            continue;
        }
        let indent = " ".repeat(page.depth(at) + line.entry - line.indent.end);
        let head = page.at(line.range.start..line.value + start).trim_end();
        found.push(Slip {
            what: "there are two keys on one line".to_owned(),
            advice: "write each key on a line of its own",
            at: line.value + start..line.value + colon,
            range: line.range.clone(),
            mended: format!("{head}\n{indent}{}", &value[start..]),
            is_certain: true,
        });
    }
}

/// A sentence with a colon, which reads as a key: `subject: Meeting: virtual`, `- Please note: …`.
fn sentence(page: &Page<'_>, at: usize, found: &mut Vec<Slip>) {
    let line = &page.lines[at];
    for start in [line.value, line.entry] {
        let value = page.at(start..line.range.end).trim_end();
        let Some(colon) = value.find(": ").or_else(|| value.ends_with(':').then(|| value.len() - 1)) else {
            continue;
        };
        if value.starts_with(['"', '\'', '{', '[', '|', '>', '#']) || !value[..colon].contains(' ') {
            continue;
        }
        let place = start + colon;
        let what = "this colon makes a key of the words before it";
        super::quotes::quoted(page, at, start, what, place..place + 1, found);
    }
}
