//! Sentences of a translation that are still open: words for one that has none, and one that stays right although its original
//! was changed.

use super::facts::Facts;
use super::key::Book;
use super::letter::{Letter, Text};
use super::parts::{Part, parts};
use super::refusal::Refusal;
use super::text::{Changed, Pen, rewritten};
use crate::base::Source;
use crate::base::yaml::edit::{Change, Said, edit};
use crate::base::yaml::parse;
use crate::base::{Diagnostics, Language};
use crate::compose::atoms::Atoms;
use crate::model::translation::{KEY, Sentence, Standing, State, Unit, language_of, standings, units};
use crate::project::session::Session;
use crate::tools::review::Files;
use crate::tools::translate::Existing;
use serde::Serialize;
use std::sync::Arc;

/// The key of the sentences in the file of a translation.
const SENTENCES: &str = "sentences";

/// What a translation lacks at a place, for the page.
#[derive(Clone, Debug, Serialize)]
pub struct Lacking {
    /// Its address.
    pub at: String,
    /// `missing`, or `older`: the original was changed after it was translated.
    pub state: &'static str,
    /// The language of the original.
    pub from: &'static str,
    /// What the original says.
    pub original: Vec<Part>,
    /// What the original said when it was translated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<Vec<Part>>,
    /// What an edit of the text expects to find: the translation, or the original where there is none.
    pub parts: Vec<Part>,
}

/// A translation and its original.
struct Both {
    file: Existing,
    units: Vec<Unit>,
    from: Language,
}

impl Both {
    /// None of a letter that is no translation.
    fn of(files: &Files) -> Result<Option<Self>, Refusal> {
        let Some(original) = &files.original else { return Ok(None) };
        let unreadable = |_| Refusal::NotNow("The file cannot be read: correct its errors first.".to_owned());
        let file = Existing::of(Arc::clone(&files.letter), &mut Diagnostics::new()).map_err(unreadable)?;
        let letter = parse(original, &mut Diagnostics::new()).map_err(unreadable)?;
        Ok(Some(Self { file, units: units(&letter), from: language_of(original) }))
    }

    fn list(&self) -> &[Sentence] {
        self.file.translation.sentences.as_ref().map_or(&[], |sentences| &sentences.0)
    }

    fn standings(&self, session: &Session) -> Vec<Standing<'_>> {
        standings(self.units.clone(), self.list(), session.terms(self.file.translation.language.value))
    }
}

/// A translation that says what its original says: as long as sentences are missing, the letter cannot be read, but its facts can.
fn stand_in(both: &Both, files: &Files) -> Files {
    let name = files.facts().path().file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (from, code) = (both.from.code(), both.file.translation.language.value.code());
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let sentence = |unit: &Unit| {
        let text = quoted(&unit.text);
        format!("- {{at: {}, {from}: {text}, {code}: {text}}}\n", quoted(&unit.at))
    };
    let sentences: String = both.units.iter().map(sentence).collect();
    let text = format!("{KEY}: {}\nlanguage: {code}\n{SENTENCES}:\n{sentences}", quoted(&name));
    Files { letter: Source::new(files.letter.path(), text), original: files.original.clone() }
}

/// What a translation lacks, in the order of the letter; nothing of a letter that is none.
///
/// # Errors
/// One of its files cannot be read now.
pub fn lacking(session: &Session, files: &Files, book: &Book) -> Result<Vec<Lacking>, Refusal> {
    let Some(both) = Both::of(files)? else { return Ok(Vec::new()) };
    let letter = Letter::of(session, files)?;
    let standings = both.standings(session);
    let open = standings.iter().filter(|standing| matches!(standing.state(), State::Missing | State::Older));
    let texts = standings.iter().map(|standing| standing.unit.text.as_str());
    let tags: Vec<String> = texts.flat_map(super::facts::tags).collect();
    let facts = Facts::of(session, &stand_in(&both, files), book, &tags);
    let said = |text: &str| parts(&Atoms::of(text), &facts);
    let one = |standing: &Standing<'_>| {
        let (unit, own) = (&standing.unit, standing.own.map(|(_, own)| own));
        let is_older = standing.state() == State::Older;
        let was = own.filter(|_| is_older).map(before);
        Some(Lacking {
            at: unit.at.clone(),
            state: if is_older { "older" } else { "missing" },
            from: both.from.code(),
            original: said(&unit.text),
            was: was.map(said),
            parts: said(&letter.text(&unit.at)?.said),
        })
    };
    Ok(open.filter_map(one).collect())
}

