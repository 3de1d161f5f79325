//! Rules of updating a house style.

use crate::rules;

rules! {
    HOUSE_BASE = Failure "house-base" {
        summary: "the record of the copied house style cannot be used",
        why: "The file `.letters-base.zip` in the folder of the house style shows what you changed since the program copied it.",
        fix: "Put the file back from a copy of the folder. If there is no copy, delete the file: `letters init --update` then lists the differences.",
    }
    NEWER_HOUSE_STYLE = Failure "newer-house-style" {
        summary: "the house style in the folder comes from a newer program",
        why: "An update with an older program would remove what is new.",
        fix: "Install the current version of the program.",
    }
    HOUSE_CHANGED = Failure "house-changed" {
        summary: "a file of the house style was saved during the update",
        why: "The update would otherwise replace what was just saved.",
        fix: "Close the file in the editor, and run `letters init --update` again: it continues where it ended.",
    }
}
