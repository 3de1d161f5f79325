//! An old letter becomes YAML: what is in its file is read as passages, its facts are found, the letter that the house style makes
//! of them is laid over the passages, and what that does not say is written as the letter's own text.
//!
//! Knows neither folders nor the day of today: it makes text, and says how much of the old letter that text prints.

mod agenda;
mod agree;
mod annexes;
mod body;
mod dates;
mod deadlines;
mod docx;
mod draft;
mod events;
mod forms;
mod front;
mod head;
mod identity;
mod kinds;
mod made;
mod markdown;
mod meeting;
mod names;
mod passage;
mod people;
mod practical;
mod proof;
mod rows;
pub mod rules;
mod search;
mod subject;
mod tables;
mod wording;
mod words;
mod zones;

pub use identity::Known;
pub use proof::{Missing, Proof};

use crate::base::text::one_line;
use crate::base::{Diagnostics, Language};
use crate::compose;
use crate::model::phrases::Phrases;
use crate::project::session::Session;
use crate::tools::word::WordFile;
use chrono::Datelike;
use draft::Draft;
use head::Head;
use kinds::Told;
use made::Origins;
use passage::Passage;
use rules::NOT_IMPORTED;
use search::{Search, text};
use std::path::Path;
use subject::Names;
use zones::Zones;

/// A letter that was made of an old one.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The file.
    pub text: String,
    /// Its group, for the name of the file.
    pub group: String,
    /// Its number.
    pub number: u32,
    /// Whether it is a circular.
    pub is_circular: bool,
    /// The end of the name of its file, for one that changes another letter: `-add1`.
    pub part: String,
    /// The language of the old letter.
    pub language: Language,
    /// How much of the old letter it says.
    pub proof: Proof,
    /// What somebody has to look at.
    pub tasks: Vec<String>,
}

/// An old letter as its file holds it.
#[derive(Clone, Debug)]
pub struct Old {
    passages: Vec<Passage>,
    remarks: Vec<String>,
}

impl Old {
    /// Reads a plain text; words that lost their hyphens on the way get them back.
    pub fn of_text(session: &Session, text: &str) -> Self {
        let mut passages = passage::of_text(text);
        markdown::mend(session.phrases(), &mut passages);
        Self { passages, remarks: Vec::new() }
    }

    /// Reads a Word file, with its tracked changes accepted.
    pub fn of_word(file: &WordFile) -> Self {
        Self { passages: docx::passages(file), remarks: docx::remarks(file) }
    }
}

/// Where the new letter is, and what its first lines say.
#[derive(Clone, Debug)]
pub struct Target<'a> {
    /// The file that it becomes; it is not written.
    pub path: &'a Path,
    /// Where editors find the schema, as seen from the file.
    pub schema: &'a str,
    /// The first comment.
    pub told: &'a str,
}

/// Comparing takes long where there are more.
const MOST_PASSAGES: usize = 4_000;

/// Makes a letter of an old one.
///
/// # Errors
/// It lacks its number, group or date, or the directory lacks the group.
pub fn import(
    session: &Session,
    old: &Old,
    known: &Known,
    target: &Target<'_>,
) -> Result<Imported, Diagnostics> {
    if old.passages.len() > MOST_PASSAGES {
        let problem = NOT_IMPORTED.finding("the old letter is too long: no letter has so many paragraphs");
        return Err(problem.hint("give the file of one letter").into());
    }
    let language = zones::language(session, &old.passages);
    let phrases = session.words(language).unwrap_or_else(|| session.phrases());
    let mut passages = rows::dated(phrases, rows::items(&old.passages));
    rows::counted(phrases, &mut passages);
    let passages = &passages;
    let zones = zones::zones(session, phrases, passages);
    let head = head::read(phrases, &passages[zones.head.clone()]);
    let mut tasks = old.remarks.clone();
    let (mut search, told) =
        begin(session, passages, (language, phrases), &zones, &head, known, target.path)?;
    let year = search
        .draft
        .said("date")
        .and_then(|date| date.get(..4))
        .and_then(|year| year.parse().ok())
        .unwrap_or_default();
    let mut body = passages[zones.body.clone()].to_vec();
    if rows::number_paragraphs(&mut body) {
        search.draft.text("numbered-paragraphs", "yes");
    }
    let body = &body;
    let dates: Vec<_> = told.days.iter().filter(|days| !days.is_range).map(|days| days.from).collect();
    let annexes = annexes::heads(passages, &zones.annexes);
    let foot = &passages[zones.foot.clone()];
    if let Some(word) = &zones.annex_word {
        annexes::named(&mut search, word, body, foot);
    }
    annexes::outline(&mut search, &annexes);
    if search.draft.has_meeting() {
        meeting::settle(&mut search, session, phrases, &told);
        meeting::other_groups(&mut search, session, phrases, &told);
        meeting::leave_out(&mut search);
    }
    if search.draft.has_meeting() {
        events::settle(&mut search, phrases, &told, body, year);
    }
    identity::settle(&mut search, &head, &dates);
    front::settle(&mut search, phrases, &head, foot);
    if search.draft.has_meeting() {
        tasks.extend(deadlines::settle(&mut search, phrases, body, year));
    }
    tasks.extend(annexes::settle(&mut search, phrases, &annexes));
    let usual = usual_blocks(session, &search);
    let blocks = search.names("body");
    body::settle(&mut search, &blocks, &usual, body);
    if search.draft.has_meeting() {
        tasks.extend(agree::settle(&mut search, &told, &meeting::times(phrases, &told).0));
    }
    front::greet(&mut search, phrases, zones.salutation.map(|at| &passages[at]), foot);
    finish(search, passages, &zones, (language, year), target, tasks)
}

