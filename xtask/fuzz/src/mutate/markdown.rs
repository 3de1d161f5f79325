//! Markdown with elements: blocks that are made anew, and words that are spoilt.

use super::dictionary::{Dictionary, ODD};
use crate::dice::Dice;

const WORDS: &[&str] = &[
    "The",
    "meeting",
    "of",
    "Study",
    "Group",
    "17",
    "(Security)",
    "will",
    "be",
    "held",
    "20-30 April 2021,",
    "see",
    "[the page](https://example.org/a_(b) \"A (title)\")",
    "<tsbsg17@itu.int>",
    "**bold**",
    "*italic*",
    "`code`",
    "{{ group.code }}",
    "{{ meeting.starts }}",
    "{{ letter.date | long_date }}",
    "A\\*B",
    "\\<",
    "&amp;",
    "&nbsp;",
    "Ελλάδα",
    "Привет",
    "你好，世界",
    "سلام 12-14",
    "“quoted”",
    "it's",
    "e-mail:",
    "10:00-16:00",
    "https://www.itu.int/",
    "a\u{a0}b",
    "1.",
    "2026.",
    "C#",
    "x<y",
    "AT&T",
    "--",
    "…",
    "100 %",
    "[x]",
    "~~a~~",
    "^1^",
];

/// Words with Markdown in one line.
pub fn phrase(dice: &mut Dice) -> String {
    let count = 1 + dice.below(9);
    (0..count).map(|_| dice.word(WORDS)).collect::<Vec<_>>().join(" ")
}

/// A text of some blocks, now and then with the words of templates between them.
pub fn markdown(dictionary: &Dictionary, dice: &mut Dice) -> String {
    let blocks: Vec<String> = (0..1 + dice.below(5)).map(|_| block(3, dice)).collect();
    let mut text = blocks.join("\n\n");
    if dice.one_in(4) {
        text = words(&text, dictionary, dice);
    }
    if dice.one_in(30) {
        let (open, times) =
            (dice.word(&["> ", "- ", "1. ", "[", "**", "<columns>\n<column>\n", "(", "![", "` "]), 400);
        text.insert_str(dice.place(&text), &open.repeat(1 + dice.below(times)));
    }
    text
}

/// A block, with others in it down to a depth.
fn block(depth: usize, dice: &mut Dice) -> String {
    let inner = |dice: &mut Dice| match depth {
        0 => phrase(dice),
        _ => block(depth - 1, dice),
    };
    match dice.below(13) {
        0..=2 => phrase(dice),
        3 => format!("### {}", phrase(dice)),
        4 | 5 => {
            let mark = dice.word(&["- ", "1. ", "2026. ", "* ", "a) "]);
            let items = (0..1 + dice.below(3)).map(|_| indented(mark, &inner(dice)));
            items.collect::<Vec<_>>().join("\n")
        }
        6 => table(dice),
        7 => format!("{}\\\n{}  \n{}", phrase(dice), phrase(dice), phrase(dice)),
        8 => {
            let note = dice.word(&["1", "a", "note"]);
            format!("{}[^{note}]\n\n[^{note}]: {}", phrase(dice), phrase(dice))
        }
        9 => format!(
            "<list numbering=\"{}\">\n\n- {}\n- {}\n\n</list>",
            dice.word(&["decimal", "dash", "addressees", "number"]),
            phrase(dice),
            phrase(dice)
        ),
        10 => format!(
            "<columns>\n<column width=\"40\">\n\n{}\n\n</column>\n<column width=\"60\">\n\n{}\n\n</column>\n</columns>",
            inner(dice),
            inner(dice)
        ),
        11 => format!(
            "<p style=\"{}\">{}</p>",
            dice.word(&["Note", "Signatory", "Field", "DateLine"]),
            phrase(dice)
        ),
        _ => dice
            .word(&[
                "---",
                "<rule style=\"ClosingRule\"/>",
                "<qr text=\"https://example.org\" alt=\"A page\" width=\"60\" style=\"Caption\"/>",
                "> A quotation",
            ])
            .to_owned(),
    }
}

fn table(dice: &mut Dice) -> String {
    let columns = 1 + dice.below(4);
    let row = |dice: &mut Dice| {
        let cells: Vec<String> = (0..columns).map(|_| phrase(dice)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let mut lines = vec![row(dice), format!("|{}", "---|".repeat(columns))];
    lines.extend((0..1 + dice.below(3)).map(|_| row(dice)));
    lines.join("\n")
}

fn indented(mark: &str, text: &str) -> String {
    format!("{mark}{}", text.replace('\n', &format!("\n{}", " ".repeat(mark.len()))))
}

/// Spoils words: Markdown, elements, facts and odd characters between and in them.
pub fn words(text: &str, dictionary: &Dictionary, dice: &mut Dice) -> String {
    let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
    let at = dice.pick(&spaces).copied().unwrap_or(text.len());
    let (before, after) = text.split_at(at);
    match dice.below(12) {
        0..=5 => format!("{before} {}{after}", phrase(dice)),
        6 => format!("{before} {}{after}", dictionary.expression(dice)),
        7 => format!("{before} {}{after}", dictionary.element(dice)),
        8 => format!("{before} {}{after}", dice.word(ODD)),
        9 => {
            let place = dice.place(text);
            format!("{}{}{}", &text[..place], dice.word(ODD), &text[place..])
        }
        10 => format!("{before}{}{after}", phrase(dice).repeat(1 + dice.below(30))),
        _ => format!("{before}\n\n{}\n\n{}", block(2, dice), after.trim_start()),
    }
}
