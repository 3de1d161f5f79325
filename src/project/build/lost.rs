//! What an earlier build issued, and is not kept any more as it was: its files may be in the folder of outputs alone.

use crate::base::text::shown;
use crate::base::{Diagnostic, Language};
use crate::project::archive::Archive;
use crate::project::build_cache::Record;
use crate::project::rules::AS_ISSUED;
use std::path::Path;

/// What is wrong with the published files of a letter that a build into `output` has issued: they are gone, or their list is
/// another. `None` when that build has not issued it, or it was withdrawn since.
pub fn lost(archive: &Archive, record: &Record, output: &Path) -> Option<Diagnostic> {
    let letter = (record.name.as_str(), Language::from_code(&record.language)?);
    if !record.issued || archive.was_withdrawn(letter, record.document) {
        return None;
    }
    let record_folder = shown(&output.join(".letters"));
    let list = shown(&archive.list(letter.0, letter.1));
    if archive.has(letter.0, letter.1) {
        // A list that cannot be read is told when its files are looked at.
        archive.fingerprint_of(letter.0, letter.1).filter(|now| *now != record.document)?;
        let message =
            format!("{list} is not the list that this letter was issued with: it lists other files");
        let problem = AS_ISSUED.finding(message).hint(format!(
            "restore the files of {} in the folder `as-issued` from a backup; {} has the files of the last build",
            record.name,
            shown(output)
        ));
        return Some(problem.hint(format!(
            "if the files in `as-issued` are those that were sent, delete the folder {record_folder}, and build again"
        )));
    }
    let message = format!(
        "this letter was issued as {}, but {list} and the files that it lists are missing",
        record.name
    );
    let problem = AS_ISSUED.finding(message).hint("restore the folder `as-issued` from a backup");
    Some(
        problem
            .hint(format!("if the letter was not sent, delete the folder {record_folder}, and build again")),
    )
}
