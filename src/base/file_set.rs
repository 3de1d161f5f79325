//! Writing finished letters: all files of a letter or none, and only those that changed.
//!
//! Knows names and bytes, nothing of formats. New content is first written beside its target under
//! a temporary name, then renamed over it, so that no reader ever sees half a file. When a rename
//! fails, the files renamed before it are put back from a second name they were given for the time.
//!
//! [`replace`] leaves it to the system when the disk gets the bytes: a build makes such files again. All others are for
//! what nobody can make again, and wait for the disk.

mod blocked;
mod lasting;
mod place;
mod rewrite;

pub use blocked::UNCHANGED;
pub use lasting::{add, relocate};
pub use place::put_new;
pub use rewrite::{Rewritten, rewrite};

use crate::base::Diagnostic;
use crate::base::format::is_reserved;
use crate::base::rules::CANNOT_WRITE;
use crate::base::text::shown;
use blocked::blocked;
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use tempfile::{Builder, TempPath};

/// What became of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was there with the same bytes and was not touched.
    Unchanged,
    /// It was there with other bytes.
    Written,
    /// It was not there.
    New,
}

impl Outcome {
    /// `unchanged`, `written` or `new`, as messages have it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Written => "written",
            Self::New => "new",
        }
    }
}

/// Writes all files of one letter (name, bytes) into `folder`, which is made if need be.
///
/// Returns an outcome for each file, in their order.
///
/// # Errors
/// A file that cannot be written (open in Word, read-only, a folder of that name, disk full). Then
/// every file is as it was, and no temporary file is left; a folder that was made for them stays.
pub fn replace(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<Vec<Outcome>, Diagnostic> {
    replace_with(folder, files, Disk::Later, &|_, _| Ok(())).map_err(elsewhere)
}

/// Whether [`replace`] could write these files: everything but giving them their names is done, and undone.
///
/// # Errors
/// As [`replace`].
pub fn try_replace(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Diagnostic> {
    prepare(folder, files, Disk::Later, &|_, _| Ok(())).map(drop).map_err(elsewhere)
}

/// A folder that cannot be made can be another one.
fn elsewhere(problem: Diagnostic) -> Diagnostic {
    if problem.message.starts_with(FOLDER) {
        problem.hint("choose another folder with --output DIR")
    } else {
        problem
    }
}

/// Whether to wait until the disk has what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Disk {
    /// After a loss of power the files may be damaged.
    Later,
    /// After this the files outlast a loss of power.
    Now,
}

/// The subfolder for files that somebody changed after they were built.
pub const CHANGED: &str = "changed-by-hand";

/// Keeps a copy of a file that is about to be replaced although somebody changed it; where the copy is. None is made
/// of a file that is not there, or when there is one with the same bytes.
///
/// # Errors
/// The file cannot be read, or the copy not be written.
pub fn set_aside(folder: &Path, name: &str) -> Result<Option<PathBuf>, Diagnostic> {
    let source = folder.join(name);
    let bytes = match fs::read(&source) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(blocked(&source, &error)),
    };
    let aside = folder.join(CHANGED);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    for number in 1.. {
        let number = if number == 1 { String::new() } else { format!(" ({number})") };
        let copy = format!("{stem}{number}.{ending}");
        let target = aside.join(&copy);
        match fs::read(&target) {
            Ok(old) if old == bytes => return Ok(Some(target)),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                add(&aside, &[(copy, bytes)])?;
                return Ok(Some(target));
            }
            Err(error) => return Err(blocked(&target, &error)),
        }
    }
    Ok(None)
}

/// Removes temporary files that a build left that was cut off. Only for who is alone with the folder.
pub fn sweep(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_str().is_some_and(is_temporary)) {
        // What cannot be removed is in nobody's way.
        let _ = fs::remove_file(entry.path());
    }
}

/// Whether a file of this name is a temporary one of ours.
pub fn is_temporary(name: &str) -> bool {
    name.starts_with(PREFIX) && name.ends_with(SUFFIX)
}

