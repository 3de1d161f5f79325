//! Follows the files: waits for a change, looks at the letters that it touches, puts what was found on the board.
//!
//! One thread, so that nothing is overtaken. Letters that somebody looks at come first, the others follow in small
//! lots between which news are heard.

use super::folders::{Folders, Meaning, named, whole};
use super::shared::Shared;
use collective_letters::base::defect::guarded;
use collective_letters::model::letter_files;
use collective_letters::project::session::Session;
use collective_letters::tools::preview::{Job, Looked, Read, Wanted, look};
use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{Config, RecommendedWatcher, RecursiveMode, Watcher};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A save has ended when nothing was heard for so long, unless the system says sooner.
const QUIET: Duration = Duration::from_millis(4);

/// News that never end are acted upon all the same.
const LONGEST: Duration = Duration::from_millis(40);

/// Files that come with their folder may be there before that is watched: when all is quiet for so long, everything is
/// looked at once more.
const FILLED: Duration = Duration::from_millis(200);

/// A file that is away, empty or wrong may be in the middle of a save: it is read again after each of these.
const PATIENCE: [Duration; 3] =
    [Duration::from_millis(10), Duration::from_millis(20), Duration::from_millis(40)];

/// Where comparing the letters of the folder with each other takes longer than this, whoever looks at one first sees what it
/// says.
const SHORT: Duration = Duration::from_millis(5);

/// Then they are compared when nothing was heard for so long.
const SETTLED: Duration = Duration::from_millis(15);

/// Letters of one lot for each core.
const LOT: usize = 4;

/// What the system says.
enum News {
    /// A file changed; whether that was the end of it.
    Changed(PathBuf, bool),
    /// A folder has come.
    Folder,
    /// More than can be told: everything may have changed.
    Everything,
}

/// Follows the files.
pub struct Worker {
    shared: Arc<Shared>,
    folders: Folders,
    news: Receiver<News>,
    /// The paths of letters by their names for the system; of a link, also by that of what it leads to.
    known: BTreeMap<PathBuf, PathBuf>,
    watcher: RecommendedWatcher,
    /// The folders that are watched.
    watched: BTreeSet<PathBuf>,
    /// Whether a folder has just come, of which files may have been missed.
    has_folder: bool,
    /// Whether letters were looked at since they were last compared.
    is_news: bool,
    /// How long that took.
    comparing: Duration,
}

