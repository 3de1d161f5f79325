//! A letter is issued from its page: what `letters issue` asks is asked there, and what it refuses is told there.

use super::Writing;
use super::answers::answered;
use super::requests::read;
use super::writing::Open;
use crate::cli::End;
use crate::cli::args::{Asked, Issue, approver};
use crate::cli::issue::{check, issue};
use crate::cli::new::today;
use crate::cli::preview::server::App;
use crate::cli::printer::{Printer, Told};
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::NaiveDate;
use collective_letters::base::text::shown;
use collective_letters::base::{Diagnostic, Language, Severity};
use collective_letters::model::dates::typed::as_written;
use collective_letters::model::translation::language_of;
use collective_letters::tools::edit::{Letter, Refusal, as_found, base, files};
use collective_letters::tools::issue::date;
use serde::Deserialize;
use serde_json::{Value, json};

/// The addresses.
pub fn addresses() -> Router<App> {
    Router::new().route("/letters/{id}/issue", get(get_issue).post(post_issue))
}

/// What a page sends.
#[derive(Deserialize)]
struct Sent {
    by: String,
    date: String,
    /// Codes of languages; all that the letter has where there are none.
    #[serde(default)]
    languages: Vec<String>,
}

/// The command for one letter.
fn command(writing: &Writing, open: &Open, languages: &[Language]) -> Issue {
    Issue {
        paths: vec![open.path.clone()],
        by: None,
        date: None,
        lang: languages.iter().copied().map(Asked::One).collect(),
        output: writing.output.clone(),
        published: writing.published.clone(),
        house: writing.folders(),
    }
}

/// What has to be known, and what keeps the letter from being issued.
async fn get_issue(State(app): State<App>, Path(id): Path<String>) -> Response {
    let Some(writing) = app.writing.clone() else { return StatusCode::NOT_FOUND.into_response() };
    let (files_of, silenced) = {
        let store = app.shared.store();
        (store.files_of(&id), store.letter_page(&id).map(|page| page.silenced).unwrap_or_default())
    };
    answered(&app, &id, move |open| {
        let now = files(&open.path)?;
        let letter = Letter::of(&open.session, &now)?;
        let said = date(letter.facts()).and_then(Result::ok);
        let yesterday = today().pred_opt().unwrap_or_default();
        let arguments = command(&writing, open, &[]);
        let (_, told) = Printer::quietly(|printer| check(&arguments, printer));
        let languages: Vec<Value> = files_of
            .iter()
            .filter_map(|path| files(path).ok())
            .map(|files| language_of(&files.letter))
            .map(|language| json!({ "word": language.code(), "meaning": language.name() }))
            .collect();
        Ok(json!({
            "base": base(&now),
            "today": today().to_string(),
            "date": said.map(|date| date.to_string()),
            "isOld": said.is_none_or(|date| date < yesterday),
            "issued": letter.is_issued(),
            "languages": languages,
            "findings": problems(&letter, &told),
            "allowed": silenced,
        }))
    })
    .await
}

/// What is wrong, for the page.
fn problems(letter: &Letter, told: &Told) -> Vec<Value> {
    let own = letter.files.letter.path();
    // What is wrong in several languages is told once.
    let mut wrong: Vec<Diagnostic> = Vec::new();
    for problem in told.problems.iter().filter(|problem| problem.severity != Severity::Note) {
        if !wrong.iter().any(|known| known.message == problem.message) {
            wrong.push(problem.clone());
        }
    }
    let found = as_found(Some(letter), &wrong).into_iter().zip(&wrong);
    let with_file = |(found, problem): (_, &Diagnostic)| {
        let mut found = json!(found);
        let file = problem.span.as_ref().map(|span| span.source.path()).filter(|path| *path != own);
        found["file"] = json!(file.map(shown));
        found
    };
    found.map(with_file).collect()
}

async fn post_issue(State(app): State<App>, Path(id): Path<String>, request: Request) -> Response {
    let Some(writing) = app.writing.clone() else { return StatusCode::NOT_FOUND.into_response() };
    let sent: Sent = match read(&writing, request).await {
        Ok(sent) => sent,
        Err(answer) => return answer,
    };
    answered(&app, &id, move |open| issued(&writing, open, &sent)).await
}

fn issued(writing: &Writing, open: &Open, sent: &Sent) -> Result<Value, Refusal> {
    let by = approver(&sent.by)
        .map_err(|_| Refusal::unwritable("Type the name of the person who approved the letter."))?;
    let typed = as_written(&sent.date, &open.session.phrases().dates.months);
    let date = NaiveDate::parse_from_str(&typed, "%Y-%m-%d")
        .map_err(|_| Refusal::unwritable("Type the date of the letter, for example 20 April 2021."))?;
    let languages: Vec<Language> =
        sent.languages.iter().filter_map(|code| Language::from_code(code)).collect();
    let arguments = Issue { by: Some(by), date: Some(date), ..command(writing, open, &languages) };
    let before = Letter::of(&open.session, &files(&open.path)?)?;
    if before.is_issued() {
        return Err(Refusal::Issued);
    }
    let (end, told) = writing.alone(|| Printer::quietly(|printer| issue(&arguments, printer)));
    if end == End::Done {
        let now = files(&open.path)?;
        return Ok(
            json!({ "base": base(&now), "lines": told.lines, "published": shown(&writing.published), "undo": null, "redo": null }),
        );
    }
    let first = told.problems.iter().find(|problem| problem.severity == Severity::Error);
    let why = first.map(|first| format!(": {}", first.message)).unwrap_or_default();
    Err(Refusal::NotIssued(format!("Nothing was issued{why}."), problems(&before, &told)))
}
