//! The theme: every named style once, read by all three writers. Made from `theme.yaml`.
//!
//! All lengths are points (1/72 inch). Writers convert: 20 twips to the point in DOCX, 12,700 EMU.

mod covers;
mod fonts;
mod language;
mod names;
mod numbering;
mod required;
pub(crate) mod rules;
mod style;

pub use fonts::{FontFiles, Fonts, ScriptFonts};
pub use language::{LanguageLook, Themes};
pub use names::{NumberingName, StyleName, TableName};
pub use numbering::{Format, Level, Numbering};
pub use style::{Align, Color, Style, StyleKind};

use crate::base::yaml::{self, Decode, Node, Schema, SchemaGenerator, record, shape};
use crate::base::{Diagnostics, Language, Reported, Source, Span, all};
use crate::document::theme::rules::THEME;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

// It has all names that the program asks for, or it would not have been read; those that a Document has from templates
// are checked when that is parsed, and by [`Theme::covers`].
record! {
    /// How letters look. Lengths are in points.
    Theme as "the theme" {
        /// Paper and margins.
        page: Page,
        /// The fonts.
        fonts: Fonts,
        /// Background colours of cells, by name.
        shades: BTreeMap<String, Color>,
        /// How data tables are drawn, by name.
        tables: BTreeMap<String, TableStyle>,
        /// Numberings of lists, by name.
        numberings: BTreeMap<String, Numbering>,
        /// Styles of paragraphs and of words, by name.
        styles: BTreeMap<String, Style>,
        /// What looks different in a language, by its code: `ar`, `en`, `es`, `fr`, `ru`, `zh`.
        ///
        /// Without it: all languages look the same, except for their fonts and the letters of lists.
        languages: Option<BTreeMap<String, LanguageLook>>,
    }
}

record! {
    /// Paper and margins in points, for portrait pages. A landscape section turns the paper.
    Page as "`page`" {
        /// The width of the paper.
        width: f32,
        /// The height of the paper.
        height: f32,
        /// From the top edge to the text.
        top: f32,
        /// From the right edge to the text.
        right: f32,
        /// From the bottom edge to the text.
        bottom: f32,
        /// From the left edge to the text.
        left: f32,
        /// From the top edge to the header.
        header: f32,
        /// From the bottom edge of the paper to the bottom of the footer.
        footer: f32,
        /// The line with the page number in the header; `{page}` is replaced by the number.
        number: String,
        /// Whether every draft has the mark at the top of its pages (`yes`), not only copies for review.
        ///
        /// Without it: only copies for review.
        mark_drafts: Option<bool>,
    }
}

record! {
    /// How a data table is drawn. Lengths are in points.
    #[derive(Default)]
    TableStyle as "the table style" {
        /// The thickness of all lines; 0 for none.
        rule: f32,
        /// The thickness of the lines between groups of columns.
        ///
        /// Without it: as `rule`.
        group_rule: Option<f32>,
        /// The colour of the lines.
        color: Color,
        /// The space above the table, if anything precedes it. Between a paragraph and the table, the larger
        /// of this value and the `after` of the paragraph applies.
        before: f32,
        /// The space between line and text, left and right.
        padding_x: f32,
        /// The space between line and text, above and below.
        padding_y: f32,
        /// The background of header rows: the name of a shade.
        ///
        /// Without it: no background.
        header_shade: Option<String>,
    }
}

/// Widths of columns in per cent, as shares: `26 74`. None where they are no numbers, or more than 100 together.
pub fn shares(widths: &str) -> Option<Vec<f32>> {
    let shares = widths.split_whitespace().map(|width| width.trim_end_matches('%').parse().ok());
    let shares: Vec<f32> =
        shares.map(|width| width.map(|width: f32| width / 100.0)).collect::<Option<_>>()?;
    (!shares.is_empty() && shares.iter().sum::<f32>() <= 1.001).then_some(shares)
}

impl TableStyle {
    /// Thickness of the rules between groups of columns, where it differs from that of all rules.
    pub fn thick_rule(&self) -> Option<f32> {
        self.group_rule.filter(|thick| self.rule > 0.0 && *thick > self.rule)
    }
}

impl Theme {
    /// Reads a theme file.
    ///
    /// # Errors
    /// One of its problems, all of which are reported, is an error.
    pub fn load(source: &Arc<Source>, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let node = yaml::read(source, problems)?;
        let theme = Self::decode(&node, problems);
        let is_whole = Self::has_required(&node, problems);
        let mut theme = theme?;
        theme.numberings.values_mut().for_each(Numbering::add_deeper);
        theme.check(&node, problems).and(is_whole).map(|()| theme)
    }

    /// A style that the theme has.
    pub fn style(&self, name: impl AsRef<str>) -> &Style {
        static NONE: LazyLock<Style> = LazyLock::new(Style::default);
        sound(self.styles.get(name.as_ref()), &NONE)
    }

