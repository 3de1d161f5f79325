//! The files and folders below a folder. Each real folder is entered once, so that links in circles come to an end.

use std::collections::{BTreeSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

/// What is below a folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Below {
    /// The files, by their paths in the folder, sorted.
    pub files: BTreeSet<PathBuf>,
    /// The folder and all folders in it, as the system names them.
    pub folders: BTreeSet<PathBuf>,
}

/// What is below a folder. What is hidden is passed over, and what cannot be read. Of a folder that links lead to as well,
/// the files are found under its own path, or where it is elsewhere under that of the first link; no more is said of links
/// that lead to a folder again.
pub fn below(root: &Path) -> Below {
    let mut found = Below::default();
    // Links wait until all real folders were entered under their own paths.
    let (mut waiting, mut links) = (VecDeque::from([PathBuf::new()]), VecDeque::new());
    while let Some(folder) = waiting.pop_front().or_else(|| links.pop_front()) {
        let path = if folder.as_os_str().is_empty() { root.to_path_buf() } else { root.join(&folder) };
        let Ok(real) = fs::canonicalize(&path) else { continue };
        if !found.folders.insert(real) {
            continue;
        }
        let mut entries: Vec<fs::DirEntry> = fs::read_dir(&path).into_iter().flatten().flatten().collect();
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries.into_iter().filter(|entry| !is_hidden(entry)) {
            let below = folder.join(entry.file_name());
            let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            match (entry.path().is_dir(), is_link) {
                (true, true) => links.push_back(below),
                (true, false) => waiting.push_back(below),
                (false, _) => {
                    found.files.insert(below);
                }
            }
        }
    }
    found
}

fn is_hidden(entry: &fs::DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(root: &Path) -> Vec<String> {
        below(root).files.iter().map(|path| path.to_string_lossy().replace('\\', "/")).collect()
    }

    #[test]
    fn files_at_any_depth_without_hidden_ones() {
        let dir = tempfile::tempdir().expect("a folder");
        for folder in ["a/b", ".git"] {
            fs::create_dir_all(dir.path().join(folder)).expect("a folder");
        }
        for file in ["x", "a/b/y", ".git/z", "a/.hidden"] {
            fs::write(dir.path().join(file), "").expect("a file");
        }
        assert_eq!(files(dir.path()), ["a/b/y", "x"]);
        assert_eq!(below(dir.path()).folders.len(), 3);
        assert_eq!(below(&dir.path().join("nowhere")), Below::default());
    }

    #[cfg(unix)]
    #[test]
    fn links_in_circles_come_to_an_end() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().expect("a folder");
        let at = |path: &str| dir.path().join(path);
        for folder in ["root/body", "root/z", "elsewhere/deep"] {
            fs::create_dir_all(at(folder)).expect("a folder");
        }
        for file in ["root/body/a.md", "elsewhere/deep/b.md"] {
            fs::write(at(file), "").expect("a file");
        }
        // To the folder itself, to those above and beside it, to each other, and again and again to the same.
        for (link, target) in [
            ("root/one", "."),
            ("root/two", "."),
            ("root/body/up", ".."),
            ("root/a-body", "body"),
            ("root/z/away", "../../elsewhere"),
            ("root/z/away-again", "../../elsewhere"),
            ("elsewhere/deep/back", "../../root"),
            ("root/nowhere", "nothing"),
            ("root/itself", "itself"),
        ] {
            symlink(target, at(link)).expect("a link");
        }
        assert_eq!(files(&at("root")), ["body/a.md", "itself", "nowhere", "z/away/deep/b.md"]);
        assert_eq!(below(&at("root")).folders.len(), 5, "each real folder once");
        // As many paths as there are ways through twenty folders with two links each would never end.
        for number in 0..20 {
            fs::create_dir_all(at(&format!("many/{number}"))).expect("a folder");
            for link in ["left", "right"] {
                symlink(format!("../{}", (number + 1) % 20), at(&format!("many/{number}/{link}")))
                    .expect("a link");
            }
        }
        assert_eq!(below(&at("many/0")).folders.len(), 20);
    }
}
