//! Rules of the house style's files, and of what stands in double braces.

use crate::rules;

rules! {
    TEMPLATE = Error "template" {
        summary: "there is a mistake in the double braces of a text or a template",
        why: "The fact, filter or tag in the braces is not known, so nothing can be printed in its place.",
        bad: "body: [{text: \"The meeting is in {{ meeting.plase }}.\"}]",
        good: "body: [{text: \"The meeting is in {{ meeting.place }}.\"}]",
        fix: "Correct the name in the braces; docs/reference/facts.md lists every fact, docs/house-style/facts.md every filter.",
    }
    TEMPLATES = Failure "templates" {
        summary: "a file or the folder of the house style is missing or cannot be read",
        why: "Every letter is made with these files.",
        fix: "Check the folder given with --templates, or leave the option out to use the built-in house style.",
    }
}
