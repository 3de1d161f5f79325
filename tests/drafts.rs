//! Copies of drafts that circulate, and the files that come back: against what they were made from, not only the letter of today.

use crate::common::docx::Package;
use crate::common::program::{Office, files, letter};
use crate::common::returned::{replaced, with_body, with_parts};
use std::fs;

const BODY: &str = "body:\n  - opening\n  - text: The first words stay as they are here.\n  - text: The last words stay as they are there.\n";

/// The name of a copy of letter 1.
fn copy(number: u32) -> String {
    format!("output/review/{}", files(1)[0].replace(".docx", &format!(" draft {number}.docx")))
}

fn office() -> Office {
    Office::with_letters([1]).file("letters/1.yaml", letter(1) + BODY)
}

fn with(office: Office, old: &str, new: &str) -> Office {
    let text = fs::read_to_string(office.path("letters/1.yaml")).expect("a letter");
    assert!(text.contains(old), "{text}");
    office.file("letters/1.yaml", text.replace(old, new))
}

/// A file that came back, made of another.
fn returned(office: Office, name: &str, from: &str, old: &str, new: &str) -> Office {
    let bytes = fs::read(office.path(from)).expect("a copy");
    office.file(name, with_body(&bytes, |xml| replaced(&xml, old, new, true)))
}

fn text(office: &Office) -> String {
    fs::read_to_string(office.path("letters/1.yaml")).expect("a letter")
}

#[test]
fn copies_are_numbered_and_say_what_changed() {
    let office = office();
    office.run(&["build", "--review"]).code(0).says("draft 1 of");
    let first = office.contents("output/review");
    assert_eq!(first.keys().filter(|name| name.ends_with("draft 1.docx")).count(), 1, "{:?}", first.keys());
    office.run(&["build", "--review"]).code(0).says("the letter has not changed since");
    assert_eq!(office.contents("output/review"), first, "the same bytes");
    let docx = Package::open(&fs::read(office.path(&copy(1))).expect("a copy"));
    assert!(docx.text("word/settings.xml").contains("<w:trackRevisions/>"));
    assert!(docx.text("customXml/item1.xml").contains("The first words stay"));
    let office = with(office, "The first words stay", "The first words change");
    office.run(&["build", "--review"]).code(0).says("draft 2 of").says("1 difference from the draft before");
    assert!(office.path(&copy(2)).is_file() && office.path(&copy(1)).is_file());
    // What a build makes has nothing of it.
    office.run(&["build"]).code(0);
    let built = fs::read(office.path("output").join(&files(1)[0])).expect("a file");
    for (name, content) in Package::open(&built).parts {
        let text = String::from_utf8_lossy(&content);
        let is_hidden = |hidden| name.contains(hidden) || text.contains(hidden);
        assert!(!["customXml", "trackRevisions", "urn:collective"].into_iter().any(is_hidden), "{name}");
    }
}

#[test]
fn an_issued_letter_has_no_drafts() {
    let office = with(office(), "number: 1", "number: 1\nstatus: issued");
    office.run(&["build", "--review"]).code(1).warns("there is no draft of it");
}

#[test]
fn what_changed_meanwhile_survives_and_both_at_one_word_is_a_conflict() {
    let office = office();
    office.run(&["build", "--review", "--format", "docx"]).code(0);
    let office = returned(office, "back.docx", &copy(1), "The first words stay", "The first words remain");
    let office = with(office, "The last words", "The very last words");
    office.run(&["review", "back.docx", "--apply"]).code(0).says("compared with draft 1").says("1 applied");
    let applied = text(&office);
    assert!(applied.contains("The first words remain as they") && applied.contains("The very last words"));
    // Words of one passage that both changed, at different places.
    let office = returned(office, "back.docx", &copy(1), "The last words stay", "The last words remain");
    office.run(&["review", "back.docx", "--apply"]).code(0).says("1 applied");
    assert!(text(&office).contains("The very last words remain as they are there."));
    let office = returned(office, "back.docx", &copy(1), "The first words stay", "The first words go");
    let run = office.run(&["review", "back.docx", "--apply"]).code(1).says("conflict");
    assert!(
        run.stdout.contains("go as they are") && run.stdout.contains("remain as they are"),
        "{}",
        run.stdout
    );
}

