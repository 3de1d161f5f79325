//! Slips in the braces and signs of tags: what closes them, quotation marks, words such as `endif`.

use super::slips::{Slip, Tag, replaced, tags_of};
use crate::base::unusable::is_invisible;
use crate::compose::facts::declared;
use std::ops::Range;

/// All that may be wrong.
pub(super) fn slips(text: &str) -> Vec<Slip> {
    let tags = tags_of(text);
    let mut found = Vec::new();
    let in_all = [curly, blank];
    found.extend(in_all.iter().filter_map(|look| look(text, &tags)));
    for tag in &tags {
        closing(text, tag, &mut found);
        kind(text, tag, &mut found);
        if tag.is_statement {
            words(text, tag, &mut found);
        }
    }
    found.extend(without_end(text, &tags));
    found
}

/// A text with other characters between the braces of all tags; the first that changed.
fn in_tags(
    text: &str,
    tags: &[Tag],
    other: impl Fn(char) -> Option<String>,
) -> Option<(Range<usize>, String)> {
    let (mut mended, mut first) = (String::new(), None);
    for (at, c) in text.char_indices() {
        let is_inside = tags.iter().any(|tag| tag.inside.contains(&at));
        match other(c).filter(|_| is_inside) {
            Some(new) => {
                first = first.or(Some(at..at + c.len_utf8()));
                mended += &new;
            }
            None => mended.push(c),
        }
    }
    Some((first?, mended))
}

fn curly(text: &str, tags: &[Tag]) -> Option<Slip> {
    let (at, mended) = in_tags(text, tags, |c| match c {
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => Some("\"".to_owned()),
        '‘' | '’' | '‚' => Some("'".to_owned()),
        _ => None,
    })?;
    Some(Slip {
        what: format!("there is a curly quotation mark ({}) in the braces", &text[at.clone()]),
        advice: "type straight quotation marks in braces (\" or ')".to_owned(),
        at,
        mended,
        is_certain: true,
    })
}

fn blank(text: &str, tags: &[Tag]) -> Option<Slip> {
    let (at, mended) = in_tags(text, tags, |c| match c {
        c if is_invisible(c) => Some(String::new()),
        c if c.is_whitespace() && !c.is_ascii() => Some(" ".to_owned()),
        _ => None,
    })?;
    let sign = text[at.clone()].chars().next()?;
    let code = u32::from(sign);
    let what = match sign {
        '\u{a0}' | '\u{202f}' => format!("there is a no-break space (U+{code:04X}) in the braces"),
        c if is_invisible(c) => format!("there is a character in the braces that nobody sees (U+{code:04X})"),
        _ => format!("there is an unusual space (U+{code:04X}) in the braces"),
    };
    Some(Slip {
        what,
        advice: "delete it, and type an ordinary space if one is needed".to_owned(),
        at,
        mended,
        is_certain: true,
    })
}

/// Braces that close a tag wrongly or not at all.
fn closing(text: &str, tag: &Tag, found: &mut Vec<Slip>) {
    let right = if tag.is_statement { "%}" } else { "}}" };
    let close = tag.inside.end..tag.range.end;
    let written = &text[close.clone()];
    let open = &text[tag.range.start..tag.inside.start];
    if !written.is_empty() && written != right {
        found.push(Slip {
            what: format!("{open} is closed by {written}"),
            advice: format!("write {right}: each {open} needs a {right}"),
            at: close.clone(),
            mended: replaced(text, &close, right),
            is_certain: true,
        });
    }
    if written.is_empty() {
        // Behind the name and its filter, or behind the name alone, or at the end.
        let inside = &text[tag.inside.clone()];
        let lead = inside.len() - inside.trim_start().len();
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
        let name = inside[lead..].find(|c| !is_name(c)).map_or(inside.len(), |end| lead + end);
        let name_end = lead + inside[lead..name].trim_end_matches('.').len();
        let ends = [inside.trim_end().len(), name_end];
        for end in ends {
            let place = tag.inside.start + end..tag.inside.start + end;
            let mended = replaced(text, &place, &format!(" {right}"));
            found.push(Slip {
                what: format!("{open} is not closed"),
                advice: format!("write {right} after the name: each {open} needs a {right}"),
                at: tag.range.start..tag.inside.start,
                mended,
                is_certain: true,
            });
        }
    }
}

