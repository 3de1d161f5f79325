//! Rules of commands: what an option asks for and the program cannot do.

use collective_letters::rules;

rules! {
    MESSAGE_FORMAT = Failure "message-format" {
        summary: "the result of this command is not available in this format",
        why: "Formats such as SARIF and GitHub know only findings in files.",
        fix: "Use `--message-format human` or `--message-format json`.",
    }
    USAGE = Failure "usage" {
        summary: "a command, an option or a value on the command line is not possible",
        why: "The program would otherwise do something else than was asked for.",
        fix: "Add --help to the command to see its options and their values.",
    }
    ONE_LETTER = Failure "one-letter" {
        summary: "a file with tracked changes is made of one letter in one language",
        why: "The file shows how one Word file became another.",
        fix: "Give the file of one letter.",
    }
    NOT_EXACT = Failure "not-exact" {
        summary: "the changes between two Word files cannot be shown exactly as tracked changes",
        why: "If you reject all changes, the words must be those of the old file; if you accept them, those of the new one.",
        fix: "Compare the two files in Word: Review, Compare.",
    }
    NO_SUCH_WORDS = Failure "no-such-words" {
        summary: "the words to look for are nowhere in the letter",
        why: "Only words of the finished letter can be shown with their files.",
        fix: "Copy the words from one paragraph of the Word, PDF or web file.",
    }
    MISSING_FACT = Failure "missing-fact" {
        summary: "a new letter needs a fact that was not given",
        why: "The program asks for facts only in a terminal.",
        fix: "Add the options that the message names, or run the command in a terminal.",
    }
    NUMBER_TAKEN = Failure "number-taken" {
        summary: "another letter already has this number",
        why: "Two letters with one number in a study period cannot be distinguished.",
        fix: "Leave out --number: the new letter gets the next number.",
    }
    WRONG_LETTER = Failure "wrong-letter" {
        summary: "a letter with errors cannot be the start of a new one",
        why: "The errors would be copied into the new letter.",
        fix: "Fix that letter, or start from another one: --from LETTER, or --preset KIND.",
    }
    NO_THREADS = Failure "no-threads" {
        summary: "the system does not allow more threads",
        why: "The program works on several letters at the same time.",
        fix: "Try again with -j 1.",
    }
    RETURNED_FILE = Failure "returned-file" {
        summary: "a file cannot be reviewed",
        why: "Only the changes of a Word file of a letter in this folder can become edits of that letter.",
        fix: "Save the file as a Word document (.docx), and give the folder of its letter with --letters.",
    }
    REVIEW_COPY = Failure "review-copy" {
        summary: "no copy for review can be made of a letter",
        why: "Reviewers change drafts. An issued letter never changes.",
        fix: "Start a revision or a corrigendum with `letters new`, and send copies of that.",
    }
    PREVIEW = Failure "preview" {
        summary: "the preview cannot start",
        why: "Another program uses the port, or the system does not allow the preview to open one.",
        fix: "Leave out --port, or name another port.",
    }
}
