//! Mistakes that really went out, planted one at a time into every worked letter: how many of them does a
//! check find? `cargo test planted_facts -- --nocapture` prints the share and what was missed.
//!
//! A mistake counts as found when the letter has a problem, an error or a warning, that it did not have.

#![allow(clippy::print_stdout, reason = "the share is printed")]

use crate::common::session;
use collective_letters::base::{Severity, Source};
use collective_letters::project::session::Session;

/// A mistake, and how it comes into a letter; `None` where a letter has no room for it.
type Mistake = (&'static str, fn(&str) -> Option<String>);

/// Mistakes in facts.
const MISTAKES: &[Mistake] = &[
    ("the year of the letter's date is that of the letter before", |letter| {
        let year: i32 = value(letter, "date")?.get(..4)?.parse().ok()?;
        let rest = value(letter, "date")?.get(4..)?.replace("-02-29", "-02-28");
        Some(set(letter, "", "date", &format!("{}{rest}", year - 1)))
    }),
    ("the year of the letter's date is that of the letter to come", |letter| {
        let date = value(letter, "date")?;
        let year: i32 = date.get(..4)?.parse().ok()?;
        (is_meeting(letter) && !is_amendment(letter)).then(|| {
            set(letter, "", "date", &format!("{}{}", year + 1, date[4..].replace("-02-29", "-02-28")))
        })
    }),
    ("the letter tells of what was agreed after it", |letter| {
        is_meeting(letter).then(|| set(letter, "meeting", "agreed", "2099-01-07"))
    }),
    ("a day that its month does not have", |letter| Some(set(letter, "", "date", "2021-04-31"))),
    ("the month of the last day is that before the first", |letter| {
        is_meeting(letter).then(|| set(letter, "meeting", "ends", "2009-04-30"))
    }),
    ("a fax number stands under E-mail", |letter| {
        Some(set_in(&without_block(letter, "contacts"), "contacts", "e-mail", "+41 22 730 5853"))
    }),
    ("an e-mail address stands under Tel", |letter| {
        Some(set_in(&without_block(letter, "contacts"), "contacts", "tel", "tsbsg99@itu.int"))
    }),
    ("the e-mail address is that of another group", |letter| {
        Some(set_in(&without_block(letter, "contacts"), "contacts", "e-mail", "tsbsg99@itu.int"))
    }),
    ("the web address is that of another group", |letter| {
        Some(set_in(&without_block(letter, "contacts"), "contacts", "web", "https://www.itu.int/go/tsg99"))
    }),
    ("the file reference is that of another group", |letter| {
        Some(set(letter, "", "file-reference", "SG99/XY"))
    }),
    ("the desk opens at 0830 for an afternoon", |letter| {
        let is_here =
            is_meeting(letter) && !letter.contains("format: virtual") && !letter.contains("morning");
        (is_here && !letter.contains("opening-plenary") && !letter.contains("daily-hours")).then(|| {
            let letter = set(letter, "meeting", "opens", "14:30");
            set(&letter, "meeting", "registration-desk", "08:30")
        })
    }),
    ("the registration desk of the letter before, but the meeting is virtual", |letter| {
        letter.contains("format: virtual").then(|| set(letter, "meeting", "registration-desk", "08:30"))
    }),
    ("the number in the page header is that of the letter before", |letter| {
        (!letter.contains("running-header"))
            .then(|| set_in(letter, "wording", "running-header", "TSB Collective letter 9998/17"))
    }),
    ("the count of the annexes is that of the letter before", |letter| {
        (!letter.contains("annex-count")).then(|| set_in(letter, "wording", "annex-count", "\"Annexes: 19\""))
    }),
    ("the dates of the subject are not those of the opening sentence", |letter| {
        (is_meeting(letter) && !letter.contains("  dates:"))
            .then(|| set_in(letter, "wording", "dates", "1-2 March 2015"))
    }),
    ("a pointer leads to a form that is not there", |letter| {
        Some(set_in(letter, "wording", "closing", "\"See {{ annex.no_such_form }}.\""))
    }),
    ("the opening plenary is on a day of the year before", |letter| {
        is_meeting(letter).then(|| set(letter, "meeting", "opening-plenary", "2008-04-20"))
    }),
    ("a deadline is that of the meeting before", |letter| {
        is_meeting(letter)
            .then(|| set_in(&without_block(letter, "deadlines"), "deadlines", "registration", "2010-03-20"))
    }),
    ("visa requests for a virtual meeting", |letter| {
        letter.contains("format: virtual").then(|| set_in(letter, "deadlines", "visa", "by-rule"))
    }),
    ("the signatory is who signed before", |letter| {
        let year: i32 = value(letter, "date")?.get(..4)?.parse().ok()?;
        let other = if year >= 2023 { "Chaesub Lee" } else { "Seizo Onoe" };
        Some(set(letter, "", "signatory", other))
    }),
    ("an item of the agenda ends with a comma", |letter| {
        letter
            .contains("      - Closing\n")
            .then(|| letter.replace("      - Closing\n", "      - Closing,\n"))
    }),
];

fn is_meeting(letter: &str) -> bool {
    letter.contains("\nmeeting:\n")
}

fn is_amendment(letter: &str) -> bool {
    ["\naddendum:", "\ncorrigendum:", "\nrevision:"].iter().any(|key| letter.contains(key))
}

/// The value of a key at the beginning of a line.
fn value<'l>(letter: &'l str, key: &str) -> Option<&'l str> {
    letter.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": ")).map(str::trim)
}

