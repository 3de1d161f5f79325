//! The spaces in Chinese text: punctuation that shares its empty halves, a little space between Han
//! characters and Latin letters. As `text-spacing-trim` and `text-autospace` of CSS Text 4 say it.

use super::segment::Item;
use crate::base::script::{is_han, is_shared_punctuation, is_wide};

/// How much the space behind a wide character stretches, in ems, where a space stretches by its width.
pub const STRETCH: f32 = 0.1;
/// The space between a Han character and a Latin letter or a digit, in ems. It does not stretch: from a
/// tenth of an em on, what reads text out of a PDF by the place of its glyphs takes it for a space.
const AUTOSPACE: f32 = 0.09;
/// The empty half of a full-width bracket, comma or stop, in ems.
const HALF: f32 = 0.5;

/// Where in its square a full-width sign has its ink.
#[derive(Clone, Copy, PartialEq)]
enum Ink {
    Left,
    Right,
    All,
}

fn ink(c: char) -> Ink {
    match c {
        '，' | '。' | '、' | '；' | '：' | '！' | '？' | '）' | '」' | '』' | '》' | '〉' | '】' | '〕'
        | '］' | '｝' | '”' | '’' => Ink::Left,
        '（' | '「' | '『' | '《' | '〈' | '【' | '〔' | '［' | '｛' | '“' | '‘' => Ink::Right,
        _ => Ink::All,
    }
}

/// Sets the spaces between neighbours; `string` is the text that the atoms count from.
pub fn space(items: &mut [Item], string: &str) {
    let mut ends: Vec<(char, char, bool)> = Vec::with_capacity(items.len());
    for item in items.iter() {
        let text = string.get(item.text.0..item.text.1).unwrap_or_default();
        let (first, last) = (text.chars().next().unwrap_or(' '), text.chars().next_back().unwrap_or(' '));
        // Quotation marks are narrow where a Latin face shows them.
        let wide = is_wide(last) || (is_shared_punctuation(last) && item.stretch > 0.0 && !item.space);
        ends.push((first, last, wide));
    }
    for at in 0..items.len() {
        let Some(&(_, last, wide)) = ends.get(at) else { break };
        let next = ends.get(at + 1).map(|&(first, _, wide)| (first, wide));
        let Some(item) = items.get_mut(at) else { break };
        let next_ink = next.map(|(first, wide)| if wide { ink(first) } else { Ink::All });
        let half = HALF * item.size;
        match (if wide { ink(last) } else { Ink::All }, next_ink) {
            (Ink::Left, Some(Ink::Left | Ink::Right)) | (Ink::Right, Some(Ink::Right)) => {
                item.width -= half;
                item.stretch = 0.0;
            }
            (Ink::Left, _) => item.gap = half,
            (Ink::Right, _) => {
                // A bracket holds on to what it opens.
                item.stretch = 0.0;
            }
            (Ink::All, _) => {
                let meets = next.is_some_and(|(first, _)| {
                    (is_han(last) && is_western(first)) || (is_western(last) && is_han(first))
                });
                if meets {
                    item.gap = AUTOSPACE * item.size;
                    item.width += item.gap;
                    item.stretch = 0.0;
                } else if matches!(last, '—' | '…') && next.is_some_and(|(first, _)| first == last) {
                    // A dash or an ellipsis of two characters is one.
                    item.stretch = 0.0;
                } else if next_ink == Some(Ink::Left) {
                    // Nor does a comma part from what it follows.
                    item.stretch = 0.0;
                }
            }
        }
    }
}

fn is_western(c: char) -> bool {
    c.is_alphanumeric() && !is_wide(c)
}
