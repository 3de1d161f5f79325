//! Layout on random documents: lines stay in their columns, words stay in order, pages end well.

use crate::common::sample;
use crate::common::style::theme;
use collective_letters::document::theme::Align;
use collective_letters::document::*;
use collective_letters::export::layout::face::{FaceId, Faces, FontBytes};
use collective_letters::export::layout::page::{Draw, Run};
use collective_letters::export::layout::tag::{Tag, TagId};
use collective_letters::export::layout::{Layout, layout};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

static FACES: LazyLock<Faces> = LazyLock::new(|| {
    let files = ["Regular", "Bold", "Italic", "BoldItalic"].map(|cut| {
        let bytes = std::fs::read(format!("templates/fonts/Carlito-{cut}.ttf")).expect("a font");
        Arc::new(bytes) as FontBytes
    });
    Faces::new(files.to_vec()).expect("fonts")
});

fn runs(layout: &Layout, page: usize) -> impl Iterator<Item = (TagId, &Run)> {
    layout.pages[page].items.iter().filter_map(|item| match &item.draw {
        Draw::Text(run) => Some((item.leaf, run)),
        Draw::Picture { .. } => None,
    })
}

/// The right edge of a run without the spaces that hang over.
fn ink_end(layout: &Layout, run: &Run) -> f32 {
    let text = &layout.text[run.text.clone()];
    let ink = text.trim_end().len();
    let glyphs = &layout.glyphs[run.glyphs.clone()];
    run.x + glyphs.iter().filter(|g| (g.start as usize) < ink).map(|g| g.advance * run.size).sum::<f32>()
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        20 => "[a-z]{1,9}",
        5 => "(standardization|telecommunication|representatives|infrastructure)[,;.]?",
        3 => "[A-Z][a-z]{3,14}",
        1 => "https://www\\.itu\\.int/[a-z]{5,20}/[a-z]{3,30}",
        1 => "[a-z]{20,40}",
        1 => "20\u{2011}30\u{a0}April\u{a0}2021",
        2 => "[a-z]{3,8}-[a-z]{3,8}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn lines_stay_in_their_column_and_words_in_order(
        words in prop::collection::vec(word(), 1..60),
        width in 0.12f32..1.0,
        justified in any::<bool>(),
    ) {
        let mut theme = theme();
        theme.styles.get_mut("Text").expect("a style").align =
            if justified { Align::Justify } else { Align::Start };
        let text = words.join(" ");
        let column = Column { width, frame: false, blocks: vec![sample::text("Text", &text)] };
        let document = sample::only(vec![Block::Columns(Columns { columns: vec![column] })]);
        let layout = layout(&document, &theme, &FACES).expect("a layout");
        let edge = theme.page.left + width * theme.text_width(Orientation::Portrait) + 0.1;
        let mut heard = String::new();
        for page in 0..layout.pages.len() {
            for (_, run) in runs(&layout, page) {
                prop_assert!(ink_end(&layout, run) <= edge, "{:?}", &layout.text[run.text.clone()]);
                heard.push_str(&layout.text[run.text.clone()]);
            }
        }
        let meant = text.replace('\u{a0}', " ").replace('\u{2011}', "-");
        prop_assert_eq!(heard.replace('\u{ad}', ""), meant);
    }

    #[test]
    fn no_page_ends_with_a_heading_or_one_line_alone(
        blocks in prop::collection::vec((0u8..4, 1usize..60), 10..60),
    ) {
        let blocks = blocks.into_iter().map(|(kind, words)| {
            let text = "recommendations and contributions ".repeat(words);
            if kind == 0 {
                let paragraph = Paragraph {
                    style: "GroupHeading".into(),
                    content: vec![Inline::text("A heading")],
                    ..Paragraph::default()
                };
                Block::Heading(Heading { level: 1, outline: "A heading".into(), paragraph })
            } else {
                sample::text("Text", text.trim_end())
            }
        });
        let mut blocks: Vec<Block> = blocks.collect();
        blocks.push(sample::text("Text", "The end."));
        let layout = layout(&sample::only(blocks), &theme(), &FACES).expect("a layout");
        let mut headings = BTreeSet::new();
        for node in &layout.tags.nodes {
            if matches!(node.tag, Tag::Heading { .. }) {
                headings.extend(node.children.iter().copied());
            }
        }
        // Lines of each paragraph on each page.
        let mut lines: BTreeMap<TagId, Vec<usize>> = BTreeMap::new();
        for page in 0..layout.pages.len() {
            let mut here: BTreeMap<TagId, BTreeSet<u32>> = BTreeMap::new();
            for (leaf, run) in runs(&layout, page) {
                here.entry(leaf).or_default().insert(run.y.to_bits());
            }
            let last = runs(&layout, page).last().map(|(leaf, _)| leaf).expect("something");
            prop_assert!(!headings.contains(&last), "page {page} ends with a heading");
            for (leaf, baselines) in here {
                lines.entry(leaf).or_default().push(baselines.len());
            }
        }
        for parts in lines.values().filter(|parts| parts.len() > 1) {
            prop_assert!(parts.iter().all(|&n| n > 1), "{parts:?}");
        }
    }
}

