//! The texts of licences: from the files of packages, each once.

use super::packages::Package;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Words by which the text of a licence is known.
const SIGNS: [(&str, &[&str]); 11] = [
    ("Apache-2.0", &["Apache License", "Version 2.0, January 2004"]),
    (
        "MIT",
        &[
            "Permission is hereby granted, free of charge",
            "The above copyright notice and this permission notice",
        ],
    ),
    ("ISC", &["Permission to use, copy, modify, and"]),
    ("Zlib", &["This software is provided 'as-is'", "Altered source versions"]),
    ("BSD-2-Clause", &["Redistribution and use in source and binary forms"]),
    ("BSD-3-Clause", &["Redistribution and use in source and binary forms", "Neither the name"]),
    ("Unicode-3.0", &["UNICODE LICENSE V3"]),
    ("IJG", &["the Independent JPEG Group's"]),
    ("BSL-1.0", &["Boost Software License - Version 1.0"]),
    ("CC0-1.0", &["CC0 1.0 Universal"]),
    ("Unlicense", &["This is free and unencumbered software"]),
];

/// Where the terms of Apache-2.0 end: what follows says how to use it for one's own work.
const END_OF_APACHE: &str = "END OF TERMS AND CONDITIONS";

/// The texts, each with the packages that it belongs to.
pub struct Texts {
    root: PathBuf,
    apache: String,
    mit: String,
    /// By the words alone: the text and the packages.
    texts: BTreeMap<String, (String, Vec<String>)>,
}

impl Texts {
    /// None yet. The repository has texts of its own for packages that lack them.
    pub fn new(root: &Path) -> Result<Self, String> {
        let read = |name: &str| fs::read_to_string(root.join(name)).map_err(|e| format!("{name}: {e}"));
        Ok(Self {
            root: root.to_owned(),
            apache: read("LICENSE-APACHE")?,
            mit: read("LICENSE-MIT")?,
            texts: BTreeMap::new(),
        })
    }

    /// Adds the texts of a package's licences that are kept to, and its notices.
    ///
    /// # Errors
    /// There is no text of one of them, or a file cannot be read.
    pub fn add(&mut self, package: &Package, licences: &[String]) -> Result<(), String> {
        let files = package.folder.as_deref().map(licence_files).transpose()?.unwrap_or_default();
        for licence in licences {
            let own: Vec<&String> =
                files.iter().filter(|(_, text)| is_of(text, licence)).map(|(_, text)| text).collect();
            let fallback = match licence.as_str() {
                _ if !own.is_empty() => None,
                "Apache-2.0" => Some(self.apache.clone()),
                "MIT" => Some(self.mit_of(package)),
                _ => return Err(format!("{} has no text of {licence}", package.called())),
            };
            for text in own.into_iter().cloned().chain(fallback) {
                self.put(&text, package);
            }
        }
        for (name, text) in &files {
            let name = name.to_uppercase();
            if name.contains("NOTICE") || name.contains("THIRD-PARTY") || name.contains('/') {
                self.put(text, package);
            }
        }
        Ok(())
    }

    fn put(&mut self, text: &str, package: &Package) {
        let text = text.replace("\r\n", "\n");
        let text = match text.split_once(END_OF_APACHE) {
            Some((terms, _)) => format!("{terms}{END_OF_APACHE}"),
            None => text,
        };
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ").replace("https://", "http://");
        let (_, names) =
            self.texts.entry(words).or_insert_with(|| (text.trim_matches('\n').to_owned(), Vec::new()));
        if names.last() != Some(&package.called()) {
            names.push(package.called());
        }
    }

    /// The words of MIT with those who made a package.
    fn mit_of(&self, package: &Package) -> String {
        let terms = self.mit.find("Permission is hereby").map_or(self.mit.as_str(), |at| &self.mit[at..]);
        let authors = match package.authors.as_slice() {
            [] => format!("the authors of {}", package.name),
            authors => authors.join(", "),
        };
        format!("Copyright (c) {authors}\n\n{terms}")
    }

    /// The fonts in the house style: their names, each with the text of its licence.
    pub fn of_fonts(&self) -> Result<Vec<(String, String)>, String> {
        let mut files = licence_files(&self.root.join("templates/fonts"))?;
        files.retain(|(name, _)| name.starts_with("OFL-"));
        let name = |name: &str| name.trim_start_matches("OFL-").trim_end_matches(".txt").to_owned();
        Ok(files.into_iter().map(|(file, text)| (format!("font {}", name(&file)), text)).collect())
    }

    /// The texts with their packages: those of many packages first.
    pub fn into_sorted(self) -> Vec<(String, Vec<String>)> {
        let mut texts: Vec<(String, Vec<String>)> = self.texts.into_values().collect();
        texts.sort_by(|(_, a), (_, b)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        texts
    }
}

/// Whether a text is that of a licence. Of those with the same words that of the most counts.
fn is_of(text: &str, licence: &str) -> bool {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let known = SIGNS.iter().filter(|(_, signs)| signs.iter().all(|sign| words.contains(sign)));
    known.max_by_key(|(_, signs)| signs.len()).is_some_and(|(name, _)| *name == licence)
}

/// The files about licences in a folder and the folders in it, with their names, sorted; those of folders after a `/`.
fn licence_files(folder: &Path) -> Result<Vec<(String, String)>, String> {
    let told = |path: &Path, e: std::io::Error| format!("{}: {e}", path.display());
    let entries = |folder: &Path| {
        let entries = fs::read_dir(folder).map_err(|e| told(folder, e))?;
        entries
            .map(|entry| Ok(entry.map_err(|e| told(folder, e))?.path()))
            .collect::<Result<Vec<_>, String>>()
    };
    let mut paths = Vec::new();
    for path in entries(folder)? {
        match path.is_dir() {
            true => paths.extend(entries(&path)?),
            false => paths.push(path),
        }
    }
    let mut files = Vec::new();
    for path in paths.into_iter().filter(|path| path.is_file()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let starts = ["LICENSE", "LICENCE", "COPYING", "UNLICENSE", "NOTICE", "OFL-"];
        if starts.iter().any(|start| name.to_uppercase().starts_with(start)) {
            let text = fs::read_to_string(&path).map_err(|e| told(&path, e))?;
            let is_deeper = path.parent() != Some(folder);
            files.push((if is_deeper { format!("/{name}") } else { name }, text));
        }
    }
    files.sort();
    Ok(files)
}
