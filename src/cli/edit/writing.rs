//! The files of letters that are changed in their pages: read, changed and written one after the other, and what was done.

use super::returned::Came;
use crate::cli::args::{Folders, MessageFormat, OUTPUT, PUBLISHED, Where};
use crate::cli::preview::guard::random;
use crate::cli::preview::shared::lock;
use chrono::NaiveDate;
use collective_letters::base::file_set::Rewritten;
use collective_letters::base::text::shown;
use collective_letters::base::{Diagnostic, Source};
use collective_letters::check::explain::capital;
use collective_letters::model::letter_files;
use collective_letters::project::session::Session;
use collective_letters::tools::edit::{
    Applied, Book, Compared, Edit, History, Letter, Refusal, Way, apply, attempt, base, files,
};
use collective_letters::tools::postpone::postpone;
use collective_letters::tools::review::Files;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// For so long a change is made anew when the file was saved in that moment.
const PATIENCE: Duration = Duration::from_secs(2);

/// What is shared by all who change letters.
pub struct Writing {
    /// The folder of the letters.
    pub letters_folder: PathBuf,
    /// The folder of the house style, if one was named.
    pub templates: Option<PathBuf>,
    /// The folder of builds.
    pub output: PathBuf,
    /// The folder of published files.
    pub published: PathBuf,
    /// What only our own pages say with each change.
    pub word: String,
    /// What was done to each letter, by its file. Held while one is changed: changes come one after the other.
    letters: Mutex<BTreeMap<PathBuf, History>>,
    /// What was answered when letters were begun, by the keys of the requests.
    begun: Mutex<BTreeMap<String, Value>>,
    /// What was done to the directory.
    pub directory: Mutex<History>,
    /// The last Word file that came back for each letter.
    pub came: Mutex<BTreeMap<PathBuf, Came>>,
    /// The last state that was written of each letter.
    written: Mutex<BTreeMap<PathBuf, String>>,
}

/// A letter that is open.
pub struct Open {
    /// Its file.
    pub path: PathBuf,
    /// House style and directory.
    pub session: Arc<Session>,
    /// What is known of keys.
    pub book: Arc<Book>,
}

impl Writing {
    /// Of letters in a folder, with a word of its own.
    pub fn new(letters: &Path, templates: Option<&Path>) -> Result<Self, getrandom::Error> {
        Ok(Self {
            letters_folder: letters.to_path_buf(),
            templates: templates.map(Path::to_path_buf),
            output: PathBuf::from(OUTPUT),
            published: PathBuf::from(PUBLISHED),
            word: random()?,
            letters: Mutex::default(),
            begun: Mutex::default(),
            directory: Mutex::default(),
            came: Mutex::default(),
            written: Mutex::default(),
        })
    }

    /// Does something that writes files of letters, while no page does.
    pub fn alone<T>(&self, work: impl FnOnce() -> T) -> T {
        let _letters = lock(&self.letters);
        work()
    }

    /// What a command is told of where everything is.
    pub fn folders(&self) -> Folders {
        let (letters, templates) = (self.letters_folder.clone(), self.templates.clone());
        Folders { letters, templates, message_format: MessageFormat::Human }
    }

    /// The same for commands that take letters.
    pub fn place(&self, paths: Vec<PathBuf>) -> Where {
        Where { paths, letters: self.letters_folder.clone(), templates: self.templates.clone() }
    }

    /// The answer that was given when a letter was begun with a key.
    pub fn begun(&self, key: &str) -> Option<Value> {
        lock(&self.begun).get(key).cloned()
    }

    /// Keeps the answer.
    pub fn note_begun(&self, key: &str, answer: &Value) {
        if !key.is_empty() {
            lock(&self.begun).insert(key.to_owned(), answer.clone());
        }
    }

