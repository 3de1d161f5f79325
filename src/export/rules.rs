//! Rules of the writers: what cannot become part of a file.

use crate::rules;

rules! {
    MISSING_GLYPH = Error "missing-glyph" {
        summary: "no font of the theme has a character of the letter",
        why: "In the PDF, an empty box would appear in its place.",
        bad: "file-reference: SG1/𓀀",
        good: "file-reference: SG1/XY",
        fix: "Write another character: it may be a look-alike from another program.",
    }
    CONTROL_CHARACTER = Failure "control-character" {
        summary: "a text contains a control character that no file can contain",
        why: "Word and browsers refuse files with such a character. It usually comes from copied text.",
        fix: "Delete the character, and type the text again.",
    }
    UNSAFE_LINK = Failure "unsafe-link" {
        summary: "a link is not an address",
        why: "Only addresses of web pages and e-mail addresses can be opened safely.",
        fix: "Write the whole address, beginning with https:// or mailto:.",
    }
    MISSING_FONT = Error "missing-font" {
        summary: "a font of the theme is missing",
        why: "The PDF carries its fonts, so that it looks the same everywhere.",
        bad: "# templates/theme.yaml\nfonts:\n  files:\n    regular: Carlito.ttf",
        good: "# templates/theme.yaml\nfonts:\n  files:\n    regular: Carlito-Regular.ttf",
        fix: "Put the file into templates/fonts, or correct its name under `fonts:` in theme.yaml.",
    }
    UNREADABLE_FONT = Failure "unreadable-font" {
        summary: "a font of the theme cannot be read",
        why: "The PDF carries its fonts, and only TrueType and OpenType fonts can be part of it.",
        fix: "Replace the file in templates/fonts with a TrueType or OpenType font.",
    }
    DOCX_PACKAGE = Failure "docx-package" {
        summary: "the Word file cannot be packed",
        why: "This is a bug of the program.",
        fix: "Please report it, with the letter.",
    }
    PDF_STANDARD = Failure "pdf-standard" {
        summary: "the PDF does not meet PDF/UA-1 and PDF/A-2a",
        why: "Every PDF must be accessible and suitable for archives. This is a bug of the program.",
        fix: "Please report it, with the letter.",
    }
    BROKEN_LINK = Failure "broken-link" {
        summary: "a link in the PDF points to a place that does not exist",
        why: "Composing refuses such links, so this is a bug of the program.",
        fix: "Please report it, with the letter.",
    }
    UNKNOWN_BOOKMARK = Failure "unknown-bookmark" {
        summary: "a link in the Word file points to a place that does not exist",
        why: "Composing refuses such links, so this is a bug of the program.",
        fix: "Please report it, with the letter.",
    }
    UNKNOWN_FOOTNOTE = Failure "unknown-footnote" {
        summary: "the mark of a footnote in the Word file has no text",
        why: "Composing refuses such marks, so this is a bug of the program.",
        fix: "Please report it, with the letter.",
    }
}
