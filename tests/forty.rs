//! Edits that reviewers make in Word, one after the other, with what each becomes in the letter: most of the forty that a
//! review has to know. The others are in `review`, `drafts`, `forms` and among the tests of the reader of Word files.

use crate::common::program::{Office, files, letter};
use crate::common::returned::{like, moved, paragraph, replaced, with_body, with_paragraph, with_parts};
use crate::common::session::root;
use crate::review::{self, SESSIONS, applied, seed, tried};
use collective_letters::tools::review::{Outcome, Review};
use collective_letters::tools::word;
use std::fs;

fn seed_with(change: impl FnOnce(&str) -> String) -> Review {
    tried(&SESSIONS[0], &seed(), |xml| change(&xml))
}

/// The edit becomes this line of the letter.
#[track_caller]
fn becomes(change: impl FnOnce(&str) -> String, line: &str) -> Review {
    let review = seed_with(change);
    let text = applied(&review);
    assert!(text.contains(line), "no {line:?}: {:#?}", review.changes);
    review
}

/// The edit is told and not applied, for this reason.
#[track_caller]
fn is_left(review: &Review, reason: &str) {
    let why = |outcome: &Outcome| matches!(outcome, Outcome::Left(why) if why.contains(reason));
    assert!(review.changes.iter().any(|change| why(&change.outcome)), "{:#?}", review.changes);
}

fn authors(review: &Review) -> Vec<&str> {
    review.changes.iter().flat_map(|change| &change.by).map(|by| by.author.as_str()).collect()
}

const BY: &str = "w:author=\"Chair\" w:date=\"2026-11-13T10:00:00Z\"";

#[test]
fn words_by_two_authors() {
    let two = |xml: &str| {
        let first = replaced(xml, "usual", "customary", true).replace("Director's office", "Chair");
        replaced(&first, "task force", "working group", true)
    };
    let bold = |xml: &str| {
        let xml = replaced(xml, "task force", "task force", false);
        let start = xml.find("task force</w:t>").expect("the words");
        let run = xml[..start].rfind("<w:t ").expect("a text");
        replaced(&[&xml[..run], "<w:rPr><w:b/></w:rPr>", &xml[run..]].concat(), "usual", "customary", true)
    };
    let review = becomes(bold, "customary standardization");
    assert!(
        review.after.letter.text().contains("{{ group.code }} **task force** on"),
        "{:#?}",
        review.changes
    );
    let review = becomes(two, "continuing the customary standardization process");
    assert!(review.after.letter.text().contains("{{ group.code }} working group on preparation"));
    assert_eq!(authors(&review), ["Chair", "Director's office"]);
    // One types within what the other has put in, or strikes some of it.
    let within = |xml: &str| {
        let one = replaced(xml, "usual", "customary", true);
        one.replace(
            "customary</w:t></w:r></w:ins>",
            &format!("custom</w:t></w:r></w:ins><w:ins {BY}><w:r><w:t>ary and</w:t></w:r></w:ins><w:ins {BY}><w:r><w:t xml:space=\"preserve\"> long</w:t></w:r><w:del {BY}><w:r><w:delText xml:space=\"preserve\"> past</w:delText></w:r></w:del></w:ins>"),
        )
    };
    becomes(within, "continuing the customary and long standardization process");
}

#[test]
fn what_was_accepted_before_it_was_sent_is_untracked() {
    let review = becomes(
        |xml| replaced(&replaced(xml, "usual", "customary", false), "task force", "working group", true),
        "customary",
    );
    assert_eq!(authors(&review), ["Director's office"]);
}

