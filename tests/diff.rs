//! `letters diff`: what a build would change in the letters that are there.
use crate::common::program::{Office, files, letter, name, slashes, wrong_letter};
use std::io::{Cursor, Read, Write};
use std::{fs, str};

/// An office with letters of these numbers that were built, and with its own house style.
fn built(numbers: impl IntoIterator<Item = u32>) -> Office {
    let office = Office::with_letters(numbers).copy("templates", "templates");
    office.run(&["build"]).code(0);
    office
}

/// Other words in a file of the office.
fn edited(office: Office, path: &str, old: &str, new: &str) -> Office {
    let text = fs::read_to_string(office.path(path)).expect("a text");
    assert!(text.contains(old), "no {old:?} in {path}");
    office.file(path, text.replace(old, new))
}

/// What somebody does who changes words in Word: the same file with other words, packed anew.
fn edited_in_word(office: Office, name: &str, old: &str, new: &str) -> Office {
    let path = format!("output/{name}");
    let bytes = fs::read(office.path(&path)).expect("a file");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP file");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let part_name = part.name().expect("its name").to_string();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its bytes");
        if part_name == "word/document.xml" {
            let text = str::from_utf8(&bytes).expect("UTF-8");
            assert!(text.contains(old), "no {old:?} in {name}");
            bytes = text.replace(old, new).into_bytes();
        }
        out.start_file(part_name, zip::write::SimpleFileOptions::default()).expect("a part");
        out.write_all(&bytes).expect("written");
    }
    office.file(&path, out.finish().expect("a file").into_inner())
}

const WISH: &str = "templates/phrases/en.yaml";

#[test]
fn nothing_changes_and_nothing_is_written() {
    let office = built([1, 2]);
    let (contents, times) = (office.contents("output"), office.times("output"));
    let run = office.run(&["diff"]).code(0).quiet();
    assert_eq!(run.stdout, "compared 2 letters with output: 2 unchanged\n");
    let office = edited(office, WISH, "I wish you", "We wish you");
    office.run(&["diff"]).code(0).quiet().says("2 with changed words");
    assert_eq!(office.contents("output"), contents);
    assert_eq!(office.times("output"), times);
    assert_eq!(office.names(""), ["letters", "output", "templates"]);
}

#[test]
fn a_template_change_is_told_once_and_then_the_exceptions() {
    let office = edited(built(1..=5), WISH, "I wish you", "We wish you");
    let office = edited(office, "letters/4.yaml", "starts: 2021-04-20", "starts: 2021-04-21");
    let office = office.file("letters/6.yaml", letter(6)).file("letters/7.yaml", wrong_letter());
    fs::remove_file(office.path("letters/5.yaml")).expect("removed");
    fs::remove_file(office.path("output").join(&files(2)[1])).expect("removed");
    let office = office.file("output/notes.txt", "mine").file("output/T17-notes!!MSW-E.docx", "mine");
    let run = office.run(&["diff"]).code(1);
    insta::assert_snapshot!(run.snapshot());
    let summary = office.run(&["diff", "--summary"]).code(1);
    assert!(!summary.stdout.contains("Subject"), "{}", summary.stdout);
    let full = office.run(&["diff", "--full"]).code(1);
    assert_eq!(full.stdout.matches("[-I-]{+We+} wish you").count(), 5, "{}", full.stdout);
    fs::remove_file(office.path("letters/7.yaml")).expect("removed");
    let run = office.run(&["diff"]).code(0).quiet();
    let left: Vec<&str> =
        run.stdout.lines().filter(|line| line.starts_with("  T17")).map(str::trim).collect();
    let mut made = files(5);
    made.sort();
    assert_eq!(left, made);
    let some = office.run(&["diff", "letters/1.yaml"]).code(0).quiet();
    assert!(!some.stdout.contains(&name(5)), "{}", some.stdout);
}

