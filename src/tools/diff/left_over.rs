//! Files in the folder of finished letters that no letter makes any more.
//!
//! Knows names alone, and touches nothing.

use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, io};

/// Names in `folder` that look like ours and are not among those that letters make, sorted.
///
/// # Errors
/// The folder cannot be read.
pub fn files(folder: &Path, made: &BTreeSet<&str>) -> io::Result<Vec<String>> {
    let mut left = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_ours(&name) && !made.contains(name.as_str()) && entry.path().is_file() {
            left.push(name);
        }
    }
    left.sort();
    Ok(left)
}

/// Whether a name is in the scheme of the archive: `T17-SG1-COL-0001!A1!MSW-E.docx`.
fn is_ours(name: &str) -> bool {
    let parts: Vec<&str> = name.split(['!', '.']).collect();
    let [letter, part, form, ending] = parts[..] else { return false };
    let (format, language) = form.split_once('-').unwrap_or_default();
    let known = matches!((format, ending), ("MSW", "docx") | ("PDF", "pdf") | ("HTM", "html"));
    let upper = |text: &str| text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-');
    let numbered =
        ["-COL-", "-CIR-"].iter().filter_map(|series| letter.rsplit_once(series)).any(|(group, number)| {
            let digits = number.len() == 4 && number.bytes().all(|b| b.is_ascii_digit());
            digits && group.starts_with('T') && group.contains('-') && upper(group)
        });
    known && numbered && upper(part) && language.len() == 1 && upper(language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_archive() {
        for ours in [
            "T17-SG1-COL-0001!!MSW-E.docx",
            "T17-SG1-COL-0001!A1!PDF-E.pdf",
            "T25-TSB-CIR-0179!!HTM-F.html",
            "T25-SG4RG-AFR-COL-0002!R1!MSW-E.docx",
        ] {
            assert!(is_ours(ours), "{ours}");
        }
        for other in [
            "T17-SG1-COL-0001.docx",
            "T17-SG1-COL-11!!MSW-E.docx",
            "T17-SG1-COL-0001!!MSW-E.pdf",
            "~$7-SG1-COL-0001!!MSW-E.docx",
            "T17-SG1-COL-0001!!MSW-E copy.docx",
            "report.html",
            ".gitignore",
        ] {
            assert!(!is_ours(other), "{other}");
        }
    }
}
