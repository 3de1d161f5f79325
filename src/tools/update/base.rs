//! The base of a house style in a folder: what the program copied there, kept so that a later program can tell what
//! people changed since.
//!
//! One file in the folder of the house style: a ZIP with a list, the texts as they were, and of fonts and images only
//! what tells whether they are still the same. A copy of the folder takes it along, and so does a ZIP of it. Its name
//! begins with a dot, so that no reader of a house style takes it for a part of one.

use super::rules::HOUSE_BASE;
use crate::base::text::shown;
use crate::base::{Diagnostic, file_set, sha256};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Write};
use std::path::{Component, Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

/// The name of the file.
pub const NAME: &str = ".letters-base.zip";

/// For whoever opens it.
const README: &str = "This file belongs to the program `letters`. It contains the house style as the program copied \
    it to this folder.\r\nWith it, `letters init --update` takes over what is new and keeps what you changed. Please \
    keep it next to theme.yaml.\r\n";
const LIST: &str = "list.json";
/// The folders of the ZIP.
const FILES: &str = "files";
const OFFERED: &str = "offered";

/// More than any text of a house style has, in bytes.
const MOST: u64 = 16 << 20;

/// The version of this program, as `letters --version` shows it.
pub const VERSION: &str = env!("LETTERS_VERSION");

/// A file as a program had it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// Its length in bytes.
    pub length: u64,
    /// Its SHA-256.
    pub sum: String,
    /// Its text; none of fonts and images.
    pub text: Option<String>,
}

impl Original {
    /// Of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let text = std::str::from_utf8(bytes).ok().map(str::to_owned);
        Self { length: bytes.len() as u64, sum: sha256(bytes), text }
    }

    /// Whether a file has these bytes, or the same text with other line ends.
    pub fn is(&self, bytes: &[u8]) -> bool {
        match (&self.text, std::str::from_utf8(bytes)) {
            (Some(own), Ok(text)) => unified(own) == unified(text),
            _ => self.length == bytes.len() as u64 && self.sum == sha256(bytes),
        }
    }
}

/// A text without byte-order mark, its lines ended as the program ends them.
pub fn unified(text: &str) -> String {
    text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n")
}

/// What was copied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Base {
    /// The version of the program that copied it.
    pub version: String,
    /// The files, by their names in the house style.
    pub files: BTreeMap<String, Original>,
    /// Files of a later program that were put next to those that people have: they are the base when people are done
    /// with them.
    pub offered: BTreeMap<String, Original>,
}

#[derive(Serialize, Deserialize)]
struct List {
    version: String,
    files: BTreeMap<String, Line>,
    #[serde(default)]
    offered: BTreeMap<String, Line>,
}

#[derive(Serialize, Deserialize)]
struct Line {
    length: u64,
    sha256: String,
    is_text: bool,
}

impl Base {
    /// Where it is.
    pub fn path(templates: &Path) -> PathBuf {
        templates.join(NAME)
    }

