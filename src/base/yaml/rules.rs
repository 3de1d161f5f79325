//! Rules of YAML files: their form, their keys and the types of their values.

use crate::rules;

rules! {
    YAML = Error "yaml" {
        summary: "the file is not valid YAML, or uses parts of YAML that letters do not use",
        why: "The program cannot see which text belongs to which key, so it cannot read the rest of the file.",
        bad: "subject: \"Meeting of Study Group 1",
        good: "subject: \"Meeting of Study Group 1\"",
        fix: "Check the indentation, the quotation marks and the brackets of the line that the message shows.",
    }
    DUPLICATE_KEY = Error "duplicate-key" {
        summary: "a key is written twice",
        why: "Only one of the two values can be printed, and the program cannot know which one you mean.",
        bad: "status: draft\nstatus: issued",
        good: "status: issued",
        fix: "Keep one of the two lines.",
    }
    MISSING_KEY = Error "missing-key" {
        summary: "a required key is missing",
        why: "The value of this key is printed or needed to work out other facts, and nothing else gives it.",
        bad: "meeting:\n  starts: 2021-04-20",
        good: "meeting:\n  starts: 2021-04-20\n  ends: 2021-04-30",
        fix: "Add the line that the message names; `letters docs yaml` lists every key.",
    }
    MISSING_VALUE = Error "missing-value" {
        summary: "a required key or an item of a list has no value",
        why: "The value is printed or needed to work out other facts, and nothing else gives it.",
        bad: "date:",
        good: "date: 2021-01-21",
        fix: "Write what the message expects after the colon or the dash; `letters docs yaml` lists every key.",
    }
    WRONG_TYPE = Error "wrong-type" {
        summary: "a value is of another kind than its key expects",
        why: "A text, a number, a list and a set of keys are written in different ways, and each key expects one of them.",
        bad: "number: one",
        good: "number: 1",
        fix: "Write what the message expects; `letters docs yaml` shows an example for every key.",
    }
    WRONG_DATE = Error "wrong-date" {
        summary: "a date does not exist or is not written as year-month-day",
        why: "Deadlines and days of the week are counted from this date, and 4/5/2021 has two meanings.",
        bad: "date: 21 January 2021",
        good: "date: 2021-01-21",
        fix: "Write the date as year-month-day, such as 2021-04-20.",
    }
    UNKNOWN_KEY = Error "unknown-key" {
        summary: "a key is not known in this place",
        why: "The text after an unknown key would not appear in the letter. Most unknown keys are spelling mistakes or are indented wrongly.",
        bad: "file-referense: SG1/XY",
        good: "file-reference: SG1/XY",
        fix: "Correct the key as the message proposes; `letters docs yaml` lists every key.",
    }
    UNKNOWN_WORD = Error "unknown-word" {
        summary: "a value is not one of the words that its key allows",
        why: "The word selects sentences and layout, and nothing is prepared for any other word.",
        bad: "status: sent",
        good: "status: issued",
        fix: "Write one of the words that the message lists.",
    }
}
