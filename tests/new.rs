//! New letters begun from every letter there is: nothing of the old meeting is left in them but in comments,
//! the checker finds every placeholder, and with those filled in each can be built.

use crate::common::dates::{MONTHS, WEEKDAYS};
use crate::common::program::{Office, letter, slashes};
use crate::common::session;
use chrono::NaiveDate;
use collective_letters::base::yaml::{self, Node, Value};
use collective_letters::base::{Format as File, Severity, Source};
use collective_letters::model::letter::{Amendment, Day, Format, Kind, Series};
use collective_letters::project::register;
use collective_letters::project::session::Session;
use collective_letters::tools::new::{self, Asked, AskedMeeting, Begun, Old, Todo, What};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

fn day(text: &str) -> Day {
    Day { date: NaiveDate::parse_from_str(text, "%Y-%m-%d").expect("a date"), half: None }
}

/// How a new letter is asked for.
#[derive(Clone, Copy, Debug)]
struct Way {
    agenda: bool,
    texts: bool,
    /// Another place and way of meeting than the old one.
    elsewhere: Option<Format>,
}

const WAYS: [Way; 5] = [
    Way { agenda: true, texts: true, elsewhere: None },
    Way { agenda: false, texts: true, elsewhere: None },
    Way { agenda: false, texts: false, elsewhere: None },
    Way { agenda: true, texts: true, elsewhere: Some(Format::Physical) },
    Way { agenda: true, texts: true, elsewhere: Some(Format::Virtual) },
];

/// Facts whose digits and months no old letter has.
fn asked(old: &Old, way: Way) -> Asked {
    let letter = old.letter();
    let meeting = letter.meeting.as_ref().map(|was| AskedMeeting {
        kind: was.kind(),
        format: way.elsewhere.unwrap_or(was.format()),
        starts: day("2031-12-09"),
        ends: day("2031-12-19"),
        place: match way.elsewhere {
            Some(Format::Virtual) => None,
            Some(_) => Some("Kingston, Jamaica".to_owned()),
            None => was.town().filter(|town| *town != "Geneva").map(str::to_owned),
        },
    });
    Asked {
        what: What::Letter,
        series: letter.series(),
        number: 77,
        group: letter.group.value.clone(),
        date: day("2031-09-03").date,
        meeting,
        agenda: way.agenda,
        texts: way.texts,
        strangers: Vec::new(),
        schema: "letter.schema.json".to_owned(),
        beside: true,
    }
}

/// Every letter of the house and of the tests, begun anew in every way.
fn each(mut test: impl FnMut(&Session, &PathBuf, &Old, Way, &Begun, &Arc<Source>)) {
    for folder in session::FOLDERS {
        let session = session::session(folder);
        for path in session::letters(folder) {
            let source = session::source(&path);
            let called = register::entry(&session, &source, &[]).letter.expect("a number");
            let old = Old::read(&source, &called, &mut Default::default()).expect("a letter");
            for way in WAYS {
                let begun = new::begin(&session, &asked(&old, way), Some(&old));
                // Beside the old letter, where its pictures are.
                let new = Source::new(path.with_file_name("new.yaml"), begun.text.as_str());
                test(&session, &path, &old, way, &begun, &new);
            }
        }
    }
}

fn read(source: &Arc<Source>) -> Node {
    let mut problems = Default::default();
    let node = yaml::parse(source, &mut problems);
    assert!(problems.is_empty(), "{problems:?}\n{}", source.text());
    node.expect("YAML")
}

/// All keys and values with the path of keys that leads to them.
fn walk(node: &Node, path: &str, found: &mut Vec<(String, String)>) {
    match &node.value {
        Value::Null => {}
        Value::Scalar { text, .. } => found.push((path.to_owned(), text.clone())),
        Value::List(items) => items.iter().for_each(|item| walk(item, path, found)),
        Value::Mapping(entries) => {
            for (key, value) in entries {
                let path = format!("{path}/{}", key.text);
                found.push((path.clone(), key.text.clone()));
                walk(value, &path, found);
            }
        }
    }
}

/// How to reach people and where hotels are is the same for every meeting there; other facts were just given.
fn is_let_be(path: &str) -> bool {
    ["/contacts", "/number", "/date", "/meeting/starts", "/meeting/ends", "/meeting/place"]
        .iter()
        .any(|start| path == *start || (path.starts_with("/contacts/") && *start == "/contacts"))
        || ["/tel", "/hotels/distance", "/hotels/address"].iter().any(|end| path.ends_with(end))
}

