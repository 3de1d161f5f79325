//! Chinese has no spaces between words: what sentences and templates are joined with goes. Between Han
//! characters and Latin letters each format sets a little space by itself.

use super::JOINER;
use crate::base::script::is_wide;
use crate::base::typography::Typography;
use std::borrow::Cow;

/// Takes out spaces beside Han characters and full-width punctuation; those around a sign between words
/// (`注 – 议程`, `国际电联 • Place`) stay.
pub(super) fn close_up(text: &str) -> Cow<'_, str> {
    if !text.contains(' ') || !text.contains(is_wide) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut before = None;
    while let Some(c) = chars.next() {
        if c == ' ' && needless(before, chars.peek().copied()) {
            continue;
        }
        out.push(c);
        before = Some(c);
    }
    Cow::Owned(out)
}

/// Keeps the letter of an annex beside its word: a line may end between any two others.
pub(super) fn bind<'a>(text: &'a str, typography: &Typography) -> Cow<'a, str> {
    let words = || typography.counted.iter().flatten().map(String::as_str);
    if !words().any(|word| text.contains(word)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 6);
    for (at, c) in text.char_indices() {
        let mut next = text[at..].chars().skip(1);
        let letter = c.is_ascii_alphanumeric() && !next.next().is_some_and(|c| c.is_ascii_alphanumeric());
        if letter && words().any(|word| text[..at].ends_with(word)) {
            out.push(JOINER);
        }
        out.push(c);
    }
    Cow::Owned(out)
}

/// Whether a space between two stretches of a text goes, the first of which ends with this character.
pub fn closes_up(before: char) -> bool {
    is_wide(before) && !before.is_alphanumeric()
}

/// Whether the space between two characters goes; `None` is the end of the text, which may go on in
/// another stretch.
fn needless(before: Option<char>, after: Option<char>) -> bool {
    let punctuation = |c: Option<char>| c.is_some_and(|c| is_wide(c) && !c.is_alphanumeric());
    let word = |c: Option<char>| c.is_none_or(|c| c.is_alphanumeric() || is_wide(c));
    let wide = |c: Option<char>| c.is_some_and(is_wide);
    punctuation(before)
        || punctuation(after)
        || ((wide(before) || wide(after)) && word(before) && word(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letter_of_an_annex_stays_beside_its_word() {
        let words = ["附件", "表格"].map(str::to_owned).to_vec();
        let typography = Typography { counted: Some(words), ..Typography::default() };
        assert_eq!(
            bind("见附件A。见附件Annex和表格1", &typography),
            "见附件\u{2060}A。见附件Annex和表格\u{2060}1"
        );
    }

    #[test]
    fn spaces_between_sentences_and_words_go() {
        for (typed, set) in [
            ("见附件A。 与研究组主席", "见附件A。与研究组主席"),
            ("电话： +41 22 730 6206", "电话：+41 22 730 6206"),
            ("工作语文： ", "工作语文："),
            ("出席 ITU-T 第 17 研究组", "出席ITU-T第17研究组"),
            ("主席Heung-Youl Youm先生", "主席Heung-Youl Youm先生"),
            ("注 – 议程", "注 – 议程"),
            ("国际电信联盟 • Place des Nations", "国际电信联盟 • Place des Nations"),
            ("Working Party 1/17", "Working Party 1/17"),
        ] {
            assert_eq!(close_up(typed), set);
        }
    }
}
