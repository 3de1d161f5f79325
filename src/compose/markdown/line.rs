//! Text that has one line only: an agenda item, an addressee, a title, a phrase.

use crate::compose::origin::marks::is_mark;

/// Makes a rendered text one line of Markdown that is only text and its emphasis, links and marks:
/// white space becomes single spaces, what would begin a list, heading or the like shows as typed
/// (`1. Opening`, `# 3`), and quotation marks can stand in an attribute or a link's description.
pub fn one_line(marked: &str) -> String {
    let joined = closed_up(marked);
    let start = joined.find(|c| !is_mark(c) && c != ' ').unwrap_or(joined.len());
    let (marks, text) = joined.split_at(start);
    let mut out = String::with_capacity(joined.len() + 8);
    out.push_str(marks);
    match block_start(text) {
        Some(at) => {
            out.push_str(&text[..at]);
            out.push('\\');
            escape_quotes(&text[at..], &mut out);
        }
        None => escape_quotes(text, &mut out),
    }
    out
}

/// With a single space for white space between words, whatever marks stand in it, and none around them.
fn closed_up(marked: &str) -> String {
    let mut out = String::with_capacity(marked.len());
    let (mut is_begun, mut is_blank) = (false, false);
    for c in marked.chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' => is_blank = true,
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

/// Where the character stands that makes a line the beginning of a block, if one does.
fn block_start(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        return text[digits..].starts_with(['.', ')']).then_some(digits);
    }
    let visible = || text.chars().filter(|&c| !is_mark(c));
    let begins = match visible().next()? {
        '#' | '>' | '+' | '-' => true,
        '*' => visible().nth(1).is_none_or(|c| c == ' ') || visible().all(|c| matches!(c, '*' | ' ')),
        '_' => visible().all(|c| matches!(c, '_' | ' ')),
        '`' => text.starts_with("```"),
        '~' => text.starts_with("~~~"),
        '[' => text.find(']').is_some_and(|end| text[end..].starts_with("]:")),
        _ => false,
    };
    begins.then_some(0)
}

/// Puts a backslash before every `"` that has none and does not belong to a link's address.
fn escape_quotes(text: &str, out: &mut String) {
    let (mut before, mut link) = (['\0'; 2], false);
    for c in text.chars() {
        link = match c {
            '(' => link || before[1] == ']',
            ')' => false,
            _ => link,
        };
        let escaped = before[1] == '\\' && before[0] != '\\';
        if c == '"' && !link && !escaped {
            out.push('\\');
        }
        out.push(c);
        before = [before[1], c];
    }
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
        assert_eq!(one_line("[a](http://x \"t\") \"b\""), "[a](http://x \"t\") \\\"b\\\"");
        assert_eq!(
            one_line("\u{f8fe}\u{f0001}\u{100001}- a\u{f8ff}"),
            "\u{f8fe}\u{f0001}\u{100001}\\- a\u{f8ff}"
        );
        assert_eq!(one_line("a\u{a0}b \\\" "), "a\u{a0}b \\\"");
    }
}
