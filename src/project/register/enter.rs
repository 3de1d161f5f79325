//! Entries of the register made of letters, and the published files of issued ones.

use super::Entry;
use super::dated::dated;
use crate::base::{Diagnostic, Diagnostics, Format, Source, Span};
use crate::model::letter::Status;
use crate::model::resolve::Resolved;
use crate::project::archive::{Archive, LetterName, Published};
use crate::project::session::{Composition, Findings, ReadLetter, Session};
use std::sync::Arc;

/// A file of an issued letter: its format, name and bytes.
pub type PublishedFile = (Format, String, Vec<u8>);

/// What the register keeps of a letter, with the names of the files that it would become, without making them or its
/// subject. Says nothing of what is wrong with it.
pub fn entry(session: &Session, source: &Arc<Source>, formats: &[Format]) -> Entry {
    entry_with(session, source, None, formats)
}

/// The same with the text of a translation's original, if it is held.
pub fn entry_with(
    session: &Session,
    source: &Arc<Source>,
    held: Option<&Arc<Source>>,
    formats: &[Format],
) -> Entry {
    let letter = session.read_with(source, held);
    let resolved = session.resolve(&letter, &mut Diagnostics::new());
    entry_of(session, &letter, resolved.as_ref(), formats)
}

/// What the register keeps of a letter, with its subject, and what was found on the way: the letter as a whole is
/// not composed.
pub fn listed(session: &Session, source: &Arc<Source>) -> (Entry, Findings) {
    let letter = session.read(source);
    let mut problems = letter.problems.clone();
    let resolved = session.resolve(&letter, &mut problems);
    let subject = resolved.as_ref().and_then(|resolved| session.subject(&letter, resolved, &mut problems));
    session.blame_original(source, &mut problems);
    (
        Entry { subject, ..entry_of(session, &letter, resolved.as_ref(), &Format::ALL) },
        Findings { problems, ..Findings::default() },
    )
}

/// What the register keeps of a letter that was composed; its subject only where it could be composed.
pub fn composed(session: &Session, composition: &Composition<'_>) -> Entry {
    let composed = composition.composed.as_ref();
    let subject = composed.map(|composed| composed.document.properties.subject.clone());
    let resolved = composition.resolved.as_ref();
    Entry { subject, ..entry_of(session, composition.letter, resolved, &Format::ALL) }
}

fn entry_of(
    session: &Session,
    letter: &ReadLetter<'_>,
    resolved: Option<&Resolved<'_>>,
    formats: &[Format],
) -> Entry {
    let (source, dates) = (&letter.source, &session.phrases().dates);
    let archive = session.archive();
    let (Some(loaded), Some(resolved)) = (&letter.loaded, resolved) else {
        // What was published stays so, whatever is wrong with the letter now.
        return Entry::glimpse(source, session.directory(), dates).with_kept(&archive);
    };
    let language = resolved.letter.language();
    let files = formats.iter().map(|format| format.file_name(&resolved.name, language)).collect();
    let original = loaded.original.clone();
    let dated = dated(source, language, &loaded.locale.phrases);
    Entry { files, original, dated, ..Entry::of(resolved, source, dates) }.with_kept(&archive)
}

impl Entry {
    /// The same with what is kept of it.
    fn with_kept(self, archive: &Archive) -> Self {
        let Some((name, language)) = self.letter_name() else { return self };
        let is_kept = archive.has(&name, language);
        let as_issued = archive.letter(&name, language).filter(|_| is_kept);
        let original_as_issued =
            self.original.as_ref().and_then(|_| archive.original(&name, language)).filter(|_| is_kept);
        Self { is_kept, as_issued, original_as_issued, ..self }
    }

    /// Whether it was issued and published: then its files are what they were, whatever it says now.
    pub fn is_published(&self) -> bool {
        self.status == Some(Status::Issued) && self.is_kept
    }

    /// As what it was issued, or that it was not; `None` where it has no name.
    pub fn issued(&self) -> Option<Option<LetterName>> {
        let name = self.letter_name()?;
        Some(Some(name).filter(|_| self.status == Some(Status::Issued)))
    }

    /// Its name in the archive, and its language.
    pub fn letter_name(&self) -> Option<LetterName> {
        Some((self.name.clone()?, self.key.as_ref()?.language))
    }

    /// The files of a letter that was issued and published, whatever it would become today: format, name, bytes.
    /// `None` for any other letter.
    ///
    /// # Errors
    /// In the result: one of them is lost or is not what was published.
    pub fn published(&self, archive: &Archive) -> Option<Result<Vec<PublishedFile>, Diagnostic>> {
        if self.status != Some(Status::Issued) {
            return None;
        }
        let (name, language) = self.letter_name()?;
        let files = |published: Published| {
            let file = |format: Format| published.file(format).map(|(name, bytes)| (format, name, bytes));
            Format::ALL.into_iter().filter_map(file).collect()
        };
        Some(archive.find(&name, language).transpose()?.map(files))
    }

    /// What is wrong with the files that are kept of it.
    pub fn lost(&self, session: &Session) -> Option<Diagnostic> {
        let (name, language) = self.letter_name().filter(|_| self.is_kept)?;
        let problem = session.archive().find(&name, language).err()?;
        Some(problem.at(&Span::file(&self.source), "in this letter"))
    }
}
