//! Names that an editor can offer: they restrict nothing, since a letter may know more.

use crate::base::Diagnostics;
use crate::base::text::one_line;
use crate::base::yaml::{Schema, shape};
use crate::check::table;
use crate::compose::templates::HouseStyle;
use crate::model::directory::Directory;
use crate::model::phrases::Phrases;
use serde_json::{Map, Value, json};

/// The longest text that is shown beside a name.
const LONGEST: usize = 300;

/// What is known by name.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Groups: key and name.
    groups: Vec<(String, String)>,
    /// Signatories.
    signatories: Vec<String>,
    /// Phrases of the house style and what they say.
    phrases: Vec<(String, String)>,
    /// Blocks of the body.
    blocks: Vec<String>,
    /// Items of the practical annex and what they say.
    items: Vec<(String, String)>,
    /// Forms.
    forms: Vec<String>,
}

impl Known {
    /// What a house style knows.
    ///
    /// # Errors
    /// A file of it cannot be read.
    pub fn of(house: &HouseStyle) -> Result<Self, Diagnostics> {
        let mut problems = Diagnostics::new();
        let source = house.text("phrases/en.yaml")?;
        let Ok(phrases) = Phrases::load(&source, &mut problems) else { return Err(problems) };
        let phrases = phrases.phrases.entries.iter().map(|(n, text)| (n.value.clone(), text.value.clone()));
        let phrases: Vec<_> = phrases.collect();
        let mut items = Vec::new();
        for name in names(house, "items/") {
            let mut text = house.text(&format!("items/{name}.md"))?.text().to_owned();
            // Staff want to know what an item says, not which phrase says it.
            for (phrase, said) in &phrases {
                text = text.replace(&format!("{{{{ phrases.{} }}}}", phrase.replace('-', "_")), said);
            }
            items.push((name, text));
        }
        Ok(Self {
            phrases,
            blocks: names(house, "body/"),
            items,
            forms: names(house, "forms/"),
            ..Self::default()
        })
    }

    /// Adds the groups and signatories of a directory.
    #[must_use]
    pub fn with(mut self, directory: &Directory) -> Self {
        let groups = directory.groups().map(|(key, group)| (key.to_owned(), group.name.clone()));
        self.groups = groups.collect();
        self.signatories = directory.signatories().map(|s| s.name.clone()).collect();
        self
    }

    /// Makes editors offer all of it in a letter.
    pub(super) fn add_to(&self, schema: &mut Schema) {
        let optional = |name: &str| format!("/definitions/{}{name}/properties", shape::OPTIONAL);
        let whole = schema.ensure_object();
        let mut root = Value::Object(std::mem::take(whole));
        let schema = &mut root;
        if !self.groups.is_empty() {
            let groups = words("A group in the directory", &self.groups);
            offer(schema, "/properties/group", &groups);
            for key in ["joint-with", "collocated-with"] {
                offer(schema, &format!("{}/{key}/items", optional("Meeting")), &groups);
            }
        }
        if !self.signatories.is_empty() {
            let names: Vec<_> = self.signatories.iter().map(|name| (name.clone(), String::new())).collect();
            offer(schema, "/properties/signatory", &words("A signatory in the directory", &names));
        }
        if !self.blocks.is_empty() {
            let names = json!({ "title": "A block of the house style", "enum": self.blocks });
            offer(schema, "/definitions/BodyBlock", &names);
        }
        if !self.forms.is_empty()
            && let Some(form) = schema.pointer_mut("/definitions/FormAnnex/properties/form")
        {
            form["examples"] = json!(self.forms);
        }
        let phrases = "In the house style:";
        keys(schema, "/properties/wording", phrases, &self.phrases);
        keys(schema, "/definitions/Practical/properties/items", phrases, &self.items);
        let rules: Vec<_> = table::rules()
            .filter(|rule| rule.can_be_silenced())
            .map(|rule| (rule.code.to_owned(), rule.summary.to_owned()))
            .collect();
        keys(schema, "/properties/allow", "The reason why you accept this finding:", &rules);
        if let Value::Object(root) = root {
            *whole = root;
        }
    }
}

/// The names of the Markdown files in a folder of the house style.
fn names(house: &HouseStyle, folder: &str) -> Vec<String> {
    let files = house.names(folder, ".md").into_iter();
    files.filter_map(|file| Some(file.strip_prefix(folder)?.strip_suffix(".md")?.to_owned())).collect()
}

fn words(title: &str, words: &[(String, String)]) -> Value {
    let (names, meanings): (Vec<&str>, Vec<&str>) =
        words.iter().map(|(n, m)| (n.as_str(), m.as_str())).unzip();
    let mut schema = json!({ "title": title, "enum": names });
    if meanings.iter().any(|meaning| !meaning.is_empty()) {
        schema["enumDescriptions"] = json!(meanings);
    }
    schema
}

/// Offers words where any text may stand.
fn offer(root: &mut Value, pointer: &str, words: &Value) {
    let Some(schema) = root.pointer(pointer).and_then(Value::as_object) else { return };
    let mut forms = schema.get("anyOf").and_then(Value::as_array).cloned();
    // A reference gives way to what it refers to.
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        forms = root
            .pointer(&format!("{}/anyOf", name.trim_start_matches('#')))
            .and_then(Value::as_array)
            .cloned();
    }
    let (Some(mut forms), Some(Value::Object(schema))) = (forms, root.pointer_mut(pointer)) else { return };
    let mut words = words.clone();
    if let Some(message) = forms.first().and_then(|form| form.get("errorMessage")) {
        words["errorMessage"] = message.clone();
    }
    forms.insert(0, words);
    schema.shift_remove("$ref");
    schema.shift_remove("examples");
    schema.insert("anyOf".to_owned(), forms.into());
}

/// Offers names as keys where any names may stand.
fn keys(root: &mut Value, pointer: &str, before: &str, names: &[(String, String)]) {
    let Some(Value::Object(schema)) = root.pointer_mut(pointer) else { return };
    let Some(value) = schema.get("additionalProperties").cloned() else { return };
    let properties: Map<String, Value> = names
        .iter()
        .map(|(name, text)| {
            let mut value = value.clone();
            shape::describe(&mut value, &format!("{before} {}", shortened(text)));
            (name.clone(), value)
        })
        .collect();
    schema.insert("properties".to_owned(), properties.into());
}

fn shortened(text: &str) -> String {
    let text = one_line(text);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", text[..end].trim_end()),
        None => text,
    }
}
