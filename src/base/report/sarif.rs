//! Problems as SARIF 2.1.0, the format that code-scanning services and editors read: one JSON document
//! for a whole run.

use super::github::in_one;
use super::json::escaped;
use super::place::Place;
use crate::base::{Diagnostic, Rule, Silenced, Span};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use std::path::{Component, Path};

/// What a name in a URI may not hold as it is.
const RESERVED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'!');

/// The results of a run, gathered.
#[derive(Debug)]
pub struct Sarif {
    rules: Vec<&'static Rule>,
    results: Vec<Value>,
}

impl Sarif {
    /// Of a program with these rules, in their order.
    pub fn of(rules: impl Iterator<Item = &'static Rule>) -> Self {
        Self { rules: rules.collect(), results: Vec::new() }
    }

    /// Adds a problem.
    pub fn add(&mut self, diagnostic: &Diagnostic) {
        let result = self.result(diagnostic);
        self.results.push(result);
    }

    /// Adds a finding that its letter silences.
    pub fn add_silenced(&mut self, silenced: &Silenced) {
        let mut result = self.result(&silenced.finding);
        result["suppressions"] = json!([{ "kind": "inSource", "justification": silenced.reason }]);
        self.results.push(result);
    }

    /// The document.
    pub fn document(&self) -> String {
        let rules: Vec<Value> = self
            .rules
            .iter()
            .map(|rule| {
                let source = rule.source.map(|source| format!(" Source: {source}.")).unwrap_or_default();
                json!({
                    "id": rule.code,
                    "shortDescription": { "text": rule.summary },
                    "fullDescription": { "text": format!("{}{source}", rule.why) },
                    "help": { "text": rule.fix },
                    "defaultConfiguration": { "level": rule.severity.as_str() },
                })
            })
            .collect();
        let document = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "letters",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules,
                } },
                "columnKind": "unicodeCodePoints",
                "results": self.results,
            }],
        });
        // Strings and numbers alone: cannot fail.
        escaped(&serde_json::to_string_pretty(&document).unwrap_or_default())
    }

    /// A problem as a result.
    fn result(&self, diagnostic: &Diagnostic) -> Value {
        let mut result = json!({
            "ruleId": diagnostic.rule.code,
            "level": diagnostic.severity.as_str(),
            "message": { "text": in_one(diagnostic) },
            "locations": diagnostic.span.iter().map(|span| location(span, None)).collect::<Vec<_>>(),
        });
        if let Some(index) = self.rules.iter().position(|rule| std::ptr::eq(*rule, diagnostic.rule)) {
            result["ruleIndex"] = json!(index);
        }
        if !diagnostic.notes.is_empty() {
            let notes = diagnostic.notes.iter();
            let notes: Vec<Value> = notes.map(|(span, text)| location(span, Some(text))).collect();
            result["relatedLocations"] = json!(notes);
        }
        if let Some(edit) = &diagnostic.edit {
            result["fixes"] = json!([{
                "description": { "text": "the safe fix that `letters check --fix` makes" },
                "artifactChanges": [{
                    "artifactLocation": { "uri": uri(edit.span.source.path()) },
                    "replacements": [{
                        "deletedRegion": region(&edit.span),
                        "insertedContent": { "text": edit.replacement },
                    }],
                }],
            }]);
        }
        result
    }
}

fn location(span: &Span, message: Option<&str>) -> Value {
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(span.source.path()) },
            "region": region(span),
        },
    });
    if let Some(text) = message.filter(|text| !text.is_empty()) {
        location["message"] = json!({ "text": text });
    }
    location
}

fn region(span: &Span) -> Value {
    let place = Place::of(span);
    json!({
        "startLine": place.start.0,
        "startColumn": place.start.1,
        "endLine": place.end.0,
        "endColumn": place.end.1,
    })
}

/// A path as a URI: relative as it was given, absolute with its scheme.
fn uri(path: &Path) -> String {
    let part = |component: Component<'_>| match component {
        Component::CurDir | Component::RootDir => None,
        Component::Prefix(prefix) => {
            let prefix = prefix.as_os_str().to_string_lossy().replace('\\', "/");
            Some(prefix.trim_matches('/').to_owned())
        }
        Component::ParentDir => Some("..".to_owned()),
        Component::Normal(name) => Some(utf8_percent_encode(&name.to_string_lossy(), RESERVED).to_string()),
    };
    let path_of = path.components().filter_map(part).collect::<Vec<_>>().join("/");
    if path.has_root() { format!("file:///{path_of}") } else { path_of }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Severity;
    use crate::base::Source;

    #[test]
    fn every_part() {
        let source = Source::new("letters/Genève 1.yaml", "a: \"é\"\r\nb: 2\r\n");
        let rule = |code| Rule::sample(code, Severity::Warning);
        let rules = [rule("another"), rule("short-notice")];
        let finding = rules[1]
            .finding("too late")
            .at(&Span::new(&source, 3, 7), "here")
            .note(&Span::new(&source, 9, 10), "and here")
            .hint("send it earlier")
            .edit(&Span::new(&source, 12, 13), "3");
        let mut sarif = Sarif::of(rules.into_iter());
        sarif.add(&finding);
        sarif.add(&Diagnostic::error("yaml", "no place, no rule"));
        sarif.add_silenced(&Silenced { finding, reason: "convened by the Council".into() });
        let document: Value = serde_json::from_str(&sarif.document()).expect("JSON");
        let run = &document["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"].as_array().map(Vec::len), Some(2));
        let index = run["results"][0]["ruleIndex"].as_u64().expect("an index");
        assert_eq!(
            run["tool"]["driver"]["rules"][usize::try_from(index).expect("small")]["id"],
            "short-notice"
        );
        insta::assert_snapshot!(
            serde_json::to_string_pretty(&run["results"])
                .expect("JSON")
                .replace(&format!("\"ruleIndex\": {index}"), "\"ruleIndex\": \"its place\"")
        );
    }

    #[test]
    fn paths_become_addresses() {
        assert_eq!(uri(Path::new("./letters/a b.yaml")), "letters/a%20b.yaml");
        assert_eq!(uri(Path::new("/home/é.yaml")), "file:///home/%C3%A9.yaml");
        assert_eq!(uri(Path::new("../x.yaml")), "../x.yaml");
    }
}
