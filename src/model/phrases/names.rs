//! The phrases that the program itself asks for: the phrases of English, and with them those of every language,
//! cannot be without them. Templates ask for many others.

use crate::base::Language;
use crate::base::yaml::words;
use crate::model::letter::{AnnexKind, DeadlineItem};
use std::sync::LazyLock;

words! {
    /// Phrases that the program asks for by name.
    PhraseName as "phrase of the program" {
        /// the title of the file
        DocumentTitle = "document-title",
        /// the subject
        Subject = "subject",
        /// the author of the file
        DocumentAuthor = "document-author",
        /// the line at the top of pages
        RunningHeader = "running-header",
        /// the mark at the top of pages of drafts
        DraftMark = "draft-mark",
        /// the mark of a draft that is sent for review
        DraftMarkCopy = "draft-mark-copy",
        /// the first line at the foot
        Footer1 = "footer-1",
        /// the second line at the foot
        Footer2 = "footer-2",
        /// what a link to an e-mail address is
        EMailTo = "e-mail-to",
        /// what the mark of a footnote is
        Footnote = "footnote",
        /// what the way back from a footnote is
        FootnoteBack = "footnote-back",
        /// an annex in bookmarks
        AnnexName = "annex-name",
        /// an annex in its heading
        AnnexNumber = "annex-number",
        /// an annex in sentences
        AnnexPointer = "annex-pointer",
        /// a form in bookmarks
        FormName = "form-name",
        /// a form in its heading
        FormNumber = "form-number",
        /// a form in sentences
        FormPointer = "form-pointer",
        /// several annexes in sentences
        AnnexPointers = "annex-pointers",
        /// what an annex belongs to
        AnnexReference = "annex-reference",
        /// an event alone
        BodyEventAlone = "body-event-alone",
        /// one of several events
        BodyEventListed = "body-event-listed",
        /// the emblem, in words
        Emblem = "emblem",
        /// the QR code, in words
        QrDescription = "qr-description",
        /// the head of a column of Questions
        QuestionNumber = "question-number",
        /// the head of a column of Questions
        QuestionTitle = "question-title",
        /// the head of a column of Questions
        QuestionWorkingParty = "question-working-party",
        /// the head of a column of Questions
        QuestionRapporteur = "question-rapporteur",
    }
}

impl PhraseName {
    /// The name as templates write it (`document_title`).
    pub fn key(self) -> &'static str {
        static KEYS: LazyLock<Vec<String>> =
            LazyLock::new(|| PhraseName::WORDS.iter().map(|word| word.replace('-', "_")).collect());
        KEYS.get(self as usize).map_or("", String::as_str)
    }

    /// The name of what a language is called (`language-fr`).
    pub fn of_language(language: Language) -> String {
        format!("language-{}", language.code())
    }

    /// The name of the title of an annex or form that its kind is called by (`agenda-title`).
    pub fn title(kind: &str) -> String {
        format!("{kind}-title")
    }

    /// The name of an item of the key deadlines (`deadline-registration`).
    pub fn deadline(item: DeadlineItem) -> String {
        format!("deadline-{}", item.word())
    }

    /// The names of all phrases that the program asks for, whatever a letter says.
    pub fn all() -> impl Iterator<Item = String> {
        let titles = AnnexKind::ALL
            .into_iter()
            .filter(|kind| kind.has_usual_title())
            .map(|kind| Self::title(kind.word()));
        Self::WORDS
            .iter()
            .map(|word| (*word).to_owned())
            .chain(Language::ALL.map(Self::of_language))
            .chain(titles)
            .chain(DeadlineItem::ALL.map(Self::deadline))
    }
}
