//! Pages that a double-click needs: which folder, the documentation, the end; and the answer to a second double-click.

use super::running::HEADER;
use super::server::{App, apart, missing, note, page};
use super::shared::lock;
use crate::cli::docs;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use collective_letters::base::{Diagnostics, Severity};
use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// The page that asks for a folder, with what was wrong with the last answer.
pub fn ask(app: &App, problems: &[String]) -> Response {
    let proposal = lock(&app.hall).proposal();
    page(app.shared.pages.welcome(proposal.as_deref(), problems))
}

/// A new folder.
pub async fn create(State(app): State<App>) -> Response {
    chosen(app, None).await
}

/// A folder that is there.
pub async fn choose(State(app): State<App>, body: String) -> Response {
    let typed = body.split('&').find_map(|pair| pair.strip_prefix("folder=")).unwrap_or_default();
    let typed = typed.replace('+', " ");
    let typed = percent_decode_str(&typed).decode_utf8_lossy().trim().trim_matches('"').to_owned();
    chosen(app, Some(PathBuf::from(typed))).await
}

async fn chosen(app: App, folder: Option<PathBuf>) -> Response {
    let own = app.clone();
    let work = move || {
        let (mut hall, mut door) = (lock(&own.hall), own.door.as_deref().map(lock));
        if hall.is_open() {
            return Ok(());
        }
        match folder {
            Some(folder) => hall.enter(&folder, &own.shared, door.as_deref_mut()),
            None => hall.create(&own.shared, door.as_deref_mut()),
        }
    };
    match apart(work).await {
        Some(Ok(())) => Redirect::to("/").into_response(),
        Some(Err(problems)) => ask(&app, &sentences(problems)),
        None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// What is wrong, for a page.
fn sentences(problems: Diagnostics) -> Vec<String> {
    let errors = problems.into_sorted().into_iter().filter(|problem| problem.severity == Severity::Error);
    errors
        .map(|problem| std::iter::once(problem.message).chain(problem.hints).collect::<Vec<_>>().join("; "))
        .collect()
}

/// A page of the documentation, or what it needs.
pub async fn documentation(State(app): State<App>, Path(name): Path<String>) -> Response {
    static FILES: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    let found = apart(move || {
        let files = FILES.get_or_init(|| docs::all().files().unwrap_or_default());
        files.get(&name).map(|bytes| (name, bytes.as_slice()))
    });
    let Some((name, bytes)) = found.await.flatten() else { return missing(&app) };
    let kind = match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "png" => "image/png",
        _ => "application/octet-stream",
    };
    ([(header::CONTENT_TYPE, kind)], bytes).into_response()
}

/// The end.
pub async fn end(State(app): State<App>) -> Response {
    let life = Arc::clone(&app.life);
    tokio::spawn(async move { life.end_soon().await });
    note(&app, StatusCode::OK, "The preview has ended", &["You can close this page."])
}

/// A page says that it was opened or closed.
pub async fn heard(State(app): State<App>, Path((id, what)): Path<(String, String)>) -> StatusCode {
    match what.as_str() {
        "open" => app.life.opened(id),
        "closed" => app.life.closed(&id),
        _ => return StatusCode::NOT_FOUND,
    }
    StatusCode::NO_CONTENT
}

/// Whether a second double-click asks, which has no browser and no cookie.
pub fn is_second(app: &App, headers: &HeaderMap) -> bool {
    let token = headers.get(HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    app.door.as_deref().is_some_and(|door| lock(door).is_own(token))
}

/// An address for the browser of a second double-click.
pub async fn again(State(app): State<App>, headers: HeaderMap) -> Response {
    // Whoever has a cookie has no business here.
    if !is_second(&app, &headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let turned = app.door.as_deref().is_some_and(|door| lock(door).turn().is_ok());
    match app.access.once() {
        Ok(address) if turned => address.into_response(),
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
