//! Times of day as people write them: `0930 hours`, `9:30 a.m.`, `9 h 30`, `в 14 час. 30 мин.`, `下午2时30分`, `noon`.

use super::days::SaidDays;
use super::lexicon::{Key, Lexicon, Mark, Order, Turn};
use crate::model::letter::Time;
use std::ops::Range;

/// A time of day, or from one to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidHours {
    /// Where it stands.
    pub range: Range<usize>,
    /// The time, or when it begins.
    pub from: Time,
    /// When it ends.
    pub to: Option<Time>,
}

/// One time in a text.
struct Clock {
    range: Range<usize>,
    time: Time,
    /// Whether the words say morning or afternoon.
    half: Option<Key>,
    /// Whether nothing else can be meant.
    is_certain: bool,
}

/// All times of a text.
pub fn read(lower: &str, marks: &[Mark], days: &[SaidDays], lexicon: &Lexicon) -> Vec<SaidHours> {
    let reader = Reader { lower, marks, lexicon };
    let mut clocks: Vec<Clock> = Vec::new();
    let mut at = 0;
    while let Some(step) = lower[at..].chars().next() {
        let is_dated = days.iter().any(|said| said.range.contains(&at));
        let found = if is_dated { None } else { reader.at(at) };
        at = match found {
            Some(clock) => {
                let end = clock.range.end.max(at + 1);
                clocks.push(clock);
                end
            }
            None if step.is_ascii_digit() => {
                at + lower[at..].find(|c: char| !c.is_ascii_digit()).unwrap_or(lower.len() - at)
            }
            None => at + step.len_utf8(),
        };
    }
    reader.joined(clocks)
}

struct Reader<'a> {
    lower: &'a str,
    marks: &'a [Mark],
    lexicon: &'a Lexicon,
}