#[test]
fn the_bad_letter_is_told_of_as_by_build() {
    let office = built([1]).file("letters/2.yaml", wrong_letter());
    let build = office.run(&["build", "--output", "elsewhere"]).code(1);
    let error = build.stderr.clone();
    assert!(error.contains("error[missing-key]"), "{error}");
    office.run(&["diff"]).code(1).warns(&error).says("letters/2.yaml");
    let twice = built([1]).file("letters/2.yaml", letter(1));
    twice.run(&["diff"]).code(1).warns("duplicate-letter").says("2 with errors");
}

#[test]
fn a_word_changed_in_word_is_what_a_build_takes_back() {
    let docx = &files(1)[0];
    let office = edited_in_word(built([1]), docx, "Dear Sir/Madam,", "Dear colleagues,");
    let run = office.run(&["diff"]).code(0).quiet();
    insta::assert_snapshot!(run.snapshot());
    office.run(&["build"]).code(0);
    office.run(&["diff"]).code(0).quiet().says("1 unchanged");
    // Packed anew with the same words.
    let office = edited_in_word(office, docx, "Dear Sir/Madam,", "Dear Sir/Madam,");
    let run = office.run(&["diff"]).code(0).quiet();
    assert!(
        run.stdout.starts_with("Same words, but different layout or properties (DOCX) in 1 letter"),
        "{}",
        run.stdout
    );
}

#[test]
fn what_is_no_word_file_is_told_and_the_web_page_is_read() {
    let docx = &files(1)[0];
    let office = edited(built([1]).file(&format!("output/{docx}"), "no"), WISH, "I wish you", "We wish you");
    office
        .run(&["diff"])
        .code(0)
        .quiet()
        .says(&format!("  {docx} is plain text, not a Word file.\n"))
        .says("[-I-]{+We+} wish you");
    fs::remove_file(office.path("output").join(docx)).expect("removed");
    let run = office
        .run(&["diff"])
        .code(0)
        .quiet()
        .says("[-I-]{+We+} wish you")
        .says("No DOCX in output for 1 letter");
    fs::remove_file(office.path("output").join(&files(1)[2])).expect("removed");
    let pdf = office.run(&["diff"]).code(0).quiet().says("PDF differs, but words cannot be compared");
    assert_ne!(run.stdout, pdf.stdout);
}

#[test]
fn a_word_file_that_unpacks_to_more_than_any_letter_is_refused() {
    let docx = &files(1)[0];
    let office = edited_in_word(built([1]), docx, "I wish you", &"wish ".repeat(2 << 20));
    let is_small = fs::metadata(office.path("output").join(docx)).expect("a file").len() < 1 << 20;
    assert!(is_small, "not packed");
    let office = edited(office, WISH, "I wish you", "We wish you");
    office
        .run(&["diff"])
        .code(0)
        .quiet()
        .says(&format!("  {docx} is too large for a letter: its part word/document.xml"))
        .says("[-I-]{+We+} wish you");
}

#[test]
fn where_a_link_leads_is_a_matter_of_words() {
    let body = "body:\n  - text: Look [here](http://itu.int/old) first.\n";
    let office = Office::with_letters([1]).file("letters/2.yaml", letter(2) + body);
    office.run(&["build"]).code(0);
    let office = edited(office, "letters/2.yaml", "int/old", "int/new");
    let office = edited(office, "letters/directory/groups.yaml", "int/go/tsg17", "int/go/new17");
    office
        .run(&["diff"])
        .code(0)
        .quiet()
        .says("letter: Look here [-<http://itu.int/old>-]{+<http://itu.int/new>+} first.\n")
        .says("letter: Web: [-http://itu.int/go/tsg17-]{+http://itu.int/go/new17+}\n")
        .says("web page, [-http://itu.int/go/tsg17)-]{+http://itu.int/go/new17)+}\n");
}

