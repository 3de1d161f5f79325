//! Rules of a folder of letters: published files, and languages of the house style.

use crate::rules;

rules! {
    AS_ISSUED = Failure "as-issued" {
        summary: "a published file of an issued letter is lost or was changed",
        why: "Files of an issued letter are what readers have. They never change.",
        fix: "Get the file back from where it was published; the message gives its SHA-256.",
    }
    MISSING_PHRASE = Error "missing-phrase" {
        summary: "a language has no translation of a phrase that every letter needs",
        why: "A letter in this language would lack a sentence.",
        bad: "# templates/phrases/fr.yaml\nphrases:\n  language-en: anglais   # and nothing else",
        good: "# templates/phrases/fr.yaml\nphrases:\n  language-en: anglais\n  language-fr: français\n  …",
        fix: "Add the phrase to the phrases file of the language; the English file has every phrase.",
    }
}
