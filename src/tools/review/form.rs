//! What passages have otherwise although their words are the same, for people: levels, styles, bold, links, joints.

use super::passage::{Kind, Passage};
use super::words::{Look, Token, alike_link, hunks, joined};
use crate::base::text::shortened;

/// What two passages have otherwise besides their words, each as a phrase: `level 2 -> 1: “IPR information”`, `bold taken off
/// “at least”`.
pub fn differences(old: &Passage, new: &Passage) -> Vec<String> {
    let shape = shape(old, new).map(|shape| format!("{shape}: “{}”", shortened(&new.text(), 60)));
    shape.into_iter().chain(looks(&old.tokens, &new.tokens)).collect()
}

/// What a passage is that was something else: `level 2 -> 1`, `style Body Text -> Quote`.
pub fn shape(old: &Passage, new: &Passage) -> Option<String> {
    if old.kind == new.kind {
        let (was, is) = (&old.style, &new.style);
        let is_known = !was.is_empty() && !is.is_empty();
        return (is_known && !alike_style(was, is)).then(|| format!("style {was} -> {is}"));
    }
    let name = |kind: Kind| match kind {
        Kind::Paragraph => "paragraph".to_owned(),
        Kind::Heading(level) => format!("heading of level {level}"),
        Kind::Item(level) => format!("item of level {}", level + 1),
    };
    Some(match (old.kind, new.kind) {
        (Kind::Item(was), Kind::Item(is)) => format!("level {} -> {}", was + 1, is + 1),
        (Kind::Heading(was), Kind::Heading(is)) => format!("level of the heading {was} -> {is}"),
        (was, is) => format!("{} -> {}", name(was), name(is)),
    })
}

/// Whether two names are of one style: programs change the case, and LibreOffice has names of its own for some.
fn alike_style(a: &str, b: &str) -> bool {
    let bare = |name: &str| match name.to_lowercase().as_str() {
        "envelope address" => "addressee".to_owned(),
        name => name.to_owned(),
    };
    bare(a) == bare(b)
}

/// A word that stays: how it looked, and itself as it looks now.
type Stays<'a> = (&'a Look, &'a Token);

/// How words that stay look otherwise.
pub fn looks(old: &[Token], new: &[Token]) -> Vec<String> {
    let mut kept: Vec<Stays<'_>> = Vec::with_capacity(new.len());
    let (mut a, mut b) = (0, 0);
    let ends = super::words::Hunk { old: old.len()..old.len(), new: new.len()..new.len() };
    for hunk in hunks(old, new).into_iter().chain([ends]) {
        let same = old[a..hunk.old.start].iter().zip(&new[b..hunk.new.start]);
        kept.extend(same.map(|(old, new)| (&old.look, new)));
        (a, b) = (hunk.old.end, hunk.new.end);
    }
    let on = |is: bool, what: &str| format!("{what} {} ", if is { "put on" } else { "taken off" });
    let bold = |was: &Look, is: &Look| (was.bold != is.bold).then(|| on(is.bold, "bold"));
    let italic = |was: &Look, is: &Look| (was.italic != is.italic).then(|| on(is.italic, "italic"));
    let link = |was: &Look, is: &Look| match (&was.link, &is.link) {
        _ if alike_link(was, is) => None,
        (_, None) => Some("link taken off ".to_owned()),
        (None, Some(to)) => Some(format!("link to {to} put on ")),
        (Some(_), Some(to)) => Some(format!("link goes to {to} now: ")),
    };
    [runs(&kept, bold), runs(&kept, italic), runs(&kept, link)].concat()
}

