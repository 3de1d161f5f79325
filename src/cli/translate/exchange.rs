//! `letters translate --export` and `--import`: files for translators' tools, and what they give back.

use super::report::counted;
use super::{Job, Run};
use crate::cli::args::MessageFormat;
use collective_letters::base::file_set::Outcome;
use collective_letters::base::report::json_line;
use collective_letters::base::text::{as_given, count, shown};
use collective_letters::base::{Diagnostic, Diagnostics, Source};
use collective_letters::model::letter_files;
use collective_letters::model::rules::{FILE_EXISTS, LANGUAGE, UNREADABLE};
use collective_letters::model::translation::rules::TRANSLATION;
use collective_letters::model::written;
use collective_letters::project::register;
use collective_letters::tools::translate::Version;
use collective_letters::tools::translate::xliff::{
    self, Export, File, Inline, Kind, Returned, decode, mark, pieces,
};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

impl Run<'_> {
    pub(super) fn export(&mut self, jobs: &[Job]) {
        for job in jobs {
            let Ok(version) = self.open(job) else { continue };
            let stem = version.original.path().file_stem().unwrap_or_default().to_string_lossy();
            let name = format!("{stem}.{}.xlf", version.language.code());
            let path = match &self.arguments.output {
                Some(folder) => folder.join(name),
                None => version.original.path().with_file_name(name),
            };
            // A file of XLIFF holds one sentence at least.
            let (tally, _) = version.status(self.session.terms(version.language));
            if tally.sentences == 0 {
                let original = shown(version.original.path());
                self.printer.remark(&format!("{original} has no sentences to translate"));
                continue;
            }
            if let Err(problem) = nothing_lost(&path, &version) {
                self.wrong = true;
                self.printer.problems(&[problem]);
                continue;
            }
            let text = self.exported(&version);
            match written::write(&path, text.as_bytes(), |_| true) {
                Ok(outcome) => self.tell_exported(&version, &path, outcome),
                Err(problem) => self.tell_blocked(problem),
            }
        }
    }

    fn exported(&self, version: &Version) -> String {
        let facts: BTreeSet<String> = version.units().iter().flat_map(|unit| facts(&unit.text)).collect();
        let letter = self.session.read(&version.original);
        let values = self.session.values(&letter, &facts.into_iter().collect::<Vec<_>>());
        let entry = register::entry(&self.session, &version.original, &[]);
        let export = Export {
            original: &name_of(version.original.path(), &self.arguments.house.letters),
            called: entry.letter.as_deref(),
            terms: self.session.terms(version.language),
            values: &values,
        };
        xliff::write(version, &export)
    }

    fn tell_exported(&mut self, version: &Version, path: &Path, outcome: Outcome) {
        let (tally, _) = version.status(self.session.terms(version.language));
        let word = outcome.word();
        let text = if self.arguments.house.message_format == MessageFormat::Json {
            json_line(&serde_json::json!({
                "event": "export", "original": as_given(version.original.path()), "file": as_given(path),
                "language": version.language.code(), "outcome": word, "sentences": tally.sentences,
                "translated": tally.translated, "missing": tally.missing, "older": tally.older,
            }))
        } else {
            format!("{}  {word} ({})\n", shown(path), counted(tally))
        };
        self.printer.print(&text);
    }

    pub(super) fn import(&mut self) -> Result<(), Diagnostics> {
        let mut problems = Diagnostics::new();
        let mut all = Vec::new();
        for path in &self.arguments.paths {
            match fs::read(path) {
                Ok(bytes) => all.push((path, bytes)),
                Err(error) => {
                    let message = format!("{} cannot be read", shown(path));
                    problems.push(UNREADABLE.finding(message).because(&error));
                }
            }
        }
        if problems.has_errors() {
            return Err(problems);
        }
        for (path, bytes) in all {
            let mut problems = Diagnostics::new();
            let source = problems.report(decode(path, bytes));
            let returned = source.and_then(|source| xliff::read(&source, &mut problems));
            self.tell_wrong(problems);
            let Ok(returned) = returned else { continue };
            self.speak([returned.language])?;
            for file in &returned.files {
                self.take(path, &returned, file);
            }
        }
        Ok(())
    }

    /// Takes one letter of a file that came back.
    fn take(&mut self, path: &Path, returned: &Returned, file: &File) {
        let mut problems = Diagnostics::new();
        let original = self.original(path, file).and_then(|original| letter_files::read(&original));
        let taken = problems.report(original).and_then(|original| {
            let version = Version::open(&original, returned.language, &mut self.translations, &mut problems)?;
            if version.from != returned.from {
                let message =
                    format!("{} is not written in {}", shown(original.path()), returned.from.name());
                let problem = LANGUAGE.finding(message);
                let expected = format!("expected srcLang to be {}", version.from.tag());
                return Err(problems.refuse(problem.at(&file.span, expected)));
            }
            let terms = self.session.terms(version.language);
            xliff::take(&version, file, terms, &mut problems).map(|taking| (version, taking))
        });
        self.tell_wrong(problems);
        let Ok((version, taking)) = taken else { return };
        let mut told = format!("{} imported, {} unchanged", count(taking.new, "sentence"), taking.unchanged);
        if taking.kept > 0 {
            told += &format!(", {} kept as in the file of the translation", taking.kept);
        }
        told += &format!(", {} still missing", taking.missing);
        self.write(version, &taking.taken, Some(&told));
    }

    /// The letter's file that a file calls by name: in the letters folder, beside the file itself, or anywhere below the
    /// letters folder if there is one only.
    fn original(&self, path: &Path, file: &File) -> Result<PathBuf, Diagnostic> {
        let name: PathBuf = file.original.split(['/', '\\']).collect();
        let is_plain = name.components().all(|part| matches!(part, Component::Normal(_)));
        let own = name.file_name().filter(|_| is_plain).map(PathBuf::from);
        let Some(own) = own else {
            let message = format!("`{}` is not the name of a letter's file", file.original);
            return Err(TRANSLATION.finding(message).at(&file.span, "expected its file name in `original`"));
        };
        let found = [self.arguments.house.letters.join(&name), path.with_file_name(&own)];
        if let Some(found) = found.into_iter().find(|path| path.is_file()) {
            return Ok(found);
        }
        let all = letter_files::find(&[], &self.arguments.house.letters).unwrap_or_default();
        let mut like: Vec<PathBuf> =
            all.into_iter().filter(|path| path.file_name() == own.file_name()).collect();
        match (like.pop(), like.pop()) {
            (Some(only), None) => Ok(only),
            (Some(one), Some(other)) => {
                let message = format!("several letters have the file name {}", shown(&own));
                let both = format!("{} or {}?", shown(&other), shown(&one));
                let problem = TRANSLATION.finding(message).at(&file.span, both);
                Err(problem.hint("write the path of the letter in the letters folder in `original`"))
            }
            (None, _) => {
                let message = format!("the letter {} does not exist", file.original);
                let problem = TRANSLATION.finding(message).at(&file.span, "this is its translation");
                Err(problem.hint("give the place of the letters with --letters DIR"))
            }
        }
    }
}

