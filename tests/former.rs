//! An issued letter whose file is gone, has another number, or contains another letter now; and translations of letters that
//! changed. Nothing is issued a second time in silence, and the advice works.

use crate::common::program::{Office, letter, name};
use crate::common::published::{ARCHIVE, issued, kept, office};
use std::fs;

#[test]
fn an_issued_letter_is_not_issued_again_under_another_number() {
    let office = office();
    let (published, output) = (kept(&office), office.contents("output"));
    // The number alone, with another text, the name alone.
    let changes: [&dyn Fn(String) -> String; 3] = [
        &|text| text.replace("number: 1\n", "number: 3\n"),
        &|text| text.replace("number: 1\n", "number: 3\n") + "body:\n  - text: Something new.\n",
        &|text| text.replace("number: 1\n", "number: 1\nfile-name: another\n"),
    ];
    for change in changes {
        fs::write(office.path("letters/1.yaml"), change(issued(1))).expect("written");
        for arguments in
            [&["build"][..], &["check"], &["build", "letters/1.yaml"], &["check", "letters/1.yaml"]]
        {
            let run = office.run(arguments).code(1).warns("error[issued-renumbered]");
            let run = run.warns("T17-SG17-COL-0001").warns("letters withdraw");
            assert_eq!(run.stderr.matches("issued-").count(), 1, "told once: {run:#?}");
        }
        assert_eq!((kept(&office), office.contents("output")), (published.clone(), output.clone()));
    }
    // A second letter about the same meeting is not the first, as long as that is there.
    fs::write(office.path("letters/1.yaml"), issued(1)).expect("written");
    let office = office.file("letters/3.yaml", issued(3));
    office.run(&["build"]).code(0);
    assert_eq!(kept(&office).len(), 10);
}

#[test]
fn published_files_without_a_letter_are_told() {
    let office = office();
    fs::remove_file(office.path("letters/1.yaml")).expect("removed");
    for command in ["build", "check", "list", "build"] {
        let run = office.run(&[command]).code(0).warns("warning[issued-without-letter]");
        run.warns("T17-SG17-COL-0001 in English").warns("letters withdraw T17-SG17-COL-0001-E");
    }
    // Of one letter alone nothing else is said.
    office.run(&["build", "letters/2.yaml"]).code(0).quiet();
    // A letter that cannot be read may be the one.
    let office = office.file("letters/broken.yaml", "number: [\n");
    let run = office.run(&["check"]).code(1);
    assert!(!run.stderr.contains("issued-without-letter"), "{run:#?}");
    fs::remove_file(office.path("letters/broken.yaml")).expect("removed");
    // Moved is not deleted.
    let office = office.file("letters/2021/first.yaml", issued(1));
    office.run(&["build"]).code(0).quiet();
}

/// Writes the letter anew.
fn write(office: &Office, text: &str) {
    fs::write(office.path("letters/1.yaml"), text).expect("written");
}

/// What check, list and build say of it, which must be one error.
fn told(office: &Office) -> String {
    let before = kept(office);
    let mut told = String::new();
    for command in ["check", "list", "build"] {
        let run = office.run(&[command]).code(1).warns("error[issued-renumbered]");
        assert_eq!(run.stderr.matches("error[").count(), 1, "told once: {run:#?}");
        assert!(!run.stderr.contains("issued-without-letter"), "told once: {run:#?}");
        told = run.stderr;
    }
    assert_eq!(kept(office), before, "nothing is issued");
    told
}

#[test]
fn the_key_that_was_changed_is_named_and_the_advice_works() {
    let office = office();
    // Another group with the facts of the first.
    let groups = office.path("letters/directory/groups.yaml");
    let text = fs::read_to_string(&groups).expect("groups");
    let (_, own) = text.split_once("\nSG17:").expect("a group");
    let own = own.split("\nSG").next().unwrap_or_default().to_owned();
    fs::write(&groups, format!("{text}\nOTHER:{own}\n")).expect("written");
    let changes: &[(&str, &str, &[&str])] = &[
        ("number: 1", "number: 3", &["`number` was changed", "write `number: 1` again"]),
        ("date: 2021-01-21", "date: 2016-09-01", &["`date` was changed", "write `date: 2021-01-21` again"]),
        ("group: SG17", "group: OTHER", &["`group` was changed", "write `group: SG17` again"]),
        (
            "number: 1",
            "number: 1\nfile-name: FOO",
            &["`file-name` was changed", "remove the line `file-name`"],
        ),
        ("number: 1", "number: 1\nperiod: T13", &["`period` was changed", "remove the line `period`"]),
        ("number: 1", "number: 1\nlanguage: fr", &["`language` was changed", "remove the line `language`"]),
        ("number: 1", "number: 3\nfile-name: FOO", &["`number` and `file-name` were changed"]),
    ];
    for (from, to, expected) in changes {
        write(&office, &issued(1).replace(from, to));
        let told = told(&office);
        for words in *expected {
            assert!(told.contains(words), "no {words:?} in {told}");
        }
    }
    // `number: 1` is written again.
    write(&office, &issued(1));
    office.run(&["build"]).code(0).quiet().says("kept as issued");
}

/// Another letter in the file of an issued one: number and dates of the meeting.
fn another() -> String {
    issued(3).replace("2021-04-20", "2021-06-22").replace("2021-04-30", "2021-06-30")
}