/// Writes one file that is no letter's, whole or not at all. Its folder is made if need be.
///
/// # Errors
/// The file cannot be written; then it is as it was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<Outcome, Diagnostic> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match replace_with(folder, &[(name, bytes.to_vec())], Disk::Now, &|_, _| Ok(())) {
        Ok(outcomes) => Ok(outcomes.first().copied().unwrap_or(Outcome::Unchanged)),
        Err(problem) => Err(of_one(problem)),
    }
}

/// What is said of a letter's files, said of one that is none of them.
fn of_one(problem: Diagnostic) -> Diagnostic {
    let message = problem.message.replace(UNCHANGED, "").replace("and build again", "and try again");
    Diagnostic { message, ..problem }
}

/// Each thing that can fail, for tests that make it fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Folder,
    Look,
    Stage,
    Keep,
    Rename,
    Restore,
}

/// Called before a step on a file; an error makes the step fail.
type Hook<'a> = &'a dyn Fn(Step, &Path) -> io::Result<()>;

/// One file that has to change.
struct Change {
    target: PathBuf,
    staged: TempPath,
    outcome: Outcome,
}

fn replace_with(
    folder: &Path,
    files: &[(String, Vec<u8>)],
    disk: Disk,
    hook: Hook<'_>,
) -> Result<Vec<Outcome>, Diagnostic> {
    let (outcomes, changes) = prepare(folder, files, disk, hook)?;
    commit(folder, changes, hook)?;
    if disk == Disk::Now {
        lasting::sync(folder);
    }
    Ok(outcomes)
}

/// Writes what has to change under temporary names, which go when the changes are dropped; with what becomes of each file.
fn prepare(
    folder: &Path,
    files: &[(String, Vec<u8>)],
    disk: Disk,
    hook: Hook<'_>,
) -> Result<(Vec<Outcome>, Vec<Change>), Diagnostic> {
    make_folder(folder, hook)?;
    let mut outcomes = Vec::with_capacity(files.len());
    let mut changes = Vec::new();
    for (index, (name, bytes)) in files.iter().enumerate() {
        let mut parts = Path::new(name).components();
        let sound =
            matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None)) && !is_reserved(name);
        if !sound || files[..index].iter().any(|(other, _)| other == name) {
            let message = format!(
                "`{name}` is not possible as a file name of this letter; none of its files were written"
            );
            return Err(CANNOT_WRITE.finding(message).hint("give the letter another `file-name:`"));
        }
        let target = folder.join(name);
        let outcome = look(&target, bytes, hook).map_err(|error| blocked(&target, &error))?;
        outcomes.push(outcome);
        if outcome != Outcome::Unchanged {
            let staged =
                stage(folder, &target, bytes, disk, hook).map_err(|error| blocked(&target, &error))?;
            changes.push(Change { target, staged, outcome });
        }
    }
    Ok((outcomes, changes))
}

/// How the message begins when a folder cannot be made.
const FOLDER: &str = "the folder ";

fn make_folder(folder: &Path, hook: Hook<'_>) -> Result<(), Diagnostic> {
    hook(Step::Folder, folder).and_then(|()| fs::create_dir_all(folder)).map_err(|error| {
        CANNOT_WRITE.finding(format!("{FOLDER}{} cannot be created", shown(folder))).because(&error)
    })
}

/// Compares a target with its new bytes, and finds out early whether it can be replaced.
fn look(target: &Path, bytes: &[u8], hook: Hook<'_>) -> io::Result<Outcome> {
    hook(Step::Look, target)?;
    let metadata = match fs::metadata(target) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Outcome::New),
        Err(error) => return Err(error),
    };
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    // A file that cannot be read may still be replaced.
    let same = metadata.len() == bytes.len() as u64 && fs::read(target).is_ok_and(|old| old == bytes);
    if same {
        return Ok(Outcome::Unchanged);
    }
    if metadata.permissions().readonly() {
        return Err(io::ErrorKind::ReadOnlyFilesystem.into());
    }
    // Word keeps others from replacing a letter that it shows: better to know before any rename, and before the letter
    // has a second name, which could not be removed either.
    match place::replaceable(target) {
        Err(error) if place::is_held(&error, cfg!(windows)) => Err(error),
        _ => Ok(Outcome::Written),
    }
}

