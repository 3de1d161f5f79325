//! Days in a text as people write them: those that the checker's finders know, days in figures (`01/12/2027`,
//! `2026-12-01`), `the 1st to the 10th of December 2026`, and months without a day (`November 2026`).

use super::lexicon::{Key, Mark};
use crate::base::Language;
use crate::check::text::{Passage, Text};
use crate::model::dates::Written;
use chrono::{Datelike, NaiveDate};
use std::ops::Range;

/// Days, or a month, that a text tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidDays {
    /// Where they stand.
    pub range: Range<usize>,
    /// The days in order; of a range, the first and the last. None for a month.
    pub days: Vec<Written>,
    /// Whether it is a range.
    pub is_range: bool,
    /// Whether it is told by another day: `the day before the opening`.
    pub is_told: bool,
    /// A month without a day, or a part of one.
    pub month: Option<SaidMonth>,
}

/// A month that a text tells without a day: `November 2026`, `late in November`, `the second week of November`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidMonth {
    month: u32,
    /// The year, where it is written.
    year: Option<i32>,
    /// The days that are meant, as far as the words tell them.
    days: Range<u32>,
}

impl SaidDays {
    /// First and last day: of the written year, or of another.
    pub fn span(&self, other: i32) -> Option<(NaiveDate, NaiveDate)> {
        if let Some(SaidMonth { month, year, days }) = &self.month {
            let day = |day: u32| NaiveDate::from_ymd_opt(year.unwrap_or(other), *month, day);
            let last = day(1)?.checked_add_months(chrono::Months::new(1))?.pred_opt()?;
            return Some((day(days.start)?, day(days.end - 1).unwrap_or(last)));
        }
        let (first, last) = (self.days.first()?.date(other)?, self.days.last()?.date(other)?);
        Some((first, last.max(first)))
    }

    /// Whether the year is written.
    pub fn has_year(&self) -> bool {
        self.month.as_ref().is_some_and(|month| month.year.is_some())
            || self.days.iter().any(|day| day.year.is_some())
    }
}

/// All days of a passage.
pub fn read(text: &Text<'_>, passage: Passage<'_>, lower: &str, marks: &[Mark]) -> Vec<SaidDays> {
    let mut found: Vec<SaidDays> = passage
        .dates()
        .iter()
        .map(|mention| SaidDays {
            range: mention.range.clone(),
            days: mention.days.clone(),
            is_range: mention.is_range(),
            is_told: false,
            month: None,
        })
        .collect();
    figures(lower, &mut found);
    let named = named(text, lower);
    if text.facts.resolved.letter.language() == Language::English {
        english(&named, lower, marks, &mut found);
    }
    months(&named, lower, marks, &mut found);
    found.sort_by_key(|said| said.range.start);
    join(text, lower, marks, &mut found);
    found
}

/// Years of letters, from the founding of the Union on.
const YEARS: Range<i32> = 1865..2200;

/// Adds a day where nothing was read yet.
fn add(found: &mut Vec<SaidDays>, range: Range<usize>, day: Written) {
    if is_free(found, &range) {
        found.push(SaidDays { range, days: vec![day], is_range: false, is_told: false, month: None });
    }
}

fn is_free(found: &[SaidDays], range: &Range<usize>) -> bool {
    !found.iter().any(|said| said.range.start < range.end && range.start < said.range.end)
}

/// `2026-12-01`, `01.12.2026`, `01/12/2026`: the day first, as in all six languages.
fn figures(lower: &str, found: &mut Vec<SaidDays>) {
    let mut at = 0;
    while let Some(step) = lower[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + step;
        let end = start
            + lower[start..]
                .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '/' | '-'))
                .unwrap_or(lower.len() - start);
        let words = lower[start..end].trim_end_matches(['.', '/', '-']);
        at = end.max(start + 1);
        let parts: Vec<&str> = words.split(['.', '/', '-']).collect();
        let [a, b, c] = parts[..] else { continue };
        let Some(sign) = words.find(['.', '/', '-']).map(|at| &words[at..=at]) else { continue };
        if words.matches(sign).count() != 2 {
            continue;
        }
        let (day, year) = match (a.len(), c.len()) {
            (4, 1..=2) if sign == "-" => (c, a),
            (1..=2, 4) => (a, c),
            _ => continue,
        };
        let read = |part: &str| part.parse::<u32>().ok();
        let (Some(day), Some(month), Some(year)) = (read(day), read(b), read(year)) else { continue };
        let Ok(year) = i32::try_from(year) else { continue };
        let range = start..start + words.len();
        if NaiveDate::from_ymd_opt(year, month, day).is_some() && YEARS.contains(&year) {
            add(found, range, Written { day, month, year: Some(year) });
        }
    }
}

