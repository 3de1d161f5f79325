//! People whom the text names by their titles: the name, the honorific and the country of each against the facts.

use super::days::years;
use super::groups;
use super::lexicon::{Key, Mark, Order};
use super::people::PERSON_IN_TEXT;
use super::sentence::{Before, Sentence};
use crate::base::{Diagnostics, Language, Span};
use crate::check::text::Text;
use chrono::Datelike;
use std::ops::Range;

/// What is known of someone.
struct Known<'t> {
    what: &'static str,
    name: &'t str,
    country: Option<&'t str>,
    span: Span,
}

/// Looks at the people of a sentence.
pub fn check(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    if sentence.is_of_change() || sentence.has(Key::Vice) {
        return;
    }
    for mark in sentence.marks().iter().filter(|mark| matches!(mark.key, Key::Chair | Key::Director)) {
        if is_former(text, sentence, mark) || is_of_event(sentence, mark) {
            continue;
        }
        let body = body_of(sentence, mark);
        let known = match body {
            Some(body) => known_of(text, sentence, &body),
            None => known(text, mark.key),
        };
        if let (Some(known), Some(name)) = (known, name_beside(sentence, mark)) {
            compare(text, sentence, &known, name, problems);
        }
    }
    for mark in sentence.marks().iter().filter(|mark| mark.key == Key::Office) {
        office(text, sentence, mark, problems);
    }
}

/// "The workshop will be chaired by": who chairs something else.
fn is_of_event(sentence: Sentence<'_, '_>, title: &Mark) -> bool {
    let is_other = |mark: &&Mark| mark.key.is_noun() && !matches!(mark.key, Key::Chair | Key::People);
    let noun = sentence.within(sentence.start, title.start).iter().rfind(is_other);
    let next = sentence.within(title.end, sentence.end).iter().find(|mark| mark.key.is_noun());
    let is_own = next.is_some_and(|next| next.key == Key::Own && sentence.is_light(title.end, next.start));
    let is_plenary =
        |mark: &Mark| sentence.read.lexicon.is_plenary(&sentence.read.lower[mark.start..mark.end]);
    title.key == Key::Chair
        && !is_own
        && noun.is_some_and(|noun| noun.key.is_event() || noun.key == Key::Side && !is_plenary(noun))
}

/// "Director of TSB until the end of 2022": an office that was held before the year of the letter.
fn is_former(text: &Text<'_>, sentence: Sentence<'_, '_>, title: &Mark) -> bool {
    let rest = &sentence.read.lower[title.end..sentence.end];
    let clause = &rest[..rest.find([',', '،', '，', ')', '）']).unwrap_or(rest.len())];
    let year = text.facts.resolved.letter.date.value.year();
    years(clause).any(|said| said < year)
}

/// The group, not the letter's own, whose Chair a title tells: `Chair of Study Group 4`, `第4研究组主席`.
fn body_of(sentence: Sentence<'_, '_>, title: &Mark) -> Option<Mark> {
    if sentence.order() == Order::Final {
        return match sentence.before(title.start) {
            Before::Word(mark) if mark.key == Key::Body => Some(mark),
            _ => None,
        };
    }
    let behind = sentence.within(title.end, sentence.end);
    let next = behind.iter().find(|mark| !matches!(mark.key, Key::Of | Key::Determiner))?;
    (next.key == Key::Body && sentence.is_light(title.end, next.start)).then_some(*next)
}

/// The Chair of another group of the directory.
fn known_of<'t>(text: &Text<'t>, sentence: Sentence<'_, '_>, body: &Mark) -> Option<Known<'t>> {
    let name = &sentence.read.lower[body.start..body.end];
    let number = groups::digits_of(name);
    // A working party or a Question has a chair of its own.
    let is_part = name.contains('/') || number.is_empty() || sentence.read.lexicon.is_question(name);
    let directory = text.facts.resolved.directory;
    let (code, group) = directory.groups().find(|(_, group)| !is_part && group.designation == number)?;
    let chair = group.chair.as_ref()?;
    let written = directory.group_as_written(code).and_then(|node| node.get("chair"));
    Some(Known {
        what: "this Chair",
        name: &chair.name,
        country: chair.country.as_deref(),
        span: written.map(|node| node.span.clone())?,
    })
}

fn known<'t>(text: &Text<'t>, key: Key) -> Option<Known<'t>> {
    let resolved = text.facts.resolved;
    match key {
        Key::Director => Some(Known {
            what: "the Director",
            name: &resolved.signatory.name,
            country: None,
            span: text.facts.place(&["signatory"]),
        }),
        _ => resolved.chair.as_ref().map(|chair| Known {
            what: "the Chair",
            name: &chair.name,
            country: chair.country.as_deref(),
            span: chair_span(text),
        }),
    }
}

