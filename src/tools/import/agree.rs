//! Facts that the letter's own sentences tell in words that are not the house style's. The checker reads such sentences in every
//! language: what it finds to differ from a fact is tried with the days and hours that the sentences have.

use super::deadlines;
use super::draft::Edit;
use super::kinds::Told;
use super::search::{Search, text};
use crate::model::letter::{DeadlineItem, Format};
use crate::tools::new::written::{Commented, Form};

/// Rules of the checker on what a text says beside the facts.
const IN_TEXT: &str = "-in-text";

/// Changes facts until fewer of the letter's own sentences differ from them. Gives what is to be looked at.
pub(super) fn settle(search: &mut Search<'_>, told: &Told, times: &[String]) -> Vec<String> {
    let mut tasks = Vec::new();
    for key in ["meeting.opens", "meeting.registration-desk"] {
        probe(search, key, times);
    }
    // Each round settles one fact, and a letter has no more that its sentences may contradict.
    for _ in 0..12 {
        let found = findings(search, &search.draft.clone());
        let is = |rule: &str| found.iter().any(|(code, _)| code.starts_with(rule));
        let mut choices: Vec<(Vec<Edit>, Option<String>)> = Vec::new();
        let mut plain = |edits: Vec<Edit>| choices.push((edits, None));
        if is("hour") || is("date") {
            for time in times {
                plain(vec![text("meeting.opens", time)]);
                plain(vec![text("meeting.registration-desk", time)]);
            }
            for days in told.days.iter().filter(|days| !days.is_range) {
                plain(vec![text("meeting.opening-plenary", days.starts())]);
                for time in times {
                    plain(vec![text("meeting.opening-plenary", format!("{} {time}", days.starts()))]);
                }
            }
        }
        if is("format") && search.draft.get("meeting.parts").is_none() {
            for format in [Format::Physical, Format::Hybrid, Format::Observed, Format::Virtual] {
                plain(vec![text("meeting.format", format.word())]);
            }
        }
        if is("service") {
            for key in ["meeting.captioning", "meeting.fellowships"] {
                ["yes", "no"].into_iter().for_each(|said| plain(vec![text(key, said)]));
            }
            ["none", "on-request"]
                .into_iter()
                .for_each(|said| plain(vec![text("meeting.interpretation", said)]));
        }
        choices.extend(due(search, told, &found));
        let mut best = (found.len(), None);
        for (edits, task) in choices {
            let draft = search.draft.with(&edits);
            if search.compose(&draft, super::made::Origins::Left).is_none() {
                continue;
            }
            let count = findings(search, &draft).len();
            if count < best.0 {
                best = (count, Some((draft, task)));
            }
        }
        let Some((draft, task)) = best.1 else { break };
        search.draft = draft;
        tasks.extend(task);
    }
    search.measure();
    tasks
}

/// Finds an hour that the letter tells and no key has: with an hour that nobody tells, the checker contradicts; with the right
/// one it does not.
fn probe(search: &mut Search<'_>, key: &'static str, times: &[String]) {
    const NOBODYS: &str = "03:17";
    if search.draft.get(key).is_some() || times.is_empty() {
        return;
    }
    let count =
        |search: &Search<'_>, time: &str| findings(search, &search.draft.with(&[text(key, time)])).len();
    let usual = findings(search, &search.draft.clone()).len();
    if count(search, NOBODYS) <= usual {
        return;
    }
    let is_right = |time: &&String| {
        count(search, time) <= usual
            && search.compose(&search.draft.with(&[text(key, *time)]), super::made::Origins::Left).is_some()
    };
    if let Some(time) = times.iter().find(is_right) {
        search.draft.text(key, time);
    }
}

/// What the checker finds of what the text says: rule and message.
fn findings(search: &Search<'_>, draft: &super::draft::Draft) -> Vec<(String, String)> {
    let mut found = search.findings(draft);
    found.retain(|(rule, _)| rule.ends_with(IN_TEXT));
    found
}

/// Deadlines that sentences give another date: each with the dates that are told.
fn due(search: &Search<'_>, told: &Told, found: &[(String, String)]) -> Vec<(Vec<Edit>, Option<String>)> {
    let is_named = |item: &DeadlineItem| {
        let name = format!("`{}`", item.word());
        found.iter().any(|(rule, message)| rule.starts_with("deadline") && message.contains(&name))
    };
    let old = match search.draft.get("deadlines").map(|piece| &piece.form) {
        Some(Form::Group(entries)) => entries.clone(),
        _ => Vec::new(),
    };
    let mut choices = Vec::new();
    for item in DeadlineItem::ALL.into_iter().filter(is_named) {
        for days in told.days.iter().filter(|days| !days.is_range) {
            let mut entries = old.clone();
            entries.retain(|(key, _)| key != item.word());
            entries.push((item.word().to_owned(), deadlines::on(days.from, "")));
            let task = format!(
                "the deadline `{}` is {} in a sentence, and its rule gives another date: write the reason",
                item.word(),
                days.from
            );
            choices.push((vec![("deadlines", Some(Commented::group(entries)))], Some(task)));
        }
    }
    choices
}