/// A name of a month in a text.
struct Named {
    month: u32,
    range: Range<usize>,
    /// Whether it is only the beginning of the name: `Dec`.
    is_short: bool,
}

/// The names of months in a text, as the phrases have them; in English also their first letters.
fn named(text: &Text<'_>, lower: &str) -> Vec<Named> {
    let names = || (1..).zip(&text.facts.phrases.dates.months);
    if text.facts.resolved.letter.language() == Language::English {
        let words = lower.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2);
        let found = words.filter_map(|word| {
            let is_part = word.len() == 3 || word == "sept";
            let is = |name: &String| {
                name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
                    && (is_part || name.len() == word.len())
            };
            let (month, name) = names().find(|(_, name)| is(name))?;
            let start = word.as_ptr() as usize - lower.as_ptr() as usize;
            let is_whole = !lower[..start].ends_with(char::is_alphanumeric);
            let range = start..start + word.len();
            is_whole.then_some(Named { month, range, is_short: name.len() != word.len() })
        });
        return found.collect();
    }
    let mut found = Vec::new();
    for (month, name) in names() {
        let name = name.to_lowercase();
        let is_figure = name.starts_with(|c: char| c.is_ascii_digit());
        for (at, words) in lower.match_indices(name.as_str()) {
            let before = &lower[..at];
            let is_whole = !before.ends_with(char::is_alphabetic) || is_figure;
            let is_ten = is_figure && before.ends_with(|c: char| c.is_ascii_digit());
            if (is_whole || before.ends_with('年')) && !is_ten {
                found.push(Named { month, range: at..at + words.len(), is_short: false });
            }
        }
    }
    found
}

/// `1st of December 2026`, `the third of December`, `December 2nd`, `Dec. 2`: what the finder of dates of the text leaves out.
fn english(named: &[Named], lower: &str, marks: &[Mark], found: &mut Vec<SaidDays>) {
    for Named { month, range: Range { start: at, end: word_end }, .. } in named {
        let (month, at, word_end) = (*month, *at, *word_end);
        // `may` is a verb.
        if &lower[at..word_end] == "may" && !has_number_beside(lower, at) {
            continue;
        }
        let behind = lower[word_end..].trim_start_matches('.');
        let behind_at = lower.len() - behind.len();
        let before = lower[..at].trim_end().trim_end_matches(" of");
        let year = |from: usize| {
            let rest = lower[from..].trim_start_matches([' ', ',']);
            year_at(rest).map(|year| (year, lower.len() - rest.len() + 4))
        };
        let named = marks.iter().find(|mark| mark.key == Key::Ordinal && mark.end == before.len());
        let named = named.and_then(|mark| Some((u32::try_from(mark.at + 1).ok()?, mark.start)));
        if let Some((day, start)) = day_before(before).or(named) {
            let (year, end) = year(behind_at).map_or((None, behind_at), |(year, end)| (Some(year), end));
            add(found, start..end, Written { day, month, year });
            continue;
        }
        let rest = behind.trim_start();
        let day_at = lower.len() - rest.len();
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let suffix = ["st", "nd", "rd", "th"].iter().find(|end| rest[digits.len()..].starts_with(**end));
        let end = day_at + digits.len() + suffix.map_or(0, |end| end.len());
        let is_whole = !lower[end..].starts_with(char::is_alphanumeric);
        if let (Ok(day @ 1..=31), true, true) = (digits.parse::<u32>(), is_whole, digits.len() <= 2) {
            let (year, end) = year(end).map_or((None, end), |(year, end)| (Some(year), end));
            add(found, at..end, Written { day, month, year });
        }
    }
}

