//! Chinese has no spaces between words: what sentences and templates are joined with goes. Between Han
//! characters and Latin letters each format sets a little space by itself.

use crate::script::is_wide;
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
