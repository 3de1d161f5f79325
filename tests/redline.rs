//! Letters with tracked changes: all rejected are the words of the old file, all accepted those of the new one.

use crate::common::program::{Office, files, letter};
use crate::common::session::{FOLDERS, in_all_languages, make, session, source};
use collective_letters::base::Format;
use collective_letters::tools::redline::{Author, Redline, is_redline, redline};
use collective_letters::tools::word::{self, State, Story};
use roxmltree::{Document, Node};
use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const BODY: &str = "word/document.xml";

fn author() -> Author {
    Author { name: "TSB <editor> & \"co\"".to_owned(), date: "2026-11-12".to_owned() }
}

/// The Word files of all worked letters in English, French and Arabic.
fn letters() -> Vec<(String, Vec<u8>)> {
    let mut out = Vec::new();
    for folder in FOLDERS {
        let session = session(folder);
        for path in in_all_languages(folder) {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            if [".es.", ".ru.", ".zh."].iter().any(|language| name.contains(language)) {
                continue;
            }
            let made = make(&session, &source(&path), &[Format::Docx]);
            out.extend(made.files.into_iter().map(|(_, bytes)| (name.clone(), bytes)));
        }
    }
    assert!(out.len() > 25, "{} letters", out.len());
    out
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a ZIP file");
    let mut text = String::new();
    archive.by_name(name).expect("a part").read_to_string(&mut text).expect("text");
    text
}

fn names(bytes: &[u8]) -> Vec<String> {
    let archive = ZipArchive::new(Cursor::new(bytes)).expect("a ZIP file");
    archive.file_names().map(|name| name.expect("a name").into_owned()).collect()
}

/// The same file with another text of a part.
fn with_part(bytes: &[u8], name: &str, text: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a ZIP file");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let part = archive.by_index_raw(at).expect("a part");
        if part.name().expect("a name") != name {
            zip.raw_copy_file(part).expect("copied");
        }
    }
    zip.start_file(name, SimpleFileOptions::default()).expect("a part");
    zip.write_all(text.as_bytes()).expect("written");
    zip.finish().expect("a file").into_inner()
}

/// The words of a state, paragraph by paragraph, those of the body with their columns.
fn words(bytes: &[u8], state: State) -> Vec<(Story, Vec<usize>, String)> {
    let passages = word::read(bytes).expect("a Word file").state(state);
    let words = passages.iter().map(|plain| {
        let columns = plain.place.cells.iter().map(|cell| cell.column).collect();
        (plain.place.story, columns, plain.text())
    });
    words.filter(|(.., text)| !text.is_empty()).collect()
}

/// Makes a redline and tries it by the reader: the states, well-formed parts, identifiers, and where words may be.
fn exact(what: &str, old: &[u8], new: &[u8]) -> Redline {
    let made = redline(old, new, &author()).unwrap_or_else(|why| panic!("{what}: {why:?}"));
    let body = |words: Vec<(Story, Vec<usize>, String)>| -> Vec<_> {
        words.into_iter().filter(|(story, ..)| made.remarks.is_empty() || *story == Story::Body).collect()
    };
    assert_eq!(body(words(&made.bytes, State::Before)), body(words(old, State::After)), "{what}: rejected");
    assert_eq!(words(&made.bytes, State::After), words(new, State::After), "{what}: accepted");
    assert_eq!(names(&made.bytes), names(new), "{what}: parts");
    let mut ids = BTreeSet::new();
    for name in names(&made.bytes).iter().filter(|name| name.ends_with(".xml")) {
        let text = part(&made.bytes, name);
        let parsed = Document::parse(&text).unwrap_or_else(|why| panic!("{what}: {name}: {why}"));
        for node in parsed.descendants().filter(|node| matches!(node.tag_name().name(), "ins" | "del")) {
            let id = node.attributes().find(|own| own.name() == "id").expect("an identifier").value();
            assert!(ids.insert(id.to_owned()), "{what}: {name}: the identifier {id} twice");
            let is_deleted = node.has_tag_name((node.tag_name().namespace().expect("of Word"), "del"));
            let wrong = if is_deleted { "t" } else { "delText" };
            assert!(node.descendants().all(|node| node.tag_name().name() != wrong), "{what}: {name}");
        }
    }
    let body = part(&made.bytes, BODY);
    let parsed = Document::parse(&body).expect("well-formed");
    for mark in parsed.descendants().filter(|node| node.tag_name().name().starts_with("bookmark")) {
        if let Some(id) = mark.attributes().find(|own| own.name() == "id") {
            assert!(!ids.contains(id.value()), "{what}: the identifier {} of a bookmark", id.value());
        }
    }
    made
}

/// A kind of edit, and the body after it; none where the letter has nothing of the kind.
type Edit = (&'static str, fn(&Document<'_>, &str) -> Option<String>);

