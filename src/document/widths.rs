//! How wide texts and columns will be, about, for choosing the widths of columns before any format
//! sets them. An estimate from the letters alone: the formats have different fonts, the Document
//! has the same widths for all of them.

use crate::base::script::is_wide;

/// The least share of a column, so that its header can be read and its rules are apart.
const LEAST: f32 = 0.04;

/// Width of a text on one line, in em of a face such as Calibri.
pub fn of(text: &str) -> f32 {
    text.chars().map(of_char).sum()
}

/// Width of the longest word of a text, in em. Between Han characters a line may end anywhere.
pub fn of_longest_word(text: &str) -> f32 {
    let parts = |c: char| matches!(c, ' ' | '\n' | '\t') || is_wide(c);
    let least = if text.contains(is_wide) { 2.0 } else { 0.0 };
    text.split(parts).map(of).fold(least, f32::max)
}

fn of_char(c: char) -> f32 {
    match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2066}'..='\u{2069}' => 0.0,
        'i' | 'l' | 'j' | ' ' | '\u{a0}' | '\'' | ',' | '.' | 'I' => 0.24,
        ':' | ';' | '(' | ')' | '-' | '\u{2011}' | '[' | ']' | '{' | '}' | 'f' | 'J' | 't' | '!' => 0.31,
        'r' | '/' | '\\' | 's' | 'z' | '"' => 0.38,
        'c' | 'k' | 'v' | 'x' | 'y' | 'L' | 'F' | 'S' | 'Z' | '?' => 0.45,
        'm' | 'M' | 'w' | '%' | '&' | 'W' | '@' | '—' => 0.8,
        'A'..='Z' => 0.58,
        // Ideographs and full-width signs.
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{ffef}' => 1.0,
        _ => 0.52,
    }
}

/// Shares of the columns of a table from what its rows say, together 1. `room` is the width of the
/// table and `padding` the space of each cell that no text can use, both in em.
///
/// No column is narrower than its longest word where that can be, none is wider than its longest text
/// while others have to break lines, and between the two the more text a column has the wider it is. A column
/// that has only room for its longest word gets some slack from the others: readers have other faces.
pub fn shares(rows: &[Vec<String>], room: f32, padding: f32) -> Vec<f32> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let column = |at: usize| rows.iter().filter_map(move |row| row.get(at).map(String::as_str));
    let largest = |at: usize, width: &dyn Fn(&str) -> f32| column(at).map(width).fold(0.0, f32::max);
    let words: Vec<f32> = (0..count).map(|at| largest(at, &of_longest_word)).collect();
    let at_least = |width: f32| (width + padding).max(LEAST * room);
    // Bold heads and other faces are a little wider than the estimate.
    let lower: Vec<f32> = words.iter().map(|word| at_least(word * 1.08)).collect();
    let safe: Vec<f32> = words.iter().map(|word| at_least((word * 1.08).max(word + SLACK))).collect();
    let upper: Vec<f32> = (0..count).map(|at| (largest(at, &of) * 1.08 + padding).max(lower[at])).collect();
    let weights: Vec<f32> = (0..count).map(|at| column(at).map(of).sum::<f32>().max(0.01)).collect();
    let (least, most) = (lower.iter().sum::<f32>(), upper.iter().sum::<f32>());
    let widths = if least >= room {
        squeezed(&safe, room)
    } else if most <= room {
        with_slack(upper, &safe, room / most)
    } else {
        with_slack(pour(lower.clone(), &upper, &weights, room - least), &safe, 1.0)
    };
    rounded(&widths)
}

/// What the faces of readers may need for a short word above the estimate, in em.
const SLACK: f32 = 0.4;

/// Widths for columns whose longest words have no room beside each other: those with shorter words keep them whole, and
/// the others share what is left, each as much as the others.
fn squeezed(safe: &[f32], room: f32) -> Vec<f32> {
    let mut sorted = safe.to_vec();
    sorted.sort_by(f32::total_cmp);
    let (mut rest, mut most) = (room, room);
    for (at, width) in sorted.iter().enumerate() {
        most = rest / (sorted.len() - at) as f32;
        if *width > most {
            break;
        }
        rest -= width;
    }
    safe.iter().map(|width| width.min(most)).collect()
}

/// Widens columns that are only as wide as their longest word, where the table will be `scale` times as wide: those with
/// room to spare give it. Other tables stay as they are.
fn with_slack(widths: Vec<f32>, safe: &[f32], scale: f32) -> Vec<f32> {
    let spare: Vec<f32> = widths.iter().zip(safe).map(|(width, safe)| width * scale - safe).collect();
    let needed: f32 = spare.iter().map(|spare| (-spare).max(0.0)).sum();
    let free: f32 = spare.iter().map(|spare| spare.max(0.0)).sum();
    // Less than a thousandth of a table is nothing.
    if needed < 0.01 || free <= 0.0 {
        return widths;
    }
    let part = (free / needed).min(1.0);
    let change = |spare: f32| if spare < 0.0 { spare * part } else { needed * part * spare / free };
    widths.iter().zip(spare).map(|(width, spare)| width * scale - change(spare)).collect()
}

