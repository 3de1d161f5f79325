//! Characters that no letter can show or should hide, and their report.

use crate::base::rules::{INVISIBLE_CHARACTER, UNUSABLE_CHARACTER};
use crate::base::{Diagnostic, Span};
use std::ops::Range;

/// A character that no letter can show, whatever its font: control characters other than tabs and line
/// ends, the separators U+2028 and U+2029, and private use (symbols of a single font, as Word's
/// bullets; the templates' own marks are among them).
pub fn is_unusable(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// A character that nobody sees and no text needs: it turns what stands behind it around (U+202A to U+202E) or keeps a
/// search from finding a word.
///
/// The marks U+200E, U+200F and U+061C are not among them: they place a sign beside a word of Arabic and turn nothing
/// else. Nor are the joiners U+200C, U+200D and U+2060, which are spelling.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2061}'..='\u{2064}')
        || matches!(c, '\u{206a}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A character that begins or ends an isolate: what stands in it runs in a direction of its own. Arabic phrases need
/// them, but one alone reaches to the end of its paragraph.
fn is_isolate(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2069}')
}

/// A character that nobody sees, whether or not some text needs it: an address needs none.
pub fn is_invisible(c: char) -> bool {
    is_hidden(c) || is_isolate(c) || matches!(c, '\u{200c}'..='\u{200f}' | '\u{61c}' | '\u{2060}')
}

/// A character that nobody sees and that turns what stands around it, or that no text needs.
pub fn is_turning_or_hidden(c: char) -> bool {
    is_hidden(c) || is_isolate(c)
}

/// The bytes of hidden characters in a text, and of isolates that do not both begin and end in it, in order.
fn hidden(text: &str) -> Vec<usize> {
    let (mut found, mut open) = (Vec::new(), Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '\u{2066}'..='\u{2068}' => open.push(at),
            '\u{2069}' if open.pop().is_some() => {}
            c if is_hidden(c) || is_isolate(c) => found.push(at),
            _ => {}
        }
    }
    found.extend(open);
    found.sort_unstable();
    found
}

/// The report of an unusable or invisible character in a text; `None` when it has none. The place is the character
/// where the file has it as it is, otherwise (`"\\u0007"`) the first line of `span`.
pub fn unusable(text: &str, span: &Span) -> Option<Diagnostic> {
    let (found, written) = first(text)?;
    let place =
        |range: Range<usize>| Span::new(&span.source, span.start + range.start, span.start + range.end);
    let at = match span.text().find(written) {
        Some(at) => place(at..at + written.len()),
        None => span.whole_line(),
    };
    let problem = problem(found).at(&at, "here");
    let hidden = hidden(span.text());
    Some(match (hidden.first(), hidden.last()) {
        // All of them at once.
        (Some(first), Some(last)) if !is_unusable(found) => {
            let range = *first..last + span.text()[*last..].chars().next().map_or(0, char::len_utf8);
            let words = span.text()[range.clone()].char_indices();
            let without =
                words.filter(|(at, _)| hidden.binary_search(&(first + at)).is_err()).map(|(_, c)| c);
            problem.edit(&place(range), without.collect::<String>())
        }
        _ => problem,
    })
}

/// The report of an unusable or invisible character in a text that has no place.
pub fn refused(text: &str) -> Option<Diagnostic> {
    first(text).map(|(found, _)| problem(found))
}

/// Whether a character is one that most texts are made of, none of which is refused.
fn is_usual(c: char) -> bool {
    matches!(c, ' '..='~' | '\n' | '\t' | '\r' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{180d}' | '\u{2010}'..='\u{2027}')
        || matches!(c, '\u{2e80}'..='\u{d7ff}' | '\u{ff01}'..='\u{ff5e}')
}

/// The first character that is refused, and how it is written.
fn first(text: &str) -> Option<(char, &str)> {
    // Nearly all texts are plain: looking once is quick.
    if !text.contains('&') && text.chars().all(is_usual) {
        return None;
    }
    let at = text.find(is_unusable).or_else(|| hidden(text).first().copied());
    match at {
        Some(at) => text[at..].chars().next().map(|c| (c, &text[at..at + c.len_utf8()])),
        None => text.match_indices('&').find_map(|(at, _)| reference(&text[at..])),
    }
}

/// The unusable or invisible character that a text begins with, written as `&#8238;`, `&#x202E;` or by its name in HTML.
fn reference(text: &str) -> Option<(char, &str)> {
    let end = text.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';')?;
    let written = text.get(..=end)?;
    let name = written.trim_start_matches('&').trim_end_matches(';');
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let hexadecimal = number.strip_prefix(['x', 'X']);
            let code = hexadecimal.map_or_else(|| number.parse(), |digits| u32::from_str_radix(digits, 16));
            char::from_u32(code.ok()?)?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    (is_unusable(c) || is_hidden(c) || is_isolate(c)).then_some((c, written))
}