fn elements<'a, 'i>(body: &'a Document<'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    body.descendants().filter(move |node| node.is_element() && node.tag_name().name() == name)
}

/// The paragraphs of a style, from the end.
fn styled<'a, 'i>(body: &'a Document<'i>, style: &str) -> Vec<Node<'a, 'i>> {
    let has = |paragraph: &Node<'a, 'i>| {
        let styles = paragraph.descendants().filter(|node| node.tag_name().name() == "pStyle");
        styles.filter_map(|node| node.attributes().next()).any(|own| own.value() == style)
    };
    let mut found: Vec<_> = elements(body, "p").filter(has).collect();
    found.reverse();
    found
}

fn without(text: &str, node: Node<'_, '_>) -> String {
    text[..node.range().start].to_owned() + &text[node.range().end..]
}

/// A copy of an element with other words after it.
fn added(text: &str, node: Node<'_, '_>) -> String {
    let copy = text[node.range()].replacen("</w:t>", " and one more</w:t>", 1);
    let copy = match (copy.find("<w:sectPr"), copy.find("</w:sectPr>")) {
        (Some(start), Some(end)) => copy[..start].to_owned() + &copy[end + 11..],
        _ => copy,
    };
    text[..node.range().start].to_owned() + &copy + &text[node.range().start..]
}

/// The same with every so many texts changed.
fn changed(body: &Document<'_>, text: &str, every: usize, change: fn(&str) -> String) -> String {
    let mut out = text.to_owned();
    let texts: Vec<_> = elements(body, "t").filter_map(|node| node.first_child()).collect();
    for node in texts.iter().step_by(every).rev() {
        out.replace_range(node.range(), &change(&text[node.range()]));
    }
    out
}

const EDITS: &[Edit] = &[
    ("words", |body, text| Some(changed(body, text, 3, |words| words.replacen(' ', " really new ", 1)))),
    ("words gone", |body, text| {
        Some(changed(body, text, 4, |words| words.split(' ').skip(1).collect::<Vec<_>>().join(" ")))
    }),
    ("dates", |body, text| {
        let other = |words: &str| -> String {
            words
                .chars()
                .map(|c| c.to_digit(10).map_or(c, |d| char::from_digit(9 - d, 10).unwrap_or(c)))
                .collect()
        };
        Some(changed(body, text, 1, other))
    }),
    ("a paragraph gone", |body, text| styled(body, "BodyText").first().map(|node| without(text, *node))),
    ("a paragraph added", |body, text| styled(body, "BodyText").last().map(|node| added(text, *node))),
    ("an item gone", |body, text| styled(body, "enumlev1").first().map(|node| without(text, *node))),
    ("an item added", |body, text| styled(body, "enumlev1").first().map(|node| added(text, *node))),
    ("an item of another list gone", |body, text| {
        styled(body, "enumlev1").last().map(|node| without(text, *node))
    }),
    ("a heading gone", |body, text| styled(body, "Practicalitem").first().map(|node| without(text, *node))),
    ("a row gone", |body, text| elements(body, "tr").last().map(|node| without(text, node))),
    ("a row added", |body, text| elements(body, "tr").last().map(|node| added(text, node))),
    ("a row in the middle", |body, text| {
        elements(body, "tr").find(|row| row.prev_siblings().count() > 3).map(|node| added(text, node))
    }),
    ("a table gone", |body, text| elements(body, "tbl").nth(3).map(|node| without(text, node))),
    ("half of it gone", |body, text| {
        let blocks: Vec<_> = elements(body, "body").next()?.children().collect();
        let last = blocks[blocks.len() - 2];
        Some(text[..blocks[blocks.len() / 2].range().start].to_owned() + &text[last.range().end..])
    }),
];

#[test]
fn every_kind_of_edit_of_every_letter() {
    let mut made = 0;
    for (number, (name, bytes)) in letters().into_iter().enumerate() {
        let text = part(&bytes, BODY);
        let body = Document::parse(&text).expect("well-formed");
        assert_eq!(exact(&name, &bytes, &bytes).inserted, 0, "{name}: nothing changed");
        // Every letter has a third of the edits, and every edit a third of the letters.
        for (edit, edited) in EDITS.iter().skip(number % 3).step_by(3) {
            let Some(edited) = edited(&body, &text) else { continue };
            let other = with_part(&bytes, BODY, &edited);
            let what = format!("{name}: {edit}");
            let forth = exact(&what, &bytes, &other);
            let back = exact(&format!("{what}, back"), &other, &bytes);
            if edited != text && *edit != "a table gone" {
                assert!(forth.inserted + forth.deleted > 0 && back.inserted + back.deleted > 0, "{what}");
            }
            made += 2;
        }
    }
    assert!(made > 150, "{made} redlines");
}