    /// One level of a numbering that the theme has.
    pub fn level(&self, numbering: impl AsRef<str>, level: usize) -> &Level {
        static NONE: LazyLock<Level> = LazyLock::new(Level::default);
        let levels = self.numberings.get(numbering.as_ref()).map(|numbering| &numbering.levels);
        sound(levels.and_then(|levels| levels.get(level).or(levels.last())), &NONE)
    }

    /// A table style that the theme has.
    pub fn table(&self, name: impl AsRef<str>) -> &TableStyle {
        static NONE: LazyLock<TableStyle> = LazyLock::new(TableStyle::default);
        sound(self.tables.get(name.as_ref()), &NONE)
    }

    /// Widths of the columns of tables in a style, where a language has its own.
    pub fn columns(&self, table: &str, language: Language) -> Option<&str> {
        let columns = self.look(language)?.columns.as_ref()?;
        columns.get(table).map(String::as_str)
    }

    /// What looks different in a language.
    fn look(&self, language: Language) -> Option<&LanguageLook> {
        self.languages.as_ref()?.get(language.code())
    }

    /// A background colour by name.
    pub fn shade(&self, name: &str) -> Option<Color> {
        self.shades.get(name).copied()
    }

    /// Width of the text in points, upright or turned.
    pub fn text_width(&self, orientation: crate::document::Orientation) -> f32 {
        match orientation {
            crate::document::Orientation::Portrait => self.page.width - self.page.left - self.page.right,
            crate::document::Orientation::Landscape => self.page.height - self.page.left - self.page.right,
        }
    }

    /// Names used inside the theme must be names in it.
    fn check(&self, node: &Node, problems: &mut Diagnostics) -> Result<(), Reported> {
        let mut sound = Ok(());
        let mut complain = |group: &str, name: &str, message: String, label: &str| {
            let group = node.get(group).unwrap_or(node);
            let (line, _) = group.get(name).unwrap_or(group).span.line_column();
            let place = Span::line(&node.span.source, line);
            sound = Err(problems.refuse(THEME.finding(message).at(&place, label)));
        };
        for (name, style) in
            self.styles.iter().filter(|(_, s)| !(3.0..=200.0).contains(&s.size) || s.line < 0.5)
        {
            let size = style.size;
            complain(
                "styles",
                name,
                format!("the style `{name}` has size {size} and line {}", style.line),
                "expected a size from 3 to 200 points and a line of at least 0.5",
            );
        }
        for (name, message) in self.wrong_kinds() {
            complain("styles", name, message, "correct the kind of this style");
        }
        // An inch of text must be left in both directions, upright and turned.
        let Page { width, height, left, right, top, bottom, .. } = self.page;
        if width.min(height) - left - right < 72.0 || width.min(height) - top - bottom < 72.0 {
            let message = "the margins leave no room for text on the page".to_owned();
            complain("page", "width", message, "expected a larger page, or smaller margins below");
        }
        for (name, numbering) in &self.numberings {
            if numbering.levels.is_empty() {
                let message = format!("the numbering `{name}` has no levels");
                complain("numberings", name, message, "expected a list of levels under `levels:`");
            }
            for level in numbering.levels.iter().filter(|l| !self.styles.contains_key(&l.style)) {
                complain(
                    "numberings",
                    name,
                    format!(
                        "the numbering `{name}` uses the style `{}`, which is not in the theme",
                        level.style
                    ),
                    "correct the name of the style, or add the style under `styles:`",
                );
            }
        }
        for (code, look) in self.languages.iter().flatten() {
            if let Err(message) = look.check(code, self) {
                complain("languages", code, message, "correct this part of the language");
            }
        }
        for (name, script) in [("arabic", &self.fonts.arabic), ("chinese", &self.fonts.chinese)] {
            if let Some(message) = script.as_ref().and_then(|script| script.fault(name)) {
                complain("fonts", name, message, "correct these fonts");
            }
        }
        for (name, table) in &self.tables {
            for shade in table.header_shade.iter().filter(|s| !self.shades.contains_key(*s)) {
                complain(
                    "tables",
                    name,
                    format!("the table style `{name}` uses the shade `{shade}`, which is not in the theme"),
                    "correct the name of the shade, or add the shade under `shades:`",
                );
            }
        }
        sound
    }
}

/// What a name stands for. Whoever asks knows that there is one: [`Theme::load`] and [`Theme::covers`] see to it.
fn sound<'a, T>(found: Option<&'a T>, none: &'static T) -> &'a T {
    debug_assert!(found.is_some(), "a name that the theme lacks was asked for");
    found.unwrap_or(none)
}

/// The theme's file as a whole.
pub(crate) fn shape(book: &mut SchemaGenerator) -> Schema {
    Theme::shape(book)
}

/// A mapping from free names to values of one type.
impl<T: Decode> Decode for BTreeMap<String, T> {
    const EXPECTED: &'static str = "a set of names";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let entries = yaml::entries(node, Self::EXPECTED, problems)?;
        all(entries.iter().map(|(key, value)| Ok((key.text.clone(), T::decode(value, problems)?))))
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        shape::names(shape::of::<T>(book))
    }
}
