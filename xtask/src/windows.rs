//! The program for Windows: compiled here, run under Wine, and compared with the program of this machine.
//!
//! The letters are built in a folder with a space and an accent in its name. Every file must have the bytes that the
//! program of this machine gives it, what is kept of issued letters too.

use crate::root;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const TARGET: &str = "x86_64-pc-windows-gnu";

/// Folders of letters, and what they are called where they are compared.
const FOLDERS: [(&str, &str); 2] = [("letters", "worked"), ("tests/letters", "golden")];

/// The tests of the short run: the program as staff meet it, and what only Windows does.
const SHORT: [&str; 5] = ["windows::", "program::", "init::", "names::", "rebuild::"];

/// Prepares, compiles, compares and tests; with `all`, every test.
///
/// # Errors
/// A tool is missing or does not run: exit 2.
pub fn run(all: bool) -> Result<ExitCode, String> {
    let root = root()?;
    let home = root.join("target/windows");
    let prepared = Command::new(root.join("xtask/windows/setup.sh")).arg(&home).status();
    match prepared.map_err(|e| format!("setup.sh: {e}"))?.code() {
        Some(0) => {}
        // It has said what cannot be installed.
        Some(2) => return Err("the program for Windows cannot be tried on this machine".to_owned()),
        // A mistake in the script itself must not look as if a tool were missing.
        _ => {
            println!("FAIL  setup.sh");
            return Ok(ExitCode::FAILURE);
        }
    }
    let wine = Wine { root, home };
    let outcome = wine.compile().and_then(|program| {
        wine.compare(&program)?;
        wine.test(all)
    });
    // Ends what runs in our own Wine folder, nothing else.
    let _ = wine.set(&mut Command::new("/usr/lib/wine/wineserver")).arg("-k").status();
    Ok(match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Wrong(message)) => {
            println!("FAIL  {message}");
            ExitCode::FAILURE
        }
        Err(Stop::Broken(message)) => return Err(message),
    })
}

/// Why a run ended early.
enum Stop {
    /// Something was found.
    Wrong(String),
    /// A tool does not run.
    Broken(String),
}

/// Wine and the compiler for Windows.
struct Wine {
    root: PathBuf,
    home: PathBuf,
}

