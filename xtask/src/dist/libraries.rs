//! What the linkers add to the programs from this machine: parts of the C libraries and of the compilers. Debian says which
//! version each is, and under which licence.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A compiler, a file that its linker takes, the licence in the words of SPDX, and its full text where that must be with
/// the program and Debian keeps it apart.
const LINKED: [(&str, &str, &str, Option<&str>); 4] = [
    ("x86_64-w64-mingw32-gcc", "libmingwex.a", "ZPL-2.1", None),
    ("x86_64-w64-mingw32-gcc", "libgcc.a", "GPL-3.0-or-later WITH GCC-exception-3.1", None),
    ("gcc", "libc.a", "LGPL-2.1-or-later", Some("LGPL-2.1")),
    ("gcc", "libgcc.a", "GPL-3.0-or-later WITH GCC-exception-3.1", None),
];

/// A package of Debian of which something is in a program.
pub struct Library {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// An expression of SPDX.
    pub licence: &'static str,
    /// Whether it is in the program for Windows; otherwise in that for Linux.
    pub is_of_windows: bool,
    /// Its file `copyright`, and the licence.
    text: String,
}

/// The packages.
pub fn linked() -> Result<Vec<Library>, String> {
    LINKED.iter().map(|(compiler, file, licence, text)| library(compiler, file, licence, *text)).collect()
}

fn library(
    compiler: &str,
    file: &str,
    licence: &'static str,
    apart: Option<&str>,
) -> Result<Library, String> {
    let path = said(compiler, &[&format!("-print-file-name={file}")])?;
    let path = Path::new(&path).canonicalize().map_err(|e| format!("{path}: {e}"))?;
    let owner = said("dpkg", &["-S", &path.display().to_string()])?;
    let owner = owner.split(": ").next().unwrap_or_default();
    let name = owner.split(':').next().unwrap_or_default().to_owned();
    let read = |path: String| fs::read_to_string(&path).map_err(|e| format!("{path}: {e}"));
    let mut text = read(format!("/usr/share/doc/{name}/copyright"))?;
    if let Some(apart) = apart {
        text += &format!("\n{}", read(format!("/usr/share/common-licenses/{apart}"))?);
    }
    let version = said("dpkg-query", &["-W", "-f=${Version}", owner])?;
    Ok(Library { name, version, licence, is_of_windows: compiler.contains("mingw"), text })
}

/// Writes the licences to a file for each system.
pub fn write(libraries: &[Library], folder: &Path) -> Result<(), String> {
    for (is_of_windows, system) in [(true, "windows"), (false, "linux")] {
        let mut out = format!(
            "The program letters for {system} contains parts of these packages of Debian, which the linker adds. Its own\n\
             source text is free: whoever changes one of these libraries can link the program with it.\n"
        );
        for library in libraries.iter().filter(|library| library.is_of_windows == is_of_windows) {
            let Library { name, version, licence, text, .. } = library;
            let _ = write!(out, "\n{}\n{name} {version}: {licence}\n\n{}\n", "-".repeat(72), text.trim_end());
        }
        let path = folder.join(format!("SYSTEM-LIBRARIES-{system}.txt"));
        fs::write(&path, out).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    Ok(())
}

fn said(program: &str, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(program).args(arguments).output().map_err(|e| format!("{program}: {e}"))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned()),
        false => Err(format!("{program}: {}", String::from_utf8_lossy(&output.stderr).trim())),
    }
}
