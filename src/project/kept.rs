//! Files that somebody changed after a build and that the next build kept: what waits for a review.

use crate::base::Diagnostic;
use crate::base::file_set::{self, CHANGED};
use std::fs;
use std::path::{Path, PathBuf};

/// The list of files that were looked at, one name a line, next to them. `letters review` writes it.
const DISMISSED: &str = ".dismissed";

/// The files below `output/changed-by-hand` that nobody has reviewed or dismissed yet, by name. A folder that
/// cannot be read has none: no command fails because of it.
pub fn kept_by_hand(output: &Path) -> Vec<PathBuf> {
    let folder = output.join(CHANGED);
    let dismissed = fs::read_to_string(folder.join(DISMISSED)).unwrap_or_default();
    let is_waiting =
        |name: &str| !name.starts_with(['.', '~']) && !dismissed.lines().any(|line| line == name);
    let mut names: Vec<String> = fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| is_waiting(name))
        .collect();
    names.sort();
    names.into_iter().map(|name| folder.join(name)).collect()
}

/// Notes that a file was reviewed, or that nobody has to. Nothing for files of other folders and for those that nobody waits for.
///
/// # Errors
/// The list cannot be written.
pub fn dismiss(output: &Path, file: &Path) -> Result<bool, Diagnostic> {
    let real = |path: &Path| fs::canonicalize(path).ok();
    let Some(waiting) = kept_by_hand(output).into_iter().find(|kept| real(kept) == real(file)) else {
        return Ok(false);
    };
    let list = output.join(CHANGED).join(DISMISSED);
    let name = waiting.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut names = fs::read_to_string(&list).unwrap_or_default();
    if !names.is_empty() && !names.ends_with('\n') {
        names.push('\n');
    }
    names += &format!("{name}\n");
    file_set::write(&list, names.as_bytes()).map(|_| true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_wait_until_they_are_dismissed() {
        let output = tempfile::tempdir().expect("a folder");
        assert!(kept_by_hand(output.path()).is_empty());
        let folder = output.path().join(CHANGED);
        fs::create_dir(&folder).expect("a folder");
        for name in ["b.docx", "a (2).docx", "~$b.docx", ".hidden"] {
            fs::write(folder.join(name), name).expect("a file");
        }
        assert_eq!(kept_by_hand(output.path()), [folder.join("a (2).docx"), folder.join("b.docx")]);
        assert_eq!(dismiss(output.path(), &folder.join("a (2).docx")).ok(), Some(true));
        assert_eq!(kept_by_hand(output.path()), [folder.join("b.docx")]);
        assert_eq!(
            dismiss(output.path(), &folder.join("a (2).docx")).ok(),
            Some(false),
            "nobody waits for it"
        );
        assert_eq!(dismiss(output.path(), &folder.join("c.docx")).ok(), Some(false), "it is not there");
        assert_eq!(dismiss(output.path(), &folder.join("b.docx")).ok(), Some(true));
        assert!(kept_by_hand(output.path()).is_empty());
    }
}