/// Gives `rest` to the columns by their weights; what a column has no use for goes to the others.
fn pour(mut widths: Vec<f32>, upper: &[f32], weights: &[f32], mut rest: f32) -> Vec<f32> {
    // Each round fills a column up or ends with nothing left.
    for _ in 0..widths.len() {
        let open: Vec<usize> = (0..widths.len()).filter(|&at| upper[at] - widths[at] > 0.001).collect();
        let weight: f32 = open.iter().map(|&at| weights[at]).sum();
        let poured = rest;
        for &at in &open {
            let more = (poured * weights[at] / weight).min(upper[at] - widths[at]);
            widths[at] += more;
            rest -= more;
        }
    }
    widths
}

/// Shares in thousandths, so that the same text has the same widths everywhere; the widest column
/// takes what rounding leaves.
#[allow(clippy::cast_possible_truncation, reason = "thousandths of a table")]
fn rounded(widths: &[f32]) -> Vec<f32> {
    let total: f32 = widths.iter().sum();
    let mut parts: Vec<i32> = widths.iter().map(|w| (w / total * 1000.0).floor() as i32).collect();
    let left = 1000 - parts.iter().sum::<i32>();
    if let Some(widest) = parts.iter_mut().rev().max_by_key(|part| **part) {
        *widest += left;
    }
    parts.into_iter().map(|part| part as f32 / 1000.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|c| (*c).to_owned()).collect()
    }

    #[test]
    fn columns_alike_are_equally_wide() {
        assert_eq!(shares(&[row(&["ab", "ab"]), row(&["cd", "cd"])], 48.0, 0.8), [0.5, 0.5]);
        assert_eq!(shares(&[], 48.0, 0.8), [0.0; 0]);
    }

    #[test]
    fn a_long_text_gets_the_room_and_a_short_one_keeps_its_word() {
        let long =
            "The rules of procedure for the preparation of Recommendations, and what follows. ".repeat(3);
        let found =
            shares(&[row(&["No.", "Subject", "Responsible"]), row(&["1", &long, "WP1/17"])], 48.0, 0.8);
        assert!(found[0] < 0.07, "{found:?}");
        assert!(found[2] > (of("Responsible") + 0.8) / 48.0, "{found:?}");
        assert!(found[2] < 0.16, "{found:?}");
        assert!(found[1] > 0.7, "{found:?}");
    }

    #[test]
    fn two_long_texts_share_by_their_length() {
        let found = shares(&[row(&[&"word ".repeat(40), &"word ".repeat(80)])], 48.0, 0.8);
        assert!((0.3..0.38).contains(&found[0]), "{found:?}");
    }

    #[test]
    fn a_word_that_has_no_room_starves_no_other_column() {
        let address =
            "https://www.itu.int/en/ITU-T/studygroups/2022-2024/17/Pages/".to_owned() + &"a".repeat(35);
        let found = shares(&[row(&["Session", "Address"]), row(&["Tutorial", &address])], 48.0, 0.8);
        assert!(found[0] * 48.0 > of("Tutorial") * 1.08 + 0.8, "{found:?}");
        let found = shares(&[row(&["a", &address, &address])], 48.0, 0.8);
        assert!(found[0] >= LEAST && (found[1] - found[2]).abs() < 0.003, "{found:?}");
        let words = ["word ".repeat(60) + &address, "word ".repeat(90) + &address];
        let found = shares(&[row(&["No.", &words[0], &words[1]])], 48.0, 0.8);
        assert!(found[0] * 48.0 > of("No.") * 1.08 + 0.8 && found[1] > 0.4, "{found:?}");
    }

    #[test]
    fn a_column_of_one_word_has_slack() {
        let long = "The rules of procedure for the preparation of Recommendations. ".repeat(3);
        let found = shares(&[row(&["No.", "Subject"]), row(&["1", &long])], 48.0, 0.8);
        assert!(found[0] * 48.0 > of("No.") + SLACK + 0.75, "{found:?}");
    }

    proptest! {
        #[test]
        fn shares_fill_the_table_and_hold_every_word_that_can_be_held(
            rows in prop::collection::vec(prop::collection::vec("[a-zA-Z ]{0,60}", 4), 1..6),
        ) {
            let found = shares(&rows, 48.0, 0.8);
            prop_assert!((found.iter().sum::<f32>() - 1.0).abs() < 0.001, "{:?}", found);
            let least: f32 = (0..4)
                .map(|at| rows.iter().map(|r| of_longest_word(&r[at]) * 1.08 + 0.8).fold(1.92, f32::max))
                .sum();
            for (at, share) in found.iter().enumerate().filter(|_| least < 48.0) {
                for cells in &rows {
                    prop_assert!(share * 48.0 + 0.05 >= of_longest_word(&cells[at]) + 0.8, "{:?}", found);
                }
            }
        }
    }
}
