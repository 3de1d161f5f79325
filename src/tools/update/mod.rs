//! The house style of a folder after an update of the program: what of it is older, and taking over what is new.
//!
//! [`base`] is what the program copied into the folder, [`plan`] decides file by file what becomes of it, [`merge`] brings
//! two texts together, [`proof`] reads what came of that. Nothing that people wrote is lost: where both changed the same
//! lines, their file stays, and that of the program is put into the folder `templates-new` next to the house style.

pub(in crate::tools) mod base;
mod merge;
mod plan;
mod proof;
pub mod rules;

use crate::base::file_set::{self, Rewritten};
use crate::base::text::shown;
use crate::base::{Diagnostic, reason};
use crate::compose::templates::HouseStyle;
use base::{Base, Original, VERSION, numbers};
use plan::{Files, Lines, Step};
use rules::{HOUSE_BASE, HOUSE_CHANGED, NEWER_HOUSE_STYLE};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the house style in a folder for letters.
pub const TEMPLATES: &str = "templates";

/// The house style of a folder for letters, as people write its path.
pub fn templates(folder: &Path) -> PathBuf {
    if folder == Path::new(".") { PathBuf::from(TEMPLATES) } else { folder.join(TEMPLATES) }
}

/// What of a house style is older than the program's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Older {
    /// The version that it was copied from.
    pub version: String,
    /// Whether that is a newer one than this program.
    pub is_newer: bool,
    /// Files that the program has changed or added since.
    pub files: Vec<String>,
    /// Files of the program that wait next to the house style until people have compared them, by their paths.
    pub waiting: Vec<PathBuf>,
}

/// What of the house style in a folder is older; nothing is known of one without a base.
pub fn older(templates: &Path) -> Option<Older> {
    let mut base = Base::read(templates).ok()??;
    let beside = beside(templates);
    base.settle(|name| beside.join(name).is_file());
    let waiting = base.offered.keys().map(|name| beside.join(name)).collect();
    let mut files = Vec::new();
    for (name, bytes) in HouseStyle::embedded() {
        let offered = base.offered.get(name);
        match base.files.get(name).filter(|_| offered.is_none()).or(offered) {
            Some(known) if is_known(known, bytes) => {}
            // What people deleted is built in, and so as new as the program.
            Some(_) if !templates.join(name).is_file() => {}
            None if templates.join(name).is_file() => {}
            _ => files.push(name.clone()),
        }
    }
    let is_newer = numbers(&base.version) > numbers(VERSION);
    Some(Older { version: base.version, is_newer, files, waiting })
}

/// Fonts are compared by their length alone: reading them takes longer than a letter.
fn is_known(known: &Original, bytes: &[u8]) -> bool {
    let is_large = bytes.len() > 1 << 19;
    if is_large { known.length == bytes.len() as u64 } else { known.is(bytes) }
}

/// The folder for files of the program that wait.
fn beside(templates: &Path) -> PathBuf {
    let name = templates.file_name().unwrap_or_default().to_string_lossy();
    templates.with_file_name(format!("{name}-new"))
}

/// Keeps what was copied as the base, after `letters init` has written what was missing: each file that is that of the
/// program. What an earlier program copied stays known.
///
/// # Errors
/// The base cannot be read or written.
pub fn note(templates: &Path) -> Result<(), Diagnostic> {
    let known = Base::read(templates)?;
    let mut base = known.clone().unwrap_or_else(|| Base { version: VERSION.into(), ..Base::default() });
    for (name, bytes) in HouseStyle::embedded() {
        if fs::read(templates.join(name)).is_ok_and(|own| own == *bytes) {
            base.files.insert(name.clone(), Original::of(bytes));
        }
    }
    if base.files.is_empty() || known.as_ref() == Some(&base) { Ok(()) } else { base.write(templates) }
}

/// What became of a file in an update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// New from the program.
    Added,
    /// That of the program; nobody had changed the old one.
    Taken,
    /// With the changes of both.
    Merged,
    /// As people wrote it. The program's is at this path; both changed these lines.
    Conflict(PathBuf, Lines),
    /// The same, but the file at this path is not the program's: people changed it.
    Busy(PathBuf),
    /// Deleted: the program no longer has it.
    Removed,
    /// As people wrote it, though the program no longer has it.
    Orphaned,
}

/// An update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Updated {
    /// The version that the house style was copied from; none without a base.
    pub from: Option<String>,
    /// This program.
    pub to: &'static str,
    /// What became of files that are not as they were.
    pub files: BTreeMap<String, Done>,
    /// How many files people changed and the program did not.
    pub kept: usize,
}

/// Takes over what is new in the program into the house style in `folder`; nothing where the folder has none.
///
/// # Errors
/// The base is damaged or of a newer program; a file cannot be read or written, or was saved meanwhile. What was written
/// until then stays, and another update continues.
pub fn update(folder: &Path) -> Result<Option<Updated>, Diagnostic> {
    let embedded = HouseStyle::embedded().iter();
    let theirs = embedded.map(|(name, bytes)| (name.clone(), bytes.to_vec())).collect();
    update_to(folder, &theirs, VERSION)
}

