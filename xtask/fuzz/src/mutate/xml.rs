//! XML: tags and the words between them, as tools and people change them.

use super::dictionary::{Dictionary, ODD};
use super::markdown::phrase;
use crate::dice::Dice;

/// Tags and texts in turn.
fn pieces(text: &str) -> Vec<String> {
    let (mut pieces, mut rest) = (Vec::new(), text);
    while let Some(start) = rest.find('<') {
        pieces.push(rest[..start].to_owned());
        let end = rest[start..].find('>').map_or(rest.len(), |end| start + end + 1);
        pieces.push(rest[start..end].to_owned());
        rest = &rest[end..];
    }
    pieces.push(rest.to_owned());
    pieces
}

/// Spoils a file; three times in four only its words, so that it stays well-formed.
pub fn xml(text: &str, dictionary: &Dictionary, dice: &mut Dice) -> String {
    let mut pieces = pieces(text);
    let rough = dice.one_in(4);
    for _ in 0..dice.times(2) {
        match rough {
            true => spoil(&mut pieces, dictionary, dice),
            false => change(&mut pieces, dice),
        }
    }
    let mut text = pieces.concat();
    if rough && dice.one_in(10) {
        text.truncate(dice.place(&text));
    }
    text
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Words without facts and links: a translation has those of its original.
fn plain(dice: &mut Dice) -> String {
    let phrase = phrase(dice);
    let is_kept = !["{{", "](", "<", "`"].iter().any(|sign| phrase.contains(sign));
    if is_kept {
        phrase
    } else {
        dice.word(&["words", "**bold** words", "mots", "слова", "كلمات", "词"]).to_owned()
    }
}

/// Other words in a text that has some.
fn change(pieces: &mut [String], dice: &mut Dice) {
    let texts: Vec<usize> =
        (0..pieces.len()).filter(|at| at % 2 == 0 && !pieces[*at].trim().is_empty()).collect();
    let Some(&at) = dice.pick(&texts) else { return };
    let place = dice.place(&pieces[at]);
    // Not in the middle of a reference.
    let place = pieces[at][..place].rfind([' ', ';']).map_or(0, |space| space + 1);
    match dice.below(5) {
        0 | 1 => pieces[at].insert_str(place, &format!("{} ", escaped(&plain(dice)))),
        2 => pieces[at].insert_str(place, "<!-- a note -->"),
        3 => pieces[at] = format!("<![CDATA[{}]]>", plain(dice)),
        _ => pieces[at] = escaped(dice.word(ODD)).replace("&amp;#0;", "0"),
    }
}

/// Anything anywhere.
fn spoil(pieces: &mut Vec<String>, dictionary: &Dictionary, dice: &mut Dice) {
    let (at, other) = (dice.below(pieces.len()), dice.below(pieces.len()));
    match dice.below(9) {
        0 => pieces[at].clear(),
        1 => pieces.swap(at, other),
        2 => pieces[at] = pieces[other].clone(),
        3 => {
            let place = dice.place(&pieces[at]);
            pieces[at].insert_str(place, dice.word(ODD));
        }
        4 => {
            // The value of an attribute.
            let marks: Vec<usize> = pieces[at].match_indices('"').map(|(at, _)| at).collect();
            let odd =
                dice.word(&["", "0", "-1", "99999999999", "en", "fr", "xx", "&lt;", "no", "u1", "\u{202e}"]);
            if let Some(pair) = dice.pick(marks.as_chunks::<2>().0) {
                pieces[at].replace_range(pair[0] + 1..pair[1], odd);
            }
        }
        5 => {
            let end = (other.max(at) + 1).min(at.min(other) + 60).min(pieces.len());
            let some = pieces[at.min(other)..end].to_vec();
            pieces.splice(at.min(other)..at.min(other), some);
        }
        6 => pieces.insert(at, dictionary.element(dice).to_owned()),
        7 => {
            pieces[at] = dice
                .word(&[
                    "&amp;",
                    "&a;",
                    "&#x110000;",
                    "<!DOCTYPE a [<!ENTITY a \"b\">]>",
                    "<?a b?>",
                    "<![CDATA[",
                ])
                .to_owned()
        }
        _ => {
            let times = [3, 30, 300, 3000][dice.below(4)];
            let piece = pieces[at].repeat(times);
            pieces[at] = if piece.len() < 400_000 { piece } else { String::new() };
        }
    }
}
