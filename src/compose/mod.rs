//! From a resolved letter to its Document: phrases, then deadlines, annexes and body, then the
//! whole letter through `templates/letter.md`.

mod annexes;
pub mod atoms;
mod body;
pub mod facts;
mod forms;
pub(crate) mod grid;
mod items;
pub(crate) mod markdown;
pub(crate) mod origin;
mod phrases;
pub(crate) mod picture;
mod properties;
mod questions;
pub(crate) mod rules;
mod signature;
mod subject;
pub mod templates;
mod typed;
mod values;
mod wording;

pub use typed::typed;

use crate::base::{Diagnostic, Diagnostics, Fingerprint, Language, Located, Reported, Span};
use crate::compose::facts::{DeadlineFacts, Facts, names};
use crate::compose::markdown::Prose;
use crate::compose::origin::{Rendered, Runs};
use crate::compose::picture::Found;
use crate::compose::rules::{ONE_LINE, ORDINAL, UNKNOWN_PHRASE, UNKNOWN_TERM};
use crate::compose::templates::{Engine, HouseStyle};
use crate::document::theme::{StyleName, Theme};
use crate::document::typography::Conventions;
use crate::document::{Document, FootnoteNames, Inline, Paragraph};
use crate::model::letter::Numbered;
use crate::model::phrases::{PhraseName, Phrases};
use crate::model::resolve::Resolved;
use crate::model::resolve::deadlines::RowItem;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use tera::Value;

/// The template of the whole.
const LETTER: &str = "letter.md";

/// Phrases that stand beside the text: in the properties, the header and the foot of the first page.
pub const BESIDE_THE_TEXT: [PhraseName; 9] = [
    PhraseName::DocumentTitle,
    PhraseName::Subject,
    PhraseName::DocumentAuthor,
    PhraseName::RunningHeader,
    PhraseName::Footer1,
    PhraseName::Footer2,
    PhraseName::EMailTo,
    PhraseName::Footnote,
    PhraseName::FootnoteBack,
];

/// Characters of a text that has one line only: a title, an addressee, an agenda item.
const LONGEST_LINE: usize = 2_000;

/// Everything that composing needs besides the letter.
pub struct Composer<'a> {
    /// Files of the house style.
    pub house: &'a HouseStyle,
    /// Its templates.
    pub engine: &'a Engine,
    /// Its styles.
    pub theme: &'a Theme,
    /// The language's words.
    pub phrases: &'a Phrases,
}

/// A letter that was composed.
pub struct Composed {
    /// For the writers.
    pub document: Document,
    /// The same text as plain words that know where they came from.
    pub prose: Prose,
    /// The templates that were rendered, without those that they include.
    pub templates: BTreeSet<String>,
    /// The pictures asked for, by their names; for those beside the letter the file, and what it was.
    pub pictures: BTreeMap<String, Option<(PathBuf, Fingerprint)>>,
}

