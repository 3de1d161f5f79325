//! `letters translate`: begins translations, brings them up to date, tells how far they are, and exchanges them with
//! translators' tools.

mod exchange;
mod report;
mod status;

use super::printer::Printer;
use super::{End, batch, schema};
use crate::cli::args::{Asked, Translate};
use collective_letters::base::file_set::Outcome;
use collective_letters::base::rules::DEFECT;
use collective_letters::base::text::shown;
use collective_letters::base::{Diagnostic, Diagnostics, Language, Reported, Severity, Source};
use collective_letters::model::letter_files;
use collective_letters::model::rules::LANGUAGE;
use collective_letters::model::translation::{Translations, language_of, original_of};
use collective_letters::project::session::Session;
use collective_letters::tools::schema::{File, Known};
use collective_letters::tools::translate::{Existing, Memory, Taken, Updated, Version, update};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Does what is asked for.
pub fn run(arguments: &Translate) -> End {
    Printer::run(arguments.house.message_format, |printer| translate(arguments, printer))
}

/// The same with a printer.
pub fn translate(arguments: &Translate, printer: &mut Printer) -> Result<End, Diagnostics> {
    arguments.house.message_format.has_results("translate")?;
    let session = batch::session(&arguments.house.letters, arguments.house.templates.as_deref())?;
    let mut run_of = Run {
        arguments,
        session,
        printer,
        translations: Translations::default(),
        memories: BTreeMap::new(),
        wrong: false,
        blocked: false,
    };
    if arguments.import {
        run_of.import()?;
    } else {
        let jobs = run_of.jobs()?;
        match (arguments.status, arguments.export) {
            (true, _) => run_of.status(&jobs),
            (_, true) => run_of.export(&jobs),
            _ => run_of.update(&jobs),
        }
    }
    Ok(End::of(run_of.wrong, run_of.blocked))
}

/// Where translations are worked on.
struct Run<'a> {
    arguments: &'a Translate,
    session: Session,
    printer: &'a mut Printer,
    /// Which letters are translated.
    translations: Translations,
    /// What other letters say, by language.
    memories: BTreeMap<Language, Memory>,
    /// Whether a letter has errors.
    wrong: bool,
    /// Whether something could not be written.
    blocked: bool,
}

/// A letter in a language.
type Job = (Arc<Source>, Language);

