//! The DOCX of the sample document: what it says, how it is built, and what no validator sees.

use crate::common::docx::{Element, Package, parse, pretty};
use crate::common::outline;
use crate::common::sample::{self, paragraph, text};
use crate::common::style::theme;
use collective_letters::base::{Diagnostics, Language, Source};
use collective_letters::document::theme::Theme;
use collective_letters::document::*;
use collective_letters::export::docx::Writer;
use std::collections::{BTreeMap, BTreeSet};

fn writer() -> Writer {
    Writer::new(&theme())
}

fn package(document: &Document) -> Package {
    Package::open(&writer().write(document).expect("written"))
}

/// The sample with other blocks in its only section.
fn letter(blocks: Vec<Block>) -> Document {
    let orientation = Orientation::Portrait;
    Document { sections: vec![Section { orientation, blocks }], footnotes: vec![], ..sample::document() }
}

fn items(words: &[&str]) -> Vec<ListItem> {
    words.iter().map(|w| ListItem { blocks: vec![text("AgendaLevel1", w)] }).collect()
}

fn agenda(level: usize, start: u32, items: Vec<ListItem>) -> Block {
    Block::List(List { numbering: "agenda".into(), level, start, items })
}

/// Everything that validators miss.
fn assert_sound(package: &Package) {
    let all: Vec<(&String, Element)> = package
        .parts
        .iter()
        .filter(|(name, _)| name.ends_with(".xml") || name.ends_with(".rels"))
        .map(|(name, bytes)| (name, parse(std::str::from_utf8(bytes).expect("UTF-8"))))
        .collect();
    let part = |name: &str| &all.iter().find(|(n, _)| *n == name).unwrap_or_else(|| panic!("no {name}")).1;
    let values = |element: &Element, tag: &str, attribute: &str| -> Vec<String> {
        element.all(tag).iter().filter_map(|e| e.get(attribute)).map(str::to_owned).collect()
    };
    let distinct = |list: &[String], what: &str| {
        let set: BTreeSet<String> = list.iter().map(|s| s.to_lowercase()).collect();
        assert_eq!(set.len(), list.len(), "{what} are not unique: {list:?}");
    };

    let styles = part("word/styles.xml");
    let ids = values(styles, "w:style", "w:styleId");
    distinct(&ids, "style ids");
    distinct(&values(styles, "w:name", "w:val"), "style names");
    let numbering = part("word/numbering.xml");
    let abstracts = values(numbering, "w:abstractNum", "w:abstractNumId");
    let nums = values(numbering, "w:num", "w:numId");
    distinct(&abstracts, "abstractNums");
    distinct(&nums, "nums");
    for abstract_id in values(numbering, "w:abstractNumId", "w:val") {
        assert!(abstracts.contains(&abstract_id), "no abstractNum {abstract_id}");
    }
    let (mut names, mut anchors, mut starts, mut ends, mut drawings) = Default::default();
    for (name, root) in &all {
        for tag in ["w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next", "w:link"] {
            for id in values(root, tag, "w:val") {
                assert!(ids.contains(&id), "{name}: {tag} {id} is not a style");
            }
        }
        for id in values(root, "w:numId", "w:val") {
            assert!(id == "0" || nums.contains(&id), "{name}: no num {id}");
        }
        let append =
            |list: &mut Vec<String>, tag: &str, attribute: &str| list.extend(values(root, tag, attribute));
        append(&mut names, "w:bookmarkStart", "w:name");
        append(&mut starts, "w:bookmarkStart", "w:id");
        append(&mut ends, "w:bookmarkEnd", "w:id");
        append(&mut anchors, "w:hyperlink", "w:anchor");
        append(&mut drawings, "wp:docPr", "id");
        assert_controls(name, root);
        for cell in root.all("w:tc") {
            assert_eq!(cell.children.last().map(|c| c.name.as_str()), Some("w:p"), "{name}: a cell's end");
        }
        for pair in root.all("w:body").iter().chain(&root.all("w:tc")).flat_map(|e| e.children.windows(2)) {
            assert!(!pair.iter().all(|e| e.name == "w:tbl"), "{name}: two tables grow together");
        }
        let kinds = values(root, "w:fldChar", "w:fldCharType");
        let count = |kind: &str| kinds.iter().filter(|k| *k == kind).count();
        assert_eq!(count("begin"), count("end"), "{name}: fields");
        for table in root.all("w:tbl") {
            let grid = table.children.iter().find(|c| c.name == "w:tblGrid").expect("a grid");
            let columns = grid.children.len();
            for row in table.children.iter().filter(|c| c.name == "w:tr") {
                let cells = row.children.iter().filter(|c| c.name == "w:tc");
                let span = |cell: &Element| {
                    values(&cell.children[0], "w:gridSpan", "w:val")
                        .first()
                        .map_or(1, |s| s.parse().expect("a number"))
                };
                assert_eq!(cells.map(span).sum::<usize>(), columns, "{name}: a row's columns");
            }
        }
        if let Some(rels) = name.strip_prefix("word/").filter(|n| !n.contains('/')) {
            let rels = package.parts.get(&format!("word/_rels/{rels}.rels"));
            let rels = rels.map(|r| parse(std::str::from_utf8(r).expect("UTF-8")));
            let known = rels.as_ref().map_or_else(Vec::new, |r| values(r, "Relationship", "Id"));
            distinct(&known, "relationships");
            for (tag, attribute) in [
                ("w:hyperlink", "r:id"),
                ("a:blip", "r:embed"),
                ("a:hlinkClick", "r:id"),
                ("w:headerReference", "r:id"),
                ("w:footerReference", "r:id"),
            ] {
                for id in values(root, tag, attribute) {
                    assert!(known.contains(&id), "{name}: no relationship {id}");
                }
            }
            for relation in rels.iter().flat_map(|r| r.all("Relationship")) {
                let target = relation.get("Target").expect("a target");
                if relation.get("TargetMode") != Some("External") {
                    assert!(
                        package.parts.contains_key(&format!("word/{target}")),
                        "{name}: no part {target}"
                    );
                }
            }
        }
    }
    distinct(&names, "bookmark names");
    distinct(&starts, "bookmark ids");
    distinct(&drawings, "drawing ids");
    assert_eq!(starts, ends, "bookmarks are closed in the order they are opened");
    for name in &names {
        assert!(name.len() <= 40 && name.starts_with(|c: char| c.is_ascii_alphabetic()), "bookmark {name}");
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'), "bookmark {name}");
    }
    for anchor in anchors {
        assert!(names.contains(&anchor), "no bookmark {anchor}");
    }
    let types = part("[Content_Types].xml");
    let parts = values(types, "Override", "PartName");
    let endings = values(types, "Default", "Extension");
    for name in package.parts.keys().filter(|n| *n != "[Content_Types].xml") {
        let ending = name.rsplit('.').next().unwrap_or_default().to_owned();
        let known = parts.contains(&format!("/{name}")) || (ending != "xml" && endings.contains(&ending));
        assert!(known, "{name} has no content type");
    }
    for name in parts {
        assert!(package.parts.contains_key(&name[1..]), "no part {name}");
    }
}

