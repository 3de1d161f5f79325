//! `cargo xtask dist`: what a release consists of, in `target/dist`. The same commit gives the same bytes, on another day
//! and in another folder too.
//!
//! [`libraries`] finds what the linkers add from this machine, [`sbom`] lists what is inside, [`trial`] installs and runs
//! what was packed. `xtask/dist/pack.sh` packs.

mod libraries;
mod sbom;
mod trial;

use crate::windows::{self, Stop, Wine, expect};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const LINUX: &str = "x86_64-unknown-linux-gnu";

/// What is made, and how.
#[derive(Default)]
pub struct Options {
    /// Whether it is installed and run.
    pub is_tried: bool,
    /// A program that signs the file it is given.
    pub sign: Option<PathBuf>,
}

/// A release of this commit.
struct Release<'a> {
    root: &'a Path,
    /// `target/dist`: the files to download.
    out: PathBuf,
    version: String,
    /// Seconds of the commit: every file in a release is of that time.
    time: String,
}

/// Makes a release.
///
/// # Errors
/// A tool is missing or does not run: exit 2.
pub fn run(options: &Options) -> Result<ExitCode, String> {
    windows::with(|wine| {
        let release = Release::new(&wine.root)?;
        let programs = [wine.compile(true)?, release.compile()?];
        let made = release.pack(wine, &programs, options)?;
        // Signatures have a time of their own.
        if options.sign.is_none() {
            let first = read(&made)?;
            if read(&release.pack(wine, &programs, options)?)? != first {
                return Err(Stop::Wrong("packed a second time, the release has other bytes".to_owned()));
            }
            println!("pass  packed twice, the same bytes");
        }
        for file in &made {
            let size = fs::metadata(file).map_err(|e| broken(file, &e))?.len();
            println!("{:>10}  {}", size, file.display());
        }
        match options.is_tried {
            true => trial::run(wine, &release),
            false => {
                println!("the packages were not installed and not run: `cargo xtask dist --try`");
                Ok(())
            }
        }
    })
}

/// Flags of the compiler that replace the folders of this machine, so that none gets into the program.
pub fn anywhere(root: &Path) -> [String; 2] {
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let crates = std::env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    [(root, "/letters"), (&crates, "/cargo")]
        .map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()))
}

impl<'a> Release<'a> {
    fn new(root: &'a Path) -> Result<Self, Stop> {
        let manifest = root.join("Cargo.toml");
        let text = fs::read_to_string(&manifest).map_err(|e| broken(&manifest, &e))?;
        let version = text.lines().find_map(|line| line.strip_prefix("version = \""));
        let version = version.map(|rest| rest.trim_end_matches('"').to_owned());
        let version = version.ok_or_else(|| Stop::Broken("Cargo.toml has no version".to_owned()))?;
        let time = printed(git(root).args(["log", "-1", "--format=%ct"]))?;
        if !printed(git(root).args(["status", "--porcelain"]))?.is_empty() {
            println!("note: this checkout has changes that are not committed: no release for others");
        }
        Ok(Self { root, out: root.join("target/dist"), version, time })
    }

    /// The program for Linux, with the C library inside: it runs on every distribution.
    fn compile(&self) -> Result<PathBuf, Stop> {
        println!("the program is compiled for Linux");
        let target = self.root.join("target/static");
        let mut flags = anywhere(self.root).to_vec();
        flags.push("-Ctarget-feature=+crt-static".to_owned());
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["build", "--profile", "dist", "--locked", "--target", LINUX]).current_dir(self.root);
        cargo.env("CARGO_TARGET_DIR", &target).env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
        expect(&mut cargo, "the program does not compile")?;
        Ok(target.join(LINUX).join("dist/letters"))
    }

    /// Packs both programs, and returns the files.
    fn pack(
        &self,
        wine: &Wine,
        [exe, linux]: &[PathBuf; 2],
        options: &Options,
    ) -> Result<Vec<PathBuf>, Stop> {
        let sources = self.root.join("target/release-sources");
        for folder in [&sources, &self.out] {
            let _ = fs::remove_dir_all(folder);
            fs::create_dir_all(folder).map_err(|e| broken(folder, &e))?;
        }
        for program in [exe, linux] {
            let to = sources.join(program.file_name().unwrap_or_default());
            fs::copy(program, &to).map_err(|e| broken(&to, &e))?;
        }
        let sign = |file: &Path| match &options.sign {
            Some(signer) => expect(Command::new(signer).arg(file), "the signing program failed"),
            None => Ok(()),
        };
        sign(&sources.join("letters.exe"))?;
        let libraries = libraries::linked().map_err(Stop::Broken)?;
        libraries::write(&libraries, &sources).map_err(Stop::Broken)?;
        let bom = self.out.join(format!("letters-{}.cdx.json", self.version));
        let text = sbom::written(self, &libraries).map_err(Stop::Broken)?;
        fs::write(&bom, text).map_err(|e| broken(&bom, &e))?;
        let mut pack = Command::new(wine.root.join("xtask/dist/pack.sh"));
        pack.arg(&sources).arg(&self.out).args([&self.version, &self.time]).current_dir(self.root);
        match pack.status().map_err(|e| Stop::Broken(format!("pack.sh: {e}")))?.code() {
            Some(0) => {}
            Some(2) => return Err(Stop::Broken("the release cannot be packed on this machine".to_owned())),
            _ => return Err(Stop::Wrong("pack.sh".to_owned())),
        }
        sign(&self.out.join(format!("letters-{}-windows.msi", self.version)))?;
        self.sums()
    }

    /// Writes `SHA256SUMS`, and returns all files with it.
    fn sums(&self) -> Result<Vec<PathBuf>, Stop> {
        let entries = fs::read_dir(&self.out).map_err(|e| broken(&self.out, &e))?;
        let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.sort();
        let names = files.iter().filter_map(|file| file.file_name());
        let sums = printed(Command::new("sha256sum").args(names).current_dir(&self.out))?;
        let path = self.out.join("SHA256SUMS");
        fs::write(&path, sums + "\n").map_err(|e| broken(&path, &e))?;
        files.push(path);
        Ok(files)
    }
}

fn git(root: &Path) -> Command {
    let mut git = Command::new("git");
    git.current_dir(root);
    git
}

/// What a command prints.
fn printed(command: &mut Command) -> Result<String, Stop> {
    let name = command.get_program().display().to_string();
    let output = command.output().map_err(|e| Stop::Broken(format!("{name}: {e}")))?;
    if !output.status.success() {
        return Err(Stop::Broken(format!("{name}: {}", String::from_utf8_lossy(&output.stderr).trim())));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn read(files: &[PathBuf]) -> Result<Vec<Vec<u8>>, Stop> {
    files.iter().map(|file| fs::read(file).map_err(|e| broken(file, &e))).collect()
}

fn broken(path: &Path, error: &std::io::Error) -> Stop {
    Stop::Broken(format!("{}: {error}", path.display()))
}
