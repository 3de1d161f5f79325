//! How deleted words look: as words of the new file that are of the same kind.

use crate::tools::word::xml::{any_attribute, children, tree, value};
use crate::tools::word::{Form, Look, PlainPiece, Position, WordFile};
use std::collections::BTreeMap;

/// The paragraphs of the new file, as examples.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    /// Style, level in a list and properties of each paragraph of the body.
    examples: Vec<(String, Option<u8>, String)>,
    /// The identifiers of styles by their names.
    styles: BTreeMap<String, String>,
    right_to_left: bool,
}

impl Shapes {
    /// `properties` are those of the paragraphs of the body, in order; `styles` is the part with the styles.
    pub(super) fn new(file: &WordFile, properties: Vec<String>, styles: &str) -> Self {
        let right_to_left = properties.iter().any(|own| own.contains("<w:bidi/>"));
        let examples = file.passages.iter().zip(properties);
        let examples = examples.map(|(passage, own)| {
            let level = passage.form.item.as_ref().map(|item| item.level);
            (passage.form.style.to_lowercase(), level, super::paragraph::without_section(&own))
        });
        let mut names = BTreeMap::new();
        if let Ok(styles) = tree(styles) {
            for (_, style) in children(styles.root_element()).filter(|(name, _)| *name == "style") {
                if let (Some(name), Some(id)) = (value(style, "name"), any_attribute(style, "styleId"))
                    && any_attribute(style, "type") == Some("paragraph")
                {
                    names.insert(name.to_lowercase(), id.to_owned());
                }
            }
        }
        Self { examples: examples.collect(), styles: names, right_to_left }
    }

    /// Whether the lines of the file go from right to left.
    pub(super) fn is_right_to_left(&self) -> bool {
        self.right_to_left
    }

    /// The properties of a paragraph of this form: those of the nearest one like it.
    pub(super) fn properties(&self, form: &Form, near: Option<usize>) -> String {
        let (style, level) = (form.style.to_lowercase(), form.item.as_ref().map(|item| item.level));
        let alike = self.examples.iter().enumerate();
        let alike = alike.filter(|(_, example)| example.0 == style && example.1 == level);
        if let Some((_, (_, _, own))) = alike.min_by_key(|(at, _)| near.map_or(*at, |near| at.abs_diff(near)))
        {
            return own.clone();
        }
        let id = self.styles.get(&style).map(|id| format!("<w:pStyle w:val=\"{id}\"/>"));
        let direction = if self.right_to_left { "<w:bidi/>" } else { "" };
        match id.unwrap_or_default() + direction {
            own if own.is_empty() => own,
            own => format!("<w:pPr>{own}</w:pPr>"),
        }
    }

    /// The properties of a run with this emphasis.
    pub(super) fn run(&self, piece: &PlainPiece) -> String {
        let Look { bold, italic, underline, strike, position } = piece.look;
        let place = match position {
            Position::OnLine => "",
            Position::Superscript => "<w:vertAlign w:val=\"superscript\"/>",
            Position::Subscript => "<w:vertAlign w:val=\"subscript\"/>",
        };
        // Right-to-left words: those of the blocks of Hebrew and Arabic.
        let is_rtl =
            |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
        let own: String = [
            (bold, "<w:b/><w:bCs/>"),
            (italic, "<w:i/><w:iCs/>"),
            (strike, "<w:strike/>"),
            (underline, "<w:u w:val=\"single\"/>"),
            (true, place),
            (self.right_to_left && piece.text.contains(is_rtl), "<w:rtl/>"),
        ]
        .into_iter()
        .filter_map(|(is, element)| is.then_some(element))
        .collect();
        if own.is_empty() { own } else { format!("<w:rPr>{own}</w:rPr>") }
    }
}
