//! Whether a translation says the facts and numbers of its sentence.

use super::units::cut;
use crate::base::text::one_line;
use std::collections::BTreeMap;

/// What differs, in a sentence; `None` when nothing does. Facts are what stands in double braces; numbers are
/// runs of at least two digits outside of them. `00` of a full hour is none, some languages leave it out; and a
/// translation may have more of them, months in Chinese.
pub(super) fn differences(original: &str, translation: &str) -> Option<String> {
    let (original, translation) = (Said::of(original), Said::of(translation));
    let lost = lacking(&original.facts, &translation.facts);
    if let Some(fact) = lost {
        return Some(format!("the fact `{{{{ {fact} }}}}` is missing in the translation"));
    }
    if let Some(fact) = lacking(&translation.facts, &original.facts) {
        return Some(format!(
            "the translation has the fact `{{{{ {fact} }}}}`, which is not in the original"
        ));
    }
    let number = lacking(&original.numbers, &translation.numbers)?;
    Some(format!("the number {number} of the original is missing in the translation"))
}

/// The first that one has more often than the other.
fn lacking<'a>(all: &'a BTreeMap<String, usize>, of: &BTreeMap<String, usize>) -> Option<&'a str> {
    all.iter().find(|(name, count)| of.get(*name).is_none_or(|c| c < *count)).map(|(name, _)| name.as_str())
}

struct Said {
    facts: BTreeMap<String, usize>,
    numbers: BTreeMap<String, usize>,
}

impl Said {
    fn of(text: &str) -> Self {
        let (words, inside) = cut(text);
        let count = |found: Vec<String>| {
            let mut counts = BTreeMap::new();
            found.into_iter().for_each(|said| *counts.entry(said).or_insert(0) += 1);
            counts
        };
        let facts = count(inside.into_iter().map(root).collect());
        let numbers = count(numbers_of(&words.join(" ")));
        Self { facts, numbers }
    }
}

/// What a fact is without the filters behind it, with single spaces.
fn root(fact: &str) -> String {
    one_line(fact.split('|').next().unwrap_or(fact))
}

fn numbers_of(text: &str) -> Vec<String> {
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let run = &rest[start..];
        let end = run.find(|c: char| !c.is_ascii_digit()).unwrap_or(run.len());
        let (run, behind) = run.split_at(end);
        // 0930 hours is 9 h 30 elsewhere.
        let is_hour = run.len() == 4 && leads_to_hours(behind);
        let parts = if is_hour { vec![&run[..2], &run[2..]] } else { vec![run] };
        let parts = parts.into_iter().map(|part| part.trim_start_matches('0')).filter(|part| part.len() > 1);
        numbers.extend(parts.map(str::to_owned));
        rest = behind;
    }
    numbers
}

/// Whether `hours` follow, perhaps after more of them: `0730 and 0800 hours`.
fn leads_to_hours(behind: &str) -> bool {
    let behind = behind.trim_start_matches([' ', '\u{a0}']);
    let more = ["and ", "or ", "to ", "-", "\u{2011}", "–", ", "]
        .iter()
        .find_map(|joint| behind.strip_prefix(joint));
    behind.starts_with("hours")
        || more.is_some_and(|more| {
            let end = more.find(|c: char| !c.is_ascii_digit()).unwrap_or(more.len());
            end == 4 && leads_to_hours(&more[end..])
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_and_numbers_are_compared() {
        let same = [
            ("at {{ meeting.opens }}, Circular 295", "Circulaire 295, à {{ meeting.opens | x }}"),
            ("at 0930 hours on 19 October 2021", "2021年10月19日9时30分"),
            ("10:00-16:00 hours", "10时至16时"),
            ("at 0730 and 0800 hours, from 0930-1045 hours", "à 7 h 30 et 8 heures, de 9 h 30 à 10 h 45"),
            ("one month", "1 mois"),
        ];
        for (original, translation) in same {
            assert_eq!(differences(original, translation), None, "{original}");
        }
        let differ = [
            ("{{ a }} and {{ a }}", "{{ a }}", "the fact `{{ a }}` is missing in the translation"),
            ("none", "{{ b.c }}", "the translation has the fact `{{ b.c }}`, which is not in the original"),
            (
                "Circular 295",
                "Circulaire 259",
                "the number 295 of the original is missing in the translation",
            ),
            ("at 0945 hours", "à 9 h 30", "the number 45 of the original is missing in the translation"),
        ];
        for (original, translation, found) in differ {
            assert_eq!(differences(original, translation).as_deref(), Some(found));
        }
    }
}
