//! Lines that belong to no letter: of e-mails, chats and other languages, and lines that are written twice.

use super::Slip;
use super::lines::Page;

/// Looks at a line.
pub(super) fn look(page: &Page<'_>, at: usize, found: &mut Vec<Slip>) {
    let line = &page.lines[at];
    if page.is_empty(at) {
        return;
    }
    let words = page.words(at).trim_end();
    let is_rule = words.len() >= 3 && words.chars().all(|c| "-=_*~.–—".contains(c));
    // To its end, so that no empty line is left.
    let end = page.lines.get(at + 1).map_or(line.range.end, |next| next.range.start);
    let mut add = |what: String, advice, mended: String| {
        let range = line.range.start..if mended.is_empty() { end } else { line.range.end };
        found.push(Slip {
            what,
            advice,
            at: line.indent.end..line.range.end,
            range,
            mended,
            is_certain: false,
        });
    };
    if words == "---" || words == "..." {
        add(format!("a line {words} begins a second part of the file"), "remove this line", String::new());
    } else if is_rule {
        add("this line of signs belongs to no key".to_owned(), "remove this line", String::new());
    } else if words.starts_with("```") {
        add("the sign ``` does not belong to a letter".to_owned(), "remove this line", String::new());
    } else if let Some(comment) = comment(words) {
        let indent = page.at(line.indent.clone());
        let advice = "begin a comment with # and a space";
        add("this is no comment in YAML".to_owned(), advice, format!("{indent}# {comment}"));
    }
    quotation(page, at, found);
    twice(page, at, found);
}

/// The words of a comment as other languages write it.
fn comment(words: &str) -> Option<&str> {
    let enclosed = |open: &str, close: &str| words.strip_prefix(open)?.strip_suffix(close);
    let comment = enclosed("<!--", "-->").or(enclosed("/*", "*/")).or(words.strip_prefix("//"))?;
    Some(comment.trim())
}

/// `> number: 10`, as e-mail programs mark what is quoted.
fn quotation(page: &Page<'_>, at: usize, found: &mut Vec<Slip>) {
    let is_marked = |line: &usize| page.at(page.lines[*line].range.clone()).starts_with('>');
    if page.lines[at].in_text && page.depth(at) > 0 || !is_marked(&at) {
        return;
    }
    let first = (0..=at).rev().take_while(is_marked).last().unwrap_or(at);
    let last = (at..page.lines.len()).take_while(is_marked).last().unwrap_or(at);
    let without = |line: usize| {
        let words = page.at(page.lines[line].range.clone()).trim_start_matches('>');
        words.strip_prefix(' ').unwrap_or(words)
    };
    let start = page.lines[first].range.start;
    found.push(Slip {
        what: "this line begins with the mark of a quotation in an e-mail (>)".to_owned(),
        advice: "remove the mark from this line and those below",
        at: start..start + 1,
        range: start..page.lines[last].range.end,
        mended: (first..=last).map(without).collect::<Vec<_>>().join("\n"),
        is_certain: true,
    });
}

/// A line that says again what one above says.
fn twice(page: &Page<'_>, at: usize, found: &mut Vec<Slip>) {
    let line = &page.lines[at];
    let whole = page.at(line.range.clone()).trim_end();
    let has_value = line.value > line.entry && line.value < line.range.end && !line.in_text;
    let is_same = |other: usize| page.at(page.lines[other].range.clone()).trim_end() == whole;
    let Some(first) = (0..at).find(|other| has_value && line.entry == line.indent.end && is_same(*other))
    else {
        return;
    };
    let end = page.lines.get(at + 1).map_or(line.range.end, |next| next.range.start);
    found.push(Slip {
        what: format!("this line is there twice: it is the same as line {}", first + 1),
        advice: "remove one of the two",
        at: line.indent.end..line.range.end,
        range: line.range.start..end,
        mended: String::new(),
        is_certain: true,
    });
}
