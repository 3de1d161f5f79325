//! Which packages end up in the program: those that it needs while it runs, on any system that it is made for. What
//! builds and tests it is not in it.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The systems that the program is made for.
const TARGETS: [&str; 2] = ["x86_64-unknown-linux-gnu", "x86_64-pc-windows-gnu"];

/// The program itself.
const OWN: &str = "collective-letters";

/// A package in the program.
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version; none of what is no package of the registry.
    pub version: String,
    /// Its licence, an expression of SPDX.
    pub licence: String,
    /// Who made it, where it says so.
    pub authors: Vec<String>,
    /// Where its files are.
    pub folder: Option<PathBuf>,
    /// The packages that it uses, as [`Package::called`].
    pub uses: BTreeSet<String>,
}

impl Package {
    /// Name and version.
    pub fn called(&self) -> String {
        format!("{} {}", self.name, self.version).trim_end().to_owned()
    }

    /// Its licence as SPDX writes it today.
    pub fn expression(&self) -> String {
        self.licence.replace('/', " OR ")
    }

    /// What every program in Rust has in it.
    pub fn standard_library() -> Self {
        Self {
            name: "Rust standard library".to_owned(),
            version: String::new(),
            licence: "MIT OR Apache-2.0".to_owned(),
            authors: Vec::new(),
            folder: None,
            uses: BTreeSet::new(),
        }
    }
}

/// The packages in the program, sorted by name: first the program itself.
pub fn shipped(root: &Path) -> Result<Vec<Package>, String> {
    let mut shipped: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for target in TARGETS {
        // Sources of packages for other systems are not there until they are asked for.
        cargo(root, &["fetch", "--locked", "--quiet", "--target", target])?;
        let tree = ["tree", "--locked", "--package", OWN, "--target", target];
        let tree = [&tree[..], &["--edges", "normal,no-proc-macro", "--prefix", "depth", "--format", " {p}"]]
            .concat();
        let mut above: Vec<(String, String)> = Vec::new();
        for (depth, package) in cargo(root, &tree)?.lines().filter_map(depth_name_and_version) {
            above.truncate(depth);
            if let Some(user) = above.last() {
                let (name, version) = &package;
                shipped.entry(user.clone()).or_default().insert(format!("{name} {version}"));
            }
            shipped.entry(package.clone()).or_default();
            above.push(package);
        }
    }
    let metadata = cargo(root, &["metadata", "--locked", "--format-version", "1"])?;
    let metadata: Value = serde_json::from_str(&metadata).map_err(|e| format!("cargo metadata: {e}"))?;
    let known = metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let packages = known.iter().filter_map(|package| {
        let (name, version) = (text(&package["name"]), text(&package["version"]));
        let uses = shipped.remove(&(name.clone(), version.clone()))?;
        Some(Package {
            uses,
            licence: text(&package["license"]),
            authors: package["authors"].as_array().into_iter().flatten().map(text).collect(),
            folder: Path::new(&text(&package["manifest_path"])).parent().map(Path::to_owned),
            name,
            version,
        })
    });
    let mut packages: Vec<Package> = packages.collect();
    if let Some(((name, version), _)) = shipped.first_key_value() {
        return Err(format!("cargo metadata does not know {name} {version}"));
    }
    packages.sort_by_key(|package| (package.name != OWN, package.called()));
    Ok(packages)
}

/// `1 clap v4.6.9 (…)`.
fn depth_name_and_version(line: &str) -> Option<(usize, (String, String))> {
    let mut words = line.split(' ');
    let depth = words.next()?.parse().ok()?;
    Some((depth, (words.next()?.to_owned(), words.next()?.strip_prefix('v')?.to_owned())))
}

fn cargo(root: &Path, arguments: &[&str]) -> Result<String, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo).args(arguments).current_dir(root).output();
    let output = output.map_err(|e| format!("cargo: {e}"))?;
    let words = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    match output.status.success() {
        true => Ok(words(output.stdout)),
        false => Err(format!("cargo {}: {}", arguments.join(" "), words(output.stderr).trim_end())),
    }
}