impl Run<'_> {
    /// The letters and languages asked for.
    fn jobs(&mut self) -> Result<Vec<Job>, Diagnostics> {
        let arguments = self.arguments;
        let mut problems = Diagnostics::new();
        let mut originals: Vec<(Arc<Source>, Vec<Language>, bool)> = Vec::new();
        for path in letter_files::find(&arguments.paths, &arguments.house.letters)? {
            let is_named = arguments.paths.contains(&path);
            let Some(source) = self.read(&path) else { continue };
            match original_of(&source) {
                None => {
                    let there = self.translations.languages_of(&path);
                    originals.push((source, there.into_iter().collect(), is_named));
                }
                // Of a translation that is named, the letter is meant, in that language.
                Some(original) if is_named => {
                    if let Some(read) = self.read(&original) {
                        originals.push((read, vec![language_of(&source)], true));
                    }
                }
                // Any other is known with its letter.
                Some(_) => {}
            }
        }
        let mut jobs: Vec<Job> = Vec::new();
        for (original, there, is_named) in originals {
            let own = language_of(&original);
            let all = arguments.lang.contains(&Asked::All);
            let asked = Asked::languages(&arguments.lang);
            let wanted: Vec<Language> = match asked.as_slice() {
                [] => there,
                asked => asked.iter().copied().filter(|language| !all || *language != own).collect(),
            };
            if wanted.is_empty() && is_named {
                let message = format!("{} has no translation yet", shown(original.path()));
                let hint = "give the languages, for example --lang fr, --lang fr,es or --lang all";
                problems.push(LANGUAGE.finding(message).hint(hint));
            }
            for language in wanted {
                if !jobs.iter().any(|(other, l)| *l == language && other.path() == original.path()) {
                    jobs.push((Arc::clone(&original), language));
                }
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        if jobs.is_empty() && !self.wrong {
            self.printer.remark(
                "no letter has a translation yet; start one with `letters translate LETTER --lang fr`",
            );
        }
        self.speak(jobs.iter().map(|(_, language)| *language))?;
        Ok(jobs)
    }

    /// Makes the words of languages ready; without them nothing can be said of their names.
    fn speak(&self, languages: impl IntoIterator<Item = Language>) -> Result<(), Diagnostics> {
        let mut problems = Diagnostics::new();
        problems.extend(self.session.speak(languages));
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    fn read(&mut self, path: &std::path::Path) -> Option<Arc<Source>> {
        letter_files::read(path).map_err(|problem| self.tell_wrong(problem.into())).ok()
    }

    /// Tells what is wrong with a letter, of which nothing is written then.
    fn tell_wrong(&mut self, problems: Diagnostics) {
        self.wrong |= problems.has_errors();
        self.printer.problems(&problems.into_sorted());
    }

    /// Tells that a file could not be written.
    fn tell_blocked(&mut self, problem: Diagnostic) {
        self.blocked = true;
        self.printer.problems(&[problem]);
    }

    /// Opens a letter in a language; what is wrong is told.
    fn open(&mut self, (original, language): &Job) -> Result<Version, Reported> {
        let mut problems = Diagnostics::new();
        let version = Version::open(original, *language, &mut self.translations, &mut problems);
        self.tell_wrong(problems);
        version
    }

    fn update(&mut self, jobs: &[Job]) {
        for job in jobs {
            if let Ok(version) = self.open(job) {
                self.write(version, &Taken::default(), None);
            }
        }
    }

    /// Writes the file of a translation, and tells of it; `more` is told too.
    fn write(&mut self, version: Version, taken: &Taken, more: Option<&str>) {
        if !self.memories.contains_key(&version.language) {
            let files = letter_files::find(&[], &self.arguments.house.letters).unwrap_or_default();
            self.memories.insert(version.language, Memory::of(version.language, &files));
        }
        let nothing = Memory::default();
        // What a translator left open is asked again, not filled.
        let memory = if more.is_some() { None } else { self.memories.get(&version.language) };
        let terms = self.session.terms(version.language);
        let schema =
            schema::seen_from(&version.path, &self.arguments.house.letters, File::Translation.name());
        let updated = update(&version, terms, memory.unwrap_or(&nothing), taken, &schema);
        match put(version, &updated) {
            Ok((outcome, after)) => {
                if outcome == Outcome::New {
                    self.translations.add(after.original.path(), &after.path, after.language);
                    schema::keep(&self.arguments.house.letters, File::Translation, || Ok(Known::default()));
                }
                let (tally, _) = after.status(self.session.terms(after.language));
                let text = report::updated(
                    &after,
                    outcome,
                    &updated,
                    tally,
                    more,
                    self.arguments.house.message_format,
                );
                self.printer.print(&text);
            }
            Err(problem) => self.tell_blocked(problem),
        }
    }
}

/// Writes the file if it has changed; what became of it, and what there is now. What cannot be read back is not written.
fn put(version: Version, updated: &Updated) -> Result<(Outcome, Version), Diagnostic> {
    let source = Source::new(&version.path, updated.text.as_str());
    let mut problems = Diagnostics::new();
    let Ok(read) = Existing::of(Arc::clone(&source), &mut problems) else {
        let why = problems.into_sorted().into_iter().find(|problem| problem.severity == Severity::Error);
        let why = why.map(|problem| problem.message).unwrap_or_default();
        let message = format!("the updated {} would have an error: {why}", shown(&version.path));
        return Err(DEFECT.finding(message).hint("nothing was written; this is a bug: report it"));
    };
    let outcome = match &version.file {
        Some(file) if file.source.text() == updated.text => Outcome::Unchanged,
        Some(file) => {
            letter_files::rewrite(&file.source, &source)?;
            Outcome::Written
        }
        None => {
            letter_files::create(&version.path, updated.text.as_bytes())?;
            Outcome::New
        }
    };
    Ok((outcome, Version { file: Some(read), ..version }))
}
