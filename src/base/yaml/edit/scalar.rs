//! A text as YAML writes it on one line, and whether it can stand as a block.

/// Whether a text can stand as a block: nothing in it needs escaping, and its end is its end.
pub fn is_block_text(text: &str) -> bool {
    !text.starts_with([' ', '\t', '\n'])
        && text.chars().all(|c| {
            c == '\n' || (!c.is_control() && !matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}'))
        })
        && text.trim_end() == text
        && text.lines().all(|line| line.is_empty() || !line.trim().is_empty())
}

/// A text on one line: without quotes where YAML reads it so.
pub fn scalar(text: &str, in_flow: bool) -> String {
    let first = text.chars().next();
    let is_plain = first.is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '“' | '+' | '/' | '<'))
        && !text.ends_with([':', ' '])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.chars().any(|c| {
            c.is_control() || matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{a0}')
        })
        && !(in_flow && text.contains([',', '[', ']', '{', '}', ':', '#', '"', '\'']) && !is_time(text))
        && !matches!(text, "null" | "Null" | "NULL");
    if is_plain {
        return text.to_owned();
    }
    quoted(text)
}

/// A text in double quotation marks: YAML reads what JSON writes.
pub(super) fn quoted(text: &str) -> String {
    let escaped = |c: char| match c {
        c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
            format!("\\u{:04X}", u32::from(c))
        }
        c => c.to_string(),
    };
    serde_json::Value::from(text).to_string().chars().map(escaped).collect()
}

/// `10:00-16:00`, `+41 22 730 6206`: colons between digits mean nothing to YAML.
fn is_time(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '-'))
}