impl Composer<'_> {
    /// Composes a letter; pictures may be in the folder `beside` it.
    ///
    /// # Errors
    /// One of its problems, all of which are reported, is an error.
    pub fn compose(
        &self,
        resolved: &Resolved<'_>,
        beside: Option<&Path>,
        problems: &mut Diagnostics,
    ) -> Result<Composed, Reported> {
        self.of_template(LETTER, resolved, beside, problems)
    }

    /// What another template makes of a letter.
    ///
    /// # Errors
    /// As [`Composer::compose`].
    pub fn of_template(
        &self,
        template: &'static str,
        resolved: &Resolved<'_>,
        beside: Option<&Path>,
        problems: &mut Diagnostics,
    ) -> Result<Composed, Reported> {
        let mut work = Work::new(self, resolved, problems);
        let marked = templates::of_a_letter(bytes(resolved), || {
            let marked = work.whole(template);
            let refused = templates::refused().filter(|_| !work.problems.has_errors());
            refused.map_or(marked, |problem| Err(work.problems.refuse(problem)))
        });
        let (phrases, sound) = (std::mem::take(&mut work.phrases), work.problems.sound());
        let templates = std::mem::take(&mut work.templates);
        let runs = std::mem::take(&mut work.runs);
        sound?;
        let marked = marked?;
        let around: Vec<(PhraseName, &str)> = BESIDE_THE_TEXT
            .iter()
            .filter_map(|name| Some((*name, phrases.get(name.key())?.as_str()?)))
            .collect();
        let rendered = Rendered::new(&marked, around.iter().map(|(_, text)| *text), runs);
        let conventions = Conventions {
            language: resolved.letter.language(),
            months: &self.phrases.dates.months,
            first_of_month: self.phrases.dates.first_of_month.as_deref(),
            typography: &self.phrases.typography,
        };
        let asked = RefCell::new(BTreeMap::new());
        let pictures = |name: &str| {
            let Found { image, own } = self.house.image(name, beside)?;
            asked.borrow_mut().insert(name.to_owned(), own);
            Ok(image)
        };
        let said = |key: &str| phrases.get(key).map(plain_value).unwrap_or_default();
        let plain = |name: PhraseName| said(name.key());
        let e_mail_to = plain(PhraseName::EMailTo);
        let parsed = markdown::parse(&rendered, self.theme, conventions, &e_mail_to, &pictures, problems);
        problems.sound()?;
        let line = |name| vec![Inline::text(crate::document::typography::bind(&plain(name), conventions))];
        let footer =
            [PhraseName::Footer1, PhraseName::Footer2].into_iter().filter(|name| !plain(*name).is_empty());
        let footer = footer.map(|name| {
            let style = StyleName::PageFooter.word().to_owned();
            Paragraph { style, content: line(name), ..Paragraph::default() }
        });
        let document = Document {
            properties: self.properties(resolved, &said),
            running_header: line(PhraseName::RunningHeader),
            first_footer: footer.collect(),
            sections: parsed.sections,
            footnotes: parsed.footnotes,
            footnote_names: FootnoteNames {
                mark: plain(PhraseName::Footnote),
                back: plain(PhraseName::FootnoteBack),
            },
        };
        let around: Vec<PhraseName> = around.iter().map(|(name, _)| *name).collect();
        let prose = Prose::new(parsed.prose, parsed.descriptions, &around, rendered);
        Ok(Composed { document, prose, templates, pictures: asked.into_inner() })
    }
}

impl Composer<'_> {
    /// The blocks that would print a fact, if nothing that a composed letter has does; none if something does. `own` are the
    /// facts that the letter's own texts name.
    pub fn blocks_for(&self, fact: &str, composed: &Composed, own: &BTreeSet<String>) -> Vec<String> {
        let has = |facts: &BTreeSet<String>| {
            let below = format!("{fact}.");
            facts.iter().any(|name| name == fact || name.starts_with(&below))
        };
        let names = |template: &str| self.engine.facts_in(template).is_some_and(has);
        if has(own) || composed.templates.iter().any(|template| names(template)) {
            return Vec::new();
        }
        self.engine.names("body/").into_iter().filter(|name| names(&format!("body/{name}.md"))).collect()
    }
}

/// How long the file of a letter is.
fn bytes(resolved: &Resolved<'_>) -> usize {
    resolved.letter.group.span.source.text().len()
}

/// The words of a rendered piece, without marks and markup.
fn plain_value(value: &Value) -> String {
    let text = value.as_str().unwrap_or("");
    markdown::plain(&Rendered::plain(text))
}

/// One letter being composed.
struct Work<'a, 'b> {
    composer: &'a Composer<'a>,
    resolved: &'a Resolved<'a>,
    facts: Facts,
    /// Phrases that were said so far.
    phrases: BTreeMap<String, Value>,
    /// How many phrases, counted from the first, a text may use.
    above: usize,
    templates: BTreeSet<String>,
    /// The runs of its texts.
    runs: Runs,
    problems: &'b mut Diagnostics,
}