/// As long as the longest name.
const LONGEST_REFERENCE: usize = 24;

/// Hidden characters by their names in HTML, and by the one that people take for a name.
const NAMED: [(&str, char); 13] = [
    ("zwsp", '\u{200b}'),
    ("ZeroWidthSpace", '\u{200b}'),
    ("NegativeVeryThinSpace", '\u{200b}'),
    ("NegativeThinSpace", '\u{200b}'),
    ("NegativeMediumSpace", '\u{200b}'),
    ("NegativeThickSpace", '\u{200b}'),
    ("shy", '\u{ad}'),
    ("af", '\u{2061}'),
    ("ApplyFunction", '\u{2061}'),
    ("it", '\u{2062}'),
    ("InvisibleTimes", '\u{2062}'),
    ("ic", '\u{2063}'),
    ("InvisibleComma", '\u{2063}'),
];

fn problem(found: char) -> Diagnostic {
    let code = u32::from(found);
    if is_unusable(found) {
        return UNUSABLE_CHARACTER
            .finding(format!("the text contains U+{code:04X}, a character that cannot be shown"))
            .hint("remove this character or type it again: it was probably copied from another program");
    }
    let what = match found {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "which nobody sees and which turns the words around it"
        }
        _ => "which nobody sees",
    };
    INVISIBLE_CHARACTER
        .finding(format!("the text contains the character U+{code:04X}, {what}"))
        .hint("delete it, or type the words around it again: it was probably copied from another program")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Source;

    /// The code of what is refused in a text, and the text without it.
    fn refused(text: &str) -> Option<(&'static str, Option<String>)> {
        let source = Source::new("a.yaml", text);
        let problem = unusable(source.text(), &Span::new(&source, 0, source.text().len()))?;
        let edit = problem.edit.map(|edit| {
            let (before, after) = (&text[..edit.span.start], &text[edit.span.end..]);
            format!("{before}{}{after}", edit.replacement)
        });
        Some((problem.rule.code, edit))
    }

    #[test]
    fn what_nobody_sees_is_refused_and_can_be_taken_out() {
        let without = |text: &str| refused(text).map(|(code, edit)| (code, edit.unwrap_or_default()));
        for hidden in [
            "\u{202a}",
            "\u{202b}",
            "\u{202e}",
            "\u{200b}",
            "\u{ad}",
            "\u{2066}",
            "\u{2069}",
            "\u{2067}\u{feff}",
        ] {
            let text = format!("Mr {hidden}Name{hidden} of \u{4e2d}");
            let expected = ("invisible-character", "Mr Name of \u{4e2d}".to_owned());
            assert_eq!(without(&text), Some(expected), "{}", hidden.escape_unicode());
        }
    }

    #[test]
    fn written_as_a_reference_it_is_refused_too() {
        for text in
            ["a&#x202E;b", "a&#8203;b", "&zwsp;", "&ZeroWidthSpace;", "&#XFEFF;", "&shy;", "a & b &#x2067; c"]
        {
            assert_eq!(refused(text), Some(("invisible-character", None)), "{text}");
        }
        assert_eq!(refused("&#xE000;"), Some(("unusable-character", None)));
        for text in ["R&D; &amp; &nbsp; &eacute; &#233; &", "&;", "&#;", "&#x110000;", "&\u{e9};"] {
            assert_eq!(refused(text), None, "{text}");
        }
    }

    #[test]
    fn what_arabic_and_other_spelling_needs_is_not() {
        for text in [
            "\u{2066}2/XYZ\u{2069} و",
            "20\u{200f}-\u{200f}30",
            "\u{200e}+41",
            "می\u{200c}خواهم",
            "a\u{a0}b\u{2060}c",
        ] {
            assert_eq!(refused(text), None, "{text}");
        }
    }
}
