//! From tree to types: scalars, lists, options. One clear message for every wrong value.

use super::{Key, Node, Value, shape};
use crate::base::yaml::rules::{MISSING_KEY, MISSING_VALUE, WRONG_DATE, WRONG_TYPE};
use crate::base::{Diagnostic, Diagnostics, Located, Reported, Span, all};
use chrono::{Month, NaiveDate};
use schemars::{Schema, SchemaGenerator};

/// A type that can be read from a [`Node`].
pub trait Decode: Sized {
    /// What to write, for messages: `a date such as 2021-04-20`.
    const EXPECTED: &'static str;

    /// What the JSON Schema calls it, where it stands there once for all its uses.
    const NAME: Option<&'static str> = None;

    /// The keys of a set of keys, for messages.
    fn possible_keys() -> &'static [&'static str] {
        &[]
    }

    /// Reads the node; reports every problem in it.
    ///
    /// # Errors
    /// There was one.
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported>;

    /// What may be written, for editors: exactly what [`Decode::decode`] reads, as far as a schema can say it.
    fn shape(book: &mut SchemaGenerator) -> Schema;
}

/// A type that can be the value of a record's key: required as `T`, optional as `Option<T>`.
pub trait Field: Sized {
    /// Whether the key must be there.
    const REQUIRED: bool;

    /// What may be written behind the key, for editors.
    fn value_shape(book: &mut SchemaGenerator) -> Schema;

    /// Reads the value of `key`, or what stands for its absence.
    fn field(
        node: Option<&Node>,
        key: &str,
        parent: &Span,
        record: &str,
        problems: &mut Diagnostics,
    ) -> Result<Self, Reported>;
}

impl<T: Decode> Field for T {
    const REQUIRED: bool = true;

    fn value_shape(book: &mut SchemaGenerator) -> Schema {
        shape::of::<T>(book)
    }

    fn field(
        node: Option<&Node>,
        key: &str,
        parent: &Span,
        record: &str,
        problems: &mut Diagnostics,
    ) -> Result<Self, Reported> {
        match node {
            Some(node) if node.value != Value::Null => T::decode(node, problems),
            Some(node) => {
                let problem = MISSING_VALUE.finding(format!("`{key}` has no value"));
                let problem = problem.at(&node.span, format!("expected {}", T::EXPECTED));
                Err(with_keys(problem, T::possible_keys()).refuse(problems))
            }
            None => {
                let (line, _) = parent.line_column();
                let place = Span::line(&parent.source, line);
                let problem = MISSING_KEY
                    .finding(format!("{record} has no `{key}`"))
                    .at(&place, format!("add a line `{key}:` with {}", T::EXPECTED))
                    .added(record, key);
                Err(with_keys(problem, T::possible_keys()).refuse(problems))
            }
        }
    }
}

impl<T: Decode> Field for Option<T> {
    const REQUIRED: bool = false;

    fn value_shape(book: &mut SchemaGenerator) -> Schema {
        shape::or_nothing::<T>(book)
    }

    fn field(
        node: Option<&Node>,
        _: &str,
        _: &Span,
        _: &str,
        problems: &mut Diagnostics,
    ) -> Result<Self, Reported> {
        match node {
            Some(node) if node.value != Value::Null => T::decode(node, problems).map(Some),
            _ => Ok(None),
        }
    }
}

/// The keys of a mapping with their values; anything else is reported.
pub fn entries<'a>(
    node: &'a Node,
    expected: &str,
    problems: &mut Diagnostics,
) -> Result<&'a [(Key, Node)], Reported> {
    match &node.value {
        Value::Mapping(entries) => Ok(entries),
        _ => Err(problems.refuse(wrong_type(node, expected))),
    }
}

/// A text; nothing is an empty one.
pub fn text(node: &Node, problems: &mut Diagnostics) -> Result<Located<String>, Reported> {
    match node.value {
        Value::Null => Ok(Located::new(String::new(), node.span.clone())),
        _ => Located::decode(node, problems),
    }
}

/// Adds the keys of the set of keys that was expected, if it was one.
pub fn with_keys(problem: Diagnostic, keys: &[&str]) -> Diagnostic {
    match keys {
        [] => problem,
        _ => problem.hint(format!(
            "write these keys on the lines below, each indented by two more spaces; possible keys: {}",
            keys.join(", ")
        )),
    }
}

/// The report for a node that is not what it should be.
pub fn wrong_type(node: &Node, expected: &str) -> Diagnostic {
    let found = match &node.value {
        Value::Scalar { text, .. } => format!("expected {expected}, but found `{}`", text.trim()),
        _ => format!("expected {expected}, but found {}", node.kind()),
    };
    WRONG_TYPE.finding(found).at(&first_line(&node.span), format!("expected {expected}"))
}

/// The first line of a span: long blocks are pointed at, not quoted whole.
fn first_line(span: &Span) -> Span {
    let length = span.text().lines().next().map_or(0, str::len);
    Span::new(&span.source, span.start, span.start + length)
}

