//! Why a file could not be written, in plain words.

use super::place::is_held;
use crate::base::rules::CANNOT_WRITE;
use crate::base::text::shown;
use crate::base::{Diagnostic, reason};
use std::io;
use std::path::Path;

/// How a message ends when every file is as it was.
pub const UNCHANGED: &str = "; nothing of this letter was changed";

/// Why a file could not be written. Nothing was changed.
pub(super) fn blocked(target: &Path, error: &io::Error) -> Diagnostic {
    on(target, error, cfg!(windows))
}

fn on(target: &Path, error: &io::Error, windows: bool) -> Diagnostic {
    let name = shown(Path::new(target.file_name().unwrap_or_default()));
    let folder = target.parent().map(shown).unwrap_or_default();
    let place = format!("the file is in {folder}");
    let (what, help) = if is_held(error, windows) {
        (format!("is open in {}: close it there and try again", program_of(target)), None)
    } else {
        match error.kind() {
            io::ErrorKind::AlreadyExists => {
                ("is there already: move it to another place and try again".to_owned(), None)
            }
            io::ErrorKind::IsADirectory => {
                ("is a folder: rename or remove it and try again".to_owned(), None)
            }
            io::ErrorKind::ReadOnlyFilesystem => {
                ("is write-protected: allow writing and try again".to_owned(), None)
            }
            io::ErrorKind::PermissionDenied => (
                "cannot be written: you have no permission to write to its folder".to_owned(),
                Some("ask its owner for permission, or use another folder".to_owned()),
            ),
            _ => {
                let (why, help) = reason(error);
                (format!("cannot be written: {why}"), Some(help))
            }
        }
    };
    let problem = CANNOT_WRITE.finding(format!("{name} {what}{UNCHANGED}")).hint(place);
    help.into_iter().fold(problem, Diagnostic::hint)
}

/// The program that people have such a file open in.
fn program_of(file: &Path) -> &'static str {
    let ending = file.extension().unwrap_or_default().to_ascii_lowercase();
    match ending.to_str() {
        Some("docx") => "another program, probably Word",
        Some("pdf") => "another program, probably a PDF reader",
        Some("html") => "another program, probably a browser",
        Some("yaml" | "yml") => "another program, probably an editor",
        _ => "another program",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_file_is_told_from_a_missing_permission() {
        let said = |name: &str, error: io::Error, windows: bool| {
            let problem = on(&Path::new("output").join(name), &error, windows);
            (problem.message.replace(UNCHANGED, ""), problem.hints.join("; "))
        };
        let code = io::Error::from_raw_os_error;
        for number in [32, 33, 1224] {
            let (message, help) = said("a.docx", code(number), true);
            assert_eq!(
                message,
                "a.docx is open in another program, probably Word: close it there and try again"
            );
            assert_eq!(help, "the file is in output");
            assert!(!said("a.docx", code(number), false).0.contains("Word"));
        }
        let busy = || io::Error::from(io::ErrorKind::ResourceBusy);
        for (name, program) in [("a.PDF", "a PDF reader"), ("a.html", "a browser"), ("a.yml", "an editor")] {
            let words = format!("open in another program, probably {program}: close");
            assert!(said(name, busy(), true).0.contains(&words), "{name}");
        }
        assert!(said("list.sha256", busy(), true).0.contains("open in another program: close"));
        let (message, help) = said("a.docx", io::ErrorKind::PermissionDenied.into(), true);
        assert_eq!(message, "a.docx cannot be written: you have no permission to write to its folder");
        assert_eq!(help, "the file is in output; ask its owner for permission, or use another folder");
    }
}
