//! What is no prose, though it stands in it: addresses, names of files, code. And what others wrote: quotations.

use super::tokens::{Kind, Tokens};
use crate::compose::markdown::ProseBlock;
use std::ops::Range;

/// The pieces of a block that no rule on words reads: addresses, names of files and code, in order, none within another.
pub(super) fn names(block: &ProseBlock) -> Vec<Range<usize>> {
    let text = block.text.as_str();
    let mut found = block.code.clone();
    let is_address = |words: &str, address: &str| address.strip_prefix("mailto:").unwrap_or(address) == words;
    let links = block.links.iter().filter(|link| is_address(&text[link.range.clone()], &link.address));
    found.extend(links.map(|link| link.range.clone()).filter(|range| !range.is_empty()));
    typed(text, &mut found);
    found.sort_by_key(|range| range.start);
    found.dedup_by(|next, last| {
        let is_in = next.start < last.end;
        if is_in {
            last.end = last.end.max(next.end);
        }
        is_in
    });
    found
}

/// Addresses and names of files as they are typed among words.
fn typed(text: &str, found: &mut Vec<Range<usize>>) {
    if text.contains(['@', '.', '/', '\\']) {
        for (start, chunk) in chunks(text, char::is_whitespace).filter(|(_, chunk)| may_have_name(chunk)) {
            in_chunk(start, chunk, found);
        }
    }
}

/// Whether what stands between two spaces has a sign of addresses and names of files in it: most words have none, or a full
/// stop behind them.
fn may_have_name(chunk: &str) -> bool {
    let words = chunk.trim_ascii_end().as_bytes();
    words.iter().enumerate().any(|(at, byte)| match byte {
        b'@' | b'/' | b'\\' | b'=' => true,
        b'.' => {
            words.get(at + 1).is_some_and(|next| next.is_ascii_alphabetic())
                || at > 0 && words[at - 1] == b'w'
        }
        _ => false,
    })
}

/// The stretches between signs, with their first bytes.
fn chunks(text: &str, is_between: impl Fn(char) -> bool) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive(move |c: char| is_between(c)).map(move |chunk| {
        let start = at;
        at += chunk.len();
        (start, chunk)
    })
}

/// What no address has as it is.
const ENDS: [char; 12] = ['<', '>', '"', '“', '”', '«', '»', '[', ']', '{', '}', '`'];
/// What stands between two names, or around one.
const BETWEEN: [char; 5] = ['(', ')', ',', ';', '|'];
/// What a sentence has around a name.
const AROUND: [char; 11] = ['.', ',', ';', ':', '!', '?', '\'', '’', '‘', '*', ')'];

/// The names in what stands between two spaces.
fn in_chunk(start: usize, chunk: &str, found: &mut Vec<Range<usize>>) {
    for (at, part) in chunks(chunk, |c| c.is_whitespace() || ENDS.contains(&c) || is_wide(c)) {
        let part = part.trim_end_matches(|c: char| c.is_whitespace() || ENDS.contains(&c) || is_wide(c));
        let at = start + at;
        let head = match web(part) {
            Some(web) => {
                found.push(at + web..at + part.trim_end_matches(AROUND).len().max(web));
                &part[..web]
            }
            None => part,
        };
        for (within, piece) in chunks(head, |c| BETWEEN.contains(&c)) {
            let piece = piece.trim_end_matches(BETWEEN).trim_end_matches(AROUND);
            let name = piece.trim_start_matches(AROUND);
            let first = at + within + piece.len() - name.len();
            if is_name(name) {
                found.push(first..first + name.len());
            }
        }
    }
}

/// Signs of scripts without spaces between words: no address goes on behind them.
fn is_wide(c: char) -> bool {
    c >= '\u{2e80}'
}

/// Where a web address begins.
fn web(part: &str) -> Option<usize> {
    if let Some(colon) = part.find("://") {
        let before = part[..colon].trim_end_matches(|c: char| c.is_ascii_alphanumeric() || "+.-".contains(c));
        return Some(before.len()).filter(|begin| *begin < colon);
    }
    part.match_indices("www.").map(|(at, _)| at).find(|at| !part[..*at].ends_with(char::is_alphanumeric))
}

/// Whether words without a space are an e-mail address, an address without its beginning, a part of one (`x=y`), or the name
/// of a file.
fn is_name(piece: &str) -> bool {
    let is_mail = piece.split_once('@').is_some_and(|(_, host)| host.starts_with(char::is_alphanumeric));
    let is_setting = piece.split_once('=').is_some_and(|(key, value)| {
        key.ends_with(char::is_alphanumeric) && value.starts_with(char::is_alphanumeric)
    });
    let drive = piece.split_once(":\\").is_some_and(|(drive, _)| drive.len() == 1);
    let is_path = drive || piece.starts_with("\\\\") || piece.starts_with('/') && piece.len() > 1;
    let host = piece.split(['/', '?', '#', ':']).next().unwrap_or(piece);
    let file = piece.split(['?', '#']).next().unwrap_or(piece).rsplit(['/', '\\']).next().unwrap_or(piece);
    is_mail || is_setting || is_path || ends_as_file(host) && host != piece || ends_as_file(file)
}

/// `name.docx`, `itu.int`: a point between words, and an ending of a few letters, all small or all capitals.
fn ends_as_file(name: &str) -> bool {
    let Some((stem, ending)) = name.rsplit_once('.') else { return false };
    let all = |is: fn(&u8) -> bool| ending.bytes().all(|b| is(&b) || b.is_ascii_digit());
    stem.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ')' | '-'))
        && (2..=5).contains(&ending.len())
        && ending.starts_with(|c: char| c.is_ascii_alphabetic())
        && (all(u8::is_ascii_lowercase) || all(u8::is_ascii_uppercase))
}

