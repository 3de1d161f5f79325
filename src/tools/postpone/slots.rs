//! Sessions of the time plan: `21 AM - 22 PM` is a key, and moves with its days.

use super::{By, Plan, text};
use crate::base::yaml::edit::{Said, edited};
use crate::base::yaml::{self, Key, Node, Value};
use crate::base::{Diagnostics, Source};
use crate::model::letter::{Annex, Letter, Weekends};
use crate::model::resolve::time_plan::{DASHES, day_named};
use chrono::{Datelike, NaiveDate, Weekday};
use std::sync::Arc;

/// The text of a letter with the slots of its time plan on other days; proved to be the same but for these. `letter` is the
/// letter as it was. `None` where it cannot be proved.
pub(super) fn moved(source: &Arc<Source>, letter: &Letter, by: &By, plan: &mut Plan) -> Option<Arc<Source>> {
    let tree = yaml::parse(source, &mut Diagnostics::new()).ok()?;
    let time_plan = letter.annexes.iter().flatten().find_map(|annex| match annex {
        Annex::TimePlan(time_plan, _) => Some(time_plan),
        _ => None,
    });
    let days = time_plan.and_then(|time_plan| time_plan.days.as_ref());
    let first = days.and_then(|days| days.from.as_ref()).map_or(by.meeting.0, |day| day.value);
    let last = days.and_then(|days| days.to.as_ref()).map_or(by.meeting.1, |day| day.value);
    let named = time_plan.and_then(|time_plan| time_plan.sessions.as_ref());
    let sessions: Vec<&str> = match named {
        Some(named) => named.value.iter().map(|name| name.value.as_str()).collect(),
        None => vec!["AM", "PM"],
    };
    let works = time_plan.and_then(|time_plan| time_plan.weekends.as_ref()).map(|weekends| weekends.value);
    let (mut edits, mut renamed) = (Vec::new(), Vec::new());
    for key in slots(&tree) {
        let (new, days) = new_slot(&key.text, (first, last), &sessions, by)?;
        let is_free = |day: &NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        if works != Some(Weekends::Work) && days.iter().any(is_free) {
            plan.leave(&key.span, &new, "this session of the time plan is now on a weekend");
        }
        if new == key.text {
            continue;
        }
        let written = key.span.text().replacen(&key.text, &new, 1);
        plan.note(&key.span, "time plan", &new);
        edits.push((key.span.start..key.span.end, written));
        renamed.push((key.span.start, new));
    }
    let changed = Source::new(source.path(), edited(source.text(), &edits).0);
    let after = yaml::parse(&changed, &mut Diagnostics::new()).ok()?;
    (Said::of(&after) == with_new(&tree, &renamed)).then_some(changed)
}

/// The keys of all slots.
fn slots(tree: &Node) -> Vec<&Key> {
    let annexes = tree.get("annexes").map(Node::items).unwrap_or_default();
    let plans = annexes.iter().filter(|annex| annex.get("kind").and_then(text) == Some("time-plan"));
    let rows = plans.flat_map(|plan| plan.get("rows").map(Node::items).unwrap_or_default());
    let cells = rows.flat_map(Node::entries).filter(|(name, _)| name.text != "heading");
    cells.flat_map(|(_, cells)| cells.entries()).map(|(slot, _)| slot).collect()
}

/// What a tree says, with other keys at some places.
fn with_new(node: &Node, renamed: &[(usize, String)]) -> Said {
    match &node.value {
        Value::Mapping(entries) => {
            let entry = |(key, value): &(Key, Node)| {
                let new = renamed.iter().find(|(at, _)| *at == key.span.start).map(|(_, new)| new.clone());
                (new.unwrap_or_else(|| key.text.clone()), with_new(value, renamed))
            };
            Said::Group(entries.iter().map(entry).collect())
        }
        Value::List(items) => Said::List(items.iter().map(|item| with_new(item, renamed)).collect()),
        _ => Said::of(node),
    }
}

/// A slot on other days, and these days.
fn new_slot(
    slot: &str,
    days: (NaiveDate, NaiveDate),
    sessions: &[&str],
    by: &By,
) -> Option<(String, Vec<NaiveDate>)> {
    let dash = DASHES.into_iter().filter_map(|dash| Some((slot.find(dash)?, dash))).min();
    let Some((at, dash)) = dash else {
        let (new, day) = new_end(slot, days, by)?;
        return Some((new, day.into_iter().collect()));
    };
    let (before, after) = (&slot[..at], &slot[at + dash.len()..]);
    let (first, from) = new_end(before, days, by)?;
    // `21 AM - PM` stays on the day, also where sessions have numbers: `21 1 - 2`.
    let is_session = before.trim().contains(char::is_whitespace)
        && sessions.iter().any(|name| name.eq_ignore_ascii_case(after.trim()));
    if is_session {
        return Some((format!("{first}{dash}{after}"), from.into_iter().collect()));
    }
    let (second, to) = new_end(after, days, by)?;
    Some((format!("{first}{dash}{second}"), from.into_iter().chain(to).collect()))
}

/// One end of a slot: a day, perhaps with its session, or a session of the day before the dash.
fn new_end(end: &str, days: (NaiveDate, NaiveDate), by: &By) -> Option<(String, Option<NaiveDate>)> {
    let head = &end[..end.len() - end.trim_start().len()];
    let words = end.trim_start();
    let (day, rest) = words.split_at(words.find(char::is_whitespace).unwrap_or(words.len()));
    let Some((date, is_whole)) = day_named(day, days) else { return Some((end.to_owned(), None)) };
    let new = by.moved(date)?;
    let new_day =
        if is_whole { new.to_string() } else { format!("{:0width$}", new.day(), width = leading(day)) };
    Some((format!("{head}{new_day}{rest}"), Some(new)))
}

/// How many digits a day has at least: `05` has two.
fn leading(day: &str) -> usize {
    if day.starts_with('0') { day.len() } else { 1 }
}
