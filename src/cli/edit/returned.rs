//! A Word file that came back: its changes beside the letter, each to be accepted or not. The same as `letters review`.

use super::Writing;
use super::answers::answered;
use super::requests::{file, read};
use super::writing::Open;
use crate::cli::args::Review as Arguments;
use crate::cli::preview::guard::{decoded, query};
use crate::cli::preview::server::App;
use crate::cli::preview::shared::lock;
use crate::cli::review::letters::Letters;
use crate::cli::review::with_comments;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use collective_letters::base::Diagnostics;
use collective_letters::base::text::shown;
use collective_letters::check::explain::capital;
use collective_letters::tools::edit::{Refusal, base, files};
use collective_letters::tools::review::{self, Files, Kept, Outcome, Returned, Reviewed, report};
use collective_letters::tools::word::{self, WordFile};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Arc;

/// The addresses.
pub fn addresses() -> Router<App> {
    Router::new()
        .route("/letters/{id}/returned", post(post_returned))
        .route("/letters/{id}/returned/take", post(post_take))
}

/// A file that came back for a letter, as long as its page is open.
#[derive(Clone)]
pub struct Came {
    /// What it is called where it came from.
    name: String,
    word: Arc<WordFile>,
    /// The letter before anything was taken over.
    start: Option<Kept>,
    /// Other states of the letter that are known.
    kept: Vec<Kept>,
}

async fn post_returned(
    State(app): State<App>,
    Path(id): Path<String>,
    uri: Uri,
    request: Request,
) -> Response {
    let Some(writing) = app.writing.clone() else { return StatusCode::NOT_FOUND.into_response() };
    let bytes = match file(&writing, request).await {
        Ok(bytes) => bytes,
        Err(answer) => return answer,
    };
    let name = query(uri.query(), "name").map(decoded).unwrap_or_default();
    let shared = Arc::clone(&app.shared);
    answered(&app, &id, move |open| {
        let word = word::read(&bytes)
            .map_err(|why| Refusal::unwritable(format!("This file {why}. {}.", capital(why.help()))))?;
        let arguments = arguments(&writing, &name);
        let letters = Letters::read(&arguments, &open.session).map_err(|problems| refused(&problems))?;
        let now = files(&open.path)?;
        let other = letters.letter(&PathBuf::from(&name), &word).ok().map(|(files, _)| files.letter);
        let other = other.filter(|other| other.path() != open.path);
        let other = other
            .map(|other| json!({ "id": shared.store().id_of(other.path()), "file": shown(other.path()) }));
        let came = Came { name, word: Arc::new(word), start: None, kept: letters.kept(&now) };
        let mut answer = looked_at(&writing, open, came)?;
        answer["other"] = json!(other);
        Ok(answer)
    })
    .await
}

/// The command, of which only the folders count.
fn arguments(writing: &Writing, name: &str) -> Arguments {
    Arguments {
        files: vec![PathBuf::from(name)],
        apply: false,
        interactive: false,
        html: None,
        dismiss: false,
        output: writing.output.clone(),
        house: writing.folders(),
    }
}

fn refused(problems: &Diagnostics) -> Refusal {
    let first = problems.iter().next().map(|problem| problem.message.clone()).unwrap_or_default();
    Refusal::unwritable(format!("{}.", capital(&first)))
}

/// What the file changes in the letter of now; `take` says which of it is accepted.
fn reviewed(
    open: &Open,
    now: &Files,
    came: &Came,
    take: &dyn Fn(&Reviewed) -> bool,
) -> Result<review::Review, Refusal> {
    let kept = || came.kept.clone();
    let returned = Returned { word: &came.word, start: came.start.as_ref(), kept: &kept };
    review::review(&open.session, now, &returned, &mut |change| take(change))
        .map_err(|problems| refused(&problems))
}

/// Looks at the file, and keeps it for what the page asks next.
fn looked_at(writing: &Writing, open: &Open, came: Came) -> Result<Value, Refusal> {
    let now = files(&open.path)?;
    let review = reviewed(open, &now, &came, &|_| true)?;
    let answer = told(&review, &now, &came);
    let came = Came { start: came.start.or(Some(review.start)), ..came };
    lock(&writing.came).insert(open.path.clone(), came);
    Ok(answer)
}

fn told(review: &review::Review, now: &Files, came: &Came) -> Value {
    let lines = report::json(review, &came.name, &shown(now.letter.path()));
    let lines = lines.iter().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let of = |event: &str| -> Vec<Value> { lines.clone().filter(|line| line["event"] == event).collect() };
    json!({
        "base": base(now),
        "name": came.name,
        "compared": review.base,
        "changes": of("change"),
        "comments": of("comment"),
        "remarks": review.remarks,
        "issued": review.is_issued,
    })
}

/// Which changes a page accepts.
#[derive(Deserialize)]
struct Taken {
    /// The letter that their numbers are of.
    base: String,
    #[serde(default)]
    numbers: Vec<usize>,
    #[serde(default)]
    comments: bool,
}

async fn post_take(State(app): State<App>, Path(id): Path<String>, request: Request) -> Response {
    let Some(writing) = app.writing.clone() else { return StatusCode::NOT_FOUND.into_response() };
    let taken: Taken = match read(&writing, request).await {
        Ok(taken) => taken,
        Err(answer) => return answer,
    };
    answered(&app, &id, move |open| {
        let came = lock(&writing.came).get(&open.path).cloned();
        let came = came.ok_or_else(|| Refusal::unwritable("Choose the Word file again."))?;
        let take = |now: &Files| {
            if base(now) != taken.base {
                return Err(Refusal::Conflict(None));
            }
            let review = reviewed(open, now, &came, &|change| taken.numbers.contains(&change.number))?;
            if review.is_issued {
                return Err(Refusal::Issued);
            }
            let after =
                if taken.comments { with_comments(&review, &review.after) } else { review.after.clone() };
            let ready = |change: &&Reviewed| matches!(change.outcome, Outcome::Ready { .. });
            Ok((review.changes.iter().filter(ready).count(), after))
        };
        let (count, mut answer) = writing.change(open, take, |(count, after)| {
            let what = if *count == 0 { "Comments".to_owned() } else { format!("{count} accepted") };
            (format!("{what} from {}", came.name), after)
        })?;
        let again = looked_at(&writing, open, came)?;
        answer["accepted"] = json!(count.0);
        answer["review"] = again;
        Ok(answer)
    })
    .await
}
