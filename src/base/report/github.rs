//! Problems as annotations of a workflow on GitHub: shown beside the line that they are about.

use super::place::Place;
use crate::base::text::{shown, visible};
use crate::base::{Diagnostic, Severity};

/// One problem as a workflow command on one line, without a line end.
///
/// Notes have no place of their own there: label, notes and advice follow the message.
pub fn github(diagnostic: &Diagnostic) -> String {
    let command = match diagnostic.severity {
        Severity::Note => "notice",
        severity => severity.as_str(),
    };
    let mut properties = Vec::new();
    if let Some(span) = &diagnostic.span {
        let place = Place::of(span);
        properties.push(format!("file={}", property(&shown(span.source.path()).replace('\\', "/"))));
        properties.push(format!("line={},endLine={}", place.start.0, place.end.0));
        // GitHub takes columns only within one line.
        if place.start.0 == place.end.0 {
            properties.push(format!("col={},endColumn={}", place.start.1, place.end.1));
        }
    }
    properties.push(format!("title={}", property(diagnostic.rule.code)));
    format!("::{command} {}::{}", properties.join(","), data(&in_one(diagnostic)))
}

/// Message, label and advice, each on a line.
pub(super) fn in_one(diagnostic: &Diagnostic) -> String {
    let label = Some(&diagnostic.label).filter(|label| !label.is_empty());
    let lines = std::iter::once(&diagnostic.message).chain(label).chain(&diagnostic.hints);
    lines.map(String::as_str).collect::<Vec<_>>().join("\n")
}

fn data(text: &str) -> String {
    visible(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Source, Span};

    #[test]
    fn every_part_and_its_escapes() {
        let source = Source::new("letters/a,b: 1.yaml", "a: \"é\"\nb: 2\n");
        let diagnostic = Diagnostic::warning("some-rule", "100 % wrong,\nindeed: yes")
            .at(&Span::new(&source, 3, 7), "here")
            .hint("keep one");
        assert_eq!(
            github(&diagnostic),
            "::warning file=letters/a%2Cb%3A 1.yaml,line=1,endLine=1,col=4,endColumn=7,title=some-rule::100 %25 wrong,%0Aindeed: yes%0Ahere%0Akeep one"
        );
        let several = Diagnostic::noted("x", "m").at(&Span::new(&source, 0, 12), "");
        assert_eq!(github(&several), "::notice file=letters/a%2Cb%3A 1.yaml,line=1,endLine=2,title=x::m");
        assert_eq!(github(&Diagnostic::error("x", "no place")), "::error title=x::no place");
    }
}
