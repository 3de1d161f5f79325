//! What changes in a letter besides its words: levels, styles, bold, links, paragraphs that were split or joined. `letters diff`
//! and `letters review` tell it as what it is.

use crate::common::program::{Office, files, letter};
use crate::common::returned::{paragraph, replaced, with_body, with_parts};
use std::fs;

const BODY: &str = "body:\n  - opening\n  - text: \"The first half is here. The **second** half is [there](https://itu.int/a).\"\n  - text: |\n      The list:\n\n      - one thing\n      - another thing\n";

/// An office with a letter whose Word file somebody changed: the office and the name of the file.
fn changed(change: impl FnOnce(String) -> String) -> Office {
    let office = Office::with_letters([1]).file("letters/1.yaml", letter(1) + BODY);
    office.run(&["build"]).code(0);
    let bytes = fs::read(office.path("output").join(&files(1)[0])).expect("a file");
    office.file("back.docx", with_body(&bytes, change))
}

/// What both commands say of the change.
fn said(office: &Office) -> [String; 2] {
    let diff =
        office.run(&["diff", "letters/1.yaml", "--against", "back.docx"]).code(0).quiet().stdout.clone();
    let review = office.run(&["review", "back.docx"]).code(0).stdout.clone();
    assert!(diff.contains("same words, other layout"), "{diff}");
    [diff, review]
}

#[track_caller]
fn says(office: &Office, diff: &str, review: &str) {
    let [one, two] = said(office);
    assert!(one.contains(diff), "{one}");
    assert!(two.contains(review), "{two}");
}

#[test]
fn paragraphs_split_and_joined() {
    let split = |xml: String| {
        let at = xml.find(" The </w:t>").expect("the second sentence");
        let place = paragraph(&xml, "The first half");
        let properties =
            &xml[place.start + "<w:p>".len()..place.start + xml[place.start..].find("<w:r>").expect("a run")];
        let cut = format!("</w:t></w:r></w:p><w:p>{properties}<w:r><w:t xml:space=\"preserve\">");
        [&xml[..at], &cut, &xml[at + 1..]].concat()
    };
    let office = changed(split);
    says(
        &office,
        "paragraphs joined after “… half is here.”",
        "paragraph split in two after “… half is here.”",
    );
    let office = changed(|xml| {
        let place = paragraph(&xml, "one thing");
        let next = paragraph(&xml, "another thing");
        let words = "<w:r><w:t xml:space=\"preserve\"> another thing</w:t></w:r></w:p>";
        [&xml[..place.end - "</w:p>".len()], words, &xml[next.end..]].concat()
    });
    says(&office, "item split in two after “one thing”", "items joined after “one thing”");
}

#[test]
fn levels_and_styles() {
    let office = changed(|xml| {
        let place = paragraph(&xml, "another thing");
        let deeper = xml[place.clone()].replace("<w:ilvl w:val=\"0\"/>", "<w:ilvl w:val=\"1\"/>");
        [&xml[..place.start], &deeper, &xml[place.end..]].concat()
    });
    says(&office, "level 2 -> 1: “another thing”", "level 1 -> 2");
    office.run(&["review", "back.docx", "--apply"]).code(0).says("a build now has the words of the file");
    let text = fs::read_to_string(office.path("letters/1.yaml")).expect("a letter");
    assert!(text.contains("- one thing\n        - another thing\n"), "{text}");
    let office = changed(|xml| {
        let place = paragraph(&xml, "The first half");
        let other = xml[place.clone()].replace("\"BodyText\"", "\"Salutation\"");
        [&xml[..place.start], &other, &xml[place.end..]].concat()
    });
    says(&office, "style Salutation -> Body Text: “The first half", "style Body Text -> Salutation");
    let review = office.run(&["review", "back.docx"]).code(0).stdout.clone();
    assert!(review.contains("not applied: the house style decides which style a paragraph has"), "{review}");
}

#[test]
fn bold_and_links() {
    let office = changed(|xml| {
        let place = paragraph(&xml, "The first half");
        let plain = xml[place.clone()].replace("<w:b/>", "").replace("<w:bCs/>", "");
        [&xml[..place.start], &plain, &xml[place.end..]].concat()
    });
    says(&office, "bold put on “second”", "bold taken off “second”");
    let bytes = fs::read(office.path("output").join(&files(1)[0])).expect("a file");
    let other = with_parts(&bytes, |name, content| {
        let text = if name.ends_with(".rels") {
            String::from_utf8_lossy(&content).replace("itu.int/a", "itu.int/b")
        } else {
            return Some(content);
        };
        Some(text.into_bytes())
    });
    let office = office.file("back.docx", other);
    office
        .run(&["diff", "letters/1.yaml", "--against", "back.docx"])
        .code(0)
        .says("there [-<https://itu.int/b>.-]{+<https://itu.int/a>.+}");
    let review = office.run(&["review", "back.docx"]).code(0).stdout.clone();
    assert!(review.contains("link goes to https://itu.int/b now: “there”"), "{review}");
    assert!(
        review.contains("[there](https://itu.int/b)")
            || review.contains("https://itu.int/a -> https://itu.int/b"),
        "{review}"
    );
}

#[test]
fn the_state_that_was_issued_is_compared_without_a_redline_too() {
    let office = changed(|xml| replaced(&xml, "first half", "former half", true));
    office
        .run(&["diff", "letters/1.yaml", "--against", "back.docx"])
        .code(0)
        .quiet()
        .says("The [-former-]{+first+} half")
        .says("compared 1 letter with back.docx: 1 with changed words");
    office.run(&["diff", "letters/1.yaml", "--since", "as-issued"]).code(2).warns("was not issued");
    let two = Office::with_letters([1, 2]).file("back.docx", "no");
    two.run(&["diff", "--against", "back.docx"]).code(2).warns("--against compares one letter, not 2");
}
