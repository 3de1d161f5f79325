//! Whether a house style can be read: a text that two sides made is only taken when it can.

use super::plan::Files;
use crate::base::Language;
use crate::project::session::{Session, Settings};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The names of the files of a house style that have errors. `letters` is the folder of letters, for the directory.
///
/// # Errors
/// There is no place for temporary files.
pub fn wrong(letters: &Path, style: &Files) -> io::Result<BTreeSet<String>> {
    let folder = tempfile::tempdir()?;
    for (name, bytes) in style.iter().filter(|(_, bytes)| std::str::from_utf8(bytes).is_ok()) {
        let path = folder.path().join(name);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, bytes)?;
    }
    let settings = Settings { letters: letters.to_path_buf(), templates: Some(PathBuf::from(folder.path())) };
    let problems = match Session::open(&settings) {
        Ok(session) => session.speak(Language::ALL),
        Err(problems) => problems.into_sorted(),
    };
    let name =
        |path: &Path| Some(path.strip_prefix(folder.path()).ok()?.to_string_lossy().replace('\\', "/"));
    let problems = problems.iter().filter_map(|problem| problem.span.as_ref());
    Ok(problems.filter_map(|place| name(place.source.path())).collect())
}
