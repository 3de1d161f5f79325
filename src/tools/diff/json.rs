//! A review for scripts: one JSON object for each letter, each common change and each file left over, and
//! one for the sums. The keys stay as they are; new ones may come. `letters help diff` lists them.

use super::common::Common;
use super::compare::Alteration;
use super::letter::LetterTitle;
use super::review::Review;
use crate::base::report::json_line;
use serde_json::{Map, Value, json};

/// The lines.
pub fn lines(review: &Review) -> impl Iterator<Item = String> + '_ {
    let letters = review.letters.iter().map(|letter| of_letter(review, letter));
    let commons = review.commons.list.iter().enumerate();
    let commons = commons.map(|(at, common)| of_common(review, at, common));
    let left = review.left_over.iter().flatten();
    let left = left.map(|name| json!({ "event": "left-over", "name": name }));
    let sums = || {
        let left_over = review.left_over.as_ref().map(Vec::len);
        joined([json!({ "event": "summary" }), json!(review.totals()), json!({ "left_over": left_over })])
    };
    letters.chain(commons).chain(left).chain(std::iter::once_with(sums)).map(|event| json_line(&event))
}

/// The keys of several objects in one.
fn joined<const N: usize>(objects: [Value; N]) -> Value {
    let maps = objects.into_iter().filter_map(|object| match object {
        Value::Object(map) => Some(map),
        _ => None,
    });
    Value::Object(maps.flatten().collect::<Map<_, _>>())
}

fn of_letter(review: &Review, letter: &LetterTitle) -> Value {
    let (out, new) = letter.found.words();
    let changes = letter.found.alterations.iter().flat_map(|alteration| changes(review, alteration));
    let words = json!({ "out": out, "in": new, "changes": changes.collect::<Vec<_>>() });
    joined([json!({ "event": "letter" }), json!(letter), words])
}

fn changes(review: &Review, alteration: &Alteration) -> Vec<Value> {
    let place = json!({ "place": alteration.place, "passage": alteration.kind });
    let commons = review.commons.each(alteration).map(|at| json!({ "common": at.map(|at| at + 1) }));
    let changes = alteration.changes().into_iter().zip(commons);
    changes.map(|(change, common)| joined([place.clone(), json!(change), common])).collect()
}

fn of_common(review: &Review, at: usize, common: &Common) -> Value {
    let letters = common.letters.iter().filter_map(|at| review.letters.get(*at));
    let letters: Vec<&str> = letters.map(LetterTitle::short).collect();
    joined([json!({ "event": "common", "number": at + 1, "letters": letters }), json!(common)])
}
