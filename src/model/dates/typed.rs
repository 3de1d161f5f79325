//! Dates as people type them: `30 Nov 2026`, `November 30, 2026`, `30.11.2026`.

use std::borrow::Cow;

/// The text with its date as letters write it, if it has another form that means one day only; half-days stay.
pub fn as_written<'a>(text: &'a str, months: &[String]) -> Cow<'a, str> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '/' | '-' | '\u{2013}' | '\u{2011}'))
        .filter(|word| !word.is_empty())
        .collect();
    let [one, two, three, rest @ ..] = &words[..] else { return Cow::Borrowed(text) };
    let Some((year, month, day)) = read([*one, *two, *three], months) else { return Cow::Borrowed(text) };
    let half: String = rest.iter().map(|word| format!(" {word}")).collect();
    Cow::Owned(format!("{year:04}-{month:02}-{day:02}{half}"))
}

/// Year, month and day of three words in any order that has one meaning only.
fn read(words: [&str; 3], months: &[String]) -> Option<(u32, usize, u32)> {
    let number = |word: &str| {
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        digits.parse::<u32>().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))
    };
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let [one, two, three] = words;
    if is_year(one) {
        return Some((number(one)?, month(two, months)?, number(three)?));
    }
    let year = number(three).filter(|_| is_year(three))?;
    let (day, name) = match (number(one), number(two)) {
        // Of two numbers up to 12 nobody knows which is the month.
        (Some(day), Some(of)) if day > 12 || day == of => {
            return Some((year, usize::try_from(of).ok()?, day));
        }
        (Some(day), None) => (day, two),
        (None, Some(day)) => (day, one),
        _ => return None,
    };
    Some((year, month(name, months)?, day))
}

/// The number of a month: as digits, by its name, or by the beginning of its name.
fn month(word: &str, months: &[String]) -> Option<usize> {
    if word.bytes().all(|b| b.is_ascii_digit()) {
        return word.parse().ok();
    }
    let (word, is_long) = (word.to_lowercase(), word.chars().count() >= 3);
    let is_it = |name: &String| is_long && name.to_lowercase().starts_with(&word);
    months.iter().position(is_it).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_understood_as_people_type_them() {
        let months = "January February March April May June July August September October November December";
        let months: Vec<String> = months.split(' ').map(str::to_owned).collect();
        for typed in [
            "30 Nov 2026",
            "30 Nov. 2026",
            "30 November 2026",
            "30-Nov-2026",
            "30th november 2026",
            "November 30, 2026",
            "Nov 30 2026",
            "2026 Nov 30",
            "2026/11/30",
            "2026.11.30",
            "30.11.2026",
            "30/11/2026",
            "2026-11-30",
        ] {
            assert_eq!(as_written(typed, &months), "2026-11-30", "{typed}");
        }
        assert_eq!(as_written("5 May 2027 afternoon", &months), "2027-05-05 afternoon");
        assert_eq!(as_written("05/05/2027", &months), "2027-05-05");
        // Either of two days, or none.
        for typed in ["4/5/2027", "30 Nov", "tomorrow", "", "30 No 2026", "11/30/2026", "1 2 3 4"] {
            assert_eq!(as_written(typed, &months), typed);
        }
    }
}