    /// Moves the meeting of a letter to other days; without `write` only says what that would change.
    ///
    /// # Errors
    /// It cannot be moved, or the file cannot be written.
    pub fn move_meeting(
        &self,
        open: &Open,
        (starts, ends): (NaiveDate, Option<NaiveDate>),
        write: bool,
    ) -> Result<Value, Refusal> {
        let make = |now: &Files| {
            if now.original.is_some() {
                let why = "A translation has the dates of its original: move the meeting there.";
                return Err(Refusal::Unwritable(why.to_owned()));
            }
            if Letter::of(&open.session, now)?.is_issued() {
                return Err(Refusal::Issued);
            }
            let plan = postpone(&open.session, &now.letter, starts, ends).map_err(|problems| {
                let first = problems.into_sorted().into_iter().next();
                Refusal::Unwritable(
                    first.map_or_else(String::new, |first| format!("{}.", capital(&first.message))),
                )
            })?;
            let files = Files { letter: Arc::clone(&plan.source), original: None };
            Ok((plan, files))
        };
        let title = || format!("Meeting moved to {starts}");
        let (plan, mut answer) = if write {
            let ((plan, _), answer) = self.change(open, make, |(_, files)| (title(), files))?;
            (plan, answer)
        } else {
            (make(&files(&open.path)?)?.0, self.news(&open.path))
        };
        let moved = plan.moved.iter().map(
            |moved| json!({ "line": moved.line, "what": moved.what, "was": moved.was, "now": moved.is }),
        );
        let open =
            plan.open.iter().map(|open| json!({ "line": open.line, "words": open.words, "why": open.why }));
        answer["moved"] = moved.collect();
        answer["open"] = open.collect();
        Ok(answer)
    }

    /// Makes edits and writes them.
    ///
    /// # Errors
    /// One of them is refused, or the file cannot be written.
    pub fn edit(&self, open: &Open, key: &str, edits: &[Edit], anyway: bool) -> Result<Value, Refusal> {
        let mut letters = lock(&self.letters);
        let history = letters.entry(open.path.clone()).or_default();
        if let Some(answer) = history.answer(key) {
            return Ok(answer.clone());
        }
        let make = |now: &Files| {
            let applied = apply(&open.session, now, &open.book, edits)?;
            let errors = applied.new_errors();
            if !errors.is_empty() && !anyway { Err(Refusal::Errors(errors)) } else { Ok(applied) }
        };
        let (before, applied) = self.written(open, make, |applied| &applied.files)?;
        if base(&before) != base(&applied.files) {
            history.note(applied.title.clone(), &before, &applied.files);
        }
        let answer = told(history, &applied);
        history.keep(key, &answer);
        Ok(answer)
    }

    /// Writes what `make` makes of the files of a letter, which `then` names and shows, as one step that can be undone.
    ///
    /// # Errors
    /// It is refused, or the file cannot be written.
    pub fn change<T>(
        &self,
        open: &Open,
        make: impl Fn(&Files) -> Result<T, Refusal>,
        then: impl Fn(&T) -> (String, &Files),
    ) -> Result<(T, Value), Refusal> {
        let mut letters = lock(&self.letters);
        let history = letters.entry(open.path.clone()).or_default();
        let (before, made) = self.written(open, make, |made| then(made).1)?;
        let (title, after) = then(&made);
        if base(&before) != base(after) {
            history.note(title, &before, after);
        }
        let state = state(history, after);
        Ok((made, state))
    }

    /// Undoes the last edit, or makes it again.
    ///
    /// # Errors
    /// It is another edit, somebody changed the same place, or the file cannot be written.
    pub fn turn(&self, open: &Open, way: Way, number: usize) -> Result<Value, Refusal> {
        let mut letters = lock(&self.letters);
        let history = letters.entry(open.path.clone()).or_default();
        let turned = |now: &Files| {
            if Letter::of(&open.session, now)?.is_issued() {
                return Err(Refusal::Issued);
            }
            history.turned(way, number, now)
        };
        let (_, files) = self.written(open, turned, |files| files)?;
        history.turn(way);
        Ok(state(history, &files))
    }

