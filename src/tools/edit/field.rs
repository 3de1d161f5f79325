//! What the page shows of one place: its words in parts, or its value with what may stand there, and what can be done.

use super::address::{self, Item};
use super::facts::{Facts, inside, known, tags};
use super::key::{Book, Kind};
use super::letter::{Letter, Text, base, composed};
use super::lists::{Added, added};
use super::parts::{Part, parts};
use super::refusal::Refusal;
use super::translated::{Lacking, lacking};
use super::value::said;
use crate::base::Fingerprint;
use crate::base::text::shown;
use crate::base::yaml::Node;
use crate::check::explain::capital;
use crate::compose::atoms::{Atom, Atoms};
use crate::model::letter::DeadlineItem;
use crate::project::session::{Composition, Session};
use crate::tools::review::Files;
use serde::Serialize;
use serde_json::{Value, json};

/// One place of a letter.
#[derive(Clone, Debug, Serialize)]
pub struct Field {
    /// What tells whether the files are still the same.
    pub base: String,
    /// Its address.
    pub at: String,
    /// Whose it is: `own`, `house`, `fact`, `rule`, `directory`, `group`, `list`.
    pub kind: &'static str,
    /// What people call it.
    pub name: String,
    /// What it is for.
    pub help: String,
    /// What holds without it.
    pub without: String,
    /// The file that it stands in.
    pub file: String,
    /// The line, counted from 1; none where the file does not have it.
    pub line: Option<usize>,
    /// Whether it can have several paragraphs.
    pub lines: bool,
    /// What can be done: `edit`, `move`, `remove`, `add`, `reword`, `back`, `level`.
    pub can: Vec<&'static str>,
    /// The parts of a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parts: Option<Vec<Part>>,
    /// A value: a text, a list of texts, or nothing.
    pub value: Value,
    /// What may stand there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schema: Option<Kind>,
    /// The list that it is an entry of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<Place>,
    /// What stands there, to be given back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// The facts in it.
    pub facts: Vec<FactIn>,
    /// What is below a group of keys.
    pub fields: Vec<Below>,
    /// What was found in it.
    pub findings: Vec<super::findings::Found>,
    /// What a translation lacks here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lacks: Option<Lacking>,
}

/// The place of an entry in its list.
#[derive(Clone, Debug, Serialize)]
pub struct Place {
    /// The address of the list.
    pub at: String,
    /// Its number, counted from 1.
    pub index: usize,
    /// How many there are.
    pub count: usize,
    /// What can be put in.
    pub add: Vec<Added>,
}

/// A fact in a text.
#[derive(Clone, Debug, Serialize)]
pub struct FactIn {
    /// Where it can be changed.
    pub at: Option<String>,
    /// What people call it.
    pub name: String,
    /// What it says.
    pub value: String,
    /// How often it is in the text.
    pub times: usize,
}

/// A key of a group.
#[derive(Clone, Debug, Serialize)]
pub struct Below {
    /// Its address.
    pub at: String,
    /// What people call it.
    pub name: String,
    /// What it says.
    pub value: Value,
    /// What may stand there.
    pub schema: Kind,
}

/// What stands at a place, told by a short text.
pub fn fingerprint(node: &Node) -> String {
    Fingerprint::of(node.written().as_bytes()).to_string()
}

/// What there is at an address.
///
/// # Errors
/// The letter has no such place, or cannot be read now.
pub fn field(session: &Session, files: &Files, book: &Book, at: &str) -> Result<Field, Refusal> {
    let found = composed(session, files, |letter, composition| {
        Reader { session, letter, composition, book }.field(at)
    })?;
    let lacks = lacking(session, files, book)?.into_iter().find(|lacks| lacks.at == at);
    found.map(|field| Field { lacks, ..field }).ok_or(Refusal::NoPlace)
}

/// What is asked about a letter.
pub(super) struct Reader<'a> {
    pub(super) session: &'a Session,
    pub(super) letter: &'a Letter,
    pub(super) composition: &'a Composition<'a>,
    pub(super) book: &'a Book,
}

