//! What the register keeps of letters, and the published files of issued ones.

use super::{Loaded, Session};
use crate::base::diagnostic::{Diagnostic, Diagnostics};
use crate::base::format::Format;
use crate::base::source::Source;
use crate::check::{self, Facts};
use crate::model::letter::{self};
use crate::model::resolve::Resolved;
use crate::project::archive::{Archive, Published};
use crate::project::register::Entry;
use std::sync::Arc;

/// A file of an issued letter: its format, name and bytes.
pub type PublishedFile = (Format, String, Vec<u8>);

impl Session {
    /// What the register keeps of a letter, with the names of the files that it would become, without
    /// making them or its subject. Says nothing of what is wrong with it.
    pub fn entry(&self, source: &Arc<Source>, formats: &[Format]) -> Entry {
        self.enter(source, formats, &mut Diagnostics::new(), |_, _, _| None)
    }

    /// What the register keeps of a letter, with its subject, and what was found on the way: the letter
    /// as a whole is not composed.
    pub fn listed(&self, source: &Arc<Source>) -> (Entry, Diagnostics) {
        let mut problems = Diagnostics::new();
        let entry = self.enter(source, &Format::ALL, &mut problems, |read, resolved, problems| {
            let facts = Facts::new(resolved, &read.locale.phrases, source).of(read.original.as_ref());
            check::facts(&facts, problems);
            self.composer(read.locale).subject(resolved, problems)
        });
        self.blame_original(source, &mut problems);
        (entry, problems)
    }

    fn enter(
        &self,
        source: &Arc<Source>,
        formats: &[Format],
        problems: &mut Diagnostics,
        subject: impl FnOnce(&Loaded<'_>, &Resolved<'_>, &mut Diagnostics) -> Option<String>,
    ) -> Entry {
        let glimpse = || Entry::glimpse(source, &self.directory, &self.english.phrases.dates);
        let Some(read) = self.letter(source, problems) else { return glimpse() };
        let Some(resolved) = Resolved::new(&read.letter, &self.directory, &self.presets, problems) else {
            return glimpse();
        };
        let subject = subject(&read, &resolved, problems);
        Entry { subject, ..self.entry_of(&resolved, source, read.original.as_ref(), formats) }
    }

    pub(super) fn entry_of(
        &self,
        resolved: &Resolved<'_>,
        source: &Arc<Source>,
        original: Option<&Arc<Source>>,
        formats: &[Format],
    ) -> Entry {
        let language = resolved.letter.language();
        let files = formats.iter().map(|format| format.file_name(&resolved.name, language)).collect();
        let archive = Some(&self.archive).filter(|archive| archive.is_there());
        let as_issued = archive.and_then(|archive| archive.letter(&resolved.name, language));
        let original_as_issued =
            original.and(archive).and_then(|archive| archive.original(&resolved.name, language));
        let original = original.cloned();
        Entry {
            files,
            as_issued,
            original,
            original_as_issued,
            ..Entry::of(resolved, source, &self.english.phrases.dates)
        }
    }

    /// The published files of issued letters, beside the letters.
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// The files of a letter that was issued and published, whatever it would become today: format, name, bytes.
    /// `None` for any other letter.
    ///
    /// # Errors
    /// In the result: one of them is lost or is not what was published.
    pub fn published(&self, entry: &Entry) -> Option<Result<Vec<PublishedFile>, Diagnostic>> {
        if entry.status != Some(letter::Status::Issued) {
            return None;
        }
        let published = self.archive.find(entry.name.as_ref()?, entry.key.as_ref()?.language).transpose()?;
        let file = |published: &Published, format: Format| {
            let found = published.file(format).transpose()?;
            Some(found.map(|(name, bytes)| (format, name, bytes)))
        };
        Some(
            published
                .and_then(|published| Format::ALL.into_iter().filter_map(|f| file(&published, f)).collect()),
        )
    }
}
