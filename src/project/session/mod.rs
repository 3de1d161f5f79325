//! The way through the house: load, resolve, compose, write. One session makes all letters of a run.
//!
//! Knows no clock, no terminal and no output folder.

mod entries;
mod ingredients;
mod locale;
mod open;
mod translating;

pub use entries::PublishedFile;
pub use open::{Settings, read_directory};

use locale::{Locale, Locales, WordSources};
use open::StyleTexts;

use crate::base::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::base::fingerprint::Fingerprint;
use crate::base::format::Format;
use crate::base::language::Language;
use crate::base::rule::Silenced;
use crate::base::source::{Source, Span};
use crate::check;
use crate::check::Facts;
use crate::check::Text;
use crate::compose::templates::HouseStyle;
use crate::compose::{Composed, Composer};
use crate::document::theme::Theme;
use crate::document::{Block, Document, Figure, Image, Picture, plain_text};
use crate::export::docx;
use crate::export::html;
use crate::export::pdf;
use crate::model::directory::{Directory, Group};
use crate::model::letter::{self, Letter};
use crate::model::letter_files;
use crate::model::phrases::{DateWords, Phrases};
use crate::model::presets::Presets;
use crate::model::resolve::Resolved;
use crate::model::translation::{self, Overlaid};
use crate::project::archive::Archive;
use crate::project::build_cache::inputs::Inputs;
use crate::project::register::Entry;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// House style, directory and writers, made once and shared by all threads.
pub struct Session {
    house: HouseStyle,
    directory: Directory,
    presets: Presets,
    theme: Theme,
    english: Locale,
    others: Locales,
    /// The file of further terms beside the letters; it need not be there.
    terms: PathBuf,
    shell: tera::Tera,
    docx: OnceLock<docx::Writer>,
    html: OnceLock<html::Writer>,
    pdf: OnceLock<Result<pdf::Writer, Diagnostic>>,
    /// The published files of issued letters.
    archive: Archive,
    /// Images that all writers have written without a problem.
    images: Mutex<Vec<Arc<Image>>>,
    /// The texts that it was opened from, but for templates: theme, presets, phrases, page, directory.
    texts: StyleTexts,
    /// What letters are made from, in each language.
    inputs_of: [OnceLock<Inputs>; Language::ALL.len()],
}

/// What is to be known of what a letter was made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keeps {
    /// Nothing.
    #[default]
    Nothing,
    /// What the register keeps of it.
    Entry,
    /// The pictures beside it.
    Pictures,
    /// Everything that it uses.
    Everything,
}

/// What became of a letter.
#[derive(Debug, Default)]
pub struct Made {
    /// What to keep in `used`, `pictures` and `entry`: said before it is made.
    pub keeps: Keeps,
    /// Its name in the archive, when that much could be read.
    pub name: Option<String>,
    /// Everything that was found.
    pub problems: Diagnostics,
    /// Findings that the letter silences, with their reasons.
    pub silenced: Vec<Silenced>,
    /// File names and bytes; none when there is an error.
    pub files: Vec<(String, Vec<u8>)>,
    /// What of the house it was made of, by the items' names, as far as not every letter is; where asked for.
    pub used: BTreeSet<String>,
    /// Pictures beside the letter, and what they were; where asked for.
    pub pictures: Vec<(PathBuf, Fingerprint)>,
    /// What the register keeps of it; where asked for, and when so much could be read.
    pub entry: Option<Entry>,
}

const SHELL: &str = "page.html";

impl Session {
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

