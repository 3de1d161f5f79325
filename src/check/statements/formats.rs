//! How the text says that people attend, against the format of the meeting.

use super::about::Thing;
use super::lexicon::{Key, Mark, Order, PLENARY};
use super::sentence::{Before, Sentence};
use crate::base::{Diagnostics, Rule};
use crate::check::text::Text;
use crate::check::words::WORDS;
use crate::model::letter::{Format, Meeting};
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
    /// `this fully virtual meeting` of a hybrid one.
    FORMAT_IN_TEXT = Warning "format-in-text" {
        summary: "the text and the key `format` say differently how people attend the meeting",
        why: "Delegates decide by this word whether they travel. It is left over from the letter that was copied.",
        source: "practice since 2020: letters for hybrid meetings were copied from letters for virtual meetings",
        bad: "meeting: {format: hybrid, …}\nbody:\n  - text: This fully virtual meeting will use MyMeetings.",
        good: "meeting: {format: hybrid, …}\nbody:\n  - text: This hybrid meeting will use MyMeetings.",
        fix: "Correct the sentence or the key `format`.",
    }
}

/// Looks at what a sentence says of the format.
pub fn check(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    let Some(meeting) = &text.facts.resolved.letter.meeting else { return };
    if sentence.is_of_change() || sentence.is_hypothetical() || sentence.has(Key::Other) {
        return;
    }
    if let Some((mark, rule, message)) =
        claim(text, sentence, meeting).filter(|(mark, ..)| sentence.is_own(mark.start))
    {
        let range = mark.start..mark.end;
        rule.finding(format!("the text mentions `{}`, but {message}", sentence.shown(&range)))
            .at(&sentence.place(range), "correct this sentence or the key `format`")
            .note(&meeting.starts.span, "this meeting")
            .report(problems);
        return;
    }
    tool(sentence, meeting, problems);
    let is_other = sentence.marks().iter().any(|mark| matches!(mark.key, Key::Body | Key::Side));
    if meeting.is_virtual() && !is_other && !is_of_other_meeting(text, sentence) {
        buildings(sentence, meeting, problems);
    }
}

/// Another tool than the letter's: `The meeting uses Zoom`.
fn tool(sentence: Sentence<'_, '_>, meeting: &Meeting, problems: &mut Diagnostics) {
    let own = meeting.tool();
    let is_apart = |mark: &Mark| {
        mark.key.is_event()
            || mark.key == Key::Side && mark.at != PLENARY
            || matches!(mark.key, Key::Body | Key::Past)
    };
    let Some(mark) = sentence.find(Key::Tool).filter(|mark| sentence.is_own(mark.start)) else { return };
    let said = sentence.shown(&(mark.start..mark.end));
    let is_own = |mark: &Mark| {
        mark.key == Key::Tool && own.to_lowercase().contains(&sentence.read.lower[mark.start..mark.end])
    };
    // "Remote participants will connect through": of the meeting as well, where nothing else is spoken of.
    let is_of_meeting = || {
        let mut nouns = sentence.marks().iter().filter(|mark| mark.key.is_noun());
        let is_told = [Key::Remote, Key::Virtual, Key::People].iter().any(|key| sentence.has(*key));
        is_told && nouns.all(|noun| matches!(noun.key, Key::People | Key::Own | Key::Meeting | Key::Side))
    };
    let is_subject = |mark: &Mark| mark.key == Key::Meeting && sentence.is_subject(mark);
    if meeting.format() == Format::Physical
        || is_denied(sentence, mark)
        || sentence.marks().iter().any(|mark| is_apart(mark) || is_own(mark))
        || !(sentence.marks().iter().any(is_subject) || is_of_meeting())
    {
        return;
    }
    FORMAT_IN_TEXT
        .finding(format!("the text has the meeting on {said}, but the key `tool` says {own}"))
        .at(&sentence.place(mark.start..mark.end), format!("expected {own}"))
        .note(&meeting.starts.span, "this meeting")
        .report(problems);
}

type Claim = (Mark, &'static Rule, &'static str);

