//! Deadlines that are typed in the text against those of the table.

use super::Text;
use super::tokens::{has_any, sentence};
use crate::base::Diagnostics;
use crate::check::words::WORDS;
use crate::model::letter::DeadlineItem;
use crate::rules;
use chrono::NaiveDate;

rules! {
    /// `register by 15 March`.
    DEADLINE_IN_TEXT = Warning "deadline-in-text" {
        summary: "the text and the table give different deadlines",
        why: "A typed date stays when the meeting is moved or the letter is copied.",
        source: "practice: when a date is typed in two places, one of them is often forgotten",
        bad: "meeting: {starts: 2021-04-20, …}   # registration is due on 20 March\nbody:\n  - text: Please register by 15 March 2021.",
        good: "body:\n  - text: \"Please register by {{ due.registration }}.\"",
        fix: "Write the date as a fact ({{ due.registration }}), or correct the table under `deadlines:`.",
    }
}

/// What a sentence is about, by its words, and how templates call it.
const ITEMS: [(DeadlineItem, &str, &[&str]); 7] = [
    (DeadlineItem::Translation, "translation", &["translation", "translated"]),
    (DeadlineItem::Captioning, "captioning", &["captioning", "captions"]),
    (DeadlineItem::Fellowship, "fellowship", &["fellowship", "fellowships"]),
    (DeadlineItem::Interpretation, "interpretation", &["interpretation"]),
    (DeadlineItem::Visa, "visa", &["visa", "visas"]),
    (DeadlineItem::Registration, "registration", &["registration", "register", "registered"]),
    (DeadlineItem::Contributions, "contributions", &["contribution", "contributions"]),
];

/// Words that end at a deadline.
const BY: [&str; 7] = ["by", "before", "until", "than", "is", "of", "on"];

/// Looks at every date behind `by` and the like.
pub fn check(text: &Text<'_>, problems: &mut Diagnostics) {
    let rows = &text.facts.resolved.deadlines;
    for passage in text.passages() {
        for mention in passage.dates().iter().filter(|mention| mention.days.len() == 1) {
            let sentence = sentence(&passage.text, mention.range.start);
            let before =
                passage.text[..mention.range.start].trim_end().rsplit([' ', '(']).next().unwrap_or_default();
            let is_due = matches!(before, "by" | "before" | "until" | "than")
                || BY.contains(&before) && has_any(sentence, &["deadline", "due"]);
            if !is_due || !passage.is_own(mention.range.start) || has_any(sentence, &WORDS.apart) {
                continue;
            }
            let (Some((item, name, _)), Some(day)) =
                (ITEMS.iter().find(|(_, _, words)| has_any(sentence, words)), mention.days.first())
            else {
                continue;
            };
            let dates: Vec<NaiveDate> =
                rows.iter().filter(|row| row.has(*item)).map(|row| row.date).collect();
            // A sentence may tell of several.
            let is_one = rows.iter().any(|row| day.is(row.date))
                && ITEMS.iter().filter(|(_, _, w)| has_any(sentence, w)).count() > 1;
            let (Some(due), false) = (dates.first(), is_one || dates.iter().any(|date| day.is(*date))) else {
                continue;
            };
            let shown = &passage.text[mention.range.clone()];
            let expected = text.facts.phrases.dates.day(*due);
            DEADLINE_IN_TEXT
                .finding(format!(
                    "the text gives {shown}, but in the table the deadline `{name}` is {expected}"
                ))
                .at(&passage.place(mention.range.clone()), format!("expected {expected}"))
                .hint(format!("write `{{{{ due.{name} }}}}` to show the date of the table"))
                .report(problems);
        }
    }
}
