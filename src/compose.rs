//! From a resolved letter to its Document: phrases, then deadlines, annexes and body, then the
//! whole letter through `templates/letter.md`.

mod grid;
mod questions;

use crate::deadline::Entry;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Document, Inline, Paragraph, Properties};
use crate::facts;
use crate::language::Language;
use crate::letter::{AgendaItem, Annex, AnnexKind, BodyBlock, Practical, Texts};
use crate::markdown::{self, MARK_END, MARK_START, Rendered};
use crate::phrases::Phrases;
use crate::resolve::{LetteredAnnex, Resolved};
use crate::source::{Located, Source};
use crate::templates::{Engine, House};
use crate::theme::Theme;
use crate::yaml::nearest;
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{Context, Value};

/// Phrases that are said once per annex, with its letter.
const PER_ANNEX: [&str; 2] = ["annex_number", "annex_pointer"];

/// Phrases that a file cannot be without: titles, and words for those who do not see a picture.
const NEVER_EMPTY: [&str; 6] =
    ["annex-number", "annex-pointer", "document-title", "emblem", "qr-description", "subject"];

/// Characters of a text that has one line only: a title, an addressee, an agenda item.
const LONGEST_LINE: usize = 2_000;

/// Everything that composing needs besides the letter.
pub struct Composer<'a> {
    /// Files of the house style.
    pub house: &'a House,
    /// Its templates.
    pub engine: &'a Engine,
    /// Its styles.
    pub theme: &'a Theme,
    /// The language's words.
    pub phrases: &'a Phrases,
}

impl Composer<'_> {
    /// Composes the Document. Every problem is reported; `None` if one was an error.
    pub fn compose(
        &self,
        resolved: &Resolved<'_>,
        source: &Arc<Source>,
        problems: &mut Diagnostics,
    ) -> Option<Document> {
        let language_name = |language: Language| {
            let key = format!("language-{}", language.code());
            self.phrases
                .phrases
                .get(&key)
                .map_or_else(|| language.name().to_owned(), |text| text.value.clone())
        };
        let mut work = Work {
            composer: self,
            resolved,
            facts: facts::of(resolved, &self.phrases.dates, &language_name),
            phrases: BTreeMap::new(),
            problems,
        };
        let marked = work.letter();
        let (phrases, failed) = (std::mem::take(&mut work.phrases), work.problems.has_errors());
        if failed {
            return None;
        }
        let rendered = Rendered::new(&marked?, self.engine.files(source));
        let months = &self.phrases.dates.months;
        let parsed = markdown::parse(&rendered, self.theme, months, &|name| self.house.image(name), problems);
        if problems.has_errors() {
            return None;
        }
        let plain = |key: &str| phrases.get(key).map(plain_value).unwrap_or_default();
        let line = |key: &str| vec![Inline::text(crate::typography::bind(&plain(key), months))];
        let footer = ["footer_1", "footer_2"].into_iter().filter(|key| !plain(key).is_empty()).map(|key| {
            Paragraph { style: "PageFooter".to_owned(), content: line(key), ..Paragraph::default() }
        });
        Some(Document {
            properties: Properties {
                title: plain("document_title"),
                subject: plain("subject"),
                author: plain("document_author"),
                keywords: vec![
                    resolved.letter.group.value.clone(),
                    resolved.period.to_owned(),
                    resolved.name.clone(),
                ],
                language: resolved.letter.language(),
                date: resolved.letter.date.value,
                identifier: resolved.name.clone(),
            },
            running_header: line("running_header"),
            first_footer: footer.collect(),
            sections: parsed.sections,
            footnotes: parsed.footnotes,
        })
    }
}

/// The words of a rendered piece, without marks and markup.
fn plain_value(value: &Value) -> String {
    let text = value.as_str().unwrap_or("");
    markdown::plain(&Rendered::new(text, Vec::new()).text)
}

/// The rendered names of an annex.
struct AnnexNames {
    /// `ANNEX A`.
    number: Value,
    /// `Annex A`.
    pointer: Value,
    /// `Practical meeting information`.
    title: Value,
    /// `Annex A: Practical meeting information`, plain.
    outline: String,
}

