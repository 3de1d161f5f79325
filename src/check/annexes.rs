//! Annexes that are made of typed data. What is wrong in them is found where they are made
//! (`compose/grid.rs`, `questions.rs`): here it is explained.

use crate::rules;

rules! {
    /// Found in `compose/grid.rs`.
    TIME_PLAN_NARROW = Warning "time-plan-narrow" {
        summary: "a word of the time plan is longer than its cell is wide",
        why: "It is broken in the middle, where no reader expects it.",
        source: "house rule of this program: the columns share the width of the page",
        bad: "rows:\n  - Plenary: {20 AM: Videoconference}",
        good: "rows:\n  - Plenary: {20 AM: {text: X, note: 1}}\nnotes: {1: Videoconference}",
        mend: "Write less in the cell and the rest in a note, or show fewer days or sessions.",
    }
    /// Found in `questions.rs`.
    QUESTION_GROUP = Warning "question-group" {
        summary: "a Question in the list of Questions is one of another group",
        why: "The list is left over from the letter of another group, or the number is mistyped.",
        source: "practice: Questions are numbered by study group, `1/1`",
        bad: "group: SG1\nquestions:\n  - {number: 1/5, title: Security strategy}",
        good: "group: SG1\nquestions:\n  - {number: 1/1, title: Security strategy}",
        mend: "Correct the number, or write it without the group (`number: 1`).",
    }
}
