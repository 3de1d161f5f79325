//! The list of Questions as the letter says it.

use super::AnnexKind;
use super::keys::letter_record;
use crate::base::Located;

letter_record! {
    /// The list of Questions: a table with the number and title of each. If any working party or rapporteur
    /// is given, there is a column for it.
    Questions as "the list of Questions" {
        /// `questions`
        kind: AnnexKind => Copied,
        /// The title of the annex. Markdown and facts allowed.
        ///
        /// Without it: the title in the house style.
        title: Option<Located<String>> => Carried + Translated,
        /// The Questions: a list.
        questions: Located<Vec<Question>> => Checked,
    }
}

letter_record! {
    /// A Question, or a group that stands beside the Questions.
    Question as "the Question" {
        /// The number: `1/1`, or only `1`, to which the program adds the designation of the group.
        ///
        /// Required, except for a `group`.
        #[examples("1/1", "2")]
        number: Option<Located<String>> => Copied,
        /// What is printed instead of a number for a group that is not a Question, such as a joint coordination activity (JCA)
        /// or an intersector rapporteur group (IRG).
        ///
        /// Without it: a Question, with its `number`.
        #[examples("JCA-IdM", "IRG-AVA")]
        group: Option<Located<String>> => Copied,
        /// The title of the Question or the name of the group. Markdown and facts allowed.
        title: Located<String> => Carried + Translated,
        /// The working party responsible for the Question: `1/1`, only `1`, to which the program adds the
        /// designation of the group, or other words.
        ///
        /// Without it: not mentioned.
        #[examples("1/1", "2")]
        working_party: Option<Located<String>> => Copied,
        /// The rapporteur of the Question. Markdown and facts allowed.
        ///
        /// Without it: not mentioned.
        rapporteur: Option<Located<String>> => Copied + Translated,
    }
}
