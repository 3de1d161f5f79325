//! A house style in a folder after an update of the program: what is older is noted, what is new is taken over, and
//! nothing that people wrote is lost.

use crate::common::program::Office;
use collective_letters::base::sha256;
use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const BASE: &str = "templates/.letters-base.zip";

/// What an older program had instead of a file: its name, and how it differed.
type Older<'a> = (&'a str, &'a dyn Fn(&str) -> String);

/// A folder as an older program laid it out: some of its files were others then.
fn older(changes: &[Older<'_>]) -> Office {
    let office = Office::empty();
    office.run(&["init"]).code(0).quiet();
    let mut archive = ZipArchive::new(fs::File::open(office.path(BASE)).expect("a base")).expect("a ZIP");
    let mut files = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("its bytes");
        files.push((entry.name().expect("a name").into_owned(), bytes));
    }
    let mut list: serde_json::Value = serde_json::from_slice(&files[1].1).expect("the list");
    list["version"] = "0.0.9".into();
    for (name, change) in changes {
        let entry = format!("files/{name}");
        let file = files.iter_mut().find(|(known, _)| *known == entry).expect("a text of the house style");
        file.1 = change(std::str::from_utf8(&file.1).expect("text")).into_bytes();
        list["files"][name]["sha256"] = sha256(&file.1).into();
        list["files"][name]["length"] = file.1.len().into();
        fs::write(office.path(&format!("templates/{name}")), &file.1).expect("the older file");
    }
    files[1].1 = list.to_string().into_bytes();
    let mut zip = ZipWriter::new(fs::File::create(office.path(BASE)).expect("a file"));
    for (name, bytes) in files {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(&bytes).expect("its bytes");
    }
    zip.finish().expect("the ZIP");
    office
}

fn text(office: &Office, name: &str) -> String {
    fs::read_to_string(office.path(name)).expect("a text")
}

/// All files of the house style.
fn style(office: &Office) -> BTreeMap<String, Vec<u8>> {
    fn walk(folder: &Path, name: &str, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let entry = entry.expect("an entry");
            let name = format!("{name}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{name}/"), found);
            } else {
                found.insert(name, fs::read(entry.path()).expect("a file"));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(&office.path("templates"), "", &mut found);
    found
}

fn change(office: &Office, name: &str, from: &str, to: &str) {
    let was = text(office, name);
    assert!(was.contains(from), "{name} has no {from}");
    fs::write(office.path(name), was.replace(from, to)).expect("written");
}

fn built_in(name: &str) -> String {
    fs::read_to_string(format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))).expect("a file")
}

#[test]
fn a_folder_of_this_program_has_nothing_to_update() {
    let office = older(&[]);
    office.run(&["check"]).code(0).quiet();
    let before = style(&office);
    office.run(&["init", "--update"]).code(0).quiet().says("from version 0.0.9 to ").says("no changes");
    let again = office.run(&["init", "--update"]).code(0).quiet();
    again.says("house style of version ").says("no changes");
    let after = style(&office);
    let changed = |name: &&String| before.get(*name) != after.get(*name);
    assert_eq!(after.keys().filter(changed).collect::<Vec<_>>(), [".letters-base.zip"]);
}

#[test]
fn what_is_new_is_taken_over_and_what_people_wrote_stays() {
    let office = older(&[
        ("body/wish.md", &|text| text.replace("The last", "The very last")),
        ("body/opening.md", &|text| text.replace("The invitation.", "An invitation.")),
        ("letter.md", &|text| text.replacen('\n', "\n\n", 1)),
    ]);
    // In an editor of Windows.
    change(&office, "templates/body/opening.md", "\n", "\r\n");
    change(&office, "templates/body/opening.md", "body_opening_collocated", "body_opening_meeting");
    change(&office, "templates/phrases/fr.yaml", "phrases:", "# ours\nphrases:");
    let checked = office.run(&["check"]).code(0);
    checked.warns("note: the program has a newer house style (body/opening.md, body/wish.md and letter.md): run `letters init --update`");
    let run = office.run(&["init", "--update"]).code(0).quiet();
    run.says("2 files taken over, 1 file merged with your changes, 1 file kept as you changed it")
        .says("next: letters diff");
    assert_eq!(text(&office, "templates/body/wish.md"), built_in("templates/body/wish.md"));
    assert_eq!(text(&office, "templates/letter.md"), built_in("templates/letter.md"));
    let merged = text(&office, "templates/body/opening.md");
    let expected = built_in("templates/body/opening.md");
    let expected = expected.replace("body_opening_collocated", "body_opening_meeting").replace('\n', "\r\n");
    assert_eq!(merged, expected);
    assert!(text(&office, "templates/phrases/fr.yaml").contains("# ours\n"));
    office.run(&["check"]).code(0).quiet();
    assert!(!office.path("templates-new").exists());
}