#[test]
fn sentences_capitals_and_the_order_of_words() {
    for is_tracked in [true, false] {
        let sentence = |xml: &str| {
            let start = xml.find(" An SG17 tutorial").expect("the sentence");
            let end = start + xml[start..].find('<').expect("its end");
            replaced(xml, &xml[start..end], "", is_tracked)
        };
        let review = becomes(sentence, "      remote participation tool.\n");
        assert!(!review.after.letter.text().contains("tutorial and an open"));
        becomes(|xml| replaced(xml, "usual", "Usual", is_tracked), "continuing the Usual standardization");
        let order = |xml: &str| replaced(xml, "usual standardization", "standardization usual", is_tracked);
        becomes(order, "continuing the standardization usual process");
    }
}

#[test]
fn facts_in_one_place_and_in_all() {
    let subject =
        |xml: &str| with_paragraph(xml, ">Subject", |own| own.replace("20\u{2011}30", "21\u{2011}30"));
    let review = seed_with(subject);
    assert!(review.after.letter.text().contains("starts: 2021-04-21"), "{:#?}", review.changes);
    let Outcome::Ready { along, .. } = &review.changes[0].outcome else { panic!("{:#?}", review.changes) };
    assert!(along.iter().any(|other| other.old.contains("from 20 to 30 April")), "{along:#?}");
    // A fact and other words in one passage.
    let both = |xml: &str| {
        replaced(
            &replaced(xml, "an open extended", "a long", true),
            "10:00\u{2011}16:00",
            "10:00\u{2011}17:00",
            true,
        )
    };
    let review = seed_with(both);
    let text = applied(&review);
    assert!(
        text.contains("daily-hours: 10:00-17:00") && text.contains("and a long {{ group.code }}"),
        "{:#?}",
        review.changes
    );
    let reference = |xml: &str| replaced(xml, "SG17/XY", "SG17/AB", true);
    becomes(reference, "file-reference: SG17/AB");
    let deadline = |xml: &str| xml.replacen("20\u{a0}March\u{a0}2021", "22\u{a0}March\u{a0}2021", 1);
    let review = becomes(deadline, "registration:");
    assert!(review.after.letter.text().contains("2021-03-22"), "{}", review.after.letter.text());
}

#[test]
fn what_the_directory_says_is_told() {
    let review = seed_with(|xml| replaced(xml, "6206", "6207", true));
    is_left(&review, "contact.tel");
    // A name that a phrase of the house style prints can be worded in this letter.
    becomes(|xml| replaced(xml, "Security", "Safety", true), " (Safety)");
}

#[test]
fn paragraphs_come_go_split_join_and_move() {
    let new = |own: &str| like(own, "Delegates are asked to bring a badge.");
    becomes(
        |xml| with_paragraph(xml, "The meeting will be held", |own| own.to_owned() + &new(own)),
        "  - text: Delegates are asked to bring a badge.\n  - deadlines\n",
    );
    becomes(
        |xml| with_paragraph(xml, "It is my pleasure", |own| new(own) + own),
        "body:\n  - text: Delegates are asked to bring a badge.\n  - opening\n",
    );
    let gone = seed_with(|xml| with_paragraph(xml, "The meeting will be held", |_| String::new()));
    assert!(!applied(&gone).contains("The meeting will be held"));
    // A sentence of the house style.
    let wish = seed_with(|xml| with_paragraph(xml, "I wish you", |_| String::new()));
    assert!(!applied(&wish).contains("  - wish\n"));
    let before = |xml: &str| moved(xml, "This meeting, in addition", "The meeting will be held");
    let review = becomes(before, "  - text: >-\n      This meeting, in addition");
    let text = review.after.letter.text();
    assert!(text.find("The meeting will be held") < text.find("This meeting, in addition"), "{text}");
    let joined = |xml: &str| {
        let next = &xml[paragraph(xml, "The meeting will be held")];
        let words =
            next[next.find("<w:r>").expect("a run")..].replacen("<w:t>", "<w:t xml:space=\"preserve\"> ", 1);
        let xml = with_paragraph(xml, "This meeting, in addition", |own| own.replace("</w:p>", &words));
        let last = xml.rfind("The meeting will be held").expect("the words");
        let start = xml[..last].rfind("<w:p>").expect("a paragraph");
        let end = last + xml[last..].find("</w:p>").expect("its end") + "</w:p>".len();
        [&xml[..start], &xml[end..]].concat()
    };
    let review = seed_with(joined);
    assert_eq!(review.changes[0].what, "joined", "{:#?}", review.changes);
    applied(&review);
    let heading = |xml: &str| {
        with_paragraph(xml, "It is my pleasure", |own| own.replace("\"BodyText\"", "\"Heading2\""))
    };
    is_left(&seed_with(heading), "what is a heading");
}

