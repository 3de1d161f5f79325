//! From draft to issued, all or nothing; and the folder of published files.

use crate::common::image::chunk;
use crate::common::program::{Office, Run, files, letter, name};
use crate::common::published::{ARCHIVE, kept};
use collective_letters::base::sha256;
use std::fs;

const LETTER: &str = "letters/1.yaml";

/// An office with letter 1, an emblem and a signature of its own.
fn office() -> Office {
    with_images(Office::with_letters([1]))
}

fn with_images(office: Office) -> Office {
    office.file("house/images/emblem.png", image()).file("house/images/signature.png", image())
}

/// An image that is no placeholder.
fn image() -> Vec<u8> {
    let emblem = include_bytes!("../templates/images/emblem.png");
    let (pixels, end) = emblem.split_at(emblem.len() - 12);
    [pixels, &chunk(b"tEXt", b"Author\0Jane Example"), end].concat()
}

fn issue(office: &Office, more: &[&str]) -> Run {
    let start = ["issue", LETTER, "--templates", "house", "--by", "Jane Example", "--date", "2021-01-21"];
    office.run(&[&start[..], more].concat())
}

fn text(office: &Office, path: &str) -> String {
    fs::read_to_string(office.path(path)).expect("a text")
}

/// Nothing of letter 1 is issued, and its file is as it was.
fn is_draft(office: &Office, before: &str) {
    assert_eq!(text(office, LETTER), before);
    assert!(kept(office).is_empty());
    assert!(!office.path("published/index.html").exists());
}

#[test]
fn a_letter_is_issued_and_published() {
    let office = office();
    let run = issue(&office, &[]).code(0);
    run.says("issued: these files are kept from now on").says("published: 5 files written");
    let after = text(&office, LETTER);
    assert!(after.contains("status: issued\n") && after.contains("approved:"), "{after}");
    assert!(after.contains("by: Jane Example") && after.contains("date: 2021-01-21"), "{after}");
    let published = office.contents("published");
    assert_eq!(published.len(), 5, "{:?}", published.keys());
    let archived = kept(&office);
    for file in files(1) {
        assert_eq!(published[&file], archived[&file], "{file}");
    }
    let sums = text(&office, "published/sha256sums");
    for (file, bytes) in published.iter().filter(|(file, _)| *file != "sha256sums") {
        assert!(sums.contains(&format!("{}  {file}\n", sha256(bytes))), "{file} in {sums}");
    }
    let page = text(&office, "published/index.html");
    for word in [&files(1)[0], &files(1)[1], &files(1)[2], "2021-01-21", "English", "Study Group 17"] {
        assert!(page.contains(word), "{word} in {page}");
    }
    // Again: nothing is asked, nothing changes; what was lost comes back. A build leaves the folder alone.
    let times = office.times("published");
    office.run(&["issue", LETTER]).code(0).says("published: up to date");
    assert_eq!(office.times("published"), times);
    fs::remove_file(office.path("published").join(&files(1)[1])).expect("removed");
    office.run(&["build", "--templates", "house"]).code(0).says("kept as issued");
    assert_eq!(office.names("published").len(), 4);
    office.run(&["issue", LETTER]).code(0).says("published: 1 file written");
    assert_eq!(office.contents("published"), published);
    office.run(&["check", "--templates", "house"]).code(0);
}

#[test]
fn what_is_missing_is_named_with_its_options() {
    let office = office();
    let run = office.run(&["issue", LETTER, "--templates", "house"]).code(2).warns("error[missing-fact]");
    run.warns("who approved the letter").warns("--by \"NAME\" and --date DATE");
    is_draft(&office, &letter(1));
    issue(&office, &["--by", "..."]).code(2);
    let undated = letter(1).replace("date: 2021-01-21\n", "");
    fs::write(office.path(LETTER), &undated).expect("written");
    office.run(&["issue", LETTER, "--by", "Jane"]).code(2).warns("--date DATE");
    is_draft(&office, &undated);
    issue(&office, &[]).code(0);
    assert!(text(&office, LETTER).contains("date: 2021-01-21\n"));
    office.run(&["issue", "letters", "--by", "Jane"]).code(2).warns("is a folder");
    office.run(&["issue", LETTER, "--published", "output"]).code(2).warns("error[publishing-folder]");
}

#[test]
fn placeholders_and_missing_signatures_are_refused() {
    let office = Office::with_letters([1]);
    let plain = ["issue", LETTER, "--by", "Jane", "--date", "2021-01-21"];
    let run = office.run(&plain).code(1).warns("error[not-ready]");
    run.warns("placeholder emblem.png").warns("placeholder signature.png");
    is_draft(&office, &letter(1));
    let office = office.file("house/images/emblem.png", image());
    let run = issue(&office, &[]).code(1).warns("placeholder signature.png");
    assert!(!run.stderr.contains("emblem.png"), "{run:#?}");
    is_draft(&office, &letter(1));
    let other = letter(1) + "on-behalf: {name: John Example}\n";
    fs::write(office.path(LETTER), &other).expect("written");
    issue(&office, &[]).code(1).warns("no image of the signature of John Example");
    is_draft(&office, &other);
    fs::write(office.path(LETTER), other + "signature: signed\n").expect("written");
    issue(&office, &[]).code(0);
}

