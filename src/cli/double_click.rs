//! Whether the program was started by a double-click, and not from a terminal or by another program.

use std::io::{self, BufRead};

/// On Windows the file window (Explorer) starts what is double-clicked, and what is chosen in the Start menu.
#[cfg(windows)]
pub fn is_double_click() -> bool {
    parent().is_some_and(|name| name.eq_ignore_ascii_case("explorer.exe"))
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

/// Elsewhere a desktop starts it: no terminal, but a screen. What another program reads through a pipe is no desktop's.
#[cfg(not(windows))]
pub fn is_double_click() -> bool {
    use std::io::IsTerminal;
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
