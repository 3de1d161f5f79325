//! The addresses of the preview and what is answered to each.
//!
//! No address is ever made into a path of the disk: letters are looked up by their ids on the board, files by
//! their names among those that a letter becomes.

use super::guard::{self, Access, guard, query};
use super::hall::Hall;
use super::life::Life;
use super::running::{AGAIN, Door};
use super::shared::{Shared, lock};
use super::{stream, welcome};
use crate::cli::args::OUTPUT;
use crate::cli::catalogue;
use crate::cli::edit::{self, Writing};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::middleware::from_fn_with_state;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use collective_letters::base::Format;
use collective_letters::base::text::shown;
use collective_letters::project::kept::kept_by_hand;
use collective_letters::tools::preview::{self, Version, framed};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use serde::Serialize;
use std::io;
use std::net::TcpListener;
use std::path::Path as FilePath;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::watch;

/// What every answer may need.
#[derive(Clone)]
pub struct App {
    /// Letters and pages.
    pub shared: Arc<Shared>,
    /// Who is answered.
    pub access: Access,
    /// Becomes true when the program ends.
    pub closing: watch::Receiver<bool>,
    /// When that is.
    pub life: Arc<Life>,
    /// Which folder is shown.
    pub hall: Arc<Mutex<Hall>>,
    /// What a second double-click finds.
    pub door: Option<Arc<Mutex<Door>>>,
    /// How letters are changed in their pages, where they are.
    pub writing: Option<Arc<Writing>>,
}

impl App {
    /// Of a preview that changes nothing.
    pub fn new(shared: Arc<Shared>, access: Access, life: Life, hall: Hall, door: Option<Door>) -> Self {
        let (closing, life) = (life.closing(), Arc::new(life));
        let door = door.map(|door| Arc::new(Mutex::new(door)));
        let hall = Arc::new(Mutex::new(hall));
        Self { shared, access, closing, life, hall, door, writing: None }
    }
}

/// The head of a request must come in this time: who sends half of one does not hold a connection.
const HEAD: Duration = Duration::from_secs(5);

/// Answers that are under way may take so long after Ctrl+C.
const PARTING: Duration = Duration::from_millis(500);

/// Answers until Ctrl+C, or until the life of the preview ends.
pub async fn serve(listener: TcpListener, app: App) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let (life, watched) = (Arc::clone(&app.life), Arc::clone(&app.life));
    let mut end = std::pin::pin!(closed(app.closing.clone()));
    let service = TowerToHyperService::new(router(app));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD);
    let connections = GracefulShutdown::new();
    tokio::spawn(async move {
        // Without a way to hear of Ctrl+C, the system ends the program.
        if tokio::signal::ctrl_c().await.is_ok() {
            life.end();
        } else {
            std::future::pending::<()>().await;
        }
    });
    tokio::spawn(async move { watched.watch().await });
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    let connection = http.serve_connection(TokioIo::new(stream), service.clone());
                    tokio::spawn(connections.watch(connection));
                }
                // Too many are open: some end.
                Err(_) => tokio::time::sleep(PARTING).await,
            },
            () = &mut end => break,
        }
    }
    tokio::select! {
        () = connections.shutdown() => {}
        () = tokio::time::sleep(PARTING) => {}
    }
    Ok(())
}

/// Ends when the program does.
pub async fn closed(mut closing: watch::Receiver<bool>) {
    // An error says that the other end is gone: the same.
    let _ = closing.wait_for(|closing| *closing).await;
}

