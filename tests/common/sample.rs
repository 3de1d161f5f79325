//! A document with every structure that writers must carry, built by hand: no YAML, no templates.

use chrono::NaiveDate;
use collective_letters::base::{Language, Purpose};
use collective_letters::document::*;
use std::sync::Arc;

pub fn paragraph(style: &str, content: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph { style: style.into(), content, ..Paragraph::default() })
}

pub fn text(style: impl AsRef<str>, words: &str) -> Block {
    paragraph(style.as_ref(), vec![Inline::text(words)])
}

fn labelled(style: &str, label: &str, content: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph { style: style.into(), label: vec![Inline::text(label)], content, id: None })
}

fn url(target: &str, words: &str, description: &str) -> Inline {
    Inline::Link(Link {
        target: Target::Url(target.into()),
        description: description.into(),
        content: vec![Inline::text(words)],
    })
}

fn pointer(id: &str, words: &str, description: &str) -> Inline {
    Inline::Link(Link {
        target: Target::Bookmark(id.into()),
        description: description.into(),
        content: vec![Inline::text(words)],
    })
}

fn heading(level: u8, style: &str, id: Option<&str>, outline: &str, content: Vec<Inline>) -> Block {
    Block::Heading(Heading {
        level,
        outline: outline.into(),
        paragraph: Paragraph { style: style.into(), content, id: id.map(Into::into), ..Paragraph::default() },
    })
}

fn list(numbering: &str, level: usize, style: &str, items: &[(&str, Vec<Block>)]) -> Block {
    Block::List(List {
        numbering: numbering.into(),
        level,
        start: 1,
        items: items
            .iter()
            .map(|(words, nested)| {
                let mut blocks = vec![text(style, words)];
                blocks.extend(nested.clone());
                ListItem { blocks }
            })
            .collect(),
    })
}

fn run_in(head: &str, words: &str) -> Block {
    paragraph(
        "Item",
        vec![
            Inline::Text(format!("{head}: "), Marks { run_in_head: true, ..Marks::default() }),
            Inline::text(words),
        ],
    )
}

fn deadline(date: &str, items: &[&str]) -> Row {
    let items: Vec<(&str, Vec<Block>)> = items.iter().map(|i| (*i, vec![])).collect();
    Row {
        cells: vec![
            Cell { row_header: true, ..Cell::new(vec![text("DeadlineDate", date)]) },
            Cell::new(vec![list("deadlines", 0, "DeadlineItem", &items)]),
        ],
    }
}

pub fn emblem() -> Arc<Image> {
    Arc::new(Image {
        name: "emblem".into(),
        format: ImageFormat::Png,
        bytes: include_bytes!("../../templates/images/emblem.png").to_vec(),
        width: 200,
        height: 200,
    })
}

