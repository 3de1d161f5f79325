//! What was found in a letter, as the build cache keeps it and gives it back.

use super::finding::{Finding, Sources};
use crate::base::diagnostic::Diagnostic;
use crate::base::rule::Silenced;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Findings, and those that the letter silences.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Findings {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    problems: Vec<Finding>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    silenced: Vec<(Finding, String)>,
}

impl Findings {
    /// Of findings about a letter; `None` when one cannot be kept: an error, or one about a text not among `sources`.
    pub fn of<'a>(
        problems: impl IntoIterator<Item = &'a Diagnostic>,
        silenced: &[Silenced],
        letter: &Path,
        sources: &Sources,
    ) -> Option<Self> {
        let silenced = silenced.iter().map(|silenced| {
            Some((Finding::of(&silenced.finding, letter, sources)?, silenced.reason.clone()))
        });
        Some(Self {
            problems: problems.into_iter().map(|p| Finding::of(p, letter, sources)).collect::<Option<_>>()?,
            silenced: silenced.collect::<Option<_>>()?,
        })
    }

    /// The findings again; `None` when a text that one points at has changed.
    pub fn again(&self, letter: &Path, sources: &Sources) -> Option<(Vec<Diagnostic>, Vec<Silenced>)> {
        let problems =
            self.problems.iter().map(|finding| finding.again(letter, sources)).collect::<Option<_>>()?;
        let silenced = self.silenced.iter().map(|(finding, reason)| {
            Some(Silenced { finding: finding.again(letter, sources)?, reason: reason.clone() })
        });
        Some((problems, silenced.collect::<Option<_>>()?))
    }
}
