//! A letter as its files have it now: what stands where, without composing it.

use super::address;
use super::refusal::Refusal;
use crate::base::Fingerprint;
use crate::base::yaml::{Node, Value, parse};
use crate::base::{Diagnostics, Source, Span};
use crate::model::letter::{Also, LetterKey, texts};
use crate::model::letter_files;
use crate::model::translation::original_of;
use crate::project::session::{Composition, ReadLetter, Session};
use crate::tools::review::Files;
use std::path::Path;
use std::sync::Arc;

/// A text of a letter.
#[derive(Clone, Debug)]
pub struct Text {
    /// Its address: `body.3.text`.
    pub at: String,
    /// Whether it has words for readers: a name, an address or a file is printed as it is.
    pub has_words: bool,
    /// What it says: Markdown with facts.
    pub said: String,
    /// Where.
    pub span: Span,
}

/// A letter that is open for changes.
pub struct Letter {
    /// Its files.
    pub files: Files,
    /// Its tree; of a translation the original's, with its sentences.
    pub tree: Node,
    /// Its texts, in the order of the file.
    pub texts: Vec<Text>,
}

/// Reads the files of a letter.
///
/// # Errors
/// One of them cannot be read now.
pub fn files(path: &Path) -> Result<Files, Refusal> {
    let read =
        |path: &Path| letter_files::read(path).map_err(|problem| Refusal::NotNow(Refusal::told(&problem)));
    let letter = read(path)?;
    let original = original_of(&letter).filter(|original| original != path);
    let original = original.map(|path| read(&path)).transpose()?;
    let files = Files { letter, original };
    if files.all().any(|source| source.text().trim().is_empty()) {
        return Err(Refusal::NotNow("The file is empty: another program may be saving it.".to_owned()));
    }
    Ok(files)
}

/// What tells whether files are still the same.
pub fn base(files: &Files) -> String {
    let bytes: Vec<&[u8]> = files.all().map(|source| source.text().as_bytes()).collect();
    Fingerprint::of(&bytes.join(&0)).to_string()
}

impl Letter {
    /// Of files that were read.
    ///
    /// # Errors
    /// The file is no YAML: it is half saved, or wrong.
    pub fn of(session: &Session, files: &Files) -> Result<Self, Refusal> {
        Self::read(&session.read_with(&files.letter, files.original.as_ref()), files)
    }

    /// Of a letter that was read from its files.
    ///
    /// # Errors
    /// The file is no YAML.
    pub fn read(letter: &ReadLetter<'_>, files: &Files) -> Result<Self, Refusal> {
        let tree = match letter.tree() {
            Some(tree) => tree.clone(),
            None => parse(files.facts(), &mut Diagnostics::new()).map_err(|_| {
                Refusal::NotNow(
                    "The file cannot be read: correct the errors above the draft first.".to_owned(),
                )
            })?,
        };
        let mut found = Vec::new();
        texts(&mut tree.clone(), &mut |key: &'static LetterKey, at, said, span| {
            found.push(Text {
                at: at.to_owned(),
                has_words: key.is(Also::Translated),
                said: said.clone(),
                span: span.clone(),
            });
        });
        Ok(Self { files: files.clone(), tree, texts: found })
    }

    /// The addresses of texts and values that say something else in another state of the letter.
    pub fn touched(&self, other: &[(String, String)]) -> Vec<String> {
        let now = self.said();
        let differs = |(at, said): &&(String, String)| {
            other.iter().find(|(known, _)| known == at).is_none_or(|(_, was)| was != said)
        };
        let new = now.iter().filter(differs).map(|(at, _)| at.clone());
        let gone = other
            .iter()
            .filter(|(at, _)| !now.iter().any(|(known, _)| known == at))
            .map(|(at, _)| at.clone());
        new.chain(gone).collect()
    }

    /// What all texts and single values say, by their addresses.
    pub fn said(&self) -> Vec<(String, String)> {
        let mut said: Vec<(String, String)> =
            self.texts.iter().map(|text| (text.at.clone(), text.said.clone())).collect();
        values(&self.tree, "", &mut said);
        said
    }

    /// The text at an address.
    pub fn text(&self, at: &str) -> Option<&Text> {
        self.texts.iter().find(|text| text.at == at)
    }

    /// The text that has some bytes.
    pub fn text_with(&self, span: &Span) -> Option<&Text> {
        self.texts.iter().find(|text| {
            text.span.source == span.source && text.span.start <= span.start && span.end <= text.span.end
        })
    }

    /// Whether this is a translation that does not have a text.
    pub fn lacks(&self, text: &Text) -> bool {
        self.files.original.is_some() && text.span.source.path() != self.files.letter.path()
    }

    /// The value at an address.
    pub fn value(&self, at: &str) -> Option<&Node> {
        self.tree.at(&address::path(&self.tree, at)?)
    }

    /// The file that has the facts.
    pub fn facts(&self) -> &Arc<Source> {
        self.files.facts()
    }

    /// Whether the letter was issued.
    pub fn is_issued(&self) -> bool {
        let word = |value: &str| value.split('#').next().unwrap_or_default().trim() == "issued";
        let status = |source: &Source| source.behind_key("status").is_some_and(word);
        self.tree.get("status").and_then(Node::as_str) == Some("issued")
            || self.files.all().any(|file| status(file))
    }
}

/// The single values below a node, by their addresses; those that a text has are left out.
fn values(node: &Node, at: &str, said: &mut Vec<(String, String)>) {
    let below = |step: &str| if at.is_empty() { step.to_owned() } else { format!("{at}.{step}") };
    match &node.value {
        Value::Scalar { text, .. } => {
            if !said.iter().any(|(known, _)| known == at) {
                said.push((at.to_owned(), text.clone()));
            }
        }
        Value::Mapping(entries) => {
            entries.iter().for_each(|(key, node)| values(node, &below(&key.text), said))
        }
        // Entries of lists are texts, or groups of keys.
        Value::List(items) => {
            let groups = items.iter().enumerate().filter(|(_, item)| {
                item.get("kind").is_some() || item.get("starts").is_some() || item.get("date").is_some()
            });
            groups.for_each(|(index, item)| values(item, &below(&(index + 1).to_string()), said));
        }
        Value::Null => {}
    }
}

/// Composes a letter, and takes something from it.
///
/// # Errors
/// What [`Letter::of`] refuses.
pub fn composed<T>(
    session: &Session,
    files: &Files,
    take: impl FnOnce(&Letter, &Composition<'_>) -> T,
) -> Result<T, Refusal> {
    let read = session.read_with(&files.letter, files.original.as_ref());
    let letter = Letter::read(&read, files)?;
    Ok(take(&letter, &session.compose(&read)))
}