#[test]
fn nothing_of_the_old_meeting_is_left() {
    let mut count = 0;
    each(|_, path, old, way, _, new| {
        let at = |text: &str| format!("{} {way:?}: {text:?}\n{}", path.display(), new.text());
        let mut found = Vec::new();
        walk(&read(new), "", &mut found);
        for (key, text) in found.iter().filter(|(key, _)| !is_let_be(key)) {
            count += 1;
            let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
            assert!(
                !words.iter().any(|word| MONTHS.contains(word) || WEEKDAYS.contains(word)),
                "{key} {}",
                at(text)
            );
            let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() > 2);
            assert_eq!(runs.count(), 0, "{key} {}", at(text));
            for word in ["Circular 6", "Circular 1", "TD3", "letter 1", "0930", "[date] hours"] {
                assert!(!text.contains(word), "{key} {}", at(text));
            }
            for fact in
                ["meeting.agreed", "meeting.ordinal", "meeting.venue", "meeting.host", "meeting.endorsed"]
            {
                assert!(!text.contains(&format!("{{{{ {fact}")), "{key} {}", at(text));
            }
            let town = old.letter().meeting.as_ref().and_then(|meeting| meeting.town()).unwrap_or("Geneva");
            if way.elsewhere.is_some() && town != "Geneva" {
                town.split(", ").for_each(|name| assert!(!text.contains(name), "{key} {}", at(text)));
            }
        }
        for key in ["allow", "events", "period", "file-name", "addendum", "revision", "changes", "on-behalf"]
        {
            assert!(read(new).get(key).is_none(), "{key} {}", at(""));
        }
    });
    assert!(count > 1000, "only {count} values were looked at");
}

