//! The facts of the meeting: days, kind, format, place, hours and what else the sentences of the house style tell of them.

use super::dates::{self, Days};
use super::draft::Edit;
use super::kinds::{self, Told};
use super::names::{SIGNS, fill};
use super::search::{Search, text};
use crate::base::Language;
use crate::model::letter::{Format, Kind, OpeningSentence};
use crate::model::phrases::{PhraseName, Phrases};
use crate::project::session::Session;
use crate::tools::new::written::Commented;
use chrono::NaiveDate;

/// Finds the facts of the meeting.
pub(super) fn settle(search: &mut Search<'_>, session: &Session, phrases: &Phrases, told: &Told) {
    kinds::settle(search, session, told);
    // Facts depend on each other: what made no difference before can make one once the others are known.
    for round in 0..2 {
        places(search, told);
        sentences(search, phrases, told);
        arrangements(search, phrases, told);
        hours(search, phrases, told);
        if round == 0 {
            working_parties(search);
        }
    }
    super::people::settle(search, phrases, &told.body);
}

/// Facts that a letter may have or not, first those that others hide.
const OPTIONAL: [&str; 23] = [
    "meeting.daily-hours",
    "meeting.desk-place",
    "meeting.tool",
    "meeting.ordinal",
    "meeting.venue",
    "meeting.host",
    "meeting.supported-by",
    "meeting.opening-sentence",
    "meeting.joint-with",
    "meeting.collocated-with",
    "meeting.endorsed",
    "meeting.schedule",
    "meeting.opens",
    "meeting.opening-plenary",
    "meeting.registration-desk",
    "meeting.desk-hours",
    "meeting.working-languages",
    "meeting.interpretation",
    "meeting.captioning",
    "meeting.fellowships",
    "meeting.management-team",
    "meeting.agreed",
    "voice",
];

/// Leaves out facts that say nothing once the others are known, or whose sentences the old letter has not: their words stand in
/// another sentence by chance.
pub(super) fn leave_out(search: &mut Search<'_>) {
    for key in OPTIONAL {
        if search.draft.get(key).is_some() && !search.needs(key) {
            search.draft.drop(key);
            search.measure();
        }
    }
}

/// Place, venue, host, and who supports it.
fn places(search: &mut Search<'_>, told: &Told) {
    let in_place = search.draft.said("meeting.format") != Some(Format::Virtual.word());
    if !in_place || search.draft.get("meeting.parts").is_some() {
        return;
    }
    let is_known = told.has_place() || !told.occasions.is_empty();
    if search.draft.get("meeting.place").is_none() && !is_known {
        fill(search, &["meeting.place"]);
    }
    // Venue and host often stand in one sentence with the place.
    for keys in [
        &["meeting.venue", "meeting.host"][..],
        &["meeting.host"],
        &["meeting.venue"],
        &["meeting.place", "meeting.host"],
    ] {
        if is_known && keys.contains(&"meeting.place") {
            continue;
        }
        if keys.iter().all(|key| search.draft.get(key).is_none()) {
            fill(search, keys);
        }
    }
    for keys in [&["meeting.venue", "meeting.place", "meeting.host"][..], &["meeting.venue", "meeting.place"]]
    {
        if !is_known {
            fill(search, keys);
        }
    }
}

/// The form of the opening sentence, and what it tells.
fn sentences(search: &mut Search<'_>, phrases: &Phrases, told: &Told) {
    let opening: String = told.body.iter().take(2).map(|text| text.to_lowercase() + "\n").collect();
    let subject = told.subject.join("\n").to_lowercase();
    let is_said =
        |word: &String| opening.contains(&word.to_lowercase()) || subject.contains(&word.to_lowercase());
    let ordinals = phrases.lists.ordinals.iter().enumerate().filter(|(_, word)| is_said(word));
    search.best_of(
        ordinals.map(|(at, _)| vec![text("meeting.ordinal", (at + 1).to_string())]).collect::<Vec<_>>(),
    );
    let forms = OpeningSentence::ALL.into_iter().filter(|form| *form != OpeningSentence::Invitation);
    search.best_of(forms.map(|form| vec![text("meeting.opening-sentence", form.word())]).collect::<Vec<_>>());
    search.best_of(["we", "I"].map(|voice| vec![text("voice", voice)]));
    let first: Vec<&Days> = told.days.iter().take(8).collect();
    let endorsed = first.iter().map(|days| {
        let keys = vec![
            ("starts".to_owned(), Commented::text(days.from.to_string())),
            ("ends".to_owned(), Commented::text(days.to.to_string())),
        ];
        vec![("meeting.endorsed", Some(flow(keys)))]
    });
    if search.best_of(endorsed.collect::<Vec<_>>()) {
        endorsing(search);
    }
    let start = told.body.iter().take(2).cloned().collect::<Vec<_>>().join("\n");
    let circulars = super::identity::numbers(&start).into_iter().map(|(number, _)| number);
    let mut schedules = Vec::new();
    for circular in circulars.take(4) {
        for days in first.iter().filter(|days| !days.is_range).take(3) {
            let keys = vec![
                ("circular".to_owned(), Commented::text(circular.to_string())),
                ("date".to_owned(), Commented::text(days.from.to_string())),
            ];
            schedules.push(vec![("meeting.schedule", Some(flow(keys)))]);
        }
    }
    search.best_of(schedules);
    supporters(search);
    search.best_of(["comma", "semicolon", "line"].map(|mark| vec![text("subject-mark", mark)]));
}