/// One letter being composed.
struct Work<'a, 'b> {
    composer: &'a Composer<'a>,
    resolved: &'a Resolved<'a>,
    facts: Context,
    phrases: BTreeMap<String, Value>,
    problems: &'b mut Diagnostics,
}

impl Work<'_, '_> {
    /// Renders the whole letter, with marks.
    fn letter(&mut self) -> Option<String> {
        self.check_wording();
        // The number of annexes is a fact before their texts are.
        let count: Vec<Value> = self.resolved.annexes.iter().map(|a| Value::from(a.name.as_str())).collect();
        self.facts.insert_value("annexes", count.into());
        self.phrases();
        self.pointers();
        self.addressees();
        self.deadlines();
        self.items();
        self.annexes();
        self.body();
        if self.problems.has_errors() {
            return None;
        }
        let rendered = self.composer.engine.template("letter.md", &self.facts);
        self.report(rendered)
    }

    fn report<T>(&mut self, result: Result<T, Diagnostic>) -> Option<T> {
        result.map_err(|problem| self.problems.push(problem)).ok()
    }

    /// Renders a text of the letter; empty after a reported error.
    fn text(&mut self, text: &Located<String>) -> Value {
        let rendered = self.composer.engine.text(text, &self.facts);
        self.report(rendered).unwrap_or_else(|| "".into())
    }

    /// Renders a text of the letter that has one line only.
    fn line(&mut self, text: &Located<String>) -> Value {
        if text.trim().replace('\r', "").contains("\n\n") {
            let place = text.span.whole_line();
            self.problems.push(
                Diagnostic::error("one-line", "this text has more than one paragraph")
                    .at(&place, "expected one line")
                    .hint("remove the empty line; paragraphs of your own belong into the body or an annex"),
            );
        }
        if text.chars().count() > LONGEST_LINE {
            let place = text.span.whole_line();
            self.problems.push(
                Diagnostic::error("one-line", format!("this text is longer than {LONGEST_LINE} characters"))
                    .at(&place, "expected one line")
                    .hint("a quotation mark may be missing; long texts belong into the body or an annex"),
            );
            return "".into();
        }
        let rendered = self.text(text);
        Value::safe_string(&markdown::one_line(rendered.as_str().unwrap_or_default()))
    }

    /// `wording:` may only name phrases that exist.
    fn check_wording(&mut self) {
        let known: Vec<&str> =
            self.composer.phrases.phrases.entries.iter().map(|(key, _)| key.as_str()).collect();
        if let Some(wording) = &self.resolved.letter.wording {
            unknown_names(wording, &known, "phrase", self.problems);
            for (name, text) in
                wording.entries.iter().filter(|(name, _)| NEVER_EMPTY.contains(&name.as_str()))
            {
                if text.trim().is_empty() {
                    self.problems.push(
                        Diagnostic::error("empty-phrase", format!("`{}` cannot be empty", name.value))
                            .at(&name.span, "expected some words"),
                    );
                }
            }
        }
    }

    /// A phrase as the letter words it, or as the language's file does.
    fn phrase(&mut self, key: &str) -> Value {
        let worded = self.resolved.letter.wording.as_ref().and_then(|w| w.get(&key.replace('_', "-")));
        match worded {
            Some(text) => self.line(text),
            None => {
                let rendered = self.composer.engine.phrase(key, &self.facts);
                self.report(rendered).unwrap_or_else(|| "".into())
            }
        }
    }

    /// Renders the phrases in order; each sees those above it.
    fn phrases(&mut self) {
        let keys: Vec<String> = self.composer.engine.phrase_keys().map(str::to_owned).collect();
        self.facts.insert_value("phrases", Value::from(BTreeMap::<String, Value>::new()));
        for key in keys.into_iter().filter(|key| !PER_ANNEX.contains(&key.as_str())) {
            let value = self.phrase(&key);
            self.phrases.insert(key, value);
            self.facts.insert_value("phrases", self.phrases.clone().into());
        }
    }

