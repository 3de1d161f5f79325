//! The letters that there are: which is meant, which is the last, which numbers are taken.

use super::Stop;
use crate::cli::import;
use crate::cli::rules::NUMBER_TAKEN;
use collective_letters::base::text::shown;
use collective_letters::base::{Diagnostics, Source};
use collective_letters::model::letter::{Series, Status};
use collective_letters::model::letter_files;
use collective_letters::model::rules::{NO_LETTERS, NO_SUCH_FILE};
use collective_letters::model::translation::original_of;
use collective_letters::project::register::{self, Entry, Key};
use collective_letters::project::session::Session;
use collective_letters::tools::new::Old;
use std::path::{Path, PathBuf};

/// The letters that there are, and the session.
pub struct Known {
    pub session: Session,
    pub entries: Vec<Entry>,
}

impl Known {
    /// What the group of the old letter is called, where it is not that of the new one.
    pub fn strangers(&self, code: &str, old: Option<&Old>) -> Vec<String> {
        let other = old.map(|old| old.letter().group.value.as_str()).filter(|other| *other != code);
        let group = other.and_then(|other| self.session.directory().named(other));
        group.map(|(code, group)| vec![group.name.clone(), code.to_owned()]).unwrap_or_default()
    }

    /// The letter to begin from: as [`Known::find`], or an old one in a Word file or a plain text.
    pub fn from(&self, letter: &str) -> Result<Entry, Stop> {
        let path = Path::new(letter);
        if !path.is_file() || letter_files::is_yaml(path) {
            return self.find(letter);
        }
        let source = import::source(&self.session, path, self.session.letters())?;
        Ok(register::entry(&self.session, &source, &[]))
    }

    /// A letter by its file or by what people call it; of several revisions the last that was issued, since a draft was not
    /// sent, and if none was, the last.
    pub fn find(&self, letter: &str) -> Result<Entry, Stop> {
        let path = Path::new(letter);
        if path.is_file() {
            let source = letter_files::read(path)?;
            // Of a translation, the letter that it translates.
            let source = match original_of(&source) {
                Some(original) => letter_files::read(&original)?,
                None => source,
            };
            return Ok(register::entry(&self.session, &source, &[]));
        }
        let is = |text: &Option<String>| {
            text.as_ref().is_some_and(|text| text.eq_ignore_ascii_case(letter.trim()))
        };
        let is_meant = |entry: &&Entry| {
            // Of a letter that was revised, its revisions too.
            let original = entry.letter.as_ref().and_then(|called| called.split(" Rev.").next());
            is(&entry.letter) || is(&entry.name) || is(&original.map(str::to_owned))
        };
        let found = self
            .entries
            .iter()
            .filter(is_meant)
            .max_by_key(|entry| (entry.status == Some(Status::Issued), entry.key.clone()));
        found.cloned().ok_or_else(|| {
            let looks_like_file =
                letter.contains(['\\']) || letter.ends_with(".yaml") || letter.ends_with(".yml");
            let message = if looks_like_file {
                format!("{letter} does not exist")
            } else {
                format!("there is no letter `{letter}`")
            };
            let hint =
                "give a file, or a letter as `letters list` shows it, such as 11/1 or \"Circular 179\"";
            NO_SUCH_FILE.finding(message).hint(hint).into()
        })
    }

    /// The last letter of a group in a study period, or in those before.
    pub fn last(
        &self,
        group: &str,
        series: Series,
        kind: Option<&str>,
        period: Option<&str>,
    ) -> Option<&Entry> {
        let of_group = self.entries.iter().filter(|entry| {
            let is_such = |key: &Key| {
                key.series == series
                    && key.part.amendment.is_none()
                    && period.is_none_or(|period| key.period <= period)
            };
            entry.group.as_deref() == Some(group) && entry.key.as_ref().is_some_and(is_such)
        });
        let is_of_kind = |entry: &&Entry| {
            let old = kind.map(|_| Old::read(&entry.source, "", &mut Diagnostics::new()).ok());
            old.is_none_or(|old| {
                old.and_then(|old| Some(old.letter().meeting.as_ref()?.kind().word())) == kind
            })
        };
        of_group.filter(is_of_kind).max_by_key(|entry| entry.key.clone())
    }

