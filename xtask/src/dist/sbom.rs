//! The list of what is inside a release, as CycloneDX writes it: packages of Rust, fonts, and what the linkers add.

use super::libraries::Library;
use super::{Release, Stop, git, printed};
use crate::licences::packages::{Package, shipped};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The list, as JSON.
pub fn written(release: &Release<'_>, libraries: &[Library]) -> Result<String, String> {
    let mut packages = shipped(release.root)?;
    let sums = checksums(release.root)?;
    let own = packages.remove(0);
    let mut components = Vec::new();
    for package in &packages {
        let mut component = component("library", &reference(&package.called()), package);
        component["purl"] = json!(purl(package));
        if let Some(sum) = sums.get(&package.called()) {
            component["hashes"] = json!([{ "alg": "SHA-256", "content": sum }]);
        }
        components.push(component);
    }
    let mut standard = Package::standard_library();
    standard.version =
        said(Command::new("rustc").arg("--version"))?.split(' ').nth(1).unwrap_or("").to_owned();
    components.push(component("library", "rust-std", &standard));
    let linked = libraries.iter().map(|library| {
        let Library { name, version, licence, is_of_windows, .. } = library;
        let system = if *is_of_windows { "windows" } else { "linux" };
        json!({
            "type": "library", "bom-ref": format!("{name} in {system}"), "name": name, "version": version,
            "licenses": [{ "expression": licence }],
            "description": format!("linked into the program for {system}"),
            "purl": format!("pkg:deb/debian/{name}@{}", version.replace('+', "%2B").replace('~', "%7E")),
        })
    });
    components.extend(linked);
    components.extend(fonts(release.root)?);
    // What is not a package of Cargo belongs to the program as a whole.
    let others = components.iter().skip(packages.len()).map(|component| component["bom-ref"].clone());
    let others: Vec<Value> = others.collect();
    let mut dependencies: Vec<Value> = Vec::new();
    for package in [&own].into_iter().chain(&packages) {
        let mut uses: Vec<Value> = package.uses.iter().map(|used| json!(reference(used))).collect();
        if package.name == own.name {
            uses.extend(others.iter().cloned());
        }
        dependencies.push(json!({ "ref": reference(&package.called()), "dependsOn": uses }));
    }
    let commit = said(git(release.root).args(["rev-parse", "HEAD"]))?;
    let time = said(Command::new("date").args(["-u", "+%FT%TZ", "-d", &format!("@{}", release.time)]))?;
    let bom = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": format!("urn:uuid:{}", uuid(&commit)),
        "version": 1,
        "metadata": {
            "timestamp": time,
            "component": component("application", &reference(&own.called()), &own),
            "properties": [{ "name": "git:commit", "value": commit }],
        },
        "components": components,
        "dependencies": dependencies,
    });
    serde_json::to_string_pretty(&bom).map(|text| text + "\n").map_err(|e| e.to_string())
}

fn component(kind: &str, reference: &str, package: &Package) -> Value {
    json!({
        "type": kind, "bom-ref": reference, "name": package.name, "version": package.version,
        "licenses": [{ "expression": package.expression() }],
    })
}

/// How a package is called within the list.
fn reference(called: &str) -> String {
    called.replace(' ', "@")
}

fn purl(package: &Package) -> String {
    format!("pkg:cargo/{}@{}", package.name, package.version.replace('+', "%2B"))
}

/// A name that is the same for the same commit, in the form that is asked for: its first digits, with those that say that
/// somebody's own rule made it.
fn uuid(commit: &str) -> String {
    let part = |from: usize, to: usize| commit.get(from..to).unwrap_or_default();
    format!("{}-{}-8{}-8{}-{}", part(0, 8), part(8, 12), part(12, 15), part(15, 18), part(18, 30))
}

/// The SHA-256 of each package, from the lock file.
fn checksums(root: &Path) -> Result<BTreeMap<String, String>, String> {
    let lock = fs::read_to_string(root.join("Cargo.lock")).map_err(|e| format!("Cargo.lock: {e}"))?;
    let packages = lock.split("[[package]]").filter_map(|package| {
        let value = |key: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
            line.map(|rest| rest.trim_end_matches('"').to_owned())
        };
        Some((format!("{} {}", value("name")?, value("version")?), value("checksum")?))
    });
    Ok(packages.collect())
}

/// The files of fonts in the program.
fn fonts(root: &Path) -> Result<Vec<Value>, String> {
    let folder = root.join("templates/fonts");
    let entries = fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| name.ends_with("tf")).collect();
    names.sort();
    let sums = said(Command::new("sha256sum").args(&names).current_dir(&folder))?;
    let files = sums.lines().filter_map(|line| line.split_once("  ")).map(|(sum, name)| {
        json!({
            "type": "file", "bom-ref": format!("font {name}"), "name": name,
            "licenses": [{ "expression": "OFL-1.1" }],
            "hashes": [{ "alg": "SHA-256", "content": sum }],
        })
    });
    Ok(files.collect())
}

fn said(command: &mut Command) -> Result<String, String> {
    printed(command).map_err(|(Stop::Wrong(message) | Stop::Broken(message))| message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_package_is_listed_once_with_its_checksum_and_leads_to_others() {
        let root = crate::root().expect("the repository");
        let release = Release {
            root: &root,
            out: root.join("target"),
            version: "1.2.3".to_owned(),
            time: "1700000000".to_owned(),
        };
        let bom = written(&release, &[]).expect("a list");
        assert_eq!(bom, written(&release, &[]).expect("the same list"));
        let bom: Value = serde_json::from_str(&bom).expect("JSON");
        assert_eq!(bom["metadata"]["timestamp"], "2023-11-14T22:13:20Z");
        let own = &bom["metadata"]["component"]["bom-ref"];
        let components = bom["components"].as_array().expect("components");
        let references: BTreeSet<String> = components.iter().map(|c| c["bom-ref"].to_string()).collect();
        assert_eq!(references.len(), components.len(), "two have the same name");
        for component in components.iter().filter(|c| c["purl"].is_string()) {
            let sum = component["hashes"][0]["content"].as_str().unwrap_or_default();
            assert_eq!(sum.len(), 64, "{component}");
        }
        // All can be reached from the program.
        let dependencies = bom["dependencies"].as_array().expect("dependencies");
        let uses = |of: &Value| {
            let found = dependencies.iter().find(|d| &d["ref"] == of);
            found.and_then(|d| d["dependsOn"].as_array()).cloned().unwrap_or_default()
        };
        let (mut reached, mut next) = (BTreeSet::new(), vec![own.clone()]);
        while let Some(one) = next.pop() {
            next.extend(uses(&one).into_iter().filter(|used| reached.insert(used.to_string())));
        }
        assert_eq!(reached, references);
    }

    #[test]
    fn a_number_is_made_of_the_commit() {
        let commit = "0123456789abcdef0123456789abcdef01234567";
        assert_eq!(uuid(commit), "01234567-89ab-8cde-8f01-23456789abcd");
    }
}