/// Whether a number stands beside a word, as beside the name of a month.
fn has_number_beside(lower: &str, at: usize) -> bool {
    let near = |text: &str| text.trim_matches(' ').starts_with(|c: char| c.is_ascii_digit());
    near(lower[at..].trim_start_matches(char::is_alphabetic))
        || lower[..at].trim_end().ends_with(|c: char| c.is_ascii_digit())
}

/// The day that a text ends with: `1`, `1st`.
fn day_before(before: &str) -> Option<(u32, usize)> {
    let stem = ["st", "nd", "rd", "th", "er", "º", "-го"]
        .iter()
        .find_map(|end| before.strip_suffix(end))
        .unwrap_or(before);
    let start = stem
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + stem[at..].chars().next().map_or(1, char::len_utf8));
    let day = stem[start..].parse().ok().filter(|day| (1..=31).contains(day))?;
    (stem.len() - start <= 2).then_some((day, start))
}

/// `November 2026`, `в ноябре 2026 года`, `2026年11月`; without its year where a preposition shows that a month is meant.
fn months(named: &[Named], lower: &str, marks: &[Mark], found: &mut Vec<SaidDays>) {
    let mut add = |month: u32, start: usize, end: usize| {
        let rest = lower[end..].trim_start_matches([' ', ',', '،', '.']);
        let rest =
            ["de ", "del ", "du ", "of "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        let at = lower.len() - rest.len();
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let behind = digits.parse::<i32>().ok().filter(|_| digits.len() == 4 && at - end <= 5);
        let before = lower[..start].strip_suffix('年').and_then(|rest| {
            let year = rest.get(rest.len().checked_sub(4)?..)?;
            Some((year.parse::<i32>().ok()?, rest.len() - 4))
        });
        let (days, from, is_told) = part(lower, marks, start);
        let (year, range) = match (behind, before) {
            (_, Some((year, from))) => (Some(year), from..end),
            (Some(year), None) => (Some(year), from..at + 4),
            // A number beside it belongs to a day.
            (None, None) if is_told && !rest.starts_with(|c: char| c.is_ascii_digit()) => (None, from..end),
            (None, None) => return,
        };
        if year.is_none_or(|year| YEARS.contains(&year)) && is_free(found, &range) {
            let month = Some(SaidMonth { month, year, days });
            found.push(SaidDays { range, days: Vec::new(), is_range: false, is_told: false, month });
        }
    };
    for mark in marks.iter().filter(|mark| mark.key == Key::Month) {
        add(u32::try_from(mark.at + 1).unwrap_or(1), mark.start, mark.end);
    }
    for name in named.iter().filter(|name| !name.is_short) {
        add(name.month, name.range.start, name.range.end);
    }
}

/// The days of a month that the words before its name mean (`early`, `the second week of`), where these words begin, and
/// whether they, or a preposition, show that it is a month.
fn part(lower: &str, marks: &[Mark], month: usize) -> (Range<u32>, usize, bool) {
    let before = |at: usize| {
        let mark = marks[..marks.partition_point(|mark| mark.start < at)].last()?;
        let gap = lower.get(mark.end..at)?;
        gap.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '\'' | '’')).then_some(*mark)
    };
    let small =
        |mark: &Mark| matches!(mark.key, Key::Of | Key::Determiner | Key::Preposition | Key::At | Key::In);
    let Some(word) = before(month) else { return (1..32, month, false) };
    let Some(head) = (if small(&word) { before(word.start) } else { Some(word) }) else {
        return (1..32, month, small(&word));
    };
    let whole = (1..32, month, small(&word) && word.key != Key::Determiner);
    match head.key {
        // Generous: nobody counts the days of `early in May`.
        Key::MonthPart => ([1..16, 8..25, 16..32].get(head.at).cloned().unwrap_or(1..32), head.start, true),
        Key::EndOf => (16..32, head.start, true),
        // "the last day of September"
        Key::Closing | Key::OtherDay | Key::FirstDay | Key::Days => (1..32, month, false),
        Key::Weeks if !matches!(word.key, Key::Weeks) => match before(head.start) {
            Some(count) if count.key == Key::Ordinal && count.at < 5 => {
                let first = u32::try_from(count.at * 7 + 1).unwrap_or(1);
                // A week may begin before the first of the month, or be counted from its first Monday.
                (first.saturating_sub(6).max(1)..first + 14, count.start, true)
            }
            _ => whole,
        },
        _ => whole,
    }
}

