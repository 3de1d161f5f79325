//! What the text counts: annexes, working parties, days, the number of the meeting and the study period.

use super::about::{About, Thing};
use super::lexicon::{Key, Mark, POSSESSIVE, THIS};
use super::sentence::{Before, COMMAS, Sentence};
use crate::base::text::count;
use crate::base::{Diagnostics, Span};
use crate::check::text::Text;
use crate::model::letter::Numbered;
use crate::model::period;
use crate::rules;
use std::ops::Range;

rules! {
    /// `This letter has three annexes` of four.
    COUNT_IN_TEXT = Warning "count-in-text" {
        summary: "the text counts the annexes, working parties, days or meetings differently from the facts",
        why: "A typed number stays when something is added, or when the letter is copied.",
        source: "real letters: `Annexes: 2` with three annexes",
        bad: "meeting: {ordinal: 3, …}\nbody:\n  - text: This will be the second meeting of Study Group 1 in the study period.",
        good: "meeting: {ordinal: 3, …}\nbody:\n  - text: This will be the third meeting of Study Group 1 in the study period.",
        fix: "Correct the number in the text, or the fact that it counts.",
    }
}

/// Looks at the numbers of a sentence.
pub fn check(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    if sentence.is_of_change() {
        return;
    }
    let Some((range, message, expected, span)) = annexes(text, sentence)
        .or_else(|| parties(text, sentence))
        .or_else(|| ordinal(text, sentence))
        .or_else(|| days(text, sentence))
        .or_else(|| events(text, sentence))
        .or_else(|| study_period(text, sentence))
    else {
        return;
    };
    if sentence.is_own(range.start) {
        COUNT_IN_TEXT
            .finding(message)
            .at(&sentence.place(range), format!("expected {expected}"))
            .note(&span, "the fact")
            .report(problems);
    }
}

type Found = (Range<usize>, String, String, Span);

/// A number at a mark, in words or digits, directly before a word.
fn count_before(sentence: Sentence<'_, '_>, at: usize) -> Option<(usize, Range<usize>)> {
    let mut at = at;
    loop {
        match sentence.before(at) {
            Before::Word(mark) if mark.key == Key::Number => {
                return Some((mark.at + 1, mark.start..mark.end));
            }
            Before::Word(mark) if matches!(mark.key, Key::Determiner | Key::Attached) => at = mark.start,
            _ => break,
        }
    }
    let before = sentence.read.lower[sentence.start..at].trim_end();
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let start = sentence.start + before.len() - digits;
    let number = before[before.len() - digits..].parse().ok().filter(|_| (1..=2).contains(&digits))?;
    (!before[..before.len() - digits].ends_with(['-', '/', '.', '–']))
        .then_some((number, start..start + digits))
}

fn annexes(text: &Text<'_>, sentence: Sentence<'_, '_>) -> Option<Found> {
    let mark = sentence.find(Key::Annex)?;
    let is_first = sentence.marks().first().is_some_and(|first| first.key == Key::Attached);
    // `with four annexes`, `Annexes: 4`, `四个附件`
    let (said, range) = count_before(sentence, mark.start).or_else(|| count_behind(sentence, mark.end))?;
    // "this letter and its three annexes"
    let is_its = matches!(sentence.before(range.start), Before::Word(word) if word.key == Key::Determiner && word.at == POSSESSIVE);
    if !(sentence.has(Key::ThisLetter) && (sentence.has(Key::Attached) || is_its) || is_first) {
        return None;
    }
    let annexes = text.facts.resolved.annexes.iter().filter(|annex| annex.numbered == Numbered::Annex);
    let count = annexes.count();
    let span = text.facts.place(&["annexes"]);
    (said != count).then(|| {
        (
            range,
            format!("the text counts {said} annexes, but the letter has {count}"),
            count.to_string(),
            span,
        )
    })
}

/// In Arabic, small numbers stand behind what they count.
fn count_behind(sentence: Sentence<'_, '_>, at: usize) -> Option<(usize, Range<usize>)> {
    match sentence.behind(at) {
        Before::Word(mark) if mark.key == Key::Number => Some((mark.at + 1, mark.start..mark.end)),
        _ => None,
    }
}