fn compare(
    text: &Text<'_>,
    sentence: Sentence<'_, '_>,
    known: &Known<'_>,
    name: Range<usize>,
    problems: &mut Diagnostics,
) {
    let shown = sentence.shown(&name);
    let deputy = text.facts.resolved.letter.on_behalf.as_ref();
    if deputy.is_some_and(|deputy| is_same_name(&deputy.name, shown)) {
        return;
    }
    if !is_same_name(known.name, shown) {
        PERSON_IN_TEXT
            .finding(format!("the text calls {} {shown}, but the name is {}", known.what, known.name))
            .at(&sentence.place(name), format!("expected {}", known.name))
            .note(&known.span, "from here")
            .report(problems);
        return;
    }
    // "Mr Heung-Youl Youm (Japan)"
    let (Some(country), Some(said)) = (known.country, country_behind(sentence, name.end)) else { return };
    let translated = text.facts.phrases.term(country).map(|term| term.text.value);
    let is_known = |word: &str| {
        let (word, said) = (word.to_lowercase(), sentence.shown(&said).to_lowercase());
        word.contains(&said) || said.contains(&word)
    };
    let is_comparable = translated.is_some() || text.facts.resolved.letter.language() == Language::English;
    if is_comparable && !is_known(country) && !translated.is_some_and(|name| is_known(&name)) {
        PERSON_IN_TEXT
            .finding(format!(
                "the text puts {} in {}, but {} comes from {country}",
                known.name,
                sentence.shown(&said),
                known.what
            ))
            .at(&sentence.place(said), format!("expected {country}"))
            .note(&known.span, "from here")
            .report(problems);
    }
}

/// Someone whom the letter knows under an office of someone else: `Mr Seizo Onoe, Secretary-General of ITU`.
fn office(text: &Text<'_>, sentence: Sentence<'_, '_>, mark: &Mark, problems: &mut Diagnostics) {
    let Some(name) = name_beside(sentence, mark) else { return };
    let shown = sentence.shown(&name);
    let people = [known(text, Key::Director), known(text, Key::Chair)];
    let Some(known) = people.into_iter().flatten().find(|known| is_whole_name(known.name, shown)) else {
        return;
    };
    PERSON_IN_TEXT
        .finding(format!(
            "the text calls {} `{}`, but by the facts this is {}",
            known.name,
            sentence.shown(&(mark.start..mark.end)),
            known.what
        ))
        .at(&sentence.place(mark.start..mark.end), "another office")
        .note(&known.span, "from here")
        .report(problems);
}

/// What stands in brackets behind a name, if it can be a country.
fn country_behind(sentence: Sentence<'_, '_>, at: usize) -> Option<Range<usize>> {
    let text = sentence.read.passage.text_of();
    let rest = &text[at..sentence.end];
    let open = at + (rest.len() - rest.trim_start().len());
    let inside = text[open..sentence.end].strip_prefix(['(', '（'])?;
    let start = sentence.end - inside.len();
    let length = inside.find([')', '）'])?;
    let is_word = inside[..length].chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '\'' | '’' | '-'));
    (is_word && length > 3).then_some(start..start + length)
}

/// The name that a title gives: behind it, or before it as an apposition or the subject of `who chairs`.
fn name_beside(sentence: Sentence<'_, '_>, title: &Mark) -> Option<Range<usize>> {
    name_behind(sentence, title).or_else(|| name_before(sentence, title))
}

/// `Ms Ingrid Halvorsen (Norway), Chair of`, `Mr Leo Lindgren, who chairs`.
fn name_before(sentence: Sentence<'_, '_>, title: &Mark) -> Option<Range<usize>> {
    let text = sentence.read.passage.text_of();
    let before = sentence.within(sentence.start, title.start);
    let honorific = before.iter().rev().find(|mark| mark.key == Key::Honorific)?;
    if sentence.order() == Order::Final {
        // 由Ingrid Halvorsen女士（挪威）主持
        let words = text[sentence.start..honorific.start].trim_end();
        let length = words.len()
            - words.trim_end_matches(|c: char| c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '.')).len();
        let end = country_behind(sentence, honorific.end)
            .map_or(honorific.end, |country| country.end + '）'.len_utf8());
        let is_near = text.get(end..title.start).is_some_and(|gap| gap.chars().count() <= 2);
        let end = sentence.start + words.len();
        return (length > 3 && is_near).then(|| end - length..end);
    }
    let rest = &text[honorific.end..sentence.end];
    let start = honorific.end + (rest.len() - rest.trim_start_matches([' ', '.']).len());
    let name = name(text, start, title.start)?;
    let end = country_behind(sentence, name.end).map_or(name.end, |country| country.end + 1);
    let gap = &text[end.min(title.start)..title.start];
    let is_small = sentence.within(end, title.start).iter().all(|mark| {
        matches!(mark.key, Key::Determiner | Key::Relative | Key::Own | Key::At | Key::In | Key::Preposition)
    });
    let marked: usize = sentence.within(end, title.start).iter().map(|mark| mark.end - mark.start).sum();
    let letters: usize = gap.chars().filter(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    let is_apposition = gap.trim_start_matches(')').trim_start().starts_with([',', '،']);
    // "Mr Leo Lindgren chairs Study Group 4": a verb, if the group follows at once.
    let is_verb = gap.trim_matches([')', ' ']).is_empty()
        && matches!(sentence.behind(title.end), Before::Word(mark) if mark.key == Key::Own);
    ((is_apposition || is_verb) && is_small && letters <= marked).then_some(name)
}

