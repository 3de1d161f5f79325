//! Text that has one line only: an agenda item, an addressee, a title, a phrase.

use crate::compose::origin::marks::is_mark;
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

/// Makes a rendered text one line of Markdown that is only text and its emphasis, links and marks, wherever it is put:
/// white space becomes single spaces, what would begin a list, heading or the like shows as typed (`1. Opening`,
/// `# 3`), a sign that is no markup in it is none beside other texts either, and no quotation mark ends the attribute
/// that it stands in.
pub fn one_line(marked: &str) -> String {
    let joined = closed_up(marked);
    let plain: String = joined.chars().filter(|&c| !is_mark(c)).collect();
    let line = Line::read(&plain);
    if line.changes.is_empty() {
        return joined;
    }
    let mut out = String::with_capacity(joined.len() + 8);
    let (mut at, mut behind) = (0, 0);
    for c in joined.chars() {
        if is_mark(c) {
            out.push(c);
            continue;
        }
        if let Some((end, instead)) = line.changes.get(&at) {
            out.push_str(instead);
            behind = *end;
        }
        if at >= behind {
            out.push(c);
        }
        at += c.len_utf8();
    }
    out
}

/// With a single space for white space between words, whatever marks stand in it, and none around them. A backslash that
/// ends a line was to break it.
fn closed_up(marked: &str) -> String {
    let mut out = String::with_capacity(marked.len());
    let (mut is_begun, mut is_blank) = (false, false);
    for c in marked.chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' => {
                let slashes = out.bytes().rev().take_while(|&b| b == b'\\').count();
                if c == '\n' && slashes % 2 == 1 {
                    out.pop();
                }
                is_blank = true;
            }
            c if is_mark(c) => out.push(c),
            c => {
                if is_blank && is_begun {
                    out.push(' ');
                }
                out.push(c);
                (is_begun, is_blank) = (true, false);
            }
        }
    }
    out
}

/// A line without marks, and what is written in another way in it.
struct Line<'a> {
    text: &'a str,
    /// By the byte where it begins: the byte where it ends, and what is put there.
    changes: BTreeMap<usize, (usize, String)>,
}

/// Signs that could be markup together with what stands beside the line, end an attribute, or part
/// the options of a field.
const SIGNS: [char; 10] = ['*', '_', '`', '[', ']', '<', '&', '\\', '"', '|'];
/// Signs that could be so at the end of the line.
const SIGNS_AT_END: [char; 2] = ['#', '!'];

impl<'a> Line<'a> {
    /// Which signs are markup is what the parser of Markdown says: no rule of our own could say it for all of them.
    fn read(text: &'a str) -> Self {
        let mut line = Self { text, changes: BTreeMap::new() };
        let start = block_start(text);
        if text.contains(SIGNS) || text.ends_with(SIGNS_AT_END) {
            match start {
                // As it will be read: what begins no block is a paragraph.
                Some(at) => line.inlines(&format!("{}\\{}", &text[..at], &text[at..]), at),
                None => line.inlines(text, text.len()),
            }
        }
        if let Some(at) = start {
            line.escape(at);
        }
        line
    }

    fn escape(&mut self, at: usize) {
        self.changes.insert(at, (at, "\\".to_owned()));
    }

