//! Slips in the names of facts and filters: a space or a comma in a name, capitals, a filter without its bar.

use super::slips::{Slip, filter, replaced, tags_of};
use crate::base::text::nearest;
use crate::compose::facts::{declared, fact_names};
use std::ops::Range;

/// All that may be wrong.
pub(super) fn slips(text: &str) -> Vec<Slip> {
    let mut found = Vec::new();
    for tag in tags_of(text).into_iter().filter(|tag| !tag.is_statement) {
        let inside = &text[tag.inside.clone()];
        let lead = tag.inside.start + inside.len() - inside.trim_start().len();
        let code = inside.trim();
        let (name, filters) = code.split_at(code.find(['|', '｜']).unwrap_or(code.len()));
        unknown_filter(text, lead + name.len(), filters, &mut found);
        wide_bar(text, lead + name.len(), filters, &mut found);
        without_bar(text, lead, name.trim_end(), &mut found);
        if filters.is_empty() || !filters.starts_with('｜') {
            wrong_name(text, lead, name.trim_end(), &mut found);
        }
    }
    found
}

/// What separates the words of a name where people write it from memory.
const BETWEEN: [char; 7] = [' ', '-', ',', ':', '.', '_', '–'];

/// `meeting starts`, `Meeting.Starts`, `meeting.strats`.
fn wrong_name(text: &str, start: usize, name: &str, found: &mut Vec<Slip>) {
    if name.is_empty()
        || name.contains(['"', '\'', '(', '[', '~', '+', '=', '/', '*', '%', '<', '>'])
        || declared(name).is_some()
    {
        return;
    }
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split(BETWEEN).filter(|word| !word.is_empty()).collect();
    let Some((first, rest)) = words.split_first() else { return };
    let dotted = format!("{first}.{}", rest.join("_"));
    let joined = words.join("_");
    let exact = [dotted, joined].into_iter().find(|name| declared(name).is_some());
    let (known, at, is_certain) = match (exact, nearest_fact(&lower)) {
        (Some(known), _) => (known.clone(), about(start, name, &known), true),
        (None, Some((known, wrong))) => (known, start + wrong.start..start + wrong.end, false),
        (None, None) => return,
    };
    found.push(Slip {
        what: format!("there is no fact `{name}` here"),
        advice: format!("write `{known}`: `letters docs reference/facts` lists all facts"),
        at,
        mended: replaced(text, &(start..start + name.len()), &known),
        is_certain,
    });
}

/// The fact that a name of two words is nearest to, of which one is misspelt; and the bytes of that word.
fn nearest_fact(name: &str) -> Option<(String, Range<usize>)> {
    let (group, last) = name.split_once('.').filter(|(_, last)| !last.contains('.'))?;
    let pairs =
        || fact_names().filter_map(|name| name.split_once('.')).filter(|(_, last)| !last.contains('.'));
    // Hyphens, as the measure of distances has them.
    let of_group: Vec<_> =
        pairs().filter(|(other, _)| *other == group).map(|(_, last)| last.replace('_', "-")).collect();
    if let Some(near) = nearest(last, of_group.iter().map(String::as_str)) {
        return Some((format!("{group}.{}", near.replace('-', "_")), group.len() + 1..name.len()));
    }
    let of_last: Vec<_> =
        pairs().filter(|(_, other)| *other == last).map(|(group, _)| group.replace('_', "-")).collect();
    let near = nearest(group, of_last.iter().map(String::as_str))?;
    Some((format!("{}.{last}", near.replace('-', "_")), 0..group.len()))
}

/// Where a name differs from the one that is meant.
fn about(start: usize, name: &str, known: &str) -> Range<usize> {
    let same = name.chars().zip(known.chars()).take_while(|(one, other)| one == other);
    let at: usize = same.map(|(c, _)| c.len_utf8()).sum();
    let length = name[at..].chars().next().map_or(0, char::len_utf8);
    start + at..start + at + length
}

/// `| dat`.
fn unknown_filter(text: &str, start: usize, filters: &str, found: &mut Vec<Slip>) {
    let Some(rest) = filters.strip_prefix('|') else { return };
    let place = start + 1 + rest.len() - rest.trim_start().len();
    let word = rest.trim_start().split(|c: char| !c.is_alphanumeric() && c != '_' && c != '-').next();
    let word = word.unwrap_or_default();
    let Some(known) = filter(word).filter(|known| *known != word) else { return };
    found.push(Slip {
        what: format!("there is no filter `{word}`"),
        advice: format!("write `{known}`: `letters docs house-style/facts` lists the filters"),
        at: place..place + word.len(),
        mended: replaced(text, &(place..place + word.len()), known),
        is_certain: false,
    });
}

/// A full-width bar.
fn wide_bar(text: &str, start: usize, filters: &str, found: &mut Vec<Slip>) {
    if filters.starts_with('｜') {
        found.push(Slip {
            what: "the bar before the filter is a full-width one (｜)".to_owned(),
            advice: "type the bar of the keyboard: |".to_owned(),
            at: start..start + '｜'.len_utf8(),
            mended: replaced(text, &(start..start + '｜'.len_utf8()), "|"),
            is_certain: true,
        });
    }
}

/// `meeting.starts long_date`.
fn without_bar(text: &str, start: usize, code: &str, found: &mut Vec<Slip>) {
    let Some((name, word)) = code.rsplit_once([' ', ',', ':']) else { return };
    let name = name.trim_end_matches([' ', ',', ':']);
    let Some(known) = filter(word).filter(|known| *known == word && declared(name).is_some()) else { return };
    let between = start + name.len()..start + code.len() - word.len();
    let blank = text[between.clone()].len() - text[between.clone()].trim_start().len();
    let sign = if text[between.clone()].trim().is_empty() {
        between.end..between.end + word.len()
    } else {
        between.start + blank..between.start + blank + 1
    };
    found.push(Slip {
        what: format!("the bar (|) before the filter `{known}` is missing"),
        advice: format!("write `{name} | {known}`"),
        at: sign,
        mended: replaced(text, &between, " | "),
        is_certain: true,
    });
}
