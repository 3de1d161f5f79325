//! What is wrong between letters. The register finds it (`register/`): here it is explained.

use crate::rules;

rules! {
    /// Found in `register/same.rs`.
    DUPLICATE_LETTER = Error "duplicate-letter" {
        summary: "two letters have the same number",
        why: "A letter is cited by its number; one of the two is a copy whose number was not changed.",
        source: "numbers are given once in a study period, for each group",
        bad: "number: 11   # as another letter of the group in this period",
        good: "number: 12",
        fix: "Give it a number of its own, remove the copy, or say that it is an addendum, a corrigendum or a revision.",
    }
    /// Found in `register/same.rs`.
    SAME_TRANSLATION = Error "same-translation" {
        summary: "two files are the translation of one letter into the same language",
        why: "Both would become the same files; nobody knows which of the two is sent.",
        source: "house rule of this program",
        bad: "translation-of: sg1-001.yaml   # as another file beside it\nlanguage: fr",
        good: "translation-of: sg1-001.yaml\nlanguage: es",
        fix: "Remove one of the two files, or correct its `language:`.",
    }
    /// Found in `register/same.rs`.
    SAME_OUTPUT = Error "same-output" {
        summary: "two letters would be written to the same files",
        why: "One of them would replace the other.",
        source: "house rule of this program",
        bad: "file-name: T17-SG1-COL-0001   # the name of letter 11",
        good: "# no `file-name`: it follows from the number",
        fix: "Remove `file-name`, or write one that no other letter has.",
    }
    /// Found in `register/gaps.rs`.
    NUMBER_GAP = Information "number-gap" {
        summary: "a number before this letter's was given to no letter",
        why: "Letters of a group are numbered without gaps in a study period: a number may be typed wrong, or a letter be missing from the folder.",
        source: "numbers are given in order in a study period, for each group",
        bad: "number: 21   # the letter before has number 11",
        good: "number: 12",
        fix: "Correct the number, or put the missing letter into the folder.",
    }
    /// Found in `register/originals.rs`.
    ORIGINAL_DIFFERS = Warning "original-differs" {
        summary: "an addendum, a corrigendum or a revision does not agree with the letter that it changes",
        why: "It cites the letter by its date, and is about the same meeting.",
        source: "practice",
        bad: "addendum: 1\ndate-of-original: 2021-01-20   # the letter is of 21 January",
        good: "addendum: 1\ndate-of-original: 2021-01-21",
        fix: "Correct the date here or in the letter; a corrigendum that corrects the dates says so under `allow:`.",
    }
    /// Found in `register/issued.rs`.
    ISSUED_AS_DRAFT = Error "issued-as-draft" {
        summary: "a letter that was issued says that it is a draft",
        why: "Its files were published and are kept in the folder as-issued; a draft would be built over them.",
        source: "house rule of this program",
        bad: "status: draft   # but its published files are in the folder as-issued",
        good: "status: issued",
        fix: "Write `status: issued`; to change what was sent, begin a revision. If it was not sent after all, delete its files in the folder as-issued.",
    }
    /// Found in `register/issued.rs`.
    ISSUED_CHANGED = Warning "issued-changed" {
        summary: "the file of an issued letter was changed after the letter was published",
        why: "The published files stay as they are: whoever reads the file believes that it says what was sent. A translation was made from its original: that counts too.",
        source: "house rule of this program",
        bad: "status: issued\nmeeting:\n  ends: 2021-04-29   # published as 2021-04-30",
        good: "status: issued\nmeeting:\n  ends: 2021-04-30",
        fix: "Take the change back, and write it into a revision (`letters new --revision-of`) or a corrigendum.",
    }
}
