//! Addresses and telephone numbers in the text that belong to another group, or addresses of another study period.

use super::groups;
use super::lexicon::Key;
use super::sentence::Sentence;
use crate::base::Diagnostics;
use crate::check::contacts::{ADDRESS_OF_OTHER_GROUP, group_number, study_groups};
use crate::check::text::{Passage, Text, TokenKind};
use std::ops::Range;

/// Looks at the addresses of a sentence.
pub fn check(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    let passage: Passage<'_> = sentence.read.passage;
    let own = study_groups(text.facts);
    let tokens = passage.tokens();
    let names = tokens.iter().filter(|(_, token)| token.kind == TokenKind::Name);
    for (index, token) in names.filter(|(_, token)| (sentence.start..sentence.end).contains(&token.start)) {
        let address = tokens.text(index);
        let Some(number) = group_number(address).filter(|number| !own.is_empty() && !own.contains(number))
        else {
            continue;
        };
        // Who writes of another group may give its address, and no third one's.
        if is_named(sentence, number) || !passage.is_own(token.start) || sentence.has(Key::Other) {
            continue;
        }
        let group = &text.facts.resolved.letter.group;
        ADDRESS_OF_OTHER_GROUP
            .finding(format!("`{address}` looks like an address of Study Group {number}"))
            .at(&passage.place(token.start..token.end), format!("expected an address of {}", group.value))
            .note(&group.span, "the group that meets")
            .hint("write `{{ contacts.e_mail }}` or `{{ contacts.web }}` to show the address of the group")
            .report(problems);
    }
    telephone(text, sentence, problems);
}

/// Whether the sentence names a body without a number, or one with this number.
fn is_named(sentence: Sentence<'_, '_>, number: u32) -> bool {
    let bodies = sentence.marks().iter().filter(|mark| mark.key == Key::Body);
    let mut numbers = bodies.map(|mark| {
        let name = &sentence.read.lower[mark.start..mark.end];
        let digits = name.rsplit('/').next().unwrap_or(name).trim_matches(|c: char| !c.is_ascii_digit());
        digits.parse::<u32>().ok()
    });
    numbers.any(|named| named.is_none_or(|named| named == number))
}

/// A number that the directory has for another group and not for this one.
fn telephone(text: &Text<'_>, sentence: Sentence<'_, '_>, problems: &mut Diagnostics) {
    let resolved = text.facts.resolved;
    let digits = |number: &str| -> String { number.chars().filter(char::is_ascii_digit).collect() };
    let contacts = |all: &[crate::model::letter::Contacts]| -> Vec<String> {
        all.iter().flat_map(|contacts| [&contacts.tel, &contacts.fax]).flatten().map(|n| digits(n)).collect()
    };
    let own = contacts(&resolved.contacts);
    for range in numbers(sentence).filter(|range| sentence.is_own(range.start)) {
        let said = digits(sentence.shown(&range));
        let mut others =
            resolved.directory.groups().filter(|(_, group)| contacts(&group.contacts.0).contains(&said));
        let Some((_, other)) = others.next().filter(|_| !own.contains(&said)) else { continue };
        let names_it = sentence.marks().iter().any(|mark| {
            mark.key == Key::Body
                && groups::digits_of(&sentence.read.lower[mark.start..mark.end])
                    == groups::digits_of(&other.designation)
        });
        if names_it || sentence.has(Key::Other) {
            continue;
        }
        let group = &resolved.letter.group;
        ADDRESS_OF_OTHER_GROUP
            .finding(format!("`{}` is a telephone number of {}", sentence.shown(&range), other.name))
            .at(&sentence.place(range), format!("expected a number of {}", group.value))
            .note(&group.span, "the group that meets")
            .hint("write `{{ contacts.tel }}` to show the telephone number of the group")
            .report(problems);
    }
}

/// `+41 22 730 6206`: where the telephone numbers of a sentence stand.
fn numbers<'s>(sentence: Sentence<'s, '_>) -> impl Iterator<Item = Range<usize>> + use<'s> {
    let lower = sentence.lower();
    lower.match_indices('+').filter_map(move |(at, _)| {
        let rest = &lower[at + 1..];
        let is_part =
            |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '-' | '(' | ')' | '.');
        let words = &rest[..rest.find(|c: char| !is_part(c)).unwrap_or(rest.len())];
        let words = words.trim_end_matches(|c: char| !c.is_ascii_digit());
        let count = words.chars().filter(char::is_ascii_digit).count();
        (count >= 7).then(|| sentence.start + at..sentence.start + at + 1 + words.len())
    })
}
