//! What each key of a letter is to those who translate it or begin another letter from it: said where the key is
//! declared, and walked here.

use super::{Day, Half, Hours, Time};
use crate::base::yaml::{Key, Node, Value};
use crate::base::{Language, Located, Purpose, Span};
use chrono::NaiveDate;

/// A key of a letter or of a part of it.
pub struct LetterKey {
    /// Its name as templates write it: `working_parties`.
    pub name: &'static str,
    /// What the next letter has of it.
    pub next: Next,
    /// When the next letter has it.
    pub when: &'static [When],
    /// What stands in sentences of the next letter for this fact, when it does not have it.
    pub placeholder: &'static [&'static str],
    /// What else holds of it.
    pub also: &'static [Also],
    pub(super) walk: fn(&mut Node, &mut Walk<'_>),
}

/// What the next letter of a group has of a key of the letter before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// What is asked for, or follows from that.
    Asked,
    /// The same.
    Copied,
    /// The same, with placeholders; nobody is asked whether it is still right.
    Carried,
    /// The same, with placeholders and with a question.
    Checked,
    /// The same, with placeholders and with a question at each sentence.
    Each,
    /// Nothing; a comment tells what it was.
    Left,
    /// Nothing.
    Dropped,
    /// Nothing; its names are reported.
    Named,
    /// Sentences in which nothing is of the old meeting, of the others a comment.
    Timeless,
    /// The facts of the new meeting, and what meetings of the group have in common.
    Facts,
    /// A comment that lists what there was.
    Listed,
    /// The order of the blocks, and the letter's own if that is asked for.
    Blocks,
    /// Which deadlines are listed or not, without dates.
    Rules,
    /// The annexes that can be in the new letter.
    Annexes,
}

/// When the next letter has a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// The group is the same.
    SameGroup,
    /// The group and the kind of meeting are the same.
    SameKind,
    /// The format of the meeting is the same.
    SameFormat,
    /// The format is the same, and the first day begins as it did.
    SameHours,
    /// Some take part remotely.
    Remote,
    /// People come to a place.
    AtPlace,
}

/// What else can hold of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Also {
    /// Its sentences are translated.
    Translated,
    /// An addendum or a corrigendum, which is about the same meeting, has it too.
    Amended,
}

impl LetterKey {
    /// The key in YAML: `working-parties`.
    pub fn key(&self) -> String {
        self.name.replace('_', "-")
    }

    /// Whether it is written so in YAML.
    pub fn is_written(&self, key: &str) -> bool {
        let sign = |byte: u8| if byte == b'_' { b'-' } else { byte };
        self.name.bytes().map(sign).eq(key.bytes())
    }

    /// Whether something else holds of it.
    pub fn is(&self, also: Also) -> bool {
        self.also.contains(&also)
    }

    /// Shows each text in the value of this key to `see`: the innermost key that it belongs to, its way from here
    /// (`items.5.1`), the text, and where it stands.
    pub fn texts(&'static self, value: &mut Node, see: See<'_>) {
        (self.walk)(value, &mut Walk { at: vec![self.key()], key: Some(self), see });
    }
}

/// Shows each text in a letter to `see`, as [`LetterKey::texts`] does.
pub fn texts(letter: &mut Node, see: See<'_>) {
    super::Letter::walk(letter, &mut Walk { at: Vec::new(), key: None, see });
}

/// Who is shown a text, and may change it and say where it stands now.
pub type See<'a> = &'a mut dyn FnMut(&'static LetterKey, &str, &mut String, &mut Span);

/// A type of values in a letter: how the texts in them are found. Every type behind a key has it, so that no key is
/// forgotten.
pub trait LetterValue {
    /// Its declared keys.
    const KEYS: &'static [LetterKey] = &[];

    /// Shows the texts in a value: those behind its declared keys, unless its type says otherwise.
    fn walk(node: &mut Node, walk: &mut Walk<'_>) {
        walk.record(node, Self::KEYS);
    }
}

/// The way through a letter.
pub struct Walk<'a> {
    at: Vec<String>,
    key: Option<&'static LetterKey>,
    see: See<'a>,
}