impl Reader<'_> {
    fn mark_at(&self, at: usize) -> Option<Mark> {
        let index = self.marks.binary_search_by_key(&at, |mark| mark.start).ok()?;
        self.marks.get(index).copied()
    }

    /// The mark behind a byte, over spaces and points.
    fn next(&self, at: usize) -> Option<Mark> {
        let rest = &self.lower[at..];
        let skipped = rest.len() - rest.trim_start_matches([' ', '\u{200f}']).len();
        self.mark_at(at + skipped)
    }

    /// The mark that ends before a byte, over spaces.
    fn before(&self, at: usize) -> Option<Mark> {
        let end = self.lower[..at].trim_end_matches([' ', '\u{200f}', '.']).len();
        let index = self.marks.partition_point(|mark| mark.start < at);
        let last = *self.marks.get(index.checked_sub(1)?)?;
        (last.end == end || last.end == self.lower[..at].trim_end().len()).then_some(last)
    }

    fn at(&self, at: usize) -> Option<Clock> {
        if let Some(mark) = self.mark_at(at) {
            let time = |hour, minute| Clock {
                range: mark.start..mark.end,
                time: Time { hour, minute },
                half: Some(Key::Pm).filter(|_| mark.key == Key::Noon),
                is_certain: true,
            };
            match mark.key {
                Key::Noon => return Some(time(12, 0)),
                // A word that counts too: `three hours` is no time, `at three hours` is one.
                Key::Number if !self.tells_time(mark) => {}
                Key::Number | Key::HourName if mark.at < 12 => return self.named(mark),
                _ => {}
            }
        }
        let c = self.lower[at..].chars().next()?;
        let before = self.lower[..at].chars().next_back().unwrap_or(' ');
        let is_wide = self.lexicon.order == Order::Final;
        let is_free = matches!(before, ' ' | '(' | '"' | '«' | '-' | '–' | '\u{200f}' | '，' | '（' | ',')
            || is_wide && before > '\u{2e80}';
        if !c.is_ascii_digit() || !is_free {
            return None;
        }
        let mut clock = self.digits(at)?;
        if let Some(half) = self.before(at).filter(|mark| matches!(mark.key, Key::Am | Key::Pm)) {
            clock.half = Some(half.key);
            clock.is_certain = true;
        }
        Some(clock)
    }

    /// Whether a number is a time by the word before it: `half past`, `at`, but not `after`.
    fn tells_time(&self, mark: Mark) -> bool {
        self.before(mark.start).is_some_and(|before| match before.key {
            Key::Half => true,
            Key::At | Key::In | Key::Preposition => !matches!(
                self.lexicon.turn(&self.lower[before.start..before.end]),
                Some(Turn::Before | Turn::After)
            ),
            _ => false,
        })
    }

    /// `nine o'clock`, `half past nine`: only beside a word that shows that an hour is meant.
    fn named(&self, mark: Mark) -> Option<Clock> {
        let (before, next) = (self.before(mark.start), self.next(mark.end));
        let is = |mark: Option<Mark>, key| mark.is_some_and(|mark| mark.key == key);
        let has_half = is(before, Key::Half) || is(next, Key::Half);
        let is_time = is(before, Key::Hour) || is(next, Key::Hour) || has_half;
        let mut clock = Clock {
            range: mark.start..mark.end,
            time: Time { hour: u32::try_from(mark.at + 1).ok()?, minute: if has_half { 30 } else { 0 } },
            half: None,
            is_certain: true,
        };
        let mut next = next;
        while let Some(word) = next.filter(|m| matches!(m.key, Key::Half | Key::Hour | Key::Am | Key::Pm)) {
            clock.range.end = word.end;
            clock.half = clock.half.or(Some(word.key).filter(|key| matches!(key, Key::Am | Key::Pm)));
            next = self.next(word.end);
        }
        // "from one to five p.m.": the other time may show it; "start at nine": the verb does.
        let joins = [Key::At, Key::In, Key::Preposition, Key::Between, Key::Joins, Key::And];
        let is_at = before.is_some_and(|mark| joins.contains(&mark.key));
        let verb = before.and_then(|mark| self.before(mark.start)).map(|mark| mark.key);
        // "begin in three days": a number of something.
        let rest = self.lower[clock.range.end..].trim_start_matches(' ');
        let is_alone =
            !rest.starts_with(char::is_alphabetic) || next.is_some_and(|next| joins.contains(&next.key));
        let is_told = is_alone && matches!(verb, Some(Key::Begin | Key::End | Key::Daily));
        clock.is_certain = is_time || is_at && (clock.half.is_some() || is_told);
        (clock.is_certain || is_at).then_some(clock)
    }

    fn digits(&self, at: usize) -> Option<Clock> {
        let number = |at: usize| {
            let length =
                self.lower[at..].find(|c: char| !c.is_ascii_digit()).unwrap_or(self.lower.len() - at);
            (&self.lower[at..at + length], at + length)
        };
        let (first, mut end) = number(at);
        let (mut hour, mut minute, mut is_certain) = (first, "0", false);
        match first.len() {
            4 => (hour, minute) = first.split_at(2),
            1 | 2 => {
                let rest = &self.lower[end..];
                if let Some(sign @ (':' | '.' | 'h')) = rest.chars().next() {
                    let (second, behind) = number(end + 1);
                    let goes_on = self.lower[behind..].starts_with(['.', ':', '/'])
                        && self.lower[behind + 1..].starts_with(|c: char| c.is_ascii_digit());
                    if second.len() == 2 && !goes_on {
                        (minute, end, is_certain) = (second, behind, sign != '.');
                    }
                }
            }
            _ => return None,
        }
        let (mut half, mut has_unit) = (None, false);
        let mut next = self.next(end);
        while let Some(word) = next.filter(|m| matches!(m.key, Key::Half | Key::Hour | Key::Am | Key::Pm)) {
            match word.key {
                Key::Hour if first.len() < 3 && minute == "0" && !has_unit => {
                    // 9 h 30, 9 час. 30 мин., 9时30分
                    let rest = &self.lower[word.end..];
                    let skipped = rest.len() - rest.trim_start_matches([' ', '.']).len();
                    let (second, behind) = number(word.end + skipped);
                    (has_unit, end) = (true, word.end);
                    if second.len() == 2 {
                        (minute, end) = (second, behind);
                    }
                }
                Key::Half => (minute, end) = ("30", word.end),
                Key::Hour => (has_unit, end) = (true, word.end),
                key => (half, end) = (Some(key), word.end),
            }
            next = self.next(end);
        }
        let before = self.before(at).map(|mark| mark.key);
        let is_at = matches!(
            before,
            Some(Key::At | Key::Hour | Key::Begin | Key::End | Key::Preposition | Key::In | Key::Of)
        );
        is_certain |= has_unit || half.is_some() || before == Some(Key::Hour);
        // A year looks like a time.
        let is_year = first.len() == 4 && (1900..2100).contains(&first.parse::<u32>().ok()?);
        if first.len() == 4 && !is_certain && (is_year || !is_at)
            || first.len() < 3 && !is_certain && (minute == "0" || !is_at)
        {
            let can_be = !is_year && (first.len() == 4 || minute != "0" || first.len() < 3);
            return can_be.then(|| self.clock(at..end, hour, minute, half, false)).flatten();
        }
        self.clock(at..end, hour, minute, half, true)
    }

    fn clock(
        &self,
        range: Range<usize>,
        hour: &str,
        minute: &str,
        half: Option<Key>,
        is_certain: bool,
    ) -> Option<Clock> {
        let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour < 24 && minute < 60).then_some(Clock { range, time: Time { hour, minute }, half, is_certain })
    }

    /// Times with what joins two of them.
    fn joined(&self, clocks: Vec<Clock>) -> Vec<SaidHours> {
        let mut said = Vec::new();
        let mut clocks = clocks.into_iter().peekable();
        while let Some(first) = clocks.next() {
            let second = clocks.next_if(|second| self.joins(&first.range, second.range.start));
            let half = first.half.or(second.as_ref().and_then(|second| second.half));
            if !first.is_certain && !second.as_ref().is_some_and(|second| second.is_certain) {
                continue;
            }
            let from = in_half(first.time, half);
            // From 2 p.m. to 5: both are in the afternoon.
            let afternoon = first.half.filter(|half| *half == Key::Pm);
            let to = second.as_ref().map(|second| in_half(second.time, second.half.or(afternoon)));
            // From 11 to 1 p.m.: the first is in the morning.
            let from = if to.is_some_and(|to| from > to) { first.time } else { from };
            let end = second.map_or(first.range.end, |second| second.range.end);
            said.push(SaidHours { range: first.range.start..end, from, to });
        }
        said
    }

    /// Whether a dash, or a word such as `to`, is all that stands between two times: `and` only behind `between`.
    fn joins(&self, first: &Range<usize>, to: usize) -> bool {
        let from = first.end;
        let is_between = self.before(first.start).is_some_and(|mark| mark.key == Key::Between);
        let between = self.lower.get(from..to).unwrap_or_default();
        let words = between.trim_matches([' ', '\u{200f}', '\u{200e}']);
        if matches!(words, "-" | "–" | "—" | "~" | "～") {
            return true;
        }
        let marks = self.marks.iter().filter(|mark| mark.start >= from && mark.end <= to);
        let joins: usize = marks
            .filter(|mark| {
                is_between && mark.key == Key::And
                    || matches!(
                        mark.key,
                        Key::Joins
                            | Key::At
                            | Key::Preposition
                            | Key::Hour
                            | Key::Due
                            | Key::In
                            | Key::Am
                            | Key::Pm
                    )
            })
            .map(|mark| mark.end - mark.start)
            .sum();
        let letters: usize = words.chars().filter(|c| c.is_alphabetic()).map(char::len_utf8).sum();
        joins > 0 && joins >= letters && between.len() < 24 && !words.contains([',', ';', '，'])
    }
}

