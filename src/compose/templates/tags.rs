//! What a tag of a text or template may not have, since nothing could count it while it is rendered.

use super::rules::TEMPLATE_LIMIT;
use crate::base::Diagnostic;
use crate::compose::origin::{PieceKind, RunText, is_plain, pieces};

/// Bytes of a tag: each could print a large value.
const LONGEST: usize = 2000;
/// Texts that one tag joins.
const MOST_JOINED: usize = 20;

/// What is refused, and what to do.
const TAG: (&str, &str) = ("this tag is longer than 2000 characters", "divide it into several tags");
const JOINED: (&str, &str) =
    ("this tag joins more than 20 texts with ~", "print each of them in its own {{ }}, or join fewer");
const LIST: (&str, &str) =
    ("a list in square brackets cannot be made with `for`", "write a loop: {% for … %} … {% endfor %}");
const OWN: (&str, &str) = ("no name in braces begins with `_`", "correct the name, or remove it");
const INCLUDE: (&str, &str) = (
    "`include` is not possible between `set`, `filter`, `block` or `component` and its end",
    "write `include` before or after it",
);

/// The first tag of a text that is refused.
pub(super) fn refused(text: &RunText) -> Option<Diagnostic> {
    let said = text.text();
    // Most texts have nothing of what is looked for.
    let is_long = said.len() > LONGEST || said.bytes().filter(|byte| *byte == b'~').count() > MOST_JOINED;
    if is_plain(said)
        || !(is_long
            || said.contains('[') && said.contains("for")
            || said.contains("include")
            || has_own(said))
    {
        return None;
    }
    let mut values = 0_usize;
    for piece in pieces(text.text()) {
        if !matches!(piece.kind, PieceKind::Expression | PieceKind::Statement) {
            continue;
        }
        let code = without_quotes(piece.inside(text.text()));
        let mut words =
            code.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|word| !word.is_empty());
        let head = if piece.kind == PieceKind::Statement { words.next().unwrap_or_default() } else { "" };
        match head {
            "block" | "component" => values += 1,
            "endblock" | "endcomponent" => values = values.saturating_sub(1),
            _ => {}
        }
        let why = if piece.range.len() > LONGEST {
            TAG
        } else if code.matches('~').count() > MOST_JOINED {
            JOINED
        } else if words.clone().any(|word| word.starts_with('_')) {
            OWN
        } else if words.any(|word| word == "for") {
            LIST
        } else if head == "include" && (piece.is_value || values > 0) {
            INCLUDE
        } else {
            continue;
        };
        let problem = TEMPLATE_LIMIT.finding(why.0).at(&text.span(&piece.range), "here");
        return Some(problem.hint(why.1));
    }
    None
}

/// Whether a text may have a name that begins with `_`, as those do that the program puts into tags.
fn has_own(text: &str) -> bool {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    text.as_bytes().windows(2).any(|pair| pair[1] == b'_' && !is_name(pair[0]))
}

/// Code with blanks in place of what is in quotation marks.
fn without_quotes(code: &str) -> String {
    let (mut quote, mut escaped) = (None, false);
    let blank = |c: char| match quote {
        Some(open) => {
            if c == open && !escaped {
                quote = None;
            }
            escaped = c == '\\' && !escaped;
            ' '
        }
        None if matches!(c, '"' | '\'' | '`') => {
            (quote, escaped) = (Some(c), false);
            ' '
        }
        None => c,
    };
    code.chars().map(blank).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Located, Source, Span};
    use crate::compose::origin::TextKind;

    fn message(text: &str) -> Option<String> {
        let source = Source::new("a.yaml", text);
        let said = Located::new(text.to_owned(), Span::new(&source, 0, text.len()));
        refused(&RunText::value(TextKind::Own, said)).map(|problem| problem.message)
    }

    #[test]
    fn tags_that_nothing_can_count_are_refused() {
        let long = format!("{{{{ \"{}\" }}}}", "a".repeat(LONGEST));
        let joined = format!("{{{{ a{} }}}}", " ~ a".repeat(MOST_JOINED + 1));
        for (text, why) in [
            (&*long, TAG),
            (&joined, JOINED),
            ("{{ [a for a in b] }}", LIST),
            ("{% set c = [a for a in b] %}", LIST),
            ("{{ __tera_context }}", OWN),
            ("{% set x = deadlines | _same %}", OWN),
            ("{% set x %}{% include \"letter.md\" %}{% endset %}", INCLUDE),
            ("{% component x() %}{% include \"letter.md\" %}{% endcomponent %}", INCLUDE),
        ] {
            assert_eq!(message(text).as_deref(), Some(why.0), "{text}");
        }
        for text in [
            "{% for a in b %}{{ a }}{% endfor %}",
            "{{ \"for you\" }} for {{ \"~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~ ~\" }}",
            "{% include \"a.md\" %}{# [a for a in b] #}",
            "{{ a_b[\"_c\"] ~ \"__tera_context\" }}",
        ] {
            assert_eq!(message(text), None, "{text}");
        }
        assert!(message(&"for ~ ".repeat(1000)).is_none());
    }
}
