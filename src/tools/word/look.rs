//! Emphasis: what an `rPr` says, and what it said before a tracked change.

use super::passage::{By, Look, Position};
use super::styles::Styles;
use super::xml::{attribute, child, children, is_on, value};
use roxmltree::Node;

/// What an `rPr` says of emphasis; `None` where it says nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Said {
    bold: Option<bool>,
    italic: Option<bool>,
    underline: Option<bool>,
    strike: Option<bool>,
    position: Option<Position>,
}

impl Said {
    pub(super) fn of(properties: Node<'_, '_>) -> Self {
        let mut said = Self::default();
        for (name, node) in children(properties) {
            let on = Some(is_on(node));
            match name {
                "b" => said.bold = on,
                "i" => said.italic = on,
                "u" => said.underline = on,
                "strike" | "dstrike" => said.strike = on,
                // Right-to-left words have bold and italic of their own.
                "bCs" => said.bold = said.bold.or(on),
                "iCs" => said.italic = said.italic.or(on),
                "vertAlign" => {
                    said.position = Some(match attribute(node, "val") {
                        Some("superscript") => Position::Superscript,
                        Some("subscript") => Position::Subscript,
                        _ => Position::OnLine,
                    });
                }
                _ => {}
            }
        }
        said
    }

    /// What is said here, and where nothing is, what `base` says.
    pub(super) fn over(self, base: Self) -> Self {
        Self {
            bold: self.bold.or(base.bold),
            italic: self.italic.or(base.italic),
            underline: self.underline.or(base.underline),
            strike: self.strike.or(base.strike),
            position: self.position.or(base.position),
        }
    }

    fn look(self, in_link: bool) -> Look {
        Look {
            bold: self.bold.unwrap_or(false),
            italic: self.italic.unwrap_or(false),
            underline: !in_link && self.underline.unwrap_or(false),
            strike: self.strike.unwrap_or(false),
            position: self.position.unwrap_or_default(),
        }
    }
}

/// The emphasis of a run, and what it was before a tracked change.
pub(super) fn of_run(run: Node<'_, '_>, styles: &Styles, in_link: bool) -> (Look, Option<(Look, By)>) {
    let Some(properties) = child(run, "rPr") else { return (Look::default(), None) };
    let look = |properties: Node<'_, '_>| {
        let base = value(properties, "rStyle").map(|id| styles.emphasis(id)).unwrap_or_default();
        Said::of(properties).over(base).look(in_link)
    };
    let was = child(properties, "rPrChange").map(|change| {
        let old = child(change, "rPr").map(look).unwrap_or_default();
        (old, by(change))
    });
    (look(properties), was)
}

/// Who made a change.
pub(super) fn by(node: Node<'_, '_>) -> By {
    By {
        author: attribute(node, "author").unwrap_or_default().to_owned(),
        date: attribute(node, "date").map(str::to_owned),
    }
}
