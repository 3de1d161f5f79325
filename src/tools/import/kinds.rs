//! Which meeting it is: its days, who meets, and how people attend. The subject tells it; where it leaves something open, the
//! sentences decide.

use super::dates::{self, Days};
use super::draft::Edit;
use super::identity;
use super::markdown::tidy;
use super::names::{SIGNS, fill};
use super::search::{Search, text};
use super::subject::{Names, Occasion};
use crate::model::letter::{Format, Kind};
use crate::model::phrases::Phrases;
use crate::project::session::Session;
use crate::tools::new::written::{Commented, Form};

/// What the texts of the letter tell that a fact may be.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// The lines of the subject.
    pub(super) subject: Vec<String>,
    /// What the subject names.
    pub(super) occasions: Vec<Occasion>,
    /// The paragraphs of the body.
    pub(super) body: Vec<String>,
    /// All that the letter says, annexes with it.
    pub(super) all: Vec<String>,
    /// Days that are told in the body, in order.
    pub(super) days: Vec<Days>,
    /// How the group is called.
    pub(super) names: Names,
}

impl Told {
    /// Whether the subject says where the meeting is.
    pub(super) fn has_place(&self) -> bool {
        self.occasions.iter().any(|occasion| !occasion.place.is_empty())
    }

    /// The meeting of the group, or what the subject names first.
    fn main(&self) -> Option<&Occasion> {
        self.occasions.iter().find(|occasion| occasion.is_own).or(self.occasions.first())
    }

    /// Whether the subject speaks of working parties: by their numbers, or with the words of the house style.
    fn names_party(&self, search: &Search<'_>) -> bool {
        let subject = self.subject.join(" ");
        let words = |kind: Kind| -> Vec<String> {
            let draft = search.draft.with(&[kind_edit(kind)]);
            let said = search.values_of(&draft, &["{{ phrases.meets_in_subject }}".to_owned()]);
            said.values().flat_map(|text| text.split_whitespace()).map(stem).collect()
        };
        let usual = words(Kind::StudyGroup);
        let mut party = words(Kind::WorkingParty);
        party.retain(|word| !usual.contains(word) && word.chars().count() > 3);
        let said: Vec<String> = subject.split_whitespace().map(stem).collect();
        let by_number = identity::numbers(&subject).iter().any(|(_, group)| *group == self.names.designation);
        by_number || (!party.is_empty() && party.iter().all(|word| said.contains(word)))
    }

    /// Days that the meeting can have: those of the subject, or else those that the body tells first.
    pub(super) fn ranges(&self, phrases: &Phrases, year: i32) -> Vec<Days> {
        let own = self.occasions.iter().filter(|occasion| occasion.is_own);
        let others = self.occasions.iter().filter(|occasion| !occasion.is_own);
        let mut all: Vec<Days> = own.chain(others).map(|occasion| occasion.days.clone()).collect();
        if all.is_empty() {
            all = self.body.iter().take(3).flat_map(|text| dates::days(phrases, text, year)).collect();
        }
        let mut found: Vec<Days> = Vec::new();
        for days in all {
            if !found.iter().any(|other| (other.starts(), other.ends()) == (days.starts(), days.ends())) {
                found.push(days);
            }
        }
        found
    }
}

/// So many words more are no chance.
const MUCH: f64 = 6.0;

