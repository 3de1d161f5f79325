//! The words of a letter's page, and where in its HTML they stand.
//!
//! Knows HTML as our own writer and a house style's `page.html` make it, nothing of letters.

use std::ops::Range;

/// A word as a reader sees it: what stands between spaces, also where a tag goes through it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its text, with entities as they are in the HTML.
    pub text: String,
    /// Its pieces in the HTML, none of which holds a tag.
    pub pieces: Vec<Range<usize>>,
}

/// Elements that go through a word without ending it.
const INLINE: [&str; 12] =
    ["a", "abbr", "b", "code", "em", "i", "q", "small", "span", "strong", "sub", "sup"];

/// Elements in which no mark may stand, or whose text nobody sees.
const CLOSED: [&str; 8] = ["option", "script", "select", "style", "svg", "template", "textarea", "title"];

/// The words inside `<body>`, in order.
pub fn words(html: &str) -> Vec<Word> {
    let body = html.find("<body").and_then(|start| Tag::read(html, start));
    let mut at = body.map_or(0, |tag| tag.end);
    let mut found: Vec<Word> = Vec::new();
    // Whether the next piece goes on with the last word.
    let mut glued = false;
    while at < html.len() {
        let end = html[at..].find('<').map_or(html.len(), |length| at + length);
        for (start, text) in split(&html[at..end]) {
            let piece = at + start..at + start + text.len();
            match found.last_mut().filter(|_| glued && start == 0) {
                Some(word) => {
                    word.text.push_str(text);
                    word.pieces.push(piece);
                }
                None => found.push(Word { text: text.to_owned(), pieces: vec![piece] }),
            }
        }
        if end > at {
            glued = !html[at..end].ends_with(char::is_whitespace);
        }
        let Some(tag) = Tag::read(html, end) else { break };
        if tag.name == "/body" {
            break;
        }
        glued &= INLINE.contains(&tag.name.trim_start_matches('/'));
        at = if CLOSED.contains(&tag.name) { after_closing(html, &tag) } else { tag.end };
    }
    found
}

/// Words of a piece of text with their offsets.
fn split(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// A tag or a comment.
struct Tag<'a> {
    /// `p`, `/p`, `!--`.
    name: &'a str,
    /// One past its last byte.
    end: usize,
}

impl<'a> Tag<'a> {
    /// The tag that begins at `start`.
    fn read(html: &'a str, start: usize) -> Option<Self> {
        let inside = html.get(start + 1..)?;
        if let Some(comment) = inside.strip_prefix("!--") {
            let end = comment.find("-->").map_or(html.len(), |length| start + 4 + length + 3);
            return Some(Self { name: "!--", end });
        }
        let length = inside.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(inside.len());
        let mut quote = None;
        for (at, c) in inside.char_indices() {
            match (quote, c) {
                (None, '>') => return Some(Self { name: &inside[..length], end: start + 1 + at + 1 }),
                (None, '"' | '\'') => quote = Some(c),
                (Some(open), c) if c == open => quote = None,
                _ => {}
            }
        }
        None
    }
}

/// Where the element ends whose first tag this is.
fn after_closing(html: &str, tag: &Tag<'_>) -> usize {
    let closing = format!("</{}", tag.name);
    let rest = &html[tag.end..];
    let Some(start) = rest.find(&closing) else { return html.len() };
    rest[start..].find('>').map_or(html.len(), |length| tag.end + start + length + 1)
}

/// A text of the HTML as it is read.
pub fn plain(html: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")]
        .into_iter()
        .fold(html.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        words(html).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn words_are_what_a_reader_sees() {
        let html = "<head><title>No</title></head><body class=\"a > b\"><p>To <span class=\"nb\">ITU-T</span>, \
                    20<sup>th</sup>&amp;\u{a0}last</p><p>x</p>y<br>z</body> after";
        assert_eq!(texts(html), ["To", "ITU-T,", "20th&amp;", "last", "x", "y", "z"]);
        let all = words(html);
        let pieces: Vec<&str> = all[1].pieces.iter().map(|piece| &html[piece.clone()]).collect();
        assert_eq!(pieces, ["ITU-T", ","]);
    }

    #[test]
    fn what_nobody_reads_has_no_words() {
        let html = "<body>a<!-- no > no --><style>no</style><svg><title>no</title></svg><select><option>no\
                    </option></select> b<script>no</script></body>";
        assert_eq!(texts(html), ["a", "b"]);
    }

    #[test]
    fn a_broken_page_ends_and_does_not_fail() {
        for html in
            ["", "<", "<body", "<body>a<", "<body>a<p class=\"", "<body>a<!--", "<body><svg>a", "a é <é"]
        {
            texts(html);
        }
    }

    #[test]
    fn entities_are_read() {
        assert_eq!(plain("R&amp;D &lt;x&gt; &quot;y&quot; &amp;lt;"), "R&D <x> \"y\" &lt;");
    }
}
