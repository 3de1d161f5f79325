//! What is wrong between a translation and its original. Reading a translation finds it (`translation/`):
//! here it is explained.

use crate::rules;

rules! {
    /// Found in `translation/overlay.rs`: the original was changed after the translation.
    TRANSLATION_OLDER = Warning "translation-older" {
        summary: "the original of a sentence was changed after it was translated",
        why: "The translation still has the earlier text: it could be sent with an old number or an old promise.",
        source: "a rule of this program",
        bad: "- {en: \"Rooms A and B.\", fr: \"La salle A.\", was: \"Room A.\"}",
        good: "- {en: \"Rooms A and B.\", fr: \"Les salles A et B.\"}",
        fix: "Correct the translation, then delete the line `was:`. The English line must be the same as in the original.",
    }
    /// Found in `translation/overlay.rs`: the files of a letter go out in the order original, translations.
    ISSUED_BEFORE_ORIGINAL = Error "issued-before-original" {
        summary: "a translation is issued while its original is a draft",
        why: "Dates and deadlines come from the original. As long as the original can change, an issued translation may differ from it.",
        source: "a rule of this program",
        bad: "translation-of: sg1-001.yaml   # this file has `status: draft`\nlanguage: fr\nstatus: issued",
        good: "translation-of: sg1-001.yaml   # this file has `status: issued`\nlanguage: fr\nstatus: issued",
        fix: "Write `status: issued` in the original too, or `status: draft` in the translation until the original is issued.",
    }
    /// Found in `translation/overlay.rs`: a fact that one of the two does not say.
    TRANSLATION_FACTS = Warning "translation-facts" {
        summary: "a sentence and its translation have different facts or numbers",
        why: "If a fact is missing or typed in one language, its date or number can differ between languages.",
        source: "a rule of this program",
        bad: "- {en: \"See TSB Circular 295.\", fr: \"Voir la Circulaire TSB 259.\"}",
        good: "- {en: \"See TSB Circular 295.\", fr: \"Voir la Circulaire TSB 295.\"}",
        fix: "Use the same facts in double braces, and the same numbers, in both languages.",
    }
    /// Found in `translation/overlay.rs`: a sentence that none of the letter's is.
    TRANSLATION_UNUSED = Warning "translation-unused" {
        summary: "a translated sentence is not in the letter",
        why: "The text does not appear in the letter that is sent, although its translator may think so.",
        source: "a rule of this program",
        bad: "- {at: body.3.text, en: \"Coffee is served.\", fr: \"Le café est servi.\"}   # the letter has no body.3",
        good: "- {at: body.1.text, en: \"Bring your badge.\", fr: \"Munissez-vous de votre badge.\"}",
        fix: "Run `letters translate`: it moves sentences that are no longer in the letter into a comment. Names, codes and facts are not translated in this file.",
    }
    TRANSLATION = Error "translation" {
        summary: "a translation does not fit its original",
        why: "A translation takes every fact from its original: another letter in the same folder and in another language.",
        bad: "translation-of: other/sg1-001.yaml\nlanguage: fr",
        good: "translation-of: sg1-001.yaml\nlanguage: fr",
        fix: "Name the file of the original in the same folder, and a language that the original is not in.",
    }
    NOT_TRANSLATED = Error "not-translated" {
        summary: "a sentence of the original has no translation",
        why: "A letter in two languages would go out.",
        bad: "translation-of: sg1-001.yaml\nlanguage: fr\nsentences: [{at: body.3.text, en: Bring your badge.}]",
        good: "translation-of: sg1-001.yaml\nlanguage: fr\nsentences: [{at: body.3.text, en: Bring your badge., fr: Munissez-vous de votre badge.}]",
        fix: "Run `letters translate` with the letter, and translate the sentences that it adds; see `letters docs translations`.",
    }
    ORIGINAL_WRONG = Failure "original-wrong" {
        summary: "a translation is not built, because its original has errors",
        why: "A translation takes every fact from its original.",
        fix: "Fix the errors of the original; they are shown with it.",
    }
    WORDS_WRONG = Failure "words-wrong" {
        summary: "a letter is not built, because the phrases or terms of its language have errors",
        why: "Every letter in this language uses these words.",
        fix: "Fix the file that the message names; its errors are shown once, before the letters.",
    }
}
