//! The facts for people, made from their declarations: the page of all, and what one of them says.

use crate::base::text;
use crate::check::explain::capital;
use crate::compose::facts::{AnnexContent, Known, Shape, all};
use crate::model::letter::AnnexKind;
use std::fmt::Write;
use std::sync::LazyLock;

const HEAD: &str = "\
# All facts

<!-- Made by `letters generate-docs docs`; change src/compose/facts/ instead. -->

For staff who write templates or phrases, or use a fact in a text. [Facts](../house-style/facts.md) explains how a fact is printed and
which filters there are. A fact that a letter does not have is *none*: it prints nothing, and `{% if … %}` takes it for false.
";

/// The page as Markdown.
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    let known = all();
    table(&mut page, "Facts by name", known.iter().map(|fact| (fact.name.as_str(), fact)));
    for fact in &known {
        let inside = inside(&fact.name, &fact.shape);
        table(
            &mut page,
            &format!("`{}`", fact.name),
            inside.iter().map(|(name, fact)| (name.as_str(), *fact)),
        );
    }
    for kind in AnnexKind::ALL {
        let shape = Shape::Group(AnnexContent::known(kind));
        let inside = inside("annex_entry", &shape);
        let title = format!("`annex_entry` of the kind `{}`", kind.word());
        table(&mut page, &title, inside.iter().map(|(name, fact)| (name.as_str(), *fact)));
    }
    page
}

/// What a fact says, and how it is printed; `None` where there is no fact of this name (`meeting.starts`). The number of
/// one of a list does not matter (`deadlines[0].date`).
pub fn explain(name: &str) -> Option<String> {
    let (name, written) = (of_any(name), of_the_first(name));
    let known = all();
    let kinds = kinds();
    let found: Vec<(Option<AnnexKind>, &Known)> = everything(&known, &kinds)
        .into_iter()
        .filter(|(_, known, _)| *known == name || is_named(known, &name))
        .map(|(kind, _, fact)| (kind, fact))
        .collect();
    let (_, first) = found.first()?;
    let mut page = format!("{written}  (a fact: {})\n\n", kind(&first.shape));
    // Writing to a string cannot fail.
    for (kind, fact) in &found {
        let of = kind.map(|kind| format!("of the kind `{}`: ", kind.word())).unwrap_or_default();
        let _ = writeln!(page, "{}", capital(&format!("{of}{}", fact.about)));
    }
    let inside = inside(&written, &first.shape);
    let _ = match inside.as_slice() {
        [] => writeln!(page, "\n{}: {{{{ {written} }}}}", place(&known, &name)),
        facts => facts
            .iter()
            .try_for_each(|(name, fact)| write!(page, "\n  {name}: {}", fact.about))
            .and(page.write_char('\n')),
    };
    Some(page)
}

/// A fact that a text of a letter can print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfTexts {
    /// Its name: `meeting.starts`.
    pub name: String,
    /// What it is.
    pub about: String,
}

/// All facts that every text of a letter can print as they are: no lists, no groups, none of one template alone.
pub fn for_texts() -> &'static [OfTexts] {
    static ALL: LazyLock<Vec<OfTexts>> = LazyLock::new(|| {
        let (known, kinds) = (all(), kinds());
        let single = |shape: &Shape| {
            matches!(shape, Shape::Text | Shape::Number | Shape::Day | Shape::LongDay | Shape::Time)
        };
        everything(&known, &kinds)
            .into_iter()
            .filter(|(kind, name, fact)| kind.is_none() && !name.contains(['[', 'N']) && single(&fact.shape))
            .filter(|(_, name, _)| place(&known, name) == "In a text")
            .map(|(_, name, fact)| OfTexts { name, about: fact.about.to_owned() })
            .collect()
    });
    &ALL
}

/// What a fact is, in the words of its declaration.
pub fn about(name: &str) -> Option<String> {
    let name = of_any(name);
    let (known, kinds) = (all(), kinds());
    let found =
        everything(&known, &kinds).into_iter().find(|(_, known, _)| *known == name || is_named(known, &name));
    found.map(|(_, _, fact)| fact.about.to_owned())
}

/// Where a fact can be printed.
fn place(known: &[Known], name: &str) -> &'static str {
    let root = name.split(['.', '[']).next().unwrap_or_default();
    // A fact of one template or phrase alone says so before a colon.
    let about = known.iter().find(|fact| fact.name == root).and_then(|fact| fact.about.split_once(": "));
    let is_of_texts = about.is_none_or(|(place, _)| !place.starts_with("in ") || place.contains("texts"));
    match (is_of_texts, name.contains(ANY)) {
        (true, false) => "In a text",
        (true, true) => "In a text, of the first",
        (false, false) => "Where it is known",
        (false, true) => "Where it is known, of the first",
    }
}

/// One of a list, whichever it is.
const ANY: &str = "[…]";

/// A name that the house style or the letter chooses.
const NAME: &str = "NAME";

/// A name with `[…]` for `[0]`, `[1]` and so on.
fn of_any(name: &str) -> String {
    let mut parts = name.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| match part.split_once(']') {
        Some((number, rest)) if number.bytes().all(|b| b.is_ascii_digit() || b == b'.') || number == "…" => {
            format!("{name}{ANY}{rest}")
        }
        _ => format!("{name}[{part}"),
    })
}

