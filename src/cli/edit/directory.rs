//! The page of the directory: groups with chairs and contacts, signatories, and the images of the emblem and of signatures.

use super::Writing;
use super::requests::{file, house_is_wrong, made, read};
use super::writing::replace;
use crate::cli::batch::settings;
use crate::cli::preview::guard::query;
use crate::cli::preview::server::{App, apart, missing, page};
use crate::cli::preview::shared::lock;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use collective_letters::base::Diagnostic;
use collective_letters::model::written;
use collective_letters::project::session::Session;
use collective_letters::tools::edit::{DirectoryEdit, DirectoryFiles, History, Refusal, Way, Which};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// The addresses.
pub fn addresses() -> Router<App> {
    Router::new()
        .route("/directory", get(show).post(change))
        .route("/directory/undo", post(undo))
        .route("/directory/entries", get(entries))
        .route("/directory/image", get(get_image).post(post_image))
}

async fn show(State(app): State<App>) -> Response {
    match &app.writing {
        Some(writing) => page(app.shared.pages.own("directory.html", &writing.word)),
        None => missing(&app),
    }
}

async fn entries(State(app): State<App>) -> Response {
    let Some(writing) = app.writing.clone() else { return missing(&app) };
    let listed = move || listed(&DirectoryFiles::read(&writing.letters_folder)?, &lock(&writing.directory));
    made(apart(listed).await)
}

/// What a page sends.
#[derive(Deserialize)]
struct Sent {
    edits: Vec<DirectoryEdit>,
}

async fn change(State(app): State<App>, request: Request) -> Response {
    let Some(writing) = app.writing.clone() else { return missing(&app) };
    let Sent { edits } = match read(&writing, request).await {
        Ok(sent) => sent,
        Err(answer) => return answer,
    };
    made(apart(move || writing.alone(|| saved(&writing, &edits))).await)
}

fn saved(writing: &Writing, edits: &[DirectoryEdit]) -> Result<Value, Refusal> {
    let before = DirectoryFiles::read(&writing.letters_folder)?;
    let after = before.with(edits)?;
    write(&before, &after)?;
    let mut history = lock(&writing.directory);
    if before.base() != after.base() {
        history.note("Directory".to_owned(), &before.files(), &after.files());
    }
    listed(&after, &history)
}

/// Which change is to be undone.
#[derive(Deserialize)]
struct Turn {
    n: usize,
}

async fn undo(State(app): State<App>, request: Request) -> Response {
    let Some(writing) = app.writing.clone() else { return missing(&app) };
    let Turn { n } = match read(&writing, request).await {
        Ok(turn) => turn,
        Err(answer) => return answer,
    };
    made(apart(move || writing.alone(|| undone(&writing, n))).await)
}

fn undone(writing: &Writing, n: usize) -> Result<Value, Refusal> {
    let now = DirectoryFiles::read(&writing.letters_folder)?;
    let mut history = lock(&writing.directory);
    let before = DirectoryFiles::of(history.turned(Way::Undo, n, &now.files())?).ok_or(Refusal::Gone)?;
    write(&now, &before)?;
    history.turn(Way::Undo);
    listed(&before, &history)
}

fn listed(files: &DirectoryFiles, history: &History) -> Result<Value, Refusal> {
    let mut listed = files.listed()?;
    listed["undo"] = json!(history.top(Way::Undo));
    Ok(listed)
}

fn write(before: &DirectoryFiles, after: &DirectoryFiles) -> Result<(), Refusal> {
    for (old, new) in [(&before.groups, &after.groups), (&before.signatories, &after.signatories)] {
        if old.text() != new.text() && !replace(old, new)? {
            return Err(Refusal::NotNow(
                "Another program has just saved the directory: try once more.".to_owned(),
            ));
        }
    }
    Ok(())
}

/// The image that is meant: that of the emblem, or of a signatory by the number of the entry. Never a name from a page.
fn image(writing: &Writing, of: &str) -> Result<String, Refusal> {
    if of == "emblem" {
        return Ok("emblem.png".to_owned());
    }
    let listed = DirectoryFiles::read(&writing.letters_folder)?.listed()?;
    let number: usize = of.parse().map_err(|_| Refusal::NoPlace)?;
    let person = listed["signatories"].get(number).ok_or(Refusal::NoPlace)?;
    Ok(person["signature"].as_str().unwrap_or_default().to_owned())
}

async fn get_image(State(app): State<App>, uri: Uri) -> Response {
    let (Some(writing), Some(session)) = (app.writing.clone(), app.shared.store().session()) else {
        return missing(&app);
    };
    let of = query(uri.query(), "of").unwrap_or_default().to_owned();
    let bytes = apart(move || {
        let name = image(&writing, &of).ok().filter(|name| !name.is_empty())?;
        let found = session.house().image(&name, None).ok()?;
        Some((found.image.bytes.clone(), format!("image/{}", found.image.format.ending())))
    });
    match bytes.await.flatten() {
        Some((bytes, kind)) => ([(header::CONTENT_TYPE, kind)], bytes).into_response(),
        None => missing(&app),
    }
}

async fn post_image(State(app): State<App>, uri: Uri, request: Request) -> Response {
    let Some(writing) = app.writing.clone() else { return missing(&app) };
    let bytes = match file(&writing, request).await {
        Ok(bytes) => bytes,
        Err(answer) => return answer,
    };
    let Some(session) = app.shared.store().session() else {
        return house_is_wrong();
    };
    let of = query(uri.query(), "of").unwrap_or_default().to_owned();
    made(apart(move || writing.alone(|| kept(&writing, &session, &of, &bytes))).await)
}

/// Keeps an image in the house style, once it is known that letters can show it.
fn kept(writing: &Writing, session: &Arc<Session>, of: &str, bytes: &[u8]) -> Result<Value, Refusal> {
    let wrong = |problem: Diagnostic| Refusal::Unwritable(Refusal::told(&problem));
    let folders = settings(&writing.letters_folder, writing.templates.as_deref()).ok();
    let house = folders.and_then(|folders| folders.templates).ok_or_else(|| {
        Refusal::unwritable(
            "These letters use the built-in house style, which has no folder for images. Create a folder with `letters init`.",
        )
    })?;
    let ending = if bytes.starts_with(b"\x89PNG") { "png" } else { "jpg" };
    let mut name = image(writing, of)?;
    let is_new = name.is_empty();
    if is_new {
        name = format!("signature-{}.{ending}", of.parse::<usize>().unwrap_or_default() + 1);
    } else if !name.to_lowercase().replace(".jpeg", ".jpg").ends_with(ending) {
        return Err(Refusal::Unwritable(format!("Choose a file of the same kind as {name}.")));
    }
    session.house().check_image(&name, bytes.to_vec()).map_err(wrong)?;
    let images = house.join("images");
    if images.is_symlink() || images.join(&name).is_symlink() {
        return Err(Refusal::NotWritten(format!("{name} is a link to a file elsewhere: replace that file.")));
    }
    written::write(&images.join(&name), bytes, |_| true).map_err(wrong)?;
    if is_new {
        let path = vec![of.to_owned(), "signature".to_owned()];
        let edit = DirectoryEdit { of: Which::Signatories, path, old: Value::Null, new: json!(name) };
        return saved(writing, &[edit]);
    }
    listed(&DirectoryFiles::read(&writing.letters_folder)?, &lock(&writing.directory))
}
