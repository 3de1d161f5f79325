//! Whether the program was started by a double-click, and not from a terminal or by another program.

use std::io::{self, BufRead, IsTerminal};

/// On Windows the file window (Explorer) starts what is double-clicked, and what is chosen in the Start menu. Others do so
/// too, such as a browser that opens what it has downloaded: then the program has a window, but nothing that a shell sets.
#[cfg(windows)]
pub fn is_double_click() -> bool {
    let has_window = io::stdin().is_terminal() && io::stderr().is_terminal();
    let variable = |name: &str| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    parent().is_some_and(|name| name.eq_ignore_ascii_case("explorer.exe"))
        || (has_window && !is_of_a_shell(variable))
}

/// The name of the program that started this one.
#[cfg(windows)]
fn parent() -> Option<String> {
    use winsafe::{HPROCESSLIST, co};
    let mut list = HPROCESSLIST::CreateToolhelp32Snapshot(co::TH32CS::SNAPPROCESS, None).ok()?;
    let all: Vec<(u32, u32, String)> = list
        .iter_processes()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            Some((entry.th32ProcessID, entry.th32ParentProcessID, entry.szExeFile()))
        })
        .collect();
    let of = |id: u32| all.iter().find(|(own, ..)| *own == id);
    let (_, parent, _) = of(std::process::id())?;
    of(*parent).map(|(_, _, name)| name.clone())
}

/// Whether a shell started the program, by the variables that shells set: `cmd`, Windows Terminal, those of Unix, and
/// PowerShell, which puts a folder of the user before those of the system.
#[cfg(any(windows, test))]
fn is_of_a_shell(variable: impl Fn(&str) -> Option<String>) -> bool {
    let sets = |name: &&str| variable(name).is_some();
    let modules = variable("PSModulePath").unwrap_or_default().to_lowercase();
    let home = variable("USERPROFILE").unwrap_or_default().to_lowercase();
    ["PROMPT", "WT_SESSION", "TERM", "SHELL"].iter().any(sets)
        || (!home.is_empty() && modules.starts_with(&home))
}

/// Elsewhere a desktop starts it: no terminal, but a screen. What another program reads through a pipe is no desktop's.
#[cfg(not(windows))]
pub fn is_double_click() -> bool {
    let has_terminal = io::stdin().is_terminal() || io::stdout().is_terminal() || io::stderr().is_terminal();
    let has_screen = cfg!(target_os = "macos")
        || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    !has_terminal && has_screen && !is_pipe()
}

/// Whether somebody reads what is printed.
#[cfg(unix)]
fn is_pipe() -> bool {
    use std::os::unix::fs::FileTypeExt;
    std::fs::metadata("/dev/stdout").is_ok_and(|file| file.file_type().is_fifo())
}

#[cfg(not(any(unix, windows)))]
fn is_pipe() -> bool {
    false
}

/// Leaves the window open until what it says was read: it goes with the program.
pub fn wait() {
    let _ = io::Write::write_all(&mut anstream::stderr(), b"Press Enter to close this window.\n");
    let _ = io::stdin().lock().read_line(&mut String::new());
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
