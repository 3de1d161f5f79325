//! The reader on small samples of what Word, LibreOffice and people write.

use super::sample::{docx, packed};
use super::*;

fn file(body: &str) -> WordFile {
    read(&docx(body, &[])).expect("a Word file")
}

fn texts(file: &WordFile, state: State) -> Vec<String> {
    file.state(state).iter().map(Plain::text).collect()
}

/// The words before and after all changes, paragraphs joined by `|`.
fn both(body: &str) -> (String, String) {
    let file = file(body);
    (texts(&file, State::Before).join("|"), texts(&file, State::After).join("|"))
}

fn p(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

fn r(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

fn gone(words: &str) -> String {
    format!("<w:del w:author=\"A\"><w:r><w:delText xml:space=\"preserve\">{words}</w:delText></w:r></w:del>")
}

fn come(words: &str) -> String {
    format!("<w:ins w:author=\"A\" w:date=\"2026-11-12T09:30:00Z\">{}</w:ins>", r(words))
}

fn pair(before: &str, after: &str) -> (String, String) {
    (before.to_owned(), after.to_owned())
}

#[test]
fn words_replaced() {
    let body = p(&(r("from ")
        + "<w:del w:author=\"A\"><w:r><w:delText>20</w:delText><w:noBreakHyphen/><w:delText>30 April</w:delText></w:r></w:del>"
        + &come("21-30 April")));
    assert_eq!(both(&body), pair("from 20\u{2011}30 April", "from 21-30 April"));
    let file = file(&body);
    let by = By { author: "A".into(), date: Some("2026-11-12T09:30:00Z".into()) };
    assert_eq!(file.passages[0].pieces[2].track, Track::Inserted(by));
}

#[test]
fn an_item_put_in_and_paragraphs_joined() {
    let mark = |kind: &str| format!("<w:pPr><w:rPr><w:{kind} w:author=\"A\"/></w:rPr></w:pPr>");
    let new = p(&(mark("ins") + &r("IPR"))) + &p(&come("Patents"));
    assert_eq!(both(&new), pair("IPR", "IPR|Patents"));
    let joined = p(&(mark("del") + &r("First "))) + &p(&r("second"));
    assert_eq!(both(&joined), pair("First |second", "First second"));
    let struck = p(&(mark("del") + &gone("All"))) + &p(&r("rest"));
    assert_eq!(both(&struck), pair("All|rest", "rest"));
    // Marks never run out of a cell.
    let cell = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        p(&(mark("del") + &r("a"))),
        p(&r("b"))
    );
    assert_eq!(both(&cell), pair("a|b", "a|b"));
}

#[test]
fn the_joined_paragraph_takes_the_form_of_the_next() {
    let body = p("<w:pPr><w:pStyle w:val=\"One\"/><w:rPr><w:del w:author=\"A\"/></w:rPr></w:pPr>")
        + &p("<w:pPr><w:pStyle w:val=\"Two\"/></w:pPr>");
    let file = file(&body);
    assert_eq!(file.state(State::After)[0].form.style, "Two");
    assert_eq!(file.state(State::Before)[0].form.style, "One");
}

#[test]
fn put_in_by_one_and_struck_by_another() {
    let nested = "<w:ins w:author=\"A\"><w:r><w:t>is </w:t></w:r><w:del w:author=\"B\"><w:r><w:delText>kindly </w:delText></w:r></w:del></w:ins>";
    let body = p(&(r("He ") + nested + &r("asked")));
    assert_eq!(both(&body), pair("He asked", "He isasked"));
    let file = file(&body);
    let Track::Both { inserted, deleted } = &file.passages[0].pieces[2].track else { panic!("{file:?}") };
    assert_eq!((inserted.author.as_str(), deleted.author.as_str()), ("A", "B"));
}

#[test]
fn moves() {
    let body = "<w:moveFromRangeStart w:id=\"1\" w:name=\"move1\"/>".to_owned()
        + &p(&format!("<w:moveFrom w:author=\"A\">{}</w:moveFrom>", r("CTO")))
        + "<w:moveFromRangeEnd w:id=\"1\"/>"
        + &p(&format!("{}<w:moveTo w:author=\"A\">{}</w:moveTo>", r("x"), r("CTO")));
    assert_eq!(both(&body), pair("CTO|x", "|xCTO"));
    let Track::MovedFrom(half) = &file(&body).passages[0].pieces[0].track else { panic!("a move") };
    assert_eq!(half.name.as_deref(), Some("move1"));
}

#[test]
fn rows_cells_and_nested_tables() {
    let cell = |inner: &str| format!("<w:tc>{}</w:tc>", p(&r(inner)));
    let row = |properties: &str, inner: &str| format!("<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>");
    let nested = format!("<w:tc><w:tbl>{}</w:tbl>{}</w:tc>", row("", &cell("in")), p(""));
    let body = format!(
        "<w:tbl>{}{}{}<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:tbl>",
        row("<w:del w:author=\"A\"/><w:cantSplit/>", &cell("old")),
        row("<w:ins w:author=\"A\"/>", &cell("new")),
        row(
            "",
            "<w:tc><w:tcPr><w:cellDel w:author=\"A\"/></w:tcPr><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc>"
        ),
        row(
            "",
            &(nested
                + "<w:sdt><w:sdtContent><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>d</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt>")
        ),
    );
    assert_eq!(both(&body), pair("old|c|in||d", "new|in||d"));
    let last = file(&body).passages.pop().expect("a passage");
    let places: Vec<_> = last.place.cells.iter().map(|c| (c.table, c.row, c.column)).collect();
    assert_eq!(places, [(1, 4, 2)]);
}

#[test]
fn formats_styles_and_numbering_before_a_change() {
    let body = p(
        "<w:pPr><w:pStyle w:val=\"Heading2\"/><w:pPrChange w:author=\"A\"><w:pPr><w:pStyle w:val=\"BodyText\"/></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr><w:b/><w:rPrChange w:author=\"B\"><w:rPr/></w:rPrChange></w:rPr><w:t>x</w:t></w:r>",
    ) + &p(
        "<w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"3\"/><w:ins w:author=\"A\"/></w:numPr></w:pPr>",
    );
    let file = file(&body);
    let (before, after) = (file.state(State::Before), file.state(State::After));
    assert_eq!((before[0].form.style.as_str(), after[0].form.style.as_str()), ("BodyText", "Heading2"));
    assert_eq!((before[0].pieces[0].look.bold, after[0].pieces[0].look.bold), (false, true));
    assert_eq!(before[1].form.item, None);
    assert_eq!(after[1].form.item.as_ref().map(|item| item.level), Some(1));
}

#[test]
fn styles_and_numbers_by_name() {
    let styles = "<w:styles><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"N\"><w:name w:val=\"Normal\"/></w:style><w:style w:styleId=\"L\"><w:name w:val=\"List Bullet\"/><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:style><w:style w:styleId=\"S\"><w:name w:val=\"Strong\"/><w:rPr><w:b/></w:rPr></w:style></w:styles>";
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"–\"/></w:lvl></w:abstractNum><w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/></w:num></w:numbering>";
    let body = p(
        "<w:pPr><w:pStyle w:val=\"L\"/></w:pPr><w:r><w:rPr><w:rStyle w:val=\"S\"/></w:rPr><w:t>x</w:t></w:r>",
    ) + &p("");
    let file =
        read(&docx(&body, &[("word/styles.xml", styles), ("word/numbering.xml", numbering)])).expect("read");
    let form = &file.passages[0].form;
    assert_eq!((form.style.as_str(), file.passages[1].form.style.as_str()), ("List Bullet", "Normal"));
    assert_eq!(form.item.as_ref().and_then(|item| item.format.as_deref()), Some("bullet"));
    assert!(file.passages[0].pieces[0].look.bold);
}

#[test]
fn comments_with_threads_and_broken_ranges() {
    let comments = "<w:comments><w:comment w:id=\"2\" w:author=\"A\" w:initials=\"AA\"><w:p w14:paraId=\"01\"><w:r><w:t>Why?</w:t></w:r></w:p></w:comment><w:comment w:id=\"3\" w:author=\"B\"><w:p w14:paraId=\"02\"><w:r><w:t>So.</w:t></w:r></w:p></w:comment><w:comment w:id=\"4\"/><w:comment w:id=\"2\"/></w:comments>";
    let extended = "<w15:commentsEx><w15:commentEx w15:paraId=\"01\" w15:done=\"1\"/><w15:commentEx w15:paraId=\"02\" w15:paraIdParent=\"01\" w15:done=\"0\"/></w15:commentsEx>";
    let body = p(&("<w:commentRangeStart w:id=\"2\"/>".to_owned()
        + &r("Annexes")
        + "<w:commentRangeEnd w:id=\"2\"/><w:r><w:commentReference w:id=\"2\"/></w:r>"
        + "<w:commentRangeStart w:id=\"4\"/>"
        + &r(" rest")
        + "<w:r><w:commentReference w:id=\"4\"/></w:r>"));
    let parts = [("word/comments.xml", comments), ("word/commentsExtended.xml", extended)];
    let file = read(&docx(&body, &parts)).expect("read");
    let told: Vec<_> = file
        .comments
        .iter()
        .map(|c| (c.text.as_str(), c.parent.as_deref(), c.resolved, c.anchors.clone()))
        .collect();
    let range = vec![Anchor { passage: 0, pieces: 0..1 }];
    assert_eq!(
        told,
        [
            ("Why?", None, true, range.clone()),
            ("So.", Some("2"), true, range),
            ("", None, false, vec![Anchor { passage: 0, pieces: 2..2 }]),
            ("", None, false, vec![]),
        ]
    );
}

#[test]
fn boxes_hyphens_tabs_and_breaks() {
    let sym = "<w:r><w:sym w:font=\"MS Gothic\" w:char=\"2610\"/></w:r>";
    let control = |checked: &str, inner: &str| {
        format!(
            "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"{checked}\"/></w14:checkbox></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
        )
    };
    let old = "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox></w:ffData></w:fldChar><w:instrText> FORMCHECKBOX </w:instrText><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let body = p(&(control("0", sym)
        + &control("1", &r("☒"))
        + "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r>"
        + &r("☐")
        + old
        + "<w:r><w:t>a</w:t><w:noBreakHyphen/><w:softHyphen/><w:tab/><w:br/><w:t>b</w:t></w:r>"));
    let file = file(&body);
    assert_eq!(file.passages[0].text(), "☐☒☒☐☒a\u{2011}\u{ad}\t\nb");
    assert_eq!(file.passages[0].pieces[0].kind, PieceKind::Checkbox(false));
    assert_eq!(file.passages[0].pieces[4].kind, PieceKind::Checkbox(true));
}

