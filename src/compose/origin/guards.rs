//! Guards: filters that the program itself writes into the code of tags, so that days, times, groups and lists do there
//! what people expect of them, or are refused.
//!
//! Tera has no values of our own: a day would be compared with a typed text letter by letter, and a list would be printed
//! as data. Only code that may meet such a value is guarded: hardly any of the built-in house style is.

mod operand;
mod walk;

use super::code::{TokenKind, tokens};
use super::pieces::{Piece, PieceKind, pieces};
use crate::compose::facts::{EACH as ENTRY, declared};
use std::collections::BTreeMap;
use std::ops::Range;
use walk::Walk;

/// Makes both sides of a comparison comparable.
pub const SAME: &str = "_same";
/// Refuses a day or a time: it is compared with something that is neither.
pub const NO_MOMENT: &str = "_no_moment";
/// Puts a day or a time in words, and refuses several values: before filters that change words.
pub const WORDS: &str = "_words";
/// Before `~`: a rendered text, such as a link, is kept as it is.
pub const PART: &str = "_part";
/// After `~`: makes one text of what is joined.
pub const JOINED: &str = "_joined";
/// Refuses a day, a time or a rendered text: it has no parts.
pub const PARTS: &str = "_parts";
/// Refuses a list in which there are several values in one: before `join`.
pub const EACH: &str = "_each";
/// Refuses several values, and yes and no, where one value is printed.
pub const ONE: &str = "_one";

/// What is put into the code of a tag.
#[derive(Debug, PartialEq, Eq)]
pub struct Guard {
    /// The byte of the text before which it is put.
    pub at: usize,
    /// What is put there.
    pub code: String,
}

/// The names that the tags of a text give to values of their own, each with the fact that it stands for where that can be
/// seen: in `{% for row in deadlines %}`, `row` is `deadlines[]`.
pub type OwnNames<'t> = BTreeMap<&'t str, Option<String>>;

/// See [`OwnNames`].
pub fn own_names<'t>(text: &'t str, pieces: &[Piece]) -> OwnNames<'t> {
    let mut names = OwnNames::new();
    for piece in pieces.iter().filter(|piece| piece.kind == PieceKind::Statement) {
        let code = piece.inside(text);
        let words =
            |code: &'t str| code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty());
        let (given, value, each): (Vec<&str>, _, _) = match words(code).next() {
            Some("for") => {
                let given = words(code).skip(1).take_while(|word| *word != "in").collect();
                (given, code.split_once(" in ").map(|(_, list)| list), ENTRY)
            }
            Some("set" | "set_global") => {
                (words(code).nth(1).into_iter().collect(), code.split_once('=').map(|(_, value)| value), "")
            }
            _ => continue,
        };
        let fact = value.filter(|_| given.len() == 1).and_then(|value| stands_for(value, &names));
        for name in given {
            let fact = fact.as_ref().map(|fact| format!("{fact}{each}"));
            // A name of two values, or one that is a fact elsewhere in the text, can be either.
            let is_clear = names.get(name).is_none_or(|other| *other == fact) && declared(name).is_none();
            names.insert(name, fact.filter(|_| is_clear));
        }
    }
    names
}

/// The fact that a value is, where it is nothing but its name.
fn stands_for(value: &str, names: &OwnNames<'_>) -> Option<String> {
    let value = value.trim();
    let is_name = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'));
    let (first, rest) = value.split_at(value.find('.').unwrap_or(value.len()));
    let fact = match names.get(first) {
        Some(own) => format!("{}{rest}", own.as_ref()?),
        None => value.to_owned(),
    };
    (is_name && declared(&fact).is_some()).then_some(fact)
}

/// The fact that a `for` before a byte of a text goes through, by the name that it gives to each value.
pub fn list_of<'t>(text: &'t str, before: usize, name: &str) -> Option<&'t str> {
    let loops = pieces(text).into_iter().take_while(|piece| piece.range.start < before);
    let loops = loops.filter(|piece| piece.kind == PieceKind::Statement);
    let loops = loops.filter_map(|piece| {
        let (given, list) = piece.inside(text).strip_prefix("for ")?.split_once(" in ")?;
        (given.trim() == name).then(|| list.trim())
    });
    loops.last()
}

/// The guards of a tag, in order. `own` are the names that the tags of the text give.
pub fn guards(text: &str, tag: &Piece, own: &OwnNames<'_>) -> Vec<Guard> {
    if matches!(tag.kind, PieceKind::Words | PieceKind::Comment) {
        return Vec::new();
    }
    let code = code(text, &tag.range);
    let Some(tokens) = tokens(text, code) else { return Vec::new() };
    let walk = Walk::new(text, &tokens, own);
    let guards = if tag.kind == PieceKind::Expression { walk.printed() } else { walk.statement() };
    // What cannot be read is a mistake that Tera reports.
    let mut guards = guards.unwrap_or_default();
    guards.sort_by_key(|guard| guard.at);
    guards
}