impl Wine {
    /// Gives a command the variables of our own Wine folder.
    fn set<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command
            .env("WINEPREFIX", self.home.join("wine"))
            .env("WINEDEBUG", "-all")
            .env("WINEDLLOVERRIDES", "mscoree,mshtml=")
    }

    /// Cargo with the compiler for Windows.
    fn cargo(&self) -> Result<Command, Stop> {
        let version = Command::new("rustc").arg("--version").output();
        let version = version.map_err(|e| Stop::Broken(format!("rustc: {e}")))?.stdout;
        let version = String::from_utf8_lossy(&version);
        let version = version.split(' ').nth(1).unwrap_or_default();
        let programs = self.home.join(format!("rust-{version}/bin"));
        let path = std::env::var("PATH").unwrap_or_default();
        let mut cargo = Command::new(programs.join("cargo"));
        cargo
            .current_dir(&self.root)
            .env("PATH", format!("{}:{path}", programs.display()))
            .env("RUSTC", programs.join("rustc"))
            .env("RUSTDOC", programs.join("rustdoc"))
            .env("CARGO_TARGET_DIR", self.home.join("target"))
            .env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", WINE)
            .env_remove("CARGO");
        self.set(&mut cargo);
        Ok(cargo)
    }

    /// The program for Windows.
    fn compile(&self) -> Result<PathBuf, Stop> {
        println!("the program is compiled for Windows");
        expect(
            self.cargo()?.args(["build", "--release", "--target", TARGET]),
            "the program does not compile",
        )?;
        let program = self.home.join("target").join(TARGET).join("release/letters.exe");
        let size = fs::metadata(&program).map_err(|e| Stop::Broken(format!("letters.exe: {e}")))?.len();
        println!("pass  letters.exe, {:.1} MB", size as f64 / 1e6);
        Ok(program)
    }

    /// Builds all letters with both programs and compares the files.
    fn compare(&self, program: &Path) -> Result<(), Stop> {
        let mut native = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        expect(
            native.args(["build", "--quiet", "--release"]).current_dir(&self.root),
            "the program does not compile",
        )?;
        let office = self.home.join("Bureau été");
        let broken = |error: std::io::Error| Stop::Broken(format!("{}: {error}", office.display()));
        let _ = fs::remove_dir_all(&office);
        for (folder, name) in FOLDERS {
            let (here, windows) = (office.join(name).join("linux"), office.join(name).join("windows"));
            for place in [&here, &windows] {
                copy(&self.root.join(folder), &place.join("letters")).map_err(broken)?;
                copy(&self.root.join("templates"), &place.join("templates")).map_err(broken)?;
            }
            let mut own = Command::new(self.root.join("target/release/letters"));
            expect(
                own.arg("build").current_dir(&here),
                "the program of this machine does not build the letters",
            )?;
            let mut exe = Command::new(WINE);
            exe.arg(program).arg("build").current_dir(&windows);
            expect(self.set(&mut exe), "letters.exe does not build the letters")?;
            let of = |place: &Path| -> Result<BTreeMap<PathBuf, Vec<u8>>, Stop> {
                let mut files = BTreeMap::new();
                for part in ["output", "letters"] {
                    read(place, &place.join(part), &mut files).map_err(broken)?;
                }
                Ok(files)
            };
            let (here, windows) = (of(&here)?, of(&windows)?);
            let names = here.keys().chain(windows.keys().filter(|name| !here.contains_key(*name)));
            let differ: Vec<String> = names
                .filter(|name| here.get(*name) != windows.get(*name))
                .map(|name| name.display().to_string())
                .collect();
            if !differ.is_empty() {
                return Err(Stop::Wrong(format!("{folder}: not the same on Windows: {}", differ.join(", "))));
            }
            let built = here.keys().filter(|name| name.starts_with("output")).count();
            if built == 0 {
                return Err(Stop::Wrong(format!("{folder}: no files were built")));
            }
            println!("pass  {folder}: {built} files with the same bytes on Windows");
        }
        Ok(())
    }

    /// Runs the tests under Wine. Those that make no sense there say so themselves: `ignore`, with the reason.
    fn test(&self, all: bool) -> Result<(), Stop> {
        println!("the tests run under Wine");
        let mut cargo = self.cargo()?;
        cargo.args(["test", "--target", TARGET, "--no-fail-fast"]);
        if !all {
            cargo.args(["--test", "tests", "--"]).args(SHORT);
        }
        // Wine has the root of this machine as drive Z.
        cargo.env("INSTA_WORKSPACE_ROOT", format!("Z:{}", self.root.display())).env("INSTA_UPDATE", "no");
        expect(&mut cargo, "a test fails under Wine")
    }
}

const WINE: &str = "/usr/lib/wine/wine64";

/// Runs a command that must succeed.
fn expect(command: &mut Command, otherwise: &str) -> Result<(), Stop> {
    let status =
        command.status().map_err(|e| Stop::Broken(format!("{}: {e}", command.get_program().display())))?;
    if status.success() { Ok(()) } else { Err(Stop::Wrong(otherwise.to_owned())) }
}

/// Copies a folder, without what was kept of letters issued by a build in it.
fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}

/// All files below a folder by their paths in `place`, without the records of the build.
fn read(place: &Path, folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && !path.ends_with(".letters") {
            read(place, &path, files)?;
        } else if path.is_file() {
            let name = path.strip_prefix(place).unwrap_or(&path).to_path_buf();
            files.insert(name, fs::read(&path)?);
        }
    }
    Ok(())
}
