//! Redlines of small files.

use super::*;
use crate::tools::word::sample::docx;

fn made(old: &str, new: &str) -> Result<(Redline, String), Refused> {
    let author = Author { name: "A & B".into(), date: "2026-11-12".into() };
    let made = redline(&docx(old, &[]), &docx(new, &[]), &author)?;
    let body = Parts::read(&made.bytes).expect("a Word file").body;
    let body = body.split_once("<w:body>").expect("a body").1.replace("</w:body></w:document>", "");
    Ok((made, body.replace(" w:author=\"A &amp; B\" w:date=\"2026-11-12T00:00:00Z\"", "")))
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn words_in_a_paragraph() {
    let (made, body) = made(&p("from 20 to 30 April"), &p("from 21 to 30 April")).expect("exact");
    assert_eq!(
        body,
        concat!(
            "<w:p><w:r><w:t xml:space=\"preserve\">from </w:t></w:r>",
            "<w:del w:id=\"1\"><w:r><w:delText xml:space=\"preserve\">20</w:delText></w:r></w:del>",
            "<w:ins w:id=\"2\"><w:r><w:t xml:space=\"preserve\">21</w:t></w:r></w:ins>",
            "<w:r><w:t xml:space=\"preserve\"> to 30 April</w:t></w:r></w:p>"
        )
    );
    assert_eq!((made.inserted, made.deleted), (1, 1));
}

#[test]
fn paragraphs_in_the_middle_and_at_the_end() {
    let (one, two, other) = (p("one word"), p("two things"), p("something else"));
    let all = one.clone() + &other + &two;
    let short = one.clone() + &two;
    for (old, new) in [(&all, &short), (&short, &all), (&short, &one), (&one, &short), (&two, &short)] {
        let (made, body) = made(old, new).expect("exact");
        assert_eq!(made.inserted + made.deleted, 1, "{body}");
        assert_eq!(body.matches("<w:rPr><w:").count(), 1, "one mark: {body}");
    }
    // At the end, the mark is that of the paragraph before, which the words that stay have.
    let (_, body) = made(&short, &one).expect("exact");
    assert!(body.starts_with("<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:r>"), "{body}");
    made(&(p("a b") + &p("c d")), &(p("e f") + &p("g h"))).expect("exact");
}

#[test]
fn rows_cells_and_tables() {
    let row = |cells: &[&str]| {
        let cells: String = cells.iter().map(|cell| format!("<w:tc><w:tcPr/>{}</w:tc>", p(cell))).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let table = |rows: &str| format!("<w:tbl><w:tblPr/>{rows}</w:tbl>");
    let (a, b, c) = (row(&["1 May", "Visa"]), row(&["2 May", "Desk"]), row(&["3 June", "Room"]));
    let old = p("x") + &table(&(a.clone() + &b)) + &p("y");
    for new in [
        table(&(a.clone() + &c + &b)),
        table(&a),
        table(&row(&["1 June", "Visa"])),
        table(&row(&["one", "two", "three"])),
        String::new(),
        table(&a) + &table(&b),
    ] {
        let new = p("x") + &new + &p("y");
        made(&old, &new).expect("exact");
        made(&new, &old).expect("exact");
    }
}

#[test]
fn sections_links_boxes_and_fields() {
    let last = |text: &str| {
        format!("<w:p><w:pPr><w:sectPr><w:bidi/></w:sectPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let list = p("one") + &last("two words") + &p("Annex");
    let more = p("one") + &p("two words") + &last("three more things") + &p("Annex");
    for (old, new) in [(&list, &more), (&more, &list)] {
        let (_, body) = made(old, new).expect("exact");
        assert_eq!(body.matches("<w:sectPr>").count(), 1);
        let place = body.find("<w:sectPr>");
        assert!(body.find("two words") < place && place < body.find("Annex"), "{body}");
    }
    let link = "<w:p><w:r><w:t xml:space=\"preserve\">see </w:t></w:r><w:hyperlink r:id=\"x\"><w:r><w:rPr><w:b/></w:rPr><w:t>the page</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>now</w:t></w:r></w:p>";
    for other in
        ["see the site\tnow", "see\tnow", "look at the page\tnow", "see the page\tnow and then", "nothing"]
    {
        let other = p(other).replace('\t', "</w:t><w:tab/><w:t>");
        made(&other, link).expect("exact");
        made(link, &other).expect("exact");
    }
    let tick = "<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"0\"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:sym w:font=\"MS Gothic\" w:char=\"2610\"/></w:r></w:sdtContent></w:sdt><w:r><w:t xml:space=\"preserve\"> Mr</w:t></w:r></w:p>";
    made(tick, &p("Mr Smith")).expect("exact");
    made(&p("Mr Smith"), tick).expect("exact");
}

#[test]
fn what_cannot_be_read() {
    let author = Author { name: "A".into(), date: "2026-11-12".into() };
    let whole = docx(&p("a"), &[]);
    assert!(matches!(redline(b"%PDF", &whole, &author), Err(Refused::Old(_))));
    assert!(matches!(redline(&whole, b"", &author), Err(Refused::New(_))));
    assert!(!is_redline(&whole) && is_redline(&redline(&whole, &whole, &author).expect("a file").bytes));
}

proptest::proptest! {
    #[test]
    fn any_two_texts(old in "[abc/|. ]{0,30}", new in "[abc/|. ]{0,30}") {
        let body = |text: &str| -> String {
            let table = |text: &str| {
                let cells: String = text.split('|').map(|cell| format!("<w:tc>{}</w:tc>", cell.split(' ').map(p).collect::<String>())).collect();
                format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
            };
            text.split('/').map(|part| if part.contains('|') { table(part) } else { p(part) }).collect()
        };
        made(&body(&old), &body(&new)).expect("exact");
    }
}
