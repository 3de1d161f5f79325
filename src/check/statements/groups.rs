//! Groups in a text: which of them is the letter's own.

use super::lexicon::{Key, Mark};
use crate::check::text::Text;
use crate::model::letter::{Kind, WorkingParty};
use std::ops::Range;

/// What a text calls a group by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidGroup {
    /// Where it stands.
    pub range: Range<usize>,
    /// The number of the study group.
    pub group: String,
    /// The number of the working party in it.
    pub party: Option<String>,
}

/// Gives the names of groups their numbers: the letter's own group becomes [`Key::Own`], another [`Key::Body`].
pub fn settle(text: &Text<'_>, lower: &str, marks: &mut Vec<Mark>) {
    for at in 0..marks.len() {
        let Mark { key, .. } = marks[at];
        if !matches!(key, Key::GroupName | Key::PartyName | Key::Body | Key::Question) {
            continue;
        }
        if key == Key::Body {
            if is_name_of_own(text, &lower[marks[at].start..marks[at].end]) {
                marks[at].key = Key::Own;
            }
            continue;
        }
        let Some(said) = numbered(lower, &marks[at]) else {
            marks[at].key = match key {
                // "the study group", and nothing more: the letter's own.
                Key::GroupName if marks[at].end - marks[at].start > 3 => Key::Own,
                Key::GroupName => Key::Determiner,
                Key::PartyName
                    if text
                        .facts
                        .resolved
                        .letter
                        .meeting
                        .as_ref()
                        .is_some_and(|m| m.kind() == Kind::WorkingParty) =>
                {
                    Key::Own
                }
                // A question that somebody asks.
                Key::Question => Key::Determiner,
                _ => Key::Body,
            };
            continue;
        };
        marks[at].start = said.range.start;
        marks[at].end = said.range.end;
        if let Some(end) = regional(lower, said.range.end) {
            let is_own =
                lower[said.range.start..end] == text.facts.resolved.letter.group.value.to_lowercase();
            (marks[at].end, marks[at].key) = (end, if is_own { Key::Own } else { Key::Body });
            continue;
        }
        marks[at].key = match key {
            Key::Question => Key::Body,
            _ if is_own(text, &said) => Key::Own,
            _ => Key::Body,
        };
    }
    settle_parent(text, lower, marks);
    // A number that became part of a group is no number of its own.
    let mut done = 0;
    let groups: Vec<Range<usize>> =
        marks.iter().filter(|m| matches!(m.key, Key::Own | Key::Body)).map(|m| m.start..m.end).collect();
    marks.retain(|mark| {
        let is_group = matches!(mark.key, Key::Own | Key::Body);
        let is_in = groups.iter().any(|group| group.start <= mark.start && mark.end <= group.end);
        let keep = (is_group || !is_in) && mark.start >= done;
        if keep && is_group {
            done = mark.end;
        }
        keep
    });
    marks.sort_by_key(|mark| mark.start);
}

/// Where the code of a regional group ends: `SG4RG-AFR`.
fn regional(lower: &str, end: usize) -> Option<usize> {
    let rest = lower[end..].strip_prefix("rg")?;
    let length = rest.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(rest.len());
    Some(end + 2 + length)
}

/// In the letter of a regional group, the group that it belongs to is another body, but for in the name of the regional
/// group: `Study Group 4 Regional Group for Africa`, which is the letter's own.
fn settle_parent(text: &Text<'_>, lower: &str, marks: &mut [Mark]) {
    let Some(parent) = text.facts.resolved.parent else { return };
    let is_parent = |mark: &Mark| {
        let name = &lower[mark.start..mark.end];
        mark.key == Key::Own && digits_of(name) == digits_of(&parent.designation) && !name.contains("rg-")
    };
    for at in 0..marks.len() {
        if !is_parent(&marks[at]) {
            continue;
        }
        let is_regional = |mark: &Mark| {
            mark.key == Key::Own && !lower[mark.start..mark.end].contains(|c: char| c.is_ascii_digit())
        };
        let is_near = |from: usize, to: usize| to.saturating_sub(from) <= 8;
        let behind = marks.get(at + 1).filter(|next| is_regional(next) && is_near(marks[at].end, next.start));
        let before = marks[..at]
            .iter()
            .rposition(|mark| !matches!(mark.key, Key::Of | Key::Determiner | Key::Preposition));
        let before =
            before.filter(|&index| is_regional(&marks[index]) && is_near(marks[index].end, marks[at].start));
        if behind.is_none() && before.is_none() {
            marks[at].key = Key::Body;
        }
    }
}

