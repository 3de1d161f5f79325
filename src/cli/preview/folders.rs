//! Which files a preview depends on, and what a change of one of them means.

use crate::cli::batch;
use collective_letters::base::Diagnostics;
use collective_letters::base::walk::below;
use collective_letters::model::letter_files;
use collective_letters::project::session::Settings;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Where letters and house style are.
pub struct Folders {
    /// The letters asked for.
    paths: Vec<PathBuf>,
    /// The folder of letters.
    letters: PathBuf,
    /// The folder of the house style, if one was named.
    templates: Option<PathBuf>,
    /// The directory and the templates as the system names them, also where they are not there yet.
    house: Vec<PathBuf>,
}

/// What a changed file means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// House style or directory are others.
    HouseStyle,
    /// Perhaps there are other letters now.
    Letters,
    /// This file changed, a letter or something that a letter shows.
    File(PathBuf),
    /// Nothing: an editor's own file.
    Nothing,
}

impl Folders {
    /// Of a run.
    ///
    /// # Errors
    /// The folder of the house style is not there.
    pub fn new(paths: &[PathBuf], letters: &Path, templates: Option<&Path>) -> Result<Self, Diagnostics> {
        batch::settings(letters, templates)?;
        let house =
            [letters.join("directory"), templates.unwrap_or(Path::new(batch::TEMPLATES)).to_path_buf()];
        Ok(Self {
            paths: paths.to_vec(),
            letters: letters.to_path_buf(),
            templates: templates.map(Path::to_path_buf),
            house: house.iter().map(|folder| whole(folder)).collect(),
        })
    }

    /// Letters, directory and house style as they are now: a folder of templates may have come.
    pub fn settings(&self) -> Result<Settings, Diagnostics> {
        batch::settings(&self.letters, self.templates.as_deref())
    }

    /// The letters that are shown.
    pub fn letters(&self) -> Result<Vec<PathBuf>, Diagnostics> {
        let found = letter_files::find(&self.paths, &self.letters)?;
        Ok(batch::in_all_languages(&self.paths, found))
    }

    /// The other letters of the letters folder, when only some were asked for.
    pub fn others(&self, letters: &[PathBuf]) -> Vec<PathBuf> {
        if self.paths.is_empty() { Vec::new() } else { batch::others(&self.letters, letters) }
    }

    /// The folders to watch, each with whether those below it count. `letters` are those that there are: one may be a link
    /// to a file elsewhere.
    pub fn watched<'a>(&self, letters: impl Iterator<Item = &'a PathBuf>) -> Vec<(PathBuf, bool)> {
        let roots = [whole(&self.letters)].into_iter().chain(self.house.iter().cloned());
        let mut all: BTreeMap<PathBuf, bool> = roots.map(|folder| (folder, true)).collect();
        let mut add = |path: PathBuf| {
            if path.is_dir() {
                all.insert(path, true);
            } else if let Some(folder) = path.parent() {
                all.entry(folder.to_path_buf()).or_default();
            }
        };
        for path in &self.paths {
            add(if path.is_dir() { whole(path) } else { named(path) });
        }
        letters.for_each(|path| add(whole(path)));
        for folder in self.house.iter().flat_map(|folder| below(folder).folders) {
            all.entry(folder).or_default();
        }
        // Where a folder of templates may come.
        let beside = self.house.last().and_then(|templates| templates.parent());
        if let (None, Some(folder)) = (&self.templates, beside) {
            all.entry(folder.to_path_buf()).or_default();
        }
        let is_deep = |folder: &Path| all.get(folder).is_some_and(|deep| *deep);
        let is_inside = |folder: &Path| folder.ancestors().skip(1).any(is_deep);
        let own = all.iter().filter(|(folder, _)| folder.is_dir() && !is_inside(folder));
        own.map(|(folder, deep)| (folder.clone(), *deep)).collect()
    }

    /// What a change of `path`, as [`whole`] names it, means. `is_letter` knows the letters that there are.
    pub fn meaning(&self, path: &Path, is_letter: impl Fn(&Path) -> bool) -> Meaning {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') || name.ends_with('~') {
            return Meaning::Nothing;
        }
        // Links in a house style may lead to folders elsewhere.
        let is_linked =
            |folder: &PathBuf| path.parent().is_some_and(|own| below(folder).folders.contains(own));
        if self.house.iter().any(|folder| path.starts_with(folder)) || self.house.iter().any(is_linked) {
            return Meaning::HouseStyle;
        }
        if is_letter(path) && path.is_file() {
            return Meaning::File(path.to_path_buf());
        }
        let extension = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let is_yaml = matches!(extension.as_deref(), Some("yaml" | "yml"));
        // What is gone may have been a folder of letters.
        if is_yaml || path.is_dir() || (extension.is_none() && !path.exists()) {
            return Meaning::Letters;
        }
        Meaning::File(path.to_path_buf())
    }
}

