//! The three formats, and what their files are called.

use crate::base::Language;
use serde::{Deserialize, Serialize};

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

/// The longest name of a letter's files; `!!MSW-E.docx` and the folder come on top.
pub const LONGEST_NAME: usize = 100;

/// Whether a word can begin the names of files on every system: no dot, and none of the reserved names of Windows.
pub fn is_file_name(name: &str) -> bool {
    name.len() <= LONGEST_NAME
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        && !is_reserved(name)
}

/// Whether the name of a file is that of a device in Windows, with any ending: what is written to `nul.docx` is nowhere.
pub fn is_reserved(name: &str) -> bool {
    let stem = name.split(['.', ':']).next().unwrap_or_default().trim_end_matches(' ').to_ascii_uppercase();
    if matches!(&*stem, "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" | "CLOCK$") {
        return true;
    }
    let digit = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    let mut digit = digit.unwrap_or_default().chars();
    matches!((digit.next(), digit.next()), (Some('0'..='9' | '\u{b9}' | '\u{b2}' | '\u{b3}'), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_devices_are_no_names_of_files() {
        for name in ["CON", "nul", "Aux.yaml", "prn.tar.gz", "com1", "LPT\u{b9}.docx", "NUL .txt", "con:a"] {
            assert!(is_reserved(name), "{name}");
        }
        for name in
            ["CONTACT", "null", "COM", "com10", "lpt1a", "T17-CON-COL-0001", "a.nul", "console.yaml", ""]
        {
            assert!(!is_reserved(name), "{name}");
        }
        assert!(is_file_name("T17-SG1-COL-0001") && !is_file_name("COM1"));
    }
}
