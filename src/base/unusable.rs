//! Characters that no letter can show, and their report.

use crate::base::rules::UNUSABLE_CHARACTER;
use crate::base::{Diagnostic, Span};

/// A character that no letter can show, whatever its font: control characters other than tabs and line
/// ends, the separators U+2028 and U+2029, and private use (symbols of a single font, as Word's
/// bullets; the templates' own marks are among them).
pub fn is_unusable(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// The report of an unusable character in a text; `None` when it has none. The place is the character
/// where the file has it as it is, otherwise (`"\\u0007"`) the first line of `span`.
pub fn unusable(text: &str, span: &Span) -> Option<Diagnostic> {
    // Nearly all texts are plain: bytes are looked at faster than characters.
    if text.bytes().all(|b| matches!(b, b' '..=b'~' | b'\t' | b'\n' | b'\r')) {
        return None;
    }
    let found = text.chars().find(|&c| is_unusable(c))?;
    let at = match span.text().find(found) {
        Some(at) => Span::new(&span.source, span.start + at, span.start + at + found.len_utf8()),
        None => span.whole_line(),
    };
    let message = format!("the text contains U+{:04X}, a character that cannot be shown", u32::from(found));
    Some(
        UNUSABLE_CHARACTER
            .finding(message)
            .at(&at, "here")
            .hint("remove this character or type it again: it was probably copied from another program"),
    )
}
