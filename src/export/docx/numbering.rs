//! The part `word/numbering.xml`: one multilevel definition per numbering of the theme, one
//! instance per list that counts from its own start.
//!
//! Knows the theme and which lists were written, not their text.

use super::names::Names;
use super::styles::MAIN;
use super::units::twips;
use super::xml::Xml;
use crate::base::{Diagnostic, Language};
use crate::document::List;
use crate::document::theme::{Format, Level, Numbering, Theme};

/// Definitions that all documents in a theme share, in the order of the theme.
pub(super) struct Definitions(Vec<Definition>);

/// The definition of one numbering.
struct Definition {
    /// `w:abstractNum`.
    xml: String,
    /// Whether styles refer to it, so that every file must have it.
    linked: bool,
    /// Whether none of its levels counts.
    signs: bool,
}

impl Definitions {
    /// Prepares the theme's numberings.
    ///
    /// # Errors
    /// A label with a control character.
    pub(super) fn new(theme: &Theme, names: &Names, language: Language) -> Result<Self, Diagnostic> {
        let styles: Vec<_> = theme.styles.keys().filter_map(|style| names.style(style)?.numbering).collect();
        let define = |(index, (name, numbering)): (usize, (&String, &Numbering))| {
            Ok(Definition {
                xml: abstract_num(index, name, numbering, theme, names, language)?,
                linked: styles.iter().any(|(of, _)| *of == index),
                signs: numbering.levels.iter().all(|level| level.format == Format::Sign),
            })
        };
        theme.numberings.iter().enumerate().map(define).collect::<Result<_, _>>().map(Self)
    }

    /// The instance that styles refer to.
    fn base(index: usize) -> usize {
        index + 1
    }
}

/// The instances of one document.
pub(super) struct Instances<'a> {
    theme: &'a Theme,
    definitions: &'a Definitions,
    used: Vec<bool>,
    /// Further instances: numbering, level, start.
    more: Vec<(usize, usize, u32)>,
}

impl<'a> Instances<'a> {
    /// None yet.
    pub(super) fn new(theme: &'a Theme, definitions: &'a Definitions) -> Self {
        Self { theme, definitions, used: vec![false; definitions.0.len()], more: Vec::new() }
    }

    /// The instance for a list that starts its own count. `None` if the theme has no such numbering.
    pub(super) fn start(&mut self, list: &List) -> Option<usize> {
        let index = self.theme.numberings.keys().position(|name| *name == list.numbering)?;
        let first = !std::mem::replace(self.used.get_mut(index)?, true);
        let signs = self.definitions.0.get(index).is_none_or(|definition| definition.signs);
        if signs || (first && list.start == 1 && list.level == 0) {
            return Some(Definitions::base(index));
        }
        self.more.push((index, level(list.level), list.start));
        Some(self.used.len() + self.more.len())
    }

    /// Whether a list counts on its level (and does not only show a sign).
    pub(super) fn counts(&self, list: &List) -> bool {
        self.theme.level(&list.numbering, list.level).format != Format::Sign
    }

    /// Writes the part.
    ///
    /// # Errors
    /// None in practice: labels were checked before.
    pub(super) fn write(&self) -> Result<String, Diagnostic> {
        let mut xml = Xml::new(16_000);
        xml.put(format_args!(r#"<w:numbering xmlns:w="{MAIN}">"#));
        let all = self.definitions.0.iter().zip(&self.used).enumerate();
        let wanted = || all.clone().filter(|(_, (definition, used))| **used || definition.linked);
        for (_, (definition, _)) in wanted() {
            xml.raw(&definition.xml);
        }
        for (index, _) in wanted() {
            xml.put(format_args!(
                r#"<w:num w:numId="{}"><w:abstractNumId w:val="{index}"/></w:num>"#,
                Definitions::base(index)
            ));
        }
        for (at, (index, level, start)) in self.more.iter().enumerate() {
            xml.put(format_args!(
                concat!(
                    r#"<w:num w:numId="{}"><w:abstractNumId w:val="{}"/><w:lvlOverride w:ilvl="{}">"#,
                    r#"<w:startOverride w:val="{}"/></w:lvlOverride></w:num>"#
                ),
                self.used.len() + at + 1,
                index,
                level,
                start
            ));
        }
        xml.raw("</w:numbering>");
        xml.finish()
    }
}

/// A level that Word has.
pub(super) fn level(level: usize) -> usize {
    level.min(Numbering::LEVELS - 1)
}

fn abstract_num(
    index: usize,
    name: &str,
    numbering: &Numbering,
    theme: &Theme,
    names: &Names,
    language: Language,
) -> Result<String, Diagnostic> {
    let mut xml = Xml::fragment();
    xml.put(format_args!(
        r#"<w:abstractNum w:abstractNumId="{index}"><w:nsid w:val="{:08X}"/><w:multiLevelType w:val="multilevel"/>"#,
        fingerprint(name)
    ));
    for at in 0..Numbering::LEVELS {
        let Some(level) = numbering.levels.get(at).or(numbering.levels.last()) else { break };
        one_level(&mut xml, (at, index), level, theme, names, language);
    }
    xml.raw("</w:abstractNum>");
    xml.finish()
}

fn one_level(
    xml: &mut Xml,
    (at, index): (usize, usize),
    level: &Level,
    theme: &Theme,
    names: &Names,
    language: Language,
) {
    let format = match level.format {
        Format::Decimal => "decimal",
        Format::LowerLetter => "lowerLetter",
        Format::RussianLetter => "russianLower",
        Format::ArabicLetter => "arabicAbjad",
        Format::LowerRoman => "lowerRoman",
        Format::Sign => "bullet",
    };
    xml.put(format_args!(r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>"#));
    if let Some(style) = names.style(&level.style).filter(|s| s.numbering == Some((index, at))) {
        xml.put(format_args!(r#"<w:pStyle w:val="{}"/>"#, style.id));
    }
    let mut label = level.label.clone();
    for number in 1..=Numbering::LEVELS {
        label = label.replace(&format!("{{{number}}}"), &format!("%{number}"));
    }
    let style = theme.style(&level.style);
    xml.raw(r#"<w:suff w:val="tab"/><w:lvlText"#).attribute("w:val", &label);
    xml.put(format_args!(
        r#"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{}" w:hanging="{}"/></w:pPr>{}</w:lvl>"#,
        twips(style.indent),
        twips(style.hanging),
        // Otherwise Word sets the label from left to right, its sign on the wrong side of the number.
        if language.is_right_to_left() { "<w:rPr><w:rtl/></w:rPr>" } else { "" }
    ));
}

/// Word tells lists apart by this number when text is moved between files; any fixed number will do
/// (FNV-1a of the name).
fn fingerprint(name: &str) -> u32 {
    name.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
