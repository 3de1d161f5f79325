//! The time plan and the list of Questions of a letter as tables of the page: rows of cells, as `letters sheet` has them.

use super::answers::answered;
use super::requests::read;
use super::writing::Open;
use crate::cli::preview::server::App;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use collective_letters::base::Source;
use collective_letters::tools::edit::{Letter, Refusal, base, files};
use collective_letters::tools::review::Files;
use collective_letters::tools::sheet::{Kind, Table, tables, taken};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Arc;

/// The addresses.
pub fn addresses() -> Router<App> {
    Router::new().route("/letters/{id}/tables", get(get_tables).post(post_table))
}

/// The tables of a letter; none where it has none, or none that a table can say.
fn of(source: &Arc<Source>) -> Vec<Table> {
    tables(source).unwrap_or_default()
}

async fn get_tables(State(app): State<App>, Path(id): Path<String>) -> Response {
    answered(&app, &id, listed).await
}

fn listed(open: &Open) -> Result<Value, Refusal> {
    let now = files(&open.path)?;
    if now.original.is_some() {
        return Ok(json!({ "base": base(&now), "tables": [] }));
    }
    let letter = Letter::of(&open.session, &now)?;
    let kinds: Vec<&str> = letter
        .value("annexes")
        .map(|annexes| annexes.items())
        .unwrap_or_default()
        .iter()
        .map(|annex| annex.get("kind").and_then(|kind| kind.as_str()).unwrap_or_default())
        .collect();
    let table = |table: Table| {
        let annex = kinds.iter().position(|kind| *kind == table.kind.word())?;
        let at = format!("annexes.{}", annex + 1);
        Some(json!({ "kind": table.kind.word(), "name": table.kind.name(), "at": at, "rows": table.rows }))
    };
    let tables: Vec<Value> = of(&now.letter).into_iter().filter_map(table).collect();
    Ok(json!({ "base": base(&now), "tables": tables }))
}

/// A table as a page sends it.
#[derive(Deserialize)]
struct Sent {
    kind: String,
    /// The rows that the page was given.
    old: Vec<Vec<String>>,
    rows: Vec<Vec<String>>,
}

async fn post_table(State(app): State<App>, Path(id): Path<String>, request: Request) -> Response {
    let Some(writing) = app.writing.clone() else { return StatusCode::NOT_FOUND.into_response() };
    let Sent { kind, old, rows } = match read(&writing, request).await {
        Ok(sent) => sent,
        Err(answer) => return answer,
    };
    answered(&app, &id, move |open| {
        let kind = Kind::ALL.into_iter().find(|known| known.word() == kind).ok_or(Refusal::NoPlace)?;
        let make = |now: &Files| {
            if Letter::of(&open.session, now)?.is_issued() {
                return Err(Refusal::Issued);
            }
            let there = of(&now.letter).into_iter().find(|table| table.kind == kind).ok_or(Refusal::Gone)?;
            if there.rows != old {
                return Err(Refusal::Conflict(None));
            }
            let table = Table { kind, file: PathBuf::from("the table"), rows: rows.clone() };
            let taken = taken(&now.letter, &[table])
                .map_err(|problems| Refusal::Unwritable(Refusal::first(problems)))?;
            Ok(Files { letter: taken.source, original: None })
        };
        let (_, answer) = writing.change(open, make, |files| (kind.name().to_owned(), files))?;
        Ok(answer)
    })
    .await
}
