//! Files that are no Word file, hostile ones, and Word files with what Word, its add-ins and people put in: each is refused in plain
//! words, or read as if that were not there.

use crate::common::program::{Office, files};
use crate::common::returned::{replaced, with_body, with_parts};
use crate::common::session;
use collective_letters::tools::import::{self, Known, Old, Target};
use collective_letters::tools::word;
use std::fs;

/// A letter, built, and its Word file.
fn built() -> (Office, Vec<u8>) {
    let office = Office::with_letters([1]);
    office.run(&["build", "--format", "docx"]).code(0);
    let bytes = fs::read(office.path("output").join(&files(1)[0])).expect("a file");
    (office, bytes)
}

#[test]
fn what_is_no_word_file_is_named() {
    let ole = |name: &str| {
        let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0];
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let (mut office, bytes) = built();
    let bomb = with_body(&bytes, |xml| xml.replace("I wish you", &"wish ".repeat(2 << 20)));
    let entities = with_body(&bytes, |xml| {
        xml.replacen("<w:document", "<!DOCTYPE x [<!ENTITY a \"b\">]><w:document", 1)
    });
    let broken = with_body(&bytes, |xml| xml.replace("</w:body>", ""));
    let cut = bytes[..bytes.len() / 2].to_vec();
    let cases = [
        ("old.doc", ole("WordDocument"), "is a Word file of the old format (.doc)"),
        ("password.docx", ole("EncryptedPackage"), "is protected by a password"),
        ("rich.docx", b"{\\rtf1 Dear Sir}".to_vec(), "is an RTF file, not a Word file"),
        ("printed.docx", b"%PDF-1.7 Dear Sir".to_vec(), "is a PDF, not a Word file"),
        ("page.docx", b"<!DOCTYPE html><p>Dear Sir".to_vec(), "is a web page, not a Word file"),
        ("empty.docx", Vec::new(), "is empty"),
        ("cut.docx", cut, "is damaged: its part list of contents cannot be read"),
        ("broken.docx", broken, "is damaged: it contains broken XML"),
        ("entities.docx", entities, "is damaged: it contains broken XML"),
        ("bomb.docx", bomb, "is too large for a letter: its part word/document.xml"),
    ];
    for (name, bytes, why) in cases {
        office = office.file(name, bytes);
        for command in ["review", "import"] {
            let run = office.run(&[command, name]).code(2).warns(&format!("{name} {why}"));
            assert!(run.stderr.contains("help: "), "{}", run.stderr);
        }
    }
    // What `review` cannot compare with anything is an old letter for `import`, if its encoding is known.
    let office = office.file("letter.docx", "Dear Sir").file("ansi.txt", b"Monsieur le Pr\xe9sident");
    office.run(&["review", "letter.docx"]).code(2).warns("letter.docx is plain text, not a Word file");
    office.run(&["import", "letter.docx"]).code(2).warns("not-imported");
    office.run(&["import", "ansi.txt"]).code(2).warns("ansi.txt is not text in UTF-8");
}

/// Words of the letter in what Word and its add-ins put round them.
fn wrapped(xml: String) -> String {
    let run = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
    let around = |xml: String, words: &str, start: &str, end: &str| {
        let apart = replaced(&xml, words, words, false);
        let at = apart.find(&format!(">{words}</w:t></w:r>")).expect("the words");
        let from = apart[..at].rfind("<w:r ").expect("a run");
        let to = at + 1 + words.len() + "</w:t></w:r>".len();
        [&apart[..from], start, &apart[from..to], end, &apart[to..]].concat()
    };
    let xml = around(
        xml,
        "pleasure",
        "<w:sdt><w:sdtPr><w:alias w:val=\"a\"/></w:sdtPr><w:sdtContent>",
        "</w:sdtContent></w:sdt>",
    );
    let xml = around(
        xml,
        "invite",
        "<w:smartTag w:uri=\"urn:x\" w:element=\"date\"><w:smartTag w:uri=\"urn:x\" w:element=\"y\">",
        "</w:smartTag></w:smartTag>",
    );
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>INCLUDETEXT \"http://example.org/x.docx\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
    let xml = around(xml, "attend", field, "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
    let xml = around(xml, "fellowships", "<w:fldSimple w:instr=\"REF x\">", "</w:fldSimple>");
    let xml = around(
        xml,
        "faithfully",
        "<w:bookmarkStart w:id=\"7\" w:name=\"_GoBack\"/>",
        "<w:bookmarkEnd w:id=\"7\"/><w:proofErr w:type=\"gramEnd\"/>",
    );
    // The hyphens as Word writes what is typed, and a box that shows nothing.
    let xml = xml.replace('\u{2011}', "</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">");
    xml.replacen("</w:body>", &format!("<w:p>{}</w:p></w:body>", run("")), 1)
}

#[test]
fn what_word_puts_round_words_changes_none() {
    let (office, bytes) = built();
    let returned = with_body(&bytes, wrapped);
    let office = office.file("back.docx", &returned);
    office.run(&["review", "back.docx"]).code(0).says("no changes");
    let session = session::session("letters");
    let imported = |bytes: &[u8]| {
        let old = Old::of_word(&word::read(bytes).expect("a Word file"));
        let path = session::root().join("letters/imported.yaml");
        let target = Target { path: &path, schema: "letter.schema.json", told: "Imported." };
        import::import(&session, &old, &Known::default(), &target).expect("a letter").text
    };
    assert_eq!(imported(&returned), imported(&bytes));
}

#[test]
fn macros_and_addresses_outside_are_not_followed() {
    let (office, bytes) = built();
    let outside = |kind: &str| {
        format!(
            "<Relationship Id=\"out{kind}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"http://127.0.0.1:1/{kind}\" TargetMode=\"External\"/>"
        )
    };
    let returned = with_parts(&bytes, |name, content| {
        Some(match name {
            "word/_rels/document.xml.rels" => {
                let more = ["attachedTemplate", "image", "subDocument", "oleObject"].map(outside).concat();
                let text = String::from_utf8(content).expect("text");
                text.replace("</Relationships>", &(more + "</Relationships>")).into_bytes()
            }
            // A template has other parts where a letter has none.
            "docProps/app.xml" => return None,
            _ => content,
        })
    });
    let returned = with_body(&returned, |xml| {
        xml.replacen("</w:body>", "<w:p><w:subDoc r:id=\"outsubDocument\"/></w:p></w:body>", 1)
    });
    let office = office.file("plain.docx", &returned);
    office.run(&["review", "plain.docx"]).code(0).says("no changes");
    let mut zip = zip::ZipWriter::new_append(std::io::Cursor::new(returned)).expect("a package");
    zip.start_file("word/vbaProject.bin", zip::write::SimpleFileOptions::default()).expect("a part");
    let office = office.file("macros.docm", zip.finish().expect("a file").into_inner());
    let told = "the file contains macros; they are not read and not run";
    office.run(&["review", "macros.docm"]).code(0).says("no changes").says(told);
    office.run(&["import", "macros.docm", "--output", "letters/old.yaml"]).code(0).says(told);
}
