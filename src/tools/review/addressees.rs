//! A new addressee of a letter that has the usual ones: then the letter lists all of them.

use super::candidate::Candidate;
use super::draft::Draft;
use super::lists::new_key;
use crate::base::yaml::edit::Said;
use crate::compose::origin::TextKind;

/// The phrases with which the list is set, which are no addressees.
const SIGNS: [&str; 4] = ["head", "separator", "separator-last", "end"];

/// Ways to put an addressee in before a passage.
pub fn more(draft: &Draft, before: usize, said: &str) -> Option<Candidate> {
    let source = draft.files.facts();
    let name = |at: usize| match &draft.origins.get(at)?.first()?.as_ref()?.text {
        TextKind::Phrase(name) => name.strip_prefix("addressee-").filter(|name| !SIGNS.contains(name)),
        _ => None,
    };
    if draft.tree(source)?.get("addressees").is_some() {
        return None;
    }
    before.checked_sub(1).and_then(name).or_else(|| name(before))?;
    let usual = |at: usize| {
        let phrase = name(at)?.replace('-', "_");
        Some(Said::Text(format!("{{{{ phrases.addressee_{phrase} }}}}")))
    };
    let mut list: Vec<Said> = (0..before).filter_map(usual).collect();
    list.push(Said::Text(said.to_owned()));
    list.extend((before..draft.passages.len()).filter_map(usual));
    Some(new_key(source, "addressees", Said::List(list)))
}