/// Who supports the meeting, and a body that is not in the directory and meets with it.
fn supporters(search: &mut Search<'_>) {
    let all = |values: &[&str]| {
        vec![("meeting.supported-by", Some(list(values.iter().map(|value| (*value).to_owned()))))]
    };
    for count in [2, 1] {
        let found = search.slot(&all(&SIGNS[..count]), &SIGNS[..count]);
        let most = found.iter().map(Vec::len).min().unwrap_or_default().min(4);
        let choice =
            |at: usize| all(&found.iter().map(|values| values[at].trim_matches(',')).collect::<Vec<_>>());
        if search.best_of((0..most).map(choice).collect::<Vec<_>>()) {
            break;
        }
    }
    let body = |name: &str| {
        let name = vec![("name".to_owned(), Commented::text(name))];
        vec![("meeting.collocated-with", Some(Commented::list(vec![flow(name)])))]
    };
    let found = search.slot(&body(SIGNS[0]), &SIGNS[..1]);
    search.best_of(found[0].iter().take(4).map(|name| body(name.trim_end_matches('.'))).collect::<Vec<_>>());
}

/// Where the earlier meeting was, and which.
fn endorsing(search: &mut Search<'_>) {
    use crate::tools::new::written::Form;
    for key in ["place", "by"] {
        let Some(Form::Group(keys)) = search.draft.get("meeting.endorsed").map(|piece| piece.form.clone())
        else {
            return;
        };
        let with = |value: &str| {
            let mut keys = keys.clone();
            keys.push((key.to_owned(), Commented::text(value)));
            vec![("meeting.endorsed", Some(flow(keys)))]
        };
        let found = search.slot(&with(SIGNS[0]), &SIGNS[..1]);
        search.best_of(found[0].iter().map(|value| with(value)).collect::<Vec<_>>());
    }
}

fn flow(keys: Vec<(String, Commented)>) -> Commented {
    Commented { flow: true, ..Commented::group(keys) }
}

fn list(items: impl IntoIterator<Item = String>) -> Commented {
    Commented { flow: true, ..Commented::list(items.into_iter().map(Commented::text).collect()) }
}

/// Languages, interpretation, captioning, fellowships and the day on which they were agreed.
fn arrangements(search: &mut Search<'_>, phrases: &Phrases, told: &Told) {
    let is_named = |language: Language| {
        let name = super::zones::plain(phrases, &PhraseName::of_language(language)).map(str::to_lowercase);
        name.is_some_and(|name| told.body.iter().any(|text| text.to_lowercase().contains(&name)))
    };
    let mut choices = Vec::new();
    let said =
        Language::ALL.into_iter().filter(|language| is_named(*language)).map(|language| language.code());
    let said: Vec<&str> = said.collect();
    let mut all: Vec<Vec<&str>> = vec![Vec::new(), vec![Language::default().code()]];
    all.extend(said.iter().map(|code| vec![*code]));
    all.extend(
        said.iter().flat_map(|one| {
            said.iter().filter(move |other| *other != one).map(move |other| vec![*one, *other])
        }),
    );
    for languages in all {
        for interpretation in [None, Some("none"), Some("on-request")] {
            let said = |languages: &[&str]| {
                (!languages.is_empty()).then(|| list(languages.iter().map(|code| (*code).to_owned())))
            };
            choices.push(vec![
                ("meeting.working-languages", said(&languages)),
                ("meeting.interpretation", interpretation.map(Commented::text)),
            ]);
        }
    }
    search.best_of(choices);
    for key in ["meeting.captioning", "meeting.fellowships", "meeting.management-team"] {
        search.best_of(["yes", "no"].map(|said| vec![text(key, said)]));
    }
    let agreed = told.days.iter().filter(|days| !days.is_range).take(8);
    search
        .best_of(agreed.map(|days| vec![text("meeting.agreed", days.from.to_string())]).collect::<Vec<_>>());
    fill(search, &["meeting.tool"]);
}