    /// The codes of the groups in the directory, in its order.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        self.directory.codes()
    }

    /// The group with this code, in capitals or small letters, and its code as the directory writes it.
    pub fn group(&self, code: &str) -> Option<(&str, &Group)> {
        self.directory.named(code)
    }

    /// How dates are written.
    pub fn dates(&self) -> &DateWords {
        &self.english.phrases.dates
    }

    /// Makes a letter in the given formats; with none it is only checked. Nothing is written here.
    pub fn make(&self, source: &Arc<Source>, formats: &[Format]) -> Made {
        let mut made = Made::default();
        if let Some(document) = self.document(source, &mut made) {
            self.files(&document, formats, source, &mut made);
        }
        made
    }

    /// Checks a letter: finds what [`Session::make`] in all formats would find, without making files
    /// where nothing in the letter could be new to the writers.
    pub fn check(&self, source: &Arc<Source>) -> Made {
        let mut made = Made::default();
        if let Some(document) = self.document(source, &mut made) {
            self.try_out(&document, source, &mut made);
        }
        made
    }

    /// Checks a letter as [`Session::check`] does, and makes what the register keeps of it on the way, its
    /// subject only when nothing is wrong; and files in the given formats, none where there is an error.
    pub fn looked(&self, source: &Arc<Source>, formats: &[Format]) -> (Entry, Made) {
        let mut made = Made { keeps: Keeps::Entry, ..Made::default() };
        if let Some(document) = self.document(source, &mut made) {
            self.try_out(&document, source, &mut made);
            if !made.problems.has_errors() {
                self.files(&document, formats, source, &mut made);
            }
        }
        let entry = made.entry.take();
        let glimpse = || Entry::glimpse(source, &self.directory, &self.english.phrases.dates);
        (entry.unwrap_or_else(glimpse), made)
    }

    /// Asks the writers where something in the Document could be new to them.
    fn try_out(&self, document: &Document, source: &Arc<Source>, made: &mut Made) {
        let images = images(document);
        let is_known = |image: &&Arc<Image>| self.sound_images().iter().any(|known| known == *image);
        let shown = self.pdf().is_ok_and(|writer| writer.shows(document));
        if !shown || !images.iter().all(is_known) {
            self.files(document, &Format::ALL, source, made);
            if !made.problems.has_errors() {
                let mut known = self.sound_images();
                known.extend(images.into_iter().cloned());
                let surplus = known.len().saturating_sub(MOST_IMAGES);
                known.drain(..surplus);
            }
            made.files.clear();
        }
    }

    /// Writes a Document in the formats; none of them where there is an error.
    pub fn files(&self, document: &Document, formats: &[Format], source: &Arc<Source>, made: &mut Made) {
        let mut files = Vec::new();
        for &format in formats {
            match self.write(format, document) {
                Ok(bytes) => {
                    let name = made.name.as_deref().unwrap_or_default();
                    files.push((format.file_name(name, document.properties.language), bytes));
                }
                Err(problem) => made.problems.push(point_at_letter(problem, source)),
            }
        }
        if made.problems.has_errors() {
            only_what_matters(&mut made.problems);
        } else {
            made.files = files;
        }
    }

    fn sound_images(&self) -> MutexGuard<'_, Vec<Arc<Image>>> {
        self.images.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Composes a letter's Document; reports into `made`. What is wrong with a translation's original is told with
    /// the original.
    pub fn document(&self, source: &Arc<Source>, made: &mut Made) -> Option<Document> {
        let document = self.try_document(source, made);
        if document.is_none() {
            self.blame_original(source, &mut made.problems);
        }
        document
    }

    /// Of a translation that has errors, while its original has some too, only its own are told.
    fn blame_original(&self, source: &Arc<Source>, problems: &mut Diagnostics) {
        let Some(path) = translation::original_of(source).filter(|path| path.is_file()) else { return };
        if !problems.has_errors() || path == source.path() {
            return;
        }
        let is_wrong = letter_files::read(&path).map_or(true, |original| {
            let mut made = Made::default();
            self.try_document(&original, &mut made);
            made.problems.has_errors()
        });
        if is_wrong {
            problems.take_out(|problem| {
                let is_own = problem.span.as_ref().is_some_and(|span| span.source == *source);
                problem.severity != Severity::Error || !is_own
            });
            problems.push(translation::original_is_wrong(source, &path));
        }
    }

    /// Composes a letter's Document, and tells everything that is wrong.
    fn try_document(&self, source: &Arc<Source>, made: &mut Made) -> Option<Document> {
        let problems = &mut made.problems;
        let read = self.letter(source, problems)?;
        check::said(&read.letter, problems);
        let composed = self.compose(&read, source, made.keeps, (&mut made.name, &mut made.entry), problems);
        let document = composed.map(|(composed, used)| {
            if matches!(made.keeps, Keeps::Pictures | Keeps::Everything) {
                made.pictures = composed.pictures.values().flatten().cloned().collect();
            }
            if let Some(mut used) = used {
                self.add_used(read.locale, &composed, &mut used);
                made.used = used;
            }
            composed.document
        });
        let is_translation = read.original.is_some();
        made.silenced = check::silence(&read.letter, document.is_some() && !is_translation, problems);
        if is_translation {
            only_of_translation(source, read.locale, problems);
        }
        if problems.has_errors() {
            only_what_matters(problems);
        }
        document.filter(|_| !problems.has_errors())
    }

    /// The Document of a letter that could be read, after all rules have been asked.
    fn compose(
        &self,
        read: &Loaded<'_>,
        source: &Arc<Source>,
        keeps: Keeps,
        (name, entry): (&mut Option<String>, &mut Option<Entry>),
        problems: &mut Diagnostics,
    ) -> Option<(Composed, Option<BTreeSet<String>>)> {
        let Loaded { letter, locale, .. } = read;
        let resolved = Resolved::new(letter, &self.directory, &self.presets, problems)?;
        *name = Some(resolved.name.clone());
        let original = read.original.as_ref();
        *entry = (keeps == Keeps::Entry).then(|| self.entry_of(&resolved, source, original, &Format::ALL));
        let facts = Facts::new(&resolved, &locale.phrases, source).of(read.original.as_ref());
        check::facts(&facts, problems);
        let composed = self.composer(locale).compose(&resolved, source, problems)?;
        if let Some(entry) = entry {
            entry.subject = Some(composed.document.properties.subject.clone());
        }
        let header = plain_text(&composed.document.running_header);
        check::text(&Text::new(&facts, &header, &composed.prose), problems);
        let used = (keeps == Keeps::Everything).then(|| self.used_entries(letter, &resolved));
        Some((composed, used))
    }

    /// Reads a letter, and with a translation its original, in a language that there are words in; reports all
    /// that is wrong.
    fn letter(&self, source: &Arc<Source>, problems: &mut Diagnostics) -> Option<Loaded<'_>> {
        let terms = |language| self.locale(language).ok()?.phrases.terms.as_ref();
        let Overlaid { letter: node, original } = translation::load(source, terms, problems)?;
        let Some(letter) = Letter::of(&node, source, problems) else {
            if let Some(group) = letter::salvage(&node, problems) {
                self.directory.group(&group, problems);
            }
            return None;
        };
        match self.locale(letter.language()) {
            Ok(locale) => Some(Loaded { letter, original, locale }),
            Err(found) => {
                let place = letter.language.as_ref().map_or_else(|| Span::file(source), |l| l.span.clone());
                problems.extend(found.first().map(|first| match first.code {
                    locale::NONE => first.clone().at(&place, "expected a language that has phrases"),
                    _ => translation::words_are_wrong(letter.language(), first, &place),
                }));
                None
            }
        }
    }

    /// The words of a language and the templates that speak with them.
    fn locale(&self, language: Language) -> Result<&Locale, &[Diagnostic]> {
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
        problems.extend(found.flatten().filter(|problem| problem.code != locale::NONE).cloned());
        problems.into_sorted()
    }

    fn composer<'a>(&'a self, locale: &'a Locale) -> Composer<'a> {
        Composer { house: &self.house, engine: &locale.engine, theme: &self.theme, phrases: &locale.phrases }
    }

    /// Writes a Document in a format.
    ///
    /// # Errors
    /// What the writer cannot put into a file: a character without a glyph, a picture it cannot read.
    pub fn write(&self, format: Format, document: &Document) -> Result<Vec<u8>, Diagnostic> {
        match format {
            Format::Docx => self.docx.get_or_init(|| docx::Writer::new(&self.theme)).write(document),
            Format::Html => {
                let parts = self.html.get_or_init(|| html::Writer::new(&self.theme)).write(document)?;
                self.page(&parts)
            }
            Format::Pdf => self.pdf()?.write(document),
        }
    }

    fn pdf(&self) -> Result<&pdf::Writer, Diagnostic> {
        let make = || {
            let house = self.house.clone();
            let font: pdf::FontFiles = Arc::new(move |name| {
                let bytes = house.bytes(&format!("fonts/{name}")).ok()?;
                Some(Arc::new(bytes) as pdf::FontBytes)
            });
            pdf::Writer::new(&self.theme, &font)
        };
        self.pdf.get_or_init(make).as_ref().map_err(Clone::clone)
    }

    /// Puts the parts of an HTML page into the shell.
    fn page(&self, parts: &html::Parts) -> Result<Vec<u8>, Diagnostic> {
        let mut facts = tera::Context::new();
        for (name, value) in parts.named() {
            facts.insert_value(name, tera::Value::safe_string(value));
        }
        let page = self.shell.render(SHELL, &facts);
        page.map(String::into_bytes).map_err(|e| Diagnostic::error("template", e.to_string()))
    }
}