#[test]
fn the_checker_finds_every_placeholder_and_no_error() {
    let mut placeholders = 0;
    each(|session, path, _, way, begun, new| {
        let made = session::check(session, new);
        let problems = made.problems.into_sorted();
        let errors: Vec<_> = problems.iter().filter(|p| p.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{} {way:?}: {errors:#?}\n{}", path.display(), new.text());
        let found: Vec<usize> = problems
            .iter()
            .filter(|problem| problem.rule.code == "placeholder")
            .filter_map(|problem| problem.span.as_ref())
            .map(|span| span.line_column().0)
            .collect();
        for (number, line) in
            new.text().lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with('#'))
        {
            let said = line.split("   # ").next().unwrap_or(line);
            let is_there =
                ["[date]", "[day]", "[year]", "[time]", "[number]", "[place]", "[link]", "[insert "]
                    .iter()
                    .any(|word| said.contains(word));
            if is_there {
                placeholders += 1;
                // Words of a form's field are found where the house style prints them.
                let is_field = ["label: ", "hint: ", "options: "].iter().any(|key| said.contains(key));
                let elsewhere =
                    problems.iter().any(|p| p.rule.code == "placeholder" && p.message.contains("[number]"));
                assert!(
                    (is_field && elsewhere) || found.contains(&(number + 1)),
                    "{} {way:?}: line {}: {line}\n{problems:#?}",
                    path.display(),
                    number + 1
                );
            }
        }
        // What is told to be written or read anew has a placeholder in it, on that line or below.
        for (line, mark) in begun.marks.iter().filter(|(_, mark)| mark.task != Todo::Look) {
            let is_field = ["hint", "label", "options"].iter().any(|key| mark.what.ends_with(key));
            let is_near = is_field || found.iter().any(|found| (*line..line + 40).contains(found));
            assert!(is_near, "{} {way:?}: line {line} {mark:?} {found:?}\n{}", path.display(), new.text());
        }
    });
    assert!(placeholders > 150, "{placeholders}");
}

/// Something for every placeholder.
fn filled(text: &str) -> String {
    let pairs = [
        ("[date]", "8 December 2031"),
        ("[day]", "Monday"),
        ("[year]", "2031"),
        ("[time]", "1000 hours"),
        ("[hours]", "1000-1200 hours"),
        ("[number]", "5"),
        ("[place]", "Kingston"),
        ("[venue]", "Hall 5"),
        ("[host]", "the host"),
        ("[group]", "the group"),
        ("[link]", "there"),
        ("[address]", "there"),
        ("[text]", "Words."),
    ];
    let text = text.replace("\\[", "[").replace("\\]", "]");
    let mut text = pairs.iter().fold(text, |text, (from, to)| text.replace(from, to));
    while let Some(at) = text.find("[insert ") {
        let end = text[at..].find(']').expect("a bracket") + at + 1;
        text.replace_range(at..end, "Words");
    }
    text
}

#[test]
fn with_the_placeholders_filled_in_the_letter_is_built() {
    each(|session, path, _, way, _, new| {
        // Once is enough: what differs between the ways is checked above.
        if !(way.agenda && way.texts) {
            return;
        }
        let new = Source::new(new.path(), filled(new.text()));
        let made = session::make(session, &new, &[File::Html]);
        let problems = made.findings.problems.into_sorted();
        let left: Vec<_> = problems
            .iter()
            .filter(|p| p.severity == Severity::Error || p.rule.code == "placeholder")
            .collect();
        assert!(left.is_empty(), "{}: {left:#?}\n{}", path.display(), new.text());
        assert_eq!(made.files.len(), 1, "{}", path.display());
    });
}

#[test]
fn what_has_no_date_or_number_is_carried_as_it_was() {
    let way = Way { agenda: true, texts: true, elsewhere: None };
    let mut same = 0;
    each(|_, path, _, this, _, new| {
        if (this.agenda, this.texts, this.elsewhere) != (way.agenda, way.texts, way.elsewhere) {
            return;
        }
        let (mut before, mut after) = (Vec::new(), Vec::new());
        walk(&read(&session::source(path)), "", &mut before);
        walk(&read(new), "", &mut after);
        let texts = after.iter().filter(|(key, text)| {
            !text.contains('[')
                && text != "heading"
                && ["/body", "/annexes", "/addressees", "/wording"].iter().any(|s| key.starts_with(s))
        });
        for (key, text) in texts {
            same += 1;
            let is_same = before.iter().any(|(_, old)| old.trim_end() == text.trim_end());
            assert!(is_same, "{}: {key} {text:?}", path.display());
        }
    });
    assert!(same > 300, "{same}");
}

#[test]
fn a_changing_letter_keeps_the_facts_of_the_meeting() {
    for folder in session::FOLDERS {
        let session = session::session(folder);
        for path in session::letters(folder) {
            let source = session::source(&path);
            let entry = register::entry(&session, &source, &[]);
            let old = Old::read(&source, &entry.letter.clone().expect("a number"), &mut Default::default())
                .expect("a letter");
            let letter = old.letter();
            let base = asked(&old, WAYS[0]);
            let date = letter.date.value.succ_opt().expect("a day");
            let asked = |what| Asked { what, number: letter.number.value, date, ..base.clone() };
            let mut ways = vec![What::Revision(7)];
            if letter.amendment().is_none() {
                ways.extend(
                    [Amendment::Addendum, Amendment::Corrigendum].map(|kind| What::Amendment(kind, 7)),
                );
            }
            for what in ways {
                let begun = new::begin(&session, &asked(what), Some(&old));
                let new = Source::new(path.with_file_name("new.yaml"), begun.text.as_str());
                let made = session::check(&session, &new);
                assert!(
                    !made.problems.has_errors(),
                    "{} {what:?}: {:#?}\n{}",
                    path.display(),
                    made.problems,
                    begun.text
                );
                let told = made.problems.iter().any(|p| p.rule.code == "placeholder");
                let is_part = matches!(what, What::Revision(_)) && letter.amendment().is_some();
                assert!(told || is_part, "{} {what:?}\n{}", path.display(), begun.text);
                let now = register::entry(&session, &new, &[]);
                let days = |entry: &collective_letters::project::register::Entry| {
                    entry.meeting.as_ref().map(|held| (held.starts.value, held.ends.value))
                };
                assert_eq!(days(&now), days(&entry), "{}", path.display());
                assert_eq!(now.period, entry.period, "{}", path.display());
                let original = now.date_of_original.map(|date| date.value);
                assert_eq!(original, Some(letter.date.value), "{}", path.display());
            }
        }
    }
}

#[test]
fn presets_begin_letters_that_are_right() {
    let session = session::session("tests/letters");
    for (kind, group) in [
        (Kind::StudyGroup, "SG17"),
        (Kind::WorkingParty, "SG5"),
        (Kind::AdvisoryGroup, "TSAG"),
        (Kind::RegionalGroup, "SG13RG-AFR"),
        (Kind::Event, "SG21"),
    ] {
        for format in [Format::Physical, Format::Virtual, Format::Hybrid] {
            let asked = Asked {
                what: What::Letter,
                series: Series::CollectiveLetter,
                number: 3,
                group: group.to_owned(),
                date: day("2027-09-03").date,
                meeting: Some(AskedMeeting {
                    kind,
                    format,
                    starts: day("2027-12-07"),
                    ends: day("2027-12-17"),
                    place: None,
                }),
                agenda: false,
                texts: true,
                strangers: Vec::new(),
                schema: "letter.schema.json".to_owned(),
                beside: true,
            };
            let begun = new::begin(&session, &asked, None);
            let problems = session::check(&session, &Source::new("new.yaml", begun.text.as_str()))
                .problems
                .into_sorted();
            let codes: Vec<_> =
                problems.iter().map(|p| p.rule.code).filter(|code| *code != "placeholder").collect();
            assert!(codes.is_empty(), "{kind:?} {format:?}: {problems:#?}");
            assert!(
                begun.text.starts_with("# yaml-language-server: $schema=letter.schema.json\n"),
                "{}",
                begun.text
            );
            assert!(!begun.due.is_empty(), "{kind:?}");
        }
    }
}

// --- the whole program ----------------------------------------------------------------------

const FACTS: [&str; 6] = ["--starts", "2027-04-20", "--ends", "2027-04-30", "--date", "2027-01-25"];

fn written(office: &Office, file: &str) -> String {
    std::fs::read_to_string(office.path(file)).expect("a letter")
}

fn new<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["new"], more, &FACTS].concat()
}

