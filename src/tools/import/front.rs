//! What stands around the body: subject, addressees, contacts, and who signs.

use super::head::{Head, Row};
use super::made::{Made, MadePassage, Origins};
use super::markdown;
use super::passage::Passage;
use super::search::{Search, text};
use super::wording;
use super::words::{begins_with, keys, likeness};
use super::zones::plain;
use crate::base::text::one_line;
use crate::compose;
use crate::compose::markdown::ProseKind;
use crate::model::phrases::Phrases;
use crate::tools::new::written::Commented;

/// The subject has at most so many lines.
const MOST_LINES: usize = 6;

/// Writes what the first page and the foot say in another way.
pub(super) fn settle(search: &mut Search<'_>, phrases: &Phrases, head: &Head, foot: &[Passage]) {
    labels(search, phrases, head);
    subject(search, head);
    addressees(search, phrases, head);
    contacts(search, phrases, head);
    signature(search, phrases, foot);
}

/// Labels that are other words than those of the house style; marks beside them make no difference.
fn labels(search: &mut Search<'_>, phrases: &Phrases, head: &Head) {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    for row in &head.rows {
        if plain(phrases, row.label).is_some_and(|usual| letters(usual) != letters(&row.said)) {
            search.draft.word(row.label, &compose::typed(&markdown::tidy(&row.said)));
        }
    }
    search.measure();
}

/// Words salutation and closing as the old letter does: last, because they show where the body begins and ends.
pub(super) fn greet(
    search: &mut Search<'_>,
    phrases: &Phrases,
    salutation: Option<&Passage>,
    foot: &[Passage],
) {
    let names = signatories(search);
    let signed = plain(phrases, "signed").map(keys);
    let is_closing = |passage: &&Passage| !names.contains(&passage.keys()) && Some(passage.keys()) != signed;
    let closing = foot.first().filter(is_closing);
    for (phrase, said) in [("salutation", salutation), ("closing", closing)] {
        if let (Some(usual), Some(said)) = (plain(phrases, phrase), said)
            && keys(usual) != said.keys()
        {
            search.draft.word(phrase, &one_line(&markdown::line(said).replace("\\\n", " ")));
        }
    }
}

/// The folded names of those who can sign.
fn signatories(search: &Search<'_>) -> Vec<Vec<String>> {
    search.session().directory().signatories().map(|signatory| keys(&signatory.name)).collect()
}

/// The words of the subject where the house style composes others.
pub(super) fn subject(search: &mut Search<'_>, head: &Head) {
    let Some(lines) = head.lines("label-subject").filter(|lines| !lines.is_empty()) else { return };
    let said: Vec<String> = lines.iter().flat_map(Passage::keys).collect();
    let made = search.made(Origins::Left);
    let is_same = |made: &Made| {
        made.passages.iter().any(|passage| passage.kind == ProseKind::Heading(1) && passage.keys() == said)
    };
    if made.as_ref().is_some_and(is_same) {
        return;
    }
    let facts = ["{{ meeting.dates }}", "{{ group.name }}", "{{ meeting.place }}"].map(str::to_owned);
    let values = if search.draft.has_meeting() { wording::values(search, &facts) } else { Vec::new() };
    let line = |passage: &Passage| wording::put(&one_line(&markdown::tidy(&passage.text)), &values);
    let lines: Vec<String> = lines.iter().map(line).collect();
    let piece = match lines.as_slice() {
        [one] => Commented::text(one),
        lines if lines.len() <= MOST_LINES => Commented::list(lines.iter().map(Commented::text).collect()),
        lines => Commented::text(lines.join(" ")),
    };
    search.draft.drop("subject-mark");
    search.draft.put("subject", piece);
    search.measure();
}

