//! The letters of a run side by side: each is read once, and what is wrong between them is found before
//! anything is made of them.

use super::in_order::in_order;
use crate::cli::Input;
use collective_letters::diagnostic::{Diagnostic, Diagnostics};
use collective_letters::letter_files;
use collective_letters::pipeline::{Settings, Studio};
use collective_letters::register::{self, Between, Entry};
use collective_letters::report::shown;
use collective_letters::source::{Source, Span};
use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A letter that was read, or why it could not be.
pub type Read = Result<Arc<Source>, Diagnostic>;

/// One letter of a run.
pub struct Seen {
    /// Its text.
    pub letter: Read,
    /// What the register keeps of it; `None` when it could not be read.
    pub entry: Option<Entry>,
    /// What was found when it was looked at.
    pub problems: Diagnostics,
    /// What is wrong between it and others.
    pub between: Between,
}

/// Everything that has to be right before the first letter: which letters, and the studio.
pub fn prepare(input: &Input) -> Result<(Vec<PathBuf>, Studio), Diagnostics> {
    let paths = letter_files::find(&input.paths, &input.letters)?;
    Ok((paths, Studio::open(&settings(&input.letters, input.templates.as_deref())?)?))
}

/// Where letters and house style are.
pub fn settings(letters: &Path, templates: Option<&Path>) -> Result<Settings, Diagnostics> {
    if let Some(folder) = templates
        && !folder.is_dir()
    {
        let mut problems = Diagnostics::new();
        let message = format!("there is no folder {}", shown(folder));
        problems.push(Diagnostic::error("no-such-file", message).hint("see the option --templates"));
        return Err(problems);
    }
    let templates = templates.map(Path::to_path_buf).or_else(beside);
    Ok(Settings { letters: letters.to_path_buf(), templates })
}

/// The folder `templates` of the working folder, if it is a house style.
fn beside() -> Option<PathBuf> {
    let folder = PathBuf::from("templates");
    folder.join("theme.yaml").is_file().then_some(folder)
}

/// Reads all letters, lets `look` make the register's entries, and compares them; also with the other
/// letters of the folder, of which nothing else is told.
pub fn read(
    input: &Input,
    paths: &[PathBuf],
    look: impl Fn(&Arc<Source>) -> (Entry, Diagnostics) + Sync,
) -> Result<Vec<Seen>, Diagnostics> {
    let others = others(input, paths);
    let all: Vec<&PathBuf> = paths.iter().chain(&others).collect();
    let (mut seen, mut entries) = (Vec::with_capacity(paths.len()), Vec::with_capacity(all.len()));
    let work = |index: usize| {
        let letter = letter_files::read(all[index]);
        let looked = letter.as_ref().ok().map(|source| {
            guarded(|| look(source)).unwrap_or_else(|defect| {
                let mut problems = Diagnostics::new();
                problems.push(defect.at(&Span::file(source), "in this letter"));
                (Entry::blank(source), problems)
            })
        });
        let (entry, problems) = looked.unzip();
        (letter, entry, problems.unwrap_or_default())
    };
    in_order(all.len(), input.jobs, work, |index, (letter, entry, problems)| {
        entries.push(entry);
        if index < paths.len() {
            seen.push(Seen { letter, entry: None, problems, between: Between::default() });
        }
    })
    .map_err(|error| no_threads(&error))?;
    let between = register::compare(&entries);
    for ((seen, entry), between) in seen.iter_mut().zip(entries).zip(between) {
        (seen.entry, seen.between) = (entry, between);
    }
    Ok(seen)
}

/// The letters of the letters folder that were not named, when some of it were.
fn others(input: &Input, paths: &[PathBuf]) -> Vec<PathBuf> {
    let Ok(folder) = fs::canonicalize(&input.letters) else { return Vec::new() };
    let whole = |path: &PathBuf| fs::canonicalize(path).unwrap_or_else(|_| path.clone());
    if input.paths.is_empty() {
        return Vec::new();
    }
    let named: BTreeSet<PathBuf> = paths.iter().map(whole).collect();
    if !named.iter().any(|path| path.starts_with(&folder)) {
        return Vec::new();
    }
    let mut others = letter_files::find(&[], &input.letters).unwrap_or_default();
    others.retain(|path| !named.contains(&whole(path)));
    others
}

/// That the threads to work with could not be made.
pub fn no_threads(error: &rayon::ThreadPoolBuildError) -> Diagnostics {
    let message = format!("the threads to work with could not be made: {error}");
    let mut problems = Diagnostics::new();
    problems.push(Diagnostic::error("no-threads", message).hint("try again with -j 1"));
    problems
}

/// Runs a piece of the library so that a defect in it costs one letter, not the run.
pub fn guarded<T>(piece: impl FnOnce() -> T) -> Result<T, Diagnostic> {
    catch_unwind(AssertUnwindSafe(piece)).map_err(|cause| {
        let words = cause.downcast_ref::<&str>().map(|s| (*s).to_owned());
        let words = words.or_else(|| cause.downcast_ref::<String>().cloned()).unwrap_or_default();
        Diagnostic::error("defect", format!("this program has a defect: {words}"))
            .hint("please report it, with the letter and the lines above")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_defect_becomes_a_problem_of_its_letter() {
        let problem = guarded(|| -> () { panic!("no page {}", 3) }).expect_err("a defect");
        assert_eq!((problem.code, &*problem.message), ("defect", "this program has a defect: no page 3"));
        assert_eq!(guarded(|| 1), Ok(1));
    }
}
