//! The page `docs/reference/yaml.md`: every key with what it says and what holds without it, out of the schemas.
//!
//! `yaml.md` beside this file holds the prose. A line `<!-- keys of Meeting -->` in it becomes the table of
//! that type's keys, `<!-- words of Annex.kind -->` the table of a key's words; `<!-- about BodyBlock -->`
//! only says which type a section tells of, so that tables can lead there.

use super::File;
use crate::base::yaml::shape;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

const PROSE: &str = include_str!("yaml.md");

/// The page.
pub fn markdown() -> String {
    let types = types();
    let places = places();
    let mut page = String::new();
    for line in PROSE.lines() {
        match mark(line) {
            Some(("keys", name)) => page.push_str(&keys(name, &types, &places)),
            Some(("words", key)) => page.push_str(&words(key, &types)),
            Some(_) => continue,
            None => page.push_str(&format!("{line}\n")),
        }
    }
    page
}

/// What a line asks for: `<!-- keys of Meeting -->`.
fn mark(line: &str) -> Option<(&str, &str)> {
    let inner = line.strip_prefix("<!-- ")?.strip_suffix(" -->")?;
    let (what, name) = inner.split_once(' ')?;
    match what {
        "keys" | "words" => Some((what, name.strip_prefix("of ")?)),
        "about" => Some((what, name)),
        _ => None,
    }
}

type Types = BTreeMap<String, Map<String, Value>>;

/// Every type that a letter or the directory is made of.
fn types() -> Types {
    let mut types = Types::new();
    for file in [File::Letter, File::Groups, File::Signatories] {
        let schema = file.schema();
        let Some(schema) = schema.as_object() else { continue };
        for (name, definition) in schema.get("definitions").and_then(Value::as_object).into_iter().flatten() {
            if let Some(definition) = definition.as_object() {
                types.insert(bare(name).to_owned(), definition.clone());
            }
        }
        types.insert(format!("{file:?}"), schema.clone());
    }
    types
}

/// A type's name, whether or not it may be left out.
fn bare(name: &str) -> &str {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.strip_prefix(shape::OPTIONAL).unwrap_or(name)
}

/// Where a type is told of: the title of the section, and its anchor.
fn places() -> BTreeMap<&'static str, (&'static str, String)> {
    let mut places = BTreeMap::new();
    let mut title = "";
    for line in PROSE.lines() {
        if line.starts_with("##") {
            title = line.trim_start_matches('#').trim();
        }
        if let Some(("keys" | "about", name)) = mark(line) {
            places.insert(name, (title, anchor(title)));
        }
    }
    places
}

/// As GitHub makes it of a title.
fn anchor(title: &str) -> String {
    let kept = title.to_lowercase().replace(' ', "-");
    kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
}

fn keys(name: &str, types: &Types, places: &BTreeMap<&str, (&str, String)>) -> String {
    let mut table = "| key | meaning | without it |\n|---|---|---|\n".to_owned();
    for (key, value) in types.get(name).and_then(properties).into_iter().flatten() {
        let (says, without) = told(value);
        let mut says = vec![says];
        says.extend(allowed(value));
        says.extend(examples(value));
        says.extend(
            referred(value)
                .and_then(|to| places.get(to))
                .map(|(title, anchor)| format!("See [{title}](#{anchor}).")),
        );
        table.push_str(&format!("| `{key}` | {} | {without} |\n", says.join(" ").replace('|', "\\|")));
    }
    table
}

/// The keys of a type, or of that of its forms which has some.
fn properties(schema: &Map<String, Value>) -> Option<&Map<String, Value>> {
    let forms = schema.get("anyOf").and_then(Value::as_array).into_iter().flatten();
    let found =
        schema.get("properties").or_else(|| forms.filter_map(|form| form.get("properties")).next_back());
    found.and_then(Value::as_object)
}

fn words(key: &str, types: &Types) -> String {
    let mut table = "| word | meaning |\n|---|---|\n".to_owned();
    let value = key.split_once('.').and_then(|(name, key)| types.get(name)?.get("properties")?.get(key));
    for (word, meaning) in value.map(listed).unwrap_or_default() {
        table.push_str(&format!("| `{word}` | {meaning} |\n"));
    }
    table
}

/// What a key says, and what holds without it.
fn told(value: &Value) -> (String, String) {
    let description = value.get("description").and_then(Value::as_str).unwrap_or_default();
    let (says, without) = description.rsplit_once("\n\n").unwrap_or((description, ""));
    let without = without.trim_end_matches('.').replace('|', "\\|");
    let without = match without.strip_prefix("Without it: ") {
        Some(without) => without.to_owned(),
        None => without.replacen("Required", "required", 1),
    };
    (says.replace("\n\n", " "), without)
}

/// The words that a value may be, wherever they stand among its forms.
fn listed(value: &Value) -> Vec<(&str, &str)> {
    let forms = value.get("anyOf").and_then(Value::as_array).into_iter().flatten();
    let Some(form) = std::iter::once(value).chain(forms).find(|form| form.get("enum").is_some()) else {
        return Vec::new();
    };
    let texts = |key: &str| {
        form.get(key)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
    };
    texts("enum").into_iter().zip(texts("enumDescriptions")).collect()
}

fn allowed(value: &Value) -> Option<String> {
    // The kind of an annex is told by its section.
    let is_one_word = told(value).0.split(' ').count() == 1;
    let (value, choice) = value.get("items").map_or((value, "One"), |item| (item, "Any"));
    let words: Vec<_> = listed(value).iter().map(|(word, meaning)| format!("`{word}` ({meaning})")).collect();
    (!words.is_empty() && !is_one_word).then(|| format!("{choice} of {}.", words.join(", ")))
}

fn examples(value: &Value) -> Option<String> {
    let example = value.get("examples")?.as_array()?.first()?;
    let text = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
    Some(format!("Example: `{text}`."))
}

/// The type that a value is made of.
fn referred(value: &Value) -> Option<&str> {
    let value = value.get("items").unwrap_or(value);
    value.get("$ref").and_then(Value::as_str).map(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_of_the_page_finds_its_type_and_every_type_with_keys_has_its_table() {
        let page = markdown();
        assert!(!page.contains("<!-- keys") && !page.contains("<!-- words"));
        let types = types();
        let told: Vec<&str> = places().into_keys().collect();
        let marked: Vec<&str> =
            PROSE.lines().filter_map(mark).filter(|m| m.0 == "keys").map(|m| m.1).collect();
        for name in &marked {
            assert!(types.get(*name).and_then(properties).is_some(), "{name} has no keys");
        }
        let closed = |schema: &Map<String, Value>| schema.get("additionalProperties") == Some(&false.into());
        for (name, _) in types.iter().filter(|(_, schema)| closed(schema)) {
            assert!(told.contains(&name.as_str()), "{name} has no section");
        }
        assert!(!page.contains("|---|---|\n\n"), "a table is empty");
    }

    #[test]
    fn tables_lead_to_sections_of_the_page() {
        let page = markdown();
        let anchors: Vec<String> = page
            .lines()
            .filter(|line| line.starts_with('#'))
            .map(|line| anchor(line.trim_start_matches('#').trim()))
            .collect();
        let links: Vec<&str> = page.split("](#").skip(1).filter_map(|rest| rest.split(')').next()).collect();
        assert!(links.len() > 15, "{links:?}");
        for link in links {
            assert!(anchors.iter().any(|anchor| anchor == link), "no section #{link}");
        }
    }
}