fn parties(text: &Text<'_>, sentence: Sentence<'_, '_>) -> Option<Found> {
    let parties = text.facts.resolved.letter.meeting.as_ref()?.working_parties.as_ref()?;
    let own = sentence.marks().iter().find(|mark| {
        mark.key == Key::Own
            && !sentence.read.lower[mark.start..mark.end].contains(|c: char| c.is_ascii_digit())
    })?;
    if !sentence.read.lexicon.is_party(&sentence.read.lower[own.start..own.end]) {
        return None;
    }
    let (said, range) = count_before(sentence, own.start)?;
    let count = parties.value.len();
    let is_meeting = sentence.has(Key::Meet) || sentence.has(Key::Begin) || sentence.has(Key::Meeting);
    (said != count && said > 1 && is_meeting).then(|| {
        let message = format!("the text counts {said} working parties, but {count} meet");
        (range, message, count.to_string(), parties.span.clone())
    })
}

/// The number of the meeting: `the third meeting of Study Group 4`.
fn ordinal(text: &Text<'_>, sentence: Sentence<'_, '_>) -> Option<Found> {
    let resolved = text.facts.resolved;
    let ordinal = resolved.letter.meeting.as_ref()?.ordinal.as_ref()?;
    // "the fifth time in this study period": of a meeting as well.
    let is_noun = |mark: &&Mark| {
        mark.key == Key::Meeting
            || mark.key == Key::TimeOf && sentence.has(Key::Period) && sentence.has(Key::Own)
    };
    let nouns = sentence.marks().iter().filter(is_noun);
    let (meeting, (said, range)) = nouns
        .filter_map(|mark| {
            ordinal_of(sentence, mark).or_else(|| ordinal_told(sentence, mark)).map(|found| (mark, found))
        })
        .next()?;
    let about = sentence.about(text, &(meeting.end..meeting.end));
    let is_said = sentence.is_subject(meeting)
        || meeting.key == Key::TimeOf
        || sentence.has_between(sentence.start, meeting.start, &[Key::Invite])
        || sentence.has(Key::Period) && sentence.has_this();
    // "Having held three meetings, the group will hold its fourth meeting": what is past stands in another clause.
    let clause = sentence.clause(&range, &COMMAS);
    let is_past = sentence.has_between(clause.start, clause.end, &[Key::Past]);
    let is_ours = is_said
        && (about.is_none_or(|about| about.thing == Thing::Meeting) || meeting.key == Key::TimeOf)
        && !is_past
        && !sentence.is_hypothetical()
        && !sentence.marks().iter().any(|mark| mark.key == Key::Body && !sentence.is_since(mark));
    (said != ordinal.value && is_ours && said > 0).then(|| {
        let expected = usize::try_from(ordinal.value)
            .ok()
            .and_then(|at| text.facts.phrases.lists.ordinals.get(at.checked_sub(1)?));
        let expected = expected.map_or(ordinal.value.to_string(), |word| word.to_lowercase());
        (
            range,
            format!(
                "the text counts this as meeting {said} of the group, but it is meeting {}",
                ordinal.value
            ),
            expected,
            ordinal.span.clone(),
        )
    })
}

/// The ordinal that is told of a noun: before it, or, in Arabic, behind it.
pub fn ordinal_of(sentence: Sentence<'_, '_>, noun: &Mark) -> Option<(u32, Range<usize>)> {
    let number = |mark: Mark| u32::try_from(mark.at + 1).ok().map(|number| (number, mark.start..mark.end));
    let mut at = noun.start;
    loop {
        match sentence.before(at) {
            Before::Word(mark) if mark.key == Key::Ordinal => return number(mark),
            Before::Word(mark)
                if matches!(
                    mark.key,
                    Key::Virtual | Key::Hybrid | Key::Physical | Key::Own | Key::Determiner
                ) =>
            {
                at = mark.start
            }
            _ => break,
        }
    }
    match sentence.behind(noun.end) {
        Before::Word(mark) if mark.key == Key::Ordinal => number(mark),
        _ => digits_of(sentence, at),
    }
}

