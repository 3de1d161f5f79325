//! Rules of what a letter says by itself: keys and facts that contradict each other.

use crate::rules;

rules! {
    EMPTY = Error "empty" {
        summary: "the file of a letter is empty",
        why: "A letter needs at least a number, a group, a date and a meeting.",
        bad: "# nothing but a comment",
        good: "number: 1\ngroup: SG1\ndate: 2021-01-21\nmeeting: {starts: 2021-04-20, ends: 2021-04-30}",
        fix: "Write the letter, or delete the file; `letters new` starts a letter.",
    }
    LETTER_FORM = Error "letter-form" {
        summary: "the keys that say what a letter is contradict each other",
        why: "A letter is an addendum or a corrigendum, not both. Only these and revisions have `changes` and `date-of-original`.",
        bad: "date-of-original: 2021-01-07",
        good: "addendum: 1\ndate-of-original: 2021-01-07",
        fix: "Say what the letter is with `addendum`, `corrigendum` or `revision`, or remove the key that the message shows.",
    }
    LETTER_NUMBER = Error "letter-number" {
        summary: "the number of a letter, an addendum, a corrigendum or a revision is not possible",
        why: "File names have room for numbers of letters from 1 to 9999, and of addenda, corrigenda and revisions from 1 to 99.",
        bad: "number: 0",
        good: "number: 1",
        fix: "Correct the number.",
    }
    ORIGINAL_AFTER_LETTER = Error "original-after-letter" {
        summary: "an addendum, a corrigendum or a revision is earlier than the letter that it changes",
        why: "A letter can only change an earlier letter.",
        source: "plain sense",
        bad: "date: 2021-02-21\naddendum: 1\ndate-of-original: 2021-12-21",
        good: "date: 2021-02-21\naddendum: 1\ndate-of-original: 2021-01-21",
        fix: "Correct one of the two dates.",
    }
    END_BEFORE_START = Error "end-before-start" {
        summary: "a meeting or an event ends before it starts",
        why: "One of the two dates is wrong, often its month.",
        source: "plain sense",
        bad: "meeting: {starts: 2021-04-20, ends: 2021-04-03}",
        good: "meeting: {starts: 2021-04-20, ends: 2021-04-30}",
        fix: "Correct one of the two dates.",
    }
    PLENARY_OUTSIDE_MEETING = Error "plenary-outside-meeting" {
        summary: "the opening plenary is on a day outside the meeting",
        why: "A date outside the meeting is often left over from an earlier letter.",
        source: "real letters with a plenary \"opened on\" a day of the previous year",
        bad: "meeting: {starts: 2021-04-20, ends: 2021-04-30, opening-plenary: 2020-04-22}",
        good: "meeting: {starts: 2021-04-20, ends: 2021-04-30, opening-plenary: 2021-04-22}",
        fix: "Correct the date of the plenary or the dates of the meeting.",
    }
    PARTS_OF_MEETING = Error "parts-of-meeting" {
        summary: "the parts of a meeting do not fit together, or not with the meeting",
        why: "People travel by the dates of the parts, and deadlines count from them.",
        source: "meetings of 2025 and 2026 that were virtual on some days and in Geneva on others",
        bad: "meeting:\n  starts: 2021-04-20\n  ends: 2021-04-30\n  parts:\n    - {starts: 2021-04-20, format: virtual}\n    - {starts: 2021-04-26, ends: 2021-05-30}",
        good: "meeting:\n  starts: 2021-04-20\n  ends: 2021-04-30\n  parts:\n    - {starts: 2021-04-20, format: virtual}\n    - {starts: 2021-04-26, ends: 2021-04-30}",
        fix: "Correct the days of the parts or of the meeting.",
    }
    DESK_AFTER_OPENING = Error "desk-after-opening" {
        summary: "the registration desk opens when the meeting has already started",
        why: "Delegates need their badges to enter.",
        source: "practice: the desk opens one hour before the meeting",
        bad: "meeting: {opens: 09:30, registration-desk: 10:30, …}",
        good: "meeting: {opens: 09:30, registration-desk: 08:30, …}",
        fix: "Correct one of the two times.",
    }
    DESK_HOURS = Error "desk-hours" {
        summary: "the days of the registration desk do not fit together, or not with the meeting",
        why: "People plan their arrival by these days.",
        source: "pages of ITU with the hours of badge desks, 2022-2023: open from the Friday before the meeting",
        bad: "meeting:\n  starts: 2021-04-20\n  ends: 2021-04-30\n  desk-hours:\n    - {starts: 2020-04-20, hours: 08:30-17:00}",
        good: "meeting:\n  starts: 2021-04-20\n  ends: 2021-04-30\n  desk-hours:\n    - {starts: 2021-04-20, hours: 08:30-17:00}",
        fix: "Correct the days; list each day once, in their order.",
    }
    ENDORSED_AFTER_OPENING = Error "endorsed-after-opening" {
        summary: "the meeting that endorsed this one is not earlier than this one",
        why: "Only an earlier meeting can endorse this one.",
        source: "plain sense",
        bad: "meeting: {starts: 2018-03-05, ends: 2018-03-09, endorsed: {starts: 2018-11-13}}",
        good: "meeting: {starts: 2018-03-05, ends: 2018-03-09, endorsed: {starts: 2017-11-13}}",
        fix: "Correct the date; often only the year is wrong.",
    }
    VIRTUAL_PLACE = Error "virtual-place" {
        summary: "a virtual meeting has a place, a venue, a host or a registration desk",
        why: "People do not travel to a virtual meeting. Either the format is wrong, or the place is left over.",
        source: "practice, 2020-2021",
        bad: "meeting: {format: virtual, registration-desk: 08:30, …}",
        good: "meeting: {format: virtual, …}",
        fix: "Remove the key, or write `format: hybrid`.",
    }
    KIND_OF_MEETING = Error "kind-of-meeting" {
        summary: "a key does not belong to this kind of meeting",
        why: "The sentences for this kind of meeting do not use the key, so its text would not appear.",
        bad: "meeting: {starts: 2021-04-20, ends: 2021-04-30, title: ITU Workshop on security}",
        good: "meeting: {kind: event, starts: 2021-04-20, ends: 2021-04-30, title: ITU Workshop on security}",
        fix: "Remove the key, or correct `kind:`.",
    }
    HOURS = Error "hours" {
        summary: "hours end before they begin",
        why: "The two times are in the wrong order, or one of them is wrong.",
        bad: "meeting: {starts: 2021-04-20, ends: 2021-04-30, daily-hours: 16:00-10:00}",
        good: "meeting: {starts: 2021-04-20, ends: 2021-04-30, daily-hours: 10:00-16:00}",
        fix: "Write the earlier time first, such as 10:00-16:00.",
    }
    SUBJECT = Error "subject" {
        summary: "the subject is empty or has too many lines",
        why: "The subject shows what the letter is about, and more than six lines leave no room for the letter on its first page.",
        bad: "subject: \"\"",
        good: "subject: Meeting of Study Group 1",
        fix: "Write one to six lines, or remove the line: the subject then follows from the meeting.",
    }
    FORM = Error "form" {
        summary: "the keys of a form or of one of its fields contradict each other",
        why: "A reader could not fill in such a form: a choice without options, or two sets of fields.",
        bad: "annexes:\n  - kind: form\n    title: Visit\n    fields: [{label: Name, options: [], kind: choice}]",
        good: "annexes:\n  - kind: form\n    title: Visit\n    fields: [{label: Name, options: [yes, no], kind: choice}]",
        fix: "Correct the field as the message says; `letters docs yaml` lists the keys of forms and fields.",
    }
    TIME_PLAN_ROW = Error "time-plan-row" {
        summary: "the time plan has no rows, or a row has no name",
        why: "A row is a group that meets: its name, a colon, and the sessions in which it meets.",
        bad: "annexes:\n  - kind: time-plan\n    rows: []",
        good: "annexes:\n  - kind: time-plan\n    rows:\n      - Plenary: {20 AM: X}",
        fix: "Write the name of the row, a colon, and its slots.",
    }
}
