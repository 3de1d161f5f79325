//! The facts that templates see, as Tera values: every one computed once, ready to print.
//!
//! docs/house-style/facts.md lists them. Values are always there; what a letter does not have is empty.

use crate::base::{Language, Located};
use crate::model::directory::Group;
use crate::model::letter::{Contacts, Event, Format, Kind, Letter, Meeting, Series, Time};
use crate::model::phrases::{Phrases, Term};
use crate::model::resolve::Resolved;
use chrono::{Datelike, NaiveDate};
use std::cell::RefCell;
use std::collections::BTreeMap;
use tera::{Context, Value};

/// A group of facts.
pub type FactGroup = BTreeMap<&'static str, Value>;

/// The facts of a letter, without phrases and without the texts that need them; and the English names in the
/// directory that the language has no term for.
pub fn of(
    resolved: &Resolved<'_>,
    phrases: &Phrases,
    languages: &dyn Fn(Language) -> String,
) -> (Context, Vec<String>) {
    let is_english = resolved.letter.language() == Language::English;
    let words = Wording { phrases, languages, is_english, missing: RefCell::default() };
    let mut context = Context::new();
    context.insert_value("letter", words.letter(resolved).into());
    context.insert_value("group", words.group(resolved).into());
    context.insert_value("meeting", words.meeting(resolved).into());
    let contacts: Vec<Value> = resolved.contacts.iter().map(|c| words.contacts(c).into()).collect();
    context.insert_value("contacts", contacts.first().cloned().unwrap_or_else(|| "".into()));
    context.insert_value("contact_list", contacts.into());
    context.insert_value("chair", words.chair(resolved));
    context.insert_value("signatory", words.signatory(resolved).into());
    context.insert_value("on_behalf", words.on_behalf(resolved.letter));
    context.insert_value("signature", resolved.signature.word().into());
    context.insert_value("web_page", optional(resolved.web_page.as_ref().map(|a| a.value.as_str())));
    context.insert_value("due", words.due(resolved).into());
    (context, words.missing.into_inner())
}

/// The dates of an event, and its place.
pub fn event(event: &Event, phrases: &Phrases) -> FactGroup {
    let dates = &phrases.dates;
    let (from, to) = (event.starts.value, event.last());
    BTreeMap::from([
        ("dates", Value::from(dates.range_of_days(from, to))),
        ("dates_in_prose", dates.prose_of_days(from, to).into()),
        ("hours", optional(event.hours.as_ref().map(|h| dates.hours(h.value)).as_deref())),
        ("place", optional(event.place.as_deref())),
        ("venue", optional(event.venue.as_deref())),
        ("web", optional(event.web.as_ref().map(|web| web.value.as_str()))),
    ])
}

/// What phrases see of an event before there is one.
pub fn no_event() -> FactGroup {
    let names = ["title", "dates", "dates_in_prose", "hours", "place", "venue", "web", "text", "last"];
    names.map(|name| (name, "".into())).into()
}

