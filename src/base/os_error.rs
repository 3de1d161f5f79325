//! Errors of the operating system in plain words, each with what to do.

use crate::base::Diagnostic;
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
pub fn reason(error: &io::Error) -> (String, &'static str) {
    let (why, help) = match error.kind() {
        _ if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) => {
            ("another program is using it", "close it in the other program and try again")
        }
        ErrorKind::NotFound => ("it does not exist", "check the name and the folder"),
        ErrorKind::PermissionDenied => {
            ("you have no permission", "ask the owner of the folder for permission, or use another folder")
        }
        ErrorKind::IsADirectory => ("it is a folder", "give the name of a file, or rename the folder"),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            ("a file has the name of this folder", "rename or remove the file")
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            ("the disk is full", "delete files that you no longer need, or use another disk")
        }
        ErrorKind::ReadOnlyFilesystem => {
            ("this place is write-protected", "allow writing there, or use another folder")
        }
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => (
            "its name is too long, or contains a character that is not possible in a name",
            "use a shorter name, of letters, digits, - and _",
        ),
        ErrorKind::InvalidData => {
            ("it is not UTF-8 text", "save it as UTF-8: in Notepad, File, Save as, Encoding: UTF-8")
        }
        ErrorKind::AddrInUse | ErrorKind::ResourceBusy | ErrorKind::WouldBlock => {
            ("another program is using it", "close the other program and try again")
        }
        ErrorKind::TimedOut
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::NotConnected
        | ErrorKind::StaleNetworkFileHandle => {
            ("the network does not answer", "check the connection to the network and try again")
        }
        _ => {
            let number = error.raw_os_error().map_or(String::new(), |code| format!(" (error {code})"));
            let why = format!("the operating system refused it{number}");
            return (why, "try again; if it happens again, show this message to your IT support");
        }
    };
    (why.to_owned(), help)
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