/// Content controls have a number of their own and names that Word takes; a box looks as it is.
fn assert_controls(name: &str, root: &Element) {
    let controls = root.all("w:sdt");
    let value = |control: &Element, tag: &str| {
        control.all(tag).first().and_then(|e| e.get("w:val").or_else(|| e.get("w14:val"))).map(str::to_owned)
    };
    let (mut ids, mut tags) = (BTreeSet::new(), BTreeSet::new());
    for control in &controls {
        let id = value(control, "w:id").and_then(|id| id.parse::<i32>().ok()).expect("a number");
        assert!(ids.insert(id), "{name}: two controls {id}");
        let tag = value(control, "w:tag").expect("a tag");
        assert!(tags.insert(tag.clone()), "{name}: two controls {tag}");
        let alias = value(control, "w:alias").expect("a name");
        for text in [&tag, &alias] {
            assert!((1..=64).contains(&text.chars().count()), "{name}: {text}");
        }
        let Some(tick_box) = control.all("w14:checkbox").first().copied() else {
            let typed: Vec<&str> = control.all("#text").iter().map(|t| t.text.as_str()).collect();
            assert!(typed.concat().chars().all(char::is_whitespace), "{name}: {typed:?} stands in {tag}");
            continue;
        };
        let state = match value(tick_box, "w14:checked").as_deref() {
            Some("0") => "w14:uncheckedState",
            Some("1") => "w14:checkedState",
            other => panic!("{name}: {tag} is checked {other:?}"),
        };
        let sign = control.all("w:sym").first().and_then(|s| s.get("w:char")).expect("a sign");
        assert_eq!(value(tick_box, state).as_deref(), Some(sign), "{name}: the sign in {tag}");
        let face = tick_box.all(state)[0].get("w14:font");
        assert_eq!(control.all("w:sym")[0].get("w:font"), face, "{name}: its face");
    }
    let declared = ["xmlns:w14", "xmlns:mc", "mc:Ignorable"].iter().all(|key| root.get(key).is_some());
    assert_eq!(declared, !controls.is_empty(), "{name}: Word 2010 is declared where it is needed");
}

