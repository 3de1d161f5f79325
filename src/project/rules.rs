//! Rules of a folder of letters: published files, and languages of the house style.

use crate::rules;

rules! {
    AS_ISSUED = Failure "as-issued" {
        summary: "a published file of an issued letter is lost or was changed",
        why: "Files of an issued letter are what readers have. They never change.",
        fix: "Get the file back from where it was published; the message gives its SHA-256. If the letter was not sent, withdraw it: `letters withdraw LETTER --why \"...\"`.",
    }
    ISSUED_RENUMBERED = Failure "issued-renumbered" {
        summary: "a letter was issued, and its number was changed afterwards",
        why: "The letter would be issued a second time, under another number.",
        fix: "Write the number that the letter was issued with. If the letter was not sent, withdraw it first: `letters withdraw FILE --why \"...\"`, with one of its files in the folder `as-issued`.",
    }
    ISSUED_WITHOUT_LETTER = Caution "issued-without-letter" {
        summary: "the folder `as-issued` has files of a letter that is not in the letters folder",
        why: "The file of an issued letter was deleted or moved, or its number was changed.",
        fix: "Restore the letter: its text as issued is in `as-issued`. If the letter was not sent, withdraw it.",
    }
    NOT_ISSUED = Failure "not-issued" {
        summary: "a letter is to be withdrawn, but has no published files",
        why: "Only a letter that was issued can be withdrawn.",
        fix: "Check which letter you named. A draft can be changed without being withdrawn.",
    }
    NAMED_AS_TEXT = Caution "named-as-text" {
        summary: "a file in the letters folder ends in .yaml.txt",
        why: "Notepad adds .txt to names, and Windows does not show it. The program does not read such files.",
        fix: "Rename the file, without .txt at the end. To see the ends of names in Windows: Explorer, View, Show, File name extensions.",
    }
    MISSING_PHRASE = Error "missing-phrase" {
        summary: "a language has no translation of a phrase that every letter needs",
        why: "A letter in this language would lack a sentence.",
        bad: "# templates/phrases/fr.yaml\nphrases:\n  language-en: anglais   # and nothing else",
        good: "# templates/phrases/fr.yaml\nphrases:\n  language-en: anglais\n  language-fr: français\n  …",
        fix: "Add the phrase to the phrases file of the language; the English file has every phrase.",
    }
}
