//! The way of a letter: read, resolve, compose, export. One session makes all letters of a run.
//!
//! Knows no clock, no terminal and no output folder.

mod composition;
mod export;
pub(in crate::project) mod locale;
pub(in crate::project) mod open;
mod ready;

pub use composition::{Composition, Findings, ReadLetter};
pub use open::{Settings, read_directory};

use composition::Loaded;
use locale::{Locale, Locales, WordSources};
use open::StyleTexts;

use crate::base::{Diagnostic, Diagnostics, Language, Severity, Source, Span, yaml};
use crate::check::{self, Facts, Text};
use crate::compose::templates::HouseStyle;
use crate::compose::{Composed, Composer};
use crate::document::theme::Theme;
use crate::document::{Document, Image, plain_text};
use crate::export::{docx, html, pdf};
use crate::model::directory::Directory;
use crate::model::letter::{self, Letter};
use crate::model::letter_files;
use crate::model::phrases::{Phrases, Terms};
use crate::model::presets::Presets;
use crate::model::resolve::Resolved;
use crate::model::rules::LANGUAGE;
use crate::model::translation::{self, Overlaid};
use crate::project::archive::Archive;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

/// House style, directory and writers, made once and shared by all threads.
pub struct Session {
    pub(in crate::project) house: HouseStyle,
    directory: Directory,
    presets: Presets,
    theme: Theme,
    pub(in crate::project) english: Locale,
    pub(in crate::project) others: Locales,
    /// The folder of letters.
    letters: PathBuf,
    /// The file of further terms beside the letters; it need not be there.
    terms: PathBuf,
    shell: tera::Tera,
    docx: OnceLock<docx::Writer>,
    html: OnceLock<html::Writer>,
    pdf: OnceLock<Result<pdf::Writer, Diagnostic>>,
    /// Images that all writers have written without a problem.
    images: Mutex<Vec<Arc<Image>>>,
    /// The texts that it was opened from, but for templates: theme, presets, phrases, page, directory.
    pub(in crate::project) texts: StyleTexts,
}

const SHELL: &str = "page.html";

impl Session {
    /// The folder of letters.
    pub fn letters(&self) -> &Path {
        &self.letters
    }

    /// The published files of its letters.
    pub fn archive(&self) -> Archive {
        Archive::of(&self.letters)
    }

    /// The house style's files.
    pub fn house(&self) -> &HouseStyle {
        &self.house
    }

    /// Groups and signatories.
    pub fn directory(&self) -> &Directory {
        &self.directory
    }

    /// What each kind of letter says by default.
    pub fn presets(&self) -> &Presets {
        &self.presets
    }

    /// The English phrases.
    pub fn phrases(&self) -> &Phrases {
        &self.english.phrases
    }

    /// The words of a language; none in a language that there are no words in yet.
    pub fn words(&self, language: Language) -> Option<&Phrases> {
        Some(&self.locale(language).ok()?.phrases)
    }

    /// The mark at the head of every page of a draft in a language; with number and date, of a copy for review.
    pub fn draft_mark(&self, language: Language, copy: Option<(u32, NaiveDate)>) -> String {
        self.words(language).unwrap_or(self.phrases()).draft_mark(copy)
    }

    /// The names that the house style has words for in a language; none in a language that there are no words in yet.
    pub fn terms(&self, language: Language) -> Option<&Terms> {
        self.locale(language).ok()?.phrases.terms.as_ref()
    }

