//! What the program has to know before it issues a letter: from options, or where somebody answers, from questions.

use super::super::new::today;
use super::super::prompt::{Ended, Prompt};
use crate::cli::args::{Issue, approver};
use crate::cli::rules::MISSING_FACT;
use chrono::{Days, NaiveDate};
use collective_letters::base::text::{several, shown};
use collective_letters::base::yaml::rules::WRONG_DATE;
use collective_letters::base::{Diagnostic, Diagnostics, Source, yaml};
use collective_letters::model::translation::original_of;
use collective_letters::project::session::Session;
use collective_letters::tools::issue::{Approved, date, issued};
use std::io::{self, IsTerminal};
use std::sync::Arc;

/// Why nothing was issued.
pub(super) enum Stop {
    /// Something that was asked for is wrong.
    Problems(Diagnostics),
    /// Nobody answers any more.
    Ended,
}

impl From<Diagnostic> for Stop {
    fn from(problem: Diagnostic) -> Self {
        Self::Problems(problem.into())
    }
}

impl From<Diagnostics> for Stop {
    fn from(problems: Diagnostics) -> Self {
        Self::Problems(problems)
    }
}

impl From<Ended> for Stop {
    fn from(_: Ended) -> Self {
        Self::Ended
    }
}

/// A letter that is not issued yet.
pub(super) struct Open {
    pub source: Arc<Source>,
    /// As people call it, or its file.
    called: String,
    /// The date that it says, if it is one; nothing of a translation.
    date: Option<NaiveDate>,
    /// Whether its file needs no date: it has one, right or wrong, or is a translation.
    pub has_date: bool,
    is_translation: bool,
}

impl Open {
    pub(super) fn of(source: Arc<Source>, called: Option<String>) -> Self {
        let called = called.unwrap_or_else(|| shown(source.path()));
        let (said, is_translation) = (date(&source), original_of(&source).is_some());
        let has_date = is_translation || said.is_some();
        Self { called, date: said.and_then(Result::ok), has_date, is_translation, source }
    }

    /// Whether nobody can have meant the date: there is none, or it is before yesterday.
    fn is_undated(&self, today: NaiveDate) -> bool {
        let is_old = |date: NaiveDate| today.checked_sub_days(Days::new(1)).is_some_and(|day| date < day);
        !self.is_translation && (!self.has_date || self.date.is_some_and(is_old))
    }
}

/// The files of letters as issued, in their order.
pub(super) fn edited(arguments: &Issue, session: &Session, open: &[Open]) -> Result<Vec<Arc<Source>>, Stop> {
    let today = today();
    let is_terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
    let mut prompt = Prompt::new(is_terminal);
    let undated: Vec<&Open> =
        open.iter().filter(|open| arguments.date.is_none() && open.is_undated(today)).collect();
    if !prompt.is_on() && (arguments.by.is_none() || !undated.is_empty()) {
        return Err(missing(arguments, &undated).into());
    }
    let by = match &arguments.by {
        Some(by) => by.clone(),
        None => {
            prompt.ask("Who approved it (name)", None, |text| Ok((approver(text).map_err(no_name)?, None)))?
        }
    };
    let mut dates = Vec::new();
    for open in open {
        let asked = || undated.iter().any(|other| other.source.path() == open.source.path());
        let date = match arguments.date {
            _ if open.is_translation => None,
            Some(date) => Some(date),
            None if asked() => {
                let proposal = today.to_string();
                let understood = |text: &str| {
                    let date = yaml::date(text).map_err(|why| WRONG_DATE.finding(why))?;
                    Ok((date, Some(session.phrases().dates.weekday_day(date))))
                };
                Some(prompt.ask(&format!("Date of {}", open.called), Some(&proposal), understood)?)
            }
            None => None,
        };
        dates.push(date);
    }
    let letters = open.iter().zip(dates).map(|(open, date)| {
        let dated = date.or(open.date).or(arguments.date).unwrap_or(today);
        let approved = Approved { by: by.clone(), on: dated.min(today), date };
        issued(&open.source, &approved).map_err(Stop::from)
    });
    letters.collect()
}

fn no_name(why: String) -> Diagnostic {
    MISSING_FACT.finding(why)
}

/// What is missing, and how to say it.
fn missing(arguments: &Issue, undated: &[&Open]) -> Diagnostic {
    let mut options = Vec::new();
    let mut what = Vec::new();
    if arguments.by.is_none() {
        options.push("--by \"NAME\"");
        what.push("who approved the letter".to_owned());
    }
    if !undated.is_empty() {
        options.push("--date DATE");
        let letters = several(undated.iter().map(|open| open.called.clone()), 4);
        what.push(format!("the date of {letters} (the file has none, or one before yesterday)"));
    }
    let message = format!("nothing was issued; it is not known: {}", what.join("; "));
    MISSING_FACT
        .finding(message)
        .hint(format!("add {}, or run the command in a terminal", options.join(" and ")))
}