/// The names of the blocks that are printed without a word.
fn usual_blocks(session: &Session, search: &Search<'_>) -> Vec<String> {
    let mut draft = search.draft.clone();
    draft.drop("body");
    search.with_letter(&draft, |letter| {
        session.presets().of(letter).body.iter().map(|name| name.value.clone()).collect()
    })
}

/// The draft with what every letter has.
fn begin<'s>(
    session: &'s Session,
    passages: &[Passage],
    (language, phrases): (Language, &Phrases),
    zones: &Zones,
    head: &Head,
    known: &Known,
    path: &Path,
) -> Result<(Search<'s>, Told), Diagnostics> {
    let references = identity::references(session, head, passages);
    let date = known.date.or_else(|| identity::date(phrases, head));
    let Some(date) = date else { return Err(lacks("date", "--date 2021-01-21")) };
    let first = references.first();
    let Some(number) = known.number.or(first.map(|read| read.number)) else {
        return Err(lacks("number", "--number 11"));
    };
    let group = known.group.clone().or_else(|| first.and_then(|read| read.group.clone()));
    let Some(group) = group else { return Err(no_group(first.map(|read| read.designation.as_str()))) };
    let mut draft = Draft::default();
    draft.text("number", number.to_string());
    draft.text("group", group);
    draft.text("date", date.to_string());
    draft.text("status", "draft");
    if language != Language::default() {
        draft.text("language", language.code());
    }
    file_reference(&mut draft, head);
    let body = &passages[zones.body.clone()];
    let subject = head.value("label-subject").unwrap_or_else(|| "[subject]".to_owned());
    let mut alone = draft.clone();
    alone.text("series", "circular");
    alone.text("subject", compose::typed(&markdown::tidy(&subject)));
    let mut told = told_by(phrases, head, body, date.year(), names(session, path, &alone));
    told.all = passages.iter().map(|passage| passage.text.clone()).collect();
    let with_meeting = |days: &dates::Days| {
        let mut draft = draft.clone();
        draft.text("meeting.starts", days.starts());
        draft.text("meeting.ends", days.ends());
        made::compose(session, path, &draft, Origins::Left).is_ok().then_some(draft)
    };
    let draft = told.ranges(phrases, date.year()).iter().find_map(with_meeting).unwrap_or(alone);
    // A label is no part of a fact: its value stands alone.
    let is_label = |at: usize| zones.head.contains(&at) && head::label_of(phrases, &passages[at]).is_some();
    let old =
        passages.iter().enumerate().filter(|(at, _)| !is_label(*at)).map(|(_, passage)| passage.clone());
    let mut old: Vec<Passage> = old.collect();
    // What stands behind a label is one passage in our letters, whatever lines the old one has.
    for row in &head.rows {
        let text: Vec<&str> = row.lines.iter().map(|line| line.text.as_str()).collect();
        old.push(Passage::of(text.join(" "), 0));
    }
    let mut search = Search::new(session, path, &old, draft);
    if known.group.is_none() && known.number.is_none() {
        let choice = |read: &identity::Reference| {
            Some(vec![text("number", read.number.to_string()), text("group", read.group.clone()?)])
        };
        search.best_of(references.iter().filter_map(choice).take(6).collect::<Vec<_>>());
    }
    Ok((search, told))
}

