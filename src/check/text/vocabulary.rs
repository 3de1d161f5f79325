//! Which words a letter has, roughly: enough to leave most of a list of words alone.

use super::tokens::{Kind, Tokens};
use crate::base::script::is_alphanumeric;

/// Words in small letters, as bits of their hashes. A word that is there is always found; one that is not
/// is found once in a hundred times.
#[derive(Debug)]
pub struct Vocabulary(Vec<u64>);

/// Bits.
const SIZE: u64 = 1 << 16;

impl Default for Vocabulary {
    fn default() -> Self {
        Self(vec![0; (SIZE / 64) as usize])
    }
}

impl Vocabulary {
    /// Takes the words of a text in.
    pub fn add(&mut self, tokens: &Tokens<'_>) {
        for (index, token) in tokens.iter() {
            if matches!(token.kind, Kind::Word | Kind::Number) {
                let bit = fingerprint(tokens.text(index)) % SIZE;
                self.0[(bit / 64) as usize] |= 1 << (bit % 64);
            }
        }
    }

    /// Whether all words of a phrase may be there.
    pub fn may_have(&self, phrase: &str) -> bool {
        let mut words = phrase.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.all(|word| {
            let bit = fingerprint(word) % SIZE;
            self.0[(bit / 64) as usize] & (1 << (bit % 64)) != 0
        })
    }
}

/// A hash of the letters and digits of a text, big or small, whatever stands between them: `home page` is
/// `Homepage`. It is the same on every machine (FNV-1a).
pub fn fingerprint(text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    for c in text.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                add(c.to_ascii_lowercase() as u8);
            }
        } else if is_alphanumeric(c) {
            c.to_lowercase().for_each(|c| u32::from(c).to_le_bytes().into_iter().for_each(&mut add));
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_whatever_their_letters() {
        let mut words = Vocabulary::default();
        words.add(&Tokens::new("The Home page of Été 2021"));
        assert!(words.may_have("home page") && words.may_have("été") && words.may_have("2021"));
        assert!(!words.may_have("homepage") && !words.may_have("home pages"));
        assert_eq!(fingerprint("home page"), fingerprint("Homepage"));
    }
}
