//! The program for Windows: compiled here, run under Wine, and compared with the program of this machine.
//!
//! [`wine`] has the tools, [`compare`] builds the letters with both programs, [`click`] starts the program as the file
//! window of Windows does.

pub mod click;
pub mod compare;
pub mod wine;

use crate::root;
use std::process::{Command, ExitCode};
use wine::TARGET;
pub use wine::{Stop, Wine, expect};

/// The tests of the short run: the program as staff meet it, and what only Windows does.
const SHORT: [&str; 5] = ["windows::", "program::", "init::", "rebuild::", "start::"];

/// Prepares, compiles, compares and tests; with `all`, every test. Program and tests are compiled as tests are, not as a
/// release: that takes half the time, and once is enough. `cargo xtask dist --try` runs the program of a release.
///
/// # Errors
/// A tool is missing or does not run: exit 2.
pub fn run(all: bool) -> Result<ExitCode, String> {
    with(|wine| {
        let program = wine.compile(false)?;
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        expect(
            Command::new(cargo).args(["build", "--quiet", "--release"]).current_dir(&wine.root),
            "the program does not compile",
        )?;
        compare::letters(wine, &wine.root.join("target/release/letters"), &program)?;
        click::twice(wine, &program)?;
        test(wine, all)
    })
}

/// Does something with Wine, and ends what still runs there.
///
/// # Errors
/// A tool is missing or does not run: exit 2.
pub fn with(work: impl FnOnce(&Wine) -> Result<(), Stop>) -> Result<ExitCode, String> {
    let wine = Wine::new(root()?);
    let outcome = wine.prepare().and_then(|()| work(&wine));
    wine.end();
    match outcome {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(Stop::Wrong(message)) => {
            println!("FAIL  {message}");
            Ok(ExitCode::FAILURE)
        }
        Err(Stop::Broken(message)) => Err(message),
    }
}

/// Runs the tests under Wine. `docs/developers/validation.md` lists those that make no sense there.
fn test(wine: &Wine, all: bool) -> Result<(), Stop> {
    println!("the tests run under Wine");
    let mut cargo = wine.cargo()?;
    cargo.args(["test", "--locked", "--target", TARGET, "--no-fail-fast"]);
    if !all {
        cargo.args(["--test", "tests", "--"]).args(SHORT);
    }
    cargo.env("INSTA_WORKSPACE_ROOT", format!("Z:{}", wine.root.display())).env("INSTA_UPDATE", "no");
    expect(&mut cargo, "a test fails under Wine")?;
    if !all {
        let short = SHORT.map(|name| name.trim_end_matches(':')).join(", ");
        println!(
            "of the tests only {short} ran under Wine, the others were skipped: `cargo xtask windows --all`"
        );
    }
    Ok(())
}
