//! What the worker and the server share: the board, the pages, and who looks at which letter.

use collective_letters::tools::preview::{Draft, Pages, Store};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use tokio::sync::watch;

/// Shared by all threads.
pub struct Shared {
    store: Mutex<Store>,
    /// The pages.
    pub pages: Pages,
    news: watch::Sender<u64>,
    /// The letters that somebody looks at, for as long as somebody does.
    watched: Mutex<Vec<Weak<str>>>,
}

/// A lock is held for moments, and nothing under it can be left half done.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    /// An empty one; `is_edited` where letters are changed in their pages.
    pub fn new(is_edited: bool) -> tera::TeraResult<Self> {
        let store = if is_edited { Store::edited() } else { Store::default() };
        Ok(Self {
            store: Mutex::new(store),
            pages: Pages::new()?,
            news: watch::Sender::new(0),
            watched: Mutex::default(),
        })
    }

    /// The board; hold it for moments only.
    pub fn store(&self) -> MutexGuard<'_, Store> {
        lock(&self.store)
    }

    /// Tells everybody that the board may show something else.
    pub fn publish(&self) {
        self.news.send_modify(|count| *count += 1);
    }

    /// Hears when the board may show something else.
    pub fn news(&self) -> watch::Receiver<u64> {
        self.news.subscribe()
    }

    /// Whether somebody looks at a letter.
    pub fn is_watched(&self, id: &str) -> bool {
        lock(&self.watched).iter().any(|watched| watched.upgrade().is_some_and(|watched| *watched == *id))
    }

    /// Says that somebody looks at a letter, for as long as the value lives.
    pub fn watch(&self, id: &str) -> Arc<str> {
        let watching = Arc::from(id);
        let mut watched = lock(&self.watched);
        watched.retain(|watched| watched.strong_count() > 0);
        watched.push(Arc::downgrade(&watching));
        watching
    }

    /// The draft of a letter's last good version, which is made unless it is there. `page` is its page, if known.
    pub fn draft(&self, id: &str, page: Option<String>) -> Option<Arc<Draft>> {
        let recipe = {
            let store = self.store();
            if let Some(draft) = store.draft(id) {
                return Some(draft);
            }
            store.recipe(id)?
        };
        let draft = Arc::new(recipe.make(page)?);
        self.store().keep(id, &draft);
        Some(draft)
    }
}
