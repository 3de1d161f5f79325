//! The facts of the meeting: days, kind, format, place, hours and what else the sentences of the house style tell of them.

use super::dates::{self, Days};
use super::draft::Edit;
use super::markdown::tidy;
use super::names::{SIGNS, fill};
use super::search::{Search, text};
use crate::base::Language;
use crate::model::letter::{Format, Kind, OpeningSentence};
use crate::model::phrases::{PhraseName, Phrases};
use crate::project::session::Session;
use crate::tools::new::written::Commented;
use chrono::NaiveDate;

/// What the texts of the letter tell that a fact may be.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// The lines of the subject.
    pub(super) subject: Vec<String>,
    /// The paragraphs of the body.
    pub(super) body: Vec<String>,
    /// Days that are told, in order.
    pub(super) days: Vec<Days>,
}

/// Ranges of days that the meeting can have: those of the subject, then those that the body tells first.
pub(super) fn ranges(told: &Told, phrases: &Phrases, year: i32) -> Vec<Days> {
    let lines = told.subject.iter().chain(told.body.iter().take(3));
    let mut found: Vec<Days> = Vec::new();
    for days in lines.flat_map(|line| dates::days(phrases, line, year)) {
        if !found.iter().any(|other| (other.starts(), other.ends()) == (days.starts(), days.ends())) {
            found.push(days);
        }
    }
    found
}

/// Finds the facts of the meeting.
pub(super) fn settle(
    search: &mut Search<'_>,
    session: &Session,
    phrases: &Phrases,
    told: &Told,
    ranges: &[Days],
) {
    kinds(search, session, told, ranges);
    // Facts depend on each other: what made no difference before can make one once the others are known.
    for round in 0..2 {
        places(search);
        sentences(search, phrases, told);
        arrangements(search, phrases, told);
        hours(search, phrases, told);
        if round == 0 {
            working_parties(search);
        }
    }
    people(search);
}

/// So many words more are no chance.
const MUCH: f64 = 6.0;

/// Days, kind and format together, because each sentence tells of all three.
fn kinds(search: &mut Search<'_>, session: &Session, told: &Told, ranges: &[Days]) {
    let code = search.draft.said("group").unwrap_or_default().to_owned();
    let parent = session.directory().named(&code).is_some_and(|(_, group)| group.parent.is_some());
    let kinds = if parent {
        vec![Kind::RegionalGroup, Kind::Event]
    } else if code.chars().any(|c| c.is_ascii_digit()) {
        vec![Kind::StudyGroup, Kind::WorkingParty, Kind::Event]
    } else {
        vec![Kind::AdvisoryGroup, Kind::Event]
    };
    let title = event_title(told);
    let (mut choices, mut events) = (Vec::new(), Vec::new());
    for days in ranges.iter().take(4) {
        for kind in &kinds {
            for format in [Format::Physical, Format::Virtual, Format::Hybrid, Format::Observed] {
                let usual = |is: bool, edit: Edit| if is { (edit.0, None) } else { edit };
                let mut edits = vec![
                    text("meeting.starts", days.starts()),
                    text("meeting.ends", days.ends()),
                    usual(*kind == Kind::StudyGroup, text("meeting.kind", kind.word())),
                    usual(format == Format::Physical, text("meeting.format", format.word())),
                ];
                if *kind == Kind::Event {
                    edits.push(text("meeting.title", title.clone()));
                    events.push(edits);
                } else {
                    choices.push(edits);
                }
            }
        }
    }
    search.best_of(choices);
    let (draft, worth) = (search.draft.clone(), search.best());
    // A meeting of the group is an event only where that says much more.
    let name = search.values(&["{{ group.name }}".to_owned()]).into_values().next().unwrap_or_default();
    let is_own = tidy(&title).to_lowercase().contains(&tidy(&name).to_lowercase());
    if search.best_of(events) && is_own && search.best() < worth + MUCH {
        search.draft = draft;
        search.measure();
    }
    if search.draft.said("meeting.kind") == Some(Kind::Event.word()) {
        fill(search, &["meeting.title"]);
    }
}

/// What an event may be called: the first line of the subject up to its place or dates.
fn event_title(told: &Told) -> String {
    let line = told.subject.first().map(String::as_str).unwrap_or_default();
    let end = line.find([',', ';', '，', '،', '\n']).unwrap_or(line.len());
    let title = line[..end].trim();
    if title.is_empty() { "[title]".to_owned() } else { title.to_owned() }
}

