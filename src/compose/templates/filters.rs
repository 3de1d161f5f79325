//! What templates call with `|`: dates, times and lists in words, pointers at annexes; and what they ask with `is`.

use super::words::{filter_error, missing};
use crate::compose::facts::Moment;
use crate::compose::markdown;
use crate::compose::origin::marks;
use crate::model::phrases::{DateWords, ListWords};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use tera::{Kwargs, State, Tera, TeraResult, Value};

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
fn contains(value: &Value, sought: &Value) -> TeraResult<bool> {
    if Moment::of(value).is_some() {
        return Err(filter_error(
            "a day or a time contains no words\nput it in words first, with `| date` or `| time`",
        ));
    }
    Ok(match (value.as_str(), value.as_array()) {
        (Some(text), _) => sought.as_str().is_some_and(|words| text.contains(words)),
        (None, Some(list)) => list.contains(sought),
        (None, None) => {
            value.is_map() && sought.as_str().is_some_and(|name| value.get_from_path(name).is_some())
        }
    })
}

/// Whether a text ends with a mark that its writer gave it, or with the word before the last in a row (`; and`): what
/// joins it to the next must not be put behind it again.
fn is_punctuated(text: &str, lists: &ListWords) -> bool {
    let text =
        text.trim_end_matches(|c: char| marks::is_mark(c) || c.is_whitespace() || matches!(c, '*' | '_'));
    let ends = text.ends_with([';', ',', '.', ':', '；', '，', '。', '、', '：', '؛', '،']);
    let and = lists.and.replace("{a}", "").replace("{b}", "");
    let before = text.strip_suffix(and.trim_end()).unwrap_or_default();
    ends || !and.trim().is_empty() && !before.trim().is_empty()
}

/// `is containing(pat="…")`, `is punctuated`.
pub(super) fn register_tests(tera: &mut Tera, lists: &ListWords) {
    let words = lists.clone();
    tera.register_test("punctuated", move |value: &Value, _: Kwargs, _: &State<'_>| {
        Ok::<_, tera::Error>(value.as_str().is_some_and(|text| is_punctuated(text, &words)))
    });
    tera.register_test("containing", |value: &Value, sought: Kwargs, _: &State<'_>| {
        contains(value, sought.must_get("pat")?)
    });
}

/// The day that a filter is given: a fact, or a text such as `2021-04-20`.
fn day(value: &Value) -> TeraResult<NaiveDate> {
    let expected = "give it a day, such as `meeting.starts`, or a date such as \"2021-04-20\"";
    let read = Moment::of(value).map(Ok).or_else(|| Moment::typed(value.as_str()?));
    match read {
        Some(Ok(Moment::Day(day, _))) => Ok(day),
        Some(Ok(Moment::Time(_))) => Err(filter_error(
            "a filter for days is given a time\nwrite `| time` for a time, such as `{{ meeting.opens | time }}`",
        )),
        Some(Err(why)) => Err(filter_error(format!("{why}\n{expected}"))),
        None if value.is_none() || value.is_undefined() => Err(missing()),
        None => Err(filter_error(format!("a filter for days is given something else\n{expected}"))),
    }
}

/// The same for times.
fn time(value: &Value) -> TeraResult<Moment> {
    let expected = "give it a time, such as `meeting.opens`, or a text such as \"09:30\"";
    let read = Moment::of(value).map(Ok).or_else(|| Moment::typed(value.as_str()?));
    match read {
        Some(Ok(time @ Moment::Time(_))) => Ok(time),
        Some(Ok(Moment::Day(..))) => Err(filter_error(
            "the filter `time` is given a day\nwrite `| date` or `| long_date` for a day, such as `{{ meeting.starts | date }}`",
        )),
        Some(Err(why)) => Err(filter_error(format!("{why}\n{expected}"))),
        None if value.is_none() || value.is_undefined() => Err(missing()),
        None => Err(filter_error(format!("the filter `time` is given something else\n{expected}"))),
    }
}

