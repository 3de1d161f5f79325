//! Tera's messages in plain words, each with what to do. Tera's own words are for programmers; a message that is not in the
//! table is not quoted.

use crate::base::Diagnostic;
use crate::base::plain::plain_words;
use crate::base::text::nearest;
use crate::compose::origin::marks;
use crate::compose::templates::budget;
use crate::compose::templates::guards::COMPARE;
use crate::compose::templates::rules::{TEMPLATE, TEMPLATE_LIMIT};
use tera::ErrorKind;

/// How a message of the house's own filters starts: it is plain already.
const OWN: &str = "letters: ";

/// An error of a filter of the house style, in plain words; the help behind a line end.
pub(super) fn filter_error(message: impl std::fmt::Display) -> tera::Error {
    tera::Error::message(format!("{OWN}{message}"))
}

/// Stands in messages for the fact that they are about; who knows the place knows its name.
pub(super) const FACT: &str = "FACT";

/// That a filter is given a fact that the letter does not have.
pub(super) fn missing() -> tera::Error {
    filter_error(format!(
        "the letter does not have the fact `{FACT}`\nprint it only where the letter has it: `{{% if {FACT} %}} … {{% endif %}}`"
    ))
}

/// What is wrong, and what to do; the place is added by who knows it.
pub fn mistake(error: &tera::Error) -> Diagnostic {
    let message = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report.message().to_owned(),
        // Tera's reports of unknown names are a drawing of its own: the first line says what.
        other => {
            other.to_string().lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned()
        }
    };
    let message = message.trim().trim_end_matches('.').replace(marks::is_mark, "");
    if let Some(own) = message.strip_prefix(OWN) {
        if let Some(help) = budget::advice(own) {
            return TEMPLATE_LIMIT.finding(own).hint(help);
        }
        let (what, help) = own.split_once('\n').unwrap_or((own, "correct the text in braces, or remove it"));
        return TEMPLATE.finding(what).hint(help);
    }
    if message.starts_with("Cannot compare") {
        return incomparable(&message);
    }
    if let Some((what, rest)) = message.split_once("` is not defined")
        && let Some((_, name)) = what.rsplit_once('`')
    {
        return unknown_fact(name, rest);
    }
    let quoted: Vec<&str> = message.split(['`', '\'', '"']).skip(1).step_by(2).collect();
    let expected = message.split_once(" but expected ").or(message.split_once(" but was expecting "));
    let table = include_str!("mistakes.txt");
    let (what, help) = match expected {
        Some((found, expected)) => plain_words(table, &message, &[&token(expected), &token(found)]),
        None => plain_words(table, &message, &quoted),
    };
    let problem =
        quoted.iter().fold(TEMPLATE.finding(what), |problem, name| problem.changed("template", name));
    problem.hint(help)
}

/// "Cannot compare `bytes` with `string`": the types are those that guards give to days and times.
fn incomparable(message: &str) -> Diagnostic {
    let plain = |tera: &str| match tera {
        "bytes" => "a day",
        "array" => "a time or a list",
        "string" => "a text",
        "none" | "undefined" => "a fact that the letter does not have",
        "bool" => "yes or no",
        "map/struct" => "several values",
        _ => "a number",
    };
    let types: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let [one, other] = types[..] else { return TEMPLATE.finding("this cannot be compared").hint(COMPARE) };
    let has = |kind: &str| one == kind || other == kind;
    let help = if has("none") || has("undefined") {
        "ask first whether the letter has it, for example `{% if meeting.agreed and meeting.agreed < meeting.starts %}`"
    } else if has("bytes") || has("array") {
        COMPARE
    } else {
        "write numbers without quotation marks and texts with them"
    };
    TEMPLATE.finding(format!("{} cannot be compared with {}", plain(one), plain(other))).hint(help)
}

/// What Tera found or expected, in plain words.
fn token(tera: &str) -> String {
    let token = tera.trim_start_matches("Found ").trim_matches('`');
    match token {
        "identifier" | "ident" => "a name".to_owned(),
        "string" => "a text in quotation marks".to_owned(),
        "integer" | "float" => "a number".to_owned(),
        "bool" => "`true` or `false`".to_owned(),
        "content" | "raw content" | "comment" => "text".to_owned(),
        list if list.contains(", ") => "a fact, a number or a text in quotation marks".to_owned(),
        // Two braces are not code: they would end the quotation.
        sign => format!("`{sign}`"),
    }
}

/// The help for a fact that is like no other.
pub(super) const SEE_FACTS: &str = "`letters docs reference/facts` lists all facts";

/// More names than these nobody reads.
const MOST_NAMES: usize = 60;

/// "Field `start` is not defined. Available fields: agreed, …"
fn unknown_fact(name: &str, rest: &str) -> Diagnostic {
    let known = rest.split_once(": ").map(|(_, list)| list).unwrap_or_default();
    let dashed = name.replace('_', "-");
    let near = nearest(&dashed, known.split(", ")).or_else(|| nearest(name, known.split(", ")));
    let list = if known.is_empty() || known.split(", ").count() > MOST_NAMES {
        String::new()
    } else {
        format!(" (possible: {known})")
    };
    let hint = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => SEE_FACTS.to_owned(),
    };
    let problem = TEMPLATE.finding(format!("there is no fact `{name}` here"));
    problem.changed("fact", name).changed("phrase", &dashed).hint(hint + &list)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tera::{Context, Tera, Value};

    /// Mistakes that people make in braces.
    const MISTAKES: [&str; 30] = [
        "{{ meeting.place }",
        "{{ meeting.place ",
        "{{ meeting place }}",
        "{{ meeting. }}",
        "{{ }}",
        "{% if meeting.place %}there",
        "{% for %}there{% endfor %}",
        "{% for group of groups %}{% endfor %}",
        "{% endif %}",
        "{% print meeting.place %}",
        "{# a comment",
        "{{ \"open }}",
        "{{ [1, 2 }}",
        "{{ meeting.place | }}",
        "{{ meeting.place | upercase }}",
        "{{ now() }}",
        "{{ now }}",
        "{{ meeting.plase }}",
        "{% if meeting.place is empty %}{% endif %}",
        "{% include \"nope.md\" %}",
        "{% block x %}{% endblock %}",
        "{% extends \"letter.md\" %}",
        "{% for day in meeting.number %}{{ day }}{% endfor %}",
        "{% if meeting.number > \"ten\" %}{% endif %}",
        "{{ meeting.place - 1 }}",
        "{{ meeting.number | upper }}",
        "{{ meeting.place | replace(from=\"a\") }}",
        "{% for loop in groups %}{% endfor %}",
        "{{ <p>words</p> }}",
        "{{ meeting.number / 0 }}",
    ];

    #[test]
    fn mistakes_in_braces_are_said_in_plain_words_with_advice() {
        let mut facts = Context::new();
        let meeting = [("place", Value::from("Geneva")), ("number", Value::from(12))];
        facts.insert_value("meeting", Value::from(std::collections::BTreeMap::from(meeting)));
        facts.insert("groups", &["SG1"]);
        let mut said = String::new();
        for text in MISTAKES {
            let error = Tera::new().render_str(text, &facts, true).expect_err(text);
            let Diagnostic { message: what, hints: help, .. } = mistake(&error);
            let tera = ["identifier", "render_str", "token", "ident,", "string"];
            assert!(!help.is_empty() && tera.iter().all(|word| !what.contains(word)), "{text}: {what}");
            said += &format!("{text}\n  {what}\n  help: {}\n", help.join("\n  help: "));
        }
        insta::assert_snapshot!(said);
    }
}
