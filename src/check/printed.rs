//! Facts that a letter says and does not print.

use super::Facts;
use crate::base::text::several;
use crate::base::{Diagnostics, Span};
use crate::compose::templates::facts_named_in;
use crate::compose::{Composed, Composer};
use crate::model::letter::{BodyBlock, Format, Kind, Meeting};
use crate::rules;

rules! {
    FACT_NOT_PRINTED = Warning "fact-not-printed" {
        summary: "a fact of the letter is printed nowhere, because its block is not in the body, or because of the kind or the format of the meeting",
        why: "Who wrote the fact expects readers to see it. The sentence that says it is in a block of the house style that this letter does not have, or letters of this kind and format of meeting have none.",
        source: "a rule of this program",
        bad: "meeting: {starts: 2021-04-20, ends: 2021-04-30, daily-hours: \"10:00-16:00\"}\nbody: [opening, deadlines, wish]",
        good: "meeting: {starts: 2021-04-20, ends: 2021-04-30, daily-hours: \"10:00-16:00\"}\nbody: [opening, hours, deadlines, wish]",
        fix: "Add the block to `body:`, print the fact in a text of your own, correct the kind or the format, or remove the key.",
    }
}

/// Keys at the edge of a letter that are facts to be printed.
const OWN: [&str; 2] = ["events", "changes"];

/// Looks at the facts of the meeting, and at those that have a block of their own.
pub fn check(facts: &Facts<'_>, composer: &Composer<'_>, composed: &Composed, problems: &mut Diagnostics) {
    // Without its own body, a letter has the blocks that it needs; in texts of its own it may say the fact in other words.
    let body = facts.resolved.letter.body.as_deref().unwrap_or_default();
    if body.is_empty() || !body.iter().all(|block| matches!(block, BodyBlock::Named(_))) {
        return;
    }
    let own = facts_named_in(facts.source.text());
    let meeting = facts.keys("meeting").map(|key| (key, format!("meeting.{}", key.text.replace('-', "_"))));
    let others = facts.keys("").filter(|key| OWN.contains(&key.text.as_str()));
    let others = others.map(|key| (key, key.text.replace('-', "_")));
    for (key, fact) in meeting.chain(others) {
        let blocks = composer.blocks_for(&fact, composed, &own);
        if blocks.is_empty() {
            continue;
        }
        let noun = if blocks.len() == 1 { "the block" } else { "one of the blocks" };
        let blocks = several(blocks.iter().map(|block| format!("`{block}`")), 3);
        FACT_NOT_PRINTED
            .finding(format!("`{}` is printed nowhere in this letter", key.text))
            .at(&key.span, format!("expected {noun} {blocks} in the body"))
            .hint(format!(
                "add it under `body:`, write `{{{{ {fact} }}}}` in a text of your own, or remove the key"
            ))
            .report(problems);
    }
}

/// Looks at the facts of the meeting that no letter says for its kind of meeting, or for its format.
pub fn by_kind(facts: &Facts<'_>, problems: &mut Diagnostics) {
    let Some(meeting) = &facts.resolved.letter.meeting else { return };
    for (key, span, why, advice) in unprinted(facts, meeting) {
        FACT_NOT_PRINTED
            .finding(format!("`{key}` is printed nowhere in this letter: {why}"))
            .at(&span.whole_line(), "expected no such line, or another kind or format")
            .note(&meeting.starts.span, "this meeting")
            .hint(format!("{advice}, or remove the line `{key}`"))
            .report(problems);
    }
}

/// The keys that are not printed: each with its place, why, and what to do.
fn unprinted<'a>(
    facts: &Facts<'_>,
    meeting: &Meeting,
) -> impl Iterator<Item = (&'a str, Span, &'a str, &'a str)> {
    let is_event = meeting.kind() == Kind::Event;
    let tool = meeting.tool.as_ref().filter(|_| meeting.format() == Format::Physical);
    let ordinal = meeting.ordinal.as_ref().filter(|_| is_event);
    let joint = meeting.joint_with.as_ref().and_then(|groups| groups.first()).filter(|_| is_event);
    let place = |key: &str| facts.place(&["meeting", key]);
    let of_event = "an event is called by its title";
    [
        tool.map(|_| {
            let advice = "write `format: hybrid` or `format: remote-observation`";
            ("tool", place("tool"), "nobody takes part remotely", advice)
        }),
        ordinal.map(|number| ("ordinal", number.span.clone(), of_event, "say it in the `title`")),
        joint.map(|_| ("joint-with", place("joint-with"), of_event, "say it in the `title`")),
    ]
    .into_iter()
    .flatten()
}
