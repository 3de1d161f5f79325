//! What stands inside a paragraph: marked text, links, line ends, footnote marks.

use super::direction;
use super::markup::Markup;
use super::notes::Notes;
use crate::document::theme::StyleName;
use crate::document::{Inline, Link, Marks, Target, plain_text};
use crate::export::rules::UNSAFE_LINK;

/// Writes inlines in order.
pub(super) fn write(out: &mut Markup, inlines: &[Inline], notes: &mut Notes<'_>) {
    for inline in inlines {
        match inline {
            Inline::Text(text, marks) => marked(out, text, *marks),
            Inline::Link(link) => anchor(out, link, notes),
            Inline::LineBreak => out.raw("<br>\n"),
            Inline::Footnote(index) => notes.mark(out, *index),
        }
    }
}

fn marked(out: &mut Markup, text: &str, marks: Marks) {
    let mut open: Vec<&str> = Vec::new();
    if let Some(language) = marks.language {
        out.open("span", &[("lang", language.tag()), ("dir", direction(language))]);
        open.push("span");
    }
    if marks.run_in_head {
        out.raw("<strong class=\"RunInHead\">");
        open.push("strong");
    } else if marks.strong {
        out.raw("<strong>");
        open.push("strong");
    }
    if marks.light {
        out.raw("<span class=\"light\">");
        open.push("span");
    }
    if marks.emphasis {
        out.raw("<em>");
        open.push("em");
    }
    out.text(text);
    for tag in open.into_iter().rev() {
        out.close(tag);
    }
}

fn anchor(out: &mut Markup, link: &Link, notes: &mut Notes<'_>) {
    let target = href(out, &link.target);
    let words = plain_text(&link.content);
    // What the visible words say already is not said twice.
    let title = if words == link.description { "" } else { &link.description };
    out.open("a", &[("class", StyleName::Link.word()), ("href", &target), ("title", title)]);
    write(out, &link.content, notes);
    out.close("a");
}

/// The value of `href`; a target that would run a script is refused.
pub(super) fn href(out: &mut Markup, target: &Target) -> String {
    match target {
        Target::Bookmark(id) => format!("#{id}"),
        Target::Url(url) => {
            let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme.trim());
            if ["javascript", "vbscript", "data"].iter().any(|bad| scheme.eq_ignore_ascii_case(bad)) {
                out.refuse(
                    UNSAFE_LINK
                        .finding(format!("the link `{url}` is not an address"))
                        .hint("write a link that starts with `https://` or `mailto:`"),
                );
            }
            url.clone()
        }
    }
}
