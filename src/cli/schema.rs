//! `letters schema`: what editors need to complete, explain and check our YAML files.

use super::End;
use super::printer::Printer;
use crate::cli::args::{MessageFormat, Schema};
use collective_letters::base::Diagnostics;
use collective_letters::base::text::shown;
use collective_letters::model::{letter_files, written};
use collective_letters::tools::schema::{self, File, Known};
use std::path::Path;

/// Prints the schema or writes it.
pub fn run(arguments: &Schema) -> End {
    Printer::run(MessageFormat::Human, |printer| {
        let known = schema::known(arguments.templates.as_deref(), arguments.letters.as_deref())?;
        let mut text = arguments.subject.text(&known);
        if let Some(path) = &arguments.output {
            // In a folder it has the name by which files of that kind look for it.
            let path = if path.is_dir() { path.join(arguments.subject.name()) } else { path.clone() };
            let outcome = written::write(&path, text.as_bytes(), schema::is_schema)?;
            text = format!("{}: {}\n", shown(&path), outcome.word());
        }
        printer.print(&text);
        Ok(End::Done)
    })
}

/// Where a schema in the folder of letters is, as seen from a file.
pub(super) fn seen_from(path: &Path, letters: &Path, name: &str) -> String {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let seen = whole(path).parent().and_then(|folder| pathdiff::diff_paths(whole(letters), folder));
    seen.unwrap_or_else(|| letters.to_path_buf()).join(name).to_string_lossy().replace('\\', "/")
}

/// Puts the schema that the first line of a file names beside the letters, where there is none. When that fails editors
/// help less, and nothing else is lost.
pub(super) fn keep(letters: &Path, file: File, known: impl FnOnce() -> Result<Known, Diagnostics>) {
    let path = letters.join(file.name());
    if !path.exists()
        && let Ok(known) = known()
    {
        let _ = letter_files::create(&path, file.text(&known).as_bytes());
    }
}