/// What contradicts the format.
fn claim(text: &Text<'_>, sentence: Sentence<'_, '_>, meeting: &Meeting) -> Option<Claim> {
    let find = |key: Key| sentence.marks().iter().copied().find(|mark| mark.key == key);
    let denied = |mark: Mark| is_denied(sentence, mark);
    if meeting.parts.is_some() || is_of_other(sentence) || is_of_other_meeting(text, sentence) {
        return None;
    }
    let (virtually, hybrid) = (find(Key::Virtual), find(Key::Hybrid));
    let (there, remote) = (find(Key::Physical), find(Key::Remote));
    let told = |mark: &Mark| is_told_of_meeting(text, sentence, mark);
    if let Some(denial) = denial(text, sentence, meeting) {
        return Some(denial);
    }
    // "not hybrid, but in person only"
    let hybrid = hybrid.filter(|mark| !denied(*mark));
    match meeting.format() {
        Format::Virtual => {
            let mark = hybrid
                .or(there.filter(|mark| {
                    virtually.is_none() && (remote.is_none() || is_beside_meeting(sentence, mark))
                }))
                .filter(|mark| !denied(*mark))?;
            told(&mark).then_some((mark, &FORMAT_IN_TEXT, "the meeting is virtual"))
        }
        Format::Physical => {
            let travel = find(Key::NoTravel);
            let mark = virtually
                .or(hybrid)
                .filter(told)
                .or(remote.filter(|mark| is_offered(sentence, mark)))
                .or(travel)?;
            (!denied(mark) || travel.is_some()).then_some((
                mark,
                &VIRTUAL_WORDS_IN_PHYSICAL_MEETING,
                "the meeting is held in one place",
            ))
        }
        Format::Hybrid | Format::Observed => {
            let only = find(Key::Only);
            if let Some(mark) = remote.filter(|mark| denied(*mark) && !sentence.has(Key::Condition)) {
                return Some((mark, &FORMAT_IN_TEXT, "remote participation is possible"));
            }
            // "Physical attendance has been ruled out"
            if let Some(mark) = there.filter(|mark| {
                denied(*mark)
                    && virtually.is_none()
                    && remote.is_none()
                    && !sentence.has(Key::Condition)
                    && told(mark)
            }) {
                return Some((mark, &FORMAT_IN_TEXT, "people can attend in person"));
            }
            // "in Geneva and online"
            let is_there = |mark: &Mark| {
                sentence.marks().iter().any(|place| {
                    matches!(place.key, Key::Town | Key::Headquarters | Key::Venue)
                        && mark.start.abs_diff(place.end).min(place.start.abs_diff(mark.end)) < 16
                })
            };
            if let (Some(mark), None, None) = (
                virtually.filter(told).filter(|mark| !is_there(mark)),
                there.filter(|mark| !denied(*mark)),
                hybrid,
            ) {
                return (!denied(mark) && remote.is_none()).then_some((
                    mark,
                    &FORMAT_IN_TEXT,
                    "the meeting is held in one place, with remote participation",
                ));
            }
            let mark = there.filter(|mark| {
                only.is_some() && virtually.is_none() && remote.is_none() && hybrid.is_none() && told(mark)
            })?;
            (!denied(mark)).then_some((mark, &FORMAT_IN_TEXT, "remote participation is possible"))
        }
    }
}

/// Parts of a meeting and other events are held in their own way. "Fellowships are provided for physical meetings only": of
/// meetings as such.
fn is_of_other(sentence: Sentence<'_, '_>) -> bool {
    let services = [Key::Fellowship, Key::Interpretation, Key::Captioning];
    let is_of_service = sentence.has(Key::Only) && services.iter().any(|key| sentence.has(*key));
    is_of_service
        || sentence.marks().iter().any(|mark| {
            mark.key.is_event()
                || matches!(mark.key, Key::VirtualPart | Key::PhysicalPart | Key::Side | Key::Body)
        })
}

/// "This meeting will not be hybrid", of one that is; "not only virtual" and "not, as before, virtual" say more.
fn denial(text: &Text<'_>, sentence: Sentence<'_, '_>, meeting: &Meeting) -> Option<Claim> {
    let (key, is_so) = match meeting.format() {
        Format::Virtual => (Key::Virtual, "the meeting is virtual"),
        Format::Physical => (Key::Physical, "people attend in person"),
        Format::Hybrid => (Key::Hybrid, "the meeting is hybrid"),
        Format::Observed => return None,
    };
    let is_plain = ![Key::Only, Key::Condition, Key::Past].iter().any(|key| sentence.has(*key));
    let mark = sentence.find(key).filter(|_| is_plain)?;
    let is_denial = is_denied(sentence, mark) && is_told_of_meeting(text, sentence, &mark);
    is_denial.then_some((mark, &FORMAT_IN_TEXT, is_so))
}

/// Whether a word of a format is told of the meeting: beside its noun, or of it as the subject.
fn is_told_of_meeting(text: &Text<'_>, sentence: Sentence<'_, '_>, mark: &Mark) -> bool {
    let mut at = mark.end;
    for _ in 0..4 {
        match sentence.behind(at) {
            Before::Word(next) if matches!(next.key, Key::Meeting | Key::Opening) => {
                let about = sentence.about(text, &(next.end..next.end));
                return !about.is_some_and(|about| about.thing == Thing::Another);
            }
            Before::Word(next) if matches!(next.key, Key::Determiner | Key::Of | Key::Own | Key::Ordinal) => {
                at = next.end
            }
            _ => break,
        }
    }
    let Some(about) = sentence.about(text, &(mark.start..mark.end)) else {
        // "Delegates can attend in person only": of those who take part, and of nothing else.
        let mut nouns = sentence.marks().iter().filter(|mark| mark.key.is_noun()).peekable();
        return nouns.peek().is_some()
            && nouns.all(|noun| matches!(noun.key, Key::People | Key::Own | Key::Meeting));
    };
    matches!(about.thing, Thing::Meeting | Thing::Opening) && !about.is_next
}

