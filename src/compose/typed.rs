//! What people type as words, as a text of a letter that prints exactly these words: the only place where typed words are
//! escaped for templates and Markdown.

use super::markdown::{escaped, reads_as};

/// Signs that may mean something in Markdown or to a template.
const SIGNS: &str = "\\`*_{}[]<>&|~#";

/// The text that prints these words. White space becomes single spaces; a line end breaks the line, an empty line begins a
/// paragraph. Nothing is escaped that prints as it is.
pub fn typed(words: &str) -> String {
    let paragraph = |lines: &[&str]| {
        let lines = lines.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        lines.map(|line| of_line(&line)).collect::<Vec<_>>().join("\\\n")
    };
    let lines: Vec<&str> = words.lines().collect();
    let paragraphs = lines.split(|line| line.trim().is_empty()).filter(|lines| !lines.is_empty());
    paragraphs.map(paragraph).collect::<Vec<_>>().join("\n\n")
}

/// One line: as it is, or with its signs escaped, or all of its punctuation.
fn of_line(words: &str) -> String {
    let signs = |c: char| if SIGNS.contains(c) { format!("\\{c}") } else { c.to_string() };
    let prints =
        |text: &str| !["{{", "{%", "{#"].iter().any(|tag| text.contains(tag)) && reads_as(text, words);
    let some = || words.chars().map(signs).collect::<String>();
    [words.to_owned(), some()].into_iter().find(|text| prints(text)).unwrap_or_else(|| escaped(words))
}

#[cfg(test)]
mod tests {
    use super::typed;

    #[test]
    fn only_what_would_mean_something_is_escaped() {
        for plain in ["Dr A. B-C, 4 May (10:00)", "50 % of 3 * 4", "a_b", "the 1. of May", "C# & co", "مرحبا"]
        {
            assert_eq!(typed(plain), plain);
        }
        assert_eq!(typed("*a* {{ b }}"), "\\*a\\* \\{\\{ b \\}\\}");
        assert_eq!(typed("<b>"), "\\<b\\>");
        assert_eq!(typed("1. a"), "1\\. a");
        assert_eq!(typed("a\nb\n\n\n c  d "), "a\\\nb\n\nc d");
    }
}