/// A path as the system names it, also of a file that is gone; of a link, what it leads to.
pub fn whole(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| named(path))
}

/// A path in its folder as the system names that; a link stays itself.
pub fn named(path: &Path) -> PathBuf {
    let folder =
        path.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    match (folder.and_then(|folder| fs::canonicalize(folder).ok()), path.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => path.to_path_buf(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_mean() {
        let dir = tempfile::tempdir().expect("a folder");
        let root = whole(dir.path());
        let at = |path: &str| path.split('/').fold(root.clone(), |folder, name| folder.join(name));
        for folder in ["letters/directory", "letters/2025", "templates/body"] {
            fs::create_dir_all(at(folder)).expect("a folder");
        }
        fs::write(at("letters/a.yaml"), "a: 1").expect("a file");
        let folders = Folders::new(&[], &at("letters"), Some(&at("templates"))).expect("folders");
        let known = at("letters/a.yaml");
        let meaning = |path: &str| folders.meaning(&at(path), |path| path == known);
        assert_eq!(meaning("letters/a.yaml"), Meaning::File(at("letters/a.yaml")));
        assert_eq!(meaning("letters/map.png"), Meaning::File(at("letters/map.png")));
        for path in ["letters/new.yaml", "letters/2025", "letters/2024"] {
            assert_eq!(meaning(path), Meaning::Letters, "{path}");
        }
        for path in ["letters/directory/groups.yaml", "templates/body/opening.md", "templates/theme.yaml"] {
            assert_eq!(meaning(path), Meaning::HouseStyle, "{path}");
        }
        for path in ["letters/.a.yaml.swp", "letters/a.yaml~", "templates/.theme.yaml.swp"] {
            assert_eq!(meaning(path), Meaning::Nothing, "{path}");
        }
        fs::remove_file(at("letters/a.yaml")).expect("gone");
        assert_eq!(meaning("letters/a.yaml"), Meaning::Letters);
    }

    #[test]
    fn each_folder_is_watched_once() {
        let dir = tempfile::tempdir().expect("a folder");
        let root = whole(dir.path());
        for folder in ["letters/sub", "other"] {
            fs::create_dir_all(root.join(folder)).expect("a folder");
        }
        fs::write(root.join("other/b.yaml"), "").expect("a file");
        let paths = [root.join("letters/sub"), root.join("other/b.yaml")];
        fs::create_dir(root.join("templates")).expect("a folder");
        let folders =
            Folders::new(&paths, &root.join("letters"), Some(&root.join("templates"))).expect("folders");
        let watched = folders.watched(paths.iter());
        let expected = [("letters", true), ("other", false), ("templates", true)];
        assert_eq!(watched, expected.map(|(name, deep)| (root.join(name), deep)));
    }

    #[cfg(unix)]
    #[test]
    fn links_of_a_house_style_are_watched_where_they_lead() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().expect("a folder");
        let root = whole(dir.path());
        for folder in ["letters", "templates", "shared/body"] {
            fs::create_dir_all(root.join(folder)).expect("a folder");
        }
        for (link, target) in [
            ("templates/one", "."),
            ("templates/two", "."),
            ("templates/body", "../shared/body"),
            ("letters/x", "."),
        ] {
            symlink(target, root.join(link)).expect("a link");
        }
        let folders =
            Folders::new(&[], &root.join("letters"), Some(&root.join("templates"))).expect("folders");
        let watched = folders.watched([].iter());
        let expected = [("letters", true), ("shared/body", false), ("templates", true)];
        assert_eq!(watched, expected.map(|(name, deep)| (root.join(name), deep)));
        let meaning = |path: &str| folders.meaning(&root.join(path), |_| false);
        assert_eq!(meaning("shared/body/opening.md"), Meaning::HouseStyle);
        assert_eq!(meaning("letters/map.png"), Meaning::File(root.join("letters/map.png")));
    }
}
