//! Mistakes in the form of YAML itself, by the parser's kinds of errors: what is wrong, and what to do about it.

use crate::base::plain::plain_words;
use crate::base::yaml::rules::YAML;
use crate::base::{Diagnostic, Span};

/// A mistake of a kind of the parser, at the place where it stopped.
pub(super) fn mistake(kind: &str, at: &Span) -> Diagnostic {
    let line = &at.source.text()[at.source.line_range(at.line_column().0)];
    let is_tab = line.chars().take_while(|c| c.is_whitespace()).any(|c| c == '\t');
    // `MismatchedFlowCollectionEnd { open: '[', close: '}' }` quotes two.
    let quoted: Vec<&str> =
        kind.split('\'').skip(1).step_by(2).filter(|quoted| !quoted.contains('\\')).collect();
    let kind = match kind {
        _ if is_tab => "Tab",
        kind if kind.contains("UnexpectedCharacter") && quoted.is_empty() => "",
        kind => kind,
    };
    let (what, help) = plain_words(include_str!("mistakes.txt"), kind, &quoted);
    YAML.finding(what).at(at, "here").hint(help)
}

#[cfg(test)]
mod tests {
    use crate::base::report::Human;
    use crate::base::yaml::parse;
    use crate::base::{Diagnostics, Source};

    /// Mistakes that people make in a letter.
    const MISTAKES: [&str; 36] = [
        "subject: \"Meeting\nnumber: 1\n",
        "subject: 'ITU's meeting'\n",
        "subject: \"Meeting\" of Study Group 1\n",
        "subject: \"the \"next\" meeting\"\n",
        "subject: \"C:\\Users\\letters\"\n",
        "subject: \"\\x4z\"\n",
        "questions: [1, 2\nnumber: 1\n",
        "questions: [1, 2}\n",
        "questions: 1, 2]\nmeeting: ]\n",
        "questions: [1 2, [3]\n",
        "meeting: {starts: 2021-04-20 ends: 2021-04-30}\n",
        "meeting: {starts: 2021-04-20\n",
        "meeting:\n\tstarts: 2021-04-20\n",
        "meeting:\n  starts: 2021-04-20\n\tends: 2021-04-30\n",
        "body:\n  - text: |\n\t  Dear\n",
        "subject: Meeting: virtual\n",
        "number 1\ngroup: SG1\n",
        "group: SG1\nnumber 1\nstatus: draft\n",
        "meeting:\n  starts: 2021-04-20\n   ends: 2021-04-30\n",
        "meeting:\n    starts: 2021-04-20\n  ends: 2021-04-30\n",
        "body:\n  - text: one\n - text: two\n",
        "body:\n  - text: one\n  text: two\n",
        "body: - text: one\n",
        "body: [- one]\n",
        "subject: @home\n",
        "subject: `code`\n",
        "subject: %20\n",
        "%subject: one\n",
        "subject: \"one\"# two\n",
        "subject: | one\n  two\n",
        "subject: |0\n  two\n",
        "subject: * one\n",
        "subject: *one\n",
        "subject: !<one\n",
        "subject: one\n  # a comment\n  two\n",
        "subject: one\n...\ntwo\n",
    ];

    #[test]
    fn mistakes_in_the_form_of_yaml_are_said_in_plain_words_with_advice() {
        let human = Human::new(false, Some(200));
        let mut messages = String::new();
        for text in MISTAKES {
            let (source, mut problems) = (Source::new("letters/sg1-001.yaml", text), Diagnostics::new());
            let _ = parse(&source, &mut problems);
            assert!(problems.has_errors(), "{text}");
            for problem in problems.into_sorted() {
                assert!(!problem.hints.is_empty(), "{text}");
                messages += &(human.diagnostic(&problem) + "\n");
            }
        }
        insta::assert_snapshot!(messages);
    }
}