impl Reader<'_> {
    fn field(&self, at: &str) -> Option<Field> {
        if let Some(expression) = at.strip_prefix('=') {
            return Some(self.fact(at, expression));
        }
        let is_value = || self.book.field(at, Some(&self.letter.tree)).is_some_and(|key| key.is_value());
        if let Some(text) = self.letter.text(at).filter(|text| text.has_words || !is_value()) {
            return Some(self.text(text));
        }
        if let Some(name) = at.strip_prefix("wording.") {
            return self.phrase(at, name);
        }
        if let Some(item) = at.strip_prefix("deadlines.").and_then(DeadlineItem::read) {
            return Some(self.deadline(at, item));
        }
        self.block(at).or_else(|| self.usual_annex(at)).or_else(|| self.value(at))
    }

    /// A place of which nothing is said yet.
    pub(super) fn empty(&self, at: &str, kind: &'static str) -> Field {
        Field {
            base: base(&self.letter.files),
            at: at.to_owned(),
            kind,
            name: String::new(),
            help: String::new(),
            without: String::new(),
            file: shown(self.letter.facts().path()),
            line: None,
            lines: false,
            can: Vec::new(),
            parts: None,
            value: Value::Null,
            schema: None,
            list: None,
            old: None,
            facts: Vec::new(),
            fields: Vec::new(),
            findings: Vec::new(),
            lacks: None,
        }
    }

    fn facts(&self, atoms: &Atoms) -> Facts<'_> {
        let tags = atoms.all.iter().filter_map(|(atom, _)| match atom {
            Atom::Fact(tag) => Some(vec![tag.clone()]),
            Atom::Kept(kept) => Some(tags(kept)),
            _ => None,
        });
        let tags: Vec<String> = tags.flatten().collect();
        Facts::of(self.session, &self.letter.files, self.book, &tags)
    }

    /// Puts the words of a text into a field.
    fn put(&self, field: &mut Field, atoms: &Atoms) {
        let facts = self.facts(atoms);
        field.parts = Some(parts(atoms, &facts));
        for (atom, _) in &atoms.all {
            let Atom::Fact(tag) = atom else { continue };
            let (known, value) = (facts.known(tag), facts.value(tag));
            match field.facts.iter_mut().find(|fact| fact.name == known.name && fact.value == value) {
                Some(fact) => fact.times += 1,
                None => field.facts.push(FactIn { at: known.at, name: known.name, value, times: 1 }),
            }
        }
    }

    fn text(&self, text: &Text) -> Field {
        let mut field = self.empty(&text.at, "own");
        let of_key = self.book.field(&text.at, Some(&self.letter.tree));
        field.name = self.name(&text.at, of_key.as_ref().map(|key| key.name.as_str()));
        if let Some(key) = of_key {
            if !key.schema.required && Item::of(&text.at).is_none() && !text.at.starts_with("wording.") {
                field.can.push("back");
                field.value = said(self.letter.value(&text.at));
            }
            (field.help, field.without) = (key.help, key.without);
        }
        field.file = shown(text.span.source.path());
        field.line = Some(text.span.line_column().0);
        field.lines = has_lines(self.letter, text);
        field.can.push("edit");
        let atoms = Atoms::of(&text.said);
        self.put(&mut field, &atoms);
        if text.at.starts_with("wording.") {
            field.can.push("back");
            field.without = "What the house style says.".to_owned();
        }
        self.entry(&mut field);
        field.findings = super::findings::within(self.composition, &text.span);
        field
    }

    fn name(&self, at: &str, known: Option<&str>) -> String {
        let steps: Vec<&str> = at.split('.').collect();
        match &steps[..] {
            ["body", _] | ["body", _, "text"] => "Paragraph".to_owned(),
            ["body", _, "notice"] => "Notice".to_owned(),
            ["body", _, "note"] => "Note".to_owned(),
            ["body", _, "list", "items", ..] => "Entry of the list".to_owned(),
            ["wording", name] => capital(&name.replace('-', " ")),
            ["annexes", _, "items", name] if name.parse::<usize>().is_err() => {
                capital(&name.replace('-', " "))
            }
            ["annexes", _, "items", ..] => "Agenda item".to_owned(),
            ["annexes", _, "notes", _] => "Note".to_owned(),
            ["addressees", _] => "Addressee".to_owned(),
            ["copy", _] => "Copy to".to_owned(),
            _ => known.unwrap_or("Text").to_owned(),
        }
    }

    /// What the list says of an entry.
    fn entry(&self, field: &mut Field) {
        let Some(item) = Item::of(&field.at) else { return };
        let is_translation = self.letter.files.original.is_some();
        let Some(path) = address::list(&self.letter.tree, &item.list) else { return };
        let Some(list) = self.letter.tree.at(&path) else { return };
        let Some(node) = list.items().get(item.number - 1) else { return };
        field.old = Some(fingerprint(node));
        let add = added(&item.list, self.letter, self.session);
        if !is_translation {
            field.can.extend(["move", "remove"]);
            field.can.extend((!add.is_empty()).then_some("add"));
            field.can.extend(super::lists::has_levels(&item.list).then_some("level"));
        }
        field.list = Some(Place { at: item.list, index: item.number, count: list.items().len(), add });
    }

    /// A phrase of the house style, as it is printed.
    fn phrase(&self, at: &str, name: &str) -> Option<Field> {
        let mut field = self.empty(at, "house");
        let said = super::wording::printed(self.composition, self.session, name)?;
        field.name = capital(&name.replace('-', " "));
        field.help = "The house style says this. If you say it differently here, this letter no longer follows the house style \
                      at this place, and each translation needs your words too."
            .to_owned();
        if self.letter.files.original.is_none() {
            field.can.push("reword");
        }
        self.put(&mut field, &Atoms::of(&said));
        Some(field)
    }

    fn fact(&self, at: &str, expression: &str) -> Field {
        let tag = format!("{{{{ {expression} }}}}");
        let facts = Facts::of(self.session, &self.letter.files, self.book, std::slice::from_ref(&tag));
        let mut field = self.empty(at, "fact");
        field.name = capital(&known(self.book, expression).name);
        field.help =
            crate::tools::facts::about(inside(&tag)).map(|about| capital(&about)).unwrap_or_default();
        field.value = facts.value(&tag).into();
        field
    }

    fn deadline(&self, at: &str, item: DeadlineItem) -> Field {
        let mut field = self.empty(at, "rule");
        field.name = capital(&item.meaning());
        let of_key = self.book.field(at, None);
        field.help = of_key.as_ref().map(|key| key.help.clone()).unwrap_or_default();
        field.without = of_key.as_ref().map(|key| key.without.clone()).unwrap_or_default();
        field.schema = of_key.map(|key| key.schema);
        let node = self.letter.value(at);
        field.value = said(node);
        field.line = node.map(|node| node.span.line_column().0);
        let rows =
            self.composition.resolved.as_ref().map(|resolved| &resolved.deadlines[..]).unwrap_or_default();
        if let Some(row) = rows.iter().find(|row| row.has(item)) {
            field.facts.push(FactIn {
                at: None,
                name: "date".to_owned(),
                value: row.date.to_string(),
                times: 1,
            });
        }
        field.can.push("edit");
        field.can.extend(node.is_some().then_some("back"));
        field
    }

    /// A block of the body that the house style names.
    fn block(&self, at: &str) -> Option<Field> {
        let number = at.strip_prefix("body.")?.parse::<usize>().ok()?;
        let blocks = super::lists::blocks(self.letter, self.composition);
        let name = blocks.get(number.checked_sub(1)?)?;
        let mut field = self.empty(at, "house");
        field.name = capital(&name.replace('-', " "));
        field.help = "A block of the house style.".to_owned();
        field.line = self.letter.value(at).map(|node| node.span.line_column().0);
        field.old = Some(self.letter.value(at).map(fingerprint).unwrap_or_default());
        if self.letter.files.original.is_none() {
            field.can.extend(["move", "remove", "add"]);
        }
        let add = added("body", self.letter, self.session);
        field.list = Some(Place { at: "body".to_owned(), index: number, count: blocks.len(), add });
        Some(field)
    }

    fn value(&self, at: &str) -> Option<Field> {
        let key = self.book.field(at, Some(&self.letter.tree))?;
        let node = self.letter.value(at);
        let is_value = key.is_value();
        let kind = if is_value { "fact" } else { key.schema.kind };
        let mut field = self.empty(at, kind);
        (field.help, field.without) = (key.help.clone(), key.without.clone());
        field.name = self.name(at, Some(&key.name));
        field.line = node.map(|node| node.span.line_column().0);
        field.value = said(node);
        if is_value {
            field.can.push("edit");
            field.can.extend((node.is_some() && !key.schema.required).then_some("back"));
        } else {
            field.fields = self.below(at);
        }
        field.schema = Some(key.schema);
        if at.rsplit('.').next().is_some_and(|step| step.parse::<usize>().is_ok()) {
            node?;
            self.entry(&mut field);
        }
        if field.kind == "list" {
            let count = node.map_or(0, |node| node.items().len());
            let add = added(at, self.letter, self.session);
            field.can.extend((!add.is_empty()).then_some("add"));
            field.list = Some(Place { at: at.to_owned(), index: 0, count, add });
        }
        if let Some(node) = node {
            field.findings = super::findings::within(self.composition, &node.span);
        }
        Some(field)
    }

    fn below(&self, at: &str) -> Vec<Below> {
        let keys = self.book.order(at, Some(&self.letter.tree));
        let below = |key: &String| {
            let at = format!("{at}.{key}");
            let field = self.book.field(&at, Some(&self.letter.tree))?;
            Some(Below { value: said(self.letter.value(&at)), name: field.name, schema: field.schema, at })
        };
        keys.iter().filter_map(below).collect()
    }
}

/// Whether a text can have several paragraphs.
pub fn has_lines(letter: &Letter, text: &Text) -> bool {
    let steps: Vec<&str> = text.at.split('.').collect();
    let kind = |number: &str| {
        letter
            .value(&format!("annexes.{number}"))
            .and_then(|annex| annex.get("kind")?.as_str())
            .unwrap_or_default()
    };
    match &steps[..] {
        ["body", _] | ["body", _, "text" | "notice"] | ["changes"] => true,
        ["annexes", number, "items", name] => kind(number) == "practical" && name.parse::<usize>().is_err(),
        ["annexes", number, .., "text"] => matches!(kind(number), "practical" | "form" | "text"),
        ["annexes", number, _] => kind(number) == "host" && steps[2] != "title",
        _ => text.said.trim().contains("\n\n"),
    }
}

impl Field {
    /// For the page.
    pub fn json(&self) -> Value {
        json!(self)
    }
}
