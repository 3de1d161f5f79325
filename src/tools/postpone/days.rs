//! Days that keys of a letter have: of the meeting, its parts, the registration desk, events, typed deadlines and the
//! days of the time plan.

use super::{By, Plan, text};
use crate::base::Span;
use crate::base::yaml::edit::Change;
use crate::base::yaml::{self, Node, Value};

/// Keys whose days are those of the past: another meeting, a circular, an agreement.
const OF_THE_PAST: [&str; 3] = ["endorsed", "schedule", "agreed"];
/// The keys of a letter below which days move.
const MOVING: [&str; 4] = ["meeting", "events", "deadlines", "annexes"];
/// How long a day is as it is written.
const DAY: usize = "2021-04-20".len();

/// The changes of all days below the keys that move.
pub(super) fn changes(tree: &Node, by: &By, plan: &mut Plan) -> Vec<Change> {
    let mut changes = Vec::new();
    for key in MOVING {
        if let Some(node) = tree.get(key) {
            walk(node, key, by, plan, &mut changes);
        }
    }
    changes
}

fn walk(node: &Node, path: &str, by: &By, plan: &mut Plan, changes: &mut Vec<Change>) {
    match &node.value {
        Value::Mapping(entries) => {
            for (key, value) in entries.iter().filter(|(key, _)| !OF_THE_PAST.contains(&&*key.text)) {
                walk(value, &format!("{path}.{}", key.text), by, plan, changes);
            }
        }
        Value::List(items) => {
            for (at, item) in items.iter().enumerate() {
                walk(item, &format!("{path}[{}]", at + 1), by, plan, changes);
            }
        }
        Value::Scalar { .. } => changes.extend(day(node, path, by, plan)),
        Value::Null => {}
    }
}

/// The change of a value that is a day, perhaps with a half-day or an hour after it.
fn day(node: &Node, path: &str, by: &By, plan: &mut Plan) -> Option<Change> {
    let value = text(node)?;
    let date = yaml::date(value.get(..DAY)?).ok()?;
    let rest = &value[DAY..];
    let is_day = rest.is_empty()
        || rest.starts_with(' ')
            && rest.len() <= " afternoon".len()
            && rest.trim().chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == ':');
    is_day.then_some(())?;
    let is_last = path == "meeting.ends";
    let new = by.ends.filter(|_| is_last).map_or_else(|| by.moved(date), Some)?;
    if new == date {
        return None;
    }
    // The day as the file has it: in quotation marks or not.
    let at = node.span.text().find(&value[..DAY])?;
    let start = node.span.start + at;
    let span = Span::new(&node.span.source, start, start + DAY);
    if path.starts_with("deadlines") {
        plan.leave(
            &span,
            &format!("{path}: {new}"),
            "a typed deadline was moved too: check it, or remove the line to use the deadline rule",
        );
    }
    Some(plan.change(&span, path, &new.to_string()))
}
