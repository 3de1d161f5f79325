//! Tera with the house's filters: renders templates, phrases and the letter's own texts, all with
//! marks that tell where each line came from, and turns Tera's errors into diagnostics.

use super::HouseStyle;
use super::filters::register_filters;
use super::marks::{mark_lines, piece};
use super::named::{self, Named};
use crate::base::{Diagnostic, Diagnostics, Located, Reported, Source};
use crate::compose::markdown::{self, MARK_END, MARK_START};
use crate::model::phrases::Phrases;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};
use tera::{Context, ErrorKind, Tera, Value};

/// All templates of the house style, parsed once, for one language.
#[derive(Default)]
pub struct Engine {
    pub(super) tera: Tera,
    /// Sources of templates by their number in marks; the letter's own file comes after them.
    pub(super) files: Vec<Arc<Source>>,
    pub(super) by_name: BTreeMap<String, usize>,
    /// Phrases in order: key in templates (`date_line`), template name, text in the phrases file.
    pub(super) phrases: Vec<(String, String, Located<String>)>,
    /// Where each of them stands in that order.
    order: BTreeMap<String, usize>,
    /// The phrases that each template names, found when it is first rendered.
    named: Vec<OnceLock<Named>>,
    /// The same of phrases, in their order.
    named_in_phrases: Vec<OnceLock<Named>>,
    included: OnceLock<BTreeMap<String, Vec<String>>>,
}

pub(super) const PHRASE: &str = "phrase:";

impl Engine {
    /// Parses every template and phrase.
    ///
    /// # Errors
    /// There was a mistake; all are reported.
    pub fn new(house: &HouseStyle, phrases: &Phrases, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let mut tera = Tera::new();
        tera.autoescape_on([".md", PHRASE]);
        tera.set_escape_fn(markdown::escape);
        register_filters(&mut tera, &phrases.dates, &phrases.lists);
        let mut engine = Self { tera, ..Self::default() };
        let mut marked = Vec::new();
        for name in house.names("", ".md") {
            match house.text(&name) {
                Ok(source) => {
                    let number = engine.files.len();
                    marked.push((name.clone(), mark_lines(source.text(), number)));
                    engine.by_name.insert(name, number);
                    engine.files.push(source);
                }
                Err(problem) => problems.push(problem),
            }
        }
        let number = engine.files.len();
        engine.named = (0..number).map(|_| OnceLock::new()).collect();
        for (key, text) in &phrases.phrases.entries {
            if engine.files.len() == number {
                engine.files.push(Arc::clone(&key.span.source));
            }
            let template = format!("{}{PHRASE}", key.value);
            engine.by_name.insert(template.clone(), number);
            if !is_plain(text) {
                marked.push((template.clone(), piece(text, number)));
            }
            let key = key.value.replace('-', "_");
            engine.order.insert(key.clone(), engine.phrases.len());
            engine.phrases.push((key, template, text.clone()));
            engine.named_in_phrases.push(OnceLock::new());
        }
        engine.load(&marked, problems).map(|()| engine)
    }

    /// Adds all templates at once, so that they may include each other in any order. Tera stops at
    /// the first syntax error: then each is parsed alone, so that all of them are reported.
    fn load(&mut self, templates: &[(String, String)], problems: &mut Diagnostics) -> Result<(), Reported> {
        let all = templates.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let Err(error) = self.tera.add_raw_templates(all) else { return Ok(()) };
        let is_syntax = |error: &tera::Error| matches!(error.kind(), ErrorKind::SyntaxError(_));
        let alone = |(name, text): &(String, String)| Tera::new().add_raw_template(name, text).err();
        let wrong = templates.iter().filter(|_| is_syntax(&error)).filter_map(alone).filter(is_syntax);
        let reported = wrong.fold(None, |_, error| Some(problems.refuse(self.diagnose(&error, None))));
        Err(reported.unwrap_or_else(|| problems.refuse(self.diagnose(&error, None))))
    }

    /// The phrases' keys as templates write them, in order.
    pub fn phrase_keys(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().map(|(key, ..)| key.as_str())
    }

    /// Where the phrase with this key stands in that order.
    pub fn phrase_order(&self, key: &str) -> Option<usize> {
        self.order.get(key).copied()
    }

    /// The phrases that a template names, and those that it includes.
    pub fn named_in(&self, template: &str) -> &Named {
        static ANY: Named =
            Named { printed: BTreeSet::new(), used: BTreeSet::new(), any: true, included: BTreeSet::new() };
        let place = self.by_name.get(template).and_then(|&number| self.named.get(number));
        place.map_or(&ANY, |place| {
            place.get_or_init(|| {
                self.with_named(Named { included: [template.to_owned()].into(), ..Named::default() })
            })
        })
    }

    /// The phrases that the phrase with this key names, found once.
    pub fn named_in_phrase(&self, key: &str) -> Option<&Named> {
        let order = self.phrase_order(key)?;
        let (.., said) = self.phrases.get(order)?;
        Some(self.named_in_phrases.get(order)?.get_or_init(|| self.named_by(said)))
    }

    /// The phrases that a text names, and the templates that it includes.
    pub fn named_by(&self, text: &str) -> Named {
        self.with_named(Named::of(text))
    }

    /// Adds what the included templates name, however far down.
    fn with_named(&self, mut named: Named) -> Named {
        let (mut seen, mut waiting) = (BTreeSet::new(), Vec::from_iter(std::mem::take(&mut named.included)));
        while let Some(name) = waiting.pop() {
            match self.file(&name) {
                Some(file) if !seen.contains(&name) => {
                    let mut inner = Named::of(file.text());
                    waiting.extend(std::mem::take(&mut inner.included));
                    named.extend(inner);
                    seen.insert(name);
                }
                Some(_) => {}
                // Tera says what is wrong with it.
                None => named.any = true,
            }
        }
        named
    }

