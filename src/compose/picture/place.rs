//! Where an image may be: below the folder of its letter, or below the images of the house style. A name that means
//! another place is refused before any file is looked at, because looking at a name such as `\\server\x.png` makes
//! Windows call that server.

use super::rules::IMAGE_PLACE;
use crate::base::Diagnostic;
use std::ffi::{OsStr, OsString};
use std::path::{Component, Path, PathBuf};
use std::{fs, io, path};

/// So many links may lead to a file.
const MOST_LINKS: usize = 16;

/// Names that mean devices on Windows, in every folder and with every ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// What stands in the letter instead of the name of a file.
const EXPECTED: &str = "expected the name of a file next to the letter";

/// The folders and the file that a name is made of, below a folder that it does not leave. `/` and `\` both part them,
/// on every system.
///
/// # Errors
/// The name means another place. No file was looked at.
pub(in crate::compose) fn parts(name: &str) -> Result<Vec<&str>, Diagnostic> {
    let mut parts: Vec<&str> = name.split(['/', '\\']).collect();
    let file = parts.last().copied().unwrap_or_default();
    let why = if name.starts_with(r"\\") || name.starts_with("//") {
        "is on another computer"
    } else if name.starts_with(['/', '\\']) || is_on_drive(name) {
        "begins with a drive or with the first folder of the computer"
    } else if name.contains(':') {
        "is an address, not the name of a file"
    } else if parts.contains(&"..") {
        "leaves the folder of the letter"
    } else if is_device(file) {
        "is a device of Windows"
    } else {
        parts.retain(|part| !matches!(*part, "" | "."));
        return Ok(parts);
    };
    Err(outside(name, file, why))
}

/// `C:\plan.png`, `c:plan.png`.
fn is_on_drive(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && chars.next() == Some(':')
}

fn is_device(file: &str) -> bool {
    let stem = file.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let is_numbered = |rest: &str| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit());
    let known = DEVICES.iter().find_map(|device| Some((*device, stem.strip_prefix(device)?)));
    known.is_some_and(|(device, rest)| match device {
        "com" | "lpt" => is_numbered(rest),
        _ => rest.is_empty(),
    })
}

/// That an image is in a place where no letter may have it.
fn outside(name: &str, file: &str, why: &str) -> Diagnostic {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ');
    let written =
        if file.chars().all(is_name) && file.contains('.') && !is_device(file) { file } else { "plan.png" };
    let problem = IMAGE_PLACE.finding(format!("the image `{name}` {why}"));
    Diagnostic { label: EXPECTED.to_owned(), ..problem }
        .hint(format!("copy the image into the folder of the letter, and write only its name: `{written}`"))
}

/// The file that the parts of a name mean in a folder; `None` where there is no such file.
///
/// # Errors
/// A link on the way leads out of the folder. Nothing that it leads to was looked at.
pub(in crate::compose) fn file(folder: &Path, parts: &[&str]) -> Result<Option<PathBuf>, Diagnostic> {
    // The folder of a letter in the present folder has no name.
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if parts.is_empty() || !folder.is_dir() {
        return Ok(None);
    }
    match stays_inside(folder, parts) {
        Ok(true) => {}
        Ok(false) => {
            let name = parts.join("/");
            let file = parts.last().copied().unwrap_or_default();
            return Err(outside(&name, file, "is a link that leads out of its folder"));
        }
        // A folder or a file on the way does not exist.
        Err(_) => return Ok(None),
    }
    let path = parts.iter().fold(folder.to_path_buf(), |path, part| path.join(part));
    let path = path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path);
    Ok(path.is_file().then_some(path))
}

