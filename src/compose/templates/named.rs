//! Which phrases a text names, and which templates a template includes, found without rendering: so
//! that only phrases that are printed are rendered.

use crate::compose::origin::marks;
use crate::compose::origin::{PieceKind, is_plain, pieces};
use std::collections::BTreeSet;

/// The phrases that a text names, as templates write them (`date_line`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Those that are printed as they are: `{{ phrases.date_line }}`. Whether they are at all is known
    /// only when the text is rendered.
    pub printed: BTreeSet<String>,
    /// Those that are asked for, changed or kept: `{% if phrases.place %}`.
    pub used: BTreeSet<String>,
    /// Whether it may use any other, since it says `phrases` in another way.
    pub any: bool,
    /// The templates that it includes.
    pub included: BTreeSet<String>,
}

impl Named {
    /// Reads a text.
    pub fn of(text: &str) -> Self {
        let mut named = Self::default();
        if is_plain(text) {
            return named;
        }
        for piece in pieces(text) {
            let code = piece.inside(text);
            match piece.kind {
                PieceKind::Expression => named.add(code, !piece.is_value),
                PieceKind::Statement => {
                    named.add(code, false);
                    named.find_included(code);
                }
                PieceKind::Words | PieceKind::Comment => {}
            }
        }
        named
    }

    /// Adds what the code of a tag names; `prints` where it is an expression whose value is printed.
    fn add(&mut self, code: &str, prints: bool) {
        for rest in code.split("phrases").skip(1) {
            let name = rest.strip_prefix('.').map(|rest| {
                rest.split_at(rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len()))
            });
            let Some((name, _)) = name.filter(|(name, _)| !name.is_empty()) else {
                self.any = true;
                continue;
            };
            let alone = prints && code.strip_prefix("phrases.") == Some(name);
            if alone { &mut self.printed } else { &mut self.used }.insert(name.to_owned());
        }
    }

    fn find_included(&mut self, code: &str) {
        if ["include", "import", "extends"].iter().any(|word| code.starts_with(word)) {
            let quoted: Vec<&str> = code.split(['"', '\'', '`']).skip(1).step_by(2).collect();
            self.any |= quoted.is_empty();
            self.included.extend(quoted.into_iter().map(str::to_owned));
        }
    }

    /// Adds what another text names.
    pub fn extend(&mut self, other: Self) {
        self.printed.extend(other.printed);
        self.used.extend(other.used);
        self.any |= other.any;
        self.included.extend(other.included);
    }
}

/// The names in the tags of a text that facts can have: `meeting.starts`.
pub fn facts(text: &str) -> BTreeSet<String> {
    if is_plain(text) {
        return BTreeSet::new();
    }
    let tags = pieces(text).into_iter();
    let tags = tags.filter(|piece| matches!(piece.kind, PieceKind::Expression | PieceKind::Statement));
    let names = tags.flat_map(|tag| {
        let code = tag.inside(text);
        code.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '.')).map(str::to_owned)
    });
    names.filter(|name| !name.is_empty()).collect()
}

/// Puts phrases in their places in a rendered text. `said` gets the place in the order. `None` above `most` bytes.
pub fn put_in(text: String, most: usize, mut said: impl FnMut(usize) -> String) -> Option<String> {
    if !text.contains(marks::PHRASE) {
        return Some(text);
    }
    let mut out = String::with_capacity(text.len() * 2);
    let mut parts = text.split(marks::PHRASE);
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let mut rest = part.chars();
        if let Some(code) = rest.next() {
            out.push_str(&said(marks::phrase_number(code)));
        }
        out.push_str(rest.as_str());
        if out.len() > most {
            return None;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn phrases_are_found_in_texts() {
        let text = "{% if phrases.place %}{{ phrases.dates | upper }}{% endif %}{{- phrases.letter -}} {{ group.name }}";
        let named = Named::of(text);
        assert_eq!(named.used, set(&["place", "dates"]));
        assert_eq!(named.printed, set(&["letter"]));
        assert!(!named.any);
        assert_eq!(Named::of("set phrases, and what it includes"), Named::default());
        assert_eq!(
            Named::of("{# The words come from the phrases. #} All phrases: {{ x }}"),
            Named::default()
        );
        assert!(Named::of("{{ phrases[\"dates\"] }}").any);
    }

    #[test]
    fn what_is_changed_after_printing_is_needed_at_once() {
        assert_eq!(Named::of("{% filter upper %}{{ phrases.a }}{% endfilter %}").used, set(&["a"]));
        assert_eq!(Named::of("{% set x %}{{ phrases.a }}{% endset %}").used, set(&["a"]));
        assert_eq!(Named::of("{% set x = 1 %}{{ phrases.a }}").printed, set(&["a"]));
    }

    #[test]
    fn templates_are_found_in_tags_only() {
        let included = |text: &str| Named::of(text).included;
        assert_eq!(included("{# include \"a.md\" #} to include"), set(&[]));
        assert_eq!(included("{%- include \"a.md\" %}\n{% include 'b.md' %}"), set(&["a.md", "b.md"]));
        assert!(Named::of("{% include name %}").any);
    }

    #[test]
    fn phrases_are_put_in_their_places() {
        let text = format!("a {} b {}.", marks::phrase(0).expect("few"), marks::phrase(7).expect("few"));
        let put_in = |most| put_in(text.clone(), most, |order| format!("<{order}>"));
        assert_eq!(put_in(100).as_deref(), Some("a <0> b <7>."));
        assert_eq!(put_in(8), None);
    }
}
