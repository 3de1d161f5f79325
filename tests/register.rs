//! The register: `letters list`, and letters that cannot both be.
use crate::common::program::{Office, letter, wrong_letter};
use crate::common::session;
use collective_letters::project::register;

/// [`letter`] with more lines before its meeting, or other words in it.
fn part(number: u32, lines: &str) -> String {
    letter(number).replace("meeting:\n", &format!("{lines}meeting:\n"))
}

/// An addendum to [`letter`] that agrees with it.
fn addendum(number: u32) -> String {
    part(number, "addendum: 1\ndate-of-original: 2021-01-21\nchanges: The hours are from 10:00.\n")
        .replace("date: 2021-01-21\nadd", "date: 2021-02-15\nadd")
}

const CIRCULAR: &str = "\
series: circular
number: 295
group: SG17
date: 2021-03-01
status: issued
subject: A **new** questionnaire on {{ group.name }}
body:
  - text: Please answer it.
annexes: []
";

/// One letter of every kind, in files whose names tell nothing of the order.
fn office() -> Office {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/letters/directory/groups.yaml");
    let groups = std::fs::read_to_string(directory).expect("the directory");
    let (_, seventeen) = groups.split_once("\nSG17:").expect("the group");
    let seventeen: String = seventeen
        .lines()
        .take_while(|l| l.is_empty() || l.starts_with(' '))
        .map(|l| format!("{l}\n"))
        .collect();
    let two =
        format!("\nSG2:{}", seventeen.replace("Study Group 17", "Study Group 2").replace("\"17\"", "\"2\""));
    Office::new()
        .file("letters/directory/groups.yaml", groups.clone() + &two)
        .file("letters/a.yaml", letter(11))
        .file("letters/b.yaml", letter(2).replace("SG17", "SG2"))
        .file("letters/c.yaml", letter(2))
        .file("letters/d.yaml", addendum(11))
        .file(
            "letters/e.yaml",
            part(11, "revision: 1\nstatus: issued\ndate-of-original: 2021-01-21\n")
                .replace("date: 2021-01-21\nrev", "date: 2021-02-01\nrev"),
        )
        .file("letters/f.yaml", CIRCULAR)
        .file(
            "letters/g.yaml",
            "number: 1\ngroup: SG17\ndate: 2025-02-03\nmeeting:\n  starts: 2025-04-08 afternoon\n  ends: 2025-04-17\n",
        )
}

#[test]
fn the_table_is_in_the_order_of_the_register() {
    let run = office().run(&["list"]).code(0).quiet();
    insta::assert_snapshot!(run.snapshot());
}

#[test]
fn a_wrong_letter_has_a_line_with_what_can_be_read_and_is_told_of() {
    let office = office()
        .file("letters/no-number.yaml", wrong_letter())
        .file("letters/no-such-day.yaml", letter(3).replace("04-30", "04-31"))
        .file("letters/no-phrase.yaml", part(4, "subject: The {{ phrases.nothing }}\n"))
        .file("letters/no-yaml.yaml", "number: \"4\n")
        .file("letters/no-text.yaml", b"place: Gen\xe8ve\n");
    let run = office.run(&["list"]).code(1);
    insta::assert_snapshot!(run.snapshot());
    let lines = office.run(&["list", "--message-format", "json"]).code(1).quiet().json();
    let wrong: Vec<_> = lines.iter().filter(|line| line["status"] == "error").collect();
    assert_eq!(wrong.len(), 5);
    assert_eq!(wrong[0]["letter"], "3/17");
    assert_eq!(wrong[4]["letter"], serde_json::Value::Null);
    assert_eq!(lines.iter().filter(|line| line["severity"] == "error").count(), 5, "a problem each");
}

#[test]
fn json_says_all_there_is() {
    let run = office().run(&["list", "--message-format", "json"]).code(0).quiet();
    insta::assert_snapshot!(run.stdout.replace("\\\\", "/"));
    let help = office().run(&["help", "list"]).code(0).quiet().stdout;
    for line in run.json() {
        for key in line.as_object().expect("an object").keys() {
            assert!(help.lines().any(|l| l.starts_with(&format!("  {key} "))), "{key} is not documented");
        }
    }
}