/// A name as it can be written, with `[0]` for `[…]`.
fn of_the_first(name: &str) -> String {
    name.replace(ANY, "[0]").replace("[...]", "[0]")
}

/// Whether a declared name is this one with a chosen name in it: `annex.NAME` is `annex.practical`.
fn is_named(known: &str, name: &str) -> bool {
    let Some((root, chosen)) =
        known.strip_suffix(NAME).and_then(|root| Some((root, name.strip_prefix(root)?)))
    else {
        return false;
    };
    root.ends_with('.')
        && !chosen.is_empty()
        && chosen.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// The fact nearest to a misspelt name, if one is near enough to be meant.
pub fn nearest(name: &str) -> Option<String> {
    let (known, kinds) = (all(), kinds());
    let everything = everything(&known, &kinds);
    let names = everything.iter().map(|(_, name, _)| name.as_str()).filter(|name| !name.ends_with(NAME));
    text::nearest(&of_any(name), names).map(of_the_first)
}

/// The facts of annexes of each kind.
fn kinds() -> Vec<(AnnexKind, Shape)> {
    AnnexKind::ALL.map(|kind| (kind, Shape::Group(AnnexContent::known(kind)))).to_vec()
}

/// All facts, with those inside others; those of annexes with their kind.
fn everything<'a>(
    known: &'a [Known],
    kinds: &'a [(AnnexKind, Shape)],
) -> Vec<(Option<AnnexKind>, String, &'a Known)> {
    let of_all = known.iter().flat_map(|fact| {
        let chosen = match &fact.shape {
            Shape::Named(_) => Some((format!("{}.{NAME}", fact.name), fact)),
            _ => None,
        };
        [(fact.name.clone(), fact)].into_iter().chain(inside(&fact.name, &fact.shape)).chain(chosen)
    });
    let of_kinds = kinds.iter().flat_map(|(kind, shape)| {
        inside("annex_entry", shape).into_iter().map(|(name, fact)| (Some(*kind), name, fact))
    });
    of_all.map(|(name, fact)| (None, name, fact)).chain(of_kinds).collect()
}

/// The facts inside another one, by what templates write; `[…]` is one of a list.
fn inside<'a>(name: &str, shape: &'a Shape) -> Vec<(String, &'a Known)> {
    match shape {
        Shape::Group(known) => known
            .iter()
            .flat_map(|fact| {
                let name = format!("{name}.{}", fact.name);
                let below = inside(&name, &fact.shape);
                [(name, fact)].into_iter().chain(below)
            })
            .collect(),
        Shape::List(of) => inside(&format!("{name}{ANY}"), of),
        Shape::Named(of) => inside(&format!("{name}.{NAME}"), of),
        _ => Vec::new(),
    }
}

/// Adds a table with its heading, if it has rows.
fn table<'a>(page: &mut String, title: &str, rows: impl Iterator<Item = (&'a str, &'a Known)>) {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return;
    }
    // Writing to a string cannot fail.
    let _ = write!(page, "\n## {title}\n\n| fact | type | content |\n|---|---|---|\n");
    for (name, fact) in rows {
        let _ = writeln!(page, "| `{name}` | {} | {} |", kind(&fact.shape), fact.about);
    }
}

fn kind(shape: &Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Number => "number".to_owned(),
        Shape::YesNo => "yes or no".to_owned(),
        Shape::Day | Shape::LongDay => "day".to_owned(),
        Shape::Time => "time".to_owned(),
        Shape::List(of) => format!("list of {}", several(of)),
        Shape::Named(of) => format!("{} by name", several(of)),
        Shape::Group(_) => "group".to_owned(),
    }
}

fn several(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text => "texts",
        Shape::Number => "numbers",
        Shape::Day | Shape::LongDay => "days",
        Shape::Time => "times",
        Shape::Group(_) => "groups",
        Shape::YesNo | Shape::List(_) | Shape::Named(_) => "lists",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_of_the_page_is_explained() {
        let page = page();
        let names = page.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
        let names: Vec<&str> = names.collect();
        assert!(names.len() > 200, "{}", names.len());
        for name in names {
            let page = explain(name).unwrap_or_else(|| panic!("{name}"));
            assert!(!page.contains("{{") || !page.contains(ANY), "{page}");
        }
    }

    #[test]
    fn facts_are_explained_by_the_names_that_people_write() {
        let said = |name: &str| explain(name).unwrap_or_default();
        assert!(said("deadlines[1].date").ends_with("\nIn a text, of the first: {{ deadlines[1].date }}\n"));
        assert!(said("deadlines[…].date").ends_with("{{ deadlines[0].date }}\n"));
        assert!(said("annex.practical").contains("Pointers at annexes by name"));
        assert!(said("phrases.chair_role").ends_with("In a text: {{ phrases.chair_role }}\n"));
        assert!(said("annex_entry.text").contains("Of the kind `host`: "));
        assert!(said("annex_entry.number").ends_with("Where it is known: {{ annex_entry.number }}\n"));
        assert_eq!(explain("annex."), None);
        assert_eq!(explain("meeting.practical"), None);
        assert_eq!(nearest("deadlines[0].dat").as_deref(), Some("deadlines[0].date"));
    }
}
