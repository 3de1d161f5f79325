//! The facts for people, made from their declarations: the page of all, and what one of them says.

use crate::base::text;
use crate::check::explain::capital;
use crate::compose::facts::{AnnexContent, Known, Shape, all};
use crate::model::letter::AnnexKind;
use std::fmt::Write;

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

/// What a fact says, and how it is printed; `None` where there is no fact of this name (`meeting.starts`).
pub fn explain(name: &str) -> Option<String> {
    let known = all();
    let named = listed(&known);
    let (_, fact) = named.iter().find(|(known, _)| known == name)?;
    let mut page = format!("{name}  (a fact: {})\n\n{}\n", kind(&fact.shape), capital(&fact.about));
    let inside = inside(name, &fact.shape);
    // Writing to a string cannot fail.
    let _ = match inside.as_slice() {
        [] => write!(page, "\nIn a text: {{{{ {name} }}}}\n"),
        facts => facts
            .iter()
            .try_for_each(|(name, fact)| write!(page, "\n  {name}: {}", fact.about))
            .and(page.write_char('\n')),
    };
    Some(page)
}

/// The fact nearest to a misspelt name, if one is near enough to be meant.
pub fn nearest(name: &str) -> Option<String> {
    let known = all();
    let names: Vec<String> = listed(&known).into_iter().map(|(name, _)| name).collect();
    text::nearest(name, names.iter().map(String::as_str)).map(str::to_owned)
}

/// All facts, with those inside others.
fn listed(known: &[Known]) -> Vec<(String, &Known)> {
    known
        .iter()
        .flat_map(|fact| [(fact.name.clone(), fact)].into_iter().chain(inside(&fact.name, &fact.shape)))
        .collect()
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
        Shape::List(of) => inside(&format!("{name}[…]"), of),
        Shape::Named(of) => inside(&format!("{name}.NAME"), of),
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
