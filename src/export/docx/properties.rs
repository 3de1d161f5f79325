//! The small parts: core and application properties, settings, the font table, Word's theme.

use super::xml::Xml;
use crate::base::{Diagnostic, Language, Script};
use crate::document::Properties;
use crate::document::theme::Theme;

/// The settings part refers to the lines above footnotes only if there are footnotes.
pub(super) fn settings(language: Language, footnotes: bool) -> Result<String, Diagnostic> {
    // Full-width punctuation shares its empty halves.
    let is_chinese = language.script() == Script::Chinese;
    let punctuation = if is_chinese { "compressPunctuation" } else { "doNotCompress" };
    let lines = r#"<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>"#;
    let mut xml = Xml::new(2000);
    xml.file(
        include_str!("parts/settings.xml"),
        &[
            ("punctuation", &punctuation),
            ("footnotes", &if footnotes { lines } else { "" }),
            ("language", &language.tag()),
            ("chinese", &Script::Chinese.tag()),
            ("arabic", &Script::Arabic.tag()),
        ],
    );
    xml.finish()
}

/// The fonts that the styles name.
pub(super) fn font_table(theme: &Theme) -> Result<String, Diagnostic> {
    with_font(include_str!("parts/fonts.xml"), theme)
}

/// Word's own theme of colours and fonts, which the menus offer; the styles do not refer to it.
pub(super) fn office_theme(theme: &Theme) -> Result<String, Diagnostic> {
    with_font(include_str!("parts/theme.xml"), theme)
}

/// A part that names the font.
fn with_font(part: &str, theme: &Theme) -> Result<String, Diagnostic> {
    let mut xml = Xml::new(2500);
    let font = xml.escaped(&theme.fonts.word);
    xml.file(part, &[("font", &font)]);
    xml.finish()
}

/// A part that says the same in every file.
pub(super) fn fixed(part: &str) -> Result<String, Diagnostic> {
    let mut xml = Xml::new(1000);
    xml.file(part, &[]);
    xml.finish()
}

/// Title, author and the like. The only date is the letter's.
pub(super) fn core(properties: &Properties) -> Result<String, Diagnostic> {
    let mut xml = Xml::new(1500);
    xml.raw(concat!(
        r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" "#,
        r#"xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" "#,
        r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">"#
    ));
    let keywords = properties.keywords.join(", ");
    for (element, value) in [
        ("dc:title", properties.title.as_str()),
        ("dc:subject", &properties.subject),
        ("dc:creator", &properties.author),
        ("cp:keywords", &keywords),
        ("dc:identifier", &properties.identifier),
        ("dc:language", properties.language.tag()),
        ("cp:lastModifiedBy", &properties.author),
        ("cp:contentStatus", properties.status.word()),
    ] {
        if !value.is_empty() {
            xml.put(format_args!("<{element}>")).text(value).put(format_args!("</{element}>"));
        }
    }
    let date = properties.date.format("%Y-%m-%dT00:00:00Z");
    for element in ["created", "modified"] {
        xml.put(format_args!(r#"<dcterms:{element} xsi:type="dcterms:W3CDTF">{date}</dcterms:{element}>"#));
    }
    xml.raw("</cp:coreProperties>");
    xml.finish()
}
