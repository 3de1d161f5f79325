//! Streams of events: to each page that is looked at, the parts of it that changed.

use super::server::{App, apart, closed, note, since};
use super::shared::{Shared, Watching};
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use collective_letters::tools::preview::{Draft, PagePart, framed};
use futures_util::stream::unfold;
use serde::Serialize;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// What changed on a page.
#[derive(Default, Serialize)]
struct Update {
    /// The board's count that it now shows.
    count: u64,
    /// New contents of elements, by their ids.
    parts: BTreeMap<&'static str, String>,
    /// The title of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    /// The draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    draft: Option<String>,
    /// Rows of the list that changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<Vec<Row>>,
    /// All ids of the list in their order, when that changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<Vec<String>>,
    /// The letter is no longer there.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    gone: bool,
}

#[derive(Serialize)]
struct Row {
    id: String,
    html: String,
}

/// What a page has been told.
trait Page: Send + 'static {
    /// What it has to be told now; a page that cannot be rendered is told nothing.
    fn update(&mut self, shared: &Arc<Shared>) -> Option<Update>;

    /// The time after one event before the next.
    const REST: Duration;
}

/// The list of letters.
struct List {
    count: u64,
    order: Vec<String>,
}

impl Page for List {
    // While a thousand letters are read for the first time, the list need not follow each.
    const REST: Duration = Duration::from_millis(50);

    fn update(&mut self, shared: &Arc<Shared>) -> Option<Update> {
        if shared.store().list_changed() <= self.count {
            return None;
        }
        let index = shared.store().index();
        let mut update = Update { count: index.count, rows: Some(Vec::new()), ..Update::default() };
        for row in index.rows.iter().filter(|row| row.changed > self.count) {
            let html = shared.pages.row(row).ok()?;
            update.rows.get_or_insert_default().push(Row { id: row.id.clone(), html });
        }
        let order: Vec<String> = index.rows.iter().map(|row| row.id.clone()).collect();
        if order != self.order {
            self.order.clone_from(&order);
            update.order = Some(order);
        }
        update.parts.insert("summary", index.summary.clone());
        update.parts.insert("house", shared.pages.house(&index).ok()?);
        self.count = index.count;
        Some(update)
    }
}

/// One letter.
struct LetterQuery {
    id: String,
    count: u64,
    draft: Option<Arc<Draft>>,
    is_gone: bool,
    _watching: Watching,
}

impl Page for LetterQuery {
    const REST: Duration = Duration::ZERO;

    fn update(&mut self, shared: &Arc<Shared>) -> Option<Update> {
        let changed = shared.store().changed(&self.id);
        if changed <= self.count {
            return None;
        }
        let draft = shared.draft(&self.id, None);
        let Some(letter_page) = shared.store().letter_page(&self.id) else {
            self.count = changed;
            let is_news = !std::mem::replace(&mut self.is_gone, true);
            return is_news.then(|| Update { count: changed, gone: true, ..Update::default() });
        };
        // What came after the count was read is told by the next event.
        let mut update = Update { count: changed, ..Update::default() };
        let is_same = match (&self.draft, &draft) {
            (Some(old), Some(new)) => Arc::ptr_eq(old, new),
            (_, None) => true,
            (None, Some(_)) => false,
        };
        if !is_same && let Some(draft) = &draft {
            update.draft = Some(framed(&draft.html, ""));
        }
        for part in PagePart::ALL {
            update.parts.insert(part.id, shared.pages.part(part, &letter_page).ok()?);
        }
        update.title = Some(format!("{} - preview", letter_page.name));
        (self.draft, self.count, self.is_gone) = (draft, changed, false);
        Some(update)
    }
}

/// Events of the list.
pub async fn index(State(app): State<App>, uri: Uri) -> Response {
    let count = since(&uri);
    // A page that knows something knows the letters that were there; their order it is told once more.
    respond(app, List { count, order: Vec::new() })
}

/// Events of a letter.
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
    respond(app, LetterQuery { id, count: since(&uri), draft: None, is_gone: false, _watching: watching })
}

struct Stream<P> {
    page: P,
    shared: Arc<Shared>,
    news: watch::Receiver<u64>,
    closing: watch::Receiver<bool>,
    is_first: bool,
}

fn respond<P: Page>(app: App, page: P) -> Response {
    let news = app.shared.news();
    let stream = Stream { page, shared: app.shared, news, closing: app.closing, is_first: true };
    let events = unfold(stream, async |mut stream| {
        if !stream.is_first && P::REST > Duration::ZERO {
            tokio::time::sleep(P::REST).await;
        }
        stream.is_first = false;
        loop {
            stream.news.mark_unchanged();
            let (mut page, shared) = (stream.page, Arc::clone(&stream.shared));
            let (page, event) = apart(move || {
                let update = page.update(&shared);
                // Strings and numbers alone: cannot fail.
                let event = update.map(|update| serde_json::to_string(&update).unwrap_or_default());
                (page, event)
            })
            .await?;
            stream.page = page;
            if let Some(event) = event {
                return Some((Ok::<_, Infallible>(Event::default().data(event)), stream));
            }
            tokio::select! {
                heard = stream.news.changed() => heard.ok()?,
                () = closed(stream.closing.clone()) => return None,
            }
        }
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))).into_response()
}
