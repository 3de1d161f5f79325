//! The alphabet of marks: all private-use characters that the program itself puts into texts.
//!
//! Nothing that people write may hold one of them: [`crate::base::unusable`] refuses the whole private use of
//! Unicode in YAML, and the engine refuses it in templates. So a mark in a rendered text is always ours.

/// Begins a rendered text that is joined with others by `~`, until they are joined.
pub const PART: char = '\u{f8f9}';
/// Ends it.
pub const PART_END: char = '\u{f8fa}';
/// Before a day or a time: a fact that gets its words when a text is finished.
pub const MOMENT: char = '\u{f8fb}';
/// Before a phrase's number in [`phrase`]: the place where that phrase is to be put in.
pub const PHRASE: char = '\u{f8fc}';
/// Stands in a phrase for a list that is known only where the phrase is used.
pub const LIST: &str = "\u{f8fd}";
/// Begins a text inside another: a phrase in a template, a text of the letter in either.
pub const START: char = '\u{f8fe}';
/// Ends such a text: what follows belongs to the outer one again.
pub const END: char = '\u{f8ff}';

/// The first of the characters that stand for phrases, after [`PHRASE`].
const PHRASES: u32 = 0xE000;
/// How many there are.
const MOST_PHRASES: u32 = 0x1800;
/// The planes 15 and 16, whose last two characters are no characters: a run's number is one of the others.
const PLANES: [u32; 2] = [0xF_0000, 0x10_0000];
const PLANE: u32 = 0xFFFE;

/// How many runs can be told apart; words of later ones have no place.
pub const MOST_RUNS: usize = (2 * PLANE - 1) as usize;

/// The mark of a run by its number; from [`MOST_RUNS`] on all share the last mark, which has no place.
pub fn run(number: usize) -> char {
    let number = u32::try_from(number.min(MOST_RUNS)).unwrap_or(u32::MAX);
    let code = PLANES[usize::from(number >= PLANE)] + number % PLANE;
    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The number of the run whose mark this is.
pub fn run_number(mark: char) -> Option<usize> {
    let code = u32::from(mark);
    let number = match PLANES {
        [_, last] if code >= last => code - last + PLANE,
        [first, _] => code.checked_sub(first)?,
    };
    Some(number as usize)
}

/// Whether a character is a mark that says where words come from.
pub fn is_mark(c: char) -> bool {
    matches!(c, START | END) || u32::from(c) >= PLANES[0]
}

/// The stretches of a text without marks, each with the mark behind it; none behind the last.
pub fn stretches(text: &str) -> impl Iterator<Item = (&str, Option<char>)> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut from = 0;
        // All marks begin with one of the last bytes, and little else does: bytes are looked at faster than characters.
        while let Some(at) = text.as_bytes()[from..].iter().position(|byte| *byte >= FIRST_BYTE) {
            let mut behind = text[from + at..].chars();
            match behind.next() {
                Some(c) if is_mark(c) => {
                    rest = Some(behind.as_str());
                    return Some((&text[..from + at], Some(c)));
                }
                _ => from = text.len() - behind.as_str().len(),
            }
        }
        rest = None;
        Some((text, None))
    })
}

/// The first byte of [`START`] and [`END`]; that of a run's mark is greater.
const FIRST_BYTE: u8 = 0xEF;

/// The mark of the place of a phrase by its number; `None` past 6,000 phrases.
pub fn phrase(number: usize) -> Option<String> {
    let code = u32::try_from(number).ok().filter(|number| *number < MOST_PHRASES)?;
    Some([PHRASE, char::from_u32(PHRASES + code)?].iter().collect())
}

/// The number of the phrase for the character after [`PHRASE`].
pub fn phrase_number(c: char) -> usize {
    u32::from(c).saturating_sub(PHRASES) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::unusable::is_unusable;

    #[test]
    fn every_run_has_a_mark_of_its_own_that_no_text_may_hold() {
        for number in [0, 1, 65_533, 65_534, 65_535, MOST_RUNS - 1, MOST_RUNS] {
            assert_eq!(run_number(run(number)), Some(number));
            assert!(is_mark(run(number)) && is_unusable(run(number)));
        }
        assert_eq!(run(MOST_RUNS + 7), run(MOST_RUNS));
        assert_eq!(run_number('a'), None);
        assert!(
            [PART, PART_END, MOMENT, PHRASE, START, END].into_iter().chain(LIST.chars()).all(is_unusable)
        );
    }

    #[test]
    fn texts_are_cut_at_marks() {
        let text = format!("a{START}b\u{ff0c}{}{}{MOMENT}é{END}", run(1), run(65_534));
        let cut: Vec<_> = stretches(&text).collect();
        let marks = [Some(START), Some(run(1)), Some(run(65_534)), Some(END), None];
        let words = ["a", "b\u{ff0c}", "", "\u{f8fb}é", ""];
        assert_eq!(cut, Vec::from_iter(words.into_iter().zip(marks)));
    }

    #[test]
    fn phrases_have_places() {
        let place = phrase(7).expect("few");
        assert_eq!(place.chars().nth(1).map(phrase_number), Some(7));
        assert_eq!(phrase(1_000_000), None);
    }
}