/// Whether the way from a folder to a file stays in the folder, link by link.
fn stays_inside(folder: &Path, parts: &[&str]) -> io::Result<bool> {
    let root = path::absolute(folder)?;
    let roots = [root.clone(), fs::canonicalize(folder)?];
    let (mut place, mut links) = (root.clone(), 0);
    let mut ahead: Vec<OsString> = parts.iter().rev().map(OsString::from).collect();
    while let Some(part) = ahead.pop() {
        if part == OsStr::new("..") {
            place.pop();
            if !place.starts_with(&root) {
                return Ok(false);
            }
            continue;
        }
        place.push(&part);
        if !fs::symlink_metadata(&place)?.is_symlink() {
            continue;
        }
        links += 1;
        let target = fs::read_link(&place)?;
        place.pop();
        let is_free = target.components().all(|c| !matches!(c, Component::Prefix(_) | Component::RootDir));
        let rest = if is_free {
            target.as_path()
        } else {
            let Some(rest) = roots.iter().find_map(|root| target.strip_prefix(root).ok()) else {
                return Ok(false);
            };
            place.clone_from(&root);
            rest
        };
        if links > MOST_LINKS {
            return Ok(false);
        }
        let steps = rest.components().filter(|step| *step != Component::CurDir);
        ahead.extend(steps.rev().map(|step| step.as_os_str().to_owned()));
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_below_a_folder_are_read_alike_on_every_system() {
        assert_eq!(parts("plan.png"), Ok(vec!["plan.png"]));
        assert_eq!(parts("images/./rooms.png"), Ok(vec!["images", "rooms.png"]));
        assert_eq!(parts(r"images\rooms.png"), Ok(vec!["images", "rooms.png"]));
        assert_eq!(parts("console.png"), Ok(vec!["console.png"]));
        assert_eq!(parts("a..b.png"), Ok(vec!["a..b.png"]));
    }

    #[test]
    fn other_places_are_refused_with_the_name_to_write() {
        for (name, why, written) in [
            (r"\\server\share\x.png", "is on another computer", "x.png"),
            ("//server/share/x.png", "is on another computer", "x.png"),
            (r"\\?\C:\x.png", "is on another computer", "x.png"),
            ("/home/a/x.png", "begins with a drive or with the first folder of the computer", "x.png"),
            (r"C:\x.png", "begins with a drive or with the first folder of the computer", "x.png"),
            ("c:x.png", "begins with a drive or with the first folder of the computer", "plan.png"),
            (r"\x.png", "begins with a drive or with the first folder of the computer", "x.png"),
            ("../x.png", "leaves the folder of the letter", "x.png"),
            (r"images\..\..\x.png", "leaves the folder of the letter", "x.png"),
            ("file:///x.png", "is an address, not the name of a file", "x.png"),
            ("https://www.itu.int/x.png", "is an address, not the name of a file", "x.png"),
            ("data:image/png;base64,AA", "is an address, not the name of a file", "plan.png"),
            ("plan.png:hidden", "is an address, not the name of a file", "plan.png"),
            ("NUL", "is a device of Windows", "plan.png"),
            ("com1.png", "is a device of Windows", "plan.png"),
        ] {
            let problem = parts(name).expect_err(name);
            assert_eq!(problem.message, format!("the image `{name}` {why}"));
            assert!(problem.hints[0].ends_with(&format!("`{written}`")), "{:?}", problem.hints);
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_may_lead_around_in_the_folder_but_not_out_of_it() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().expect("a folder");
        let letters = dir.path().join("letters");
        fs::create_dir_all(letters.join("images")).expect("a folder");
        fs::write(letters.join("images/a.png"), "a").expect("a file");
        fs::write(dir.path().join("secret.png"), "b").expect("a file");
        let link = |target: &str, name: &str| symlink(target, letters.join(name)).expect("a link");
        link("images/a.png", "near.png");
        link("../a.png", "images/up.png");
        link(&letters.join("images").to_string_lossy(), "whole");
        link("../secret.png", "out.png");
        link("/", "root");
        link("..", "above");
        link("round.png", "round.png");
        link("//server/share", "share");
        let found = |name: &str| file(&letters, &parts(name).expect("a name"));
        let is_there = |name: &str| matches!(found(name), Ok(Some(_)));
        assert!(is_there("images/a.png") && is_there("near.png") && is_there("whole/a.png"));
        for name in ["out.png", "root/etc/passwd", "above/secret.png", "round.png", "share/x.png"] {
            assert_eq!(found(name).expect_err(name).rule.code, "image-place", "{name}");
        }
        // A link that leads to nothing in the folder is a file that does not exist.
        for name in ["images/up.png", "nothing.png", "images", ""] {
            assert_eq!(found(name), Ok(None), "{name}");
        }
    }
}
