//! Dates as one web page, which loads nothing and knows no clock.

use super::groups;
use super::held::Held;
use crate::model::phrases::DateWords;
use crate::tools::own_page::{self, templates};
use chrono::NaiveDate;
use serde_json::{Value, json};
use tera::{Context, TeraResult};

const TITLE: &str = "Key deadlines and meetings";

/// The page of some dates. `late` says of a date whether it has passed although its letter is still a draft.
///
/// # Errors
/// A defect of the template.
pub fn page(
    dates: &[&Held],
    (from, until): (NaiveDate, NaiveDate),
    words: &DateWords,
    late: impl Fn(&Held) -> bool,
) -> TeraResult<String> {
    let tera = templates([
        ("page.html", include_str!("page/page.html")),
        ("page.css", include_str!("page/page.css")),
    ])?;
    let all: Vec<Held> = dates.iter().map(|held| (*held).clone()).collect();
    let of_group = |group: String| {
        let own = dates.iter().filter(|held| held.letter.group == group);
        let rows: Vec<Value> = own.map(|held| row(held, words, late(held))).collect();
        json!({ "name": group, "rows": rows })
    };
    let facts = json!({
        "title": TITLE,
        "from": words.day(from),
        "until": words.day(until),
        "groups": groups(&all).into_iter().map(of_group).collect::<Vec<_>>(),
    });
    tera.render("page.html", &Context::from_serialize(&facts)?)
}

fn row(held: &Held, words: &DateWords, is_late: bool) -> Value {
    let (first, last) = held.item.days;
    let day = if first == last { words.weekday_day(first) } else { words.range(first, last) };
    let clock = held.item.clock.map(|(from, to)| {
        let to = to.map(|to| format!("-{to}")).unwrap_or_default();
        format!("{from}{to} Geneva time")
    });
    json!({
        "date": first.to_string(),
        "day": day,
        "clock": clock,
        "kind": held.item.kind.word(),
        "what": held.item.what,
        "place": held.item.place,
        "letter": held.letter.called,
        "status": held.standing.word(),
        "is_late": is_late,
        "is_proposed": held.is_proposed,
    })
}

/// Whether a file is such a page.
pub fn is_page(bytes: &[u8]) -> bool {
    own_page::is_page(bytes, TITLE)
}
