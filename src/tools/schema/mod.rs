//! JSON Schemas of the YAML files, for editors: what may be written, what each key says, what is offered.
//!
//! What the schemas say of types stands beside their `Decode` (see [`crate::base::yaml::shape`]); here are the
//! files as wholes, and what a house style and a directory know by name.

mod known;
mod page;

pub use known::Known;
pub use page::markdown;

use crate::base::Diagnostics;
use crate::base::yaml::{Decode, Schema, SchemaGenerator, shape};
use crate::compose::templates::HouseStyle;
use crate::document::theme;
use crate::model::directory::{Groups, Signatory};
use crate::model::letter::Letter;
use crate::model::phrases::Phrases;
use crate::model::presets;
use crate::model::translation::Translation;
use crate::project::session::{self, Session, Settings};
use schemars::generate::SchemaSettings;
use std::path::Path;

/// What the schema of letters is called: a file in the folder of letters.
pub const FILE_NAME: &str = "letter.schema.json";

/// The first line of a letter by which editors find the schema; `path` leads to it from the letter, with `/`.
pub fn line(path: &str) -> String {
    format!("# yaml-language-server: $schema={path}")
}

/// A kind of YAML file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    /// A letter.
    Letter,
    /// `directory/groups.yaml`.
    Groups,
    /// `directory/signatories.yaml`.
    Signatories,
    /// `templates/presets.yaml`.
    Presets,
    /// `templates/theme.yaml`.
    Theme,
    /// `templates/phrases/en.yaml`.
    Phrases,
    /// A translation of a letter.
    Translation,
}

impl File {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Letter,
        Self::Groups,
        Self::Signatories,
        Self::Presets,
        Self::Theme,
        Self::Phrases,
        Self::Translation,
    ];

    /// What its schema is called where it lies beside such files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Letter => FILE_NAME,
            Self::Groups => "groups.schema.json",
            Self::Signatories => "signatories.schema.json",
            Self::Presets => "presets.schema.json",
            Self::Theme => "theme.schema.json",
            Self::Phrases => "phrases.schema.json",
            Self::Translation => "translation.schema.json",
        }
    }

    /// Its schema, without the names that a house style or a directory knows.
    pub fn schema(self) -> Schema {
        match self {
            Self::Letter => whole("A letter", Letter::shape),
            Self::Groups => whole("The directory of groups", Groups::shape),
            Self::Signatories => whole("The directory of signatories", Vec::<Signatory>::shape),
            Self::Presets => whole("The defaults of each kind of letter", presets::shape),
            Self::Theme => whole("The theme of the house style", theme::shape),
            Self::Phrases => whole("The phrases of the house style", Phrases::shape),
            Self::Translation => whole("A letter in another language", Translation::shape),
        }
    }

    /// Its schema as a file, in which editors offer what is known by name.
    pub fn text(self, known: &Known) -> String {
        let mut schema = self.schema();
        if self == Self::Letter {
            known.add_to(&mut schema);
        }
        // A tree of texts and numbers can always be written.
        serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
    }
}

/// Whether a file is a schema of this program.
pub fn is_schema(bytes: &[u8]) -> bool {
    let Ok(file) = serde_json::from_slice::<serde_json::Value>(bytes) else { return false };
    let title = file.get("title");
    file.get("$schema").is_some() && File::ALL.iter().any(|kind| kind.schema().get("title") == title)
}

/// What this house style and directory know by name.
///
/// # Errors
/// A file of the house style cannot be read.
pub fn known_to(session: &Session) -> Result<Known, Diagnostics> {
    Ok(Known::of(session.house())?.with(session.directory()))
}

/// The names that editors are to offer: those of a house style (without a folder the embedded one), and those of
/// the directory beside the letters, if they are named.
///
/// # Errors
/// A file of the house style or the directory cannot be read.
pub fn known(templates: Option<&Path>, letters: Option<&Path>) -> Result<Known, Diagnostics> {
    let house = HouseStyle::open(templates)?;
    let known = Known::of(&house)?;
    let Some(letters) = letters else { return Ok(known) };
    let mut problems = Diagnostics::new();
    let settings = Settings { letters: letters.to_path_buf(), templates: None };
    match session::read_directory(&settings, &mut problems) {
        Ok(directory) if !problems.has_errors() => Ok(known.with(&directory)),
        _ => Err(problems),
    }
}

/// A schema with all that it refers to.
fn whole(title: &str, shape: fn(&mut SchemaGenerator) -> Schema) -> Schema {
    let mut settings = SchemaSettings::draft07();
    // What stands beside a reference only tells of it: it can stay there.
    settings.transforms.clear();
    let mut book = settings.into_generator();
    let body = shape(&mut book);
    let mut schema =
        shape::with(Schema::default(), "$schema", "http://json-schema.org/draft-07/schema#".into());
    for (key, value) in body.as_object().into_iter().flatten() {
        schema.insert(key.clone(), value.clone());
    }
    schema.insert("title".to_owned(), title.into());
    let definitions = book.take_definitions(true);
    if !definitions.is_empty() {
        schema.insert("definitions".to_owned(), definitions.into());
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn the_line_names_the_schema() {
        assert_eq!(line(FILE_NAME), "# yaml-language-server: $schema=letter.schema.json");
    }

    /// Every key of every group of keys, anywhere in a schema.
    fn keys<'s>(schema: &'s Value, place: &str, found: &mut Vec<(String, &'s Value)>) {
        // What stands behind `if` and `then` asks for keys, it does not tell of them.
        for (name, part) in schema.as_object().into_iter().flatten() {
            let place = format!("{place}/{name}");
            match (name.as_str(), part) {
                ("if" | "then" | "not", _) => {}
                ("properties", Value::Object(properties)) => {
                    for (key, value) in properties {
                        found.push((format!("{place}/{key}"), value));
                        keys(value, &format!("{place}/{key}"), found);
                    }
                }
                (_, Value::Array(parts)) => parts.iter().for_each(|part| keys(part, &place, found)),
                _ => keys(part, &place, found),
            }
        }
    }

    #[test]
    fn every_key_has_a_description_and_every_word_a_meaning() {
        for file in File::ALL {
            let schema = file.schema();
            let mut found = Vec::new();
            keys(schema.as_value(), "", &mut found);
            assert!(found.len() >= 5, "{file:?} has keys");
            for (place, key) in found {
                let description = key.get("description").and_then(Value::as_str).unwrap_or_default();
                assert!(!description.is_empty(), "{file:?}{place} has no description");
                assert!(!description.starts_with("\n"), "{file:?}{place} has no description");
                let told = description.contains("\n\nRequired") || description.contains("\n\nWithout it: ");
                assert!(told, "{file:?}{place} does not say what holds without it: {description}");
                // A single value would be typed by the editor unasked: that may only be what holds anyway.
                let examples = key.get("examples").and_then(Value::as_array).map_or(0, Vec::len);
                assert!(examples != 1 || key.get("default").is_some(), "{file:?}{place} has one example");
            }
        }
    }

    #[test]
    fn a_schema_is_the_same_every_time_and_keeps_the_order_of_the_keys() {
        let text = File::Letter.text(&Known::default());
        assert_eq!(text, File::Letter.text(&Known::default()));
        let schema = File::Letter.schema();
        let keys: Vec<&str> = schema
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .map(|(key, _)| key.as_str())
            .collect();
        assert_eq!(keys, Letter::keys());
    }
}
