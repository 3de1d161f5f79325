//! Rules of the house style's files, and of what stands in double braces.

use crate::rules;

rules! {
    TEMPLATE = Error "template" {
        summary: "there is a mistake in the double braces of a text or a template",
        why: "The fact, filter or tag in the braces is not known, so nothing can be printed in its place.",
        bad: "body: [{text: \"The meeting is in {{ meeting.plase }}.\"}]",
        good: "body: [{text: \"The meeting is in {{ meeting.place }}.\"}]",
        fix: "Correct the name in the braces; `letters docs reference/facts` lists every fact, `letters docs house-style/facts` every filter.",
    }
    TEMPLATE_LIMIT = Error "template-limit" {
        summary: "what is in braces is more work or makes more text than a letter can need",
        why: "Loops in loops, or texts that are joined again and again, could run for hours or fill the memory of the computer.",
        source: "a rule of this program",
        bad: "body: [{text: \"{% for a in range(end=3000) %}{% for b in range(end=3000) %}.{% endfor %}{% endfor %}\"}]",
        good: "body: [{text: \"{% for name in meeting.working_parties %}{{ name }} {% endfor %}\"}]",
        fix: "Remove the loop, or let it go through a shorter list. `letters docs templates` lists the limits.",
    }
    TEMPLATES = Failure "templates" {
        summary: "a file or the folder of the house style is missing or cannot be read",
        why: "Every letter is made with these files.",
        fix: "Check the folder given with --templates, or leave the option out to use the built-in house style.",
    }
}