/// Two days with `to` or a dash between, of which the finders made two: `1st to the 10th of December 2026`.
fn join(text: &Text<'_>, lower: &str, marks: &[Mark], found: &mut Vec<SaidDays>) {
    if found.is_empty() {
        return;
    }
    let weekdays: Vec<String> =
        text.facts.phrases.dates.weekdays.iter().map(|day| day.to_lowercase()).collect();
    let mut at = 0;
    while at < found.len() {
        let said = &found[at];
        if let ([day], false, Some(before)) = (&said.days[..], said.is_range, lower.get(..said.range.start)) {
            // `the 1st to the 10th of December`, `mardi 1er au mardi 8 décembre`: the first day has no month.
            let words = without_weekday(before.trim_end(), &weekdays).trim_end_matches(" the").trim_end();
            let mark = marks.iter().find(|mark| {
                mark.end == words.len()
                    && matches!(mark.key, Key::Joins | Key::Due | Key::At | Key::In | Key::Preposition)
            });
            let joint = ["to", "until", "till", "through", "-", "–"]
                .iter()
                .find_map(|word| words.strip_suffix(word))
                .or(mark.map(|mark| &words[..mark.start]));
            let first = joint.and_then(|rest| day_before(rest.trim_end()));
            if let Some((first, start)) = first
                && (at == 0 || found[at - 1].range.end <= start)
                && first < day.day
            {
                let days = vec![Written { day: first, ..*day }, *day];
                found[at] = SaidDays {
                    range: start..said.range.end,
                    days,
                    is_range: true,
                    is_told: false,
                    month: None,
                };
            }
        }
        if at > 0 {
            let (before, said) = (&found[at - 1], &found[at]);
            let between = lower.get(before.range.end..said.range.start).unwrap_or_default();
            let words = between.trim_matches([' ', '\u{200f}']);
            let words = without_weekday(words, &weekdays);
            let is_word = marks.iter().any(|mark| {
                (matches!(mark.key, Key::Joins | Key::Due | Key::In | Key::At | Key::Preposition)
                    || mark.key == Key::And && is_between(marks, before.range.start))
                    && mark.start >= before.range.end
                    && mark.end <= said.range.start
                    && mark.end - mark.start == words.len()
            });
            let is_joint = matches!(words, "-" | "–" | "—")
                || is_word && !matches!(words, "before" | "on" | "at" | "in" | "or" | "by");
            if is_joint
                && before.days.len() == 1
                && said.days.len() == 1
                && before.days[0].month <= said.days[0].month + 12
            {
                let mut days = vec![before.days[0], said.days[0]];
                if days[0].year.is_none() {
                    days[0].year = days[1].year;
                }
                let joined = SaidDays {
                    range: before.range.start..said.range.end,
                    days,
                    is_range: true,
                    is_told: false,
                    month: None,
                };
                found[at - 1] = joined;
                found.remove(at);
                continue;
            }
        }
        at += 1;
    }
}

/// `until Friday,` without the weekday.
fn without_weekday<'w>(words: &'w str, weekdays: &[String]) -> &'w str {
    let before_day = words.trim_end_matches([' ', ',', '،']);
    let weekday = weekdays.iter().find_map(|day| before_day.strip_suffix(day.as_str()));
    weekday.map_or(words, |rest| rest.trim_end())
}

/// Whether `between` stands before a day, over its weekday.
fn is_between(marks: &[Mark], day: usize) -> bool {
    let before = &marks[..marks.partition_point(|mark| mark.start < day)];
    before.last().is_some_and(|mark| mark.key == Key::Between && day - mark.end < 24)
}

/// The same days in another year.
pub fn in_year((from, to): (NaiveDate, NaiveDate), year: i32) -> Option<(NaiveDate, NaiveDate)> {
    let later = to.year() - from.year();
    Some((from.with_year(year)?, to.with_year(year + later)?))
}

/// The year that a text begins with.
pub fn year_at(text: &str) -> Option<i32> {
    let digits: String = text.trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|year| digits.len() == 4 && YEARS.contains(year))
}

/// The years in a text.
pub fn years(text: &str) -> impl Iterator<Item = i32> {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    numbers.filter_map(|digits| digits.parse().ok()).filter(|year| (1990..2100).contains(year))
}
