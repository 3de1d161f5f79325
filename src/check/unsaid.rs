//! Facts that no sentence says for this kind of meeting, or for this format.

use super::Facts;
use crate::base::{Diagnostics, Span};
use crate::model::letter::{Format, Kind, Meeting};
use crate::rules;

rules! {
    FACT_NOT_SAID = Warning "fact-not-said" {
        summary: "no sentence of the letter says a fact, because of the kind or the format of the meeting",
        why: "Who wrote the fact expects readers to see it.",
        source: "a rule of this program",
        bad: "meeting: {tool: Zoom, …}   # physical",
        good: "meeting: {format: hybrid, tool: Zoom, …}",
        fix: "Correct the kind or the format of the meeting, or remove the key.",
    }
}

/// Looks at the facts of the meeting.
pub fn check(facts: &Facts<'_>, problems: &mut Diagnostics) {
    let Some(meeting) = &facts.resolved.letter.meeting else { return };
    for (key, span, why, advice) in unsaid(facts, meeting) {
        FACT_NOT_SAID
            .finding(format!("no sentence of this letter says `{key}`: {why}"))
            .at(&span.whole_line(), "expected no such line, or another kind or format")
            .note(&meeting.starts.span, "this meeting")
            .hint(format!("{advice}, or remove the line `{key}`"))
            .report(problems);
    }
}

/// The keys that are not said: each with its place, why it is not said, and what to do.
fn unsaid<'a>(
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