/// Words of the code that are no names.
const WORDS_OF_CODE: [&str; 16] = [
    "if",
    "elif",
    "else",
    "for",
    "in",
    "set",
    "set_global",
    "filter",
    "include",
    "and",
    "or",
    "not",
    "is",
    "true",
    "false",
    "none",
];

/// The names of facts in the tag at a byte of a text, with those that have `-` where they should have `_`.
pub fn names_in(text: &str, at: usize) -> Vec<Range<usize>> {
    let tag = pieces(text).into_iter().find(|piece| piece.range.start <= at && at < piece.range.end);
    let tag = tag.filter(|tag| !matches!(tag.kind, PieceKind::Words | PieceKind::Comment));
    let Some(tokens) = tag.and_then(|tag| tokens(text, code(text, &tag.range))) else { return Vec::new() };
    let (mut names, mut before) = (Vec::<Range<usize>>::new(), "");
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let word = &text[token.range.clone()];
        let is_name = token.kind == TokenKind::Name && !WORDS_OF_CODE.contains(&word);
        let goes_on = matches!(before, "." | "?." | "-")
            && names.last().is_some_and(|name| name.end + before.len() == token.range.start);
        let next = tokens.peek().map_or("", |next| &text[next.range.clone()]);
        match names.last_mut() {
            Some(name) if token.kind == TokenKind::Name && goes_on => name.end = token.range.end,
            _ if is_name && before != "|" && before != "is" && !matches!(next, "=" | "(") => {
                names.push(token.range)
            }
            _ => {}
        }
        before = word;
    }
    names
}

