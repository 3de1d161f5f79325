//! The list of Questions resolved: numbers completed with the group's designation, and checked.
//!
//! Knows the letter's YAML, nothing of templates.

use crate::base::{Diagnostics, Located, Reported};
use crate::model::letter::{Annex, Letter, Question};
use crate::model::resolve::rules::{DUPLICATE_QUESTION, QUESTION_NUMBER, QUESTIONS};
use crate::rules;

rules! {
    /// A list that is left over.
    QUESTION_GROUP = Warning "question-group" {
        summary: "a Question in the list belongs to another group",
        why: "The list is left over from a letter of another group, or the number is mistyped.",
        source: "practice: Questions are numbered by study group, `1/1`",
        bad: "group: SG1\nquestions:\n  - {number: 1/5, title: Security strategy}",
        good: "group: SG1\nquestions:\n  - {number: 1/1, title: Security strategy}",
        fix: "Correct the number, or write it without the group (`number: 1`).",
    }
}

/// A Question with its whole number.
#[derive(Clone, Debug)]
pub struct NumberedQuestion<'a> {
    /// `1/1`.
    pub number: String,
    /// `1/1` or other words; empty when the letter says none.
    pub working_party: Option<Located<String>>,
    /// What the letter says.
    pub said: &'a Question,
}

/// The Questions of a letter's list, if it has one. `designation` is the group's. Every problem is reported.
pub fn of<'a>(
    letter: &'a Letter,
    designation: &str,
    problems: &mut Diagnostics,
) -> Vec<NumberedQuestion<'a>> {
    let list = letter.annexes.iter().flatten().find_map(|annex| match annex {
        Annex::Questions(list, _) => Some(&list.questions),
        _ => None,
    });
    let Some(list) = list else { return Vec::new() };
    if list.is_empty() {
        QUESTIONS
            .finding("the list of Questions is empty")
            .at(&list.span, "expected a list, each with `number` and `title`")
            .report(problems);
    }
    let mut found: Vec<NumberedQuestion<'a>> = Vec::new();
    for said in list.iter() {
        let Ok(number) = number(&said.number, designation, problems) else { continue };
        if let Some(first) = found.iter().find(|other| other.number == number) {
            DUPLICATE_QUESTION
                .finding(format!("Question {number} is listed twice"))
                .at(&said.number.span, "listed again here")
                .note(&first.said.number.span, "first listed here")
                .hint("remove one of the two, or correct its number")
                .report(problems);
        }
        if said.title.trim().is_empty() {
            QUESTIONS
                .finding(format!("Question {number} has no title"))
                .at(&said.title.span.whole_line(), "expected the title of the Question")
                .report(problems);
        }
        let working_party = said.working_party.as_ref().filter(|text| !text.trim().is_empty()).map(|text| {
            let alone = text.trim().bytes().all(|b| b.is_ascii_digit());
            let words = if alone { format!("{}/{designation}", text.trim()) } else { text.value.clone() };
            Located::new(words, text.span.clone())
        });
        found.push(NumberedQuestion { number, working_party, said });
    }
    found
}

/// `1/1`, also from `1` alone.
fn number(said: &Located<String>, designation: &str, problems: &mut Diagnostics) -> Result<String, Reported> {
    let text = said.trim();
    let (number, group) = text.split_once('/').unwrap_or((text, designation));
    let digits = number.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let sound = (1..=3).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && !digits.starts_with('0')
        && number.len() - digits.len() <= 1
        && !group.trim().is_empty();
    if !sound {
        return Err(QUESTION_NUMBER
            .finding(format!("`{text}` is not the number of a Question"))
            .at(&said.span, format!("expected a number such as 1 or 1/{designation}"))
            .refuse(problems));
    }
    if group != designation {
        QUESTION_GROUP
            .finding(format!("Question {text} belongs to another group"))
            .at(&said.span, format!("expected {number}/{designation}"))
            .hint("correct the number, or remove the line if it is left over from another letter")
            .report(problems);
    }
    Ok(format!("{number}/{group}"))
}
