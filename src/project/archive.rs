//! Letters that were sent out keep the files that were published: in the folder `as-issued` beside the
//! letters, with a list of their SHA-256 that `sha256sum -c` reads too, and the letter's YAML as it was; with a
//! translation also that of the original that it was made from. Each language is issued on its own.
//!
//! Knows names and bytes. What follows when a letter and its published self differ is the register's business.

use crate::base::text::shown;
use crate::base::{Diagnostic, Fingerprint, Format, Language, Source, file_set, reason, sha256};
use crate::model::letter_files::ARCHIVE;
use crate::project::rules::AS_ISSUED;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

/// The folder of published files.
#[derive(Clone, Debug)]
pub struct Archive {
    folder: PathBuf,
}

/// One letter in it.
#[derive(Clone, Debug)]
pub struct Published {
    folder: PathBuf,
    list: PathBuf,
    /// SHA-256 and name of each file.
    files: Vec<(String, String)>,
}

impl Archive {
    /// The archive of a folder of letters.
    pub fn of(letters: &Path) -> Self {
        Self { folder: letters.join(ARCHIVE) }
    }

    /// Whether anything was ever kept in it.
    pub fn is_there(&self) -> bool {
        self.folder.is_dir()
    }

    /// The names of all that is kept: another when a letter was added or taken out.
    pub fn fingerprint(&self) -> Fingerprint {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let names: BTreeSet<_> = entries.map(|entry| entry.file_name()).collect();
        Fingerprint::of_value(&names)
    }

    /// The letter of this name in a language; `None` when it was not published.
    ///
    /// # Errors
    /// Its list cannot be read.
    pub fn find(&self, name: &str, language: Language) -> Result<Option<Published>, Diagnostic> {
        let list = self.folder.join(list_name(name, language));
        let text = match fs::read_to_string(&list) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unreadable(&list, &reason(&error).0)),
        };
        let mut files = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            // `sha256sum` writes a star before the name of a file read as bytes.
            let parts = line.split_once(' ').map(|(sum, name)| (sum, name.trim_start_matches([' ', '*'])));
            match parts {
                Some((sum, name)) if sum.len() == 64 && !name.contains(['/', '\\']) => {
                    files.push((sum.to_lowercase(), name.to_owned()));
                }
                _ => {
                    return Err(unreadable(&list, &format!("`{line}` is not a SHA-256 with a file name")));
                }
            }
        }
        Ok(Some(Published { folder: self.folder.clone(), list, files }))
    }

    /// The letter's YAML as it was when it was issued.
    pub fn letter(&self, name: &str, language: Language) -> Option<Arc<Source>> {
        Source::read(&self.folder.join(letter_name(name, language)))
    }

    /// The YAML of the original as it was when a translation was issued.
    pub fn original(&self, name: &str, language: Language) -> Option<Arc<Source>> {
        Source::read(&self.folder.join(original_name(name, language)))
    }

    /// Keeps a letter's files, and the letter, a translation with its original; what is kept then.
    ///
    /// # Errors
    /// They cannot be written; then none of them is kept.
    pub fn keep(
        &self,
        name: &str,
        language: Language,
        letter: &Source,
        original: Option<&Source>,
        files: &[(String, Vec<u8>)],
    ) -> Result<Published, Diagnostic> {
        let mut kept = files.to_vec();
        kept.push((letter_name(name, language), letter.text().as_bytes().to_vec()));
        kept.extend(original.map(|o| (original_name(name, language), o.text().as_bytes().to_vec())));
        let files: Vec<_> = kept.iter().map(|(name, bytes)| (sha256(bytes), name.clone())).collect();
        let list: String = files.iter().map(|(sum, name)| format!("{sum}  {name}\n")).collect();
        let name = list_name(name, language);
        // The list makes it an issued letter: it is the last to come.
        kept.push((name.clone(), list.into_bytes()));
        file_set::replace(&self.folder, &kept)?;
        Ok(Published { folder: self.folder.clone(), list: self.folder.join(name), files })
    }
}