#[test]
fn files_of_two_reviewers_are_taken_together() {
    let office = office();
    office.run(&["build", "--format", "docx"]).code(0);
    let built = format!("output/{}", files(1)[0]);
    let office = returned(office, "a.docx", &built, "The first words stay", "The first words remain");
    let office = returned(office, "b.docx", &built, "The last words stay", "The last words remain");
    let office = returned(office, "c.docx", &built, "The last words stay", "The last words go");
    let run = office.run(&["review", "a.docx", "b.docx", "c.docx"]).code(0);
    assert_eq!(run.stdout.matches("1 can be applied, 0 cannot").count(), 2, "{}", run.stdout);
    assert!(run.stdout.contains("conflict") && run.stdout.contains("remain as they are there"));
    office.run(&["review", "a.docx", "b.docx", "--apply"]).code(0);
    let applied = text(&office);
    assert!(
        applied.contains("The first words remain") && applied.contains("The last words remain"),
        "{applied}"
    );
}

#[test]
fn what_a_file_was_made_from_is_found_also_where_the_file_does_not_say_it() {
    let office = office();
    office.run(&["build", "--review", "--format", "docx"]).code(0);
    office.run(&["build", "--format", "docx"]).code(0);
    // As the document inspector of Word leaves it.
    let bytes = fs::read(office.path(&copy(1))).expect("a copy");
    let bytes = with_parts(&bytes, |name, content| {
        (!name.starts_with("customXml/") && name != "docProps/custom.xml").then_some(content)
    });
    let bytes =
        with_body(&bytes, |xml| replaced(&xml, "The first words stay", "The first words remain", true));
    let built = format!("output/{}", files(1)[0]);
    let office = office.file("copy.docx", bytes);
    let office = returned(office, "built.docx", &built, "The first words stay", "The first words remain");
    let office = with(office, "The last words", "The very last words");
    office.run(&["build", "--format", "docx"]).code(0);
    office.run(&["review", "copy.docx"]).code(0).says("from the record of drafts").says("1 change:");
    fs::remove_dir_all(office.path("output/review")).expect("removed");
    office.run(&["review", "built.docx"]).code(0).says("as it was built earlier").says("1 change:");
    fs::remove_dir_all(office.path("output")).expect("removed");
    office.run(&["review", "built.docx"]).code(0).says("the letter of today").says("2 changes:");
}

#[test]
fn a_review_is_a_page_too_and_files_can_be_dismissed() {
    let office = office();
    office.run(&["build", "--format", "docx"]).code(0);
    let built = format!("output/{}", files(1)[0]);
    let office = returned(office, "back.docx", &built, "The first words stay", "The first words remain");
    office.run(&["review", "back.docx", "--html", "report.html"]).code(0);
    let page = fs::read_to_string(office.path("report.html")).expect("a page");
    assert!(page.contains("[removed: </span>stay") && page.contains("[added: </span>remain"), "{page}");
    let office = office.file("mine.html", "<p>mine</p>");
    office.run(&["review", "back.docx", "--html", "mine.html"]).code(2);
    // Changed where it was built, and replaced by the next build.
    let office = returned(office, &built, &built, "The last words stay", "The last words go");
    let office = with(office, "The first words", "The very first words");
    office.run(&["build", "--format", "docx"]).code(0).says("changed by hand");
    let kept = format!("output/changed-by-hand/{}", files(1)[0]);
    office.run(&["list"]).code(0).warns("changed-by-hand");
    office.run(&["review", &kept, "--dismiss"]).code(0).says("dismissed");
    assert!(!office.run(&["list"]).code(0).stderr.contains("changed-by-hand"));
    office.run(&["review", "back.docx", "--dismiss"]).code(2).warns("does not wait for a review");
}
