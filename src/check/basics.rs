//! Codes of problems that are no findings of a rule: a letter or a house style that cannot be read, looked
//! up, set or written. Their messages say what was expected; here is what they have in common.

/// A code, what it says, and what to do about it.
pub type Basic = (&'static str, &'static str, &'static str);

const HOUSE: &str = "The house style has a mistake: mend the file that the message names, or tell whoever keeps the templates.";
const DEFECT: &str = "This is a mistake of the program: please report it, with the letter.";
const TYPED: &str = "Write what the message expects; docs/yaml.md lists every key.";

/// All of them, sorted.
pub static BASICS: &[Basic] = &[
    ("alt-text", "a picture has no words for people who do not see it", "Say in a few words what it shows."),
    ("annex-name", "a name of an annex is not made of lower-case letters, digits and hyphens", TYPED),
    ("annexes", "a letter has more than 26 annexes", "Put some of them together."),
    (
        "as-issued",
        "a published file of an issued letter is lost or was changed",
        "Get it back from where it was published; the message says its SHA-256.",
    ),
    ("attribute", "an element of the page has an attribute that it cannot have", HOUSE),
    ("broken-link", "a link leads nowhere", DEFECT),
    (
        "cannot-write",
        "a file cannot be written",
        "Close the file in Word or look at the permissions, and build again.",
    ),
    (
        "control-character",
        "a text holds a character that no file can carry",
        "Delete the invisible character; it comes along when text is copied from a PDF.",
    ),
    (
        "dangling-pointer",
        "a link points at a place that the letter does not have",
        "Point at an annex that is there: `{{ annex.NAME }}`.",
    ),
    ("defect", "the program has failed", DEFECT),
    (
        "directory",
        "a file of the directory of groups and signatories is missing or cannot be read",
        "The folder of letters needs a folder `directory` with groups.yaml and signatories.yaml.",
    ),
    ("docx-package", "the Word file cannot be packed", DEFECT),
    (
        "due-not-listed",
        "a form is due by a key deadline that the letter does not list",
        "Add the deadline: `deadlines: {NAME: by-rule}`.",
    ),
    ("duplicate-annex", "two annexes have one name", "Give one of them a `name:` of its own."),
    ("duplicate-id", "two places of the page have one name", HOUSE),
    ("duplicate-key", "a key is written twice", "Keep one of the two lines."),
    ("duplicate-question", "a Question is listed twice", "Keep one of the two."),
    ("empty", "a file says nothing", "A letter needs at least number, group, date and meeting."),
    ("empty-phrase", "a phrase that every letter needs is empty", "Write some words, or remove the wording."),
    (
        "file-exists",
        "a new file would overwrite one that is there",
        "Name another file with --output FILE, or remove that one.",
    ),
    ("file-name", "a name cannot be the name of a file", "Use letters, digits, - and _."),
    (
        "footnote",
        "a footnote's mark has no text, or the text no mark",
        "Write `[^1]` in the text, and below it a line `[^1]: what the note says`.",
    ),
    ("form", "the keys of a form contradict each other", TYPED),
    ("hours", "hours end before they begin", "Write the earlier time first: 10:00-16:00."),
    (
        "image",
        "a picture is missing or is neither PNG nor JPEG",
        "Put the file beside the letter or into the images of the house style.",
    ),
    (
        "kind-of-meeting",
        "a key does not belong to this kind of meeting",
        "Remove the key, or correct `kind:`.",
    ),
    (
        "language",
        "there are no phrases in this language yet",
        "Write a phrases file for it, or `language: en`.",
    ),
    (
        "letter-form",
        "the keys that say what a letter is contradict each other",
        "A letter is an addendum or a corrigendum, not both; only those and revisions have `changes`.",
    ),
    ("letter-number", "a number of a letter is not between 1 and 9999", TYPED),
    (
        "link",
        "a link is no address that a reader can follow",
        "Write the whole address, beginning with https:// or mailto:.",
    ),
    (
        "markdown",
        "a text uses something of Markdown that no letter can show",
        "Put a backslash before the sign, or write plain sentences.",
    ),
    ("message-format", "this cannot be told in this format", "Use `--message-format human` or `json`."),
    ("misplaced-element", "an element of the page stands where it cannot", HOUSE),
    (
        "missing-fact",
        "a new letter needs a fact that was not given",
        "Write the options that the message names, or answer the questions on a terminal.",
    ),
    ("missing-font", "a font of the theme is missing", HOUSE),
    (
        "missing-glyph",
        "no font of the theme has a character",
        "Write it with another character; it may be a look-alike from another program.",
    ),
    ("missing-key", "a key that must be there is missing", TYPED),
    (
        "missing-phrase",
        "a language lacks a phrase that every letter needs",
        "Add it to the phrases file of the language, as the English file has it.",
    ),
    ("missing-value", "a key has no value", TYPED),
    (
        "no-letters",
        "there are no letters in the folder",
        "Letters are text files whose names end in .yaml or .yml.",
    ),
    ("no-such-file", "a file or folder does not exist", "Look at the path; see `letters help build`."),
    ("no-threads", "the system allows no more threads", "Try again with -j 1."),
    ("not-a-letter", "a file is not a letter", "Letters are text files whose names end in .yaml or .yml."),
    (
        "not-translated",
        "a sentence of the original has no translation",
        "Run `letters translate` with the letter, then translate the sentence; see docs/translate.md.",
    ),
    (
        "not-utf-8",
        "a file is not UTF-8 text",
        "Save it as UTF-8: in Notepad, File, Save as, Encoding: UTF-8.",
    ),
    (
        "not-xliff",
        "a file is not XLIFF 2.0 or 2.1",
        "Let the translator's tool write XLIFF 2.0 or 2.1, from the file that `letters translate --export` wrote.",
    ),
    (
        "number-taken",
        "there is a letter with this number already",
        "Leave --number out: the next number is taken.",
    ),
    (
        "one-line",
        "a text of one line has several paragraphs or is too long",
        "Put long texts into the body or an annex.",
    ),
    (
        "ordinal",
        "the house style has no word for this ordinal",
        "Word the subject and the opening sentence yourself, or add the word to the phrases.",
    ),
    (
        "original-wrong",
        "a translation is not built, because its original has errors",
        "Mend the original; its errors are told with it.",
    ),
    (
        "partly-translated",
        "only a part of a sentence that came back is translated",
        "Translate its other segments in the translator's tool, and import the file again.",
    ),
    ("pdf-standard", "the PDF would not meet its standards", DEFECT),
    ("phrases", "the phrases file has a mistake", HOUSE),
    ("qr", "an address is too long for a QR code", "Use a short address."),
    ("question-number", "a number of a Question is written in another way", "Write `1/1`."),
    ("questions", "the list of Questions is not complete", "Give every Question its number and title."),
    ("signature", "there is no picture of this signature", "Write `signature: signed` or `blank`."),
    ("subject", "a subject is empty or has too many lines", TYPED),
    ("table", "a table's rows do not fill its columns", HOUSE),
    (
        "template",
        "a text or a template cannot be used as it is",
        "Look at the double braces: docs/templates.md lists every fact.",
    ),
    ("templates", "a file of the house style is missing or cannot be read", HOUSE),
    ("theme", "the theme has a value that cannot be", HOUSE),
    (
        "time-plan-columns",
        "the time plan has more columns than a page can hold",
        "Leave days or sessions out, or make two time plans.",
    ),
    ("time-plan-day", "a day is not in the time plan", "Correct the day, or the range of the time plan."),
    (
        "time-plan-note",
        "a note of the time plan is missing, empty or not used",
        "Give each note its text, and each cell the key of a note that is there.",
    ),
    (
        "time-plan-overlap",
        "two entries of the time plan stand in the same place",
        "Correct one of the two slots.",
    ),
    ("time-plan-range", "a range of the time plan ends before it begins", "Write the earlier one first."),
    (
        "time-plan-row",
        "a row of the time plan has no name or no slots",
        "Write the name of the row, a colon, and its slots.",
    ),
    (
        "time-plan-session",
        "the sessions of the time plan are not as they must be",
        "Name each session of a day once.",
    ),
    (
        "time-plan-slot",
        "a slot of the time plan is no day and session",
        "Write the day and the session: `19 1`.",
    ),
    ("time-plan-text", "a text of the time plan says nothing", "Write some words, or leave the entry out."),
    (
        "translation",
        "a translation does not fit its original",
        "Name the file of the original beside it, and another language than that one's.",
    ),
    (
        "translation-changed",
        "a translation that came back was changed in the letter's file too",
        "Keep the one in the letter's file, or empty it there and import again.",
    ),
    (
        "translation-placeholder",
        "a translation that came back has lost a fact or a link, or has one too many",
        "Put it back in the translator's tool, and import the file again.",
    ),
    ("unclosed-element", "an element of the page is not closed", HOUSE),
    (
        "unknown-block",
        "the house style has no block of this name",
        "Use one of those that the message lists; a paragraph of your own is written `text: …`.",
    ),
    ("unknown-bookmark", "a link points at a place that the letter does not have", DEFECT),
    ("unknown-element", "a text looks like HTML that no letter can show", "Write \\< for the sign itself."),
    ("unknown-footnote", "a footnote has no text", DEFECT),
    (
        "unknown-form",
        "the house style has no form of this name",
        "Use one of those that the message lists, or `fields:` of your own.",
    ),
    (
        "unknown-group",
        "the directory has no such group",
        "Correct the group, or add it to letters/directory/groups.yaml.",
    ),
    ("unknown-item", "the house style has no item of this name", HOUSE),
    ("unknown-key", "a key is not known", "Correct it as the message says; docs/yaml.md lists every key."),
    ("unknown-numbering", "the theme has no numbering of this name", HOUSE),
    ("unknown-period", "a study period is not known", TYPED),
    ("unknown-phrase", "the phrases file has no phrase of this name", HOUSE),
    ("unknown-shade", "the theme has no shade of this name", HOUSE),
    (
        "unknown-signatory",
        "the directory has no such signatory, or nobody was in office on the date",
        "Correct the name or the date, or add who signs to letters/directory/signatories.yaml.",
    ),
    ("unknown-style", "the theme has no style of this name", HOUSE),
    (
        "unknown-term",
        "a name or a sentence of the house style has no word in the letter's language",
        "Add it to directory/terms.yaml beside the letters.",
    ),
    ("unknown-word", "a value is none of the words that can stand there", TYPED),
    ("unreadable", "a file cannot be read", "Look at its permissions."),
    ("unreadable-font", "a font of the theme cannot be read", HOUSE),
    ("unreadable-image", "a picture cannot be read", "Save it anew as PNG or JPEG."),
    (
        "unsafe-link",
        "a link is not an address",
        "Write the whole address, beginning with https:// or mailto:.",
    ),
    (
        "unusable-character",
        "a text holds a character that cannot be shown",
        "Remove it or type it anew: such characters come along when text is copied from other programs.",
    ),
    (
        "words-wrong",
        "a letter is not built, because the phrases or terms of its language have errors",
        "Mend the file that the message names; its errors are told once, before the letters.",
    ),
    ("wrong-date", "a date does not exist or is written in another way", "Write year-month-day: 2021-04-20."),
    (
        "wrong-letter",
        "no letter can be begun from one that has errors",
        "Mend that letter, or begin from another: --from LETTER, or --preset KIND.",
    ),
    ("wrong-type", "a value is of another kind than expected", TYPED),
    ("xml", "a file is not valid XML", "Open it in the translator's tool, and export it again."),
    (
        "yaml",
        "a file is not valid YAML",
        "Look at the indentation and the quotation marks of the line that the message shows.",
    ),
];

/// The one with this code.
pub fn find(code: &str) -> Option<&'static Basic> {
    BASICS.iter().find(|(known, ..)| *known == code)
}
