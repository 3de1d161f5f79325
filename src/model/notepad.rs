//! Files that Notepad has given a second ending: `letter.yaml.txt`. Explorer hides the last ending, so that such a file
//! looks like a letter, and no program reads it as one.

use crate::base::text::shown;
use crate::base::walk::below;
use crate::model::letter_files::{self, ARCHIVE};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// What to do about a path that is not a YAML file, or does not exist, because the file has this second ending; `None`
/// where that is not the reason.
pub fn advice(path: &Path) -> Option<String> {
    let mut longer = path.as_os_str().to_owned();
    longer.push(".txt");
    let longer = PathBuf::from(longer);
    let file = [path, &longer].into_iter().find(|file| meant(file).is_some() && file.is_file())?;
    Some(rename(file, &meant(file)?))
}

/// The files with this second ending in `paths`, or in the folder of letters where there are none, each with what to do.
pub fn named_as_text(paths: &[PathBuf], letters: &Path) -> Vec<(PathBuf, String)> {
    let default = [letters.to_path_buf()];
    let folders = if paths.is_empty() { &default[..] } else { paths };
    let files = folders.iter().filter(|folder| folder.is_dir()).flat_map(|folder| {
        let is_kept = |file: &Path| file.iter().any(|part| part == ARCHIVE);
        let files = below(folder).files.into_iter().filter(move |file| !is_kept(file));
        files.map(|file| folder.join(file))
    });
    files.filter_map(|file| Some((file.clone(), rename(&file, &meant(&file)?)))).collect()
}

/// The name that was meant.
fn meant(path: &Path) -> Option<PathBuf> {
    let is_text = path.extension().and_then(OsStr::to_str)?.eq_ignore_ascii_case("txt");
    let meant = path.with_extension("");
    (is_text && letter_files::is_yaml(&meant)).then_some(meant)
}

fn rename(file: &Path, meant: &Path) -> String {
    let name = |path: &Path| shown(Path::new(path.file_name().unwrap_or_default()));
    format!("rename {} to {}; in Notepad, choose `All files` when you save", name(file), name(meant))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn files_with_a_second_ending_are_found_and_what_to_do_is_said() {
        let dir = tempfile::tempdir().expect("a folder");
        let at = |name: &str| dir.path().join(name);
        fs::create_dir_all(at("directory")).expect("a folder");
        fs::create_dir_all(at(ARCHIVE)).expect("a folder");
        for name in ["a.yaml.txt", "directory/groups.YML.TXT", "as-issued/b.yaml.txt", "notes.txt", "c.yaml"]
        {
            fs::write(at(name), "").expect("a file");
        }
        let found = named_as_text(&[], dir.path());
        let names: Vec<_> = found.iter().map(|(file, _)| file.clone()).collect();
        assert_eq!(names, [at("a.yaml.txt"), at("directory").join("groups.YML.TXT")]);
        let help = "rename a.yaml.txt to a.yaml; in Notepad, choose `All files` when you save";
        assert_eq!(found[0].1, help);
        assert_eq!(advice(&at("a.yaml")).as_deref(), Some(help));
        assert_eq!(advice(&at("a.yaml.txt")).as_deref(), Some(help));
        for other in ["notes.txt", "c.yaml", "d.yaml", "notes"] {
            assert_eq!(advice(&at(other)), None, "{other}");
        }
        assert!(named_as_text(&[at("c.yaml")], dir.path()).is_empty(), "only that letter was asked for");
    }
}
