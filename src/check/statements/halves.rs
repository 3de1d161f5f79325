//! Halves of days without an hour: `the meeting opens on Monday morning`.

use super::about::Thing;
use super::lexicon::{Key, Mark};
use super::sentence::Sentence;
use super::times::HOUR_IN_TEXT;
use crate::base::{Diagnostics, Span};
use crate::check::text::Text;
use crate::model::letter::{Half, Meeting, Time};

/// Looks at the halves of days in a sentence that tells no hour.
pub fn check(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    let Some(meeting) = &text.facts.resolved.letter.meeting else { return };
    let mut said = sentence.marks().iter().filter_map(|mark| Some((mark, half(mark)?)));
    let (Some((mark, half)), None) = (said.next(), said.next()) else { return };
    let is_other = sentence.is_of_change() || sentence.is_hypothetical() || sentence.has(Key::Negation);
    let is_past = sentence.has(Key::Past) && !sentence.has(Key::Future);
    let is_many = sentence.has(Key::Daily) || sentence.has(Key::OtherDay);
    if is_other || is_past || is_many || sentence.hours().next().is_some() || !sentence.is_own(mark.start) {
        return;
    }
    let range = mark.start..mark.end;
    let Some(about) = sentence.about(text, &range) else { return };
    let verb = sentence.nearest(&range, &[Key::Begin, Key::End, Key::Meet]);
    let (what, known) = match about.thing {
        Thing::Opening => ("the meeting opens", opening(meeting)),
        Thing::Meeting if verb == Some(Key::Begin) => ("the meeting opens", opening(meeting)),
        Thing::Closing => ("the meeting ends", closing(meeting)),
        Thing::Meeting if verb == Some(Key::End) => ("the meeting ends", closing(meeting)),
        Thing::Event(event) => {
            let hours =
                event.hours.iter().filter(|hours| half_of(hours.value.from) == half_of(hours.value.to));
            let known = hours.map(|hours| (half_of(hours.value.from), &hours.span));
            let starts = event.starts.value.half.map(|half| (half, &event.starts.span));
            ("the event is held", known.chain(starts).collect())
        }
        _ => return,
    };
    let Some((right, span)) = known.first().filter(|_| known.iter().all(|(known, _)| *known != half)) else {
        return;
    };
    let right = text.facts.phrases.dates.half_word(*right);
    HOUR_IN_TEXT
        .finding(format!("the text says `{}`, but {what} in the {right}", sentence.shown(&range)))
        .at(&sentence.place(range.clone()), format!("expected the {right}"))
        .note(span, "the fact")
        .report(problems);
}

fn half(mark: &Mark) -> Option<Half> {
    match (mark.key, mark.at) {
        (Key::Am, _) | (Key::HalfDay, 0) => Some(Half::Morning),
        (Key::Pm | Key::HalfDay, _) => Some(Half::Afternoon),
        _ => None,
    }
}

fn half_of(time: Time) -> Half {
    if time.hour < 12 { Half::Morning } else { Half::Afternoon }
}

/// The halves in which the meeting, one of its parts or its plenary opens.
fn opening(meeting: &Meeting) -> Vec<(Half, &Span)> {
    let opens = meeting.opens.iter().map(|time| (half_of(time.value), &time.span));
    let hours = meeting.daily_hours.iter().map(|hours| (half_of(hours.value.from), &hours.span));
    let starts = meeting.starts.value.half.map(|half| (half, &meeting.starts.span));
    let plenary = meeting.opening_plenary.as_ref().and_then(|day| {
        let half = day.value.half().or(day.value.time().map(half_of))?;
        Some((half, &day.span))
    });
    let parts = meeting.parts.iter().flatten().filter_map(|part| part.hours.as_ref());
    let parts = parts.map(|hours| (half_of(hours.value.from), &hours.span));
    opens.chain(hours).chain(starts).chain(plenary).chain(parts).collect()
}

/// The half in which the meeting ends, where the letter says it.
fn closing(meeting: &Meeting) -> Vec<(Half, &Span)> {
    meeting.ends.value.half.map(|half| (half, &meeting.ends.span)).into_iter().collect()
}
