//! Which phrases a text names, and which templates a template includes, found without rendering: so
//! that only phrases that are printed are rendered.

use std::collections::BTreeSet;

/// Begins, in rendered text, the place where a phrase is to be put in.
const PLACE: char = '\u{f8fc}';
/// The character after it that stands for the first phrase.
const FIRST: u32 = 0xE000;
/// Characters there are for phrases.
const MOST: u32 = 0x1800;

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
        if !text.contains('{') {
            return named;
        }
        let code = code(text);
        let mut parts = code.split("phrases");
        let mut before = parts.next().unwrap_or_default();
        for rest in parts {
            named.add(before, rest);
            before = rest;
        }
        // What is changed or asked for after it was printed must be there at once.
        let kept = |tag: &str| tag.starts_with("filter") || (tag.starts_with("set") && !tag.contains('='));
        if tags(&code).any(kept) {
            named.used.append(&mut named.printed);
        }
        named.find_included(&code);
        named
    }

    /// Adds what is named between two texts.
    fn add(&mut self, before: &str, rest: &str) {
        let name = rest.strip_prefix('.').map(|rest| {
            rest.split_at(rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len()))
        });
        let Some((name, after)) = name.filter(|(name, _)| !name.is_empty()) else {
            self.any = true;
            return;
        };
        let begins = before.trim_end().trim_end_matches('-').ends_with("{{");
        let ends = after.trim_start().trim_start_matches('-').starts_with("}}");
        if begins && ends { &mut self.printed } else { &mut self.used }.insert(name.to_owned());
    }

    fn find_included(&mut self, text: &str) {
        for tag in tags(text) {
            if ["include", "import", "extends"].iter().any(|word| tag.starts_with(word)) {
                let quoted: Vec<&str> = tag.split(['"', '\'', '`']).skip(1).step_by(2).collect();
                self.any |= quoted.is_empty();
                self.included.extend(quoted.into_iter().map(str::to_owned));
            }
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

/// What Tera runs of a text: `{{ … }}` and `{% … %}` alone. Words and comments may say what they like.
fn code(text: &str) -> String {
    const TAGS: [(&str, &str, bool); 3] = [("{{", "}}", true), ("{%", "%}", true), ("{#", "#}", false)];
    let mut code = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        rest = &rest[at..];
        let tag = TAGS.iter().find(|(open, ..)| rest.starts_with(open));
        let Some((open, close, runs)) = tag else {
            rest = &rest[1..];
            continue;
        };
        let end = rest[open.len()..].find(close).map_or(rest.len(), |end| open.len() + end + close.len());
        if *runs {
            code.push_str(&rest[..end]);
        }
        rest = &rest[end..];
    }
    code
}

/// The insides of the tags `{% … %}`.
fn tags(text: &str) -> impl Iterator<Item = &str> {
    text.split("{%").skip(1).map(|tag| tag.split("%}").next().unwrap_or(tag).trim_start_matches('-').trim())
}

/// What is printed where the phrase at this place in the order is to be put in; `None` past 6,000
/// phrases.
pub fn place(order: usize) -> Option<String> {
    let code = u32::try_from(order).ok().filter(|order| *order < MOST)?;
    Some([PLACE, char::from_u32(FIRST + code)?].iter().collect())
}

/// Puts phrases in their places in a rendered text. `said` gets the place in the order.
pub fn put_in(text: String, mut said: impl FnMut(usize) -> String) -> String {
    if !text.contains(PLACE) {
        return text;
    }
    let mut out = String::with_capacity(text.len() * 2);
    let mut parts = text.split(PLACE);
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let mut rest = part.chars();
        if let Some(code) = rest.next() {
            out.push_str(&said(u32::from(code).saturating_sub(FIRST) as usize));
        }
        out.push_str(rest.as_str());
    }
    out
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
        let text = format!("a {} b {}.", place(0).expect("few"), place(7).expect("few"));
        assert_eq!(put_in(text, |order| format!("<{order}>")), "a <0> b <7>.");
        assert_eq!(place(1_000_000), None);
    }
}
