//! What runs from left to right within Arabic although its signs do not say so: telephone numbers, web and
//! e-mail addresses, what was typed with a hyphen between digits. Each is isolated, so that `+41 22 730 6206` is not
//! read from its end (UAX #9, 2.7).
//!
//! Numbers, times (`09:30`), references (`8/5`) and Latin words need nothing; ranges bring their own marks.

use super::{is_address, ranges};

/// Around what runs from left to right in any text (UAX #9, 2.4).
pub const OPEN: char = '\u{2066}';
/// Its end.
pub const CLOSE: char = '\u{2069}';

/// Isolates telephone numbers and addresses, what has a hyphen between digits with the Latin words around it, and a text
/// without Arabic that begins with a number.
pub(super) fn isolate(text: &str) -> String {
    // What is isolated already stays as it is.
    if let Some((before, rest)) = text.split_once(OPEN) {
        let (inside, after) = rest.split_once(CLOSE).unwrap_or((rest, ""));
        return format!("{}{OPEN}{inside}{CLOSE}{}", isolate(before), isolate(after));
    }
    let latin = |c: char| c.is_alphabetic() && c < '\u{590}';
    let begins_with_number = text.starts_with(|c: char| c.is_ascii_digit());
    if begins_with_number && text.contains(latin) && !text.chars().any(|c| c.is_alphabetic() && !latin(c)) {
        return format!("{OPEN}{text}{CLOSE}");
    }
    let has_hyphen = ranges::find(text).next().is_some();
    if !has_hyphen && !text.contains(['+', '/', '@', '.']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 12);
    let (mut rest, mut unseen) = (text, usize::MAX);
    while let Some(first) = rest.chars().next() {
        let length = if first == '+' { telephone(rest) } else { address(rest) };
        if length > 0 {
            out.push(OPEN);
            // A number that is dialled stays on its line.
            out.extend(rest[..length].chars().map(|c| if c == ' ' { '\u{a0}' } else { c }));
            out.push(CLOSE);
            rest = &rest[length..];
            continue;
        }
        // Each stretch is looked at once, not from each of its words on.
        let (length, is_typed) =
            if has_hyphen && rest.len() <= unseen { ranges::stretch(rest) } else { (0, false) };
        unseen = unseen.min(rest.len() - length);
        if is_typed {
            out.push(OPEN);
            out.push_str(&rest[..length]);
            out.push(CLOSE);
            rest = &rest[length..];
            continue;
        }
        // On to the next word, to a plus sign, or to what Arabic letters are joined to.
        let joined = |c: char| has_hyphen && ranges::is_arabic(first) && c.is_ascii_digit();
        let in_word = |c: char| !c.is_whitespace() && c != '+' && c != '(' && !joined(c);
        let next =
            if in_word(first) { rest.find(|c| !in_word(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
        out.push_str(&rest[..next]);
        rest = &rest[next..];
    }
    out
}

/// The marks (U+200E) that keep an isolated text running from left to right where isolates are not known: one before
/// a telephone number, one behind an address that ends in a sign. Letters and the digits behind them need none.
pub fn marks(isolated: &str) -> (&'static str, &'static str) {
    let mark = |c: Option<char>, needless: fn(char) -> bool| match c {
        Some(c) if !needless(c) => "\u{200e}",
        _ => "",
    };
    (
        mark(isolated.chars().next(), char::is_alphabetic),
        mark(isolated.chars().next_back(), char::is_alphanumeric),
    )
}

/// The length of the telephone number that a text begins with: a plus, digits in groups.
fn telephone(text: &str) -> usize {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        match c {
            '+' if at == 0 => {}
            '0'..='9' => end = at + 1,
            ' ' | '\u{a0}' | '\u{202f}' | '-' | '\u{2011}' => {}
            _ => break,
        }
    }
    end
}

/// The length of the address that a text begins with, without the punctuation of the sentence.
fn address(text: &str) -> usize {
    let word = text.split(char::is_whitespace).next().unwrap_or("");
    if !is_address(word) || !word.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return 0;
    }
    let end = word.find(|c: char| !c.is_ascii() && !c.is_alphanumeric()).unwrap_or(word.len());
    word[..end].trim_end_matches(['.', ',', ';', ':', ')']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_to_dial_and_addresses_are_isolated() {
        for (text, set) in [
            ("الهاتف: +41 22 730 6206", "الهاتف: <+41 22 730 6206>"),
            ("+41 22 730 5111 • فاكس", "<+41 22 730 5111> • فاكس"),
            ("http://itu.int/go/tsg1/", "<http://itu.int/go/tsg1/>"),
            ("(tsbsg1@itu.int)،", "(<tsbsg1@itu.int>)،"),
            ("انظر https://www.itu.int/x.", "انظر <https://www.itu.int/x>."),
            ("انظر www.itu.int، و", "انظر <www.itu.int>، و"),
            ("2 Example Road, Valbonne", "<2 Example Road, Valbonne>"),
            ("\u{2066}a 1\u{2069} أو +41 22", "<a 1> أو <+41 22>"),
        ] {
            assert_eq!(isolate(text).replace(OPEN, "<").replace(CLOSE, ">").replace('\u{a0}', " "), set);
        }
    }

    #[test]
    fn what_was_typed_with_a_hyphen_between_digits_is_isolated_with_the_words_around_it() {
        for (text, set) in [
            ("الهاتف: +41 22 730-5111، أو", "الهاتف: <+41 22 730-5111>، أو"),
            ("الهاتف: (022) 730-5111.", "الهاتف: <(022) 730-5111>."),
            ("على مسافة 1-2 km من الفندق", "على مسافة <1-2 km> من الفندق"),
            ("السعر USD 95-120.", "السعر <USD 95-120>."),
            ("المعيار ISO/IEC 27001-2 (الأمن)", "المعيار <ISO/IEC 27001-2> (الأمن)"),
            ("العنوان: 12-14 Main Street, Valbonne, فرنسا", "العنوان: <12-14 Main Street, Valbonne>, فرنسا"),
            ("XY3/2026-1", "<XY3/2026-1>"),
            ("الفترة 2021–2024 (1-2 km)", "الفترة <2021–2024 (1-2 km)>"),
            ("و12-14، وكذلك", "و<12-14>، وكذلك"),
            ("من 09:30-12:30 (التوقيت)", "من <09:30-12:30> (التوقيت)"),
            ("20\u{200f}-\u{200f}30 يناير", "20\u{200f}-\u{200f}30 يناير"),
            ("ITU-T و5-x", "ITU-T و5-x"),
        ] {
            let isolated = isolate(text).replace(OPEN, "<").replace(CLOSE, ">").replace('\u{a0}', " ");
            assert_eq!(isolated, set);
        }
    }

    #[test]
    fn marks_stand_where_they_are_needed() {
        assert_eq!(marks("+41 22 730 6206"), ("\u{200e}", ""));
        assert_eq!(marks("a@itu.int"), ("", ""));
        assert_eq!(marks("http://itu.int/"), ("", "\u{200e}"));
    }

    #[test]
    fn what_reads_rightly_is_left_alone() {
        for text in ["رسالة TSB الجماعية 8/5", "الساعة 09:30", "ITU-T و1/17", "جنيف، 29 يناير 2017.", "+"]
        {
            assert_eq!(isolate(text), text);
        }
    }
}
