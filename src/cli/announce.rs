//! `letters announce`: what goes with an issued letter, as files.

use super::End;
use super::batch;
use super::printer::Printer;
use crate::cli::args::{Announce, MessageFormat};
use collective_letters::base::report::json_line;
use collective_letters::base::text::{as_given, count, shown};
use collective_letters::base::{Diagnostics, file_set};
use collective_letters::model::translation::{Translations, letter_of};
use collective_letters::model::{letter_files, written};
use collective_letters::tools::announce::{announce, in_the_way};
use serde_json::json;
use std::fs;
use std::path::Path;

/// Writes the files.
pub fn run(arguments: &Announce) -> End {
    let format = arguments.house.message_format;
    Printer::run(format, |printer| {
        format.has_results("announce")?;
        let house = &arguments.house;
        let session = batch::session(&house.letters, house.templates.as_deref())?;
        let mut files = Vec::new();
        for path in &arguments.paths {
            if !path.is_file() {
                return Err(letter_files::missing(path, &house.letters).into());
            }
            let read = letter_files::read(path)?;
            let original = letter_of(&read);
            let mut sources = Vec::new();
            for (file, _) in Translations::default().files_of(&original) {
                sources.push(letter_files::read(&file)?);
            }
            files.extend(announce(&session, &session.archive(), &sources, &arguments.attach)?);
        }
        write(&arguments.output, &files)?;
        let folder = shown(&arguments.output);
        let line = |(name, _): &(String, _)| {
            json_line(&json!({
                "event": "announced", "file": as_given(&arguments.output.join(name)),
            }))
        };
        printer.print(&match format {
            MessageFormat::Json => files.iter().map(line).collect(),
            _ => {
                let names: String = files.iter().map(|(name, _)| format!("  {name}\n")).collect();
                format!("{} in {folder}:\n{names}", count(files.len(), "file"))
            }
        });
        Ok(End::Done)
    })
}

/// Writes all files or none; what is there with another content stays.
fn write(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Diagnostics> {
    written::allowed(folder)?;
    let other = files.iter().map(|(name, bytes)| (folder.join(name), bytes));
    let other = { other }.find(|(path, bytes)| fs::read(path).is_ok_and(|there| there != **bytes));
    if let Some((path, _)) = other {
        return Err(in_the_way(&path).into());
    }
    file_set::replace(folder, files)?;
    Ok(())
}