fn chair_span(text: &Text<'_>) -> Span {
    let resolved = text.facts.resolved;
    let own = resolved.letter.chair.as_ref().map(|_| text.facts.place(&["chair"]));
    let written = resolved.directory.group_as_written(&resolved.letter.group.value);
    let known = written.and_then(|node| node.get("chair")).map(|node| node.span.clone());
    own.or(known).unwrap_or_else(|| resolved.letter.group.span.clone())
}

/// Where the name stands that a title gives: behind an honorific that follows, over the name of the letter's own group.
fn name_behind(sentence: Sentence<'_, '_>, title: &Mark) -> Option<Range<usize>> {
    let mut honorific = None;
    let mut at = title.end;
    for mark in sentence.within(title.end, sentence.end) {
        let gap = &sentence.read.lower[at..mark.start];
        if gap.contains(char::is_alphabetic) && !is_chinese(gap) {
            break;
        }
        match mark.key {
            Key::Honorific => {
                honorific = Some(*mark);
                break;
            }
            // The chair of another group, of a working party, or of an earlier time.
            Key::Of | Key::Own | Key::Body | Key::Determiner | Key::Preposition | Key::Meeting => {
                at = mark.end
            }
            _ => break,
        }
    }
    let before = sentence.within(sentence.start, title.start).last().copied();
    let is_other = before.is_some_and(|mark| {
        (matches!(mark.key, Key::Vice | Key::Other)
            || mark.key == Key::Body && body_of(sentence, title) != Some(mark))
            && !sentence.read.lower[mark.end..title.start].contains(char::is_alphabetic)
    });
    let behind = sentence.within(title.end, sentence.end).first();
    if is_other || behind.is_some_and(|mark| mark.key == Key::Other) {
        return None;
    }
    let text = sentence.read.passage.text_of();
    match honorific {
        Some(honorific) if sentence.order() != Order::Final => {
            let start = honorific.end + text[honorific.end..].len()
                - text[honorific.end..].trim_start_matches([' ', '.']).len();
            name(text, start, sentence.end)
        }
        // In Chinese, the name stands between the title and 先生.
        _ => {
            let start = title.end + text[title.end..].len()
                - text[title.end..].trim_start_matches([' ', '，', '、']).len();
            let behind =
                sentence.within(start, sentence.end).iter().find(|mark| mark.key == Key::Honorific)?;
            let is_name = sentence.order() == Order::Final && behind.start > start;
            let words = text.get(start..behind.start)?.trim_end();
            let is_short = !words.contains(['，', '。', ',', '的']) && words.chars().count() <= 40;
            (is_name && is_short).then(|| start..start + words.len())
        }
    }
}

fn is_chinese(gap: &str) -> bool {
    gap.contains(|c: char| c > '\u{2e80}')
}

/// A name: words with capitals, or of a script without them, up to a bracket or a comma.
fn name(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let rest = text.get(start..end)?;
    let length = rest.find(['(', '（', ',', '،', ';', ':']).unwrap_or(rest.len());
    let mut last = 0;
    let mut words = 0;
    let mut at = 0;
    for word in rest[..length].split_inclusive(' ') {
        let is_name = word.starts_with(char::is_uppercase)
            || matches!(word.trim(), "de" | "von" | "van" | "el" | "al" | "da" | "dos" | "bin");
        if !is_name || words >= 5 {
            break;
        }
        at += word.len();
        last = rest[..at].trim_end_matches([' ', '.']).len();
        words += 1;
    }
    (words >= 2).then(|| start..start + last)
}

/// Names that are as similar as this are spellings of one: `Seizo`, `Seizō`.
const ALIKE: f64 = 0.9;

/// Whether two names are of one person: all words of one are in the other, in any order, or they are in two scripts.
fn is_same_name(known: &str, said: &str) -> bool {
    let parts = |name: &str| -> Vec<String> {
        let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1);
        words.map(str::to_lowercase).collect()
    };
    let (known, said) = (parts(known), parts(said));
    // Names in another script cannot be compared.
    let is_latin = |words: &[String]| words.iter().any(|word| word.is_ascii());
    let is_like = |a: &String, b: &String| a == b || strsim::jaro_winkler(a, b) > ALIKE;
    let is_in = |some: &[String], all: &[String]| {
        some.iter().all(|word| all.iter().any(|other| is_like(word, other)))
    };
    !is_latin(&said) && is_latin(&known) || is_in(&said, &known) || is_in(&known, &said)
}

/// Whether a name is someone's in full.
fn is_whole_name(known: &str, said: &str) -> bool {
    let said = said.to_lowercase();
    known.to_lowercase().split_whitespace().all(|word| said.contains(word))
}
