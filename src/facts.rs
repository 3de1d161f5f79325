//! The facts that templates see, as Tera values: every one computed once, ready to print.
//!
//! docs/templates.md lists them. Values are always there; what a letter does not have is empty.

use crate::letter::{Format, Letter};
use crate::phrases::DateWords;
use crate::resolve::Resolved;
use chrono::Datelike;
use std::collections::BTreeMap;
use tera::{Context, Value};

/// A group of facts.
pub type Facts = BTreeMap<&'static str, Value>;

/// The facts of a letter, without phrases and without the texts that need them.
pub fn of(
    resolved: &Resolved<'_>,
    dates: &DateWords,
    languages: &dyn Fn(crate::language::Language) -> String,
) -> Context {
    let mut context = Context::new();
    context.insert_value("letter", letter(resolved, dates).into());
    context.insert_value("group", group(resolved).into());
    context.insert_value("meeting", meeting(resolved.letter, dates, languages).into());
    context.insert_value("contacts", contacts(resolved).into());
    context.insert_value("chair", chair(resolved));
    context.insert_value("signatory", signatory(resolved).into());
    context.insert_value("signature", resolved.signature.word().into());
    context.insert_value("web_page", optional(resolved.web_page.as_ref().map(|a| a.value.as_str())));
    context
}

fn optional(text: Option<&str>) -> Value {
    Value::from(text.unwrap_or(""))
}

fn letter(resolved: &Resolved<'_>, dates: &DateWords) -> Facts {
    let letter = resolved.letter;
    BTreeMap::from([
        ("number", Value::from(letter.number.value)),
        ("date", dates.day(letter.date.value).into()),
        ("year", Value::from(letter.date.value.year())),
        ("period", resolved.period.into()),
        ("file_reference", optional(letter.file_reference.as_deref())),
        ("status", letter.status.map_or("draft", |s| s.word()).into()),
        ("language", letter.language().code().into()),
        ("name", resolved.name.as_str().into()),
    ])
}

fn group(resolved: &Resolved<'_>) -> Facts {
    let group = resolved.group;
    BTreeMap::from([
        ("code", resolved.letter.group.as_str().into()),
        ("name", group.name.as_str().into()),
        ("title", optional(group.title.as_deref())),
        ("designation", group.designation.as_str().into()),
        ("homepage", optional(group.homepage.as_deref())),
    ])
}

fn meeting(
    letter: &Letter,
    dates: &DateWords,
    languages: &dyn Fn(crate::language::Language) -> String,
) -> Facts {
    let meeting = &letter.meeting;
    let (starts, ends) = (meeting.starts.value, meeting.ends.value);
    let working: Vec<String> = match &meeting.working_languages {
        Some(list) => list.iter().map(|l| languages(*l)).collect(),
        None => vec![languages(crate::language::Language::English)],
    };
    let time = |t: &Option<crate::source::Located<crate::letter::Time>>| {
        optional(t.as_ref().map(|t| dates.time(t.value)).as_deref())
    };
    BTreeMap::from([
        ("kind", meeting.kind().word().into()),
        ("format", meeting.format().word().into()),
        ("virtual", Value::from(meeting.is_virtual())),
        ("hybrid", Value::from(meeting.format() == Format::Hybrid)),
        ("starts", dates.day(starts).into()),
        ("ends", dates.day(ends).into()),
        ("starts_iso", starts.to_string().into()),
        ("ends_iso", ends.to_string().into()),
        ("first_day", dates.weekday_day(starts).into()),
        ("dates", dates.range(starts, ends).into()),
        ("dates_in_prose", dates.prose(starts, ends).into()),
        ("year", Value::from(starts.year())),
        (
            "place",
            if meeting.is_virtual() {
                "".into()
            } else {
                Value::from(meeting.place.as_deref().unwrap_or("Geneva"))
            },
        ),
        ("venue", optional(meeting.venue.as_deref())),
        ("opens", time(&meeting.opens)),
        ("daily_hours", optional(meeting.daily_hours.as_ref().map(|h| dates.hours(h.value)).as_deref())),
        ("registration_desk", time(&meeting.registration_desk)),
        ("tool", meeting.tool.as_deref().unwrap_or("MyMeetings").into()),
        ("languages", working.into()),
        ("single_language", Value::from(meeting.is_single_language())),
        ("interpretation", Value::from(meeting.has_interpretation())),
        ("captioning", Value::from(meeting.has_captioning())),
        ("fellowships", Value::from(meeting.has_fellowships())),
        ("agreed", optional(meeting.agreed.as_ref().map(|d| dates.day(d.value)).as_deref())),
    ])
}

fn contacts(resolved: &Resolved<'_>) -> Facts {
    let contacts = &resolved.contacts;
    BTreeMap::from([
        ("contact", optional(contacts.contact.as_deref())),
        ("tel", optional(contacts.tel.as_deref())),
        ("fax", optional(contacts.fax.as_deref())),
        ("e_mail", optional(contacts.e_mail.as_ref().map(|a| a.value.as_str()))),
        ("web", optional(contacts.web.as_ref().map(|a| a.value.as_str()))),
    ])
}

/// Empty (false) when nobody is known to chair.
fn chair(resolved: &Resolved<'_>) -> Value {
    resolved.chair.map_or(Value::from(false), |chair| {
        BTreeMap::from([
            ("honorific", optional(chair.honorific.as_deref())),
            ("name", chair.name.as_str().into()),
            ("country", optional(chair.country.as_deref())),
        ])
        .into()
    })
}

fn signatory(resolved: &Resolved<'_>) -> Facts {
    let signatory = resolved.signatory;
    BTreeMap::from([
        ("name", signatory.name.as_str().into()),
        ("title", signatory.title.clone().into()),
        ("signature", optional(signatory.signature.as_deref())),
    ])
}
