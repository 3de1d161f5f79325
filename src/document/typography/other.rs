//! Where a line must not end in the languages but English, by the words of their phrases files.

use super::english::hyphen_binds;
use super::{Conventions, JOINER, is_address, ranges};
use crate::base::Script;
use crate::base::typography::has;

/// Makes the non-breaking places of a text so.
pub(super) fn bind(text: &str, conventions: Conventions<'_>) -> String {
    if !text.contains([' ', '-', '–']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
        // 20-30 reads from the right: by itself it would be taken for one number.
        let is_arabic = conventions.language.script() == Script::Arabic;
        if is_arabic && c == '-' && ranges::is_of_days(before, after, conventions.months) {
            out.push_str("\u{200f}\u{2011}\u{200f}");
            continue;
        }
        out.push(match c {
            ' ' if space_binds(before, after, conventions) => '\u{a0}',
            '-' if !in_address(before, after)
                && (hyphen_binds(before, after)
                    || ending_binds(before, after)
                    || range_binds(before, after)) =>
            {
                '\u{2011}'
            }
            c => c,
        });
        // 14–23 сентября
        if c == '–' && before.ends_with(digit) && after.starts_with(digit) {
            out.push(JOINER);
        }
    }
    out
}

fn digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn in_address(before: &str, after: &str) -> bool {
    let left = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let right = after.split(char::is_whitespace).next().unwrap_or("");
    is_address(left) || is_address(right)
}

/// A range with marks that make it run from right to left.
fn range_binds(before: &str, after: &str) -> bool {
    before.strip_suffix('\u{200f}').is_some_and(|b| b.ends_with(digit))
        && after.strip_prefix('\u{200f}').is_some_and(|a| a.starts_with(digit))
}

/// Russian `5-я`, Spanish `2-a`: a number and its ending.
fn ending_binds(before: &str, after: &str) -> bool {
    let tail: Vec<char> = after.chars().take_while(|c| c.is_alphanumeric()).take(4).collect();
    before.ends_with(|c: char| c.is_ascii_digit())
        && (1..4).contains(&tail.len())
        && tail.iter().all(|c| c.is_lowercase())
}

fn space_binds(before: &str, after: &str, conventions: Conventions<'_>) -> bool {
    let words = conventions.typography;
    let breaks = |c: char| c.is_whitespace() || matches!(c, '(' | '«' | '“');
    let left = before.rsplit(breaks).next().unwrap_or("");
    let right = after.split(char::is_whitespace).next().unwrap_or("");
    if left.is_empty() || right.is_empty() {
        return false;
    }
    // A dash belongs to what stands before it.
    if right == "—" && words.dash == Some(true) {
        return true;
    }
    let bare = right.trim_end_matches(|c: char| {
        (c.is_ascii_punctuation() && c != '.' && c != '%') || c == '،' || c == '»'
    });
    let shorter = bare.trim_end_matches('.');
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let ends_in_number = left.ends_with(|c: char| c.is_ascii_digit());
    let is_month = |word: &str| conventions.months.iter().any(|m| m == word);
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let first = conventions.first_of_month;
    let is_day = is_day(left, first);
    let month_first = shorter.split(['-', '–']).next().unwrap_or(shorter);
    if (is_day && is_month(month_first)) || (is_month(left) && is_year(shorter)) {
        return true;
    }
    if let Some(of) = words.of.as_deref() {
        let mut behind = after.split(char::is_whitespace).skip(1);
        let next = behind.next().unwrap_or("").trim_end_matches(|c: char| c.is_ascii_punctuation());
        let previous = before.rsplit(char::is_whitespace).nth(1).unwrap_or("");
        if (right == of && is_day && is_month(next))
            || (left == of && is_month(shorter) && self::is_day(previous, first))
            || (left == of && is_year(shorter) && is_month(previous))
        {
            return true;
        }
    }
    if ends_in_number && (has(&words.units, bare) || has(&words.units, shorter)) {
        return true;
    }
    // 9 h 30, 09 час. 30 мин.
    if has(&words.units, left)
        && is_number(right)
        && before.trim_end_matches(left).trim_end().ends_with(|c: char| c.is_ascii_digit())
    {
        return true;
    }
    if has(&words.titles, left) && !is_number(right) {
        return true;
    }
    // И. И. Иванов
    if words.initials == Some(true) && is_initial(left) && right.starts_with(char::is_uppercase) {
        return true;
    }
    // l'Annexe A
    let without_article = left.rsplit(['\'', '’']).next().unwrap_or(left);
    (has(&words.counted, left) || has(&words.counted, without_article))
        && (is_number(right)
            || (shorter.chars().count() == 1 && shorter.starts_with(|c: char| c.is_uppercase())))
}

