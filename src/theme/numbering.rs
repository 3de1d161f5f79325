//! How list items are numbered, level by level.

use crate::{record, words};

words! {
    /// The kind of number on one level.
    Format as "number format" {
        /// 1, 2, 3
        Decimal = "decimal",
        /// a, b, c
        LowerLetter = "lower-letter",
        /// i, ii, iii
        LowerRoman = "lower-roman",
        /// the same sign for every item
        Sign = "sign",
    }
}

record! {
    /// A numbering: its levels from the outermost.
    Numbering as "the numbering" {
        /// The levels; deeper ones repeat the last.
        levels: Vec<Level>,
    }
}

record! {
    /// One level of a numbering.
    Level as "the level" {
        /// Kind of number.
        format: Format,
        /// The label: `{1}` stands for the number on the outermost level, `{2}` for the next …; a sign stands for itself (`•`).
        label: String,
        /// The paragraph style of the items; its hanging indent holds the label.
        style: String,
    }
}

impl Default for Level {
    fn default() -> Self {
        Self { format: Format::Sign, label: "-".to_owned(), style: "Body".to_owned() }
    }
}

impl Level {
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
    /// A number in this format; nothing for a sign.
    pub fn write(self, number: u32) -> String {
        match self {
            Self::Decimal => number.to_string(),
            Self::LowerLetter => letters(number),
            Self::LowerRoman => roman(number),
            Self::Sign => String::new(),
        }
    }
}

/// a … z, then aa, bb … as Word counts.
fn letters(number: u32) -> String {
    let number = number.max(1) - 1;
    let letter = char::from(b'a' + u8::try_from(number % 26).unwrap_or(0));
    std::iter::repeat_n(letter, number as usize / 26 + 1).collect()
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
        assert_eq!(["a", "z", "aa", "bb"].map(String::from), [1, 26, 27, 28].map(letters));
        assert_eq!(["iv", "xiv", "xl"].map(String::from), [4, 14, 40].map(roman));
        let level = Level { format: Format::Decimal, label: "{1}.{2}".to_owned(), style: String::new() };
        assert_eq!(level.label(&[(Format::Decimal, 5), (Format::Decimal, 12)]), "5.12");
    }
}
