//! A house style in a folder: what the program asks for by name must be in it, and a copy from an older program is
//! told what has changed.

use crate::common::program::{Office, slashes};
use crate::common::sample;
use crate::common::session;
use crate::common::style::{fonts, theme};
use collective_letters::base::house_changes::CHANGES;
use collective_letters::document::theme::{NumberingName, StyleName, TableName};
use collective_letters::document::{Block, Cell, Document, List, ListItem, Paragraph, Row, Table};
use collective_letters::export::{docx, html, pdf};
use collective_letters::model::letter::AnnexKind;
use collective_letters::model::phrases::PhraseName;

const THEME: &str = include_str!("../templates/theme.yaml");
const ENGLISH: &str = include_str!("../templates/phrases/en.yaml");

/// What a check of a letter says with these files in the folder `templates`.
fn told(files: &[(&str, &str)]) -> String {
    let mut office = Office::with_letters([1]);
    for (name, text) in files {
        office = office.file(&format!("templates/{name}"), text);
    }
    let run = office.run(&["build", "--templates", "templates"]);
    assert_ne!(run.code, Some(0), "{run:#?}");
    assert!(office.names("output").is_empty(), "{run:#?}");
    slashes(&run.stderr).into_owned()
}

/// A text without the lines that begin so.
fn without(text: &str, starts: &[&str]) -> String {
    let kept = text.lines().filter(|line| !starts.iter().any(|start| line.trim_start().starts_with(start)));
    kept.map(|line| format!("{line}\n")).collect()
}

#[test]
fn styles_that_the_program_needs_are_asked_for_all_at_once() {
    let theme = without(THEME, &["PageHeader:", "Link:"]).replace("  RunInHead:", "  RunInHaed:");
    let theme =
        theme.replace("  number:\n    levels:", "  numbers:\n    levels:").replace("  grid:", "  gird:");
    insta::assert_snapshot!(told(&[("theme.yaml", &theme)]));
}

#[test]
fn a_style_of_text_is_none_of_paragraphs() {
    let theme = THEME
        .replace("Link:            {kind: character, ", "Link:            {")
        .replace("    levels:\n      - {format: sign, label: \"-\", style: DashText}", "    levels: []");
    let told = told(&[("theme.yaml", &theme)]);
    assert!(told.contains("the style `Link` is for links: expected `kind: character`"), "{told}");
    assert!(told.contains("the numbering `dash` has no levels"), "{told}");
}

#[test]
fn every_name_that_the_program_asks_for_is_in_the_house_style() {
    let theme = theme();
    assert!(StyleName::WORDS.iter().all(|name| theme.styles.contains_key(*name)));
    assert!(NumberingName::WORDS.iter().all(|name| theme.numberings.contains_key(*name)));
    assert!(TableName::WORDS.iter().all(|name| theme.tables.contains_key(*name)));
    for name in PhraseName::all() {
        assert!(ENGLISH.contains(&format!("\n  {name}:")), "{name}");
    }
}

#[test]
fn every_kind_of_annex_has_a_template_and_a_worked_letter() {
    let letters: String = session::letters("tests/letters")
        .iter()
        .map(|path| std::fs::read_to_string(path).expect("a letter"))
        .collect();
    for kind in AnnexKind::ALL {
        let template = session::root().join(format!("templates/annexes/{}.md", kind.word()));
        assert!(template.is_file(), "{} is missing", template.display());
        let written = [format!("- kind: {}\n", kind.word()), format!("- {}\n", kind.word())];
        let is_worked = written.iter().any(|line| letters.contains(line));
        assert!(is_worked, "no letter in tests/letters has an annex of the kind `{}`", kind.word());
    }
}

#[test]
fn names_in_templates_that_the_theme_lacks_are_errors() {
    let letter = "<table style=\"gird\" columns=\"100\">\n<row>\n<cell style=\"TableTxt\" shade=\"gray\">a</cell>\n</row>\n\
                  </table>\n<column style=\"Txt\">b</column>\n";
    insta::assert_snapshot!(told(&[("letter.md", letter)]));
}

#[test]
fn phrases_that_the_program_needs_are_asked_for_all_at_once() {
    // As `letters init` wrote them at first.
    let phrases =
        without(ENGLISH, &["annex-name:", "form-name:", "e-mail-to:", "footnote:", "footnote-back:"]);
    let from = phrases.find("typography:").expect("a group");
    let to = from + phrases[from..].find("\nphrases:").expect("the next group") + 1;
    let phrases =
        format!("{}{}", &phrases[..from], &phrases[to..]).replace("  agenda-title:", "  agenda-titel:");
    insta::assert_snapshot!(told(&[("phrases/en.yaml", &phrases)]));
}