    /// That of a folder, if it has one.
    ///
    /// # Errors
    /// The file cannot be read, or is damaged.
    pub fn read(templates: &Path) -> Result<Option<Self>, Diagnostic> {
        let path = Self::path(templates);
        let advice = "put the file back from a copy of the folder, or delete it: then the folder is compared without it";
        match std::fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(HOUSE_BASE.finding(format!("{} cannot be read", shown(&path))).because(&error)),
            Ok(bytes) => Self::of(&bytes)
                .map(Some)
                .map_err(|_| HOUSE_BASE.finding(format!("{} is damaged", shown(&path))).hint(advice)),
        }
    }

    fn of(bytes: &[u8]) -> io::Result<Self> {
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        let mut text = |name: &str| -> io::Result<String> {
            let mut text = String::new();
            archive.by_name(name)?.take(MOST).read_to_string(&mut text)?;
            Ok(text)
        };
        let list: List = serde_json::from_str(&text(LIST)?)?;
        let mut all = |folder: &str, lines: BTreeMap<String, Line>| -> io::Result<_> {
            let mut found = BTreeMap::new();
            for (name, Line { length, sha256: sum, is_text }) in lines {
                // A name from outside leads to no file outside.
                if !Path::new(&name).components().all(|part| matches!(part, Component::Normal(_))) {
                    return Err(io::ErrorKind::InvalidData.into());
                }
                let text = if is_text { Some(text(&format!("{folder}/{name}"))?) } else { None };
                if text.as_ref().is_some_and(|text| sha256(text.as_bytes()) != sum) {
                    return Err(io::ErrorKind::InvalidData.into());
                }
                found.insert(name, Original { length, sum, text });
            }
            Ok(found)
        };
        let files = all(FILES, list.files)?;
        let offered = all(OFFERED, list.offered)?;
        Ok(Self { version: list.version, files, offered })
    }

    /// Writes it, unless it is there as it is.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, templates: &Path) -> Result<(), Diagnostic> {
        let path = Self::path(templates);
        let broken = |_| HOUSE_BASE.finding(format!("{} cannot be packed", shown(&path))).hint("try again");
        let bytes = self.packed().map_err(broken)?;
        file_set::write(&path, &bytes).map(drop)
    }

    /// The same bytes for the same base, on every computer and day.
    fn packed(&self) -> io::Result<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut add = |name: &str, bytes: &[u8]| -> io::Result<()> {
            let options = SimpleFileOptions::default()
                .compression_method(CompressionMethod::Deflated)
                .last_modified_time(DateTime::default())
                .system(System::Dos);
            zip.start_file(name, options)?;
            zip.write_all(bytes)
        };
        let lines = |files: &BTreeMap<String, Original>| {
            let line = |file: &Original| Line {
                length: file.length,
                sha256: file.sum.clone(),
                is_text: file.text.is_some(),
            };
            files.iter().map(|(name, file)| (name.clone(), line(file))).collect()
        };
        let list =
            List { version: self.version.clone(), files: lines(&self.files), offered: lines(&self.offered) };
        add("README.txt", README.as_bytes())?;
        add(LIST, serde_json::to_string_pretty(&list)?.as_bytes())?;
        for (folder, files) in [(FILES, &self.files), (OFFERED, &self.offered)] {
            for (name, text) in files.iter().filter_map(|(name, file)| Some((name, file.text.as_ref()?))) {
                add(&format!("{folder}/{name}"), text.as_bytes())?;
            }
        }
        Ok(zip.finish()?.into_inner())
    }

    /// Takes what was offered for the base where people are done with it. `is_waiting` knows of which file they are not.
    pub fn settle(&mut self, is_waiting: impl Fn(&str) -> bool) {
        let (waiting, done) =
            std::mem::take(&mut self.offered).into_iter().partition(|(name, _)| is_waiting(name));
        self.offered = waiting;
        self.files.extend::<BTreeMap<_, _>>(done);
    }
}

/// The three numbers of a version such as `0.2.0 (commit 1a2b3c4d5e6f)`.
pub fn numbers(version: &str) -> Option<[u64; 3]> {
    let mut parts = version.split(' ').next()?.split('-').next()?.split('.').map(str::parse);
    let mut next = || parts.next()?.ok();
    Some([next()?, next()?, next()?])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> Base {
        let files = [("a/b.md", "one\n".as_bytes()), ("images/x.png", b"\xff\x00")];
        let of = |(name, bytes): (&str, &[u8])| (name.to_owned(), Original::of(bytes));
        let offered = [("a/b.md", "two\n".as_bytes())];
        Base {
            version: "0.1.0".into(),
            files: files.into_iter().map(of).collect(),
            offered: offered.into_iter().map(of).collect(),
        }
    }

    #[test]
    fn a_base_is_read_as_it_was_written_and_always_has_the_same_bytes() {
        let dir = tempfile::tempdir().expect("a folder");
        assert_eq!(Base::read(dir.path()), Ok(None));
        base().write(dir.path()).expect("written");
        assert_eq!(Base::read(dir.path()), Ok(Some(base())));
        assert_eq!(base().packed().expect("bytes"), base().packed().expect("bytes"));
    }

    #[test]
    fn what_people_are_done_with_is_the_base() {
        let mut base = base();
        base.settle(|_| true);
        assert_eq!(base.offered.len(), 1);
        base.settle(|_| false);
        assert!(base.offered.is_empty() && base.files["a/b.md"].is(b"two\r\n"));
    }

    #[test]
    fn a_damaged_base_is_refused() {
        let dir = tempfile::tempdir().expect("a folder");
        std::fs::write(dir.path().join(NAME), "no zip").expect("written");
        assert!(Base::read(dir.path()).is_err());
        let mut outside = base();
        outside.files.insert("../x".into(), Original::of(b"x"));
        outside.write(dir.path()).expect("written");
        assert!(Base::read(dir.path()).is_err());
    }

    #[test]
    fn versions_are_compared_by_their_numbers() {
        assert_eq!(numbers("0.10.2 (commit 1a2b)"), Some([0, 10, 2]));
        assert_eq!(numbers("1.2.3-beta"), Some([1, 2, 3]));
        assert_eq!(numbers("new"), None);
    }
}