#[test]
fn fields_links_and_smart_tags() {
    let field = |code: &str, shown: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
            r(shown)
        )
    };
    let body = p(&(field(" HYPERLINK \"http://itu.int/\" ", "site")
        + &field("HYPERLINK \\l \"annex_a\"", "there")
        + "<w:smartTag><w:smartTag>"
        + &r("Geneva")
        + "</w:smartTag></w:smartTag>"
        + &field(" PAGE ", "2")
        + "<w:fldSimple w:instr=\" REF x \">"
        + &r("A")
        + "</w:fldSimple>"));
    let file = file(&body);
    let plain = &file.state(State::After)[0];
    assert_eq!(plain.text(), "sitethereGenevaA");
    assert_eq!(plain.pieces[0].link.as_deref(), Some("http://itu.int/"));
    assert_eq!(plain.pieces[1].link.as_deref(), Some("#annex_a"));
    // LibreOffice on a link within the file whose tooltip has quotation marks.
    let spoilt = p("<w:bookmarkStart w:name=\"annex_a\"/>")
        + &p(&field(" HYPERLINK \"../output/day\" \\l \"annex_a\" \\n Annex A", "A"));
    let link = read(&docx(&spoilt, &[])).expect("read").passages[1].pieces[0].link.clone();
    assert_eq!(link.as_deref(), Some("#annex_a"));
    // A field without an end takes nothing with it.
    let open = p("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>") + &p(&r("words"));
    assert_eq!(both(&open), pair("|words", "|words"));
}

