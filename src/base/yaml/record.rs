//! Mappings with a fixed set of keys, and words out of a fixed set.

use super::decode::{Field, with_keys, wrong_type};
use super::{Key, Node, Value};
use crate::base::text::{did_you_mean, nearest};
use crate::base::yaml::rules::{UNKNOWN_KEY, UNKNOWN_WORD};
use crate::base::{Diagnostics, Reported};

/// Reads the keys of one mapping; [`Fields::finish`] reports those that nobody asked for.
pub struct Fields<'a> {
    record: &'a str,
    node: &'a Node,
    entries: &'a [(Key, Node)],
}

impl<'a> Fields<'a> {
    /// Begins with a mapping; anything else is reported. `record` names it in messages (`the meeting`).
    pub fn of(
        node: &'a Node,
        record: &'a str,
        keys: &[&str],
        problems: &mut Diagnostics,
    ) -> Result<Self, Reported> {
        match &node.value {
            Value::Mapping(entries) => Ok(Self { record, node, entries }),
            _ => {
                let problem = wrong_type(node, &format!("a set of keys for {record}"));
                Err(problems.refuse(with_keys(problem, keys)))
            }
        }
    }

    /// Reads one key.
    pub fn read<T: Field>(&self, key: &str, problems: &mut Diagnostics) -> Result<T, Reported> {
        T::field(self.node.get(key), key, &self.node.span, self.record, problems)
    }

    /// The keys and their values.
    pub fn entries(&self) -> &'a [(Key, Node)] {
        self.entries
    }

    /// Reports keys that are not in `known`, each with the nearest that is.
    pub fn finish(&self, known: &[&str], problems: &mut Diagnostics) -> Option<Reported> {
        let unknown = self.entries.iter().filter(|(key, _)| !known.contains(&key.text.as_str()));
        unknown.fold(None, |_, (key, _)| {
            let problem = UNKNOWN_KEY.finding(format!("{} has no key `{}`", self.record, key.text));
            let problem = match nearest(&key.text, known.iter().copied()) {
                Some(near) => problem.at(&key.span, format!("did you mean `{near}`?")),
                None => problem
                    .at(&key.span, "expected one of the possible keys")
                    .hint(format!("possible keys: {}", known.join(", "))),
            };
            Some(problems.refuse(problem.changed(self.record, &key.text)))
        })
    }
}

/// Reads a word out of a fixed set; anything else is reported with the nearest.
/// `what` names the set in messages (`kind of meeting`).
pub fn one_of<T: Copy>(
    node: &Node,
    what: &str,
    words: &[(&str, T)],
    problems: &mut Diagnostics,
) -> Result<T, Reported> {
    let names: Vec<&str> = words.iter().map(|&(name, _)| name).collect();
    let Some(text) = node.as_str() else {
        return Err(problems.refuse(wrong_type(node, &format!("a {what} ({})", names.join(", ")))));
    };
    words.iter().find(|(name, _)| *name == text).map(|&(_, value)| value).ok_or_else(|| {
        let diagnostic = UNKNOWN_WORD.finding(format!("`{text}` is not a {what}"));
        let label =
            did_you_mean(text, names.iter().copied(), &format!("expected one of {}", names.join(", ")));
        problems
            .refuse(diagnostic.at(&node.span, label).hint(format!("possible values: {}", names.join(", "))))
    })
}