    /// Reads the line as a paragraph, in which there may be one byte more at a place.
    fn inlines(&mut self, paragraph: &str, one_more: usize) {
        let place = |at: usize| at - usize::from(at > one_more);
        let (mut links, mut words_end, mut last_end) = (Vec::new(), 0, 0);
        for (event, range) in Parser::new(paragraph).into_offset_iter() {
            let range = place(range.start)..place(range.end);
            match event {
                Event::Text(words) => {
                    // The words of an entity (`&amp;`) are others than the file's, an address has no escapes.
                    let is_address = matches!(links.last(), Some(LinkType::Autolink | LinkType::Email));
                    if !is_address && self.text[range.clone()] == *words {
                        self.words(range.clone(), words_end);
                    }
                    words_end = range.end;
                }
                Event::Code(words) if words.contains('"') => {
                    self.changes.insert(range.start, (range.end, super::escaped(words.trim())));
                }
                Event::Start(Tag::Link { link_type, .. }) => {
                    links.push(link_type);
                    // The bracket.
                    last_end = range.start + 1;
                    continue;
                }
                Event::Start(_) => continue,
                Event::End(TagEnd::Link) if links.pop() == Some(LinkType::Inline) => {
                    self.address(last_end..range.end);
                }
                _ => {}
            }
            last_end = range.end;
        }
    }

    /// Escapes the signs among words. `before` is where the words before them end.
    fn words(&mut self, range: Range<usize>, before: usize) {
        let text = self.text;
        for (offset, sign) in text[range.clone()].char_indices() {
            let at = range.start + offset;
            let is_escaped = offset == 0 && at > before && text[..at].ends_with('\\');
            let may_be_markup =
                SIGNS.contains(&sign) || (SIGNS_AT_END.contains(&sign) && at + sign.len_utf8() == text.len());
            if may_be_markup && !is_escaped && !is_footnote(text, at) {
                self.escape(at);
            }
        }
    }

    /// The end of a link, from the bracket behind its words on: a description in `"` gets `'` instead, and any other `"`
    /// a backslash.
    fn address(&mut self, range: Range<usize>) {
        let text = self.text;
        let (mut title, mut escaped, mut before) = (None, false, ' ');
        let is_in_brackets = text[range.clone()].trim_start_matches(['(', ']', ' ']).starts_with('<');
        let mut is_address = is_in_brackets;
        for (offset, c) in text[range.clone()].char_indices() {
            let at = range.start + offset;
            match c {
                _ if std::mem::take(&mut escaped) => {}
                '\\' => escaped = true,
                '>' if title.is_none() => is_address = false,
                '"' if title == Some('"') => {
                    self.changes.insert(at, (at + 1, "'".to_owned()));
                    title = Some(')');
                }
                '"' if title.is_none() && !is_address && before == ' ' => {
                    self.changes.insert(at, (at + 1, "'".to_owned()));
                    title = Some('"');
                }
                '\'' | '(' if title.is_none() && !is_address && before == ' ' => title = Some(c),
                '\'' if title == Some('"') => self.escape(at),
                '"' => self.escape(at),
                _ => {}
            }
            before = c;
        }
    }
}

/// Whether a bracket belongs to the mark of a footnote: its text may stand below.
fn is_footnote(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    match rest.strip_prefix('[') {
        Some(inside) => inside.starts_with('^') && inside.contains(']'),
        None => {
            rest.starts_with(']') && text[..at].rfind('[').is_some_and(|open| text[open..].starts_with("[^"))
        }
    }
}

