//! Rules of a folder of letters: published files, and languages of the house style.

use crate::rules;

rules! {
    AS_ISSUED = Failure "as-issued" {
        summary: "a published file of an issued letter is lost, was changed or is in another folder",
        why: "Files of an issued letter are what readers have. They never change.",
        fix: "Get the file back from where it was published; the message gives its SHA-256. If the letter was not sent, withdraw it, with the command that the message shows.",
    }
    ISSUED_RENUMBERED = Failure "issued-renumbered" {
        summary: "a letter was issued, and its number or all of it was changed afterwards",
        why: "The file would be issued a second time, under another number, and the issued letter would have no file any more.",
        fix: "Write the number that the letter was issued with. For another letter, use a new file. If the issued letter was not sent, withdraw it first, with the command that the message shows.",
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
    NOT_MOVED = Failure "not-moved" {
        summary: "the meeting of a letter cannot be moved",
        why: "An issued letter never changes, and a file is changed only if it is certain what it says afterwards.",
        fix: "For an issued letter, start a revision or a corrigendum with `letters new`. Otherwise, follow the message, or change the dates in an editor.",
    }
    WITHDRAW_WHICH = Failure "withdraw-which" {
        summary: "it is not certain which published letter is to be withdrawn",
        why: "The published files of another letter could be withdrawn by mistake.",
        fix: "Give the name of the published files with the language, as the message shows it, such as T17-SG1-COL-0011-E.",
    }
    NOT_READY = Failure "not-ready" {
        summary: "a letter cannot be issued yet",
        why: "An issued letter never changes: it must not have a placeholder as its emblem or signature, and its file must say that it is issued.",
        fix: "Follow the message: put your emblem and the image of the signature into the house style, or write `signature: signed` or `signature: blank`.",
    }
    PUBLISHING_FOLDER = Failure "publishing-folder" {
        summary: "the folder for published files cannot be brought up to date",
        why: "It has the files of exactly the letters that are issued. A file that the program did not write, and files of letters that it does not know, are never changed.",
        fix: "Move the files that the message names to another place, or use another folder with --published DIR.",
    }
    OTHER_FILE = Caution "other-file" {
        summary: "the folder for published files contains a file that is not one of an issued letter",
        why: "The program did not write this file, or it was changed afterwards. It stays as it is, but the index page and the list of SHA-256 do not have it.",
        fix: "Move it to another place.",
    }
    NOT_ANNOUNCED = Failure "not-announced" {
        summary: "the files that go with a letter cannot be written",
        why: "Only an issued letter goes out. A file of the same name with another content could have been edited, so it is never replaced.",
        fix: "Issue the letter first, with `letters issue`; or move the file that the message names to another place.",
    }
    SHEET = Failure "sheet" {
        summary: "a spreadsheet cannot be written, or a cell of it cannot be read",
        why: "The letter must say exactly what the spreadsheet says; a cell is never guessed.",
        fix: "Correct the cell that the message names, or export the tables again and change those.",
    }
    OUTPUT_INDEX = Caution "output-index" {
        summary: "the page index.html of the output folder cannot be brought up to date",
        why: "The page says of each file whether it is a draft, issued or replaced. A file of this name that the program did not write, or that was changed afterwards, stays as it is.",
        fix: "Move or delete the file, and build again.",
    }
    KEPT_COPY = Caution "kept-copy" {
        summary: "the copy of a published letter is outside of the folder `as-issued`",
        why: "A letter is kept with its published files, under a name with !YML- or !ORI-. As a letter, it would have the number of another. The folder `as-issued` was probably renamed or copied.",
        fix: "Move the file back into the folder `as-issued`, together with the published files. Delete it where it is there too. To begin a letter with its text, copy it under another name.",
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
