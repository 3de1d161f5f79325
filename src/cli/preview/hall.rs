//! Which folder the preview shows. One that was started without a folder first asks which, in its page: a new one with
//! an example, or one that is there.

use super::folders::Folders;
use super::running::Door;
use super::shared::Shared;
use super::worker::Worker;
use crate::cli::rules::PREVIEW;
use collective_letters::base::text::{as_given, shown};
use collective_letters::base::{Diagnostic, Diagnostics};
use collective_letters::tools::init;
use serde::{Deserialize, Serialize};
use std::path::{self, Path, PathBuf};
use std::sync::Arc;
use std::{env, fs, io};

/// The name of a new folder in the documents.
const NEW: &str = "Letters";

/// The folder of letters in a folder for letters.
const LETTERS: &str = "letters";

/// What is kept between two starts.
#[derive(Default, Serialize, Deserialize)]
struct Settings {
    folder: Option<PathBuf>,
}

/// The folder, or what there is to choose.
pub struct Hall {
    /// Where a new folder would be.
    proposal: Option<PathBuf>,
    /// The file of settings.
    settings: Option<PathBuf>,
    is_open: bool,
}

impl Hall {
    /// With a folder that is shown already.
    pub fn open() -> Self {
        Self { proposal: None, settings: None, is_open: true }
    }

    /// Without a folder.
    pub fn new(settings: Option<PathBuf>, documents: Option<&Path>) -> Self {
        Self { proposal: documents.map(free), settings, is_open: false }
    }

    /// Whether a folder is shown.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Where a new folder would be.
    pub fn proposal(&self) -> Option<String> {
        self.proposal.as_deref().map(as_given)
    }

    /// Creates a folder with an example, and shows it.
    pub fn create(&mut self, shared: &Arc<Shared>, door: Option<&mut Door>) -> Result<(), Diagnostics> {
        let folder = self.proposal.clone().ok_or_else(|| {
            PREVIEW.finding("it is not known where your documents are").hint("type the path of a folder")
        })?;
        init::lay_out(&folder, true)?;
        self.enter(&folder, shared, door)
    }

    /// Shows a folder.
    pub fn enter(
        &mut self,
        folder: &Path,
        shared: &Arc<Shared>,
        mut door: Option<&mut Door>,
    ) -> Result<(), Diagnostics> {
        let failed = |error: io::Error| {
            PREVIEW.finding(format!("the folder {} cannot be opened", shown(folder))).because(&error)
        };
        let folder = path::absolute(folder).map_err(failed)?;
        if !is_for_letters(&folder) {
            let problem = PREVIEW.finding(format!("{} has no folder `letters`", shown(&folder)));
            return Err(problem.hint("choose the folder that contains `letters` and `templates`").into());
        }
        env::set_current_dir(&folder).map_err(failed)?;
        follow(shared, Folders::new(&[], Path::new(LETTERS), None)?)?;
        self.is_open = true;
        // Without it the next start asks again: no reason to show nothing now.
        let _ = self.settings.as_deref().map(|path| remember(path, &folder));
        let _ = door.as_mut().map(|door| door.shows(folder));
        Ok(())
    }
}

/// Follows the files of folders until the program ends.
pub fn follow(shared: &Arc<Shared>, folders: Folders) -> Result<(), Diagnostic> {
    let worker = Worker::new(Arc::clone(shared), folders).map_err(|_| {
        let problem = PREVIEW.finding("the folders cannot be watched for changes");
        problem.hint("copy them to a disk of this computer, or close other programs and try again")
    })?;
    std::thread::spawn(move || worker.run());
    Ok(())
}

/// Whether a folder has a folder of letters.
pub fn is_for_letters(folder: &Path) -> bool {
    folder.join(LETTERS).join("directory").is_dir()
}

/// The folder of the last start, if it is still there.
pub fn last(settings: &Path) -> Option<PathBuf> {
    let settings: Settings = serde_json::from_slice(&fs::read(settings).ok()?).ok()?;
    settings.folder.filter(|folder| is_for_letters(folder))
}

/// Notes a folder for the next start.
pub fn remember(settings: &Path, folder: &Path) -> io::Result<()> {
    settings.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(settings, serde_json::to_vec_pretty(&Settings { folder: Some(folder.to_path_buf()) })?)
}

/// A name in a folder that nothing has yet.
fn free(documents: &Path) -> PathBuf {
    let names = std::iter::once(NEW.to_owned()).chain((2..).map(|number| format!("{NEW} {number}")));
    let mut paths = names.map(|name| documents.join(name)).filter(|path| !path.exists());
    paths.next().unwrap_or_else(|| documents.join(NEW))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_folder_is_known_as_long_as_it_has_letters() {
        let dir = tempfile::tempdir().expect("a folder");
        let settings = dir.path().join("a/settings.json");
        assert_eq!(last(&settings), None);
        let office = dir.path().join("Büro");
        remember(&settings, &office).expect("written");
        assert_eq!(last(&settings), None, "it is not there");
        fs::create_dir_all(office.join("letters/directory")).expect("a folder");
        assert_eq!(last(&settings), Some(office));
        fs::write(&settings, "damaged").expect("written");
        assert_eq!(last(&settings), None);
    }

    #[test]
    fn a_new_folder_takes_the_place_of_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        assert_eq!(free(dir.path()), dir.path().join("Letters"));
        fs::write(dir.path().join("Letters"), "").expect("a file");
        assert_eq!(free(dir.path()), dir.path().join("Letters 2"));
    }
}
