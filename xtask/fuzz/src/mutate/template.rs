//! Templates: words, elements and expressions of Tera, each spoilt as what it is.

use super::dictionary::{Dictionary, ODD};
use super::markdown::phrase;
use crate::dice::Dice;

const FILTERS: &[&str] = &[
    "upper",
    "lower",
    "capitalize",
    "title",
    "trim",
    "length",
    "reverse",
    "first",
    "last",
    "date",
    "long_date",
    "time",
    "listed",
    "pointers",
    "join(sep=\", \")",
    "replace(from=\"a\", to=\"b\")",
    "truncate(length=5)",
    "safe",
    "default(value=\"x\")",
    "split(pat=\" \")",
    "str",
    "int",
    "float",
    "abs",
    "round",
    "indent",
    "wordcount",
    "as_str",
    "nothing",
    "newlines_to_br",
];

/// What a template is made of.
fn tokens(text: &str) -> Vec<&str> {
    let (mut tokens, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        let end = match rest.get(..2) {
            Some("{{") => rest.find("}}").map(|at| at + 2),
            Some("{%") => rest.find("%}").map(|at| at + 2),
            Some("{#") => rest.find("#}").map(|at| at + 2),
            _ if rest.starts_with('<') => rest.find('>').map(|at| at + 1),
            _ => rest
                .char_indices()
                .skip(1)
                .find(|(_, c)| matches!(c, '{' | '<' | ' ' | '\n'))
                .map(|(at, _)| at),
        };
        let (token, after) = rest.split_at(end.unwrap_or(rest.len()));
        tokens.push(token);
        rest = after;
    }
    tokens
}

/// Spoils a template in some places; every other time in ways that Tera can read.
pub fn template(text: &str, dictionary: &Dictionary, dice: &mut Dice) -> String {
    let mut tokens: Vec<String> = tokens(text).into_iter().map(str::to_owned).collect();
    let rough = dice.one_in(2);
    for _ in 0..dice.times(3) {
        let at = dice.below(tokens.len());
        let Some(token) = tokens.get_mut(at) else { break };
        let is_value = token.starts_with("{{");
        let is_word = !token.starts_with(['{', '<']);
        match dice.below(if rough { 12 } else { 7 }) {
            0 | 1 if is_word => *token = format!("{token} {}", phrase(dice)),
            2 if is_value => {
                let filter = format!(" | {} }}}}", dice.word(FILTERS));
                *token = token.replace(" }}", &filter);
            }
            3 if is_value => {
                let other = dictionary.expression(dice);
                if other.starts_with("{{") {
                    *token = other.to_owned();
                }
            }
            4 if is_word || is_value => token.clear(),
            5 => token.push_str(&format!("\n\n{}\n\n", phrase(dice))),
            6 if is_value => {
                *token =
                    format!("{{% if {} %}}{token}{{% else %}}{}{{% endif %}}", inner(token), phrase(dice))
            }
            7 => *token = dictionary.element(dice).to_owned(),
            8 => *token = dictionary.expression(dice).to_owned(),
            9 => token.clear(),
            10 => {
                let place = dice.place(token);
                token.insert_str(place, dice.word(ODD));
            }
            11 => {
                let other = dice.below(tokens.len());
                tokens.swap(at, other);
            }
            _ => {}
        }
    }
    tokens.concat()
}

/// `x` of `{{ x }}`.
fn inner(expression: &str) -> &str {
    expression.trim_matches(['{', '}', '-', ' '])
}