/// All addresses.
pub fn router(app: App) -> Router {
    let writing = if app.writing.is_some() { edit::addresses() } else { Router::new() };
    Router::new()
        .route("/", get(index))
        .route("/events", get(stream::index))
        .route("/letters/{id}", get(letter))
        .route("/letters/{id}/draft", get(draft))
        .route("/letters/{id}/events", get(stream::letter))
        .route("/letters/{id}/changes", post(start_again))
        .route("/letters/{id}/files/{name}", get(file))
        .route("/letters/{id}/all.zip", get(all_files))
        .route("/rules/{code}", get(rule))
        .route("/docs/{*name}", get(welcome::documentation))
        .route("/folder", post(welcome::choose))
        .route("/folder/new", post(welcome::create))
        .route("/pages/{id}/{what}", post(welcome::heard))
        .route("/end", post(welcome::end))
        .route(AGAIN, post(welcome::again))
        .route("/assets/{*name}", get(asset))
        .merge(writing)
        .fallback(async |State(app): State<App>| missing(&app))
        .layer(from_fn_with_state(app.clone(), guard))
        .with_state(app)
}

/// A page with a few sentences.
pub fn note(app: &App, status: StatusCode, title: &str, sentences: &[impl Serialize]) -> Response {
    (status, page(app.shared.pages.note(title, sentences))).into_response()
}

/// What is not there.
pub fn missing(app: &App) -> Response {
    note(app, StatusCode::NOT_FOUND, "Page not found", &["The letter may have been renamed or removed."])
}

/// A page, or that a template of ours is wrong.
pub fn page(rendered: tera::TeraResult<String>) -> Response {
    match rendered {
        Ok(html) => Html(html).into_response(),
        Err(_) => {
            let text = "This page cannot be shown: there is a bug in this program. Please report it.\n";
            (StatusCode::INTERNAL_SERVER_ERROR, text).into_response()
        }
    }
}

async fn index(State(app): State<App>) -> Response {
    if !lock(&app.hall).is_open() {
        return welcome::ask(&app, &[]);
    }
    let mut index = app.shared.store().index();
    index.kept = kept_by_hand(FilePath::new(OUTPUT)).iter().map(|file| shown(file)).collect();
    page(app.shared.pages.index(&index, app.writing.as_ref().map(|writing| writing.word.as_str())))
}

async fn letter(State(app): State<App>, Path(id): Path<String>) -> Response {
    // Its changes are known when the draft is.
    let (shared, own) = (Arc::clone(&app.shared), id.clone());
    let made = apart(move || {
        shared.draft(&own, None);
        shared.store().letter_page(&own)
    });
    match made.await.flatten() {
        Some(letter_page) => match &app.writing {
            Some(writing) => page(edit::page(&app, writing, &id, &letter_page)),
            None => page(app.shared.pages.letter(&letter_page)),
        },
        None => missing(&app),
    }
}

/// The draft as a frame shows it: no script, nothing from elsewhere, no style sheet but its own, and no way to another page
/// but by a click. The same when it is opened by itself.
async fn draft(State(app): State<App>, Path(id): Path<String>) -> Response {
    let shared = Arc::clone(&app.shared);
    let made = apart(move || {
        // The board is free again before the draft is made.
        let known = shared.store().has(&id);
        (known, shared.draft(&id, None))
    });
    let (known, draft) = made.await.unwrap_or_default();
    match draft {
        Some(draft) => in_frame(&draft.html),
        None if known => in_frame(NO_DRAFT),
        None => missing(&app),
    }
}

/// A page that a frame shows.
pub fn in_frame(html: &str) -> Response {
    let Ok(nonce) = guard::random() else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let html = framed(html, &nonce);
    let policy = format!(
        "default-src 'none'; style-src 'nonce-{nonce}'; style-src-attr 'unsafe-inline'; img-src data:; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'self'; \
         sandbox allow-modals allow-same-origin allow-popups allow-popups-to-escape-sandbox"
    );
    ([(header::CONTENT_SECURITY_POLICY, policy)], Html(html)).into_response()
}