/// Declares a struct that is read from a mapping: one field per key, `_` in the name for `-` in the
/// key. A field of type `Option<T>` may be left out, any other must be there. The type gets
/// `Decode` and a `KEYS` list; all its problems are reported together.
///
/// The comments are shown to those who write the YAML, in their editor and in docs/reference/yaml.md: what the key is
/// for, and as a last paragraph `Without it: …`, or `Required, except …` where some can leave it out. Words
/// are explained in small letters, without a full stop. `#[usual("…")]` is what holds without the key, where
/// that is one value; `#[examples("…")]` are offered; `#[between(1, 99)]` bounds a number. A function
/// behind `ruled by` adds to the schema what no single key can say.
macro_rules! record {
    (
        $(#[doc = $doc:literal])*
        $(#[derive($($derive:ident),*)])?
        $name:ident as $what:literal $(, ruled by $rules:ident)? {
            $(
                $(#[doc = $fdoc:literal])*
                $(#[usual($usual:expr)])?
                $(#[examples($($example:expr),+)])?
                $(#[between($least:literal, $most:literal)])?
                $field:ident : $type:ty
            ),* $(,)?
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq $($(, $derive)*)?)]
        pub struct $name { $( $(#[doc = $fdoc])* pub $field: $type ),* }

        impl $name {
            /// The keys that may be written, as in YAML.
            pub fn keys() -> &'static [&'static str] {
                static KEYS: std::sync::LazyLock<Vec<&'static str>> = std::sync::LazyLock::new(|| {
                    vec![$( $crate::base::yaml::yaml_key!($field) ),*]
                });
                &KEYS
            }
        }

        impl $crate::base::yaml::Decode for $name {
            const EXPECTED: &'static str = concat!("a set of keys for ", $what);
            const NAME: Option<&'static str> = Some(stringify!($name));
            fn possible_keys() -> &'static [&'static str] {
                Self::keys()
            }

            fn decode(node: &$crate::base::yaml::Node, problems: &mut $crate::base::Diagnostics) -> Result<Self, $crate::base::Reported> {
                let fields = $crate::base::yaml::Fields::of(node, $what, Self::keys(), problems)?;
                $( let $field = fields.read::<$type>($crate::base::yaml::yaml_key!($field), problems); )*
                fields.finish(Self::keys(), problems);
                Ok(Self { $( $field: $field? ),* })
            }

            fn shape(book: &mut $crate::base::yaml::SchemaGenerator) -> $crate::base::yaml::Schema {
                let mut group = $crate::base::yaml::shape::Group::new($what, &[$($doc),*]);
                $({
                    let value = <$type as $crate::base::yaml::Field>::value_shape(book);
                    $( let value = $crate::base::yaml::shape::between::<$type>(value, $least, $most); )?
                    $( let value = $crate::base::yaml::shape::with(value, "default", serde_json::json!($usual)); )?
                    $( let value = $crate::base::yaml::shape::with(value, "examples", serde_json::json!([$($example),+])); )?
                    let required = <$type as $crate::base::yaml::Field>::REQUIRED;
                    group.key($crate::base::yaml::yaml_key!($field), value, required, &[$($fdoc),*]);
                })*
                #[allow(unused_mut, reason = "not every record has rules")]
                let mut schema = group.finish();
                $( $rules(&mut schema); )?
                schema
            }
        }
    };
}

/// A field's name as the YAML key: `-` for `_`.
macro_rules! yaml_key {
    ($field:ident) => {{
        static KEY: std::sync::LazyLock<String> =
            std::sync::LazyLock::new(|| stringify!($field).trim_start_matches("r#").replace('_', "-"));
        KEY.as_str()
    }};
}

/// Declares an enum that is read from one word of a fixed set. The comments are shown to those who write
/// the YAML, in their editor and in docs/reference/yaml.md.
macro_rules! words {
    (
        $(#[doc = $doc:literal])*
        $name:ident as $what:literal {
            $( $(#[doc = $vdoc:literal])* $variant:ident = $word:literal ),* $(,)?
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $( $(#[doc = $vdoc])* $variant ),* }

        impl $name {
            /// All words.
            pub const WORDS: &'static [&'static str] = &[$( $word ),*];

            /// All of them, in the order declared.
            pub const ALL: [Self; Self::WORDS.len()] = [$( Self::$variant ),*];

            /// What it means, as its comment says it.
            pub fn meaning(self) -> String {
                match self { $( Self::$variant => $crate::base::yaml::shape::prose(&[$($vdoc),*]) ),* }
            }

            /// The word in YAML.
            pub fn word(self) -> &'static str {
                match self { $( Self::$variant => $word ),* }
            }

            /// The variant with this word.
            pub fn read(word: &str) -> Option<Self> {
                match word { $( $word => Some(Self::$variant), )* _ => None }
            }
        }

        impl $crate::base::yaml::Decode for $name {
            const EXPECTED: &'static str = concat!("a ", $what);
            fn decode(node: &$crate::base::yaml::Node, problems: &mut $crate::base::Diagnostics) -> Result<Self, $crate::base::Reported> {
                $crate::base::yaml::one_of(node, $what, &[$( ($word, Self::$variant) ),*], problems)
            }

            fn shape(_: &mut $crate::base::yaml::SchemaGenerator) -> $crate::base::yaml::Schema {
                $crate::base::yaml::shape::words($what, &Self::ALL.iter().map(|w| (w.word(), w.meaning())).collect::<Vec<_>>())
            }
        }
    };
}

pub(crate) use record;
pub(crate) use words;
pub(crate) use yaml_key;