fn optional(text: Option<&str>) -> Value {
    Value::from(text.unwrap_or(""))
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

    fn optional_term(&self, english: Option<&str>) -> Value {
        english.map_or_else(|| "".into(), |english| self.term(english).into())
    }

    /// What many languages leave as it is: the name of a person, the code of a group.
    fn as_it_is(&self, name: &str) -> String {
        self.phrases.term(name).map_or_else(|| name.to_owned(), |term| term.text.value)
    }

    fn letter(&self, resolved: &Resolved<'_>) -> FactGroup {
        let letter = resolved.letter;
        let number =
            |n: &Option<Located<u32>>| n.as_ref().map_or_else(|| "".into(), |n| Value::from(n.value));
        BTreeMap::from([
            ("series", letter.series().word().into()),
            ("circular", Value::from(letter.series() == Series::Circular)),
            ("number", Value::from(letter.number.value)),
            ("addendum", number(&letter.addendum)),
            ("corrigendum", number(&letter.corrigendum)),
            ("revision", number(&letter.revision)),
            ("date_of_original", optional(self.day(letter.date_of_original.as_ref()).as_deref())),
            ("date", self.phrases.dates.day(letter.date.value).into()),
            ("year", Value::from(letter.date.value.year())),
            ("period", resolved.period.into()),
            ("file_reference", optional(letter.file_reference.as_deref())),
            ("status", letter.status.map_or("draft", |s| s.word()).into()),
            ("language", letter.language().code().into()),
            ("name", resolved.name.as_str().into()),
            ("addressee_marks", letter.addressee_marks.map_or("dash", |m| m.word()).into()),
            ("annex_reference", Value::from(letter.annex_reference.unwrap_or(false))),
        ])
    }

    fn day(&self, date: Option<&Located<NaiveDate>>) -> Option<String> {
        date.map(|date| self.phrases.dates.day(date.value))
    }

    fn group(&self, resolved: &Resolved<'_>) -> FactGroup {
        let group = resolved.group;
        let (name, genitive) = self.forms(&group.name);
        BTreeMap::from([
            ("code", self.as_it_is(&resolved.letter.group).into()),
            ("name", name.into()),
            ("genitive", genitive.into()),
            ("number", study_group(group).into()),
            ("title", self.optional_term(group.title.as_deref())),
            ("designation", group.designation.as_str().into()),
            ("homepage", self.optional_term(group.homepage.as_deref())),
            ("parent", self.optional_term(resolved.parent.map(|parent| parent.name.as_str()))),
            ("parent_number", resolved.parent.map_or("", study_group).into()),
            ("region", self.optional_term(group.region.as_deref())),
        ])
    }

    /// All empty when there is no meeting; then `meeting.kind` is empty too.
    fn meeting(&self, resolved: &Resolved<'_>) -> FactGroup {
        match &resolved.letter.meeting {
            Some(meeting) => self.meeting_held(resolved, meeting),
            None => {
                let facts = Meeting::on(&resolved.letter.date).map(|day| self.meeting_held(resolved, &day));
                facts.into_iter().flat_map(FactGroup::into_keys).map(|name| (name, "".into())).collect()
            }
        }
    }

    fn meeting_held(&self, resolved: &Resolved<'_>, meeting: &Meeting) -> FactGroup {
        let dates = &self.phrases.dates;
        let (starts, ends) = (meeting.first_day(), meeting.last_day());
        let working: Vec<String> = match &meeting.working_languages {
            Some(list) => list.iter().map(|l| (self.languages)(*l)).collect(),
            None => vec![(self.languages)(Language::English)],
        };
        let time = |t: &Option<Located<Time>>| optional(t.as_ref().map(|t| dates.time(t.value)).as_deref());
        let names = |groups: &[(&str, &Group)]| -> Value {
            groups.iter().map(|(_, group)| self.term(&group.name)).collect::<Vec<_>>().into()
        };
        // A sentence can name them by their numbers only when all have one.
        let numbers =
            resolved.joint_with.iter().map(|(_, group)| Some(study_group(group)).filter(|n| !n.is_empty()));
        let numbers: Vec<&str> = numbers.collect::<Option<_>>().unwrap_or_default();
        // The seat of the Union is the house's word, any other place the letter's own.
        let place = meeting.town();
        let place = if meeting.is_in_geneva() { self.optional_term(place) } else { optional(place) };
        let plenary = meeting.opening_plenary.as_ref().map(|day| dates.weekday_day(day.value));
        let ordinal = meeting.ordinal.as_ref().and_then(|n| self.ordinal(n.value));
        let (whole_from, whole_to) = whole_range(resolved.letter, meeting);
        BTreeMap::from([
            ("kind", meeting.kind().word().into()),
            ("format", meeting.format().word().into()),
            ("virtual", Value::from(meeting.is_virtual())),
            ("hybrid", Value::from(meeting.format() == Format::Hybrid)),
            ("ordinal", optional(ordinal)),
            ("working_parties", working_parties(resolved, meeting).into()),
            ("joint_with", names(&resolved.joint_with)),
            ("joint_numbers", numbers.into()),
            ("collocated_with", names(&resolved.collocated_with)),
            ("starts", dates.day(starts).into()),
            ("ends", dates.day(ends).into()),
            ("starts_iso", starts.to_string().into()),
            ("ends_iso", ends.to_string().into()),
            ("first_day", dates.weekday_day(starts).into()),
            ("dates", dates.range_of_days(meeting.starts.value, meeting.ends.value).into()),
            ("dates_in_prose", dates.prose_of_days(meeting.starts.value, meeting.ends.value).into()),
            ("whole_dates", dates.range(whole_from, whole_to).into()),
            ("one_day", Value::from(starts == ends)),
            ("year", Value::from(starts.year())),
            ("endorsed", self.endorsed(resolved, meeting)),
            ("schedule", self.schedule(meeting)),
            ("host", optional(meeting.host.as_deref())),
            ("place", place),
            ("in_geneva", Value::from(meeting.is_in_geneva())),
            ("venue", optional(meeting.venue.as_deref())),
            ("opens", time(&meeting.opens)),
            ("opening_plenary", optional(plenary.as_deref())),
            ("daily_hours", optional(meeting.daily_hours.as_ref().map(|h| dates.hours(h.value)).as_deref())),
            ("registration_desk", time(&meeting.registration_desk)),
            ("tool", meeting.tool.as_deref().unwrap_or("MyMeetings").into()),
            ("languages", working.into()),
            ("single_language", Value::from(meeting.is_single_language())),
            ("interpretation", Value::from(meeting.has_interpretation())),
            ("captioning", Value::from(meeting.has_captioning())),
            ("fellowships", Value::from(meeting.has_fellowships())),
            ("agreed", optional(self.day(meeting.agreed.as_ref()).as_deref())),
        ])
    }

    fn ordinal(&self, n: u32) -> Option<&str> {
        let at = usize::try_from(n).ok()?.checked_sub(1)?;
        self.phrases.lists.ordinals.get(at).map(String::as_str)
    }

    /// Empty (false) when no earlier meeting is named.
    fn endorsed(&self, resolved: &Resolved<'_>, meeting: &Meeting) -> Value {
        meeting.endorsed.as_ref().map_or(Value::from(""), |endorsed| {
            let ends = endorsed.ends.as_ref().map_or(endorsed.starts.value, |ends| ends.value);
            let by = endorsed.by.clone().unwrap_or_else(|| self.term(&resolved.group.name));
            BTreeMap::from([
                ("by", Value::from(by)),
                ("place", optional(endorsed.place.as_deref())),
                ("dates", self.phrases.dates.range(endorsed.starts.value, ends).into()),
            ])
            .into()
        })
    }

    /// Empty (false) when no circular is named.
    fn schedule(&self, meeting: &Meeting) -> Value {
        meeting.schedule.as_ref().map_or(Value::from(""), |schedule| {
            BTreeMap::from([
                ("circular", Value::from(schedule.circular.value)),
                ("date", self.phrases.dates.day(schedule.date.value).into()),
            ])
            .into()
        })
    }

    /// The dates of the key deadlines by item; empty for those that the letter does not list.
    fn due(&self, resolved: &Resolved<'_>) -> FactGroup {
        crate::model::letter::DeadlineItem::ALL
            .into_iter()
            .map(|item| {
                let row = resolved.deadlines.iter().find(|row| row.has(item));
                (item.word(), optional(row.map(|row| self.phrases.dates.day(row.date)).as_deref()))
            })
            .collect()
    }
}

