//! The annexes of the old letter: their kinds, their order and what in them is of no single meeting.

use super::carry::{Carrier, short, words_of};
use super::meeting::same_place;
use super::written::{Commented, Form};
use super::{Asked, Old};
use crate::base::yaml::Node;
use crate::model::letter::{Annex, AnnexKind, Format, LetterKey, Next};
use crate::project::session::Session;
use std::collections::BTreeSet;

/// Where there is no usual agenda.
const ITEMS: &str = "[insert the items of the agenda]";

/// Why an annex of the old letter has no place in the new one, if it has none.
fn obstacle(asked: &Asked, old: &Old, annex: &Annex) -> Option<&'static str> {
    let (is_possible, why) = match annex {
        Annex::Host(..) => {
            let town = old.letter.meeting.as_ref().and_then(|meeting| meeting.town());
            let meeting = asked.meeting.as_ref().filter(|meeting| meeting.format != Format::Virtual);
            let there = meeting.is_some_and(|meeting| same_place(meeting.place.as_deref(), town));
            (there, "it is about another place")
        }
        Annex::TimePlan(..) => (asked.meeting.is_some(), "there is no meeting"),
        Annex::Questions(..) => (asked.strangers.is_empty(), "it belongs to another group"),
        Annex::Image(image, _) => {
            let is_seen = asked.beside || !image.image.contains(['/', '\\']);
            (is_seen, "its image is not next to this file")
        }
        Annex::Practical(..) | Annex::Agenda(..) | Annex::Form(..) | Annex::Text(..) => return None,
    };
    (!is_possible).then_some(why)
}

/// The annexes that the new letter has, as pointers write them.
pub(super) fn names(session: &Session, asked: &Asked, old: &Old) -> BTreeSet<String> {
    let names: Vec<String> = match &old.letter.annexes {
        Some(annexes) => annexes
            .iter()
            .filter(|a| obstacle(asked, old, a).is_none())
            .map(|a| a.name().to_owned())
            .collect(),
        None => session.presets().of(&old.letter).annexes.iter().map(|kind| kind.word().to_owned()).collect(),
    };
    names.into_iter().map(|name| name.replace('-', "_")).collect()
}

/// Carries them over.
pub(super) fn carry(carrier: &mut Carrier<'_>, node: &Node) -> Vec<(String, Commented)> {
    let mut pieces = Vec::new();
    let mut words = Vec::new();
    for (annex, node) in carrier.old.letter.annexes.iter().flatten().zip(node.items()) {
        let name = annex.name();
        if let Some(why) = obstacle(carrier.asked, carrier.old, annex) {
            carrier.cleared.push(format!("annex {name}"));
            let (_, piece) = Commented::comment(format!(
                "not copied from {}: the annex `{name}`; {why}",
                carrier.old.called
            ));
            pieces.push(piece);
            continue;
        }
        words.push(name.to_owned());
        let piece = Commented::group(keys(carrier, annex, node));
        pieces.push(Commented { gap: !pieces.is_empty(), ..piece });
    }
    if words.is_empty() {
        return pieces.into_iter().map(|piece| (String::new(), piece)).collect();
    }
    carrier.carried.push(format!("annexes: {}", words.join(", ")));
    vec![("annexes".into(), Commented { gap: true, ..Commented::list(pieces) })]
}