/// A fact written as a tag, and a tag written as a fact.
fn kind(text: &str, tag: &Tag, found: &mut Vec<Slip>) {
    let inside = text[tag.inside.clone()].trim();
    let first = inside.split([' ', '|']).next().unwrap_or_default();
    let is_word = matches!(first, "if" | "for" | "set" | "else" | "elif" | "endif" | "endfor" | "include");
    if tag.is_statement && declared(first).is_some() {
        found.push(Slip {
            what: format!("`{first}` is a fact, and facts are written in {{{{ }}}}"),
            advice: "write {{ and }}: {% and %} are for `if`, `for` and `set`".to_owned(),
            at: tag.range.clone(),
            mended: replaced(text, &tag.range, &format!("{{{{ {inside} }}}}")),
            is_certain: true,
        });
    }
    if !tag.is_statement && is_word {
        found.push(Slip {
            what: format!("`{first}` is not a fact, and is written in {{% %}}"),
            advice: "write {% and %}: {{ and }} are for facts".to_owned(),
            at: tag.range.clone(),
            mended: replaced(text, &tag.range, &format!("{{% {inside} %}}")),
            is_certain: true,
        });
    }
}

/// Words and signs of programming that are written in another way here.
const WORDS: [(&str, &str); 14] = [
    ("end if", "endif"),
    ("end for", "endfor"),
    ("end set", "endset"),
    ("else if", "elif"),
    ("elseif", "elif"),
    ("elsif", "elif"),
    ("endfi", "endif"),
    ("If", "if"),
    ("IF", "if"),
    ("Else", "else"),
    ("EndIf", "endif"),
    ("Endif", "endif"),
    (" && ", " and "),
    (" || ", " or "),
];

fn words(text: &str, tag: &Tag, found: &mut Vec<Slip>) {
    let inside = &text[tag.inside.clone()];
    let mut add = |place: usize, wrong: &str, right: &str| {
        let lead = wrong.len() - wrong.trim_start().len();
        let range = tag.inside.start + place..tag.inside.start + place + wrong.len();
        found.push(Slip {
            what: format!("expected `{}`, but found `{}`", right.trim(), wrong.trim()),
            advice: format!("write `{}`", right.trim()),
            at: range.start + lead..range.start + lead + wrong.trim().len(),
            mended: replaced(text, &range, right),
            is_certain: true,
        });
    };
    let is_letter = |c: char| c.is_ascii_alphabetic();
    for (wrong, right) in WORDS {
        let is_whole = |at: usize| {
            !inside[..at].ends_with(is_letter) && !inside[at + wrong.len()..].starts_with(is_letter)
        };
        if let Some((place, _)) =
            inside.match_indices(wrong).find(|(at, _)| wrong.starts_with(' ') || is_whole(*at))
        {
            add(place, wrong, right);
        }
    }
    let is_alone =
        |at: usize| !inside[..at].ends_with(['=', '!', '<', '>']) && !inside[at + 1..].starts_with('=');
    if let Some((place, sign)) = inside.match_indices('=').find(|(at, _)| is_alone(*at)) {
        add(place, sign, "==");
    }
}

/// `== virtual`: a text without its quotation marks, which is no fact and no name of the text's own.
pub(super) fn without_quotation(text: &str) -> Option<Slip> {
    let is_own = |word: &str| {
        ["for ", "set ", "set_global ", ", "].iter().any(|head| text.contains(&format!("{head}{word} ")))
    };
    tags_of(text).iter().filter(|tag| tag.is_statement).find_map(|tag| {
        let inside = &text[tag.inside.clone()];
        ["==", "!="].iter().find_map(|sign| {
            let behind = &inside[inside.find(sign)? + sign.len()..];
            let rest = behind.trim_start();
            let word =
                rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default();
            let ends = rest[word.len()..].is_empty() || rest[word.len()..].starts_with([' ', '-']);
            let is_word = word.starts_with(|c: char| c.is_ascii_alphabetic()) && ends;
            if !is_word
                || matches!(word, "true" | "false" | "none")
                || declared(word).is_some()
                || is_own(word)
            {
                return None;
            }
            let start = tag.inside.start + inside.len() - rest.len();
            let range = start..start + word.len();
            Some(Slip {
                what: format!("the text `{word}` has no quotation marks"),
                advice: format!("write \"{word}\": without quotation marks it is the name of a fact"),
                mended: replaced(text, &range, &format!("\"{word}\"")),
                is_certain: true,
                at: range,
            })
        })
    })
}

/// An `if` or a `for` without its end.
fn without_end(text: &str, tags: &[Tag]) -> Option<Slip> {
    let mut open: Vec<(&Tag, &str)> = Vec::new();
    for tag in tags.iter().filter(|tag| tag.is_statement) {
        match text[tag.inside.clone()].split_whitespace().next().unwrap_or_default() {
            word @ ("if" | "for") => open.push((tag, word)),
            "endif" | "endfor" => drop(open.pop()),
            _ => {}
        }
    }
    let (tag, word) = open.pop()?;
    Some(Slip {
        what: format!("this `{word}` has no `end{word}`"),
        advice: format!("write {{% end{word} %}} after the words that depend on it"),
        at: tag.range.clone(),
        mended: format!("{}{{% end{word} %}}", text.trim_end()),
        is_certain: true,
    })
}
