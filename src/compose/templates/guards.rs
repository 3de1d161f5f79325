//! The filters that [guards](crate::compose::origin::guards) put into the code of tags.

use super::words::{FACT, filter_error, missing};
use crate::compose::facts::{self, Moment, declared};
use crate::compose::markdown;
use crate::compose::origin::guards::{EACH, JOINED, NO_MOMENT, ONE, PART, PARTS, SAME, WORDS};
use crate::compose::origin::marks::{self, MOMENT};
use crate::model::phrases::DateWords;
use std::borrow::Cow;
use tera::{Kwargs, State, Tera, TeraResult, Value};

/// Makes the guards known to Tera.
pub(super) fn register(tera: &mut Tera, dates: &DateWords) {
    tera.register_filter(SAME, |value: &Value, _: Kwargs, _: &State<'_>| comparable(value));
    tera.register_filter(NO_MOMENT, |value: &Value, _: Kwargs, _: &State<'_>| {
        let list = value.as_array().unwrap_or(std::slice::from_ref(value));
        if list
            .iter()
            .any(|value| Moment::of(value).is_some() || value.as_str().is_some_and(facts::is_like_moment))
        {
            return Err(filter_error(format!(
                "a day or a time is compared with something that is neither\n{COMPARE}"
            )));
        }
        Ok(value.clone())
    });
    let words = dates.clone();
    tera.register_filter(PART, move |value: &Value, given: Kwargs, _: &State<'_>| {
        let or_none = given.get("or_none")? == Some(true);
        if !or_none && (value.is_none() || value.is_undefined()) {
            return Err(missing());
        }
        let said = in_words(value, &words)?;
        Ok(match said.as_str().filter(|_| said.is_safe()) {
            Some(text) => format!("{}{text}{}", marks::PART, marks::PART_END).into(),
            None => said.into_owned(),
        })
    });
    tera.register_filter(JOINED, |value: &Value, _: Kwargs, _: &State<'_>| joined(value));
    let dates = dates.clone();
    tera.register_filter(WORDS, move |value: &Value, given: Kwargs, _: &State<'_>| {
        filtered(value, &given, &dates)
    });
    tera.register_filter(PARTS, |value: &Value, given: Kwargs, _: &State<'_>| {
        if Moment::of(value).is_some() {
            return Err(filter_error(
                "a day or a time has no parts\nprint all of it, for example `{{ meeting.starts }}`",
            ));
        }
        if value.is_safe() && value.is_string() {
            return Err(filter_error(
                "a text that may have markup has no parts\nprint all of it, without `[ ]` and `for`",
            ));
        }
        let or_none = given.get("or_none")? == Some(true);
        if !or_none && (value.is_none() || value.is_undefined()) {
            return Err(missing());
        }
        Ok(value.clone())
    });
    tera.register_filter(EACH, |value: &Value, _: Kwargs, _: &State<'_>| {
        match value.as_array().and_then(|list| list.iter().find(|entry| entry.is_array() || entry.is_map())) {
            Some(entry) => Err(several(None, entry)),
            None => Ok(value.clone()),
        }
    });
    tera.register_filter(ONE, |value: &Value, given: Kwargs, state: &State<'_>| {
        let name: Option<&str> = given.get("of")?;
        match name {
            Some(name) if value.is_undefined() => undefined(name, state),
            _ if value.is_array() || value.is_map() => Err(several(name, value)),
            _ if value.is_bool() => Err(filter_error(format!(
                "this is only true or false\nask for it: `{{% if {} %}} … {{% endif %}}`",
                name.unwrap_or(FACT)
            ))),
            _ => Ok(value.clone()),
        }
    });
}

/// What a filter for words is given.
fn filtered(value: &Value, given: &Kwargs, dates: &DateWords) -> TeraResult<Value> {
    let is_several = value.is_array() || value.is_map();
    if is_several && given.get("lists")? == Some(true) {
        return Ok(value.clone());
    }
    if value.is_none() || value.is_undefined() {
        return Err(missing());
    }
    if value.is_safe() && value.as_str().is_some_and(|text| text.contains("](")) {
        return Err(filter_error(
            "a filter would change the markup of a link\nprint the link as it is, and write the words around it outside the braces",
        ));
    }
    let text = value.as_str().unwrap_or_default();
    if text.contains(marks::LIST) {
        return Err(only_for_pointers());
    }
    if value.is_safe() && given.get("counts")? == Some(true) {
        let words: String = text.chars().filter(|c| !marks::is_mark(*c)).collect();
        return in_words(&words.into(), dates).map(Cow::into_owned);
    }
    if value.is_safe() && given.get("cuts")? == Some(true) {
        return Err(filter_error(
            "a filter would cut a text that may have markup\nprint all of it, or choose another text",
        ));
    }
    in_words(value, dates).map(Cow::into_owned)
}

