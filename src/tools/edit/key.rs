//! What is known of the keys of a letter: their names, what they are for, and what may stand behind them. All of it is read
//! from the schema of letters, which is made from the declarations of the keys.

use crate::base::yaml::Node;
use crate::check::explain::capital;
use crate::tools::schema::{File, Known};
use serde::Serialize;
use serde_json::Value;

/// The schema of letters with the names that a house style and a directory know.
pub struct Book {
    schema: Value,
}

/// What is known of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What people call it.
    pub name: String,
    /// What it is for.
    pub help: String,
    /// What holds without it; empty where that is not said.
    pub without: String,
    /// What may stand behind it.
    pub schema: Kind,
}

impl Field {
    /// Whether its text is read as Markdown, with facts.
    pub fn is_markdown(&self) -> bool {
        self.help.contains("Markdown")
    }

    /// Whether it has one value, or a list of words.
    pub fn is_value(&self) -> bool {
        self.schema.kind != "group" && self.schema.kind != "list"
    }
}

/// What may stand behind a key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Kind {
    /// `date`, `day`, `time`, `hours`, `choice`, `number`, `yes-no`, `text`, `texts`, `choices`, `deadline`; `list` and `group`
    /// are no values.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The words to choose from.
    pub words: Vec<Word>,
    /// The least number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<u64>,
    /// The greatest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<u64>,
    /// What holds without it, where that is one value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usual: Option<String>,
    /// Examples.
    pub examples: Vec<String>,
    /// Whether a letter must have it.
    pub required: bool,
    /// Whether one text may stand there without a list.
    #[serde(skip)]
    pub single: bool,
}

/// A word to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Word {
    /// It.
    pub word: String,
    /// What it means; may be empty.
    pub meaning: String,
}

impl Book {
    /// With the names of a house style and a directory.
    pub fn new(known: &Known) -> Self {
        Self { schema: serde_json::from_str(&File::Letter.text(known)).unwrap_or_default() }
    }

    /// What is known of the key at an address; `tree` says of which kind an annex is.
    pub fn field(&self, at: &str, tree: Option<&Node>) -> Option<Field> {
        let mut here = vec![&self.schema];
        let mut required = false;
        let mut last = &self.schema;
        let mut walked: Vec<&str> = Vec::new();
        for step in at.split('.') {
            let forms: Vec<&Value> = here.iter().flat_map(|schema| self.forms(schema)).collect();
            let next = if step.parse::<usize>().is_ok() {
                forms.iter().find_map(|form| form.get("items"))
            } else {
                required = forms.iter().any(|form| requires(form, step));
                forms.iter().find_map(|form| form.pointer(&format!("/properties/{step}"))).or_else(|| {
                    forms
                        .iter()
                        .find_map(|form| form.get("additionalProperties").filter(|below| below.is_object()))
                })
            };
            last = next?;
            walked.push(step);
            here = vec![last];
            if let (["annexes", _], Some(tree)) = (&walked[..], tree) {
                here.extend(self.of_annex(tree, &walked.join(".")));
            }
        }
        let description = last.get("description").and_then(Value::as_str).unwrap_or_default();
        let (help, without) = said(description);
        let step = at.rsplit('.').find(|step| step.parse::<usize>().is_err()).unwrap_or(at);
        Some(Field { name: name(step, &help), help, without, schema: self.kind(last, required) })
    }

    /// What is known of a key of a group with this schema.
    pub fn field_of(&self, group: &Value, key: &str) -> Option<Field> {
        let forms = self.forms(group);
        let schema = forms.iter().find_map(|form| form.pointer(&format!("/properties/{key}")))?;
        let required = forms.iter().any(|form| requires(form, key));
        let (help, without) = said(schema.get("description").and_then(Value::as_str).unwrap_or_default());
        Some(Field { name: name(key, &help), help, without, schema: self.kind(schema, required) })
    }

    /// The schema of an annex of the kind that the letter says.
    fn of_annex(&self, tree: &Node, at: &str) -> Option<&Value> {
        let annex = tree.at(&super::address::path(tree, at)?)?;
        self.kind_of_annex(annex.get("kind")?.as_str()?)
    }

    /// The schema of annexes of a kind.
    pub fn kind_of_annex(&self, kind: &str) -> Option<&Value> {
        let pattern = format!("^(?:{kind})$");
        let rules = self.schema.pointer("/definitions/Annex/allOf")?.as_array()?;
        let rule = rules.iter().find(|rule| {
            rule.pointer("/if/properties/kind/pattern").and_then(Value::as_str) == Some(&pattern)
        })?;
        rule.get("then")
    }

