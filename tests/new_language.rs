//! A language is data: a seventh needs its phrases file, a part of the theme, and one line of Rust, the one in
//! `src/base/language.rs` with its names.
//!
//! The program has six. So Portuguese speaks here in the place of Spanish: whatever of Spanish were in the program or
//! in a template would be heard.

use crate::common::session;
use collective_letters::base::yaml::{self, Value};
use collective_letters::base::{Diagnostics, Format, Language, Source};
use collective_letters::project::session::{Session, Settings};
use std::fs;
use std::path::Path;

const PORTUGUESE: &str = include_str!("data/pt.yaml");
const ENGLISH: &str = include_str!("../templates/phrases/en.yaml");
const SPANISH: &str = include_str!("../templates/phrases/es.yaml");

const LETTER: &str = r#"
number: 1
group: SG17
file-reference: SG17/XY
date: 2021-02-01
language: es
meeting: {starts: 2021-06-01, ends: 2021-06-10, opens: "09:30", registration-desk: "08:30"}
body:
  - opening
  - hours
  - deadlines
  - annexes
  - text: |
      Com o Sr. Silva, no dia 16 de abril de 2021, com 9 h e Anexo B.[^1]

      [^1]: Uma nota.
  - wish
"#;

/// The keys of a group.
fn keys(text: &str, group: &str) -> Vec<String> {
    let node = yaml::parse(&Source::new("phrases.yaml", text), &mut Diagnostics::new()).expect("YAML");
    match &node.get(group).expect("a group").value {
        Value::Mapping(entries) => entries.iter().map(|(key, _)| key.text.clone()).collect(),
        _ => Vec::new(),
    }
}

/// A whole phrases file: what Portuguese says of itself, names as in English, phrases as in English but for a few.
fn phrases() -> String {
    let (own, said) = PORTUGUESE.split_once("\nphrases:\n").expect("phrases");
    let (_, english) = ENGLISH.split_once("\nphrases:\n").expect("phrases");
    let own_keys = keys(PORTUGUESE, "phrases");
    let is_own = |line: &str| own_keys.iter().any(|key| line.starts_with(&format!("  {key}: ")));
    let mut text = format!("verified: false\n{own}\nterms:\n");
    for name in keys(SPANISH, "terms") {
        text.push_str(&format!("  {0}: {0}\n", serde_json::json!(name)));
    }
    text.push_str("\nphrases:\n");
    text.push_str(said);
    english.lines().filter(|line| !is_own(line)).for_each(|line| text.push_str(&format!("{line}\n")));
    text
}

/// The page of the letter in the house style that speaks Portuguese where the program's speaks Spanish.
fn page() -> String {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("phrases")).expect("a folder");
    fs::write(folder.path().join("phrases/es.yaml"), phrases()).expect("written");
    let theme = include_str!("../templates/theme.yaml");
    let theme = theme.replace("{deadlines: 26 74}", "{deadlines: 30 70}");
    fs::write(folder.path().join("theme.yaml"), theme).expect("written");
    let settings =
        Settings { letters: session::root().join("letters"), templates: Some(folder.path().to_path_buf()) };
    let session = Session::open(&settings).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let made = session::make(&session, &Source::new("letters/pt.yaml", LETTER), &[Format::Html]);
    let (_, bytes) = made.files.first().unwrap_or_else(|| panic!("{:#?}", made.findings.problems));
    String::from_utf8(bytes.clone()).expect("UTF-8")
}

#[test]
fn dates_words_and_columns_are_those_of_the_data() {
    let page = page();
    for said in [
        // Dates, ranges, hours, lists.
        "1º\u{a0}de\u{a0}fevereiro de\u{a0}2021",
        "de 1º a 10\u{a0}de\u{a0}junho de\u{a0}2021",
        "09h30",
        // Where a line does not end; hours are no unit of this language.
        "o Sr.\u{a0}Silva, no dia 16\u{a0}de\u{a0}abril de\u{a0}2021, com 9 h e Anexo\u{a0}B",
        // Phrases that the program asks for.
        "aria-label=\"Nota de rodapé 1\"",
        "aria-label=\"Voltar ao texto da nota de rodapé 1\"",
        "ANEXO A<br>",
        // The theme's part.
        "width:30%",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    for month in keys_of_months() {
        assert!(!page.contains(&month), "{month} is Spanish");
    }
}

/// The Spanish months that are not Portuguese ones.
fn keys_of_months() -> Vec<String> {
    let months = ["enero", "febrero", "marzo", "mayo", "junio", "julio"];
    assert!(months.iter().all(|month| SPANISH.contains(month)));
    months.map(|month| format!("{month} ")).to_vec()
}

/// Files of `src` that name a language other than English, which is the source of the others.
fn naming(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            naming(&path, found);
            continue;
        }
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        let code = code.split("#[cfg(test)]\npub").next().unwrap_or_default();
        let is_test = path.ends_with("tests.rs");
        let others = Language::ALL.into_iter().filter(|language| *language != Language::English);
        for language in others.filter(|_| !is_test) {
            if code.contains(&format!("Language::{}", language.name())) {
                found.push(format!("{}: {}", path.display(), language.name()));
            }
        }
    }
}

#[test]
fn only_the_table_of_languages_names_them() {
    let mut found = Vec::new();
    naming(&session::root().join("src"), &mut found);
    assert!(found.is_empty(), "ask for the script or for a value of the phrases file: {found:#?}");
    let table = fs::read_to_string(session::root().join("src/base/language.rs")).expect("a file");
    for language in Language::ALL {
        let line = format!("{} \"{}\"", language.name(), language.code());
        let lines = table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        assert_eq!(lines.filter(|row| row.starts_with(&line)).count(), 1, "one line for {}", language.name());
    }
}

#[test]
fn templates_name_no_language() {
    let house = collective_letters::compose::templates::HouseStyle::embedded();
    for (name, bytes) in house.iter().filter(|(name, _)| name.ends_with(".md")) {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("letter.language"), "{name} asks for the language");
    }
}
