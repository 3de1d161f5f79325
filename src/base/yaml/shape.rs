//! What may be written, as a JSON Schema (draft-07): the same that [`Decode`] reads, said to an editor.
//!
//! Editors make menus of the `type`s and words that they find. So the forms that are read but not to be
//! offered (a number where text is wanted, `TRUE` for `yes`, nothing at all) stand behind a `not`, which
//! menus leave alone, and under a title of their own, without which the language server would take
//! them for what was meant.
//!
//! Knows nothing of letters.

use super::{Decode, Field};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::marker::PhantomData;

/// The schema of a type where a value must stand: a reference when the type has a name of its own.
pub fn of<T: Decode>(book: &mut SchemaGenerator) -> Schema {
    book.subschema_for::<Shaped<T>>()
}

/// The schema of a type where nothing may stand as well: an empty key is as good as none.
pub fn or_nothing<T: Decode>(book: &mut SchemaGenerator) -> Schema {
    book.subschema_for::<OrNothing<T>>()
}

/// A type as `schemars` wants it.
struct Shaped<T>(PhantomData<T>);

impl<T: Decode> JsonSchema for Shaped<T> {
    fn inline_schema() -> bool {
        T::NAME.is_none()
    }
    fn schema_name() -> Cow<'static, str> {
        T::NAME.unwrap_or("Value").into()
    }
    fn schema_id() -> Cow<'static, str> {
        T::NAME.unwrap_or_else(|| std::any::type_name::<Self>()).into()
    }
    fn json_schema(book: &mut SchemaGenerator) -> Schema {
        T::shape(book)
    }
}

/// What the name of a type begins with where nothing may stand instead of it.
pub const OPTIONAL: &str = "Optional";

struct OrNothing<T>(PhantomData<T>);

impl<T: Decode> JsonSchema for OrNothing<T> {
    fn inline_schema() -> bool {
        T::NAME.is_none()
    }
    fn schema_name() -> Cow<'static, str> {
        format!("{OPTIONAL}{}", T::NAME.unwrap_or("Value")).into()
    }
    fn schema_id() -> Cow<'static, str> {
        format!("{OPTIONAL}{}", Shaped::<T>::schema_id()).into()
    }
    fn json_schema(book: &mut SchemaGenerator) -> Schema {
        with_nothing(T::shape(book))
    }
}

/// A form that is read and not offered; the title is what a reader is told of it.
fn unoffered(title: &str, not: &[&str]) -> Value {
    json!({ "title": title, "not": { "type": not } })
}

/// Lets nothing stand where the schema wants something. Keys and items of a mapping or list stay where
/// they are: the snippets that editors insert are made of them.
fn with_nothing(mut schema: Schema) -> Schema {
    let nothing = unoffered("Empty", &["string", "number", "boolean", "object", "array"]);
    if let Some(Value::Array(forms)) = schema.get_mut("anyOf") {
        forms.push(nothing);
        return schema;
    }
    let kept =
        ["properties", "additionalProperties", "items"].into_iter().any(|key| schema.get(key).is_some());
    if !kept {
        return json_schema!({ "anyOf": [schema, nothing] });
    }
    let kind = schema.remove("type");
    let message = schema.remove("errorMessage");
    let mut wanted = json_schema!({});
    for (key, value) in [("title", schema.get("title").cloned()), ("type", kind), ("errorMessage", message)] {
        if let Some(value) = value {
            wanted.insert(key.to_owned(), value);
        }
    }
    schema.insert("anyOf".to_owned(), json!([wanted, nothing]));
    schema
}

/// What a wrong value is told: the same words as the program's.
fn expected<T: Decode>() -> String {
    format!("expected {}", T::EXPECTED)
}

/// Text. Numbers and the like need no quotes.
pub fn text() -> Schema {
    text_or::<String>([])
}

/// Text, or one of other forms. Numbers and the like need no quotes.
pub fn text_or<T: Decode>(others: impl IntoIterator<Item = Value>) -> Schema {
    // A list of one type, since the language server has no words of its own for a list.
    let plain = json!({ "type": ["string"], "errorMessage": expected::<T>() });
    any_of([plain, unoffered("Text", &["string", "object", "array", "null"])].into_iter().chain(others))
}

/// One of several forms.
pub fn any_of(forms: impl IntoIterator<Item = Value>) -> Schema {
    json_schema!({ "anyOf": forms.into_iter().collect::<Vec<_>>() })
}

/// Text of one form.
pub fn pattern<T: Decode>(pattern: &str) -> Schema {
    json_schema!({ "type": "string", "pattern": pattern, "errorMessage": expected::<T>() })
}

/// `yes` or `no`; `true`, `False` and so on are read too.
pub fn yes_or_no() -> Schema {
    // As snippets: words would be offered in quotes, since older YAML took them for something else.
    let offered = ["yes", "no"].map(|word| json!({ "label": word, "bodyText": word }));
    any_of([
        json!({
            "type": ["string"],
            "pattern": "^(?:[Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$",
            "defaultSnippets": offered,
            "errorMessage": expected::<bool>(),
        }),
        unoffered("Yes or no", &["string", "number", "object", "array", "null"]),
    ])
}

/// A whole number, perhaps in quotes, and its bounds.
pub fn whole_number(least: u32, most: u32) -> Schema {
    let message = if most == u32::MAX {
        expected::<u32>()
    } else {
        format!("expected a number from {least} to {most}")
    };
    any_of([
        json!({ "type": "integer", "minimum": least, "maximum": most, "errorMessage": message }),
        json!({ "title": "A whole number in quotes", "type": "string", "pattern": "^\\+?[0-9]+$" }),
    ])
}

