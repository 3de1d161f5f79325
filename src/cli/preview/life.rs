//! When the preview ends: with Ctrl+C, from its page, or some time after its last page was closed.
//!
//! Each page says when it is opened and when it is closed. A page that is only hidden, or that the browser put to sleep, is
//! still open.

use super::shared::lock;
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// So long after the last page was closed it may be opened again.
const ALONE: Duration = Duration::from_secs(5 * 60);

/// A page that nothing was heard of for so long went with its browser.
const LOST: Duration = Duration::from_secs(24 * 60 * 60);

/// How often is looked.
const LOOK: Duration = Duration::from_secs(5);

/// The page that says goodbye may load what it needs.
const GOODBYE: Duration = Duration::from_secs(1);

/// More pages than anybody opens, and a longer name than any has.
const MOST: usize = 1000;
const LONGEST: usize = 64;

/// The life of a preview.
pub struct Life {
    close: watch::Sender<bool>,
    ends_alone: bool,
    pages: Mutex<Pages>,
}

/// The pages that are open, and when something was last heard of one.
struct Pages {
    open: BTreeSet<String>,
    heard: Instant,
}

impl Pages {
    fn is_over(&self, now: Instant) -> bool {
        let silent = now.saturating_duration_since(self.heard);
        silent > if self.open.is_empty() { ALONE } else { LOST }
    }
}

impl Life {
    /// One that ends after its last page, or one that does not.
    pub fn new(ends_alone: bool) -> Self {
        let pages = Pages { open: BTreeSet::new(), heard: Instant::now() };
        Self { close: watch::Sender::new(false), ends_alone, pages: Mutex::new(pages) }
    }

    /// Becomes true when the program ends.
    pub fn closing(&self) -> watch::Receiver<bool> {
        self.close.subscribe()
    }

    /// Ends it.
    pub fn end(&self) {
        self.close.send_replace(true);
    }

    /// Ends it when the page that says so has been seen.
    pub async fn end_soon(&self) {
        tokio::time::sleep(GOODBYE).await;
        self.end();
    }

    /// Something was asked for.
    pub fn heard(&self) {
        lock(&self.pages).heard = Instant::now();
    }

    /// A page was opened.
    pub fn opened(&self, id: String) {
        let mut pages = lock(&self.pages);
        if id.len() <= LONGEST && pages.open.len() < MOST {
            pages.open.insert(id);
        }
    }

    /// A page was closed.
    pub fn closed(&self, id: &str) {
        lock(&self.pages).open.remove(id);
    }

    /// Ends it when nobody looks any more.
    pub async fn watch(&self) {
        if !self.ends_alone {
            return;
        }
        while !lock(&self.pages).is_over(Instant::now()) {
            tokio::time::sleep(LOOK).await;
        }
        self.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_over_some_time_after_the_last_page_was_closed() {
        let life = Life::new(true);
        let after = |time: Duration| lock(&life.pages).is_over(Instant::now() + time);
        let (soon, late) = (ALONE / 2, ALONE * 2);
        assert!(!after(soon) && after(late), "nobody came");
        life.opened("a".into());
        life.opened("b".into());
        life.closed("a");
        assert!(!after(late), "one is open");
        assert!(after(LOST * 2), "its browser is gone");
        life.closed("b");
        assert!(!after(soon) && after(late));
        life.opened("x".repeat(LONGEST + 1));
        assert!(after(late), "that is no name of ours");
    }
}
