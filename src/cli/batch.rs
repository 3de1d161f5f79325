//! The letters of a run side by side: each is read once, and what is wrong between them is found before
//! anything is made of them.

use super::in_order::quickly;
use crate::cli::args::{Asked, Input, Where};
use collective_letters::base::defect::guarded;
use collective_letters::base::text::shown;
use collective_letters::base::{Diagnostic, Diagnostics, Language, Source, Span};
use collective_letters::model::rules::{NO_LETTERS, NO_SUCH_FILE};
use collective_letters::model::translation::{Translations, language_of, letter_of, original_of};
use collective_letters::model::{letter_files, notepad};
use collective_letters::project::archive::Archive;
use collective_letters::project::build::lost;
use collective_letters::project::build_cache::BuildCache;
use collective_letters::project::register::{self, Entry};
use collective_letters::project::rules::{AS_ISSUED, KEPT_COPY, NAMED_AS_TEXT};
use collective_letters::project::session::{Findings, Session, Settings};
use std::collections::BTreeSet;
use std::fs;
use std::mem::ManuallyDrop;
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
    pub found: Findings,
    /// What is wrong between it and others.
    pub between: Findings,
}

/// Everything that has to be right before the first letter: which letters, and the session. The command needs the session to
/// its end, when the system takes all memory back at once: freeing it piece by piece would only take time.
pub fn prepare(input: &Input) -> Result<(Vec<PathBuf>, ManuallyDrop<Session>), Diagnostics> {
    let paths = in_languages(input, find(input)?)?;
    let session = session(&input.place.letters, input.place.templates.as_deref())?;
    Ok((paths, ManuallyDrop::new(session)))
}

/// The letters that are asked for. Where there are none any more, what is kept of issued ones is told too.
pub fn find(input: &Input) -> Result<Vec<PathBuf>, Diagnostics> {
    letter_files::find(&input.place.paths, &input.place.letters).map_err(|mut problems| {
        if is_whole(input) && problems.iter().all(|problem| *problem.rule == NO_LETTERS) {
            let none = std::iter::empty::<Option<&Entry>>();
            problems.extend(register::without_letter(none, &Archive::of(&input.place.letters)));
        }
        problems
    })
}

const HOW_TO_TRANSLATE: &str =
    "a translation is a file of its own beside the letter; see `letters docs translations`";

/// The letters in the languages asked for. Of a letter that was named by one of its files, those beside it in other
/// languages count too.
fn in_languages(input: &Input, found: Vec<PathBuf>) -> Result<Vec<PathBuf>, Diagnostics> {
    let asked = Asked::languages(&input.lang);
    if asked.is_empty() {
        return Ok(found);
    }
    let mut translations = Translations::default();
    let mut problems = Diagnostics::new();
    let mut wanted: Vec<PathBuf> = Vec::new();
    // Of several files of one letter that were named, the first tells what the letter lacks.
    let mut told: BTreeSet<PathBuf> = BTreeSet::new();
    for path in found {
        let source = Source::read(&path);
        let own = source.as_ref().map_or(Language::English, |source| language_of(source));
        let mut there = vec![(path.clone(), own)];
        if input.place.paths.contains(&path) {
            let letter = source.map_or_else(|| path.clone(), |source| letter_of(&source));
            there.extend(translations.files_of(&letter).into_iter().filter(|(other, _)| *other != path));
            let is_there = |asked: &Language| there.iter().any(|(_, language)| language == asked);
            let lacking: Vec<Language> = asked.iter().copied().filter(|asked| !is_there(asked)).collect();
            if !lacking.is_empty() && !input.lang.contains(&Asked::All) && told.insert(letter) {
                let message = format!("{} does not exist in {}", shown(&path), Language::names(&lacking));
                problems.push(NO_SUCH_FILE.finding(message).hint(HOW_TO_TRANSLATE));
            }
        }
        wanted
            .extend(there.into_iter().filter(|(_, language)| asked.contains(language)).map(|(path, _)| path));
    }
    if problems.is_empty() && wanted.is_empty() {
        let message = format!("no letters found in {}", Language::names(&asked));
        problems.push(NO_LETTERS.finding(message).hint(HOW_TO_TRANSLATE));
    }
    if problems.is_empty() { Ok(each_once(wanted)) } else { Err(problems) }
}

/// Paths in their order, those that come again left out.
fn each_once(paths: impl IntoIterator<Item = PathBuf>) -> Vec<PathBuf> {
    let mut seen = BTreeSet::new();
    paths.into_iter().filter(|path| seen.insert(path.clone())).collect()
}

/// Letters with their files in all languages: of those that were named by their files, also the originals and the
/// translations beside them.
pub fn in_all_languages(asked: &[PathBuf], found: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut translations = Translations::default();
    let with_others = |path: PathBuf| {
        let letter = if asked.contains(&path) { Source::read(&path).map(|s| letter_of(&s)) } else { None };
        let others = letter.map(|letter| translations.files_of(&letter)).unwrap_or_default();
        std::iter::once(path).chain(others.into_iter().map(|(path, _)| path))
    };
    each_once(found.into_iter().flat_map(with_others))
}

/// The session alone.
pub fn session(letters: &Path, templates: Option<&Path>) -> Result<Session, Diagnostics> {
    Session::open(&settings(letters, templates)?)
}

/// The folder of the house style where none is named.
pub const TEMPLATES: &str = "templates";

/// Where letters and house style are.
pub fn settings(letters: &Path, templates: Option<&Path>) -> Result<Settings, Diagnostics> {
    if let Some(folder) = templates
        && !folder.is_dir()
    {
        let message = format!("the folder {} does not exist", shown(folder));
        return Err(NO_SUCH_FILE
            .finding(message)
            .hint("correct --templates DIR, or remove this option")
            .into());
    }
    // The folder `templates` of the working folder, if it is a house style.
    let beside = || Some(PathBuf::from(TEMPLATES)).filter(|folder| folder.join("theme.yaml").is_file());
    let templates = templates.map(Path::to_path_buf).or_else(beside);
    Ok(Settings { letters: letters.to_path_buf(), templates })
}

