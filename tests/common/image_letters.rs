//! Letters with an image beside them, made in all formats.

use super::docx::Package;
use super::program::letter;
use super::session::{Made, check, make, root};
use base64::Engine;
use collective_letters::base::{Diagnostic, Format, Severity, Source};
use collective_letters::project::session::{Session, Settings};
use std::path::PathBuf;
use std::sync::Arc;

/// A folder of letters with images beside them.
pub struct Letters {
    dir: tempfile::TempDir,
    pub session: Session,
}

impl Letters {
    pub fn new() -> Self {
        let settings = Settings { letters: root().join("letters"), templates: None };
        let session = Session::open(&settings).unwrap_or_else(|problems| panic!("{problems:#?}"));
        Self { dir: tempfile::tempdir().expect("a folder"), session }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The letter with an image of this name and these bytes beside it.
    pub fn letter(&self, name: &str, bytes: &[u8]) -> Arc<Source> {
        std::fs::write(self.path(name), bytes).expect("an image");
        Source::new(self.path("1.yaml"), letter(1) + &annex(name))
    }

    pub fn make(&self, name: &str, bytes: &[u8]) -> Made {
        make(&self.session, &self.letter(name, bytes), &Format::ALL)
    }

    /// The image as it is in the web page; it must be the same in the others.
    #[track_caller]
    pub fn shown(&self, name: &str, bytes: &[u8]) -> Vec<u8> {
        let made = self.make(name, bytes);
        let problems: Vec<_> = errors(made.findings.problems.iter()).collect();
        assert!(problems.is_empty() && made.files.len() == 3, "{name}: {problems:#?}");
        let file =
            |ending: &str| &made.files.iter().find(|(name, _)| name.ends_with(ending)).expect("a file").1;
        let page = std::str::from_utf8(file("html")).expect("text");
        let at = page.rfind(";base64,").expect("an image") + ";base64,".len();
        let data = page[at..].split('"').next().expect("its end");
        let image = base64::engine::general_purpose::STANDARD.decode(data).expect("Base64");
        let package = Package::open(file("docx"));
        let media: Vec<_> =
            package.parts.iter().filter(|(name, _)| name.starts_with("word/media/")).collect();
        assert!(media.iter().any(|(_, bytes)| **bytes == image), "{name} is another image in DOCX");
        if !name.ends_with("png") {
            let pdf = file("pdf");
            assert!(pdf.windows(image.len()).any(|part| part == image), "{name} is another image in PDF");
        }
        image
    }

    /// The error of an image: its code, its message and what helps.
    #[track_caller]
    pub fn refused(&self, name: &str, bytes: &[u8]) -> (&'static str, String, String) {
        let source = self.letter(name, bytes);
        let made = make(&self.session, &source, &[Format::Html]);
        assert!(made.files.is_empty(), "{name}");
        let checked = check(&self.session, &source);
        assert_eq!(made.findings.problems, checked.problems, "{name}: check and build differ");
        let [problem] = errors(made.findings.problems.iter()).collect::<Vec<_>>()[..] else {
            panic!("{name}: {:#?}", made.findings.problems);
        };
        let place = problem.span.as_ref().expect("a place");
        assert_eq!(place.text(), name);
        (
            problem.rule.code,
            problem.message.replace(&format!("the image `{name}` "), ""),
            problem.hints.join("; "),
        )
    }
}

/// The annex with an image of this name.
pub fn annex(name: &str) -> String {
    format!("annexes: [{{kind: image, name: plan, title: Plan, image: {name}, alt: The rooms}}]\n")
}

/// Only the errors.
pub fn errors<'a>(problems: impl Iterator<Item = &'a Diagnostic>) -> impl Iterator<Item = &'a Diagnostic> {
    problems.filter(|problem| problem.severity == Severity::Error)
}
