//! Sentences that look like mistakes and are none: the checker says nothing of them.

use crate::common::session;
use collective_letters::base::Source;

/// In a letter of 21 January 2021 for a meeting from 19 to 23 April 2021.
const SENTENCES: &[&str] = &[
    // Dates of other days than the meeting's.
    "A workshop will be held on Friday, 16 April 2021.",
    "A training session for newcomers will be held the day before, on 18 April 2021 (afternoon).",
    "The next meeting of the group will be held from 6 to 10 September 2021.",
    "The previous meeting was held from 20 to 24 April 2020.",
    "The Questions were endorsed by TSAG at its meeting from 11 to 18 January 2021.",
    "The working parties will meet on 20-22 April 2021.",
    "The opening plenary will be convened on the morning of Monday, 19 April 2021.",
    "The closing plenary will begin at 1430 hours on 23 April.",
    "Rooms are held for delegates until 12 March 2021.",
    "The hotel is closed from 24 December 2020 to 3 January 2021.",
    "In the study period 2017-2020 the group approved 30 Recommendations, 12 of them in May 2020.",
    "The ITU-T homepage was redesigned in 2019 and will be again in 2022.",
    "As from 1 January 2021, all participants must use the new badge.",
    "By 10 May 2021 the report will be available.",
    "Study Group 17, 19-23 April 2021, is open to all.",
    "Texts approved on 7 January 2021 will enter into force on 1 July 2021.",
    // Deadlines.
    "Please register by 19 March 2021.",
    "Contributions must be received not later than 6 April 2021.",
    "Registration for the workshop closes on 1 April 2021, before that for the hotel.",
    "Send the titles of lightning talks by 1 March 2021.",
    // Times and other numbers.
    "The service desk is open 24 hours a day, from 0700 to 1900 hours on Saturdays.",
    "Sessions last 3 hours; a recording of 100 hours is available from 0930 hours.",
    "The archive holds 1000 hours of video and 2400 files.",
    "See ISO/IEC 9594-8:2020, Rec. ITU-T X.509 (10/2019) and RFC 5280.",
    "Shuttle buses leave at 0730, 0800 and 0830 hours, and at 24:00.",
    "The ratio of the screens is 16:90.",
    // Letters and circulars.
    "See TSB Circular 260 of 3 August 2020 and TSB Circular 261 of 5 August 2020.",
    "Further to TSB Collective letter 9/17 of 12 October 2020, please note the following.",
    "As announced in TSB Collective letter 8/17, the group has a new mailing list.",
    // Annexes and forms.
    "The procedure is set out in Annex B to Recommendation ITU-T A.5 and in Rec. ITU-T A.1, Annex C.",
    "The annexes to this letter are on the homepage; each annex has a number.",
    "The registration form on the homepage has fields for visas.",
    // Words.
    "This is part of everyday life, and had had some success; that that is so is known.",
    "The XXI century, an X-ray, Exxon and X.1333 are well known.",
    "The programme of the work programme is online; write an e-mail to email@example.org.",
    "Delegates of Côte d'Ivoire and the host's staff meet in the Popov room.",
    "Questions [Q1 and Q2] are open; what then? See below! It is [sic] so.",
    "The Vice-Chairmen and the Chairman will chair the sessions.",
    "Home delegations will find the page on the first floor.",
    // Addresses, names of files, code and titles.
    "Write to <accomodation@example.org> or everyday@example.org; see www.example.org/comittee, and registraton.docx.",
    "The \"Report of the Chair\" is in home-page.pdf; type `on on` or `a , b`.",
    // Links.
    "The plan is on the [page of the event](https://example.org/here), and you are welcome here.",
    "Contact the host: Tel: +41 22 730 5853; E-mail: <host@example.org>; Fax: +41 22 730 5111.",
    // Spaces.
    "See the file .docx; costs: EUR 5; yes: no.",
];

#[test]
fn what_only_looks_like_a_mistake_is_not_told_of() {
    let session = session::session("tests/letters");
    let mut told = Vec::new();
    for sentence in SENTENCES {
        let letter = format!(
            "number: 10\ngroup: SG17\ndate: 2021-01-21\nmeeting: {{starts: 2021-04-19, ends: 2021-04-23}}\n\
             body:\n  - opening\n  - text: >-\n      {sentence}\n  - deadlines\n"
        );
        let letter = session.read(&Source::new("letter.yaml", letter));
        let composition = session.compose(&letter);
        let problems = &composition.findings.problems;
        assert!(composition.document().is_some(), "{sentence}: {problems:#?}");
        told.extend(
            problems.iter().map(|found| format!("{sentence}\n    {}: {}", found.rule.code, found.message)),
        );
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// Letters that seem to break a rule: only a part of what it is about is in them.
const LETTERS: &[(&str, &str)] = &[
    (
        "deadlines that the letter does not print",
        "number: 10\ngroup: SG17\ndate: 2021-03-30\nmeeting: {starts: 2021-04-19, ends: 2021-04-23}\n\
         allow: {short-notice: late venue}\nbody:\n  - opening\n  - text: Bring your badge.\nannexes: []\n",
    ),
    (
        "the place and the dates of a meeting in parts, under the titles of two annexes",
        "number: 10\ngroup: SG17\ndate: 2021-01-21\nmeeting:\n  starts: 2021-04-16\n  ends: 2021-04-30\n  parts:\n    \
         - {starts: 2021-04-16, format: virtual}\n    - {starts: 2021-04-19, ends: 2021-04-23}\n    \
         - {starts: 2021-04-26, ends: 2021-04-30, place: \"Nice, France\"}\nannexes:\n  - kind: agenda\n  \
         - {kind: time-plan, rows: [Plenary: {19 AM: X}]}\n",
    ),
    (
        "a workshop that is announced six weeks before",
        "series: circular\nnumber: 10\ngroup: SG17\ndate: 2021-03-10\n\
         meeting: {kind: event, title: Workshop on trust, starts: 2021-04-21, ends: 2021-04-21}\nbody:\n  - opening\n",
    ),
];

#[test]
fn a_rule_holds_only_for_what_it_is_about() {
    let session = session::session("tests/letters");
    for (what, letter) in LETTERS {
        let letter = session.read(&Source::new("letter.yaml", *letter));
        let composition = session.compose(&letter);
        let problems = &composition.findings.problems;
        assert!(composition.document().is_some() && problems.is_empty(), "{what}: {problems:#?}");
    }
}