/// "This meeting will be the second": an ordinal without a noun of its own.
fn ordinal_told(sentence: Sentence<'_, '_>, noun: &Mark) -> Option<(u32, Range<usize>)> {
    let mut words = sentence.within(noun.end, sentence.end).iter();
    let ordinal = words.find(|mark| !matches!(mark.key, Key::Future | Key::Determiner))?;
    let is_near = sentence.read.lower[noun.end..ordinal.start].chars().filter(|c| *c == ' ').count() <= 4;
    let is_alone = !matches!(sentence.behind(ordinal.end), Before::Word(next) if next.key.is_noun() && !matches!(next.key, Key::Own | Key::Body));
    (sentence.is_this(noun) && is_near && is_alone && ordinal.key == Key::Ordinal)
        .then(|| Some((u32::try_from(ordinal.at + 1).ok()?, ordinal.start..ordinal.end)))?
}

/// `2nd meeting`, `第2次会议`.
fn digits_of(sentence: Sentence<'_, '_>, at: usize) -> Option<(u32, Range<usize>)> {
    let before = sentence.read.lower[sentence.start..at].trim_end();
    let stem = ["st", "nd", "rd", "th", "次", "届", "-е", "ª", "e", "ème"]
        .iter()
        .find_map(|end| before.strip_suffix(end))?;
    let digits = stem.len() - stem.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let number = stem[stem.len() - digits..].parse().ok().filter(|_| (1..=2).contains(&digits))?;
    let start = sentence.start + stem.len() - digits;
    Some((number, start..sentence.start + before.len()))
}

/// `The meeting lasts ten days`.
fn days(text: &Text<'_>, sentence: Sentence<'_, '_>) -> Option<Found> {
    let meeting = text.facts.resolved.letter.meeting.as_ref()?;
    let mark =
        sentence.marks().iter().find(|mark| matches!(mark.key, Key::Days | Key::WorkingDays | Key::Weeks))?;
    // "lasts three days", "the three-day meeting"
    let is_before = matches!(sentence.behind(mark.end), Before::Word(next)
        if next.key == Key::Meeting || next.key.is_event() || next.key == Key::Determiner && next.at != THIS);
    let is_at_start = |range: &Range<usize>| {
        let first = sentence.within(sentence.start, range.start);
        matches!(first, [one] if matches!(one.key, Key::Preposition | Key::In | Key::At))
            && sentence.is_light(sentence.start, range.start)
    };
    let (said, range) = count_before(sentence, mark.start)?;
    let about = of_meeting(text, sentence, mark, &range).or_else(|| sentence.about(text, &range))?;
    let lasts = |range: &Range<usize>| {
        is_before || about.is_of_days || sentence.has(Key::Lasts) || is_at_start(range)
    };
    // "the two-day workshop": the noun behind it.
    let (what, first, last, span) = match about.thing {
        Thing::Meeting if meeting.parts.is_none() => {
            ("meeting", meeting.first_day(), meeting.last_day(), meeting.ends.span.clone())
        }
        Thing::Event(event) => {
            ("event", event.starts.value.date, event.last().date, event.starts.span.clone())
        }
        _ => return None,
    };
    // "will last three weeks": a verb.
    let is_other = |mark: &Mark| {
        let is_verb = matches!(sentence.before(mark.start), Before::Word(word) if word.key == Key::Future);
        mark.key == Key::Other && !is_verb
    };
    if !lasts(&range)
        || sentence.is_hypothetical()
        || sentence.marks().iter().any(is_other)
        || sentence.days().next().is_some()
        // "precedes the meeting by one day"
        || matches!(sentence.before(range.start), Before::Word(word) if word.key == Key::Due)
    {
        return None;
    }
    let days = usize::try_from(last.signed_duration_since(first).num_days() + 1).ok()?;
    let working = first
        .iter_days()
        .take(days)
        .filter(|day| chrono::Datelike::weekday(day).num_days_from_monday() < 5)
        .count();
    let is_right = match mark.key {
        // From the weeks that are whole to all that have a day of it.
        Key::Weeks => {
            let monday = chrono::Datelike::weekday(&first).num_days_from_monday();
            let touched = (days + usize::try_from(monday).ok()?).div_ceil(7);
            (days / 7..=touched).contains(&said)
        }
        _ => said == days || said == working,
    };
    (!is_right).then(|| {
        let unit = if mark.key == Key::Weeks { "week" } else { "day" };
        let (said, days) = (count(said, unit), count(days, "day"));
        (range, format!("the text gives the {what} {said}, but it lasts {days}"), days, span)
    })
}

