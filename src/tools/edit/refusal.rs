//! Why an edit was not made, each in a sentence for the person who made it.

use crate::base::{Diagnostic, Diagnostics};
use crate::tools::preview::Finding;
use serde_json::{Value, json};

/// Why something that was asked for was not done. Then nothing was written.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// There is no such place in the letter.
    NoPlace,
    /// Something else stands there now; what, if that can be shown.
    Conflict(Option<Value>),
    /// What was to be changed is no longer there.
    Gone,
    /// Another edit is the last one.
    NotTheLast,
    /// It cannot be written so that the letter reads as meant.
    Unwritable(String),
    /// It would make these errors.
    Errors(Vec<Finding>),
    /// The letter cannot be issued: why, and what is wrong with it.
    NotIssued(String, Vec<Value>),
    /// The letter was issued.
    Issued,
    /// The file is half saved, or cannot be read now.
    NotNow(String),
    /// The file could not be written.
    NotWritten(String),
}

impl Refusal {
    /// That something cannot be written so.
    pub fn unwritable(why: impl Into<String>) -> Self {
        Self::Unwritable(why.into())
    }

    /// The status of the answer.
    pub fn status(&self) -> u16 {
        match self {
            Self::NoPlace => 404,
            Self::Conflict(_) | Self::Gone | Self::NotTheLast => 409,
            Self::Unwritable(_) | Self::Errors(_) | Self::NotIssued(..) => 422,
            Self::Issued => 423,
            Self::NotNow(_) => 503,
            Self::NotWritten(_) => 507,
        }
    }

    /// The sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::NoPlace => "This place is no longer in the letter.".to_owned(),
            Self::Conflict(_) => "Somebody else changed this in the meantime.".to_owned(),
            Self::Gone => "This was removed in the meantime.".to_owned(),
            Self::NotTheLast => "Another change was made after this one.".to_owned(),
            Self::Unwritable(why) | Self::NotIssued(why, _) | Self::NotNow(why) | Self::NotWritten(why) => {
                why.clone()
            }
            Self::Errors(findings) => match &findings[..] {
                [one] => format!("The letter would have an error: {}.", one.message),
                all => format!("The letter would have {} errors.", all.len()),
            },
            Self::Issued => {
                "The letter was issued, so it can no longer be changed. Begin a revision instead.".to_owned()
            }
        }
    }

    /// The answer.
    pub fn body(&self) -> Value {
        let mut body = json!({ "error": self.sentence() });
        match self {
            Self::Conflict(now) => {
                body["conflict"] = "text".into();
                body["now"] = now.clone().unwrap_or_default();
            }
            Self::Gone | Self::NoPlace => body["conflict"] = "gone".into(),
            Self::NotTheLast => body["conflict"] = "undo".into(),
            Self::Unwritable(_) => body["anyway"] = false.into(),
            Self::Errors(findings) => {
                body["anyway"] = true.into();
                body["findings"] = json!(findings);
            }
            Self::NotIssued(_, findings) => body["findings"] = json!(findings),
            Self::Issued | Self::NotNow(_) | Self::NotWritten(_) => {}
        }
        body
    }

    /// The first of some problems, as [`Refusal::told`] has it.
    pub fn first(problems: Diagnostics) -> String {
        problems.into_sorted().first().map_or_else(String::new, Self::told)
    }

    /// What is wrong and what to do about it, in the words of a diagnostic.
    pub fn told(problem: &Diagnostic) -> String {
        let mut sentence = format!("{}.", problem.message);
        for hint in &problem.hints {
            sentence.push_str(&format!(" {}.", crate::check::explain::capital(hint)));
        }
        crate::check::explain::capital(&sentence)
    }
}