    /// A schema, and those of the forms that it lets one choose from.
    fn forms<'a>(&'a self, schema: &'a Value) -> Vec<&'a Value> {
        let schema = self.followed(schema);
        let mut forms = vec![schema];
        for form in schema.get("anyOf").and_then(Value::as_array).into_iter().flatten() {
            forms.extend(self.forms(form));
        }
        forms
    }

    /// What a reference refers to.
    fn followed<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let name = schema.get("$ref").and_then(Value::as_str).and_then(|name| name.strip_prefix('#'));
        name.and_then(|name| self.schema.pointer(name)).unwrap_or(schema)
    }

    /// The keys of a group in the order in which they are declared.
    pub fn order(&self, at: &str, tree: Option<&Node>) -> Vec<String> {
        let mut here = vec![&self.schema];
        let mut walked: Vec<&str> = Vec::new();
        for step in at.split('.').filter(|step| !step.is_empty()) {
            let forms: Vec<&Value> = here.iter().flat_map(|schema| self.forms(schema)).collect();
            let next = if step.parse::<usize>().is_ok() {
                forms.iter().find_map(|form| form.get("items"))
            } else {
                forms.iter().find_map(|form| form.pointer(&format!("/properties/{step}")))
            };
            let Some(next) = next else { return Vec::new() };
            walked.push(step);
            here = vec![next];
            if let (["annexes", _], Some(tree)) = (&walked[..], tree) {
                here.extend(self.of_annex(tree, &walked.join(".")));
            }
        }
        let forms = here.iter().flat_map(|schema| self.forms(schema));
        let keys = forms.filter_map(|form| form.get("properties")?.as_object());
        keys.max_by_key(|keys| keys.len()).map(|keys| keys.keys().cloned().collect()).unwrap_or_default()
    }

    fn kind(&self, schema: &Value, required: bool) -> Kind {
        let forms = self.forms(schema);
        let referred = forms_names(schema, &forms);
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let words = words(&forms);
        let number = forms.iter().find(|form| form.get("type").and_then(Value::as_str) == Some("integer"));
        let is_array = forms.iter().any(|form| form.get("type").and_then(Value::as_str) == Some("array"));
        let is_group = forms.iter().any(|form| {
            form.get("properties").is_some() || form.get("additionalProperties").is_some_and(Value::is_object)
        });
        let pattern = |part: &str| {
            forms.iter().any(|form| {
                form.get("pattern").and_then(Value::as_str).is_some_and(|pattern| pattern.contains(part))
            })
        };
        let mut items = Vec::new();
        let kind = if is_array {
            let below = forms.iter().find_map(|form| form.get("items"));
            let below: Vec<&Value> = below.map(|below| self.forms(below)).unwrap_or_default();
            items = self::words(&below);
            let is_deep = below
                .iter()
                .any(|form| form.get("properties").is_some() || form.get("additionalProperties").is_some());
            match (is_deep, items.is_empty()) {
                (true, _) => "list",
                (_, false) => "choices",
                _ => "texts",
            }
        } else if referred.contains(&"Deadline") {
            "deadline"
        } else if !words.is_empty() {
            "choice"
        } else if referred.contains(&"YesNo") || pattern("[Yy][Ee][Ss]") {
            "yes-no"
        } else if pattern("morning|afternoon") {
            "day"
        } else if pattern("02-29") {
            "date"
        } else if pattern("[-–]") {
            "hours"
        } else if pattern("2[0-3]):") {
            "time"
        } else if number.is_some() {
            "number"
        } else if is_group {
            "group"
        } else {
            "text"
        };
        let is_text = |form: &&Value| match form.get("type") {
            Some(Value::Array(types)) => types.iter().any(|one| one == "string"),
            one => one.is_some_and(|one| one == "string"),
        };
        let bound = |key: &str| {
            number.and_then(|form| form.get(key)?.as_u64()).filter(|bound| *bound < u64::from(u32::MAX))
        };
        let examples = schema.get("examples").and_then(Value::as_array);
        Kind {
            kind,
            words: if items.is_empty() { words } else { items },
            least: bound("minimum"),
            most: bound("maximum"),
            usual: schema.get("default").map(text),
            examples: examples.map(|all| all.iter().map(text).collect()).unwrap_or_default(),
            required,
            single: is_array && forms.iter().any(is_text),
        }
    }
}