fn first_page() -> Section {
    let letterhead = Block::Columns(Columns {
        columns: vec![
            Column {
                width: 0.14,
                frame: false,
                blocks: vec![Block::Figure(Figure {
                    style: "Emblem".into(),
                    picture: Picture::Image(emblem()),
                    alt: "Emblem of the Union".into(),
                    width: 56.0,
                    height: 56.0,
                    link: None,
                })],
            },
            Column {
                width: 0.86,
                frame: false,
                blocks: vec![
                    text("Organization", "INTERNATIONAL TELECOMMUNICATION UNION"),
                    text("Bureau", "TELECOMMUNICATION STANDARDIZATION BUREAU"),
                ],
            },
        ],
    });
    let reference = Block::Columns(Columns {
        columns: vec![
            Column {
                width: 0.5,
                frame: false,
                blocks: vec![
                    labelled(
                        "Field",
                        "Ref:",
                        vec![
                            Inline::text("TSB Collective letter 11/17"),
                            Inline::LineBreak,
                            Inline::text("SG17/XY"),
                        ],
                    ),
                    labelled("Field", "Tel:", vec![Inline::text("+41 22 730 6206")]),
                    labelled("Field", "Fax:", vec![Inline::text("+41 22 730 5853")]),
                    labelled(
                        "Field",
                        "E-mail:",
                        vec![url("mailto:tsbsg17@itu.int", "tsbsg17@itu.int", "E-mail to Study Group 17")],
                    ),
                    labelled(
                        "Field",
                        "Web:",
                        vec![url(
                            "http://itu.int/go/tsg17",
                            "http://itu.int/go/tsg17",
                            "Web page of Study Group 17",
                        )],
                    ),
                ],
            },
            Column {
                width: 0.5,
                frame: false,
                blocks: vec![list(
                    "addressees",
                    0,
                    "Addressee",
                    &[
                        ("To Administrations of Member States of the Union;", vec![]),
                        ("To ITU\u{2011}T Sector Members;", vec![]),
                        ("To ITU\u{2011}T Associates of Study Group 17;", vec![]),
                        ("To ITU Academia.", vec![]),
                    ],
                )],
            },
        ],
    });
    let signature = Block::Columns(Columns {
        columns: vec![
            Column {
                width: 0.72,
                frame: false,
                blocks: vec![
                    text("Closing", "Yours faithfully,"),
                    text("Signature", "(signed)"),
                    text("Signatory", "Chaesub Lee"),
                    text("Signatory", "Director of the Telecommunication"),
                    text("Signatory", "Standardization Bureau"),
                    text("AnnexCount", "Annexes: 3"),
                ],
            },
            Column {
                width: 0.28,
                frame: true,
                blocks: vec![
                    text("CaptionHead", "ITU\u{2011}T SG17"),
                    Block::Figure(Figure {
                        style: "Caption".into(),
                        picture: Picture::Qr(Arc::new(QrCode::new("http://itu.int/go/tsg17").expect("fits"))),
                        alt: "QR code that leads to http://itu.int/go/tsg17".into(),
                        width: 70.0,
                        height: 70.0,
                        link: Some("http://itu.int/go/tsg17".into()),
                    }),
                    text("Caption", "Latest meeting information"),
                ],
            },
        ],
    });
    Section {
        orientation: Orientation::Portrait,
        blocks: vec![
            letterhead,
            text("DateLine", "Geneva, 21\u{a0}January\u{a0}2021"),
            reference,
            Block::Heading(Heading {
                level: 1,
                outline: "Virtual meeting of Study Group 17, 20-30 April 2021".into(),
                paragraph: Paragraph {
                    style: "Subject".into(),
                    label: vec![Inline::Text("Subject:".into(), Marks { light: true, ..Marks::default() })],
                    content: vec![Inline::text(
                        "Virtual meeting of Study Group 17, 20\u{2011}30\u{a0}April\u{a0}2021",
                    )],
                    id: None,
                },
            }),
            text("Salutation", "Dear Sir/Madam,"),
            paragraph(
                "Text",
                vec![
                    Inline::text(
                        "It is my pleasure to invite you to attend the next meeting of ITU\u{2011}T Study Group 17 (Security), which will be held virtually from 20 to 30\u{a0}April\u{a0}2021, inclusive.",
                    ),
                    Inline::Footnote(0),
                    Inline::text(" Some of it is "),
                    Inline::strong("bold"),
                    Inline::text(", some "),
                    Inline::Text("italic".into(), Marks { emphasis: true, ..Marks::default() }),
                    Inline::text(", and characters such as & < > \" ' mean themselves."),
                ],
            ),
            heading(2, "KeyDeadlines", None, "Key deadlines", vec![Inline::text("Key deadlines:")]),
            Block::Table(Table {
                style: "deadlines".into(),
                summary: "Key deadlines by date".into(),
                columns: vec![0.24, 0.76],
                header_rows: 0,
                rows: vec![
                    deadline(
                        "20\u{a0}February\u{a0}2021",
                        &["Submit ITU\u{2011}T Member contributions for which translation is requested"],
                    ),
                    deadline(
                        "20\u{a0}March\u{a0}2021",
                        &[
                            "Registration (via the online registration form on the study group homepage)",
                            "Request visa support letters",
                        ],
                    ),
                    deadline(
                        "7\u{a0}April\u{a0}2021",
                        &["Submit ITU\u{2011}T Member contributions (via Direct Document Posting)"],
                    ),
                ],
            }),
            paragraph(
                "Text",
                vec![
                    Inline::text("Practical meeting information is set out in "),
                    pointer("annex-a", "Annex\u{a0}A", "Annex A: Practical meeting information"),
                    Inline::text(
                        ". A draft meeting agenda, prepared in agreement with the Chairman of the study group, Mr\u{a0}Heung\u{2011}Youl\u{a0}Youm (Republic of Korea), is set out in ",
                    ),
                    pointer("annex-b", "Annex\u{a0}B", "Annex B: Agenda"),
                    Inline::text("."),
                ],
            ),
            text("Text", "I wish you a productive and enjoyable meeting."),
            signature,
        ],
    }
}

