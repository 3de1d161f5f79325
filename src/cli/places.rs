//! Folders of the user: for settings, for what can be made again, for documents.

use std::env;
use std::path::PathBuf;

/// The name of the program in such folders.
const NAME: &str = "letters";

/// The folder of the program's settings.
pub fn settings() -> Option<PathBuf> {
    let own = if cfg!(windows) {
        folder("APPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Application Support"))
    } else {
        folder("XDG_CONFIG_HOME").or_else(|| Some(home()?.join(".config")))
    };
    Some(own?.join(NAME))
}

/// The folder for what can be made again.
pub fn cache() -> Option<PathBuf> {
    let own = if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Caches"))
    } else {
        folder("XDG_CACHE_HOME").or_else(|| Some(home()?.join(".cache")))
    };
    Some(own?.join(NAME))
}

/// The folder of the user's documents, which on Windows may be on another disk or in the cloud.
#[cfg(windows)]
pub fn documents() -> Option<PathBuf> {
    use known_folders::{KnownFolder, get_known_folder_path};
    get_known_folder_path(KnownFolder::Documents).or_else(|| folder("USERPROFILE"))
}

/// The folder of the user's documents, whose name on Linux may be that of another language.
#[cfg(not(windows))]
pub fn documents() -> Option<PathBuf> {
    let home = home()?;
    let config = folder("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config"));
    let said = std::fs::read_to_string(config.join("user-dirs.dirs")).unwrap_or_default();
    let named = said.lines().find_map(|line| line.trim().strip_prefix("XDG_DOCUMENTS_DIR="));
    let named = named.map(|path| path.trim_matches('"')).map(|path| match path.strip_prefix("$HOME/") {
        Some(below) => home.join(below),
        None => PathBuf::from(path),
    });
    let usual = home.join("Documents");
    Some(named.filter(|path| path.is_dir()).unwrap_or(if usual.is_dir() { usual } else { home }))
}

#[cfg(not(windows))]
fn home() -> Option<PathBuf> {
    folder("HOME")
}

#[cfg(windows)]
fn home() -> Option<PathBuf> {
    folder("USERPROFILE")
}

/// A folder that a variable names, from the root.
fn folder(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute())
}