#[test]
fn json_is_one_object_per_line_and_any_number_of_jobs_says_the_same() {
    let office =
        edited(built(1..=3), WISH, "I wish you", "We wish you").file("letters/4.yaml", wrong_letter());
    let runs =
        ["1", "3"].map(|jobs| office.run(&["diff", "--message-format", "json", "-j", jobs]).code(1).quiet());
    assert_eq!(runs[0].stdout, runs[1].stdout);
    let lines = runs[0].json();
    let events: Vec<_> = lines.iter().map(|line| line["event"].as_str().unwrap_or("problem")).collect();
    assert_eq!(events, ["problem", "letter", "letter", "letter", "letter", "common", "summary"]);
    assert_eq!(lines[1]["file"].as_str().map(|f| f.replace('\\', "/")).as_deref(), Some("letters/1.yaml"));
    let (letter, common, summary) = (&lines[1], &lines[5], &lines[6]);
    assert_eq!(
        (&letter["outcome"], &letter["read"], &letter["alone"]),
        (&"changed".into(), &"docx".into(), &false.into())
    );
    assert_eq!((&letter["out"], &letter["in"]), (&1.into(), &1.into()));
    let change = &letter["changes"][0];
    assert_eq!((&change["place"], &change["passage"]), (&"letter".into(), &"changed".into()));
    assert_eq!((&change["old"], &change["new"], &change["common"]), (&"I".into(), &"We".into(), &1.into()));
    assert_eq!(change["after"], "wish you a productive and enjoyable");
    assert_eq!(common["letters"], serde_json::json!(["T17 1/17", "T17 2/17", "T17 3/17"]));
    assert_eq!((&summary["changed"], &summary["wrong"]), (&3.into(), &1.into()));
}

#[test]
fn the_review_as_a_web_page() {
    let office = edited(built(1..=3), WISH, "I wish you", "We wish you");
    let office = edited(office, "letters/2.yaml", "starts: 2021-04-20", "starts: 2021-04-21");
    let office = office.file("letters/4.yaml", wrong_letter());
    office.run(&["diff", "--html", "reviews/of today.html"]).code(1);
    let page = fs::read_to_string(office.path("reviews/of today.html")).expect("the page");
    let (_, body) = page.split_once("</style>").expect("the style");
    insta::assert_snapshot!(slashes(body));
    office
        .run(&["diff", "--html", "letters"])
        .code(2)
        .warns("error[cannot-write]: letters is a folder: rename or remove it and try again\n");
}

#[test]
fn what_cannot_be_done() {
    let office = Office::with_letters([1]);
    office
        .run(&["diff"])
        .code(2)
        .warns("the folder output to compare with does not exist")
        .warns("run `letters build` to create it");
    office.run(&["diff", "letters/2.yaml"]).code(2).warns("does not exist");
    office.run(&["diff", "--message-format", "sarif"]).code(2).says("only --message-format human and json");
    office.run(&["diff", "--summary", "--full"]).code(2);
    office.run(&["build"]).code(0);
    let run = office.run_unheard(&["diff"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}

/// A Word file as LibreOffice saves it again: other hyphens, an address with `/`, runs cut up.
#[test]
fn what_libreoffice_writes_anew_is_no_change() {
    let docx = &files(1)[0];
    let body = "body:\n  - text: See [the site of ITU-T](https://www.itu.int).\n";
    let office = Office::with_letters([1]).file("letters/1.yaml", letter(1) + body);
    office.run(&["build"]).code(0);
    let same = [
        ("ITU\u{2011}T", "ITU</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">T"),
        ("Dear ", "Dear</w:t></w:r><w:r><w:rPr></w:rPr></w:r><w:r><w:t xml:space=\"preserve\"> "),
    ];
    let office = same.into_iter().fold(office, |office, (old, new)| edited_in_word(office, docx, old, new));
    let run = office.run(&["diff"]).code(0).quiet();
    assert!(run.stdout.starts_with("Same words, but different layout"), "{}", run.stdout);
}

#[test]
fn what_was_changed_by_hand_is_named_until_it_is_gone() {
    let docx = &files(1)[0];
    let office = built([1]);
    assert!(!office.run(&["list"]).code(0).stderr.contains("changed-by-hand"));
    let office = office.file(&format!("output/changed-by-hand/{docx}"), "edited");
    for command in ["list", "check"] {
        let run = office.run(&[command]).code(0);
        assert!(run.stderr.contains(docx.as_str()), "{command}: {}", run.stderr);
    }
    let office = office.file("output/changed-by-hand/.dismissed", docx.as_str());
    assert!(!office.run(&["list"]).code(0).stderr.contains("changed-by-hand"));
}