#[test]
fn another_letter_altogether() {
    let letters = letters();
    for pair in letters.windows(2).step_by(2) {
        exact(&format!("{} to {}", pair[0].0, pair[1].0), &pair[0].1, &pair[1].1);
    }
}

/// A file that Word changed: tracked changes in the old file count as accepted.
#[test]
fn a_redline_as_the_old_file() {
    let (name, bytes) = letters().swap_remove(0);
    let text = part(&bytes, BODY);
    let body = Document::parse(&text).expect("well-formed");
    let other = with_part(&bytes, BODY, &EDITS[0].1(&body, &text).expect("an edit"));
    let first = exact(&name, &bytes, &other);
    let again = exact(&name, &first.bytes, &bytes);
    assert_eq!((again.deleted > 0, words(&again.bytes, State::Before)), (true, words(&other, State::After)));
}

fn office() -> Office {
    let office =
        Office::new().file("letters/1.yaml", letter(1) + "body:\n  - text: The room is on floor two.\n");
    office.run(&["build", "--format", "docx"]).code(0);
    let edited = letter(1) + "body:\n  - text: The room is on floor three.\n  - text: Bring a pen.\n";
    office.file("letters/1.yaml", edited)
}

#[test]
fn the_program_writes_what_the_next_build_changes() {
    let office = office();
    let run = office.run(&[
        "diff",
        "letters/1.yaml",
        "--docx",
        "redline.docx",
        "--author",
        "TSB",
        "--date",
        "2026-11-12",
    ]);
    run.code(0)
        .says("redline.docx: compared with output")
        .says("words added in 2 passages, removed in 1 passage");
    let bytes = fs::read(office.path("redline.docx")).expect("a redline");
    assert!(is_redline(&bytes));
    assert!(part(&bytes, BODY).contains("w:author=\"TSB\" w:date=\"2026-11-12T00:00:00Z\""));
    let old = fs::read(office.path("output").join(&files(1)[0])).expect("a Word file");
    assert_eq!(words(&bytes, State::Before), words(&old, State::After));
    // The same again replaces it; another file is not replaced.
    office.run(&["diff", "letters/1.yaml", "--docx", "redline.docx"]).code(0);
    let office = office.file("mine.docx", &old);
    for file in ["mine.docx", "letters/1.yaml"] {
        office.run(&["diff", "letters/1.yaml", "--docx", file]).code(2).warns("error[file-exists]");
    }
    assert_eq!(fs::read(office.path("mine.docx")).expect("a file"), old);
    office
        .run(&["diff", "letters/1.yaml", "--docx", "letters/as-issued/x.docx"])
        .code(2)
        .warns("published-folder");
    let line = office.run(&["diff", "letters/1.yaml", "--docx", "redline.docx", "--message-format", "json"]);
    assert_eq!(line.code(0).json()[0]["event"], "redline");
}

#[test]
fn against_another_file_and_since_it_was_issued() {
    let office =
        office().file("note.docx", "%PDF-1.7").file("letters/2.yaml", letter(2) + "status: issued\n");
    let one = ["diff", "letters/1.yaml", "--docx", "redline.docx"];
    let with = |options: &[&str]| office.run(&[&one[..], options].concat());
    with(&["--against", "note.docx"])
        .code(2)
        .warns("note.docx is a PDF, not a Word file; nothing was written");
    with(&["--against", "none.docx"]).code(2).warns("none.docx does not exist");
    with(&["--since", "as-issued"]).code(2).warns("was not issued");
    with(&["--date", "soon"]).code(2);
    office.run(&["diff", "--docx", "redline.docx"]).code(2).warns("--docx compares one letter, not 2");
    assert!(!office.path("redline.docx").exists());
    office.run(&["build", "letters/2.yaml"]).code(0);
    let issued = format!("letters/as-issued/{}", files(2)[0]);
    with(&["--against", &issued]).code(0).says("compared with letters");
    let office =
        office.file("letters/2.yaml", letter(2) + "status: issued\nbody:\n  - text: One sentence more.\n");
    let run = office.run(&["diff", "letters/2.yaml", "--docx", "redline2.docx", "--since", "as-issued"]);
    run.code(0).says("words added in 1 passage");
    let bytes = fs::read(office.path("redline2.docx")).expect("a redline");
    let old = fs::read(office.path(&issued)).expect("a Word file");
    assert_eq!(words(&bytes, State::Before), words(&old, State::After));
    // A letter with errors gives no file.
    let office = office.file("letters/1.yaml", letter(1) + "colour: red\n");
    office.run(&["diff", "letters/1.yaml", "--docx", "redline3.docx"]).code(1).warns("error[");
    assert!(!office.path("redline3.docx").exists());
}
