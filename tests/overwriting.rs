//! No command writes over a file that it did not write itself, and none but a build that issues a letter and `withdraw`
//! writes among the published files.

use crate::common::program::{Office, files, letter, name};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// An office with an issued letter, built.
fn office() -> Office {
    let office = Office::new().file("letters/1.yaml", letter(1) + "status: issued\n");
    office.run(&["build"]).code(0);
    office
}

/// Every file below a folder, with its bytes.
fn everything(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(everything(&path));
        } else {
            found.insert(path.display().to_string(), fs::read(&path).expect("a file"));
        }
    }
    found
}

#[test]
fn a_page_or_a_schema_is_not_written_over_another_file() {
    let office = office();
    let published = format!("letters/as-issued/{}", files(1)[2]);
    let output = format!("output/{}", files(1)[2]);
    let before = everything(&office.path(""));
    for option in [&["diff", "--html"][..], &["schema", "--output"]] {
        for file in ["letters/1.yaml", "letters/directory/groups.yaml", &output] {
            let run = office.run(&[option, &[file]].concat()).code(2).warns("error[file-exists]");
            run.warns("nothing was written").warns("choose another file name");
        }
        for place in [&*published, "letters/as-issued/new", "letters/as-issued/withdrawn/new.html"] {
            let run = office.run(&[option, &[place]].concat()).code(2).warns("error[published-folder]");
            run.warns("nothing was written");
        }
        // A new name that would make it a letter.
        office.run(&[option, &["letters/new.yaml"]].concat()).code(2).warns("would be read as a letter");
    }
    assert_eq!(everything(&office.path("")), before);
    // What they wrote themselves they write again.
    for _ in 0..2 {
        office.run(&["diff", "--html", "review.html"]).code(0);
        office.run(&["schema", "--output", "x.json"]).code(0);
        office.run(&["schema", "--for", "groups", "--output", "x.json"]).code(0);
    }
}

#[test]
fn nothing_is_written_among_the_published_files() {
    let office = office().file("letters/2.yaml", letter(2) + "body:\n  - text: Room A, everyday .\n");
    let (copy, before) =
        (format!("letters/as-issued/{}!!YML-E.yaml", name(1)), everything(&office.path("letters")));
    let folder = "letters/as-issued";
    let commands: &[&[&str]] = &[
        &["build", "--output", folder],
        &["build", "--output", "letters/as-issued/withdrawn"],
        &["build", "letters/2.yaml", "--output", "letters/directory/../as-issued"],
        &[
            "new",
            "SG17",
            "--yes",
            "--date",
            "2021-02-01",
            "--starts",
            "2021-06-01",
            "--ends",
            "2021-06-02",
            "--output",
            "letters/as-issued/r.yaml",
        ],
        &["schema", "--output", folder],
        &["diff", "--html", "letters/as-issued/x.html"],
        &["translate", "letters/2.yaml", "--lang", "fr", "--export", "--output", folder],
        &["init", folder],
        &["man", "--output", folder],
    ];
    for command in commands {
        let run = office.run(command).code(2).warns("error[published-folder]");
        run.warns("choose a place outside of the folder `as-issued`");
        assert_eq!(everything(&office.path("letters")), before, "{command:?}");
    }
    // A copy of a published letter is no letter: it is neither translated nor corrected.
    office.run(&["translate", &copy, "--lang", "fr"]).code(2).warns("error[not-a-letter]");
    assert_eq!(everything(&office.path("letters")), before);
    fs::write(office.path(&copy), letter(1) + "status: issued\nbody:\n  - text: We meet everyday .\n")
        .expect("written");
    let before = everything(&office.path("letters"));
    office.run(&["check", "--fix", &copy]);
    assert_eq!(everything(&office.path("letters")), before);
}
