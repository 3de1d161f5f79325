//! The facts that templates, phrases and texts print with double braces. Each is declared once, with its name, its type and
//! a comment: the declaration makes the value that Tera sees, the page docs/reference/facts.md, and the list for people who
//! choose a fact.
//!
//! A fact that a letter does not have is *none*: it prints nothing, and `{% if … %}` takes it for false.

mod annex;
mod event;
mod form;
mod known;
mod letter;
mod meeting;
mod moment;
pub mod names;
mod of_letter;
mod of_meeting;
mod people;

pub use annex::{
    AgendaFacts, AnnexContent, AnnexFacts, CellFacts, CommonFacts, DayFacts, FilledFormFacts, GridFacts,
    HostFacts, HotelFacts, ImageFacts, ListFacts, NoFacts, NoteFacts, PlanFacts, QuestionsFacts, RowFacts,
    TextFacts,
};
pub use event::{EventFacts, SubjectLine};
pub use form::{FieldFacts, FormFacts};
pub use known::{EACH, Sort, declared, fact_names};
pub use moment::{LongDay, Moment, is_like_moment, left_over, put_in};
pub use names::{BlockFacts, DeadlineFacts, all};
pub use of_letter::of;

use crate::base::yaml::shape::prose;
use std::collections::BTreeMap;
use std::marker::PhantomData;
use tera::{Context, Value};

/// A value that templates can print or ask for.
pub trait Fact {
    /// Whether a letter may be without it.
    const IS_OPTIONAL: bool = false;

    /// What it is.
    fn shape() -> Shape;

    /// The value that Tera sees.
    fn value(self) -> Value;

    /// The value where the letter has nothing to say: none, no entries, or a group of such values.
    fn nothing() -> Value {
        Value::none()
    }
}

/// What a fact is, for people.
#[derive(Clone, Debug)]
pub enum Shape {
    /// Words.
    Text,
    /// A whole number.
    Number,
    /// True or false.
    YesNo,
    /// A day, printed as `20 April 2021`.
    Day,
    /// A day, printed as `Tuesday, 20 April 2021`.
    LongDay,
    /// A time, printed as `0930 hours`.
    Time,
    /// Several of one kind.
    List(Box<Self>),
    /// Several of one kind, each with a name that the house style or the letter chooses.
    Named(Box<Self>),
    /// Several facts, each with a name.
    Group(Vec<Known>),
}

/// A fact by its name.
#[derive(Clone, Debug)]
pub struct Known {
    /// As templates write it.
    pub name: String,
    /// What it says.
    pub about: String,
    /// What it is.
    pub shape: Shape,
    /// Whether a letter may be without it.
    pub is_optional: bool,
}

impl Known {
    /// From a declaration: its identifier, and the lines of its comment.
    fn declared<T: Fact>(name: &str, lines: &[&str]) -> Self {
        Self {
            name: name.trim_start_matches("r#").to_owned(),
            about: prose(lines),
            shape: T::shape(),
            is_optional: T::IS_OPTIONAL,
        }
    }
}

/// The name of a fact, and its type.
pub struct Name<T>(&'static str, PhantomData<T>);

/// The facts of a letter as Tera wants them.
#[derive(Clone, Default)]
pub struct Facts(Context);

impl Facts {
    /// Says what a fact is from now on.
    pub fn set<T: Fact>(&mut self, name: Name<T>, value: T) {
        self.0.insert_value(name.0, value.value());
    }

    /// Says that the letter has nothing for a fact.
    pub fn set_nothing<T: Fact>(&mut self, name: Name<T>) {
        self.0.insert_value(name.0, T::nothing());
    }

    /// Says nothing for a fact that has not been said.
    pub fn set_nothing_yet<T: Fact>(&mut self, name: Name<T>) {
        if !self.0.contains_key(name.0) {
            self.set_nothing(name);
        }
    }

    /// Whether a fact has been said.
    pub fn has<T: Fact>(&self, name: Name<T>) -> bool {
        self.0.contains_key(name.0)
    }

    /// Takes a fact away: only some texts may ask for it.
    pub fn remove<T: Fact>(&mut self, name: Name<T>) {
        self.0.remove(name.0);
    }

    /// What Tera reads.
    pub fn context(&self) -> &Context {
        &self.0
    }
}

/// Declares a group of facts: a struct whose fields are their names, types and comments.
macro_rules! fact_group {
    (
        $(#[$about:meta])+
        pub struct $name:ident {
            $($(#[doc = $doc:literal])+ $field:ident: $type:ty,)+
        }
    ) => {
        $(#[$about])+
        pub struct $name {
            $($(#[doc = $doc])+ pub $field: $type,)+
        }

        impl $crate::compose::facts::Fact for $name {
            fn shape() -> $crate::compose::facts::Shape {
                use $crate::compose::facts::{Known, Shape};
                Shape::Group(vec![
                    $(Known::declared::<$type>(stringify!($field), &[$($doc),+])),+
                ])
            }

            fn value(self) -> tera::Value {
                use $crate::compose::facts::{Fact, fact_key};
                std::collections::BTreeMap::from([
                    $((const { fact_key(stringify!($field)) }, Fact::value(self.$field))),+
                ])
                .into()
            }

            fn nothing() -> tera::Value {
                use $crate::compose::facts::{Fact, fact_key};
                std::collections::BTreeMap::from([
                    $((const { fact_key(stringify!($field)) }, <$type as Fact>::nothing())),+
                ])
                .into()
            }
        }
    };
}
use fact_group;

/// The name that templates write for a field of a group.
const fn fact_key(field: &'static str) -> &'static str {
    match field.as_bytes() {
        [b'r', b'#', ..] => field.split_at(2).1,
        _ => field,
    }
}

/// A text with markup that is rendered already.
impl Fact for Value {
    fn shape() -> Shape {
        Shape::Text
    }

    fn value(self) -> Value {
        self
    }
}

impl Fact for bool {
    fn shape() -> Shape {
        Shape::YesNo
    }

    fn value(self) -> Value {
        self.into()
    }

    fn nothing() -> Value {
        false.into()
    }
}

macro_rules! plain_facts {
    ($($type:ty: $shape:ident,)+) => {
        $(impl Fact for $type {
            fn shape() -> Shape {
                Shape::$shape
            }

            fn value(self) -> Value {
                self.into()
            }
        })+
    };
}

plain_facts! {
    &str: Text,
    String: Text,
    u32: Number,
    i32: Number,
    usize: Number,
}

impl<T: Fact> Fact for Option<T> {
    const IS_OPTIONAL: bool = true;

    fn shape() -> Shape {
        T::shape()
    }

    fn value(self) -> Value {
        self.map_or_else(Value::none, Fact::value)
    }
}

impl<T: Fact> Fact for Vec<T> {
    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }

    fn value(self) -> Value {
        self.into_iter().map(Fact::value).collect::<Vec<_>>().into()
    }

    fn nothing() -> Value {
        Vec::<Value>::new().into()
    }
}

impl<T: Fact> Fact for BTreeMap<String, T> {
    fn shape() -> Shape {
        Shape::Named(Box::new(T::shape()))
    }

    fn value(self) -> Value {
        self.into_iter().map(|(name, fact)| (name, fact.value())).collect::<BTreeMap<_, _>>().into()
    }

    fn nothing() -> Value {
        BTreeMap::<String, Value>::new().into()
    }
}
