//! Which files are letters, and reading them.
//!
//! Knows file names and text encodings, nothing of what a letter says.

use crate::base::file_set::{self, Rewritten};
use crate::base::format::is_reserved;
use crate::base::rules::CANNOT_WRITE;
use crate::base::text::{nearest, shown};
use crate::base::walk::below;
use crate::base::wildcards::has_wildcards;
use crate::base::{Diagnostic, Diagnostics, Source, Span};
use crate::model::notepad;
use crate::model::rules::{
    FILE_EXISTS, LETTER_SIZE, NO_LETTERS, NO_SUCH_FILE, NOT_A_LETTER, NOT_UTF_8, UNREADABLE,
};
use crate::model::written;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

/// The subfolder of the letters that holds the published files of issued ones; none of the YAML files in it is a letter.
pub const ARCHIVE: &str = "as-issued";

/// The subfolder of the letters that holds groups, chairs and contacts, not letters.
const DIRECTORY: &str = "directory";

/// Finds the letters in `paths` (files and folders, in the order given), or under the folder
/// `letters` when there are none. Within a folder: `*.yaml` and `*.yml` at any depth, sorted, without
/// hidden files and folders and without folders `directory` and `as-issued`. A file named twice is found once.
///
/// # Errors
/// Every path that does not exist, is no YAML file or cannot be listed; or that there are no letters.
pub fn find(paths: &[PathBuf], letters: &Path) -> Result<Vec<PathBuf>, Diagnostics> {
    let mut problems = Diagnostics::new();
    let mut found = Vec::new();
    let default = [letters.to_path_buf()];
    let roots = if paths.is_empty() { &default[..] } else { paths };
    for root in roots {
        if root.is_dir() {
            list(root, &mut found, &mut problems);
        } else if !root.exists() {
            problems.push(if paths.is_empty() { no_folder(root) } else { missing(root, letters) });
        } else if is_kept_copy(root) {
            let message =
                format!("{} is the copy of a letter that is kept with its published files", shown(root));
            let help =
                "give the letter itself; to begin one with this text, copy the file under another name";
            NOT_A_LETTER.finding(message).hint(help).report(&mut problems);
        } else if is_yaml(root) {
            found.push(root.clone());
        } else {
            let expected = || "give a file whose name ends in .yaml or .yml".to_owned();
            NOT_A_LETTER
                .finding(format!("{} is not a letter", shown(root)))
                .hint(notepad::advice(root).unwrap_or_else(expected))
                .report(&mut problems);
        }
    }
    if problems.has_errors() {
        return Err(problems);
    }
    if found.is_empty() {
        let folders: Vec<String> = roots.iter().map(|root| shown(root)).collect();
        let problem = NO_LETTERS.finding(format!("no letters found in {}", folders.join(", "))).hint(
            "letters are files whose names end in .yaml or .yml; to start one, run `letters new GROUP`",
        );
        let misnamed = notepad::named_as_text(paths, letters).into_iter().map(|(_, help)| help);
        problems.push(misnamed.take(3).fold(problem, Diagnostic::hint));
        return Err(problems);
    }
    let mut seen = BTreeSet::new();
    found.retain(|path| seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone())));
    Ok(found)
}

/// Adds the letters of one folder, sorted.
fn list(folder: &Path, found: &mut Vec<PathBuf>, problems: &mut Diagnostics) {
    let entries = fs::read_dir(folder).and_then(|entries| {
        entries
            .map(|entry| entry.and_then(|e| Ok((e.path(), e.file_type()?))))
            .collect::<io::Result<Vec<_>>>()
    });
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => {
            let message = format!("the folder {} cannot be read", shown(folder));
            problems.push(UNREADABLE.finding(message).because(&error));
            return;
        }
    };
    entries.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (path, kind) in entries {
        let name = path.file_name().unwrap_or_default();
        if name.as_encoded_bytes().starts_with(b".") {
            continue;
        }
        if kind.is_dir() {
            if name != DIRECTORY && name != ARCHIVE {
                list(&path, found, problems);
            }
        } else if is_yaml(&path) && !is_kept_copy(&path) && path.is_file() {
            found.push(path);
        }
    }
}

/// Whether a file can be a letter by its name.
pub fn is_yaml(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str);
    extension.is_some_and(|e| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml"))
}

/// Whether a file is the copy of a letter that is kept with its published files, wherever these are: the folder may have
/// been renamed, and a program that keeps folders alike may have added something to the name.
pub fn is_kept_copy(path: &Path) -> bool {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    is_yaml(path) && ["!YML-", "!ORI-"].iter().any(|part| name.contains(part))
}

/// Such copies outside of the folder for them: in `paths`, or in the folder of letters where there are none.
pub fn kept_copies(paths: &[PathBuf], letters: &Path) -> Vec<PathBuf> {
    let default = [letters.to_path_buf()];
    let folders = if paths.is_empty() { &default[..] } else { paths };
    let files = folders.iter().filter(|folder| folder.is_dir()).flat_map(|folder| {
        below(folder)
            .files
            .into_iter()
            .map(|file| (!file.iter().any(|part| part == ARCHIVE), folder.join(file)))
    });
    files.filter(|(is_outside, file)| *is_outside && is_kept_copy(file)).map(|(_, file)| file).collect()
}

