//! Numbering: which kind of numbers an item of a list has.

use super::package::Package;
use super::passage::Item;
use super::unreadable::Unreadable;
use super::xml::{attribute, children, tree, value};
use std::collections::BTreeMap;

/// The numberings of a file.
#[derive(Debug, Default)]
pub(super) struct Numberings {
    /// Which abstract numbering each one is.
    kinds: BTreeMap<String, String>,
    /// Format and pattern of each level of each abstract numbering.
    levels: BTreeMap<(String, u8), (Option<String>, Option<String>)>,
}

impl Numberings {
    pub(super) fn read(package: &mut Package<'_>) -> Result<Self, Unreadable> {
        let mut out = Self::default();
        let Some(part) = package.related("numbering")? else { return Ok(out) };
        for (name, node) in children(tree(&part.text)?.root_element()) {
            match name {
                "abstractNum" => {
                    let id = attribute(node, "abstractNumId").unwrap_or_default();
                    for (_, level) in children(node).filter(|(name, _)| *name == "lvl") {
                        let Some(depth) = attribute(level, "ilvl").and_then(|l| l.parse().ok()) else {
                            continue;
                        };
                        let said = |what| value(level, what).map(str::to_owned);
                        out.levels.insert((id.to_owned(), depth), (said("numFmt"), said("lvlText")));
                    }
                }
                "num" => {
                    if let (Some(id), Some(kind)) = (attribute(node, "numId"), value(node, "abstractNumId")) {
                        out.kinds.insert(id.to_owned(), kind.to_owned());
                    }
                }
                _ => {}
            }
        }
        Ok(out)
    }

    /// The item of this numbering and level. Numbering 0 takes a number off.
    pub(super) fn item(&self, numbering: &str, level: u8) -> Option<Item> {
        if numbering == "0" {
            return None;
        }
        let kind = self.kinds.get(numbering).cloned().unwrap_or_default();
        let (format, pattern) = self.levels.get(&(kind, level)).cloned().unwrap_or_default();
        Some(Item { numbering: numbering.to_owned(), level, format, pattern })
    }
}
