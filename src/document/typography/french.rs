//! The spaces of French punctuation (Lexique des règles typographiques en usage à l'Imprimerie nationale):
//! a no-break space before the colon, a narrow one before `; ! ?` and inside « ».

use super::is_address;

const SPACE: char = '\u{a0}';
const NARROW: char = '\u{202f}';

/// Gives a text the spaces that French wants, whether the writer typed spaces, others or none.
pub(super) fn space(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        match c {
            ' ' | SPACE | NARROW if out.ends_with('«') => {}
            '«' => {
                out.push(c);
                if !rest.is_empty() {
                    out.push(NARROW);
                }
                continue;
            }
            ':' | ';' | '!' | '?' | '»' if stands_apart(&text[..at], c, rest) => {
                let bare = out.trim_end_matches([' ', SPACE, NARROW]).len();
                // What is already apart from the word before, as in `?!`, stays together.
                let joined = c != '»' && out[..bare].ends_with(['!', '?']);
                if bare > 0 && !joined && !out[..bare].ends_with('«') {
                    out.truncate(bare);
                    out.push(if c == ':' { SPACE } else { NARROW });
                }
                out.push(c);
                continue;
            }
            _ => {}
        }
        if !(out.ends_with(NARROW) && out[..out.len() - NARROW.len_utf8()].ends_with('«') && is_space(c)) {
            out.push(c);
        }
    }
    out
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | SPACE | NARROW)
}

/// Whether a sign is punctuation of a sentence, and no part of a time, an address or a ratio.
fn stands_apart(before: &str, sign: char, rest: &str) -> bool {
    if sign == '»' {
        return true;
    }
    let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let ends = rest
        .chars()
        .next()
        .is_none_or(|c| c.is_whitespace() || matches!(c, '»' | ')' | '!' | '?' | '"' | '.'));
    ends && !(is_address(word) || word == "mailto" || word == "http" || word == "https")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_stands_apart_however_it_was_typed() {
        for (typed, set) in [
            ("Objet: Réunion", "Objet~: Réunion"),
            ("Objet : Réunion", "Objet~: Réunion"),
            ("Objet\u{a0}: Réunion", "Objet~: Réunion"),
            ("Réf.:", "Réf.~:"),
            ("une; deux ; trois", "une_; deux_; trois"),
            ("Quand? Où ?!", "Quand_? Où_?!"),
            ("dit «bonjour» et « adieu »", "dit «_bonjour_» et «_adieu_»"),
            ("(voir l'annexe A):", "(voir l'annexe A)~:"),
            ("« Quand ? »", "«_Quand_?_»"),
        ] {
            assert_eq!(space(typed).replace(SPACE, "~").replace(NARROW, "_"), set, "{typed}");
        }
    }

    #[test]
    fn times_addresses_and_ratios_stay() {
        for text in [
            "de 10:00 à 12:30",
            "http://itu.int/go?a=1;b:2",
            "mailto:tsb@itu.int",
            "un rapport de 1:2",
            "www.itu.int/?x",
            "http:",
            "",
            "Madame, Monsieur,",
        ] {
            assert_eq!(space(text), text);
        }
    }
}
