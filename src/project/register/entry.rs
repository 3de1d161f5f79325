//! What the register keeps of one letter.

use super::dated::Dated;
use super::key::{GroupCode, Key};
use super::standing::Standing;
use crate::base::{Language, Located, Source, Span};
use crate::model::letter::{Day, Format, Meeting, Series, Status};
use crate::model::phrases::DateWords;
use crate::model::resolve::Resolved;
use crate::model::translation;
use chrono::NaiveDate;
use std::path::Path;
use std::sync::Arc;

/// One letter's line. Of a letter that is wrong only what can be read is there.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Its file.
    pub source: Arc<Source>,
    /// What it is called by.
    pub key: Option<Key>,
    /// The study period, which may be known when the key is not.
    pub period: Option<&'static str>,
    /// The group that it says, also where the key has none.
    pub group: Option<String>,
    /// As people call it: `1/1 Add.1`, `Circular 179`.
    pub letter: Option<String>,
    /// Its name in the archive.
    pub name: Option<String>,
    /// Where it says its number.
    pub number: Option<Span>,
    /// Where it says the name of its files, if it does.
    pub file_name: Option<Span>,
    /// The date it is sent.
    pub date: Option<Located<NaiveDate>>,
    /// The date of the letter that it changes.
    pub date_of_original: Option<Located<NaiveDate>>,
    /// The meeting; some circulars have none.
    pub meeting: Option<Held>,
    /// Whether it may still change.
    pub status: Option<Status>,
    /// What became of it, where it was compared with the others.
    pub standing: Option<Standing>,
    /// The subject on one line, where it was asked for.
    pub subject: Option<String>,
    /// The typed dates of its own file, with their sentences.
    pub dated: Vec<Dated>,
    /// The files that it becomes.
    pub files: Vec<String>,
    /// Whether published files of it are kept.
    pub is_kept: bool,
    /// Its file as it was when it was issued, where that is known.
    pub as_issued: Option<Arc<Source>>,
    /// The original, if this is a translation and its original is there.
    pub original: Option<Arc<Source>>,
    /// What the original was when this translation was issued, where that is known.
    pub original_as_issued: Option<Arc<Source>>,
    /// Codes of findings that do not count in it, each with its reason.
    pub allow: Vec<(Located<String>, Located<String>)>,
}

/// When and where a meeting is held.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// First day.
    pub starts: Located<Day>,
    /// Last day.
    pub ends: Located<Day>,
    /// Both as the letter prints them.
    pub dates: String,
    /// Where people are.
    pub format: Format,
    /// Where, unless virtually.
    pub place: Option<String>,
}

impl Held {
    /// Of a meeting.
    pub fn of(meeting: &Meeting, dates: &DateWords) -> Self {
        Self {
            starts: meeting.starts.clone(),
            ends: meeting.ends.clone(),
            dates: dates.range_of_days(meeting.starts.value, meeting.ends.value),
            format: meeting.format(),
            place: meeting.town().map(str::to_owned),
        }
    }

    /// `20-30 April 2021, virtual`.
    pub fn words(&self) -> String {
        format!("{}, {}", self.dates, self.place.as_deref().unwrap_or(self.format.word()))
    }
}

impl Entry {
    /// Of a file of which nothing is known.
    pub fn blank(source: &Arc<Source>) -> Self {
        Self { source: Arc::clone(source), ..Self::default() }
    }

    /// Of a letter, without its subject and the names of its files.
    pub fn of(resolved: &Resolved<'_>, source: &Arc<Source>, dates: &DateWords) -> Self {
        let letter = resolved.letter;
        let key = Key {
            period: resolved.period,
            series: letter.series(),
            group: group_of(letter.series(), &letter.group),
            number: letter.number.value,
            part: letter.part(),
            language: letter.language(),
        };
        Self {
            letter: Some(called(&key, &resolved.group.designation)),
            key: Some(key),
            period: Some(resolved.period),
            group: Some(letter.group.value.clone()),
            name: Some(resolved.name.clone()),
            number: Some(letter.number.span.clone()),
            file_name: letter.file_name.as_ref().map(|name| name.span.clone()),
            date: Some(letter.date.clone()),
            date_of_original: letter.date_of_original.clone(),
            meeting: letter.meeting.as_ref().map(|meeting| Held::of(meeting, dates)),
            status: Some(letter.status.unwrap_or(Status::Draft)),
            allow: letter.allow.iter().flat_map(|allow| allow.entries.clone()).collect(),
            ..Self::blank(source)
        }
    }

    /// The place to point at when something is wrong with its number; a translation has none of its own.
    pub fn place(&self) -> Span {
        if self.is_translation() {
            return translation::place(&self.source);
        }
        self.number.clone().unwrap_or_else(|| Span::file(&self.source))
    }
}

impl Entry {
    /// As people call it among letters of all study periods: `T17 1/17 Add.1`.
    pub fn called(&self) -> Option<String> {
        Some(format!("{} {}", self.period?, self.letter.as_ref()?))
    }

    /// Whether this is a letter in another language than it was written in.
    pub fn is_translation(&self) -> bool {
        self.original.is_some()
    }

    /// The file that stands for the letter in all its languages.
    pub fn letter_file(&self) -> &Path {
        self.original.as_ref().unwrap_or(&self.source).path()
    }

    /// The language it is in; English as long as nothing is known.
    pub fn language(&self) -> Language {
        self.key.as_ref().map_or_else(|| translation::language_of(&self.source), |key| key.language)
    }

    /// ` in Russian`; nothing for the language that letters are written in.
    pub(super) fn in_language(&self) -> String {
        match self.language() {
            Language::English => String::new(),
            language => format!(" in {}", language.name()),
        }
    }
}

/// Circulars are numbered over all groups.
pub(super) fn group_of(series: Series, group: &str) -> Option<GroupCode> {
    (series == Series::CollectiveLetter).then(|| GroupCode(group.to_owned()))
}

/// `1/1 Add.1`, `Circular 179`.
pub(super) fn called(key: &Key, designation: &str) -> String {
    match key.series {
        Series::CollectiveLetter => format!("{}/{designation}{}", key.number, key.part),
        Series::Circular => format!("Circular {}{}", key.number, key.part),
    }
}