/// The number of a group beside its name: `Study Group 4`, `15-я комиссия`, `第15研究组`, `WP1/15`.
pub fn numbered(lower: &str, mark: &Mark) -> Option<SaidGroup> {
    let behind = &lower[mark.end..];
    let skipped = behind.len() - behind.trim_start_matches([' ', '\u{200f}', '\u{200e}']).len();
    let (first, rest) = digits(&behind[skipped..]);
    let (group, party, range) = if first.is_empty() {
        let before = lower[..mark.start].trim_end();
        let before = before
            .trim_end_matches(['й', 'я', 'ю', 'е', 'о', 'г', 'м', 'у'])
            .trim_end_matches(['-', '‑', '–']);
        let start = before
            .rfind(|c: char| !c.is_ascii_digit() && c != '/')
            .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
        let number = &before[start..];
        let (last, party) = match number.split_once('/') {
            Some((party, group)) => (group, Some(party.to_owned())),
            None => (number, None),
        };
        if last.is_empty() || !last.bytes().all(|b| b.is_ascii_digit()) || last.len() > 2 {
            return None;
        }
        (last.to_owned(), party, start..mark.end)
    } else {
        let slash = rest.strip_prefix('/').map(digits).filter(|(group, _)| !group.is_empty());
        let start = mark.end + skipped;
        match slash {
            Some((group, _)) => {
                let end = start + first.len() + 1 + group.len();
                (group.to_owned(), Some(first.to_owned()), mark.start..end)
            }
            None => (first.to_owned(), None, mark.start..start + first.len()),
        }
    };
    let (group, party) = match (mark.key, party) {
        // A working party without the number of its group is one of the letter's.
        (Key::PartyName, None) => (String::new(), Some(group)),
        (_, party) => (group, party),
    };
    Some(SaidGroup { range, group, party })
}

/// The digits of a group's name.
pub fn digits_of(name: &str) -> String {
    name.chars().filter(char::is_ascii_digit).collect()
}

fn digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if end > 2 { ("", text) } else { text.split_at(end) }
}

/// Whether a group is the letter's own, its parent, or one that meets jointly with it; of working parties, one that meets.
pub fn is_own(text: &Text<'_>, said: &SaidGroup) -> bool {
    let resolved = text.facts.resolved;
    let joint = resolved.joint_with.iter().map(|(_, group)| group.designation.as_str());
    let parent = resolved.parent.map(|group| group.designation.as_str());
    let own = resolved.group.designation.as_str();
    let number = |name: &str| name.trim_start_matches(|c: char| !c.is_ascii_digit()).to_owned();
    let plain = |name: &str| {
        let name = number(name);
        let end = name.find(|c: char| !c.is_ascii_digit()).unwrap_or(name.len());
        name[..end].trim_start_matches('0').to_owned()
    };
    let is_group = said.group.is_empty()
        || [own]
            .into_iter()
            .chain(joint)
            .chain(parent)
            .any(|name| plain(name) == said.group.trim_start_matches('0'));
    let parties = resolved.letter.meeting.as_ref().and_then(|meeting| meeting.working_parties.as_ref());
    let meets = |party: &String| {
        let of_party = |known: &WorkingParty| known.number.value.split('/').next() == Some(party.as_str());
        // Where the whole group meets, so do its working parties, each a part of the meeting.
        match parties {
            Some(known) => known.value.iter().any(of_party),
            // Working parties that the letter does not number.
            None => {
                resolved.letter.meeting.as_ref().is_some_and(|meeting| meeting.kind() == Kind::WorkingParty)
            }
        }
    };
    is_group && said.party.as_ref().is_none_or(meets)
}

/// Whether a name without a number is that of the letter's group, such as an advisory group.
fn is_name_of_own(text: &Text<'_>, words: &str) -> bool {
    let resolved = text.facts.resolved;
    let group = resolved.group;
    let terms = [group.name.as_str(), resolved.letter.group.value.as_str()];
    // "the regional group", and nothing more.
    let is_part = |name: &str| resolved.parent.is_some() && words.chars().count() > 2 && name.contains(words);
    terms.iter().any(|name| {
        name.to_lowercase() == words
            || is_part(&name.to_lowercase())
            || text.facts.phrases.term(name).is_some_and(|term| {
                let name = term.text.value.to_lowercase();
                name == words
                    || is_part(&name)
                    || term.genitive.is_some_and(|genitive| genitive.to_lowercase() == words)
            })
    })
}
