//! Phrases, each rendered when it is first printed: a letter pays for those that it says, and one that
//! it does not say may point at what it does not have.

use super::{BESIDE_THE_TEXT, Work, subject};
use crate::base::Diagnostic;
use crate::compose::facts::{self, names};
use crate::compose::origin::marks;
use crate::compose::templates::{self, Named};
use crate::model::phrases::PhraseName;
use std::collections::BTreeMap;
use tera::Value;

/// Phrases that are said once per annex, form or event, and the one that names several annexes
/// together: never as `phrases.…`.
const PER_ENTRY: [PhraseName; 9] = [
    PhraseName::AnnexName,
    PhraseName::AnnexNumber,
    PhraseName::AnnexPointer,
    PhraseName::FormName,
    PhraseName::FormNumber,
    PhraseName::FormPointer,
    PhraseName::AnnexPointers,
    PhraseName::BodyEventAlone,
    PhraseName::BodyEventListed,
];

/// How the phrases begin that are said anew for each form.
const FORM: &str = "form_";

/// The subject on one line: said with the subject.
pub(super) const SUBJECT_LINE: &str = "subject_line";

impl Work<'_, '_> {
    /// Makes the phrases known that a text names: those that it prints as places where they are put in
    /// when they are printed, since others may point at annexes that the letter does not have.
    pub(super) fn provide(&mut self, named: &Named) {
        if named.printed.is_empty() && named.used.is_empty() && !named.any {
            return;
        }
        let mut some: BTreeMap<String, Value> = BTreeMap::new();
        let mut unknown = false;
        for name in named.printed.difference(&named.used) {
            let place =
                if self.is_above(name) { self.composer.engine.place_of(name) } else { self.said(name) };
            unknown |= place.is_none();
            some.extend(place.map(|place| (name.clone(), place)));
        }
        for name in &named.used {
            let value = self.said(name);
            unknown |= value.is_none();
            some.extend(value.map(|value| (name.clone(), value)));
        }
        if unknown || named.any {
            let keys: Vec<String> = self.composer.engine.phrase_keys().map(str::to_owned).collect();
            for key in keys {
                if self.is_above(&key) && !some.contains_key(&key) {
                    let value = if named.any { self.tried(&key) } else { None };
                    // The message about a name that is not there tells all that are.
                    let value = value.or_else(|| self.composer.engine.place_of(&key));
                    some.extend(value.map(|value| (key, value)));
                }
            }
        }
        self.facts.set(names::PHRASES, some);
    }

    /// A rendered text with its phrases in their places, as a value to be printed.
    pub(super) fn finish(&mut self, rendered: Result<String, Diagnostic>) -> Value {
        let text = rendered.and_then(|text| self.put_in(text));
        self.problems.report(text).map_or_else(|_| "".into(), |text| templates::finished(&text))
    }

    /// Puts phrases, days and times in their places.
    ///
    /// # Errors
    /// A filter has changed a day or a time.
    pub(super) fn put_in(&mut self, text: String) -> Result<String, Diagnostic> {
        let engine = self.composer.engine;
        let first = text.chars().find_map(marks::run_number);
        let text = engine.put_in(text, |key| {
            self.said(key).and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
        });
        let text = text.ok_or_else(|| {
            let place = first.and_then(|number| self.runs.run(number));
            templates::too_much(place.map(|(run, text)| text.span(&run.range).whole_line()).as_ref())
        })?;
        facts::put_in(text, &self.composer.phrases.dates).map_err(|changed| changed.finding(&self.runs))
    }

    /// Whether there is this phrase for a text to use: it stands above, and is not said once per entry.
    fn is_above(&self, key: &str) -> bool {
        let order = self.composer.engine.phrase_order(key);
        order.is_some_and(|order| order < self.above) && !PER_ENTRY.iter().any(|name| name.key() == key)
    }

    /// A phrase that may be used in a way that cannot be seen; `None` where it cannot be said, which is
    /// no mistake as long as nobody does.
    fn tried(&mut self, key: &str) -> Option<Value> {
        let (problems, phrases) = (std::mem::take(self.problems), self.phrases.clone());
        let value = self.said(key);
        let found = std::mem::replace(self.problems, problems);
        if found.has_errors() {
            self.phrases = phrases;
            return None;
        }
        self.problems.extend(found.into_sorted());
        value
    }

    /// A phrase that stands above what is being rendered; rendered when it is first asked for.
    pub(super) fn said(&mut self, key: &str) -> Option<Value> {
        let subject = PhraseName::Subject.key();
        let of = if key == SUBJECT_LINE { subject } else { key };
        if !self.is_above(of) {
            return None;
        }
        if let Some(value) = self.phrases.get(key) {
            return Some(value.clone());
        }
        let value = self.phrase(of);
        if of == subject {
            self.phrases.insert(
                SUBJECT_LINE.to_owned(),
                subject::on_one_line(&value, self.resolved.letter.language()),
            );
        }
        self.phrases.insert(of.to_owned(), value);
        self.phrases.get(key).cloned()
    }

    /// Renders a phrase as the letter words it, or as the language's file does.
    pub(super) fn phrase(&mut self, key: &str) -> Value {
        let (letter, engine) = (self.resolved.letter, self.composer.engine);
        let order = engine.phrase_order(key).unwrap_or(0);
        // A phrase sees only those above it: so none can be made of itself.
        let above = std::mem::replace(&mut self.above, order);
        let worded = letter.wording.as_ref().and_then(|w| w.get(&key.replace('_', "-")));
        let value = match (&letter.subject, worded) {
            (Some(own), _) if key == PhraseName::Subject.key() => self.own_subject(own),
            (_, Some(text)) => self.line(text),
            _ => {
                if let Some(named) = engine.named_in_phrase(key) {
                    self.provide(named);
                }
                let rendered = engine.phrase(key, self.facts.context());
                self.finish(rendered)
            }
        };
        self.above = above;
        value
    }

    /// The phrases of forms are said anew, since `form` is another one.
    pub(super) fn forget_form(&mut self) {
        self.phrases.retain(|key, _| !key.starts_with(FORM));
    }

    /// Those of the properties, the header and the foot.
    pub(super) fn say_beside_the_text(&mut self) {
        for name in BESIDE_THE_TEXT {
            self.said(name.key());
        }
    }

    /// Those that the letter words itself, so that a mistake in them is found even where nothing
    /// says them.
    pub(super) fn say_worded(&mut self) {
        // Here they speak of no form or event, if the letter has none.
        self.facts.set_nothing_yet(names::EVENT);
        self.facts.set_nothing_yet(names::FORM);
        let wording = self.resolved.letter.wording.as_ref();
        for (key, _) in wording.iter().flat_map(|wording| &wording.entries) {
            self.said(&key.replace('-', "_"));
        }
    }
}