#[test]
fn no_page_ends_with_a_forms_head() {
    for lines in 0..60 {
        let mut blocks = vec![sample::text("Text", "word ".repeat(16 * lines).trim_end())];
        blocks.extend((0..2).map(|_| Block::Form(sample::form())));
        let layout = layout(&sample::only(blocks), &theme(), &FACES).expect("a layout");
        for page in 0..layout.pages.len() {
            let last =
                runs(&layout, page).last().map(|(_, run)| &layout.text[run.text.clone()]).expect("text");
            assert!(!["PASSPORT DATA", "FELLOWSHIP"].contains(&last.trim()), "page {page} ends with {last}");
        }
    }
}

#[test]
fn short_options_stand_in_one_row_and_long_ones_each_in_its_own() {
    let layout =
        layout(&sample::only(vec![Block::Form(sample::form())]), &theme(), &FACES).expect("a layout");
    let top = |words: &str| {
        runs(&layout, 0).find(|(_, r)| layout.text[r.text.clone()].starts_with(words)).expect("text").1.y
    };
    assert_eq!(top("Mr"), top("Ms"));
    assert!(top("Letter of") < top("Curriculum"));
    assert_eq!(
        runs(&layout, 0).filter(|(_, r)| layout.text[r.text.clone()].starts_with('\u{25a1}')).count(),
        5
    );
    // Room to write: three lines of an address, a signature.
    assert!(top("Tel.") - top("Address") >= 48.0);
}

#[test]
fn columns_stand_side_by_side_and_a_landscape_section_turns_the_page() {
    let layout = layout(&sample::document(), &theme(), &FACES).expect("a layout");
    let last = layout.pages.last().expect("a page");
    assert!(last.width > last.height);
    let find = |words: &str| {
        runs(&layout, 0).find(|(_, r)| layout.text[r.text.clone()].starts_with(words)).expect("text").1
    };
    assert_eq!(find("Ref:").y, find("To Administrations").y);
    assert!(find("To Administrations").x > 595.3 / 2.0);
    let (label, value) = (find("Tel:"), find("+41 22 730 6206"));
    assert_eq!(label.y, value.y);
    assert!((value.x - label.x - 56.7).abs() < 0.01, "the label hangs in the style's space");
}

#[test]
fn space_above_in_one_column_moves_only_that_column() {
    let mut theme = theme();
    theme.styles.get_mut("Organization").expect("a style").before = 12.0;
    let column = |style: &str, words: &str| Column {
        width: 0.5,
        frame: false,
        blocks: vec![sample::text(style, words)],
    };
    let columns = vec![column("Bureau", "left"), column("Organization", "right")];
    let document = sample::only(vec![Block::Columns(Columns { columns })]);
    let low = layout(&document, &theme, &FACES).expect("a layout");
    theme.styles.get_mut("Organization").expect("a style").before = 2.0;
    let high = layout(&document, &theme, &FACES).expect("a layout");
    let baselines = |layout: &Layout| runs(layout, 0).map(|(_, r)| r.y).collect::<Vec<_>>();
    let (low, high) = (baselines(&low), baselines(&high));
    assert_eq!(low[0], high[0]);
    assert!((low[1] - high[1] - 10.0).abs() < 0.01);
}

#[test]
fn a_word_is_kerned_and_ligatures_keep_their_letters() {
    let document = sample::only(vec![sample::text("Text", "Station AVATAR fi")]);
    let layout = layout(&document, &theme(), &FACES).expect("a layout");
    let (_, run) = runs(&layout, 0).next().expect("a run");
    assert_eq!(run.face, FaceId::new(0, false, false));
    let glyphs = &layout.glyphs[run.glyphs.clone()];
    assert!(glyphs.iter().any(|g| g.end - g.start == 2), "`ti` is one glyph for two letters");
    assert_eq!(glyphs.last().expect("a glyph").end as usize, run.text.len());
}
