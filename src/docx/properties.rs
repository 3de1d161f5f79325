//! The small parts: core and application properties, settings, the font table.

use super::styles::MAIN;
use super::xml::Xml;
use crate::diagnostic::Diagnostic;
use crate::document::Properties;
use crate::language::Language;
use crate::theme::Theme;

/// The settings part refers to the lines above footnotes only if there are footnotes.
pub(super) fn settings(language: Language, footnotes: bool) -> Result<String, Diagnostic> {
    let mut xml = Xml::new(2000);
    xml.put(format_args!(
        concat!(
            r#"<w:settings xmlns:w="{}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>"#,
            r#"<w:characterSpacingControl w:val="doNotCompress"/>"#
        ),
        MAIN
    ));
    if footnotes {
        xml.raw(r#"<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>"#);
    }
    xml.raw("<w:compat>");
    for (name, value) in [
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
        ("useWord2013TrackBottomHyphenation", 0),
    ] {
        xml.put(format_args!(
            r#"<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>"#
        ));
    }
    xml.put(format_args!(
        concat!(
            r#"</w:compat><w:themeFontLang w:val="{}" w:eastAsia="{}" w:bidi="{}"/>"#,
            r#"<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>"#
        ),
        language.tag(),
        Language::Chinese.tag(),
        Language::Arabic.tag()
    ));
    xml.finish()
}

/// The fonts that the styles name.
pub(super) fn font_table(theme: &Theme) -> Result<String, Diagnostic> {
    let mut xml = Xml::new(500);
    xml.put(format_args!(r#"<w:fonts xmlns:w="{MAIN}"><w:font"#));
    xml.attribute("w:name", &theme.fonts.word);
    xml.raw(
        r#"><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>"#,
    );
    xml.finish()
}

/// What made the file.
pub(super) fn application() -> Result<String, Diagnostic> {
    let mut xml = Xml::new(300);
    xml.raw(concat!(
        r#"<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">"#,
        "<Application>collective-letters</Application></Properties>"
    ));
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