impl Worker {
    /// Watches the folders.
    pub fn new(shared: Arc<Shared>, folders: Folders) -> notify::Result<Self> {
        let (sender, news) = channel();
        let hear = move |event: notify::Result<notify::Event>| {
            let news = match event {
                Ok(event) if event.need_rescan() || event.paths.is_empty() => vec![News::Everything],
                Ok(event) => match is_end(event.kind) {
                    Some(end) => {
                        let is_new = matches!(
                            event.kind,
                            EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(_))
                        );
                        let folder = is_new && event.paths.iter().any(|path| path.is_dir());
                        let files = event.paths.into_iter().map(|path| News::Changed(path, end));
                        folder.then_some(News::Folder).into_iter().chain(files).collect()
                    }
                    None => Vec::new(),
                },
                Err(_) => vec![News::Everything],
            };
            // When nobody listens the program is about to end.
            news.into_iter().for_each(|news| drop(sender.send(news)));
        };
        // Where links lead is known to `Folders`: links in circles would be followed on every way through them.
        let watcher = RecommendedWatcher::new(hear, Config::default().with_follow_symlinks(false))?;
        let (known, watched) = (BTreeMap::new(), BTreeSet::new());
        let mut worker = Self {
            shared,
            folders,
            news,
            known,
            watcher,
            watched,
            has_folder: false,
            is_news: false,
            comparing: Duration::ZERO,
        };
        worker.watch()?;
        // Whoever has the address can ask for any letter at once.
        worker.find_letters();
        Ok(worker)
    }

    /// Watches what is not watched yet.
    fn watch(&mut self) -> notify::Result<()> {
        // What was away is no longer watched.
        self.watched.retain(|folder| folder.is_dir());
        for (folder, deep) in self.folders.watched(self.known.values()) {
            if self.watched.insert(folder.clone()) {
                let mode = if deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
                self.watcher.watch(&folder, mode)?;
            }
        }
        Ok(())
    }

    /// Follows them until the program ends.
    pub fn run(mut self) {
        self.open_house();
        loop {
            let is_busy = self.shared.store().is_busy();
            let wait = match (self.is_news, self.has_folder) {
                _ if is_busy => Duration::ZERO,
                (true, _) => SETTLED,
                (_, true) => FILLED,
                _ => Duration::MAX,
            };
            match self.news.recv_timeout(wait) {
                Ok(news) => self.hear(news),
                Err(RecvTimeoutError::Timeout) if is_busy => {}
                Err(RecvTimeoutError::Timeout) if self.is_news => {
                    self.compare();
                    self.shared.publish();
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.has_folder = false;
                    self.hear(News::Everything);
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
            self.look();
        }
    }

    /// All news of one save, and what they mean.
    fn hear(&mut self, first: News) {
        let (mut news, since) = (vec![first], Instant::now());
        while since.elapsed() < LONGEST {
            let is_end = matches!(news.last(), Some(News::Changed(_, true)));
            let wait = if is_end { Duration::ZERO } else { QUIET };
            let Ok(more) = self.news.recv_timeout(wait) else { break };
            news.push(more);
        }
        let (mut house, mut letters, mut files) = (false, false, Vec::new());
        for news in news {
            let path = match news {
                News::Changed(path, _) => {
                    letters |= path.is_symlink();
                    let link = named(&path);
                    if self.known.contains_key(&link) { link } else { whole(&path) }
                }
                News::Folder => {
                    self.has_folder = true;
                    continue;
                }
                News::Everything => {
                    (house, letters) = (true, true);
                    continue;
                }
            };
            match self.folders.meaning(&path, |path| self.known.contains_key(path)) {
                Meaning::HouseStyle => house = true,
                Meaning::Letters => letters = true,
                Meaning::File(path) => files.push(path),
                Meaning::Nothing => {}
            }
        }
        if letters {
            self.find_letters();
        }
        if house {
            self.open_house();
        }
        self.touch(&files);
    }

    /// Letters come and go.
    fn find_letters(&mut self) {
        let has_all = |found: &Result<Vec<PathBuf>, _>| {
            found.as_ref().is_ok_and(|paths| self.known.values().all(|known| paths.contains(known)))
        };
        // An editor that saves by renaming takes a letter away for a moment.
        let found = patiently(|| self.folders.letters(), has_all);
        let (paths, problems) = match found {
            Ok(paths) => (paths, Vec::new()),
            Err(problems) => {
                let known = self.known.values().filter(|path| path.is_file()).cloned();
                (known.collect(), problems.into_sorted())
            }
        };
        let others = self.folders.others(&paths);
        let all = paths.iter().chain(&others);
        self.known =
            all.flat_map(|path| [whole(path), named(path)].map(|name| (name, path.clone()))).collect();
        // What cannot be watched is shown as it was.
        let _ = self.watch();
        self.shared.store().files(&paths, problems, &others);
        self.shared.publish();
    }

    /// House style and directory.
    fn open_house(&mut self) {
        // A folder that has just come may be filled while it begins to be watched.
        let _ = self.watch();
        let open = || self.folders.settings().and_then(|settings| Session::open(&settings));
        let opened = patiently(open, Result::is_ok);
        self.shared.store().house(opened);
        self.shared.publish();
    }

    /// Letters that changed, and those that name a file that did.
    fn touch(&self, files: &[PathBuf]) {
        let (letters, others): (Vec<_>, Vec<_>) =
            files.iter().partition(|path| self.known.contains_key(*path));
        let paths: Vec<_> = letters.into_iter().filter_map(|path| self.known.get(path)).collect();
        let names: Vec<_> = others.into_iter().filter_map(|path| path.file_name()?.to_str()).collect();
        if !files.is_empty() {
            let names_one = |text: &str| names.iter().any(|name| text.contains(name));
            self.shared.store().touch(|path, text| {
                paths.iter().any(|changed| changed.as_path() == path) || text.is_some_and(names_one)
            });
        }
    }

    /// Compares the letters with each other.
    fn compare(&mut self) {
        let since = Instant::now();
        self.shared.store().compare();
        (self.is_news, self.comparing) = (false, since.elapsed());
    }

    /// Looks at a lot of letters: those that somebody looks at, if there are any.
    fn look(&mut self) {
        let most = LOT * rayon::current_num_threads();
        let mut tasks = self.shared.store().next(most, |id| self.shared.is_watched(id));
        let watched = tasks.iter().filter(|task| self.shared.is_watched(&task.id)).count();
        if watched > 0 {
            tasks.truncate(watched);
        }
        if tasks.is_empty() {
            return;
        }
        let shared = Arc::clone(&self.shared);
        let attend = |task: &Job| attend(task, shared.is_watched(&task.id));
        let looked: Vec<Looked> = match &tasks[..] {
            [task] => vec![attend(task)],
            tasks => tasks.par_iter().map(attend).collect(),
        };
        let mut pages = Vec::new();
        {
            let mut store = self.shared.store();
            for (task, mut looked) in tasks.iter().zip(looked) {
                pages.extend(looked.page.take().map(|page| (&task.id, page)));
                store.take(&task.id, looked);
            }
        }
        self.is_news = true;
        if self.comparing < SHORT {
            self.compare();
        }
        for (id, page) in pages {
            self.shared.draft(id, Some(page));
        }
        self.shared.publish();
    }
}

/// Whether a change is over; `None` when it is none.
fn is_end(kind: EventKind) -> Option<bool> {
    match kind {
        // Reading is no change.
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(true),
        EventKind::Access(_) => None,
        EventKind::Modify(ModifyKind::Name(_)) => Some(true),
        _ => Some(false),
    }
}

/// Reads something until it is right, or patience ends.
fn patiently<T>(read: impl Fn() -> T, is_right: impl Fn(&T) -> bool) -> T {
    let mut last = read();
    for wait in PATIENCE {
        if is_right(&last) {
            break;
        }
        sleep(wait);
        last = read();
    }
    last
}

/// Reads a letter and looks at it. What looks like half a save is read again.
fn attend(task: &Job, wants_page: bool) -> Looked {
    let text = |read: &Read| read.as_ref().ok().map(|source| source.text().to_owned());
    let is_whole = |read: &Read| text(read).is_some_and(|text| !text.trim().is_empty());
    let read = || patiently(|| letter_files::read(&task.path), is_whole);
    let mut last = read();
    let mut looked = look_guarded(task, last.clone(), wants_page);
    for wait in PATIENCE {
        if !task.was_sound || !looked.has_errors() || !is_whole(&last) {
            break;
        }
        sleep(wait);
        let again = read();
        if text(&again) == text(&last) {
            break;
        }
        looked = look_guarded(task, again.clone(), wants_page);
        last = again;
    }
    looked
}

/// A defect of the library costs one letter, not the preview.
fn look_guarded(task: &Job, read: Read, wants_page: bool) -> Looked {
    let wanted = Wanted { only_place: task.only_place, page: wants_page, book: task.book.as_deref() };
    let look = || look(&task.session, read.clone(), wanted);
    match &read {
        Ok(source) => {
            guarded(source, look).unwrap_or_else(|defect| Looked::failed(&task.session, read.clone(), defect))
        }
        Err(_) => look(),
    }
}