/// The facts in braces of a sentence.
fn facts(text: &str) -> impl Iterator<Item = String> {
    pieces(text).into_iter().filter_map(|piece| match piece {
        Inline::Single(Kind::Fact, said) => Some(said),
        _ => None,
    })
}

/// A letter's path below the letters folder, with `/`; its name alone when it is elsewhere.
fn name_of(path: &Path, letters: &Path) -> String {
    let whole = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let (own, folder) = (whole(path), whole(letters));
    let below = own.strip_prefix(&folder).ok().map(Path::to_path_buf);
    let below = below.unwrap_or_else(|| PathBuf::from(path.file_name().unwrap_or_default()));
    below.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// A file that is overwritten must not hold a translator's work that was not imported.
fn nothing_lost(path: &Path, version: &Version) -> Result<(), Diagnostic> {
    let Ok(bytes) = fs::read(path) else { return Ok(()) };
    let read = decode(path, bytes).ok();
    let returned = read.and_then(|source: Arc<Source>| xliff::read(&source, &mut Diagnostics::new()).ok());
    let Some(returned) = returned else {
        let message = format!("{} already exists and is not an exported file", shown(path));
        return Err(FILE_EXISTS.finding(message).hint("remove it, or choose another folder with --output"));
    };
    let known: BTreeSet<String> =
        version.list().iter().filter_map(|sentence| Some(mark(sentence.text.as_ref()?))).collect();
    let units = returned.files.iter().flat_map(|file| &file.units);
    let lost = units.filter(|unit| {
        let mark = unit.target.as_deref().map(mark);
        mark.is_some_and(|mark| unit.mark() != Some(mark.as_str()) && !known.contains(&mark))
    });
    match lost.count() {
        0 => Ok(()),
        number => {
            let are = if number == 1 { "translation that was" } else { "translations that were" };
            let message = format!("{} contains {number} {are} not imported; it was not changed", shown(path));
            let hint = format!("run `letters translate --import {}`, or remove the file", shown(path));
            Err(FILE_EXISTS.finding(message).hint(hint))
        }
    }
}
