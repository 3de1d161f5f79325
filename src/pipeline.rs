//! The way through the house: load, resolve, compose, write. One studio makes all letters of a run.
//!
//! Knows no clock, no terminal and no output folder.

use crate::check::{self, Facts, Silenced, Text};
use crate::compose::{self, Composed, Composer};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::directory::{Directory, Group};
use crate::document::{Block, Document, Figure, Image, Picture, plain_text};
use crate::fingerprint::Fingerprint;
use crate::inventory::{self, Inventory};
use crate::issued::{Archive, Published};
use crate::language::Language;
use crate::letter::{self, Letter};
use crate::phrases::{DateWords, Phrases};
use crate::presets::Presets;
use crate::register::Entry;
use crate::report::shown;
use crate::resolve::Resolved;
use crate::schema::{self, Known};
use crate::source::{Source, Span};
use crate::templates::{Engine, House};
use crate::theme::Theme;
use crate::{docx, html, pdf, start};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// A format that letters are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Word.
    Docx,
    /// PDF/UA-1 and PDF/A-2a.
    Pdf,
    /// One self-contained page.
    Html,
}

impl Format {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Docx, Self::Pdf, Self::Html];

    /// A file's name in the DMS scheme: the letter's name, what part of the letter it is between
    /// exclamation marks (`!!`, `!A1!`), format and language: `…!!MSW-E.docx`.
    pub fn file_name(self, name: &str, language: Language) -> String {
        let code = match self {
            Self::Docx => "MSW",
            Self::Pdf => "PDF",
            Self::Html => "HTM",
        };
        let part = if name.contains('!') { "" } else { "!" };
        format!("{name}{part}!{code}-{}.{}", language.letter(), self.ending())
    }

    /// How its files end, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Html => "html",
        }
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Docx => "DOCX",
            Self::Pdf => "PDF",
            Self::Html => "HTML",
        }
    }
}

/// Where things are.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The folder of letters; the directory is its subfolder `directory`.
    pub letters: PathBuf,
    /// A folder whose files replace those of the house style; without it the embedded ones.
    pub templates: Option<PathBuf>,
}

/// House style, directory and writers, made once and shared by all threads.
pub struct Studio {
    house: House,
    directory: Directory,
    presets: Presets,
    theme: Theme,
    phrases: Phrases,
    engine: Engine,
    shell: tera::Tera,
    docx: OnceLock<docx::Writer>,
    html: OnceLock<html::Writer>,
    pdf: OnceLock<Result<pdf::Writer, Diagnostic>>,
    /// The published files of issued letters.
    archive: Archive,
    /// Images that all writers have written without a problem.
    images: Mutex<Vec<Arc<Image>>>,
    /// The texts that it was opened from, but for templates: theme, presets, phrases, page, directory.
    texts: Texts,
    inventory: OnceLock<Inventory>,
}

/// Texts that a studio is opened from.
struct Texts {
    theme: Arc<Source>,
    presets: Arc<Source>,
    phrases: Arc<Source>,
    shell: Arc<Source>,
    groups: Arc<Source>,
    signatories: Arc<Source>,
}

/// A file of an issued letter: its format, name and bytes.
pub type PublishedFile = (Format, String, Vec<u8>);

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
    /// Pictures beside the letter; where asked for.
    pub pictures: BTreeSet<PathBuf>,
    /// What the register keeps of it; where asked for, and when so much could be read.
    pub entry: Option<Entry>,
}

const SHELL: &str = "page.html";

impl Studio {
    /// Opens the house style and the directory.
    ///
    /// # Errors
    /// All problems in templates, theme, phrases, presets and directory.
    pub fn open(settings: &Settings) -> Result<Self, Diagnostics> {
        let mut problems = Diagnostics::new();
        match Self::load(settings, &mut problems) {
            Some(studio) if !problems.has_errors() => Ok(studio),
            _ => Err(problems),
        }
    }

