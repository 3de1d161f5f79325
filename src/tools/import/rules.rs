//! Rules of the import of old letters.

use crate::rules;

rules! {
    NOT_IMPORTED = Failure "not-imported" {
        summary: "an old letter lacks a fact that every letter has, or the directory lacks its group",
        why: "A letter without its number, group and date cannot be built.",
        fix: "Give the fact with the option that the message names, or add the group to `directory/groups.yaml`.",
    }
    NOT_TEXT = Failure "not-a-text-file" {
        summary: "this program cannot read the words of a file to import",
        why: "Only the words of a letter can become YAML.",
        fix: "Open the file in Word, and save it as plain text (.txt) with the encoding UTF-8.",
    }
}
