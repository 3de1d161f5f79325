//! Where words may be hyphenated, by the patterns of their language.
//!
//! Capitalised words, words with digits, addresses and compounds are left whole: a name broken
//! in two reads badly, an address cannot be copied.

use crate::base::Language;

/// Shortest word that is hyphenated, in letters.
const SHORTEST: usize = 6;

/// Byte offsets in `text` (a stretch of a paragraph without spaces) at which a hyphen may be
/// added; `word` is the whole word between spaces that the stretch is part of. `capitals` allows
/// capitalised words too, for columns so narrow that nothing else helps.
pub fn points(text: &str, word: &str, language: Language, capitals: bool) -> Vec<usize> {
    let code = <[u8; 2]>::try_from(language.code().as_bytes());
    let Some(patterns) = code.ok().and_then(hypher::Lang::from_iso) else {
        return Vec::new();
    };
    let plain = |c: char| c.is_alphabetic() || matches!(c, '’' | '\'');
    let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
    if inner.chars().any(|c| !plain(c) || (c.is_uppercase() && !capitals)) {
        return Vec::new();
    }
    let Some(start) = text.find(char::is_alphabetic) else {
        return Vec::new();
    };
    let end = text
        .rfind(char::is_alphabetic)
        .map_or(start, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    let core = &text[start..end];
    if core.chars().count() < SHORTEST || core.len() > 200 {
        return Vec::new();
    }
    let mut at = start;
    let mut points: Vec<usize> = hypher::hyphenate_bounded(core, patterns, 2, 3)
        .map(|syllable| {
            at += syllable.len();
            at
        })
        .collect();
    points.pop();
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hyphenated(word: &str) -> String {
        let mut out = word.to_owned();
        for at in points(word, word, Language::English, false).into_iter().rev() {
            out.insert(at, '-');
        }
        out
    }

    #[test]
    fn ordinary_words_only() {
        assert_eq!(hyphenated("recommendations,"), "rec-om-men-da-tions,");
        assert_eq!(hyphenated("(contributions)"), "(con-tri-bu-tions)");
        for whole in
            ["Recommendations", "ITU", "session17", "homepage/index", "itumail@itu.int", "there", "e-mail"]
        {
            assert_eq!(hyphenated(whole), whole);
        }
    }

    #[test]
    fn other_languages_have_their_own_patterns() {
        assert!(
            !points("письмо-исследовательская", "исследовательская", Language::Russian, false).is_empty()
        );
        assert!(points("研究組研究組研究組", "研究組研究組研究組", Language::Chinese, false).is_empty());
    }
}
