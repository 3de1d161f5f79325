//! A folder of files and the built program run in it: the whole-program tests read as what a user
//! does and sees.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::SystemTime;

/// A letter that can be built, and becomes `T17-SG17-COL-` with this number.
pub fn letter(number: u32) -> String {
    format!(
        "group: SG17\nnumber: {number}\ndate: 2021-01-21\nmeeting:\n  format: virtual\n  starts: 2021-04-20\n  ends: 2021-04-30\n"
    )
}

/// The archive number of [`letter`].
pub fn name(number: u32) -> String {
    format!("T17-SG17-COL-{number:04}")
}

/// The files that [`letter`] becomes.
pub fn files(number: u32) -> [String; 3] {
    ["!!MSW-E.docx", "!!PDF-E.pdf", "!!HTM-E.html"].map(|end| name(number) + end)
}

/// A letter with exactly one error: it has no number.
pub fn wrong_letter() -> String {
    letter(1).replace("number: 1\n", "")
}

/// A folder, with a space and an accent in its name, that goes away with the value.
pub struct Office {
    dir: tempfile::TempDir,
}

impl Office {
    /// An empty one.
    pub fn empty() -> Self {
        Self { dir: tempfile::Builder::new().prefix("Bureau été ").tempdir().expect("a folder") }
    }

    /// One with the directory of groups and signatories.
    pub fn new() -> Self {
        Self::empty()
            .file("letters/directory/groups.yaml", include_str!("../../letters/directory/groups.yaml"))
            .file(
                "letters/directory/signatories.yaml",
                include_str!("../../letters/directory/signatories.yaml"),
            )
    }

    /// One with letters of these numbers: `letters/1.yaml` and so on.
    pub fn with_letters(numbers: impl IntoIterator<Item = u32>) -> Self {
        numbers
            .into_iter()
            .fold(Self::new(), |office, n| office.file(&format!("letters/{n}.yaml"), letter(n)))
    }

    /// Writes a file; folders are made.
    pub fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, content).expect("a file");
        self
    }

    /// Copies a folder of the project, whole.
    pub fn copy(self, from: &str, to: &str) -> Self {
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(from), &self.path(to));
        self
    }

    /// Makes a folder.
    pub fn folder(self, path: &str) -> Self {
        fs::create_dir_all(self.path(path)).expect("a folder");
        self
    }

    /// A path inside.
    pub fn path(&self, path: &str) -> PathBuf {
        path.split('/').fold(self.dir.path().to_path_buf(), |path, part| path.join(part))
    }

    /// Runs the program in the folder.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.finish(self.command(arguments).output().expect("the program runs"))
    }

    /// Starts the program in the folder and does not wait for it.
    pub fn start(&self, arguments: &[&str]) -> Child {
        let mut command = self.command(arguments);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program runs")
    }

    /// Runs the program with its standard output closed from the start.
    pub fn run_unheard(&self, arguments: &[&str]) -> Run {
        let mut child = self
            .command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        drop(child.stdout.take());
        self.finish(child.wait_with_output().expect("the program ends"))
    }

    /// The program in the folder, not yet started.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_letters"));
        command.current_dir(self.dir.path()).args(arguments).stdin(Stdio::null());
        for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(variable);
        }
        command
    }

    fn finish(&self, output: Output) -> Run {
        Run {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// Names of the files and folders in a folder, sorted; none when it is not there. The build cache of builds
    /// does not count, nor what is said to Git, nor the page that lists what was built.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let is_built = self.path(folder).join(".letters").is_dir();
        let mut names: Vec<String> = fs::read_dir(self.path(folder))
            .into_iter()
            .flatten()
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|name| name != ".letters" && name != ".gitattributes")
            .filter(|name| name != "index.html" || !is_built)
            .collect();
        names.sort();
        names
    }

    /// Names and contents of the files in a folder.
    pub fn contents(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let read = |name: String| {
            let bytes = fs::read(self.path(folder).join(&name)).expect("a file");
            (name, bytes)
        };
        self.names(folder).into_iter().map(read).collect()
    }

    /// When each file in a folder was last written.
    pub fn times(&self, folder: &str) -> BTreeMap<String, SystemTime> {
        let time = |name: String| {
            let path: &Path = &self.path(folder).join(&name);
            let time = fs::metadata(path).and_then(|metadata| metadata.modified()).expect("a time");
            (name, time)
        };
        self.names(folder).into_iter().map(time).collect()
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("copied");
        }
    }
}

/// A text with the same separators in paths on all platforms.
pub fn slashes(text: &str) -> Cow<'_, str> {
    if cfg!(windows) { text.replace('\\', "/").into() } else { text.into() }
}

/// A report with the same separators on all platforms in the places of findings, and in the paths that its words name. A `\`
/// in the words of a letter stays.
pub fn places(report: &str) -> Cow<'_, str> {
    if !cfg!(windows) {
        return report.into();
    }
    let is_place = |line: &str| ["-->", ":::"].iter().any(|sign| line.trim_start().starts_with(sign));
    let is_path = |word: &str| ["letters\\", "templates\\", "tests\\"].iter().any(|name| word.contains(name));
    let word = |word: &str| if is_path(word) { word.replace('\\', "/") } else { word.to_owned() };
    let line = |line: &str| match is_place(line) {
        true => line.replace('\\', "/"),
        false => line.split_inclusive([' ', '`', '"']).map(word).collect(),
    };
    report.split_inclusive('\n').map(line).collect::<String>().into()
}

/// How a run ended and what it printed.
#[derive(Debug)]
pub struct Run {
    /// The exit code.
    pub code: Option<i32>,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Run {
    /// The exit code must be this.
    #[track_caller]
    pub fn code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// Standard output must contain this; paths with either separator.
    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        assert!(slashes(&self.stdout).contains(&*slashes(text)), "no {text:?} in {self:#?}");
        self
    }

    /// Standard error must contain this; paths with either separator.
    #[track_caller]
    pub fn warns(self, text: &str) -> Self {
        assert!(slashes(&self.stderr).contains(&*slashes(text)), "no {text:?} in {self:#?}");
        self
    }

    /// Standard error must be empty.
    #[track_caller]
    pub fn quiet(self) -> Self {
        assert_eq!(self.stderr, "", "{self:#?}");
        self
    }

    /// Both streams as one text for a snapshot, the same on all platforms.
    pub fn snapshot(&self) -> String {
        let text = format!("exit {:?}\n--- stdout\n{}--- stderr\n{}", self.code, self.stdout, self.stderr);
        slashes(&text).into_owned()
    }

    /// Standard output as JSON values, one per line.
    #[track_caller]
    pub fn json(&self) -> Vec<serde_json::Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON on every line")).collect()
    }
}