/// Where the character stands that makes a line the beginning of a block, if one does.
fn block_start(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        return text[digits..].starts_with(['.', ')']).then_some(digits);
    }
    let begins = match text.chars().next()? {
        '#' | '>' | '+' | '-' => true,
        '=' => text.chars().all(|c| c == '='),
        '*' => text.chars().nth(1).is_none_or(|c| c == ' ') || text.chars().all(|c| matches!(c, '*' | ' ')),
        '_' => text.chars().all(|c| matches!(c, '_' | ' ')),
        '`' => text.starts_with("```"),
        '~' => text.starts_with("~~~"),
        '[' => text.find(']').is_some_and(|end| text[end..].starts_with("]:")),
        _ => false,
    };
    begins.then_some(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::markdown::plain;

    #[test]
    fn what_looks_like_a_block_shows_as_typed() {
        for text in [
            "1. a",
            "12) a",
            "- a",
            "-",
            "+ a",
            "* a",
            "# a",
            "#",
            "> a",
            "***",
            "* * *",
            "---",
            "___",
            "```",
            "~~~ a",
            "[a]: http://x",
            "[^1]: y",
            "a | b",
            "[x] a",
            "= a",
            "1.",
            "2021 a",
            "a \"b\" c",
        ] {
            assert_eq!(plain(&one_line(text)), text);
        }
    }

    #[test]
    fn emphasis_links_and_marks_stay() {
        assert_eq!(one_line("**a** *b*\n\n c"), "**a** *b* c");
        assert_eq!(one_line("[a](http://x \"t\") \"b\""), "[a](http://x 't') \\\"b\\\"");
        assert_eq!(
            one_line("\u{f8fe}\u{f0001}\u{100001}- a\u{f8ff}"),
            "\u{f8fe}\u{f0001}\u{100001}\\- a\u{f8ff}"
        );
        assert_eq!(one_line("a\u{a0}b \\\" "), "a\u{a0}b \\\"");
    }

    #[test]
    fn a_link_with_a_description_stays_one() {
        for (typed, line) in [
            (r#"[C](#c "C: Terms (ToR)") x"#, "[C](#c 'C: Terms (ToR)') x"),
            (r#"[C](#c "it's \"x\"")"#, r#"[C](#c 'it\'s \"x\"')"#),
            (r#"[a]( <x "y> "t" )"#, r#"[a]( <x \"y> 't' )"#),
            (r#"[**a**](x (a "b"))"#, r#"[**a**](x (a \"b\"))"#),
            ("[a]", "\\[a\\]"),
        ] {
            assert_eq!(one_line(typed), line);
            assert_eq!(one_line(line), line);
        }
    }

    #[test]
    fn marks_hide_no_block_and_no_markup() {
        let mark = "\u{f0001}";
        assert_eq!(
            one_line(&format!("2{mark}. a")),
            format!("2\\{mark}. a").replace(&format!("\\{mark}"), &format!("{mark}\\"))
        );
        assert_eq!(one_line(&format!("*{mark}a*{mark}")), format!("*{mark}a*{mark}"));
        assert_eq!(one_line("a\\\nb"), "a b");
    }

    /// Texts of the signs of Markdown, with few letters between them.
    const TYPED: &str = r#"[a1 *_`\[\]()<>&;#+.!"'\\|~/-]{0,14}"#;

    /// A line between other texts and as an attribute, and its words alone.
    fn as_put_in(typed: &str) -> [String; 3] {
        let line = one_line(typed);
        let alone = plain(&line);
        let between = plain(&format!("a {line} (b {line}; d) {line}."));
        let tag = format!("<p label=\"{line}\">");
        let tag = crate::compose::markdown::attributes::Tag::read(&tag).expect("a tag");
        let label = crate::compose::markdown::attributes::words(&tag, "label").unwrap_or_default();
        [alone, between, label]
    }

    proptest::proptest! {
        #[test]
        fn a_line_says_the_same_wherever_it_stands(typed in TYPED) {
            // HTML is refused where it is read; here it would only end attributes.
            proptest::prop_assume!(!Parser::new(&one_line(&typed)).any(|e| matches!(e, Event::InlineHtml(_) | Event::Html(_))));
            let [alone, between, label] = as_put_in(&typed);
            proptest::prop_assert_eq!(&between, &format!("a {alone} (b {alone}; d) {alone}."));
            proptest::prop_assert_eq!(label, alone);
        }

        #[test]
        fn a_fact_comes_out_as_written(fact in TYPED) {
            let fact = fact.trim();
            let [alone, between, label] = as_put_in(&crate::compose::markdown::escaped(fact));
            let shown = fact.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
            proptest::prop_assert_eq!(&alone, &shown);
            proptest::prop_assert_eq!(&label, &shown);
            proptest::prop_assert_eq!(between, format!("a {shown} (b {shown}; d) {shown}."));
        }
    }
}
