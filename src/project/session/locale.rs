//! The words of one language, and the templates that use them. Each is made when the first letter in its
//! language needs it.

use crate::base::yaml::{self, NamedGroup};
use crate::base::{Diagnostic, Diagnostics, Language, Reported, Source};
use crate::compose::templates::{Engine, HouseStyle};
use crate::model::phrases::{Entries, PhraseName, Phrases, Terms};
use crate::model::rules::LANGUAGE;
use crate::project::rules::MISSING_PHRASE;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// Words and templates of one language.
pub(in crate::project) struct Locale {
    pub(in crate::project) phrases: Phrases,
    pub(in crate::project) engine: Engine,
    /// The phrases file.
    pub(in crate::project) text: Arc<Source>,
    /// The file of further terms beside the letters, if there is one.
    pub(in crate::project) terms: Option<Arc<Source>>,
}

/// The locales of the other languages, as far as they were needed.
#[derive(Default)]
pub(in crate::project) struct Locales([OnceLock<Result<Locale, Vec<Diagnostic>>>; Language::ALL.len()]);

/// Where the words of languages are: the house style, and the terms beside the letters.
pub(super) struct WordSources<'a> {
    pub(super) house: &'a HouseStyle,
    /// The file of further terms; it need not be there.
    pub(super) terms: &'a PathBuf,
}

impl Locales {
    /// The locale of a language; made now if it was not needed before. `english` are the phrases that every
    /// language must have.
    pub(super) fn get(
        &self,
        language: Language,
        words: WordSources<'_>,
        english: &Entries,
    ) -> Result<&Locale, &[Diagnostic]> {
        let made = self.0[language.index()].get_or_init(|| {
            let mut problems = Diagnostics::new();
            match Locale::load(language, &words, Some(english), &mut problems) {
                Ok(locale) if !problems.has_errors() => Ok(locale),
                _ => Err(problems.without_edits().into_sorted()),
            }
        });
        made.as_ref().map_err(Vec::as_slice)
    }

    /// Those that were made.
    pub(in crate::project) fn made(&self) -> impl Iterator<Item = &Locale> {
        self.0.iter().filter_map(|locale| locale.get()?.as_ref().ok())
    }
}

impl Locale {
    /// Makes a locale.
    ///
    /// # Errors
    /// One of its problems, all of which are reported, is an error.
    pub(super) fn load(
        language: Language,
        words: &WordSources<'_>,
        english: Option<&Entries>,
        problems: &mut Diagnostics,
    ) -> Result<Self, Reported> {
        let name = format!("phrases/{}.yaml", language.code());
        let none = || {
            let problem = LANGUAGE.finding(format!("there are no phrases in {} yet", language.name()));
            problem.hint(format!("add phrases/{}.yaml to the folder of templates", language.code()))
        };
        if !words.house.has(&name) {
            return Err(problems.refuse(none()));
        }
        let text = problems.report(words.house.text(&name))?;
        let node = yaml::read(&text, problems)?;
        let phrases = Phrases::read(&node, problems);
        // A file that knows only how to write dates is a beginning.
        let group = NamedGroup::of(&node, "phrases").filter(|group| !group.entries.is_empty());
        let Some(group) = group else {
            return Err(phrases.err().unwrap_or_else(|| problems.refuse(none())));
        };
        complete(&group, english, language, problems);
        let mut phrases = phrases?;
        let is_english = language == Language::English;
        let own = if is_english { Ok(None) } else { Terms::beside(words.terms, language, problems) };
        if let Ok(Some((_, terms))) = &own {
            let all = phrases.terms.get_or_insert_default();
            terms.iter().for_each(|(english, term)| all.insert(english, term.clone()));
        }
        let engine = Engine::new(words.house, &phrases, problems)?;
        Ok(Self { phrases, engine, text, terms: own?.map(|(source, _)| source) })
    }
}

/// Every phrase of the English file must be there, in English those that the program asks for: no letter may lack
/// a sentence.
fn complete(
    group: &NamedGroup<'_>,
    english: Option<&Entries>,
    language: Language,
    problems: &mut Diagnostics,
) {
    let wanted: Vec<String> = match english {
        Some(english) => english.entries.iter().map(|(key, _)| key.value.clone()).collect(),
        None => PhraseName::all().collect(),
    };
    for missing in group.missing("phrase", &wanted) {
        let message = format!("there is no phrase `{}` in {}", missing.name, language.name());
        let problem = MISSING_PHRASE.finding(message);
        let said = english.and_then(|english| english.get(missing.name));
        let problem = missing.place(problem);
        said.into_iter()
            .fold(problem, |problem, said| problem.note(&said.span.whole_line(), "the English phrase"))
            .report(problems);
    }
}
