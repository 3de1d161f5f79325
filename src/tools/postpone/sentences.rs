//! Dates that the letter's own sentences have as words: moved where they are days of the meeting or of an event, and
//! listed where a person has to decide.

use super::{By, Plan};
use crate::base::yaml::edit::Change;
use crate::model::letter::Letter;
use crate::model::phrases::DateWords;
use crate::project::register::Dated;
use crate::project::session::Session;
use chrono::NaiveDate;

/// The changes of all typed dates that move with the meeting.
pub(super) fn changes(
    session: &Session,
    letter: &Letter,
    dated: &[Dated],
    by: &By,
    plan: &mut Plan,
) -> Vec<Change> {
    // The words of another language are read with its own phrases.
    let words = (letter.language() == Default::default()).then(|| &session.phrases().dates);
    let mut changes = Vec::new();
    for said in dated {
        if said.cites.is_some() || said.days.1 < letter.date.value {
            continue;
        }
        let why = match moved(said, letter, words, by) {
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
fn moved(said: &Dated, letter: &Letter, words: Option<&DateWords>, by: &By) -> Result<String, &'static str> {
    let (first, last) = said.days;
    let events = letter.events.iter().flatten().map(|event| (event.starts.value.date, event.last().date));
    let is_in = |(from, until): (NaiveDate, NaiveDate)| from <= first && last <= until;
    if !std::iter::once(by.meeting).chain(events).any(is_in) {
        return Err("not a day of the meeting or of an event");
    }
    if by.ends.is_some() && last == by.meeting.1 {
        return Err("the meeting has another length now");
    }
    let Some(words) = words else { return Err("dates in sentences are moved only in English letters") };
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
    let plain = |text: &str| text.replace('\u{a0}', " ");
    let form = forms.iter().find(|form| plain(&form(first, last)) == said.place.text());
    form.map(|form| plain(&form(new_first, new_last))).ok_or("the date is written in a way of its own")
}