/// The names that a schema refers to, without what says that nothing may stand there.
fn forms_names<'a>(schema: &'a Value, forms: &[&'a Value]) -> Vec<&'a str> {
    let named = std::iter::once(schema).chain(forms.iter().copied());
    let named = named.filter_map(|form| form.get("$ref")?.as_str()?.rsplit('/').next());
    named.map(|name| name.strip_prefix("Optional").unwrap_or(name)).collect()
}

fn words(forms: &[&Value]) -> Vec<Word> {
    let Some((form, words)) = forms.iter().find_map(|form| Some((form, form.get("enum")?.as_array()?)))
    else {
        return Vec::new();
    };
    let meanings = form.get("enumDescriptions").and_then(Value::as_array);
    let word = |(at, word): (usize, &Value)| {
        let meaning = meanings.and_then(|all| all.get(at)?.as_str()).unwrap_or_default();
        Some(Word { word: word.as_str()?.to_owned(), meaning: meaning.replace('*', "") })
    };
    words.iter().enumerate().filter_map(word).collect()
}

fn requires(form: &Value, key: &str) -> bool {
    form.get("required")
        .and_then(Value::as_array)
        .is_some_and(|keys| keys.iter().any(|required| required == key))
}

/// What a description says of a key, and what it says holds without it.
fn said(description: &str) -> (String, String) {
    let mut help = Vec::new();
    let mut without = String::new();
    for paragraph in description.split("\n\n") {
        match paragraph.strip_prefix("Without it: ") {
            Some(rest) => without = capital(rest),
            None if paragraph.starts_with("Required") => {}
            None => help.push(paragraph),
        }
    }
    (help.join("\n\n"), without)
}

/// So long may the words of a description be that serve as a name.
const LONGEST_NAME: usize = 36;

/// What people call keys whose descriptions are sentences.
const NAMES: [(&str, &str); 12] = [
    ("agreed", "Date of the agreement"),
    ("captioning", "Real-time captioning"),
    ("collocated-with", "Groups at the same time and place"),
    ("desk-hours", "Hours of the registration desk"),
    ("desk-place", "Place of the registration desk"),
    ("endorsed", "Meeting that endorsed this one"),
    ("joint-with", "Groups that meet jointly"),
    ("management-team", "Prepared with the management team"),
    ("parts", "Parts of the meeting"),
    ("registration-desk", "Opening of the registration desk"),
    ("schedule", "Circular with the schedule"),
    ("supported-by", "Supporters of the meeting"),
];

/// What people call a key: a name of its own, or the first words of its description where they are a short name, or the key
/// itself.
fn name(key: &str, help: &str) -> String {
    if let Some((_, name)) = NAMES.iter().find(|(known, _)| *known == key) {
        return (*name).to_owned();
    }
    let first = help.split(['.', ',', ':', ';', '(']).next().unwrap_or_default().trim();
    let first = ["The ", "A ", "An "].iter().find_map(|article| first.strip_prefix(article));
    match first.filter(|first| first.chars().count() <= LONGEST_NAME && !first.contains('`')) {
        Some(first) => capital(first),
        None => capital(&key.replace('-', " ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_says_what_may_stand_behind_a_key() {
        let book = Book::new(&Known::default());
        let kind = |at: &str| book.field(at, None).map_or("none", |field| field.schema.kind);
        let expected = [
            ("meeting.starts", "day"),
            ("meeting.agreed", "date"),
            ("meeting.format", "choice"),
            ("meeting.daily-hours", "hours"),
            ("meeting.captioning", "yes-no"),
            ("meeting.ordinal", "number"),
            ("meeting.tool", "text"),
            ("number", "number"),
            ("status", "choice"),
            ("meeting", "group"),
            ("addressees", "texts"),
            ("meeting.working-languages", "choices"),
            ("annexes", "list"),
            ("events", "list"),
            ("deadlines.registration", "deadline"),
            ("wording.closing", "text"),
            ("meeting.nothing", "none"),
        ];
        for (at, kind_) in expected {
            assert_eq!(kind(at), kind_, "{at}");
        }
        let first = book.field("meeting.starts", None).expect("a key");
        assert_eq!((first.name.as_str(), first.schema.required), ("First day", true));
        let format = book.field("meeting.format", None).expect("a key");
        assert_eq!(
            (format.without.as_str(), format.schema.usual.as_deref()),
            ("`physical`.", Some("physical"))
        );
        assert_eq!(format.schema.words[1].meaning, "remotely only");
        assert_eq!(book.order("meeting", None)[..2], ["starts", "ends"]);
        assert_eq!(book.order("", None)[0], "number");
    }
}
