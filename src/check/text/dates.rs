//! Finds dates and ranges of dates in a text: `Monday, 19 April 2021`, `20-30 April 2021`,
//! `26 February to 2 March`, `6-10 and 13-17 June 2022`, `April 19, 2021`.
//!
//! Knows the names of months and weekdays from the phrases file, and no rules. For English texts alone: those
//! of other languages are read by [`crate::model::dates::read`].

use super::tokens::{Kind, Tokens};
use crate::model::dates::{DateWords, Separator, WrittenWeekday};

pub use crate::model::dates::{Mention, Written};

/// All dates of a text.
pub fn find(tokens: &Tokens<'_>, words: &DateWords) -> Vec<Mention> {
    let finder = Finder { tokens, words };
    tokens.scan(|index| finder.at(index))
}

struct Finder<'a> {
    tokens: &'a Tokens<'a>,
    words: &'a DateWords,
}

/// One part of a range: some days of one month.
struct DayRun {
    days: Vec<u32>,
    month: u32,
    year: Option<i32>,
    separators: Vec<Separator>,
    next: usize,
}

impl Finder<'_> {
    /// The date that begins at an index, and the index behind it.
    fn at(&self, index: usize) -> Option<(Mention, usize)> {
        let is_joined = index.checked_sub(1).and_then(|i| self.tokens.kind(i));
        if matches!(is_joined, Some(Kind::Sign('/' | '.' | ':' | '§'))) {
            return None;
        }
        let mut part = self.part(index).or_else(|| self.month_first(index))?;
        // Study Group 14, 20-30 April: the number is no day.
        if part.days.len() > 1 + part.separators.len() && self.is_name(index) {
            return None;
        }
        let mut days: Vec<Written> = part.written();
        if let Some((second, separator)) = self.second(part.next) {
            // The year stands behind the second part: the first may be of the year before.
            for day in &mut days {
                day.year = day.year.or(second.year.map(|y| y - i32::from(second.month < day.month)));
            }
            days.extend(second.written());
            part.separators.push(separator);
            part.separators.extend(second.separators);
            part.next = second.next;
        }
        let range = self.tokens.range(index, part.next - 1);
        let weekday = self.weekday_before(index).or_else(|| self.weekday_after(part.next));
        Some((Mention { range, weekday, days, separators: part.separators }, part.next))
    }

    /// Whether the word before an index is a name, and no day of the week.
    fn is_name(&self, index: usize) -> bool {
        let before = self.tokens.before(index).unwrap_or(index);
        before != index
            && self.tokens.word(before).starts_with(char::is_uppercase)
            && self.weekday(before).is_none()
    }

    /// `20 April 2021`, `20-30 April`, `6-10 and 13-17 June`.
    fn part(&self, index: usize) -> Option<DayRun> {
        let mut days = vec![self.day(index)?];
        let (mut separators, mut at) = (Vec::new(), index + 1);
        while days.len() < 12 {
            if let Some(month) = self.tokens.space(at).and_then(|at| self.month(at)) {
                let (year, next) = self.year(at + 2);
                return Some(DayRun { days, month, year, separators, next });
            }
            let next = if let Some((next, is_word)) = self.tokens.between(at) {
                separators.push(Separator { range: self.tokens.range(at, next - 1), is_word });
                next
            } else if self.tokens.is_sign(at, ',') {
                self.tokens.space(at + 1)?
            } else {
                let word = self.tokens.space(at)?;
                if self.tokens.word(word) != "and" && !self.tokens.is_sign(word, '&') {
                    return None;
                }
                self.tokens.space(word + 1)?
            };
            days.push(self.day(next)?);
            at = next + 1;
        }
        None
    }

    /// `April 19, 2021`.
    fn month_first(&self, index: usize) -> Option<DayRun> {
        let month = self.month(index)?;
        let at = self.tokens.space(index + 1)?;
        let day = self.day(at)?;
        let (year, next) = self.year(at + 1);
        year.map(|year| DayRun { days: vec![day], month, year: Some(year), separators: Vec::new(), next })
    }

    /// The second part of a range over months.
    fn second(&self, index: usize) -> Option<(DayRun, Separator)> {
        // 11 October (afternoon)-21 October 2021
        let mut at = index;
        if self.tokens.space(at).is_some_and(|at| self.tokens.is_sign(at, '('))
            && [&self.words.morning, &self.words.afternoon]
                .iter()
                .any(|half| *half == self.tokens.word(at + 2))
            && self.tokens.is_sign(at + 3, ')')
        {
            at += 4;
        }
        let (next, is_word) = self.tokens.between(at)?;
        let separator = Separator { range: self.tokens.range(at, next - 1), is_word };
        let part = self.part(next)?;
        Some((part, separator))
    }

    /// `19`, `19th`.
    fn day(&self, index: usize) -> Option<u32> {
        if let Some((digits, day)) = self.tokens.number(index) {
            return (digits.len() <= 2).then_some(day);
        }
        let word = self.tokens.word(index);
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end))?;
        (digits.len() <= 2).then(|| digits.parse().ok()).flatten()
    }

    /// A month by its name or the first three letters of it.
    fn month(&self, index: usize) -> Option<u32> {
        let word = self.tokens.word(index);
        let is = |name: &String| name == word || (word.len() == 3 && name.starts_with(word));
        let at = self.words.months.iter().position(is)?;
        u32::try_from(at + 1).ok()
    }

    /// The year at an index behind a month, with a comma or without; where it goes on.
    fn year(&self, index: usize) -> (Option<i32>, usize) {
        let at = if self.tokens.is_sign(index, ',') { index + 1 } else { index };
        let Some(at) = self.tokens.space(at) else { return (None, index) };
        match self.tokens.number(at) {
            // 20 April 2000 hours
            Some((digits, year))
                if digits.len() == 4 && (1865..2200).contains(&year) && !self.is_hours(at + 1) =>
            {
                (i32::try_from(year).ok(), at + 1)
            }
            _ => (None, index),
        }
    }

    fn is_hours(&self, index: usize) -> bool {
        self.tokens.space(index).is_some_and(|at| self.tokens.word(at) == "hours")
            || (self.tokens.is_sign(index, '-')
                && self.tokens.number(index + 1).is_some_and(|(d, _)| d.len() == 4))
    }

    fn weekday(&self, index: usize) -> Option<u32> {
        let word = self.tokens.word(index);
        let full = self.words.weekdays.iter().position(|name| name == word);
        let at = full.or_else(|| self.words.short_weekdays.iter().position(|name| name == word))?;
        u32::try_from(at).ok()
    }

    fn weekday_before(&self, index: usize) -> Option<WrittenWeekday> {
        let mut at = index.checked_sub(2)?;
        self.tokens.space(at + 1)?;
        let lacks_comma = !self.tokens.is_sign(at, ',');
        if !lacks_comma {
            at = at.checked_sub(1)?;
        }
        let weekday = self.weekday(at)?;
        Some(WrittenWeekday { range: self.tokens.range(at, at), index: weekday, lacks_comma })
    }

    /// `19 April 2021 (Monday)`.
    fn weekday_after(&self, index: usize) -> Option<WrittenWeekday> {
        let at = self.tokens.space(index)?;
        let weekday = self.weekday(at + 1).filter(|_| self.tokens.is_sign(at, '('))?;
        Some(WrittenWeekday { range: self.tokens.range(at + 1, at + 1), index: weekday, lacks_comma: false })
    }
}

