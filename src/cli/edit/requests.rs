//! Who may change something, and what they send: JSON from a page of ours alone, which says its second word. Cookies are sent
//! to every port of a machine and by every page of it; the word stands in our page only, and a header makes other pages ask
//! first, which they are refused.

use super::Writing;
use crate::cli::preview::guard::is_same;
use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use collective_letters::tools::edit::Refusal;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::time::Duration;

/// The header with the second word.
const WORD: &str = "x-letters-desk";

/// The most bytes of a request, and how deep it may be.
const MOST: usize = 64 * 1024;
const DEEPEST: usize = 16;

/// The most bytes of a file.
const MOST_OF_FILE: usize = 32 << 20;

/// A body must come in this time.
const PATIENCE: Duration = Duration::from_secs(10);

/// An answer in JSON.
pub fn json(status: StatusCode, value: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

/// A refusal as an answer.
pub fn refused(refusal: &Refusal) -> Response {
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    json(status, &refusal.body())
}

/// A sentence as an answer.
pub fn error(status: StatusCode, sentence: &str) -> Response {
    json(status, &serde_json::json!({ "error": sentence }))
}

/// That the program is wrong.
pub fn bug() -> Response {
    error(StatusCode::INTERNAL_SERVER_ERROR, "There is a bug in this program. Please report it.")
}

/// That no letter can be made at present.
pub fn house_is_wrong() -> Response {
    error(StatusCode::SERVICE_UNAVAILABLE, "The house style has an error: correct it first.")
}

/// What was made beside the server, or why not; nothing where the program is wrong.
pub fn made(result: Option<Result<Value, Refusal>>) -> Response {
    match result {
        Some(Ok(value)) => json(StatusCode::OK, &value),
        Some(Err(refusal)) => refused(&refusal),
        None => bug(),
    }
}

/// What a page sends.
///
/// # Errors
/// The answer to one who may not, or to what is no request.
pub async fn read<T: DeserializeOwned>(writing: &Writing, request: Request) -> Result<T, Response> {
    let bytes = body(writing, request, "application/json", MOST).await?;
    let wrong = |_| error(StatusCode::BAD_REQUEST, "This change cannot be read: reload the page.");
    let value: Value = serde_json::from_slice(&bytes).map_err(wrong)?;
    if depth(&value) > DEEPEST {
        return Err(error(StatusCode::BAD_REQUEST, "This change cannot be read: reload the page."));
    }
    serde_json::from_value(value).map_err(wrong)
}

/// A file that a page sends. It is told by its type that it comes from a page of ours: forms send other ones.
///
/// # Errors
/// See [`read`].
pub async fn file(writing: &Writing, request: Request) -> Result<Bytes, Response> {
    body(writing, request, "application/octet-stream", MOST_OF_FILE).await
}

async fn body(writing: &Writing, request: Request, kind: &str, most: usize) -> Result<Bytes, Response> {
    allowed(writing, request.headers(), kind, most)?;
    match tokio::time::timeout(PATIENCE, to_bytes(request.into_body(), most)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => Err(error(StatusCode::PAYLOAD_TOO_LARGE, TOO_MUCH)),
        Err(_) => Err(error(StatusCode::REQUEST_TIMEOUT, "The change did not arrive in time.")),
    }
}

const TOO_MUCH: &str = "This is more than can be saved at once.";

/// Whether a request may change something.
fn allowed(writing: &Writing, headers: &HeaderMap, expected: &str, most: usize) -> Result<(), Response> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = text(header::CONTENT_TYPE.as_str()).split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case(expected) {
        return Err(error(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Only the page itself can save changes."));
    }
    if !is_same(text(WORD), &writing.word) {
        return Err(error(
            StatusCode::FORBIDDEN,
            "This page is from an earlier start of the program: reload it. What you typed stays in the page until then.",
        ));
    }
    match text(header::CONTENT_LENGTH.as_str()).parse::<usize>() {
        Err(_) => Err(error(StatusCode::LENGTH_REQUIRED, "The length of the change is missing.")),
        Ok(length) if length > most => Err(error(StatusCode::PAYLOAD_TOO_LARGE, TOO_MUCH)),
        Ok(_) => Ok(()),
    }
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(entries) => 1 + entries.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}
