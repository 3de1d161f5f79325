//! The annexes of the old letter: their kinds, their order and what in them is of no single meeting.

use super::carry::{Carrier, is_seen, short};
use super::meeting::same_place;
use super::written::Commented;
use super::{Asked, HouseDefaults, Old};
use crate::base::yaml::{Key, Node, Value};
use crate::model::letter::{Annex, AnnexKind};
use std::collections::BTreeSet;

/// Keys of annexes that are no sentences.
const WORDS: [&str; 18] = [
    "kind",
    "name",
    "numbering",
    "landscape",
    "form",
    "return-to",
    "due",
    "numbered",
    "image",
    "sessions",
    "weekends",
    "purpose",
    "required",
    "rows",
    "number",
    "working-party",
    "web",
    "e-mail",
];

/// Where there is no usual agenda.
const ITEMS: &str = "[insert the items of the agenda]";

/// People, and what is known of hotels at the same place: as it was. What a night costs is not among it.
const AS_IT_WAS: [&str; 4] = ["tel", "rapporteur", "distance", "address"];

/// Whether an annex of the old letter has a place in the new one.
fn is_kept(asked: &Asked, old: &Old, annex: &Annex) -> bool {
    match annex {
        Annex::Host(..) => {
            let town = old.letter.meeting.as_ref().and_then(|meeting| meeting.town());
            asked.meeting.as_ref().is_some_and(|meeting| {
                meeting.format != crate::model::letter::Format::Virtual
                    && same_place(meeting.place.as_deref(), town)
            })
        }
        Annex::TimePlan(..) => asked.meeting.is_some(),
        Annex::Questions(..) => asked.strangers.is_empty(),
        _ => is_seen(asked, annex),
    }
}

/// The annexes that the new letter has, as pointers write them.
pub(super) fn names(house: HouseDefaults<'_>, asked: &Asked, old: &Old) -> BTreeSet<String> {
    let names: Vec<String> = match &old.letter.annexes {
        Some(annexes) => {
            annexes.iter().filter(|a| is_kept(asked, old, a)).map(|a| a.name().to_owned()).collect()
        }
        None => house.presets.of(&old.letter).annexes.iter().map(|kind| kind.word().to_owned()).collect(),
    };
    names.into_iter().map(|name| name.replace('-', "_")).collect()
}

/// Carries them over.
pub(super) fn carry(carrier: &mut Carrier<'_>) -> Vec<(String, Commented)> {
    let Some(Node { value: Value::List(nodes), .. }) = carrier.node("annexes") else { return Vec::new() };
    let mut pieces = Vec::new();
    let mut words = Vec::new();
    for (annex, node) in carrier.old.letter.annexes.iter().flatten().zip(nodes) {
        let name = annex.name();
        if !is_kept(carrier.asked, carrier.old, annex) {
            carrier.cleared.push(format!("annex {name}"));
            let why = match annex {
                Annex::Host(..) => "it is about another place",
                Annex::Questions(..) => "it belongs to another group",
                Annex::Image(..) => "its image is not next to this file",
                _ => "there is no meeting",
            };
            let (_, piece) = Commented::comment(format!(
                "not copied from {}: the annex `{name}`; {why}",
                carrier.old.called
            ));
            pieces.push(piece);
            continue;
        }
        words.push(name.to_owned());
        let Value::Mapping(entries) = &node.value else { continue };
        let piece = match annex.kind() {
            AnnexKind::Agenda => agenda(carrier, entries),
            AnnexKind::TimePlan => time_plan(carrier, entries),
            _ => any(carrier, name, entries),
        };
        pieces.push(Commented { gap: !pieces.is_empty(), ..piece });
    }
    if words.is_empty() {
        return pieces.into_iter().map(|piece| (String::new(), piece)).collect();
    }
    carrier.carried.push(format!("annexes: {}", words.join(", ")));
    vec![("annexes".into(), Commented { gap: true, ..Commented::list(pieces) })]
}

/// An annex whose texts are read, key by key.
fn any(carrier: &mut Carrier<'_>, name: &str, entries: &[(Key, Node)]) -> Commented {
    let mut out = Vec::new();
    for (key, node) in entries {
        let due = node.as_str().filter(|_| key.text == "due");
        if due.is_some_and(|due| !carrier.due.iter().any(|item| item.word() == due)) {
            out.push(carrier.left_out(&format!("{name}.due"), node, "the new letter has no such deadline"));
            continue;
        }
        let alone = !matches!(key.text.as_str(), "title" | "alt" | "caption");
        out.push((key.text.clone(), value(carrier, name, &key.text, node, alone)));
    }
    Commented::group(out)
}

