//! The list of Questions resolved: numbers completed with the group's designation, and checked.
//!
//! Knows the letter's YAML, nothing of templates.

use crate::base::{Diagnostic, Diagnostics, Located, Reported};
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
    /// `1/1`; of a group that is not a Question, its name.
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
        let Ok((number, place)) = called(said, designation, problems) else { continue };
        let what = if said.group.is_some() { number.clone() } else { format!("Question {number}") };
        if let Some(first) = found.iter().find(|other| other.number == number) {
            let first = first.said.number.as_ref().or(first.said.group.as_ref()).unwrap_or(&first.said.title);
            DUPLICATE_QUESTION
                .finding(format!("{what} is listed twice"))
                .at(&place.span, "listed again here")
                .note(&first.span, "first listed here")
                .hint("remove one of the two, or correct its number")
                .report(problems);
        }
        if said.title.trim().is_empty() {
            QUESTIONS
                .finding(format!("{what} has no title"))
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

/// The number of a Question or the name of a group that is not a Question, and where it stands.
fn called<'a>(
    said: &'a Question,
    designation: &str,
    problems: &mut Diagnostics,
) -> Result<(String, &'a Located<String>), Reported> {
    match (&said.number, &said.group) {
        (Some(own), None) => number(own, designation, problems).map(|number| (number, own)),
        (None, Some(group)) if !group.trim().is_empty() => Ok((group.trim().to_owned(), group)),
        (number, group) => {
            let place = group.as_ref().or(number.as_ref()).unwrap_or(&said.title);
            Err(QUESTION_NUMBER
                .finding("an entry in the list of Questions has either a `number` or a `group`")
                .at(&place.span.whole_line(), "expected one of the two")
                .hint("write `number: 1` for a Question, or `group: JCA-IdM` for a group that is not a Question")
                .refuse(problems))
        }
    }
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
        let problem = QUESTION_NUMBER
            .finding(format!("`{text}` is not the number of a Question"))
            .at(&said.span, format!("expected a number such as 1 or 1/{designation}"));
        // `JCA-IdM` is a name, `Q2` a number that is written in another way.
        let is_name = text.chars().filter(|c| c.is_alphabetic()).count() > 2;
        let hint = is_name.then(|| format!("for a group that is not a Question, write `group: {text}`"));
        return Err(hint.into_iter().fold(problem, Diagnostic::hint).refuse(problems));
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
