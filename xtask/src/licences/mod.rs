//! `cargo xtask licences`: the licences of the crates, fonts and data in the program, in one file that the program
//! contains and `letters licences` prints.

pub mod packages;
mod texts;

use packages::Package;
use spdx::{Expression, LicenseReq, Licensee, ParseMode};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use texts::Texts;

/// The file that is made, from the root of the repository.
const FILE: &str = "THIRD-PARTY-LICENCES.txt";

/// The licences of hyphenation patterns, which hypher contains without their texts: those of the languages of letters.
const HYPHENATION: &str = include_str!("hyphenation.txt");

/// The licences that are accepted, the one that asks least of readers first. Another one is a question for a lawyer: it is
/// added here only with an answer. All of them let a program be passed on in any way, with their texts.
const ACCEPTED: [&str; 13] = [
    "Apache-2.0",
    "MIT",
    "MIT-0",
    "ISC",
    "Zlib",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "Unicode-3.0",
    "0BSD",
    "BSL-1.0",
    "CC0-1.0",
    "IJG",
    "Unlicense",
];

/// Makes the file. It ends with 1 if a licence is not accepted.
pub fn run(root: &Path) -> Result<ExitCode, String> {
    let mut packages = packages::shipped(root)?.split_off(1);
    packages.push(Package::standard_library());
    let (mut refused, mut chosen) = (Vec::new(), Vec::new());
    for package in &packages {
        match choose(&package.licence) {
            Some(licences) => chosen.push((package, licences)),
            None => refused.push(format!("{} has the licence {}", package.called(), package.licence)),
        }
    }
    if !refused.is_empty() {
        println!("{}\naccepted are {}", refused.join("\n"), ACCEPTED.join(", "));
        return Ok(ExitCode::FAILURE);
    }
    let mut texts = Texts::new(root)?;
    for (package, licences) in &chosen {
        texts.add(package, licences)?;
    }
    let text = written(&chosen, texts.of_fonts()?, texts);
    let path = root.join(FILE);
    let is_new = fs::read_to_string(&path).is_ok_and(|old| old == text);
    if !is_new {
        fs::write(&path, &text).map_err(|e| format!("{FILE}: {e}"))?;
    }
    let word = if is_new { "unchanged" } else { "written" };
    println!("{FILE}: {word} ({} packages)", packages.len());
    Ok(ExitCode::SUCCESS)
}

/// The licences of an expression that are kept to; none if it needs one that is not accepted.
fn choose(expression: &str) -> Option<Vec<String>> {
    let expression = Expression::parse_mode(expression, ParseMode::LAX).ok()?;
    let accepted: Vec<Licensee> = ACCEPTED.iter().filter_map(|name| Licensee::parse(name).ok()).collect();
    let chosen: Vec<LicenseReq> = expression.minimized_requirements(&accepted).ok()?;
    Some(chosen.iter().map(ToString::to_string).collect())
}

/// The whole file.
fn written(chosen: &[(&Package, Vec<String>)], fonts: Vec<(String, String)>, texts: Texts) -> String {
    let mut by_licence: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (package, _) in chosen {
        by_licence.entry(package.expression()).or_default().push(package.called());
    }
    let mut out = String::from(
        "The program letters contains the packages and fonts of this list, on Windows or on Linux. Where a package can be\n\
         had under one of several licences, its text below is that of the first that it names of these: Apache-2.0, MIT.\n\
         This file is made by `cargo xtask licences`.\n",
    );
    for (licence, names) in &by_licence {
        let _ = write!(out, "\n{licence}\n{}\n", folded(names));
    }
    let names: Vec<String> = fonts.iter().map(|(name, _)| name.clone()).collect();
    let _ = write!(out, "\nSIL Open Font License 1.1\n{}\n", folded(&names));
    let fonts = fonts.into_iter().map(|(name, text)| (text, vec![name]));
    let patterns = (HYPHENATION.to_owned(), vec!["hyphenation patterns in hypher".to_owned()]);
    for (text, names) in texts.into_sorted().into_iter().chain(fonts).chain([patterns]) {
        let _ = write!(out, "\n{}\n{}\n\n{}\n", "-".repeat(72), folded(&names), text.trim_end());
    }
    out
}

/// Names in lines of some length.
fn folded(names: &[String]) -> String {
    let (mut lines, mut line) = (Vec::new(), String::from("  "));
    for (index, name) in names.iter().enumerate() {
        if line.len() + name.len() > 100 {
            lines.push(std::mem::replace(&mut line, String::from("  ")).trim_end().to_owned());
        }
        line.push_str(name);
        line.push_str(if index + 1 < names.len() { ", " } else { "" });
    }
    lines.push(line);
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_that_is_not_accepted_is_refused() {
        assert_eq!(choose("MIT OR Apache-2.0"), Some(vec!["Apache-2.0".to_owned()]));
        assert_eq!(choose("Apache-2.0 / MIT"), Some(vec!["Apache-2.0".to_owned()]));
        assert_eq!(choose("GPL-3.0-only OR MIT"), Some(vec!["MIT".to_owned()]));
        let both = choose("MIT AND BSD-3-Clause").expect("both are accepted");
        assert_eq!(both, ["MIT", "BSD-3-Clause"]);
        for other in ["GPL-3.0-only", "MIT AND MPL-2.0", "LicenseRef-own", ""] {
            assert_eq!(choose(other), None, "{other}");
        }
    }

    #[test]
    fn names_are_folded() {
        let names: Vec<String> = (0..40).map(|number| format!("name {number}")).collect();
        assert!(folded(&names).lines().all(|line| line.len() <= 104 && line.starts_with("  name")));
    }
}
