//! Tera with the house's filters: renders templates, phrases and the letter's own texts, all with
//! marks that tell where each line came from, and turns Tera's errors into diagnostics.

use super::HouseStyle;
use super::budget::{self, rendered};
use super::filters::{register_filters, register_tests};
use super::guards;
use super::named::{self, Named};
use super::{growth, slips, tags};
use crate::base::{Diagnostic, Diagnostics, Located, Reported, Source, Span};
use crate::compose::markdown;
use crate::compose::origin::marks::{self, END, START};
use crate::compose::origin::{RunText, Runs, TextKind, is_plain};
use crate::model::phrases::Phrases;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};
use tera::{Context, Tera, Value};

/// All templates of the house style, parsed once, for one language. Those of the built-in style, which have no mistake, are
/// parsed when they are first rendered: a letter needs few of them.
#[derive(Default)]
pub struct Engine {
    /// Filters, tests and functions alone.
    pub(super) tera: Tera,
    /// The same with all templates and phrases.
    pub(super) all: OnceLock<Tera>,
    /// The runs of all templates and phrases; those of a letter go on from them.
    pub(super) runs: Arc<Runs>,
    pub(super) templates: BTreeMap<String, Template>,
    /// Phrases in order.
    pub(super) phrases: Vec<Phrase>,
    /// Where each of them stands in that order.
    order: BTreeMap<String, usize>,
}

/// A template.
pub(super) struct Template {
    file: Arc<Source>,
    /// The number of its text.
    pub(super) number: usize,
    /// Tera with it and what it includes.
    pub(super) alone: OnceLock<Tera>,
    /// The phrases that it names, found when it is first rendered.
    named: OnceLock<Named>,
    /// The facts that it and its phrases name, found when first asked for.
    facts: OnceLock<BTreeSet<String>>,
}

/// A phrase.
pub(super) struct Phrase {
    /// As templates write it: `date_line`.
    pub(super) key: String,
    /// The number of its text.
    pub(super) number: usize,
    /// Whether it is words alone, as most are: Tera need not know it.
    pub(super) is_plain: bool,
    /// Tera with it and what it includes.
    pub(super) alone: OnceLock<Tera>,
    named: OnceLock<Named>,
}

