//! The scripts of the languages: which have faces of their own, which characters belong to them.
//!
//! Knows Unicode's blocks, nothing of fonts.

use crate::base::Language;

/// A script, in the order in which readers are offered the languages written in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Script {
    /// Latin.
    Latin,
    /// Cyrillic.
    Cyrillic,
    /// Chinese.
    Chinese,
    /// Arabic.
    Arabic,
}

impl Script {
    /// Those that the house's own family does not have: each has a face of its own.
    pub const WITH_FACE: [Self; 2] = [Self::Arabic, Self::Chinese];

    /// Whether it has a face of its own.
    pub fn has_face(self) -> bool {
        Self::WITH_FACE.contains(&self)
    }

    /// Its family among the faces; 0 is the house's own.
    pub fn family(self) -> usize {
        match self {
            Self::Latin | Self::Cyrillic => 0,
            Self::Arabic => 1,
            Self::Chinese => 2,
        }
    }

    /// The BCP 47 tag of the first language written in it: what Word takes a text in this script for.
    pub fn tag(self) -> &'static str {
        Language::ALL.into_iter().find(|language| language.script() == self).unwrap_or_default().tag()
    }

    /// Whose face is asked for a character that the house's own family lacks. The Chinese face has
    /// signs and figures of all kinds too.
    pub fn of(c: char) -> Option<Self> {
        match c {
            '\u{600}'..='\u{6ff}'
            | '\u{750}'..='\u{77f}'
            | '\u{8a0}'..='\u{8ff}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}' => Some(Self::Arabic),
            '\u{2000}'..='\u{20ff}' | '\u{2100}'..='\u{10ffff}' => Some(Self::Chinese),
            _ => None,
        }
    }
}

/// Whether a character is as wide as it is high and stands by itself: Han, kana, full-width
/// punctuation. Lines of them are made even by space between any two.
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character is a Han one or the like, between which and a Latin letter some space is due;
/// full-width punctuation brings its own.
pub fn is_han(c: char) -> bool {
    is_wide(c)
        && !matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}'
        | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff60}' | '\u{fe30}'..='\u{fe4f}')
}

/// Quotation marks, dashes and dots that are full-width in Chinese text and narrow in Latin text.
pub fn is_shared_punctuation(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Whether a character belongs to a word: what [`char::is_alphanumeric`] says, several times faster for letters of the
/// six languages.
pub fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        '\u{c0}'..='\u{24f}' => c != '×' && c != '÷',
        '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' => true,
        '\u{620}'..='\u{657}' | '\u{660}'..='\u{669}' | '\u{671}'..='\u{6d3}' => true,
        '\u{2000}'..='\u{206f}' | '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{301f}' => false,
        '\u{4e00}'..='\u{9fff}' => true,
        c => c.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_are_those_of_unicode() {
        let wrong: Vec<char> =
            (char::MIN..=char::MAX).filter(|&c| is_alphanumeric(c) != c.is_alphanumeric()).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn characters_go_to_the_face_that_has_them() {
        let of = |text: &str| text.chars().map(Script::of).collect::<Vec<_>>();
        assert_eq!(of("جا،"), [Some(Script::Arabic); 3]);
        assert_eq!(of("研，①"), [Some(Script::Chinese); 3]);
        assert_eq!(of("aéЖ"), [None; 3]);
        assert!(is_wide('，') && !is_han('，') && is_han('研') && !is_wide('a') && !is_wide('ج'));
    }
}
