//! `letters preview` in a browser: builds the program and lets `xtask/conformance/preview.mjs` use it.

use crate::root;
use crate::tools::Tools;
use std::process::{Command, ExitCode};

/// Builds and runs; the script says what it saw. Exit as `cargo xtask conformance`.
pub fn run(tools: &Tools) -> Result<ExitCode, String> {
    let root = root()?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let build = Command::new(cargo).args(["build", "--release"]).current_dir(&root).status();
    if !build.map_err(|e| format!("cargo: {e}"))?.success() {
        return Err("the program could not be built".to_owned());
    }
    let mut script = Command::new("node");
    script.arg(tools.scripts.join("preview.mjs")).arg(&tools.home);
    script.arg(root.join("target/release/letters")).arg(&root);
    let status = script.status().map_err(|e| format!("node: {e}"))?;
    // What the system ended did not come to an answer.
    Ok(ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(2)))
}
