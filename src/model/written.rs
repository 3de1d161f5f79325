//! Files that the program writes at a place that a user names: never among the published files, and never over a file
//! that the program did not write itself.

use crate::base::Diagnostic;
use crate::base::file_set::{self, Outcome, Rewritten};
use crate::base::rules::CANNOT_WRITE;
use crate::base::text::shown;
use crate::model::letter_files::{ARCHIVE, create, is_yaml};
use crate::model::rules::{FILE_EXISTS, PUBLISHED_FOLDER};
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

/// Writes a file whole or not at all, which is made with its folder where it is not there. `is_own` says of the bytes of a
/// file whether the program once wrote it.
///
/// # Errors
/// There is another file of this name (the code is `file-exists`), the place is among the published files, or it cannot be
/// written; then it is as it was.
pub fn write(path: &Path, bytes: &[u8], is_own: impl FnOnce(&[u8]) -> bool) -> Result<Outcome, Diagnostic> {
    allowed(path)?;
    if path.is_dir() {
        let message = format!("{} is a folder: rename or remove it and try again", shown(path));
        return Err(CANNOT_WRITE.finding(message).hint("or give the name of a file"));
    }
    if is_yaml(path) && !path.exists() {
        let message = format!("{} would be read as a letter; nothing was written", shown(path));
        return Err(CANNOT_WRITE.finding(message).hint("use a name that does not end in .yaml or .yml"));
    }
    match fs::read(path) {
        Ok(old) if old == bytes => Ok(Outcome::Unchanged),
        Ok(old) if is_own(&old) => match file_set::rewrite(path, &old, bytes)? {
            Rewritten::Done => Ok(Outcome::Written),
            Rewritten::Changed => Err(exists(path, "was written by another program in the meantime")),
        },
        Ok(_) => Err(exists(path, "already exists, and this command did not write it")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => create(path, bytes).map(|()| Outcome::New),
        Err(error) => Err(CANNOT_WRITE.finding(format!("{} cannot be written", shown(path))).because(&error)),
    }
}

fn exists(path: &Path, why: &str) -> Diagnostic {
    let problem = FILE_EXISTS.finding(format!("{} {why}; nothing was written", shown(path)));
    problem.hint("choose another file name, or remove this file if nobody needs it")
}

/// Whether a command may write to a file or folder: not below a folder of published files.
///
/// # Errors
/// It may not.
pub fn allowed(path: &Path) -> Result<(), Diagnostic> {
    if !is_among_published(path) {
        return Ok(());
    }
    let message =
        format!("{} is in the folder `{ARCHIVE}` of published files; nothing was written", shown(path));
    Err(PUBLISHED_FOLDER.finding(message).hint(format!("choose a place outside of the folder `{ARCHIVE}`")))
}

/// Big and small letters are the same, as on Windows; links count as what they are called and as what they lead to.
fn is_among_published(path: &Path) -> bool {
    let named = plain(&std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()));
    let there = named.ancestors().find_map(|folder| fs::canonicalize(folder).ok());
    [Some(named), there].into_iter().flatten().any(|path| {
        let mut names = path.iter().filter_map(OsStr::to_str);
        names.any(|name| name.eq_ignore_ascii_case(ARCHIVE))
    })
}

/// Without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_ones_own_is_replaced() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("new").join("x.html");
        let own = |bytes: &[u8]| bytes.starts_with(b"own");
        assert_eq!(write(&path, b"own 1", own).expect("new"), Outcome::New);
        assert_eq!(write(&path, b"own 1", own).expect("the same"), Outcome::Unchanged);
        assert_eq!(write(&path, b"own 2", own).expect("written"), Outcome::Written);
        fs::write(&path, "a letter").expect("written");
        assert_eq!(write(&path, b"own 3", own).expect_err("another").rule.code, "file-exists");
        assert_eq!(fs::read(&path).expect("a file"), b"a letter");
        assert_eq!(fs::read_dir(path.parent().expect("a folder")).expect("a folder").count(), 1);
    }

    #[test]
    fn published_files_are_known_by_their_folder() {
        let dir = tempfile::tempdir().expect("a folder");
        for name in ["as-issued/x", "As-Issued", "a/as-issued/withdrawn/x.pdf", "as-issued/../as-issued/x"] {
            assert!(allowed(&dir.path().join(name)).is_err(), "{name}");
        }
        for name in ["x", "as-issued.txt", "as-issued/../x", "not-as-issued/x"] {
            assert!(allowed(&dir.path().join(name)).is_ok(), "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_leads_to_published_files() {
        let dir = tempfile::tempdir().expect("a folder");
        let (kept, link) = (dir.path().join("as-issued"), dir.path().join("link"));
        fs::create_dir(&kept).expect("a folder");
        std::os::unix::fs::symlink(&kept, &link).expect("a link");
        assert!(allowed(&link.join("x")).is_err());
        assert!(allowed(&link.join("none").join("x")).is_err());
    }
}
