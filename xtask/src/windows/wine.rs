//! Wine and the compiler for Windows.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The system that the program is compiled for.
pub const TARGET: &str = "x86_64-pc-windows-gnu";

const WINE: &str = "/usr/lib/wine/wine64";

/// Why a run ended early.
pub enum Stop {
    /// Something was found.
    Wrong(String),
    /// A tool does not run.
    Broken(String),
}

/// The tools, in a folder of their own.
pub struct Wine {
    /// The repository.
    pub root: PathBuf,
    /// What `setup.sh` fills.
    pub home: PathBuf,
}

impl Wine {
    /// Of this repository.
    pub fn new(root: PathBuf) -> Self {
        let home = root.join("target/windows");
        Self { root, home }
    }

    /// Installs what is missing.
    pub fn prepare(&self) -> Result<(), Stop> {
        let prepared = Command::new(self.root.join("xtask/windows/setup.sh")).arg(&self.home).status();
        match prepared.map_err(|e| Stop::Broken(format!("setup.sh: {e}")))?.code() {
            Some(0) => Ok(()),
            // It has said what cannot be installed.
            Some(2) => Err(Stop::Broken(
                "the program for Windows cannot be made or tried on this machine".to_owned(),
            )),
            // A mistake in the script itself must not look as if a tool were missing.
            _ => Err(Stop::Wrong("setup.sh".to_owned())),
        }
    }

    /// A program for Windows.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(WINE);
        command.arg(program);
        self.set(&mut command);
        command
    }

    /// Gives a command the variables of our own Wine folder.
    fn set(&self, command: &mut Command) {
        command
            .env("WINEPREFIX", self.home.join("wine"))
            .env("WINEDEBUG", "-all")
            .env("WINEDLLOVERRIDES", "mscoree,mshtml=");
    }

    /// Ends what runs in our own Wine folder, nothing else.
    pub fn end(&self) {
        let mut server = Command::new("/usr/lib/wine/wineserver");
        self.set(&mut server);
        let _ = server.arg("-k").status();
    }

    /// Cargo with the compiler for Windows. No path of this machine gets into what it makes, so that a release has the
    /// same bytes elsewhere.
    pub fn cargo(&self) -> Result<Command, Stop> {
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
            .env("CARGO_ENCODED_RUSTFLAGS", crate::dist::anywhere(&self.root).join("\u{1f}"))
            .env_remove("CARGO")
            // That of `cargo run` leads to the libraries of the machine's own compiler.
            .env_remove("LD_LIBRARY_PATH");
        self.set(&mut cargo);
        Ok(cargo)
    }

    /// The program for Windows: as it is released, or as tests use it.
    pub fn compile(&self, is_release: bool) -> Result<PathBuf, Stop> {
        let (folder, flag) = if is_release { ("dist", Some("--profile=dist")) } else { ("debug", None) };
        println!("the program is compiled for Windows ({folder})");
        let mut cargo = self.cargo()?;
        cargo.args(["build", "--locked", "--target", TARGET]).args(flag);
        expect(&mut cargo, "the program does not compile")?;
        let program = self.home.join("target").join(TARGET).join(folder).join("letters.exe");
        let size = fs::metadata(&program).map_err(|e| Stop::Broken(format!("letters.exe: {e}")))?.len();
        println!("pass  letters.exe, {:.1} MB", size as f64 / 1e6);
        Ok(program)
    }
}

/// How a file of this machine is called in Wine, which has its root as drive Z.
pub fn path(file: &Path) -> String {
    format!("Z:{}", file.display()).replace('/', "\\")
}

/// Runs a command that must succeed.
pub fn expect(command: &mut Command, otherwise: &str) -> Result<(), Stop> {
    let status =
        command.status().map_err(|e| Stop::Broken(format!("{}: {e}", command.get_program().display())))?;
    if status.success() { Ok(()) } else { Err(Stop::Wrong(otherwise.to_owned())) }
}
