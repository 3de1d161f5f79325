//! A page of the documentation as HTML: Markdown as it is shown on the web, with links that work between files.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use quick_xml::escape::escape;
use std::collections::BTreeMap;

/// A heading of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its words.
    pub title: String,
    /// What an address ends with that leads to it.
    pub anchor: String,
}

/// What a page says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html {
    /// Everything, its first heading included.
    pub text: String,
    /// Its first heading.
    pub title: String,
    /// Its other headings, but the smallest.
    pub headings: Vec<Heading>,
    /// The first paragraph, without marks.
    pub summary: String,
}

/// Makes it. `lead` says where a link of the page leads to: an address, or nothing where that is not part of the
/// documentation.
pub fn html(markdown: &str, lead: &dyn Fn(&str) -> Option<String>) -> Html {
    let mut page = Html::default();
    let events: Vec<Event<'_>> =
        Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).collect();
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    let mut out = Vec::with_capacity(events.len());
    // Whether each open link leads anywhere.
    let mut links = Vec::new();
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let title = words(&events[at + 1..]);
                let anchor = unique(anchor(&title), &mut used);
                out.push(raw(format!("<{level} id=\"{anchor}\">")));
                match level {
                    HeadingLevel::H1 => page.title = title,
                    HeadingLevel::H2 | HeadingLevel::H3 => page.headings.push(Heading { title, anchor }),
                    _ => {}
                }
            }
            Event::End(TagEnd::Heading(level)) => out.push(raw(format!("</{level}>\n"))),
            Event::Start(Tag::Paragraph) if page.summary.is_empty() && !page.title.is_empty() => {
                page.summary = words(&events[at + 1..]);
                out.push(event.clone());
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let leads = lead(dest_url);
                links.push(leads.is_some());
                out.extend(leads.map(|to| raw(format!("<a href=\"{}\">", escape(to.as_str())))));
            }
            Event::End(TagEnd::Link) => {
                out.extend(links.pop().filter(|is_link| *is_link).map(|_| raw("</a>")))
            }
            Event::Start(Tag::Table(_)) => {
                out.extend([raw("<div class=\"wide\" tabindex=\"0\">"), event.clone()])
            }
            Event::End(TagEnd::Table) => out.extend([event.clone(), raw("</div>\n")]),
            // Comments are for those who write the page; other tags are shown.
            Event::Html(text) | Event::InlineHtml(text) if text.trim_start().starts_with("<!--") => {}
            Event::Html(text) | Event::InlineHtml(text) => out.push(Event::Text(text.clone())),
            Event::Code(text) if links.is_empty() => out.push(command(text, lead)),
            _ => out.push(event.clone()),
        }
    }
    html::push_html(&mut page.text, out.into_iter());
    page
}

fn raw<'a>(text: impl Into<CowStr<'a>>) -> Event<'a> {
    Event::InlineHtml(text.into())
}

/// `letters docs checking` as a link to that page; other code as it is.
fn command<'a>(text: &CowStr<'a>, lead: &dyn Fn(&str) -> Option<String>) -> Event<'a> {
    let page = text.strip_prefix("letters docs ").and_then(|topic| lead(&format!("topic:{topic}")));
    match page {
        Some(page) => {
            raw(format!("<a href=\"{}\"><code>{}</code></a>", escape(page.as_str()), escape(text.as_ref())))
        }
        None => Event::Code(text.clone()),
    }
}

/// The words up to the end of a heading or a paragraph.
fn words(events: &[Event<'_>]) -> String {
    let mut words = String::new();
    for event in events {
        match event {
            Event::End(TagEnd::Heading(_) | TagEnd::Paragraph) => break,
            Event::Text(text) | Event::Code(text) => words.push_str(text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words
}

/// What an address ends with that leads to a heading.
pub fn anchor(title: &str) -> String {
    let kept = title.trim().chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

fn unique(anchor: String, used: &mut BTreeMap<String, usize>) -> String {
    let count = used.entry(anchor.clone()).or_default();
    *count += 1;
    if *count == 1 { anchor } else { format!("{anchor}-{}", *count - 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(markdown: &str) -> Html {
        let lead = |to: &str| match to {
            "other.md#x" => Some("other.html#x".to_owned()),
            "topic:other" => Some("other.html".to_owned()),
            _ => None,
        };
        html(markdown, &lead)
    }

    #[test]
    fn a_page_has_title_summary_and_headings() {
        let page =
            made("# The `title`\n\n<!-- not shown -->\n\nFirst *words*.\n\n## One\n\n## One\n\n#### Small\n");
        assert_eq!((page.title.as_str(), page.summary.as_str()), ("The title", "First words."));
        let anchors: Vec<&str> = page.headings.iter().map(|heading| heading.anchor.as_str()).collect();
        assert_eq!(anchors, ["one", "one-1"]);
        assert!(page.text.starts_with("<h1 id=\"the-title\">The <code>title</code></h1>"), "{}", page.text);
        assert!(!page.text.contains("not shown"));
    }

    #[test]
    fn links_lead_to_pages_and_those_that_lead_elsewhere_are_words() {
        let page = made(
            "# T\n\n[a](other.md#x) [b](../../letters/b.yaml) `letters docs other` `letters docs none`\n",
        );
        let expected = "<p><a href=\"other.html#x\">a</a> b <a href=\"other.html\"><code>letters docs other</code></a> \
                        <code>letters docs none</code></p>";
        assert!(page.text.contains(expected), "{}", page.text);
    }

    #[test]
    fn tags_are_shown_and_tables_scroll() {
        let page = made("# T\n\nA <form> & <b onclick=\"x\">.\n\n| a |\n|---|\n| `b` |\n");
        assert!(page.text.contains("A &lt;form&gt; &amp; &lt;b onclick"), "{}", page.text);
        assert!(page.text.contains("<div class=\"wide\" tabindex=\"0\"><table>"), "{}", page.text);
    }
}
