//! The addresses by which letters are changed, and what is answered. Letters are looked up by their ids: nothing in a request
//! is ever a path.

use super::requests::{error, made, read};
use super::writing::{Open, Writing};
use super::{begin, directory, issuing, many, old_letter, returned, tables, translating};
use crate::cli::preview::guard::{decoded, query};
use crate::cli::preview::server::{App, apart};
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use chrono::NaiveDate;
use collective_letters::base::text::shown;
use collective_letters::model::dates::typed::as_written;
use collective_letters::tools::edit::{
    Edit, Letter, Refusal, Way, base, field, files, found, offered, outline,
};
use collective_letters::tools::preview::LetterPage;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// The addresses.
pub fn addresses() -> Router<App> {
    Router::new()
        .route("/letters/{id}/outline", get(get_outline))
        .route("/letters/{id}/field", get(get_field))
        .route("/letters/{id}/facts", get(get_facts))
        .route("/letters/{id}/source", get(get_source))
        .route("/letters/{id}/edits", post(post_edits))
        .route("/letters/{id}/try", post(post_try))
        .route("/letters/{id}/undo", post(post_undo))
        .route("/letters/{id}/redo", post(post_redo))
        .route("/letters/{id}/findings", get(get_findings))
        .route("/letters/{id}/move", post(post_move))
        .route("/letters/{id}/open", post(post_open))
        .route("/new/questions", get(begin::questions))
        .route("/new/answers", post(begin::answers))
        .route("/new", get(begin::page).post(begin::new))
        .merge(many::addresses())
        .merge(issuing::addresses())
        .merge(directory::addresses())
        .merge(returned::addresses())
        .merge(tables::addresses())
        .merge(translating::addresses())
        .route("/new/import", post(old_letter::import))
}

/// The page of a letter that can be changed in it.
pub fn page(app: &App, writing: &Writing, id: &str, letter_page: &LetterPage) -> tera::TeraResult<String> {
    let news = news(app, writing, id, &mut Vec::new());
    let base = news["base"].as_str().unwrap_or_default();
    app.shared.pages.edit(letter_page, &writing.word, base)
}

/// What the events of a letter say besides; `said` is what it said when it was last told.
pub fn news(app: &App, writing: &Writing, id: &str, said: &mut Vec<(String, String)>) -> Value {
    let Some(open) = open(app, id) else { return Value::Null };
    let mut news = writing.news(&open.path);
    if let Ok(letter) = files(&open.path).and_then(|files| Letter::of(&open.session, &files)) {
        let touched = if said.is_empty() { Vec::new() } else { letter.touched(said) };
        news["touched"] = json!(touched);
        *said = letter.said();
    }
    news
}

fn open(app: &App, id: &str) -> Option<Open> {
    let (path, session, book) = app.shared.store().open(id)?;
    Some(Open { path, session, book })
}

/// Answers with what is made of a letter, beside the server.
pub(super) async fn answered(
    app: &App,
    id: &str,
    make: impl FnOnce(&Open) -> Result<Value, Refusal> + Send + 'static,
) -> Response {
    let Some(open) = open(app, id) else {
        return error(
            StatusCode::NOT_FOUND,
            "This letter is not there any more, or the house style has an error.",
        );
    };
    made(apart(move || make(&open)).await)
}

async fn get_outline(State(app): State<App>, Path(id): Path<String>) -> Response {
    answered(&app, &id, |open| Ok(json!(outline(&open.session, &files(&open.path)?)?))).await
}

async fn get_field(State(app): State<App>, Path(id): Path<String>, uri: Uri) -> Response {
    let at = query(uri.query(), "at").map(decoded).unwrap_or_default();
    answered(&app, &id, move |open| Ok(json!(field(&open.session, &files(&open.path)?, &open.book, &at)?)))
        .await
}

async fn get_facts(State(app): State<App>, Path(id): Path<String>) -> Response {
    answered(&app, &id, |open| {
        let files = files(&open.path)?;
        let letter = open.session.read_with(&files.letter, files.original.as_ref());
        Ok(json!(offered(&open.session, &letter, &open.book)))
    })
    .await
}

async fn get_findings(State(app): State<App>, Path(id): Path<String>) -> Response {
    answered(&app, &id, |open| Ok(json!(found(&open.session, &files(&open.path)?)?))).await
}

