//! Reads dates, ranges and times in a text of any language, by the patterns that write them: with and without
//! a year, with a day of the week before or behind, several days of a month in a row.
//!
//! Knows no language and no rules. The English texts have a finder of their own, which knows more ways of
//! writing a date than the house's.

use super::pattern::{
    Element, digits_at, first_digits, is_dash, is_space, longest_at, may_begin, name_at, words_at,
    words_before,
};
use super::{DateWords, ListWords, Mention, Separator, Written, WrittenWeekday, forms};
use crate::model::letter::{Half, Time};
use std::ops::Range;

/// A date or range that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadDates {
    /// The days and where they stand.
    pub mention: Mention,
    /// Halves of the first and of the last day; of a single day the first.
    pub halves: [Option<Half>; 2],
    /// Where they end with their halves.
    pub end: usize,
}

/// A time of day that was read, or from one to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadHours {
    /// Where, with the words of the pattern.
    pub range: Range<usize>,
    /// One or two, as they are written: there may be no such time of the day.
    pub times: Vec<Time>,
    /// The dash or word between two.
    pub separator: Option<Separator>,
}

/// Reads one language.
pub struct Reader<'a> {
    words: &'a DateWords,
    dates: Vec<Vec<Element>>,
    hours: Vec<Vec<Element>>,
    joints: Vec<forms::Joint>,
    /// Every date begins with a digit: elsewhere none need be looked for.
    begin_with_digits: bool,
    /// What may stand behind each day of a row, as the Chinese sign for a day does.
    unit: String,
    /// The halves as they stand behind a date.
    halves: [(Half, String); 2],
}

/// What the places of a pattern were found to hold.
#[derive(Clone, Default)]
struct Caught {
    days: Vec<u32>,
    day: [Option<u32>; 2],
    month: [Option<u32>; 2],
    year: [Option<i32>; 2],
    half: [Option<Half>; 2],
    hour: [Option<u32>; 2],
    minute: [Option<u32>; 2],
    separators: Vec<Separator>,
    end: Option<usize>,
}

impl<'a> Reader<'a> {
    /// Takes the patterns of a language apart.
    pub fn new(words: &'a DateWords, lists: &ListWords) -> Self {
        let half =
            |half: Half, name: &str| (half, words.half_day.replace("{date}", "").replace("{half}", name));
        let dates = forms::dates(words);
        let is_number = |name: &str| {
            name.starts_with("day")
                || name.starts_with("year")
                // 4月
                || (name.starts_with("month") && words.months.iter().all(|month| month.starts_with(digit)))
        };
        let is_number = |piece: &Element| matches!(piece, Element::Place(name) if is_number(name));
        let begin_with_digits = dates.iter().all(|form| form.first().is_some_and(is_number))
            && words.first_of_month.as_ref().is_none_or(|first| first.starts_with(digit));
        Self {
            words,
            dates,
            begin_with_digits,
            hours: forms::hours(words),
            joints: forms::joints(words, lists),
            unit: forms::unit(words),
            halves: [half(Half::Morning, &words.morning), half(Half::Afternoon, &words.afternoon)],
        }
    }

    /// All dates and ranges of a text, in order.
    pub fn dates(&self, text: &str) -> Vec<ReadDates> {
        scan(text, |c, at| {
            let may_be = (c.is_ascii_digit() || !self.begin_with_digits) && may_begin(text, at);
            may_be.then(|| self.date_at(text, at)).flatten()
        })
    }

    /// All times of a text, in order.
    pub fn hours(&self, text: &str) -> Vec<ReadHours> {
        scan(text, |_, at| {
            let (end, caught) = may_begin(text, at).then(|| self.longest(&self.hours, text, at)).flatten()?;
            let time =
                |at: usize| Some(Time { hour: caught.hour[at]?, minute: caught.minute[at].unwrap_or(0) });
            let times = [time(0), time(1)].into_iter().flatten().collect();
            let separator = caught.separators.into_iter().next();
            Some((ReadHours { range: at..end, times, separator }, end))
        })
    }

    /// The date that begins at a byte, and where the text goes on behind it.
    fn date_at(&self, text: &str, at: usize) -> Option<(ReadDates, usize)> {
        let (next, caught) = self.longest(&self.dates, text, at)?;
        let range = at..caught.end.unwrap_or(next);
        let weekday = self.weekday_before(text, at).or_else(|| self.weekday_behind(text, range.end));
        let mention = Mention { range, weekday, days: written(&caught), separators: caught.separators };
        Some((ReadDates { mention, halves: caught.half, end: next }, next))
    }

