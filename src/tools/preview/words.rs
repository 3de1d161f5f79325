//! The words of a letter's page, and where in its HTML they stand.
//!
//! Knows HTML as our own writer and a house style's `page.html` make it, nothing of letters.

use crate::tools::markup::{Node, walk};
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

/// The words inside `<body>`, in order; of a page with a broken tag, those before it.
pub fn words(html: &str) -> Vec<Word> {
    let start = html.find("<body").unwrap_or(0);
    let mut found: Vec<Word> = Vec::new();
    // Whether the next piece goes on with the last word, and which element is open whose text nobody sees.
    let (mut glued, mut closed) = (false, None);
    let _ = walk(&html[start..], true, |node, bytes| match node {
        Node::Start(element) => {
            let name = element.name().as_ref().to_owned();
            glued &= INLINE.contains(&name.as_str());
            if closed.is_none() && CLOSED.contains(&name.as_str()) {
                closed = Some(name);
            }
        }
        Node::End(name) => {
            glued &= INLINE.contains(&name);
            match &closed {
                Some(open) if open == name => closed = None,
                // What comes after the page is no part of it.
                None if name == "body" => closed = Some(String::new()),
                _ => {}
            }
        }
        Node::Text(_) if closed.is_none() => {
            let text = &html[start..][bytes.clone()];
            for word in text.split_whitespace() {
                let at = word.as_ptr() as usize - html.as_ptr() as usize;
                let piece = at..at + word.len();
                match found.last_mut().filter(|_| glued && at == start + bytes.start) {
                    Some(last) => {
                        last.text.push_str(word);
                        last.pieces.push(piece);
                    }
                    None => found.push(Word { text: word.to_owned(), pieces: vec![piece] }),
                }
            }
            glued = !text.ends_with(char::is_whitespace);
        }
        Node::Text(_) => {}
    });
    found
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