/// "the three weeks of this meeting": the whole of what a length of time belongs to.
fn of_meeting<'t>(
    text: &Text<'t>,
    sentence: Sentence<'_, '_>,
    unit: &Mark,
    count: &Range<usize>,
) -> Option<About<'t>> {
    let is = |word: Before, key: Key| matches!(word, Before::Word(mark) if mark.key == key);
    let of = sentence.within(unit.end, sentence.end).first().filter(|mark| mark.key == Key::Of)?;
    let noun = sentence
        .within(of.end, sentence.end)
        .iter()
        .find(|mark| !matches!(mark.key, Key::Determiner | Key::Of))
        .filter(|mark| sentence.is_light(unit.end, mark.start) && mark.key == Key::Meeting)?;
    let is_whole = is(sentence.before(count.start), Key::Determiner);
    let about = sentence.about(text, &(noun.end..noun.end)).filter(|_| is_whole)?;
    Some(About { is_of_days: true, ..about })
}

/// `Two workshops precede the meeting`.
fn events(text: &Text<'_>, sentence: Sentence<'_, '_>) -> Option<Found> {
    let events = text.facts.resolved.letter.events.as_ref()?;
    let mark = sentence.marks().iter().find(|mark| mark.key.is_event())?;
    let (said, range) = count_before(sentence, mark.start)?;
    let lexicon = sentence.read.lexicon;
    let is_of_kind =
        |title: &str| lexicon.marks(&title.to_lowercase()).iter().any(|known| known.key == mark.key);
    let mut known = events.iter().filter(|event| is_of_kind(&event.title.value));
    let first = known.next()?;
    let count = 1 + known.count();
    let is_other = sentence.is_hypothetical() || sentence.has(Key::Other) || sentence.has(Key::Past);
    (said > 1 && said != count && !is_other && sentence.has(Key::Meeting)).then(|| {
        let message = format!("the text counts {said} events of this kind, but the letter has {count}");
        (range, message, count.to_string(), first.starts.span.clone())
    })
}

/// `in the study period 2022-2024`.
fn study_period(text: &Text<'_>, sentence: Sentence<'_, '_>) -> Option<Found> {
    let resolved = text.facts.resolved;
    let known = period::years(resolved.period)?;
    let mark = sentence.find(Key::Period)?;
    let (from, start, end) = years_beside(sentence, &mark)?;
    let about = sentence
        .marks()
        .iter()
        .find(|mark| mark.key == Key::Meeting)
        .and_then(|meeting| sentence.about(text, &(meeting.end..meeting.end)));
    // "The group held four meetings in the study period 2022-2024": of others.
    let is_to_come = sentence.has_this() || sentence.has(Key::Future) || sentence.has(Key::Invite);
    let is_ours =
        about.is_some_and(|about| about.thing == Thing::Meeting) && !sentence.has(Key::Past) && is_to_come;
    (from != known && is_ours).then(|| {
        let expected = format!("{}-{}", known.0, known.1);
        let message = format!(
            "the text gives the study period {}-{}, but this letter belongs to {expected}",
            from.0, from.1
        );
        (start..end, message, expected, resolved.letter.date.span.clone())
    })
}

/// The years beside the words for the study period.
pub(super) fn years_beside(sentence: Sentence<'_, '_>, mark: &Mark) -> Option<((i32, i32), usize, usize)> {
    let lower = &sentence.read.lower;
    let near = sentence.start.max(lower.floor_char_boundary(mark.start.saturating_sub(24)))
        ..sentence.end.min(lower.ceil_char_boundary(mark.end + 24));
    let text = lower.get(near.clone())?;
    let at = text.find(|c: char| c.is_ascii_digit()).filter(|at| text[*at..].len() >= 9)?;
    let words = &text[at..];
    let first = words.get(..4)?.parse().ok()?;
    let rest = words[4..].trim_start_matches(|c: char| !c.is_ascii_digit());
    let gap = words.len() - 4 - rest.len();
    let last = rest.get(..4)?.parse().ok()?;
    (gap <= 5 && (2000..2100).contains(&first)).then_some((
        (first, last),
        near.start + at,
        near.start + at + 8 + gap,
    ))
}
