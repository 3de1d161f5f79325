//! Rules of what follows from a letter: its annexes, its signature, its Questions and its time plan.

use crate::rules;

rules! {
    ANNEXES = Error "annexes" {
        summary: "a letter has more than 26 annexes",
        why: "Annexes are named by the letters A to Z.",
        bad: "annexes: [{kind: agenda, name: day-1}, …, {kind: agenda, name: day-27}]",
        good: "annexes: [{kind: agenda, name: day-1}, …, {kind: agenda, name: day-26}]",
        fix: "Combine some of the annexes.",
    }
    DUPLICATE_ANNEX = Error "duplicate-annex" {
        summary: "two annexes have the same name",
        why: "A pointer such as `{{ annex.agenda }}` must lead to exactly one annex.",
        bad: "annexes: [{kind: agenda}, {kind: agenda}]",
        good: "annexes: [{kind: agenda}, {kind: agenda, name: workshop}]",
        fix: "Give one of them its own `name:`.",
    }
    ANNEX_NAME = Error "annex-name" {
        summary: "the name of an annex is not made of lower-case letters, digits and hyphens",
        why: "Pointers use the name: `{{ annex.travel }}`. Other characters have a meaning in double braces.",
        bad: "annexes: [{kind: agenda, name: The agenda}]",
        good: "annexes: [{kind: agenda, name: the-agenda}]",
        fix: "Use lower-case letters, digits and hyphens, and begin with a letter.",
    }
    SIGNATURE = Error "signature" {
        summary: "there is no image of this signature",
        why: "The directory names the image for each signatory. A person who signs on behalf of another has none.",
        bad: "signature: image\non-behalf: {name: Bilel Jamoussi}",
        good: "signature: signed\non-behalf: {name: Bilel Jamoussi}",
        fix: "Write `signature: signed` or `signature: blank`, or add the image to the directory of signatories.",
    }
    QUESTIONS = Error "questions" {
        summary: "the list of Questions is empty, or a Question has no title",
        why: "Readers look for the Questions that they work on by number and title.",
        bad: "annexes: [{kind: questions, questions: [{number: 1, title: \"\"}]}]",
        good: "annexes: [{kind: questions, questions: [{number: 1, title: Security}]}]",
        fix: "Give every Question its number and title.",
    }
    QUESTION_NUMBER = Error "question-number" {
        summary: "the number of a Question is not written as a number, or as a number with its group",
        why: "The program completes the number with the designation of the group: 1 becomes 1/1.",
        bad: "annexes: [{kind: questions, questions: [{number: Q1, title: Security}]}]",
        good: "annexes: [{kind: questions, questions: [{number: 1, title: Security}]}]",
        fix: "Write `1` or `1/1`.",
    }
    DUPLICATE_QUESTION = Error "duplicate-question" {
        summary: "a Question is listed twice",
        why: "One of the two numbers is probably wrong.",
        bad: "annexes: [{kind: questions, questions: [{number: 1, title: Security}, {number: 1, title: Trust}]}]",
        good: "annexes: [{kind: questions, questions: [{number: 1, title: Security}, {number: 2, title: Trust}]}]",
        fix: "Correct one of the two numbers, or remove one of the two Questions.",
    }
    TIME_PLAN_DAY = Error "time-plan-day" {
        summary: "a day is not a day of the time plan, or the time plan has no days",
        why: "The columns of the time plan are the days of the meeting. An entry on another day has no place.",
        bad: "annexes:\n  - kind: time-plan\n    rows:\n      - Plenary: {19 AM: X}",
        good: "annexes:\n  - kind: time-plan\n    rows:\n      - Plenary: {20 AM: X}",
        fix: "Correct the day, or the dates under `days:` or `meeting:`.",
    }
    TIME_PLAN_NOTE = Error "time-plan-note" {
        summary: "a note of the time plan is missing, empty or not used",
        why: "The mark in a cell must lead readers to a note, and every note must belong to a cell.",
        bad: "annexes:\n  - kind: time-plan\n    rows:\n      - Plenary: {20 AM: {text: X, note: 1}}",
        good: "annexes:\n  - kind: time-plan\n    rows:\n      - Plenary: {20 AM: {text: X, note: 1}}\n    notes: {1: With remote participation}",
        fix: "Write the text of each note under `notes:`, and its key in a cell.",
    }
    TIME_PLAN_OVERLAP = Error "time-plan-overlap" {
        summary: "two entries of a row of the time plan have a session in common",
        why: "A group cannot be in two places at the same time, and a cell has room for one entry.",
        bad: "annexes:\n  - kind: time-plan\n    rows:\n      - Plenary: {20 - 21: X, 21 AM: X}",
        good: "annexes:\n  - kind: time-plan\n    rows:\n      - Plenary: {20: X, 21 AM: X}",
        fix: "Correct one of the two slots.",
    }
    TIME_PLAN_RANGE = Error "time-plan-range" {
        summary: "a range of the time plan ends before it begins",
        why: "The two days or sessions are in the wrong order, or one of them is wrong.",
        bad: "annexes:\n  - kind: time-plan\n    rows:\n      - Plenary: {22 - 21: X}",
        good: "annexes:\n  - kind: time-plan\n    rows:\n      - Plenary: {21 - 22: X}",
        fix: "Write the earlier one first.",
    }
    TIME_PLAN_SESSION = Error "time-plan-session" {
        summary: "a session of the time plan is not known, or its name is not possible",
        why: "Each session of a day is a column. Its name must be there, once a day, and without a dash between spaces.",
        bad: "annexes:\n  - kind: time-plan\n    rows:\n      - Plenary: {20 Evening: X}",
        good: "annexes:\n  - kind: time-plan\n    rows:\n      - Plenary: {20 PM: X}",
        fix: "Correct the session, or name all sessions of a day under `sessions:`.",
    }
    TIME_PLAN_SLOT = Error "time-plan-slot" {
        summary: "a slot of the time plan is not a day with a session",
        why: "The program finds the column by the number of the day and the name of the session.",
        bad: "annexes:\n  - kind: time-plan\n    rows:\n      - Plenary: {Tuesday morning: X}",
        good: "annexes:\n  - kind: time-plan\n    rows:\n      - Plenary: {20 AM: X}",
        fix: "Write the day and the session, such as `20 AM`.",
    }
    TIME_PLAN_TEXT = Error "time-plan-text" {
        summary: "a cell or a name of the time plan is empty",
        why: "A colour alone says nothing to people who do not see it.",
        bad: "annexes:\n  - kind: time-plan\n    rows:\n      - Plenary: {20 AM: \"\"}",
        good: "annexes:\n  - kind: time-plan\n    rows:\n      - Plenary: {20 AM: X}",
        fix: "Write some words or X, or remove the entry.",
    }
}