impl Walk<'_> {
    /// Goes on below an item or a name.
    pub(super) fn below(&mut self, step: impl ToString, go: impl FnOnce(&mut Self)) {
        self.at.push(step.to_string());
        go(self);
        self.at.pop();
    }

    fn show(&mut self, text: &mut String, span: &mut Span) {
        if let Some(key) = self.key {
            (self.see)(key, &self.at.join("."), text, span);
        }
    }

    /// A name that is itself a text.
    pub(super) fn name(&mut self, key: &mut Key) {
        self.show(&mut key.text, &mut key.span);
    }

    /// A text.
    pub(super) fn text(&mut self, node: &mut Node) {
        if let Value::Scalar { text, .. } = &mut node.value {
            self.show(text, &mut node.span);
        }
    }

    /// The items of a list, counted from 1.
    pub(super) fn items(&mut self, node: &mut Node, mut go: impl FnMut(&mut Self, &mut Node)) {
        let Value::List(items) = &mut node.value else { return };
        for (index, item) in items.iter_mut().enumerate() {
            self.below(index + 1, |walk| go(walk, item));
        }
    }

    /// The names of a mapping and what is below each.
    pub(super) fn entries(&mut self, node: &mut Node, mut go: impl FnMut(&mut Self, &mut Key, &mut Node)) {
        let Value::Mapping(entries) = &mut node.value else { return };
        for (key, value) in entries {
            go(self, key, value);
        }
    }

    /// A mapping with declared keys.
    pub(super) fn record(&mut self, node: &mut Node, keys: &'static [LetterKey]) {
        self.entries(node, |walk, key, value| {
            let Some(declared) = keys.iter().find(|declared| declared.is_written(&key.text)) else { return };
            let outer = walk.key.replace(declared);
            walk.below(&key.text, |walk| (declared.walk)(value, walk));
            walk.key = outer;
        });
    }
}

/// Types of which no value is a text.
macro_rules! no_texts {
    ($($type:ty),* $(,)?) => {
        $(impl LetterValue for $type {})*
    };
}

no_texts! {
    bool, u32, NaiveDate, Language, Purpose, Day, Half, Time, Hours, super::Status, super::Signature,
    super::AddresseeMarks, super::Voice, super::SubjectMark, super::OpeningSentence, super::Plenary, super::InSubject, super::Series, super::Kind, super::Format, super::Interpretation, super::AnnexKind,
    super::Numbered, super::FieldKind, super::DeadlineItem, super::Weekends, super::time_plan::NoteKeys,
    super::OpenHours,
}

impl LetterValue for String {
    fn walk(node: &mut Node, walk: &mut Walk<'_>) {
        walk.text(node);
    }
}

/// Types that are walked as the one they hold.
macro_rules! walked_within {
    ($($outer:ident),*) => {
        $(impl<T: LetterValue> LetterValue for $outer<T> {
            const KEYS: &'static [LetterKey] = T::KEYS;

            fn walk(node: &mut Node, walk: &mut Walk<'_>) {
                T::walk(node, walk);
            }
        })*
    };
}

walked_within!(Option, Located, Box);

impl<T: LetterValue> LetterValue for Vec<T> {
    fn walk(node: &mut Node, walk: &mut Walk<'_>) {
        walk.items(node, |walk, item| T::walk(item, walk));
    }
}

/// Declares a record that is part of a letter, as [`record!`](crate::base::yaml::record), and behind the type of each
/// key what becomes of it: `=> NEXT if WHEN or PLACEHOLDER + ALSO`, the words of [`Next`], [`When`] and [`Also`]. Only
/// the first is needed, and without it the record does not compile.
macro_rules! letter_record {
    (
        $(#[$($about:tt)*])*
        $name:ident as $what:literal $(, ruled by $rules:ident)? {
            $(
                $(#[$($attribute:tt)*])*
                $field:ident : $type:ty
                    => $next:ident $(if $when:ident)? $(or $placeholder:literal)? $(+ $also:ident)*
            ),* $(,)?
        }
    ) => {
        $crate::base::yaml::record! {
            $(#[$($about)*])*
            $name as $what $(, ruled by $rules)? { $( $(#[$($attribute)*])* $field: $type ),* }
        }

        impl $crate::model::letter::LetterValue for $name {
            const KEYS: &'static [$crate::model::letter::LetterKey] = &[$($crate::model::letter::LetterKey {
                name: stringify!($field),
                next: $crate::model::letter::Next::$next,
                when: &[$($crate::model::letter::When::$when)?],
                placeholder: &[$($placeholder)?],
                also: &[$($crate::model::letter::Also::$also),*],
                walk: <$type as $crate::model::letter::LetterValue>::walk,
            }),*];
        }
    };
}

pub(super) use letter_record;
