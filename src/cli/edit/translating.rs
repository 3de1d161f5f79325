//! Another language of a letter: its translation is begun or brought up to date as `letters translate` does, and what it lacks is
//! listed.

use super::answers::answered;
use super::begin::seen;
use super::requests::{bug, error, json as answer, read};
use crate::cli::End;
use crate::cli::args::{Asked, Translate};
use crate::cli::preview::server::{App, apart};
use crate::cli::printer::Printer;
use crate::cli::translate::translate;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use collective_letters::base::{Language, Severity};
use collective_letters::check::explain::capital;
use collective_letters::model::translation::{Translations, language_of};
use collective_letters::tools::edit::{base, files, lacking};
use serde::Deserialize;
use serde_json::json;

/// The addresses.
pub fn addresses() -> Router<App> {
    Router::new()
        .route("/letters/{id}/lacking", get(get_lacking))
        .route("/letters/{id}/translate", post(post_translate))
}

/// What a translation lacks.
async fn get_lacking(State(app): State<App>, Path(id): Path<String>) -> Response {
    answered(&app, &id, |open| {
        let files = files(&open.path)?;
        let lacks = lacking(&open.session, &files, &open.book)?;
        Ok(json!({ "base": base(&files), "language": language_of(&files.letter).code(), "lacks": lacks }))
    })
    .await
}

/// What a page sends.
#[derive(Deserialize)]
struct Sent {
    language: String,
}

async fn post_translate(State(app): State<App>, Path(id): Path<String>, request: Request) -> Response {
    let Some(writing) = app.writing.clone() else { return StatusCode::NOT_FOUND.into_response() };
    let Sent { language } = match read(&writing, request).await {
        Ok(sent) => sent,
        Err(answer) => return answer,
    };
    let versions = app.shared.store().files_of(&id);
    let (Some(language), Some(letter)) = (Language::from_code(&language), versions.first().cloned()) else {
        return error(StatusCode::NOT_FOUND, "This letter is not there any more.");
    };
    let arguments = Translate {
        paths: vec![letter.clone()],
        lang: vec![Asked::One(language)],
        status: false,
        export: false,
        import: false,
        output: None,
        house: writing.folders(),
    };
    let made = move || writing.alone(|| Printer::quietly(|printer| translate(&arguments, printer)));
    let Some((end, told)) = apart(made).await else { return bug() };
    if end != End::Done {
        let first = told.problems.iter().find(|problem| problem.severity == Severity::Error);
        let why = first.map_or_else(String::new, |first| format!(": {}", first.message));
        return error(StatusCode::UNPROCESSABLE_ENTITY, &capital(&format!("nothing was written{why}.")));
    }
    let found = apart(move || Translations::default().files_of(&letter)).await.unwrap_or_default();
    let Some((file, _)) = found.into_iter().find(|(_, own)| *own == language) else { return bug() };
    answer(StatusCode::CREATED, &json!({ "id": seen(&app, &file).await }))
}