    fn load(settings: &Settings, problems: &mut Diagnostics) -> Option<Self> {
        fn keep<T>(result: Result<T, Diagnostic>, problems: &mut Diagnostics) -> Option<T> {
            result.map_err(|problem| problems.push(problem)).ok()
        }
        let house = keep(House::open(settings.templates.as_deref()), problems)?;
        let text = |name: &str, problems: &mut Diagnostics| keep(house.text(name), problems);
        let (theme_text, presets_text) = (text("theme.yaml", problems), text("presets.yaml", problems));
        let (phrases_text, shell_text) = (text("phrases/en.yaml", problems), text(SHELL, problems));
        let theme = theme_text.as_ref().and_then(|s| Theme::load(s, problems));
        let presets = presets_text.as_ref().and_then(|s| Presets::load(s, problems));
        let phrases = phrases_text.as_ref().and_then(|s| Phrases::load(s, problems));
        let engine = phrases.as_ref().and_then(|phrases| Engine::new(&house, phrases, problems));
        let page = shell_text.as_ref().and_then(|source| shell(source, problems));
        let (groups, signatories) = directory(settings, problems);
        let directory = Directory::load(groups.as_ref()?, signatories.as_ref()?, problems);
        Some(Self {
            directory: directory?,
            presets: presets?,
            theme: theme?,
            phrases: phrases?,
            engine: engine?,
            shell: page?,
            docx: OnceLock::new(),
            html: OnceLock::new(),
            pdf: OnceLock::new(),
            archive: Archive::of(&settings.letters),
            images: Mutex::new(Vec::new()),
            texts: Texts {
                theme: theme_text?,
                presets: presets_text?,
                phrases: phrases_text?,
                shell: shell_text?,
                groups: groups?,
                signatories: signatories?,
            },
            inventory: OnceLock::new(),
            house,
        })
    }

    /// Everything that letters are made from, as it was when the studio was opened.
    pub fn inventory(&self) -> &Inventory {
        self.inventory.get_or_init(|| {
            let texts = &self.texts;
            let mut items = inventory::keys(&texts.phrases, "phrase", Some("phrases"));
            items.extend(inventory::keys(&texts.presets, "preset", None));
            items.extend(inventory::keys(&texts.groups, "group", None));
            items.extend(inventory::list(&texts.signatories, "signatory"));
            // The phrases file is cut into its phrases: as a whole it would change with each of them.
            let templates =
                self.engine.sources().iter().filter(|source| !Arc::ptr_eq(source, &texts.phrases));
            items.extend(templates.chain([&texts.theme, &texts.shell]).map(|source| inventory::file(source)));
            let (mut whole_files, mut for_writers) = (Vec::new(), BTreeSet::new());
            for_writers.extend([&texts.theme, &texts.shell].map(|source| shown(source.path())));
            for (name, path) in self.house.own_files() {
                let item = shown(&path);
                if name.starts_with("fonts/") {
                    whole_files.push(inventory::large_file(&path));
                    for_writers.insert(item);
                } else if name.starts_with("images/") {
                    whole_files.push((item, Fingerprint::of(&std::fs::read(&path).unwrap_or_default())));
                }
            }
            items.extend(whole_files);
            Inventory::new(items, |name| for_writers.contains(name))
        })
    }

    /// The texts of the house that findings can point at.
    pub fn sources(&self) -> impl Iterator<Item = &Arc<Source>> {
        let Texts { theme, presets, phrases, shell, groups, signatories } = &self.texts;
        self.engine.sources().iter().chain([theme, presets, phrases, shell, groups, signatories])
    }

    /// What a Document and all that the writers need beside it are.
    pub fn fingerprint(&self, document: &Document) -> Fingerprint {
        Fingerprint::of_value(&(document, self.inventory().writers()))
    }

    /// What the register keeps of a letter, with the names of the files that it would become, without
    /// making them or its subject. Says nothing of what is wrong with it.
    pub fn entry(&self, source: &Arc<Source>, formats: &[Format]) -> Entry {
        self.enter(source, formats, &mut Diagnostics::new(), |_, _| None)
    }

    /// What the register keeps of a letter, with its subject, and what was found on the way: the letter
    /// as a whole is not composed.
    pub fn listed(&self, source: &Arc<Source>) -> (Entry, Diagnostics) {
        let mut problems = Diagnostics::new();
        let entry = self.enter(source, &Format::ALL, &mut problems, |resolved, problems| {
            check::facts(&Facts::new(resolved, &self.phrases, source), problems);
            self.composer().subject(resolved, problems)
        });
        (entry, problems)
    }