/// Writes new bytes under a temporary name in the same folder.
fn stage(folder: &Path, target: &Path, bytes: &[u8], disk: Disk, hook: Hook<'_>) -> io::Result<TempPath> {
    // Made as any other file, since those of the tempfile crate itself can be read by their owner alone.
    let mut file = temporary().make_in(folder, |path| fs::File::create_new(path))?;
    hook(Step::Stage, target)?;
    file.write_all(bytes)?;
    if disk == Disk::Now {
        file.as_file().sync_all()?;
    }
    Ok(file.into_temp_path())
}

const PREFIX: &str = ".letters-";
const SUFFIX: &str = ".tmp";

fn temporary() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    builder
}

/// Renames everything into place, or puts everything back.
fn commit(folder: &Path, changes: Vec<Change>, hook: Hook<'_>) -> Result<(), Diagnostic> {
    let last = changes.len().saturating_sub(1);
    // What was replaced: the target, and its former self unless it is new.
    let mut done: Vec<(PathBuf, Option<TempPath>)> = Vec::new();
    for (index, Change { target, staged, outcome }) in changes.into_iter().enumerate() {
        // After the last rename there is nothing left that could fail.
        let former = if outcome == Outcome::New || index == last {
            Ok(None)
        } else {
            keep(folder, &target, hook).map(Some)
        };
        let renamed = former.and_then(|former| {
            hook(Step::Rename, &target)?;
            place::put(staged, &target).map_err(|(error, _)| error)?;
            Ok(former)
        });
        match renamed {
            Ok(former) => done.push((target, former)),
            Err(error) => return Err(restore(done, blocked(&target, &error), hook)),
        }
    }
    Ok(())
}

/// Gives a file a second name, under which it survives being replaced.
fn keep(folder: &Path, target: &Path, hook: Hook<'_>) -> io::Result<TempPath> {
    hook(Step::Keep, target)?;
    let path = temporary().make_in(folder, |path| {
        // Some file systems (memory sticks, network shares) know no second names.
        fs::hard_link(target, path).or_else(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Err(error),
            _ => fs::copy(target, path).map(drop).inspect_err(|_| drop(fs::remove_file(path))),
        })
    })?;
    Ok(path.into_temp_path())
}

/// Puts everything back. Returns what the user is told of it all.
fn restore(done: Vec<(PathBuf, Option<TempPath>)>, why: Diagnostic, hook: Hook<'_>) -> Diagnostic {
    let mut left = Vec::new();
    for (target, former) in done.into_iter().rev() {
        let allowed = hook(Step::Restore, &target);
        let Some(former) = former else {
            if allowed.and_then(|()| fs::remove_file(&target)).is_err() {
                left.push(format!("{} was created and could not be removed: delete it", shown(&target)));
            }
            continue;
        };
        let failed = match allowed {
            Ok(()) => place::put(former, &target).err().map(|(_, former)| former),
            Err(_) => Some(former),
        };
        if let Some(former) = failed {
            // A name that no later build takes for a temporary file of its own.
            let name = target.file_name().unwrap_or_default().to_string_lossy();
            let lasting = target.with_file_name(format!("{name}.former"));
            left.push(match place::put(former, &lasting) {
                Ok(()) => {
                    format!("{} was replaced; its earlier content is in {}", shown(&target), shown(&lasting))
                }
                Err((_, former)) => match former.keep() {
                    Ok(path) => {
                        format!("{} was replaced; its earlier content is in {}", shown(&target), shown(&path))
                    }
                    Err(_) => format!("{} was replaced", shown(&target)),
                },
            });
        }
    }
    if left.is_empty() {
        return why;
    }
    let message =
        why.message.replace(UNCHANGED, "; the other files of this letter could not be restored either");
    left.into_iter().fold(why.rule.finding(message), Diagnostic::hint)
}

#[cfg(test)]
mod tests;
