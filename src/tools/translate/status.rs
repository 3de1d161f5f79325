//! How far a translation is: how many sentences there are, and which are missing or older.

use super::version::Version;
use crate::base::Span;
use crate::base::text::one_line;
use crate::model::phrases::Terms;
use crate::model::translation::{Standing, State};

/// How many sentences stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that need a translation.
    pub sentences: usize,
    /// Those that have one.
    pub translated: usize,
    /// Those that have none.
    pub missing: usize,
    /// Those that were changed after they were translated.
    pub older: usize,
}

/// A sentence that is still to be translated, or to be looked at again.
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    /// Missing or older.
    pub state: State,
    /// Where it stands in the letter: `body.3.text`.
    pub at: String,
    /// The line to work on: in the translation's file, or in the letter as long as the file does not have it.
    pub span: Span,
    /// What the letter says.
    pub words: String,
}

impl Tally {
    /// Counts.
    pub fn of(standings: &[Standing<'_>]) -> Self {
        let count = |state: State| standings.iter().filter(|standing| standing.state() == state).count();
        let (translated, missing, older) =
            (count(State::Translated), count(State::Missing), count(State::Older));
        Self { sentences: translated + missing + older, translated, missing, older }
    }

    /// Whether nothing is left to be done.
    pub fn is_done(self) -> bool {
        self.missing + self.older == 0
    }
}

impl Version {
    /// How far the translation is, and the sentences that are left to be done, in the letter's order.
    pub fn status(&self, terms: Option<&Terms>) -> (Tally, Vec<Open>) {
        let standings = self.standings(terms);
        let open = standings.iter().filter(|s| matches!(s.state(), State::Missing | State::Older));
        let open = open.map(|standing| {
            let own = standing.own.map(|(_, own)| own);
            let span = own.map(|own| own.text.as_ref().map_or(&own.original.span, |text| &text.span));
            Open {
                state: standing.state(),
                at: standing.unit.at.clone(),
                span: span.unwrap_or(&standing.unit.span).whole_line(),
                words: one_line(&standing.unit.text),
            }
        });
        (Tally::of(&standings), open.collect())
    }
}