#[test]
fn a_form_has_a_control_for_each_field_and_option() {
    let form = sample::form();
    let package =
        package(&letter(vec![Block::Form(form.clone()), Block::Form(Form { id: "other".into(), ..form })]));
    assert_sound(&package);
    let body = parse(package.text("word/document.xml"));
    let count = |tag: &str| body.all(tag).len() / 2;
    assert_eq!(["w:sdt", "w14:checkbox", "w:date", "w:text", "w:richText"].map(count), [12, 5, 1, 5, 1]);
    let tags: Vec<_> = body.all("w:tag").iter().take(3).filter_map(|t| t.get("w:val")).collect();
    assert_eq!(tags, ["fellowship-family-name", "fellowship-title-1", "fellowship-title-2"]);
    let names: Vec<_> = body.all("w:alias").iter().take(3).filter_map(|t| t.get("w:val")).collect();
    assert_eq!(names, ["Family name", "Mr: Title", "Ms: Title"]);
    for row in body.all("w:tr") {
        assert_eq!(row.all("w:cantSplit").len(), 1);
    }
}

#[test]
fn short_options_stand_side_by_side_and_long_ones_do_not() {
    let package = package(&letter(vec![Block::Form(sample::form())]));
    let body = parse(package.text("word/document.xml"));
    let boxes: Vec<usize> =
        body.all("w:p").iter().map(|p| p.all("w14:checkbox").len()).filter(|n| *n > 0).collect();
    assert_eq!(boxes, [2, 1, 1, 1]);
}

#[test]
fn the_sample_is_small_and_the_same_each_time() {
    let bytes = writer().write(&sample::document()).expect("written");
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/sample.docx"), &bytes).expect("saved");
    assert!(bytes.len() <= 20_000, "{} bytes", bytes.len());
    let writer = writer();
    assert!(writer.write(&sample::document()).is_ok_and(|b| b == bytes), "another writer");
    assert!(writer.write(&sample::document()).is_ok_and(|b| b == bytes), "the same writer again");
    let first = bytes.windows(19).position(|w| w == b"[Content_Types].xml");
    assert_eq!(first, Some(30), "the first entry");
}

#[test]
fn the_main_parts_are_as_they_were() {
    let package = package(&sample::document());
    for part in ["document", "styles", "numbering", "header1", "footnotes", "settings"] {
        insta::assert_snapshot!(part, pretty(package.text(&format!("word/{part}.xml"))));
    }
    insta::assert_snapshot!("core", pretty(package.text("docProps/core.xml")));
}

#[test]
fn what_validators_miss_is_sound() {
    assert_sound(&package(&sample::document()));
    assert_sound(&package(&letter(vec![])));
    assert_sound(&package(&Document { sections: vec![], first_footer: vec![], ..letter(vec![]) }));
}

#[test]
fn it_says_the_documents_words_in_order() {
    let document = sample::document();
    let mut expected = String::new();
    for section in &document.sections {
        collect(&section.blocks, &mut expected);
    }
    let found = parse(package(&document).text("word/document.xml")).words();
    // No-break spaces must still be there; a blank control holds other spaces, and a box is followed by one.
    let after_box = |word: &str| match word.strip_prefix('\u{a0}') {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => word.to_owned(),
    };
    let words = |text: &str| {
        text.split([' ', '\u{2002}', '\u{2003}']).filter(|w| !w.is_empty()).map(after_box).collect::<Vec<_>>()
    };
    assert_eq!(words(&found), words(&expected));
}

fn collect(blocks: &[Block], out: &mut String) {
    let line = |out: &mut String, paragraph: &Paragraph| {
        for inlines in [&paragraph.label, &paragraph.content] {
            out.push_str(&plain_text(inlines));
            out.push(' ');
        }
    };
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => line(out, paragraph),
            Block::Heading(heading) => line(out, &heading.paragraph),
            Block::List(list) => list.items.iter().for_each(|i| collect(&i.blocks, out)),
            Block::Table(table) => {
                table.rows.iter().flat_map(|r| &r.cells).for_each(|c| collect(&c.blocks, out));
            }
            Block::Columns(columns) => columns.columns.iter().for_each(|c| collect(&c.blocks, out)),
            Block::Form(form) => collect(&outline::form_blocks(form, ""), out),
            Block::Figure(_) | Block::Rule { .. } => {}
        }
    }
}

