//! Quotation marks: curly ones, unclosed ones, those within others, and backslashes between them.

use super::Slip;
use super::lines::Page;
use std::ops::Range;

const CURLY: &str = "“”„‟«»″＂";
const CURLY_SINGLE: &str = "‘’‚‛";
const STRAIGHT: &str = "type straight quotation marks (\" or ')";

/// Looks at a line.
pub(super) fn look(page: &Page<'_>, at: usize, found: &mut Vec<Slip>) {
    let Some((_, first)) = page.begun(at) else { return };
    match first {
        c if CURLY.contains(c) || CURLY_SINGLE.contains(c) => curly(page, at, found),
        '"' => {
            half_curly(page, at, found);
            backslash(page, at, found);
            closing(page, at, found);
        }
        '\'' => {
            half_curly(page, at, found);
            closing(page, at, found);
        }
        _ => {}
    }
}

/// Adds the line with its value, from a byte on, in quotation marks; or with a text that goes on below put there.
pub(super) fn quoted(
    page: &Page<'_>,
    at: usize,
    start: usize,
    what: &str,
    place: Range<usize>,
    found: &mut Vec<Slip>,
) {
    let line = &page.lines[at];
    let value = page.at(start..line.range.end).trim_end();
    let head = page.at(line.range.start..start);
    let mut add = |advice: &'static str, mended: String| {
        found.push(Slip {
            what: what.to_owned(),
            advice,
            at: place.clone(),
            range: line.range.clone(),
            mended,
            is_certain: true,
        });
    };
    if page.goes_on(at) {
        let indent = " ".repeat(page.depth(at + 1));
        add("write >- and put the whole text on the lines below", format!("{head}>-\n{indent}{value}"));
    } else {
        add("put the whole text in quotation marks", format!("{head}{}", in_quotes(value)));
    }
}

/// A text in the quotation marks that need nothing changed in it, if there are some.
fn in_quotes(text: &str) -> String {
    match (text.contains(['"', '\\']), text.contains('\'')) {
        (false, _) => format!("\"{text}\""),
        (true, false) => format!("'{text}'"),
        (true, true) => format!("'{}'", text.replace('\'', "''")),
    }
}

/// `“2021-01-21”`.
fn curly(page: &Page<'_>, at: usize, found: &mut Vec<Slip>) {
    let line = &page.lines[at];
    let value = page.value(at);
    let is_quote = |c: char| CURLY.contains(c) || CURLY_SINGLE.contains(c) || matches!(c, '"' | '\'');
    let Some(first) = value.chars().next() else { return };
    let inner = value[first.len_utf8()..].trim_end_matches(is_quote);
    found.push(Slip {
        what: format!("there is a curly quotation mark ({first}) here, which does not enclose a value"),
        advice: STRAIGHT,
        at: line.value..line.value + first.len_utf8(),
        range: line.range.clone(),
        mended: format!("{}{}", page.at(line.range.start..line.value), in_quotes(inner)),
        is_certain: value.ends_with(is_quote),
    });
}

/// `"Meeting”`.
fn half_curly(page: &Page<'_>, at: usize, found: &mut Vec<Slip>) {
    let line = &page.lines[at];
    let value = page.value(at);
    let last = value.chars().next_back().filter(|c| CURLY.contains(*c) || CURLY_SINGLE.contains(*c));
    let Some(last) = last else { return };
    let end = line.value + value.len();
    let inner = &value[1..value.len() - last.len_utf8()];
    found.push(Slip {
        what: format!("there is a curly quotation mark ({last}) here, which does not close the straight one"),
        advice: STRAIGHT,
        at: end - last.len_utf8()..end,
        range: line.range.clone(),
        mended: format!("{}{}", page.at(line.range.start..line.value), in_quotes(inner)),
        is_certain: true,
    });
}

/// `"C:\Users"`.
fn backslash(page: &Page<'_>, at: usize, found: &mut Vec<Slip>) {
    let line = &page.lines[at];
    let value = page.value(at);
    let Some(place) = no_code(value) else { return };
    let inner = value[1..].strip_suffix('"').unwrap_or(&value[1..]);
    let place = line.value + place;
    found.push(Slip {
        what: "a backslash between double quotation marks begins a code".to_owned(),
        advice: "put the text in single quotation marks: there a backslash is a backslash",
        at: place..place + 1,
        range: line.range.clone(),
        mended: format!("{}{}", page.at(line.range.start..line.value), in_quotes(inner)),
        is_certain: value.ends_with('"') && !inner.contains("\\\""),
    });
}

/// The first backslash of a text in double quotation marks that begins no code of YAML, or one that takes the last mark.
fn no_code(value: &str) -> Option<usize> {
    let (mut at, last) = (1, value.len() - 1);
    while let Some(place) = value[at..].find('\\').map(|found| at + found) {
        let code = value[place + 1..].chars().next()?;
        let digits = |count: usize| {
            value[place + 2..].bytes().take(count).filter(u8::is_ascii_hexdigit).count() == count
        };
        let is_code = match code {
            'x' => digits(2),
            'u' => digits(4),
            'U' => digits(8),
            '"' => place + 1 < last,
            code => "0abtnvfre \\/N_LP".contains(code),
        };
        if !is_code {
            return Some(place);
        }
        at = place + 1 + code.len_utf8();
    }
    None
}

/// What is not closed, or closed too early.
fn closing(page: &Page<'_>, at: usize, found: &mut Vec<Slip>) {
    let line = &page.lines[at];
    let value = page.value(at);
    let head = page.at(line.range.start..line.value);
    let quote = &value[..1];
    let mut add = |what: &str, advice, place: Range<usize>, mended: String, is_certain| {
        found.push(Slip {
            what: what.to_owned(),
            advice,
            at: line.value + place.start..line.value + place.end,
            range: line.range.clone(),
            mended: format!("{head}{mended}"),
            is_certain,
        });
    };
    match value[1..].find(quote).map(|close| close + 1) {
        None => add(
            "this quotation mark is not closed",
            "add the second one, of the same kind, where the text ends",
            0..1,
            format!("{value}{quote}"),
            false,
        ),
        Some(close) => {
            let behind = &value[close + 1..];
            let inner = value[1..].strip_suffix(quote);
            let is_apostrophe = quote == "'" && behind.starts_with(char::is_alphabetic);
            if let Some(comment) = behind.strip_prefix('#') {
                add(
                    "the space before the comment is missing",
                    "type a space before #, or put the comment on a line of its own, above",
                    close + 1..close + 2,
                    format!("{} #{comment}", &value[..=close]),
                    true,
                );
            }
            match inner.filter(|_| !behind.is_empty()) {
                Some(inner) if is_apostrophe => add(
                    "this apostrophe closes the single quotation mark",
                    "put the text in double quotation marks",
                    close..close + 1,
                    in_quotes(inner),
                    true,
                ),
                Some(inner) => add(
                    "this quotation mark within the text closes the first one",
                    "put the text in quotation marks of the other kind",
                    close..close + 1,
                    in_quotes(inner),
                    true,
                ),
                None if !behind.is_empty() => {
                    let words = close + 1 + behind.len() - behind.trim_start().len();
                    add(
                        "there are words after the closing quotation mark",
                        "put the whole value in quotation marks of the other kind",
                        words..value.len(),
                        in_quotes(value),
                        true,
                    );
                }
                None => {}
            }
        }
    }
}
