//! Word files that come back: what reviewers change is found, becomes edits of the letter, and a build has their words.

use crate::common::returned::{paragraph, replaced, with_body};
use crate::common::session;
use collective_letters::base::Format;
use collective_letters::project::session::Session;
use collective_letters::tools::review::{Files, Outcome, Returned, Review};
use collective_letters::tools::word;
use std::path::Path;
use std::sync::LazyLock;

pub static SESSIONS: LazyLock<[Session; 2]> = LazyLock::new(|| session::FOLDERS.map(session::session));

pub fn files(session: &Session, path: &Path) -> (Files, Vec<u8>) {
    let letter = session::source(path);
    let read = session.read(&letter);
    let original = read.original().cloned();
    let composition = session.compose(&read);
    let document = composition.document().expect("a letter without errors");
    let bytes = session.export(Format::Docx, document).expect("a file");
    (Files { letter, original }, bytes)
}

pub fn review(session: &Session, files: &Files, word: &word::WordFile) -> Review {
    let returned = Returned { word, start: None, kept: &Vec::new };
    collective_letters::tools::review::review(session, files, &returned, &mut |_| true)
        .expect("a letter without errors")
}

pub fn tried(session: &Session, path: &Path, change: impl FnOnce(String) -> String) -> Review {
    let (files, bytes) = files(session, path);
    let word = word::read(&with_body(&bytes, change)).expect("a Word file");
    review(session, &files, &word)
}

pub fn seed() -> std::path::PathBuf {
    session::root().join("letters/sg17-011.yaml")
}

/// All changes became edits, and a build has the words of the file.
pub fn applied(review: &Review) -> &str {
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
            let review = review(&SESSIONS[folder], &letter, &word);
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
