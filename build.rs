//! Tells the program which sources it was made from: what an older program built is built anew. And a file
//! added to the house style or to a new folder of letters, or taken out of it, makes the program anew. The licences of
//! what is in the program are compressed for it. For Windows, it also makes what Windows reads in the program beside the
//! code.

#[path = "build/windows.rs"]
mod windows;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let mut files = BTreeMap::new();
    for root in ["src", "templates", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={root}");
        collect(Path::new(root), &mut files)?;
    }
    // What a new folder of letters begins with changes no letter that is built.
    println!("cargo::rerun-if-changed=starter");
    let mut hasher = DefaultHasher::new();
    files.hash(&mut hasher);
    env::var_os("TARGET").hash(&mut hasher);
    println!("cargo::rustc-env=LETTERS_SOURCES={:016x}", hasher.finish());
    windows::resources()?;
    compress(LICENCES)
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
