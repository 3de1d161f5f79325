//! Issuing a letter: its files are added, all or none, and a build that was cut off leaves nothing that looks issued.
//!
//! Before the first file comes, the list of all is in a subfolder: what a build left that was cut off is known by it.

use super::names::Part;
use super::published::read_list;
use super::{Archive, Published};
use crate::base::text::shown;
use crate::base::{Diagnostic, Language, Source, file_set, sha256};
use crate::project::rules::AS_ISSUED;
use std::fs;

/// What is kept of a letter that was to be issued.
#[derive(Debug)]
pub struct Kept {
    /// Its files.
    pub published: Published,
    /// Whether it was issued now; otherwise another build was quicker.
    pub is_new: bool,
}

impl Archive {
    /// Keeps a letter's files, and the letter, a translation with its original; what is kept then. When another build has
    /// issued the same letter in the meantime, that is what it issued.
    ///
    /// # Errors
    /// They cannot be written, or something is kept of another letter of this name; then nothing is changed.
    pub fn keep(
        &self,
        name: &str,
        language: Language,
        letter: &Source,
        original: Option<&Source>,
        files: &[(String, Vec<u8>)],
    ) -> Result<Kept, Diagnostic> {
        let mut kept = files.to_vec();
        kept.push((Part::Letter.file_name(name, language), letter.text().as_bytes().to_vec()));
        let original = original.map(|o| o.text().as_bytes().to_vec());
        kept.extend(original.map(|text| (Part::Original.file_name(name, language), text)));
        let published = Published::new((name.to_owned(), language), kept.clone());
        let from = self.place_of(letter.path());
        let list = (Part::List.file_name(name, language), published.list(from.as_deref()).into_bytes());
        let _hold = self.hold()?;
        self.sweep_held();
        if self.has(name, language) {
            return self.same((name, language), &kept);
        }
        self.keep_line_ends()?;
        let unfinished = self.unfinished();
        file_set::add(&unfinished, std::slice::from_ref(&list))?;
        // The list makes it an issued letter: it is the last to come.
        kept.push(list.clone());
        let added = file_set::add(&self.folder, &kept);
        // What stays is swept by the next build.
        let _ = fs::remove_file(unfinished.join(list.0));
        added.map(|()| Kept { published, is_new: true })
    }

    /// Takes back what [`Archive::keep`] has just added, where the letter could not be issued as a whole: its list goes
    /// among the unfinished ones, and what is in it is swept.
    ///
    /// # Errors
    /// The folder cannot be written to; then the letter is still issued.
    pub fn undo(&self, name: &str, language: Language) -> Result<(), Diagnostic> {
        let _hold = self.hold()?;
        let list = [Part::List.file_name(name, language)];
        file_set::relocate(&self.folder, &self.unfinished(), &list)?;
        self.sweep_held();
        Ok(())
    }

    /// What is kept of a letter already, if that was made from the same texts.
    fn same(
        &self,
        (name, language): (&str, Language),
        kept: &[(String, Vec<u8>)],
    ) -> Result<Kept, Diagnostic> {
        let texts = [Part::Letter, Part::Original].map(|part| part.file_name(name, language));
        if let Some(published) = self.find(name, language)?
            && texts.iter().all(|text| {
                let own = kept.iter().find(|(file, _)| file == text).map(|(_, bytes)| &bytes[..]);
                own == published.bytes_of(text)
            })
        {
            return Ok(Kept { published, is_new: false });
        }
        let message = format!("{} has files of another letter of this name", shown(&self.folder));
        Err(AS_ISSUED
            .finding(message)
            .hint("another build has just issued it: build again to compare the two"))
    }

    /// Tells Git that the files stay as they are: on Windows it changes the line ends of texts, and a file with other line
    /// ends is not the one that was issued.
    fn keep_line_ends(&self) -> Result<(), Diagnostic> {
        let (name, text) = (".gitattributes", b"* -text\n".to_vec());
        let is_there = self.folder.join(name).exists();
        if is_there { Ok(()) } else { file_set::add(&self.folder, &[(name.to_owned(), text)]) }
    }

    /// Takes away what builds left that were cut off while they issued a letter.
    pub fn sweep(&self) {
        let is_left = |folder: &std::path::Path| {
            let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
            names.filter_map(|name| name.into_string().ok()).any(|name| {
                file_set::is_temporary(&name)
                    || (folder == self.unfinished() && super::letter_of(&name).is_some())
            })
        };
        if (is_left(&self.folder) || is_left(&self.unfinished()))
            && let Ok(_hold) = self.hold()
        {
            self.sweep_held();
        }
    }

    fn sweep_held(&self) {
        let unfinished = self.unfinished();
        file_set::sweep(&self.folder);
        file_set::sweep(&unfinished);
        for entry in fs::read_dir(&unfinished).into_iter().flatten().flatten() {
            let Ok(list) = entry.file_name().into_string() else { continue };
            let Some((name, language)) = super::letter_of(&list) else { continue };
            if !self.list(&name, language).is_file() {
                let files = fs::read_to_string(entry.path()).ok().and_then(|text| read_list(&text).ok());
                for (sum, file) in files.into_iter().flatten() {
                    // Another file of this name is not the build's.
                    let path = self.folder.join(file);
                    if fs::read(&path).is_ok_and(|bytes| sha256(&bytes) == sum) {
                        let _ = fs::remove_file(path);
                    }
                }
            }
            let _ = fs::remove_file(entry.path());
        }
    }
}
