//! `letters due`: the dates of letters as a table, JSON, a page and calendars; what was changed, replaced and withdrawn.

use crate::common::program::{Office, letter};
use crate::common::session;
use chrono::NaiveDate;
use collective_letters::base::Language;
use collective_letters::tools::due::{Kind, Reader, held};
use std::collections::BTreeSet;
use std::fs;

const YEAR: [&str; 4] = ["--from", "2021-01-01", "--until", "2021-12-31"];

fn due(more: &[&str]) -> Vec<String> {
    [&["due"], &YEAR[..], more].concat().iter().map(|word| (*word).to_owned()).collect()
}

/// Identifier, first day and status of each date.
fn dates(office: &Office, more: &[&str]) -> Vec<(String, String, String)> {
    let arguments = due(&[&["--message-format", "json"], more].concat());
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let of = |line: &serde_json::Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
    let lines = office.run(&arguments).code(0).quiet().json();
    lines.iter().map(|line| (of(line, "id"), of(line, "starts"), of(line, "status"))).collect()
}

/// An office with the groups of the letters among the tests.
fn groups(office: Office) -> Office {
    office.file("letters/directory/groups.yaml", include_str!("letters/directory/groups.yaml"))
}

fn calendar(office: &Office) -> String {
    office.run(&["due", "--from", "2021-01-01", "--ics", "all.ics"]).code(0);
    // A range is for the table and the calendar alike.
    office.run(&["due", "--ics", "all.ics"]).code(0);
    let text = fs::read_to_string(office.path("all.ics")).expect("a calendar");
    office.run(&["due", "--ics", "all.ics"]).code(0);
    assert_eq!(fs::read_to_string(office.path("all.ics")).expect("a calendar"), text, "the same bytes");
    text.replace("\r\n ", "")
}

/// The lines of an event.
fn event<'c>(calendar: &'c str, slot: &str) -> Option<Vec<&'c str>> {
    let mut events = calendar.split("BEGIN:VEVENT").skip(1);
    let event = events.find(|event| event.contains(&format!("-{slot}@collective-letters")))?;
    Some(event.lines().collect())
}

#[test]
fn the_dates_of_a_draft_are_shown() {
    let office = groups(Office::with_letters([1]));
    let expected = [
        ("letter", "2021-02-20"),
        ("deadline-registration", "2021-03-20"),
        ("deadline-contributions", "2021-04-07"),
        ("meeting", "2021-04-20"),
    ];
    let expected: Vec<_> = expected
        .map(|(slot, day)| (format!("T17-SG17-0001-{slot}"), day.to_owned(), "draft".to_owned()))
        .to_vec();
    assert_eq!(dates(&office, &[]), expected);
    assert_eq!(dates(&office, &["--group", "SG5"]), []);
    assert_eq!(dates(&office, &["letters/1.yaml", "--group", "sg17"]), expected);
    let run = office.run(&["due", "--from", "2021-03-01", "--weeks", "4"]).code(0).quiet();
    let run = run.says("Sat 2021-03-20  deadline").says("draft, late");
    assert!(!run.stdout.contains("2021-04-07"), "{run:#?}");
    office.run(&["due", "--from", "2031-01-01"]).code(0).warns("no letter has a date from 2031-01-01");
    office
        .run(&["due", "--from", "2021-02-01", "--until", "2021-01-01"])
        .code(2)
        .warns("is before the first");
    office.run(&["due", "--from", "2021-02-31"]).code(2).warns("expected a date such as 2021-04-20");
    office.run(&["due", "--group", "SG99"]).code(2).warns("there is no group `SG99`");
    let office = office.file("letters/2.yaml", "number: 2\n");
    office.run(&["due", "--from", "2021-01-01"]).code(1).says("T17 1/17").warns("letters/2.yaml");
}

#[test]
fn a_revision_replaces_and_a_draft_of_one_proposes() {
    let issued = letter(1) + "status: issued\n";
    let revised = issued.replace("2021-04", "2021-05").replace("date: 2021-01-21", "date: 2021-02-01");
    let revised = revised + "revision: 1\ndate-of-original: 2021-01-21\n";
    let office = Office::new().file("letters/1.yaml", &issued);
    let meeting =
        |day: &str, status: &str| ("T17-SG17-0001-meeting".to_owned(), day.to_owned(), status.to_owned());
    assert!(!dates(&office, &[]).iter().any(|(id, ..)| id.ends_with("-letter")), "it was sent");
    let before = calendar(&office);
    assert!(event(&before, "meeting").expect("it").contains(&"SEQUENCE:0"), "{before}");
    let office = office.file("letters/1-rev1.yaml", revised.replace("issued\n", "draft\n"));
    let all = dates(&office, &[]);
    assert!(all.contains(&meeting("2021-04-20", "issued")) && all.contains(&meeting("2021-05-20", "draft")));
    office.run(&["due", "--from", "2021-05-20"]).code(0).says("draft, changes an issued date");
    assert_eq!(calendar(&office), before, "a draft changes no issued date");
    let office = office.file("letters/1-rev1.yaml", revised + "deadlines: {registration: omit}\n");
    let all = dates(&office, &[]);
    assert!(
        !all.contains(&meeting("2021-04-20", "issued")) && all.contains(&meeting("2021-05-20", "issued"))
    );
    assert!(!all.iter().any(|(id, ..)| id.ends_with("registration")));
    let after = calendar(&office);
    let meeting = event(&after, "meeting").expect("it");
    for line in ["SEQUENCE:1", "DTSTART;VALUE=DATE:20210520", "DTEND;VALUE=DATE:20210531", "STATUS:CONFIRMED"]
    {
        assert!(meeting.contains(&line), "{line}: {meeting:?}");
    }
    let gone = event(&after, "deadline-registration").expect("it");
    assert!(gone.contains(&"STATUS:CANCELLED") && !gone.contains(&"BEGIN:VALARM"), "{gone:?}");
}