fn in_half(time: Time, half: Option<Key>) -> Time {
    match (half, time.hour) {
        (Some(Key::Pm), 1..=11) => Time { hour: time.hour + 12, ..time },
        (Some(Key::Am), 12) => Time { hour: 0, ..time },
        _ => time,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Language;

    fn found(language: Language, text: &str) -> Vec<String> {
        let lexicon = Lexicon::of(language).expect("words");
        let marks = lexicon.marks(text);
        let show = |said: SaidHours| {
            let to = said.to.map(|to| format!("-{to}")).unwrap_or_default();
            format!("{}{to}", said.from)
        };
        read(text, &marks, &[], lexicon).into_iter().map(show).collect()
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (language, text, expected) in [
            (Language::English, "begins at 0930 hours", &["09:30"][..]),
            (Language::English, "at 9:30 a.m. and 2 p.m.", &["09:30", "14:00"]),
            (Language::English, "from 1400 to 1830 hours", &["14:00-18:30"]),
            (Language::English, "daily from 10:00 to 16:00 hours", &["10:00-16:00"]),
            (Language::English, "at noon, at half past nine", &["12:00", "09:30"]),
            (Language::English, "in 2026, rec. 9594, study period 2022-2024", &[]),
            (Language::French, "à 9 h 30, puis à 10 heures", &["09:30", "10:00"]),
            (Language::French, "de 14 h 00 à 17 h 30", &["14:00-17:30"]),
            (Language::Spanish, "a las 09.30 horas", &["09:30"]),
            (Language::Russian, "в 09 час. 30 мин.", &["09:30"]),
            (Language::Russian, "в 14:30", &["14:30"]),
            (Language::Chinese, "第一天9时30分开始", &["09:30"]),
            (Language::Chinese, "下午2时至5时", &["14:00-17:00"]),
            (Language::Arabic, "في الساعة 10:00", &["10:00"]),
        ] {
            assert_eq!(found(language, text), expected, "{text}");
        }
    }
}