/// What the frame shows before there is a draft, below the box of errors: this takes at most three quarters of its height
/// (`preview.css`), so here a quarter must do, also in a low window.
const NO_DRAFT: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
                        <meta name=\"color-scheme\" content=\"light dark\">\n<title>No draft</title>\n</head>\n\
                        <body>\n<main style=\"position:fixed;inset:auto 0 4rem;text-align:center\"><h1 style=\"margin:0;font-size:1.25rem\">No draft yet</h1></main>\n</body>\n</html>\n";

async fn start_again(State(app): State<App>, Path(id): Path<String>) -> Response {
    if !app.shared.store().start_again(&id) {
        return missing(&app);
    }
    app.shared.publish();
    Redirect::to(&format!("/letters/{id}")).into_response()
}

/// A file that `build` would write, made now.
async fn file(State(app): State<App>, Path((id, name)): Path<(String, String)>) -> Response {
    let found = app.shared.store().file(&id, &name);
    let Some((format, version)) = found else {
        let letter_page = app.shared.store().letter_page(&id);
        return match letter_page {
            Some(letter_page) if !letter_page.errors.is_empty() => {
                let errors = letter_page.errors.iter().map(|error| error.line());
                let told: Vec<String> =
                    std::iter::once("Fix these errors first:".into()).chain(errors).collect();
                note(&app, StatusCode::CONFLICT, "This letter has errors, so there are no files", &told)
            }
            _ => missing(&app),
        };
    };
    let Some((name, bytes)) = apart(move || version.file(format)).await.flatten() else {
        return note(
            &app,
            StatusCode::CONFLICT,
            "The file could not be built",
            &["Run `letters build` to see why."],
        );
    };
    let (kind, shown, policy) = match format {
        Format::Docx => (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "attachment",
            "default-src 'none'",
        ),
        // Browsers show it with a page of their own, which a policy for ours would break.
        Format::Pdf => ("application/pdf", "inline", "frame-ancestors 'none'"),
        Format::Html => ("text/html; charset=utf-8", "attachment", "default-src 'none'; sandbox"),
    };
    let shown = format!("{shown}; filename=\"{}\"", name.replace(['"', '\\'], "_"));
    let Ok(shown) = HeaderValue::try_from(shown) else { return missing(&app) };
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let policy = (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    ([kind, policy, (header::CONTENT_DISPOSITION, shown)], bytes).into_response()
}

/// All files of a letter in all languages in which it has no errors.
async fn all_files(State(app): State<App>, Path(id): Path<String>) -> Response {
    let Some((name, versions)) = app.shared.store().versions(&id) else { return missing(&app) };
    zipped(&app, name, versions).await
}

/// All files of some letters, in one ZIP file of this name.
pub async fn zipped(app: &App, name: String, versions: Vec<Version>) -> Response {
    let Some(Ok(bytes)) = apart(move || preview::zipped(&versions)).await else {
        let told = ["Run `letters build` to see why."];
        return note(app, StatusCode::CONFLICT, "The files could not be built", &told);
    };
    let shown = format!("attachment; filename=\"{}\"", name.replace(['"', '\\'], "_"));
    let Ok(shown) = HeaderValue::try_from(shown) else { return missing(app) };
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    ([kind, (header::CONTENT_DISPOSITION, shown)], bytes).into_response()
}

async fn rule(State(app): State<App>, Path(code): Path<String>) -> Response {
    match catalogue::find(&code) {
        Some(rule) => page(app.shared.pages.rule(rule)),
        None => missing(&app),
    }
}

async fn asset(State(app): State<App>, Path(name): Path<String>) -> Response {
    match preview::asset(&name) {
        Some((kind, text)) => ([(header::CONTENT_TYPE, kind)], text).into_response(),
        None => missing(&app),
    }
}

/// Runs work of some milliseconds beside the server; `None` when it failed.
pub async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    tokio::task::spawn_blocking(work).await.ok()
}

/// The count that a page says it knows.
pub fn since(uri: &Uri) -> u64 {
    query(uri.query(), "since").and_then(|count| count.parse().ok()).unwrap_or(0)
}
