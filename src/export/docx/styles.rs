//! The part `word/styles.xml`: the theme's styles in Word's terms.
//!
//! Inheritance is kept: a style writes only what differs from the one it is based on. Knows the
//! theme and the language, no document.

use super::names::{FOOTNOTE_REFERENCE, Name, Names, TABLE_END};
use super::units::{eighths, half_points, twips};
use super::xml::Xml;
use crate::base::{Diagnostic, Language, Script};
use crate::document::theme::{Align, Color, Style, StyleKind, TableStyle, Theme};

/// The main namespace of WordprocessingML.
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Writes the part.
///
/// # Errors
/// A name in the theme with a control character.
pub(super) fn write(theme: &Theme, names: &Names, language: Language) -> Result<String, Diagnostic> {
    let mut xml = Xml::new(16_000);
    xml.put(format_args!(r#"<w:styles xmlns:w="{MAIN}">"#));
    defaults(&mut xml, theme, language);
    let default = names.default.as_deref();
    if default.is_none() {
        xml.raw(concat!(
            r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>"#,
            r#"<w:qFormat/></w:style>"#
        ));
    }
    for name in
        default.into_iter().chain(theme.styles.keys().map(String::as_str).filter(|n| Some(*n) != default))
    {
        if let (Some(style), Some(word)) = (theme.styles.get(name), names.style(name)) {
            // Latin words in a Chinese letter are English ones: taken for Chinese, they would be broken anywhere.
            let latin =
                (language.script() == Script::Chinese && Some(name) == default).then_some(Language::English);
            one(&mut xml, theme, names, style, word, (Some(name) == default, latin));
        }
    }
    fixed(&mut xml, names);
    for (name, table) in &theme.tables {
        if let Some(word) = names.table(name) {
            table_style(&mut xml, theme, table, word);
        }
    }
    xml.raw("</w:styles>");
    xml.finish()
}

/// Word's attribute or element for a yes or no.
fn toggle(xml: &mut Xml, element: &str, on: bool) {
    xml.put(format_args!("<w:{element}{}/>", if on { "" } else { r#" w:val="0""# }));
}

fn defaults(xml: &mut Xml, theme: &Theme, language: Language) {
    // The face of a script is named where letters are written in it; Word finds one for a name in another.
    let own = theme.fonts.script(language).map_or(&theme.fonts.word, |script| &script.word);
    let of = |script: Script| if script == language.script() { own } else { &theme.fonts.word };
    let [font, chinese, arabic] =
        [&theme.fonts.word, of(Script::Chinese), of(Script::Arabic)].map(|name| xml.escaped(name));
    // Word's many other styles stay out of the list of recommended ones until they are used.
    xml.file(
        include_str!("parts/defaults.xml"),
        &[
            ("font", &font),
            ("chinese-font", &chinese),
            ("arabic-font", &arabic),
            ("size", &half_points(Style::default().size)),
            ("language", &language.tag()),
            ("chinese", &Script::Chinese.tag()),
            ("arabic", &Script::Arabic.tag()),
            ("direction", &if language.is_right_to_left() { "<w:bidi/>" } else { "" }),
        ],
    );
}

/// `latin` is the language of its Latin words, where it is not the letter's.
fn one(
    xml: &mut Xml,
    theme: &Theme,
    names: &Names,
    style: &Style,
    name: &Name,
    (default, latin): (bool, Option<Language>),
) {
    let paragraph = style.kind == StyleKind::Paragraph;
    xml.put(format_args!(r#"<w:style w:type="{}""#, if paragraph { "paragraph" } else { "character" }));
    if default {
        xml.raw(r#" w:default="1""#);
    }
    if name.custom {
        xml.raw(r#" w:customStyle="1""#);
    }
    xml.put(format_args!(r#" w:styleId="{}"><w:name"#, name.id)).attribute("w:val", &name.word).raw("/>");
    let base = style.based_on.as_deref().and_then(|b| Some((theme.styles.get(b)?, names.style(b)?)));
    match base {
        Some((_, base)) => xml.put(format_args!(r#"<w:basedOn w:val="{}"/>"#, base.id)),
        None if !paragraph => xml.raw(r#"<w:basedOn w:val="DefaultParagraphFont"/>"#),
        None => xml,
    };
    if name.outline.is_some()
        && let Some(next) = names.id_of_word("Body Text").or_else(|| names.id_of_word("Normal"))
    {
        xml.put(format_args!(r#"<w:next w:val="{next}"/>"#));
    }
    if name.priority > 0 {
        xml.put(format_args!(r#"<w:uiPriority w:val="{}"/>"#, name.priority));
    }
    xml.raw(if name.priority == 99 { "<w:unhideWhenUsed/>" } else { "<w:qFormat/>" });
    let origin = Style::default();
    let numbered_base = base.is_some_and(|(_, base)| base.numbering.is_some());
    let base = base.map_or(&origin, |(style, _)| style);
    if paragraph {
        let start = xml.len();
        paragraph_properties(xml, style, base, name, numbered_base);
        wrap(xml, start, "pPr");
    }
    let start = xml.len();
    run_properties(xml, style, base);
    if let Some(language) = latin {
        xml.put(format_args!(r#"<w:lang w:val="{}"/>"#, language.tag()));
    }
    wrap(xml, start, "rPr");
    xml.raw("</w:style>");
}

/// Puts an element around what was written since `start`, if anything was.
fn wrap(xml: &mut Xml, start: usize, element: &str) {
    if xml.len() > start {
        xml.insert(start, &format!("<w:{element}>"));
        xml.put(format_args!("</w:{element}>"));
    }
}

fn paragraph_properties(xml: &mut Xml, style: &Style, base: &Style, name: &Name, numbered_base: bool) {
    if style.keep_with_next != base.keep_with_next {
        toggle(xml, "keepNext", style.keep_with_next);
    }
    if style.keep_together != base.keep_together {
        toggle(xml, "keepLines", style.keep_together);
    }
    if let Some((numbering, level)) = name.numbering {
        xml.put(format_args!(
            r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{}"/></w:numPr>"#,
            numbering + 1
        ));
    } else if numbered_base {
        xml.raw(r#"<w:numPr><w:numId w:val="0"/></w:numPr>"#);
    }
    let (stop, base_stop) = (tab_stop(style), tab_stop(base));
    if stop != base_stop {
        xml.raw("<w:tabs>");
        let mut stops: Vec<(i32, &str)> =
            base_stop.map(|at| (at, "clear")).into_iter().chain(stop.map(|at| (at, "left"))).collect();
        stops.sort_unstable();
        for (at, kind) in stops {
            xml.put(format_args!(r#"<w:tab w:val="{kind}" w:pos="{at}"/>"#));
        }
        xml.raw("</w:tabs>");
    }
    let mut spacing = String::new();
    for (attribute, now, before) in [
        ("before", twips(style.before), twips(base.before)),
        ("after", twips(style.after), twips(base.after)),
        ("line", (style.line * 240.0).round() as i32, (base.line * 240.0).round() as i32),
    ] {
        if now != before {
            spacing.push_str(&format!(r#" w:{attribute}="{now}""#));
        }
    }
    if !spacing.is_empty() {
        let rule = if spacing.contains("line") { r#" w:lineRule="auto""# } else { "" };
        xml.put(format_args!("<w:spacing{spacing}{rule}/>"));
    }
    if (style.indent, style.hanging) != (base.indent, base.hanging) {
        xml.put(format_args!(
            r#"<w:ind w:left="{}" w:hanging="{}"/>"#,
            twips(style.indent),
            twips(style.hanging)
        ));
    }
    if style.align != base.align {
        xml.put(format_args!(r#"<w:jc w:val="{}"/>"#, alignment(style.align)));
    }
    if let Some(level) = name.outline {
        xml.put(format_args!(r#"<w:outlineLvl w:val="{level}"/>"#));
    }
}

/// Where the text after a label starts.
fn tab_stop(style: &Style) -> Option<i32> {
    (style.hanging > 0.0 && style.indent > 0.0).then(|| twips(style.indent))
}

/// Word's word for an alignment; start and end follow the direction of the paragraph.
fn alignment(align: Align) -> &'static str {
    match align {
        Align::Start => "start",
        Align::Center => "center",
        Align::End => "end",
        Align::Justify => "both",
    }
}

fn run_properties(xml: &mut Xml, style: &Style, base: &Style) {
    for (element, now, before) in [("b", style.bold, base.bold), ("i", style.italic, base.italic)] {
        if now != before {
            toggle(xml, element, now);
            toggle(xml, &format!("{element}Cs"), now);
        }
    }
    if style.capitals != base.capitals {
        toggle(xml, "caps", style.capitals);
    }
    if style.color != base.color {
        let color = if style.color == Color::BLACK { "auto".to_owned() } else { style.color.hex() };
        xml.put(format_args!(r#"<w:color w:val="{color}"/>"#));
    }
    let size = half_points(style.size);
    if size != half_points(base.size) {
        xml.put(format_args!(r#"<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>"#));
    }
    if style.underline != base.underline {
        xml.put(format_args!(r#"<w:u w:val="{}"/>"#, if style.underline { "single" } else { "none" }));
    }
}

/// What Word expects in every file, and the two styles that no theme names.
fn fixed(xml: &mut Xml, names: &Names) {
    let normal = names.id_of_word("Normal").unwrap_or("Normal");
    xml.file(
        include_str!("parts/styles.xml"),
        &[("footnote", &FOOTNOTE_REFERENCE), ("end", &TABLE_END), ("normal", &normal)],
    );
}

fn table_style(xml: &mut Xml, theme: &Theme, table: &TableStyle, name: &Name) {
    xml.put(format_args!(r#"<w:style w:type="table" w:customStyle="1" w:styleId="{}"><w:name"#, name.id));
    xml.attribute("w:val", &name.word);
    xml.put(format_args!(
        r#"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="{}"/><w:qFormat/><w:tblPr>"#,
        name.priority
    ));
    if table.rule > 0.0 {
        let sides = ["top", "left", "bottom", "right", "insideH", "insideV"];
        xml.rules("tblBorders", &sides, eighths(table.rule), &table.color.hex());
    }
    xml.padding("tblCellMar", (twips(table.padding_x), twips(table.padding_y))).raw("</w:tblPr>");
    if let Some(shade) = table.header_shade.as_deref().and_then(|s| theme.shade(s)) {
        xml.raw(r#"<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>"#).shade(shade);
        xml.raw("</w:tcPr></w:tblStylePr>");
    }
    xml.raw("</w:style>");
}
