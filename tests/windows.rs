//! What only Windows does: files that other programs hold, long paths, drives, devices, and words that its shells do not
//! expand. Without Windows, `cargo xtask windows` runs these tests under Wine.
#![cfg(windows)]

use crate::common::program::{Office, Run, files, letter, name};
use std::fs::{File, OpenOptions};
use std::os::windows::fs::OpenOptionsExt;
use std::path::Path;

/// What others may do with a file that is held, in the numbers of Windows.
const NOTHING: u32 = 0;
const READ: u32 = 1;
const READ_AND_WRITE: u32 = 3;

/// Holds a file as another program does.
fn hold(path: &Path, others: u32) -> File {
    OpenOptions::new().read(true).share_mode(others).open(path).expect("nobody holds it yet")
}

/// Starts a letter in a file.
fn start(office: &Office, file: &str) -> Run {
    let dates = ["--starts", "2027-04-20", "--ends", "2027-04-30", "--date", "2027-01-25"];
    office.run(&[&["new", "SG17", "--yes"][..], &dates, &["--output", file]].concat())
}

#[test]
fn a_file_that_is_open_elsewhere_is_named_with_the_program_and_nothing_is_left() {
    let programs = ["Word", "a PDF reader", "a browser"];
    for ((number, program), others) in
        (0..3).zip(programs).flat_map(|it| [(it, NOTHING), (it, READ_AND_WRITE)])
    {
        let office = Office::with_letters([1]);
        office.run(&["build"]).code(0);
        let before = office.contents("output");
        let office = office.file("letters/1.yaml", letter(1).replace("2021-04-30", "2021-04-29"));
        let held = hold(&office.path("output").join(&files(1)[number]), others);
        let run = office.run(&["build"]).code(2);
        run.warns(&format!("is open in another program, probably {program}: close it there and try again"));
        drop(held);
        assert_eq!(office.contents("output"), before, "{program} {others}");
        office.run(&["build"]).code(0).quiet();
        assert_ne!(office.contents("output"), before);
    }
}

#[test]
fn a_letter_that_an_editor_holds_is_said_in_plain_words() {
    let office = Office::with_letters([1, 2]);
    let held = hold(&office.path("letters/2.yaml"), NOTHING);
    let run = office.run(&["check"]).code(1).warns("2.yaml cannot be read: another program is using it");
    run.warns("close it in the other program and try again");
    drop(held);
    let mistake = letter(2) + "body:\n  - text: It will be held everyday in this room.\n";
    let office = office.file("letters/2.yaml", mistake);
    let _held = hold(&office.path("letters/2.yaml"), READ);
    let run = office.run(&["check", "--fix", "letters/2.yaml"]);
    let run =
        run.warns("2.yaml is open in another program, probably an editor: close it there and try again");
    assert!(!run.stderr.contains("build again"), "{run:#?}");
}

#[test]
fn a_record_that_is_held_keeps_the_build_from_starting() {
    let office = Office::with_letters([1]);
    office.run(&["build"]).code(0);
    let _held = hold(&office.path("output/.letters/lock"), NOTHING);
    let run = office.run(&["build"]).code(2).warns("another program is using it").warns("nothing was built");
    assert!(!run.stderr.contains("every letter"), "{run:#?}");
}

#[test]
fn paths_may_be_longer_than_260_characters() {
    let office = Office::with_letters([2]);
    let part = "a folder with a long name, as people make them in shared drives";
    let long = [part; 5].join("/");
    let office = office.file(&format!("{long}/1.yaml"), letter(1));
    let place = long.replace('/', "\\");
    let output = format!("{place}\\output");
    let run = office.run(&["build", &format!("{place}\\1.yaml"), "--output", &output]).code(0);
    run.quiet().says("3 files written");
    let mut expected = files(1).to_vec();
    expected.sort();
    assert_eq!(office.names(&format!("{long}/output")), expected);
    // Replaced, issued and new files as well.
    let issued = letter(1).replace("2021-04-30", "2021-04-29") + "status: issued\n";
    let office = office.file(&format!("{long}/1.yaml"), issued);
    office.run(&["build", &format!("{place}\\1.yaml"), "--output", &output]).code(0).says("3 files written");
    let new = format!("{place}\\new.yaml");
    let run = start(&office, &new);
    run.code(0);
    assert!(office.path(&format!("{long}/new.yaml")).is_file());
    office.run(&["init", &format!("{place}\\init")]).code(0);
}

#[test]
fn a_drive_that_is_not_there() {
    let office = Office::with_letters([1]);
    office.run(&["check", r"Q:\letters\1.yaml"]).code(2).warns(r"Q:\letters\1.yaml does not exist");
    let run = office.run(&["build", "--output", r"Q:\output"]).code(2);
    // Windows says that the path is not there, Wine that the folder is not.
    run.warns("cannot be created").warns("does not exist");
}

#[test]
fn words_with_stars_stand_for_files() {
    let office = Office::with_letters([1, 2]).file("letters/notes.txt", "");
    let run = office.run(&["check", r"letters\*.YAML"]).code(0).quiet();
    run.says(&name(1)).says(&name(2)).says("checked 2 letters: no findings\n");
    office.run(&["check", "letters/?.yaml"]).code(0).says("checked 2 letters");
    office.run(&["build", "letters/*.yml"]).code(2).warns(r"no file has a name like letters\*.yml");
}

#[test]
fn names_of_devices_are_refused() {
    let office = Office::with_letters([1]);
    let run = start(&office, r"letters\NUL.yaml");
    run.code(2).warns(r"letters\NUL.yaml is the name of a device in Windows");
}

#[test]
fn the_program_says_to_windows_what_it_is() {
    let program = std::fs::read(env!("CARGO_BIN_EXE_letters")).expect("the program");
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    for part in [b"longPathAware".to_vec(), b">UTF-8</activeCodePage>".to_vec(), wide("Collective letters")] {
        assert!(program.windows(part.len()).any(|bytes| bytes == part), "{part:?}");
    }
}