#[test]
fn entries_of_lists_at_other_places_and_levels() {
    for (words, gone) in
        [("TDs to facilitate our work", "TDs to"), ("Future SG17 organized", "Future SG17 organized")]
    {
        let review = seed_with(|xml| with_paragraph(xml, words, |_| String::new()));
        assert!(!applied(&review).contains(gone));
    }
    becomes(
        |xml| moved(xml, "Kaleidoscope", "Tutorials for this meeting"),
        "          - Tutorials for this meeting\n          - Kaleidoscope\n      - General matters:\n",
    );
    let level = |xml: &str, words: &str, was: u8, is: u8| {
        let (was, is) = (format!("<w:ilvl w:val=\"{was}\"/>"), format!("<w:ilvl w:val=\"{is}\"/>"));
        with_paragraph(xml, words, |own| own.replace(&was, &is))
    };
    let deeper = |xml: &str| level(xml, "Plenary Sessions", 1, 2);
    becomes(
        deeper,
        "          - SG17 organization for this meeting:\n              - Plenary Sessions\n          - Handling",
    );
    let higher = |xml: &str| level(xml, "Leadership positions", 1, 0);
    becomes(
        higher,
        "          - IPR information\n      - Leadership positions:\n          - SG17 activities in support",
    );
    // A list of numbers in Markdown: what begins below an item is counted from 1.
    let path = root().join("tests/letters/sg17-012-everything.yaml");
    let review = tried(&SESSIONS[1], &path, |xml| level(&xml, "Take the bus.", 0, 1));
    assert!(applied(&review).contains("      1. Buy a ticket.\n         1. Take the bus.\n"));
    let off = |xml: &str| {
        with_paragraph(xml, "Kaleidoscope", |own| {
            let (start, end) =
                (own.find("<w:numPr>").expect("a number"), own.find("</w:numPr>").expect("its end"));
            [&own[..start], "<w:numPr><w:numId w:val=\"0\"/>", &own[end..]].concat()
        })
    };
    is_left(&seed_with(off), "an item of a list");
    // The title of items that have others below them is a key.
    let title = |xml: &str| replaced(xml, "General matters", "Other matters", true);
    becomes(title, "      - Other matters:\n          - TDs to");
}

#[test]
fn addressees_of_the_letter_and_the_usual_ones() {
    let more = |xml: &str| {
        with_paragraph(xml, ">To ITU Academia", |own| own.to_owned() + &like(own, "To all others"))
    };
    let review = seed_with(more);
    let text = review.after.letter.text();
    assert!(
        text.contains("  - \"{{ phrases.addressee_academia }}\"\n  - To all others\n"),
        "{:#?}",
        review.changes
    );
    let path = root().join("tests/letters/sg17-012-reworded.yaml");
    let review = tried(&SESSIONS[1], &path, |xml| {
        with_paragraph(&xml, ">To Administrations", |own| own.to_owned() + &like(own, "To nobody"))
    });
    let text = review.after.letter.text();
    assert!(text.contains("  - To nobody\n") && review.open() == 0, "{:#?}", review.changes);
}

