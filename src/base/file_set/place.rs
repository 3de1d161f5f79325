//! Giving temporary files their names, on every system.
//!
//! Not by `persist`, which gives Windows the path as it is: there it can have 260 characters. The standard library tells
//! Windows that a path may be longer.

use std::path::Path;
use std::{fs, io};
use tempfile::TempPath;

/// What could not get its name, and why.
pub(super) type Unplaced = (io::Error, TempPath);

/// Gives a temporary file a name, in place of the file that may have it.
///
/// # Errors
/// The system's, or [`io::ErrorKind::ResourceBusy`] where another program has the other file open.
pub(super) fn put(mut staged: TempPath, target: &Path) -> Result<(), Unplaced> {
    match fs::rename(&staged, target) {
        Ok(()) => {
            staged.disable_cleanup(true);
            Ok(())
        }
        Err(error) => Err((held_or(error, cfg!(windows), || replaceable(target)), staged)),
    }
}

/// Gives a temporary file a name that no file may have.
///
/// # Errors
/// The system's; [`io::ErrorKind::AlreadyExists`] where there is such a file.
pub fn put_new(staged: TempPath, target: &Path) -> io::Result<()> {
    if cfg!(windows) {
        return put_new_by_second_name(staged, target);
    }
    staged.persist_noclobber(target).map_err(|error| error.error)
}

/// By a second name, which no system gives to a file that is there. Where the disk knows no second names, as on memory
/// sticks, the name is looked for first.
fn put_new_by_second_name(staged: TempPath, target: &Path) -> io::Result<()> {
    match fs::hard_link(&staged, target) {
        Err(_) if fs::symlink_metadata(target).is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => put(staged, target).map_err(|(error, _)| error),
        Ok(()) => Ok(()),
    }
}

/// Whether a file could be replaced now: on Windows another program that has it open can prevent that, though it lets
/// others write to it.
///
/// # Errors
/// The system's.
pub(super) fn replaceable(target: &Path) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    #[cfg(windows)]
    std::os::windows::fs::OpenOptionsExt::access_mode(&mut options, DELETE);
    #[cfg(not(windows))]
    options.write(true);
    options.open(target).map(drop)
}

/// The right to remove or rename a file, in the numbers of Windows.
#[cfg(windows)]
const DELETE: u32 = 0x0001_0000;

/// Windows says "access denied" where it refuses to replace a file that a program has open, as it does where a
/// permission is missing. What it says when the file alone is asked for tells which it is.
fn held_or(error: io::Error, windows: bool, ask: impl FnOnce() -> io::Result<()>) -> io::Error {
    let denied = windows && error.raw_os_error() == Some(5);
    match denied.then(ask) {
        Some(Err(why)) if is_held(&why, windows) => io::ErrorKind::ResourceBusy.into(),
        _ => error,
    }
}

/// Whether another program holds a file: by what this room says, or Windows (sharing violation, lock violation, shown by
/// another program).
pub(super) fn is_held(error: &io::Error, windows: bool) -> bool {
    error.kind() == io::ErrorKind::ResourceBusy
        || windows && matches!(error.raw_os_error(), Some(32 | 33 | 1224))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::Builder;

    #[test]
    fn a_new_name_replaces_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        let staged = || {
            let file = Builder::new().make_in(dir.path(), |path| fs::write(path, "new")).expect("a file");
            file.into_temp_path()
        };
        let target = dir.path().join("a");
        put_new_by_second_name(staged(), &target).expect("there was none");
        fs::write(&target, "old").expect("written");
        for put in [put_new, put_new_by_second_name] {
            assert_eq!(put(staged(), &target).expect_err("there").kind(), io::ErrorKind::AlreadyExists);
        }
        assert_eq!(fs::read_to_string(&target).expect("a file"), "old");
        put(staged(), &target).expect("replaced");
        assert_eq!(fs::read_to_string(&target).expect("a file"), "new");
        assert_eq!(fs::read_dir(dir.path()).expect("a folder").count(), 1, "nothing temporary stays");
        let (error, former) = put(staged(), &target.join("b")).expect_err("no folder");
        assert!(former.exists() && error.kind() != io::ErrorKind::ResourceBusy);
    }

    #[test]
    fn access_denied_is_an_open_file_only_where_the_file_says_so() {
        let code = io::Error::from_raw_os_error;
        let busy = |error: i32, windows, asked: io::Result<()>| {
            held_or(code(error), windows, || asked).kind() == io::ErrorKind::ResourceBusy
        };
        assert!(busy(5, true, Err(code(32))));
        assert!(!busy(5, true, Err(code(5))), "no permission");
        assert!(!busy(5, true, Ok(())));
        assert!(!busy(5, false, Err(code(32))), "a number of Windows alone");
        assert!(!busy(3, true, Err(code(32))), "there is no such folder");
    }
}