/// From the first to the last day of the meeting and the events that the subject names.
fn whole_range(letter: &Letter, meeting: &Meeting) -> (NaiveDate, NaiveDate) {
    let events = || letter.events.iter().flatten().filter(|event| event.is_in_subject());
    let first = events().map(|event| event.starts.value.date).chain([meeting.first_day()]).min();
    let last = events().map(|event| event.last().date).chain([meeting.last_day()]).max();
    (first.unwrap_or(meeting.first_day()), last.unwrap_or(meeting.last_day()))
}

/// `1/1`: a number alone gets the group's designation.
fn working_parties(resolved: &Resolved<'_>, meeting: &Meeting) -> Vec<String> {
    let parties = meeting.working_parties.iter().flat_map(|list| &list.value);
    parties
        .map(|party| match party.trim() {
            whole if whole.contains('/') || meeting.kind() != Kind::WorkingParty => whole.to_owned(),
            number => format!("{number}/{}", resolved.group.designation),
        })
        .collect()
}

/// The number of a study group that is called by it (`17`); empty for any other group.
fn study_group(group: &Group) -> &str {
    let number = group.name.strip_prefix("Study Group ").unwrap_or_default();
    if number.bytes().all(|b| b.is_ascii_digit()) { number } else { "" }
}

impl Wording<'_> {
    fn contacts(&self, contacts: &Contacts) -> FactGroup {
        BTreeMap::from([
            ("contact", optional(contacts.contact.as_deref().map(|name| self.as_it_is(name)).as_deref())),
            ("tel", optional(contacts.tel.as_deref())),
            ("extension", optional(contacts.extension.as_deref())),
            ("fax", optional(contacts.fax.as_deref())),
            ("e_mail", optional(contacts.e_mail.as_ref().map(|a| a.value.as_str()))),
            ("web", optional(contacts.web.as_ref().map(|a| a.value.as_str()))),
        ])
    }

    /// Empty (false) when nobody is known to chair.
    fn chair(&self, resolved: &Resolved<'_>) -> Value {
        // What the letter itself says is in its language already.
        let is_own = resolved.letter.chair.is_some();
        let said = |text: &Option<String>| match is_own {
            true => optional(text.as_deref()),
            false => self.optional_term(text.as_deref()),
        };
        resolved.chair.map_or(Value::from(false), |chair| {
            BTreeMap::from([
                ("honorific", said(&chair.honorific)),
                ("name", self.as_it_is(&chair.name).into()),
                ("country", said(&chair.country)),
            ])
            .into()
        })
    }

    fn signatory(&self, resolved: &Resolved<'_>) -> FactGroup {
        let signatory = resolved.signatory;
        // Lines of a title are broken where English wants it: as a whole they are one term.
        let title = match signatory.title.join(" ") {
            whole if self.is_english || whole.is_empty() => signatory.title.clone(),
            whole => self.term(&whole).lines().map(str::to_owned).collect(),
        };
        BTreeMap::from([
            ("name", self.as_it_is(&signatory.name).into()),
            ("title", title.into()),
            ("signature", optional(signatory.signature.as_deref())),
        ])
    }

    /// Empty (false) when the signatory signs in person.
    fn on_behalf(&self, letter: &Letter) -> Value {
        letter.on_behalf.as_ref().map_or(Value::from(false), |deputy| {
            BTreeMap::from([
                ("name", Value::from(self.as_it_is(&deputy.name))),
                ("title", deputy.title.clone().unwrap_or_default().into()),
            ])
            .into()
        })
    }
}
