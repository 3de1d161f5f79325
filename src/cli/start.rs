//! `letters start`, and a double-click: the preview of the last folder, one at a time.

use super::double_click::{is_double_click, wait};
use super::preview::{self, hall, running::Running};
use super::printer::Printer;
use super::{End, places};
use crate::cli::args::{MessageFormat, Start};
use collective_letters::base::Diagnostics;
use collective_letters::base::text::shown;
use std::env;
use std::path::{Path, PathBuf};

/// Files of the user's settings.
const RUNNING: &str = "running.json";
const SETTINGS: &str = "settings.json";

/// Starts.
pub fn run(arguments: &Start) -> End {
    let end = Printer::run(MessageFormat::Human, |printer| work(arguments, printer));
    if end != End::Done && cfg!(windows) && is_double_click() {
        wait();
    }
    end
}

fn work(arguments: &Start, printer: &mut Printer) -> Result<End, Diagnostics> {
    let own = places::settings();
    let [running, settings] = [RUNNING, SETTINGS].map(|name| own.as_ref().map(|folder| folder.join(name)));
    let here = env::current_dir().ok().filter(|folder| hall::is_for_letters(folder));
    let asked = arguments.folder.clone().or(here);
    if let Some(address) = running.as_deref().and_then(|path| open_running(path, asked.as_deref())) {
        printer.print(&format!("The preview is already running: {address}\n"));
        preview::browse(&address, arguments.no_open, printer);
        return Ok(End::Done);
    }
    let folder = asked.or_else(|| settings.as_deref().and_then(hall::last));
    preview::begin(preview::Start { folder, settings, running, no_open: arguments.no_open }, printer)
}

/// The address of a preview that runs already, of this folder if one is asked for.
fn open_running(path: &Path, asked: Option<&Path>) -> Option<String> {
    let running = Running::read(path)?;
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let shows = running.folder.as_deref().map(whole);
    let is_asked = asked.is_none_or(|asked| shows.is_some_and(|folder: PathBuf| folder == whole(asked)));
    if is_asked { running.ask() } else { None }
}

/// What is said where a preview begins.
pub fn said(folder: Option<&Path>, address: &str) -> String {
    let what = match folder {
        Some(folder) => format!("Preview of the letters in {}", shown(folder)),
        None => "Letters".to_owned(),
    };
    format!("{what}: {address}\nTo end it, click End in the list of letters, or close this window.\n")
}
