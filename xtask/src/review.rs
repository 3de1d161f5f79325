//! Edits that strangers make in Word files, taken back by `letters review`: `xtask/review/edits.py` makes and judges them.

use std::path::Path;
use std::process::{Command, ExitCode};

/// Builds the program, installs python-docx beside the system's Python, which has LibreOffice's modules, and runs the script.
pub fn run(root: &Path, is_all: bool) -> Result<ExitCode, String> {
    let done = |command: &mut Command| {
        let name = command.get_program().to_string_lossy().into_owned();
        command.current_dir(root).status().map_err(|e| format!("{name}: {e}"))
    };
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    if !done(Command::new(cargo).args(["build", "--quiet", "--bin", "letters"]))?.success() {
        return Err("the program does not compile".to_owned());
    }
    let python = root.join("target/review-python");
    if !python.join("bin/python3").exists() {
        let made = done(
            Command::new("/usr/bin/python3").args(["-m", "venv", "--system-site-packages"]).arg(&python),
        )?;
        let installed =
            done(Command::new(python.join("bin/pip")).args(["install", "--quiet", "python-docx"]))?;
        if !made.success() || !installed.success() {
            return Err(
                "python-docx could not be installed; python3-venv and a network are needed".to_owned()
            );
        }
    }
    let mut script = Command::new(python.join("bin/python3"));
    script.args(["xtask/review/edits.py", "target/debug/letters", ".", "target/review"]);
    let status = done(script.args(is_all.then_some("--all")))?;
    Ok(ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(2)))
}
