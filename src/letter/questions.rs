//! The list of Questions as the letter says it.

use super::AnnexKind;
use crate::record;
use crate::source::Located;

record! {
    /// The list of Questions.
    Questions as "the list of Questions" {
        /// `questions`.
        kind: AnnexKind,
        /// The title, when not the usual one.
        title: Option<Located<String>>,
        /// The Questions.
        questions: Located<Vec<Question>>,
    }
}

record! {
    /// A Question.
    Question as "the Question" {
        /// `1/1`, or `1` alone.
        number: Located<String>,
        /// What it studies: Markdown with facts.
        title: Located<String>,
        /// The working party it belongs to: `1/1`, `1` alone, or other words.
        working_party: Option<Located<String>>,
        /// Who leads it: Markdown with facts.
        rapporteur: Option<Located<String>>,
    }
}
