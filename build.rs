//! Tells the program which sources it was made from: what an older program built is built anew. And a file
//! added to the house style, to a new folder of letters or to the documentation, or taken out of it, makes the program
//! anew. The licences of what is in the program are compressed for it, its fonts are made ready for printing, and the YAML of its
//! house style is parsed. For Windows, it also makes what Windows reads in the program beside the code. A release also knows the
//! commit that it was made from.

#[path = "src/export/layout/hinting.rs"]
mod hinting;
#[path = "build/windows.rs"]
mod windows;
#[path = "build/yaml.rs"]
mod yaml;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

/// What a release is made from.
const ROOTS: [&str; 9] = [
    "src",
    "templates",
    "Cargo.toml",
    "Cargo.lock",
    "starter",
    "preview",
    "docs/staff",
    "docs/house-style",
    "build.rs",
];

fn main() -> io::Result<()> {
    let mut files = BTreeMap::new();
    for root in &ROOTS[..4] {
        println!("cargo::rerun-if-changed={root}");
        collect(Path::new(root), &mut files)?;
    }
    // What a new folder of letters begins with, and the documentation, change no letter that is built.
    for root in &ROOTS[4..] {
        println!("cargo::rerun-if-changed={root}");
    }
    let mut hasher = DefaultHasher::new();
    files.hash(&mut hasher);
    env::var_os("TARGET").hash(&mut hasher);
    println!("cargo::rustc-env=LETTERS_SOURCES={:016x}", hasher.finish());
    println!("cargo::rustc-env=LETTERS_VERSION={}", version());
    house_style(&files)?;
    windows::resources()?;
    compress(LICENCES)
}

/// Lays the house style out where the program includes it from, its fonts without hinting: every PDF needs them so, and leaving
/// it out takes longer than setting a page. Beside it what the parser says of its YAML files.
fn house_style(files: &BTreeMap<PathBuf, Vec<u8>>) -> io::Result<()> {
    let folder = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    let _ = fs::remove_dir_all(folder.join("templates"));
    let _ = fs::remove_dir_all(folder.join("prepared"));
    let write = |to: PathBuf, bytes: &[u8]| {
        fs::create_dir_all(to.parent().unwrap_or(&folder))?;
        fs::write(to, bytes)
    };
    for (path, bytes) in files {
        let Ok(name) = path.strip_prefix("templates") else { continue };
        if name.extension().is_some_and(|ending| ending == "yaml") {
            write(folder.join("prepared").join(name), &yaml::prepared(&String::from_utf8_lossy(bytes))?)?;
        }
        let is_font = path.parent().is_some_and(|folder| folder.ends_with("fonts"));
        let bare = if is_font { hinting::without_hinting(bytes) } else { None };
        write(folder.join(path), bare.as_ref().unwrap_or(bytes))?;
    }
    Ok(())
}

/// Long, and seldom read.
const LICENCES: &str = "THIRD-PARTY-LICENCES.txt";

/// Writes a file, compressed, where the program includes it from.
fn compress(name: &str) -> io::Result<()> {
    println!("cargo::rerun-if-changed={name}");
    let mut out = ZlibEncoder::new(Vec::new(), Compression::best());
    out.write_all(&fs::read(name)?)?;
    let folder = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    fs::write(folder.join(name).with_extension("z"), out.finish()?)
}

/// `0.1.0 (commit 1a2b3c4d5e6f)`, or the version alone where there is no git. Only a release names the commit: otherwise
/// each commit would compile the whole program and its tests again.
fn version() -> String {
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    if env::var("PROFILE").is_ok_and(|profile| profile != "release") {
        return version;
    }
    // The commit changes with these; of a package without them Cargo would run this every time.
    for part in ["HEAD", "logs/HEAD"] {
        let path = git(&["rev-parse", "--git-path", part]).filter(|path| Path::new(path).exists());
        path.iter().for_each(|path| println!("cargo::rerun-if-changed={path}"));
    }
    // A package within somebody else's repository is none of its commits.
    let is_own = git(&["ls-files", "build.rs"]).is_some_and(|files| !files.is_empty());
    let Some(commit) = git(&["rev-parse", "--short=12", "HEAD"]).filter(|_| is_own) else { return version };
    let changed = git(&[&["status", "--porcelain", "--"][..], &ROOTS].concat());
    let changed = if changed.is_none_or(|files| !files.is_empty()) { ", with changes" } else { "" };
    format!("{version} (commit {commit}{changed})")
}

/// What git says about this package; nothing where it cannot be asked.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// All files below a path that are compiled into the program, with their content: no hidden ones, no tests in files
/// of their own, no snapshots of them. A package without a lock file has none.
fn collect(path: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if name.starts_with('.') || ["snapshots", "tests.rs"].contains(&&*name) {
        return Ok(());
    }
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    } else if path.is_file() {
        files.insert(path.to_path_buf(), fs::read(path)?);
    }
    Ok(())
}
