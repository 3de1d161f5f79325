//! Text inside a paragraph: bold, italic, links, line breaks, footnote marks.

use crate::base::Script;
use crate::document::typography::{self, Conventions};
use crate::document::{Inline, Link, Marks, Target, plain_text};
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

/// Collects the inlines of one paragraph from Markdown events.
#[derive(Debug, Default)]
pub struct Collector {
    out: Vec<Inline>,
    marks: Marks,
    link: Option<(String, String, Vec<Inline>)>,
}

impl Collector {
    fn push(&mut self, inline: Inline) {
        let list = self.link.as_mut().map_or(&mut self.out, |(.., content)| content);
        match (list.last_mut(), inline) {
            (Some(Inline::Text(last, marks)), Inline::Text(text, more)) if *marks == more => {
                last.push_str(&text)
            }
            (_, inline) => list.push(inline),
        }
    }

    /// Adds text with the marks in force.
    pub fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.push(Inline::Text(text.replace(['\t', '\n', '\r'], " "), self.marks));
        }
    }

    /// Adds a forced line end.
    pub fn line_break(&mut self) {
        self.push(Inline::LineBreak);
    }

    /// Adds a footnote's mark.
    pub fn footnote(&mut self, index: usize) {
        self.push(Inline::Footnote(index));
    }

    /// Begins bold, italic or a link; `false` if the tag is none of these.
    pub fn start(&mut self, tag: &Tag<'_>) -> bool {
        match tag {
            Tag::Strong => self.marks.strong = true,
            Tag::Emphasis => self.marks.emphasis = true,
            Tag::Link { dest_url, title, .. } => {
                let url = address(tag).unwrap_or_else(|| dest_url.to_string());
                self.link = Some((url, title.to_string(), Vec::new()));
            }
            _ => return false,
        }
        true
    }

    /// Ends what [`Collector::start`] began.
    pub fn end(&mut self, tag: TagEnd) -> bool {
        match tag {
            TagEnd::Strong => self.marks.strong = false,
            TagEnd::Emphasis => self.marks.emphasis = false,
            TagEnd::Link => {
                if let Some((url, title, content)) = self.link.take() {
                    let link = link(url, title, content);
                    self.push(link);
                }
            }
            _ => return false,
        }
        true
    }

    /// The paragraph's inlines, non-breaking places bound, outer spaces cut off. `e_mail_to` says what a link
    /// to an [`ADDRESS`] is.
    pub fn finish(&mut self, conventions: Conventions<'_>, e_mail_to: &str) -> Vec<Inline> {
        let mut inlines = std::mem::take(&mut self.out);
        self.marks = Marks::default();
        bind(&mut inlines, conventions);
        if conventions.language.script() == Script::Chinese {
            close_up(&mut inlines);
        }
        for inline in &mut inlines {
            if let Inline::Link(link) = inline
                && link.description.is_empty()
                && let Target::Url(url) = &link.target
            {
                link.description = e_mail_to.replace(ADDRESS, url.strip_prefix(MAIL).unwrap_or(url));
            }
        }
        if let Some(Inline::Text(first, _)) = inlines.first_mut() {
            *first = first.trim_start_matches([' ', '\n']).to_owned();
        }
        if let Some(Inline::Text(last, _)) = inlines.last_mut() {
            *last = last.trim_end_matches([' ', '\n']).to_owned();
        }
        inlines.retain(|inline| !matches!(inline, Inline::Text(text, _) if text.is_empty()));
        inlines
    }
}

/// A heading's words as bookmarks and tables of contents show them: on one line, with ordinary
/// spaces and hyphens, without a colon at the end.
pub fn outline(content: &[Inline]) -> String {
    let words = typography::plain(&plain_text(content));
    words.trim_end_matches(':').trim_end().to_owned()
}

/// Where a link leads; `<name@example.org>` is an e-mail address.
pub fn address(tag: &Tag<'_>) -> Option<String> {
    match tag {
        Tag::Link { link_type: LinkType::Email, dest_url, .. } => Some(format!("mailto:{dest_url}")),
        Tag::Link { dest_url, .. } => Some(dest_url.to_string()),
        _ => None,
    }
}

fn bind(inlines: &mut [Inline], conventions: Conventions<'_>) {
    for inline in inlines {
        match inline {
            Inline::Text(text, marks) => {
                let conventions = match marks.language {
                    Some(language) if language != conventions.language => {
                        Conventions::without_words(language)
                    }
                    _ => conventions,
                };
                *text = typography::bind(text, conventions);
            }
            Inline::Link(link) => bind(&mut link.content, conventions),
            Inline::LineBreak | Inline::Footnote(_) => {}
        }
    }
}

/// Takes out the space that a stretch of Chinese begins with behind full-width punctuation of the one before.
fn close_up(inlines: &mut [Inline]) {
    let mut before = None;
    for inline in inlines {
        if let Inline::Text(text, _) = inline {
            if before.is_some_and(typography::closes_up) {
                *text = text.trim_start_matches(' ').to_owned();
            }
            before = text.chars().next_back().or(before);
        } else {
            before = None;
        }
    }
}

/// Stands for an address in the phrase that says what a link to one is.
pub const ADDRESS: &str = "{address}";
const MAIL: &str = "mailto:";

fn link(url: String, title: String, content: Vec<Inline>) -> Inline {
    let words = plain_text(&content);
    let description = match (title.is_empty(), url.starts_with(MAIL)) {
        (false, _) => title,
        // In the language's words, which come later.
        (true, true) => String::new(),
        (true, false) if words.chars().count() > 5 => words,
        (true, false) => format!("{words} ({url})"),
    };
    let target = match url.strip_prefix('#') {
        Some(id) => Target::Bookmark(id.to_owned()),
        None => Target::Url(url),
    };
    Inline::Link(Link { target, description, content })
}

/// The words of a line of Markdown, without any markup.
pub fn plain(markdown: &str) -> String {
    plain_lines(markdown).join(" ")
}

/// The words of Markdown, without any markup, cut where it breaks the line.
pub fn plain_lines(markdown: &str) -> Vec<String> {
    let mut out = String::new();
    plain_pieces(markdown, |words, _| out.push_str(words));
    out.split('\n').map(str::to_owned).collect()
}

/// The words of Markdown in pieces, each with its byte; a line end where it breaks the line.
pub fn plain_pieces(markdown: &str, mut piece: impl FnMut(&str, usize)) {
    for (event, at) in Parser::new(markdown).into_offset_iter() {
        match event {
            Event::Text(text) | Event::Code(text) => piece(&text.replace(['\t', '\n', '\r'], " "), at.start),
            Event::SoftBreak => piece(" ", at.start),
            Event::HardBreak => piece("\n", at.start),
            Event::InlineHtml(html) if html.starts_with("<br") => piece("\n", at.start),
            _ => {}
        }
    }
}

/// Whether Markdown is one paragraph that says these words and nothing else: no emphasis, no link.
pub fn reads_as(markdown: &str, words: &str) -> bool {
    let (mut said, mut depth) = (String::new(), 0);
    for event in Parser::new_ext(markdown, super::blocks::OPTIONS) {
        match event {
            Event::Text(text) => said.push_str(&text),
            Event::Start(Tag::Paragraph) => depth += 1,
            Event::End(TagEnd::Paragraph) => {}
            _ => return false,
        }
    }
    depth == 1 && said == words
}
