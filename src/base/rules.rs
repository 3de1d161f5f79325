//! Rules of what every room does: texts with characters, and writing files.

use crate::rules;

rules! {
    CANNOT_WRITE = Failure "cannot-write" {
        summary: "a file or folder cannot be written",
        why: "The file is open in another program, write-protected or in a folder of another person. Nothing of the letter was changed.",
        fix: "Close the file in Word, or check the permissions of the folder, and try again.",
    }
    UNUSABLE_CHARACTER = Error "unusable-character" {
        summary: "a text contains a character that cannot be shown",
        why: "No font has such a character: a control character, or a symbol from one program's own font. It usually comes from copied text.",
        bad: "file-reference: \"SG1/\\u2028XY\"",
        good: "file-reference: SG1/XY",
        fix: "Delete the character, and type the text again.",
    }
    INVISIBLE_CHARACTER = Error "invisible-character" {
        summary: "a text contains a character that nobody sees",
        why: "Some of these characters print the words around them from the other side, others keep a search from finding a word. They usually come from copied text. Arabic can have the marks U+200E, U+200F and U+061C, and isolates (U+2066 to U+2069) that begin and end in the same text.",
        bad: "file-reference: \"SG1/\\u202EXY\"",
        good: "file-reference: SG1/XY",
        fix: "Delete the character; `letters check --fix` deletes it where the file has it as it is.",
    }
    TOO_MANY_FINDINGS = Failure "too-many-findings" {
        summary: "there are more findings than the program lists",
        why: "A file with so many mistakes is usually no letter, or one mistake was copied many times. Listing all of them would take much memory and help nobody.",
        fix: "Correct the findings that are listed, and check again; or look whether the file is the right one.",
    }
    DEFECT = Failure "defect" {
        summary: "the program has a bug",
        why: "Something happened that its authors thought impossible. Only this letter is affected.",
        fix: "Please report it, with the letter and the lines above the message.",
    }
}
