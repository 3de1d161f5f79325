//! A new letter, begun in the browser: the questions of `letters new`, and its answers to them. Nothing is kept between two
//! questions; the file is written with the last.

use super::Writing;
use super::requests::{bug, error, house_is_wrong, json as answer, read};
use crate::cli::args::{Folders, MessageFormat, New};
use crate::cli::new::{Planned, planned, today};
use crate::cli::preview::server::{self, App, apart};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use collective_letters::base::Diagnostics;
use collective_letters::check::explain::capital;
use collective_letters::model::letter::{DeadlineItem, Format, Kind};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// The page.
pub async fn page(State(app): State<App>) -> Response {
    match &app.writing {
        Some(writing) => server::page(app.shared.pages.own("new.html", &writing.word)),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// What is asked, and what there is to choose from.
pub async fn questions(State(app): State<App>) -> Response {
    let store = app.shared.store();
    let Some(session) = store.session() else {
        return house_is_wrong();
    };
    let groups: Vec<Value> = session
        .directory()
        .groups()
        .map(|(code, group)| json!({ "word": code, "meaning": group.name }))
        .collect();
    let letters = store
        .letters()
        .into_iter()
        .map(|(id, name, _, issued)| json!({ "id": id, "name": name, "issued": issued }));
    let letters: Vec<Value> = letters.collect();
    let words = |words: Vec<(&str, String)>| -> Vec<Value> {
        words.into_iter().map(|(word, meaning)| json!({ "word": word, "meaning": meaning })).collect()
    };
    let kinds = words(Kind::ALL.map(|kind| (kind.word(), kind.meaning())).to_vec());
    let formats = words(Format::ALL.map(|format| (format.word(), format.meaning())).to_vec());
    let changes = words(
        [
            ("addendum", "adds to a letter that was sent"),
            ("corrigendum", "corrects a letter that was sent"),
            ("revision", "replaces a letter that was sent"),
        ]
        .map(|(word, meaning)| (word, meaning.to_owned()))
        .to_vec(),
    );
    let all = json!({
        "today": today().to_string(),
        "groups": groups,
        "letters": letters,
        "kinds": kinds,
        "formats": formats,
        "changes": changes,
    });
    answer(StatusCode::OK, &all)
}

/// The answers.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Answers {
    group: Option<String>,
    circular: bool,
    /// `addendum`, `corrigendum` or `revision`.
    change: Option<String>,
    /// The id of the letter that it changes.
    of: Option<String>,
    /// The id of the letter that it begins from; `style` for the house style alone.
    from: Option<String>,
    kind: Option<String>,
    starts: Option<String>,
    ends: Option<String>,
    date: Option<String>,
    format: Option<String>,
    place: Option<String>,
    number: Option<u32>,
    agenda: bool,
    no_texts: bool,
}

/// What a page sends.
#[derive(Deserialize)]
struct Sent {
    #[serde(default)]
    key: String,
    answers: Answers,
}

/// What follows from the answers so far: nothing is written.
pub async fn answers(State(app): State<App>, request: Request) -> Response {
    take(app, request, false).await
}

/// Writes the letter.
pub async fn new(State(app): State<App>, request: Request) -> Response {
    take(app, request, true).await
}

/// So long is waited for a new file to be seen.
const SEEN: [u64; 6] = [20, 50, 100, 200, 400, 800];

/// The id of a new file, once it is seen.
pub(super) async fn seen(app: &App, path: &Path) -> Option<String> {
    for wait in SEEN {
        let id = app.shared.store().id_of(path);
        if id.is_some() {
            return id;
        }
        tokio::time::sleep(Duration::from_millis(wait)).await;
    }
    None
}

async fn take(app: App, request: Request, write: bool) -> Response {
    let Some(writing) = app.writing.clone() else { return StatusCode::NOT_FOUND.into_response() };
    let Sent { key, answers } = match read(&writing, request).await {
        Ok(sent) => sent,
        Err(answer) => return answer,
    };
    if write && let Some(known) = writing.begun(&key) {
        return answer(StatusCode::CREATED, &known);
    }
    let arguments = match arguments(&app, &writing, answers) {
        Ok(arguments) => arguments,
        Err(answer) => return answer,
    };
    let Some(made) = apart(move || planned(&arguments, write)).await else {
        return bug();
    };
    let planned = match made {
        Ok(planned) => planned,
        Err(problems) => return answer(StatusCode::UNPROCESSABLE_ENTITY, &told(problems)),
    };
    if !write {
        return answer(StatusCode::OK, &follows(&planned));
    }
    let mut made = follows(&planned);
    made["id"] = json!(seen(&app, &planned.path).await);
    writing.note_begun(&key, &made);
    answer(StatusCode::CREATED, &made)
}

/// The answers as the options of `letters new`. Letters are named by their ids.
fn arguments(app: &App, writing: &Arc<Writing>, given: Answers) -> Result<New, Response> {
    let path = |id: &str| {
        let found = app.shared.store().letters().into_iter().find(|(known, ..)| known == id);
        let missing = || error(StatusCode::NOT_FOUND, "The letter that you chose is not there any more.");
        found.map(|(_, _, path, _)| path.display().to_string()).ok_or_else(missing)
    };
    let text = |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let wrong = |sentence: &str| error(StatusCode::UNPROCESSABLE_ENTITY, sentence);
    let kind = text(given.kind);
    if kind.as_deref().is_some_and(|kind| Kind::read(kind).is_none()) {
        return Err(wrong("This kind of meeting does not exist."));
    }
    let format = text(given.format)
        .map(|word| Format::read(&word).ok_or_else(|| wrong("This format does not exist.")));
    let format = format.transpose()?;
    let is_style = given.from.as_deref() == Some("style");
    let from = text(given.from).filter(|_| !is_style).map(|id| path(&id)).transpose()?;
    let of = text(given.of).map(|id| path(&id)).transpose()?;
    let changes = |what: &str| of.clone().filter(|_| given.change.as_deref() == Some(what));
    let (addendum_to, corrigendum_to, revision_of) =
        (changes("addendum"), changes("corrigendum"), changes("revision"));
    let is_change = addendum_to.is_some() || corrigendum_to.is_some() || revision_of.is_some();
    let group = text(given.group);
    if group.is_none() && from.is_none() && !is_change {
        return Err(wrong("Which group meets?"));
    }
    let preset = if is_style {
        Some(kind.clone().unwrap_or_else(|| Kind::StudyGroup.word().to_owned()))
    } else {
        None
    };
    Ok(New {
        group: group.filter(|_| !is_change),
        circular: given.circular && !is_change,
        addendum_to,
        corrigendum_to,
        revision_of,
        from: from.filter(|_| !is_change),
        kind: kind.filter(|_| preset.is_none() && !is_change),
        preset: preset.filter(|_| !is_change),
        starts: text(given.starts).filter(|_| !is_change),
        ends: text(given.ends).filter(|_| !is_change),
        date: text(given.date),
        format: format.filter(|_| !is_change),
        place: text(given.place).filter(|_| !is_change),
        number: given.number,
        agenda: given.agenda && !is_change,
        no_texts: given.no_texts && !is_change,
        output: None,
        yes: true,
        ask: false,
        house: Folders {
            letters: writing.letters_folder.clone(),
            templates: writing.templates.clone(),
            message_format: MessageFormat::Human,
        },
    })
}

fn follows(planned: &Planned) -> Value {
    let name = |word: &str| {
        capital(&DeadlineItem::read(word).map_or_else(|| word.to_owned(), DeadlineItem::meaning))
    };
    let deadlines =
        planned.deadlines.iter().map(|(word, date)| json!({ "name": name(word), "date": date.to_string() }));
    json!({
        "letter": planned.letter,
        "file": planned.path.file_name().map(|name| name.to_string_lossy()),
        "from": planned.from,
        "deadlines": deadlines.collect::<Vec<_>>(),
    })
}

/// What is wrong with answers, each with the question that it belongs to.
fn told(problems: Diagnostics) -> Value {
    let errors = problems.into_sorted().into_iter().map(|problem| {
        // The place of what was typed is the option that it was read for.
        let place = problem.span.as_ref().map(|span| span.source.path().display().to_string());
        let words = [problem.message.clone(), problem.hints.join(" "), place.unwrap_or_default()].join(" ");
        let fields = ["starts", "ends", "date", "number", "place", "group", "kind", "format"];
        let field = fields.into_iter().find(|field| words.contains(&format!("--{field}")));
        json!({ "field": field, "message": format!("{}.", capital(&problem.message.replace("--", ""))) })
    });
    let errors: Vec<Value> = errors.collect();
    let first = errors.first().map_or(Value::Null, |first| first["message"].clone());
    json!({ "error": first, "errors": errors })
}
