//! The letters of the folder: which of them a returned file is, and what is kept of its past.

use crate::cli::args::Review;
use crate::cli::rules::RETURNED_FILE;
use collective_letters::base::text::shown;
use collective_letters::base::{Diagnostics, Format, Source};
use collective_letters::model::letter_files;
use collective_letters::model::translation::{language_of, original_of};
use collective_letters::project::build_cache::{self, BuildCache};
use collective_letters::project::drafts::Drafts;
use collective_letters::project::register::{self, Entry};
use collective_letters::project::session::Session;
use collective_letters::tools::review::{self, Files, Found, Kept};
use collective_letters::tools::word::WordFile;
use std::cell::OnceCell;
use std::path::Path;
use std::sync::Arc;

/// All of them.
pub struct Letters<'s> {
    session: &'s Session,
    output: &'s Path,
    /// Their texts.
    pub sources: Vec<Arc<Source>>,
    /// What the register keeps of each, when somebody has asked for it.
    entries: Vec<OnceCell<Entry>>,
}

impl<'s> Letters<'s> {
    /// Reads them.
    pub fn read(arguments: &'s Review, session: &'s Session) -> Result<Self, Diagnostics> {
        let letters = letter_files::find(&[], &arguments.house.letters)?;
        let sources: Vec<Arc<Source>> = letters.iter().filter_map(|path| Source::read(path)).collect();
        let entries = sources.iter().map(|_| OnceCell::new()).collect();
        Ok(Self { session, output: &arguments.output, sources, entries })
    }

    fn entry(&self, at: usize) -> &Entry {
        self.entries[at].get_or_init(|| register::entry(self.session, &self.sources[at], &[]))
    }

    /// The letter that a file is, with how it was recognized.
    pub fn letter(&self, path: &Path, word: &WordFile) -> Result<(Files, Found), Diagnostics> {
        let sources = &self.sources;
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let language = word.properties.get("dc:language").map(|tag| tag.to_lowercase());
        let is_language = |source: &Arc<Source>| {
            let own = language_of(source);
            language.as_deref().is_none_or(|tag| tag.split('-').next() == Some(own.code()))
        };
        let with = |at: usize, found: Found| {
            let letter = Arc::clone(&sources[at]);
            let original = original_of(&letter).and_then(|path| Source::read(&path));
            (Files { letter, original }, found)
        };
        // Those in its language first: the words of other languages then need not be read.
        let mut order: Vec<usize> = (0..sources.len()).collect();
        order.sort_by_key(|at| !is_language(&sources[*at]));
        for (name, found) in review::names(word, &file) {
            let named = |at: &usize| self.entry(*at).name.as_deref() == Some(name.as_str());
            if let Some(at) = order.iter().copied().find(named) {
                return Ok(with(at, found));
            }
        }
        let referred = |at: &usize| {
            let called = || self.entry(*at).letter.as_deref().unwrap_or_default();
            is_language(&sources[*at]) && !called().is_empty() && review::has_reference(word, called())
        };
        let all: Vec<usize> = (0..sources.len()).filter(referred).collect();
        if let [only] = all[..] {
            return Ok(with(only, Found::Reference));
        }
        let said = word.properties.get("dc:identifier").map(|name| format!(" (its identifier is {name})"));
        let message = format!("{} is not a letter of this folder{}", shown(path), said.unwrap_or_default());
        let help =
            "give the folder of its letter with --letters DIR, or save the file under the name of the letter";
        Err(RETURNED_FILE.finding(message).hint(help).into())
    }

    /// The states of a letter that are kept: copies for review, the issued file, and what builds wrote.
    pub fn kept(&self, files: &Files) -> Vec<Kept> {
        let is_it = |at: &usize| self.sources[*at].path() == files.letter.path();
        let entry = (0..self.sources.len()).find(is_it).map(|at| self.entry(at));
        let Some((name, language)) = entry.and_then(Entry::letter_name) else { return Vec::new() };
        let drafts = Drafts::of(self.output).of_letter(&name, language);
        let mut kept: Vec<Kept> =
            drafts.iter().rev().filter_map(|draft| Kept::of_record(&draft.base)).collect();
        let file = Format::Docx.file_name(&name, language);
        // The file that came back may have been saved in the place of the one that was built.
        let is_built = |bytes: &Vec<u8>| BuildCache::read(self.output, None).is_built(&file, bytes);
        let built = std::fs::read(self.output.join(&file)).ok().filter(is_built).into_iter();
        let built = built.chain(build_cache::earlier(self.output, &file));
        kept.extend(built.filter_map(|bytes| Kept::of_file("the letter as it was built earlier", &bytes)));
        let published = self.session.archive().find(&name, language).ok().flatten();
        let issued = published.and_then(|published| published.file(Format::Docx));
        kept.extend(issued.and_then(|(_, bytes)| Kept::of_file("the letter as issued", &bytes)));
        kept
    }
}