    /// What edits would change, in the letter and in its translations, which are among `versions`.
    ///
    /// # Errors
    /// One of them is refused.
    pub fn attempt(&self, open: &Open, edits: &[Edit], versions: &[PathBuf]) -> Result<Value, Refusal> {
        let now = files(&open.path)?;
        let others = versions.iter().filter(|path| now.original.is_none() && **path != open.path);
        let translations: Vec<_> = others.filter_map(|path| letter_files::read(path).ok()).collect();
        Ok(json!(attempt(&open.session, &now, &open.book, edits, &translations)?))
    }

    /// What can be undone and made again in a letter, and who changed it last.
    pub fn news(&self, path: &Path) -> Value {
        let letters = lock(&self.letters);
        let base = files(path).map(|files| base(&files)).unwrap_or_default();
        let by_page = lock(&self.written).get(path) == Some(&base);
        let top = |way| letters.get(path).and_then(|history| history.top(way));
        json!({ "base": base, "by": if by_page { "page" } else { "file" }, "undo": top(Way::Undo), "redo": top(Way::Redo) })
    }

    /// Reads the files of a letter, makes something of them, and writes that.
    fn written<T>(
        &self,
        open: &Open,
        make: impl Fn(&Files) -> Result<T, Refusal>,
        then: impl Fn(&T) -> &Files,
    ) -> Result<(Files, T), Refusal> {
        let since = Instant::now();
        while since.elapsed() < PATIENCE {
            let before = match files(&open.path) {
                // In the middle of a save a file is empty.
                Err(Refusal::NotNow(_)) if since.elapsed() < PATIENCE / 2 => {
                    sleep(Duration::from_millis(5));
                    continue;
                }
                before => before?,
            };
            let made = make(&before)?;
            if write(&before, then(&made))? {
                lock(&self.written).insert(open.path.clone(), base(then(&made)));
                return Ok((before, made));
            }
        }
        Err(Refusal::NotNow("Another program is saving this file again and again: try once more.".to_owned()))
    }
}

/// Writes the files that changed; `false` where one was saved by another program in that moment.
fn write(before: &Files, after: &Files) -> Result<bool, Refusal> {
    let changed = before.all().zip(after.all()).filter(|(old, new)| old.text() != new.text());
    for (old, new) in changed {
        if !replace(old, new)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Writes a file; `false` where another program saved it in that moment.
pub(super) fn replace(old: &Source, new: &Source) -> Result<bool, Refusal> {
    stays_inside(old)?;
    let written = letter_files::replace(old, new);
    let written = written.map_err(|problem| Refusal::NotWritten(sentence(&problem)))?;
    Ok(matches!(written, Rewritten::Done))
}

/// A link that leads out of its folder is left alone.
fn stays_inside(source: &Source) -> Result<(), Refusal> {
    let path = source.path();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let is_inside = || {
        let (file, folder) = (fs::canonicalize(path).ok()?, fs::canonicalize(folder).ok()?);
        Some(file.starts_with(folder))
    };
    match is_inside() {
        Some(false) => {
            let why =
                format!("{} is a link to a file elsewhere: change that file in an editor.", shown(path));
            Err(Refusal::NotWritten(why))
        }
        _ => Ok(()),
    }
}

fn sentence(problem: &Diagnostic) -> String {
    let hints: String = problem.hints.iter().map(|hint| format!(" ({hint})")).collect();
    format!("Nothing was saved: {}{hints}.", problem.message)
}

/// The answer to edits.
fn told(history: &History, applied: &Applied) -> Value {
    let mut answer = state(history, &applied.files);
    answer["at"] = applied.at.as_str().into();
    answer["findings"] = json!(Compared::of(applied));
    answer
}

fn state(history: &History, files: &Files) -> Value {
    json!({ "base": base(files), "undo": history.top(Way::Undo), "redo": history.top(Way::Redo) })
}