/// Writes a key: of the letter itself, or of one of its groups, which is there.
fn set(letter: &str, group: &str, key: &str, value: &str) -> String {
    let indent = if group.is_empty() { "" } else { "  " };
    let mut out = Vec::new();
    let (mut inside, mut done) = (group.is_empty(), false);
    for line in letter.lines() {
        if !line.starts_with([' ', '#']) && !line.is_empty() {
            inside = group.is_empty() || line == format!("{group}:");
        }
        let is_it =
            inside && line.strip_prefix(indent).is_some_and(|rest| rest.starts_with(&format!("{key}:")));
        match is_it && !done {
            true => {
                out.push(format!("{indent}{key}: {value}"));
                done = true;
            }
            false => out.push(line.to_owned()),
        }
    }
    if !done {
        let at = match group {
            "" => 0,
            _ => out.iter().position(|line| *line == format!("{group}:")).map_or(0, |at| at + 1),
        };
        out.insert(at, format!("{indent}{key}: {value}"));
    }
    out.join("\n") + "\n"
}

/// [`set`] in a group that may not be there, or be written on one line: then it is added at the end.
fn set_in(letter: &str, group: &str, key: &str, value: &str) -> String {
    if letter.contains(&format!("\n{group}:\n")) {
        return set(letter, group, key, value);
    }
    format!("{}\n{group}:\n  {key}: {value}\n", without_block(letter, group).trim_end())
}

/// The letter without one of its groups.
fn without_block(letter: &str, group: &str) -> String {
    let mut inside = false;
    let kept = letter.lines().filter(|line| {
        if !line.starts_with(' ') && !line.is_empty() {
            inside = line.starts_with(&format!("{group}:"));
        }
        !inside
    });
    kept.collect::<Vec<_>>().join("\n") + "\n"
}

/// Codes and messages of what is wrong in a letter.
fn wrong(session: &Session, name: &str, text: &str) -> Vec<String> {
    let problems = session::check(session, &Source::new(name, text)).problems.into_sorted();
    let wrong = problems.iter().filter(|problem| problem.severity > Severity::Note);
    wrong.map(|problem| format!("{}: {}", problem.rule.code, problem.message)).collect()
}

#[test]
fn nearly_every_planted_mistake_is_found() {
    let (mut planted, mut missed) = (0, Vec::new());
    for folder in session::FOLDERS {
        let session = session::session(folder);
        for path in session::letters(folder) {
            let name = path.to_string_lossy().into_owned();
            let letter = std::fs::read_to_string(&path).expect("a letter");
            let before = wrong(&session, &name, &letter);
            for (mistake, plant) in MISTAKES {
                let Some(spoilt) = plant(&letter).filter(|spoilt| *spoilt != letter) else { continue };
                planted += 1;
                if wrong(&session, &name, &spoilt).iter().all(|problem| before.contains(problem)) {
                    missed
                        .push(format!("{}: {mistake}", path.file_name().expect("a name").to_string_lossy()));
                }
            }
        }
    }
    let found = planted - missed.len();
    println!("{found} of {planted} planted mistakes are found ({} %)", found * 100 / planted.max(1));
    println!("{}", missed.join("\n"));
    assert!(planted > 80, "only {planted} mistakes could be planted");
    assert!(found * 100 >= planted * 95, "{found} of {planted}; missed:\n{}", missed.join("\n"));
}
