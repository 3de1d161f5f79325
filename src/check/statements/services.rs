//! Fellowships, interpretation, captioning and languages that the text promises or denies, against the facts.

use super::about::Thing;
use super::formats::{is_denied, is_offered};
use super::lexicon::{Key, Mark, PLENARY};
use super::role::Role;
use super::sentence::{Before, Sentence};
use crate::base::{Diagnostics, Language};
use crate::check::text::Text;
use crate::model::letter::Meeting;
use crate::rules;
use std::ops::Range;
use std::sync::LazyLock;

rules! {
    /// `No fellowships will be awarded` where they are.
    SERVICE_IN_TEXT = Warning "service-in-text" {
        summary: "the text promises or denies fellowships, interpretation or captioning, and the facts say the contrary",
        why: "Administrations plan by this sentence. It is left over from the letter of a meeting with other services.",
        source: "practice, 2020-2022: letters for meetings in Geneva were copied from letters for virtual meetings",
        bad: "meeting: {fellowships: yes, …}\nbody:\n  - text: No fellowships will be awarded.",
        good: "meeting: {fellowships: yes, …}\nbody:\n  - text: One fellowship per Administration may be awarded.",
        fix: "Correct the sentence, or the key `fellowships`, `interpretation` or `captioning`.",
    }
    /// `in English only` where there is interpretation.
    LANGUAGE_IN_TEXT = Warning "language-in-text" {
        summary: "the text gives the meeting other working languages than the facts",
        why: "Delegates register, and ask for interpretation, by this sentence.",
        source: "practice: `the entire meeting will run in English only` stays in letters that were copied",
        bad: "meeting: {…}   # with interpretation\nbody:\n  - text: The meeting will run in English only.",
        good: "meeting: {…}   # with interpretation\nbody:\n  - text: Interpretation will be provided on request.",
        fix: "Correct the sentence, or the keys `working-languages` and `interpretation`.",
    }
}

/// Looks at the services of a sentence.
pub fn check(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    let Some(meeting) = &text.facts.resolved.letter.meeting else { return };
    if sentence.is_of_change() || sentence.is_hypothetical() {
        return;
    }
    languages(text, sentence, meeting, problems);
    if is_of_another(sentence, meeting, (sentence.start, sentence.end)) {
        return;
    }
    let services = [
        (Key::Fellowship, meeting.has_fellowships(), "fellowships"),
        (Key::Interpretation, meeting.has_interpretation(), "interpretation"),
        (Key::Captioning, meeting.has_captioning(), "captioning"),
    ];
    // Other days are those by which something is asked for.
    let is_on = |span: (chrono::NaiveDate, chrono::NaiveDate)| {
        span.0 <= meeting.last_day() && span.1 >= meeting.first_day()
    };
    for (key, is_there, name) in services {
        let Some(mark) = sentence.find(key).filter(|mark| sentence.is_own(mark.start)) else { continue };
        // "to those who"; "for this meeting, which" narrows nothing.
        let is_narrowed = |pair: &[Mark]| pair[1].key == Key::Relative && pair[0].key != Key::Meeting;
        // What is asked of those who apply is said of the request, not of the service: "to those who …".
        let is_request = sentence.marks().iter().any(|word| {
            // "Requests for interpretation cannot be accepted": of the service as a whole.
            let is_for_it = word.end <= mark.start
                && sentence.has_only(word.end, mark.start, &[Key::Preposition, Key::Of, Key::Determiner]);
            word.key == Key::Condition && !is_for_it
        }) || sentence.has_between(mark.end, sentence.end, &[Key::Remote, Key::Virtual])
            || sentence
                .days()
                .any(|said| !said.span(chrono::Datelike::year(&meeting.first_day())).is_some_and(is_on))
            || sentence.has(Key::Due) && sentence.days().next().is_some()
            || sentence.within(mark.start, sentence.end).windows(2).any(is_narrowed);
        // "The award of a fellowship does not": said of the award.
        let is_of_noun = matches!(sentence.role(&mark), Role::Oblique(Some(of)) if of.key == Key::Of)
            && !sentence.has_between(sentence.start, mark.start, &[Key::Negation]);
        let is_wrong = if is_there {
            is_denied(sentence, mark) && !is_of_noun && !is_request && is_said(sentence, &mark)
        } else {
            is_offered(sentence, &mark) && !sentence.has(Key::Due) && sentence.days().next().is_none()
        };
        if !is_wrong {
            continue;
        }
        let range = mark.start..mark.end;
        let says = if is_there { "the text says that there is no" } else { "the text promises" };
        let fact = if is_there {
            "the letter's facts say that there is"
        } else {
            "the letter's facts say that there is none"
        };
        let shown = sentence.shown(&range);
        SERVICE_IN_TEXT
            .finding(format!("{says} `{shown}`, but {fact}"))
            .at(&sentence.place(range), format!("correct this sentence or the key `{name}`"))
            .note(&text.facts.place(&["meeting", name]), "the meeting")
            .report(problems);
    }
}

