//! Addresses in the text that belong to another group or another study period.

use super::lexicon::Key;
use super::sentence::Sentence;
use crate::base::Diagnostics;
use crate::check::contacts::{ADDRESS_OF_OTHER_GROUP, group_number, study_groups};
use crate::check::text::{Passage, Text, TokenKind};

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
        // Who writes of another group may give its address.
        let names_it = sentence.marks().iter().any(|mark| mark.key == Key::Body);
        if names_it || !passage.is_own(token.start) || sentence.has(Key::Other) {
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
}
