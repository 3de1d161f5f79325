//! Annex A: the wording of its time, items of the letter's own, the hours of the registration desk, and where a form is
//! sent by when.

use crate::common::outline::paragraphs;
use crate::common::session;
use collective_letters::base::Source;
use collective_letters::project::session::Session;

/// The paragraphs of a letter of SG15, and the codes of what was found.
fn made(session: &Session, date: &str, rest: &str) -> (Vec<String>, Vec<&'static str>) {
    let source = Source::new("letters/a.yaml", format!("number: 1\ngroup: SG15\ndate: {date}\n{rest}"));
    let letter = session.read(&source);
    let composition = session.compose(&letter);
    let codes = composition.findings.problems.iter().map(|problem| problem.rule.code).collect();
    (composition.document().map(paragraphs).unwrap_or_default(), codes)
}

fn the<'t>(paragraphs: &'t [String], start: &str) -> &'t str {
    paragraphs
        .iter()
        .find(|text| text.starts_with(start))
        .unwrap_or_else(|| panic!("no {start}: {paragraphs:#?}"))
}

const MEETING_2017: &str = "meeting: {starts: 2017-06-19, ends: 2017-06-30, opens: \"09:30\"}\n";
const MEETING_2026: &str = "meeting: {starts: 2026-12-07, ends: 2026-12-11, opens: \"09:30\"}\n";
const FORM: &str = "annexes: [{kind: practical}, {kind: form, form: fellowship}]\n";

#[test]
fn a_letter_has_the_wording_of_its_time() {
    let session = session::session("tests/letters");
    let (old, _) = made(&session, "2017-03-06", &format!("{MEETING_2017}{FORM}"));
    assert!(the(&old, "FELLOWSHIPS:").contains("One partial fellowship per Administration"));
    assert!(the(&old, "REGISTRATION:").contains("As outlined in TSB Circular 68, "));
    assert!(
        the(&old, "VISA SUPPORT:").contains("from the embassy or consulate that represents the host country")
    );
    for item in ["BADGES:", "ACCESSIBILITY:", "CODE OF CONDUCT:"] {
        assert!(!old.iter().any(|text| text.starts_with(item)), "{item}");
    }
    let (new, _) = made(&session, "2026-07-06", &format!("{MEETING_2026}{FORM}"));
    let fellowships = the(&new, "FELLOWSHIPS:");
    assert!(fellowships.contains("One full or up to two partial fellowships per eligible Member State"));
    assert!(
        fellowships
            .contains("must reach fellowships@itu.int by 26 October 2026, by means of the form in Annex B.")
    );
    assert!(the(&new, "REGISTRATION:").contains("TSB Circulars 68 and 118 of the study period 2017-2020"));
    let visa = the(&new, "VISA SUPPORT:");
    assert!(
        visa.contains("in the registration form by 7 November 2026") && visa.contains("21 days"),
        "{visa}"
    );
    assert!(
        the(&new, "ACCESSIBILITY:").contains("can be requested at least two months before the first day")
    );
    the(&new, "BADGES: Badges are personal.");
    the(&new, "CODE OF CONDUCT:");
    assert!(the(&new, "NEW DELEGATES:").contains("Bridging the Standardization Gap (BSG)"));
}

#[test]
fn the_fellowship_form_knows_its_mailbox_and_its_date() {
    let session = session::session("tests/letters");
    let (new, codes) = made(&session, "2026-07-06", &format!("{MEETING_2026}{FORM}"));
    the(&new, "Please return this form to fellowships@itu.int by 26 October 2026.");
    assert!(!codes.contains(&"due-not-listed"));
    let said = "annexes: [{kind: form, form: fellowship, return-to: us@itu.int, due: registration}]\n";
    let (said, _) = made(&session, "2026-07-06", &format!("{MEETING_2026}{said}"));
    the(&said, "Please return this form to us@itu.int by 7 November 2026.");
    // A deadline that is not listed gives no date.
    let (none, codes) =
        made(&session, "2026-07-06", &format!("{MEETING_2026}{FORM}deadlines: {{fellowship: omit}}\n"));
    the(&none, "Please return this form to fellowships@itu.int.");
    assert!(!codes.contains(&"due-not-listed"));
    assert!(the(&none, "FELLOWSHIPS:").contains("at least six weeks before the first day of the meeting"));
    let (old, _) = made(&session, "2017-03-06", &format!("{MEETING_2017}{FORM}"));
    assert!(!old.iter().any(|text| text.contains("fellowships@itu.int")));
    assert!(the(&old, "Please return this form to").ends_with("by 8 May 2017."));
}