impl Decode for String {
    const EXPECTED: &'static str = "some text";
    const NAME: Option<&'static str> = Some("Text");
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        match &node.value {
            Value::Scalar { text, .. } => Ok(text.trim_end().to_owned()),
            Value::Mapping(entries) if entries.len() == 1 && entries[0].1.as_str().is_some() => Err(problems
                .refuse(
                    wrong_type(node, Self::EXPECTED).hint(
                        "if this is one sentence with a colon, put the whole sentence in double quotes",
                    ),
                )),
            _ => Err(problems.refuse(wrong_type(node, Self::EXPECTED))),
        }
    }

    fn shape(_: &mut SchemaGenerator) -> Schema {
        shape::text()
    }
}

impl Decode for bool {
    const EXPECTED: &'static str = "yes or no";
    const NAME: Option<&'static str> = Some("YesNo");
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        match node.as_str().map(str::to_ascii_lowercase).as_deref() {
            Some("yes" | "true") => Ok(true),
            Some("no" | "false") => Ok(false),
            _ => Err(problems.refuse(wrong_type(node, Self::EXPECTED))),
        }
    }

    fn shape(_: &mut SchemaGenerator) -> Schema {
        shape::yes_or_no()
    }
}

impl Decode for u32 {
    const EXPECTED: &'static str = "a whole number";
    const NAME: Option<&'static str> = Some("WholeNumber");
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let number = node.as_str().and_then(|text| text.parse().ok());
        number.ok_or_else(|| problems.refuse(wrong_type(node, Self::EXPECTED)))
    }

    fn shape(_: &mut SchemaGenerator) -> Schema {
        shape::whole_number(0, u32::MAX)
    }
}

impl Decode for f32 {
    const EXPECTED: &'static str = "a number from 0 to 5000";
    const NAME: Option<&'static str> = Some("Number");
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let number =
            node.as_str().and_then(|text| text.parse().ok()).filter(|n: &f32| (0.0..=5000.0).contains(n));
        number.ok_or_else(|| problems.refuse(wrong_type(node, Self::EXPECTED)))
    }

    fn shape(_: &mut SchemaGenerator) -> Schema {
        shape::number()
    }
}

impl Decode for NaiveDate {
    const EXPECTED: &'static str = "a date such as 2021-04-20 (year-month-day)";
    const NAME: Option<&'static str> = Some("Date");
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        match node.as_str().map(date) {
            Some(Ok(date)) => Ok(date),
            Some(Err(why)) => Err(problems
                .refuse(WRONG_DATE.finding(why).at(&node.span, format!("expected {}", Self::EXPECTED)))),
            None => Err(problems.refuse(wrong_type(node, Self::EXPECTED))),
        }
    }

    fn shape(_: &mut SchemaGenerator) -> Schema {
        shape::pattern::<Self>(&format!("^{}$", shape::DATE))
    }
}

/// Reads `2021-04-20`, and only that.
///
/// # Errors
/// A sentence that says what is wrong: the form, the month, or a day that the month does not have.
pub fn date(text: &str) -> Result<NaiveDate, String> {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &str, length: usize| {
        (part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    let [year, month, day] = parts[..] else { return Err(format!("`{text}` is not a date")) };
    let (Some(year), Some(month), Some(day)) = (digits(year, 4), digits(month, 2), digits(day, 2)) else {
        return Err(format!("`{text}` is not a date"));
    };
    let year = i32::try_from(year).map_err(|_| format!("`{text}` is not a date"))?;
    let Some(name) = u8::try_from(month).ok().and_then(|m| Month::try_from(m).ok()).map(|m| m.name()) else {
        return Err(format!("`{text}` is not a date: there is no month {month}"));
    };
    if !(1865..=2199).contains(&year) {
        return Err(format!("`{text}` is not possible: expected a year from 1865 to 2199, but found {year}"));
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| {
        let last = (28..=31).rev().find(|&d| NaiveDate::from_ymd_opt(year, month, d).is_some()).unwrap_or(28);
        format!("there is no {day} {name} {year}: that month has {last} days")
    })
}

/// What is written as the value in it is.
macro_rules! wrapper {
    ($name:ident, $wrap:expr) => {
        impl<T: Decode> Decode for $name<T> {
            const EXPECTED: &'static str = T::EXPECTED;
            const NAME: Option<&'static str> = T::NAME;
            fn possible_keys() -> &'static [&'static str] {
                T::possible_keys()
            }

            fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
                T::decode(node, problems).map(|value| $wrap(value, node))
            }

            fn shape(book: &mut SchemaGenerator) -> Schema {
                T::shape(book)
            }
        }
    };
}

wrapper!(Located, |value, node: &Node| Located::new(value, node.span.clone()));
wrapper!(Box, |value, _| Box::new(value));

impl<T: Decode> Decode for Vec<T> {
    const EXPECTED: &'static str = "a list (start each item on its own line, with a dash)";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let Value::List(items) = &node.value else {
            return Err(problems.refuse(wrong_type(node, Self::EXPECTED)));
        };
        all(items.iter().map(|item| {
            if item.value == Value::Null {
                return Err(MISSING_VALUE
                    .finding("a list item is empty")
                    .at(&item.span, format!("expected {}", T::EXPECTED))
                    .refuse(problems));
            }
            T::decode(item, problems)
        }))
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        shape::list::<T>(book)
    }
}