/// A value of an annex: a word as it is, a text cleared, a list or a group in the same way.
fn value(carrier: &mut Carrier<'_>, name: &str, key: &str, node: &Node, alone: bool) -> Commented {
    let what = |key: &str| if key == "text" { name.to_owned() } else { format!("{name}: {key}") };
    match &node.value {
        Value::Null => Commented::text(""),
        Value::Scalar { text, .. } if WORDS.contains(&key) || AS_IT_WAS.contains(&key) || text.is_empty() => {
            Commented::text(text.trim_end())
        }
        Value::Scalar { text, .. } if text == "by-style" => Commented::text(text),
        Value::Scalar { text, .. } => carrier.text(&what(key), text, alone),
        Value::List(items) => {
            let items = items.iter().map(|item| value(carrier, name, key, item, false)).collect();
            let piece = Commented { flow: node.span.text().starts_with('['), ..Commented::list(items) };
            if alone { Commented { gap: false, ..carrier.asked_about(&what(key), piece) } } else { piece }
        }
        Value::Mapping(entries) => {
            let each = key == "items";
            let entries = entries.iter().map(|(key, node)| match key.text.as_str() {
                "rate" => carrier.left_out("hotels.rate", node, "ask for the new rate"),
                key => (key.to_owned(), value(carrier, name, key, node, each)),
            });
            Commented { flow: node.span.text().starts_with('{'), ..Commented::group(entries.collect()) }
        }
    }
}

/// The agenda: the usual one, unless that of the old letter is asked for.
fn agenda(carrier: &mut Carrier<'_>, entries: &[(Key, Node)]) -> Commented {
    let mut out = Vec::new();
    let is_own = entries.iter().any(|(key, _)| key.text == "name");
    let usual = carrier.house.presets.of(&carrier.old.letter).agenda;
    let mut has_items = false;
    for (key, node) in entries {
        match key.text.as_str() {
            "items" | "notes" if !carrier.asked.agenda => {
                carrier.cleared.push(format!("agenda: {}", key.text));
                if key.text == "items" && (is_own || usual.is_empty()) {
                    has_items = true;
                    out.push(("items".to_owned(), Commented::list(vec![Commented::insert("agenda", ITEMS)])));
                } else if key.text == "items" {
                    has_items = true;
                    out.push(Commented::comment(
                        "The usual items apply. To copy the items of the old letter, use the option --agenda.",
                    ));
                }
            }
            "items" => {
                has_items = true;
                carrier.carried.push("agenda: items".into());
                let piece = carrier.tree("agenda", node);
                out.push((
                    key.text.clone(),
                    Commented { gap: false, ..carrier.asked_about("agenda", piece) },
                ));
            }
            "notes" => {
                let notes = match &node.value {
                    Value::List(notes) => notes.iter().filter_map(Node::as_str).collect(),
                    _ => Vec::new(),
                };
                let notes = notes.into_iter().map(|note| carrier.text("agenda: notes", note, true));
                out.push((key.text.clone(), Commented::list(notes.collect())));
            }
            _ => out.push((key.text.clone(), value(carrier, "agenda", &key.text, node, false))),
        }
    }
    if !has_items && (is_own || usual.is_empty()) {
        out.push(("items".to_owned(), Commented::list(vec![Commented::insert("agenda", ITEMS)])));
    }
    Commented::group(out)
}

/// The time plan: who meets stays, when they met does not.
fn time_plan(carrier: &mut Carrier<'_>, entries: &[(Key, Node)]) -> Commented {
    let mut out = Vec::new();
    for (key, node) in entries {
        match (key.text.as_str(), &node.value) {
            ("days" | "notes", _) => out.push(carrier.left_out(&format!("time-plan.{}", key.text), node, "")),
            ("rows", Value::List(rows)) => {
                carrier.cleared.push("time-plan: sessions".into());
                let missing = "[insert the sessions of each row]";
                let mut pieces = vec![Commented::group(vec![(
                    "heading".to_owned(),
                    Commented::insert("time-plan", missing),
                )])];
                pieces.extend(rows.iter().map(|row| plan_row(carrier, row)));
                let piece = carrier.asked_about("time-plan", Commented::list(pieces));
                out.push((key.text.clone(), Commented { gap: false, ..piece }));
            }
            _ => out.push((key.text.clone(), value(carrier, "time-plan", &key.text, node, false))),
        }
    }
    Commented::group(out)
}

/// A row without its sessions, which were on days of the old meeting.
fn plan_row(carrier: &Carrier<'_>, row: &Node) -> Commented {
    let Value::Mapping(entries) = &row.value else {
        return carrier.text("time-plan", row.as_str().unwrap_or_default(), false);
    };
    let Some((key, value)) = entries.first() else { return Commented::text("") };
    if key.text == "heading" {
        let heading = carrier.text("time-plan", value.as_str().unwrap_or_default(), false);
        return Commented::group(vec![("heading".to_owned(), heading)]);
    }
    let piece = carrier.text("time-plan", &key.text, false);
    match &value.value {
        Value::Mapping(cells) if !cells.is_empty() => {
            piece.beside(format!("in {}: {}", carrier.old.called, short(value.span.text())))
        }
        _ => piece,
    }
}