#[test]
fn the_next_letter_of_a_group() {
    let office = Office::with_letters([3, 11]).file("letters/x.yaml", letter(12).replace("2021", "2020"));
    // Another study period, so numbers start anew.
    office.run(&new(&["sg17"])).code(0).quiet().says("letter 1/17, started from 12/17");
    office.run(&["check", "letters/sg17-001.yaml"]).code(0).says("no findings");
    // The same study period: one more.
    let run = office.run(&[
        "new",
        "SG17",
        "--starts",
        "2021-10-05",
        "--ends",
        "2021-10-15",
        "--date",
        "2021-07-01",
    ]);
    run.code(0).quiet().says("letters/sg17-013.yaml: letter 13/17, started from 12/17");
    office.run(&["build"]).code(0).says("T17-SG17-COL-0013").says("T25-SG17-COL-0001");
    // What is there is never overwritten.
    let before = office.names("letters");
    let again = office.run(&new(&["SG17", "--output", "letters/sg17-013.yaml"]));
    again.code(2).warns("already exists; nothing was written").warns("--output FILE");
    office
        .run(&new(&["SG17", "--number", "1"]))
        .code(2)
        .warns("1/17 already exists")
        .warns("use the next number: 2");
    assert_eq!(office.names("letters"), before);
}

#[test]
fn windows_line_ends_and_marks_are_fine() {
    let old = "\u{feff}".to_owned()
        + &(letter(4) + "body:\n  - opening\n  - text: |\n      On 7 May 2021\n      we met.\n")
            .replace('\n', "\r\n");
    let office = Office::new().file("letters/4.yaml", &old);
    office.run(&new(&["SG17"])).code(0).quiet();
    let text = written(&office, "letters/sg17-001.yaml");
    assert!(!text.contains('\r') && !text.contains('\u{feff}'), "{text:?}");
    assert!(text.contains("  - text: |\n      On [date]\n      we met.\n"), "{text}");
    let office = office.file("letters/4.yaml", old.clone() + "status: issued\r\n");
    office.run(&["new", "--revision-of", "4/17", "--date", "2021-02-01"]).code(0).quiet();
    let text = written(&office, "letters/sg17-004-rev1.yaml");
    assert!(!text.contains('\r') && !text.contains('\u{feff}'), "{text:?}");
    assert!(text.contains("  - changes\n  - opening\n"), "{text}");
}

#[test]
fn a_name_that_a_letter_of_another_study_period_has_is_told_apart() {
    let office = Office::new().file("letters/sg17-001.yaml", letter(1));
    office.run(&new(&["SG17"])).code(0).quiet().says("letters/sg17-001-t25.yaml: letter 1/17");
    office.run(&["check"]).code(0).says("checked 2 letters");
}