/// Texts that were joined: where one of them is rendered, the others are escaped, and the whole is rendered.
fn joined(value: &Value) -> TeraResult<Value> {
    let Some(text) = value.as_str().filter(|text| text.contains(marks::PART)) else {
        return Ok(value.clone());
    };
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(marks::PART_END) {
        let (typed, rendered) = piece.split_once(marks::PART).unwrap_or((piece, ""));
        out += &markdown::escaped(typed);
        out += rendered.trim_end_matches(marks::PART_END);
    }
    Ok(Value::safe_string(&out))
}

/// That a fact which stands for the letters of annexes is used for something else.
fn only_for_pointers() -> tera::Error {
    filter_error(
        "this fact is only for the filter `pointers`\nwrite for example `{{ [annex.agenda, annex.practical] | pointers }}`",
    )
}

/// How days and times are compared.
pub(super) const COMPARE: &str = "compare a day with a day, such as `meeting.starts < \"2021-06-01\"`, and a time with a time, such as `meeting.opens < \"10:00\"`";

/// A value as it is compared: days and times, and texts that are written as such, by what they are.
fn comparable(value: &Value) -> TeraResult<Value> {
    if let Some(list) = value.as_array() {
        return Ok(list.iter().map(comparable).collect::<TeraResult<Vec<_>>>()?.into());
    }
    let moment = Moment::of(value).map(Ok).or_else(|| Moment::typed(value.as_str()?));
    match moment {
        Some(Ok(moment)) => Ok(moment.comparable()),
        Some(Err(why)) => Err(filter_error(format!("{why}\n{COMPARE}"))),
        None => Ok(value.clone()),
    }
}

/// A value with its days and times in words.
///
/// # Errors
/// It is several values.
pub(super) fn in_words<'v>(value: &'v Value, dates: &DateWords) -> TeraResult<Cow<'v, Value>> {
    if value.is_array() || value.is_map() {
        return Err(several(None, value));
    }
    if let Some(moment) = Moment::of(value) {
        return Ok(Cow::Owned(moment.words(dates).into()));
    }
    match value.as_str() {
        Some(text) if text.contains(MOMENT) => {
            let said = facts::put_in(text.to_owned(), dates).map_err(|_| {
                filter_error("a day or a time is cut\nuse the filters `date`, `long_date` and `time`")
            })?;
            Ok(Cow::Owned(if value.is_safe() { Value::safe_string(&said) } else { said.into() }))
        }
        _ => Ok(Cow::Borrowed(value)),
    }
}

/// That several values are printed as one.
fn several(name: Option<&str>, value: &Value) -> tera::Error {
    let name = name.unwrap_or(FACT);
    let first = value.as_array().and_then(<[Value]>::first);
    let write = match (
        value.is_map().then(|| single(value)),
        first.filter(|first| first.is_map()).map(single),
    ) {
        (Some(Some(key)), _) => format!("write one of them, for example `{{{{ {name}.{key} }}}}`"),
        (Some(None), _) => {
            "it is not printed as a whole: docs/reference/facts.md lists the facts in it".to_owned()
        }
        (None, Some(Some(key))) => {
            format!(
                "write them one by one, for example `{{% for one in {name} %}}{{{{ one.{key} }}}} {{% endfor %}}`"
            )
        }
        (None, _) if first.is_some_and(|first| first.is_map() || first.is_array()) => {
            format!("write them one by one, with `{{% for one in {name} %}} … {{% endfor %}}`")
        }
        (None, _) => format!("write all in a list: `{{{{ {name} | listed }}}}`"),
    };
    filter_error(format!("the fact `{name}` has several values\n{write}"))
}

/// A fact of a group that the letter has and that can be printed as it is.
fn single(group: &Value) -> Option<String> {
    let is_single =
        |value: &Value| !value.is_none() && !value.is_bool() && !value.is_array() && !value.is_map();
    let is_name = |key: &str| key.chars().all(|c| c.is_alphanumeric() || c == '_');
    let mut facts = group.as_map()?.iter().map(|(key, value)| (key.to_string(), value));
    facts.find(|(key, value)| is_single(value) && is_name(key)).map(|(key, _)| key)
}

/// A fact without a value: of a group that the letter does not have it is none; otherwise there is no such fact.
fn undefined(name: &str, state: &State<'_>) -> TeraResult<Value> {
    if declared(name).is_some() {
        return Ok(Value::none());
    }
    let (root, path) = name.split_once('.').unwrap_or((name, ""));
    let (group, last) = path.rsplit_once('.').unwrap_or(("", path));
    let root: Option<Value> = state.get(root)?;
    let found =
        root.as_ref().and_then(|root| if group.is_empty() { Some(root) } else { root.get_from_path(group) });
    let known: Vec<String> =
        found.and_then(Value::as_map).into_iter().flatten().map(|(key, _)| key.to_string()).collect();
    Err(tera::Error::message(format!(
        "Field `{last}` is not defined. Available fields: {}",
        known.join(", ")
    )))
}
