//! A sentence cut into words and what stands between them: facts in braces, links, emphasis, line breaks. Put together
//! again, the pieces are the sentence, byte by byte.

use crate::base::text::one_line;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

/// What something that is not translated is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `{{ meeting.opens }}`.
    Fact,
    /// `{% if … %}`.
    Tag,
    /// `[^1]`.
    Footnote,
    /// `<tsbsg1@itu.int>`.
    Address,
    /// The end of a line that stays one.
    Break,
    /// `**…**`.
    Bold,
    /// `*…*`.
    Italic,
    /// `[…](address)`.
    Link,
}

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Something that stands for itself.
    Single(Kind, String),
    /// What stands before the words of a pair, and what will stand behind them.
    Open(Kind, String, String),
    /// The end of the pair that was opened last.
    Close,
}

/// Something found in a sentence.
struct Match {
    kind: Kind,
    open: Range<usize>,
    close: Option<Range<usize>>,
}

/// Cuts a sentence.
pub fn pieces(text: &str) -> Vec<Inline> {
    let singles = singles(text);
    let mut all = pairs(text, &singles);
    let is_free = |single: &Match| {
        all.iter().all(|pair| {
            let apart =
                |other: &Range<usize>| single.open.end <= other.start || other.end <= single.open.start;
            apart(&pair.open) && pair.close.as_ref().is_none_or(apart)
        })
    };
    let free: Vec<Match> = singles.into_iter().filter(is_free).collect();
    all.extend(free);
    let mut edges: Vec<(Range<usize>, Option<Inline>)> = Vec::new();
    for found in all {
        let open = text[found.open.clone()].to_owned();
        match found.close {
            Some(close) => {
                let piece = Inline::Open(found.kind, open, text[close.clone()].to_owned());
                edges.push((found.open, Some(piece)));
                edges.push((close, None));
            }
            None => edges.push((found.open, Some(Inline::Single(found.kind, open)))),
        }
    }
    edges.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = Vec::new();
    let mut at = 0;
    for (range, piece) in edges {
        // What overlaps is words.
        let Some(words) = text.get(at..range.start) else { return vec![Inline::Text(text.to_owned())] };
        if !words.is_empty() {
            out.push(Inline::Text(words.to_owned()));
        }
        out.push(piece.unwrap_or(Inline::Close));
        at = range.end;
    }
    if at < text.len() {
        out.push(Inline::Text(text[at..].to_owned()));
    }
    out
}

