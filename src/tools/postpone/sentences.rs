//! Dates that the letter's own sentences have as words: moved where they are days of the meeting or of an event, and
//! listed where a person has to decide.

use super::{By, Plan};
use crate::base::yaml::edit::Change;
use crate::base::{Language, Source};
use crate::model::letter::Letter;
use crate::model::phrases::DateWords;
use crate::model::phrases::Phrases;
use crate::model::translation::language_of;
use crate::project::register::{Dated, dated};
use crate::project::session::Session;
use chrono::NaiveDate;
use std::sync::Arc;

/// The changes of all typed dates of a file that move with the meeting: in its language, and in a translation also those
/// of the sentences that it translates.
pub(super) fn changes(
    session: &Session,
    source: &Arc<Source>,
    letter: &Letter,
    by: &By,
    plan: &mut Plan,
) -> Vec<Change> {
    let own = language_of(source);
    let words = |language| session.words(language).map(|words| (language, words));
    let mut languages = vec![Language::default()];
    if own != Language::default() {
        languages.push(own);
    }
    let of = |(language, words): (Language, _)| in_language(source, language, words, letter, by, plan);
    languages.into_iter().filter_map(words).flat_map(of).collect()
}

/// Those that are written in one language.
fn in_language(
    source: &Arc<Source>,
    language: Language,
    phrases: &Phrases,
    letter: &Letter,
    by: &By,
    plan: &mut Plan,
) -> Vec<Change> {
    let mut changes = Vec::new();
    for said in &dated(source, language, phrases) {
        if said.cites.is_some() || said.days.1 < letter.date.value {
            continue;
        }
        let why = match moved(said, letter, &phrases.dates, by) {
            Ok(new) if new == said.place.text() => continue,
            Ok(new) => {
                changes.push(plan.change(&said.place, "sentence", &new));
                continue;
            }
            Err(why) => why,
        };
        plan.leave(&said.place, &said.sentence, why);
    }
    changes
}

/// The words of a date that moves, or why it stays.
fn moved(said: &Dated, letter: &Letter, words: &DateWords, by: &By) -> Result<String, &'static str> {
    let (first, last) = said.days;
    let events = letter.events.iter().flatten().map(|event| (event.starts.value.date, event.last().date));
    let is_in = |(from, until): (NaiveDate, NaiveDate)| from <= first && last <= until;
    if !std::iter::once(by.meeting).chain(events).any(is_in) {
        return Err("not a day of the meeting or of an event");
    }
    if by.ends.is_some() && last == by.meeting.1 {
        return Err("the meeting has another length now");
    }
    if by.days % 7 != 0 && words.has_weekday(&said.sentence) {
        return Err("the sentence names a day of the week");
    }
    let (Some(new_first), Some(new_last)) = (by.moved(first), by.moved(last)) else {
        return Err("there is no such day");
    };
    let forms: [&dyn Fn(NaiveDate, NaiveDate) -> String; 3] =
        [&|from, to| words.range(from, to), &|from, _| words.weekday_day(from), &|from, to| {
            words.prose(from, to)
        }];
    // Spaces that do not break stay what they are in the file.
    let as_is = |text: String| text;
    let plain = |text: String| text.replace('\u{a0}', " ");
    let spaced = |text: String| text.replace(' ', "\u{a0}");
    let ways: [&dyn Fn(String) -> String; 3] = [&plain, &as_is, &spaced];
    let all = forms.iter().flat_map(|form| ways.iter().map(move |way| (form, way)));
    let found = { all }.find(|(form, way)| way(form(first, last)) == said.place.text());
    found.map(|(form, way)| way(form(new_first, new_last))).ok_or("the date is written in a way of its own")
}
