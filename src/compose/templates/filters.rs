//! What templates call with `|`: dates, times and lists in words, pointers at annexes; and what they ask with `is`.

use super::words::filter_error;
use crate::compose::facts;
use crate::compose::origin::marks;
use crate::model::phrases::{DateWords, ListWords};
use std::collections::BTreeMap;
use tera::{Kwargs, State, Tera, Value};

/// Several pointers in one phrase: `Annexes B and C`, each letter a link. `letters` has the link of an annex's letter
/// by its pointer; forms beside the annexes have none.
fn pointers(
    pointers: &[String],
    batch: &str,
    words: &ListWords,
    letters: &BTreeMap<String, &str>,
) -> tera::TeraResult<String> {
    match pointers {
        [] => Err(filter_error("the list of annexes is empty")),
        [one] => Ok(one.clone()),
        _ => match pointers
            .iter()
            .map(|pointer| letters.get(pointer).map(|l| (*l).to_owned()))
            .collect::<Option<Vec<_>>>()
        {
            Some(letters) => Ok(batch.replace(marks::LIST, &words.list(&letters))),
            // They are named in full.
            None => Ok(words.list(pointers)),
        },
    }
}

/// Whether a text has these words, or a list this entry. A fact that the letter does not have contains nothing; Tera's own
/// test refuses it.
fn contains(value: &Value, sought: &Value) -> bool {
    match (value.as_str(), value.as_array()) {
        (Some(text), _) => sought.as_str().is_some_and(|words| text.contains(words)),
        (None, Some(list)) => list.contains(sought),
        (None, None) => {
            value.is_map() && sought.as_str().is_some_and(|name| value.get_from_path(name).is_some())
        }
    }
}

/// `is containing(pat="…")`.
pub(super) fn register_tests(tera: &mut Tera) {
    tera.register_test("containing", |value: &Value, sought: Kwargs, _: &State<'_>| {
        Ok::<_, tera::Error>(contains(value, sought.must_get("pat")?))
    });
}

/// `date`, `long_date`, `time`, `listed`, `pointers`: what templates and letters do with facts.
pub(super) fn register_filters(tera: &mut Tera, dates: &DateWords, lists: &ListWords) {
    let words = lists.clone();
    tera.register_filter("listed", move |list: Vec<String>, _: Kwargs, _: &State<'_>| words.list(&list));
    let words = lists.clone();
    tera.register_filter("pointers", move |list: Vec<Value>, _: Kwargs, state: &State<'_>| {
        let list: Option<Vec<String>> = list.iter().map(|p| p.as_str().map(str::to_owned)).collect();
        let Some(list) = list else {
            let known: Option<Value> = state.get("annex")?;
            let known = known.as_ref().and_then(Value::as_map).into_iter().flatten();
            let mut known: Vec<String> = known.map(|(name, _)| name.to_string()).collect();
            known.sort();
            let known = known.join(", ");
            return Err(filter_error(format!(
                "one of these annexes is not in the letter; possible annexes: {known}"
            )));
        };
        let batch = if list.len() > 2 { "more_annex_pointers" } else { "annex_pointers" };
        let batch: Option<String> = state.get(batch)?;
        let letters: Option<Value> = state.get("annex_letters")?;
        let letters = letters.as_ref().and_then(Value::as_map).into_iter().flatten();
        let letters = letters.filter_map(|(pointer, letter)| Some((pointer.to_string(), letter.as_str()?)));
        pointers(&list, batch.as_deref().unwrap_or(marks::LIST), &words, &letters.collect())
            .map(|text| Value::safe_string(&text))
    });
    let read = |text: &str| {
        facts::read_day(text)
            .map_err(|why| filter_error(format!("{why}; expected a date such as 2021-04-20")))
    };
    let words = dates.clone();
    tera.register_filter("date", move |text: &str, _: Kwargs, _: &State<'_>| {
        read(text).map(|date| words.day(date))
    });
    let words = dates.clone();
    tera.register_filter("long_date", move |text: &str, _: Kwargs, _: &State<'_>| {
        read(text).map(|date| words.weekday_day(date))
    });
    let words = dates.clone();
    tera.register_filter("date_range", move |text: &str, to: Kwargs, _: &State<'_>| {
        let to: &str = to.must_get("to")?;
        Ok::<_, tera::Error>(words.range(read(text)?, read(to)?))
    });
    let words = dates.clone();
    tera.register_filter("time", move |text: &str, _: Kwargs, _: &State<'_>| {
        facts::read_time(text)
            .map(|time| words.time(time))
            .ok_or_else(|| filter_error(format!("`{text}` is not a time such as 09:30")))
    });
}
