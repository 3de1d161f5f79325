//! Opening a session: house style and directory, with all that is wrong with them.

use super::locale::{Locale, Locales, WordSources};
use super::{SHELL, Session};
use crate::base::text::shown;
use crate::base::{Diagnostic, Diagnostics, Language, Reported, Source};
use crate::compose::templates::{HouseStyle, page_template};
use crate::document::theme::Theme;
use crate::model::directory::Directory;
use crate::model::notepad;
use crate::model::presets::Presets;
use crate::model::rules::DIRECTORY;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

/// Where things are.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The folder of letters; the directory is its subfolder `directory`.
    pub letters: PathBuf,
    /// A folder whose files replace those of the house style; without it the embedded ones.
    pub templates: Option<PathBuf>,
}

/// Texts that a session is opened from.
pub(in crate::project) struct StyleTexts {
    pub(in crate::project) theme: Arc<Source>,
    pub(in crate::project) presets: Arc<Source>,
    pub(in crate::project) shell: Arc<Source>,
    pub(in crate::project) groups: Arc<Source>,
    pub(in crate::project) signatories: Arc<Source>,
}

impl Session {
    /// Opens the house style and the directory.
    ///
    /// # Errors
    /// All problems in templates, theme, phrases, presets and directory.
    pub fn open(settings: &Settings) -> Result<Self, Diagnostics> {
        let mut problems = Diagnostics::new();
        match Self::load(settings, &mut problems) {
            Ok(session) if !problems.has_errors() => Ok(session),
            _ => Err(problems.without_edits()),
        }
    }

    fn load(settings: &Settings, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let house = problems.report(HouseStyle::open(settings.templates.as_deref()))?;
        let text = |name: &str, problems: &mut Diagnostics| problems.report(house.text(name));
        let (theme_text, presets_text) = (text("theme.yaml", problems), text("presets.yaml", problems));
        let shell_text = text(SHELL, problems);
        let theme = theme_text.clone().and_then(|s| Theme::load(&s, problems));
        let presets = presets_text.clone().and_then(|s| Presets::load(&s, problems));
        let terms = settings.letters.join("directory").join("terms.yaml");
        // English is the language of nearly all letters, and what the others are measured by.
        let words = WordSources { house: &house, terms: &terms };
        let english = Locale::load(Language::English, &words, None, problems);
        let page = shell_text.clone().and_then(|source| page_template(SHELL, &source, problems));
        let (groups, signatories) = directory(settings, problems);
        let (groups, signatories) = (groups?, signatories?);
        let directory = Directory::load(&groups, &signatories, problems);
        Ok(Self {
            directory: directory?,
            presets: presets?,
            theme: theme?,
            english: english?,
            others: Locales::default(),
            terms,
            shell: page?,
            docx: OnceLock::new(),
            html: OnceLock::new(),
            pdf: OnceLock::new(),
            letters: settings.letters.clone(),
            images: Mutex::new(Vec::new()),
            texts: StyleTexts {
                theme: theme_text?,
                presets: presets_text?,
                shell: shell_text?,
                groups,
                signatories,
            },
            house,
        })
    }
}

/// Reads the directory of groups and signatories beside the letters.
///
/// # Errors
/// One of its problems, all of which are reported, is an error.
pub fn read_directory(settings: &Settings, problems: &mut Diagnostics) -> Result<Directory, Reported> {
    let mut found = Diagnostics::new();
    let (groups, signatories) = directory(settings, &mut found);
    let directory = groups.and_then(|groups| Directory::load(&groups, &signatories?, &mut found));
    problems.extend(found.without_edits().into_sorted());
    directory
}

type Read = Result<Arc<Source>, Reported>;

/// Both files of the directory, groups and signatories; a missing one is reported.
fn directory(settings: &Settings, problems: &mut Diagnostics) -> (Read, Read) {
    let folder = settings.letters.join("directory");
    let mut read = |name: &str| {
        let path = folder.join(name);
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok(Source::new(path, text)),
            Err(error) => {
                let problem = DIRECTORY.finding(format!("the file {} cannot be read", shown(&path)));
                let problem =
                    notepad::advice(&path).into_iter().fold(problem.because(&error), Diagnostic::hint);
                Err(problems.refuse(problem.hint(
                    "the letters folder needs directory/groups.yaml and directory/signatories.yaml; `letters init` writes examples",
                )))
            }
        }
    };
    (read("groups.yaml"), read("signatories.yaml"))
}
