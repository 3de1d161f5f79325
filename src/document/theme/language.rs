//! What looks different in a language: sizes and spaces that make up for longer words, even lines,
//! the letters of lists.
//!
//! Knows the theme and the six languages, no document and no format.

use super::{Align, Format, StyleKind, Theme, shares};
use crate::base::Language;
use crate::base::yaml::record;
use std::collections::BTreeMap;
use std::sync::OnceLock;

record! {
    /// What looks different in one language.
    LanguageLook as "the language" {
        /// The size of all letters, as a multiple of the size in the styles. French, for example, needs about
        /// 15 % more words than English.
        ///
        /// Without it: 1.
        size: Option<f32>,
        /// The space above and below paragraphs and tables, as a multiple of the space in the styles.
        ///
        /// Without it: 1.
        space: Option<f32>,
        /// The line height, as a multiple of the line height in the styles.
        ///
        /// Without it: 1.
        line: Option<f32>,
        /// Styles whose text is justified (aligned on both sides).
        ///
        /// Without it: the styles that are justified in all languages.
        justified: Option<Vec<String>>,
        /// The indent of text that follows a label, in points: names of styles, each with its indent. Arabic,
        /// for example, needs more room for the label E-mail.
        ///
        /// Without it: as in all languages.
        hanging: Option<BTreeMap<String, f32>>,
        /// Widths of the columns of tables in per cent, where they are not the template's: table styles, each with the widths, as `deadlines: 26 74`.
        ///
        /// Without it: as in all languages.
        columns: Option<BTreeMap<String, String>>,
        /// The sign before each item of a list, where it is another: names of numberings, each with its sign, as `addressees: "–"`.
        ///
        /// Without it: as in all languages.
        signs: Option<BTreeMap<String, String>>,
    }
}

impl LanguageLook {
    /// # Errors
    /// A sentence: the code is no language's, a number is out of bounds, a style is not in the theme.
    pub(super) fn check(&self, code: &str, theme: &Theme) -> Result<(), String> {
        if Language::from_code(code).is_none() {
            let codes = Language::ALL.map(Language::code).join(", ");
            return Err(format!("`{code}` is not a language code: expected one of {codes}"));
        }
        let styles = &theme.styles;
        let sound = |value: Option<f32>, most: f32| value.is_none_or(|v| (0.5..=most).contains(&v));
        if !sound(self.size, 2.0)
            || !sound(self.line, 2.0)
            || self.space.is_some_and(|s| !(0.0..=3.0).contains(&s))
        {
            return Err(format!(
                "the language `{code}` needs a size and a line from 0.5 to 2, and a space from 0 to 3"
            ));
        }
        let missing = self.justified.iter().flatten().find(|name| !styles.contains_key(*name));
        if let Some(name) = missing {
            return Err(format!(
                "the language `{code}` justifies the style `{name}`, which is not in the theme"
            ));
        }
        for (name, indent) in self.hanging.iter().flatten() {
            if !styles.contains_key(name) {
                return Err(format!(
                    "the language `{code}` indents the style `{name}`, which is not in the theme"
                ));
            }
            if !(0.0..=400.0).contains(indent) {
                return Err(format!(
                    "in the language `{code}`, the indent of the style `{name}` must be from 0 to 400 points"
                ));
            }
        }
        for (name, widths) in self.columns.iter().flatten() {
            if !theme.tables.contains_key(name) {
                return Err(format!(
                    "the language `{code}` gives columns to the table style `{name}`, which is not in the theme"
                ));
            }
            if shares(widths).is_none() {
                return Err(format!(
                    "the language `{code}` gives `{name}` the columns `{widths}`: expected widths in per cent such as 26 74, together at most 100"
                ));
            }
        }
        for name in self.signs.iter().flat_map(BTreeMap::keys) {
            let levels = theme.numberings.get(name).map(|numbering| &numbering.levels);
            if levels.and_then(|levels| levels.first()).is_none_or(|level| level.format != Format::Sign) {
                return Err(format!(
                    "the language `{code}` gives a sign to the numbering `{name}`, which is not one of signs in the theme"
                ));
            }
        }
        Ok(())
    }
}