async fn get_source(State(app): State<App>, Path(id): Path<String>) -> Response {
    answered(&app, &id, |open| {
        let files = files(&open.path)?;
        let lines: Vec<&str> = files.letter.text().lines().collect();
        Ok(json!({ "file": shown(&open.path), "base": base(&files), "lines": lines }))
    })
    .await
}

/// Edits as a page sends them.
#[derive(Deserialize)]
struct Edits {
    #[serde(default)]
    key: String,
    edits: Vec<Edit>,
    #[serde(default)]
    anyway: bool,
}

/// Which edit is to be undone or made again.
#[derive(Deserialize)]
struct Turn {
    n: usize,
}

/// So long may the key of a request be.
const LONGEST_KEY: usize = 64;

async fn post_edits(State(app): State<App>, Path(id): Path<String>, request: Request) -> Response {
    let Some(writing) = app.writing.clone() else { return StatusCode::NOT_FOUND.into_response() };
    let Edits { key, edits, anyway } = match read(&writing, request).await {
        Ok(edits) => edits,
        Err(answer) => return answer,
    };
    if key.is_empty() || key.len() > LONGEST_KEY {
        return error(StatusCode::BAD_REQUEST, "This change cannot be read: reload the page.");
    }
    answered(&app, &id, move |open| writing.edit(open, &key, &edits, anyway)).await
}

async fn post_try(State(app): State<App>, Path(id): Path<String>, request: Request) -> Response {
    let Some(writing) = app.writing.clone() else { return StatusCode::NOT_FOUND.into_response() };
    let Edits { edits, .. } = match read(&writing, request).await {
        Ok(edits) => edits,
        Err(answer) => return answer,
    };
    let versions = app.shared.store().files_of(&id);
    answered(&app, &id, move |open| writing.attempt(open, &edits, &versions)).await
}

async fn post_undo(state: State<App>, id: Path<String>, request: Request) -> Response {
    turn(state, id, request, Way::Undo).await
}

async fn post_redo(state: State<App>, id: Path<String>, request: Request) -> Response {
    turn(state, id, request, Way::Redo).await
}

async fn turn(State(app): State<App>, Path(id): Path<String>, request: Request, way: Way) -> Response {
    let Some(writing) = app.writing.clone() else { return StatusCode::NOT_FOUND.into_response() };
    let Turn { n } = match read(&writing, request).await {
        Ok(turn) => turn,
        Err(answer) => return answer,
    };
    let writing = Arc::clone(&writing);
    answered(&app, &id, move |open| writing.turn(open, way, n)).await
}

/// Opens the file of a letter in the program that this computer has for it.
async fn post_open(State(app): State<App>, Path(id): Path<String>, request: Request) -> Response {
    let Some(writing) = app.writing.clone() else { return StatusCode::NOT_FOUND.into_response() };
    if let Err(answer) = read::<Value>(&writing, request).await {
        return answer;
    }
    answered(&app, &id, |open| match open::that_detached(&open.path) {
        Ok(()) => Ok(json!({})),
        Err(_) => {
            let file = shown(&open.path);
            Err(Refusal::NotWritten(format!("No program opened the file. Open it yourself: {file}")))
        }
    })
    .await
}

/// The days of a meeting as a page sends them.
#[derive(Deserialize)]
struct Move {
    starts: String,
    #[serde(default)]
    ends: Option<String>,
    #[serde(default)]
    dry: bool,
}

async fn post_move(State(app): State<App>, Path(id): Path<String>, request: Request) -> Response {
    let Some(writing) = app.writing.clone() else { return StatusCode::NOT_FOUND.into_response() };
    let Move { starts, ends, dry } = match read(&writing, request).await {
        Ok(days) => days,
        Err(answer) => return answer,
    };
    answered(&app, &id, move |open| {
        let day = |text: &str| {
            let typed = as_written(text, &open.session.phrases().dates.months);
            NaiveDate::parse_from_str(&typed, "%Y-%m-%d").map_err(|_| {
                Refusal::Unwritable(format!(
                    "“{text}” is not a date: write it as 20 April 2021 or 2021-04-20."
                ))
            })
        };
        let ends = ends.as_deref().filter(|ends| !ends.trim().is_empty()).map(day).transpose()?;
        writing.move_meeting(open, (day(&starts)?, ends), !dry)
    })
    .await
}
