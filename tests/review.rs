//! Word files that come back: what reviewers change is found, becomes edits of the letter, and a build has their words.

use crate::common::session;
use collective_letters::base::Format;
use collective_letters::project::session::Session;
use collective_letters::tools::review::{Files, Outcome, Review, review};
use collective_letters::tools::word;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::sync::LazyLock;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const DOCUMENT: &str = "word/document.xml";

static SESSIONS: LazyLock<[Session; 2]> = LazyLock::new(|| session::FOLDERS.map(session::session));

fn files(session: &Session, path: &Path) -> (Files, Vec<u8>) {
    let letter = session::source(path);
    let read = session.read(&letter);
    let original = read.original().cloned();
    let composition = session.compose(&read);
    let document = composition.document().expect("a letter without errors");
    let bytes = session.export(Format::Docx, document).expect("a file");
    (Files { letter, original }, bytes)
}

/// The file with another body.
fn with_body(bytes: &[u8], change: impl FnOnce(String) -> String) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    let mut change = Some(change);
    for at in 0..old.len() {
        let mut part = old.by_index(at).expect("a part");
        let name = part.name().expect("a name").to_string();
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("content");
        if name == DOCUMENT
            && let Some(change) = change.take()
        {
            content = change(String::from_utf8(content).expect("text")).into_bytes();
        }
        new.start_file(name, SimpleFileOptions::default()).expect("a part");
        new.write_all(&content).expect("written");
    }
    new.finish().expect("a file").into_inner()
}

const BY: &str = r#"w:id="9" w:author="Director's office" w:date="2026-11-12T09:30:00Z""#;

/// The body with words in a run replaced, tracked or not; runs are split as Word splits them.
fn replaced(xml: &str, old: &str, new: &str, is_tracked: bool) -> String {
    let at = xml.find(old).unwrap_or_else(|| panic!("no `{old}` in one run"));
    let start = xml[..at].rfind("<w:r>").expect("a run");
    let end = at + xml[at..].find("</w:r>").expect("its end") + "</w:r>".len();
    let properties = match xml[start..at].find("</w:rPr>") {
        Some(end) => &xml[start + "<w:r>".len()..start + end + "</w:rPr>".len()],
        None => "",
    };
    let text = xml[..at].rfind('>').expect("a text") + 1;
    let (before, after) = (&xml[text..at], &xml[at + old.len()..at + xml[at..].find('<').expect("its end")]);
    let run = |words: &str, kind: &str| match words {
        "" => String::new(),
        words => format!(
            "<w:r w:rsidR=\"00AB12CD\">{properties}<w:{kind} xml:space=\"preserve\">{words}</w:{kind}></w:r>"
        ),
    };
    let middle = match is_tracked {
        true => {
            let ins =
                if new.is_empty() { String::new() } else { format!("<w:ins {BY}>{}</w:ins>", run(new, "t")) };
            format!("<w:del {BY}>{}</w:del><w:proofErr w:type=\"spellStart\"/>{ins}", run(old, "delText"))
        }
        false => run(new, "t"),
    };
    let tail = &xml[at + old.len() + after.len()..end];
    let tail = tail.strip_prefix("</w:t>").and_then(|rest| rest.strip_suffix("</w:r>")).unwrap_or_default();
    let tail = if tail.is_empty() { String::new() } else { format!("<w:r>{properties}{tail}</w:r>") };
    [&xml[..start], &run(before, "t"), &middle, &run(after, "t"), &tail, &xml[end..]].concat()
}

/// The bytes of the paragraph with some words.
fn paragraph(xml: &str, words: &str) -> std::ops::Range<usize> {
    let at = xml.find(words).unwrap_or_else(|| panic!("no `{words}`"));
    let start = xml[..at].rfind("<w:p>").expect("a paragraph");
    start..at + xml[at..].find("</w:p>").expect("its end") + "</w:p>".len()
}

fn tried(session: &Session, path: &Path, change: impl FnOnce(String) -> String) -> Review {
    let (files, bytes) = files(session, path);
    let word = word::read(&with_body(&bytes, change)).expect("a Word file");
    review(session, &files, &word, &mut |_| true).expect("a letter without errors")
}

fn seed() -> std::path::PathBuf {
    session::root().join("letters/sg17-011.yaml")
}

/// All changes became edits, and a build has the words of the file.
fn applied(review: &Review) -> &str {
    for change in &review.changes {
        assert!(matches!(change.outcome, Outcome::Ready { .. } | Outcome::Done), "{change:#?}");
    }
    assert!(!review.changes.is_empty(), "nothing was found");
    assert_eq!(review.rest, [], "{:#?}", review.changes);
    review.after.letter.text()
}

