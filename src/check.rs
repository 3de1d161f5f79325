//! Checks between the facts of a letter: dates that cannot be, notice that is too short.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::resolve::Resolved;
use chrono::Months;

/// Checks a resolved letter.
pub fn letter(resolved: &Resolved<'_>, problems: &mut Diagnostics) {
    let letter = resolved.letter;
    let Some(meeting) = &letter.meeting else { return };
    let (date, starts) = (&letter.date, &meeting.starts);
    let first = meeting.first_day();
    if let Some(agreed) = meeting.agreed.as_ref().filter(|agreed| agreed.value > date.value) {
        problems.push(
            Diagnostic::warning(
                "agreed-after-letter",
                format!("the letter says what was agreed on {}, after its own date", agreed.value),
            )
            .at(&agreed.span, format!("expected {} or earlier", date.value))
            .note(&date.span, "the letter's date")
            .hint("one of the two dates, perhaps only its year, is left over from another letter"),
        );
    }
    if date.value >= first {
        problems.push(
            Diagnostic::error(
                "letter-after-opening",
                format!("the letter is dated {}, when the meeting has begun", date.value),
            )
            .at(&date.span, format!("expected a date before {first}"))
            .note(&starts.span, "the meeting starts here"),
        );
        return;
    }
    // Rec. ITU-T A.1 §1.3.2: the letter goes out two months before the opening.
    if let Some(latest) = first
        .checked_sub_months(Months::new(2))
        .filter(|latest| date.value > *latest && letter.part().is_original())
    {
        problems.push(
            Diagnostic::information("short-notice", format!("the letter is dated less than two months before the meeting (Rec. ITU-T A.1 §1.3.2: by {latest})"))
                .at(&date.span, "the letter's date")
                .note(&starts.span, "the meeting starts here"),
        );
    }
    if first.checked_sub_months(Months::new(12)).is_some_and(|earliest| date.value < earliest) {
        problems.push(
            Diagnostic::warning(
                "letter-too-early",
                format!("the letter is dated {}, more than a year before the meeting", date.value),
            )
            .at(&date.span, "the letter's date")
            .note(&starts.span, "the meeting starts here")
            .hint("look at the year: it is often left over from another letter"),
        );
    }
}
