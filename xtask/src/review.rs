//! Edits that strangers make in Word files, taken back by `letters review`: `xtask/review/edits.py` makes and judges them.

use std::path::Path;
use std::process::{Command, ExitCode, ExitStatus};

/// Installs LibreOffice and python-docx where they are missing, builds the program and runs the script.
pub fn run(root: &Path, is_all: bool) -> Result<ExitCode, String> {
    let python = root.join("target/review-python");
    let installed = done(Command::new("bash").arg("xtask/review/install.sh").arg(&python), root)?;
    if !installed.success() {
        return Ok(ExitCode::from(2));
    }
    if !done(cargo().args(["build", "--release", "--quiet"]), root)?.success() {
        return Err("the program could not be built".to_owned());
    }
    let mut script = Command::new(python.join("bin/python3"));
    script.args(["xtask/review/edits.py", "target/release/letters", ".", "target/review"]);
    let status = done(script.args(is_all.then_some("--all")), root)?;
    // What the system ended did not come to an answer.
    Ok(ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(2)))
}

/// Downloads files with tracked changes, and compares both states of each with what Word's SDK makes of it.
pub fn states(root: &Path) -> Result<ExitCode, String> {
    let folder = "target/review-states";
    if !done(Command::new("python3").args(["xtask/review/states.py", folder]), root)?.success() {
        return Ok(ExitCode::from(2));
    }
    let test = ["test", "--quiet", "--test", "tests", "--", "--ignored", "--nocapture", "states::"];
    let is_same = done(cargo().args(test), root)?.success();
    Ok(if is_same { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

fn done(command: &mut Command, root: &Path) -> Result<ExitStatus, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    command.current_dir(root).status().map_err(|e| format!("{name}: {e}"))
}