#[test]
fn facts_that_are_missing_or_wrong_are_told_all_at_once() {
    let office = Office::with_letters([1]);
    let names = office.names("letters");
    office.run(&["new", "SG17"]).code(2).warns("these options are missing: --starts, --ends, --date");
    office
        .run(&["new", "SG17", "--yes", "--ends", "2027-04-30"])
        .code(2)
        .warns("options are missing: --starts\n");
    let run =
        office.run(&["new", "SG17", "--starts", "2027-02-31", "--ends", "soon", "--date", "2027-01-01"]);
    run.code(2).warns("there is no 31 February 2027: that month has 28 days").warns("`soon` is not a date");
    let run = office.run(&[
        "new",
        "SG17",
        "--starts",
        "2027-04-20",
        "--ends",
        "2027-04-19",
        "--date",
        "2027-01-01",
    ]);
    run.code(2).warns("the meeting ends on 2027-04-19, before it starts");
    let run = office.run(&[
        "new",
        "SG17",
        "--starts",
        "2027-04-20",
        "--ends",
        "2027-04-21",
        "--date",
        "2027-05-01",
    ]);
    run.code(2).warns("error[letter-after-opening]");
    office.run(&new(&["SG71"])).code(2).warns("did you mean `SG17`?");
    office.run(&new(&["SG17", "--from", "99/17"])).code(2).warns("there is no letter `99/17`");
    office.run(&new(&["SG17", "--output", "x.txt"])).code(2).warns("x.txt is not a file name for a letter");
    office.run(&["new"]).code(2).warns("<GROUP");
    assert_eq!(office.names("letters"), names);
}

#[test]
fn a_meeting_that_was_elsewhere_needs_a_place() {
    let abroad = letter(1).replace("format: virtual", "place: Kigali, Rwanda");
    let office = Office::new().file("letters/1.yaml", abroad);
    office.run(&new(&["SG17"])).code(2).warns("options are missing: --place");
    office.run(&new(&["SG17", "--place", "Geneva"])).code(0).quiet();
    let text = written(&office, "letters/sg17-001.yaml");
    assert!(text.contains("  place: Geneva\n"), "{text}");
}

#[test]
fn a_wrong_letter_begins_nothing() {
    let office =
        Office::new().file("letters/1.yaml", letter(1).replace("  ends: 2021-04-30", "  ends: 2021-04-31"));
    office.run(&new(&["SG17"])).code(1).warns("there is no 31 April").warns("no letter can be started from");
    office
        .run(&new(&["SG17", "--preset", "study-group"]))
        .code(0)
        .quiet()
        .says("started from the house style");
}

#[test]
fn a_letter_of_another_group_gives_what_is_not_of_that_group() {
    let other = letter(5).replace("format: virtual", "kind: study-group")
        + "file-reference: SG17/XY\ncontacts: {tel: +41 22 730 0000}\nbody:\n  - opening\n  - text: SG17 asks TSAG, and Study Group 17 answers.\n";
    let groups = include_str!("../letters/directory/groups.yaml").to_owned()
        + "\nTSAG:\n  name: Telecommunication Standardization Advisory Group\n  designation: TSAG\n  contacts: {e-mail: tsbtsag@itu.int}\n";
    let office = Office::new().file("letters/directory/groups.yaml", groups).file("letters/5.yaml", other);
    let run = office.run(&new(&["tsag", "--from", "5/17"])).code(0).quiet();
    run.says("file-reference (of another group)").says("letter 1/TSAG");
    let text = written(&office, "letters/tsag-001.yaml");
    assert!(text.contains("  kind: advisory-group\n"), "{text}");
    assert!(text.contains("  - text: \"[group] asks TSAG, and [group] answers.\"\n"), "{text}");
    assert!(!text.contains("\ncontacts") && !text.contains("\nfile-reference"), "{text}");
}

#[test]
fn a_letter_to_start_from_says_the_group() {
    let office = Office::with_letters([5, 6]).file("letters/broken.yaml", "number: [\n");
    office.run(&new(&["--from", "5/17"])).code(0).quiet().says("letter 1/17, started from 5/17");
    office.run(&new(&["--from", "letters/6.yaml"])).code(0).quiet().says("letter 2/17, started from 6/17");
    office.run(&new(&["--from", "letters/broken.yaml"])).code(1);
    office.run(&new(&[])).code(2);
}