fn no_folder(letters: &Path) -> Diagnostic {
    NO_SUCH_FILE
        .finding(format!("the folder {} does not exist", shown(letters)))
        .hint("start the program in the folder that contains it, or give its place with --letters DIR")
}

/// A path that does not exist, with the one that was probably meant.
pub fn missing(path: &Path, letters: &Path) -> Diagnostic {
    if has_wildcards(path) {
        let problem = NO_SUCH_FILE.finding(format!("no file has a name like {}", shown(path)));
        return problem.hint("check the folder and the ending; `letters list` shows all letters");
    }
    let problem = NO_SUCH_FILE.finding(format!("{} does not exist", shown(path)));
    if let Some(advice) = notepad::advice(path) {
        return problem.hint(advice);
    }
    let inside = letters.join(path);
    if inside.exists() {
        return problem.hint(format!("did you mean {}?", shown(&inside)));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut names: Vec<String> = fs::read_dir(folder.unwrap_or(Path::new(".")))
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()).filter(|path| is_yaml(path) || path.is_dir()))
        .filter_map(|path| path.file_name()?.to_str().map(str::to_owned))
        .collect();
    names.sort();
    let wanted = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    match nearest(wanted, names.iter().map(String::as_str)) {
        Some(name) => problem.hint(format!("did you mean {}?", shown(&path.with_file_name(name)))),
        None => problem.hint("check the name and the folder; `letters list` shows all letters"),
    }
}

/// Reads one letter: UTF-8, with or without a byte-order mark, with either kind of line ends.
///
/// # Errors
/// The file cannot be read, is too large, or is not UTF-8; then the first wrong byte is pointed at.
pub fn read(path: &Path) -> Result<Arc<Source>, Diagnostic> {
    let unreadable =
        |error: io::Error| UNREADABLE.finding(format!("{} cannot be read", shown(path))).because(&error);
    let length = fs::metadata(path).map_err(unreadable)?.len();
    if length > Source::MOST_BYTES {
        let (has, most) = (length.div_ceil(1_000_000), Source::MOST_BYTES / 1_000_000);
        let problem = LETTER_SIZE.finding(format!("{} has {has} MB; the most is {most} MB", shown(path)));
        return Err(problem.hint("look whether this is the right file, or make several letters of it"));
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    String::from_utf8(bytes).map(|text| Source::new(path, text)).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        not_utf8(path, error.as_bytes(), at)
    })
}

/// Writes a changed text into a letter's file, with the byte-order mark that the file may have.
///
/// # Errors
/// The file cannot be written, or is no longer what was read.
pub fn rewrite(read: &Source, changed: &Source) -> Result<(), Diagnostic> {
    match replace(read, changed)? {
        Rewritten::Done => Ok(()),
        Rewritten::Changed => {
            let message = format!(
                "{} was changed by another program in the meantime; nothing was written",
                shown(read.path())
            );
            let problem = CANNOT_WRITE.finding(message);
            Err(problem.hint("save the letter in the other program, and run the command again"))
        }
    }
}

/// The same, with what became of a file that another program saved in the meantime left to the caller.
///
/// # Errors
/// The file cannot be written.
pub fn replace(read: &Source, changed: &Source) -> Result<Rewritten, Diagnostic> {
    const MARK: &str = "\u{feff}";
    let path = read.path();
    written::allowed(path)?;
    let failed = |why: &str| CANNOT_WRITE.finding(format!("{} {why}", shown(path)));
    let bytes = fs::read(path).map_err(|error| failed("cannot be read").because(&error))?;
    let mark = if bytes.starts_with(MARK.as_bytes()) { MARK } else { "" };
    let (old, new) = ([mark, read.text()].concat(), [mark, changed.text()].concat());
    file_set::rewrite(path, old.as_bytes(), new.as_bytes())
}

/// Writes a new file, whole or not at all; its folder is made if need be. A file that is there is left alone.
///
/// # Errors
/// There is such a file already (the code is `file-exists`), its place is among the published files, or it cannot be written.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    written::allowed(path)?;
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            let problem = FILE_EXISTS.finding(format!("{} already exists; nothing was written", shown(path)));
            problem.hint("rename or remove the file, or choose another name")
        }
        _ => CANNOT_WRITE.finding(format!("{} cannot be written", shown(path))).because(&error),
    };
    if path.file_name().and_then(OsStr::to_str).is_some_and(is_reserved) {
        let problem = CANNOT_WRITE.finding(format!("{} is the name of a device in Windows", shown(path)));
        return Err(problem.hint("choose another name for the file"));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    // Made as any other file, since those of the tempfile crate itself can be read by their owner alone.
    let mut builder = tempfile::Builder::new();
    let made = builder.prefix(".letters-").make_in(folder, |path| fs::File::create_new(path));
    let mut file = made.map_err(failed)?;
    file.as_file_mut().write_all(bytes).map_err(failed)?;
    file_set::put_new(file.into_temp_path(), path).map_err(failed)
}