/// How the group is called in the language of the letter.
fn names(session: &Session, path: &Path, draft: &Draft) -> Names {
    let code = draft.said("group").unwrap_or_default();
    let group = session.directory().named(code).map(|(_, group)| group);
    let facts = ["{{ group.name }}", "{{ group.code }}"].map(str::to_owned);
    let mut words: Vec<String> = made::values(session, path, draft, &facts).into_values().collect();
    words.extend(group.map(|group| group.name.clone()));
    words.retain(|name| !name.is_empty());
    Names { words, designation: group.map(|group| group.designation.clone()).unwrap_or_default() }
}

/// The line of the reference behind the one with the number.
fn file_reference(draft: &mut Draft, head: &Head) {
    let lines = head.lines("label-reference").unwrap_or_default();
    let lines: Vec<String> = lines.iter().map(|line| one_line(&markdown::tidy(&line.text))).collect();
    if let Some((last, before)) = lines.split_last()
        && !before.is_empty()
        && !last.starts_with('/')
        && before.iter().any(|line| line.contains(|c: char| c.is_ascii_digit()))
        && last.chars().count() <= 40
        && last.split_whitespace().count() <= 2
    {
        draft.text("file-reference", last);
    }
}

fn told_by(phrases: &Phrases, head: &Head, body: &[Passage], year: i32, names: Names) -> Told {
    let subject = head.lines("label-subject").unwrap_or_default();
    let subject: Vec<String> = subject.iter().map(|line| line.text.clone()).collect();
    let body: Vec<String> = body.iter().map(|passage| passage.text.clone()).collect();
    let days = body.iter().flat_map(|text| dates::days(phrases, text, year)).collect();
    let occasions = subject::occasions(phrases, &subject, &names, &body, year);
    Told { subject, occasions, all: Vec::new(), body, days, names }
}

fn lacks(fact: &str, option: &str) -> Diagnostics {
    let problem = NOT_IMPORTED.finding(format!("the {fact} of the old letter was not found"));
    problem.hint(format!("say it: letters import FILE {option}")).into()
}

fn no_group(designation: Option<&str>) -> Diagnostics {
    let designation = designation.filter(|text| !text.is_empty());
    let message = match designation {
        Some(text) => format!("no group of the directory has the designation `{text}`"),
        None => "the group of the old letter was not found".to_owned(),
    };
    let text = designation.unwrap_or("1");
    let add = format!(
        "add it to `directory/groups.yaml` with `name`, `designation: \"{text}\"` and `contacts`, or name one that is there: --group SG1"
    );
    NOT_IMPORTED.finding(message).hint(add).into()
}

/// Writes the file and compares what it prints with the old letter.
fn finish(
    search: Search<'_>,
    passages: &[Passage],
    zones: &Zones,
    (language, year): (Language, i32),
    target: &Target<'_>,
    mut tasks: Vec<String>,
) -> Result<Imported, Diagnostics> {
    let draft = &search.draft;
    let made = search.made(Origins::Asked).unwrap_or_default();
    tasks.extend(search.errors().into_iter().map(|found| format!("the letter has an error: {found}")));
    let starts =
        draft.said("meeting.starts").and_then(|day| day.get(..4)).and_then(|year| year.parse::<i32>().ok());
    if starts.is_some_and(|starts| !(year..=year + 1).contains(&starts))
        || draft.said("meeting.starts").is_some_and(|starts| draft.said("date") > Some(starts))
    {
        tasks.push(
            "the date of the letter and the days of the meeting do not fit: see whether a year is wrong"
                .to_owned(),
        );
    }
    let part = [("addendum", "-add"), ("corrigendum", "-cor"), ("revision", "-rev")];
    let part: String =
        part.iter().filter_map(|(key, sign)| Some(format!("{sign}{}", draft.said(key)?))).collect();
    Ok(Imported {
        text: draft.file(target.schema, target.told).0,
        group: draft.said("group").unwrap_or_default().to_owned(),
        number: draft.said("number").and_then(|number| number.parse().ok()).unwrap_or_default(),
        is_circular: draft.said("series") == Some("circular"),
        part,
        language,
        proof: proof::of(&made, passages, zones),
        tasks,
    })
}
