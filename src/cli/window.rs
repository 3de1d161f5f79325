//! The window that Windows opens for the program alone, by a double-click: it closes as soon as the program ends.

use super::double_click::wait;
use std::env;
use std::ffi::OsStr;
use std::io::{self, IsTerminal, Write};

/// Keeps such a window open until Enter is pressed, so that what was printed can be read.
pub fn keep_open() {
    let is_seen = io::stdin().is_terminal() && io::stderr().is_terminal();
    if !cfg!(windows) || !is_seen || is_of_a_shell(|name| env::var_os(name).map(|value| lossy(&value))) {
        return;
    }
    // A window that is gone needs no words.
    let _ = anstream::stderr().write_all(HOW_TO_START.as_bytes());
    wait();
}

const HOW_TO_START: &str = "
`letters` runs in a terminal. Open the folder of your letters in Explorer, type `cmd` in its address bar, press Enter, and
type `letters init` to start a folder, or `letters build` to build its letters.

";

fn lossy(value: &OsStr) -> String {
    value.to_string_lossy().into_owned()
}

/// Whether a shell started the program, by the variables that shells set: `cmd`, Windows Terminal, those of Unix, and
/// PowerShell, which puts a folder of the user before those of the system.
fn is_of_a_shell(variable: impl Fn(&str) -> Option<String>) -> bool {
    let sets = |name: &&str| variable(name).is_some();
    let modules = variable("PSModulePath").unwrap_or_default().to_lowercase();
    let home = variable("USERPROFILE").unwrap_or_default().to_lowercase();
    ["PROMPT", "WT_SESSION", "TERM", "SHELL"].iter().any(sets)
        || (!home.is_empty() && modules.starts_with(&home))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_double_click_is_told_from_a_shell() {
        let of_a_shell = |set: &[(&str, &str)]| {
            is_of_a_shell(|name| set.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned()))
        };
        let home = ("USERPROFILE", r"C:\Users\tsb");
        let system = ("PSModulePath", r"C:\Program Files\WindowsPowerShell\Modules");
        assert!(!of_a_shell(&[home, system]));
        assert!(!of_a_shell(&[]));
        assert!(of_a_shell(&[home, system, ("PROMPT", "$P$G")]));
        assert!(of_a_shell(&[
            home,
            ("PSModulePath", r"c:\users\TSB\Documents\WindowsPowerShell\Modules;C:\")
        ]));
        assert!(of_a_shell(&[home, system, ("WT_SESSION", "1")]));
    }
}