#[test]
fn an_untouched_file_has_no_changes_in_any_language() {
    for (folder, session) in session::FOLDERS.iter().zip(SESSIONS.iter()) {
        for path in session::in_all_languages(folder) {
            if path.to_string_lossy().contains("sg17-011") || path.to_string_lossy().contains("sg5-00") {
                let review = tried(session, &path, |xml| xml);
                assert!(review.changes.is_empty(), "{}: {:#?}", path.display(), review.changes);
            }
        }
    }
}

#[test]
fn words_of_the_letter_become_edits_of_its_text() {
    for is_tracked in [true, false] {
        let change = |xml: String| replaced(&xml, "usual", "customary", is_tracked);
        let review = tried(&SESSIONS[0], &seed(), change);
        assert!(applied(&review).contains("continuing the customary standardization process"));
        let by = review.changes[0].by.first().map(|by| by.author.as_str());
        assert_eq!(by, is_tracked.then_some("Director's office"));
        let gone = tried(&SESSIONS[0], &seed(), |xml| replaced(&xml, ", everyday", "", is_tracked));
        assert!(applied(&gone).contains("Geneva time using the"));
    }
}

#[test]
fn items_of_the_agenda_come_go_and_move() {
    let item = |xml: &str, words: &str, new: &str| xml[paragraph(xml, words)].replace(words, new);
    let more = tried(&SESSIONS[0], &seed(), |xml| {
        let place = paragraph(&xml, "IPR information");
        let new = item(&xml, "IPR information", "Patent statements");
        [&xml[..place.end], &new, &xml[place.end..]].concat()
    });
    assert!(applied(&more).contains("          - IPR information\n          - Patent statements\n"));
    let less = tried(&SESSIONS[0], &seed(), |xml| {
        let place = paragraph(&xml, "IPR information");
        [&xml[..place.start], &xml[place.end..]].concat()
    });
    assert!(!applied(&less).contains("IPR information"));
    let moved = tried(&SESSIONS[0], &seed(), |xml| {
        let (a, b) = (paragraph(&xml, "IPR information"), paragraph(&xml, "Leadership positions"));
        [&xml[..a.start], &xml[b.clone()], &xml[a], &xml[b.end..]].concat()
    });
    assert!(applied(&moved).contains("- Leadership positions\n          - IPR information\n"));
}

#[test]
fn facts_and_phrases_become_keys_and_wording() {
    let hours = tried(&SESSIONS[0], &seed(), |xml| replaced(&xml, "10:00", "11:00", true));
    let text = hours.after.letter.text();
    assert!(text.contains("daily-hours: 11:00-16:00"), "{:#?}", hours.changes);
    let phrase =
        tried(&SESSIONS[0], &seed(), |xml| replaced(&xml, "Yours faithfully", "Yours sincerely", true));
    assert!(applied(&phrase).contains("closing: Yours sincerely,"));
}

/// The texts of runs of at least five words, each so many-th.
fn places(xml: &str, step: usize) -> Vec<String> {
    let texts = xml.split("<w:t").skip(1).filter_map(|part| part.split_once('>')?.1.split_once("</w:t>"));
    let long = texts.map(|(text, _)| text.to_owned()).filter(|text| text.split(' ').count() >= 5);
    let once = long.filter(|text| xml.matches(text.as_str()).count() == 1 && !text.contains('&'));
    once.step_by(step).collect()
}

#[test]
fn words_changed_anywhere_are_found_and_most_become_edits() {
    let (mut all, mut found, mut applied, mut equal) = (0, 0, 0, 0);
    for name in
        ["sg15-001-ordinary", "sg17-012-everything", "sg5-002-hosted", "sg13-007-will-meet.fr", "sg17-011.ar"]
    {
        let folder = usize::from(!name.starts_with("sg17-011"));
        let path = session::root().join(session::FOLDERS[folder]).join(format!("{name}.yaml"));
        let (letter, bytes) = files(&SESSIONS[folder], &path);
        let mut body = String::new();
        with_body(&bytes, |xml| {
            body = xml.clone();
            xml
        });
        for (at, text) in places(&body, 9).iter().enumerate() {
            let word = text.split(' ').nth(2).unwrap_or_default();
            let new = text.replacen(word, "altered", 1);
            let returned = with_body(&bytes, |xml| replaced(&xml, text, &new, at % 2 == 0));
            let word = word::read(&returned).expect("a Word file");
            let review = review(&SESSIONS[folder], &letter, &word, &mut |_| true).expect("a letter");
            all += 1;
            found += usize::from(!review.changes.is_empty());
            applied += usize::from(review.open() == 0);
            equal += usize::from(review.rest.is_empty());
        }
    }
    println!("{all} edits: {found} found, {applied} applied, {equal} with the words of the file");
    assert_eq!(found, all);
    assert!(applied * 2 > all && equal * 2 > all, "{applied} applied and {equal} equal of {all}");
}
