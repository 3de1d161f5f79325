//! What files say of a letter outside its text: title, author, keywords, date, draft or issued.

use super::Composer;
use super::phrases::SUBJECT_LINE;
use crate::document::{Properties, Status};
use crate::model::letter;
use crate::model::phrases::PhraseName;
use crate::model::resolve::Resolved;

impl Composer<'_> {
    /// The properties of a letter, of which `said` gives the phrases as plain words.
    pub(super) fn properties(&self, resolved: &Resolved<'_>, said: &dyn Fn(&str) -> String) -> Properties {
        let letter = resolved.letter;
        let is_issued = letter.status == Some(letter::Status::Issued);
        let is_marked = !is_issued && self.theme.page.mark_drafts == Some(true);
        Properties {
            title: said(PhraseName::DocumentTitle.key()),
            subject: said(SUBJECT_LINE),
            author: said(PhraseName::DocumentAuthor.key()),
            keywords: vec![letter.group.value.clone(), resolved.period.to_owned(), resolved.name.clone()],
            language: letter.language(),
            date: letter.date.value,
            identifier: resolved.name.clone(),
            status: if is_issued { Status::Issued } else { Status::Draft },
            draft: is_marked.then(|| self.phrases.draft_mark(None)),
        }
    }
}
