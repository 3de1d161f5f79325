//! Fingerprints: short numbers that tell whether something is still the same.
//!
//! 128 bits: two different things never have the same one by accident. It is an XXH3, which takes a tenth of the time of a
//! SHA-256 where the processor has no instructions for that; half of a SHA-256 where it is a part of a name that others keep.
//! Knows bytes, nothing of letters.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use std::hash::Hash;
use std::str::FromStr;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

/// A fingerprint; as text 32 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// Of bytes: the same for ever. No defence against somebody who looks for two texts with the same one.
    pub fn of(bytes: &[u8]) -> Self {
        Self(xxh3_128(bytes).to_be_bytes())
    }

    /// Half of the SHA-256 of bytes.
    pub fn of_name(bytes: &[u8]) -> Self {
        let mut half = [0; 16];
        half.iter_mut().zip(Sha256::digest(bytes)).for_each(|(to, from)| *to = from);
        Self(half)
    }

    /// Whether it is that of these bytes, also as a build record of an earlier program has it.
    pub fn is_of(self, bytes: &[u8]) -> bool {
        self == Self::of(bytes) || self == Self::of_name(bytes)
    }

    /// Of a value in memory. The same on every run of one program on one kind of machine, not between
    /// programs: whoever keeps it keeps it together with that of the program.
    pub fn of_value(value: &impl Hash) -> Self {
        let mut hasher = Xxh3::new();
        value.hash(&mut hasher);
        Self(hasher.digest128().to_be_bytes())
    }

    /// A part of it, for what need not be certain.
    pub fn short(self) -> u32 {
        let [a, b, c, d, ..] = self.0;
        u32::from_le_bytes([a, b, c, d])
    }
}

/// The SHA-256 of bytes, whole: 64 hexadecimal digits, as `sha256sum` and `Get-FileHash` print it.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(Sha256::digest(bytes).as_slice())
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hexadecimal(&self.0))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.to_string()
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl FromStr for Fingerprint {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WHY: &str = "a fingerprint has 32 hexadecimal digits";
        let number = u128::from_str_radix(text, 16).map_err(|_| WHY)?;
        if text.len() == 32 && !text.starts_with('+') { Ok(Self(number.to_be_bytes())) } else { Err(WHY) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_are_told_apart_and_kept_as_text() {
        let (a, b) = (Fingerprint::of(b"a"), Fingerprint::of(b"b"));
        assert_ne!(a, b);
        assert_eq!(a.to_string(), "a96faf705af16834e6c632b61e964e1f");
        let name = Fingerprint::of_name(b"a");
        assert_eq!(name.to_string(), "ca978112ca1bbdcafac231b39a23dc4d");
        assert!(a.is_of(b"a") && name.is_of(b"a") && !a.is_of(b"b") && !name.is_of(b"b"));
        assert_eq!(a.to_string().parse(), Ok(a));
        assert_eq!(sha256(b"a"), "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
        for wrong in ["", "x", "+a978112ca1bbdcafac231b39a23dc4d", "ca978112ca1bbdcafac231b39a23dc4d0"] {
            assert!(wrong.parse::<Fingerprint>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn values_differ_by_what_they_hold() {
        let of = |list: &[&str]| Fingerprint::of_value(&list.to_vec());
        assert_eq!(of(&["a", "b"]), of(&["a", "b"]));
        assert_ne!(of(&["a", "b"]), of(&["ab"]));
        assert_ne!(of(&["a", "b"]), of(&["b", "a"]));
    }
}