fn annex_title(id: &str, number: &str, title: &str) -> Block {
    heading(
        2,
        "AnnexTitle",
        Some(id),
        &format!("{number}: {title}"),
        vec![Inline::text(number.to_uppercase()), Inline::LineBreak, Inline::text(title)],
    )
}

fn grid() -> Table {
    let cell = |words: &str| Cell::new(vec![text("TableText", words)]);
    let head = |words: &str| Cell::new(vec![text("TableHead", words)]);
    Table {
        style: "grid".into(),
        summary: "Draft time plan: days across, sessions down".into(),
        columns: vec![0.2, 0.2, 0.2, 0.2, 0.2],
        header_rows: 2,
        rows: vec![
            Row {
                cells: vec![
                    Cell { row_span: 2, ..head("Session") },
                    Cell { column_span: 2, ..head("Tuesday 20 April") },
                    Cell { column_span: 2, ..head("Wednesday 21 April") },
                ],
            },
            Row { cells: vec![head("Morning"), head("Afternoon"), head("Morning"), head("Afternoon")] },
            Row {
                cells: vec![
                    Cell { row_header: true, ..cell("Plenary") },
                    Cell { shade: Some("grey".into()), ..cell("X") },
                    cell("\u{a0}"),
                    cell("\u{a0}"),
                    Cell { row_span: 2, ..cell("both rows") },
                ],
            },
            Row {
                cells: vec![
                    Cell { row_header: true, ..cell("Working Party 1/17") },
                    Cell { column_span: 3, shade: Some("grey".into()), ..cell("three half-days together") },
                ],
            },
        ],
    }
}

fn field(id: &str, label: &str, purpose: Option<Purpose>, control: Control) -> Field {
    let label = vec![Inline::text(label)];
    Field { id: id.into(), label, hint: vec![], required: false, purpose, control }
}

/// A form with every control.
pub fn form() -> Form {
    let choice = |options: &[&str], several| Control::Choice {
        options: options.iter().map(|option| (*option).into()).collect(),
        several,
    };
    let mail = url("mailto:fellowships@itu.int", "fellowships@itu.int", "E-mail to the fellowship service");
    let rows = [
        Ok(Field {
            hint: vec![Inline::text("as in the passport, in capitals")],
            required: true,
            ..field("family-name", "Family name", Some(Purpose::FamilyName), Control::Line)
        }),
        Ok(Field { required: true, ..field("title", "Title", None, choice(&["Mr", "Ms"], false)) }),
        Ok(field("address", "Address", Some(Purpose::StreetAddress), Control::Lines { rows: 3 })),
        Ok(field("tel", "Tel.", Some(Purpose::Tel), Control::Line)),
        Ok(field("e-mail", "E\u{2011}mail", Some(Purpose::Email), Control::Line)),
        Err("PASSPORT DATA"),
        Ok(field("born", "Date of birth", Some(Purpose::Bday), Control::Date)),
        Ok(field("number", "Passport number", None, Control::Line)),
        Err("FELLOWSHIP"),
        Ok(Field {
            hint: vec![Inline::text("questions to "), mail],
            ..field(
                "papers",
                "Papers attached",
                None,
                choice(
                    &[
                        "Letter of nomination by the administration of a Member State or its representative in Geneva",
                        "Curriculum vitae & <list> of \"contributions\"",
                    ],
                    true,
                ),
            )
        }),
        Ok(Field {
            required: true,
            hint: vec![Inline::text("Without this the request is not considered.")],
            ..field("agreed", "I have read the conditions and agree to them.", None, Control::Tick)
        }),
        Ok(field("signature", "Signature", None, Control::Signature)),
    ];
    let rows = rows.into_iter().map(|row| match row {
        Ok(field) => FormRow::Field(field),
        Err(head) => FormRow::Head(vec![Inline::text(head)]),
    });
    Form { id: "fellowship".into(), summary: "Fellowship request form".into(), rows: rows.collect() }
}

