//! A new folder for letters: everything in it works at once, and nothing that was there is lost.

use crate::common::program::{Office, letter};
use std::fs;

#[test]
fn everything_works_in_a_new_folder() {
    let office = Office::empty();
    let run = office.run(&["init", "Lettres été 2027"]).code(0).quiet();
    run.says("letters/example.yaml")
        .says("cd \"Lettres été 2027\"\n      letters build\n      letters new SG17\n");
    let inside = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_letters"));
        let output =
            command.current_dir(office.path("Lettres été 2027")).args(arguments).output().expect("it runs");
        let text =
            [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8")).concat();
        assert_eq!(output.status.code(), Some(0), "{text}");
        text
    };
    let built = inside(&["build", "--deny", "warnings"]);
    assert!(built.contains("built 1 letter (3 files written)\n"), "{built}");
    assert!(!built.contains("note["), "{built}");
    // Every group that the directory has can have a letter.
    for group in
        ["SG17", "SG2", "SG3", "SG5", "SG11", "SG12", "SG13", "SG15", "SG20", "SG21", "TSAG", "SG13RG-AFR"]
    {
        inside(&[
            "new",
            group,
            "--starts",
            "2027-10-05",
            "--ends",
            "2027-10-15",
            "--date",
            "2027-07-01",
            "--yes",
        ]);
    }
    let checked = inside(&["check"]);
    assert!(!checked.contains("error["), "{checked}");
    for schema in ["letter.schema.json", "translation.schema.json"] {
        assert!(office.path("Lettres été 2027/letters").join(schema).is_file(), "{schema}");
    }
    assert_eq!(office.names("Lettres été 2027/output").len(), 4, "three files and .gitignore");
}

#[test]
fn the_house_style_is_written_whole_or_left_out() {
    let office = Office::empty();
    office.run(&["init"]).code(0).quiet();
    let style = |folder: &str| fs::read(office.path(folder)).expect("a file");
    for name in ["theme.yaml", "images/emblem.png", "body/opening.md"] {
        let here = format!("{}/templates/{name}", env!("CARGO_MANIFEST_DIR"));
        assert_eq!(style(&format!("templates/{name}")), fs::read(here).expect("a file"), "{name}");
    }
    // What steers the pixels of a screen is left out of the fonts.
    let font = |bytes: &[u8]| bytes.windows(4).take(1000).any(|tag| tag == b"fpgm");
    let ours = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/fonts/Carlito-Regular.ttf"))
        .expect("a font");
    let written = style("templates/fonts/Carlito-Regular.ttf");
    assert!(font(&ours) && !font(&written) && written.len() > 200_000, "{}", written.len());
    let bare = Office::empty();
    bare.run(&["init", "--no-templates"]).code(0).quiet();
    assert!(!bare.path("templates").exists());
    bare.run(&["build"]).code(0).quiet();
}

#[test]
fn what_is_there_is_kept() {
    let office = Office::empty().file("letters/mine.yaml", letter(1)).file("templates/theme.yaml", "mine\n");
    let run = office.run(&["init"]).code(0).quiet();
    run.says("1 file kept unchanged").says("templates/");
    assert!(!office.path("letters/example.yaml").exists(), "a folder with letters needs no example");
    assert_eq!(fs::read_to_string(office.path("templates/theme.yaml")).expect("a file"), "mine\n");
    assert!(office.path("letters/directory/groups.yaml").exists());
    let before = office.contents("letters/directory");
    office.run(&["init"]).code(0).quiet().says("0 files written");
    assert_eq!(office.contents("letters/directory"), before);
}

#[test]
fn when_a_file_cannot_be_written_nothing_is_left() {
    let office = Office::empty().file("templates", "a file, no folder\n");
    let run = office.run(&["init"]).code(2);
    run.warns("cannot").warns("nothing was written");
    assert_eq!(office.names("."), ["templates"]);
    office.run(&["init", "templates/x"]).code(2);
}

#[test]
fn it_is_told_as_json() {
    let office = Office::empty();
    let run = office.run(&["init", "x", "--message-format", "json"]).code(0).quiet();
    let line = &run.json()[0];
    assert_eq!((&line["event"], &line["folder"]), (&"init".into(), &"x".into()));
    assert!(
        line["written"].as_array().is_some_and(|files| files.iter().any(|f| f == "letters/example.yaml"))
    );
}