#[test]
fn a_template_that_says_a_phrase_that_is_gone_is_told_what_to_write() {
    let told = told(&[("body/opening.md", "{{ phrases.group_code }} meets.\n")]);
    assert!(told.contains("there is no fact `group_code` here"), "{told}");
    assert!(told.contains("body/opening.md:1:12"), "{told}");
    let write = "the house style has changed: write `{{ group.code }}` instead of `{{ phrases.group_code }}`";
    assert!(told.contains(write), "{told}");
}

#[test]
fn a_letter_that_words_a_phrase_that_is_gone_is_told_what_to_write() {
    let letter = format!("{}\nwording: {{joint-studies: \"\"}}\n", crate::common::program::letter(1));
    let run = Office::new().file("letters/1.yaml", letter).run(&["build"]).code(1);
    run.warns("the house style has no phrase `joint-studies`").warns("write `meeting.joint_numbers`");
}

#[test]
fn line_ends_of_windows_in_the_house_style_change_no_byte() {
    let folders = ["templates", "templates/body", "templates/annexes", "templates/phrases"];
    let texts = |office: &Office, change: &dyn Fn(&str) -> String| {
        for path in folders.iter().flat_map(|folder| {
            let names = office.names(folder).into_iter();
            let path = move |name| office.path(folder).join(name);
            names.map(path)
        }) {
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            std::fs::write(&path, change(&text)).expect("written");
        }
    };
    let office = Office::with_letters([1]).copy("templates", "templates");
    office.run(&["build"]).code(0).quiet();
    let before = office.contents("output");
    texts(&office, &|text| text.replace('\n', "\r\n"));
    let page = std::fs::read(office.path("templates/page.html")).expect("the page");
    assert!(page.windows(2).any(|end| end == b"\r\n"));
    office.run(&["build", "--output", "again"]).code(0).quiet();
    assert_eq!(office.contents("again"), before);
}

#[test]
fn the_list_of_changes_is_true_of_the_house_style() {
    for change in CHANGES {
        let has = |name: &str| {
            name.is_empty()
                || ENGLISH.contains(&format!("\n  {}", name.trim_end_matches('*')))
                || ENGLISH.contains(&format!("\n{name}:"))
                || THEME.contains(&format!("\n  {name}:"))
        };
        assert!(has(change.now), "{} is not there", change.now);
        assert!(
            change.was.is_empty() || !ENGLISH.contains(&format!("\n  {}:", change.was)),
            "{}",
            change.was
        );
    }
}

/// A Document with one block that names what no theme has.
fn with(block: Block) -> Document {
    sample::only(vec![block])
}

#[test]
fn no_writer_takes_a_document_with_a_name_that_the_theme_lacks() {
    let table = |style: &str, shade: Option<&str>| {
        let cell = Cell { shade: shade.map(str::to_owned), ..Cell::new(vec![sample::text("Text", "a")]) };
        Block::Table(Table {
            style: style.to_owned(),
            summary: "a".to_owned(),
            columns: vec![1.0],
            header_rows: 0,
            rows: vec![Row { cells: vec![cell] }],
        })
    };
    let item = ListItem { blocks: vec![sample::text("Text", "a")] };
    let list = List { numbering: "none".to_owned(), level: 0, start: 1, items: vec![item] };
    let theme = theme();
    for (block, what) in [
        (sample::text("None", "a"), "style `None`"),
        (Block::Rule { style: "None".to_owned() }, "style `None`"),
        (table("none", None), "table style `none`"),
        (table("grid", Some("none")), "shade `none`"),
        (Block::List(list), "numbering `none`"),
    ] {
        let document = with(block);
        let problems = [
            docx::Writer::new(&theme).write(&document).err(),
            html::Writer::new(&theme).write(&document).err(),
            pdf::Writer::new(&theme, &fonts()).expect("a writer").write(&document).err(),
        ];
        for problem in problems {
            let message = problem.map(|problem| problem.message).unwrap_or_default();
            assert_eq!(message, format!("the theme has no {what}"));
        }
    }
    let footer = vec![Paragraph { style: "None".to_owned(), ..Paragraph::default() }];
    let document = Document { first_footer: footer, ..with(sample::text("Text", "a")) };
    assert!(theme.covers(&document).is_err());
}

#[test]
fn templates_that_are_compiled_when_needed_make_the_same_letters() {
    // A template that nothing includes makes the program compile all of them before the first letter.
    let office = Office::empty().copy("tests/letters", "one").copy("tests/letters", "other");
    let office = office.file("own/items/unused.md", "{{ letter.number }}\n");
    office.run(&["build", "--letters", "one", "--output", "built-in"]).code(0);
    office.run(&["build", "--letters", "other", "--output", "all", "--templates", "own"]).code(0);
    let [built_in, all] = ["built-in", "all"].map(|folder| office.contents(folder));
    assert!(built_in.len() > 100);
    let other = built_in.iter().filter(|(name, bytes)| all.get(*name) != Some(bytes)).map(|(name, _)| name);
    assert_eq!(other.collect::<Vec<_>>(), [""; 0]);
}