/// The addressees that the letter prints, and those who get a copy.
fn addressees(search: &mut Search<'_>, phrases: &Phrases, head: &Head) {
    let Some(made) = search.made(Origins::Asked) else { return };
    let of_list = |passage: &&MadePassage| {
        passage.section == 0
            && matches!(&passage.kind, ProseKind::Item(numbering) if numbering == "addressees")
    };
    let all: Vec<&MadePassage> = made.passages.iter().filter(of_list).collect();
    let heads = made.passages.iter().position(|passage| passage.is_of("label-copy"));
    let split =
        heads.map_or(all.len(), |at| made.passages[..at].iter().filter(|passage| of_list(passage)).count());
    let (usual, copies) = all.split_at(split);
    let mut said = lines(&head.addressees);
    if said.is_empty() {
        // Without dashes an addressee is known by the house style's words.
        let is_like =
            |passage: &Passage| usual.iter().any(|made| likeness(&made.keys(), &passage.keys()) > 0.6);
        let rest: Vec<Passage> = head.rest.iter().flat_map(Passage::lines).collect();
        if let Some(first) = rest.iter().position(is_like) {
            // What stands between two of them is one too.
            let last = rest.iter().rposition(is_like).unwrap_or(first);
            said = rest[first..=last].to_vec();
        }
        if !said.is_empty() {
            search.draft.text("addressee-marks", "none");
        }
    }
    // A line of its own above them, such as `To:`.
    let is_head = |passage: &&Passage| {
        passage.text.trim_end().ends_with([':', '：'])
            && passage.keys().len() <= 3
            && !passage.text.contains(|c: char| c.is_ascii_digit())
    };
    let above = head.rest.iter().find(is_head);
    if let Some(above) = above.filter(|above| !said.is_empty() && !said.contains(above))
        && phrases.phrases.get("addressee-head").map(|usual| keys(&usual.value)) != Some(above.keys())
    {
        search.draft.word("addressee-head", &compose::typed(&markdown::tidy(&above.text)));
    }
    list(search, "addressees", &said, usual);
    list(search, "copy", &lines(&head.copy), copies);
    search.measure();
}

fn lines(passages: &[Passage]) -> Vec<Passage> {
    let mut lines: Vec<Passage> = passages.iter().flat_map(Passage::lines).collect();
    lines.iter_mut().for_each(Passage::take_mark);
    lines
}

/// Writes a list of addressees where it is not the usual one, and how it ends.
fn list(search: &mut Search<'_>, key: &'static str, said: &[Passage], usual: &[&MadePassage]) {
    if said.is_empty() {
        return;
    }
    let stem = |keys: &[String]| -> Vec<String> {
        keys.iter().map(|key| key.trim_end_matches([';', '.', ',']).to_owned()).collect()
    };
    let is_usual = said.len() == usual.len()
        && said.iter().zip(usual).all(|(said, usual)| stem(&said.keys()) == stem(&usual.keys()));
    let (last, others) = match said.split_last() {
        Some(parts) => parts,
        None => return,
    };
    let ends = |passage: &Passage, mark: char| passage.text.trim_end().ends_with(mark);
    let is_marked =
        |passage: &Passage| passage.text.trim_end().ends_with([';', ',', '.', '；', '。', '،', '؛']);
    let ours = |passage: &Passage, index: usize| index < usual.len() && usual[index].keys() == passage.keys();
    if is_usual && said.iter().enumerate().all(|(index, passage)| ours(passage, index)) {
        return;
    }
    if !is_marked(last) {
        search.draft.word("addressee-end", "");
    }
    if others.iter().any(|passage| !is_marked(passage)) {
        search.draft.word("addressee-separator", "");
    }
    let plain = others.iter().all(|passage| ends(passage, ';') || !is_marked(passage))
        && (ends(last, '.') || !is_marked(last));
    if is_usual && plain && others.iter().all(|passage| is_marked(passage) == is_marked(&others[0])) {
        return;
    }
    let item = |passage: &Passage| {
        let text = markdown::line(passage).replace("\\\n", " ");
        let text = if plain { text.trim_end_matches([';', '.']).to_owned() } else { text };
        Commented::text(text)
    };
    search.draft.put(key, Commented::list(said.iter().map(item).collect()));
}