#[test]
fn text_boxes_once_and_frames() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", p(&r("boxed")));
    let body = p(&format!(
        "<w:pPr><w:framePr w:w=\"1\"/></w:pPr>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{}",
        r("a"),
        r("b")
    ));
    assert_eq!(both(&body), pair("boxed|ab", "boxed|ab"));
    let file = file(&body);
    assert_eq!(file.passages[0].place.text_box, Some(1));
    assert!(file.passages[1].form.in_frame);
}

#[test]
fn properties_tracking_and_remarks() {
    let core = "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:identifier>T17-SG1-COL-0001</dc:identifier></cp:coreProperties>";
    let custom = "<Properties xmlns:vt=\"v\"><property name=\"letters-build\"><vt:lpwstr>abc</vt:lpwstr></property></Properties>";
    let parts = [
        ("docProps/core.xml", core),
        ("docProps/custom.xml", custom),
        ("customXml/item1.xml", "<base xmlns=\"urn:x\"/>"),
        ("word/settings.xml", "<w:settings><w:trackRevisions/></w:settings>"),
        ("word/vbaProject.bin", "x"),
    ];
    let file = read(&docx("<w:altChunk r:id=\"x\"/>", &parts)).expect("read");
    assert_eq!(file.properties["dc:identifier"], "T17-SG1-COL-0001");
    assert_eq!(file.properties["letters-build"], "abc");
    assert!(file.custom_xml.contains_key("urn:x") && file.tracking);
    assert_eq!(file.remarks.len(), 2, "{:?}", file.remarks);
}

