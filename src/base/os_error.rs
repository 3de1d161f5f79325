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
    let is_held = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    let kind = if is_held { "SharingViolation".to_owned() } else { format!("{:?}", error.kind()) };
    let number = error.raw_os_error().map_or(String::new(), |code| format!(" (error {code})"));
    plain_words(include_str!("system.txt"), &kind, &[&number])
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
