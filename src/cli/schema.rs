//! `letters schema`: what editors need to complete, explain and check our YAML files.

use super::printer::Printer;
use super::{End, print};
use crate::cli::args::{MessageFormat, Schema};
use collective_letters::base::diagnostic::Diagnostic;
use collective_letters::base::file_set;
use collective_letters::base::text::shown;
use collective_letters::tools::schema::{self, File};
use std::path::{Component, Path};

/// Prints the schema or writes it.
pub fn run(arguments: &Schema) -> End {
    let file = File::from(arguments.subject);
    let text = match schema::known(arguments.templates.as_deref(), arguments.letters.as_deref()) {
        Ok(known) => file.text(&known),
        Err(problems) => return failed(&problems.into_sorted()),
    };
    match &arguments.output {
        None => print(text.as_bytes()),
        Some(path) => {
            // In a folder it has the name by which files of that kind look for it.
            let path = if path.is_dir() { path.join(file.name()) } else { path.clone() };
            match file_set::write(&path, text.as_bytes()) {
                Ok(outcome) => print(format!("{}: {}\n", shown(&path), outcome.word()).as_bytes()),
                Err(problem) => failed(&[problem]),
            }
        }
    }
}

fn failed(problems: &[Diagnostic]) -> End {
    Printer::new(MessageFormat::Human).could_not_run(problems)
}

/// Where a schema in the folder of letters is, as seen from a file.
pub(super) fn seen_from(path: &Path, letters: &Path, name: &str) -> String {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let (file, letters) = (whole(path), whole(letters));
    let from: Vec<Component<'_>> =
        file.parent().map(|folder| folder.components().collect()).unwrap_or_default();
    let to: Vec<Component<'_>> = letters.components().collect();
    let same = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    // On another drive there is no way from one to the other.
    if same == 0 {
        return letters.join(name).to_string_lossy().replace('\\', "/");
    }
    let up = from[same..].iter().map(|_| "..".to_owned());
    let down = to[same..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).chain([name.to_owned()]).collect::<Vec<_>>().join("/")
}