/// Facts that a letter may have or not, first those that others hide.
const OPTIONAL: [&str; 20] = [
    "meeting.daily-hours",
    "meeting.desk-place",
    "meeting.tool",
    "meeting.ordinal",
    "meeting.venue",
    "meeting.host",
    "meeting.opening-sentence",
    "meeting.joint-with",
    "meeting.collocated-with",
    "meeting.endorsed",
    "meeting.schedule",
    "meeting.opens",
    "meeting.opening-plenary",
    "meeting.registration-desk",
    "meeting.working-languages",
    "meeting.interpretation",
    "meeting.captioning",
    "meeting.fellowships",
    "meeting.management-team",
    "meeting.agreed",
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
fn places(search: &mut Search<'_>) {
    let in_place = search.draft.said("meeting.format") != Some(Format::Virtual.word());
    if !in_place || search.draft.get("meeting.parts").is_some() {
        return;
    }
    if search.draft.get("meeting.place").is_none() {
        fill(search, &["meeting.place"]);
    }
    // Venue and host often stand in one sentence with the place.
    for keys in [
        &["meeting.venue", "meeting.host"][..],
        &["meeting.host"],
        &["meeting.venue"],
        &["meeting.place", "meeting.host"],
    ] {
        if keys.iter().all(|key| search.draft.get(key).is_none()) {
            fill(search, keys);
        }
    }
    for keys in [&["meeting.venue", "meeting.place", "meeting.host"][..], &["meeting.venue", "meeting.place"]]
    {
        fill(search, keys);
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
    search.best_of(["comma", "semicolon", "line"].map(|mark| vec![text("subject-mark", mark)]));
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

/// When it opens, its daily hours, and the desk.
fn hours(search: &mut Search<'_>, phrases: &Phrases, told: &Told) {
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
    if search.draft.get("meeting.registration-desk").is_some() {
        fill(search, &["meeting.desk-place"]);
    }
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
pub(super) fn other_groups(search: &mut Search<'_>, session: &Session, told: &Told) {
    let own = search.draft.said("group").unwrap_or_default().to_owned();
    let texts = told.subject.iter().chain(told.body.iter().take(2));
    let texts: String = texts.map(|text| text.replace('\u{2011}', "-") + "\n").collect();
    let is_said = |code: &str, designation: &str| {
        texts.contains(code) || texts.split(|c: char| !c.is_alphanumeric()).any(|word| word == designation)
    };
    let groups = session
        .directory()
        .groups()
        .filter(|(code, group)| *code != own && is_said(code, &group.designation));
    let codes: Vec<String> = groups.map(|(code, _)| code.to_owned()).take(8).collect();
    for key in ["meeting.joint-with", "meeting.collocated-with"] {
        search.best_of(codes.iter().map(|code| vec![(key, Some(list([code.clone()])))]).collect::<Vec<_>>());
    }
}

/// The chair, where the directory names another.
fn people(search: &mut Search<'_>) {
    let chair = |values: &[String]| {
        let keys = ["honorific", "name", "country"].map(str::to_owned);
        vec![("chair", Some(flow(keys.into_iter().zip(values.iter().map(Commented::text)).collect())))]
    };
    let signs: Vec<String> = SIGNS.iter().map(|sign| (*sign).to_owned()).collect();
    let found = search.slot(&chair(&signs), &SIGNS);
    // The parts stand side by side, so each place has them all.
    let whole = found.iter().flatten().filter_map(|value| person(value));
    let choices = whole.take(4).map(|parts| chair(&parts)).collect::<Vec<_>>();
    search.best_of(choices);
}

/// Honorific, name and country of a person as letters write them: `Ms Jane Example (Ruritania)`.
fn person(value: &str) -> Option<[String; 3]> {
    let open = value.rfind(['(', '（'])?;
    let country = value[open..].trim_matches(|c: char| !c.is_alphabetic());
    let (honorific, name) = value[..open].trim().split_once(' ')?;
    let parts = [honorific, name.trim(), country].map(str::to_owned);
    parts.iter().all(|part| !part.is_empty()).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::person;

    #[test]
    fn a_person_is_cut_into_parts() {
        let parts = |value| person(value).map(|parts| parts.join(" | "));
        assert_eq!(parts("Ms Jane Example (Ruritania),").as_deref(), Some("Ms | Jane Example | Ruritania"));
        assert_eq!(parts("Jane (Ruritania)"), None);
        assert_eq!(parts("Ms Jane Example"), None);
    }
}
