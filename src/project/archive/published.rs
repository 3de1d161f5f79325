//! A letter as it was published: every file of its list, and each is what it was.

use super::names::{self, Part};
use super::{Archive, LetterName};
use crate::base::text::shown;
use crate::base::{Diagnostic, Fingerprint, Format, Language, sha256};
use crate::model::translation::original_of;
use crate::project::rules::AS_ISSUED;
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
        fingerprint(&self.letter, self.list.clone())
    }

    /// The list as a file; `sha256sum -c` passes over the line that says which file the letter was issued from.
    pub(super) fn list(&self, from: Option<&str>) -> String {
        let from = from.map(|path| format!("{ORIGIN}{path}\n"));
        let lines = self.list.iter().map(|(sum, name)| format!("{sum}  {name}\n"));
        from.into_iter().chain(lines).collect()
    }

    /// The file of a format: name and bytes.
    pub fn file(&self, format: Format) -> Option<(String, Vec<u8>)> {
        let (name, language) = &self.letter;
        let name = format.file_name(name, *language);
        self.bytes_of(&name).map(|bytes| (name, bytes.to_vec()))
    }

    /// The SHA-256 of a file.
    pub fn sum_of(&self, name: &str) -> Option<&str> {
        self.list.iter().find(|(_, other)| other == name).map(|(sum, _)| sum.as_str())
    }

    /// The bytes of a file.
    pub fn bytes_of(&self, name: &str) -> Option<&[u8]> {
        let at = self.list.iter().position(|(_, other)| other == name)?;
        self.bytes.get(at).map(Vec::as_slice)
    }
}

/// How the line of a list begins that says which file the letter was issued from.
const ORIGIN: &str = "# Issued from ";

/// The file that a list says the letter was issued from.
pub(super) fn origin(list: &str) -> Option<String> {
    list.trim_start_matches(MARK).lines().find_map(|line| line.strip_prefix(ORIGIN)).map(str::to_owned)
}

/// The byte-order mark, which editors on Windows add.
const MARK: char = '\u{feff}';

/// That of a list, in whatever order its lines are.
fn fingerprint((name, language): &LetterName, mut list: Vec<(String, String)>) -> Fingerprint {
    let all = names::all(name, *language);
    list.sort_by_key(|(_, file)| all.iter().position(|known| known == file).unwrap_or(all.len()));
    Fingerprint::of_value(&list)
}

impl Archive {
    /// What the list of a letter's files says, whatever became of them; `None` when it cannot be read.
    pub fn fingerprint_of(&self, name: &str, language: Language) -> Option<Fingerprint> {
        let list = read_list(&fs::read_to_string(self.list(name, language)).ok()?).ok()?;
        Some(fingerprint(&(name.to_owned(), language), list))
    }

    /// The letter of this name in a language; `None` when it was not published.
    ///
    /// # Errors
    /// Its list or one of its files is lost, or is not what it was.
    pub fn find(&self, name: &str, language: Language) -> Result<Option<Published>, Diagnostic> {
        let path = self.list(name, language);
        let list = match fs::read_to_string(&path) {
            Ok(text) => match read_list(&text) {
                Ok(list) if list.is_empty() => return Err(self.unusable((name, language), "it is empty")),
                list => list.map_err(|why| self.unusable((name, language), &why))?,
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound && !self.has(name, language) => {
                return Ok(None);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(self.without_list(name, language));
            }
            Err(error) => {
                let message = format!("{} cannot be read", shown(&path));
                return Err(AS_ISSUED.finding(message).because(&error));
            }
        };
        if let Some((_, file)) = list.iter().find(|(_, file)| !names::all(name, language).contains(file)) {
            let why = format!("it lists {file}, which is not a file of this letter");
            return Err(self.unusable((name, language), &why));
        }
        let bytes = self.verified((name, language), &list)?;
        let published = Published { letter: (name.to_owned(), language), list, bytes };
        match published.lacking() {
            Some(file) => {
                let why = format!("it does not list {file}; somebody has shortened it");
                Err(self.unusable((name, language), &why))
            }
            None => Ok(Some(published)),
        }
    }

    /// Whether a letter was withdrawn whose list of files was this one, or was lost.
    pub fn was_withdrawn(&self, (name, language): (&str, Language), list: Fingerprint) -> bool {
        let file = Part::List.file_name(name, language);
        self.withdrawals(name, language).iter().any(|folder| {
            let text = fs::read_to_string(folder.join(&file)).unwrap_or_default();
            let letter = (name.to_owned(), language);
            text.is_empty() || read_list(&text).map_or(true, |files| fingerprint(&letter, files) == list)
        })
    }

    /// The bytes of all files of a list, which must be those that were published.
    fn verified(
        &self,
        letter: (&str, Language),
        list: &[(String, String)],
    ) -> Result<Vec<Vec<u8>>, Diagnostic> {
        let (mut bytes, mut wrong) = (Vec::new(), Vec::new());
        for (sum, name) in list {
            let file = self.folder.join(name);
            let why = match fs::read(&file) {
                Ok(read) if sha256(&read) == *sum => {
                    bytes.push(read);
                    continue;
                }
                Ok(_) => "was changed: it is not the file that was issued",
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    "is missing: it is a file of an issued letter"
                }
                // It is there: nothing is lost.
                Err(error) => {
                    let message = format!("{} cannot be read", shown(&file));
                    return Err(AS_ISSUED.finding(message).because(&error));
                }
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
        Err(restored.hint(self.withdraw_hint(letter, None)))
    }

    /// Files of a letter whose list is lost.
    fn without_list(&self, name: &str, language: Language) -> Diagnostic {
        let path = self.list(name, language);
        let files = self.files_of(name, language).join(", ");
        let message = format!("{} is missing: it lists the published files {files}", shown(&path));
        let problem = AS_ISSUED.finding(message).hint("restore the list from a backup of the folder");
        problem.hint(self.withdraw_hint((name, language), None))
    }

    /// A list that is there and says nothing.
    fn unusable(&self, (name, language): (&str, Language), why: &str) -> Diagnostic {
        let message = format!("{} cannot be used: {why}", shown(&self.list(name, language)));
        let problem = AS_ISSUED
            .finding(message)
            .hint("restore it from a backup of the folder: it lists the files of an issued letter");
        problem.hint(self.withdraw_hint((name, language), None))
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
    let text = text.trim_start_matches(MARK);
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
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