#[test]
fn rows_and_cells() {
    let row = |xml: &str, words: &str| {
        let at = xml.find(words).expect("the words");
        let start = xml[..at].rfind("<w:tr>").expect("a row");
        start..at + xml[at..].find("</w:tr>").expect("its end") + "</w:tr>".len()
    };
    let more = |xml: &str| {
        let place = row(xml, "(via Direct Document Posting)");
        let new = xml[place.clone()].replace("7\u{a0}April", "8\u{a0}April");
        let new = with_paragraph(&new, "(via Direct Document Posting)", |own| like(own, "Send the slides"));
        [&xml[..place.end], &new, &xml[place.end..]].concat()
    };
    becomes(more, "  other:\n    - date: 2021-04-08\n      text: Send the slides\n");
    let less = |xml: &str| {
        let place = row(xml, "for which translation is requested");
        [&xml[..place.start], &xml[place.end..]].concat()
    };
    becomes(less, "  translation: omit");
    let cell = |xml: &str| replaced(xml, "for which translation is requested", "to be translated", true);
    becomes(cell, "deadline-translation: Submit ITU-T Member contributions to be translated");
    let column = |xml: &str| {
        let place = row(xml, "(via Direct Document Posting)");
        let own = &xml[place.clone()];
        let second = own.rfind("<w:tc>").expect("a cell");
        let first = own.find("<w:tc>").expect("a cell");
        [&xml[..place.start + first], &own[second..], &xml[place.end..]].concat()
    };
    is_left(&seed_with(column), "cells of a table");
}

#[test]
fn a_box_that_is_ticked_is_told() {
    let path = root().join("tests/letters/sg9-005-forms.yaml");
    let review = tried(&SESSIONS[1], &path, |xml| {
        let at = xml.find("<w14:checkbox>").expect("a box");
        let end = at + xml[at..].find("</w:sdt>").expect("its end");
        let ticked = xml[at..end]
            .replace("<w14:checked w14:val=\"0\"/>", "<w14:checked w14:val=\"1\"/>")
            .replace('☐', "☒");
        [&xml[..at], &ticked, &xml[end..]].concat()
    });
    assert!(review.open() > 0, "{:#?}", review.changes);
}

