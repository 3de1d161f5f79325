//! Rules of files that come back from translators.

use crate::rules;

rules! {
    XML = Failure "xml" {
        summary: "a file is not valid XML",
        why: "XLIFF is XML. The file was damaged on the way, or saved by a program that does not know XLIFF.",
        fix: "Open it in the translation tool, and export it again.",
    }
    NOT_XLIFF = Failure "not-xliff" {
        summary: "a file is not XLIFF 2.0 or 2.1",
        why: "The program reads only the format in which it exports.",
        fix: "Export XLIFF 2.0 or 2.1 from the translation tool, from the file that `letters translate --export` wrote.",
    }
    TRANSLATION_PLACEHOLDER = Failure "translation-placeholder" {
        summary: "a translation that came back lacks a fact or a link, or has one too many",
        why: "Facts in double braces are dates, numbers and names: without one, the translation says something else than the letter.",
        fix: "Correct the sentence in the translation tool, and import the file again.",
    }
    TRANSLATION_CHANGED = Caution "translation-changed" {
        summary: "a translation that came back was also changed in the letter's file",
        why: "Only one of the two texts can stay. The text in the letter's file was kept.",
        fix: "To use the text that came back, delete the translation in the letter's file and import again.",
    }
    PARTLY_TRANSLATED = Caution "partly-translated" {
        summary: "only a part of a sentence that came back is translated",
        why: "The sentence would be half in one language and half in another. It was not imported.",
        fix: "Translate all segments of the sentence in the translation tool, and import the file again.",
    }
}
