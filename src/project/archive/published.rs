//! A letter as it was published: every file of its list, and each is what it was.

use super::names::Part;
use super::{Archive, LetterName};
use crate::base::text::shown;
use crate::base::{Diagnostic, Fingerprint, Format, Language, reason, sha256};
use crate::model::translation::original_of;
use crate::project::rules::AS_ISSUED;
use std::path::Path;
use std::{fs, io};

/// A letter in the archive, with its files, which are those that were published.
#[derive(Clone, Debug)]
pub struct Published {
    letter: LetterName,
    /// SHA-256 and name of each file.
    list: Vec<(String, String)>,
    /// Their bytes, in the same order.
    bytes: Vec<Vec<u8>>,
}

impl Published {
    pub(super) fn new(letter: LetterName, files: Vec<(String, Vec<u8>)>) -> Self {
        let list = files.iter().map(|(name, bytes)| (sha256(bytes), name.clone())).collect();
        Self { letter, list, bytes: files.into_iter().map(|(_, bytes)| bytes).collect() }
    }

    /// What the list of its files says.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of_value(&self.list)
    }

    pub(super) fn list(&self) -> String {
        self.list.iter().map(|(sum, name)| format!("{sum}  {name}\n")).collect()
    }

    /// The file of a format: name and bytes.
    pub fn file(&self, format: Format) -> Option<(String, Vec<u8>)> {
        let (name, language) = &self.letter;
        let name = format.file_name(name, *language);
        self.bytes_of(&name).map(|bytes| (name, bytes.to_vec()))
    }

    /// The bytes of a file.
    pub fn bytes_of(&self, name: &str) -> Option<&[u8]> {
        let at = self.list.iter().position(|(_, other)| other == name)?;
        self.bytes.get(at).map(Vec::as_slice)
    }
}

impl Archive {
    /// The letter of this name in a language; `None` when it was not published.
    ///
    /// # Errors
    /// Its list or one of its files is lost, or is not what it was.
    pub fn find(&self, name: &str, language: Language) -> Result<Option<Published>, Diagnostic> {
        let path = self.list(name, language);
        let list = match fs::read_to_string(&path) {
            Ok(text) => read_list(&text).map_err(|why| unreadable(&path, &why))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound && !self.has(name, language) => {
                return Ok(None);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(self.without_list(name, language));
            }
            Err(error) => return Err(unreadable(&path, &reason(&error).0)),
        };
        let bytes = self.verified(&path, &list)?;
        let published = Published { letter: (name.to_owned(), language), list, bytes };
        match published.lacking() {
            Some(file) => {
                Err(unreadable(&path, &format!("it does not list {file}; somebody has shortened it")))
            }
            None => Ok(Some(published)),
        }
    }

    /// Whether a letter was withdrawn whose list of files was this one, or was lost.
    pub fn was_withdrawn(&self, (name, language): (&str, Language), list: Fingerprint) -> bool {
        let file = Part::List.file_name(name, language);
        self.withdrawals(name, language).iter().any(|folder| {
            let text = fs::read_to_string(folder.join(&file)).unwrap_or_default();
            text.is_empty() || read_list(&text).map_or(true, |files| Fingerprint::of_value(&files) == list)
        })
    }

    /// The bytes of all files of a list, which must be those that were published.
    fn verified(&self, path: &Path, list: &[(String, String)]) -> Result<Vec<Vec<u8>>, Diagnostic> {
        let (mut bytes, mut wrong) = (Vec::new(), Vec::new());
        for (sum, name) in list {
            let file = self.folder.join(name);
            let why = match fs::read(&file) {
                Ok(read) if sha256(&read) == *sum => {
                    bytes.push(read);
                    continue;
                }
                Ok(_) => "was changed: it is not the file that was issued".to_owned(),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    "is missing: it is a file of an issued letter".to_owned()
                }
                Err(error) => format!("cannot be read: {}", reason(&error).0),
            };
            wrong.push((format!("{} {why}", shown(&file)), name, sum));
        }
        if wrong.is_empty() {
            return Ok(bytes);
        }
        let messages: Vec<&str> = wrong.iter().map(|(message, ..)| message.as_str()).collect();
        let problem = AS_ISSUED.finding(messages.join("; "));
        let restored = wrong.iter().fold(problem, |problem, (_, name, sum)| {
            problem.hint(format!(
                "restore {name} with the SHA-256 {sum} from where it was published, or from a backup of the folder"
            ))
        });
        Err(if_not_sent(restored, path))
    }

    /// Files of a letter whose list is lost.
    fn without_list(&self, name: &str, language: Language) -> Diagnostic {
        let path = self.list(name, language);
        let files = self.files_of(name, language).join(", ");
        let message = format!("{} is missing: it lists the published files {files}", shown(&path));
        let problem = AS_ISSUED.finding(message).hint("restore the list from a backup of the folder");
        if_not_sent(
            problem,
            &self.folder.join(self.files_of(name, language).first().map_or("", String::as_str)),
        )
    }
}

impl Published {
    /// A file that every list has and this one has not.
    fn lacking(&self) -> Option<String> {
        let (name, language) = &self.letter;
        let formats = Format::ALL.into_iter().map(|format| format.file_name(name, *language));
        let letter = Part::Letter.file_name(name, *language);
        let is_translation = || {
            let text = std::str::from_utf8(self.bytes_of(&letter)?).ok()?;
            original_of(&crate::base::Source::new(&letter, text))
        };
        let original = is_translation().map(|_| Part::Original.file_name(name, *language));
        let mut all = formats.chain([letter.clone()]).chain(original);
        all.find(|file| self.bytes_of(file).is_none())
    }
}

/// SHA-256 and name of each file of a list, or what is wrong with it.
pub(super) fn read_list(text: &str) -> Result<Vec<(String, String)>, String> {
    let mut files = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        // `sha256sum` writes a star before the name of a file read as bytes.
        let parts = line.split_once(' ').map(|(sum, name)| (sum, name.trim_start_matches([' ', '*'])));
        match parts {
            Some((sum, name)) if sum.len() == 64 && !name.contains(['/', '\\']) => {
                files.push((sum.to_lowercase(), name.to_owned()));
            }
            _ => return Err(format!("`{line}` is not a SHA-256 with a file name")),
        }
    }
    Ok(files)
}

fn unreadable(path: &Path, why: &str) -> Diagnostic {
    let problem = AS_ISSUED
        .finding(format!("{} cannot be used: {why}", shown(path)))
        .hint("restore it from a backup of the folder: it lists the files of an issued letter");
    if_not_sent(problem, path)
}

fn if_not_sent(problem: Diagnostic, file: &Path) -> Diagnostic {
    problem
        .hint(format!("if the letter was not sent, run: letters withdraw \"{}\" --why \"...\"", shown(file)))
}
