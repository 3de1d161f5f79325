//! Old letters as strangers write them, made YAML by `letters import`: `xtask/import/strangers.py` writes and judges them.

use std::path::Path;
use std::process::{Command, ExitCode};

/// What the script needs beside LibreOffice.
const PACKAGES: [&str; 3] = ["python-docx", "pypandoc_binary", "pyyaml"];

/// Builds the program, installs what the script needs, and runs it with the arguments.
pub fn run(root: &Path, arguments: impl Iterator<Item = String>) -> Result<ExitCode, String> {
    let done = |command: &mut Command| {
        let name = command.get_program().to_string_lossy().into_owned();
        command.current_dir(root).status().map_err(|e| format!("{name}: {e}"))
    };
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    if !done(Command::new(cargo).args(["build", "--quiet", "--release"]))?.success() {
        return Err("the program does not compile".to_owned());
    }
    let python = root.join("target/import-python");
    if !python.join("bin/python3").exists() {
        let made = done(Command::new("/usr/bin/python3").args(["-m", "venv"]).arg(&python))?.success();
        let mut install = Command::new(python.join("bin/pip"));
        if !made || !done(install.args(["install", "--quiet"]).args(PACKAGES))?.success() {
            return Err(
                "the packages of the script could not be installed; python3-venv and a network are needed"
                    .to_owned(),
            );
        }
    }
    let mut script = Command::new(python.join("bin/python3"));
    script.args(["xtask/import/strangers.py", "target/release/letters", ".", "target/import"]);
    let status = done(script.args(arguments))?;
    Ok(ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(2)))
}
