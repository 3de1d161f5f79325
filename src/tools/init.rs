//! A new folder for letters: the directory, an example, the house style, a place for what is built.
//!
//! Its files are those of the folder `starter` of this project, and the embedded house style, of which is kept what
//! was copied (`tools::update`). Nothing that is there already is written over; when a file cannot be written, those written before it are taken away again.

use crate::base::rules::CANNOT_WRITE;
use crate::base::text::{count, shown};
use crate::base::{Diagnostic, Diagnostics, Source, embedded};
use crate::compose::templates::HouseStyle;
use crate::model::directory::Directory;
use crate::model::{letter_files, written};
use crate::tools::schema::{FILE_NAME, File, Known};
use crate::tools::update;
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/starter");

/// The example, which a folder with letters does not need.
const EXAMPLE: &str = "letters/example.yaml";

/// What was done, with names as seen from the folder.
#[derive(Debug, Default)]
pub struct Laid {
    /// Files that were written.
    pub written: Vec<String>,
    /// Files that were there already.
    pub kept: Vec<String>,
    /// The group of the example, if it was written.
    pub group: Option<String>,
}

impl Laid {
    /// File by file, and in a word where there are many: a place and what it is.
    pub fn lines(names: &[String]) -> Vec<(String, String)> {
        let mut lines: Vec<(String, String)> = Vec::new();
        let mut templates = 0;
        for name in names {
            if name.starts_with("templates/") {
                templates += 1;
            } else {
                lines.push((name.clone(), about(name).to_owned()));
            }
        }
        if templates > 0 {
            let what = format!("the house style: {}", count(templates, "file"));
            lines.push(("templates/".to_owned(), what));
        }
        lines
    }
}

fn about(name: &str) -> &'static str {
    match name {
        "README.md" => "what this folder contains",
        ".gitattributes" => "for Git: files of issued letters stay as they are",
        EXAMPLE => "an example of a letter",
        "letters/letter.schema.json" => "for editors: the keys of a letter",
        "letters/translation.schema.json" => "for editors: the keys of a translation",
        "letters/directory/groups.yaml" => "groups, contacts, chairs: replace the examples",
        "letters/directory/signatories.yaml" => "the people who sign letters",
        "output/.gitignore" => "for the finished letters",
        _ => "",
    }
}

/// The schema of letters as a file beside them: it offers the phrases of the house style, and the groups and
/// signatories of the directory.
fn schema() -> Option<String> {
    let known = Known::of(&HouseStyle::open(None).ok()?).ok()?;
    let text = |name: &str| {
        let path = format!("letters/directory/{name}");
        let file = STARTER.get_file(&path)?.contents_utf8()?;
        Some(Source::new(path, file))
    };
    let directory =
        Directory::load(&text("groups.yaml")?, &text("signatories.yaml")?, &mut Diagnostics::new());
    Some(File::Letter.text(&known.with(&directory.ok()?)))
}

/// All files by their names.
fn files(with_templates: bool) -> BTreeMap<String, Vec<u8>> {
    let starter = embedded(&STARTER).into_iter();
    let mut files: BTreeMap<_, _> = starter.map(|(name, bytes)| (name, bytes.to_vec())).collect();
    files.extend(schema().map(|text| (format!("letters/{FILE_NAME}"), text.into_bytes())));
    let translation = File::Translation;
    let text = translation.text(&Known::default());
    files.insert(format!("letters/{}", translation.name()), text.into_bytes());
    if with_templates {
        let house = HouseStyle::embedded().iter();
        files.extend(house.map(|(name, bytes)| (format!("templates/{name}"), bytes.to_vec())));
    }
    files
}

/// Lays the folder out. A folder that has letters gets no example, one whose house style differs keeps it.
///
/// # Errors
/// A file or folder cannot be made. Then nothing that was not there before is left.
pub fn lay_out(folder: &Path, with_templates: bool) -> Result<Laid, Diagnostic> {
    written::allowed(folder)?;
    let mut laid = Laid::default();
    let has_letters = letter_files::find(&[], &folder.join("letters"))
        .is_ok_and(|found| found.iter().any(|path| *path != under(folder, EXAMPLE)));
    let mut made = Created::default();
    for (name, bytes) in files(with_templates) {
        let path = under(folder, &name);
        if fs::symlink_metadata(&path).is_ok() {
            laid.kept.push(name);
            continue;
        }
        if name == EXAMPLE && has_letters {
            continue;
        }
        if let Err(problem) = made.write(&path, &bytes) {
            made.undo();
            return Err(problem.hint("nothing was written; choose another folder, or check this one"));
        }
        if name == EXAMPLE {
            laid.group = group(&bytes);
        }
        laid.written.push(name);
    }
    if with_templates && let Err(problem) = update::note(&folder.join(update::TEMPLATES)) {
        made.undo();
        return Err(problem);
    }
    Ok(laid)
}

/// The group of the example.
fn group(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let source = crate::base::Source::new(EXAMPLE, text);
    let node = crate::base::yaml::parse(&source, &mut Diagnostics::new()).ok()?;
    node.get("group").and_then(|group| group.as_str()).map(str::to_owned)
}

fn under(folder: &Path, name: &str) -> PathBuf {
    name.split('/').fold(folder.to_path_buf(), |path, part| path.join(part))
}

/// Files and folders that were made, so that they can be taken away again.
#[derive(Default)]
struct Created {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Created {
    fn write(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
        let mut missing: Vec<&Path> = path
            .ancestors()
            .skip(1)
            .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
            .collect();
        missing.reverse();
        for folder in missing {
            fs::create_dir(folder).map_err(|error| {
                CANNOT_WRITE
                    .finding(format!("the folder {} cannot be created", shown(folder)))
                    .because(&error)
            })?;
            self.folders.push(folder.to_path_buf());
        }
        letter_files::create(path, bytes)?;
        self.files.push(path.to_path_buf());
        Ok(())
    }

    fn undo(&self) {
        // What cannot be taken away is not ours any more.
        self.files.iter().rev().for_each(|path| drop(fs::remove_file(path)));
        self.folders.iter().rev().for_each(|path| drop(fs::remove_dir(path)));
    }
}
