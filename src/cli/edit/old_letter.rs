//! A letter made of an old Word document or text, in the browser: what `letters import` does.

use super::Writing;
use super::requests::{bug, error, file, house_is_wrong, json as answer};
use crate::cli::args::Import;
use crate::cli::import::{make, old};
use crate::cli::preview::guard::{decoded, query};
use crate::cli::preview::server::{App, apart};
use crate::cli::schema;
use axum::extract::{Request, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use collective_letters::base::text::shown;
use collective_letters::base::yaml;
use collective_letters::model::letter_files;
use collective_letters::project::session::Session;
use collective_letters::tools::edit::Refusal;
use collective_letters::tools::import::Imported;
use collective_letters::tools::schema::{File, known_to};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Reads the old letter that a page sends; with `write` in the address its new file is written.
pub async fn import(State(app): State<App>, uri: Uri, request: Request) -> Response {
    let Some(writing) = app.writing.clone() else { return StatusCode::NOT_FOUND.into_response() };
    let bytes = match file(&writing, request).await {
        Ok(bytes) => bytes,
        Err(answer) => return answer,
    };
    let Some(session) = app.shared.store().session() else {
        return house_is_wrong();
    };
    let said = |name: &str| query(uri.query(), name).map(decoded).filter(|said| !said.is_empty());
    let arguments = Import {
        file: PathBuf::from(said("name").unwrap_or_default()),
        output: None,
        group: said("group"),
        number: said("number").and_then(|number| number.parse().ok()),
        date: said("date").and_then(|date| yaml::date(&date).ok()),
        house: writing.folders(),
    };
    let write = query(uri.query(), "write").is_some();
    match apart(move || made(&arguments, &session, &bytes, write.then_some(&*writing))).await {
        Some(Ok((path, mut told))) => {
            if write {
                told["id"] = json!(super::begin::seen(&app, &path).await);
            }
            answer(if write { StatusCode::CREATED } else { StatusCode::OK }, &told)
        }
        Some(Err(sentence)) => error(StatusCode::UNPROCESSABLE_ENTITY, &sentence),
        None => bug(),
    }
}

fn made(
    arguments: &Import,
    session: &Session,
    bytes: &[u8],
    write: Option<&Writing>,
) -> Result<(PathBuf, Value), String> {
    let old = old(session, bytes, "This file").map_err(|problem| Refusal::told(&problem))?;
    let (path, imported) = make(arguments, session, &old).map_err(Refusal::first)?;
    if let Some(writing) = write {
        let create = || letter_files::create(&path, imported.text.as_bytes());
        writing.alone(create).map_err(|problem| Refusal::told(&problem))?;
        schema::keep(&arguments.house.letters, File::Letter, || known_to(session));
    }
    let told = told(&path, &imported);
    Ok((path, told))
}

fn told(path: &std::path::Path, imported: &Imported) -> Value {
    let proof = &imported.proof;
    let missing: Vec<&String> = proof.missing.iter().map(|missing| &missing.text).collect();
    json!({
        "file": shown(path),
        "exists": path.exists(),
        "language": imported.language.name(),
        "words": proof.words,
        "same": proof.same,
        "missing": missing,
        "tasks": imported.tasks,
    })
}