/// Another meeting, an event, or another thing that the service is for.
fn is_of_another(sentence: Sentence<'_, '_>, meeting: &Meeting, (from, to): (usize, usize)) -> bool {
    let is_part = |mark: &Mark| match mark.key {
        Key::Side => mark.at == PLENARY || sentence.is_of_meeting(mark),
        // "into other languages"
        Key::Other => matches!(sentence.behind(mark.end), Before::Word(next) if next.key == Key::Language),
        _ => false,
    };
    let is_apart = |mark: &Mark| {
        mark.key.is_event()
            || matches!(
                mark.key,
                Key::Side
                    | Key::Body
                    | Key::Apart
                    | Key::Other
                    | Key::Aside
                    | Key::VirtualPart
                    | Key::PhysicalPart
            )
    };
    let year = chrono::Datelike::year(&meeting.first_day());
    let is_off = |span: (chrono::NaiveDate, chrono::NaiveDate)| {
        span.1 < meeting.first_day() || span.0 > meeting.last_day()
    };
    let is_past = sentence.has(Key::Past) && !sentence.has(Key::Future);
    // "for informal sessions": some of them.
    let is_some = |mark: &Mark| mark.key == Key::Meeting && sentence.role(mark) == Role::Compound;
    // "Fellowships are provided for physical meetings only"
    let is_of_other_format = sentence.has(Key::Physical) && meeting.is_virtual();
    is_past
        || is_of_other_format
        || sentence.within(from, to).iter().any(is_some)
        || sentence.within(from, to).iter().any(|mark| is_apart(mark) && !is_part(mark))
        || sentence.days().any(|said| said.span(year).is_some_and(is_off) && !sentence.has(Key::Due))
}

/// Whether a denial is said of the service: directly before it, or of it as what is spoken of.
fn is_said(sentence: Sentence<'_, '_>, mark: &Mark) -> bool {
    if sentence.has(Key::Provide) || sentence.has(Key::Future) {
        return true;
    }
    // "Captions will not be shown", "Interpretation: none"
    let behind = sentence.within(mark.end, sentence.end).first();
    if behind.is_some_and(|word| {
        let gap = sentence.read.lower[mark.end..word.start].trim();
        word.key == Key::Negation && matches!(gap, "" | ":" | "：")
    }) {
        return true;
    }
    let mut at = mark.start;
    loop {
        match sentence.before(at) {
            Before::Word(word) if word.key == Key::Negation => return true,
            Before::Word(word) if matches!(word.key, Key::Determiner | Key::Number) => at = word.start,
            _ => return false,
        }
    }
}

/// The key of each language: it has the language's name.
static NAMES: LazyLock<Vec<(Key, Language)>> = LazyLock::new(|| {
    let key = |language: &Language| serde_json::from_value(language.name().to_lowercase().into()).ok();
    Language::ALL.into_iter().filter_map(|language| Some((key(&language)?, language))).collect()
});

/// The languages in which the meeting is said to run.
fn languages(text: &Text<'_>, sentence: Sentence<'_, '_>, meeting: &Meeting, problems: &mut Diagnostics) {
    let marks = sentence.marks().iter();
    let said: Vec<(Mark, Language)> = marks
        .filter_map(|mark| {
            NAMES.iter().find(|(key, _)| *key == mark.key).map(|(_, language)| (*mark, *language))
        })
        .collect();
    let only = sentence.find(Key::Only);
    let all = sentence.find(Key::AllLanguages);
    let Some(first) = said.first().map(|(mark, _)| *mark).or(all) else { return };
    let about = sentence.about(text, &(first.start..first.end));
    let is_meeting = about.is_some_and(|about| about.thing == Thing::Meeting && !about.is_next);
    // What is denied, and what is interpreted, in the clause itself.
    let signs = [',', '،', '，', '(', ')'];
    let Range { start: from, end: to } = sentence.clause(&(first.start..first.end), &signs);
    let has = |key: Key| sentence.has_between(from, to, &[key]);
    // "The working languages of the meeting are": no other noun can be meant.
    let is_working = has(Key::Language) && has(Key::Meeting);
    if !(is_meeting || is_working)
        || is_of_another(sentence, meeting, (from, to))
        || has(Key::Negation) && only.is_none()
        || !sentence.is_own(first.start)
        || has(Key::Interpretation)
    {
        return;
    }
    let known = meeting.working_languages.as_ref().map(|languages| languages.value.clone());
    let single = meeting.is_single_language();
    let own = known.clone().unwrap_or_else(|| vec![Language::English]);
    let (is_wrong, fact) = match (only, &said[..]) {
        // "not in English only"
        (Some(_), [(_, language)]) if has(Key::Negation) => {
            (single && own.contains(language), "in this language alone")
        }
        (Some(_), _) if has(Key::Negation) => (false, ""),
        (Some(_), [(_, language)]) => (
            !single || !own.contains(language),
            if single { "in another language" } else { "in several languages" },
        ),
        (None, [(_, language)]) if single && sentence.has(Key::Meet) => {
            (!own.contains(language), "in another language")
        }
        (None, [_, _, ..]) | (Some(_), [_, _, ..]) => {
            let others = said.iter().any(|(_, language)| !own.contains(language));
            (single || known.is_some() && others, "in other languages")
        }
        (_, []) if all.is_some() => (single, "in one language"),
        _ => (false, ""),
    };
    if is_wrong {
        let range = first.start..first.end;
        LANGUAGE_IN_TEXT
            .finding(format!(
                "the text says that the meeting runs in `{}`, but by the letter's facts it runs {fact}",
                sentence.shown(&range)
            ))
            .at(&sentence.place(range), "correct this sentence or the key `working-languages`")
            .note(&text.facts.place(&["meeting", "working-languages"]), "the meeting")
            .report(problems);
    }
}
