//! What is wrong between letters. The register finds it (`register/`): here it is explained.

use crate::rules;

rules! {
    /// Found in `register/same.rs`.
    DUPLICATE_LETTER = Error "duplicate-letter" {
        summary: "two letters have the same number",
        why: "Letters are cited by their number. Probably one of the two is a copy, and its number was not changed.",
        source: "practice: each group uses a number only once in a study period",
        bad: "number: 11   # another letter of the group has this number",
        good: "number: 12",
        fix: "Give the letter another number, or remove the copy. For an addendum, a corrigendum or a revision, add a line such as `revision: 1`.",
    }
    /// Found in `register/same.rs`.
    SAME_TRANSLATION = Error "same-translation" {
        summary: "two files translate the same letter into the same language",
        why: "Both would be written to the same files. It is not clear which of the two is to be sent.",
        source: "a rule of this program",
        bad: "translation-of: sg1-001.yaml   # another file has the same two lines\nlanguage: fr",
        good: "translation-of: sg1-001.yaml\nlanguage: es",
        fix: "Remove one of the two files, or correct its `language:`.",
    }
    /// Found in `register/same.rs`.
    SAME_OUTPUT = Error "same-output" {
        summary: "two letters would be written to the same files",
        why: "The files of one letter would replace those of the other.",
        source: "a rule of this program",
        bad: "file-name: T17-SG1-COL-0001   # the file name of letter 11",
        good: "# no `file-name`: the name follows from the number",
        fix: "Remove `file-name`, or write one that no other letter has.",
    }
    /// Found in `register/gaps.rs`.
    NUMBER_GAP = Note "number-gap" {
        summary: "one or more numbers before this letter are not used",
        why: "Each group numbers its letters without gaps in a study period. The number may be mistyped, or a letter may be missing from the folder.",
        source: "practice: each group numbers its letters in order within a study period",
        bad: "number: 21   # the previous letter has number 11",
        good: "number: 12",
        fix: "Correct the number, or add the missing letter to the folder.",
    }
    /// Found in `register/originals.rs`.
    ORIGINAL_DIFFERS = Warning "original-differs" {
        summary: "an addendum, a corrigendum or a revision does not have the same dates as the letter that it changes",
        why: "It cites that letter by its date. An addendum or a corrigendum is also about the same meeting.",
        source: "practice",
        bad: "addendum: 1\ndate-of-original: 2021-01-20   # the letter is dated 2021-01-21",
        good: "addendum: 1\ndate-of-original: 2021-01-21",
        fix: "Correct the date here or in the other letter. If a corrigendum corrects the dates of the meeting, allow this finding in it, with that reason.",
    }
    /// Found in `register/cited.rs`.
    CITED_WITH_OTHER_DATE = Warning "cited-with-other-date" {
        summary: "a circular or letter is cited with another date than in another letter",
        why: "Readers look up a document by its date, and one of the two dates is wrong. (Only letters of the same study period are compared, because numbers start at 1 in the next one.)",
        source: "two real letters that cite TSB Circular 80 with the date 14 December of different years",
        bad: "body:\n  - text: See TSB Circular 260 of 5 August 2020.   # another letter has 3 August 2020",
        good: "body:\n  - text: See TSB Circular 260 of 3 August 2020.",
        fix: "Look up the right date, and correct the other one.",
    }
    /// Found in `register/copied.rs`.
    SENTENCE_OF_EARLIER_LETTER = Warning "sentence-of-earlier-letter" {
        summary: "a sentence of an earlier letter was copied with its date, which has passed since",
        why: "A typed date stays when the letter is copied, and then belongs to the last meeting.",
        source: "practice: last meeting's letter is copied and edited",
        bad: "date: 2021-05-21\nbody:\n  - text: Comments are welcome until 15 March 2021.   # so in letter 1 of 21 January 2021",
        good: "date: 2021-05-21\nbody:\n  - text: Comments are welcome until 15 September 2021.",
        fix: "Correct the date, or rewrite the sentence.",
    }
    /// Found in `register/issued.rs`.
    ISSUED_AS_DRAFT = Error "issued-as-draft" {
        summary: "an issued letter has the status `draft`",
        why: "Its issued files are kept in the folder `as-issued`. A build would write a draft in their place.",
        source: "a rule of this program",
        bad: "status: draft   # but its issued files are in the folder as-issued",
        good: "status: issued",
        fix: "Write `status: issued`. To change the issued letter, start a revision. If the letter was not sent, withdraw it: `letters withdraw LETTER --why \"...\"`.",
    }
    /// Found in `register/issued.rs`.
    ISSUED_CHANGED = Warning "issued-changed" {
        summary: "the file of a letter was changed after the letter was issued",
        why: "The issued files stay as they are, so the file no longer shows what was sent. The same is true for a translation when its original has changed.",
        source: "a rule of this program",
        bad: "status: issued\nmeeting:\n  ends: 2021-04-29   # issued as 2021-04-30",
        good: "status: issued\nmeeting:\n  ends: 2021-04-30",
        fix: "Undo the change, and make it in a revision (`letters new --revision-of`) or a corrigendum.",
    }
}