/// Words beside each other of which the same is to be said.
fn runs(kept: &[Stays<'_>], said: impl Fn(&Look, &Look) -> Option<String>) -> Vec<String> {
    let of = |(was, token): &Stays<'_>| said(was, &token.look);
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(word) = kept.get(at) {
        let Some(said) = of(word).filter(|_| word.1.is_word()) else {
            at += 1;
            continue;
        };
        // Signs between such words go with them; emphasis of a comma is nobody's wish.
        let goes_on = |word: &&Stays<'_>| !word.1.is_word() || of(word).as_ref() == Some(&said);
        let length = kept[at..].iter().take_while(goes_on).count();
        let words: Vec<Token> = kept[at..at + length].iter().map(|(_, token)| (*token).clone()).collect();
        let last = words.iter().rposition(Token::is_word).unwrap_or_default();
        out.push(format!("{said}“{}”", shortened(&joined(&words[..=last], false), 60)));
        at += length;
    }
    out
}

/// That a passage became several.
pub fn split(parts: &[Passage]) -> String {
    let into = if parts.len() == 2 { "two".to_owned() } else { parts.len().to_string() };
    format!("{} split in {into} after {}", noun(parts), ends(parts))
}

/// That several passages became one.
pub fn joining(parts: &[Passage]) -> String {
    format!("{}s joined after {}", noun(parts), ends(parts))
}

fn noun(parts: &[Passage]) -> &'static str {
    match parts.first().map(|part| part.kind) {
        Some(Kind::Heading(_)) => "heading",
        Some(Kind::Item(_)) => "item",
        _ => "paragraph",
    }
}

/// The last words of all parts but the last one.
fn ends(parts: &[Passage]) -> String {
    let end = |part: &Passage| {
        let start = part.tokens.len().saturating_sub(4);
        let more = if start > 0 { "…" } else { "" };
        format!("“{more}{}”", joined(&part.tokens[start..], start > 0))
    };
    let before = parts.split_last().map_or(&[][..], |(_, before)| before);
    before.iter().map(end).collect::<Vec<_>>().join(" and ")
}

#[cfg(test)]
mod tests {
    use super::super::words::Run;
    use super::*;

    fn passage(kind: Kind, style: &str, runs: &[(&str, Look)]) -> Passage {
        let run = |(text, look): &(&str, Look)| Run { text: (*text).into(), look: look.clone(), by: None };
        let runs: Vec<Run> = runs.iter().map(run).collect();
        Passage { style: style.into(), ..Passage::new("", kind, None, &runs).expect("words") }
    }

    fn look(bold: bool, link: Option<&str>) -> Look {
        Look { bold, italic: false, link: link.map(Into::into) }
    }

    #[test]
    fn what_is_not_words_is_told_as_what_it_is() {
        let plain = Look::default();
        let of = |kind, style| passage(kind, style, &[("words", plain.clone())]);
        let told = |old: &Passage, new: &Passage| differences(old, new).join("; ");
        assert_eq!(told(&of(Kind::Item(1), ""), &of(Kind::Item(0), "")), "level 2 -> 1: “words”");
        assert_eq!(
            told(&of(Kind::Paragraph, "Body"), &of(Kind::Heading(2), "h")),
            "paragraph -> heading of level 2: “words”"
        );
        assert_eq!(
            told(&of(Kind::Paragraph, "Body"), &of(Kind::Paragraph, "Quote")),
            "style Body -> Quote: “words”"
        );
        assert_eq!(told(&of(Kind::Paragraph, "Addressee"), &of(Kind::Paragraph, "Envelope Address")), "");
        let old = passage(
            Kind::Paragraph,
            "",
            &[("one two, three ", look(true, None)), ("four", look(false, Some("https://a.int")))],
        );
        let new = passage(
            Kind::Paragraph,
            "",
            &[
                ("one ", look(true, None)),
                ("two, three ", plain.clone()),
                ("four", look(false, Some("https://b.int"))),
            ],
        );
        assert_eq!(told(&old, &new), "bold taken off “two, three”; link goes to https://b.int now: “four”");
        assert_eq!(told(&new, &old), "bold put on “two, three”; link goes to https://a.int now: “four”");
        let other = passage(
            Kind::Paragraph,
            "",
            &[("one more ", look(true, None)), ("two, three four", look(true, None))],
        );
        assert_eq!(told(&new, &other), "bold put on “two, three four”; link taken off “four”");
    }

    #[test]
    fn joints_are_told_by_the_words_before_them() {
        let of = |text: &str| passage(Kind::Paragraph, "", &[(text, Look::default())]);
        let parts = [of("The first half of it."), of("The second.")];
        assert_eq!(split(&parts), "paragraph split in two after “… half of it.”");
        assert_eq!(joining(&parts), "paragraphs joined after “… half of it.”");
    }
}
