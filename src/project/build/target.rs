//! A letter that a build makes.

use crate::base::diagnostic::Diagnostic;
use crate::base::fingerprint::Fingerprint;
use crate::base::source::Source;
use crate::model::translation::original_of;
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
