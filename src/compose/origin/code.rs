//! The code between the braces of a tag: its tokens, as Tera reads them.

use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A name or a word such as `and`.
    Name,
    /// A number.
    Number,
    /// A text in quotation marks.
    Text,
    /// An operator or a bracket.
    Sign,
}

/// A token of the code, with its bytes.
#[derive(Clone, Debug)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// The bytes of the text that the tag stands in.
    pub range: Range<usize>,
}

/// Signs of more than one byte, the longest first.
const LONG_SIGNS: [&str; 9] = ["...", "//", "**", "==", "!=", ">=", "<=", "?.", "?["];

/// The tokens of a range of a text; `None` where Tera reports a mistake.
pub fn tokens(text: &str, code: Range<usize>) -> Option<Vec<Token>> {
    let (mut tokens, mut at) = (Vec::new(), code.start);
    let code = text.get(..code.end)?;
    loop {
        at += code[at..].len() - code[at..].trim_ascii_start().len();
        let rest = &code[at..];
        let Some(first) = rest.bytes().next() else { return Some(tokens) };
        let (kind, length) = match first {
            b'"' | b'\'' | b'`' => (TokenKind::Text, quoted(rest)?),
            b'0'..=b'9' => (TokenKind::Number, number(rest)),
            b'_' | b'a'..=b'z' | b'A'..=b'Z' => (TokenKind::Name, name(rest)),
            _ => {
                let long = LONG_SIGNS.iter().find(|sign| rest.starts_with(**sign)).map(|sign| sign.len());
                (TokenKind::Sign, long.unwrap_or_else(|| rest.chars().next().map_or(1, char::len_utf8)))
            }
        };
        tokens.push(Token { kind, range: at..at + length });
        at += length;
    }
}

fn name(rest: &str) -> usize {
    rest.bytes().position(|b| b != b'_' && !b.is_ascii_alphanumeric()).unwrap_or(rest.len())
}

/// Digits, and more of them behind a point.
fn number(rest: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'_').count();
    let whole = digits(rest);
    match rest[whole..].strip_prefix('.').map(digits) {
        Some(more) if more > 0 => whole + 1 + more,
        _ => whole,
    }
}

/// The bytes of a text in quotation marks, with them.
fn quoted(rest: &str) -> Option<usize> {
    let (quote, mut escaped) = (rest.bytes().next()?, false);
    let end = rest.bytes().skip(1).position(|byte| {
        let ends = byte == quote && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })?;
    Some(end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_cut_into_tokens() {
        let shown = |text: &str| {
            let tokens = tokens(text, 0..text.len())?;
            Some(tokens.iter().map(|t| text[t.range.clone()].to_owned()).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(shown("a.b|c(d='x \\' y')").as_deref(), Some("a . b | c ( d = 'x \\' y' )"));
        assert_eq!(shown("a<=1.5//b[0:2]~\"é\"").as_deref(), Some("a <= 1.5 // b [ 0 : 2 ] ~ \"é\""));
        assert_eq!(shown("a?.b é").as_deref(), Some("a ?. b é"));
        assert_eq!(shown("'open"), None);
        assert_eq!(shown(" ").as_deref(), Some(""));
    }
}
