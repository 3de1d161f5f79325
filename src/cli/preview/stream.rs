//! Streams of events: to each page that is looked at, the parts of it that changed.

use super::server::{App, apart, closed, note, since};
use super::shared::Shared;
use crate::cli::edit;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use collective_letters::tools::preview::{Draft, PagePart, framed};
use futures_util::stream::unfold;
use serde_json::{Value, json};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

/// While a thousand letters are read for the first time, the list need not follow each.
const REST: Duration = Duration::from_millis(50);

/// Events of the list: rows that changed, all ids in their order when that changed, and the parts above.
pub async fn index(State(app): State<App>, uri: Uri) -> Response {
    // A page that knows something knows the letters that were there; their order it is told once more.
    let (mut count, mut order) = (since(&uri), Vec::new());
    let word = app.writing.as_ref().map(|writing| writing.word.clone());
    respond(app, REST, move |shared| {
        if shared.store().list_changed() <= count {
            return None;
        }
        let index = shared.store().index();
        let mut rows = Vec::new();
        for row in index.rows.iter().filter(|row| row.changed > count) {
            rows.push(json!({ "id": row.id, "html": shared.pages.row(row, word.as_deref()).ok()? }));
        }
        let house = shared.pages.house(&index).ok()?;
        let parts = json!({ "summary": index.summary, "house": house });
        let mut update = json!({ "count": index.count, "parts": parts, "rows": rows });
        let ids: Vec<String> = index.rows.into_iter().map(|row| row.id).collect();
        if ids != order {
            update["order"] = json!(ids);
            order = ids;
        }
        count = index.count;
        Some(update)
    })
}

/// Events of a letter: its parts, and its draft when that changed.
pub async fn letter(State(app): State<App>, Path(id): Path<String>, uri: Uri) -> Response {
    if !app.shared.store().has(&id) {
        return note(
            &app,
            StatusCode::NOT_FOUND,
            "Letter not found",
            &["It may have been renamed or removed."],
        );
    }
    let watching = app.shared.watch(&id);
    let (writing, own) = (app.writing.clone(), app.clone());
    let (mut count, mut shown, mut is_gone) = (since(&uri), None::<Arc<Draft>>, false);
    // What the letter said when it was last told.
    let mut said = Vec::new();
    respond(app, Duration::ZERO, move |shared| {
        let id = &*watching;
        let changed = shared.store().changed(id);
        if changed <= count {
            return None;
        }
        let draft = shared.draft(id, None);
        let Some(letter_page) = shared.store().letter_page(id) else {
            count = changed;
            let is_news = !std::mem::replace(&mut is_gone, true);
            return is_news.then(|| json!({ "count": changed, "parts": {}, "gone": true }));
        };
        let title = format!("{} - preview", letter_page.row.name);
        // What came after the count was read is told by the next event.
        let mut update = json!({ "count": changed, "parts": {}, "title": title });
        for part in PagePart::ALL {
            update["parts"][part.id] = json!(shared.pages.part(part, &letter_page).ok()?);
        }
        let is_shown = |draft: &Draft| shown.as_ref().is_some_and(|shown| std::ptr::eq(&**shown, draft));
        if let Some(writing) = &writing {
            update["letter"] = edit::news(&own, writing, id, &mut said);
        }
        if let Some(draft) = draft.as_deref().filter(|draft| !is_shown(draft)) {
            update["draft"] = json!(framed(&draft.html, ""));
        }
        (shown, count, is_gone) = (draft, changed, false);
        Some(update)
    })
}

/// A stream of what `page` says has changed, with a rest after each event; a page that cannot be rendered says nothing.
fn respond(
    app: App,
    rest: Duration,
    page: impl FnMut(&Shared) -> Option<Value> + Send + 'static,
) -> Response {
    let first = (page, app.shared.news(), app, Duration::ZERO);
    let events = unfold(first, move |(mut page, mut news, app, pause)| async move {
        if pause > Duration::ZERO {
            tokio::time::sleep(pause).await;
        }
        loop {
            news.mark_unchanged();
            let shared = Arc::clone(&app.shared);
            let event;
            (page, event) = apart(move || {
                let event = page(&shared).map(|update| update.to_string());
                (page, event)
            })
            .await?;
            if let Some(event) = event {
                let event = Event::default().data(event);
                return Some((Ok::<_, Infallible>(event), (page, news, app, rest)));
            }
            tokio::select! {
                heard = news.changed() => heard.ok()?,
                () = closed(app.closing.clone()) => return None,
            }
        }
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))).into_response()
}
