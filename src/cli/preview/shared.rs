//! What the worker and the server share: the board, the pages, and who looks at which letter.

use collective_letters::tools::preview::{Draft, Pages, Store};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// Shared by all threads.
pub struct Shared {
    store: Mutex<Store>,
    /// The pages.
    pub pages: Pages,
    news: watch::Sender<u64>,
    watched: Mutex<BTreeMap<String, usize>>,
}

/// A lock is held for moments, and nothing under it can be left half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    /// An empty one.
    pub fn new() -> tera::TeraResult<Self> {
        Ok(Self {
            store: Mutex::new(Store::default()),
            pages: Pages::new()?,
            news: watch::Sender::new(0),
            watched: Mutex::new(BTreeMap::new()),
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
        lock(&self.watched).contains_key(id)
    }

    /// Says that somebody looks at a letter, for as long as the value lives.
    pub fn watch(self: &Arc<Self>, id: &str) -> Watching {
        *lock(&self.watched).entry(id.to_owned()).or_default() += 1;
        Watching { shared: Arc::clone(self), id: id.to_owned() }
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
        let first = recipe.first.clone();
        let draft = Arc::new(recipe.make(page)?);
        self.store().keep(id, &draft, &first);
        Some(draft)
    }
}

/// Somebody looks at a letter.
pub struct Watching {
    shared: Arc<Shared>,
    id: String,
}

impl Drop for Watching {
    fn drop(&mut self) {
        let mut watched = lock(&self.shared.watched);
        if let Some(count) = watched.get_mut(&self.id) {
            *count -= 1;
            if *count == 0 {
                watched.remove(&self.id);
            }
        }
    }
}