#[test]
fn lists_restart_where_they_should() {
    let nested = || agenda(1, 1, items(&["a"]));
    let twice =
        ListItem { blocks: vec![text("AgendaLevel1", "2."), nested(), text("Item", "between"), nested()] };
    let package = package(&letter(vec![
        agenda(0, 1, vec![items(&["1."]).remove(0), twice]),
        agenda(0, 1, items(&["again 1."])),
        agenda(0, 7, items(&["7."])),
    ]));
    assert_sound(&package);
    let document = parse(package.text("word/document.xml"));
    let found: Vec<(String, &str, &str)> = document
        .all("w:p")
        .into_iter()
        .filter_map(|p| {
            let of = |tag: &str| p.all(tag).first().and_then(|e| e.get("w:val"));
            Some((p.words(), of("w:ilvl")?, of("w:numId")?))
        })
        .collect();
    let found: Vec<(&str, &str, &str)> = found.iter().map(|(w, l, n)| (w.trim(), *l, *n)).collect();
    let base = found[0].2;
    assert_eq!(found[..3], [("1.", "0", base), ("2.", "0", base), ("a", "1", base)]);
    let overrides: BTreeMap<String, (String, String)> = parse(package.text("word/numbering.xml"))
        .all("w:num")
        .into_iter()
        .filter_map(|num| {
            let level = num.all("w:lvlOverride").first()?.get("w:ilvl")?.to_owned();
            let start = num.all("w:startOverride").first()?.get("w:val")?.to_owned();
            Some((num.get("w:numId")?.to_owned(), (level, start)))
        })
        .collect();
    let of = |words: &str| {
        let number = found.iter().find(|(w, ..)| *w == words).map(|(.., number)| *number).expect("an item");
        overrides.get(number).map(|(level, start)| (level.as_str(), start.as_str()))
    };
    assert_eq!(found.iter().filter(|f| f.0 == "a").map(|f| f.2).collect::<BTreeSet<_>>().len(), 2);
    assert_eq!(of("again 1."), Some(("0", "1")));
    assert_eq!(of("7."), Some(("0", "7")));
    assert_eq!(of("1."), None);
}

#[test]
fn tables_that_meet_are_kept_apart() {
    let column = |blocks| Column { width: 0.5, frame: false, blocks };
    let columns = |blocks| Block::Columns(Columns { columns: vec![column(blocks), column(vec![])] });
    let inner = columns(vec![text("Text", "inside")]);
    assert_sound(&package(&letter(vec![columns(vec![inner.clone(), inner]), columns(vec![])])));
}

#[test]
fn what_no_file_can_hold_is_refused() {
    let codes = |document: &Document| writer().write(document).map_err(|problem| problem.rule.code).err();
    let link = |target: Target| {
        Inline::Link(Link { target, description: "d".into(), content: vec![Inline::text("here")] })
    };
    assert_eq!(codes(&letter(vec![text("Text", "a\u{1}b")])), Some("control-character"));
    assert_eq!(codes(&letter(vec![text("Text", "a\u{fffe}b")])), Some("control-character"));
    let mut titled = letter(vec![]);
    titled.properties.title = "two\nlines".into();
    assert_eq!(codes(&titled), Some("control-character"));
    let url = Target::Url("https://itu.int/\u{7}".into());
    assert_eq!(codes(&letter(vec![paragraph("Text", vec![link(url)])])), None, "escaped in an address");
    let nowhere = Target::Bookmark("nowhere".into());
    assert_eq!(codes(&letter(vec![paragraph("Text", vec![link(nowhere)])])), Some("unknown-bookmark"));
    assert_eq!(codes(&letter(vec![paragraph("Text", vec![Inline::Footnote(3)])])), Some("unknown-footnote"));
    let broken = Image { bytes: b"GIF89a".to_vec(), ..(*sample::emblem()).clone() };
    let figure = Figure {
        style: "Emblem".into(),
        picture: Picture::Image(broken.into()),
        alt: "none".into(),
        width: 1.0,
        height: 1.0,
        link: None,
    };
    assert_eq!(codes(&letter(vec![Block::Figure(figure)])), Some("unreadable-image"));
}

