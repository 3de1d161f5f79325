//! Words that belong to a meeting of another format: left over from the letter that was copied.

use super::Text;
use crate::base::Diagnostics;
use crate::check::words::WORDS;
use crate::model::letter::Format;
use crate::rules;

rules! {
    /// The letter before was for a meeting at headquarters.
    PLACE_WORDS_IN_VIRTUAL_MEETING = Warning "place-words-in-virtual-meeting" {
        summary: "the letter mentions a building, badges or hotels, but the meeting is virtual",
        why: "People do not travel to a virtual meeting. Such a sentence is left over from a letter for a meeting in one place.",
        source: "practice, 2020-2021, when letters for virtual meetings were copied from earlier letters",
        bad: "meeting: {format: virtual, …}\nbody:\n  - text: Badges are issued at the Montbrillant building entrance.",
        good: "meeting: {format: virtual, …}\nbody:\n  - text: The link to the meeting is sent to all who have registered.",
        fix: "Remove the sentence, or write `format: hybrid`.",
    }
    /// The letter before was for a virtual meeting.
    VIRTUAL_WORDS_IN_PHYSICAL_MEETING = Warning "virtual-words-in-physical-meeting" {
        summary: "the letter describes a virtual meeting, but the meeting is held in one place",
        why: "Such a sentence is left over from a letter for a virtual meeting.",
        source: "practice, 2021-2022, when letters for meetings in Geneva were copied from letters for virtual meetings",
        bad: "meeting: {…}   # physical\nbody:\n  - text: The virtual meeting will use MyMeetings.",
        good: "meeting: {format: hybrid, …}\nbody:\n  - text: The meeting will use MyMeetings for remote participation.",
        fix: "Correct the sentence, or write `format: virtual` or `format: hybrid`.",
    }
}

/// Looks for words of another format.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    let Some(meeting) = &text.facts.resolved.letter.meeting else { return };
    let (words, rule, message) = match meeting.format() {
        Format::Virtual => (&WORDS.places, &PLACE_WORDS_IN_VIRTUAL_MEETING, "the meeting is virtual"),
        Format::Physical => {
            (&WORDS.r#virtual, &VIRTUAL_WORDS_IN_PHYSICAL_MEETING, "the meeting is held in one place")
        }
        Format::Hybrid | Format::Observed => return,
    };
    for passage in text.passages() {
        let lower = passage.words().to_lowercase();
        // Upper case of a few languages has another length: then places would not fit.
        if lower.len() != passage.text.len() {
            continue;
        }
        for word in words {
            let Some(at) = lower.find(&word.to_lowercase()) else { continue };
            if !passage.is_own(at) || denied(&lower[..at]) {
                continue;
            }
            let range = at..at + word.len();
            rule.finding(format!("the text mentions `{}`, but {message}", &passage.text[range.clone()]))
                .at(&passage.place(range), "correct this sentence or the key `format`")
                .note(&meeting.starts.span, "this meeting")
                .report(problems);
            break;
        }
    }
}

/// Whether the sentence says that there is no such thing, or speaks of another meeting.
fn denied(before: &str) -> bool {
    let sentence = before.rsplit(['.', ';', ':']).next().unwrap_or(before);
    sentence
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| matches!(word, "no" | "not" | "without" | "last" | "previous" | "unlike" | "next"))
}
