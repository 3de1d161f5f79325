//! What was found in a letter, as the build cache keeps it and gives it back.

use super::finding::{Finding, Sources};
use crate::base::Silenced;
use crate::project::session::Findings;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// RecordedFindings, and those that the letter silences.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RecordedFindings {
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    problems: Box<[Finding]>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    silenced: Box<[(Finding, String)]>,
}

impl RecordedFindings {
    /// Of findings about a letter; `None` when one cannot be kept: an error, or one about a text not among `sources`.
    pub fn of(findings: &Findings, letter: &Path, sources: &Sources) -> Option<Self> {
        let problems = findings.problems.iter().map(|problem| Finding::of(problem, letter, sources));
        let silenced = findings.silenced.iter().map(|silenced| {
            Some((Finding::of(&silenced.finding, letter, sources)?, silenced.reason.clone()))
        });
        Some(Self { problems: problems.collect::<Option<_>>()?, silenced: silenced.collect::<Option<_>>()? })
    }

    /// The findings again; `None` when a text that one points at has changed.
    pub fn again(&self, letter: &Path, sources: &Sources) -> Option<Findings> {
        let mut findings = Findings::default();
        for finding in &self.problems {
            findings.problems.push(finding.again(letter, sources)?);
        }
        for (finding, reason) in &self.silenced {
            let finding = finding.again(letter, sources)?;
            findings.silenced.push(Silenced { finding, reason: reason.clone() });
        }
        Some(findings)
    }
}