/// Finds days, kind and format together, because each sentence tells of all three; then the place.
pub(super) fn settle(search: &mut Search<'_>, session: &Session, told: &Told) {
    let code = search.draft.said("group").unwrap_or_default().to_owned();
    let parent = session.directory().named(&code).is_some_and(|(_, group)| group.parent.is_some());
    let kinds = if parent {
        vec![Kind::RegionalGroup]
    } else if !code.chars().any(|c| c.is_ascii_digit()) {
        vec![Kind::AdvisoryGroup]
    } else if told.main().is_none_or(|main| !main.is_own) {
        vec![Kind::StudyGroup, Kind::WorkingParty, Kind::RegionalGroup]
    } else if told.names_party(search) {
        vec![Kind::WorkingParty]
    } else {
        vec![Kind::StudyGroup]
    };
    let word = virtual_word(search);
    if parts(search, told, &word) {
        search.best_of(kinds.iter().map(|kind| vec![kind_edit(*kind)]).collect::<Vec<_>>());
        return;
    }
    let formats = match told.main() {
        Some(main) if main.is_virtual(&word) => vec![Format::Virtual],
        Some(main) if !main.place.is_empty() => vec![Format::Physical, Format::Hybrid, Format::Observed],
        _ => vec![Format::Physical, Format::Virtual, Format::Hybrid, Format::Observed],
    };
    let (mut choices, mut events) = (Vec::new(), Vec::new());
    for days in ranges_of(search, told) {
        for format in &formats {
            let shared = [
                text("meeting.starts", days.starts()),
                text("meeting.ends", days.ends()),
                usual(*format == Format::Physical, text("meeting.format", format.word())),
            ];
            let without = [text("meeting.fellowships", "no"), text("meeting.interpretation", "none")];
            for kind in &kinds {
                let of_kind: Vec<Edit> = shared.iter().cloned().chain([kind_edit(*kind)]).collect();
                choices.push(of_kind.clone());
                // What most meetings of a kind have, this one may not.
                choices.push(of_kind.into_iter().chain(without.clone()).collect());
            }
            let title = event_title(told, &days);
            let event = [text("meeting.kind", Kind::Event.word()), text("meeting.title", title)];
            events.push(shared.into_iter().chain(event).collect());
        }
    }
    search.best_of(choices);
    // A meeting of the group is no event; where the subject does not say so, an event is one that says much more.
    if told.occasions.iter().any(|occasion| occasion.is_own) {
        place(search, told, &word);
        return;
    }
    let (draft, worth) = (search.draft.clone(), search.best());
    let is_circular = search.draft.said("series").is_some();
    if search.best_of(events) && !is_circular && search.best() < worth + MUCH {
        search.draft = draft;
        search.measure();
    }
    place(search, told, &word);
    if search.draft.said("meeting.kind") == Some(Kind::Event.word()) {
        fill(search, &["meeting.title"]);
    }
}

/// The beginning of a word, in small letters: its ending says only how many there are.
fn stem(word: &str) -> String {
    word.to_lowercase().chars().filter(|c| c.is_alphanumeric()).take(5).collect()
}

fn usual(is: bool, edit: Edit) -> Edit {
    if is { (edit.0, None) } else { edit }
}

fn kind_edit(kind: Kind) -> Edit {
    usual(kind == Kind::StudyGroup, text("meeting.kind", kind.word()))
}

/// The days of the draft and those of the subject.
fn ranges_of(search: &Search<'_>, told: &Told) -> Vec<Days> {
    let main = told.main().filter(|main| main.is_own).map(|main| vec![main.days.clone()]);
    main.unwrap_or_else(|| {
        let of_subject = told.occasions.iter().map(|occasion| &occasion.days);
        let starts = search.draft.said("meeting.starts").unwrap_or_default();
        let of_body = told.days.iter().filter(|days| told.occasions.is_empty() && *days.starts() >= *starts);
        of_subject.chain(of_body).take(4).cloned().collect()
    })
}

/// What the house style says in place of the town of a virtual meeting.
fn virtual_word(search: &Search<'_>) -> String {
    let draft = search.draft.with(&[text("meeting.format", Format::Virtual.word()), ("meeting.place", None)]);
    search.values_of(&draft, &["{{ phrases.place }}".to_owned()]).into_values().next().unwrap_or_default()
}

/// What an event may be called: what the subject says before its place and days.
fn event_title(told: &Told, days: &Days) -> String {
    let named = told.occasions.iter().find(|occasion| occasion.days == *days && !occasion.title.is_empty());
    let first = || told.subject.first().map(|line| line.trim().to_owned());
    let title = named.or(told.occasions.first()).map(|occasion| occasion.title.clone()).or_else(first);
    title.filter(|title| !title.is_empty()).unwrap_or_else(|| "[title]".to_owned())
}