const PHRASE: &str = "phrase:";

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
        register_tests(&mut tera, &phrases.lists);
        budget::register(&mut tera);
        growth::register(&mut tera);
        guards::register(&mut tera, &phrases.dates);
        let mut engine = Self { tera, ..Self::default() };
        let (mut files, mut is_sound) = (Vec::new(), true);
        for name in house.names("", ".md") {
            match house.text(&name) {
                Ok(file) => files.push((name, file)),
                Err(problem) => {
                    problems.push(problem);
                    is_sound = false;
                }
            }
        }
        let sources = files.iter().map(|(_, file)| file);
        let mut sources = sources.chain(phrases.phrases.entries.iter().map(|(_, said)| &said.span.source));
        let is_built_in = is_sound && sources.all(|source| source.prepared().is_some());
        let mut runs = Runs::default();
        let add = if is_built_in { Runs::add_later } else { Runs::add };
        for (name, file) in files {
            let number = add(&mut runs, RunText::template(&name, Arc::clone(&file)));
            let (alone, named, facts) = Default::default();
            engine.templates.insert(name, Template { file, number, alone, named, facts });
        }
        for (name, said) in &phrases.phrases.entries {
            let number = add(&mut runs, RunText::value(TextKind::Phrase(name.value.clone()), said.clone()));
            let key = name.value.replace('-', "_");
            engine.order.insert(key.clone(), engine.phrases.len());
            let (alone, named) = Default::default();
            engine.phrases.push(Phrase { key, number, is_plain: is_plain(said), alone, named });
        }
        engine.runs = Arc::new(runs);
        if is_built_in {
            return Ok(engine);
        }
        let refused = (0..).map_while(|number| engine.runs.text(number)).filter_map(tags::refused);
        if let Some(reported) = refused.fold(None, |_, problem| Some(problems.refuse(problem))) {
            return Err(reported);
        }
        engine.load(problems).map(|()| engine)
    }

    /// The phrases' keys as templates write them, in order.
    pub fn phrase_keys(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().map(|phrase| phrase.key.as_str())
    }

    /// Where the phrase with this key stands in that order.
    pub fn phrase_order(&self, key: &str) -> Option<usize> {
        self.order.get(key).copied()
    }

    fn phrase_of(&self, key: &str) -> Option<&Phrase> {
        self.phrases.get(self.phrase_order(key)?)
    }

    /// The phrases that a template names, and those that it includes.
    pub fn named_in(&self, template: &str) -> &Named {
        static ANY: Named =
            Named { printed: BTreeSet::new(), used: BTreeSet::new(), any: true, included: BTreeSet::new() };
        self.templates.get(template).map_or(&ANY, |found| {
            found.named.get_or_init(|| {
                self.with_named(Named { included: [template.to_owned()].into(), ..Named::default() })
            })
        })
    }

    /// The phrases that the phrase with this key names, found once.
    pub fn named_in_phrase(&self, key: &str) -> Option<&Named> {
        let phrase = self.phrase_of(key)?;
        let said = self.runs.text(phrase.number)?;
        Some(phrase.named.get_or_init(|| self.named_by(said.text())))
    }

    /// The facts that a template names, with what it includes and the phrases that it prints; none of an unknown one.
    pub fn facts_in(&self, template: &str) -> Option<&BTreeSet<String>> {
        self.templates.get(template).map(|found| {
            found.facts.get_or_init(|| {
                let named = self.named_in(template);
                let files = named.included.iter().filter_map(|name| self.file(name));
                let mut facts: BTreeSet<String> = files.flat_map(|file| named::facts(file.text())).collect();
                let (mut seen, mut waiting) =
                    (BTreeSet::new(), Vec::from_iter(named.printed.union(&named.used)));
                while let Some(key) = waiting.pop().filter(|_| seen.len() <= self.phrases.len()) {
                    let phrase = self.phrase_of(key).filter(|_| seen.insert(key));
                    let said = phrase.and_then(|phrase| self.runs.text(phrase.number));
                    facts.extend(said.into_iter().flat_map(|said| named::facts(said.text())));
                    let inner = phrase.and_then(|_| self.named_in_phrase(key));
                    waiting.extend(inner.into_iter().flat_map(|inner| inner.printed.union(&inner.used)));
                }
                facts
            })
        })
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
        named.included = seen;
        named
    }

    /// What phrases see of the phrase with this key before it is put in.
    pub fn place_of(&self, key: &str) -> Option<Value> {
        Some(Value::safe_string(&marks::phrase(self.phrase_order(key)?)?))
    }

    /// Puts phrases in their places in a rendered text; `said` gets their keys. `None` where the text becomes longer than
    /// any text of a letter.
    pub fn put_in(&self, text: String, mut said: impl FnMut(&str) -> String) -> Option<String> {
        let out = named::put_in(text, budget::MOST_PRINTED, |order| {
            self.phrases.get(order).map(|phrase| said(&phrase.key)).unwrap_or_default()
        });
        out.filter(|out| budget::take_printed(out.len()))
    }

    /// The templates of a folder (`items/`), without folder and ending, sorted.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let names = self.templates.keys().filter_map(|name| name.strip_prefix(folder)?.strip_suffix(".md"));
        names.map(str::to_owned).collect()
    }

    /// Renders a template; the result has marks, and places for phrases.
    ///
    /// # Errors
    /// What Tera found, with its place in the template.
    pub fn template(&self, name: &str, facts: &Context) -> Result<String, Diagnostic> {
        let tera = self.with_template(name);
        rendered(|out| tera.render_to(name, facts, out)).map_err(|error| {
            let problem = self.diagnose(&error, None);
            let place = self.file(name).filter(|_| problem.span.is_none());
            place.iter().fold(problem, |problem, file| problem.at(&Span::line(file, 1), "here"))
        })
    }

    /// Renders the phrase with this key, likewise; empty when there is none.
    ///
    /// # Errors
    /// As [`Engine::template`], with the place in the phrases file.
    pub fn phrase(&self, key: &str, facts: &Context) -> Result<String, Diagnostic> {
        match self.phrase_of(key) {
            Some(phrase) if phrase.is_plain => Ok(enclosed(self.runs.marked(phrase.number))),
            Some(phrase) => {
                let (template, tera) = (template_of(key), self.with_phrase(phrase));
                rendered(|out| tera.render_to(&template, facts, out))
                    .map_err(|error| self.diagnose(&error, self.text_of(&template)))
            }
            None => Ok(String::new()),
        }
    }

    /// Renders a text of the letter itself: Markdown with facts. Its runs are added to those of the letter.
    ///
    /// # Errors
    /// What Tera found, with its place in the letter.
    pub fn text(
        &self,
        text: &Located<String>,
        runs: &mut Runs,
        facts: &Context,
    ) -> Result<String, Diagnostic> {
        let number = runs.add(RunText::value(TextKind::Own, text.clone()));
        let enclosed = enclosed(runs.marked(number));
        if is_plain(text) {
            return Ok(enclosed);
        }
        let own = runs.text(number);
        if let Some(problem) = own.and_then(tags::refused) {
            return Err(problem);
        }
        if let Some(problem) = own.and_then(slips::compared_with_nothing) {
            return Err(problem);
        }
        let tera = self.for_text(text);
        let result = rendered(|out| tera.render_str_to(&enclosed, facts, true, out));
        result.map_err(|error| {
            let problem = self.diagnose(&error, own);
            let Some(own) = own else { return problem };
            slips::explained(problem, own, &|mended| self.is_good(mended, text, facts))
        })
    }

    /// Whether a text can be rendered in place of another.
    fn is_good(&self, mended: &str, text: &Located<String>, facts: &Context) -> bool {
        let said = RunText::value(TextKind::Own, Located::new(mended.to_owned(), text.span.clone()));
        let is_refused = tags::refused(&said).is_some();
        let mut runs = Runs::after(&self.runs);
        let number = runs.add(said);
        let (marked, tera) = (enclosed(runs.marked(number)), self.for_text(mended));
        !is_refused && rendered(|out| tera.render_str_to(&marked, facts, true, out)).is_ok()
    }

    /// The templates that any of these is made of: they themselves, and what they include however far down. Which
    /// template a fact names is known only when it is rendered: then it can be any.
    pub fn with_included(&self, names: impl IntoIterator<Item = String>) -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        for named in names.into_iter().map(|name| self.named_in(&name)) {
            all.extend(named.included.iter().cloned());
            if named.any {
                all.extend(self.templates.keys().cloned());
            }
        }
        all
    }

    /// The files of all templates.
    pub fn files(&self) -> impl Iterator<Item = &Arc<Source>> {
        self.templates.values().map(|template| &template.file)
    }

    /// The file of a template.
    pub fn file(&self, name: &str) -> Option<&Arc<Source>> {
        self.templates.get(name).map(|template| &template.file)
    }

    /// The runs of all templates and phrases, for those of a letter to go on from.
    pub fn runs(&self) -> &Arc<Runs> {
        &self.runs
    }

    /// The text of a template or phrase by the name that Tera knows it by.
    pub(super) fn text_of(&self, name: &str) -> Option<&RunText> {
        let number = match name.strip_suffix(PHRASE) {
            Some(key) => self.phrase_of(key)?.number,
            None => self.templates.get(name)?.number,
        };
        self.runs.text(number)
    }
}

/// The name that Tera knows a phrase by.
pub(super) fn template_of(key: &str) -> String {
    format!("{key}{PHRASE}")
}

/// A text with its marks, to be put into another.
pub(super) fn enclosed(marked: &str) -> String {
    format!("{START}{marked}{END}")
}

/// A rendered piece, to be inserted in another, as a value that is not escaped again; empty when only
/// marks are left.
pub fn finished(text: &str) -> Value {
    if !text.chars().any(|c| !c.is_whitespace() && !marks::is_mark(c)) {
        return Value::safe_string("");
    }
    let text = text.trim();
    if text.starts_with(START) && text.ends_with(END) {
        return Value::safe_string(text);
    }
    Value::safe_string(&enclosed(text))
}
