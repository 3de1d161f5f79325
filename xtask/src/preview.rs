//! `letters preview` and `letters edit` in a browser: builds the program and lets a script of `xtask/conformance` use it.

use crate::root;
use crate::tools::Tools;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// `letters preview`. Exit as `cargo xtask conformance`.
pub fn run(tools: &Tools) -> Result<ExitCode, String> {
    with_script(tools, "preview.mjs")
}

/// `letters edit`, after the types of all scripts of pages were checked.
pub fn edit(tools: &Tools) -> Result<ExitCode, String> {
    let mut types = Command::new("node");
    types.arg(tools.home.join("node_modules/typescript/bin/tsc"));
    types.arg("--project").arg(tools.scripts.join("tsconfig.json"));
    let checked = types.status().map_err(|e| format!("node: {e}"))?;
    if !checked.success() {
        println!("FAIL  types of the scripts in the folder preview");
        return Ok(ExitCode::FAILURE);
    }
    println!("pass  types of the scripts in the folder preview");
    let scenes = with_script(tools, "edit.mjs")?;
    let day = with_script(tools, "day.mjs")?;
    Ok(if scenes == ExitCode::SUCCESS { day } else { scenes })
}

/// Builds and runs; the script says what it saw.
fn with_script(tools: &Tools, name: &str) -> Result<ExitCode, String> {
    let root = root()?;
    let mut script = Command::new("node");
    script.arg(tools.scripts.join(name)).arg(&tools.home).arg(program(&root)?).arg(&root);
    let status = script.status().map_err(|e| format!("node: {e}"))?;
    // What the system ended did not come to an answer.
    Ok(ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(2)))
}

fn program(root: &Path) -> Result<PathBuf, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let build = Command::new(cargo).args(["build", "--release"]).current_dir(root).status();
    if !build.map_err(|e| format!("cargo: {e}"))?.success() {
        return Err("the program could not be built".to_owned());
    }
    Ok(root.join("target/release/letters"))
}