#[test]
fn comments_with_their_places_threads_and_states() {
    let (files, bytes) = review::files(&SESSIONS[0], &seed());
    let comment = |id: u8, text: &str| {
        format!(
            "<w:comment w:id=\"{id}\" w:author=\"Chair\" w:date=\"2026-11-13T10:00:00Z\"><w:p w14:paraId=\"0A00000{id}\"><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>"
        )
    };
    let texts = ["a range", "a point", "two paragraphs", "in a cell", "on words that go", "a reply", "done"];
    let comments: String = (0..).zip(texts).map(|(id, text)| comment(id, text)).collect();
    let thread = |id: u8, more: &str| format!("<w15:commentEx w15:paraId=\"0A00000{id}\" {more}/>");
    let threads = thread(0, "w15:done=\"0\"")
        + &thread(5, "w15:paraIdParent=\"0A000000\"")
        + &thread(6, "w15:done=\"1\"");
    let range = |xml: &str, words: &str, id: u8| {
        with_paragraph(xml, words, |own| {
            let start = format!("<w:commentRangeStart w:id=\"{id}\"/><w:r>");
            let end = format!(
                "<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r></w:p>"
            );
            own.replacen("<w:r>", &start, 1).replace("</w:p>", &end)
        })
    };
    let body = |xml: String| {
        let xml = range(&range(&xml, "This meeting, in addition", 0), "This meeting, in addition", 5);
        let point = "<w:r><w:commentReference w:id=\"1\"/></w:r></w:p>";
        let xml = with_paragraph(&xml, "IPR information", |own| own.replace("</w:p>", point));
        let xml = with_paragraph(&xml, "TDs to facilitate", |own| {
            own.replacen("<w:r>", "<w:commentRangeStart w:id=\"2\"/><w:r>", 1)
        });
        let end = "<w:commentRangeEnd w:id=\"2\"/><w:r><w:commentReference w:id=\"2\"/></w:r></w:p>";
        let xml = with_paragraph(&xml, "Leadership positions", |own| own.replace("</w:p>", end));
        let xml = range(&range(&xml, "for which translation is requested", 3), "Kaleidoscope", 6);
        let gone = "<w:commentRangeStart w:id=\"4\"/><w:del w:author=\"Chair\"><w:r><w:delText xml:space=\"preserve\">held </w:delText></w:r></w:del><w:commentRangeEnd w:id=\"4\"/><w:r><w:commentReference w:id=\"4\"/></w:r>";
        let cut = format!("The meeting will be </w:t></w:r>{gone}<w:r><w:t>");
        xml.replacen("The meeting will be held ", &cut, 1)
    };
    let kind = |part: &str| {
        format!(
            "<Override PartName=\"/word/{part}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{part}+xml\"/>"
        )
    };
    let relation = |part: &str, host: &str| {
        format!(
            "<Relationship Id=\"r{part}\" Type=\"http://schemas.{host}/relationships/{part}\" Target=\"{part}.xml\"/>"
        )
    };
    let returned = with_parts(&with_body(&bytes, body), |name, content| {
        let text = || String::from_utf8(content.clone()).expect("text");
        Some(match name {
            "[Content_Types].xml" => text()
                .replace("</Types>", &(kind("comments") + &kind("commentsExtended") + "</Types>"))
                .into_bytes(),
            "word/_rels/document.xml.rels" => {
                let both = relation("comments", "openxmlformats.org/officeDocument/2006")
                    + &relation("commentsExtended", "microsoft.com/office/2011");
                text().replace("</Relationships>", &(both + "</Relationships>")).into_bytes()
            }
            _ => content,
        })
    });
    let names = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"";
    let parts = [
        ("word/comments.xml", format!("<w:comments {names}>{comments}</w:comments>")),
        ("word/commentsExtended.xml", format!("<w15:commentsEx {names}>{threads}</w15:commentsEx>")),
    ];
    let word = word::read(&with_more(&returned, &parts)).expect("a Word file");
    let review = review::review(&SESSIONS[0], &files, &word);
    let about = |at: usize| review.notes[at].about.chars().take(12).collect::<String>();
    let told: Vec<_> = review.notes.iter().map(|note| (note.text.as_str(), note.state())).collect();
    let expected = [None, None, None, None, None, Some("reply"), Some("done")];
    assert_eq!(told, texts.into_iter().zip(expected).collect::<Vec<_>>());
    assert_eq!(
        (0..7).map(about).collect::<Vec<_>>(),
        [
            "This meeting",
            "IPR informat",
            "TDs to facil",
            "Submit ITU-T",
            "The meeting ",
            "This meeting",
            "Kaleidoscope"
        ]
    );
    let lines: Vec<_> = review.notes.iter().map(|note| note.place().unwrap_or_default()).collect();
    assert!(lines[1].starts_with("letters/sg17-011.yaml:123:"), "{lines:?}");
}

/// The file with more parts.
fn with_more(bytes: &[u8], parts: &[(&str, String)]) -> Vec<u8> {
    use std::io::{Cursor, Write};
    let mut out = zip::ZipWriter::new_append(Cursor::new(bytes.to_vec())).expect("a package");
    for (name, content) in parts {
        out.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        out.write_all(content.as_bytes()).expect("written");
    }
    out.finish().expect("a file").into_inner()
}

#[test]
fn a_translation_gets_words_and_its_original_facts() {
    let path = root().join("letters/sg17-011.fr.yaml");
    let french = |change: &dyn Fn(&str) -> String| tried(&SESSIONS[0], &path, |xml| change(&xml));
    let review = french(&|xml| replaced(xml, "habituel", "ordinaire", true));
    assert!(applied(&review).contains("processus ordinaire de normalisation"), "{:#?}", review.changes);
    let original = review.after.original.as_ref().map(|file| file.text().to_owned());
    assert_eq!(original, review.before.original.as_ref().map(|file| file.text().to_owned()));
    let hours = french(&|xml| replaced(xml, "10\u{a0}heures à 16", "11\u{a0}heures à 16", true));
    assert!(
        hours.after.original.as_ref().is_some_and(|file| file.text().contains("daily-hours: 11:00-16:00")),
        "{:#?}",
        hours.changes
    );
}