    /// Reads a letter, and with a translation its original, in a language that there are words in.
    pub fn read(&self, source: &Arc<Source>) -> ReadLetter<'_> {
        self.read_with(source, None)
    }

    /// The same with the text of a translation's original that is `held`, which may be another than on disk.
    pub fn read_with(&self, source: &Arc<Source>, held: Option<&Arc<Source>>) -> ReadLetter<'_> {
        let mut problems = Diagnostics::new();
        let loaded = self.load_letter(source, held, &mut problems);
        if loaded.is_none() {
            yaml::explain(source, &mut problems, &|source| {
                let mut found = Diagnostics::new();
                let _ = self.load_letter(source, held, &mut found);
                found
            });
        }
        ReadLetter { source: Arc::clone(source), loaded, problems }
    }

    fn load_letter(
        &self,
        source: &Arc<Source>,
        held: Option<&Arc<Source>>,
        problems: &mut Diagnostics,
    ) -> Option<Loaded<'_>> {
        let terms = |language| self.locale(language).ok()?.phrases.terms.as_ref();
        let Overlaid { letter: node, original } = translation::load(source, held, terms, problems).ok()?;
        let Ok(letter) = Letter::of(&node, source, problems) else {
            if let Some(group) = letter::salvage(&node, problems) {
                let _ = self.directory.group(&group, problems);
            }
            return None;
        };
        match self.locale(letter.language()) {
            Ok(locale) => Some(Loaded { letter, tree: node, original, locale }),
            Err(found) => {
                let place = letter.language.as_ref().map_or_else(|| Span::file(source), |l| l.span.clone());
                problems.extend(found.first().map(|first| match first.rule {
                    rule if *rule == LANGUAGE => {
                        first.clone().at(&place, "expected a language that has phrases")
                    }
                    _ => translation::words_are_wrong(letter.language(), first, &place),
                }));
                None
            }
        }
    }

    /// What follows from a letter that was read; reports what is wrong with that.
    pub fn resolve<'a>(
        &'a self,
        letter: &'a ReadLetter<'_>,
        problems: &mut Diagnostics,
    ) -> Option<Resolved<'a>> {
        Resolved::new(&letter.loaded.as_ref()?.letter, &self.directory, &self.presets, problems).ok()
    }

    /// Composes a letter and asks all rules, but not the writers. What is wrong with a translation's original is
    /// reported with the original.
    pub fn compose<'a>(&'a self, letter: &'a ReadLetter<'a>) -> Composition<'a> {
        let mut composition = self.compose_alone(letter);
        if composition.document().is_none() {
            self.blame_original(&letter.source, &mut composition.findings.problems);
        }
        composition
    }

    /// Composes a letter and finds in it what [`Session::compose`] and then [`Session::files`] in all formats would
    /// find, without making files where nothing in the letter could be new to the writers.
    pub fn check<'a>(&'a self, letter: &'a ReadLetter<'a>) -> Composition<'a> {
        let mut composition = self.compose(letter);
        self.try_writers(&mut composition);
        composition
    }

    /// Composes a letter and reports everything that is wrong.
    fn compose_alone<'a>(&'a self, letter: &'a ReadLetter<'a>) -> Composition<'a> {
        let mut findings = Findings { problems: letter.problems.clone(), silenced: Vec::new() };
        let (mut resolved, mut composed) = (None, None);
        if let Some(loaded) = &letter.loaded {
            let problems = &mut findings.problems;
            check::said(&loaded.letter, problems);
            resolved = self.resolve(letter, problems);
            let compose = |resolved| self.compose_resolved(loaded, resolved, &letter.source, problems);
            composed = resolved.as_ref().and_then(compose);
            let is_translation = loaded.original.is_some();
            let is_whole = composed.is_some() && !is_translation;
            findings.silenced = check::silence(&loaded.letter, is_whole, &mut findings.problems);
            if is_translation {
                only_of_translation(&letter.source, loaded.locale, &mut findings.problems);
            }
            findings.only_what_matters();
        }
        Composition { letter, resolved, composed, findings }
    }

    /// Composes what follows from a letter, and asks all rules.
    fn compose_resolved(
        &self,
        loaded: &Loaded<'_>,
        resolved: &Resolved<'_>,
        source: &Arc<Source>,
        problems: &mut Diagnostics,
    ) -> Option<Composed> {
        let facts =
            Facts::new(resolved, &loaded.locale.phrases, source, &loaded.tree).of(loaded.original.as_ref());
        check::facts(&facts, problems);
        let composer = self.composer(loaded.locale);
        let composed = composer.compose(resolved, source.path().parent(), problems).ok()?;
        check::printed(&facts, &composer, &composed, problems);
        let header = plain_text(&composed.document.running_header);
        check::text(&Text::new(&facts, &header, &composed.prose), problems);
        Some(composed)
    }

    /// What a template of the house style that is not the letter makes of it, such as a message that goes with it.
    ///
    /// # Errors
    /// The letter, or the template for it, has an error; all of them.
    pub fn page_of(&self, letter: &ReadLetter<'_>, template: &'static str) -> Result<Document, Diagnostics> {
        let mut problems = letter.problems.clone();
        let resolved = self.resolve(letter, &mut problems);
        let (Some(loaded), Some(resolved)) = (&letter.loaded, resolved) else { return Err(problems) };
        let beside = letter.source.path().parent();
        let composed = self.composer(loaded.locale).of_template(template, &resolved, beside, &mut problems);
        composed.map(|composed| composed.document).map_err(|_| problems)
    }

    /// The subject of a letter on one line, as the whole letter has it; the facts are checked on the way.
    pub(in crate::project) fn subject(
        &self,
        letter: &ReadLetter<'_>,
        resolved: &Resolved<'_>,
        problems: &mut Diagnostics,
    ) -> Option<String> {
        let Loaded { original, locale, tree, .. } = letter.loaded.as_ref()?;
        let facts = Facts::new(resolved, &locale.phrases, &letter.source, tree).of(original.as_ref());
        check::facts(&facts, problems);
        self.composer(locale).subject(resolved, problems).ok().flatten()
    }

    /// What facts in braces say in a letter, by how they are written; none when the letter cannot be read.
    pub fn values(&self, letter: &ReadLetter<'_>, facts: &[String]) -> BTreeMap<String, String> {
        let resolved = self.resolve(letter, &mut Diagnostics::new());
        let (Some(loaded), Some(resolved)) = (&letter.loaded, resolved) else { return BTreeMap::new() };
        self.composer(loaded.locale).values(&resolved, &letter.source, facts)
    }

    /// Of a translation that has errors, while its original has some too, only its own are told.
    pub(in crate::project) fn blame_original(&self, source: &Arc<Source>, problems: &mut Diagnostics) {
        let Some(path) = translation::original_of(source).filter(|path| path.is_file()) else { return };
        if !problems.has_errors() || path == source.path() {
            return;
        }
        let is_wrong = letter_files::read(&path).map_or(true, |original| {
            self.compose_alone(&self.read(&original)).findings.problems.has_errors()
        });
        if is_wrong {
            problems.take_out(|problem| {
                let is_own = problem.span.as_ref().is_some_and(|span| span.source == *source);
                problem.severity != Severity::Error || !is_own
            });
            problems.push(translation::original_is_wrong(source, &path));
        }
    }

    /// The words of a language and the templates that speak with them.
    pub(in crate::project) fn locale(&self, language: Language) -> Result<&Locale, &[Diagnostic]> {
        match language {
            Language::English => Ok(&self.english),
            other => {
                let words = WordSources { house: &self.house, terms: &self.terms };
                self.others.get(other, words, &self.english.phrases.phrases)
            }
        }
    }

    /// Makes the words of languages ready. What is wrong with them: letters in such a language are not built, and say
    /// no more than that.
    pub fn speak(&self, languages: impl IntoIterator<Item = Language>) -> Vec<Diagnostic> {
        let mut problems = Diagnostics::new();
        let languages: BTreeSet<Language> = languages.into_iter().collect();
        let found = languages.into_iter().filter_map(|language| self.locale(language).err());
        // A language that there is nothing of yet is the business of the letters in it.
        problems.extend(found.flatten().filter(|problem| *problem.rule != LANGUAGE).cloned());
        problems.into_sorted()
    }

    fn composer<'a>(&'a self, locale: &'a Locale) -> Composer<'a> {
        Composer { house: &self.house, engine: &locale.engine, theme: &self.theme, phrases: &locale.phrases }
    }
}

/// Of a translation is told what is wrong with it: what is only worth a look in its facts is told with the
/// original, once.
fn only_of_translation(source: &Arc<Source>, locale: &Locale, problems: &mut Diagnostics) {
    let own = [Some(source), Some(&locale.text), locale.terms.as_ref()];
    problems.take_out(|problem| {
        let file = problem.span.as_ref().map(|span| &span.source);
        problem.severity != Severity::Error
            && file.is_some_and(|file| !own.iter().flatten().any(|own| *own == file))
    });
}
