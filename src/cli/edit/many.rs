//! What the list of letters does with several at once: it looks for words in them, builds, packs and compares them, and says
//! what is due.

use super::requests::{bug, error, json as answer, read};
use crate::cli::args::{Build, Due, Input, MessageFormat};
use crate::cli::preview::guard::{decoded, query};
use crate::cli::preview::server::{App, apart, in_frame, missing, zipped};
use crate::cli::printer::Printer;
use crate::cli::{End, build, due};
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use collective_letters::base::Format;
use collective_letters::tools::diff::page::{Between, between};
use collective_letters::tools::preview::Finding;
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::PathBuf;

/// The addresses.
pub fn addresses() -> Router<App> {
    Router::new()
        .route("/search", get(search))
        .route("/due", get(get_due))
        .route("/build", post(post_build))
        .route("/letters.zip", get(zip))
        .route("/compare", get(compare))
        .route("/letters/{id}/others", get(others))
}

/// The letters of a query, by their ids.
fn ids(uri: &Uri) -> Vec<String> {
    let ids = query(uri.query(), "ids").unwrap_or_default();
    ids.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect()
}

async fn search(State(app): State<App>, uri: Uri) -> Response {
    let words = query(uri.query(), "words").map(decoded).unwrap_or_default();
    let shared = app.shared.clone();
    let hits = apart(move || shared.store().search(&words)).await;
    answer(StatusCode::OK, &json!(hits.unwrap_or_default()))
}

/// So many weeks are shown above the list.
const WEEKS: u16 = 4;

async fn get_due(State(app): State<App>) -> Response {
    let Some(writing) = app.writing.clone() else { return missing(&app) };
    let Some(session) = app.shared.store().session() else { return answer(StatusCode::OK, &json!([])) };
    let arguments = Due {
        from: None,
        until: None,
        weeks: Some(WEEKS),
        group: Vec::new(),
        html: None,
        ics: None,
        place: writing.place(Vec::new()),
        message_format: MessageFormat::Human,
    };
    let found = apart(move || due::due(&arguments, &session)).await;
    let dates = found.and_then(Result::ok).unwrap_or_default();
    let store = app.shared.store();
    let with_id = |(path, mut date): (PathBuf, Value)| {
        date["id"] = json!(store.id_of(&path));
        date
    };
    answer(StatusCode::OK, &dates.into_iter().map(with_id).collect())
}

/// Letters as a page sends them.
#[derive(Deserialize)]
struct Chosen {
    ids: Vec<String>,
}

async fn post_build(State(app): State<App>, request: Request) -> Response {
    let Some(writing) = app.writing.clone() else { return StatusCode::NOT_FOUND.into_response() };
    let Chosen { ids } = match read(&writing, request).await {
        Ok(chosen) => chosen,
        Err(answer) => return answer,
    };
    let paths: Vec<_> = {
        let store = app.shared.store();
        ids.iter().flat_map(|id| store.files_of(id)).collect()
    };
    if paths.is_empty() {
        return error(StatusCode::NOT_FOUND, "These letters are not there any more.");
    }
    let arguments = Build {
        format: Format::ALL.to_vec(),
        output: writing.output.clone(),
        review: false,
        why: false,
        shard: None,
        deny: None,
        input: Input {
            place: writing.place(paths),
            lang: Vec::new(),
            jobs: None,
            message_format: MessageFormat::Human,
        },
    };
    let built = move || writing.alone(|| Printer::quietly(|printer| build::build(&arguments, printer)));
    let Some((end, told)) = apart(built).await else {
        return bug();
    };
    let problems: Vec<Finding> = told.problems.iter().map(Finding::of).collect();
    answer(StatusCode::OK, &json!({ "done": end == End::Done, "lines": told.lines, "findings": problems }))
}

async fn zip(State(app): State<App>, uri: Uri) -> Response {
    let versions: Vec<_> = {
        let store = app.shared.store();
        ids(&uri).iter().filter_map(|id| store.versions(id)).flat_map(|(_, versions)| versions).collect()
    };
    if versions.is_empty() { missing(&app) } else { zipped(&app, "letters.zip".to_owned(), versions).await }
}

async fn compare(State(app): State<App>, uri: Uri) -> Response {
    let with = query(uri.query(), "with").unwrap_or("last");
    let found: Vec<_> = {
        let (store, output) =
            (app.shared.store(), app.writing.as_ref().map(|writing| writing.output.clone()));
        let output = output.unwrap_or_default();
        ids(&uri).iter().filter_map(|id| store.compared(id, with, &output)).collect()
    };
    if found.is_empty() {
        return missing(&app);
    }
    let made = move || {
        let letters: Vec<Between> =
            found.into_iter().map(|pair| pair.map_or_else(|alone| alone, |pair| pair.between())).collect();
        between("What is different", &letters)
    };
    match apart(made).await {
        Some(Ok(html)) => in_frame(&html),
        _ => bug(),
    }
}

async fn others(State(app): State<App>, Path(id): Path<String>) -> Response {
    let output = app.writing.as_ref().map(|writing| writing.output.clone()).unwrap_or_default();
    let others = app.shared.store().others(&id, &output);
    answer(StatusCode::OK, &json!(others))
}
