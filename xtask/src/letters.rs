//! Which files are one letter: `NAME!!MSW-E.docx`, `NAME!!PDF-E.pdf` and `NAME!!HTM-E.html`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A format of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    Docx,
    Pdf,
    Html,
}

impl Format {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Docx, Self::Pdf, Self::Html];

    /// The format of a file name's ending.
    pub fn from_ending(ending: &str) -> Option<Self> {
        match ending {
            "docx" => Some(Self::Docx),
            "pdf" => Some(Self::Pdf),
            "html" => Some(Self::Html),
            _ => None,
        }
    }
}

/// One letter in one language: at least one file.
pub struct Letter {
    /// Name and language (`T17-SG17-COL-0011 E`).
    pub name: String,
    files: BTreeMap<Format, PathBuf>,
}

impl Letter {
    /// Its file in a format.
    pub fn file(&self, format: Format) -> Option<&Path> {
        self.files.get(&format).map(PathBuf::as_path)
    }
}

/// The letters among files and in folders, by name.
///
/// # Errors
/// A path cannot be read, or there is no letter at all.
pub fn find(paths: &[PathBuf], only: &[Format]) -> Result<Vec<Letter>, String> {
    let mut files = Vec::new();
    for path in paths {
        let path = path.canonicalize().map_err(|e| format!("{}: {e}", path.display()))?;
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).map_err(|e| format!("{}: {e}", path.display()))?;
            files.extend(entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()));
        } else {
            files.push(path);
        }
    }
    let mut letters: BTreeMap<(PathBuf, String), Letter> = BTreeMap::new();
    for file in files {
        let format = file.extension().and_then(|e| e.to_str()).and_then(Format::from_ending);
        if let (Some(format), Some(stem)) = (format, file.file_stem().and_then(|s| s.to_str()))
            && only.contains(&format)
        {
            let name = letter_name(stem);
            let folder = file.parent().map_or_else(PathBuf::new, Path::to_path_buf);
            let letter = letters
                .entry((folder, name.clone()))
                .or_insert_with(|| Letter { name, files: BTreeMap::new() });
            letter.files.insert(format, file);
        }
    }
    if letters.is_empty() {
        let looked: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
        return Err(format!("no letters in {}: build some with `letters build`", looked.join(", ")));
    }
    Ok(letters.into_values().collect())
}

/// `NAME!!PDF-E` and its sisters are `NAME E`; `!R1!PDF-E` keeps its revision. Other names stay.
fn letter_name(stem: &str) -> String {
    stem.rsplit_once('!')
        .and_then(|(name, code)| {
            let (kind, language) = code.split_once('-')?;
            ["MSW", "PDF", "HTM"]
                .contains(&kind)
                .then(|| format!("{} {language}", name.trim_end_matches('!')))
        })
        .unwrap_or_else(|| stem.to_owned())
}

#[cfg(test)]
mod tests {
    use super::letter_name;

    #[test]
    fn formats_of_one_letter_have_one_name() {
        assert_eq!(letter_name("T17-SG17-COL-0011!!MSW-E"), "T17-SG17-COL-0011 E");
        assert_eq!(letter_name("T17-SG17-COL-0011!R1!PDF-F"), "T17-SG17-COL-0011!R1 F");
        assert_eq!(letter_name("draft"), "draft");
    }
}