    /// The form that reaches farthest; of those that reach as far, the first.
    fn longest(&self, forms: &[Vec<Element>], text: &str, at: usize) -> Option<(usize, Caught)> {
        let mut best: Option<(usize, Caught)> = None;
        for form in forms {
            let found = self.run(form, text, at, Caught::default());
            best = match (best, found) {
                (Some(best), Some(found)) if found.0 <= best.0 => Some(best),
                (best, found) => found.or(best),
            };
        }
        best
    }

    /// Finds the pieces one behind the other from a byte on: where they end, and what they hold.
    fn run(&self, pieces: &[Element], text: &str, at: usize, mut caught: Caught) -> Option<(usize, Caught)> {
        let Some((piece, rest)) = pieces.split_first() else { return Some((at, caught)) };
        match piece {
            Element::Words(words) => self.run(rest, text, words_at(text, at, words)?, caught),
            Element::Perhaps(words) => words_at(text, at, words)
                .and_then(|next| self.run(rest, text, next, caught.clone()))
                .or_else(|| self.run(rest, text, at, caught)),
            Element::Between(words) => {
                let next = words_at(text, at, words)?;
                caught.separators.push(separator(words, at..next));
                self.run(rest, text, next, caught)
            }
            Element::Place(name) if name == "days" => self.rows(text, at).into_iter().rev().find_map(|row| {
                let mut caught = caught.clone();
                caught.days = row.days;
                caught.separators = row.separators;
                self.run(rest, text, row.end, caught)
            }),
            Element::Place(name) => {
                let next = self.place(name, text, at, &mut caught)?;
                self.run(rest, text, next, caught)
            }
        }
    }

    /// Fills one place of a pattern; where it ends.
    fn place(&self, name: &str, text: &str, at: usize, caught: &mut Caught) -> Option<usize> {
        let (name, which) = match name.strip_suffix('2') {
            Some(name) => (name, 1),
            None => (name.strip_suffix('1').unwrap_or(name), 0),
        };
        let (slot, (number, end)) = match name {
            "end" => {
                caught.end = Some(at);
                return Some(at);
            }
            "half" => {
                let halves = self.halves.iter();
                let found =
                    halves.filter_map(|(half, words)| Some((*half, words_at(text, at, words)?))).next();
                caught.half[which] = found.map(|(half, _)| half);
                return Some(found.map_or(at, |(_, end)| end));
            }
            "month" => {
                let (index, end) = longest_at(text, at, &self.words.months)?;
                (&mut caught.month[which], (u32::try_from(index + 1).ok()?, end))
            }
            "year" => {
                let (year, end) = digits_at(text, at, 4..5).filter(|(y, _)| (1865..2200).contains(y))?;
                caught.year[which] = Some(i32::try_from(year).ok()?);
                return Some(end);
            }
            "day" => (&mut caught.day[which], self.day(text, at)?),
            // Two digits; one where words follow.
            "hour" => {
                let found = first_digits(text, at, 2).or_else(|| digits_at(text, at, 1..2))?;
                (&mut caught.hour[which], found)
            }
            "plain_hour" => (&mut caught.hour[which], digits_at(text, at, 1..3)?),
            "minute" => (&mut caught.minute[which], digits_at(text, at, 2..3)?),
            _ => return None,
        };
        *slot = Some(number);
        Some(end)
    }

    /// A day of a month.
    fn day(&self, text: &str, at: usize) -> Option<(u32, usize)> {
        let first = self.words.first_of_month.as_ref().and_then(|first| Some((1, name_at(text, at, first)?)));
        first.or_else(|| digits_at(text, at, 1..3))
    }