/// The keys of an annex.
fn keys(carrier: &mut Carrier<'_>, annex: &Annex, node: &Node) -> Vec<(String, Commented)> {
    let called = if annex.kind() == AnnexKind::Agenda { "agenda" } else { annex.name() };
    // A text is called by the key next to it.
    let what = |at: &str| {
        let key = words_of(at);
        let key = key.rsplit('.').next().unwrap_or_default();
        if key == "text" { called.to_owned() } else { format!("{called}: {key}") }
    };
    let mut out = Vec::new();
    for (name, value) in node.entries() {
        let Some(key) = annex.kind().letter_keys().iter().find(|key| key.is_written(&name.text)) else {
            continue;
        };
        let due = value.as_str().filter(|_| key.name == "due");
        let entry = match (annex, key.name) {
            (Annex::Agenda(..), "items" | "notes") => agenda(carrier, key, value, node),
            (Annex::TimePlan(..), "rows") => {
                Some((name.text.clone(), Commented { gap: false, ..rows(carrier, key, value) }))
            }
            _ if due.is_some_and(|due| !carrier.due.iter().any(|item| item.word() == due)) => {
                let why = "the new letter has no such deadline";
                Some(carrier.left_out(&format!("{called}.due"), &value.span, why))
            }
            _ if key.next == Next::Left => {
                Some(carrier.left_out(&format!("{called}.{}", name.text), &value.span, ""))
            }
            _ => {
                let piece = carrier.copied(key, value, &what);
                let is_asked = key.next == Next::Checked;
                let piece = if is_asked { carrier.asked_about(&what(&name.text), piece) } else { piece };
                Some((name.text.clone(), Commented { gap: false, ..piece }))
            }
        };
        out.extend(entry);
    }
    if matches!(annex, Annex::Agenda(..)) && node.get("items").is_none() {
        out.extend(Some(usual_items(carrier, node)).filter(|(key, _)| !key.is_empty()));
    }
    out
}

/// The items and the notes of the agenda, if they are asked for.
fn agenda(
    carrier: &mut Carrier<'_>,
    key: &'static LetterKey,
    node: &Node,
    annex: &Node,
) -> Option<(String, Commented)> {
    let (name, is_items) = (key.key(), key.name == "items");
    if !carrier.asked.agenda {
        carrier.cleared.push(format!("agenda: {name}"));
        return is_items.then(|| usual_items(carrier, annex));
    }
    let what = if is_items { "agenda" } else { "agenda: notes" };
    let piece = carrier.copied(key, node, &|_| what.to_owned()).unfolded();
    if !is_items {
        return Some((name, piece));
    }
    carrier.carried.push("agenda: items".into());
    Some((name, Commented { gap: false, ..carrier.asked_about("agenda", piece) }))
}

/// What stands for the items of an agenda: the usual ones, where there are such.
fn usual_items(carrier: &Carrier<'_>, annex: &Node) -> (String, Commented) {
    let usual = carrier.session.presets().of(&carrier.old.letter).agenda;
    if annex.get("name").is_some() || usual.is_empty() {
        return ("items".to_owned(), Commented::list(vec![Commented::insert("agenda", ITEMS)]));
    }
    Commented::comment("The usual items apply. To copy the items of the old letter, use the option --agenda.")
}

/// The rows of the time plan: who meets stays, when they met does not.
fn rows(carrier: &mut Carrier<'_>, key: &'static LetterKey, node: &Node) -> Commented {
    carrier.cleared.push("time-plan: sessions".into());
    let missing = Commented::insert("time-plan", "[insert the sessions of each row]");
    let mut pieces = vec![Commented::group(vec![("heading".to_owned(), missing)])];
    let rows = carrier.copied(key, node, &|_| "time-plan".to_owned()).unfolded();
    let Form::List(rows) = rows.form else { return Commented::default() };
    for (row, piece) in node.items().iter().zip(rows) {
        pieces.push(match (row.entries(), piece) {
            ([(key, cells)], Commented { form: Form::Group(mut entries), .. }) if key.text != "heading" => {
                let (name, told) = entries.pop().unwrap_or_default();
                let piece = Commented { above: told.above, mark: told.mark, ..Commented::text(name) };
                if cells.entries().is_empty() {
                    piece
                } else {
                    piece.beside(format!("in {}: {}", carrier.old.called, short(cells.span.text())))
                }
            }
            (_, piece) => piece,
        });
    }
    carrier.asked_about("time-plan", Commented::list(pieces))
}
