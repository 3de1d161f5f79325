//! The file of a translation as it says it.

use crate::base::yaml::rules::{MISSING_KEY, UNKNOWN_KEY};
use crate::base::yaml::{
    self, Decode, Fields, Node, Schema, SchemaGenerator, Value, record, shape, wrong_type,
};
use crate::base::{Diagnostic, Diagnostics, Language, Located, Reported, Source, all};
use crate::model::letter::{Approval, Status, Texts};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The key that makes a file a translation.
pub const KEY: &str = "translation-of";

record! {
    /// A letter in another language: its sentences. Everything else comes from the original.
    Translation as "the translation" {
        /// The file of the original, next to this one.
        #[examples("sg1-001.yaml", "sg4-002.yaml")]
        translation_of: Located<String>,
        /// The language of this file.
        #[examples("fr", "es")]
        language: Located<Language>,
        /// Whether this translation can still change. The original and each translation are issued
        /// separately.
        ///
        /// Without it: `draft`.
        #[usual("draft")]
        status: Option<Located<Status>>,
        /// Who approved this translation, and when. `letters issue` writes it; it is not printed.
        ///
        /// Without it: nothing is recorded.
        approved: Option<Approval>,
        /// Findings of the checker that you accept in this translation: the code of each, with the reason.
        ///
        /// Without it: every finding is shown.
        allow: Option<Texts>,
        /// The sentences: a list.
        ///
        /// Without it: no sentences, if the letter has none of its own.
        sentences: Option<Sentences>,
    }
}

/// A sentence and its translation.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Where it stands in the original: `body.3.text`.
    pub at: Option<Located<String>>,
    /// What the original says.
    pub original: Located<String>,
    /// What the original said when the translation was made, where it has been changed since: the
    /// translation is to be looked at again.
    pub was: Option<Located<String>>,
    /// The translation; empty or missing while there is none.
    pub text: Option<Located<String>>,
}

/// The sentences of a translation, in the order written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sentences(pub Vec<Sentence>);

impl Decode for Sentences {
    const EXPECTED: &'static str = "a list of sentences";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let Value::List(items) = &node.value else {
            return Err(problems.refuse(wrong_type(node, Self::EXPECTED)));
        };
        all(items.iter().map(|item| sentence(item, problems))).map(Self)
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        let mut group =
            shape::Group::new("the sentence", &["A sentence of the original and its translation."]);
        let text = || shape::text();
        group.key(
            "at",
            text(),
            false,
            &[
                "The place of the sentence in the original.",
                "",
                "Without it: the words alone identify the sentence.",
            ],
        );
        for language in Language::ALL {
            let says = format!("The sentence in {}.", language.name());
            let without = "Without it: not translated yet, or not a language of this file.";
            group.key(language.code(), shape::or_nothing::<String>(book), false, &[&says, "", without]);
        }
        let was = "The earlier text of the original, from which this was translated. Correct the translation, then delete this line.";
        group.key("was", text(), false, &[was, "", "Without it: the original has not changed since."]);
        shape::with(
            shape::any_of([]),
            "anyOf",
            serde_json::json!([{ "type": "array", "items": group.finish() }]),
        )
    }
}

/// A group of the keys `at`, `was` and two codes of languages: of the original first, then of the translation.
fn sentence(node: &Node, problems: &mut Diagnostics) -> Result<Sentence, Reported> {
    let fields = Fields::of(node, "the sentence", &["en", "at", "was"], problems)?;
    let codes = Language::ALL.map(Language::code);
    let known: Vec<&str> = ["at", "was"].into_iter().chain(codes).collect();
    let unknown = fields.finish(&known, problems);
    let mut said = fields.entries().iter().filter(|(key, _)| codes.contains(&key.text.as_str()));
    let original = said.next().map(|(_, value)| yaml::text(value, problems));
    let translated = said.next().map(|(_, value)| yaml::text(value, problems));
    let third = said.next().map(|(key, _)| {
        UNKNOWN_KEY
            .finding("a sentence can have only two languages: that of the original and that of this file")
            .at(&key.span, "remove this third language")
            .refuse(problems)
    });
    let at = fields.read("at", problems)?;
    let was = fields.read("was", problems)?;
    match (unknown.or(third), original) {
        (Some(reported), _) => Err(reported),
        (None, None) => Err(problems.refuse(translates_nothing(node))),
        (None, Some(original)) => {
            let text = translated.transpose()?.filter(|text| !text.trim().is_empty());
            Ok(Sentence { at, original: original?, was, text })
        }
    }
}

/// Lets a sentence be the translation that stands in the file's language, whichever of the two stands first.
fn in_language(sentence: &mut Sentence, item: &Node, language: Language) -> Result<(), Diagnostic> {
    let mut codes =
        item.entries().iter().filter_map(|(key, _)| Some((&key.span, Language::from_code(&key.text)?)));
    let is_turned = codes.next().is_some_and(|(_, first)| first == language);
    match codes.next() {
        _ if is_turned => {
            let original = sentence.text.take().ok_or_else(|| translates_nothing(item))?;
            let translated = std::mem::replace(&mut sentence.original, original);
            sentence.text = Some(translated).filter(|text| !text.trim().is_empty());
            Ok(())
        }
        Some((span, second)) if second != language => {
            let message = format!("this file is in {}, but this sentence is not", language.name());
            Err(UNKNOWN_KEY.finding(message).at(span, format!("expected `{}`", language.code())))
        }
        _ => Ok(()),
    }
}

fn translates_nothing(item: &Node) -> Diagnostic {
    MISSING_KEY
        .finding("this translation has no original sentence")
        .at(&item.span.whole_line(), "add a line `en:` with the English sentence")
}

impl Translation {
    /// Reads a translation.
    ///
    /// # Errors
    /// There was one, which was reported.
    pub fn read(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let mut translation = Self::decode(node, problems)?;
        let language = translation.language.value;
        let items = node.get("sentences").into_iter().flat_map(Node::items);
        let read = translation.sentences.iter_mut().flat_map(|sentences| &mut sentences.0).zip(items);
        let told: Result<(), Reported> =
            all(read.map(|(sentence, item)| problems.report(in_language(sentence, item, language))));
        told.map(|()| translation)
    }

    /// Whether a tree is that of a translation.
    pub(super) fn is_one(node: &Node) -> bool {
        node.get(KEY).is_some()
    }

    /// Reads a translation's file by itself, without its original.
    ///
    /// # Errors
    /// As [`Translation::read`].
    pub fn of(source: &Arc<Source>, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let node = yaml::parse(source, problems)?;
        Self::read(&node, problems)
    }
}

/// The file of the original that a text names as its own, if it is a translation: found without reading
/// the text as YAML.
pub fn original_of(source: &Source) -> Option<PathBuf> {
    let value = source.behind_key(KEY)?;
    let name = value.split(" #").next().unwrap_or(value).trim().trim_matches(['"', '\'']);
    let folder = source.path().parent().unwrap_or(Path::new(""));
    // A name with a folder is refused when the file is read; until then, no other folder is looked at.
    (!name.is_empty()).then(|| folder.join(name.replace(['/', '\\', ':'], "_")))
}
