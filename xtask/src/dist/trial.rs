//! What was packed, unpacked, installed and run: the installer under Wine, the archive for Linux here. All packages must
//! contain the same programs; these must build the same letters. Another project's program reads the list of contents.

use super::{Release, broken, printed};
use crate::windows::{Stop, Wine, click, compare, expect, wine};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The validator of the list, from PyPI.
const VALIDATOR: &str = "cyclonedx-python-lib[json-validation]==11.12.0";

/// What it is asked; it prints what is wrong.
const VALIDATE: &str = "\
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
found = JsonStrictValidator(SchemaVersion.V1_6).validate_str(open(sys.argv[1]).read())
sys.exit(str(found).split(chr(10))[0] if found else 0)";

/// Where the installer puts things in the folder of a person.
const INSTALLED: &str = "AppData/Local/Programs/Collective letters/letters.exe";
const MENU: &str = "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Letters.lnk";

/// Tries all.
pub fn run(wine: &Wine, release: &Release<'_>) -> Result<(), Stop> {
    let name = format!("letters-{}", release.version);
    let file = |end: &str| release.out.join(format!("{name}{end}"));
    let work = release.root.join("target/release-trial");
    let _ = fs::remove_dir_all(&work);
    fs::create_dir_all(&work).map_err(|e| broken(&work, &e))?;

    expect(
        Command::new("tar").arg("-xzf").arg(file("-linux.tar.gz")).arg("-C").arg(&work),
        "the archive for Linux cannot be unpacked",
    )?;
    let linux = work.join(&name).join("letters");
    let deb = release.out.join(format!("collective-letters_{}_amd64.deb", release.version));
    let unpack = ["-x".as_ref(), deb.as_os_str(), work.join("deb").as_os_str()].map(ToOwned::to_owned);
    expect(Command::new("dpkg-deb").args(unpack), "the package of Debian cannot be unpacked")?;
    same(&linux, &work.join("deb/usr/bin/letters"))?;
    let zip = work.join("zip");
    expect(
        Command::new("unzip").arg("-q").arg(file("-windows.zip")).arg("-d").arg(&zip),
        "the zip cannot be unpacked",
    )?;
    println!("pass  {}", printed(Command::new(&linux).arg("--version"))?);

    let installed = install(wine, &file("-windows.msi"))?;
    same(&zip.join(&name).join("letters.exe"), &installed)?;
    compare::letters(wine, &linux, &installed)?;
    click::twice(wine, &installed)?;
    uninstall(wine, &file("-windows.msi"), &installed)?;
    list(release, &file(".cdx.json"))
}

/// Two packages contain the same program.
fn same(one: &Path, other: &Path) -> Result<(), Stop> {
    let read = |path: &Path| fs::read(path).map_err(|e| Stop::Wrong(format!("{}: {e}", path.display())));
    match read(one)? == read(other)? {
        true => Ok(()),
        false => Err(Stop::Wrong(format!("{} is not {}", one.display(), other.display()))),
    }
}

/// The folder of the person who uses Wine.
fn home(wine: &Wine) -> Result<PathBuf, Stop> {
    let users = wine.home.join("wine/drive_c/users");
    let folders = fs::read_dir(&users).map_err(|e| broken(&users, &e))?;
    let own = folders.filter_map(|entry| Some(entry.ok()?.path())).find(|path| !path.ends_with("Public"));
    own.ok_or_else(|| Stop::Broken("nobody uses Wine".to_owned()))
}

fn msiexec(wine: &Wine, what: &str, msi: &Path) -> Result<(), Stop> {
    expect(wine.command("msiexec").args([what, &wine::path(msi), "/qn"]), &format!("msiexec {what} failed"))
}

/// Installs, and returns the program.
fn install(wine: &Wine, msi: &Path) -> Result<PathBuf, Stop> {
    msiexec(wine, "/i", msi)?;
    let (program, menu) = (home(wine)?.join(INSTALLED), home(wine)?.join(MENU));
    for path in [&program, &menu] {
        if !path.is_file() {
            return Err(Stop::Wrong(format!("the installer does not make {}", path.display())));
        }
    }
    // Windows reads the PATH anew at each start of a session.
    wine.end();
    let version = printed(wine.command("cmd").args(["/c", "letters", "--version"]).stdin(Stdio::null()))?;
    if !version.starts_with("letters ") {
        return Err(Stop::Wrong(format!("the installed program does not run from the PATH: {version}")));
    }
    println!("pass  installed for one person, on the PATH and in the Start menu: {version}");
    Ok(program)
}

/// Takes it away: nothing is left.
fn uninstall(wine: &Wine, msi: &Path, program: &Path) -> Result<(), Stop> {
    msiexec(wine, "/x", msi)?;
    let folder = program.parent().unwrap_or(program);
    for path in [folder, &home(wine)?.join(MENU)] {
        if path.exists() {
            return Err(Stop::Wrong(format!("{} is left after uninstalling", path.display())));
        }
    }
    let path = wine.command("reg").args(["query", r"HKCU\Environment"]).output();
    let path = path.map_err(|e| Stop::Broken(format!("Wine: {e}")))?.stdout;
    if String::from_utf8_lossy(&path).contains("Collective letters") {
        return Err(Stop::Wrong("the PATH still has the program after uninstalling".to_owned()));
    }
    println!("pass  uninstalled, nothing is left");
    Ok(())
}

/// The list of contents is one.
fn list(release: &Release<'_>, bom: &Path) -> Result<(), Stop> {
    let venv = release.root.join("target/release-validator");
    let python = venv.join("bin/python");
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", VALIDATOR];
    let made = Command::new("python3").args(["-m", "venv"]).arg(&venv).status().is_ok_and(|s| s.success());
    if !made || !Command::new(&python).args(pip).status().is_ok_and(|s| s.success()) {
        return Err(Stop::Broken(format!("{VALIDATOR} cannot be installed: the list was not validated")));
    }
    expect(Command::new(&python).args(["-c", VALIDATE]).arg(bom), "the list of contents is not CycloneDX")?;
    println!("pass  the list of contents is CycloneDX 1.6");
    Ok(())
}
