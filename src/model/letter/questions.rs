//! The list of Questions as the letter says it.

use super::AnnexKind;
use crate::base::source::Located;
use crate::record;

record! {
    /// The list of Questions: a table with a column for the number and the title, and one each for working
    /// party and rapporteur where any is known.
    Questions as "the list of Questions" {
        /// `questions`
        kind: AnnexKind,
        /// The title of the annex: Markdown with facts.
        ///
        /// Without it: the house style's.
        title: Option<Located<String>>,
        /// The Questions: a list.
        questions: Located<Vec<Question>>,
    }
}

record! {
    /// A Question.
    Question as "the Question" {
        /// The number: `1/1`, or `1` alone, which is completed with the group's designation.
        #[examples("1/1", "2")]
        number: Located<String>,
        /// What it studies: Markdown with facts.
        title: Located<String>,
        /// The working party it belongs to: `1/1`, `1` alone, which is completed with the group's
        /// designation, or other words.
        ///
        /// Without it: not said.
        #[examples("1/1", "2")]
        working_party: Option<Located<String>>,
        /// Who leads it: Markdown with facts.
        ///
        /// Without it: not said.
        rapporteur: Option<Located<String>>,
    }
}
