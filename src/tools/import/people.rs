//! The chair of the meeting, and the chairs of its working parties.

use super::markdown::tidy;
use super::names::SIGNS;
use super::search::Search;
use super::words::{find, keys};
use crate::model::phrases::Phrases;
use crate::tools::new::written::Commented;

/// Finds the chair, where the directory names another: in the sentence of the house style, or behind the word for it.
pub(super) fn settle(search: &mut Search<'_>, phrases: &Phrases, body: &[String]) {
    let chair = |values: &[String]| {
        let keys = ["honorific", "name", "country"].map(str::to_owned);
        let entries = keys.into_iter().zip(values).filter(|(_, value)| !value.is_empty());
        let entries = entries.map(|(key, value)| (key, Commented::text(tidy(value)))).collect();
        vec![("chair", Some(Commented { flow: true, ..Commented::group(entries) }))]
    };
    let signs: Vec<String> = SIGNS.iter().map(|sign| (*sign).to_owned()).collect();
    let found = search.slot(&chair(&signs), &SIGNS);
    // The parts stand side by side, so each place has them all.
    let whole = found.iter().flatten().filter_map(|value| person(value));
    let choices = whole.take(4).map(|parts| chair(&parts)).collect::<Vec<_>>();
    if search.best_of(choices) {
        return;
    }
    let facts = ["{{ phrases.chair_title }}", "{{ phrases.chair_name }}"].map(str::to_owned);
    let values = search.values(&facts);
    let of = |fact: &String| values.get(fact).map(String::as_str).unwrap_or_default();
    let (title, usual) = (of(&facts[0]), of(&facts[1]));
    let named = body.iter().find_map(|text| named(phrases, text, title));
    if let Some(parts) = named.filter(|parts| keys(&shown(parts)) != keys(usual)) {
        let draft = search.draft.with(&chair(&parts));
        if search.compose(&draft, super::made::Origins::Left).is_some() {
            search.draft = draft;
            search.measure();
        }
    }
}

fn shown([honorific, name, country]: &[String; 3]) -> String {
    if country.is_empty() { format!("{honorific} {name}") } else { format!("{honorific} {name} ({country})") }
}

/// Who is named behind a title, within its sentence: `the Chairman of Study Group 1, Mr Jean Example (Ruritania)`.
fn named(phrases: &Phrases, text: &str, title: &str) -> Option<[String; 3]> {
    let from = find(text, title)?.end;
    let rest: String = text[from..].chars().take(160).collect();
    let honorific = |word: &str| {
        let word = word.trim_start_matches(['(', '（']);
        phrases.typography.titles.iter().flatten().any(|title| title.as_str() == word)
    };
    let mut at = 0;
    for word in rest.split_inclusive([' ', '\u{a0}', '\t', '\n']) {
        let start = at + (word.len() - word.trim_start_matches(['(', '（']).len());
        at += word.len();
        if honorific(word.trim()) {
            let end = rest[start..].find([')', '）']).map_or(rest.len(), |end| start + end);
            return person(&rest[start..end]).or_else(|| without_country(&rest[start..]));
        }
    }
    None
}

/// Honorific and name, of words that begin with capitals.
fn without_country(text: &str) -> Option<[String; 3]> {
    let mut words = text.split([' ', '\u{a0}']);
    let honorific = words.next()?.to_owned();
    let mut name: Vec<&str> = Vec::new();
    for word in words {
        let is_name = word.starts_with(char::is_uppercase);
        let bare = word.trim_end_matches([',', '.', ')', ';']);
        if is_name {
            name.push(bare);
        }
        if !is_name || bare.len() < word.len() {
            break;
        }
    }
    (name.len() > 1).then(|| [honorific, name.join(" "), String::new()])
}

/// Honorific, name and country of a person as letters write them: `Ms Jane Example (Ruritania)`.
fn person(value: &str) -> Option<[String; 3]> {
    let open = value.rfind(['(', '（'])?;
    let country = value[open..].trim_matches(|c: char| !c.is_alphabetic() && c != '.');
    let (honorific, name) = value[..open].trim().split_once([' ', '\u{a0}'])?;
    let parts = [honorific, name.trim(), country].map(str::to_owned);
    let is_short = name.split_whitespace().count() <= 6;
    (is_short && parts.iter().all(|part| !part.is_empty())).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::person;

    #[test]
    fn a_person_is_cut_into_parts() {
        let parts = |value| person(value).map(|parts| parts.join(" | "));
        assert_eq!(parts("Ms Jane Example (Ruritania),").as_deref(), Some("Ms | Jane Example | Ruritania"));
        assert_eq!(parts("Jane (Ruritania)"), None);
        assert_eq!(parts("Ms Jane Example"), None);
    }
}
