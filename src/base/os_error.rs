//! Errors of the operating system in plain words, each with what to do.

use crate::base::Diagnostic;
use crate::base::plain::plain_words;
use std::io::{self, ErrorKind};

impl Diagnostic {
    /// Says why the operating system refused it, and what to do about that.
    #[must_use]
    pub fn because(mut self, error: &io::Error) -> Self {
        let (why, help) = reason(error);
        self.message = match self.message.strip_suffix(" cannot be read") {
            Some(what) if error.kind() == ErrorKind::NotFound => format!("{what} does not exist"),
            _ => format!("{}: {why}", self.message),
        };
        self.hint(help)
    }
}

/// Why the operating system refused something, and what to do.
pub fn reason(error: &io::Error) -> (String, String) {
    of(error.kind(), error.raw_os_error(), cfg!(windows))
}

fn of(kind: ErrorKind, code: Option<i32>, windows: bool) -> (String, String) {
    let known = code.filter(|_| windows).and_then(of_windows);
    let kind = known.map_or_else(|| format!("{kind:?}"), str::to_owned);
    let number = code.map_or(String::new(), |code| format!(" (error {code})"));
    plain_words(include_str!("system.txt"), &kind, &[&number])
}

/// The table's word for a number of Windows that the standard library has no kind for.
fn of_windows(code: i32) -> Option<&'static str> {
    Some(match code {
        // Sharing and lock violations, and a file that another program shows.
        32 | 33 | 108 | 170 | 1224 => "SharingViolation",
        // A drive that is not there or has no disk, or a folder on it.
        3 | 15 | 20 | 21 => "NoDrive",
        // Network paths and names, and connections that ended.
        51 | 53 | 54 | 55 | 59 | 64 | 67 | 121 | 1203 | 1222 | 1231 | 1232 | 1326 => "NetworkDown",
        65 | 1314 | 1920 => "PermissionDenied",
        19 => "ReadOnlyFilesystem",
        123 | 161 | 206 => "InvalidFilename",
        // Files in the cloud (OneDrive) that are not on this computer and cannot be fetched.
        358..=404 => "InTheCloud",
        // What an anti-virus program keeps back.
        225 | 226 => "Virus",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Severity;

    #[test]
    fn no_words_of_the_operating_system_are_quoted() {
        for code in 1..140 {
            let error = io::Error::from_raw_os_error(code);
            let problem = Diagnostic::error("unreadable", "a.yaml cannot be read").because(&error);
            assert!(!problem.message.contains("os error"), "{}", problem.message);
            assert_eq!((problem.severity, problem.hints.len()), (Severity::Error, 1));
        }
    }

    #[test]
    fn numbers_of_windows_have_their_own_words() {
        let why = |code| of(ErrorKind::Other, Some(code), true).0;
        for (code, words) in [
            (32, "another program is using it"),
            (1224, "another program is using it"),
            (3, "the drive or a folder of this path does not exist"),
            (21, "the drive or a folder of this path does not exist"),
            (53, "the network does not answer"),
            (19, "this place is write-protected"),
            (206, "its name is too long, or contains a character that is not possible in a name"),
            (362, "it is in the cloud, and cannot be copied to this computer"),
            (225, "the anti-virus program keeps it back"),
            (1117, "the operating system refused it (error 1117)"),
        ] {
            assert_eq!(why(code), words, "{code}");
        }
        assert_eq!(of(ErrorKind::Other, Some(32), false).0, "the operating system refused it (error 32)");
    }

    #[cfg(unix)]
    #[test]
    fn usual_errors_have_their_own_words() {
        let why = |code| reason(&io::Error::from_raw_os_error(code)).0;
        assert_eq!(why(2), "it does not exist");
        assert_eq!(why(13), "you have no permission");
        assert_eq!(why(21), "it is a folder");
        assert_eq!(why(28), "the disk is full");
        assert_eq!(why(30), "this place is write-protected");
        assert_eq!(why(36), "its name is too long, or contains a character that is not possible in a name");
        assert_eq!(why(5), "the operating system refused it (error 5)");
    }
}