#[test]
fn what_a_file_is_instead() {
    let ole = |name: &str| {
        let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0];
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let odt = packed(&[("mimetype", "x")]);
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (vec![], "is empty"),
        (ole("WordDocument"), "is a Word file of the old format (.doc)"),
        (ole("EncryptedPackage"), "is protected by a password"),
        (b"{\\rtf1".to_vec(), "is an RTF file, not a Word file"),
        (b"%PDF-1.7".to_vec(), "is a PDF, not a Word file"),
        (b"<!DOCTYPE html>".to_vec(), "is a web page, not a Word file"),
        (b"Dear Sir".to_vec(), "is plain text, not a Word file"),
        (vec![0, 255, 3], "is not a Word file"),
        (packed(&[("xl/workbook.xml", "x")]), "is an Excel file, not a Word file"),
        (odt, "is not a Word file"),
    ];
    for (bytes, wanted) in cases {
        let why = read(&bytes).expect_err(wanted);
        assert_eq!(why.to_string(), wanted);
        assert!(!why.help().is_empty());
    }
    let deep = "<w:customXml>".repeat(5000) + &"</w:customXml>".repeat(5000);
    assert_eq!(read(&docx(&deep, &[])).expect_err("deep"), Unreadable::TooDeep);
    let entities = "<!DOCTYPE w:document [<!ENTITY a \"b\">]><w:document/>";
    assert_eq!(
        read(&packed(&[("word/document.xml", entities)])).expect_err("refused"),
        Unreadable::BrokenXml
    );
}

#[test]
fn many_large_parts_are_too_large_together() {
    let part = format!("<x xmlns=\"urn:x\">{}</x>", " ".repeat(7 << 20));
    let names: Vec<String> = (1..=7).map(|number| format!("customXml/item{number}.xml")).collect();
    let parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), part.as_str())).collect();
    assert!(read(&docx("", &parts[..2])).is_ok());
    assert_eq!(
        read(&docx("", &parts)).expect_err("large"),
        Unreadable::TooLarge("customXml/item7.xml".into())
    );
}

#[test]
fn nothing_leads_out_of_the_package() {
    let relations = |target: &str| {
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
        format!("<Relationships><Relationship Id=\"a\" Type=\"{kind}\" Target=\"{target}\"/></Relationships>")
    };
    for target in ["../../../../word/document.xml", "/etc/passwd", "http://example.org/document.xml"] {
        let file = read(&docx(&p(&r("words")), &[("_rels/.rels", &relations(target))])).expect("read");
        assert_eq!(texts(&file, State::After), ["words"], "{target}");
    }
}

#[test]
fn folded_for_aligning() {
    assert_eq!(fold("\u{2013} ITU\u{2011}T\u{a0}“x”  https://itu.int/ ☐"), "ITU-T \"x\" https://itu.int");
    assert_eq!(fold_target("https://itu.int/a/"), "https://itu.int/a/");
}

proptest::proptest! {
    #[test]
    fn no_file_is_too_odd(words in "[a-z]{0,5}", order in proptest::collection::vec(0..16usize, 0..30)) {
        const TAGS: [&str; 16] = ["p", "r", "t", "ins", "del", "tbl", "tr", "tc", "sdt", "sdtContent", "hyperlink", "moveFrom", "fldSimple", "pPr", "rPr", "txbxContent"];
        let open: String = order.iter().map(|at| format!("<w:{}>", TAGS[*at])).collect();
        let close: String = order.iter().rev().map(|at| format!("</w:{}>", TAGS[*at])).collect();
        let file = file(&(open + &words + &close));
        let _ = (file.state(State::Before), file.state(State::After));
    }
}
