//! The seed: TSB Collective letter 11/17 says every word that the printed one says.

use crate::common::{outline, session};

/// The words of the printed letter: its plain-text extract without picture marks, bookmarks, list
/// numbers and the underscores of the closing rule. The extract lost some hyphens and spaces.
fn printed_words() -> Vec<String> {
    let text = include_str!("data/seed-letter.txt");
    let mut kept = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '[' => inside = true,
            ']' => inside = false,
            c if !inside => kept.push(c),
            _ => {}
        }
    }
    let is_label = |w: &str| {
        let Some(stem) = w.strip_suffix(['.', ')']) else { return w == "·" || w == "-" };
        (stem.len() <= 2 && !stem.is_empty() && stem.bytes().all(|b| b.is_ascii_digit()))
            || (w.ends_with(')') && stem.len() == 1)
    };
    outline::normal_words(&kept)
        .into_iter()
        .filter(|w| !is_label(w) && !w.starts_with("____"))
        .map(|w| w.replace('-', ""))
        .filter(|w| !w.is_empty())
        .collect()
}

fn sorted(mut words: Vec<String>) -> Vec<String> {
    words.sort();
    words
}

/// What the extract does not hold: the caption over the QR code is part of a picture there.
const CAPTION: [&str; 2] = ["ITUT", "SG17"];

fn letter_words(folder: &str, file: &str) -> Vec<String> {
    let session = session::session(folder);
    let (document, _) = session::document(&session, &session::root().join(folder).join(file));
    outline::words(&document).into_iter().map(|w| w.replace('-', "")).filter(|w| !w.is_empty()).collect()
}

fn without_caption(mut words: Vec<String>) -> Vec<String> {
    let at = words.windows(3).position(|w| w[..2] == CAPTION && w[2] == "Latest").expect("the caption");
    words.drain(at..at + 2);
    words
}

#[test]
fn the_faithful_version_says_every_printed_word() {
    let ours = without_caption(letter_words("tests/letters", "sg17-011-as-printed.yaml"));
    assert_eq!(sorted(ours), sorted(printed_words()));
}

#[test]
fn after_the_reference_block_the_order_is_the_printed_one() {
    let body = |words: Vec<String>| {
        let start = words.iter().position(|w| w == "Dear").expect("the salutation");
        words[start..].to_vec()
    };
    let ours = without_caption(letter_words("tests/letters", "sg17-011-as-printed.yaml"));
    assert_eq!(body(ours), body(printed_words()));
}

#[test]
fn the_letter_of_the_house_differs_in_its_year_alone() {
    let printed = sorted(printed_words());
    let ours = sorted(without_caption(letter_words("letters", "sg17-011.yaml")));
    let corrected: Vec<String> = {
        let mut words = printed_words();
        let at = words.windows(3).position(|w| w == ["21", "January", "2020"]).expect("the date line");
        words[at + 2] = "2021".to_owned();
        sorted(words)
    };
    assert_ne!(ours, printed);
    assert_eq!(ours, corrected);
}

#[test]
fn the_faithful_version_is_flagged() {
    let folder = "tests/letters";
    let session = session::session(folder);
    let (_, made) =
        session::document(&session, &session::root().join(folder).join("sg17-011-as-printed.yaml"));
    let mut codes: Vec<(&str, usize)> = made
        .problems
        .iter()
        .map(|found| (found.rule.code, found.span.as_ref().map_or(0, |span| span.line_column().0)))
        .collect();
    codes.sort_by_key(|(_, line)| *line);
    // Its mistakes, line by line; three of them follow from the year of its date.
    let expected = [
        ("letter-too-early", 7),
        ("daily-hours-over-weekend", 14),
        ("agreed-after-letter", 18),
        ("future-told-as-past", 29),
        ("known-slip", 32),    // everyday
        ("weekday-comma", 34), // Monday 19 April 2021
        ("translation-in-one-language", 40),
        ("known-slip", 53),        // decisions-making
        ("mixed-apostrophes", 57), // chairman's
        ("mixed-spelling", 62),    // home page
        ("same-sentence", 64),     // Registration is mandatory
        ("trailing-punctuation", 130),
    ];
    assert_eq!(codes, expected);
}