    fn enter(
        &self,
        source: &Arc<Source>,
        formats: &[Format],
        problems: &mut Diagnostics,
        subject: impl FnOnce(&Resolved<'_>, &mut Diagnostics) -> Option<String>,
    ) -> Entry {
        let dates = &self.phrases.dates;
        let letter = self.letter(source, problems);
        let resolved =
            letter.as_ref().and_then(|l| Resolved::new(l, &self.directory, &self.presets, problems));
        let Some(resolved) = resolved else { return Entry::glimpse(source, &self.directory, dates) };
        let subject = subject(&resolved, problems);
        Entry { subject, ..self.entry_of(&resolved, source, formats) }
    }

    fn entry_of(&self, resolved: &Resolved<'_>, source: &Arc<Source>, formats: &[Format]) -> Entry {
        let language = resolved.letter.language();
        let files = formats.iter().map(|format| format.file_name(&resolved.name, language)).collect();
        let as_issued =
            if self.archive.is_there() { self.archive.letter(&resolved.name, language) } else { None };
        Entry { files, as_issued, ..Entry::of(resolved, source, &self.phrases.dates) }
    }

    /// The published files of issued letters, beside the letters.
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// The files of a letter that was issued and published, whatever it would become today: format, name, bytes.
    /// `None` for any other letter.
    ///
    /// # Errors
    /// In the result: one of them is lost or is not what was published.
    pub fn published(&self, entry: &Entry) -> Option<Result<Vec<PublishedFile>, Diagnostic>> {
        if entry.status != Some(letter::Status::Issued) {
            return None;
        }
        let published = self.archive.find(entry.name.as_ref()?, entry.key.as_ref()?.language).transpose()?;
        let file = |published: &Published, format: Format| {
            let found = published.file(format).transpose()?;
            Some(found.map(|(name, bytes)| (format, name, bytes)))
        };
        Some(
            published
                .and_then(|published| Format::ALL.into_iter().filter_map(|f| file(&published, f)).collect()),
        )
    }

    /// The schema of letters as a file, in which editors are offered what this house style and directory know.
    ///
    /// # Errors
    /// A file of the house style cannot be read.
    pub fn letter_schema(&self) -> Result<String, Diagnostics> {
        Ok(schema::File::Letter.text(&Known::of(&self.house)?.with(&self.directory)))
    }

    /// The codes of the groups in the directory, in its order.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        self.directory.codes()
    }

    /// The group with this code, in capitals or small letters, and its code as the directory writes it.
    pub fn group(&self, code: &str) -> Option<(&str, &Group)> {
        self.directory.named(code)
    }

    /// Begins a new letter: its text, and what was done to get it.
    pub fn begin(&self, asked: &start::Asked, old: Option<&start::Old>) -> start::Begun {
        start::begin(start::House { phrases: &self.phrases, presets: &self.presets }, asked, old)
    }

    /// How dates are written.
    pub fn dates(&self) -> &DateWords {
        &self.phrases.dates
    }

    /// Makes a letter in the given formats; with none it is only checked. Nothing is written here.
    pub fn make(&self, source: &Arc<Source>, formats: &[Format]) -> Made {
        let mut made = Made::default();
        if let Some(document) = self.document(source, &mut made) {
            self.files(&document, formats, source, &mut made);
        }
        made
    }

    /// Checks a letter: finds what [`Studio::make`] in all formats would find, without making files
    /// where nothing in the letter could be new to the writers.
    pub fn check(&self, source: &Arc<Source>) -> Made {
        let mut made = Made::default();
        if let Some(document) = self.document(source, &mut made) {
            self.try_out(&document, source, &mut made);
        }
        made
    }

