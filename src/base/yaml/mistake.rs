//! Mistakes in the form of YAML itself, in plain words: what is wrong, and what to do about it. The parser names them by kind;
//! its own words are for programmers.

use granit_parser::ErrorKind::{self as Kind, *};

const GENERAL: (&str, &str) = (
    "this line is not valid YAML",
    "check the indentation of this line and of the line above, and close all quotation marks and brackets",
);
const TAB: (&str, &str) = (
    "a tab character is not possible here",
    "indent with spaces: replace the tab characters in this line and the next",
);
const COLON: (&str, &str) = (
    "a colon is not possible here",
    "put the text in double quotes if the colon belongs to it; if the colon ends a key, check the line above: it may lack a colon or a closing bracket, or be indented differently",
);
const INDENTATION: (&str, &str) = (
    "the indentation of this line does not match the lines above",
    "indent the keys of one set, or the dashes of one list, by the same number of spaces, and a text by more spaces than its key",
);
pub(super) const ANCHOR: (&str, &str) = (
    "anchors (&name) and aliases (*name) are not possible in letters",
    "put the text in double quotes if it starts with & or *",
);
pub(super) const TAG: (&str, &str) =
    ("tags (!name) are not possible in letters", "put the text in double quotes if it starts with !");

/// What is wrong, and what to do. `line` is where the parser stopped.
pub(super) fn plain_words(kind: &Kind, line: &str) -> (String, &'static str) {
    let indent = &line[..line.len() - line.trim_start().len()];
    let (what, help) = match kind {
        _ if indent.contains('\t') => TAB,
        UnclosedFlowCollection { open } => {
            return (
                format!("the bracket {open} is not closed"),
                "add the closing bracket: every [ needs a ], and every { a }",
            );
        }
        MismatchedFlowCollectionEnd { open, close } => {
            return (format!("the bracket {open} is closed by {close}"), "close [ with ], and { with }");
        }
        UnexpectedCharacter { character } if !character.is_control() => {
            return (format!("a text cannot start with {character}"), "put the text in double quotes");
        }
        Custom(_) | UnexpectedCharacter { .. } => GENERAL,
        kind => alike(kind),
    };
    (what.to_owned(), help)
}

/// The kinds that have one cause, or one remedy.
fn alike(kind: &Kind) -> (&'static str, &'static str) {
    match kind {
        UnclosedQuotedScalar | DocumentIndicatorInQuotedScalar => (
            "a quotation mark is not closed",
            "add the second quotation mark, of the same kind; for an apostrophe in a text, use double quotes around the text",
        ),
        InvalidTrailingSingleQuotedScalar | InvalidTrailingDoubleQuotedScalar => (
            "there is text after the closing quotation mark",
            "put the whole value in double quotes, and write \\\" for each quotation mark in it",
        ),
        UnknownQuotedScalarEscape
        | InvalidQuotedScalarHexEscape
        | InvalidLowSurrogateHexEscape
        | InvalidLowSurrogate
        | MissingLowSurrogate
        | UnpairedLowSurrogate
        | InvalidUnicodeEscape => (
            "a backslash in double quotes starts a code, and this code does not exist",
            "write two backslashes (\\\\) for one, or put the text in single quotes",
        ),
        MisplacedFlowCollectionEnd => (
            "this closing bracket has no opening bracket",
            "remove the bracket, or put the text in double quotes if the bracket belongs to it",
        ),
        ExpectedFlowMappingSeparator
        | ExpectedFlowSequenceSeparator
        | UnexpectedEofFlowSequence
        | UnexpectedEofFlowMapping
        | UnexpectedEofImplicitFlowMapping => (
            "a comma or a closing bracket is missing",
            "put a comma between the items, as in [one, two], and put a text that contains , [ ] { or } in double quotes",
        ),
        TabNotAllowed
        | TabInBlockIndentation
        | TabAtBlockScalarStart
        | TabInIndentation
        | TabInPlainScalar => TAB,
        MappingValueNotAllowed
        | InvalidColonPlacement
        | FlowMappingValueAdjacentCollection
        | InvalidMappingValueWhitespace
        | MappingKeyNotAllowed => COLON,
        SimpleKeyExpected | InvalidSimpleKey => (
            "a colon is missing after the key",
            "write the key, a colon, a space and the value, as in `number: 11`; if this line continues the text above, indent it by more spaces than the key",
        ),
        InvalidIndentation
        | ExpectedBlockMappingKey
        | ExpectedBlockSequenceEntry
        | InvalidQuotedScalarIndent
        | InvalidFlowScalarIndent
        | InvalidBlockScalarIndent
        | UnexpectedEndOfPlainScalar => INDENTATION,
        BlockEntryInFlowCollection
        | BlockSequenceEntryNotAllowed
        | InvalidBlockEntryWhitespace
        | PlainScalarStartsWithDashFlowIndicator => (
            "a dash is not possible here",
            "start each item of a list on its own line, with a dash and a space, or put the text in double quotes if the dash belongs to it",
        ),
        ExpectedWhitespace | CommentNotSeparated | CommentInterceptedScalar => (
            "a comment (#) is not possible here",
            "move the comment to a line of its own, above the key, or put the text in double quotes if # belongs to it",
        ),
        ZeroBlockScalarIndent | InvalidBlockScalarHeader => (
            "there is text on the line of | or >",
            "start the text on the next line, indented by more spaces than its key",
        ),
        ExpectedDocumentStart
        | MissingDocumentEndBeforeDirective
        | InvalidDocumentEnd
        | InvalidDirectiveTerminator
        | DirectiveDisallowed
        | MissingYamlVersionSeparator
        | MissingDirectiveName
        | InvalidDirectiveName
        | DirectiveByteLimitExceeded { .. }
        | TooManyReservedDirectiveParams { .. }
        | YamlVersionTooLong
        | MissingYamlVersion
        | DuplicateVersionDirective
        | UnsupportedYamlMajorVersion
        | DuplicateTagDirective
        | ExpectedTagDirectiveBang
        | InvalidTagDirectiveTerminator => (
            "lines that start with % or `...` are not possible in letters",
            "remove this line, or put the text in double quotes if it belongs to a text",
        ),
        UndeclaredTagHandle
        | ExpectedTagBang
        | InvalidGlobalTagCharacter
        | InvalidTagTerminator
        | MissingTagUri
        | UnclosedVerbatimTag
        | InvalidTagEscape
        | InvalidTagUtf8LeadingByte
        | InvalidTagUtf8TrailingByte
        | InvalidTagUtf8 => TAG,
        AnchorCountOverflow | UnknownAnchor | MissingAnchorOrAliasName => ANCHOR,
        RecursionLimitExceeded => (
            "lists and sets of keys are nested too deeply",
            "write fewer lists inside lists: a letter needs at most five levels",
        ),
        BomInsideDocument => (
            "there is an invisible character here (a byte-order mark)",
            "delete this character: it was probably copied from another program",
        ),
        _ => GENERAL,
    }
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
