//! Times of day in the text.

use super::tokens::Tokens;
use super::{Passage, Text};
use crate::base::Diagnostics;
use crate::check::words::{WORDS, has};
use crate::rules;
use std::ops::Range;

rules! {
    /// `24000 hours`.
    IMPOSSIBLE_TIME = Warning "impossible-time" {
        summary: "a time in the text does not exist",
        why: "The time has too many or too few digits, or a wrong digit. ITU letters write times with four digits: `0930 hours`.",
        source: "a real letter: `24000 hours`",
        bad: "body:\n  - text: Contributions are accepted until 24000 hours.",
        good: "body:\n  - text: Contributions are accepted until 2400 hours.",
        fix: "Correct the time. If only the first zero is missing, `letters check --fix` adds it.",
    }
    /// `16:00-10:00`.
    HOURS_END_FIRST = Warning "hours-end-first" {
        summary: "hours in the text end before they start",
        why: "The two times are exchanged, or one of them is left over.",
        source: "common sense",
        bad: "body:\n  - text: The tutorial will be held at 15:00-10:00 hours, Geneva time.",
        good: "body:\n  - text: The tutorial will be held at 10:00-15:00 hours, Geneva time.",
        fix: "Correct one of the two times.",
    }
}

/// A time of day, or from one to another, as they are written.
pub(super) struct Written {
    /// Where, with the word `hours`.
    pub range: Range<usize>,
    /// The times.
    times: Vec<Time>,
    /// The dash between two, with its spaces; none for a word.
    pub dash: Option<Range<usize>>,
}

struct Time {
    range: Range<usize>,
    /// Minutes of the day; none when there is no such time.
    minutes: Option<u32>,
    digits: usize,
}

/// Looks at every time.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    for passage in text.passages() {
        for written in find(passage) {
            let wrong: Vec<&Time> = written.times.iter().filter(|time| time.minutes.is_none()).collect();
            for time in &wrong {
                let words = &passage.text[time.range.clone()];
                let fixed = (time.digits == 3)
                    .then(|| format!("0{words}"))
                    .filter(|m| minutes(&m[..2], &m[2..]).is_some());
                let finding = IMPOSSIBLE_TIME.finding(format!("`{words}` is not a time"));
                let label = fixed
                    .as_ref()
                    .map_or("expected a time such as 0930 hours".to_owned(), |m| format!("expected {m}"));
                let finding = finding.at(&passage.place(time.range.clone()), label);
                problems.push(match fixed {
                    Some(fixed) => {
                        // The words around make sure which number is meant.
                        let rest = &passage.text[time.range.end..written.range.end];
                        passage.edit(finding, time.range.start..written.range.end, &format!("{fixed}{rest}"))
                    }
                    None => finding,
                });
            }
            if let [Time { minutes: Some(from), .. }, Time { minutes: Some(to), .. }] = &written.times[..]
                && to <= from
            {
                HOURS_END_FIRST
                    .finding(format!("`{}` ends before it starts", &passage.text[written.range.clone()]))
                    .at(&passage.place(written.range.clone()), "correct one of the two times")
                    .report(problems);
            }
        }
    }
}

/// All times of a passage.
pub(super) fn find(passage: Passage<'_>) -> Vec<Written> {
    let tokens = passage.tokens();
    tokens.scan(|index| at(tokens, index))
}

fn at(tokens: &Tokens<'_>, index: usize) -> Option<(Written, usize)> {
    // Parts of standards and years (`9594-8:2020`), of dates and of amounts.
    let before = index.checked_sub(1).and_then(|at| tokens.text(at).chars().next());
    if before.is_some_and(|c| !matches!(c, ' ' | '(' | '"' | '“' | '‘')) {
        return None;
    }
    let (first, mut next, is_clock) = time(tokens, index)?;
    let mut has_hours = hours(tokens, &mut next);
    let (mut times, mut dash, mut is_range) = (vec![first], None, false);
    if let Some((behind, is_word)) = tokens.between(next)
        && let Some((second, after, second_is_clock)) = time(tokens, behind)
        && second_is_clock == is_clock
    {
        dash = (!is_word).then(|| tokens.range(next, behind - 1));
        (next, is_range) = (after, true);
        has_hours |= hours(tokens, &mut next);
        times.push(second);
    }
    let word = tokens.before(index).map(|at| tokens.word(at).to_lowercase()).unwrap_or_default();
    let is_at = has(&WORDS.at, &word);
    let is_amount = tokens.word(tokens.after(next - 1)) == "of";
    let is_time = match times[0].digits {
        _ if is_clock => has_hours || is_at || is_range,
        3 => has_hours && (is_at || is_range),
        _ => has_hours && !is_amount,
    };
    is_time.then(|| (Written { range: tokens.range(index, next - 1), times, dash }, next))
}

/// The word `hours` behind a time.
fn hours(tokens: &Tokens<'_>, next: &mut usize) -> bool {
    match tokens.space(*next).filter(|at| matches!(tokens.word(*at), "hours" | "hrs" | "hour")) {
        Some(at) => {
            *next = at + 1;
            true
        }
        None => false,
    }
}

/// `9:30` or `0930`: the time, what follows it, and whether it has a colon.
fn time(tokens: &Tokens<'_>, index: usize) -> Option<(Time, usize, bool)> {
    let (digits, _) = tokens.number(index)?;
    if digits.len() <= 2 {
        let (minute, _) = tokens.number(index + 2).filter(|_| tokens.is_sign(index + 1, ':'))?;
        if minute.len() != 2 || tokens.is_sign(index + 3, ':') {
            return None;
        }
        let time =
            Time { range: tokens.range(index, index + 2), minutes: minutes(digits, minute), digits: 4 };
        return Some((time, index + 3, true));
    }
    let minutes = if digits.len() == 4 { minutes(&digits[..2], &digits[2..]) } else { None };
    let time = Time { range: tokens.range(index, index), minutes, digits: digits.len() };
    Some((time, index + 1, false))
}

/// Minutes of the day, if there is such a time; the day ends at 24:00.
fn minutes(hour: &str, minute: &str) -> Option<u32> {
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute < 60 && hour * 60 + minute <= 24 * 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(text: &str) -> Vec<String> {
        let tokens = Tokens::new(text);
        let found = (0..tokens.count()).find_map(|index| at(&tokens, index));
        let show = |time: &Time| time.minutes.map_or("?".to_owned(), |m| m.to_string());
        found.map(|(written, _)| written.times.iter().map(show).collect()).unwrap_or_default()
    }

    #[test]
    fn times_are_told_from_other_numbers() {
        assert_eq!(times("at 0930 hours"), ["570"]);
        assert_eq!(times("at 10:00-15:00 hours"), ["600", "900"]);
        assert_eq!(times("from 1000 hours to 1200 hours"), ["600", "720"]);
        assert_eq!(times("until 24000 hours"), ["?"]);
        assert_eq!(times("at 930 hours"), ["?"]);
        assert_eq!(times("at 25:00"), ["?"]);
        assert_eq!(times("until 2400 hours"), ["1440"]);
        for none in
            ["24 hours a day", "2013-2016", "1000 hours of video", "100 hours", "9594-8:20", "ratio 16:90"]
        {
            assert!(times(none).is_empty(), "{none}");
        }
    }
}