    /// The number of a new letter: that asked for if it is free, otherwise one more than the highest; the first of a
    /// study period is 1.
    pub fn number(
        &self,
        asked: Option<u32>,
        series: Series,
        group: &str,
        period: Option<&str>,
    ) -> Result<u32, Stop> {
        let taken = self.entries.iter().filter_map(|entry| {
            let Some(key) = entry.key.as_ref() else {
                let number = unread_number(entry.source.path(), entry.source.text(), series, group)?;
                return Some((
                    number,
                    format!("a letter that cannot be read may have the number {number}"),
                    entry,
                ));
            };
            let is_of_group = series == Series::Circular || entry.group.as_deref() == Some(group);
            let called = format!("{} already exists", entry.letter.clone().unwrap_or_default());
            (key.series == series && is_of_group && Some(key.period) == period)
                .then_some((key.number, called, entry))
        });
        let taken: Vec<(u32, String, &Entry)> = taken.collect();
        let next = taken.iter().map(|(number, ..)| number).max().map_or(1, |last| last.saturating_add(1));
        let Some(asked) = asked else { return Ok(next) };
        let Some((_, called, entry)) = taken.iter().find(|(number, ..)| *number == asked) else {
            return Ok(asked);
        };
        let message = format!("{called}: {}", shown(entry.source.path()));
        Err(NUMBER_TAKEN.finding(message).hint(format!("use the next number: {next}")).into())
    }

    /// Files whose number is not known: they may have the one that is given.
    pub fn unread(&self) -> Vec<String> {
        let unread = self.entries.iter().filter(|entry| entry.key.is_none());
        unread.map(|entry| shown(entry.source.path())).collect()
    }
}

/// The number that a letter has which cannot be read, if it can be one of the series and the group: as its lines say it,
/// otherwise as its file is called.
fn unread_number(path: &Path, text: &str, series: Series, group: &str) -> Option<u32> {
    // Whatever stands between a key and its value: a colon may be what is wrong.
    let behind = |key: &str| {
        let rest = text.lines().find_map(|line| line.trim_start().strip_prefix(key))?;
        let value = rest.trim_matches(|c: char| !c.is_alphanumeric());
        value.split(|c: char| !c.is_alphanumeric() && c != '-').next().filter(|word| !word.is_empty())
    };
    let is_circular = behind("series") == Some(Series::Circular.word());
    let is_other_group = behind("group").is_some_and(|other| !other.eq_ignore_ascii_case(group));
    if is_circular != (series == Series::Circular) || !is_circular && is_other_group {
        return None;
    }
    let number = |word: &str| word.parse().ok().filter(|number| (1..=9999).contains(number));
    behind("number").and_then(number).or_else(|| {
        let stem = path.file_stem()?.to_str()?.to_lowercase();
        let rest = if is_circular {
            stem.strip_prefix("circular")?
        } else {
            stem.strip_prefix(&group.to_lowercase())?
        };
        number(rest.strip_prefix('-')?.split('-').next()?)
    })
}

/// The letters of the folder without their translations; there may be none yet.
pub fn entries(letters: &Path, session: &Session) -> Result<Vec<Entry>, Diagnostics> {
    let paths = match letter_files::find(&[], letters) {
        Ok(paths) => paths,
        Err(problems) if problems.iter().all(|problem| *problem.rule == NO_LETTERS) => Vec::new(),
        Err(problems) => return Err(problems),
    };
    // A translation is no letter of its own: none is begun from it, and it has its original's number.
    let read = |path: &PathBuf| match letter_files::read(path) {
        Ok(source) if original_of(&source).is_some() => None,
        Ok(source) => Some(register::entry(session, &source, &[])),
        Err(_) => Some(Entry::blank(&Source::new(path, ""))),
    };
    Ok(paths.iter().filter_map(read).collect())
}
