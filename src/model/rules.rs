//! Rules of letters as files, of addresses, and of the directory of groups and signatories.

use crate::rules;

rules! {
    E_MAIL_ADDRESS = Error "e-mail-address" {
        summary: "the value of `e-mail` is not an e-mail address",
        why: "The address becomes a link for readers. A real letter was printed with a fax number after `E-mail:`.",
        source: "real letters with a fax number under `E-mail:`",
        bad: "contacts: {e-mail: +41 22 730 5853}",
        good: "contacts: {fax: +41 22 730 5853}",
        fix: "Write one address such as tsbsg1@itu.int. Write numbers under `tel` or `fax`.",
    }
    WEB_ADDRESS = Error "web-address" {
        summary: "the value of `web` is not a web address",
        why: "The address becomes a link and the QR code.",
        source: "practice",
        bad: "contacts: {web: tsbsg1@itu.int}",
        good: "contacts: {web: https://www.itu.int/go/tsg1}",
        fix: "Write the full address, starting with https://.",
    }
    UNKNOWN_GROUP = Error "unknown-group" {
        summary: "the directory has no such group",
        why: "Name, contacts and chair of the group come from the directory.",
        bad: "group: SG-1",
        good: "group: SG1",
        fix: "Correct the group, or add it to letters/directory/groups.yaml.",
    }
    UNKNOWN_SIGNATORY = Error "unknown-signatory" {
        summary: "the directory has no such signatory, or no signatory was in office on the date of the letter",
        why: "Name, title and signature come from the directory.",
        bad: "signatory: A Person",
        good: "signatory: Chaesub Lee",
        fix: "Correct the name or the date, or add the signatory to letters/directory/signatories.yaml.",
    }
    UNKNOWN_PERIOD = Error "unknown-period" {
        summary: "a study period is not known, or a date is before the first known one",
        why: "The numbers of letters start again in each study period, and file names begin with it.",
        bad: "period: T18",
        good: "period: T17",
        fix: "Write one of the periods that the message lists, or remove the line: the date gives the period.",
    }
    FILE_NAME = Error "file-name" {
        summary: "a name cannot be the name of a file",
        why: "The files of a letter get this name, and they must be possible on every computer.",
        bad: "file-name: letter 1/1",
        good: "file-name: T17-SG1-COL-0001",
        fix: "Use letters, digits, - and _.",
    }
    DIRECTORY = Failure "directory" {
        summary: "a file of the directory is missing or cannot be read",
        why: "Groups, contacts, chairs and signatories come from the directory. Without it no letter can be built.",
        fix: "Put a folder `directory` with groups.yaml and signatories.yaml into the folder of letters; `letters init` makes both.",
    }
    PHRASES = Error "phrases" {
        summary: "a value of the phrases file is not possible",
        why: "Every date of every letter in this language is written with these words.",
        bad: "# templates/phrases/en.yaml\n  months: [January, February]",
        good: "# templates/phrases/en.yaml\n  months: [January, February, March, April, May, June, July, August, September, October, November, December]",
        fix: "Correct the phrases file as the message says.",
    }
    LANGUAGE = Failure "language" {
        summary: "a language is not available, or a file is in another language than expected",
        why: "A letter in a language needs a phrases file in that language.",
        fix: "Choose another language, or write a phrases file for this one; see `letters docs translations`.",
    }
    NO_SUCH_FILE = Failure "no-such-file" {
        summary: "a file or folder does not exist",
        why: "The path is misspelt, or the program runs in another folder than you think.",
        fix: "Check the path, and the folder in which you start the program.",
    }
    NO_LETTERS = Failure "no-letters" {
        summary: "the folder contains no letters",
        why: "Letters are text files whose names end in .yaml or .yml. Files in the folders `directory` and `as-issued` are not letters.",
        fix: "Start a letter with `letters new`, or give another folder with --letters DIR.",
    }
    NOT_A_LETTER = Failure "not-a-letter" {
        summary: "a file is not a letter by its name",
        why: "The program reads only files whose names end in .yaml or .yml.",
        fix: "Give the name of the YAML file. The Word, PDF and web files are made from it.",
    }
    UNREADABLE = Failure "unreadable" {
        summary: "a file or folder cannot be read",
        why: "You have no permission to read it, or the disk has a fault.",
        fix: "Check the permissions, or copy the file to another folder.",
    }
    LETTER_SIZE = Failure "letter-size" {
        summary: "the file of a letter is too large",
        why: "The longest letters have 20 kB. A file of more than 1 MB is usually no letter.",
        fix: "Look whether it is the right file. Put what is longer into other documents, or make several letters of it.",
    }
    NOT_UTF_8 = Failure "not-utf-8" {
        summary: "a file is not UTF-8 text",
        why: "In any other encoding, letters with accents would be read as other characters.",
        fix: "Save the file as UTF-8: in Notepad, File, Save as, Encoding: UTF-8.",
    }
    PUBLISHED_FOLDER = Failure "published-folder" {
        summary: "a command would write into the folder of published files",
        why: "The folder `as-issued` contains what readers have. Only `letters build`, when it issues a letter, and `letters withdraw` change it.",
        fix: "Choose a place outside of the folder `as-issued`.",
    }
    FILE_EXISTS = Failure "file-exists" {
        summary: "a new file would replace an existing one",
        why: "The existing file may contain work that exists nowhere else.",
        fix: "Name another file or folder with --output, or remove the existing file.",
    }
}
