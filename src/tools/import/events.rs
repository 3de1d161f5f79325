//! Events beside the meeting: those that the subject names, and those that the body tells in the sentences of the house style.

use super::dates::{self, Days};
use super::draft::Edit;
use super::kinds::Told;
use super::markdown::{self, tidy};
use super::passage::Passage;
use super::search::Search;
use super::words::likeness;
use crate::compose;
use crate::model::phrases::Phrases;
use crate::tools::new::written::Commented;

/// An event as a sentence tells it.
#[derive(Clone, Debug, Default)]
struct Event {
    title: String,
    starts: String,
    ends: String,
    hours: Option<String>,
    /// What stands between title, days and hours: its venue and place.
    around: Vec<String>,
    web: Option<String>,
    text: Option<String>,
    /// Where the subject names it.
    in_subject: bool,
}

/// How the words around an event are read: as its place, as its venue, or as both.
#[derive(Clone, Copy)]
enum Around {
    Place,
    Venue,
    Both,
}

/// Finds the events.
pub(super) fn settle(search: &mut Search<'_>, phrases: &Phrases, told: &Told, body: &[Passage], year: i32) {
    let starts = search.draft.said("meeting.starts").unwrap_or_default().to_owned();
    let ends = search.draft.said("meeting.ends").unwrap_or_default().to_owned();
    let is_meeting = |days: &Days| days.starts() == starts && days.ends() == ends;
    let own = told.occasions.iter().any(|occasion| occasion.is_own);
    let of_subject: Vec<Event> = told
        .occasions
        .iter()
        .filter(|occasion| own && !occasion.is_own && !occasion.title.is_empty())
        .map(|occasion| Event {
            title: occasion.title.clone(),
            starts: occasion.days.starts(),
            ends: occasion.days.ends(),
            in_subject: true,
            ..Event::default()
        })
        .collect();
    let mut listed: Vec<Vec<Event>> = vec![Vec::new()];
    for passage in body {
        let event = listed_event(phrases, passage, year, &is_meeting);
        match (event, listed.last_mut()) {
            (Some(event), Some(last)) => last.push(event),
            _ => listed.push(Vec::new()),
        }
    }
    let mut groups: Vec<Vec<Event>> = listed.into_iter().filter(|group| group.len() > 1).collect();
    for passage in body.iter().filter(|passage| passage.cell.is_none() && !markdown::is_item(passage)) {
        groups.extend(alone(phrases, passage, year, &is_meeting).into_iter().map(|event| vec![event]));
    }
    if groups.is_empty() && !of_subject.is_empty() {
        groups.push(Vec::new());
    }
    let mut choices: Vec<Vec<Edit>> = Vec::new();
    for group in groups.into_iter().take(24) {
        let group = named(group, &of_subject);
        for around in [Around::Place, Around::Venue, Around::Both] {
            let words: &[&str] = if of_subject.is_empty() { &[""] } else { &["yes", "before", "after"] };
            for word in words {
                let pieces = group.iter().map(|event| piece(event, around, word)).collect();
                choices.push(vec![("events", Some(Commented { gap: true, ..Commented::list(pieces) }))]);
            }
        }
    }
    // Another sentence may share words with one on an event by chance.
    if search.best_of(choices) && !search.needs("events") {
        search.draft.drop("events");
        search.measure();
    }
}

/// The events of the body, with those of the subject: the same where their titles are alike.
fn named(mut group: Vec<Event>, of_subject: &[Event]) -> Vec<Event> {
    for event in of_subject {
        let keys = super::words::keys(&event.title);
        let same = group.iter_mut().find(|other| likeness(&super::words::keys(&other.title), &keys) > 0.7);
        match same {
            Some(same) => same.in_subject = true,
            None => group.push(event.clone()),
        }
    }
    group
}

