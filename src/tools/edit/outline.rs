//! The parts of a letter in their order, as the page lists them.

use super::letter::{Letter, Text, base, composed};
use super::lists::blocks;
use super::refusal::Refusal;
use crate::base::text::one_line;
use crate::check::explain::capital;
use crate::compose::markdown::plain;
use crate::model::letter::{Annex, BY_STYLE};
use crate::model::phrases::PhraseName;
use crate::model::resolve::LetteredAnnex;
use crate::project::session::{Composition, Session};
use crate::tools::review::Files;
use serde::Serialize;
use std::collections::BTreeMap;

/// The outline of a letter.
#[derive(Clone, Debug, Serialize)]
pub struct Outline {
    /// What tells whether the files are still the same.
    pub base: String,
    /// Whether it was issued.
    pub issued: bool,
    /// Its parts.
    pub entries: Vec<Entry>,
}

/// A part of a letter.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Entry {
    /// Its address.
    pub at: String,
    /// The address of its first words in the draft, where that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shows: Option<String>,
    /// What people call it.
    pub title: String,
    /// Whose words they are: `own`, `house`, `facts`.
    pub state: &'static str,
    /// The list that it is an entry of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// How many findings it has, with those below it.
    pub findings: usize,
    /// What is below it.
    pub below: Vec<Entry>,
}

impl Entry {
    fn new(at: impl Into<String>, title: impl Into<String>, state: &'static str) -> Self {
        Self { at: at.into(), title: title.into(), state, ..Self::default() }
    }

    fn of(mut self, list: &str) -> Self {
        self.list = Some(list.to_owned());
        self
    }

    fn with(mut self, below: Vec<Self>) -> Self {
        self.below = below;
        self
    }
}

/// The outline of a letter.
///
/// # Errors
/// It cannot be read now.
pub fn outline(session: &Session, files: &Files) -> Result<Outline, Refusal> {
    composed(session, files, |letter, composition| {
        let mut entries = vec![
            Entry::new("date", "Date and reference", "facts"),
            Entry::new(
                "addressees",
                "Addressees",
                if letter.value("addressees").is_some() { "own" } else { "house" },
            )
            .with(sentences(letter, "addressees")),
            Entry {
                shows: Some(
                    if letter.text("subject").is_some() { "subject" } else { "wording.subject" }.to_owned(),
                ),
                ..Entry::new(
                    "subject",
                    "Subject",
                    if letter.value("subject").is_some() { "own" } else { "house" },
                )
            },
            Entry::new("body", "Body", "group").with(body(session, letter, composition)),
            Entry::new("deadlines", "Key deadlines", "facts").with(sentences(letter, "deadlines.other")),
            Entry::new("signatory", "Signature", "facts"),
        ];
        let annexes = composition.resolved.as_ref().map(|resolved| &resolved.annexes[..]).unwrap_or_default();
        entries
            .extend(annexes.iter().enumerate().map(|(index, annex)| self::annex(letter, index + 1, annex)));
        if letter.value("events").is_some() {
            entries.push(Entry::new("events", "Events", "group").with(sentences(letter, "events")));
        }
        say(&mut entries, session, files);
        count(&mut entries, letter, composition);
        Outline { base: base(&letter.files), issued: letter.is_issued(), entries }
    })
}

/// So many characters of a text are shown.
const SHOWN: usize = 60;

fn shown(text: &str) -> String {
    one_line(&plain(text))
}

fn shortened(words: &str) -> String {
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.to_owned(),
    }
}

fn body(session: &Session, letter: &Letter, composition: &Composition<'_>) -> Vec<Entry> {
    let printed = composition.composed.as_ref().map(|composed| composed.prose.rendered());
    let block = |(index, name): (usize, String)| {
        let at = format!("body.{}", index + 1);
        if name.is_empty() || letter.text(&at).is_some() {
            let found =
                letter.texts.iter().find(|text| text.at == at || text.at.starts_with(&format!("{at}.")));
            let place = found.map_or_else(|| at.clone(), |text| text.at.clone());
            let title = found.map_or_else(String::new, |text| shown(&text.said));
            return Entry { shows: Some(place), ..Entry::new(at, title, "own").of("body") };
        }
        let template = session.house().text(&format!("body/{name}.md"));
        let said = template.ok().and_then(|template| {
            let names = template.text().split("phrases.").skip(1).map(|rest| {
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
                rest[..end].replace('_', "-")
            });
            names.into_iter().find(|name| printed.is_some_and(|printed| !printed.printed(name).is_empty()))
        });
        let entry = Entry::new(at, capital(&name.replace('-', " ")), "house").of("body");
        Entry { shows: said.map(|name| format!("wording.{name}")), ..entry }
    };
    blocks(letter, composition).into_iter().enumerate().map(block).collect()
}