/// A day, or the end of a range of days: `7`, `20-30`; in French `1er`.
fn is_day(word: &str, first_of_month: Option<&str>) -> bool {
    // Asked at every space: few words come near.
    let is_first = first_of_month.is_some_and(|first| word.ends_with(first));
    if !is_first && !word.ends_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let last = word.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or(word);
    (is_first && first_of_month == Some(last))
        || ((1..=2).contains(&last.len()) && last.bytes().all(|b| b.is_ascii_digit()))
}

fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next() == Some('.') && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use crate::base::Language;
    use crate::document::typography::tests::bound;

    #[test]
    fn dates_hours_numbers_and_names_hold_together() {
        use Language::{Arabic, French, Russian, Spanish};
        let cases: [(Language, &str, &str); 22] = [
            (French, "Genève, le 20 février 2012.", "Genève, le 20~février~2012."),
            (French, "le 1er mai 2012, à 9 h 30", "le 1er~mai~2012, à 9~h~30"),
            (French, "la Commission d'études 5 de l'UIT-T", "la Commission d'études~5 de l'UIT=T"),
            (French, "l'Annexe A et M. Dupont", "l'Annexe~A et M.~Dupont"),
            (French, "du 26-30 octobre 2015", "du 26=30~octobre~2015"),
            (Spanish, "24 de junio de 2011", "24~de~junio de~2011"),
            (Spanish, "a las 09.30 horas, Anexo A", "a las 09.30~horas, Anexo~A"),
            (
                Spanish,
                "el Sr. Youm, de la Comisión de Estudio 17",
                "el Sr.~Youm, de la Comisión de Estudio~17",
            ),
            (Russian, "1 июля 2016 года", "1~июля~2016~года"),
            (Russian, "в 09 час. 30 мин. утра", "в 09~час.~30~мин. утра"),
            (Russian, "г-н И. И. Иванов", "г=н~И.~И.~Иванов"),
            (
                Russian,
                "5-я Исследовательская комиссия МСЭ-Т — это",
                "5=я Исследовательская комиссия МСЭ=Т~— это",
            ),
            (Russian, "в Приложении А и № 5", "в Приложении~А и №~5"),
            (Russian, "письмо 8/5 БСЭ", "письмо~8/5 БСЭ"),
            (Arabic, "جنيف، 29 يناير 2017", "جنيف، 29~يناير~2017"),
            (Arabic, "20\u{200f}-\u{200f}30 يناير", "20\u{200f}=\u{200f}30~يناير"),
            (Arabic, "11-18 يناير", "11\u{200f}=\u{200f}18~يناير"),
            (Arabic, "11-18 km", "\u{2066}11=18 km\u{2069}"),
            (Arabic, "لجنة الدراسات 5 لقطاع", "لجنة الدراسات~5 لقطاع"),
            (French, "voir http://itu.int/a-b et e-mail", "voir http://itu.int/a-b et e=mail"),
            (French, "le h 30", "le h 30"),
            (Spanish, "de 2011 en adelante", "de 2011 en adelante"),
        ];
        let months = ["février", "mai", "octobre", "junio", "июля", "يناير"];
        for (language, text, set) in cases {
            assert_eq!(bound(language, &months, text), set, "{language:?}");
        }
    }
}