impl<'a, 'b> Work<'a, 'b> {
    /// Begins with the facts that no phrase is needed for.
    fn new(composer: &'a Composer<'a>, resolved: &'a Resolved<'a>, problems: &'b mut Diagnostics) -> Self {
        let worded = resolved.letter.wording.as_ref();
        let language_name = |language: Language| {
            let key = PhraseName::of_language(language);
            let said = worded.and_then(|w| w.get(&key)).or_else(|| composer.phrases.phrases.get(&key));
            said.map_or_else(|| language.name().to_owned(), |text| text.value.clone())
        };
        let (mut facts, missing) = facts::of(resolved, composer.phrases, &language_name);
        for name in missing {
            problems.push(unknown_term(&name, resolved.letter.language(), &resolved.letter.group.span));
        }
        // The number of annexes is a fact before their texts are; forms beside them do not count.
        let annexes = resolved.annexes.iter().filter(|a| a.numbered == Numbered::Annex);
        facts.set(names::ANNEXES, annexes.map(|annex| annex.name.clone()).collect());
        facts.set_nothing(names::PHRASES);
        Self {
            composer,
            resolved,
            facts,
            phrases: BTreeMap::new(),
            above: usize::MAX,
            templates: BTreeSet::new(),
            runs: Runs::after(composer.engine.runs()),
            problems,
        }
    }
}

impl Work<'_, '_> {
    /// Renders the template of the whole, with marks.
    fn whole(&mut self, template: &'static str) -> Result<String, Reported> {
        self.check_wording();
        self.check_ordinal();
        self.check_signature();
        self.titles();
        self.pointers();
        self.addressees();
        self.deadlines();
        self.changes();
        self.events();
        self.items();
        let annexes = self.annexes();
        self.body();
        self.say_beside_the_text();
        self.say_worded();
        self.problems.sound()?;
        self.templates.insert(template.to_owned());
        self.provide(self.composer.engine.named_in(template));
        // Phrases know the annexes by their names, the template of the whole by what they hold.
        let mut facts = self.facts.clone();
        facts.set(names::ALL_ANNEXES, annexes);
        let rendered = self.composer.engine.template(template, facts.context());
        let rendered = rendered.and_then(|text| self.put_in(text));
        let rendered =
            rendered.and_then(|text| facts::left_over(&text, &self.runs, false).map_or(Ok(text), Err));
        self.problems.report(rendered)
    }

    /// Renders a text of the letter; empty after a reported error.
    fn text(&mut self, text: &Located<String>) -> Value {
        self.provide(&self.composer.engine.named_by(text));
        let rendered = self.composer.engine.text(text, &mut self.runs, self.facts.context());
        // The phrase that stands for the letters of annexes may hold their place.
        let is_place = self.facts.has(names::ANNEX_LIST);
        let rendered = rendered.and_then(|text| match facts::left_over(&text, &self.runs, true) {
            Some(problem) if !is_place => Err(problem),
            _ => Ok(text),
        });
        self.finish(rendered)
    }

    /// A sentence of the house style in the letter's language; English after a reported error.
    fn in_language(&mut self, said: &Located<String>) -> Located<String> {
        let language = self.resolved.letter.language();
        if language == Language::English || !said.chars().any(char::is_alphabetic) {
            return said.clone();
        }
        match self.composer.phrases.term(said) {
            Some(term) => term.text,
            None => {
                self.problems.push(unknown_term(said, language, &said.span));
                said.clone()
            }
        }
    }

