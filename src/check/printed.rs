//! Facts that a letter says and does not print.

use super::Facts;
use crate::base::text::several;
use crate::base::{Diagnostics, Span};
use crate::compose::templates::facts_named_in;
use crate::compose::{Composed, Composer};
use crate::model::letter::{AnnexKind, BodyBlock, Event, Format, Kind, Meeting, OpeningSentence};
use crate::model::phrases::PhraseName;
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

/// Keys at the edge of a letter that are facts to be printed, and the names of these facts.
const OWN: [(&str, &str); 3] = [("events", "events"), ("changes", "changes"), ("voice", "letter.we")];

/// Looks at the facts of the meeting, and at those that have a block of their own.
pub fn check(facts: &Facts<'_>, composer: &Composer<'_>, composed: &Composed, problems: &mut Diagnostics) {
    // Without its own body, a letter has the blocks that it needs; in texts of its own it may say the fact in other words.
    let body = facts.resolved.letter.body.as_deref().unwrap_or_default();
    if body.is_empty() || !body.iter().all(|block| matches!(block, BodyBlock::Named(_))) {
        return;
    }
    let own = facts_named_in(facts.source.text());
    let meeting = facts.keys("meeting").map(|key| (key, format!("meeting.{}", key.text.replace('-', "_"))));
    let own_fact = |key: &str| OWN.iter().find(|(own, _)| *own == key).map(|(_, fact)| (*fact).to_owned());
    let others = facts.keys("").filter_map(|key| Some((key, own_fact(&key.text)?)));
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

/// A key that is not printed: its name and place, why, and what to do.
type Unprinted<'a> = (&'a str, Span, &'a str, &'a str);

/// Looks at the facts that no letter says for its kind of meeting, its format, or beside another fact.
pub fn by_kind(facts: &Facts<'_>, problems: &mut Diagnostics) {
    let letter = facts.resolved.letter;
    let of_meeting = letter.meeting.iter().flat_map(|meeting| unprinted(facts, meeting));
    for (key, span, why, advice) in of_meeting.chain(of_letter(facts)) {
        let problem = FACT_NOT_PRINTED
            .finding(format!("`{key}` is printed nowhere in this letter: {why}"))
            .at(&span.whole_line(), "expected no such line")
            .hint(format!("{advice}, or remove the line `{key}`"));
        problems.push(match &letter.meeting {
            Some(meeting) => problem.note(&meeting.starts.span, "this meeting"),
            None => problem,
        });
    }
}

/// The keys of the meeting that are not printed.
fn unprinted<'a>(facts: &Facts<'_>, meeting: &Meeting) -> Vec<Unprinted<'a>> {
    let is_event = meeting.kind() == Kind::Event;
    let tool = meeting.tool.as_ref().filter(|_| meeting.format() == Format::Physical);
    let ordinal = meeting.ordinal.as_ref().filter(|_| is_event);
    let joint = meeting.joint_with.as_ref().and_then(|groups| groups.first()).filter(|_| is_event);
    let place = |key: &str| facts.place(&["meeting", key]);
    let of_event = "an event is called by its title";
    let has_agenda = facts.resolved.annexes.iter().any(|annex| annex.kind == AnnexKind::Agenda);
    let team = meeting.management_team.as_ref().filter(|team| team.value && (is_event || !has_agenda));
    let chair = meeting.working_parties.iter().flat_map(|parties| &parties.value);
    let chair = chair.filter(|_| !has_agenda).find_map(|party| party.chair.as_ref().map(|_| party));
    let of_agenda = "only the sentence on the agenda names those who prepared it";
    let opening = meeting.opening_sentence.filter(|form| *form != OpeningSentence::Invitation);
    let opening = opening.and_then(|_| match () {
        () if meeting.endorsed.is_some() => Some("a meeting with `endorsed` opens with that"),
        () if meeting.schedule.is_some() => Some("a meeting with `schedule` opens with that"),
        () if is_event => Some("the letter of an event opens with the invitation"),
        () => None,
    });
    let found = [
        tool.map(|_| {
            let advice = "write `format: hybrid` or `format: remote-observation`";
            ("tool", place("tool"), "nobody takes part remotely", advice)
        }),
        ordinal.map(|number| ("ordinal", number.span.clone(), of_event, "say it in the `title`")),
        joint.map(|_| ("joint-with", place("joint-with"), of_event, "say it in the `title`")),
        team.map(|team| ("management-team", team.span.clone(), of_agenda, "add an annex `kind: agenda`")),
        chair.map(|party| ("chair", party.number.span.clone(), of_agenda, "add an annex `kind: agenda`")),
        opening.map(|why| {
            ("opening-sentence", place("opening-sentence"), why, "say it in a text of the `body`")
        }),
    ];
    found.into_iter().flatten().collect()
}

/// The keys of the letter itself that are not printed.
fn of_letter<'a>(facts: &Facts<'_>) -> Vec<Unprinted<'a>> {
    let letter = facts.resolved.letter;
    let worded =
        letter.wording.as_ref().is_some_and(|wording| wording.get(PhraseName::Subject.word()).is_some());
    let named = letter.events.iter().flatten().any(Event::is_in_subject);
    let why = match () {
        () if letter.subject.is_some() || worded => Some("the subject is in the letter's own words"),
        () if named => Some("a subject that names events has a line for each"),
        () => None,
    };
    let mark = letter.subject_mark.as_ref().zip(why);
    let mark =
        mark.map(|(mark, why)| ("subject-mark", mark.span.clone(), why, "put the mark into the `subject`"));
    // Without a meeting and without another letter that it changes, a letter has no sentences of the house style.
    let is_alone = letter.meeting.is_none() && letter.amendment().is_none();
    let voice = letter.voice.as_ref().filter(|_| is_alone);
    let why = "a letter without a meeting has only its own sentences";
    let voice = voice.map(|voice| ("voice", voice.span.clone(), why, "say *we* or *I* in them"));
    [mark, voice].into_iter().flatten().collect()
}
