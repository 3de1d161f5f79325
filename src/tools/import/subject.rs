//! What the subject of an old letter tells: what is held, where and when, each with its own days.

use super::dates::{self, Days};
use super::identity;
use super::words::find;
use crate::model::phrases::Phrases;

/// Something that the subject names, with its days.
#[derive(Clone, Debug)]
pub(super) struct Occasion {
    /// What is held: `Meeting of Study Group 1`; empty where only a place stands before the days.
    pub(super) title: String,
    /// Where: `Seoul, Republic of Korea`, or that it is virtual; empty where nothing stands there.
    pub(super) place: String,
    pub(super) days: Days,
    /// Whether it is a meeting of the group of the letter.
    pub(super) is_own: bool,
}

impl Occasion {
    /// Whether its place is no place but a word for virtual, whatever its ending: `virtual`, `virtuelle`.
    pub(super) fn is_virtual(&self, word: &str) -> bool {
        let stem = |text: &str| text.to_lowercase().chars().take(5).collect::<String>();
        let word = stem(word);
        !word.is_empty() && self.place.split_whitespace().any(|said| stem(said) == word)
    }
}

/// Names of a group: by its words, by its code, by its number behind that of a working party.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub(super) words: Vec<String>,
    pub(super) designation: String,
}

impl Names {
    /// Where a text names the group, or a working party of it: the bytes behind the name.
    pub(super) fn end_in(&self, text: &str) -> Option<usize> {
        let party = || {
            let is_party = identity::numbers(text).iter().any(|(_, group)| *group == self.designation);
            let end = text.rfind(&format!("/{}", self.designation))? + 1 + self.designation.len();
            (is_party && !self.designation.is_empty()).then_some(end)
        };
        self.words.iter().filter_map(|name| Some(find(text, name)?.end)).max().or_else(party)
    }
}

/// What stands around titles and places.
const MARKS: [char; 16] =
    [' ', '\t', '\n', '\u{a0}', ',', ';', ':', '-', '–', '—', '(', ')', '.', '，', '、', '،'];

/// The occasions of a subject in order; `body` decides what of `Workshop on X, Seoul, Republic of Korea` is the place.
pub(super) fn occasions(
    phrases: &Phrases,
    lines: &[String],
    names: &Names,
    body: &[String],
    year: i32,
) -> Vec<Occasion> {
    let text = lines.join("\n");
    let mut found: Vec<Occasion> = Vec::new();
    let mut start = 0;
    for days in dates::days(phrases, &text, year) {
        let label = &text[start..days.range.start];
        start = days.range.end;
        // Where no space ends a name, more of what is held may follow it: 第5研究组会议.
        let word =
            |end: usize| label[end..].find(|c: char| !c.is_alphanumeric()).unwrap_or(label.len() - end);
        let name = names.end_in(label).map(|end| end + word(end));
        let (title, place) = match name {
            Some(end) => (&label[..end], without_code(&label[end..], names)),
            None => split(label, body),
        };
        let place = place.trim_matches(MARKS);
        let place = if place.contains(['(', '（']) { closed(label, place) } else { place.to_owned() };
        let title = title.trim_matches(MARKS).to_owned();
        found.push(Occasion { title, place, days, is_own: name.is_some() });
    }
    // In some languages the place stands behind the days.
    let rest = text[start..].trim_matches(MARKS);
    if let Some(last) = found.last_mut()
        && last.place.is_empty()
        && rest.chars().count() <= 60
        && !rest.contains(|c: char| c.is_ascii_digit())
    {
        last.place = rest.to_owned();
    }
    found
}

/// A place that ends with a bracket keeps it.
fn closed(label: &str, place: &str) -> String {
    let open = place.matches(['(', '（']).count() > place.matches([')', '）']).count();
    let end = label.rfind(place).map_or(0, |at| at + place.len());
    match label[end..].chars().next().filter(|c| open && matches!(c, ')' | '）')) {
        Some(bracket) => format!("{place}{bracket}"),
        None => place.to_owned(),
    }
}

/// What stands behind the name of a group, without its code in brackets.
fn without_code<'t>(text: &'t str, names: &Names) -> &'t str {
    let trimmed = text.trim_start();
    let inside = trimmed.strip_prefix('(').and_then(|inside| inside.split_once(')'));
    match inside {
        Some((code, rest)) if names.words.iter().any(|name| name == code.trim()) => rest,
        _ => text,
    }
}

/// Title and place of something else: the place is what the body says too, or what stands behind the last mark.
fn split<'t>(label: &'t str, body: &[String]) -> (&'t str, &'t str) {
    let marks: Vec<usize> = label.match_indices([',', ';', '\n', '，', '،', '(']).map(|(at, _)| at).collect();
    let place = |at: usize| label[at..].trim_matches(MARKS);
    let is_said = |at: &&usize| {
        let place = place(**at);
        !place.is_empty() && body.iter().take(3).any(|text| find(text, place).is_some())
    };
    // The last mark may stand before the days.
    let last = marks.iter().rev().find(|at| !place(**at).is_empty());
    let Some(at) = marks.iter().find(is_said).or(last) else { return (label, "") };
    // `in Kigali, Rwanda`: what stands before the mark with a capital is of the place too if the body says both.
    let longer = label[..*at].rfind(' ').map(|blank| blank + 1).filter(|start| {
        label[*start..].starts_with(char::is_uppercase)
            && body.iter().take(3).any(|text| find(text, place(*start)).is_some())
    });
    label.split_at(longer.unwrap_or(*at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Diagnostics, Source};

    fn read(subject: &str, body: &str) -> Vec<String> {
        let text = include_str!("../../../templates/phrases/en.yaml");
        let phrases = Phrases::load(&Source::new("en.yaml", text), &mut Diagnostics::new()).expect("phrases");
        let names = Names { words: vec!["Study Group 1".into(), "SG1".into()], designation: "1".into() };
        let found = occasions(&phrases, &[subject.to_owned()], &names, &[body.to_owned()], 2026);
        found
            .iter()
            .map(|o| format!("{} | {} | {} {}", o.title, o.place, o.days.starts(), o.is_own))
            .collect()
    }

    #[test]
    fn title_place_and_days() {
        assert_eq!(
            read("Meeting of Study Group 1; Seoul (Rep. of Korea), 18-27 July 2018", ""),
            ["Meeting of Study Group 1 | Seoul (Rep. of Korea) | 2018-07-18 true"]
        );
        assert_eq!(
            read("Meeting of ITU-T Study Group 1 (virtual, 4-6 May 2026; Geneva, 9-13 May 2026)", ""),
            ["Meeting of ITU-T Study Group 1 | virtual | 2026-05-04 true", " | Geneva | 2026-05-09 false"]
        );
        assert_eq!(
            read(
                "Workshop on X, Seoul, Korea, 18-27 July 2018",
                "will be held at the Hall, Seoul, Korea, from"
            ),
            ["Workshop on X | Seoul, Korea | 2018-07-18 false"]
        );
        // Half a day in brackets belongs to its day.
        assert_eq!(
            read(
                "Tutorial on Y, 6 February 2020 (morning);\nSeoul, Korea, 3-6 February 2020",
                "in Seoul, Korea, from"
            ),
            ["Tutorial on Y |  | 2020-02-06 morning false", " | Seoul, Korea | 2020-02-03 false"]
        );
    }
}
