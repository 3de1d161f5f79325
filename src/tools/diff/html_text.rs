//! The words of a letter's web page: what a reader sees, in order.
//!
//! Knows the tags that our pages are made of, and takes any other for the end of a passage.

use super::passage::{Collector, Passage};
use crate::tools::markup::{Node, get, walk};
use quick_xml::events::BytesStart;

/// The passages of a web page.
///
/// # Errors
/// What is wrong with it, to follow its name.
pub fn passages(bytes: &[u8]) -> Result<Vec<Passage>, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "is not a web page in UTF-8".to_owned())?;
    let mut page = Page::default();
    let read = walk(text, true, |node, _| match node {
        Node::Start(element) => page.start(element),
        Node::End(name) => page.end(&name.to_ascii_lowercase()),
        Node::Text(text) if page.unseen.is_none() => page.out.text(text),
        Node::Text(_) => {}
    });
    read.map_err(|_| "is damaged: it contains a broken tag".to_owned())?;
    Ok(page.out.finish())
}

#[derive(Default)]
struct Page {
    out: Collector,
    /// Element whose text nobody sees, if one is open.
    unseen: Option<String>,
}

impl Page {
    fn start(&mut self, element: &BytesStart<'_>) {
        let name = element.name().as_ref().to_ascii_lowercase();
        if self.unseen.is_some() {
            return;
        }
        match name.as_str() {
            "head" | "style" | "script" | "template" => self.unseen = Some(name),
            "br" => self.out.line_break(),
            "img" => self.out.picture(&get(element, "alt").unwrap_or_default()),
            "svg" => self.out.picture(&get(element, "aria-label").unwrap_or_default()),
            "a" => self.out.link(get(element, "href").filter(|target| !target.starts_with('#'))),
            name if INLINE.contains(&name) => {}
            name => {
                self.out.end(None);
                match name {
                    "section" => self.out.turn(),
                    "footer" => self.out.furniture("page footer"),
                    "table" => self.out.table(),
                    _ => {}
                }
            }
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(unseen) = &self.unseen {
            if unseen == name {
                self.unseen = None;
            }
            return;
        }
        match name {
            "a" => self.out.end_link(),
            name if INLINE.contains(&name) => {}
            name => {
                self.out.end(heading(name));
                if name == "table" {
                    self.out.end_table();
                }
            }
        }
    }
}

/// The level of `h1` to `h6`.
fn heading(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

const INLINE: [&str; 21] = [
    "abbr", "b", "bdi", "bdo", "br", "code", "em", "i", "img", "input", "label", "path", "small", "span",
    "strong", "sub", "sup", "svg", "time", "u", "wbr",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        let passages = passages(html.as_bytes()).expect("a page");
        passages.into_iter().map(|p| format!("{} | {}", p.place, p.text)).collect()
    }

    #[test]
    fn what_a_reader_sees() {
        let page = concat!(
            "<!DOCTYPE html>\n<html lang=\"en\"><head><title>No</title><meta charset=\"utf-8\"><style>p>a{}</style></head>\n",
            "<body><main><section><h1><span class=\"label\">Subject: </span>A <b>new</b> one</h1>\n",
            "<ul><li><p>To <span class=\"nb\">ITU-T</span>&nbsp;Members &amp; all</li></ul>\n",
            "<p>See <a href=\"#annex-a\">Annex A</a> or <a href=\"http://itu.int/?a&amp;b\">here</a>.<br>Bye\n",
            "<img src=\"x\" alt=\"A map\"></p></section>\n",
            "<section><h2>ANNEX A<br>Travel</h2><table><tr><th>1<td>2</tr></table></section></main>\n",
            "<footer><p>Geneva</p></footer></body></html>\n"
        );
        assert_eq!(
            texts(page),
            [
                "letter, Subject | Subject: A new one",
                "letter | To ITU-T Members & all",
                "letter | See Annex A or here <http://itu.int/?a&b>. Bye (image: A map)",
                "Annex A | ANNEX A Travel",
                "Annex A | 1",
                "Annex A | 2",
                "page footer | Geneva",
            ]
        );
    }

    #[test]
    fn what_is_no_page() {
        passages(b"\xff").expect_err("no text");
        passages(b"<p>half a <a").expect_err("no end");
        assert_eq!(texts("R&D &unknown; a &lt; b"), ["letter | R&D &unknown; a < b"]);
    }

    proptest::proptest! {
        #[test]
        fn no_page_is_too_odd(page in "[<>/pah1-7 &;\"=!-]{0,80}") {
            let _ = passages(page.as_bytes());
        }
    }
}