#[test]
fn filters() {
    let office = office().file("letters/wrong.yaml", wrong_letter()).file("letters/none.yaml", "a: [");
    let files = |arguments: &[&str]| -> String {
        let run = office.run(&[&["list", "--message-format", "json"], arguments].concat());
        let lines = run.json();
        let entries = lines.iter().filter(|line| line["event"] == "entry");
        let file = |line: &serde_json::Value| {
            let path = line["file"].as_str().expect("a path").replace('\\', "/");
            path["letters/".len()..path.len() - ".yaml".len()].to_owned()
        };
        entries.map(file).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(files(&[]), "b c a e d f g none wrong");
    assert_eq!(files(&["--period", "T25"]), "g none", "what cannot be read may be of any period");
    assert_eq!(files(&["--period", "t17,T25", "--group", "sg2"]), "b none");
    assert_eq!(files(&["--group", "SG17", "--status", "issued"]), "e f none");
    assert_eq!(files(&["--status", "draft"]), "b c a d g none wrong");
    assert_eq!(files(&["letters/c.yaml", "letters/a.yaml"]), "c a");
    // Only what is asked for decides how it ends.
    office
        .run(&["list", "letters/a.yaml", "letters/wrong.yaml", "--group", "SG2"])
        .code(0)
        .warns("no letter matches these options");
}

#[test]
fn a_misspelt_filter_is_no_empty_list() {
    let office = Office::with_letters([1]);
    office.run(&["list", "--period", "T18"]).code(2).warns("possible values: T05, T09, T13, T17, T22, T25");
    office.run(&["list", "--status", "sent"]).code(2).warns("possible values: draft, issued");
    let run = office.run(&["list", "--group", "sg71,SG17"]).code(2).warns("there is no group `sg71`");
    run.warns("did you mean `SG17`?");
    office.run(&["list", "letters/2.yaml"]).code(2).warns("does not exist");
    Office::new().run(&["list"]).code(2).warns("no letters found in letters");
}

#[test]
fn two_letters_with_one_number_are_an_error_in_list_build_and_check() {
    let office = Office::with_letters([1, 2]).file("letters/1 copy.yaml", letter(1));
    // A name of its own for the files makes no other letter of it.
    let office = office.file("letters/2b.yaml", part(2, "file-name: something-else\n"));
    insta::assert_snapshot!(office.run(&["build"]).code(1).snapshot());
    assert!(office.names("output").is_empty());
    for command in ["list", "check"] {
        let run = office.run(&[command]).code(1);
        assert_eq!(run.stderr.matches("error[duplicate-letter]").count(), 4, "{run:#?}");
        assert_eq!(run.stderr.matches("error[same-output]").count(), 0, "said once");
    }
}

#[test]
fn a_letter_that_is_named_is_compared_with_all_of_its_folder() {
    let office = Office::with_letters([1, 2])
        .file("letters/1 copy.yaml", letter(1))
        .file("elsewhere/1.yaml", letter(1));
    for command in ["list", "build", "check"] {
        let run = office.run(&[command, "letters/1.yaml"]).code(1);
        assert_eq!(run.stderr.matches("error[").count(), 1, "{run:#?}");
        run.warns("letters/1 copy.yaml:2:9".replace('/', std::path::MAIN_SEPARATOR_STR).as_str());
        office.run(&[command, "letters/2.yaml"]).code(0).quiet();
        office.run(&[command, "elsewhere/1.yaml"]).code(0).quiet();
    }
    // What is wrong in the others is their own business.
    let office = office.file("letters/3.yaml", wrong_letter()).file("letters/4.yaml", b"\xff");
    office.run(&["check", "letters/2.yaml"]).code(0).quiet();
}

#[test]
fn a_letter_that_is_wrong_otherwise_has_its_number_all_the_same() {
    let office = Office::with_letters([1]).file("letters/b.yaml", letter(1).replace("04-30", "04-31"));
    let run = office.run(&["check"]).code(1);
    assert_eq!(run.stderr.matches("error[duplicate-letter]").count(), 2, "{run:#?}");
    assert_eq!(run.stderr.matches("error[").count(), 3, "{run:#?}");
}

#[test]
fn circulars_have_one_number_for_all_groups_and_languages_are_no_second_letter() {
    let office = office().file("letters/h.yaml", CIRCULAR.replace("SG17", "SG2"));
    let run = office.run(&["list"]).code(1).warns("both TSB Circular 295 of study period T17");
    assert_eq!(run.stderr.matches("error[duplicate-letter]").count(), 2, "{run:#?}");
    let office = Office::with_letters([1]).file("letters/fr.yaml", part(1, "language: fr\n"));
    office.run(&["list"]).code(0);
}

#[test]
fn two_letters_for_one_file() {
    let office = Office::with_letters([1])
        .file("letters/2.yaml", part(2, "file-name: Letter\n"))
        .file("letters/3.yaml", part(3, "file-name: letter\n"));
    insta::assert_snapshot!(office.run(&["build"]).code(1).snapshot());
    assert_eq!(office.names("output").len(), 3);
}

#[test]
fn what_differs_from_the_original_is_warned_of() {
    let other_date = addendum(1).replace("original: 2021-01-21", "original: 2021-01-20");
    let other_meeting = addendum(2).replace("ends: 2021-04-30", "ends: 2021-04-29");
    let revision = part(3, "revision: 1\ndate-of-original: 2021-01-19\n").replace("04-20", "04-21");
    let office = Office::with_letters([1, 2, 3, 4])
        .file("letters/1a.yaml", other_date)
        .file("letters/2a.yaml", other_meeting.clone())
        .file("letters/2c.yaml", other_meeting.replace("addendum", "corrigendum"))
        .file("letters/3r.yaml", revision)
        .file("letters/4a.yaml", addendum(4))
        .file("letters/5a.yaml", addendum(5).replace("01-21", "01-20"));
    let run = office.run(&["list"]).code(0);
    insta::assert_snapshot!(run.snapshot());
    assert_eq!(run.stderr.matches("warning[original-differs]").count(), 4, "{run:#?}");
    // Told also when only the addendum is looked at, and it is built.
    office
        .run(&["build", "letters/1a.yaml"])
        .code(0)
        .warns("warning[original-differs]")
        .says("3 files written");
}

#[test]
fn what_differs_with_a_reason_is_silent_and_a_reason_for_nothing_is_told() {
    let silenced = |number: u32| {
        addendum(number).replace("changes:", "allow: {original-differs: the hall was moved}\nchanges:")
    };
    let office = Office::with_letters([1, 2])
        .file("letters/1a.yaml", silenced(1).replace("04-30", "04-29"))
        .file("letters/2a.yaml", silenced(2))
        .file("letters/3a.yaml", silenced(3));
    let run = office.run(&["check"]).code(0);
    assert!(!run.stderr.contains("[original-differs]"), "{run:#?}");
    // The original of the third is not there: nobody knows.
    assert_eq!(run.stderr.matches("warning[allow-unused]").count(), 1, "{run:#?}");
}

#[test]
fn what_agrees_with_a_revision_agrees() {
    let revision = part(1, "revision: 1\ndate-of-original: 2021-01-21\n")
        .replace("date: 2021-01-21\nrev", "date: 2021-01-25\nrev")
        .replace("04-20", "04-21");
    let addendum =
        addendum(1).replace("original: 2021-01-21", "original: 2021-01-25").replace("04-20", "04-21");
    let office = Office::with_letters([1]).file("letters/r.yaml", revision).file("letters/a.yaml", addendum);
    office.run(&["list"]).code(0).quiet();
}

/// Rendered from a few phrases, it must be what the whole letter says.
#[test]
fn the_subject_is_that_of_the_document() {
    let mut count = 0;
    for folder in session::FOLDERS {
        let session = session::session(folder);
        for path in session::letters(folder) {
            let source = session::source(&path);
            let (entry, found) = register::listed(&session, &source);
            let (document, _) = session::document(&session, &path);
            assert!(!found.problems.has_errors(), "{}: {found:#?}", path.display());
            assert_eq!(entry.subject.as_deref(), Some(&*document.properties.subject), "{}", path.display());
            count += 1;
        }
    }
    assert!(count >= 6, "only {count} letters were found");
}

#[test]
fn a_letter_that_is_checked_has_the_subject_of_the_list() {
    for folder in session::FOLDERS {
        let session = session::session(folder);
        for path in session::letters(folder) {
            let source = session::source(&path);
            let letter = session.read(&source);
            let composition = session.check(&letter);
            let entry = register::composed(&session, &composition);
            assert!(!composition.findings.problems.has_errors(), "{}", path.display());
            let (listed, _) = register::listed(&session, &source);
            assert_eq!((entry.subject, entry.files), (listed.subject, listed.files), "{}", path.display());
        }
    }
}