/// The bytes between the braces of a tag and the signs that trim.
fn code(text: &str, tag: &Range<usize>) -> Range<usize> {
    let bytes = text.as_bytes();
    let (mut start, mut end) = ((tag.start + 2).min(tag.end), tag.end.saturating_sub(2).max(tag.start));
    if !matches!(bytes.get(end..tag.end), Some(b"}}" | b"%}")) {
        // It does not end.
        return start..start;
    }
    if start < end && bytes[start] == b'-' {
        start += 1;
    }
    if start < end && bytes[end - 1] == b'-' {
        end -= 1;
    }
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text with its guards.
    fn guarded(text: &str) -> String {
        let pieces = pieces(text);
        let own = own_names(text, &pieces);
        let mut out = String::new();
        for piece in &pieces {
            let mut at = piece.range.start;
            for guard in guards(text, piece, &own) {
                out += &text[at..guard.at];
                out += &guard.code;
                at = guard.at;
            }
            out += &text[at..piece.range.end];
        }
        out
    }

    #[test]
    fn most_code_needs_no_guard() {
        for text in [
            "{{ meeting.place }} {{ meeting.starts }} {{ phrases.x }} {{ x }} {{ 'words' }} {{ 1 + 2 }}",
            "{% if meeting.kind == 'event' and not letter.circular %}{% endif %}",
            "{% if annexes | length == 1 and letter.year < 2022 %}{% elif group.genitive == group.name %}{% endif %}",
            "{% for row in deadlines %}{% endfor %}{% include \"a.md\" %}{% set x = meeting.starts %}",
            "{{ meeting.starts | long_date }}{{ [annex.a, annex.b] | pointers }}{{ meeting.working_parties | listed }}",
            "{{ meeting.place",
            "{% if meeting.starts < %}",
            "{{ '2025-04-19' | date_range(to=meeting.ends) }}",
        ] {
            assert_eq!(guarded(text), text);
        }
    }

    #[test]
    fn days_are_compared_as_days() {
        let same = "{% if meeting.starts|_same < '2025-06-01'|_same %}";
        assert_eq!(guarded("{% if meeting.starts < '2025-06-01' %}"), same);
        assert_eq!(
            guarded("{% if x.a==due.b and 1 == y %}"),
            "{% if x.a|_same==due.b|_same and 1 == y|_no_moment %}"
        );
        assert_eq!(
            guarded("{{ meeting.starts == '8 May' }}"),
            "{{ (meeting.starts|_no_moment == '8 May')|_one }}"
        );
        let within = "{% if meeting.starts|_same not in ['2025-04-08', due.x]|_same %}";
        assert_eq!(guarded("{% if meeting.starts not in ['2025-04-08', due.x] %}"), within);
    }

    #[test]
    fn words_are_made_before_they_are_changed() {
        assert_eq!(guarded("{{ meeting.starts | upper }}"), "{{ meeting.starts | _words|upper }}");
        assert_eq!(guarded("{% filter upper | trim %}"), "{% filter _words|upper | _words|trim %}");
        assert_eq!(guarded("{% set x | lower %}"), "{% set x | _words|lower %}");
        assert_eq!(guarded("{{ group ~ '' }}"), "{{ (group|_part ~ '')|_joined }}");
        assert_eq!(
            guarded("{{ a ~ 1 ~ meeting.place }}"),
            "{{ (((a|_part ~ 1)|_joined)|_part(or_none=true) ~ meeting.place|_part(or_none=true))|_joined }}"
        );
        assert_eq!(guarded("{{ x | join(sep='') }}"), "{{ x | _each|join(sep='') }}");
    }

    #[test]
    fn entries_of_declared_lists_are_what_they_are_declared_as() {
        let cells = "{% for grid in annex_entry.grids %}{% for row in grid.rows %}{% for cell in row.cells %}{{ cell.text }}";
        assert_eq!(guarded(cells), cells);
        let dates =
            "{% for row in deadlines %}{{ row.date }}{% for item in row.items %}{{ item }}{{ loop.index }}";
        assert_eq!(guarded(dates), dates);
        let group = guarded("{% for row in deadlines %}{{ row }}{{ row.items }}");
        assert_eq!(
            group,
            "{% for row in deadlines %}{{ row|_one(of=\"row\") }}{{ row.items|_one(of=\"row.items\") }}"
        );
        let compared = guarded("{% for row in deadlines %}{% if row.date < '2021-06-01' %}");
        assert_eq!(compared, "{% for row in deadlines %}{% if row.date|_same < '2021-06-01'|_same %}");
        let optional = guarded("{% for one in contact_list %}{{ one.nothing }}");
        assert!(optional.contains("_one"), "{optional}");
    }

    #[test]
    fn a_name_that_can_be_two_things_is_guarded() {
        for text in [
            "{% for a in deadlines %}{% endfor %}{% for a in events %}{{ a.x }}",
            "{% set a = x %}{{ a.x }}",
            "{% set event = meeting.place %}{{ event.x }}",
            "{% for k, v in items %}{{ v.x }}",
            "{% for a in events | reverse %}{{ a.x }}",
        ] {
            assert!(guarded(text).contains(".x|_one(of="), "{}", guarded(text));
        }
    }

    #[test]
    fn several_values_are_not_printed() {
        assert_eq!(guarded("{{ group }}"), "{{ group|_one(of=\"group\") }}");
        assert_eq!(guarded("{{- x | default(value=y) -}}"), "{{- x | default(value=y)|_one -}}");
        assert_eq!(guarded("{{ x or y }}"), "{{ (x or y)|_one }}");
        assert_eq!(guarded("{{ (x if y else z) }}"), "{{ (x if y else z)|_one }}");
        assert_eq!(
            guarded("{% for a in [x] %}{{ a }}{{ a.b }}"),
            "{% for a in [x] %}{{ a|_one(of=\"a\") }}{{ a.b|_one(of=\"a.b\") }}"
        );
        assert_eq!(guarded("{% for c in meeting.starts %}"), "{% for c in meeting.starts|_parts %}");
        assert_eq!(guarded("{{ x[0] | date }}"), "{{ (x|_parts)[0] | date }}");
        assert_eq!(guarded("{{ x?[0] }}"), "{{ (x|_parts(or_none=true))?[0]|_one }}");
        assert_eq!(guarded("{{ deadlines[0].date | date }}"), "{{ deadlines[0].date | date }}");
        assert_eq!(guarded("{{ meeting.starts[0] | date }}"), "{{ (meeting.starts|_parts)[0] | date }}");
        assert_eq!(
            guarded("{{ [x.y for x in z if x.a == z.b] }}"),
            "{{ [x.y for x in z|_parts if x.a|_same == z.b|_same]|_one }}"
        );
    }

    #[test]
    fn names_of_facts_are_found() {
        let names =
            |text: &str| names_in(text, 4).into_iter().map(|name| text[name].to_owned()).collect::<Vec<_>>();
        assert_eq!(names("a {{ b.c | d(e=f?.g) }} {{ h }}"), ["b.c", "f?.g"]);
        assert_eq!(names("a {% if b-c.d-e - f is defined %}"), ["b-c.d-e", "f"]);
        assert_eq!(names("words"), [""; 0]);
    }

    #[test]
    fn facts_of_a_group_that_is_not_there_are_none() {
        assert_eq!(
            guarded("{{ meeting.endorsed.dates }}"),
            "{{ meeting.endorsed?.dates|_one(of=\"meeting.endorsed.dates\") }}"
        );
        assert_eq!(guarded("{% if contacts.fax %}"), "{% if contacts?.fax %}");
        assert_eq!(guarded("{{ meeting.endorsed.nothing }}"), "{{ meeting.endorsed.nothing }}");
    }
}