    /// `annex.agenda` becomes a link: `[Annex B](#annex-b "Annex B: Agenda …")`.
    fn pointers(&mut self) {
        let mut pointers: BTreeMap<String, Value> = BTreeMap::new();
        for annex in &self.resolved.annexes {
            let names = self.annex_names(annex);
            let words = names.pointer.as_str().unwrap_or("");
            let description = markdown::escaped(&names.outline);
            let link = format!("[{words}](#{} \"{description}\")", annex.id());
            pointers.insert(annex.name.clone(), Value::safe_string(&link));
        }
        self.facts.insert_value("annex", pointers.into());
    }

    /// How an annex is called, in its own heading and elsewhere.
    fn annex_names(&mut self, annex: &LetteredAnnex<'_>) -> AnnexNames {
        self.facts.insert_value("annex_letter", annex.letter.as_str().into());
        let pointer = self.phrase("annex_pointer");
        let title = match annex.said.and_then(Annex::title) {
            Some(title) => self.line(title),
            None => self
                .phrases
                .get(&format!("{}_title", annex.kind.word().replace('-', "_")))
                .cloned()
                .unwrap_or_else(|| "".into()),
        };
        let outline = format!("{}: {}", plain_value(&pointer), plain_value(&title));
        AnnexNames { number: self.phrase("annex_number"), pointer, title, outline }
    }

    fn addressees(&mut self) {
        let list: Vec<Value> = match &self.resolved.letter.addressees {
            Some(own) => own.iter().map(|text| self.line(text)).collect(),
            None => {
                let names = &self.resolved.preset.addressees;
                names.iter().filter_map(|name| self.named_phrase("addressee", name)).collect()
            }
        };
        self.facts.insert_value("addressees", list.into());
    }

    /// The phrase `prefix-name`, reported when there is none.
    fn named_phrase(&mut self, prefix: &str, name: &Located<String>) -> Option<Value> {
        let found = self.phrases.get(&format!("{prefix}_{}", name.replace('-', "_"))).cloned();
        if found.is_none() {
            self.problems.push(
                Diagnostic::error("unknown-phrase", format!("there is no phrase `{prefix}-{}`", name.value))
                    .at(&name.span, "not in the phrases file"),
            );
        }
        found
    }

    fn deadlines(&mut self) {
        let rows: Vec<Value> = self
            .resolved
            .deadlines
            .iter()
            .map(|row| {
                let items: Vec<Value> = row
                    .entries
                    .iter()
                    .map(|entry| match entry {
                        Entry::Item(item) => self
                            .phrases
                            .get(&format!("deadline_{}", item.word()))
                            .cloned()
                            .unwrap_or_else(|| "".into()),
                        Entry::Other(text) => self.line(text),
                    })
                    .collect();
                let date = self.composer.phrases.dates.day(row.date);
                BTreeMap::from([("date", Value::from(date)), ("items", items.into())]).into()
            })
            .collect();
        self.facts.insert_value("deadlines", rows.into());
    }

    /// The items of the practical annex: the letter's words, or the file of the folder `items`.
    fn items(&mut self) {
        let said = self.resolved.annexes.iter().find_map(|annex| match annex.said {
            Some(Annex::Practical(Practical { items, .. }, _)) => items.as_ref(),
            _ => None,
        });
        let files = self.composer.engine.names("items/");
        let known: Vec<&str> = files.iter().map(String::as_str).collect();
        if let Some(said) = said {
            unknown_names(said, &known, "item", self.problems);
        }
        let mut items: BTreeMap<String, Value> = BTreeMap::new();
        if self.resolved.annexes.iter().any(|a| a.kind == AnnexKind::Practical) {
            for name in known {
                let value = match said.and_then(|s| s.get(name)) {
                    Some(text) => self.text(text),
                    None => {
                        let rendered = self.composer.engine.piece(&format!("items/{name}.md"), &self.facts);
                        self.report(rendered).unwrap_or_else(|| "".into())
                    }
                };
                items.insert(name.replace('-', "_"), value);
            }
        }
        self.facts.insert_value("items", items.into());
    }

