//! Styles: their names, levels as headings, numbering and emphasis, with what they are based on.

use super::look::Said;
use super::package::Package;
use super::unreadable::Unreadable;
use super::xml::{attribute, child, children, tree, value};
use roxmltree::Node;
use std::collections::BTreeMap;
use std::iter::successors;

/// The styles of a file by their identifiers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    default: String,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    base: Option<String>,
    level: Option<u8>,
    numbering: Numbering,
    emphasis: Said,
}

/// What a `numPr` says: the numbering and how deep.
pub(super) type Numbering = (Option<String>, Option<u8>);

/// Styles that are based on each other have no base: so many are looked at.
const MOST_BASES: usize = 20;

impl Styles {
    pub(super) fn read(package: &mut Package<'_>) -> Result<Self, Unreadable> {
        let mut out = Self::default();
        let Some(part) = package.related("styles")? else { return Ok(out) };
        for (_, node) in children(tree(&part.text)?.root_element()).filter(|(name, _)| *name == "style") {
            let Some(id) = attribute(node, "styleId") else { continue };
            let properties = child(node, "pPr");
            if attribute(node, "type") == Some("paragraph")
                && attribute(node, "default").is_some_and(|on| !matches!(on, "0" | "false" | "off"))
            {
                id.clone_into(&mut out.default);
            }
            let style = Style {
                name: value(node, "name").unwrap_or(id).to_owned(),
                base: value(node, "basedOn").map(str::to_owned),
                level: properties.and_then(level),
                numbering: properties.map(numbering).unwrap_or_default(),
                emphasis: child(node, "rPr").map(Said::of).unwrap_or_default(),
            };
            out.by_id.insert(id.to_owned(), style);
        }
        Ok(out)
    }

    /// The style of paragraphs that name none.
    pub(super) fn of_no_style(&self) -> &str {
        &self.default
    }

    /// The name of a style; the identifier if the file has no such style.
    pub(super) fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.by_id.get(id).map_or(id, |style| style.name.as_str())
    }

    fn chain<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Style> {
        let base = |style: &&Style| self.by_id.get(style.base.as_ref()?);
        successors(self.by_id.get(id), base).take(MOST_BASES)
    }

    /// Its level as a heading, from 1.
    pub(super) fn level(&self, id: &str) -> Option<u8> {
        self.chain(id).find_map(|style| style.level).filter(|level| *level > 0)
    }

    /// Its numbering.
    pub(super) fn numbering(&self, id: &str) -> Numbering {
        let numbering = self.chain(id).find_map(|style| style.numbering.0.clone());
        (numbering, self.chain(id).find_map(|style| style.numbering.1))
    }

    /// The emphasis of a character style.
    pub(super) fn emphasis(&self, id: &str) -> Said {
        self.chain(id).fold(Said::default(), |said, style| said.over(style.emphasis))
    }
}

/// The level as a heading that a `pPr` names, from 1; 0 for none.
pub(super) fn level(properties: Node<'_, '_>) -> Option<u8> {
    let level: u8 = value(properties, "outlineLvl")?.parse().ok()?;
    Some(if level < 9 { level + 1 } else { 0 })
}

/// The numbering that a `pPr` names.
pub(super) fn numbering(properties: Node<'_, '_>) -> Numbering {
    let Some(own) = child(properties, "numPr") else { return (None, None) };
    (value(own, "numId").map(str::to_owned), value(own, "ilvl").and_then(|level| level.parse().ok()))
}