fn update_to(folder: &Path, theirs: &Files, version: &'static str) -> Result<Option<Updated>, Diagnostic> {
    let templates = templates(folder);
    if !templates.is_dir() {
        return Ok(None);
    }
    let mut base = Base::read(&templates)?;
    let from = base.as_ref().map(|base| base.version.clone());
    if let Some(from) = from.as_ref().filter(|from| numbers(from) > numbers(version)) {
        let message =
            format!("the house style in {} comes from version {from} of the program", shown(&templates));
        let help = format!("this is version {version}: install the newer one");
        return Err(NEWER_HOUSE_STYLE.finding(message).hint(help));
    }
    let beside = beside(&templates);
    if let Some(base) = &mut base {
        base.settle(|name| beside.join(name).is_file());
    }
    let ours = read(&templates)?;
    let mut steps = plan::plan(base.as_ref(), &ours, theirs);
    prove(&folder.join("letters"), &ours, theirs, &mut steps)?;
    let mut next = plan::next(base.as_ref(), &steps, theirs, version);
    let mut files = BTreeMap::new();
    for (name, step) in &steps {
        let new = theirs.get(name).map_or(&[][..], Vec::as_slice);
        if let Some(done) = carry_out((name, step), &templates, (&ours, new), base.as_ref())? {
            if let Done::Busy(_) = done {
                // What people have in hand is what was offered before.
                let before = base.as_ref().and_then(|base| base.offered.get(name));
                next.offered.extend(before.map(|before| (name.clone(), before.clone())));
            }
            files.insert(name.clone(), done);
        }
    }
    if base.as_ref() != Some(&next) || from.as_deref() != Some(version) {
        next.write(&templates)?;
    }
    let kept = steps.values().filter(|step| **step == Step::Kept).count();
    Ok(Some(Updated { from, to: version, files, kept }))
}

/// The files of a folder.
fn read(templates: &Path) -> Result<Files, Diagnostic> {
    let house = HouseStyle::open(Some(templates))?;
    let read = |(name, path): (String, PathBuf)| match fs::read(&path) {
        Ok(bytes) => Ok((name, bytes)),
        Err(error) => Err(HOUSE_BASE.finding(format!("{} cannot be read", shown(&path))).because(&error)),
    };
    house.own_files().into_iter().map(read).collect()
}

/// A text of two sides that cannot be read any more, though people's could, is a conflict.
fn prove(
    letters: &Path,
    ours: &Files,
    theirs: &Files,
    steps: &mut BTreeMap<String, Step>,
) -> Result<(), Diagnostic> {
    if !steps.values().any(|step| matches!(step, Step::Merged(_))) {
        return Ok(());
    }
    let wrong = |style: &Files| {
        proof::wrong(letters, style).map_err(|error| {
            let problem =
                HOUSE_BASE.finding("the new house style cannot be tried: no temporary file can be written");
            problem.hint(reason(&error).1)
        })
    };
    let after = wrong(&plan::result(ours, steps))?;
    if after.is_empty() {
        return Ok(());
    }
    let before: BTreeSet<String> = wrong(ours)?;
    for (name, step) in steps.iter_mut() {
        if matches!(step, Step::Merged(_)) && after.contains(name) && !before.contains(name) {
            let text =
                |files: &Files| files.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
            let lines = merge::differing(&text(ours).unwrap_or_default(), &text(theirs).unwrap_or_default());
            *step = Step::Conflict(lines);
        }
    }
    Ok(())
}

/// Does what was decided for a file. `new` are the bytes of the program.
fn carry_out(
    (name, step): (&str, &Step),
    templates: &Path,
    (ours, new): (&Files, &[u8]),
    base: Option<&Base>,
) -> Result<Option<Done>, Diagnostic> {
    let path = templates.join(name);
    let saved = || {
        let problem =
            HOUSE_CHANGED.finding(format!("{} was saved in another program during the update", shown(&path)));
        problem.hint("close it there, and run `letters init --update` again")
    };
    let own = ours.get(name).map_or(&[][..], Vec::as_slice);
    let rewrite = |bytes: &[u8]| match file_set::rewrite(&path, own, bytes) {
        Ok(Rewritten::Done) => Ok(()),
        Ok(Rewritten::Changed) => Err(saved()),
        Err(problem) => Err(plain(problem)),
    };
    Ok(Some(match step {
        Step::Same | Step::Kept | Step::Left => return Ok(None),
        Step::Orphaned => Done::Orphaned,
        Step::Added(bytes) => {
            file_set::write(&path, bytes).map_err(plain)?;
            Done::Added
        }
        Step::Taken(bytes) => {
            rewrite(bytes)?;
            Done::Taken
        }
        Step::Merged(bytes) => {
            rewrite(bytes)?;
            Done::Merged
        }
        Step::Removed => {
            if fs::read(&path).is_ok_and(|now| now != own) {
                return Err(saved());
            }
            fs::remove_file(&path).map_err(|error| {
                HOUSE_CHANGED.finding(format!("{} cannot be deleted", shown(&path))).because(&error)
            })?;
            Done::Removed
        }
        Step::Conflict(lines) => {
            let other = beside(templates).join(name);
            let offered = base.and_then(|base| base.offered.get(name));
            match fs::read(&other) {
                Ok(now) if now != new && !offered.is_some_and(|offered| offered.is(&now)) => {
                    Done::Busy(other)
                }
                _ => {
                    file_set::write(&other, new).map_err(plain)?;
                    Done::Conflict(other, lines.clone())
                }
            }
        }
    }))
}

/// A message about a file that is no letter's.
fn plain(mut problem: Diagnostic) -> Diagnostic {
    problem.message = problem
        .message
        .replace("; nothing of this letter was changed", "")
        .replace("and build again", "and try again");
    problem
}