#[test]
fn a_phrase_that_several_letters_word_alike_is_suggested() {
    let wording = "wording:\n  closing: Yours sincerely,\n";
    let office = Office::with_letters([1]).file("letters/2.yaml", letter(2) + wording);
    office.run(&["build"]).code(0);
    let bytes = fs::read(office.path("output").join(&files(1)[0])).expect("a file");
    let returned = with_body(&bytes, |xml| replaced(&xml, "Yours faithfully", "Yours sincerely", true));
    let office = office.file("back.docx", returned);
    let run = office.run(&["review", "back.docx"]).code(0);
    assert!(
        run.stdout.contains(
            "suggestion: the phrase closing has the same wording in letters/2.yaml: Yours sincerely,"
        ),
        "{}",
        run.stdout
    );
}

#[test]
fn a_passage_that_the_letter_does_not_have_any_more_is_a_conflict() {
    let own = "body:\n  - opening\n  - text: The first words stay as they are here.\n  - text: These words are about to go away.\n";
    let office = Office::with_letters([1]).file("letters/1.yaml", letter(1) + own);
    office.run(&["build", "--review", "--format", "docx"]).code(0);
    let copy = files(1)[0].replace(".docx", " draft 1.docx");
    let bytes = fs::read(office.path("output/review").join(copy)).expect("a copy");
    let returned = with_body(&bytes, |xml| replaced(&xml, "about to go", "about to leave", true));
    let text = fs::read_to_string(office.path("letters/1.yaml")).expect("a letter");
    let shorter = text.replace("  - text: These words are about to go away.\n", "");
    let office = office.file("back.docx", returned).file("letters/1.yaml", shorter);
    office.run(&["review", "back.docx"]).code(0).says("conflict").says("does not have this passage any more");
}

/// A letter of the tests with another part of its Word file.
fn with_part(name: &str, part: &str, old: &str, new: &str) -> Review {
    let path = root().join("tests/letters").join(name);
    let (files, bytes) = review::files(&SESSIONS[1], &path);
    let mut is_done = false;
    let returned = with_parts(&bytes, |own, content| {
        let text = String::from_utf8_lossy(&content);
        if !own.contains(part) || !text.contains(old) {
            return Some(content);
        }
        is_done = true;
        Some(text.replacen(old, new, 1).into_bytes())
    });
    assert!(is_done, "no `{old}` in {part}");
    review::review(&SESSIONS[1], &files, &word::read(&returned).expect("a Word file"))
}

#[test]
fn link_targets_descriptions_of_images_footnotes_and_page_footers() {
    let everything = "sg17-012-everything.yaml";
    let link =
        with_part(everything, "document.xml.rels", "https://example.org/a_b", "https://example.org/new");
    assert!(
        applied(&link).contains("[the programme](https://example.org/new?c=d&e=f"),
        "{:#?}",
        link.changes
    );
    let footnote = with_part(everything, "footnotes.xml", "is separate", "is apart");
    assert!(
        applied(&footnote).contains("[^1]: Registration for the workshop is apart:"),
        "{:#?}",
        footnote.changes
    );
    let image = with_part(
        "sg11-004-joint.yaml",
        "document.xml",
        "Plan of the ground floor:",
        "Map of the ground floor:",
    );
    assert!(image.after.letter.text().contains("alt: \"Map of the ground floor:"), "{:#?}", image.changes);
    // The foot of each page is words of the house style, worded in this letter.
    let footer = with_part(everything, "footer", "Place des Nations", "Rue des Nations");
    assert!(footer.after.letter.text().contains("Rue des Nations"), "{:#?}", footer.changes);
}
