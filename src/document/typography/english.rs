//! Where an English line must not end: `ITU‑T`, dates, `Mr Name`, `Annex A`, number ranges.

use super::Conventions;
use crate::base::typography::has;

/// Makes the non-breaking places of a text so.
pub(super) fn bind(text: &str, conventions: Conventions<'_>) -> String {
    if text.contains("://") || !text.contains([' ', '-']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        out.push(match c {
            ' ' if space_binds(&text[..at], &text[at + 1..], conventions) => '\u{a0}',
            '-' if hyphen_binds(&text[..at], &text[at + 1..]) => '\u{2011}',
            c => c,
        });
    }
    out
}

/// Whether a line must not break at the space between two parts of a text.
fn space_binds(before: &str, after: &str, conventions: Conventions<'_>) -> bool {
    // Most spaces stand between ordinary words.
    let number_before = before.ends_with(|c: char| c.is_ascii_digit());
    if !number_before && !after.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase()) {
        return false;
    }
    let left = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '\u{a0}')).next().unwrap_or("");
    let right = after.split(char::is_whitespace).next().unwrap_or("");
    if left.is_empty() || right.is_empty() {
        return false;
    }
    let bare = right.trim_end_matches(|c: char| c.is_ascii_punctuation());
    let first_month = bare.split(['-', '–']).next().unwrap_or(bare);
    let is_month = |word: &str| conventions.months.iter().any(|m| m == word);
    let is_day = |word: &str| {
        let last = word.rsplit(['-', '–']).next().unwrap_or(word);
        (1..=2).contains(&last.len()) && last.bytes().all(|b| b.is_ascii_digit())
    };
    // 20 April; 26 February-2 March; April 2021
    if is_day(left) && is_month(first_month) {
        return true;
    }
    if is_month(left) && bare.len() == 4 && bare.bytes().all(|b| b.is_ascii_digit()) {
        return true;
    }
    // 0930 hours, 10:00-16:00 hours
    if has(&conventions.typography.units, bare) && left.ends_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    if has(&conventions.typography.titles, left) && right.starts_with(char::is_uppercase) {
        return true;
    }
    // Annex A, Circular 295, Question 3/1, Study Group 1
    has(&conventions.typography.counted, left)
        && (bare.starts_with(|c: char| c.is_ascii_digit())
            || (bare.chars().count() == 1 && bare.starts_with(char::is_uppercase)))
}

/// Whether a line must not break at the hyphen between two parts of a text.
pub(super) fn hyphen_binds(before: &str, after: &str) -> bool {
    let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    // 20-30, 10:00-16:00
    if left.is_ascii_digit() && right.is_ascii_digit() {
        return true;
    }
    let stem = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let tail = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    // e-mail, E-mail, e-plenary
    if stem.chars().count() == 1 && left.is_alphabetic() && !tail.is_empty() {
        return true;
    }
    // ITU-T, CH-1211, SG1RG-X, WTSA-16
    let is_code = |s: &str| s.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
    stem.chars().count() > 1
        && is_code(stem)
        && !tail.is_empty()
        && tail.chars().count() <= 4
        && (is_code(tail) || stem == "JCA")
}

#[cfg(test)]
mod tests {
    use crate::base::Language;

    fn bound(text: &str) -> String {
        let months = ["January", "February", "March", "April"];
        crate::document::typography::tests::bound(Language::English, &months, text)
    }

    #[test]
    fn dates_names_and_codes_hold_together() {
        assert_eq!(bound("from 20 to 30 April 2021, inclusive"), "from 20 to 30~April~2021, inclusive");
        assert_eq!(bound("26 February-2 March 2018"), "26~February-2~March~2018");
        assert_eq!(bound("20-30 April 2021."), "20=30~April~2021.");
        assert_eq!(bound("(ITU-T Study Group 1)"), "(ITU=T Study Group~1)");
        assert_eq!(bound("Mr Heung-Youl Youm"), "Mr~Heung-Youl Youm");
        assert_eq!(bound("in Annex A. A draft"), "in Annex~A. A draft");
        assert_eq!(bound("at 0930 hours, daily"), "at 0930~hours, daily");
        assert_eq!(bound("by e-mail"), "by e=mail");
        assert_eq!(bound("WTSA-16 and JCA-IdM"), "WTSA=16 and JCA=IdM");
    }

    #[test]
    fn other_text_may_break() {
        for text in [
            "decision-making sessions",
            "NOTE - Updates",
            "A draft time plan",
            "(e-)meetings",
            "http://itu.int/go/a-b c",
        ] {
            assert_eq!(bound(text), text);
        }
    }
}
