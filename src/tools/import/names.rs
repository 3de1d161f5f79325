//! Texts of facts, such as a place: read where the house style would print them.

use super::draft::Edit;
use super::search::{Search, text};

/// Words that no letter says, by which the place of a text is found.
pub(super) const SIGNS: [&str; 3] = ["Qvxaone", "Qvxbtwo", "Qvxcthree"];

/// Tries texts at the place where the house style would print them.
pub(super) fn fill(search: &mut Search<'_>, keys: &[&'static str]) -> bool {
    let signed: Vec<Edit> = keys.iter().zip(SIGNS).map(|(key, sign)| text(key, sign)).collect();
    // Days and hours are no name.
    let is_name = |value: &String| {
        value.split_whitespace().count() <= 12
            && value.chars().filter(|c| c.is_alphabetic()).count() > 2
            && value.chars().filter(char::is_ascii_digit).count() <= 2
    };
    let mut found = search.slot(&signed, &SIGNS[..keys.len()]);
    for (key, values) in keys.iter().zip(&mut found) {
        // A town has no number, and no verb before it; the address of a venue can have one. What ends a sentence is no name.
        let is_town = |value: &String| {
            !value.contains(|c: char| c.is_ascii_digit()) && !value.starts_with(char::is_lowercase)
        };
        values.retain(|value| {
            is_name(value) && !value.ends_with('.') && (*key != "meeting.place" || is_town(value))
        });
    }
    if found.iter().any(Vec::is_empty) {
        return false;
    }
    let most = found.iter().map(Vec::len).max().unwrap_or_default().min(6);
    let aligned = (0..most).map(|at| {
        let value =
            |(key, values): (&&'static str, &Vec<String>)| name(key, &values[at.min(values.len() - 1)]);
        keys.iter().zip(&found).map(value).collect::<Vec<_>>()
    });
    let choices: Vec<Vec<Edit>> = aligned.chain(cut(keys, &found)).collect();
    search.best_of(choices)
}

fn name(key: &'static str, value: &str) -> Edit {
    text(key, value.trim_matches(|c: char| c.is_whitespace() || COMMAS.contains(&c) || c == ';').to_owned())
}

/// What stands between the parts of a name.
const COMMAS: [char; 3] = [',', '，', '،'];

/// Names that stand side by side are read as one: it is cut at its commas, for both or for the first part alone.
fn cut(keys: &[&'static str], found: &[Vec<String>]) -> Vec<Vec<Edit>> {
    let mut choices = Vec::new();
    for value in found[0].iter().take(4) {
        for (at, _) in value.match_indices(COMMAS) {
            let (start, end) = value.split_at(at);
            match keys {
                [first] => choices.extend([vec![name(first, start)], vec![name(first, end)]]),
                [first, second, rest @ ..] if found[1].contains(value) => {
                    let mut edits = vec![name(first, start), name(second, end)];
                    edits.extend(rest.iter().zip(&found[2..]).map(|(key, values)| name(key, &values[0])));
                    choices.push(edits);
                }
                _ => {}
            }
        }
    }
    choices
}
