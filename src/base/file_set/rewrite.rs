//! Another text in a file that a person writes too: nothing of what they save meanwhile is lost.

use super::{Change, Disk, Hook, Outcome, blocked, commit, keep, lasting, look, of_one, place, stage};
use crate::base::Diagnostic;
use std::fs;
use std::io;
use std::path::Path;

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rewritten {
    /// It has the new bytes.
    Done,
    /// It is no longer what was read: it is as somebody else saved it.
    Changed,
}

/// Writes other bytes into a file that is there and still has the bytes that were read, so that nobody ever reads half
/// of it. It keeps its permissions; a link to a file stays one.
///
/// An editor can save at any moment. So the file gets a second name first, is compared under it, and compared again when
/// the new file has its name: what was saved in between is put back. Where a file cannot have a second name, a copy stands
/// in for it, and what is saved into the file in the moment of the rename is lost.
///
/// # Errors
/// The file cannot be written; then it is as it was.
pub fn rewrite(path: &Path, read: &[u8], bytes: &[u8]) -> Result<Rewritten, Diagnostic> {
    rewrite_with(path, read, bytes, &|_, _| Ok(())).map_err(of_one)
}

pub(super) fn rewrite_with(
    path: &Path,
    read: &[u8],
    bytes: &[u8],
    hook: Hook<'_>,
) -> Result<Rewritten, Diagnostic> {
    let failed = |error: io::Error| blocked(path, &error);
    let target = fs::canonicalize(path).map_err(failed)?;
    let folder = target.parent().unwrap_or(Path::new(".")).to_path_buf();
    let outcome = look(&target, bytes, hook).map_err(failed)?;
    if outcome == Outcome::Unchanged {
        return Ok(if read == bytes { Rewritten::Done } else { Rewritten::Changed });
    }
    let staged = stage(&folder, &target, bytes, Disk::Now, hook).map_err(failed)?;
    let permissions = fs::metadata(&target).map_err(failed)?.permissions();
    fs::set_permissions(&staged, permissions).map_err(failed)?;
    let former = keep(&folder, &target, hook).map_err(failed)?;
    if fs::read(&former).map_err(failed)? != read {
        return Ok(Rewritten::Changed);
    }
    commit(&folder, vec![Change { target: target.clone(), staged, outcome }], hook)?;
    let rewritten = match fs::read(&former) {
        Ok(saved) if saved != read => {
            place::put(former, &target).map_err(|(error, _)| failed(error))?;
            Rewritten::Changed
        }
        _ => Rewritten::Done,
    };
    lasting::sync(&folder);
    Ok(rewritten)
}
