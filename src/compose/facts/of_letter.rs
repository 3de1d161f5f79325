//! The facts of a letter that no phrase is needed for, each computed once, in the letter's language.

use super::letter::{GroupFacts, LetterFacts};
use super::people::{ChairFacts, ContactFacts, DeputyFacts, SignatoryFacts};
use super::{Facts, names};
use crate::base::{Language, Located};
use crate::model::directory::Group;
use crate::model::letter::{Chair, Contacts, Letter, Series};
use crate::model::phrases::{Phrases, Term};
use crate::model::resolve::Resolved;
use chrono::Datelike;
use std::cell::RefCell;

/// The facts of a letter, without phrases and without the texts that need them; and the English names in the
/// directory that the language has no term for.
pub fn of(
    resolved: &Resolved<'_>,
    phrases: &Phrases,
    languages: &dyn Fn(Language) -> String,
) -> (Facts, Vec<String>) {
    let is_english = resolved.letter.language() == Language::English;
    let words = Wording { phrases, languages, is_english, missing: RefCell::default() };
    let mut facts = Facts::default();
    facts.set(names::LETTER, words.letter(resolved));
    facts.set(names::GROUP, words.group(resolved));
    match &resolved.letter.meeting {
        Some(meeting) => facts.set(names::MEETING, words.meeting(resolved, meeting)),
        None => facts.set_nothing(names::MEETING),
    }
    facts.set(names::CONTACTS, resolved.contacts.first().map(|contacts| words.contacts(contacts)));
    facts.set(names::CONTACT_LIST, resolved.contacts.iter().map(|c| words.contacts(c)).collect());
    facts.set(names::CHAIR, words.chair(resolved));
    facts.set(names::SIGNATORY, words.signatory(resolved));
    facts.set(names::ON_BEHALF, words.on_behalf(resolved.letter));
    facts.set(names::SIGNATURE, resolved.signature.word());
    facts.set(names::WEB_PAGE, resolved.web_page.as_ref().map(|page| page.value.clone()));
    facts.set(names::DUE, names::Due::of(resolved));
    (facts, words.missing.into_inner())
}

/// Facts and the language they are said in.
pub(super) struct Wording<'a> {
    pub(super) phrases: &'a Phrases,
    pub(super) languages: &'a dyn Fn(Language) -> String,
    is_english: bool,
    /// English names without a term.
    missing: RefCell<Vec<String>>,
}

impl Wording<'_> {
    /// What a name of the directory is in this language: the name itself, and the form that means *of it*.
    fn forms(&self, english: &str) -> (String, String) {
        if self.is_english || english.trim().is_empty() {
            return (english.to_owned(), english.to_owned());
        }
        match self.phrases.term(english) {
            Some(Term { text, genitive, .. }) => {
                let genitive = genitive.unwrap_or_else(|| text.value.clone());
                (text.value, genitive)
            }
            None => {
                let mut missing = self.missing.borrow_mut();
                if !missing.iter().any(|name| name == english) {
                    missing.push(english.to_owned());
                }
                (english.to_owned(), english.to_owned())
            }
        }
    }

    pub(super) fn term(&self, english: &str) -> String {
        self.forms(english).0
    }

    fn optional_term(&self, english: Option<&str>) -> Option<String> {
        english.map(|english| self.term(english))
    }

    /// What many languages leave as it is: the name of a person, the code of a group.
    fn as_it_is(&self, name: &str) -> String {
        self.phrases.term(name).map_or_else(|| name.to_owned(), |term| term.text.value)
    }

    fn letter(&self, resolved: &Resolved<'_>) -> LetterFacts {
        let letter = resolved.letter;
        let number = |number: &Option<Located<u32>>| number.as_ref().map(|number| number.value);
        LetterFacts {
            series: letter.series().word(),
            circular: letter.series() == Series::Circular,
            number: letter.number.value,
            addendum: number(&letter.addendum),
            corrigendum: number(&letter.corrigendum),
            revision: number(&letter.revision),
            date_of_original: letter.date_of_original.as_ref().map(|date| date.value),
            date: letter.date.value,
            year: letter.date.value.year(),
            period: resolved.period,
            file_reference: letter.file_reference.clone(),
            status: letter.status.map_or("draft", |status| status.word()),
            language: letter.language().code(),
            name: resolved.name.clone(),
            addressee_marks: letter.addressee_marks.map_or("dash", |marks| marks.word()),
            we: letter.says_we(),
            subject_mark: letter.subject_mark.as_ref().map(|mark| mark.value.word()),
            numbered_paragraphs: letter.numbered_paragraphs.unwrap_or(false),
            annex_reference: letter.annex_reference.unwrap_or(false),
        }
    }

    fn group(&self, resolved: &Resolved<'_>) -> GroupFacts {
        let group = resolved.group;
        let (name, genitive) = self.forms(&group.name);
        GroupFacts {
            code: self.as_it_is(&resolved.letter.group),
            name,
            genitive,
            number: study_group(group),
            title: self.optional_term(group.title_in(resolved.period)),
            designation: group.designation.clone(),
            homepage: self.optional_term(group.homepage.as_deref()),
            parent: resolved.parent.map(|parent| self.term(&parent.name)),
            parent_number: resolved.parent.and_then(study_group),
            region: self.optional_term(group.region.as_deref()),
        }
    }

    fn contacts(&self, contacts: &Contacts) -> ContactFacts {
        ContactFacts {
            contact: contacts.contact.as_deref().map(|name| self.as_it_is(name)),
            tel: contacts.tel.clone(),
            extension: contacts.extension.clone(),
            fax: contacts.fax.clone(),
            e_mail: contacts.e_mail.as_ref().map(|address| address.value.clone()),
            web: contacts.web.as_ref().map(|address| address.value.clone()),
        }
    }

    fn chair(&self, resolved: &Resolved<'_>) -> Option<ChairFacts> {
        resolved.chair.map(|chair| self.chair_said(chair, resolved.letter.chair.is_some()))
    }

    /// A chair of the directory, or the letter's `own`: what the letter itself says is in its language already.
    pub(super) fn chair_said(&self, chair: &Chair, own: bool) -> ChairFacts {
        let said = |text: &Option<String>| match own {
            true => text.clone(),
            false => self.optional_term(text.as_deref()),
        };
        ChairFacts {
            honorific: said(&chair.honorific),
            name: self.as_it_is(&chair.name),
            country: said(&chair.country),
        }
    }

    fn signatory(&self, resolved: &Resolved<'_>) -> SignatoryFacts {
        let signatory = resolved.signatory;
        // Lines of a title are broken where English wants it: as a whole they are one term.
        let title = match signatory.title.join(" ") {
            whole if self.is_english || whole.is_empty() => signatory.title.clone(),
            whole => self.term(&whole).lines().map(str::to_owned).collect(),
        };
        let signature = signatory.signature.as_ref().map(|named| named.value.clone());
        SignatoryFacts { name: self.as_it_is(&signatory.name), title, signature }
    }

    fn on_behalf(&self, letter: &Letter) -> Option<DeputyFacts> {
        letter.on_behalf.as_ref().map(|deputy| DeputyFacts {
            name: self.as_it_is(&deputy.name),
            title: deputy.title.clone().unwrap_or_default(),
        })
    }
}

/// The number of a study group that is called by it (`17`).
pub(super) fn study_group(group: &Group) -> Option<String> {
    let number = group.name.strip_prefix("Study Group ")?;
    (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())).then(|| number.to_owned())
}
