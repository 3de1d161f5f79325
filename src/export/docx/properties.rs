//! The small parts: core and application properties, settings, the font table, Word's theme.

use super::styles::MAIN;
use super::xml::Xml;
use crate::base::{Diagnostic, Language, Script};
use crate::document::Properties;
use crate::document::theme::Theme;

/// The settings part refers to the lines above footnotes only if there are footnotes.
pub(super) fn settings(language: Language, footnotes: bool) -> Result<String, Diagnostic> {
    let mut xml = Xml::new(2000);
    xml.put(format_args!(
        concat!(
            r#"<w:settings xmlns:w="{}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>"#,
            r#"<w:characterSpacingControl w:val="{}"/>"#
        ),
        MAIN,
        // Full-width punctuation shares its empty halves.
        if language.script() == Script::Chinese { "compressPunctuation" } else { "doNotCompress" }
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
        Script::Chinese.tag(),
        Script::Arabic.tag()
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

/// Word's own theme of colours and fonts, which the menus offer; the styles do not refer to it.
pub(super) fn office_theme(theme: &Theme) -> Result<String, Diagnostic> {
    const FILL: &str = r#"<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>"#;
    let mut xml = Xml::new(2500);
    xml.raw(concat!(
        r#"<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Letter">"#,
        r#"<a:themeElements><a:clrScheme name="Letter">"#
    ));
    for (name, color) in [
        ("dk1", "000000"),
        ("lt1", "FFFFFF"),
        ("dk2", "1F4E79"),
        ("lt2", "DCE6F1"),
        ("accent1", "1F4E79"),
        ("accent2", "0B57A4"),
        ("accent3", "7F7F7F"),
        ("accent4", "B8860B"),
        ("accent5", "2E7D32"),
        ("accent6", "A4262C"),
        ("hlink", "0B57A4"),
        ("folHlink", "5B3F8C"),
    ] {
        xml.put(format_args!(r#"<a:{name}><a:srgbClr val="{color}"/></a:{name}>"#));
    }
    xml.raw(r#"</a:clrScheme><a:fontScheme name="Letter">"#);
    for kind in ["major", "minor"] {
        xml.put(format_args!("<a:{kind}Font><a:latin")).attribute("typeface", &theme.fonts.word);
        xml.put(format_args!(r#"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>"#));
    }
    xml.raw(r#"</a:fontScheme><a:fmtScheme name="Letter"><a:fillStyleLst>"#);
    xml.raw(&FILL.repeat(3)).raw("</a:fillStyleLst><a:lnStyleLst>");
    for width in [6350, 12700, 19050] {
        xml.put(format_args!(r#"<a:ln w="{width}">{FILL}</a:ln>"#));
    }
    xml.raw("</a:lnStyleLst><a:effectStyleLst>");
    xml.raw(&"<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3));
    xml.raw("</a:effectStyleLst><a:bgFillStyleLst>").raw(&FILL.repeat(3));
    xml.raw("</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>");
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