/// Bytes of a quotation at most: a quotation mark farther away belongs to another one.
const LONGEST: usize = 400;

/// What stands in quotation marks, with them, in order: words of others, such as titles.
pub(super) fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    if !text.contains(['"', '“', '«', '‘', '\'', '„']) {
        return found;
    }
    let mut done = 0;
    for (start, open) in text.char_indices() {
        let closing: &[char] = match open {
            '"' => &['"'],
            '“' => &['”'],
            '„' => &['“', '”'],
            '«' => &['»'],
            '‘' | '\'' => &['’', '\''],
            _ => continue,
        };
        let before = text[..start].chars().next_back();
        if start < done || before.is_some_and(|c| !c.is_whitespace() && !"([–—-/*".contains(c)) {
            continue;
        }
        let inside = start + open.len_utf8();
        let near = &text[inside..text.floor_char_boundary(inside + LONGEST)];
        let is_end = |at: usize, mark: char| {
            let behind = near[at + mark.len_utf8()..].chars().next();
            at > 0 && (matches!(mark, '"' | '”' | '“' | '»') || !behind.is_some_and(char::is_alphanumeric))
        };
        let end = near.match_indices(closing).find(|(at, mark)| mark.chars().all(|mark| is_end(*at, mark)));
        if let Some((at, mark)) = end {
            done = inside + at + mark.len();
            found.push(start..done);
        }
    }
    found
}

/// Whether a range is in one of some others, which are in order.
pub(super) fn is_within(others: &[Range<usize>], range: &Range<usize>) -> bool {
    let before = others.partition_point(|other| other.start <= range.start);
    before.checked_sub(1).is_some_and(|at| range.end <= others[at].end)
}

/// A text with blanks of no language for its names, byte for byte: what a rule that looks for words in it reads.
pub(super) fn without(text: &str, names: &[Range<usize>]) -> String {
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    for name in names {
        out.push_str(&text[done..name.start]);
        // No word, no sign and no space, so nothing is found over it.
        out.extend(std::iter::repeat_n(BLANK, name.len()));
        done = name.end;
    }
    out + &text[done..]
}

const BLANK: char = '\u{1a}';

/// The words and numbers of a name that is none of prose: what is left over in it, such as `XX`, can be a mistake all the
/// same.
pub(super) fn pieces(tokens: &Tokens<'_>) -> impl Iterator<Item = Range<usize>> {
    let names = tokens.iter().filter(|(_, token)| token.kind == Kind::Name);
    names.flat_map(|(index, name)| {
        let pieces = Tokens::new(tokens.text(index));
        let words: Vec<_> = pieces.iter().filter(|(_, piece)| piece.kind == Kind::Word).collect();
        words.into_iter().map(move |(_, word)| name.start + word.start..name.start + word.end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        typed(text, &mut found);
        found.into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn addresses_and_files_are_told_from_words() {
        for (text, expected) in [
            ("write to chairman@itu.int, or call", &["chairman@itu.int"][..]),
            (
                "(see https://www.itu.int/en/chairman.aspx?x=chairman's).",
                &["https://www.itu.int/en/chairman.aspx?x=chairman's"],
            ),
            ("everyday:https://x.org/a,b.", &["https://x.org/a,b"]),
            (
                "at www.example.org/everyday; itu.int/go/everyday",
                &["www.example.org/everyday", "itu.int/go/everyday"],
            ),
            ("open decisions-making.docx or `MINUTES.PDF`!", &["decisions-making.docx", "MINUTES.PDF"]),
            (
                "in C:\\everyday\\x and \\\\server\\everyday, in /en/chairman",
                &["C:\\everyday\\x", "\\\\server\\everyday", "/en/chairman"],
            ),
            ("a@x.org;b@y.org", &["a@x.org", "b@y.org"]),
            ("with ?x=chairman's.", &["x=chairman's"]),
            ("ask @everyday", &["@everyday"]),
            ("见https://www.itu.int。每", &["https://www.itu.int"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
        for text in [
            "The meeting ends.The chairman",
            "e.g. and/or 10/17 a.m./p.m.",
            "Rec. ITU-T X.509, A.5",
            "wait...then",
            "10:00-16:00, 9.30 hours",
            "the file .docx",
            "Mr. Lee, U.S.A., Ph.D",
            "1.2 and 19.04.2021",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn quotations_are_told_from_apostrophes() {
        let found = |text: &str| -> Vec<String> {
            quotations(text).into_iter().map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(found("the \"Report of the Chairman\" (2004)"), ["\"Report of the Chairman\""]);
        assert_eq!(found("“a b” and «c» and ‘d’s e’"), ["“a b”", "«c»", "‘d’s e’"]);
        assert_eq!(found("('it’s so', he said)"), ["'it’s so'"]);
        for text in ["the chairman's and the participant’s", "a 5\" disk, 7\" wide", "\"never closed"] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_text_without_its_names_keeps_its_places() {
        let text = "See a.docx, été";
        let text_without = without(text, std::slice::from_ref(&(4..10)));
        assert_eq!(text_without.len(), text.len());
        assert!(text_without.starts_with("See \u{1a}") && text_without.ends_with("\u{1a}, été"));
    }
}