impl Theme {
    /// The theme as letters in a language look.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Self {
        let mut theme = self.clone();
        for level in theme.numberings.values_mut().flat_map(|numbering| &mut numbering.levels) {
            level.format = level.format.in_script(language.script());
        }
        let Some(look) = self.look(language) else {
            return theme;
        };
        let (size, space, line) =
            (look.size.unwrap_or(1.0), look.space.unwrap_or(1.0), look.line.unwrap_or(1.0));
        for style in theme.styles.values_mut().filter(|style| style.kind == StyleKind::Paragraph) {
            // Word knows halves of a point; the other formats shall look like it.
            style.size = (style.size * size * 2.0).round() / 2.0;
            style.before *= space;
            style.after *= space;
            style.line *= line;
        }
        for name in look.justified.iter().flatten() {
            if let Some(style) = theme.styles.get_mut(name).filter(|style| style.align == Align::Start) {
                style.align = Align::Justify;
            }
        }
        for (name, indent) in look.hanging.iter().flatten() {
            if let Some(style) = theme.styles.get_mut(name) {
                (style.indent, style.hanging) = (*indent, *indent);
            }
        }
        for (name, sign) in look.signs.iter().flatten() {
            let first = theme.numberings.get_mut(name).and_then(|numbering| numbering.levels.first_mut());
            first.into_iter().for_each(|level| level.label.clone_from(sign));
        }
        for table in theme.tables.values_mut() {
            table.before *= space;
        }
        theme
    }
}

/// A theme in all languages, each made when it is first needed.
#[derive(Debug)]
pub struct Themes {
    theme: Theme,
    others: [OnceLock<Theme>; Language::ALL.len()],
}

impl Themes {
    /// Takes the theme as it is written.
    pub fn new(theme: &Theme) -> Self {
        Self { theme: theme.clone(), others: Default::default() }
    }

    /// The theme as letters in a language look.
    pub fn of(&self, language: Language) -> &Theme {
        let same = self.theme.look(language).is_none()
            && Format::ALL.iter().all(|format| format.in_script(language.script()) == *format);
        match self.others.get(language.index()) {
            Some(slot) if !same => slot.get_or_init(|| self.theme.in_language(language)),
            _ => &self.theme,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Diagnostics, Source};
    use crate::document::theme::Format;

    fn theme(more: &str) -> Result<Theme, String> {
        let text = format!(
            "{}\n{more}",
            include_str!("../../../templates/theme.yaml").split("\nlanguages:").next().unwrap_or("")
        );
        let mut problems = Diagnostics::new();
        let theme = Theme::load(&Source::new("theme.yaml", &text), &mut problems);
        theme.map_err(|_| problems.iter().map(|p| p.message.clone()).collect::<Vec<_>>().join("; "))
    }

    #[test]
    fn a_language_changes_sizes_spaces_and_edges_and_no_other_does() {
        let theme = theme(
            "languages:\n  fr: {size: 0.95, space: 0.5, line: 0.9, justified: [Text], hanging: {Field: 70}, signs: {bullet: \"–\"}}",
        )
        .expect("a theme");
        let french = theme.in_language(Language::French);
        let (text, plain) = (french.style("Text"), theme.style("Text"));
        assert_eq!((text.size, text.before, text.line), (10.5, plain.before / 2.0, 0.9));
        assert_eq!((text.align, french.style("Caption").align), (Align::Justify, Align::Center));
        assert_eq!((french.style("Field").indent, french.style("Field").hanging), (70.0, 70.0));
        assert_eq!((&*french.level("bullet", 0).label, &*theme.level("bullet", 0).label), ("–", "•"));
        assert_eq!(theme.in_language(Language::Spanish), theme);
        assert_eq!(theme.in_language(Language::English), theme);
        let russian = theme.in_language(Language::Russian);
        assert_eq!(russian.level("agenda", 1).format, Format::RussianLetter);
        assert_eq!(*Themes::new(&theme).of(Language::Russian), russian);
        assert_eq!(*Themes::new(&theme).of(Language::English), theme);
    }

    #[test]
    fn mistakes_are_told() {
        for (bad, part) in [
            ("de: {size: 1}", "`de` is not a language code: expected one of ar, zh, en"),
            ("fr: {size: 9}", "needs a size and a line from 0.5 to 2"),
            ("fr: {justified: [Txet]}", "`Txet`"),
            ("fr: {hanging: {Txet: 70}}", "`Txet`"),
            ("fr: {hanging: {Field: 900}}", "from 0 to 400 points"),
            ("fr: {columns: {deadline: 20 80}}", "the table style `deadline`, which is not"),
            ("fr: {columns: {deadlines: 30 80}}", "expected widths in per cent"),
            ("fr: {signs: {number: \"–\"}}", "the numbering `number`, which is not one of signs"),
            ("fr: {signs: {bulet: \"–\"}}", "the numbering `bulet`"),
        ] {
            let problem = theme(&format!("languages:\n  {bad}")).expect_err(bad);
            assert!(problem.contains(part), "{problem}");
        }
    }
}
