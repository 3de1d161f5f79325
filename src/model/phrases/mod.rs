//! The words of one language: months, date patterns, and every fixed phrase, from
//! `templates/phrases/LANGUAGE.yaml`. The phrases are Tera snippets; rendering them is not done here.

mod entries;
mod names;
mod terms;

pub use entries::{Entries, Origin};
pub use names::PhraseName;
pub use terms::{Term, Terms};

use crate::base::typography::Typography;
use crate::base::yaml::{self, Decode, record};
use crate::base::{Diagnostics, Reported, Source};
use crate::model::dates;
use crate::model::rules::PHRASES;
use chrono::NaiveDate;
use std::sync::Arc;

pub use crate::model::dates::{DateWords, ListWords};

record! {
    /// The fixed texts of one language.
    Phrases as "the phrases file" {
        /// Whether an ITU translator has confirmed the texts. An entry can have its own `verified`.
        verified: bool,
        /// Where the texts come from. An entry can have its own `source`.
        ///
        /// Without it: no source.
        source: Option<String>,
        /// How dates and hours are written.
        dates: DateWords,
        /// How ordinal numbers and lists are written.
        lists: ListWords,
        /// How the language sets text: its spaces, and where a line does not end.
        typography: Typography,
        /// The translations of names and sentences from the directory, the presets and the facts of letters,
        /// each under its English form: a text, or a set of keys with `text`.
        ///
        /// Without it: no terms; English needs none.
        terms: Option<Terms>,
        /// The fixed phrases by name: each a text, or a set of keys with `text`. Markdown and facts allowed.
        phrases: Entries,
    }
}

impl Phrases {
    /// What an English name or sentence is in this language.
    pub fn term(&self, english: &str) -> Option<Term> {
        self.terms.as_ref()?.get(english)
    }

    /// What a place is in this language; none where a part of it has no term.
    pub fn place(&self, english: &str) -> Option<Term> {
        self.terms.as_ref()?.place(english)
    }

    /// The same; as it is where a part of it has no term.
    pub fn place_or(&self, english: &str) -> String {
        self.place(english).map_or_else(|| english.to_owned(), |term| term.text.value)
    }

    /// The mark at the head of every page of a draft; with number and date, of a copy for review.
    pub fn draft_mark(&self, copy: Option<(u32, NaiveDate)>) -> String {
        let phrase = |name: PhraseName| {
            self.phrases.get(name.word()).map(|text| text.value.clone()).unwrap_or_default()
        };
        match copy {
            None => phrase(PhraseName::DraftMark),
            Some((number, date)) => phrase(PhraseName::DraftMarkCopy)
                .replace("{number}", &number.to_string())
                .replace("{date}", &self.dates.day(date)),
        }
    }

    /// How many of the phrases and terms no translator has confirmed, and how many there are.
    pub fn unverified(&self) -> (usize, usize) {
        let of_phrase = |name: &str| self.phrases.origin(name).and_then(|origin| origin.verified);
        let phrases = self.phrases.entries.iter().map(|(name, _)| of_phrase(name));
        let terms = self.terms.iter().flat_map(Terms::iter).map(|(_, term)| term.verified);
        let all: Vec<bool> = phrases.chain(terms).map(|verified| verified.unwrap_or(self.verified)).collect();
        (all.iter().filter(|verified| !**verified).count(), all.len())
    }

    /// Reads a language's file.
    ///
    /// # Errors
    /// One of its problems, all of which are reported, is an error.
    pub fn load(source: &Arc<Source>, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let node = yaml::read(source, problems)?;
        Self::read(&node, problems)
    }

    /// The same of a file that was parsed.
    ///
    /// # Errors
    /// As [`Phrases::load`].
    pub fn read(node: &yaml::Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let phrases = Self::decode(node, problems)?;
        let count =
            |node: Option<&yaml::Node>, is: usize, want: usize, what: &str, problems: &mut Diagnostics| {
                if let Some(node) = node.filter(|_| is != want) {
                    let message = format!("expected {want} {what}, but found {is}");
                    problems.push(PHRASES.finding(message).at(&node.span, "correct this list"));
                }
            };
        let dates = node.get("dates");
        count(dates.and_then(|d| d.get("months")), phrases.dates.months.len(), 12, "months", problems);
        count(dates.and_then(|d| d.get("weekdays")), phrases.dates.weekdays.len(), 7, "weekdays", problems);
        let short = dates.and_then(|d| d.get("short-weekdays"));
        count(short, phrases.dates.short_weekdays.len(), 7, "short weekdays", problems);
        if let Some(dates) = dates {
            dates::check_places(dates, problems);
        }
        problems.sound().map(|()| phrases)
    }
}
