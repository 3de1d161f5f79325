//! Rules of composing: names that the house style must know, and texts that must fit their place.

use crate::rules;

rules! {
    ONE_LINE = Error "one-line" {
        summary: "a text of one line has several paragraphs or is too long",
        why: "Titles, addressees and items of an agenda have room for one line.",
        bad: "addressees:\n  - |\n    Administrations of Member States\n\n    Sector Members",
        good: "addressees:\n  - Administrations of Member States\n  - Sector Members",
        fix: "Remove the empty line, or put long texts into the body or an annex.",
    }
    EMPTY_PHRASE = Error "empty-phrase" {
        summary: "a phrase that every letter needs is empty",
        why: "The phrase is a title, or the words for people who do not see an image.",
        bad: "wording: {document-title: \"\"}",
        good: "wording: {document-title: Collective letter}",
        fix: "Write some words, or remove the line under `wording:`.",
    }
    ORDINAL = Error "ordinal" {
        summary: "the language has no word for this ordinal number",
        why: "The letter says \"the first meeting\" in words, and the phrases file lists the words.",
        bad: "meeting: {starts: 2021-04-20, ends: 2021-04-30, ordinal: 900}",
        good: "meeting: {starts: 2021-04-20, ends: 2021-04-30, ordinal: 9}",
        fix: "Correct the number, write your own `subject:`, or add the word under `ordinals:` to the phrases file.",
    }
    UNKNOWN_BLOCK = Error "unknown-block" {
        summary: "the house style has no block of this name",
        why: "A word alone in the body names a block of the house style; its text comes from there.",
        bad: "body: [openning]",
        good: "body: [opening]",
        fix: "Write one of the names that the message lists, or write your own paragraph as `text: …`.",
    }
    BLOCK_AS_TEXT = Warning "block-as-text" {
        summary: "a few words in the body are printed as a paragraph, and are nearly the name of a block",
        why: "Only the exact name prints the block. Otherwise the words themselves are in the letter, and the sentences of the block are not.",
        source: "a rule of this program",
        bad: "body: [opening, key deadlines, wish]",
        good: "body: [opening, deadlines, wish]",
        fix: "Write the name of the block as the message proposes, or put a paragraph of your own after `text:`.",
    }
    UNKNOWN_FORM = Error "unknown-form" {
        summary: "the house style has no form of this name",
        why: "The fields of the form come from the house style.",
        bad: "annexes: [{kind: form, form: fellowshop}]",
        good: "annexes: [{kind: form, form: fellowship}]",
        fix: "Write one of the names that the message lists, or list your own `fields:`.",
    }
    UNKNOWN_ITEM = Error "unknown-item" {
        summary: "a preset names an item that the house style does not have",
        why: "The text of the item comes from a file in templates/items.",
        bad: "# templates/presets.yaml\n  items: [remote-participations, wireless-lan, registration, fellowships, visa-support, hotels, transport]",
        good: "# templates/presets.yaml\n  items: [remote-participation, wireless-lan, registration, fellowships, visa-support, hotels, transport]",
        fix: "Correct the name in presets.yaml, or add the file.",
    }
    UNKNOWN_PHRASE = Error "unknown-phrase" {
        summary: "a preset names a phrase that the phrases file does not have",
        why: "The words come from the phrases file.",
        bad: "# templates/presets.yaml\n  addressees: [administratons, sector-members, associates, academia]",
        good: "# templates/presets.yaml\n  addressees: [administrations, sector-members, associates, academia]",
        fix: "Correct the name in presets.yaml, or add the phrase to the phrases file.",
    }
    UNKNOWN_TERM = Error "unknown-term" {
        summary: "a name or a sentence of the house style has no translation in the language of the letter",
        why: "Groups, countries and the standard agenda are written in English. Other languages need a term for each.",
        bad: "meeting: {starts: 2021-04-20, ends: 2021-04-30, place: \"Hamar, Norway\"}   # in a letter with a translation",
        good: "# letters/directory/terms.yaml\n\"Hamar, Norway\": {fr: \"Hamar (Norvège)\"}",
        fix: "Add the term to letters/directory/terms.yaml.",
    }
    DUE_NOT_LISTED = Error "due-not-listed" {
        summary: "a form is due by a key deadline that the letter does not list",
        why: "The form prints the date of that deadline.",
        bad: "deadlines: {fellowship: omit}\nannexes: [{kind: form, title: Visit, fields: [Name], due: fellowship}]",
        good: "deadlines: {fellowship: by-rule}\nannexes: [{kind: form, title: Visit, fields: [Name], due: fellowship}]",
        fix: "Add the deadline under `deadlines:`, or remove `due:`.",
    }
    UNKNOWN_SHADE = Error "unknown-shade" {
        summary: "the theme has no shade of this name",
        why: "The colour of the cell comes from theme.yaml.",
        bad: "annexes:\n  - kind: time-plan\n    rows:\n      - Plenary: {20 AM: {text: X, shade: gray}}",
        good: "annexes:\n  - kind: time-plan\n    rows:\n      - Plenary: {20 AM: {text: X, shade: grey}}",
        fix: "Write one of the names that the message lists, or add the shade to theme.yaml.",
    }
    TIME_PLAN_COLUMNS = Error "time-plan-columns" {
        summary: "a week of the time plan has more columns than a page can hold",
        why: "Narrower columns would not be legible. A plan of several weeks has several grids; a week stays together.",
        bad: "annexes:\n  - kind: time-plan\n    sessions: [Early morning, Morning, Noon, Afternoon, Evening, Night]\n    rows:\n      - Plenary: {20 Noon: X}",
        good: "annexes:\n  - kind: time-plan\n    sessions: [1, 2, 3, 4, 5, 6]\n    rows:\n      - Plenary: {20 1: X}",
        fix: "Use fewer sessions or shorter names for them, or leave out days or weekends.",
    }
}