/// The document.
pub fn document() -> Document {
    let bullets =
        list("agenda", 2, "AgendaLevel3", &[("JCA\u{2011}IdM", vec![]), ("JCA\u{2011}CoP", vec![])]);
    let letters = list(
        "agenda",
        1,
        "AgendaLevel2",
        &[
            ("Report of the 7 January 2021 SG17 e-plenary", vec![]),
            ("SG17 JCAs", vec![bullets]),
            ("Manuals, roadmaps and wikis", vec![]),
        ],
    );
    let agenda = list(
        "agenda",
        0,
        "AgendaLevel1",
        &[
            ("Opening of the meeting and welcome", vec![]),
            ("Results from the last SG17 meeting", vec![letters.clone()]),
            ("Working arrangements for this meeting", vec![letters]),
            ("Closing", vec![]),
        ],
    );
    let long = "Member contributions should be submitted using Direct Document Posting; draft TDs should be submitted by e-mail to the study group secretariat using the appropriate template. Access to meeting documents is provided from the study group homepage, and is restricted to ITU\u{2011}T Members who have an ITU user account with TIES access. ";
    Document {
        properties: Properties {
            title: "TSB Collective letter 11/17: Virtual meeting of Study Group 17, 20-30 April 2021".into(),
            subject: "Virtual meeting of Study Group 17, 20-30 April 2021".into(),
            author: "ITU Telecommunication Standardization Bureau".into(),
            keywords: vec!["SG17".into(), "T17".into(), "collective letter".into()],
            language: Language::English,
            date: NaiveDate::from_ymd_opt(2021, 1, 21).expect("a date"),
            identifier: "T17-SG17-COL-0011".into(),
            status: Status::Draft,
            draft: None,
        },
        running_header: vec![Inline::text("TSB Collective letter 11/17")],
        first_footer: vec![
            Paragraph {
                style: "PageFooter".into(),
                content: vec![Inline::text(
                    "International Telecommunication Union • Place des Nations • CH\u{2011}1211 Geneva 20 • Switzerland",
                )],
                ..Paragraph::default()
            },
            Paragraph {
                style: "PageFooter".into(),
                content: vec![Inline::text(
                    "Tel: +41 22 730 5111 • Fax: +41 22 733 7256 • E\u{2011}mail: itumail@itu.int • www.itu.int",
                )],
                ..Paragraph::default()
            },
        ],
        sections: vec![
            first_page(),
            Section {
                orientation: Orientation::Portrait,
                blocks: vec![
                    annex_title("annex-a", "Annex A", "Practical meeting information"),
                    heading(
                        3,
                        "GroupHeading",
                        None,
                        "Working methods and facilities",
                        vec![Inline::text("WORKING METHODS AND FACILITIES")],
                    ),
                    run_in("DOCUMENT SUBMISSION AND ACCESS", &long.repeat(3)),
                    run_in("WORKING LANGUAGE", "The entire meeting will run in English only."),
                    heading(
                        3,
                        "GroupHeading",
                        None,
                        "Registration",
                        vec![Inline::text("REGISTRATION, NEW DELEGATES, FELLOWSHIPS AND VISA SUPPORT")],
                    ),
                    run_in("REGISTRATION", &long.repeat(8)),
                    text("Item", &long.repeat(6)),
                    text("Item", &long.repeat(6)),
                ],
            },
            Section {
                orientation: Orientation::Portrait,
                blocks: vec![
                    annex_title("annex-b", "Annex B", "Agenda for Plenary Meeting of ITU\u{2011}T SG17"),
                    text("AnnexPlace", "Virtual, 20\u{2011}30\u{a0}April\u{a0}2021"),
                    text("Note", "NOTE - Updates to the agenda can be found in TD3473"),
                    agenda,
                    Block::Rule { style: "ClosingRule".into() },
                ],
            },
            Section {
                orientation: Orientation::Portrait,
                blocks: vec![
                    annex_title("annex-c", "Annex C", "Fellowship request form"),
                    Block::Form(form()),
                ],
            },
            Section {
                orientation: Orientation::Landscape,
                blocks: vec![
                    annex_title("annex-d", "Annex D", "Draft time plan"),
                    Block::Table(grid()),
                    text("Note", "NOTE - Subject to change."),
                ],
            },
        ],
        footnotes: vec![vec![Paragraph {
            style: "Footnote".into(),
            content: vec![Inline::text("A footnote that explains.")],
            ..Paragraph::default()
        }]],
        footnote_names: FootnoteNames {
            mark: "Footnote {number}".into(),
            back: "Back to the text from footnote {number}".into(),
        },
    }
}

/// A document with nothing but these blocks.
pub fn only(blocks: Vec<Block>) -> Document {
    Document {
        running_header: Vec::new(),
        first_footer: Vec::new(),
        footnotes: Vec::new(),
        sections: vec![Section { orientation: Orientation::Portrait, blocks }],
        ..document()
    }
}
