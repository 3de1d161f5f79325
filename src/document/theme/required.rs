//! Whether a theme has the names that the program asks for.

use super::{NumberingName, StyleKind, StyleName, TableName, Theme};
use crate::base::yaml::rules::MISSING_KEY;
use crate::base::yaml::{NamedGroup, Node};
use crate::base::{Diagnostics, Reported};

/// What a name is for.
type Purpose = fn(&str) -> Option<String>;

impl Theme {
    /// Reports every name that the program asks for and the theme lacks, each where it was perhaps meant.
    pub(super) fn has_required(node: &Node, problems: &mut Diagnostics) -> Result<(), Reported> {
        let mut whole = Ok(());
        let required: [(&str, &str, &[&str], Purpose); 3] = [
            ("styles", "style", StyleName::WORDS, |name| StyleName::read(name).map(StyleName::meaning)),
            ("numberings", "numbering", NumberingName::WORDS, |name| {
                NumberingName::read(name).map(NumberingName::meaning)
            }),
            ("tables", "table style", TableName::WORDS, |name| TableName::read(name).map(TableName::meaning)),
        ];
        for (group, what, names, purpose) in required {
            for missing in NamedGroup::of(node, group).iter().flat_map(|group| group.missing(what, names)) {
                let purpose = purpose(missing.name).unwrap_or_default();
                let message = format!("the theme has no {what} `{}`: it is for {purpose}", missing.name);
                whole = Err(problems.refuse(missing.place(MISSING_KEY.finding(message))));
            }
        }
        whole
    }

    /// Styles that are not of the kind that the program wants, each with what to say of it.
    pub(super) fn wrong_kinds(&self) -> impl Iterator<Item = (&'static str, String)> {
        StyleName::ALL.into_iter().filter_map(|style| {
            let kind = if style.is_of_text() { StyleKind::Character } else { StyleKind::Paragraph };
            let name = style.word();
            let message =
                || format!("the style `{name}` is for {}: expected `kind: {}`", style.meaning(), kind.word());
            (self.styles.get(name)?.kind != kind).then(|| (name, message()))
        })
    }
}
