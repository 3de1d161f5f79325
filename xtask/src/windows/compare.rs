//! All letters, built by both programs in a folder with a space and an accent in its name. Every file must have the bytes
//! that the program of this machine gives it, what is kept of issued letters too.

use super::{Stop, Wine, expect};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Folders of letters, and what they are called where they are compared.
const FOLDERS: [(&str, &str); 2] = [("letters", "worked"), ("tests/letters", "golden")];

/// Where letters are built that staff have at hand, by the program for Windows.
pub fn worked(wine: &Wine) -> PathBuf {
    office(wine).join(FOLDERS[0].1).join("windows")
}

fn office(wine: &Wine) -> PathBuf {
    wine.home.join("Bureau été")
}

/// Builds all letters with a program for Linux and one for Windows, and compares the files.
pub fn letters(wine: &Wine, linux: &Path, exe: &Path) -> Result<(), Stop> {
    let broken = |error: std::io::Error| Stop::Broken(format!("{}: {error}", office(wine).display()));
    let _ = fs::remove_dir_all(office(wine));
    for (folder, name) in FOLDERS {
        let place = office(wine).join(name);
        let (here, windows) = (place.join("linux"), place.join("windows"));
        for place in [&here, &windows] {
            copy(&wine.root.join(folder), &place.join("letters")).map_err(broken)?;
            copy(&wine.root.join("templates"), &place.join("templates")).map_err(broken)?;
        }
        expect(
            Command::new(linux).arg("build").stdout(Stdio::null()).stderr(Stdio::null()).current_dir(&here),
            "the program of this machine does not build the letters",
        )?;
        expect(
            wine.command(exe).arg("build").stdout(Stdio::null()).stderr(Stdio::null()).current_dir(&windows),
            "letters.exe does not build the letters",
        )?;
        let of = |place: &Path| -> Result<BTreeMap<PathBuf, Vec<u8>>, Stop> {
            let mut files = BTreeMap::new();
            for part in ["output", "letters"] {
                read(place, &place.join(part), &mut files).map_err(broken)?;
            }
            Ok(files)
        };
        let (here, windows) = (of(&here)?, of(&windows)?);
        let names = here.keys().chain(windows.keys().filter(|name| !here.contains_key(*name)));
        let differ: Vec<String> = names
            .filter(|name| here.get(*name) != windows.get(*name))
            .map(|name| name.display().to_string())
            .collect();
        if !differ.is_empty() {
            return Err(Stop::Wrong(format!("{folder}: not the same on Windows: {}", differ.join(", "))));
        }
        let built: Vec<&Vec<u8>> =
            here.iter().filter(|(name, _)| name.starts_with("output")).map(|(_, bytes)| bytes).collect();
        if built.is_empty() {
            return Err(Stop::Wrong(format!("{folder}: no files were built")));
        }
        let bytes: usize = built.iter().map(|bytes| bytes.len()).sum();
        println!("pass  {folder}: {} files with the same {bytes} bytes on Windows", built.len());
    }
    Ok(())
}

/// Copies a folder.
fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}

/// All files below a folder by their paths in `place`, without the records of the build.
fn read(place: &Path, folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && !path.ends_with(".letters") {
            read(place, &path, files)?;
        } else if path.is_file() {
            let name = path.strip_prefix(place).unwrap_or(&path).to_path_buf();
            files.insert(name, fs::read(&path)?);
        }
    }
    Ok(())
}