/// Whether a word stands before the noun of the meeting: `a physical meeting`.
fn is_beside_meeting(sentence: Sentence<'_, '_>, mark: &Mark) -> bool {
    matches!(sentence.behind(mark.end), Before::Word(next) if next.key == Key::Meeting)
}

/// Whether the sentence tells of a meeting on other days.
fn is_of_other_meeting(text: &Text<'_>, sentence: Sentence<'_, '_>) -> bool {
    let Some(meeting) = &text.facts.resolved.letter.meeting else { return true };
    let year = chrono::Datelike::year(&meeting.first_day());
    let lower = sentence.lower();
    let years = lower.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let is_other_year = years
        .filter_map(|digits| digits.parse::<i32>().ok())
        .any(|said| (1990..2100).contains(&said) && (said - year).abs() > 0);
    let is_next = sentence.has(Key::Next) && !sentence.has(Key::Invite) && is_other_year;
    let is_off = sentence.days().any(|said| {
        said.span(year).is_some_and(|span| {
            (span.1 < meeting.first_day() || span.0 > meeting.last_day()) && said.month.is_some()
        })
    });
    is_next || is_other_year || is_off || sentence.has(Key::Past) && !sentence.has(Key::Future)
}

/// Whether a sentence says that there is no such thing.
pub fn is_denied(sentence: Sentence<'_, '_>, mark: Mark) -> bool {
    let noun = |key: Key| {
        matches!(
            key,
            Key::Meeting | Key::Fellowship | Key::Interpretation | Key::Captioning | Key::Remote | Key::Visa
        )
    };
    // "those who cannot travel": said of them alone. "without interpretation": said of what follows.
    let is_of_clause = |word: &Mark| {
        matches!(sentence.before(word.start), Before::Word(before) if before.key == Key::Relative)
            || sentence.order() == Order::Final && sentence.has_between(word.end, mark.start, &[Key::Of])
    };
    let is_of_next = |word: &Mark| {
        word.end > mark.end && matches!(sentence.behind(word.end), Before::Word(next) if noun(next.key))
    };
    // "not to remote participants": of who gets something.
    let is_people = || {
        let mut words = sentence.read.lower[mark.start..mark.end].split(' ');
        words.any(|word| sentence.read.lexicon.marks(word).iter().any(|word| word.key == Key::People))
    };
    let is_to = |word: &Mark| {
        word.end <= mark.start
            && !sentence.within(word.end, mark.start).is_empty()
            && sentence.has_only(word.end, mark.start, &[Key::Preposition, Key::In, Key::At])
            && is_people()
    };
    let commas =
        |from: usize, to: usize| sentence.read.lower[from..to].matches([',', '،', '，', ':']).count();
    // Between the word and a word of denying stands nothing else that could be denied.
    let negations = sentence.marks().iter().filter(|word| word.key == Key::Negation);
    negations.filter(|word| !is_of_clause(word) && !is_of_next(word) && !is_to(word)).any(|word| {
        let is_label = word.start > mark.end && sentence.read.lower[mark.end..word.start].trim() == ":";
        if !is_label && commas(word.end.min(mark.end), word.start.max(mark.start)) == 1 {
            return false;
        }
        let (from, to) = if word.end <= mark.start { (word.end, mark.start) } else { (mark.end, word.start) };
        !sentence
            .within(from, to)
            .iter()
            .any(|between| noun(between.key) && between.key != mark.key && word.end <= mark.start)
    })
}

/// Whether a service is offered: it is what is spoken of, or is said to be there.
pub fn is_offered(sentence: Sentence<'_, '_>, mark: &Mark) -> bool {
    let says = [Key::Provide, Key::Future];
    !is_denied(sentence, *mark) && sentence.has_between(sentence.start, sentence.end, &says)
}

/// Buildings and badges, by the list of the checker's English words and by what each language calls them.
fn buildings(sentence: Sentence<'_, '_>, meeting: &Meeting, problems: &mut Diagnostics) {
    // "Headquarters will be closed": where nobody goes.
    let first = sentence.marks().iter().find(|mark| mark.key != Key::Determiner);
    let is_closed = first.is_some_and(|mark| mark.key == Key::Headquarters) && sentence.has(Key::End);
    if is_closed || sentence.has(Key::Negation) || sentence.has(Key::Past) && !sentence.has(Key::Future) {
        return;
    }
    let listed = WORDS.places.iter().find_map(|word| {
        let at = sentence.lower().find(&word.to_lowercase())?;
        Some(sentence.start + at..sentence.start + at + word.len())
    });
    let known = sentence.find(Key::Headquarters).map(|mark| mark.start..mark.end);
    let Some(range) = listed.or(known).filter(|range| sentence.is_own(range.start)) else { return };
    PLACE_WORDS_IN_VIRTUAL_MEETING
        .finding(format!("the text mentions `{}`, but the meeting is virtual", sentence.shown(&range)))
        .at(&sentence.place(range), "correct this sentence or the key `format`")
        .note(&meeting.starts.span, "this meeting")
        .report(problems);
}