/// The place that the subject says, where it is not the town of the headquarters.
fn place(search: &mut Search<'_>, told: &Told, word: &str) {
    if search.draft.said("meeting.format") == Some(Format::Virtual.word()) {
        return;
    }
    let main = told.main().filter(|main| !main.place.is_empty());
    // Where several things are named, the last line has the place of all.
    let last = || told.occasions.last().filter(|last| last.title.is_empty() && !last.place.is_empty());
    let Some(found) = main.or_else(last).filter(|found| !found.is_virtual(word)) else { return };
    let usual = search.values(&["{{ meeting.place }}".to_owned()]).into_values().next().unwrap_or_default();
    if super::words::keys(&usual) != super::words::keys(&found.place) {
        search.draft.text("meeting.place", tidy(&found.place));
        search.measure();
    }
}

/// A meeting that the subject shows in parts, some virtual and some in a place: `virtual, 4-6 May; Geneva, 9-13 May`.
fn parts(search: &mut Search<'_>, told: &Told, word: &str) -> bool {
    let start = told.occasions.iter().position(|occasion| occasion.is_own).unwrap_or_default();
    let all = told.occasions.get(start..).unwrap_or_default();
    let count = 1 + all.iter().skip(1).take_while(|next| next.title.is_empty()).count();
    let all = &all[..count.min(all.len())];
    let virtuals = all.iter().filter(|part| part.is_virtual(word)).count();
    if virtuals == 0 || virtuals == all.len() || all.windows(2).any(|two| two[0].days.to >= two[1].days.from)
    {
        return false;
    }
    let usual = search.values(&["{{ meeting.place }}".to_owned()]).into_values().next().unwrap_or_default();
    let piece = |part: &Occasion, there: Format| {
        let format = if part.is_virtual(word) { Format::Virtual } else { there };
        let mut keys = vec![("starts".to_owned(), Commented::text(part.days.starts()))];
        keys.push(("ends".to_owned(), Commented::text(part.days.ends())));
        if format != Format::Physical {
            keys.push(("format".to_owned(), Commented::text(format.word())));
        }
        if format != Format::Virtual && super::words::keys(&usual) != super::words::keys(&part.place) {
            keys.push(("place".to_owned(), Commented::text(tidy(&part.place))));
        }
        Commented { flow: true, ..Commented::group(keys) }
    };
    let edits = |there: Format| -> Vec<Edit> {
        let pieces = all.iter().map(|part| piece(part, there)).collect();
        vec![
            text("meeting.starts", all[0].days.starts()),
            text("meeting.ends", all[all.len() - 1].days.ends()),
            ("meeting.format", None),
            ("meeting.parts", Some(Commented::list(pieces))),
        ]
    };
    search.draft = search.draft.with(&edits(Format::Physical));
    search.measure();
    search.best_of([Format::Hybrid, Format::Observed].map(edits));
    true
}

/// Who meets in each part, and its hours.
pub(super) fn details(search: &mut Search<'_>, hours: &[String]) {
    let count = match search.draft.get("meeting.parts").map(|piece| &piece.form) {
        Some(Form::List(parts)) => parts.len(),
        _ => return,
    };
    for index in 0..count {
        let with = |search: &Search<'_>, key: &str, value: &str| -> Vec<Edit> {
            let Some(mut piece) = search.draft.get("meeting.parts").cloned() else { return Vec::new() };
            if let Form::List(parts) = &mut piece.form
                && let Some(Form::Group(keys)) = parts.get_mut(index).map(|part| &mut part.form)
            {
                keys.retain(|(name, _)| name != key);
                keys.push((key.to_owned(), Commented::text(value)));
            }
            vec![("meeting.parts", Some(piece))]
        };
        for key in ["venue", "who"] {
            let found = search.slot(&with(search, key, SIGNS[0]), &SIGNS[..1]);
            let choices: Vec<_> = found[0].iter().take(4).map(|value| with(search, key, value)).collect();
            search.best_of(choices);
        }
        let choices: Vec<_> = hours.iter().map(|value| with(search, "hours", value)).collect();
        search.best_of(choices);
    }
}
