//! A letter that a build makes.

use crate::base::diagnostic::Diagnostic;
use crate::base::fingerprint::Fingerprint;
use crate::base::language::Language;
use crate::base::source::Source;
use crate::model::letter::Status;
use crate::model::translation::original_of;
use crate::project::build_cache::Record;
use crate::project::register::Entry;
use std::sync::Arc;

/// A letter as a build finds it.
pub struct Target {
    /// Its text.
    pub source: Arc<Source>,
    /// The fingerprint of that.
    pub text: Fingerprint,
    /// The original, of a translation.
    pub original: Option<Arc<Source>>,
}

impl Target {
    /// Of a letter that was read; with a translation its original is read too.
    ///
    /// # Errors
    /// The letter could not be read.
    pub fn of(read: &Result<Arc<Source>, Diagnostic>) -> Result<Self, Diagnostic> {
        let source = read.clone()?;
        let text = Fingerprint::of(source.text().as_bytes());
        let original = original_of(&source).and_then(|path| Source::read(&path));
        Ok(Self { source, text, original })
    }
}

/// Which letter it is, as far as the archive of issued letters needs that.
#[derive(Clone, Debug)]
pub(super) struct Identity {
    pub(super) name: String,
    pub(super) language: Language,
    pub(super) issued: bool,
}

impl Identity {
    /// As the register says.
    pub(super) fn of(entry: Entry) -> Option<Self> {
        let issued = entry.status == Some(Status::Issued);
        Some(Self { name: entry.name?, language: entry.key?.language, issued })
    }

    /// As the last build noted.
    pub(super) fn noted(record: &Record) -> Option<Self> {
        let language = Language::ALL.into_iter().find(|language| language.code() == record.language)?;
        Some(Self { name: record.name.clone(), language, issued: record.issued })
    }
}
