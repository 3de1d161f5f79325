//! The furniture of a printed page: paper, margins, the running header with the page number, the foot
//! of the first page.
//!
//! A browser draws it in the margins of the pages (browsers that know no margin boxes leave it out), so
//! the header is no part of the page on the screen, and `base.css` hides the foot's element in print.

use super::markup::{unfit, unfit_problem};
use super::{css, paint};
use crate::base::{Diagnostic, Language};
use crate::document::theme::{Style, StyleName, Theme};
use crate::document::{Document, plain_text};

/// `@page` rules: the first page has the foot, the others the page number and the running header.
///
/// # Errors
/// A control character in the header or the foot.
pub(super) fn furniture(theme: &Theme, document: &Document) -> Result<String, Diagnostic> {
    let page = &theme.page;
    let language = document.properties.language;
    let (before, after) = page.number.split_once("{page}").unwrap_or((&page.number, ""));
    let mut header = format!("{} counter(page) {}", string(before)?, string(after)?);
    if !document.running_header.is_empty() {
        header.push_str(&format!(" {LINE_END} {}", string(&plain_text(&document.running_header))?));
    }
    let lines: Result<Vec<String>, Diagnostic> =
        document.first_footer.iter().map(|line| string(&plain_text(&line.content))).collect();
    let foot_style =
        document.first_footer.first().map_or(StyleName::PageFooter.word(), |line| line.style.as_str());
    let foot = match lines?.join(&format!(" {LINE_END} ")) {
        none if none.is_empty() => "none".to_owned(),
        lines => lines,
    };
    let pt = css::number;
    let size = |width: f32, height: f32| format!("size:{}pt {}pt", pt(width), pt(height));
    Ok(format!(
        "@page{{{};margin:{}pt {}pt {}pt {}pt;@top-center{{content:{header};vertical-align:top;\
         padding-top:{}pt;{}}}}}\n\
         @page:first{{@top-center{{content:none}}@bottom-center{{content:{foot};vertical-align:bottom;\
         padding-bottom:{}pt;{}}}}}\n\
         @page landscape{{{}}}\n",
        size(page.width, page.height),
        pt(page.top),
        pt(page.right),
        pt(page.bottom),
        pt(page.left),
        pt(page.header),
        letters(theme.style(StyleName::PageHeader), theme, language),
        pt(page.footer),
        letters(theme.style(foot_style), theme, language),
        size(page.height, page.width),
    ) + &draft_mark(theme, document)?)
}

/// The mark of a draft: in the margin of each printed page, above the header, and over the page on the screen. It is no
/// element, so no text of the letter.
fn draft_mark(theme: &Theme, document: &Document) -> Result<String, Diagnostic> {
    let Some(mark) = &document.properties.draft else { return Ok(String::new()) };
    let style = theme.style(StyleName::DraftMark);
    let (mark, letters) = (string(mark)?, letters(style, theme, document.properties.language));
    let above = (theme.page.header - style.size * 1.22).max(0.0);
    Ok(format!(
        "@page{{@top-left{{content:{mark};vertical-align:top;padding-top:{}pt;{letters};text-align:start}}}}\n\
         @media screen{{html{{scroll-padding-block-start:2rem}}\n\
         body::before{{content:{mark};position:fixed;z-index:1;inset-block-start:0;inset-inline:0;\
         inline-size:fit-content;margin-inline:auto;padding:.1rem .6rem;background:var(--paper);\
         border-radius:0 0 .3rem .3rem;box-shadow:0 1px 3px var(--shadow);pointer-events:none;{letters};\
         font-size:{}}}}}\n\
         @media screen and (prefers-color-scheme:dark){{body::before{{color:{}}}}}\n",
        css::number(above),
        css::rem(style.size),
        paint::css(paint::dark_text(style.color)),
    ))
}

/// The end of a line within `content`.
const LINE_END: &str = "\"\\a \"";

/// How the text of a margin looks: margins inherit nothing from the page's styles.
fn letters(style: &Style, theme: &Theme, language: Language) -> String {
    let weight = if style.bold { "bold" } else { "normal" };
    let (size, family, color) =
        (css::number(style.size), css::family(theme, language), paint::css(style.color));
    format!("white-space:pre;text-align:center;font:{weight} {size}pt/1.22 {family};color:{color}")
}

/// A text as a CSS string that is safe inside `<style>`.
fn string(text: &str) -> Result<String, Diagnostic> {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' | '<' | '&' => out.push_str(&format!("\\{:x} ", u32::from(c))),
            '\u{2011}' => out.push('-'),
            c if unfit(c) => return Err(unfit_problem(c, text)),
            c => out.push(c),
        }
    }
    out.push('"');
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_cannot_leave_its_string() {
        assert_eq!(string("a\"b\\</style>").expect("sound"), "\"a\\22 b\\5c \\3c /style>\"");
        assert!(string("\u{7}").is_err());
    }
}
