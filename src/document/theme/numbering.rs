//! How list items are numbered, level by level.

use crate::base::Script;
use crate::base::yaml::{record, words};

words! {
    /// The kind of number on one level.
    Format as "number format" {
        /// 1, 2, 3
        Decimal = "decimal",
        /// a, b, c; in Russian а, б, в; in Arabic أ, ب, ج
        LowerLetter = "lower-letter",
        /// а, б, в in every language
        RussianLetter = "russian-letter",
        /// أ, ب, ج in every language
        ArabicLetter = "arabic-letter",
        /// i, ii, iii
        LowerRoman = "lower-roman",
        /// the same sign for every item
        Sign = "sign",
    }
}

record! {
    /// A numbering: its levels, from the outermost.
    Numbering as "the numbering" {
        /// The levels. Deeper levels look like the last one, with the number of their own level.
        levels: Vec<Level>,
    }
}

record! {
    /// One level of a numbering.
    Level as "the level" {
        /// The kind of number.
        format: Format,
        /// The label. `{1}` is replaced by the number on the outermost level, `{2}` by the number on the next
        /// level, and so on; a sign such as `•` is printed as it is.
        label: String,
        /// The paragraph style of the items. The label is printed in the hanging indent of this style.
        style: String,
    }
}

impl Numbering {
    /// How many levels a list can have: as many as in Word.
    pub const LEVELS: usize = 9;

    /// Adds the levels that a list can have below those that the theme names.
    pub(super) fn add_deeper(&mut self) {
        while let Some(last) = self.levels.last().filter(|_| self.levels.len() < Self::LEVELS) {
            let label = last.label_below(self.levels.len());
            let deeper = Level { label, ..last.clone() };
            self.levels.push(deeper);
        }
    }
}

impl Default for Level {
    fn default() -> Self {
        Self { format: Format::Sign, label: "-".to_owned(), style: "Body".to_owned() }
    }
}

impl Level {
    /// The label one level further down, of a level counted from 1: `{3}.{4}` for `{3}`, and `{3})` for `{2})`.
    fn label_below(&self, own: usize) -> String {
        let number = |level: usize| format!("{{{level}}}");
        let above = own.checked_sub(1).and_then(|above| self.label.split_once(&number(above)));
        let between = above.and_then(|(_, rest)| rest.split_once(&number(own))).map(|(between, _)| between);
        let below = match between {
            Some(between) => format!("{}{between}{}", number(own), number(own + 1)),
            None => number(own + 1),
        };
        self.label.replace(&number(own), &below)
    }

    /// The label of an item: `numbers` are those of the enclosing items from the outermost level,
    /// each with the format of its level, and last its own.
    pub fn label(&self, numbers: &[(Format, u32)]) -> String {
        let mut label = self.label.clone();
        for (at, &(format, number)) in numbers.iter().enumerate() {
            label = label.replace(&format!("{{{}}}", at + 1), &format.write(number));
        }
        label
    }
}

impl Format {
    /// The letters that it counts with, in order; none if it counts with numbers.
    ///
    /// Russian leaves out what no list uses (ё, й, ъ, ь), Arabic follows the order of the abjad: both as
    /// Word counts (ECMA-376-1, 17.18.59, `russianLower` and `arabicAbjad`), but for the tatweel without
    /// which a lone ه would be taken for a number.
    pub fn letters(self) -> &'static [&'static str] {
        match self {
            Self::LowerLetter => &[
                "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r",
                "s", "t", "u", "v", "w", "x", "y", "z",
            ],
            Self::RussianLetter => &[
                "а", "б", "в", "г", "д", "е", "ж", "з", "и", "к", "л", "м", "н", "о", "п", "р", "с", "т",
                "у", "ф", "х", "ц", "ч", "ш", "щ", "ы", "э", "ю", "я",
            ],
            Self::ArabicLetter => &[
                "أ", "ب", "ج", "د", "هـ", "و", "ز", "ح", "ط", "ي", "ك", "ل", "م", "ن", "س", "ع", "ف", "ص",
                "ق", "ر", "ش", "ت", "ث", "خ", "ذ", "ض", "ظ", "غ",
            ],
            Self::Decimal | Self::LowerRoman | Self::Sign => &[],
        }
    }

    /// The same format as it is written in a script.
    #[must_use]
    pub fn in_script(self, script: Script) -> Self {
        match (self, script) {
            (Self::LowerLetter, Script::Cyrillic) => Self::RussianLetter,
            (Self::LowerLetter, Script::Arabic) => Self::ArabicLetter,
            (format, _) => format,
        }
    }

    /// A number in this format; nothing for a sign.
    pub fn write(self, number: u32) -> String {
        match self {
            Self::Decimal => number.to_string(),
            Self::LowerLetter | Self::RussianLetter | Self::ArabicLetter => repeated(self.letters(), number),
            Self::LowerRoman => roman(number),
            Self::Sign => String::new(),
        }
    }
}

/// Letters by their number, then each twice (aa, bb) and so on, as Word counts.
fn repeated(letters: &[&str], number: u32) -> String {
    let number = number.max(1) as usize - 1;
    let letter = letters.get(number % letters.len().max(1)).copied().unwrap_or_default();
    letter.repeat(number / letters.len().max(1) + 1)
}

fn roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        assert_eq!([1, 26, 27, 28].map(|n| Format::LowerLetter.write(n)), ["a", "z", "aa", "bb"]);
        let russian = Format::LowerLetter.in_script(Script::Cyrillic);
        assert_eq!([1, 10, 29, 30].map(|n| russian.write(n)), ["а", "к", "я", "аа"]);
        let arabic = Format::LowerLetter.in_script(Script::Arabic);
        assert_eq!([1, 2, 3, 28].map(|n| arabic.write(n)), ["أ", "ب", "ج", "غ"]);
        assert_eq!(Format::LowerRoman.in_script(Script::Arabic), Format::LowerRoman);
        assert_eq!(["iv", "xiv", "xl"].map(String::from), [4, 14, 40].map(roman));
        let level = Level { format: Format::Decimal, label: "{1}.{2}".to_owned(), style: String::new() };
        assert_eq!(level.label(&[(Format::Decimal, 5), (Format::Decimal, 12)]), "5.12");
    }

    #[test]
    fn deeper_levels_have_numbers_of_their_own() {
        let labels = |labels: &[&str]| {
            let level = |label: &&str| Level { label: (*label).to_owned(), ..Level::default() };
            let mut numbering = Numbering { levels: labels.iter().map(level).collect() };
            numbering.add_deeper();
            assert_eq!(numbering.levels.len(), Numbering::LEVELS);
            numbering.levels[labels.len()..labels.len() + 2]
                .iter()
                .map(|l| l.label.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(labels(&["{1}", "{1}.{2}", "{1}.{2}.{3}"]), ["{1}.{2}.{3}.{4}", "{1}.{2}.{3}.{4}.{5}"]);
        assert_eq!(labels(&["{1}.", "{2})"]), ["{3})", "{4})"]);
        assert_eq!(labels(&["{1}.", "{1}-{2}."]), ["{1}-{2}-{3}.", "{1}-{2}-{3}-{4}."]);
        assert_eq!(labels(&["•"]), ["•", "•"]);
    }
}