#[test]
fn where_both_changed_a_line_the_file_stays_until_people_have_compared() {
    let office = older(&[("body/opening.md", &|text| text.replace("The invitation.", "An invitation."))]);
    change(&office, "templates/body/opening.md", "An invitation.", "Our invitation.");
    let run = office.run(&["init", "--update"]).code(0).quiet();
    run.says("line 1 changed in both").says("1 file in conflict").says("next: compare ");
    assert!(text(&office, "templates/body/opening.md").contains("Our invitation."));
    assert_eq!(text(&office, "templates-new/body/opening.md"), built_in("templates/body/opening.md"));
    office
        .run(&["check"])
        .code(0)
        .warns("note: compare with your house style, then delete: ")
        .warns("opening.md");
    // What people write into the new file is not lost either.
    fs::write(office.path("templates-new/body/opening.md"), "in hand\n").expect("written");
    office.run(&["init", "--update"]).code(0).quiet().says("was not replaced, because you changed it");
    assert_eq!(text(&office, "templates-new/body/opening.md"), "in hand\n");
    fs::remove_file(office.path("templates-new/body/opening.md")).expect("deleted");
    office.run(&["check"]).code(0).quiet();
    office.run(&["init", "--update"]).code(0).quiet().says("1 file kept as you changed it");
    assert!(text(&office, "templates/body/opening.md").contains("Our invitation."));
}

#[test]
fn a_merge_that_cannot_be_read_is_a_conflict() {
    // The program and people added the same key in different places.
    let without = |text: &str| {
        text.lines()
            .filter(|line| !line.starts_with("  body-wish:"))
            .map(|line| format!("{line}\n"))
            .collect()
    };
    let office = older(&[("phrases/en.yaml", &without)]);
    let last = text(&office, "templates/phrases/en.yaml") + "  body-wish: Come!\n";
    fs::write(office.path("templates/phrases/en.yaml"), &last).expect("written");
    let run = office.run(&["init", "--update"]).code(0).quiet();
    run.says("1 file in conflict");
    assert_eq!(text(&office, "templates/phrases/en.yaml"), last);
    assert!(office.path("templates-new/phrases/en.yaml").is_file());
}

#[test]
fn a_folder_without_a_base_is_compared_and_not_changed() {
    let office = older(&[("body/wish.md", &|text| text.replace("The last", "The very last"))]);
    fs::remove_file(office.path(BASE)).expect("deleted");
    fs::remove_file(office.path("templates/body/hours.md")).expect("deleted");
    office.run(&["check"]).code(0).quiet();
    let before = style(&office);
    let run = office.run(&["init", "--update"]).code(0).quiet();
    run.says("line 1 differ").says("1 file different").says("it is not known what you changed");
    let mut after = style(&office);
    assert!(after.remove(".letters-base.zip").is_some());
    assert_eq!(after, before);
    fs::remove_dir_all(office.path("templates-new")).expect("deleted");
    office.run(&["init", "--update"]).code(0).quiet().says("1 file kept as you changed it");
    let none = Office::empty();
    none.run(&["init", "--no-templates"]).code(0).quiet();
    none.run(&["init", "--update"]).code(0).quiet().says("there is no folder templates");
}

#[test]
fn a_folder_of_a_newer_program_is_left_alone() {
    let office = older(&[]);
    let list = |version: &str| version.replace("0.0.9", "99.0.0");
    let bytes = fs::read(office.path(BASE)).expect("a base");
    // The list is small and stored as it was deflated: made again with another version.
    let mut archive = ZipArchive::new(std::io::Cursor::new(bytes)).expect("a ZIP");
    let mut zip = ZipWriter::new(fs::File::create(office.path(BASE)).expect("a file"));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("a part");
        let mut text = String::new();
        entry.read_to_string(&mut text).expect("text");
        zip.start_file(entry.name().expect("a name"), SimpleFileOptions::default()).expect("a part");
        zip.write_all(list(&text).as_bytes()).expect("its bytes");
    }
    zip.finish().expect("the ZIP");
    office.run(&["check"]).code(0).warns("comes from version 99.0.0");
    office.run(&["init", "--update"]).code(2).warns("newer-house-style").warns("install the newer one");
    fs::write(office.path(BASE), "damaged").expect("written");
    office.run(&["init", "--update"]).code(2).warns("house-base").warns("is damaged");
}

#[test]
fn it_is_told_as_json() {
    let office = older(&[("body/opening.md", &|text| text.replace("The invitation.", "An invitation."))]);
    change(&office, "templates/body/opening.md", "An invitation.", "Our invitation.");
    let run = office.run(&["init", "--update", "--message-format", "json"]).code(0).quiet();
    let event = &run.json()[0];
    assert_eq!((&event["event"], &event["from"]), (&"update".into(), &"0.0.9".into()));
    let file = &event["files"][0];
    assert_eq!((&file["name"], &file["outcome"]), (&"body/opening.md".into(), &"conflict".into()));
    assert_eq!(file["lines"], serde_json::json!([[1, 1]]));
}
