//! `letters announce`: the message is read by a stranger's parser; it has the letter as issued, in all its languages.

use crate::common::program::{Office, files, letter, name};
use mail_parser::{MessageParser, MimeHeaders};
use std::fs;

const TRANSLATION: &str = "translation-of: 1.yaml\nlanguage: fr\nstatus: issued\nsentences: []\n";

/// An office with letter 1, issued in English and French.
fn office() -> Office {
    let office = Office::new()
        .file("letters/1.yaml", letter(1) + "status: issued\n")
        .file("letters/1.fr.yaml", TRANSLATION);
    office.run(&["build"]).code(0);
    office
}

#[test]
fn a_message_has_the_letter_in_all_languages() {
    let office = office();
    office.run(&["announce", "letters/1.yaml", "--attach", "pdf,docx"]).code(0).quiet().says("5 files in");
    let bytes = fs::read(office.path("announcements").join(name(1) + ".eml")).expect("a message");
    let message = MessageParser::default().parse(&bytes).expect("a message");
    assert_eq!(
        message.subject(),
        Some("TSB Collective letter 1/17: Virtual meeting of Study Group 17, 20-30 April 2021")
    );
    assert_eq!(message.date().expect("a date").to_rfc3339(), "2021-01-21T00:00:00Z");
    assert_eq!(message.message_id(), Some(&*format!("{}@collective-letters", name(1))));
    let text = message.body_text(0).expect("a text");
    for words in ["Dear Sir/Madam,", "Please find attached", "Madame, Monsieur,", "Veuillez trouver ci-joint"]
    {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(text.contains("\n- 20 March 2021: ") && text.contains("20 mars 2021"), "{text}");
    assert!(!text.contains(['{', '*', '\u{a0}', '\u{2011}']), "{text}");
    let html = message.body_html(0).expect("HTML");
    assert!(
        html.contains("<div lang=\"en-GB\" dir=\"ltr\">")
            && html.contains("<div lang=\"fr-FR\" dir=\"ltr\">")
    );
    let attached: Vec<(String, &[u8])> = message
        .attachments()
        .map(|part| (part.attachment_name().expect("a name").to_owned(), part.contents()))
        .collect();
    assert_eq!(attached.len(), 4);
    for (file, bytes) in attached {
        assert_eq!(
            fs::read(office.path("letters/as-issued").join(&file)).expect("as issued"),
            bytes,
            "{file}"
        );
    }
    // Again the same bytes; what somebody edited stays.
    let before = office.contents("announcements");
    office.run(&["announce", "letters/1.fr.yaml", "--attach", "pdf,docx"]).code(0);
    assert_eq!(office.contents("announcements"), before);
    let file = format!("announcements/{}-E.txt", name(1));
    let office = office.file(&file, "edited");
    office.run(&["announce", "letters/1.yaml"]).code(2).warns("error[not-announced]").warns("already exists");
    assert_eq!(fs::read_to_string(office.path(&file)).expect("a text"), "edited");
}

#[test]
fn the_announcement_is_a_part_of_a_page_and_a_text() {
    let office = office();
    office.run(&["announce", "letters/1.yaml"]).code(0);
    let read =
        |end: &str| fs::read_to_string(office.path("announcements").join(name(1) + end)).expect("a file");
    let page = read("-F.html");
    assert!(page.starts_with("<div lang=\"fr-FR\" dir=\"ltr\">") && page.ends_with("</div>\n"), "{page}");
    assert!(!page.contains("<style") && page.contains("<h2"), "{page}");
    let text = read("-E.txt");
    for file in files(1) {
        assert!(text.contains(&format!("- {file}\n")), "{file} in {text}");
    }
    assert!(
        text.starts_with("TSB Collective letter 1/17: ") && text.contains("Geneva, 21 January 2021"),
        "{text}"
    );
}

#[test]
fn a_draft_is_not_announced() {
    let office = Office::with_letters([1]);
    let run = office.run(&["announce", "letters/1.yaml"]).code(2).warns("error[not-announced]");
    run.warns("letters issue");
    assert!(office.names("announcements").is_empty());
    office.run(&["announce", "letters/9.yaml"]).code(2).warns("does not exist");
    // A language in which the letter is not issued is left out.
    let office = office
        .file("letters/1.yaml", letter(1) + "status: issued\n")
        .file("letters/1.fr.yaml", TRANSLATION.replace("issued", "draft"));
    office.run(&["build"]).code(0);
    office.run(&["announce", "letters/1.yaml"]).code(0).says("3 files in");
}