/// The times that the body tells, and those from one to another, as YAML says them.
pub(super) fn times(phrases: &Phrases, told: &Told) -> (Vec<String>, Vec<String>) {
    let told_hours: Vec<_> = told.body.iter().flat_map(|text| dates::hours(phrases, text)).collect();
    let (mut times, mut ranges): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for (from, to) in told_hours {
        match to {
            Some(to) => ranges.push(format!("{}-{}", dates::time(from), dates::time(to))),
            None => times.push(dates::time(from)),
        }
    }
    for list in [&mut times, &mut ranges] {
        let mut seen = Vec::new();
        list.retain(|value| {
            !seen.contains(value) && {
                seen.push(value.clone());
                true
            }
        });
        list.truncate(6);
    }
    (times, ranges)
}

/// When it opens, its daily hours, and the desk.
fn hours(search: &mut Search<'_>, phrases: &Phrases, told: &Told) {
    let (times, ranges) = times(phrases, told);
    kinds::details(search, &ranges);
    search.best_of(ranges.iter().map(|hours| vec![text("meeting.daily-hours", hours)]).collect::<Vec<_>>());
    search.best_of(times.iter().map(|time| vec![text("meeting.opens", time)]).collect::<Vec<_>>());
    search
        .best_of(times.iter().map(|time| vec![text("meeting.registration-desk", time)]).collect::<Vec<_>>());
    let days: Vec<NaiveDate> =
        told.days.iter().filter(|days| !days.is_range).map(|days| days.from).take(8).collect();
    let mut plenaries: Vec<Vec<Edit>> =
        days.iter().map(|day| vec![text("meeting.opening-plenary", day.to_string())]).collect();
    for day in &days {
        let details = times.iter().map(String::as_str).chain(["morning", "afternoon"]);
        plenaries
            .extend(details.map(|detail| vec![text("meeting.opening-plenary", format!("{day} {detail}"))]));
    }
    search.best_of(plenaries);
    desk_hours(search, phrases, told);
    if search.draft.get("meeting.registration-desk").is_some() {
        fill(search, &["meeting.desk-place"]);
    }
}

/// The days and hours of the registration desk, wherever the letter tells them in a row.
fn desk_hours(search: &mut Search<'_>, phrases: &Phrases, told: &Told) {
    let year =
        search.draft.said("meeting.starts").and_then(|day| day.get(..4)?.parse().ok()).unwrap_or_default();
    let mut choices = Vec::new();
    for text in &told.all {
        let open = dates::open(phrases, text, year);
        if !(2..=8).contains(&open.len()) {
            continue;
        }
        let days = open.into_iter().map(|(days, hours)| {
            let mut keys = vec![("starts".to_owned(), Commented::text(days.from.to_string()))];
            if days.is_range {
                keys.push(("ends".to_owned(), Commented::text(days.to.to_string())));
            }
            let hours = match hours.as_slice() {
                [one] => Commented::text(one),
                several => list(several.iter().cloned()),
            };
            keys.push(("hours".to_owned(), hours));
            flow(keys)
        });
        let edit = ("meeting.desk-hours", Some(Commented::list(days.collect())));
        choices.push(vec![edit, ("meeting.registration-desk", None)]);
    }
    search.best_of(choices);
}

/// Which working parties meet, and which groups with them.
fn working_parties(search: &mut Search<'_>) {
    if search.draft.said("meeting.kind") != Some(Kind::WorkingParty.word()) {
        return;
    }
    let parties =
        (1..16_u32).map(|bits| (0..4).filter(move |at| bits & (1 << at) != 0).map(|at| (at + 1).to_string()));
    search.best_of(
        parties.map(|parties| vec![("meeting.working-parties", Some(list(parties)))]).collect::<Vec<_>>(),
    );
}

/// Groups that meet with this one or at the same place.
pub(super) fn other_groups(search: &mut Search<'_>, session: &Session, phrases: &Phrases, told: &Told) {
    let own = search.draft.said("group").unwrap_or_default().to_owned();
    let texts = told.subject.iter().chain(told.body.iter().take(2));
    // Days are numbers too: "13-24 November" names no group.
    let without_days = |text: &String| {
        let mut text = text.clone();
        for days in dates::days(phrases, &text, 2000).into_iter().rev() {
            text.replace_range(days.range, " ");
        }
        text.replace('\u{2011}', "-") + "\n"
    };
    let texts: String = texts.map(without_days).collect();
    let is_said = |code: &str, designation: &str| {
        texts.contains(code) || texts.split(|c: char| !c.is_alphanumeric()).any(|word| word == designation)
    };
    let groups = session
        .directory()
        .groups()
        .filter(|(code, group)| *code != own && is_said(code, &group.designation));
    let codes: Vec<String> = groups.map(|(code, _)| code.to_owned()).take(8).collect();
    for key in ["meeting.joint-with", "meeting.collocated-with"] {
        let mut choices = codes.iter().map(|code| vec![(key, Some(list([code.clone()])))]);
        if search.draft.get(key).is_some() {
            // A group of the directory is better than its name.
            let _ = choices.any(|choice| search.take_as_good(&choice));
        } else {
            search.best_of(choices.collect::<Vec<_>>());
        }
    }
}