/// The sentences below an address, in their levels.
fn sentences(letter: &Letter, at: &str) -> Vec<Entry> {
    let before = format!("{at}.");
    let mut found: Vec<Entry> = Vec::new();
    for text in &letter.texts {
        let Some(rest) = text.at.strip_prefix(&before) else { continue };
        let (number, behind) = rest.split_once('.').unwrap_or((rest, ""));
        if number.parse::<usize>().is_err()
            || behind.split('.').next().is_some_and(|step| step.parse::<usize>().is_ok())
        {
            continue;
        }
        let own = format!("{at}.{number}");
        if found.last().is_some_and(|last| last.at == own) {
            continue;
        }
        let shows = (text.at != own).then(|| text.at.clone());
        found.push(Entry {
            shows,
            ..Entry::new(own.clone(), shown(&text.said), "own").of(at).with(sentences(letter, &own))
        });
    }
    found
}

fn annex(letter: &Letter, number: usize, annex: &LetteredAnnex<'_>) -> Entry {
    let at = format!("annexes.{number}");
    let title = annex.said.and_then(Annex::title).map(|title| shown(&title.value));
    let title = title.unwrap_or_else(|| capital(&annex.kind.meaning()));
    let before = format!("{at}.");
    let mut below = Vec::new();
    for list in ["notes", "items", "fields", "rows"] {
        below.extend(sentences(letter, &format!("{at}.{list}")));
    }
    let is_other = |text: &&Text| {
        text.at.strip_prefix(&before).is_some_and(|rest| {
            let mut steps = rest.split('.');
            let first = steps.next();
            first != Some("title")
                && steps.clone().all(|step| step.parse::<usize>().is_err())
                && text.at.split('.').count() <= 4
        })
    };
    let is_printed = |text: &&Text| text.has_words && text.said.trim() != BY_STYLE;
    for text in letter.texts.iter().filter(is_other).filter(is_printed) {
        let step = text.at.rsplit('.').find(|step| step.parse::<usize>().is_err()).unwrap_or_default();
        below.push(Entry::new(text.at.clone(), capital(&step.replace('-', " ")), "own"));
    }
    let state = if letter.value(&at).is_some() { "own" } else { "house" };
    let own = format!("{at}.title");
    let shows = if letter.text(&own).is_some() {
        own
    } else {
        format!("wording.{}", PhraseName::title(annex.kind.word()))
    };
    let entry = Entry::new(at, format!("{} {title}", annex.letter), state).of("annexes").with(below);
    Entry { shows: Some(shows), ..entry }
}

/// Puts what facts say into titles.
fn say(entries: &mut [Entry], session: &Session, files: &Files) {
    let mut found = Vec::new();
    tags(entries, &mut found);
    if found.is_empty() {
        return;
    }
    let values = session.values(&session.read_with(&files.letter, files.original.as_ref()), &found);
    put(entries, &values);
}

fn tags(entries: &[Entry], found: &mut Vec<String>) {
    for entry in entries {
        found.extend(super::facts::tags(&entry.title));
        tags(&entry.below, found);
    }
}

fn put(entries: &mut [Entry], values: &BTreeMap<String, String>) {
    for entry in entries {
        let said = values.iter().fold(entry.title.clone(), |title, (tag, value)| title.replace(tag, value));
        entry.title = shortened(&said);
        put(&mut entry.below, values);
    }
}

/// Counts the findings of entries.
fn count(entries: &mut [Entry], letter: &Letter, composition: &Composition<'_>) {
    let problems = super::findings::all(Some(letter), &super::findings::sorted(composition));
    let places: Vec<String> = problems.into_iter().filter_map(|found| found.at).collect();
    counted(entries, &places);
}

fn counted(entries: &mut [Entry], places: &[String]) {
    for entry in entries {
        let is_in = |place: &&String| {
            **place == entry.at
                || place.starts_with(&format!("{}.", entry.at))
                || entry.shows.as_ref() == Some(place)
        };
        entry.findings = places.iter().filter(is_in).count();
        counted(&mut entry.below, places);
    }
}