#[test]
fn addenda_corrigenda_and_revisions() {
    let office = Office::with_letters([11]);
    for what in ["--addendum-to", "--corrigendum-to", "--revision-of"] {
        let run = office.run(&["new", what, "11/17", "--date", "2021-02-01"]).code(2);
        run.warns("11/17 is a draft").warns("change letters/11.yaml itself");
    }
    let office = office.file("letters/11.yaml", letter(11) + "status: issued\n");
    office
        .run(&["new", "--addendum-to", "11/17", "--date", "2021-02-01"])
        .code(0)
        .quiet()
        .says("11/17 Add.1");
    office
        .run(&["new", "--addendum-to", "letters/11.yaml", "--date", "2021-02-02"])
        .code(0)
        .says("11/17 Add.2");
    office
        .run(&["new", "--corrigendum-to", "11/17", "--date", "2021-02-03"])
        .code(0)
        .says("letters/sg17-011-cor1.yaml");
    office.run(&["new", "--revision-of", "11/17", "--date", "2021-02-04"]).code(0).says("11/17 Rev.1");
    for file in ["sg17-011-rev1.yaml", "sg17-011-add1.yaml"] {
        let draft = written(&office, &format!("letters/{file}"));
        let sent = draft.replace("status: draft", "status: issued");
        std::fs::write(office.path("letters").join(file), sent).expect("written");
    }
    office
        .run(&["new", "--revision-of", "11/17", "--date", "2021-02-05"])
        .code(0)
        .says("Rev.2, started from 11/17 Rev.1");
    office
        .run(&["new", "--revision-of", "11/17 Add.1", "--date", "2021-02-06"])
        .code(0)
        .says("sg17-011-add1-rev1.yaml");
    let run = office.run(&["new", "--addendum-to", "11/17 Add.1", "--date", "2021-02-06"]);
    run.code(2).warns("itself changes another letter");
    office
        .run(&["new", "--addendum-to", "11/17", "--date", "2020-02-06"])
        .code(2)
        .warns("original-after-letter");
    let run = office.run(&["new", "--addendum-to", "11/17", "--number", "2", "--date", "2021-02-07"]);
    run.code(2).warns("addendum 2 of 11/17").warns("use the next number: 3");
    // Sent in the next study period, it is still an addendum to a letter of this one.
    office.run(&["new", "--addendum-to", "11/17", "--date", "2022-04-04"]).code(0).says("11/17 Add.3");
    office.run(&["list"]).code(0).says("T17 11/17 Add.3").says("T17 11/17 Add.1 Rev.1");
}

#[test]
fn a_number_is_taken_by_a_letter_that_cannot_be_read() {
    let old = letter(5).replace("2021", "2027");
    for (name, text) in [
        ("a.yaml", "group: SG17\nnumber: 7\ndate: [\n"),
        ("a.yaml", "group: SG17\nnumber：7\ndate: 2027-01-02\n"),
        ("a.yaml", "\u{feff}number 7\ngroup: SG17\n"),
        ("sg17-007.yaml", "group: [\n"),
        ("sg17-007.yaml", "\u{0}"),
    ] {
        let office = Office::new().file("letters/5.yaml", &old).file(&format!("letters/{name}"), text);
        office.run(&new(&["SG17"])).code(0).says("letter 8/17");
        office
            .run(&new(&["SG17", "--number", "7"]))
            .code(2)
            .warns("may have the number 7")
            .warns("use the next number: 9");
    }
    let other =
        Office::new().file("letters/5.yaml", &old).file("letters/a.yaml", "group: SG1\nnumber: 7\ndate: [\n");
    other.run(&new(&["SG17"])).code(0).says("letter 6/17");
}

#[test]
fn dates_are_understood_as_people_type_them() {
    let office = Office::with_letters([1]);
    let typed =
        ["new", "SG17", "--starts", "20 Apr 2027", "--ends", "30 April 2027", "--date", "25.1.2027", "--yes"];
    office.run(&typed).code(0);
    let text = written(&office, "letters/sg17-001.yaml");
    assert!(
        text.contains("date: 2027-01-25\n") && text.contains("  starts: 2027-04-20\n  ends: 2027-04-30\n"),
        "{text}"
    );
    office
        .run(&["new", "SG17", "--starts", "4/5/2027", "--ends", "6/5/2027", "--yes"])
        .code(2)
        .warns("`4/5/2027` is not a date");
}