#[test]
fn another_letter_in_the_file_of_an_issued_one_is_not_issued() {
    let revision = issued(1).replace("number: 1", "number: 1\nrevision: 1\ndate-of-original: 2021-01-20");
    for text in [another(), revision] {
        let office = office();
        write(&office, &text);
        let told = told(&office);
        assert!(told.contains("this file contained the issued letter T17-SG17-COL-0001"), "{told}");
        assert!(told.contains("save this letter as a new file; then copy"), "{told}");
        // As the message says: a new file, and the issued text back.
        let office = office.file("letters/new.yaml", &text);
        let copy = office.path(ARCHIVE).join(name(1) + "!!YML-E.yaml");
        fs::copy(copy, office.path("letters/1.yaml")).expect("copied");
        office
            .run(&["build"])
            .code(0)
            .says("kept as issued")
            .says("issued: these files are kept from now on");
    }
    // Or the former is withdrawn.
    let office = office();
    write(&office, &another());
    office.run(&["withdraw", "T17-SG17-COL-0001-E", "--why", "never sent"]).code(0);
    office.run(&["build"]).code(0).quiet().says("issued: these files are kept from now on");
}

#[test]
fn an_issued_letter_that_cannot_be_read_any_more_is_kept() {
    let office = office();
    write(&office, &(issued(1) + "unknown: key\n"));
    fs::remove_dir_all(office.path("output")).expect("removed");
    for command in ["build", "check"] {
        office.run(&[command]).code(0).warns("warning[issued-changed]").says("kept as issued");
    }
    assert!(office.path("output").join(name(1) + "!!PDF-E.pdf").is_file());
}

const FRENCH: &str = "translation-of: 1.yaml\nlanguage: fr\nstatus: issued\nsentences:\n  - {at: body.2.text, en: \"Room A is free.\", fr: \"La salle A est libre.\"}\n";

/// A letter and its translation, both issued.
fn translated() -> Office {
    let body = "body:\n  - opening\n  - text: \"Room A is free.\"\n  - deadlines\n";
    let office = Office::new().file("letters/1.yaml", issued(1) + body).file("letters/1.fr.yaml", FRENCH);
    office.run(&["build"]).code(0);
    assert_eq!(kept(&office).len(), 11);
    office
}

#[test]
fn a_published_translation_stays_whatever_becomes_of_its_original() {
    let text = |office: &Office| fs::read_to_string(office.path("letters/1.yaml")).expect("a letter");
    // A sentence is changed, another is added.
    let changes: [&dyn Fn(String) -> String; 2] =
        [&|text| text.replace("Room A is free", "Room B is free"), &|text| {
            text + "  - text: \"Bring a badge.\"\n"
        }];
    for change in changes {
        let office = translated();
        write(&office, &change(text(&office)));
        fs::remove_dir_all(office.path("output")).expect("removed");
        for command in ["check", "build"] {
            let run =
                office.run(&[command]).code(0).warns("warning[issued-changed]").warns("in its original");
            assert!(!run.stderr.contains("error["), "{run:#?}");
        }
        assert_eq!(office.names("output").len(), 6, "the published files of both");
    }
    // The original is withdrawn and a draft again.
    let office = translated();
    office.run(&["withdraw", "letters/1.yaml", "--why", "too early"]).code(0);
    write(&office, &text(&office).replace("status: issued", "status: draft"));
    for command in ["check", "build"] {
        let run = office.run(&[command]).code(0).warns("warning[issued-before-original]");
        let run = run.warns("write `status: issued` in").warns("letters withdraw");
        assert!(!run.stderr.contains("renumbered"), "{run:#?}");
    }
    // The original is gone: that is the one error.
    let office = translated();
    fs::remove_file(office.path("letters/1.yaml")).expect("removed");
    let run = office.run(&["build"]).code(1).warns("1.yaml does not exist");
    assert_eq!(run.stderr.matches("error[").count(), 1, "{run:#?}");
    assert!(!run.stderr.contains("renumbered"), "{run:#?}");
}

#[test]
fn a_translation_whose_original_has_another_number_is_told_with_that() {
    let office = translated();
    let text = fs::read_to_string(office.path("letters/1.yaml")).expect("a letter");
    write(&office, &text.replace("number: 1", "number: 3"));
    let run = office.run(&["build"]).code(1);
    assert_eq!(run.stderr.matches("issued-renumbered").count(), 1, "{run:#?}");
    assert_eq!(kept(&office).len(), 11);
}

#[test]
fn a_letter_that_changes_another_starts_from_the_last_one_that_was_issued() {
    let part = |number: u32, status: &str| {
        let part = format!("number: 1\nrevision: {number}\ndate-of-original: 2021-01-20\nstatus: {status}");
        letter(1).replace("number: 1", &part)
    };
    let office = Office::new().file("letters/1.yaml", issued(1));
    let office = office.file("letters/r1.yaml", part(1, "issued")).file("letters/r2.yaml", part(2, "draft"));
    let corrigendum = |of| ["new", "--corrigendum-to", of, "--date", "2021-02-06", "--yes"];
    for draft in ["1/17 Rev.2", "letters/r2.yaml"] {
        office.run(&corrigendum(draft)).code(2).warns("1/17 Rev.2 is a draft");
    }
    for (of, file) in [("1/17", "r1.yaml"), ("1/17 Rev.1", "r1.yaml"), ("letters/1.yaml", "1.yaml")] {
        let to = corrigendum(of);
        let run = office.run(&[&to[..], &["--output", "letters/c.yaml"]].concat()).code(0);
        assert!(run.stdout.lines().next().is_some_and(|line| line.contains(file)), "{of}: {run:#?}");
        fs::remove_file(office.path("letters/c.yaml")).expect("removed");
    }
}