    fn annexes(&mut self) {
        let annexes: Vec<Value> = self.resolved.annexes.iter().map(|annex| self.annex(annex)).collect();
        self.facts.insert_value("annexes", annexes.into());
    }

    fn annex(&mut self, annex: &LetteredAnnex<'_>) -> Value {
        let names = self.annex_names(annex);
        let mut entry = BTreeMap::from([
            ("kind", Value::from(annex.kind.word())),
            ("id", annex.id().into()),
            ("letter", annex.letter.as_str().into()),
            ("number", names.number),
            ("title", names.title),
            ("outline", names.outline.into()),
        ]);
        if annex.kind == AnnexKind::Agenda {
            let said = match annex.said {
                Some(Annex::Agenda(agenda, _)) => Some(agenda),
                _ => None,
            };
            let notes: Vec<Value> =
                said.and_then(|a| a.notes.as_deref()).unwrap_or(&[]).iter().map(|n| self.line(n)).collect();
            let numbering = said.and_then(|a| a.numbering.as_ref()).map_or("agenda", |n| n.as_str());
            let mut agenda = String::new();
            self.agenda(self.resolved.agenda(annex), 0, &mut agenda);
            entry.insert("notes", notes.into());
            entry.insert("numbering", numbering.into());
            entry.insert("agenda", Value::safe_string(&format!("{MARK_START}{agenda}{MARK_END}")));
        }
        if let Some(Annex::Text(free, _)) = annex.said {
            let text = self.text(&free.text);
            entry.insert("text", text);
        }
        if let (AnnexKind::TimePlan, Some(plan)) = (annex.kind, &self.resolved.time_plan) {
            entry.insert("grid", self.grid(plan));
        }
        if annex.kind == AnnexKind::Questions {
            entry.insert("questions", self.questions());
        }
        entry.into()
    }

    /// Agenda items as a nested Markdown list.
    fn agenda(&mut self, items: &[AgendaItem], depth: usize, out: &mut String) {
        for item in items {
            let line = self.line(&item.text);
            out.push_str(&"   ".repeat(depth));
            out.push_str("1. ");
            out.push_str(line.as_str().unwrap_or_default());
            out.push('\n');
            self.agenda(&item.items, depth + 1, out);
        }
    }

    fn body(&mut self) {
        let names = self.composer.engine.names("body/");
        let mut blocks: Vec<Value> = Vec::new();
        for block in self.resolved.body() {
            match block {
                BodyBlock::Text(text) => blocks.push(self.text(&text)),
                BodyBlock::Named(name) if names.contains(&name.value) => {
                    let rendered =
                        self.composer.engine.piece(&format!("body/{}.md", name.value), &self.facts);
                    blocks.extend(self.report(rendered));
                }
                BodyBlock::Named(name) => {
                    let near = nearest(&name, names.iter().map(String::as_str));
                    let label = near.map_or_else(
                        || "not in the folder body".to_owned(),
                        |n| format!("did you mean `{n}`?"),
                    );
                    self.problems.push(
                        Diagnostic::error(
                            "unknown-block",
                            format!("the house style has no block `{}` for the body", name.value),
                        )
                        .at(&name.span, label)
                        .hint(format!(
                            "possible: {}; a paragraph of your own is written `text: …`",
                            names.join(", ")
                        )),
                    );
                }
            }
        }
        self.facts.insert_value("body", blocks.into());
    }
}

/// Reports names that are not in `known`, each with the nearest that is.
fn unknown_names(texts: &Texts, known: &[&str], what: &str, problems: &mut Diagnostics) {
    for (name, _) in texts.entries.iter().filter(|(name, _)| !known.contains(&name.as_str())) {
        let near = nearest(name, known.iter().copied());
        let mut diagnostic = Diagnostic::error(
            "unknown-key",
            format!("the house style has no {what} `{}`", name.value),
        )
        .at(&name.span, near.map_or_else(|| "not known".to_owned(), |n| format!("did you mean `{n}`?")));
        if near.is_none() {
            diagnostic = diagnostic.hint(format!("possible: {}", known.join(", ")));
        }
        problems.push(diagnostic);
    }
}