#[test]
fn circulars_are_numbered_over_all_groups() {
    let circular = "series: circular\nnumber: 295\ngroup: SG17\ndate: 2027-01-22\nsubject: Approval of X.1054\nbody:\n  - text: It was approved on 7 January 2027.\n";
    let office = Office::new().file("letters/c.yaml", circular);
    let run = office.run(&["new", "SG17", "--circular", "--date", "2027-02-01"]).code(0).quiet();
    run.says("letters/circular-296.yaml: letter Circular 296")
        .says("was “X.1054”")
        .says("was “7 January 2027”");
    let text = written(&office, "letters/circular-296.yaml");
    assert!(text.contains("subject: Approval of [number]\n"), "{text}");
}

#[test]
fn it_is_told_as_json() {
    let office = Office::with_letters([11]);
    let run = office.run(&new(&["SG17", "--message-format", "json"])).code(0).quiet();
    let line = &run.json()[0];
    assert_eq!((&line["event"], &line["number"], &line["period"]), (&"new".into(), &1.into(), &"T25".into()));
    assert_eq!(line["deadlines"][0]["date"], "2027-03-20");
    assert_eq!(line["deadlines"][0]["day_off"], "a Saturday");
    assert_eq!(line["next"].as_array().map(Vec::len), Some(2));
    office.run(&new(&["SG17", "--message-format", "sarif"])).code(2);
}

#[test]
fn the_schema_is_found_from_where_the_letter_is() {
    let office = Office::with_letters([1]);
    office.run(&new(&["SG17", "--output", "letters/2027/été/a.yaml"])).code(0).quiet();
    let text = written(&office, "letters/2027/été/a.yaml");
    assert!(text.starts_with("# yaml-language-server: $schema=../../letter.schema.json\n"), "{text}");
}

#[test]
fn the_session_in_the_documentation_is_real() {
    let page = std::fs::read_to_string(session::root().join("docs/staff/new-letters.md")).expect("the page");
    let session = page
        .split("```text\n$ letters ")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("a session");
    let (command, output) = session.split_once('\n').expect("a command and its output");
    let office = Office::new().file("letters/sg17-011.yaml", include_str!("../letters/sg17-011.yaml"));
    let run = office.run(&command.split(' ').collect::<Vec<_>>()).code(0).quiet();
    let told = slashes(&run.stdout);
    assert_eq!(told, output, "docs/staff/new-letters.md");
    let excerpt =
        page.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an excerpt");
    assert!(written(&office, "letters/sg17-001.yaml").contains(excerpt), "docs/staff/new-letters.md");
}

// --- questions --------------------------------------------------------------------------------

/// Runs the program with these lines as answers.
fn answer(office: &Office, arguments: &[&str], lines: &str) -> std::process::Output {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_letters"))
        .current_dir(office.path("."))
        .args(arguments)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("a pipe").write_all(lines.as_bytes()).expect("the answers");
    child.wait_with_output().expect("the program ends")
}

#[test]
fn what_is_missing_is_asked_for() {
    let office =
        Office::new().file("letters/1.yaml", letter(1).replace("format: virtual", "place: Kigali, Rwanda"));
    let lines = "2027-02-31\n2027-04-20\r\n2027-04-01\n\nLyon, France\n2027-01-25\n";
    let output = answer(&office, &["new", "SG17", "--ask"], lines);
    let asked = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(0), "{asked}");
    for words in [
        "First day of the meeting (year-month-day): ",
        "there is no 31 February 2027: that month has 28 days: expected a date such as",
        "  Tuesday, 20 April 2027\n",
        "Last day [2027-04-30]: ",
        "the meeting ends on 2027-04-01, before it starts: expected 2027-04-20 or later",
        "  Friday, 30 April 2027\n",
        "Place (town, and country if it is not Geneva) [Kigali, Rwanda]: ",
        "Date of the letter [2",
        "  Monday, 25 January 2027\n",
    ] {
        assert!(asked.contains(words), "no {words:?} in {asked}");
    }
    let text = written(&office, "letters/sg17-001.yaml");
    assert!(text.contains("  starts: 2027-04-20\n  ends: 2027-04-30\n  place: Lyon, France\n"), "{text}");
}

#[test]
fn when_answers_end_nothing_is_written() {
    let office = Office::with_letters([1]);
    for lines in ["", "2027-04-20\n", "2027-04-20\n2027-04-30\n"] {
        let output = answer(&office, &["new", "SG17", "--ask"], lines);
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).ends_with("nothing was written\n"));
    }
    assert_eq!(office.names("letters"), ["1.yaml", "directory"]);
}