fn not_utf8(path: &Path, bytes: &[u8], at: usize) -> Diagnostic {
    const ADVICE: &str = "save it as UTF-8: in Notepad, File, Save as, Encoding: UTF-8";
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let message = format!("{} is saved as UTF-16, not as UTF-8", shown(path));
        return NOT_UTF_8.finding(message).hint(ADVICE);
    }
    let source = Source::new(path, String::from_utf8_lossy(bytes));
    // A byte-order mark is no longer part of the source's text.
    let start = at - if bytes.starts_with("\u{feff}".as_bytes()) { '\u{feff}'.len_utf8() } else { 0 };
    let place = Span::new(&source, start, start + char::REPLACEMENT_CHARACTER.len_utf8());
    let (line, _) = place.line_column();
    let byte = bytes[at];
    let label = match char::from(byte) {
        // In the older Windows encoding of Western Europe these bytes are these characters.
        letter @ '\u{a1}'.. => format!("byte {byte:02X}: probably `{letter}` in an older encoding"),
        _ => format!("byte {byte:02X}"),
    };
    NOT_UTF_8
        .finding(format!(
            "{} is not UTF-8 text: line {line} contains a byte that is not possible in UTF-8",
            shown(path)
        ))
        .at(&place, label)
        .hint(ADVICE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::report::Human;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().expect("a folder");
        for file in files {
            let path = dir.path().join(file);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, "a: 1\n").expect("a file");
        }
        dir
    }

    fn names(dir: &Path, found: &[PathBuf]) -> Vec<String> {
        found
            .iter()
            .map(|path| path.strip_prefix(dir).expect("inside").display().to_string().replace('\\', "/"))
            .collect()
    }

    #[test]
    fn letters_are_found_in_order() {
        let dir = folder(&[
            "b.yaml",
            "a/z.YML",
            "a/c.yaml",
            "a.yml",
            ".hidden.yaml",
            ".git/x.yaml",
            "directory/groups.yaml",
            "as-issued/T17-SG1-COL-0001!!YML-E.yaml",
            "as-issued old/T17-SG1-COL-0001!!YML-E.yaml",
            "T17-SG1-COL-0001!A1!ORI-F - Copy.YML",
            "notes.txt",
            "x.yaml.bak",
        ]);
        let found = find(&[], dir.path()).expect("letters");
        assert_eq!(names(dir.path(), &found), ["a/c.yaml", "a/z.YML", "a.yml", "b.yaml"]);
        let copies = ["T17-SG1-COL-0001!A1!ORI-F - Copy.YML", "as-issued old/T17-SG1-COL-0001!!YML-E.yaml"];
        assert_eq!(names(dir.path(), &kept_copies(&[], dir.path())), copies);
        let problems = find(&[dir.path().join(copies[1])], dir.path()).expect_err("a copy");
        assert!(problems.iter().all(|problem| problem.rule.code == "not-a-letter"));
    }

    #[test]
    fn paths_keep_their_order_and_are_found_once() {
        let dir = folder(&["b.yaml", "a.yaml"]);
        let again = dir.path().join(".").join("b.yaml");
        let found =
            find(&[dir.path().join("b.yaml"), dir.path().into(), again], dir.path()).expect("letters");
        assert_eq!(names(dir.path(), &found), ["b.yaml", "a.yaml"]);
    }

    #[test]
    fn all_wrong_paths_are_reported_with_what_was_meant() {
        let dir = folder(&["sg1-11.yaml", "letter.docx"]);
        let paths = ["sg1-12.yaml", "nothing-like-it.yaml", "letter.docx"].map(|name| dir.path().join(name));
        let problems = find(&paths, Path::new("letters")).expect_err("three problems");
        let codes: Vec<_> = problems.iter().map(|p| (p.rule.code, p.hints.len())).collect();
        assert_eq!(codes, [("no-such-file", 1), ("no-such-file", 1), ("not-a-letter", 1)]);
    }

    #[test]
    fn an_older_encoding_is_pointed_at() {
        let dir = folder(&[]);
        let path = dir.path().join("x.yaml");
        for mark in [&b""[..], "\u{feff}".as_bytes()] {
            fs::write(&path, [mark, b"place: Here\r\nhost: Gen\xe8ve\r\n"].concat()).expect("a file");
            let problem = read(&path).expect_err("not UTF-8");
            let text = Human::new(false, None).diagnostic(&problem);
            assert!(text.contains("x.yaml:2:10"), "{text}");
            assert!(text.contains("^ byte E8: probably `è` in an older encoding"), "{text}");
        }
        fs::write(&path, b"\xff\xfea\0").expect("a file");
        assert!(read(&path).expect_err("UTF-16").message.contains("UTF-16"));
    }

    #[test]
    fn a_mark_and_windows_line_ends_are_fine() {
        let dir = folder(&[]);
        let path = dir.path().join("x.yaml");
        fs::write(&path, "\u{feff}a: 1\r\n").expect("a file");
        assert_eq!(read(&path).expect("a letter").text(), "a: 1\r\n");
    }
}
