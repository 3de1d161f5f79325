//! Which letter it is: series, number, group, whether it changes another one, and its date.

use super::dates;
use super::head::Head;
use super::passage::Passage;
use super::search::{Search, text};
use crate::model::phrases::Phrases;
use crate::project::session::Session;
use chrono::{Datelike, NaiveDate};

/// What somebody said of the letter beside its file.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Its group: a key of the directory.
    pub group: Option<String>,
    /// Its number.
    pub number: Option<u32>,
    /// Its date.
    pub date: Option<NaiveDate>,
}

/// What the reference may be read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) number: u32,
    /// The key of the group in the directory.
    pub(super) group: Option<String>,
    /// What stands behind the slash.
    pub(super) designation: String,
}

/// A number, with what stands behind its slash: `11/14`, `2/SG1RG-AFR`, `179`.
pub(super) fn numbers(text: &str) -> Vec<(u32, String)> {
    let chars: Vec<char> =
        text.chars().filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2069}')).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let inside = at > 0 && (chars[at - 1].is_ascii_alphanumeric() || chars[at - 1] == '/');
        if !chars[at].is_ascii_digit() || inside {
            at += 1;
            continue;
        }
        let end = (at..chars.len()).find(|end| !chars[*end].is_ascii_digit()).unwrap_or(chars.len());
        let number: String = chars[at..end].iter().collect();
        // Soft line ends and spaces stand beside the slash in some letters.
        let slash =
            (end..chars.len()).find(|next| !chars[*next].is_whitespace()).filter(|next| chars[*next] == '/');
        let mut designation = String::new();
        at = end;
        if let Some(slash) = slash {
            let start =
                (slash + 1..chars.len()).find(|next| !chars[*next].is_whitespace()).unwrap_or(chars.len());
            let rest = chars[start..].iter().map(|c| if *c == '\u{2011}' { '-' } else { *c });
            designation = rest.take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
            at = start + designation.len();
        }
        if let Ok(number) = number.parse()
            && (1..=9999).contains(&number)
        {
            found.push((number, designation));
        }
    }
    found
}

/// The ways to read the reference, the likeliest first.
pub(super) fn references(session: &Session, head: &Head, all: &[Passage]) -> Vec<Reference> {
    let directory = session.directory();
    let group_of = |designation: &str| {
        let is = |(code, group): &(&str, &crate::model::directory::Group)| {
            group.designation.eq_ignore_ascii_case(designation) || code.eq_ignore_ascii_case(designation)
        };
        directory.groups().find(is).map(|(code, _)| code.to_owned())
    };
    let value = head.value("label-reference");
    let text = value.unwrap_or_else(|| {
        head.rest.iter().map(|passage| passage.text.as_str()).collect::<Vec<_>>().join("\n")
    });
    let mut found = Vec::new();
    for (number, designation) in numbers(&text) {
        let group = group_of(&designation);
        // Some languages are written from the right: the number may stand behind the slash.
        if let (None, Ok(other)) = (&group, designation.parse::<u32>())
            && let Some(group) = group_of(&number.to_string())
        {
            let designation = number.to_string();
            found.push(Reference { number: other, group: Some(group), designation });
        }
        found.push(Reference { number, group, designation });
    }
    // Without a group of its own a number is a circular's, or of a group that letters name elsewhere.
    let named = named_groups(session, head, all);
    let alone: Vec<u32> = found.iter().filter(|read| read.group.is_none()).map(|read| read.number).collect();
    for number in alone {
        for group in &named {
            let designation = String::new();
            found.push(Reference { number, group: Some(group.clone()), designation });
        }
    }
    found.sort_by_key(|read| (read.group.is_none(), read.designation.is_empty()));
    found.dedup();
    found
}

/// Groups that the first page names: in the file reference, by an address of theirs, by code or name.
fn named_groups(session: &Session, head: &Head, all: &[Passage]) -> Vec<String> {
    let reference = head.value("label-reference").unwrap_or_default();
    let mail = head.value("label-e-mail").unwrap_or_default();
    let web = head.value("label-web").unwrap_or_default();
    let start: String =
        all.iter().take(60).map(|passage| passage.text.replace('\u{2011}', "-") + "\n").collect();
    let worth = |code: &str, group: &crate::model::directory::Group| {
        let is_word = |text: &str, word: &str| {
            text.match_indices(word).any(|(at, _)| {
                let behind = text[at + word.len()..].chars().next();
                !behind.is_some_and(|c| c.is_alphanumeric() || c == '-')
                    && !text[..at].ends_with(|c: char| c.is_alphanumeric())
            })
        };
        let contacts = &group.contacts.0;
        let has =
            |value: &str, own: Option<&str>| own.is_some_and(|own| !own.is_empty() && value.contains(own));
        u32::from(reference.starts_with(&format!("{code}/")) || is_word(&reference, code)) * 8
            + u32::from(
                contacts.iter().any(|c| has(&mail, c.e_mail.as_ref().map(|mail| mail.value.as_str()))),
            ) * 4
            + u32::from(contacts.iter().any(|c| has(&web, c.web.as_ref().map(|web| web.value.as_str())))) * 4
            + u32::from(is_word(&start, code)) * 2
            + u32::from(is_word(&start, &group.name))
    };
    let mut found: Vec<(u32, String)> =
        session.directory().groups().map(|(code, group)| (worth(code, group), code.to_owned())).collect();
    found.retain(|(worth, _)| *worth > 0);
    found.sort_by_key(|(worth, _)| std::cmp::Reverse(*worth));
    found.into_iter().map(|(_, code)| code).take(3).collect()
}

/// The date of the letter: the first single day of the first page.
pub(super) fn date(phrases: &Phrases, head: &Head) -> Option<NaiveDate> {
    let passages = head.rest.iter().chain(head.rows.iter().flat_map(|row| &row.lines));
    passages
        .flat_map(|passage| dates::days(phrases, &passage.text, 0))
        .find(|days| !days.is_range && days.from.year() > 1900)
        .map(|days| days.from)
}

/// Chooses the series, what the letter changes, and its file reference: the reference shows all of them.
pub(super) fn settle(search: &mut Search<'_>, head: &Head, dates_said: &[NaiveDate]) {
    if !search.draft.has_meeting() {
        search.draft.text("series", "circular");
        search.measure();
    } else {
        search.take(&[text("series", "circular")]);
    }
    let reference = head.lines("label-reference").unwrap_or_default();
    let said = reference.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
    let others: Vec<u32> = numbers(&said)
        .into_iter()
        .filter(|(_, group)| group.is_empty())
        .map(|(number, _)| number)
        .filter(|number| (1..=99).contains(number))
        .collect();
    let original = dates_said.first().copied().unwrap_or_default();
    let edit = |key: &'static str, number: &u32| {
        vec![text(key, number.to_string()), text("date-of-original", original.to_string())]
    };
    // A revision of an addendum is both.
    for _ in 0..2 {
        let keys = ["addendum", "corrigendum", "revision"].into_iter();
        let choices: Vec<_> = keys.flat_map(|key| others.iter().map(move |number| (key, number))).collect();
        search.best_of(choices.into_iter().map(|(key, number)| edit(key, number)).collect::<Vec<_>>());
    }
    let changes = ["addendum", "corrigendum", "revision"].iter().any(|key| search.draft.get(key).is_some());
    if changes {
        search.best_of(
            dates_said
                .iter()
                .map(|date| vec![text("date-of-original", date.to_string())])
                .collect::<Vec<_>>(),
        );
    }
}