    /// Rows of days that begin at a byte, each longer than the one before: `19`, `19, 20`, `19, 20 and 22`.
    fn rows(&self, text: &str, at: usize) -> Vec<Row> {
        let mut rows = Vec::new();
        let Some((day, end)) = self.day(text, at) else { return rows };
        let mut row = Row { days: vec![day], separators: Vec::new(), end, is_open: false };
        while row.days.len() <= 12 {
            if !row.is_open {
                rows.push(row.clone());
            }
            let behind = words_at(text, row.end, &self.unit).filter(|_| !self.unit.is_empty());
            let next = [Some(row.end), behind].into_iter().flatten().find_map(|start| {
                self.joints.iter().find_map(|joint| {
                    let end = words_at(text, start, &joint.words)?;
                    Some((joint, start..end, self.day(text, end)?))
                })
            });
            let Some((joint, range, (day, end))) = next else { break };
            match joint.kind {
                forms::JointKind::Range => row.separators.push(separator(&joint.words, range)),
                // Study Group 14, 20-30 April: a comma makes no row unless an `and` follows.
                forms::JointKind::Comma => row.is_open = true,
                forms::JointKind::And => row.is_open = false,
            }
            row.days.push(day);
            row.end = end;
        }
        rows
    }

    /// The name of a day of the week at a byte.
    fn weekday_at(&self, text: &str, at: usize) -> Option<(u32, usize)> {
        let full = longest_at(text, at, &self.words.weekdays);
        let (index, end) = full.or_else(|| longest_at(text, at, &self.words.short_weekdays))?;
        Some((u32::try_from(index).ok()?, end))
    }

    /// `Monday, ` before a date.
    fn weekday_before(&self, text: &str, at: usize) -> Option<WrittenWeekday> {
        let is_comma = |c: char| matches!(c, ',' | '،' | '，');
        let before = text[..at].trim_end_matches(|c| is_space(c) || is_comma(c));
        let gap = &text[before.len()..at];
        if gap.is_empty() || gap.chars().filter(|c| is_comma(*c)).count() > 1 {
            return None;
        }
        let names = self.words.weekdays.iter().chain(&self.words.short_weekdays);
        let start = names.filter_map(|name| before.len().checked_sub(name.len())).find_map(|start| {
            let is_whole = before.is_char_boundary(start)
                && words_before(before, start).is_none_or(|c| !c.is_alphanumeric());
            let (index, end) = if is_whole { self.weekday_at(before, start)? } else { return None };
            (end == before.len()).then_some((start, index))
        });
        let (start, index) = start?;
        let wants_comma = self.words.weekday_day.contains("{weekday},");
        let lacks_comma = wants_comma && !gap.contains(is_comma);
        Some(WrittenWeekday { range: start..before.len(), index, lacks_comma })
    }

    /// `（星期一）` behind a date.
    fn weekday_behind(&self, text: &str, at: usize) -> Option<WrittenWeekday> {
        let start = text.len() - text[at..].trim_start_matches(is_space).strip_prefix(['(', '（'])?.len();
        let (index, end) = self.weekday_at(text, start)?;
        text[end..].starts_with([')', '）']).then_some(WrittenWeekday {
            range: start..end,
            index,
            lacks_comma: false,
        })
    }
}

/// What is found from each character of a text on, one thing behind the other: `find` gives it and where the text
/// goes on.
fn scan<T>(text: &str, find: impl Fn(char, usize) -> Option<(T, usize)>) -> Vec<T> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(c) = text[at..].chars().next() {
        at = match find(c, at) {
            Some((thing, next)) => {
                found.push(thing);
                next
            }
            None => at + c.len_utf8(),
        };
    }
    found
}

fn digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Some days of a month, as far as they go.
#[derive(Clone)]
struct Row {
    days: Vec<u32>,
    separators: Vec<Separator>,
    end: usize,
    /// A comma was the last but a day: it is no row yet.
    is_open: bool,
}

fn separator(words: &str, range: Range<usize>) -> Separator {
    Separator { range, is_word: !words.contains(is_dash) }
}

/// The days of a pattern: what stands with one end only holds for both.
fn written(caught: &Caught) -> Vec<Written> {
    let Caught { days, day, month, year, .. } = caught;
    let [first, last] = [month[0].or(month[1]), month[1].or(month[0])];
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
    if !days.is_empty() {
        return days.iter().map(|day| Written { day: *day, month: first, year: year[0] }).collect();
    }
    // December to January with one year: it is that of the end beside which it stands.
    let turns = i32::from(last < first);
    let years = [year[0].or(year[1].map(|y| y - turns)), year[1].or(year[0].map(|y| y + turns))];
    let ends = [(day[0], first, years[0]), (day[1], last, years[1])];
    ends.into_iter().filter_map(|(day, month, year)| Some(Written { day: day?, month, year })).collect()
}