/// What the original said when a sentence was translated.
fn before(own: &Sentence) -> &str {
    own.was.as_ref().map_or(&own.original.value, |was| &was.value)
}

impl Pen<'_> {
    /// Puts the words of a sentence into a translation that has none of it.
    ///
    /// # Errors
    /// The original does not have it any more, or it cannot be written.
    pub fn translated(&self, at: &str, words: String) -> Result<Arc<Source>, Refusal> {
        let both = Both::of(&self.letter.files)?.ok_or(Refusal::NoPlace)?;
        let standings = both.standings(self.session);
        let place = standings.iter().position(|standing| standing.unit.at == at).ok_or(Refusal::Gone)?;
        let code = both.file.translation.language.value.code();
        let tree = &both.file.node;
        let step = |step: &str| step.to_owned();
        let change = match standings[place].own {
            Some((index, _)) => {
                let path = vec![step(SENTENCES), index.to_string(), step(code)];
                let old = tree.at(&path).map(|node| node.written().to_owned());
                let order = ["at", both.from.code(), "was", code].map(step).to_vec();
                Change::Set { path, old, new: Said::Text(words), order }
            }
            None => {
                let text = &standings[place].unit.text;
                let entry = [("at", at), (both.from.code(), text.trim_end()), (code, &words)];
                let entry = entry.map(|(key, text)| (step(key), Said::Text(text.to_owned())));
                let (new, list) = (Said::Group(entry.to_vec()), vec![step(SENTENCES)]);
                // Behind the one before it in the letter.
                let above = standings[..place].iter().rev().find_map(|standing| standing.own);
                let count = both.list().len();
                if count == 0 {
                    let old = tree.at(&list).map(|node| node.written().to_owned());
                    Change::Set { path: list, old, new: Said::List(vec![new]), order: Vec::new() }
                } else {
                    Change::Insert { list, before: above.map_or(0, |(index, _)| index + 1), count, new }
                }
            }
        };
        edit(&both.file.source, &[change]).map_err(|_| super::lists::refused())
    }

    /// Says that a translation is right as it is, although the original of a sentence was changed.
    ///
    /// # Errors
    /// The sentence is none of those, or the file cannot be written.
    pub fn confirmed(&self, at: &str) -> Result<Changed, Refusal> {
        let both = Both::of(&self.letter.files)?.ok_or(Refusal::NoPlace)?;
        let standings = both.standings(self.session);
        let standing = standings.iter().find(|standing| standing.unit.at == at);
        let standing = standing.filter(|standing| standing.state() == State::Older).ok_or(Refusal::Gone)?;
        let (index, own) = standing.own.ok_or(Refusal::Gone)?;
        let mut source = Arc::clone(&both.file.source);
        if own.was.is_some() {
            let path = vec![SENTENCES.to_owned(), index.to_string(), "was".to_owned()];
            let old = both.file.node.at(&path).map(|node| node.written().to_owned()).unwrap_or_default();
            source = edit(&source, &[Change::Remove { path, old }]).map_err(|_| super::lists::refused())?;
        }
        if !standing.is_same {
            // Only the words that are other ones now.
            let now = Existing::of(Arc::clone(&source), &mut Diagnostics::new());
            let now = now.map_err(|_| super::lists::refused())?.translation.sentences;
            let own = now.and_then(|now| now.0.into_iter().nth(index)).ok_or(Refusal::Gone)?.original;
            let want = Atoms::of(&standing.unit.text).alone();
            let edits = Atoms::of(&own.value).saying(&want).map_err(|_| super::lists::refused())?;
            let text = Text { at: at.to_owned(), has_words: true, said: own.value, span: own.span };
            source = rewritten(&text, &edits)?;
        }
        Ok((source, at.to_owned()))
    }
}