/// A letter that was read.
struct Loaded<'a> {
    letter: Letter,
    /// The file of the original, if this is a translation.
    original: Option<Arc<Source>>,
    /// The words of its language.
    locale: &'a Locale,
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

/// So many images are remembered: emblem and signatures.
const MOST_IMAGES: usize = 8;

/// What is only worth a look can wait until the letter has no errors.
fn only_what_matters(problems: &mut Diagnostics) {
    problems.take_out(|problem| problem.severity == Severity::Information);
}

/// The image files in a document.
fn images(document: &Document) -> Vec<&Arc<Image>> {
    fn collect<'a>(blocks: &'a [Block], out: &mut Vec<&'a Arc<Image>>) {
        for block in blocks {
            match block {
                Block::Figure(Figure { picture: Picture::Image(image), .. }) => out.push(image),
                Block::List(list) => list.items.iter().for_each(|item| collect(&item.blocks, out)),
                Block::Table(table) => {
                    table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| collect(&cell.blocks, out));
                }
                Block::Columns(columns) => columns.columns.iter().for_each(|c| collect(&c.blocks, out)),
                _ => {}
            }
        }
    }
    let mut out = Vec::new();
    document.sections.iter().for_each(|section| collect(&section.blocks, &mut out));
    out
}

/// A writer's problem has no place of its own: it is the letter's, where the first of the characters
/// stands that it is about.
fn point_at_letter(problem: Diagnostic, source: &Arc<Source>) -> Diagnostic {
    if problem.span.is_some() {
        return problem;
    }
    let found = source.text().char_indices().find(|(_, c)| problem.characters.contains(c));
    match found {
        Some((at, c)) => problem.at(&Span::new(source, at, at + c.len_utf8()), "here"),
        None => problem.at(&Span::file(source), "in this letter"),
    }
}
