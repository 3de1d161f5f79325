//! The words of one language, and the templates that use them. Each is made when the first letter in its
//! language needs it.

use crate::base::diagnostic::{Diagnostic, Diagnostics, Reported};
use crate::base::language::Language;
use crate::base::source::{Source, Span};
use crate::base::text::nearest;
use crate::compose::templates::{Engine, HouseStyle};
use crate::model::phrases::{Entries, Phrases, Terms};
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

/// The phrases file of a language, in the house style.
pub(super) fn file(language: Language) -> String {
    format!("phrases/{}.yaml", language.code())
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
                _ => Err(problems.into_sorted()),
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
        let name = file(language);
        let none = || LANGUAGE.finding(format!("there are no phrases in {} yet", language.name()));
        if !words.house.has(&name) {
            return Err(problems.refuse(none()));
        }
        let text = problems.report(words.house.text(&name))?;
        let mut phrases = Phrases::load(&text, problems)?;
        // A file that knows only how to write dates is a beginning.
        if phrases.phrases.entries.is_empty() {
            return Err(problems.refuse(none()));
        }
        if let Some(english) = english {
            complete(&phrases, english, language, &text, problems);
        }
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

/// Every phrase of the English file must be there: no letter may lack a sentence.
fn complete(
    phrases: &Phrases,
    english: &Entries,
    language: Language,
    text: &Arc<Source>,
    problems: &mut Diagnostics,
) {
    let has = |key: &str| phrases.phrases.get(key).is_some();
    for (key, said) in english.entries.iter().filter(|(key, _)| !has(key)) {
        let message = format!("there is no phrase `{}` in {}", key.value, language.name());
        let mut problem = MISSING_PHRASE
            .finding(message)
            .at(&Span::file(text), format!("expected a line `{}:` under `phrases:`", key.value))
            .note(&said.span.whole_line(), "the English");
        let extra = phrases.phrases.entries.iter().map(|(key, _)| key.value.as_str());
        let extra = extra.filter(|key| english.get(key).is_none());
        if let Some(near) = nearest(key, extra) {
            problem = problem.hint(format!("the file has `{near}`: is it misspelt?"));
        }
        problems.push(problem);
    }
}
