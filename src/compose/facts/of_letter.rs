//! The facts of a letter that no phrase is needed for, each computed once, in the letter's language.

use super::letter::{GroupFacts, LetterFacts};
use super::meeting::{EndorsedFacts, MeetingFacts, PartFacts, PartyFacts, ScheduleFacts};
use super::people::{ChairFacts, ContactFacts, DeputyFacts, SignatoryFacts};
use super::{Facts, LongDay, names};
use crate::base::{Language, Located};
use crate::model::directory::Group;
use crate::model::letter::{
    Chair, Collocated, Contacts, Format, HEADQUARTERS, Kind, Letter, Meeting, MeetingPart, OpeningSentence,
    Plenary, Series, WorkingParty, is_headquarters,
};
use crate::model::phrases::{Phrases, Term};
use crate::model::resolve::Resolved;
use chrono::{Datelike, NaiveDate};
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
struct Wording<'a> {
    phrases: &'a Phrases,
    languages: &'a dyn Fn(Language) -> String,
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

    fn term(&self, english: &str) -> String {
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

    fn meeting(&self, resolved: &Resolved<'_>, meeting: &Meeting) -> MeetingFacts {
        let dates = &self.phrases.dates;
        let (starts, ends) = (meeting.first_day(), meeting.last_day());
        let working: Vec<String> = match &meeting.working_languages {
            Some(list) => list.iter().map(|l| (self.languages)(*l)).collect(),
            None => vec![(self.languages)(Language::English)],
        };
        let names =
            |groups: &[(&str, &Group)]| groups.iter().map(|(_, group)| self.term(&group.name)).collect();
        // A sentence can name them by their numbers only when all have one.
        let numbers = resolved.joint_with.iter().map(|(_, group)| study_group(group));
        let parties = self.parties(resolved, meeting);
        let plenary = meeting.opening_plenary.as_ref().map(|plenary| plenary.value);
        let (whole_from, whole_to) = whole_range(resolved.letter, meeting);
        MeetingFacts {
            kind: meeting.kind().word(),
            format: meeting.format().word(),
            r#virtual: meeting.is_virtual(),
            hybrid: meeting.format() == Format::Hybrid,
            observed: meeting.format() == Format::Observed,
            remote: meeting.format() != Format::Physical,
            parts: meeting.parts.iter().flatten().map(|part| self.part(meeting, part)).collect(),
            ordinal: meeting.ordinal.as_ref().and_then(|n| self.ordinal(n.value)),
            working_parties: parties.iter().map(|party| party.number.clone()).collect(),
            party_chairs: parties.iter().filter(|party| party.chair.is_some()).cloned().collect(),
            titled_parties: if parties.iter().any(|party| party.title.is_some()) { parties } else { Vec::new() },
            opening_sentence: meeting.opening_sentence.unwrap_or(OpeningSentence::Invitation).word(),
            joint_with: names(&resolved.joint_with),
            joint_numbers: numbers.collect::<Option<_>>().unwrap_or_default(),
            collocated_with: self.collocated(resolved, meeting),
            starts,
            ends,
            first_day: LongDay(starts),
            dates: dates.range_of_days(meeting.starts.value, meeting.ends.value),
            dates_in_prose: dates.prose_of_days(meeting.starts.value, meeting.ends.value),
            whole_dates: dates.range(whole_from, whole_to),
            one_day: starts == ends,
            year: starts.year(),
            endorsed: self.endorsed(resolved, meeting),
            schedule: meeting.schedule.as_ref().map(|schedule| ScheduleFacts {
                circular: schedule.circular.value,
                date: schedule.date.value,
            }),
            host: meeting.host.clone(),
            supported_by: meeting.supported_by.iter().flatten().map(|name| name.value.clone()).collect(),
            place: meeting.town().map(|place| self.place(place)),
            in_geneva: meeting.is_in_geneva(),
            venue: meeting.hall().map(str::to_owned),
            opens: meeting.opens.as_ref().map(|time| time.value),
            opening_plenary: plenary.map(|plenary| LongDay(plenary.date)),
            plenary_apart: plenary.is_some_and(|plenary| plenary.when.is_some()),
            plenary_opens: plenary.and_then(Plenary::time),
            plenary_half: plenary.and_then(Plenary::half).map(|half| dates.half_word(half).to_owned()),
            daily_hours: meeting.daily_hours.as_ref().map(|hours| dates.hours(hours.value)),
            registration_desk: meeting.registration_desk.as_ref().map(|time| time.value),
            desk_place: meeting.desk_place.clone(),
            first_day_there: meeting
                .part_in_place()
                .map(MeetingPart::first_day)
                .filter(|day| *day != starts)
                .map(LongDay),
            tool: meeting.tool.as_deref().unwrap_or("MyMeetings").to_owned(),
            languages: working,
            single_language: meeting.is_single_language(),
            interpretation: meeting.has_interpretation(),
            captioning: meeting.has_captioning(),
            fellowships: meeting.has_fellowships(),
            management_team: meeting.management_team.as_ref().is_some_and(|team| team.value),
            agreed: meeting.agreed.as_ref().map(|day| day.value),
        }
    }

    /// A place as this language has it: by the terms of its parts, as the letter has it where one of them has no term.
    fn place(&self, place: &str) -> String {
        match self.phrases.place(place) {
            Some(term) => term.text.value,
            // Where the Union has its seat is a word of the house: nobody is asked for it.
            None if is_headquarters(place) => self.term(place),
            None => place.to_owned(),
        }
    }

    /// The working parties: a number alone gets the group's designation (`1/1`).
    fn parties(&self, resolved: &Resolved<'_>, meeting: &Meeting) -> Vec<PartyFacts> {
        let parties = meeting.working_parties.iter().flat_map(|list| &list.value);
        let party = |party: &WorkingParty| PartyFacts {
            number: match party.number.trim() {
                whole if whole.contains('/') || meeting.kind() != Kind::WorkingParty => whole.to_owned(),
                number => format!("{number}/{}", resolved.group.designation),
            },
            title: party.title.as_ref().map(|title| title.value.clone()),
            chair: party.chair.as_ref().map(|chair| self.chair_said(chair, true)),
        };
        parties.map(party).collect()
    }

    /// Those who meet at the same time and place, in the order of the letter.
    fn collocated(&self, resolved: &Resolved<'_>, meeting: &Meeting) -> Vec<String> {
        let mut groups = resolved.collocated_with.iter();
        let beside = meeting.collocated_with.iter().flatten();
        let name = |beside: &Collocated| match beside {
            Collocated::Body(name) => Some(name.value.clone()),
            Collocated::Group(_) => groups.next().map(|(_, group)| self.term(&group.name)),
        };
        beside.filter_map(name).collect()
    }

    fn part(&self, meeting: &Meeting, part: &MeetingPart) -> PartFacts {
        let dates = &self.phrases.dates;
        let (from, to) = (part.first_day(), part.last_day());
        let is_there = !part.is_virtual();
        let place = part.place.as_deref().or(meeting.place.as_deref()).unwrap_or(HEADQUARTERS);
        PartFacts {
            who: part.who.clone(),
            r#virtual: part.is_virtual(),
            hybrid: part.format() == Format::Hybrid,
            observed: part.format() == Format::Observed,
            place: is_there.then(|| self.place(place)),
            in_geneva: is_there && is_headquarters(place),
            venue: part.venue.clone().or_else(|| meeting.venue.clone()).filter(|_| is_there),
            dates: dates.range(from, to),
            dates_in_prose: dates.prose(from, to),
            one_day: from == to,
            hours: part.hours.as_ref().map(|hours| dates.hours(hours.value)),
        }
    }

    fn ordinal(&self, n: u32) -> Option<String> {
        let at = usize::try_from(n).ok()?.checked_sub(1)?;
        self.phrases.lists.ordinals.get(at).cloned()
    }

    fn endorsed(&self, resolved: &Resolved<'_>, meeting: &Meeting) -> Option<EndorsedFacts> {
        meeting.endorsed.as_ref().map(|endorsed| {
            let ends = endorsed.ends.as_ref().map_or(endorsed.starts.value, |ends| ends.value);
            EndorsedFacts {
                by: endorsed.by.clone().unwrap_or_else(|| self.term(&resolved.group.name)),
                place: endorsed.place.as_deref().map(|place| self.place(place)),
                dates: self.phrases.dates.range(endorsed.starts.value, ends),
            }
        })
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
    fn chair_said(&self, chair: &Chair, own: bool) -> ChairFacts {
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

/// From the first to the last day of the meeting and the events that the subject names.
fn whole_range(letter: &Letter, meeting: &Meeting) -> (NaiveDate, NaiveDate) {
    let events = || letter.events.iter().flatten().filter(|event| event.is_in_subject());
    let first = events().map(|event| event.starts.value.date).chain([meeting.first_day()]).min();
    let last = events().map(|event| event.last().date).chain([meeting.last_day()]).max();
    (first.unwrap_or(meeting.first_day()), last.unwrap_or(meeting.last_day()))
}

/// The number of a study group that is called by it (`17`).
fn study_group(group: &Group) -> Option<String> {
    let number = group.name.strip_prefix("Study Group ")?;
    (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())).then(|| number.to_owned())
}
