//! What Word calls the theme's styles: identifiers, and what Word's own styles bring along.
//!
//! Knows the theme's names, not what a style looks like (that is `styles`).

use crate::document::theme::{StyleKind, Theme};
use std::collections::{BTreeMap, BTreeSet};

/// The tiny paragraph that must follow a table where no other paragraph does.
pub(super) const TABLE_END: &str = "Tableend";
/// The mark of a footnote.
pub(super) const FOOTNOTE_REFERENCE: &str = "FootnoteReference";

/// A style as Word knows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Name {
    /// Its identifier in the file (`Heading1`).
    pub(super) id: String,
    /// Its name on screen (`heading 1`).
    pub(super) word: String,
    /// Whether it is not one of Word's own.
    pub(super) custom: bool,
    /// Its place in Word's list of recommended styles; 99 keeps it out of the way.
    pub(super) priority: u8,
    /// Level in the outline, from 0.
    pub(super) outline: Option<u8>,
    /// The numbering that comes with it: index of the numbering in the theme, and level.
    pub(super) numbering: Option<(usize, usize)>,
    /// Bold text (Word makes bold in a bold style light again, when a character style says it).
    pub(super) bold: bool,
}

/// Names of all styles of a theme.
pub(super) struct Names {
    styles: BTreeMap<String, Name>,
    tables: BTreeMap<String, Name>,
    /// Identifier of the default paragraph style.
    pub(super) default: Option<String>,
}

impl Names {
    /// Gives every style of the theme its identifier.
    pub(super) fn new(theme: &Theme) -> Self {
        let mut ids: BTreeSet<String> =
            ["defaultparagraphfont", "tablenormal", "nolist", "tableend", "footnotereference"]
                .map(str::to_owned)
                .into();
        let mut words: BTreeSet<String> =
            ["default paragraph font", "normal table", "no list", "table_end", "footnote reference"]
                .map(str::to_owned)
                .into();
        let mut styles = BTreeMap::new();
        for (theme_name, style) in &theme.styles {
            let mut word = style.word.clone();
            if word.trim().is_empty() || !words.insert(word.to_lowercase()) {
                word.clone_from(theme_name);
                words.insert(word.to_lowercase());
            }
            let known = built_in(&word);
            let outline = known.and_then(|k| k.1).or_else(|| itu_outline(&word));
            styles.insert(
                theme_name.clone(),
                Name {
                    id: unique(identifier(&word, known.is_some()), &mut ids),
                    custom: known.is_none(),
                    priority: known.map_or(10, |k| k.0),
                    outline: outline.filter(|_| style.kind == StyleKind::Paragraph),
                    numbering: None,
                    bold: style.bold,
                    word,
                },
            );
        }
        // A style belongs to the first numbering that uses it: then staff get the number by applying the style.
        for (index, numbering) in theme.numberings.values().enumerate() {
            for (level, it) in numbering.levels.iter().enumerate().take(9) {
                if let Some(name) = styles.get_mut(&it.style).filter(|n| n.numbering.is_none()) {
                    name.numbering = Some((index, level));
                }
            }
        }
        let tables = theme
            .tables
            .keys()
            .map(|name| {
                let mut word = format!("Table_{name}");
                while !words.insert(word.to_lowercase()) {
                    word.push_str("_style");
                }
                let id = unique(identifier(&word, false), &mut ids);
                (name.clone(), Name { id, word, custom: true, priority: 10, ..Name::default() })
            })
            .collect();
        let default = theme.styles.iter().find(|(_, s)| s.word == "Normal").map(|(name, _)| name.clone());
        Self { styles, tables, default }
    }

    /// A paragraph or character style by its name in the theme.
    pub(super) fn style(&self, theme_name: &str) -> Option<&Name> {
        self.styles.get(theme_name)
    }

    /// A table style by its name in the theme.
    pub(super) fn table(&self, theme_name: &str) -> Option<&Name> {
        self.tables.get(theme_name)
    }

    /// The identifier of the style that Word knows by this name (`Body Text`).
    pub(super) fn id_of_word(&self, word: &str) -> Option<&str> {
        self.styles.values().find(|n| n.word == word).map(|n| n.id.as_str())
    }
}

/// The place of one of Word's own styles among the recommended ones, and its level in the outline.
fn built_in(word: &str) -> Option<(u8, Option<u8>)> {
    let priority = match word {
        "Normal" => 0,
        "Body Text" | "No Spacing" => 1,
        "Title" | "Salutation" | "Closing" | "Signature" | "Date" | "List" | "List Bullet"
        | "List Bullet 2" | "List Bullet 3" | "List Number" | "List Number 2" | "List Number 3"
        | "List Continue" => 10,
        "Subtitle" => 11,
        "Emphasis" => 20,
        "Strong" => 22,
        "Quote" => 29,
        "List Paragraph" => 34,
        "caption" => 35,
        "Body Text 2" | "Body Text 3" | "Body Text Indent" | "header" | "footer" | "footnote text"
        | "page number" | "Hyperlink" | "FollowedHyperlink" => 99,
        _ => {
            let level = word.strip_prefix("heading ").and_then(|level| level.parse().ok());
            return level.filter(|level| (1..=9).contains(level)).map(|level: u8| (9, Some(level - 1)));
        }
    };
    Some((priority, None))
}

/// ITU's own headings that stand in the outline: annex titles come under the subject.
fn itu_outline(word: &str) -> Option<u8> {
    matches!(word, "Annex_No & title" | "Appendix_No & title").then_some(1)
}

/// As Word makes it: its own styles in title case without spaces, others without what is not a letter or digit.
fn identifier(word: &str, built_in: bool) -> String {
    let mut id = String::with_capacity(word.len());
    let mut start = built_in;
    for c in word.chars() {
        match c {
            _ if !c.is_ascii_alphanumeric() => start = built_in,
            _ if start => {
                id.push(c.to_ascii_uppercase());
                start = false;
            }
            _ => id.push(c),
        }
    }
    if id.is_empty() { "Style".to_owned() } else { id }
}

fn unique(id: String, taken: &mut BTreeSet<String>) -> String {
    let mut candidate = id.clone();
    let mut count = 1;
    while !taken.insert(candidate.to_lowercase()) {
        count += 1;
        candidate = format!("{id}{count}");
    }
    candidate
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_those_that_word_gives() {
        for (word, id) in [
            ("Normal", "Normal"),
            ("heading 1", "Heading1"),
            ("footnote text", "FootnoteText"),
            ("List Bullet", "ListBullet"),
            ("Annex_No & title", "AnnexNotitle"),
            ("Heading_b", "Headingb"),
            ("enumlev1", "enumlev1"),
            ("附件", "Style"),
        ] {
            assert_eq!(identifier(word, built_in(word).is_some()), id);
        }
        let mut taken = BTreeSet::new();
        assert_eq!(unique("Note".into(), &mut taken), "Note");
        assert_eq!(unique("NOTE".into(), &mut taken), "NOTE2");
    }
}
