//! Texts that begin with a sign that YAML gives another meaning to.

use super::Slip;
use super::lines::Page;
use super::quotes::quoted;

/// Looks at a line.
pub(super) fn look(page: &Page<'_>, at: usize, found: &mut Vec<Slip>) {
    let line = &page.lines[at];
    let Some((value, first)) = page.begun(at) else { return };
    let is_text = value.len() > 1 && (line.value > line.indent.end);
    if !is_text {
        return;
    }
    match first {
        '|' | '>' => on_the_line_of_the_sign(page, at, found),
        '-' if value.starts_with("- ") => on_the_line_of_the_key(page, at, found),
        _ => {}
    }
    // What is a list or a group of keys as a whole is no text.
    let is_whole = first == '[' && value.ends_with(']') || first == '{' && value.ends_with('}');
    if is_whole && !value.starts_with("{{") {
        return;
    }
    let what = match first {
        '{' => "a text cannot begin with a brace ({)".to_owned(),
        '#' => "a text cannot begin with #: it begins a comment".to_owned(),
        '-' if value.starts_with("- ") => "a text cannot begin with a dash".to_owned(),
        '[' | '@' | '`' | '%' | '*' | '&' | '!' | '|' | '>' | ',' | ']' | '}' | '?' => {
            format!("a text cannot begin with {first}")
        }
        _ => return,
    };
    quoted(page, at, line.value, &what, line.value..line.value + first.len_utf8(), found);
}

/// `text: >- Further`.
fn on_the_line_of_the_sign(page: &Page<'_>, at: usize, found: &mut Vec<Slip>) {
    let line = &page.lines[at];
    let value = page.value(at);
    let length = 1 + value[1..].len() - value[1..].trim_start_matches(['-', '+']).len();
    let rest = value[length..].trim_start();
    if rest.is_empty() || !page.goes_on(at) && length == 1 {
        return;
    }
    let depth =
        if page.goes_on(at) { page.depth(at + 1) } else { page.depth(at) + line.entry - line.indent.end + 2 };
    let place = line.value + value.len() - rest.len();
    found.push(Slip {
        what: format!("the text must begin on the next line, not after {}", &value[..length]),
        advice: "put it on the line below, indented by two more spaces than its key",
        at: place..line.value + value.len(),
        range: line.range.clone(),
        mended: format!("{}\n{}{rest}", page.at(line.range.start..line.value + length), " ".repeat(depth)),
        is_certain: true,
    });
}

/// `body: - opening`.
fn on_the_line_of_the_key(page: &Page<'_>, at: usize, found: &mut Vec<Slip>) {
    let line = &page.lines[at];
    if line.value == line.entry {
        return;
    }
    let indent = " ".repeat(page.depth(at) + line.entry - line.indent.end + 2);
    let head = page.at(line.range.start..line.value).trim_end();
    found.push(Slip {
        what: "the first entry of a list must begin on the next line".to_owned(),
        advice: "put it on the line below its key, indented by two spaces",
        at: line.value..line.value + 1,
        range: line.range.clone(),
        mended: format!("{head}\n{indent}{}", page.value(at)),
        is_certain: true,
    });
}