/// Bounds for the whole number behind a key.
pub fn between<F: Field>(value: Schema, least: u32, most: u32) -> Schema {
    debug_assert!(
        value.get("$ref").is_some_and(|name| name.as_str().is_some_and(|n| n.ends_with("WholeNumber")))
    );
    let bounded = whole_number(least, most);
    if F::REQUIRED { bounded } else { with_nothing(bounded) }
}

/// Adds to what is said of a value: its default, examples.
pub fn with(mut schema: Schema, key: &str, value: Value) -> Schema {
    schema.insert(key.to_owned(), value);
    schema
}

/// A length or the like, perhaps in quotes.
pub fn number() -> Schema {
    any_of([
        json!({ "type": "number", "minimum": 0, "maximum": 5000, "errorMessage": expected::<f32>() }),
        json!({ "title": "A number in quotes", "type": "string", "pattern": "^[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?$" }),
    ])
}

/// The days of the calendar from 1865 to 2199, as a pattern.
pub const DATE: &str = concat!(
    "(?:(?:18(?:6[5-9]|[7-9][0-9])|(?:19|20|21)[0-9]{2})-",
    "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))",
    "|(?:18(?:68|[79][26]|8[048])|(?:19|20|21)(?:0[48]|[2468][048]|[13579][26])|2000)-02-29)",
);

/// A list.
pub fn list<T: Decode>(book: &mut SchemaGenerator) -> Schema {
    let message = expected::<Vec<T>>();
    json_schema!({ "type": "array", "items": of::<T>(book), "errorMessage": message })
}

/// A mapping whose keys are free names, each with a value of one type.
pub fn names(value: Schema) -> Schema {
    json_schema!({ "type": "object", "additionalProperties": value })
}

/// A mapping that holds exactly one key.
pub fn one_key(mut schema: Schema) -> Schema {
    schema.insert("minProperties".to_owned(), json!(1));
    schema.insert("maxProperties".to_owned(), json!(1));
    schema
}

/// Words out of a fixed set, each with what it means.
pub fn words(what: &str, words: &[(&str, String)]) -> Schema {
    let (names, meanings): (Vec<&str>, Vec<&str>) =
        words.iter().map(|(w, meaning)| (*w, meaning.as_str())).unzip();
    let message = format!("expected a {what}: {}", names.join(", "));
    json_schema!({ "enum": names, "enumDescriptions": meanings, "errorMessage": message })
}

/// Says what a key or a group of keys is for.
pub fn described(schema: Schema, text: &str) -> Schema {
    let mut value = schema.to_value();
    describe(&mut value, text);
    Schema::try_from(value).unwrap_or_default()
}

/// Says what a key or a group of keys is for: plainly, and where words stand in backticks also as the Markdown
/// that editors show.
pub fn describe(schema: &mut Value, text: &str) {
    schema["description"] = text.into();
    if text.contains('`') {
        schema["markdownDescription"] = text.into();
    }
}

/// A group of keys as a macro declares it; `what` names it in messages (`the meeting`).
pub struct Group {
    schema: Schema,
}

impl Group {
    /// One without keys.
    pub fn new(what: &str, description: &[&str]) -> Self {
        let title = sentence(&what.replace('`', ""));
        let schema = json_schema!({
            "title": title,
            "type": "object",
            "additionalProperties": false,
            "properties": {},
            "required": [],
        });
        Self { schema: described(schema, &prose(description)) }
    }

    /// Adds a key.
    pub fn key(&mut self, key: &str, value: Schema, required: bool, description: &[&str]) {
        let mut description = prose(description);
        if required {
            description.push_str("\n\nRequired.");
        }
        let value = described(value, &description);
        if required && let Some(Value::Array(keys)) = self.schema.get_mut("required") {
            keys.push(key.into());
        }
        if let Some(Value::Object(keys)) = self.schema.get_mut("properties") {
            keys.insert(key.to_owned(), value.into());
        }
    }

    /// The schema.
    pub fn finish(mut self) -> Schema {
        if self.schema.get("required").and_then(Value::as_array).is_some_and(Vec::is_empty) {
            self.schema.remove("required");
        }
        self.schema
    }
}

/// A rule on keys: where `when` holds of a group, `then` must hold too.
pub fn rule(schema: &mut Schema, when: Value, then: Value) {
    let rule = json!({ "if": when, "then": then });
    match schema.get_mut("allOf") {
        Some(Value::Array(rules)) => rules.push(rule),
        _ => drop(schema.insert("allOf".to_owned(), json!([rule]))),
    }
}

/// That a key is there and says something. Behind `not`, which menus leave alone.
pub fn has(key: &str) -> Value {
    let empty = json!({ "required": [key], "properties": { key: { "type": "null" } } });
    json!({ "type": "object", "required": [key], "not": empty })
}

/// That a key is there with one of these words.
pub fn says(key: &str, words: &[&str]) -> Value {
    // A pattern, since editors would list words as the ones that are allowed.
    let pattern = format!("^(?:{})$", words.join("|"));
    json!({ "type": "object", "required": [key], "properties": { key: { "type": "string", "pattern": pattern } } })
}

/// The lines of a comment as text: a line that is empty begins a new paragraph.
pub fn prose(lines: &[&str]) -> String {
    let paragraphs = lines.split(|line| line.trim().is_empty());
    let paragraphs = paragraphs.map(|lines| lines.iter().map(|l| l.trim()).collect::<Vec<_>>().join(" "));
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

/// With a capital at the beginning.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