/// The rows of contacts and the keys that they are.
const CONTACTS: [(&str, &str); 5] = [
    ("label-contact", "contact"),
    ("label-tel", "tel"),
    ("label-fax", "fax"),
    ("label-e-mail", "e-mail"),
    ("label-web", "web"),
];

/// Contacts that differ from the directory's.
fn contacts(search: &mut Search<'_>, phrases: &Phrases, head: &Head) {
    let Some(made) = search.made(Origins::Left) else { return };
    let value =
        |row: &Row| one_line(&row.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" "));
    let is_contact = |row: &&Row| CONTACTS.iter().any(|(label, _)| *label == row.label);
    let mut sets: Vec<Vec<(&str, String)>> = Vec::new();
    for row in head.rows.iter().filter(is_contact) {
        let key = CONTACTS.iter().find(|(label, _)| *label == row.label).map_or("contact", |(_, key)| key);
        if sets.last().is_none_or(|set| set.iter().any(|(other, _)| *other == key)) {
            sets.push(Vec::new());
        }
        if let Some(set) = sets.last_mut() {
            set.push((key, markdown::tidy(&value(row))));
        }
    }
    if sets.is_empty() {
        return;
    }
    let directory = |label: &str| {
        let words = plain(phrases, label)?;
        let is = |passage: &&MadePassage| keys(&passage.label) == keys(words) && passage.section == 0;
        made.passages.iter().find(is).map(|passage| passage.text.clone())
    };
    let mut pieces = Vec::new();
    for set in &sets {
        let mut entries = Vec::new();
        for (label, key) in CONTACTS {
            let said = set.iter().find(|(other, _)| *other == key).map(|(_, value)| value.as_str());
            let known = directory(label);
            let entry = match (said, known) {
                (Some(said), Some(known)) if keys(said) == keys(&known) && sets.len() == 1 => continue,
                (Some(said), _) => said.to_owned(),
                (None, Some(_)) if sets.len() == 1 => String::new(),
                (None, _) => continue,
            };
            entries.push((key.to_owned(), Commented::text(entry)));
        }
        pieces.push(Commented::group(entries));
    }
    let empty = |piece: &Commented| matches!(&piece.form, crate::tools::new::written::Form::Group(entries) if entries.is_empty());
    let piece = match pieces.len() {
        1 if empty(&pieces[0]) => return,
        1 => pieces.remove(0),
        _ => Commented::list(pieces),
    };
    let draft = search.draft.with(&[("contacts", Some(piece.clone()))]);
    if search.compose(&draft, Origins::Left).is_some() {
        search.draft.put("contacts", piece);
    }
}

/// Who signs, for whom, and what stands above the name.
fn signature(search: &mut Search<'_>, phrases: &Phrases, foot: &[Passage]) {
    let names: Vec<String> =
        search.session().directory().signatories().map(|signatory| signatory.name.clone()).collect();
    let is_said = |name: &&String| foot.iter().any(|passage| passage.keys() == keys(name));
    let choices: Vec<_> = names.iter().filter(is_said).map(|name| vec![text("signatory", name)]).collect();
    search.best_of(choices);
    search.best_of(["signed", "blank", "image"].map(|kind| vec![text("signature", kind)]));
    let Some(words) = plain(phrases, "on-behalf") else { return };
    let Some(at) = foot.iter().position(|passage| begins_with(&passage.text, words).is_some()) else {
        return;
    };
    let signed = plain(phrases, "signed").unwrap_or_default();
    let above: Vec<&Passage> =
        foot[..at].iter().skip(1).filter(|passage| passage.keys() != keys(signed)).collect();
    let Some((name, title)) = above.split_first() else { return };
    let mut entries = vec![("name".to_owned(), Commented::text(one_line(&name.text)))];
    if !title.is_empty() {
        let lines = title.iter().map(|line| Commented::text(one_line(&line.text)));
        entries.push(("title".to_owned(), Commented::list(lines.collect())));
    }
    search.take(&[("on-behalf", Some(Commented::group(entries)))]);
}