/// That a filter is given what it does not know, as in `date(format="%Y")`.
fn only(name: &str, known: &[&str], given: &Kwargs) -> TeraResult<()> {
    match given.iter().find_map(|(given, _)| given.as_str().filter(|given| !known.contains(given))) {
        None => Ok(()),
        Some(given) => Err(filter_error(format!(
            "the filter `{name}` has no `{given}`\nremove it: days and times are printed in the words of the language; `long_date` adds the weekday"
        ))),
    }
}

/// `date`, `long_date`, `date_range`, `time`, `listed`, `pointers`, `default`: what templates and letters do with facts.
pub(super) fn register_filters(tera: &mut Tera, dates: &DateWords, lists: &ListWords) {
    register_lists(tera, dates, lists);
    let words = dates.clone();
    tera.register_filter("date", move |value: &Value, given: Kwargs, _: &State<'_>| {
        only("date", &[], &given)?;
        day(value).map(|day| words.day(day))
    });
    let words = dates.clone();
    tera.register_filter("long_date", move |value: &Value, given: Kwargs, _: &State<'_>| {
        only("long_date", &[], &given)?;
        day(value).map(|day| words.weekday_day(day))
    });
    let words = dates.clone();
    tera.register_filter("date_range", move |value: &Value, given: Kwargs, _: &State<'_>| {
        only("date_range", &["to"], &given)?;
        let (from, to) = (day(value)?, day(given.must_get("to")?)?);
        if to < from {
            return Err(filter_error(
                "this range ends before it begins\nwrite the first day before `|` and the last day after `to=`",
            ));
        }
        Ok::<_, tera::Error>(words.range(from, to))
    });
    let words = dates.clone();
    tera.register_filter("time", move |value: &Value, given: Kwargs, _: &State<'_>| {
        only("time", &[], &given)?;
        time(value).map(|time| time.words(&words))
    });
    // Tera's own leaves a fact that is none as it is.
    tera.register_filter("default", |value: &Value, given: Kwargs, _: &State<'_>| {
        let other: &Value = given.must_get("value")?;
        let asks_for_empty: bool = given.get("boolean")?.unwrap_or_default();
        let is_there =
            if asks_for_empty { value.is_truthy() } else { !value.is_none() && !value.is_undefined() };
        Ok::<_, tera::Error>(if is_there { value.clone() } else { other.clone() })
    });
}

fn register_lists(tera: &mut Tera, dates: &DateWords, lists: &ListWords) {
    let (words, dates) = (lists.clone(), dates.clone());
    tera.register_filter("listed", move |list: &Value, _: Kwargs, _: &State<'_>| {
        let Some(list) = list.as_array() else {
            return Err(if list.is_none() || list.is_undefined() {
                missing()
            } else {
                filter_error("the filter `listed` is given something that is not a list\nprint the fact without `| listed`")
            });
        };
        let entries = list.iter().filter(|value| !value.is_none());
        let entries: Vec<_> =
            entries.map(|value| super::guards::in_words(value, &dates)).collect::<TeraResult<_>>()?;
        // Beside a text that is rendered, such as a link, the others are escaped.
        let is_rendered = entries.iter().any(|entry| entry.is_safe());
        let entry = |entry: &Value| match entry.as_str().filter(|_| is_rendered && !entry.is_safe()) {
            Some(typed) => markdown::escaped(typed),
            None => entry.to_string(),
        };
        let said = words.list(&entries.iter().map(|e| entry(e)).collect::<Vec<_>>());
        Ok(if is_rendered { Value::safe_string(&said) } else { said.into() })
    });
    let words = lists.clone();
    tera.register_filter("pointers", move |list: &Value, _: Kwargs, state: &State<'_>| {
        let Some(list) = list.as_array() else {
            return Err(filter_error(
                "the filter `pointers` is given something that is not a list\nput the annexes into square brackets: `{{ [annex.agenda] | pointers }}`",
            ));
        };
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
}