#[test]
fn what_an_addendum_repeats_is_listed_once() {
    let issued = letter(1) + "status: issued\n";
    let addendum = issued.replace("2021-01-21", "2021-03-01") + "addendum: 1\ndate-of-original: 2021-01-21\n";
    let office = Office::new().file("letters/1.yaml", &issued);
    let alone = dates(&office, &[]);
    let office = office.file("letters/1-add1.yaml", &addendum);
    assert_eq!(dates(&office, &[]), alone);
    let own = addendum + "deadlines: {registration: {date: 2021-03-25, reason: extended}}\n";
    let office = office.file("letters/1-add1.yaml", own);
    let extended = ("T17-SG17-0001-deadline-registration".into(), "2021-03-25".into(), "issued".into());
    assert!(dates(&office, &[]).contains(&extended));
    assert_eq!(dates(&office, &[]).len(), alone.len());
    // The addendum decides also where only the letter is named.
    assert!(dates(&office, &["letters/1.yaml"]).contains(&extended));
}

#[test]
fn what_was_withdrawn_is_cancelled_in_calendars_and_listed_nowhere() {
    let office = Office::new().file("letters/1.yaml", letter(1) + "status: issued\n");
    office.run(&["build"]).code(0);
    let before = calendar(&office);
    assert!(before.contains("STATUS:CONFIRMED"));
    office.run(&["withdraw", "letters/1.yaml", "--why", "never sent"]).code(0);
    assert_eq!(dates(&office, &[]), []);
    let after = calendar(&office);
    assert_eq!(after.matches("BEGIN:VEVENT").count(), before.matches("BEGIN:VEVENT").count());
    assert_eq!(after.matches("STATUS:CANCELLED").count(), after.matches("BEGIN:VEVENT").count());
    assert!(event(&after, "meeting").expect("it").contains(&"SEQUENCE:1"), "{after}");
    // As a draft that is being corrected it is due again.
    let office = office.file("letters/1.yaml", letter(1));
    assert!(!dates(&office, &[]).is_empty());
    let draft = calendar(&office);
    assert!(draft.contains("STATUS:TENTATIVE") && !draft.contains("CANCELLED"), "{draft}");
    // Without its file, what is known of it is what was issued.
    fs::remove_file(office.path("letters/1.yaml")).expect("removed");
    let office = office.file("letters/2.yaml", letter(2));
    assert!(calendar(&office).contains("STATUS:CANCELLED"));
}

#[test]
fn a_date_of_a_draft_that_changes_raises_its_sequence_once() {
    let office = Office::new().file(
        "letters/1.yaml",
        letter(1) + "events:\n  - {title: A workshop, starts: 2021-04-19, hours: 09:30-12:00}\n",
    );
    let before = calendar(&office);
    let slot = before.split("UID:T17-SG17-0001-event-").nth(1).and_then(|rest| rest.split('@').next());
    let slot = format!("event-{}", slot.expect("the event"));
    let workshop = event(&before, &slot).expect("it");
    for line in ["DTSTART:20210419T073000Z", "DTEND:20210419T100000Z", "SEQUENCE:0", "TRIGGER:-P7D"] {
        assert!(workshop.contains(&line), "{line}: {workshop:?}");
    }
    let office = office.file("letters/1.yaml", letter(1).replace("04-20", "04-21"));
    let after = calendar(&office);
    assert!(event(&after, "meeting").expect("it").contains(&"SEQUENCE:1"), "{after}");
    let gone = event(&after, &slot).expect("what people subscribed to");
    assert!(gone.contains(&"STATUS:CANCELLED") && gone.contains(&"SEQUENCE:1"), "{gone:?}");
    // Some letters alone cancel nothing of others.
    let office = office.file("letters/2.yaml", letter(2));
    let both = calendar(&office);
    office.run(&["due", "letters/2.yaml", "--ics", "all.ics"]).code(0);
    let text = fs::read_to_string(office.path("all.ics")).expect("a calendar");
    assert_eq!(text.replace("\r\n ", ""), both);
}

