use super::*;
use crate::base::Source;
use proptest::prelude::*;
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let source = Source::new("en.yaml", include_str!("../../../../templates/phrases/en.yaml"));
    Phrases::load(&source, &mut Default::default()).expect("phrases")
});

fn reader() -> Reader<'static> {
    Reader {
        phrases: &PHRASES,
        places: vec!["Kigali, Rwanda".into(), "the Convention Hall".into(), "Kigali".into(), "Rwanda".into()],
        strangers: Vec::new(),
        gone: vec![("meeting.agreed".into(), "[date]"), ("due.visa".into(), "[date]")],
        annexes: ["agenda".to_owned()].into(),
    }
}

fn cleared(text: &str) -> String {
    reader().clear(text).text
}

#[test]
fn dates_and_times_in_every_form() {
    for (text, becomes) in [
        ("on Monday, 19 April 2021, at noon", "on [date], at noon"),
        ("on Monday 19\nApril 2021.", "on [date]."),
        ("from 20 to 30 April", "from [date]"),
        ("20\u{2011}30\u{a0}April\u{a0}2021", "[date]"),
        ("29 November-3 December 2027", "[date]"),
        ("6-10 and 13-17 June 2022", "[date]"),
        ("19 April 2021 (Monday)", "[date])"),
        ("in September 2020", "in [date]"),
        ("every Thursday", "every [day]"),
        ("Sat 24 April", "[date]"),
        ("since 2017", "since [year]"),
        ("2021-04-19", "[date]"),
        ("19.04.2021 and 19/4/21", "[date] and [date]"),
        ("at 0930 hours", "at [time]"),
        ("at 10:00-16:00 hours, Geneva time", "at [time], Geneva time"),
        ("at 9:30", "at [time]"),
        ("1400-1530 hours", "[time]"),
    ] {
        // The closing bracket of a day of the week behind a date belongs to the date.
        let becomes = becomes.trim_end_matches(')');
        assert_eq!(cleared(text).trim_end_matches(')'), becomes, "{text}");
    }
}

#[test]
fn numbers_of_documents_and_letters_whole() {
    for (text, becomes) in [
        ("see TD3473, TD 12 and C-123", "see [number], TD [number] and [number]"),
        ("TSB Circular 68", "TSB Circular [number]"),
        ("TSB Collective letter 1/17 says", "TSB Collective letter [number] says"),
        ("(AG-R21)", "([number])"),
        ("X.1054 (revised)", "[number] (revised)"),
        ("T17-SG1-COL-0011", "[number]"),
        ("the sixth virtual meeting", "the [number] virtual meeting"),
        ("the first day of the meeting", "the first day of the meeting"),
        ("the 3rd time", "the [number] time"),
        (
            "Question 13/17 of WP2/17 and Working Parties 1/17 and 2/17",
            "Question 13/17 of WP2/17 and Working Parties 1/17 and 2/17",
        ),
    ] {
        assert_eq!(cleared(text), becomes, "{text}");
    }
}

#[test]
fn facts_pointers_and_links() {
    for (text, becomes) in [
        ("agreed on {{ meeting.agreed }}", "agreed on [date]"),
        ("in {{ meeting.agreed_by }}", "in {{ meeting.agreed_by }}"),
        ("on {{ '2021-04-19' | long_date }}", "on [date]"),
        ("by {{ due.visa }} or {{ due.registration }}", "by [date] or {{ due.registration }}"),
        ("see {{ annex.agenda }} and {{ annex.host }}", "see {{ annex.agenda }} and [insert the annex]"),
        ("see [the page](https://x.example/2021/a \"The page\") now", "see the page [link] now"),
        (
            "see [the page](https://x.example/a \"The page\") now",
            "see [the page](https://x.example/a \"The page\") now",
        ),
        ("see https://x.example/2021.", "see [link]."),
        ("write to <meeting2021@x.example>", "write to [address]"),
        ("{% if letter.year < 2022 %}a{% endif %}", "[text]"),
        ("in Kigali, Rwanda, at the Convention Hall; Kigali time", "in [place], at [place]; Kigali time"),
    ] {
        assert_eq!(cleared(text), becomes, "{text}");
    }
}

#[test]
fn the_names_of_another_group_go() {
    let reader = Reader { strangers: vec!["SG14".into(), "Study Group 14".into()], ..reader() };
    let found = reader.clear("SG14 and Study Group 14 ask Q2/14; XSG14 does not");
    assert_eq!(found.text, "[group] and [group] ask Q2/14; XSG14 does not");
}

#[test]
fn a_placeholder_is_never_a_link() {
    assert_eq!(cleared("19 April 2021(see below)"), "\\[date\\](see below)");
    assert_eq!(cleared("19 April 2021: a day"), "\\[date\\]: a day");
    assert_eq!(cleared("on 19 April 2021: a day"), "on [date]: a day");
}

#[test]
fn what_stays_is_told() {
    let found = reader().clear("WTSA-16 and A.5 in room 3 of SG14, WP 1/14, with JTC 1, on 3 May 2021");
    assert_eq!(found.doubts, ["WTSA-16", "A.5", "3"]);
    assert_eq!(found.was, ["3 May 2021"]);
    assert_eq!(reader().clear("see TSB Circular 295").was, ["Circular 295"]);
}

proptest! {
    #[test]
    fn nothing_is_found_twice(words in proptest::collection::vec(
        "[a-zA-Z]{1,8}|[0-9]{1,5}|[0-3]?[0-9] (April|May|June)( 20[0-9]{2})?|Monday,?|[0-9]{1,2}:[0-9]{2}|TD[0-9]{1,4}|[(),.:;/-]|\\{\\{ meeting.agreed \\}\\}",
        1..30,
    )) {
        let once = reader().clear(&words.join(" "));
        let twice = reader().clear(&once.text);
        prop_assert_eq!(&twice.text, &once.text);
        let is_left = once.text.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() > 2);
        prop_assert!(!is_left, "{}", once.text);
    }

    #[test]
    fn any_text_is_cleared(text in "\\PC{0,200}") {
        let once = reader().clear(&text);
        prop_assert!(once.was.is_empty() == (once.text == text) || once.text.contains('['), "{}", once.text);
    }
}