#[test]
fn bookmarks_get_names_that_word_takes() {
    let long = "a-very-long-name-that-goes-on-and-on-and-on-for-ever";
    let ids = ["annex-a", "annex_a", "9", "é", long, &format!("{long}er")].map(str::to_owned);
    let blocks = ids.iter().flat_map(|id| {
        let target = Target::Bookmark(id.clone());
        let link = Link { target, description: String::new(), content: vec![Inline::text("see")] };
        let aim = Paragraph { id: Some(id.clone()), style: "Text".into(), ..Paragraph::default() };
        [paragraph("Text", vec![Inline::Link(link)]), Block::Paragraph(aim)]
    });
    let package = package(&letter(blocks.collect()));
    assert_sound(&package);
    let document = parse(package.text("word/document.xml"));
    let anchors: Vec<_> = document.all("w:hyperlink").iter().filter_map(|e| e.get("w:anchor")).collect();
    let names: Vec<_> = document.all("w:bookmarkStart").iter().filter_map(|e| e.get("w:name")).collect();
    assert_eq!(anchors, names, "each link leads to its own paragraph");
    assert_eq!(names[..2], ["annex_a", "annex_a_2"]);
}

#[test]
fn each_picture_is_stored_once() {
    let figure = |bytes: Vec<u8>| {
        Block::Figure(Figure {
            style: "Emblem".into(),
            picture: Picture::Image(Image { bytes, ..(*sample::emblem()).clone() }.into()),
            alt: "Emblem".into(),
            width: 10.0,
            height: 10.0,
            link: None,
        })
    };
    let emblem = sample::emblem().bytes.clone();
    let package = package(&letter(vec![figure(emblem.clone()), figure(emblem)]));
    assert_sound(&package);
    assert_eq!(package.parts.keys().filter(|name| name.starts_with("word/media/")).count(), 1);
}

#[test]
fn right_to_left_is_said_everywhere() {
    let mut document = sample::document();
    document.properties.language = Language::Arabic;
    document.sections.truncate(1);
    document.sections[0].blocks.retain(|b| matches!(b, Block::Columns(_) | Block::Table(_)));
    document.sections[0].blocks.push(Block::Form(sample::form()));
    document.sections[0].blocks.push(text("Text", "رسالة TSB الجماعية 8/5"));
    let package = package(&document);
    assert_sound(&package);
    let body = parse(package.text("word/document.xml"));
    let with = |tag: &str, mark: &str| body.all(tag).iter().filter(|e| !e.all(mark).is_empty()).count();
    let tiny = body.all("w:pStyle").iter().filter(|s| s.get("w:val") == Some("Tableend")).count();
    assert_eq!(with("w:pPr", "w:bidi") + tiny, body.all("w:p").len());
    assert_eq!(with("w:tblPr", "w:bidiVisual"), body.all("w:tbl").len());
    assert_eq!(with("w:sectPr", "w:bidi"), 1);
    let last = *body.all("w:p").last().expect("a paragraph");
    let directions: Vec<bool> = last.all("w:r").iter().map(|r| !r.all("w:rtl").is_empty()).collect();
    assert_eq!(directions, [true, false, true]);
}

#[test]
fn one_writer_serves_many_threads() {
    let writer = writer();
    let document = sample::document();
    let one = writer.write(&document).expect("written");
    std::thread::scope(|scope| {
        let others: Vec<_> = (0..4).map(|_| scope.spawn(|| writer.write(&document))).collect();
        for other in others {
            assert!(other.join().expect("no panic").is_ok_and(|bytes| bytes == one));
        }
    });
}

#[test]
fn a_style_based_on_a_numbered_one_has_no_number() {
    let yaml = include_str!("../templates/theme.yaml")
        .replace("numberings:\n", "  Aside: {based-on: BulletText, italic: true}\n\nnumberings:\n");
    let theme =
        Theme::load(&Source::new("theme.yaml", yaml), &mut Diagnostics::new()).expect("a sound theme");
    let package = Package::open(&Writer::new(&theme).write(&sample::document()).expect("written"));
    assert_sound(&package);
    let styles = parse(package.text("word/styles.xml"));
    let number = |id: &str| {
        let style = styles.all("w:style").into_iter().find(|s| s.get("w:styleId") == Some(id));
        style.and_then(|s| s.all("w:numId").first()?.get("w:val").map(str::to_owned))
    };
    assert_eq!(number("Aside").as_deref(), Some("0"));
    assert!(number("ListBullet").is_some_and(|n| n != "0"));
}

#[test]
fn a_letter_with_footnotes_does_not_begin_with_a_table() {
    // LibreOffice sets an empty line above such a table, and the first page runs over.
    let column = Column { width: 100.0, frame: false, blocks: vec![text("Organization", "Union")] };
    let mut document = letter(vec![Block::Columns(Columns { columns: vec![column] })]);
    let first = |document: &Document| {
        let body = parse(package(document).text("word/document.xml"));
        body.children[0].children[0].name.clone()
    };
    assert_eq!(first(&document), "w:tbl");
    document.footnotes = sample::document().footnotes;
    assert_eq!(first(&document), "w:p");
}