impl DayRun {
    fn written(&self) -> Vec<Written> {
        self.days.iter().map(|&day| Written { day, month: self.month, year: self.year }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Source;
    use crate::model::phrases::Phrases;

    fn found(text: &str) -> Vec<String> {
        let source = Source::new("en.yaml", include_str!("../../../templates/phrases/en.yaml"));
        let phrases = Phrases::load(&source, &mut Default::default()).expect("phrases");
        let tokens = Tokens::new(text);
        let day = |d: &Written| {
            format!("{}.{}.{}", d.day, d.month, d.year.map(|y| y.to_string()).unwrap_or_default())
        };
        let line = |m: Mention| {
            let days: Vec<String> = m.days.iter().map(day).collect();
            let weekday = m.weekday.map(|w| w.index.to_string()).unwrap_or_default();
            format!("{weekday}|{}|{}|{}", &text[m.range.clone()], days.join(" "), m.separators.len())
        };
        find(&tokens, &phrases.dates).into_iter().map(line).collect()
    }

    #[test]
    fn dates_are_found_as_people_write_them() {
        assert_eq!(found("on Monday, 19 April 2021."), ["0|19 April 2021|19.4.2021|0"]);
        assert_eq!(found("Monday 19th April, 2021"), ["0|19th April, 2021|19.4.2021|0"]);
        assert_eq!(found("19 April 2021 (Monday)"), ["0|19 April 2021|19.4.2021|0"]);
        assert_eq!(found("April 19, 2021"), ["|April 19, 2021|19.4.2021|0"]);
        assert_eq!(found("20-30 April 2021"), ["|20-30 April 2021|20.4.2021 30.4.2021|1"]);
        assert_eq!(found("from 20 to 30 April"), ["|20 to 30 April|20.4. 30.4.|1"]);
        assert_eq!(found("20 – 30 April 2021"), ["|20 – 30 April 2021|20.4.2021 30.4.2021|1"]);
        assert_eq!(found("26 February-2 March 2018"), ["|26 February-2 March 2018|26.2.2018 2.3.2018|1"]);
        assert_eq!(
            found("30 December-3 January 2021"),
            ["|30 December-3 January 2021|30.12.2020 3.1.2021|1"]
        );
        assert_eq!(
            found("11 October (afternoon)-21 October 2021"),
            ["|11 October (afternoon)-21 October 2021|11.10.2021 21.10.2021|1"]
        );
        assert_eq!(
            found("6-10 and 13-17 June 2022"),
            ["|6-10 and 13-17 June 2022|6.6.2022 10.6.2022 13.6.2022 17.6.2022|2"]
        );
        assert_eq!(found("Study Group 14, 20-30 April 2021"), ["|20-30 April 2021|20.4.2021 30.4.2021|1"]);
        assert_eq!(found("31 April"), ["|31 April|31.4.|0"]);
        assert_eq!(found("20 Apr 2000 hours"), ["|20 Apr|20.4.|0"]);
    }

    #[test]
    fn what_is_no_date_is_not_found() {
        for text in ["September 2020", "Circular 295", "1/17 April", "20 may apply", "A.5 May", "May 20"] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
