//! The items of the annex with practical information.

use super::Work;
use super::wording::unknown_names;
use crate::base::text::did_you_mean;
use crate::compose::facts::{BlockFacts, names};
use crate::compose::rules::UNKNOWN_ITEM;
use crate::model::letter::{Annex, AnnexKind, OwnItem};
use std::collections::BTreeMap;
use tera::Value;

/// How a letter asks for the house style's words of an item that its kind of meeting does not have.
const BY_STYLE: &str = "by-style";

impl Work<'_, '_> {
    /// The items of the practical annex: the letter's words, or the file of the folder `items` where
    /// the kind of meeting has the item.
    pub(super) fn items(&mut self) {
        let annex = self.resolved.annexes.iter().find_map(|annex| match annex.said {
            Some(Annex::Practical(practical, _)) => Some(practical),
            _ => None,
        });
        let said = annex.and_then(|practical| practical.items.as_ref());
        let more = annex.and_then(|practical| practical.own_items.as_deref()).unwrap_or_default();
        let files = self.composer.engine.names("items/");
        let known: Vec<&str> = files.iter().map(String::as_str).collect();
        let worded = said.iter().flat_map(|said| said.entries.iter().map(|(name, _)| name));
        unknown_names(worded.chain(more.iter().map(|item| &item.after)), &known, "item", self.problems);
        let usual = self.resolved.defaults.items;
        for name in usual.unwrap_or_default().iter().filter(|name| !known.contains(&name.as_str())) {
            let label = did_you_mean(name, known.iter().copied(), "expected an item of the house style");
            UNKNOWN_ITEM
                .finding(format!("the house style has no item `{}`", name.value))
                .at(&name.span, label)
                .changed("item", name)
                .report(self.problems);
        }
        let mut items: BTreeMap<String, Value> = BTreeMap::new();
        if self.resolved.annexes.iter().any(|a| a.kind == AnnexKind::Practical) {
            for name in known {
                let own = said.and_then(|s| s.get(name));
                let is_usual = usual.is_none_or(|usual| usual.iter().any(|item| item.value == name));
                let value = match own {
                    Some(text) if text.value != BY_STYLE => self.text(text),
                    None if !is_usual => "".into(),
                    _ => self.piece(&format!("items/{name}.md")),
                };
                let mut value = value;
                for item in more.iter().filter(|item| item.after.value == name) {
                    value = self.with_own(value, item);
                }
                items.insert(name.replace('-', "_"), value);
            }
        }
        self.facts.set(names::ITEMS, items);
    }

    /// An item of the house style with one of the letter's own behind it.
    fn with_own(&mut self, before: Value, item: &OwnItem) -> Value {
        let head = Some(self.line(&item.head));
        let text = Some(self.text(&item.text));
        let own = self.kind_of_block("item", BlockFacts { head, text, ..BlockFacts::default() });
        let [before, own] = [&before, &own].map(|value| value.as_str().unwrap_or_default());
        Value::safe_string(&format!("{before}\n\n{own}"))
    }
}