#[test]
fn own_items_stand_behind_theirs() {
    let session = session::session("tests/letters");
    let annex = "annexes:\n  - kind: practical\n    own-items:\n      \
        - {head: PARKING, text: There is none., after: hotels}\n      \
        - {head: \"BICYCLES, *too*\", text: \"There are stands.\", after: hotels}\n      \
        - {head: SMOKING, text: Not here., after: working-language}\n";
    let (texts, codes) = made(&session, "2026-07-06", &format!("{MEETING_2026}{annex}"));
    let at = |start: &str| {
        texts.iter().position(|text| text.starts_with(start)).unwrap_or_else(|| panic!("{start}"))
    };
    let hotels = at("HOTELS:");
    assert_eq!(texts[hotels + 1], "PARKING: There is none.");
    assert_eq!(texts[hotels + 2], "BICYCLES, too: There are stands.");
    assert!(texts[hotels + 3].starts_with("PUBLIC TRANSPORT:"));
    // The item that it follows is not printed here.
    assert!(at("SMOKING: Not here.") < at("INTERPRETATION:"));
    assert!(!codes.contains(&"unknown-key"));
    let (_, codes) =
        made(&session, "2026-07-06", &format!("{MEETING_2026}{}", annex.replace("hotels", "hotel")));
    assert!(codes.contains(&"unknown-key"), "{codes:?}");
}

#[test]
fn the_hours_of_the_desk_are_said_once_and_somewhere() {
    let session = session::session("tests/letters");
    let meeting = "meeting:\n  starts: 2026-12-07\n  ends: 2026-12-11\n  opens: 09:30\n  desk-hours:\n    \
        - {starts: 2026-12-04, hours: 14:00-17:00}\n    - {starts: 2026-12-07, ends: 2026-12-11, hours: [08:00-12:00, 13:30-17:00]}\n";
    let (texts, codes) = made(&session, "2026-07-06", meeting);
    let hours = "Friday, 4 December 2026, 14:00-17:00 hours; 7-11 December 2026, 08:00-12:00 hours and 13:30-17:00 hours.";
    assert!(the(&texts, "BADGES:").ends_with(hours), "{texts:#?}");
    let begins = "Participant registration will begin at 1400 hours on Friday, 4 December 2026, at the Montbrillant building entrance.";
    assert_eq!(texts.iter().filter(|text| text.contains(begins)).count(), 1);
    assert_eq!(texts.iter().filter(|text| text.contains(hours)).count(), 1);
    assert!(codes.is_empty(), "{codes:?}");
    let without = "annexes: [{kind: practical, items: {badges: \"\"}}]\n";
    let (texts, _) = made(&session, "2026-07-06", &format!("{meeting}{without}"));
    assert!(texts.iter().any(|text| {
        text.contains(&format!("The registration desk is open at the following times: {hours}"))
    }));
    // Before 2022, the item is there for its hours.
    let (texts, _) = made(&session, "2020-07-06", &meeting.replace("2026", "2020"));
    assert!(the(&texts, "BADGES:").contains("Friday, 4 December 2020"));
}

#[test]
fn days_of_the_desk_fit_together_and_with_the_meeting() {
    let session = session::session("tests/letters");
    let found = |desk: &str| {
        let meeting =
            format!("meeting:\n  starts: 2026-12-07\n  ends: 2026-12-11\n  opens: 09:30\n  {desk}\n");
        made(&session, "2026-07-06", &meeting).1
    };
    let one = |days: &str| found(&format!("desk-hours: [{days}]"));
    assert!(one("{starts: 2026-12-07, hours: 08:30-17:00}").is_empty());
    for wrong in [
        "{starts: 2026-12-09, ends: 2026-12-07, hours: 08:30-17:00}",
        "{starts: 2026-12-12, hours: 08:30-17:00}",
        "{starts: 2025-12-07, hours: 08:30-17:00}",
        "{starts: 2026-12-07, hours: 08:30-17:00}, {starts: 2026-12-07, hours: 08:30-17:00}",
    ] {
        assert!(one(wrong).contains(&"desk-hours"), "{wrong}");
    }
    for late in ["{starts: 2026-12-07, hours: 09:30-17:00}", "{starts: 2026-12-08, hours: 08:30-17:00}"] {
        assert!(one(late).contains(&"desk-after-opening"), "{late}");
    }
    let both = found("registration-desk: 08:30\n  desk-hours: [{starts: 2026-12-07, hours: 08:30-17:00}]");
    assert!(both.contains(&"desk-hours"), "{both:?}");
    let virtually = found("format: virtual\n  desk-hours: [{starts: 2026-12-07, hours: 08:30-17:00}]");
    assert!(virtually.contains(&"virtual-place"), "{virtually:?}");
}