    /// Renders a text of the letter that has one line only.
    fn line(&mut self, text: &Located<String>) -> Value {
        if text.trim().replace('\r', "").contains("\n\n") {
            let place = text.span.whole_line();
            ONE_LINE
                .finding("this text has more than one paragraph")
                .at(&place, "expected a shorter text, on one line")
                .hint("remove the empty line; write your own paragraphs in the body or in an annex")
                .report(self.problems);
        }
        if text.chars().count() > LONGEST_LINE {
            let place = text.span.whole_line();
            ONE_LINE
                .finding(format!("this text is longer than {LONGEST_LINE} characters"))
                .at(&place, "expected a shorter text, on one line")
                .hint(
                    "check whether a quotation mark is missing; write long texts in the body or in an annex",
                )
                .report(self.problems);
            return "".into();
        }
        let rendered = self.text(text);
        Value::safe_string(&markdown::one_line(rendered.as_str().unwrap_or_default()))
    }

    /// An ordinal must be one that the language has a word for.
    fn check_ordinal(&mut self) {
        let known = self.composer.phrases.lists.ordinals.len();
        let ordinal = self.resolved.letter.meeting.as_ref().and_then(|meeting| meeting.ordinal.as_ref());
        if let Some(ordinal) = ordinal.filter(|n| !(1..=known).contains(&(n.value as usize))) {
            ORDINAL
                .finding(format!("there is no word for meeting number {}", ordinal.value))
                .at(&ordinal.span, format!("expected a number from 1 to {known}"))
                .hint("add words under `ordinals:` in the phrases file, or write your own `subject:`")
                .report(self.problems);
        }
    }

    /// The addressees and those who get a copy: the letter's, or the preset's by the names of phrases.
    fn addressees(&mut self) {
        let (letter, defaults) = (self.resolved.letter, self.resolved.defaults);
        for (fact, own, usual) in [
            (names::ADDRESSEES, &letter.addressees, defaults.addressees),
            (names::COPY, &letter.copy, defaults.copy),
        ] {
            let list: Vec<Value> = match own {
                Some(own) => own.iter().map(|text| self.line(text)).collect(),
                None => usual.iter().flat_map(|name| self.named_phrase("addressee", name)).collect(),
            };
            self.facts.set(fact, list);
        }
    }

    /// What a letter says that it changes in another.
    fn changes(&mut self) {
        let changes = self.resolved.letter.changes.as_ref().map(|text| self.text(text));
        self.facts.set(names::CHANGES, changes);
    }

    /// The phrase `prefix-name`, reported when there is none.
    fn named_phrase(&mut self, prefix: &str, name: &Located<String>) -> Option<Value> {
        let found = self.said(&format!("{prefix}_{}", name.replace('-', "_")));
        if found.is_none() {
            UNKNOWN_PHRASE
                .finding(format!("there is no phrase `{prefix}-{}`", name.value))
                .at(&name.span, "expected a phrase of the phrases file")
                .changed("phrase", &format!("{prefix}-{}", name.value))
                .report(self.problems);
        }
        found
    }

    fn deadlines(&mut self) {
        let resolved = self.resolved;
        let rows = resolved.deadlines.iter().map(|row| {
            let items = row.entries.iter().map(|entry| match entry {
                RowItem::Item(item) => {
                    self.said(&PhraseName::deadline(*item).replace('-', "_")).unwrap_or_else(|| "".into())
                }
                RowItem::Other(text) => self.line(text),
            });
            DeadlineFacts { items: items.collect(), date: row.date }
        });
        let rows = rows.collect();
        self.facts.set(names::DEADLINES, rows);
    }
}

/// That a language has no word for an English name or sentence.
pub(crate) fn unknown_term(english: &str, language: Language, at: &Span) -> Diagnostic {
    let (name, code) = (language.name(), language.code());
    UNKNOWN_TERM
        .finding(format!("there is no {name} translation of “{english}”"))
        .at(&at.whole_line(), "needed here")
        .hint(format!(
            "add a line to directory/terms.yaml in the letters folder: `\"{english}\": {{{code}: …}}`"
        ))
        .hint(format!("or add it under `terms:` in phrases/{code}.yaml of the house style"))
}
