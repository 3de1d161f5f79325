//! A review as one web page, for those who accept or refuse it: what letters share, a table of all
//! letters, then each letter with its passages.
//!
//! What goes and comes is struck and underlined, coloured, and said to those who hear the page. The page
//! loads nothing, and knows no clock: the same review is the same page.

use super::common::Common;
use super::compare::{Alteration, Run};
use super::letter::{LetterTitle, Outcome, WordCount};
use super::review::{Review, formats, place_before};
use super::text::{alone, remarks};
use crate::base::report::visible;
use crate::base::text::count;
use quick_xml::escape::escape;
use std::fmt::Write;

const STYLE: &str = include_str!("page.css");

/// The page.
pub fn page(review: &Review) -> String {
    let mut page = Page { review, html: String::new() };
    page.start();
    page.commons();
    page.table();
    page.letters();
    page.end();
    page.put("</main>\n</body>\n</html>\n");
    page.html
}

struct Page<'a> {
    review: &'a Review,
    html: String,
}

/// Text for HTML.
fn html(text: &str) -> String {
    escape(visible(text).as_ref()).into_owned()
}

impl Page<'_> {
    fn put(&mut self, html: &str) {
        self.html.push_str(html);
    }

    fn format(&mut self, html: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.html.write_fmt(html);
    }

    fn start(&mut self) {
        let summary = self.review.summary();
        let mut letters = summary.chars();
        let summary =
            letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default() + letters.as_str();
        self.format(format_args!(
            concat!(
                "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
                "<meta name=\"color-scheme\" content=\"light dark\">\n",
                "<title>What a build would change</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>\n",
                "<h1>What a build would change</h1>\n<p>{}.</p>\n",
                "<p class=\"soft\">Words that a build would {} and words that it would {}.</p>\n"
            ),
            STYLE,
            html(&summary),
            out("take out"),
            new("put in"),
        ));
        let parts = [
            (!self.review.commons.list.is_empty(), "common", "Changes in many letters"),
            (self.is_listed(), "letters", "Letters"),
            (!self.left_over().is_empty(), "left-over", "Files that no letter makes any more"),
        ];
        if parts.iter().any(|(there, ..)| *there) {
            self.put("<nav aria-label=\"Contents\">\n<ul>\n");
            for (_, id, title) in parts.into_iter().filter(|(there, ..)| *there) {
                self.format(format_args!("<li><a href=\"#{id}\">{title}</a></li>\n"));
            }
            self.put("</ul>\n</nav>\n");
        }
    }

    /// Whether there is a letter to be told of.
    fn is_listed(&self) -> bool {
        self.review
            .letters
            .iter()
            .any(|letter| letter.outcome != Outcome::Unchanged || !letter.missing.is_empty())
    }

    fn commons(&mut self) {
        if self.review.commons.list.is_empty() {
            return;
        }
        self.put("<h2 id=\"common\">Changes in many letters</h2>\n");
        for (letters, members) in self.review.groups() {
            self.format(format_args!("<h3>In {}</h3>\n", html(&self.review.which(letters))));
            let first = members.first().map_or(1, |at| at + 1);
            self.format(format_args!("<ol class=\"commons\" start=\"{first}\">\n"));
            for at in members {
                self.common(at, &self.review.commons.list[at]);
            }
            self.put("</ol>\n<details>\n<summary>These letters</summary>\n<p>");
            let links: Vec<String> = letters.iter().map(|at| self.link(*at)).collect();
            self.put(&links.join(", "));
            self.put("</p>\n</details>\n");
        }
    }

    fn common(&mut self, at: usize, common: &Common) {
        self.format(format_args!("<li id=\"change-{}\">{} ", at + 1, place(&common.place, &common.before)));
        let texts = [
            html(&common.before_shown()),
            if common.old.is_empty() { String::new() } else { out(&common.old) },
            if common.new.is_empty() { String::new() } else { new(&common.new) },
            html(&common.after_shown()),
        ];
        let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        self.put(&texts.join(" "));
        for (_, remark) in remarks(common).into_iter().filter(|(holds, _)| *holds) {
            self.format(format_args!(" <span class=\"soft\">({remark})</span>"));
        }
        self.put("</li>\n");
    }

    /// What a letter is called, as a link to where it is told of.
    fn link(&self, at: usize) -> String {
        let Some(letter) = self.review.letters.get(at) else { return String::new() };
        let called = html(letter.short());
        if has_section(letter) { format!("<a href=\"#letter-{}\">{called}</a>", at + 1) } else { called }
    }

    fn table(&mut self) {
        if !self.is_listed() {
            return;
        }
        self.put(concat!(
            "<section class=\"scroll\" tabindex=\"0\" aria-labelledby=\"letters\">\n",
            "<h2 id=\"letters\">Letters</h2>\n<table>\n",
            "<caption>Letters that a build would not leave as they are</caption>\n<thead>\n<tr>",
            "<th scope=\"col\">Letter</th><th scope=\"col\">File</th><th scope=\"col\">Status</th>",
            "<th scope=\"col\">What changes</th><th scope=\"col\" class=\"number\">Words out</th>",
            "<th scope=\"col\" class=\"number\">Words in</th></tr>\n</thead>\n<tbody>\n"
        ));
        for (at, letter) in self.review.letters.iter().enumerate() {
            if letter.outcome == Outcome::Unchanged && letter.missing.is_empty() {
                continue;
            }
            let (gone, come) = match letter.words().map(WordCount::count) {
                Some((out, new)) => (out.to_string(), new.to_string()),
                None => (String::new(), String::new()),
            };
            self.format(format_args!(
                concat!(
                    "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td>",
                    "<td class=\"number\">{}</td><td class=\"number\">{}</td></tr>\n"
                ),
                self.link(at),
                html(&letter.file),
                letter.status.unwrap_or_default(),
                self.what(letter),
                gone,
                come,
            ));
        }
        self.put("</tbody>\n</table>\n</section>\n");
    }

    /// Whether there is more to say of a letter than what many share.
    fn has_own(&self, letter: &LetterTitle) -> bool {
        letter.words().map_or(matches!(letter.outcome, Outcome::Wrong(_)), |words| {
            words.alone
                || !letter.unread.is_empty()
                || words.alterations.iter().any(|a| !self.review.commons.cover(a))
        })
    }

    /// What changes in a letter; what is its own stands out.
    fn what(&self, letter: &LetterTitle) -> String {
        let mut text = match &letter.outcome {
            Outcome::Wrong(_) => "errors: not compared".to_owned(),
            Outcome::New => "new: not built yet".to_owned(),
            Outcome::Unchanged => "nothing".to_owned(),
            Outcome::SameWords(differ) => {
                format!("same words; layout or properties differ ({})", formats(differ))
            }
            Outcome::Unreadable(differ) => format!("no words can be compared ({})", formats(differ)),
            Outcome::Changed(words) if words.alone => {
                format!("words that {} alone has", formats(&words.differ))
            }
            Outcome::Changed(words) if words.alterations.iter().all(|a| self.review.commons.cover(a)) => {
                "only what changes in many letters".to_owned()
            }
            Outcome::Changed(_) => "words of its own".to_owned(),
        };
        if !letter.missing.is_empty() {
            let _ = write!(text, "; no {} in {}", formats(&letter.missing), self.review.folder);
        }
        for file in &letter.unread {
            let _ = write!(text, "; {file}");
        }
        if self.has_own(letter) { format!("<strong>{}</strong>", html(&text)) } else { html(&text) }
    }

    fn letters(&mut self) {
        let told = self.review.letters.iter().enumerate().filter(|(_, letter)| has_section(letter));
        // What is like all the others comes last.
        let (own, others): (Vec<_>, Vec<_>) = told.partition(|(_, letter)| self.has_own(letter));
        for (at, letter) in own.into_iter().chain(others) {
            let status = letter.status.map(|status| format!(", {status}")).unwrap_or_default();
            self.format(format_args!(
                "<section aria-labelledby=\"letter-{0}\">\n<h2 id=\"letter-{0}\">{1}</h2>\n<p class=\"soft\">{2}{3}</p>\n",
                at + 1,
                html(letter.short()),
                html(&letter.file),
                status,
            ));
            match &letter.outcome {
                Outcome::Wrong(messages) => {
                    self.put("<p>It has errors, so that nothing was compared:</p>\n<ul>\n");
                    for message in messages {
                        self.format(format_args!("<li>{}</li>\n", html(message)));
                    }
                    self.put("</ul>\n");
                }
                Outcome::Changed(words) => {
                    for file in &letter.unread {
                        self.format(format_args!("<p>{}.</p>\n", html(file)));
                    }
                    self.words(words);
                }
                _ => {}
            }
            self.put("</section>\n");
        }
    }

    fn words(&mut self, words: &WordCount) {
        if words.alone {
            self.format(format_args!("<p>{}</p>\n", alone(words)));
        }
        let commons = &self.review.commons;
        let (shared, own): (Vec<&Alteration>, Vec<&Alteration>) =
            words.alterations.iter().partition(|alteration| commons.cover(alteration));
        self.passages(&own);
        if !shared.is_empty() {
            let within = commons.within(&words.alterations).len();
            self.format(format_args!(
                "<details>\n<summary>{} that many letters share</summary>\n",
                count(within, "change"),
            ));
            self.passages(&shared);
            self.put("</details>\n");
        }
    }

    fn passages(&mut self, alterations: &[&Alteration]) {
        if alterations.is_empty() {
            return;
        }
        self.put("<ul class=\"passages\">\n");
        for alteration in alterations {
            let pieces = alteration.pieces.iter().map(|piece| match piece {
                Run::Same(words) => html(words),
                Run::Cut => "…".to_owned(),
                Run::Out(words) => out(words),
                Run::In(words) => new(words),
            });
            let pieces: Vec<String> = pieces.collect();
            self.format(format_args!(
                "<li>{} {}</li>\n",
                place(&alteration.place, alteration.beginning()),
                pieces.join(" ")
            ));
        }
        self.put("</ul>\n");
    }

    fn left_over(&self) -> &[String] {
        self.review.left_over.as_deref().unwrap_or_default()
    }

    fn end(&mut self) {
        if self.left_over().is_empty() {
            return;
        }
        let folder = html(&self.review.folder);
        self.format(format_args!(
            "<h2 id=\"left-over\">Files that no letter makes any more</h2>\n<p>In {folder}; a build leaves them there.</p>\n<ul>\n"
        ));
        for name in self.review.left_over.iter().flatten() {
            self.format(format_args!("<li>{}</li>\n", html(name)));
        }
        self.put("</ul>\n");
    }
}

fn has_section(letter: &LetterTitle) -> bool {
    matches!(letter.outcome, Outcome::Wrong(_) | Outcome::Changed(_))
}

fn place(place: &str, words: &str) -> String {
    format!("<span class=\"place\">{}:</span>", html(place_before(place, words)))
}

fn out(words: &str) -> String {
    format!(
        "<del><span class=\"heard\">[taken out: </span>{}<span class=\"heard\">]</span></del>",
        html(words)
    )
}

fn new(words: &str) -> String {
    format!("<ins><span class=\"heard\">[put in: </span>{}<span class=\"heard\">]</span></ins>", html(words))
}