    /// Checks a letter, and makes what the register keeps of it on the way.
    pub fn checked(&self, source: &Arc<Source>) -> (Entry, Made) {
        let mut made = Made { keeps: Keeps::Entry, ..Made::default() };
        if let Some(document) = self.document(source, &mut made) {
            self.try_out(&document, source, &mut made);
        }
        let entry = made.entry.take();
        let glimpse = || Entry::glimpse(source, &self.directory, &self.phrases.dates);
        (entry.unwrap_or_else(glimpse), made)
    }

    /// Checks a letter as [`Studio::check`] does, and makes its web page alone; none where there is an error.
    pub fn draft(&self, source: &Arc<Source>) -> Made {
        let mut made = Made::default();
        if let Some(document) = self.document(source, &mut made) {
            self.try_out(&document, source, &mut made);
            if !made.problems.has_errors() {
                self.files(&document, &[Format::Html], source, &mut made);
            }
        }
        made
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

    /// Composes a letter's Document; reports into `made`.
    pub fn document(&self, source: &Arc<Source>, made: &mut Made) -> Option<Document> {
        let problems = &mut made.problems;
        let letter = self.letter(source, problems)?;
        check::said(&letter, problems);
        let composed = self.compose(&letter, source, made.keeps, (&mut made.name, &mut made.entry), problems);
        let document = composed.map(|(composed, used)| {
            if matches!(made.keeps, Keeps::Pictures | Keeps::Everything) {
                made.pictures = pictures_beside(&composed, source);
            }
            if let Some(mut used) = used {
                self.add_used(&composed, &made.pictures, source, &mut used);
                made.used = used;
            }
            composed.document
        });
        made.silenced = check::silence(&letter, document.is_some(), problems);
        if problems.has_errors() {
            only_what_matters(problems);
        }
        document.filter(|_| !problems.has_errors())
    }

    /// The Document of a letter that could be read, after all rules have been asked.
    fn compose(
        &self,
        letter: &Letter,
        source: &Arc<Source>,
        keeps: Keeps,
        (name, entry): (&mut Option<String>, &mut Option<Entry>),
        problems: &mut Diagnostics,
    ) -> Option<(Composed, Option<BTreeSet<String>>)> {
        let resolved = Resolved::new(letter, &self.directory, &self.presets, problems)?;
        *name = Some(resolved.name.clone());
        *entry = (keeps == Keeps::Entry).then(|| self.entry_of(&resolved, source, &Format::ALL));
        let facts = Facts::new(&resolved, &self.phrases, source);
        check::facts(&facts, problems);
        let composed = self.composer().compose(&resolved, source, problems)?;
        let header = plain_text(&composed.document.running_header);
        check::text(&Text::new(&facts, &header, &composed.prose), problems);
        Some((composed, (keeps == Keeps::Everything).then(|| self.used_entries(letter, &resolved))))
    }

    /// The entries of the directory and the presets that a letter is made of.
    fn used_entries(&self, letter: &Letter, resolved: &Resolved<'_>) -> BTreeSet<String> {
        let Texts { presets, groups, signatories, .. } = &self.texts;
        let item = |what: &str, name: &str, file: &Source| inventory::item(what, name, &shown(file.path()));
        let others = resolved.joint_with.iter().chain(&resolved.collocated_with).map(|(key, _)| *key);
        let keys =
            others.chain([&*letter.group.value]).chain(resolved.group.parent.as_ref().map(|p| &*p.value));
        let mut used: BTreeSet<String> = keys.map(|key| item("group", key, groups)).collect();
        used.insert(item("signatory", &resolved.signatory.name, signatories));
        used.extend(Presets::names_of(letter).map(|name| item("preset", name, presets)));
        used
    }

    /// The templates, phrases and pictures that a letter is made of.
    fn add_used(
        &self,
        composed: &Composed,
        beside: &BTreeSet<PathBuf>,
        source: &Source,
        used: &mut BTreeSet<String>,
    ) {
        let templates = self.engine.with_included(composed.templates.iter().cloned());
        used.extend(templates.iter().filter_map(|name| Some(shown(self.engine.file(name)?.path()))));
        let phrases = shown(self.texts.phrases.path());
        let said = composed.prose.rendered().places().filter_map(|(file, line)| {
            if Arc::ptr_eq(file, &self.texts.phrases) { self.engine.phrase_at(line) } else { None }
        });
        let beside_the_text = compose::BESIDE_THE_TEXT.map(str::to_owned);
        used.extend(said.chain(beside_the_text).map(|key| inventory::item("phrase", &key, &phrases)));
        let of_house = composed
            .pictures
            .iter()
            .filter(|name| !beside_of(source, name).is_some_and(|p| beside.contains(&p)));
        used.extend(of_house.map(|name| shown(&self.house.shown(&format!("images/{name}")))));
    }

    /// Reads a letter in a language that there are phrases in; reports all that is wrong.
    fn letter(&self, source: &Arc<Source>, problems: &mut Diagnostics) -> Option<Letter> {
        let Some(letter) = Letter::load(source, problems) else {
            if let Some(group) = letter::salvage(source, problems) {
                self.directory.group(&group, problems);
            }
            return None;
        };
        if letter.language() == Language::English {
            return Some(letter);
        }
        if let Some(language) = &letter.language {
            problems.push(
                Diagnostic::error(
                    "language",
                    format!("there are no phrases in {} yet", language.value.name()),
                )
                .at(&language.span, "expected en"),
            );
        }
        None
    }

    fn composer(&self) -> Composer<'_> {
        Composer { house: &self.house, engine: &self.engine, theme: &self.theme, phrases: &self.phrases }
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
        let font = |name: &str| {
            let bytes = self.house.bytes(&format!("fonts/{name}")).ok()?;
            Some(Arc::new(bytes) as pdf::FontBytes)
        };
        self.pdf.get_or_init(|| pdf::Writer::new(&self.theme, &font)).as_ref().map_err(Clone::clone)
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

/// Where a picture of this name would be beside the letter.
fn beside_of(letter: &Source, name: &str) -> Option<PathBuf> {
    letter.path().parent().map(|folder| folder.join(name))
}

/// The pictures beside the letter that it shows.
fn pictures_beside(composed: &Composed, letter: &Source) -> BTreeSet<PathBuf> {
    let paths = composed.pictures.iter().filter_map(|name| beside_of(letter, name));
    paths.filter(|path| path.is_file()).collect()
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

fn shell(source: &Arc<Source>, problems: &mut Diagnostics) -> Option<tera::Tera> {
    let mut tera = tera::Tera::new();
    match tera.add_raw_template(SHELL, source.text()) {
        Ok(()) => Some(tera),
        Err(error) => {
            let mut diagnostic = Diagnostic::error("template", format!("{SHELL} cannot be used: {error}"));
            if let tera::ErrorKind::SyntaxError(report) = error.kind() {
                diagnostic =
                    Diagnostic::error("template", format!("{SHELL} cannot be used: {}", report.message()))
                        .at(&Span::line(source, report.span().start_line), "here");
            }
            problems.push(diagnostic);
            None
        }
    }
}

/// Reads the directory of groups and signatories beside the letters. Every problem is reported; `None` if one
/// was an error.
pub fn read_directory(settings: &Settings, problems: &mut Diagnostics) -> Option<Directory> {
    let (groups, signatories) = directory(settings, problems);
    Directory::load(&groups?, &signatories?, problems)
}

/// Both files of the directory, groups and signatories; a missing one is reported.
fn directory(settings: &Settings, problems: &mut Diagnostics) -> (Option<Arc<Source>>, Option<Arc<Source>>) {
    let folder = settings.letters.join("directory");
    let mut read = |name: &str| {
        let path = folder.join(name);
        match std::fs::read_to_string(&path) {
            Ok(text) => Some(Source::new(path, text)),
            Err(error) => {
                let why = match error.kind() {
                    std::io::ErrorKind::NotFound => "is not there".to_owned(),
                    std::io::ErrorKind::InvalidData => "is not UTF-8 text".to_owned(),
                    _ => format!("cannot be read: {error}"),
                };
                problems
                    .push(Diagnostic::error("directory", format!("the file {} {why}", path.display())).hint(
                    "the folder of letters needs a folder `directory` with groups.yaml and signatories.yaml",
                ));
                None
            }
        }
    };
    (read("groups.yaml"), read("signatories.yaml"))
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
