//! Rules of texts and templates as Markdown: what can be part of a letter, and where.

use crate::rules;

rules! {
    MARKDOWN = Error "markdown" {
        summary: "a text uses a part of Markdown that a letter cannot show",
        why: "Word, PDF and web files show the same structures, and this is not one of them.",
        bad: "body: [{text: \"> The meeting is open to all.\"}]",
        good: "body: [{text: \"The meeting is open to all.\"}]",
        fix: "Put a backslash before the character, or write plain sentences.",
    }
    LETTER_LENGTH = Failure "letter-length" {
        summary: "a letter has more paragraphs, items and cells than any letter needs",
        why: "It would have hundreds of pages. Usually a table was pasted by mistake, or a loop in braces prints too much.",
        fix: "Put lists and tables of this length into a document of their own, and link to it.",
    }
    LINK = Error "link" {
        summary: "a link is not an address that a reader can follow",
        why: "Readers have only the letter: an address must be complete.",
        bad: "body: [{text: \"See [the page](www.itu.int).\"}]",
        good: "body: [{text: \"See [the page](https://www.itu.int).\"}]",
        fix: "Write the whole address, beginning with https:// or mailto:.",
    }
    DANGLING_POINTER = Error "dangling-pointer" {
        summary: "a link points to a place that the letter does not have",
        why: "Readers who follow the link arrive nowhere.",
        bad: "body: [{text: \"See [Annex C](#annex-c).\"}]",
        good: "body: [{text: \"See {{ annex.practical }}.\"}]",
        fix: "Point to an existing annex: `{{ annex.NAME }}`.",
    }
    FOOTNOTE = Error "footnote" {
        summary: "the mark of a footnote has no text",
        why: "Readers look for the note at the foot of the page.",
        bad: "body:\n  - text: |\n      A sentence.[^1]",
        good: "body:\n  - text: |\n      A sentence.[^1]\n\n      [^1]: A note.",
        fix: "Below the text, add a line `[^1]: what the note says`.",
    }
    FOOTNOTE_WITHOUT_MARK = Warning "footnote-without-mark" {
        summary: "a footnote has no mark in the text",
        why: "Readers see a note at the end of the letter, and do not learn what it is about.",
        source: "CommonMark with footnotes as in GitHub",
        bad: "body:\n  - text: |\n      A sentence.\n\n      [^1]: A note.",
        good: "body:\n  - text: |\n      A sentence.[^1]\n\n      [^1]: A note.",
        fix: "Write the mark, such as `[^1]`, after the words that the note is about, or remove the note.",
    }
    UNKNOWN_ELEMENT = Error "unknown-element" {
        summary: "a text looks like HTML that a letter cannot show",
        why: "Only the elements of the house style have a form in Word, PDF and web files.",
        bad: "body: [{text: \"Bring your <b>badge</b>.\"}]",
        good: "body: [{text: \"Bring your **badge**.\"}]",
        fix: "Write Markdown instead, or write \\< for the character itself.",
    }
    MISPLACED_ELEMENT = Error "misplaced-element" {
        summary: "an element of a template is in a place where it is not possible",
        why: "Elements belong into each other in a fixed order: cells into rows, rows into tables.",
        bad: "# templates/letter.md\n<row><cell>Text</cell></row>",
        good: "# templates/letter.md\n<table style=\"deadlines\" columns=\"100\" summary=\"Text\">\n<row><cell>Text</cell></row>\n</table>",
        fix: "Put the element into the element that it belongs to; `letters docs templates` lists them.",
    }
    UNCLOSED_ELEMENT = Error "unclosed-element" {
        summary: "an element of a template is not closed, or closes nothing",
        why: "Without its end, the rest of the letter would become part of the element.",
        bad: "# templates/letter.md\n<p style=\"Body\">Text",
        good: "# templates/letter.md\n<p style=\"Body\">Text</p>",
        fix: "Add the closing element, such as `</p>`.",
    }
    ATTRIBUTE = Error "attribute" {
        summary: "an element of a template has an attribute that it cannot have",
        why: "An unknown attribute has no effect, so something would look different from what its author expects.",
        bad: "# templates/letter.md\n<p stile=\"Body\">Text</p>",
        good: "# templates/letter.md\n<p style=\"Body\">Text</p>",
        fix: "Correct the attribute as the message proposes; `letters docs templates` lists them.",
    }
    DUPLICATE_ID = Error "duplicate-id" {
        summary: "two places of the letter have the same name",
        why: "A link to this name could lead to either of them.",
        bad: "# templates/letter.md\n<p id=\"here\">One</p>\n\n<p id=\"here\">Two</p>",
        good: "# templates/letter.md\n<p id=\"here\">One</p>\n\n<p id=\"there\">Two</p>",
        fix: "Rename one of the two places.",
    }
    ALT_TEXT = Error "alt-text" {
        summary: "an image has no alternative text",
        why: "People who do not see the image hear these words instead.",
        source: "WCAG 2.2, success criterion 1.1.1; PDF/UA-1",
        bad: "# templates/letter.md\n<figure image=\"emblem.png\"/>",
        good: "# templates/letter.md\n<figure image=\"emblem.png\" alt=\"The emblem of ITU\"/>",
        fix: "Say in a few words what the image shows: alt=\"…\".",
    }
    QR = Error "qr" {
        summary: "an address is too long for a QR code",
        why: "A telephone cannot read a QR code with more content.",
        bad: "# templates/letter.md\n<qr text=\"https://www.itu.int/… (3,000 characters)\" alt=\"QR code\"/>",
        good: "# templates/letter.md\n<qr text=\"https://www.itu.int/go/tsg1\" alt=\"QR code\"/>",
        fix: "Use a short address.",
    }
    TABLE = Error "table" {
        summary: "the widths of a table are not possible, or its rows do not fill its columns",
        why: "Readers of tables move from cell to cell: each row must have a cell for each column.",
        bad: "# templates/letter.md\n<table style=\"deadlines\" columns=\"50 60\" summary=\"Text\">\n<row><cell>One</cell><cell>Two</cell></row>\n</table>",
        good: "# templates/letter.md\n<table style=\"deadlines\" columns=\"50 50\" summary=\"Text\">\n<row><cell>One</cell><cell>Two</cell></row>\n</table>",
        fix: "Correct the widths, or add or remove cells.",
    }
    UNKNOWN_NUMBERING = Error "unknown-numbering" {
        summary: "the theme has no numbering of this name",
        why: "The numbers of the items come from theme.yaml.",
        bad: "annexes: [{kind: agenda, numbering: decimals, items: [Opening]}]",
        good: "annexes: [{kind: agenda, numbering: decimal, items: [Opening]}]",
        fix: "Write one of the names that the message lists, or add the numbering to theme.yaml.",
    }
}