fn piece(event: &Event, around: Around, in_subject: &str) -> Commented {
    let mut keys = Vec::new();
    let mut put = |key: &str, text: &str| keys.push((key.to_owned(), Commented::text(text)));
    put("title", &compose::typed(&tidy(&event.title)));
    put("starts", &event.starts);
    if event.ends != event.starts {
        put("ends", &event.ends);
    }
    if let Some(hours) = &event.hours {
        put("hours", hours);
    }
    let all = event.around.join(", ");
    let (venue, place) = match (around, event.around.split_first()) {
        (Around::Both, Some((first, rest))) if !rest.is_empty() => (first.clone(), rest.join(", ")),
        (Around::Venue, _) => (all, String::new()),
        _ => (String::new(), all),
    };
    if !place.is_empty() {
        put("place", &tidy(&place));
    }
    if !venue.is_empty() {
        put("venue", &tidy(&venue));
    }
    if let Some(web) = &event.web {
        put("web", web);
    }
    if let Some(text) = &event.text {
        put("text", text);
    }
    if event.in_subject && !in_subject.is_empty() {
        put("in-subject", in_subject);
    }
    Commented::group(keys)
}

/// What stands between the parts of a sentence on an event.
const COMMAS: [char; 3] = [',', '，', '،'];

fn parts(text: &str) -> Vec<String> {
    let trim = |part: &str| {
        part.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ';' | ':' | '。' | '；'))
            .to_owned()
    };
    text.split(COMMAS).map(trim).filter(|part| !part.is_empty()).collect()
}

/// The item of a list: title, days, hours, venue and place.
fn listed_event(
    phrases: &Phrases,
    passage: &Passage,
    year: i32,
    is_meeting: &impl Fn(&Days) -> bool,
) -> Option<Event> {
    if !markdown::is_item(passage) || passage.cell.is_some() {
        return None;
    }
    let days =
        dates::days(phrases, &passage.text, year).into_iter().next().filter(|days| !is_meeting(days))?;
    let title = passage.text[..days.range.start].trim_end().trim_end_matches(COMMAS).trim().to_owned();
    (!title.is_empty()).then(|| rest(phrases, passage, title, &days, year))
}

/// A sentence that has an event behind its colon: title, venue, place, days, hours. Each comma may end the title.
fn alone(phrases: &Phrases, passage: &Passage, year: i32, is_meeting: &impl Fn(&Days) -> bool) -> Vec<Event> {
    let days = dates::days(phrases, &passage.text, year).into_iter().next().filter(|days| !is_meeting(days));
    let Some(days) = days else { return Vec::new() };
    let before = &passage.text[..days.range.start];
    let Some(colon) = colon(before) else { return Vec::new() };
    let said = parts(before[colon..].trim_start_matches([':', '：']));
    let with = |count: usize| {
        let mut event = rest(phrases, passage, said[..count].join(", "), &days, year);
        event.around = said[count..].to_vec();
        event
    };
    (1..=said.len().min(6)).map(with).collect()
}

/// The first colon that is none of a time.
fn colon(text: &str) -> Option<usize> {
    let is_of_time = |at: &usize| text[*at..].chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    text.match_indices([':', '：']).map(|(at, _)| at).find(|at| !is_of_time(at))
}

/// What stands behind the days of an event.
fn rest(phrases: &Phrases, passage: &Passage, title: String, days: &Days, year: i32) -> Event {
    let behind = &passage.text[days.range.end..];
    let hours = dates::hours(phrases, behind).into_iter().next();
    let hours = hours.and_then(|(from, to)| Some(format!("{}-{}", dates::time(from), dates::time(to?))));
    let web =
        behind.split(['(', ')', ' ', '（', '）']).find(|word| word.starts_with("http")).map(str::to_owned);
    let told = web.as_ref().and_then(|web| behind.find(web.as_str())).map_or(behind, |at| &behind[..at]);
    // A sentence of its own behind that on the event.
    let (told, text) = match told.split_once(". ") {
        Some((told, text)) if web.is_none() => (told, Some(compose::typed(&tidy(text.trim())))),
        _ => (told, None),
    };
    let mut around = parts(told.trim_end_matches(['(', '（']));
    if hours.is_some() {
        // The hours, and whose time they are.
        let open = dates::open(phrases, &passage.text, year);
        around.drain(..around.len().min(if open.is_empty() { 1 } else { 2 }));
    }
    Event { title, starts: days.starts(), ends: days.ends(), hours, around, web, text, in_subject: false }
}