/// Reads the letters of a run, then those of the folder that they are compared with. With what is wrong with
/// the words of their languages: reported once, since letters in such a language say no more than that.
pub fn texts(
    input: &Input,
    session: &Session,
    paths: &[PathBuf],
    others: &[PathBuf],
) -> Result<(Vec<Read>, Vec<Diagnostic>), Diagnostics> {
    let all: Vec<&PathBuf> = paths.iter().chain(others).collect();
    let mut own = quickly(all.len(), input.jobs, |index| letter_files::read(all[index]))?;
    let mut others = own.split_off(paths.len());
    // A translation can only be in the way of another of the same letter: a build in English does not ask for its
    // words.
    let original = |letter: &Read| original_of(letter.as_ref().ok()?).map(|path| whole(&path));
    let translated: BTreeSet<PathBuf> = own.iter().filter_map(original).collect();
    others.retain(|letter| original(letter).is_none_or(|path| translated.contains(&path)));
    let mut words = session.speak(own.iter().flatten().map(|source| language_of(source)));
    words.extend(misnamed(&input.place));
    words.extend(kept_copies(&input.place));
    own.extend(others);
    Ok((own, words))
}

/// Copies of published letters that are in another folder than those.
fn kept_copies(place: &Where) -> impl Iterator<Item = Diagnostic> {
    letter_files::kept_copies(&place.paths, &place.letters).into_iter().map(|file| {
        let message = format!("{} is not read: it is the copy of a published letter", shown(&file));
        KEPT_COPY.finding(message).hint(
            "move it back into the folder `as-issued`, together with the published files; or delete it where it is there too",
        )
    })
}

/// Files that look like letters in Explorer, and that are not read.
fn misnamed(place: &Where) -> impl Iterator<Item = Diagnostic> {
    notepad::named_as_text(&place.paths, &place.letters).into_iter().map(|(file, help)| {
        NAMED_AS_TEXT.finding(format!("{} is not read: its name ends in .txt", shown(&file))).hint(help)
    })
}

/// Reads all letters, lets `look` make the register's entries, and compares them, also with the other letters of the
/// folder, which are not reported on, and with what builds into `output` have issued. With what is wrong with the words of
/// their languages, and with the folder as a whole.
///
/// Of a letter whose published files are kept, only what is wrong with those and between letters is found, as by a build:
/// they are what they are.
pub fn read(
    input: &Input,
    session: &Session,
    output: &Path,
    paths: &[PathBuf],
    look: impl Fn(&Arc<Source>) -> (Entry, Findings) + Sync,
) -> Result<(Vec<Seen>, Vec<Diagnostic>), Diagnostics> {
    let (letters, mut words) = texts(input, session, paths, &compared_with(input, paths))?;
    let work = |index: usize| match &letters[index] {
        Ok(source) => {
            let looked = guarded(source, || look(source));
            let (entry, mut found) = looked.unwrap_or_else(|defect| (Entry::blank(source), defect.into()));
            if entry.is_published() {
                found = Findings::default();
            }
            found.problems.extend(entry.lost(session));
            (Some(entry), found)
        }
        Err(_) => (None, Findings::default()),
    };
    let (mut entries, mut found): (Vec<_>, Vec<_>) =
        quickly(letters.len(), input.jobs, work)?.into_iter().unzip();
    let archive = session.archive();
    register::place(&mut entries, &archive);
    let between = register::compare(&entries, Some(&archive));
    let cache = BuildCache::read(output, None);
    for ((letter, found), between) in letters.iter().zip(&mut found).zip(&between) {
        let is_told =
            found.problems.iter().chain(between.problems.iter()).any(|problem| *problem.rule == AS_ISSUED);
        let source = letter.as_ref().ok().filter(|_| !is_told);
        let record = source.and_then(|source| Some((source, cache.letter(&shown(source.path()))?)));
        found.problems.extend(record.and_then(|(source, record)| {
            Some(lost(&archive, record, output)?.at(&Span::file(source), "in this letter"))
        }));
    }
    if is_whole(input) {
        words.extend(register::without_letter(entries.iter().map(Option::as_ref), &archive));
    }
    let seen = letters.into_iter().take(paths.len()).zip(entries).zip(found).zip(between);
    let seen = seen.map(|(((letter, entry), found), between)| Seen { letter, entry, found, between });
    Ok((seen.collect(), words))
}

/// Whether all letters of the letters folder were asked for.
pub fn is_whole(input: &Input) -> bool {
    input.place.paths.is_empty() && input.lang.is_empty()
}

/// The letters that those of a run are compared with, when only some were asked for.
pub fn compared_with(input: &Input, paths: &[PathBuf]) -> Vec<PathBuf> {
    if is_whole(input) {
        return Vec::new();
    }
    others(&input.place.letters, paths)
}

/// One path for one file.
fn whole(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

/// The letters of the folder `letters` that are not among `paths`, when those are some of it.
pub fn others(letters: &Path, paths: &[PathBuf]) -> Vec<PathBuf> {
    let Ok(folder) = fs::canonicalize(letters) else { return Vec::new() };
    let named: BTreeSet<PathBuf> = paths.iter().map(|path| whole(path)).collect();
    if !named.iter().any(|path| path.starts_with(&folder)) {
        return Vec::new();
    }
    let mut others = letter_files::find(&[], letters).unwrap_or_default();
    others.retain(|path| !named.contains(&whole(path)));
    others
}
