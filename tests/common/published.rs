//! An office in which a letter was issued.

use super::program::{Office, letter, name};
use std::collections::BTreeMap;
use std::fs;

pub const ARCHIVE: &str = "letters/as-issued";

/// A letter that says that it was issued.
pub fn issued(number: u32) -> String {
    letter(number) + "status: issued\n"
}

/// An office with an issued letter 1 and a draft 2, built.
pub fn office() -> Office {
    built(Office::with_letters([2]))
}

/// An office with an issued letter 1 beside what it has, built.
pub fn built(office: Office) -> Office {
    let office = office.file("letters/1.yaml", issued(1));
    office.run(&["build"]).code(0);
    office
}

/// Everything in the archive.
pub fn kept(office: &Office) -> BTreeMap<String, Vec<u8>> {
    let mut names = office.names(ARCHIVE);
    names.retain(|name| office.path(ARCHIVE).join(name).is_file());
    let read = |name: String| (name.clone(), fs::read(office.path(ARCHIVE).join(name)).expect("a file"));
    names.into_iter().map(read).collect()
}

/// The list of the files of letter 1.
pub fn list() -> String {
    name(1) + "!!SHA-E.sha256"
}