    /// What phrases see of the phrase with this key before it is put in.
    pub fn place_of(&self, key: &str) -> Option<Value> {
        Some(Value::safe_string(&named::place(self.phrase_order(key)?)?))
    }

    /// Puts phrases in their places in a rendered text; `said` gets their keys.
    pub fn put_in(&self, text: String, mut said: impl FnMut(&str) -> String) -> String {
        named::put_in(text, |order| self.phrases.get(order).map(|(key, ..)| said(key)).unwrap_or_default())
    }

    /// The templates of a folder (`items/`), without folder and ending, sorted.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let names = self.by_name.keys().filter_map(|name| name.strip_prefix(folder)?.strip_suffix(".md"));
        names.map(str::to_owned).collect()
    }

    /// Renders a template; the result has marks, and places for phrases.
    ///
    /// # Errors
    /// What Tera found, with its place in the template.
    pub fn template(&self, name: &str, facts: &Context) -> Result<String, Diagnostic> {
        self.tera.render(name, facts).map_err(|error| self.diagnose(&error, None))
    }

    /// Renders the phrase with this key, likewise; empty when there is none.
    ///
    /// # Errors
    /// As [`Engine::template`], with the place in the phrases file.
    pub fn phrase(&self, key: &str, facts: &Context) -> Result<String, Diagnostic> {
        match self.phrase_order(key).and_then(|at| self.phrases.get(at)) {
            // Most phrases are words alone: Tera need not know them.
            Some((_, template, said)) if is_plain(said) => {
                Ok(piece(said, self.by_name.get(template).copied().unwrap_or_default()))
            }
            Some((_, template, said)) => {
                self.tera.render(template, facts).map_err(|error| self.diagnose(&error, Some(said)))
            }
            None => Ok(String::new()),
        }
    }

    /// Renders a text of the letter itself: Markdown with facts. `file` is its file's number in marks.
    ///
    /// # Errors
    /// What Tera found, with its place in the letter.
    pub fn text(&self, text: &Located<String>, file: usize, facts: &Context) -> Result<String, Diagnostic> {
        let marked = piece(text, file);
        if is_plain(text) {
            return Ok(marked);
        }
        self.tera.render_str(&marked, facts, true).map_err(|error| self.diagnose(&error, Some(text)))
    }

    /// The templates that any of these is made of: they themselves, and what they include however far down.
    /// A template that names another in quotes is taken to include it.
    pub fn with_included(&self, names: impl IntoIterator<Item = String>) -> BTreeSet<String> {
        let (mut all, mut waiting) = (BTreeSet::new(), names.into_iter().collect::<Vec<_>>());
        while let Some(name) = waiting.pop() {
            if let Some(included) = self.included().get(&name).filter(|_| !all.contains(&name)) {
                waiting.extend(included.iter().cloned());
                all.insert(name);
            }
        }
        all
    }

    /// What each template includes itself, found when it is first asked for.
    fn included(&self) -> &BTreeMap<String, Vec<String>> {
        self.included.get_or_init(|| {
            // Phrases include nothing: what they may use are other phrases.
            let templates = || self.by_name.iter().filter(|(name, _)| !name.ends_with(PHRASE));
            let of = |number: usize| {
                let text = self.files[number].text();
                let includes = ["include", "import", "extends"].iter().any(|word| text.contains(word));
                let quoted = |other: &&String| {
                    includes && ['"', '\'', '`'].iter().any(|q| text.contains(&format!("{q}{other}{q}")))
                };
                templates().map(|(other, _)| other).filter(quoted).cloned().collect()
            };
            templates().map(|(name, &number)| (name.clone(), of(number))).collect()
        })
    }

    /// The file of a template.
    pub fn file(&self, name: &str) -> Option<&Arc<Source>> {
        self.by_name.get(name).map(|&number| &self.files[number])
    }

    /// All templates, and the phrases file.
    pub fn sources(&self) -> &[Arc<Source>] {
        &self.files
    }

    /// The key of the phrase that holds a line of the phrases file.
    pub fn phrase_at(&self, line: usize) -> Option<String> {
        let holds = |(_, _, said): &&(String, String, Located<String>)| {
            let last = said.span.source.line_column(said.span.end).0;
            (said.span.line_column().0..=last).contains(&line)
        };
        self.phrases.iter().find(holds).map(|(key, ..)| key.replace('_', "-"))
    }

    /// The sources by number; those of the letter come last.
    pub fn files(&self, own: &[Arc<Source>]) -> Vec<Arc<Source>> {
        self.files.iter().chain(own).cloned().collect()
    }
}

/// Whether a text is the same whatever the facts are.
fn is_plain(text: &str) -> bool {
    !["{{", "{%", "{#"].iter().any(|tag| text.contains(tag))
}

/// A rendered piece, to be inserted in another, as a value that is not escaped again; empty when only
/// marks are left.
pub fn finished(text: &str) -> Value {
    let says_something = text
        .chars()
        .any(|c| !c.is_whitespace() && u32::from(c) < 0xF_0000 && c != MARK_START && c != MARK_END);
    if !says_something {
        return Value::safe_string("");
    }
    let text = text.trim();
    if text.starts_with(MARK_START) && text.ends_with(MARK_END) {
        return Value::safe_string(text);
    }
    Value::safe_string(&format!("{MARK_START}{text}{MARK_END}"))
}
