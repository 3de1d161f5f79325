//! Files that nobody can make again: they are added, never replaced, and the disk has them when the call returns.

use super::{Disk, Hook, UNCHANGED, blocked, make_folder, of_one, put_new, stage};
use crate::base::Diagnostic;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Adds files (name, bytes) to a folder, which is made if need be, in their order; none of them may be there. Whoever
/// finds the last one finds all, also after a loss of power.
///
/// # Errors
/// One is there already or cannot be written; then none is added.
pub fn add(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Diagnostic> {
    add_with(folder, files, &|_, _| Ok(()))
}

pub(super) fn add_with(folder: &Path, files: &[(String, Vec<u8>)], hook: Hook<'_>) -> Result<(), Diagnostic> {
    make_folder(folder, hook)?;
    let mut staged = Vec::new();
    for (name, bytes) in files {
        let target = folder.join(name);
        let file =
            stage(folder, &target, bytes, Disk::Now, hook).map_err(|error| blocked(&target, &error))?;
        staged.push((target, file));
    }
    let last = staged.len().saturating_sub(1);
    let mut done: Vec<PathBuf> = Vec::new();
    for (index, (target, file)) in staged.into_iter().enumerate() {
        if index == last {
            sync(folder);
        }
        let added = hook(super::Step::Rename, &target).and_then(|()| put_new(file, &target));
        if let Err(error) = added {
            // What was just added is ours.
            done.iter().for_each(|path| drop(fs::remove_file(path)));
            return Err(blocked(&target, &error));
        }
        done.push(target);
    }
    sync(folder);
    Ok(())
}

/// Moves files, by their names, to another folder of the same disk, which is made if need be; none of them may be there.
///
/// # Errors
/// One is there already or cannot be moved; then none is, unless the message says so.
pub fn relocate(from: &Path, to: &Path, names: &[String]) -> Result<(), Diagnostic> {
    make_folder(to, &|_, _| Ok(()))?;
    if let Some(name) = names.iter().find(|name| to.join(name).exists()) {
        return Err(of_one(blocked(&to.join(name), &io::ErrorKind::AlreadyExists.into())));
    }
    for (index, name) in names.iter().enumerate() {
        if let Err(error) = fs::rename(from.join(name), to.join(name)) {
            let mut problem = blocked(&from.join(name), &error);
            problem.message = problem.message.replace("and build again", "and try again");
            let stuck =
                names[..index].iter().filter(|name| fs::rename(to.join(name), from.join(name)).is_err());
            let stuck: Vec<PathBuf> = stuck.map(|name| to.join(name)).collect();
            if !stuck.is_empty() {
                problem.message = problem.message.replace(UNCHANGED, "");
            }
            return Err(stuck.iter().fold(problem, |problem, path| {
                problem
                    .hint(format!("{} was moved and could not be moved back", crate::base::text::shown(path)))
            }));
        }
    }
    sync(to);
    to.parent().into_iter().for_each(sync);
    sync(from);
    Ok(())
}

/// Waits until the disk knows the names in a folder. Only Unix can be asked to: Windows writes names by its own journal,
/// and some network drives refuse, where the names are written all the same.
pub(super) fn sync(folder: &Path) {
    if cfg!(unix) {
        let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
    }
}
