//! How some rendered words go along with the text that they were rendered from: white space may be closed up in them, and
//! signs have backslashes. Read once, so that the place of each word is found without reading those before it again.

/// Words beside the text that they come from.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Aligned {
    /// How many bytes at the beginning are the same.
    same: usize,
    /// The reading at the beginning, and again after every [`STRETCH`] bytes or so.
    stops: Vec<Reading>,
    /// The first byte of the words that the text does not have.
    lost: Option<usize>,
}

/// Bytes of words that are read again to find a place between two stops.
const STRETCH: usize = 128;

/// How far words were read, and how far the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Reading {
    /// The next byte of the words.
    words: usize,
    /// The next byte of the text.
    text: usize,
    /// One past the last sign that both have.
    end: usize,
}

impl Aligned {
    /// Reads words and text side by side.
    pub(super) fn of(words: &str, text: &str) -> Self {
        let same = words.bytes().zip(text.bytes()).take_while(|(one, other)| one == other).count();
        let (mut reading, mut stops) = (Reading::default(), vec![Reading::default()]);
        // Words that are written as they are need no more.
        while same < words.len() {
            let Some(next) = reading.next(words, text) else { break };
            reading = next;
            if stops.last().is_some_and(|stop| reading.words >= stop.words + STRETCH) {
                stops.push(reading);
            }
        }
        let lost = (same < words.len() && reading.words < words.len()).then_some(reading.words);
        Self { same, stops, lost }
    }

    /// Whether the text begins with so many bytes of the words.
    pub(super) fn is_same(&self, length: usize) -> bool {
        length <= self.same
    }

    /// How much of the text the first bytes of the words are: up to the last of them, and up to the next sign that is no
    /// white space; `None` where the text does not have them.
    pub(super) fn up_to(&self, length: usize, words: &str, text: &str) -> Option<(usize, usize)> {
        if self.lost.is_some_and(|lost| lost < length) {
            return None;
        }
        let stop = self.stops.partition_point(|stop| stop.words <= length).checked_sub(1)?;
        let (words, mut reading) = (&words[..length], *self.stops.get(stop)?);
        while reading.words < length {
            reading = reading.next(words, text)?;
        }
        Some((reading.end, reading.text + blanks(&text[reading.text..])))
    }
}

impl Reading {
    /// After one more character of the words; `None` at their end, and where the text has another.
    fn next(self, words: &str, text: &str) -> Option<Self> {
        let c = words[self.words..].chars().next()?;
        let rest = &text[self.text..];
        let after = Self { words: self.words + c.len_utf8(), ..self };
        let skip = blanks(rest);
        if c.is_whitespace() {
            return Some(Self { text: self.text + skip, ..after });
        }
        let here = rest.chars().next();
        let said = if here == Some(c) { here } else { rest[skip..].chars().next() };
        match said {
            // The description of a link gets other quotation marks.
            Some(said)
                if said == c || (c, said) == ('\'', '"') || said.to_lowercase().eq(c.to_lowercase()) =>
            {
                let end = self.text + if here == Some(c) { 0 } else { skip } + said.len_utf8();
                Some(Self { text: end, end, ..after })
            }
            _ if c == '\\' => Some(after),
            _ => None,
        }
    }
}

fn blanks(rest: &str) -> usize {
    rest.len() - rest.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn up_to(words: &str, text: &str) -> Option<(usize, usize)> {
        Aligned::of(words, text).up_to(words.len(), words, text)
    }

    #[test]
    fn closed_up_and_escaped_words_are_aligned() {
        assert_eq!(up_to("a b", "a \n  b c"), Some((6, 7)));
        assert_eq!(up_to("1\\. a", "1. a"), Some((4, 4)));
        assert_eq!(up_to("x", "a"), None);
        assert_eq!(up_to("", "  a"), Some((0, 2)));
    }

    /// Reads all from the beginning.
    fn at_once(words: &str, text: &str) -> Option<(usize, usize)> {
        let mut reading = Reading::default();
        while reading.words < words.len() {
            reading = reading.next(words, text)?;
        }
        Some((reading.end, reading.text + blanks(&text[reading.text..])))
    }

    proptest::proptest! {
        #[test]
        fn any_part_is_found_as_if_read_from_the_beginning(
            words in "[aB é.\\\\\n]{0,500}",
            spaces in "[ \n]{1,3}",
            cut in 0usize..600,
        ) {
            let text = words.replace('\\', "").replace(' ', &spaces);
            let aligned = Aligned::of(&words, &text);
            let cut = words.floor_char_boundary(cut);
            proptest::prop_assert_eq!(aligned.is_same(cut), text.starts_with(&words[..cut]));
            if !aligned.is_same(words.len()) {
                proptest::prop_assert_eq!(aligned.up_to(cut, &words, &text), at_once(&words[..cut], &text));
            }
        }
    }

    #[test]
    fn a_place_is_found_without_reading_the_words_before_it() {
        let (words, text) = ("a. b ".repeat(40_000), "a.  b ".repeat(40_000));
        let aligned = Aligned::of(&words, &text);
        let far = aligned.stops.windows(2).map(|two| two[1].words - two[0].words).max();
        assert!(far.is_some_and(|far| far <= STRETCH + 4), "{far:?}");
        assert_eq!(aligned.up_to(words.len(), &words, &text), Some((text.len() - 1, text.len())));
    }
}