#[test]
fn each_group_has_a_calendar_and_other_files_stay() {
    let other = letter(1).replace("SG17", "SG5").replace("04-20", "04-22");
    let office = groups(Office::with_letters([1])).file("letters/5.yaml", other).file("notes.ics", "mine");
    office.run(&["due", "--ics", "calendars", "--html", "due.html"]).code(0);
    assert_eq!(office.names("calendars"), ["SG17.ics", "SG5.ics"]);
    let five = fs::read_to_string(office.path("calendars/SG5.ics")).expect("a calendar");
    assert!(five.contains("X-WR-CALNAME:SG5: deadlines") && !five.contains("SG17"), "{five}");
    assert!(five.split("\r\n").all(|line| line.len() <= 75));
    office.run(&["due", "--ics", "notes.ics"]).code(2).warns("error[file-exists]");
    office.run(&["due", "--html", "notes.ics"]).code(2).warns("error[file-exists]");
    office.run(&["due", "--html", "due.html"]).code(0);
    office.run(&["due", "--from", "2021-01-01", "--weeks", "40", "--html", "due.html"]).code(0);
    let page = fs::read_to_string(office.path("due.html")).expect("a page");
    assert!(page.contains("<h2 id=\"group-1\">SG5</h2>") && page.contains("22-30 April 2021"), "{page}");
    // A group whose letters are gone.
    fs::remove_file(office.path("letters/5.yaml")).expect("removed");
    office.run(&["due", "--ics", "calendars"]).code(0);
    let five = fs::read_to_string(office.path("calendars/SG5.ics")).expect("a calendar");
    assert_eq!(five.matches("STATUS:CANCELLED").count(), five.matches("BEGIN:VEVENT").count());
}

#[test]
fn deadlines_are_those_that_every_letter_prints() {
    let (mut compared, mut languages) = (0, BTreeSet::new());
    for folder in session::FOLDERS {
        let session = session::session(folder);
        let reader = Reader::new(&session);
        for path in session::in_all_languages(folder) {
            let source = session::source(&path);
            let version = reader.read(&source).unwrap_or_else(|problems| panic!("{problems:#?}"));
            let due: Vec<NaiveDate> =
                version.items.iter().filter(|i| i.kind == Kind::Deadline).map(|i| i.days.0).collect();
            let letter = session.read(&source);
            let composition = session.compose(&letter);
            let resolved = composition.resolved.as_ref().expect("a letter");
            let rows = resolved.deadlines.iter().flat_map(|row| row.entries.iter().map(|_| row.date));
            assert_eq!(due, rows.collect::<Vec<_>>(), "{}", path.display());
            // In words, wherever the letter has its table.
            let has_table = composition
                .composed
                .as_ref()
                .expect("words")
                .templates
                .iter()
                .any(|t| t == "body/deadlines.md");
            if has_table {
                let language = resolved.letter.language();
                let prose = &composition.composed.as_ref().expect("words").prose;
                // Without spaces that do not break and marks of direction.
                let steers = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}');
                let plain = |text: &str| text.replace('\u{a0}', " ").replace(steers, "");
                let text: String = prose.blocks.iter().map(|b| plain(&b.text) + "\n").collect();
                for day in due {
                    let words = plain(&session.words(language).expect("words").dates.day(day));
                    languages.insert(language);
                    assert!(text.contains(&words), "{}: {words}", path.display());
                    compared += 1;
                }
            }
            assert!(!held(vec![version]).is_empty() || resolved.letter.meeting.is_none());
        }
    }
    assert!(compared > 100, "{compared}");
    assert_eq!(languages.len(), Language::ALL.len(), "{languages:?}");
}

#[test]
fn a_strangers_parser_reads_the_calendars_of_all_letters() {
    let office = Office::empty().copy("tests/letters", "letters");
    office.run(&["due", "--ics", "calendars"]).code(0);
    let calendars = office.contents("calendars");
    assert!(calendars.len() >= 8, "{:?}", calendars.keys());
    let mut events = 0;
    for (name, bytes) in calendars {
        let text = String::from_utf8(bytes).expect("UTF-8");
        let mut read: Vec<_> = ical::IcalParser::new(text.as_bytes()).collect();
        assert_eq!(read.len(), 1, "{name}");
        let read = read.remove(0).unwrap_or_else(|why| panic!("{name}: {why}"));
        for event in &read.events {
            for property in ["UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS"] {
                let count = event.properties.iter().filter(|own| own.name == property).count();
                assert_eq!(count, 1, "{property} in {name}");
            }
            events += 1;
        }
        assert_eq!(text.matches("BEGIN:VEVENT").count(), read.events.len(), "{name}");
    }
    assert!(events > 100, "{events}");
}