#[test]
fn a_warning_keeps_all_as_it_was_until_it_is_allowed() {
    let warned = letter(1) + "body:\n  - text: Everyday is the the same.\n";
    let office = with_images(Office::new().file(LETTER, &warned));
    let run = issue(&office, &[]).code(1).warns("error[repeated-word]");
    run.warns("nothing was issued");
    is_draft(&office, &warned);
    let allowed = warned + "allow:\n  repeated-word: a quotation\n";
    fs::write(office.path(LETTER), allowed).expect("written");
    issue(&office, &[]).code(0);
}

#[test]
fn what_fails_late_is_taken_back() {
    // A file in the place of a published one.
    let theirs = format!("published/{}", files(1)[1]);
    let office = office().file(&theirs, "theirs");
    issue(&office, &[]).code(2).warns("error[publishing-folder]").warns("was not written by this command");
    is_draft(&office, &letter(1));
    assert_eq!(text(&office, &theirs), "theirs");
    assert_eq!(office.names("published").len(), 1);
    office.run(&["build", "--templates", "house"]).code(0).quiet();
    // A translation that is wrong: the original is not issued either.
    fs::remove_file(office.path(&theirs)).expect("removed");
    let wrong = "translation-of: 1.yaml\nlanguage: fr\nsentences: 3\n";
    let office = office.file("letters/1.fr.yaml", wrong);
    issue(&office, &[]).code(1);
    is_draft(&office, &letter(1));
    assert_eq!(text(&office, "letters/1.fr.yaml"), wrong);
    issue(&office, &["--lang", "en"]).code(0).says("published: 5 files written");
}

#[test]
fn a_withdrawn_letter_is_not_published_and_other_files_stay() {
    let office = office();
    issue(&office, &[]).code(0);
    let office = office.file("published/notes.txt", "ours");
    let run = office.run(&["issue", LETTER]).code(0).warns("warning[other-file]");
    run.warns("notes.txt");
    let run = office.run(&["withdraw", LETTER, "--why", "too early"]).code(0);
    run.says("3 files removed").warns("notes.txt");
    assert_eq!(office.names("published"), ["index.html", "notes.txt", "sha256sums"]);
    assert!(!text(&office, "published/index.html").contains(&name(1)));
    assert_eq!(text(&office, "published/notes.txt"), "ours");
}

#[test]
fn files_of_letters_that_the_archive_does_not_know_stay() {
    let office = office();
    issue(&office, &[]).code(0);
    let before = office.contents("published");
    let office = office.copy("letters/directory", "drafts/directory").file("drafts/2.yaml", letter(2));
    let drafts = ["issue", "drafts/2.yaml", "--letters", "drafts", "--by", "J", "--date", "2021-01-21"];
    let run = office.run(&[&drafts[..], &["--templates", "house"]].concat()).code(2);
    run.warns("has files of letters that").warns("--published DIR");
    assert_eq!(office.contents("published"), before);
    assert_eq!(text(&office, "drafts/2.yaml"), letter(2));
    assert!(office.names(&ARCHIVE.replace("letters", "drafts")).iter().all(|name| !name.contains('!')));
}

#[test]
fn a_revision_replaces_a_letter_and_has_no_approval_yet() {
    let office = office();
    issue(&office, &[]).code(0);
    office
        .run(&["new", "--revision-of", LETTER, "--date", "2021-01-25", "--yes", "--output", "letters/r.yaml"])
        .code(0);
    let revision = text(&office, "letters/r.yaml");
    assert!(revision.contains("status: draft") && !revision.contains("approved"), "{revision}");
    let revision = revision.replace("[insert what has changed]", "The hours have changed.");
    fs::write(office.path("letters/r.yaml"), revision).expect("written");
    let more = ["--templates", "house", "--by", "Jane Example", "--date", "2021-01-25"];
    office.run(&[&["issue", "letters/r.yaml"][..], &more].concat()).code(0);
    let page = text(&office, "published/index.html");
    assert_eq!(page.matches("replaced by").count(), 1, "{page}");
    let listed = |status: &str| {
        let list = office.run(&["list", "--templates", "house"]).code(0);
        list.stdout.lines().filter(|line| line.split_whitespace().any(|word| word == status)).count()
    };
    assert_eq!((listed("replaced"), listed("issued")), (1, 1));
    office.run(&["withdraw", "letters/r.yaml", "--why", "too early", "--templates", "house"]).code(0);
    assert_eq!((listed("withdrawn"), listed("issued")), (1, 1));
}

#[test]
fn a_translation_is_issued_after_its_original() {
    let translation = "translation-of: 1.yaml\nlanguage: fr\nsentences: []\n";
    let french = include_str!("../templates/phrases/fr.yaml").replace("verified: false", "verified: true");
    let office = office().file("letters/1.fr.yaml", translation).file("house/phrases/fr.yaml", french);
    issue(&office, &["--lang", "en"]).code(0);
    assert_eq!(text(&office, "letters/1.fr.yaml"), translation);
    issue(&office, &["--lang", "fr"]).code(0).says("issued");
    let after = text(&office, "letters/1.fr.yaml");
    assert!(after.contains("status: issued\n") && after.contains("by: Jane Example"), "{after}");
    let published = office.contents("published");
    assert_eq!(published.len(), 8, "{:?}", published.keys());
    let page = text(&office, "published/index.html");
    assert!(page.contains("French:") && page.contains(&(name(1) + "!!PDF-F.pdf")), "{page}");
    office.run(&["check", "--templates", "house"]).code(0);
}