/// Everything that stands for itself, from left to right.
fn singles(text: &str) -> Vec<Match> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let length = |close: &str| rest.find(close).map(|end| end + close.len());
        let pair = [("{{", "}}", Kind::Fact), ("{%", "%}", Kind::Tag), ("{#", "#}", Kind::Tag)];
        let pair = pair.into_iter().find(|(open, ..)| rest.starts_with(open));
        let single = if let Some((_, close, kind)) = pair {
            length(close).map(|length| (kind, length))
        } else if rest.starts_with("[^") {
            length("]")
                .filter(|length| !rest[..*length].contains(char::is_whitespace))
                .map(|l| (Kind::Footnote, l))
        } else if rest.starts_with("\\\n") {
            Some((Kind::Break, 2))
        } else if rest.starts_with("  ") && !text[..at].ends_with('\n') && at > 0 {
            let spaces = rest.len() - rest.trim_start_matches(' ').len();
            rest[spaces..].starts_with('\n').then_some((Kind::Break, spaces + 1))
        } else if rest.starts_with('<') {
            length(">").filter(|length| *length > 2).and_then(|length| {
                let inner = &rest[1..length - 1];
                let is_break = matches!(inner.trim_end_matches(['/', ' ']), "br");
                let is_address = !inner.contains([' ', '\n', '<', '/']) && inner.contains('@')
                    || !inner.contains([' ', '\n', '<']) && inner.contains("://");
                is_break.then_some((Kind::Break, length)).or(is_address.then_some((Kind::Address, length)))
            })
        } else if rest.starts_with('\\') {
            // An escaped sign is none.
            at += 1 + rest.chars().nth(1).map_or(0, char::len_utf8);
            continue;
        } else {
            None
        };
        match single {
            Some((kind, length)) => {
                found.push(Match { kind, open: at..at + length, close: None });
                at += length;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

/// Emphasis and links, as Markdown reads them.
fn pairs(text: &str, singles: &[Match]) -> Vec<Match> {
    // Signs within a fact are none of Markdown's.
    let mut masked = text.as_bytes().to_vec();
    for single in
        singles.iter().filter(|single| matches!(single.kind, Kind::Fact | Kind::Tag | Kind::Footnote))
    {
        masked[single.open.clone()].fill(b'x');
    }
    let Ok(masked) = String::from_utf8(masked) else { return Vec::new() };
    let mut found = Vec::new();
    let mut links: Vec<usize> = Vec::new();
    for (event, range) in Parser::new_ext(&masked, Options::ENABLE_TABLES).into_offset_iter() {
        if let (Some(end), false) = (links.last_mut(), matches!(event, Event::End(TagEnd::Link))) {
            *end = range.end.max(*end);
        }
        let pair = |kind, length: usize| Match {
            kind,
            open: range.start..range.start + length,
            close: Some(range.end.saturating_sub(length)..range.end),
        };
        match event {
            Event::Start(Tag::Strong) => found.push(pair(Kind::Bold, 2)),
            Event::Start(Tag::Emphasis) => found.push(pair(Kind::Italic, 1)),
            Event::Start(Tag::Link { link_type, .. }) => {
                let is_address = matches!(link_type, LinkType::Autolink | LinkType::Email);
                // The end of the link itself comes last.
                links.push(if is_address { usize::MAX } else { range.start + 1 });
            }
            Event::End(TagEnd::Link) => {
                if let Some(inner) = links.pop().filter(|inner| *inner < range.end)
                    && masked[inner..range.end].starts_with(']')
                {
                    let open = range.start..range.start + 1;
                    found.push(Match { kind: Kind::Link, open, close: Some(inner..range.end) });
                }
                // A link around this one does not exist in Markdown.
                links.clear();
            }
            _ => {}
        }
    }
    found.retain(|pair| pair.close.as_ref().is_some_and(|close| close.start >= pair.open.end));
    found
}

/// What must be in a translation as often as in its original: facts, tags, footnotes, addresses by what they say, links
/// by their number.
pub(super) fn kept(text: &str) -> BTreeMap<(Kind, String), usize> {
    let mut counts = BTreeMap::new();
    for piece in pieces(text) {
        let key = match piece {
            Inline::Single(Kind::Break, _) | Inline::Text(_) | Inline::Close => continue,
            Inline::Single(kind, said) => (kind, one_line(&said)),
            Inline::Open(Kind::Link, ..) => (Kind::Link, String::new()),
            Inline::Open(..) => continue,
        };
        *counts.entry(key).or_insert(0) += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn joined(pieces: &[Inline]) -> String {
        let (mut out, mut open) = (String::new(), Vec::new());
        for piece in pieces {
            match piece {
                Inline::Text(text) | Inline::Single(_, text) => out.push_str(text),
                Inline::Open(_, before, behind) => {
                    out.push_str(before);
                    open.push(behind);
                }
                Inline::Close => out.push_str(open.pop().expect("something open")),
            }
        }
        assert!(open.is_empty(), "{pieces:?}");
        out
    }

    fn told(text: &str) -> String {
        let tell = |piece: &Inline| match piece {
            Inline::Text(text) => text.clone(),
            Inline::Single(kind, text) => format!("⟨{kind:?} {text}⟩"),
            Inline::Open(kind, _, behind) => format!("⟨{kind:?} {behind}:"),
            Inline::Close => "⟩".to_owned(),
        };
        pieces(text).iter().map(tell).collect()
    }

    #[test]
    fn a_sentence_is_cut_into_words_and_what_stays() {
        let text = "A *tutorial*[^1] on **{{ \"2021-04-23\" | long_date }}**, see [the *programme*](https://e.org/a_b?c=d \"T\")\\\nor <tsbsg1@itu.int>. 2 \\* 3 {% if a %}b{% endif %}";
        assert_eq!(joined(&pieces(text)), text);
        assert_eq!(
            told(text),
            "A ⟨Italic *:tutorial⟩⟨Footnote [^1]⟩ on ⟨Bold **:⟨Fact {{ \"2021-04-23\" | long_date }}⟩⟩, see ⟨Link ](https://e.org/a_b?c=d \"T\"):the ⟨Italic *:programme⟩⟩⟨Break \\\n⟩or ⟨Address <tsbsg1@itu.int>⟩. 2 \\* 3 ⟨Tag {% if a %}⟩b⟨Tag {% endif %}⟩"
        );
        assert_eq!(
            told("[x]({{ meeting.page }}) {{ a * b }} *c*"),
            "⟨Link ]({{ meeting.page }}):x⟩ ⟨Fact {{ a * b }}⟩ ⟨Italic *:c⟩"
        );
        assert_eq!(told("5 < 6, {{ open, [a] b"), "5 < 6, {{ open, [a] b");
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_sentence(parts in prop::collection::vec(
            prop_oneof![
                "[a-z é日]{0,4}", Just("**".to_owned()), Just("*".to_owned()), Just("_".to_owned()), Just("[".to_owned()),
                Just("](x)".to_owned()), Just("{{ a }}".to_owned()), Just("{{".to_owned()), Just("}}".to_owned()),
                Just("{% if %}".to_owned()), Just("\\".to_owned()), Just("\n".to_owned()), Just("  \n".to_owned()),
                Just("<br>".to_owned()), Just("<a@b.c>".to_owned()), Just("[^1]".to_owned()), Just("- ".to_owned()),
                Just("](".to_owned()), Just(")".to_owned()), Just("`".to_owned()), Just("|".to_owned()),
            ], 0..12)
        ) {
            let text = parts.concat();
            prop_assert_eq!(joined(&pieces(&text)), text);
        }
    }
}