impl Published {
    /// What the list of its files says.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of_value(&self.files)
    }

    /// The file of a format as it was published: name and bytes; `None` when there was none.
    ///
    /// # Errors
    /// It is lost or is not what it was.
    pub fn file(&self, format: Format) -> Result<Option<(String, Vec<u8>)>, Diagnostic> {
        let ending = format.ending();
        let is_it = |name: &str| Path::new(name).extension().is_some_and(|e| e == ending);
        let Some((sum, name)) = self.files.iter().find(|(_, name)| is_it(name)) else { return Ok(None) };
        let path = self.folder.join(name);
        let wrong = |why: &str| {
            AS_ISSUED.finding(format!("{} {why}", shown(&path)))
                .hint(format!("restore the file with the SHA-256 {sum} from where it was published, or from a backup of the folder"))
                .hint(format!("if the letter was not sent, delete {} and build again", shown(&self.list)))
        };
        let bytes = fs::read(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => wrong("is missing: it is a file of an issued letter"),
            _ => wrong(&format!("cannot be read: {}", reason(&error).0)),
        })?;
        if sha256(&bytes) == *sum {
            Ok(Some((name.clone(), bytes)))
        } else {
            Err(wrong("was changed: it is not the file that was issued"))
        }
    }
}

fn list_name(name: &str, language: Language) -> String {
    file_name(name, "SHA", language, "sha256")
}

fn letter_name(name: &str, language: Language) -> String {
    file_name(name, "YML", language, "yaml")
}

fn original_name(name: &str, language: Language) -> String {
    file_name(name, "ORI", language, "yaml")
}

/// As [`Format::file_name`], for what is no format.
fn file_name(name: &str, code: &str, language: Language, ending: &str) -> String {
    let part = if name.contains('!') { "" } else { "!" };
    format!("{name}{part}!{code}-{}.{ending}", language.letter())
}

fn unreadable(path: &Path, why: &str) -> Diagnostic {
    AS_ISSUED
        .finding(format!("{} cannot be read: {why}", shown(path)))
        .hint("restore it from a backup of the folder: it lists the files of an issued letter")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_comes_back_or_is_missed() {
        let dir = tempfile::tempdir().expect("a folder");
        let archive = Archive::of(dir.path());
        let letter = Source::new("a.yaml", "number: 1\n");
        let (name, language) = ("T17-SG1-COL-0001", Language::English);
        assert!(!archive.is_there());
        assert!(archive.find(name, language).expect("nothing wrong").is_none());
        let docx = (Format::Docx.file_name(name, language), b"docx".to_vec());
        let kept = archive.keep(name, language, &letter, None, std::slice::from_ref(&docx)).expect("kept");
        let found = || archive.find(name, language).expect("read").expect("there");
        assert_eq!(kept.fingerprint(), found().fingerprint());
        assert_eq!(found().file(Format::Docx).expect("whole"), Some(docx.clone()));
        assert_eq!(found().file(Format::Pdf).expect("nothing wrong"), None);
        assert_eq!(archive.letter(name, language).expect("there").text(), letter.text());
        assert!(archive.find("T17-SG1-COL-0001!A1", language).expect("nothing wrong").is_none());

        // A translation is kept beside it, with what it was made from.
        let russian = Source::new("a.ru.yaml", "translation-of: a.yaml\n");
        archive.keep(name, Language::Russian, &russian, Some(&letter), &[]).expect("kept");
        assert_eq!(archive.letter(name, Language::Russian).expect("there").text(), russian.text());
        assert_eq!(archive.original(name, Language::Russian).expect("there").text(), letter.text());
        assert!(archive.original(name, language).is_none());

        let path = dir.path().join(ARCHIVE).join(&docx.0);
        fs::write(&path, b"dock").expect("changed");
        let changed = found().file(Format::Docx).expect_err("changed");
        assert!(changed.message.ends_with("was changed: it is not the file that was issued"));
        fs::remove_file(&path).expect("removed");
        assert!(found().file(Format::Docx).expect_err("lost").message.contains("is missing"));
        fs::write(dir.path().join(ARCHIVE).join(list_name(name, language)), "abc\n").expect("spoilt");
        assert!(archive.find(name, language).expect_err("spoilt").message.contains("`abc`"));
    }
}
