//! Who hosts the meeting, and in which building it is, as the text says it, against the facts.

use super::about::{About, Thing};
use super::days::years;
use super::lexicon::{ELSEWHERE, Key, Mark, OF_ITU};
use super::places::{PLACE_IN_TEXT, is_past};
use super::sentence::Sentence;
use crate::base::Diagnostics;
use crate::check::text::Text;
use crate::model::letter::{HEADQUARTERS, Meeting};
use chrono::Datelike;
use std::ops::Range;

/// Looks at the hosts and the buildings of a sentence.
pub fn check(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    let Some(meeting) = &text.facts.resolved.letter.meeting else { return };
    if sentence.is_of_change() || sentence.is_hypothetical() || sentence.has(Key::Other) {
        return;
    }
    let found = [building, desk, centre, host].map(|look| look(text, sentence, meeting));
    for (range, key, message, label) in found.into_iter().flatten() {
        PLACE_IN_TEXT
            .finding(message)
            .at(&sentence.place(range), label)
            .note(&text.facts.place(&["meeting", key]), "the meeting")
            .report(problems);
    }
}

/// Words of a sentence, the key of the meeting that says otherwise, the message, and what to do.
type Found = (Range<usize>, &'static str, String, String);

/// "in the Porto Congress Centre", where the meeting is in the Lisbon Congress Centre.
fn centre(text: &Text<'_>, sentence: Sentence<'_, '_>, meeting: &Meeting) -> Option<Found> {
    let venue = meeting.venue.as_ref()?;
    let is_centre = |mark: &&Mark| {
        mark.key == Key::Headquarters
            && mark.at == 0
            && sentence.is_own(mark.start)
            && venue.to_lowercase().ends_with(&sentence.read.lower[mark.start..mark.end])
    };
    let mark = sentence.marks().iter().find(is_centre)?;
    let before = sentence.shown(&(sentence.start..mark.start)).trim_end();
    let name = before.rsplit(' ').next().unwrap_or_default();
    let start = sentence.start + before.len() - name.len();
    let range = start..mark.end;
    let about = sentence.about(text, &range).filter(is_meeting);
    let is_name = name.starts_with(char::is_uppercase) && start > sentence.start;
    (is_name && !venue.contains(name) && about.is_some() && !is_past(text, sentence, about)).then(|| {
        let message =
            format!("the text puts the meeting in {}, but the venue is {venue}", sentence.shown(&range));
        (range, "venue", message, format!("expected {venue}"))
    })
}

/// Whether something is said of the meeting or of what it begins and ends with.
fn is_meeting(about: &About<'_>) -> bool {
    matches!(about.thing, Thing::Meeting | Thing::Opening | Thing::Closing | Thing::Venue) && !about.is_next
}

/// "Badges can be collected at the Montbrillant entrance", where the meeting is in another town.
fn desk(text: &Text<'_>, sentence: Sentence<'_, '_>, meeting: &Meeting) -> Option<Found> {
    let town = meeting.place.as_ref().filter(|town| !meeting.is_virtual() && !town.contains(HEADQUARTERS))?;
    let is_itu = |mark: &&Mark| mark.key == Key::Headquarters && mark.at == OF_ITU;
    let mark = sentence.marks().iter().find(is_itu).filter(|mark| sentence.is_own(mark.start))?;
    let is_apart = |mark: &Mark| {
        mark.key.is_event() || matches!(mark.key, Key::Side | Key::Body | Key::Other | Key::Negation)
    };
    let has_desk = sentence.has(Key::Desk) || sentence.has(Key::Registration);
    let is_over = sentence.has(Key::Past) && !sentence.has(Key::Future);
    if !has_desk || is_over || sentence.marks().iter().any(is_apart) {
        return None;
    }
    let range = mark.start..mark.end;
    // What is told of something else; what is told of the desk itself is a place like others.
    let about = sentence.about(text, &range);
    about.is_none_or(|about| about.thing == Thing::Another).then(|| {
        let shown = sentence.shown(&range);
        let message = format!("the text has people register at {shown}, but the meeting is in {town}");
        (range, "place", message, "correct this sentence or the key `place`".to_owned())
    })
}

/// "The meeting takes place at the CICG", of which the letter says nothing.
fn building(text: &Text<'_>, sentence: Sentence<'_, '_>, meeting: &Meeting) -> Option<Found> {
    let is_elsewhere = |mark: &Mark| mark.key == Key::Headquarters && mark.at == ELSEWHERE;
    let own = sentence.marks().iter().find(|mark| is_elsewhere(mark) && sentence.is_own(mark.start));
    let range = own.map(|mark| mark.start..mark.end).filter(|_| !meeting.is_virtual())?;
    let about = sentence.about(text, &range).filter(is_meeting)?;
    let parts = meeting.parts.iter().flatten().filter_map(|part| part.venue.as_ref());
    let is_known = meeting
        .venue
        .iter()
        .chain(parts)
        .any(|venue| sentence.read.lexicon.marks(&venue.to_lowercase()).iter().any(is_elsewhere));
    let is_told = sentence
        .marks()
        .iter()
        .any(|mark| matches!(mark.key, Key::Meet | Key::Begin | Key::Future | Key::Venue));
    (!is_known && is_told && !is_past(text, sentence, Some(about))).then(|| {
        let shown = sentence.shown(&range);
        let message = format!("the text puts the meeting in {shown}, but the letter has no such venue");
        (range, "venue", message, "correct this sentence or the key `venue`".to_owned())
    })
}

/// "We thank the Government of Ruritania for hosting this meeting."
fn host(text: &Text<'_>, sentence: Sentence<'_, '_>, meeting: &Meeting) -> Option<Found> {
    let government = sentence.find(Key::Government).filter(|_| sentence.has(Key::Hosting))?;
    let is_apart = |mark: &Mark| mark.key.is_event() || matches!(mark.key, Key::Side | Key::Body);
    let noun = sentence.find(Key::Meeting);
    let about = noun.and_then(|noun| sentence.about(text, &(noun.end..noun.end)));
    // "for its kind invitation", and nothing more: to this meeting.
    let is_meeting = match noun {
        Some(_) => about.is_some_and(|about| about.thing == Thing::Meeting),
        None => !sentence.marks().iter().any(is_apart),
    };
    let name = name(sentence, &government).filter(|name| is_meeting && sentence.is_own(name.start))?;
    // "to host the meeting planned for 2028"
    let own_years = meeting.first_day().year()..=meeting.last_day().year();
    let is_of_other_year = !years(sentence.lower()).all(|year| own_years.contains(&year));
    let shown = sentence.shown(&name);
    let supporters = meeting.supported_by.iter().flatten().map(|supporter| supporter.as_str());
    let is_known = meeting.host.as_deref().into_iter().chain(supporters).any(|known| is_same(known, shown));
    if is_of_other_year || is_known || is_past(text, sentence, about) {
        return None;
    }
    let message = match &meeting.host {
        Some(host) => format!("the text names {shown} as the host, but the host is {host}"),
        None => format!("the text names {shown} as the host, but the letter has no host"),
    };
    Some((name, "host", message, "correct this sentence or the key `host`".to_owned()))
}

/// The names behind the word for a government, with the small words between them.
fn name(sentence: Sentence<'_, '_>, government: &Mark) -> Option<Range<usize>> {
    let rest = &sentence.read.passage.text_of()[government.end..sentence.end];
    let (mut at, mut found) = (government.end, None::<Range<usize>>);
    for word in rest.split_inclusive(' ') {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        // "de l'Espagne"
        let last = bare
            .rfind(['\'', '’'])
            .map_or(0, |sign| sign + bare[sign..].chars().next().map_or(1, char::len_utf8));
        if bare[last..].starts_with(char::is_uppercase) {
            let start = found.map_or(at + last, |found| found.start);
            found = Some(start..at + bare.len());
        } else if bare.chars().count() > 3 {
            break;
        }
        at += word.len();
        if word.trim_end().len() > bare.len() && !bare.is_empty() {
            break;
        }
    }
    found
}

/// Beginnings of words that many countries have in their names.
const COMMON: [&str; 9] = ["repu", "répu", "repú", "king", "roya", "rein", "fede", "unit", "респ"];

/// Whether some word of a name is in the name of a host, whatever its ending.
fn is_same(known: &str, said: &str) -> bool {
    let known = known.to_lowercase();
    let words = said.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
    let stems =
        words.filter(|word| word.chars().count() > 3).map(|word| word.chars().take(4).collect::<String>());
    let mut stems = stems.filter(|stem| !COMMON.contains(&stem.as_str())).peekable();
    stems.peek().is_none() || stems.any(|stem| known.contains(&stem))
}
