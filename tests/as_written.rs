//! What is written comes out as written: signs of Markdown, ranges in Arabic, lists, characters that nobody sees, and
//! what is nested too deep.

use crate::common::{docx, html_text, pdf_text, session};
use collective_letters::base::{Format, Language, Source};
use collective_letters::document::{Block, List};
use collective_letters::project::session::{Session, Settings};
use proptest::prelude::*;
use std::sync::LazyLock;

static HOUSE: LazyLock<Session> = LazyLock::new(|| session::session("tests/letters"));

const HEAD: &str = "number: 1\ngroup: SG17\ndate: 2021-01-21\n";
const MEETING: &str = "meeting: {starts: 2021-04-20, ends: 2021-04-30}\n";

fn letter(rest: &str) -> String {
    format!("{HEAD}{MEETING}{rest}")
}

/// A letter with a text in each place that a text can stand in, and with a fact in each place of a fact; `{T}` and `{F}`
/// stand for them, with the number of the place.
const PLACES: &str = r#"
number: 1
group: SG5
date: 2017-08-28
file-reference: {F1}
chair: {name: {F2}, honorific: Mr, country: {F3}}
contacts: {contact: {F4}, tel: +41 22 730 5111, e-mail: a@b.org}
meeting: {starts: 2017-11-13, ends: 2017-11-22, place: {F6}, venue: {F7}, host: {F8}, opens: 09:30}
addressees: [{T1}, {T2}]
copy: [{T3}]
addressee-marks: dash
events:
  - {title: {T4}, starts: 2017-11-11, place: {F9}, venue: {F10}, text: {T5}}
  - {title: {T6}, starts: 2017-11-12, text: {T7}}
deadlines:
  other: [{date: 2017-10-02, text: {T8}}]
wording: {salutation: {T9}, label-subject: {T10}, closing: {T11}, key-deadlines: {T12}, agenda-place: {T13}}
body:
  - opening
  - hours
  - events
  - annexes
  - note: {T14}
  - list: {head: {T15}, items: [{T16}, {{T17}: [{T18}]}]}
  - text: {P1}
  - notice: {P2}
  - deadlines
  - text: "{{ annex.tor }} {{ annex.host }} {{ meeting.venue }}"
  - wish
annexes:
  - {kind: practical, items: {paperless: {P3}}}
  - {kind: agenda, notes: [{T19}], items: [{T20}, {{T21}: [{T22}]}]}
  - {kind: text, name: tor, title: {T23}, text: {P4}}
  - kind: host
    title: {T24}
    venue: {P5}
    hotels: [{name: {T25}, rate: {F11}, distance: {F12}, address: {F13}}]
  - kind: form
    name: own
    title: {T26}
    fields:
      - {T27}
      - {label: {T28}, hint: {T29}, kind: choice, options: [{T30}, {T31}]}
"#;

fn yaml_has(kind: &str, number: i32) -> bool {
    PLACES.contains(&format!("{{{kind}{number}}}"))
}

/// The letter with these signs in all places; the texts are such that they say the signs.
fn with_signs(signs: &str) -> (String, Vec<String>) {
    let escaped: String =
        signs.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect();
    let (mut yaml, mut said) = (PLACES.to_owned(), Vec::new());
    for (kind, words, count) in [("F", signs, 13), ("T", &escaped, 31), ("P", &escaped, 5)] {
        for number in (1..=count).filter(|number| yaml_has(kind, *number)) {
            let quoted = format!("{kind}x{number}x {words}").replace('\\', "\\\\").replace('"', "\\\"");
            yaml = yaml.replace(&format!("{{{kind}{number}}}"), &format!("\"{quoted}\""));
            said.push(format!("{kind}x{number}x {signs}"));
        }
    }
    (yaml, said)
}

/// All words of a letter that is composed without an error.
fn words(yaml: &str) -> String {
    let read = HOUSE.read(&Source::new("letters/a.yaml", yaml));
    let composition = HOUSE.compose(&read);
    let Some(composed) = &composition.composed else {
        let problems = composition.findings.problems.iter();
        panic!("{:#?}\n{yaml}", problems.map(|p| (&p.message, &p.span)).collect::<Vec<_>>())
    };
    let mut said = String::new();
    for block in &composed.prose.blocks {
        said += &format!("{} {}\n", block.label, block.text);
    }
    // Options are in the Document alone.
    said + &format!("{:?}", composed.document)
        .replace('\u{2011}', "-")
        .replace("\\\"", "\"")
        .replace("\\\\", "\\")
}

/// Signs of Markdown, of HTML and of templates that mean something in a row.
const SIGNS: &str = r#"[a1*_`\[\]()<>&;#+.!"'\\|~/=:-]{1,9}( [*_#`\[<>"1.)+-]{1,3})?"#;

fn assert_as_written(signs: &str) -> Result<(), TestCaseError> {
    let (yaml, expected) = with_signs(signs);
    let said = words(&yaml);
    for words in expected {
        prop_assert!(said.contains(&words), "{words} is not in\n{said}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn signs_of_markdown_come_out_as_written_in_every_place(signs in SIGNS) {
        assert_as_written(signs.trim_end())?;
    }
}

#[test]
fn signs_that_once_went_wrong_come_out_as_written() {
    for signs in
        ["(ToR)", "a) \"b\" (c", "1. a", "<b> & &amp; \\", "*a* _b_ `c` [d](e)", "a #", "a |b", "x\\", "</p>"]
    {
        if let Err(problem) = assert_as_written(signs) {
            panic!("{signs}: {problem}");
        }
    }
}

#[test]
fn a_link_with_brackets_in_its_description_is_one_in_every_text_of_one_line() {
    let link = r#"[C](https://x.org/a "Terms (ToR) \"x\"") z"#;
    let mut yaml = PLACES.to_owned();
    for (kind, words, count) in [("F", "fact", 13), ("T", link, 31), ("P", link, 5)] {
        let quoted = words.replace('\\', "\\\\").replace('"', "\\\"");
        for number in 1..=count {
            // An option is words alone.
            let words = if kind == "T" && number >= 30 { format!("option {number}") } else { quoted.clone() };
            yaml = yaml.replace(&format!("{{{kind}{number}}}"), &format!("\"{words}\""));
        }
    }
    let said = words(&yaml);
    assert!(!said.contains("](") && said.matches("Terms (ToR) \"x\"").count() >= 25, "{said}");
}

/// The words of the three files of a letter.
fn in_three_formats(yaml: &str) -> [String; 3] {
    let made = session::make(&HOUSE, &Source::new("letters/a.yaml", yaml), &Format::ALL);
    assert_eq!(made.files.len(), 3, "{:#?}\n{yaml}", made.findings.problems);
    let package = docx::Package::open(&made.files[0].1);
    let html = String::from_utf8(made.files[2].1.clone()).expect("UTF-8");
    let body = &html[html.find("<body").expect("a body")..];
    let same = |text: String| {
        text.replace('\u{a0}', " ")
            .replace('\u{2011}', "-")
            .replace(['\u{2066}', '\u{2069}', '\u{200e}', '\u{2060}'], "")
    };
    [
        docx::parse(package.text("word/document.xml")).words(),
        pdf_text::words(&pdf_text::read(&made.files[1].1)).join(" "),
        html_text::words(body).join(" "),
    ]
    .map(same)
}

#[test]
fn a_pointer_at_an_annex_with_brackets_in_its_title_is_a_link_in_three_formats() {
    let yaml = letter(
        "body:\n  - note: \"See {{ annex.tor }}.\"\n  - text: \"See {{ annex.tor }}.\"\nannexes:\n  \
         - {kind: text, name: tor, title: Terms of reference (ToR), text: Words.}\n  \
         - {kind: form, name: own, title: Form, fields: [{label: \"As in {{ annex.tor }}\", hint: \"{{ annex.tor }}\"}]}\n",
    );
    for words in in_three_formats(&yaml) {
        assert!(words.matches("Annex A").count() >= 4, "{words}");
        assert!(!words.contains("](") && !words.contains("#annex"), "{words}");
    }
}

#[test]
fn in_arabic_only_days_before_a_month_are_turned() {
    let typed =
        ["+41 22 730-5111", "1-2 km", "USD 95-120", "ISO/IEC 27001-2", "12-14 Main Street", "SG3/2026-1"];
    let text = typed.map(|typed| format!("نص {typed} نص")).join("، ");
    let yaml = letter(&format!(
        "language: ar\nfile-reference: SG3/2026-1\nbody:\n  - opening\n  - text: \"{text}، خلال الفترة 11-18 يناير.\"\n  - deadlines\n"
    ));
    for words in in_three_formats(&yaml) {
        for typed in typed {
            assert!(words.contains(typed), "{typed}: {words}");
        }
        assert!(words.contains("11\u{200f}-\u{200f}18 يناير"), "{words}");
    }
    // In the Document all of it is isolated, with the words that it belongs to.
    let document = words(&yaml);
    for typed in typed {
        let typed = typed.replace(' ', "\\u{a0}");
        let isolated = [
            format!("\\u{{2066}}{typed}\\u{{2069}}"),
            format!("\\u{{2066}}{}\\u{{2069}}", typed.replace("\\u{a0}", " ")),
        ];
        assert!(isolated.iter().any(|isolated| document.contains(isolated.as_str())), "{typed}: {document}");
    }
}

#[test]
fn the_lines_of_a_subject_have_one_separator_in_a_title() {
    for (language, first, title) in [
        (Language::Arabic, "اجتماع أول؛", "اجتماع أول؛ جنيف"),
        (Language::Chinese, "会议；", "会议；日内瓦"),
        (Language::English, "One;", "One; Geneva"),
    ] {
        let last = title.rsplit(['؛', '；', ';']).next().unwrap_or_default().trim();
        let yaml = letter(&format!("language: {}\nsubject: [\"{first}\", \"{last}\"]\n", language.code()));
        let read = HOUSE.read(&Source::new("letters/a.yaml", &yaml));
        let composed = HOUSE.compose(&read).composed.expect("a good letter");
        assert_eq!(composed.document.properties.subject, title);
    }
}

#[test]
fn chinese_text_goes_on_over_the_ends_of_lines_in_the_pdf() {
    let long = "我高兴地邀请您出席下次会议".repeat(20);
    let made = session::make(
        &HOUSE,
        &Source::new("letters/a.yaml", letter(&format!("language: zh\nbody: [{{text: \"{long}\"}}]\n"))),
        &[Format::Pdf],
    );
    let words = pdf_text::words(&pdf_text::read(&made.files[0].1)).join(" ");
    // A soft hyphen that nobody sees tells those who read the text out of the file that there is no space.
    assert!(words.replace('\u{ad}', "").contains(&long), "{words}");
}

/// The lists of a letter and the texts of its paragraphs outside them.
fn lists(body: &str) -> Vec<(u32, usize)> {
    let read = HOUSE.read(&Source::new("letters/a.yaml", letter(body)));
    let composed = HOUSE.compose(&read).composed.expect("a good letter");
    let list = |list: &List| (list.start, list.items.len());
    let blocks = composed.document.sections[0].blocks.iter();
    blocks.filter_map(|block| if let Block::List(it) = block { Some(list(it)) } else { None }).collect()
}

#[test]
fn lists_of_neighbouring_texts_are_lists_of_their_own() {
    assert_eq!(lists("body: [{text: \"1. a\\n2. b\"}, {text: \"1. c\\n2. d\"}]\n"), [(1, 2), (1, 2)]);
    assert_eq!(lists("body: [{text: \"- a\\n- b\"}, {text: \"- c\"}]\n"), [(1, 2), (1, 1)]);
    assert_eq!(lists("body: [{text: \"1. a\\n2. b\"}, {text: \"3. c\"}]\n"), [(1, 2), (3, 1)]);
    assert_eq!(lists("body: [{text: \"1. a\\n1. b\\n1. c\"}]\n"), [(1, 3)]);
    assert_eq!(lists("body: [{text: \"1. a\\n\\n2. b\\n3. c\"}]\n"), [(1, 3)]);
    assert_eq!(lists("body: [{text: \"1. a\\n2. b\\n1. c\"}]\n"), [(1, 2), (1, 1)]);
    assert_eq!(lists("body: [{text: \"5. a\\n7. b\"}]\n"), [(5, 1), (7, 1)]);
}

#[test]
fn a_year_at_the_beginning_of_a_paragraph_is_no_number_of_an_item() {
    let year = "2026. That was the year.";
    for body in [
        format!("body: [{{text: \"1. one\\n2. two\\n\\n{year}\"}}]\n"),
        format!("body: [{{text: \"1. one\"}}, {{text: \"{year}\"}}]\n"),
        format!("body: [{{text: \"{year}\"}}]\n"),
    ] {
        for words in in_three_formats(&letter(&body)) {
            assert!(words.contains(year), "{words}");
        }
        assert!(lists(&body).iter().all(|(start, _)| *start == 1));
    }
}

#[test]
fn a_year_alone_is_not_lost() {
    for words in in_three_formats(&letter("body: [{text: \"2026.\"}, {text: \"- a\\n- 1999.\\n\\n  b\"}]\n"))
    {
        assert!(words.contains("2026. ") && words.contains("1999. "), "{words}");
    }
}

#[test]
fn every_level_of_a_decimal_agenda_has_its_own_number() {
    let yaml = letter(
        "annexes:\n  - kind: agenda\n    numbering: decimal\n    items: [{a: [{b: [{c: [d, {e: [f, g]}]}]}]}]\n",
    );
    let made = session::make(&HOUSE, &Source::new("letters/a.yaml", &yaml), &Format::ALL);
    assert_eq!(made.files.len(), 3, "{:#?}", made.findings.problems);
    let pdf = pdf_text::words(&pdf_text::read(&made.files[1].1)).join(" ");
    for label in ["1.1.1.1 d", "1.1.1.2 e", "1.1.1.2.1 f", "1.1.1.2.2 g"] {
        assert!(pdf.contains(label), "{label}: {pdf}");
    }
    let html = String::from_utf8_lossy(&made.files[2].1).into_owned();
    assert!(html.contains("counter(decimal-4) \".\" counter(decimal-5)"), "{html}");
    let package = docx::Package::open(&made.files[0].1);
    assert!(package.text("word/numbering.xml").contains("%1.%2.%3.%4.%5"));
}

/// The codes of the errors of a letter.
fn errors(yaml: &str) -> Vec<&'static str> {
    let found = session::check(&HOUSE, &Source::new("letters/a.yaml", yaml)).problems;
    let mut codes = Vec::new();
    for problem in
        found.iter().filter(|problem| problem.severity == collective_letters::base::Severity::Error)
    {
        assert!(problem.span.as_ref().is_some_and(|span| span.line_column().0 > 0), "no place: {problem:#?}");
        codes.push(problem.rule.code);
    }
    codes
}

#[test]
fn a_character_that_nobody_sees_is_refused_in_every_place() {
    let places = (1..=14)
        .map(|n| format!("{{F{n}}}"))
        .chain((1..=31).map(|n| format!("{{T{n}}}")))
        .chain((1..=5).map(|n| format!("{{P{n}}}")));
    let all: Vec<String> = places.collect();
    for (at, place) in all.iter().enumerate().filter(|(_, place)| PLACES.contains(place.as_str())) {
        let hidden =
            ["\u{202e}", "\u{202b}", "\u{200b}", "\u{feff}", "\\u202e", "&#x202E;", "&zwsp;", "\u{2066}"]
                [at % 8];
        let mut yaml = PLACES.to_owned();
        for other in &all {
            let words = if other == place { format!("\"a{hidden}b\"") } else { "\"ab\"".to_owned() };
            yaml = yaml.replace(other, &words);
        }
        assert_eq!(errors(&yaml), ["invisible-character"], "{place} {}", hidden.escape_unicode());
    }
    for address in [
        "https://x.org/\u{200b}a",
        "https://x.org/&#x202E;a",
        "https://x.org/\u{200e}a",
        "https://x.org/&lrm;a",
    ] {
        let codes = errors(&letter(&format!("body: [{{text: \"See [the page]({address}).\"}}]\n")));
        assert!(
            codes.iter().all(|code| ["invisible-character", "link"].contains(code)) && codes.len() == 1,
            "{codes:?}"
        );
    }
}

#[test]
fn the_directory_and_the_house_style_can_hide_nothing_either() {
    let folder = tempfile::tempdir().expect("a folder");
    let (letters, style) = (folder.path().join("letters"), folder.path().join("templates"));
    let copy = |from: &str, to: &std::path::Path, word: &str| {
        let text = std::fs::read_to_string(session::root().join(from)).expect("a file");
        let text = if word.is_empty() { text } else { text.replacen(word, &format!("\u{202e}{word}"), 1) };
        std::fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        std::fs::write(to, text).expect("a file");
    };
    let files = [
        ("directory/groups.yaml", "Study Group"),
        ("directory/signatories.yaml", "Chaesub"),
        ("phrases/en.yaml", "Dear Sir"),
        ("presets.yaml", "opening"),
        ("letter.md", "<columns>"),
    ];
    for (bad, word) in files {
        for (name, _) in files {
            let (from, to) = match name.strip_prefix("directory/") {
                Some(_) => (format!("tests/letters/{name}"), letters.join(name)),
                None => (format!("templates/{name}"), style.join(name)),
            };
            copy(&from, &to, if name == bad { word } else { "" });
        }
        let settings = Settings { letters: letters.clone(), templates: Some(style.clone()) };
        let problems = Session::open(&settings).err().unwrap_or_default();
        let hidden: Vec<_> = problems.iter().filter(|p| p.rule.code == "invisible-character").collect();
        assert!(!hidden.is_empty(), "{bad}: {problems:#?}");
        // `check --fix` edits letters only.
        assert!(hidden.iter().all(|problem| problem.edit.is_none() && problem.span.is_some()), "{bad}");
    }
}

/// What happens with little stack, as Windows gives to a program.
fn with_little_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread =
            std::thread::Builder::new().stack_size(1 << 20).spawn_scoped(scope, work).expect("a thread");
        thread.join().expect("no overflow")
    })
}

#[test]
fn what_is_nested_too_deep_is_an_error_with_a_place() {
    let _ = &*HOUSE;
    let columns = |depth: usize| {
        format!("body:\n  - text: |\n      {}\n", "<columns>\n      <column>\n      ".repeat(depth))
    };
    let groups = |depth: usize| format!("body:\n  - text: |\n      {}\n", "<group>\n      ".repeat(depth));
    let dashes = |depth: usize| format!("body:\n  - text: \"{}x\"\n", "- ".repeat(depth));
    let numbers = |depth: usize| format!("body:\n  - text: \"{}x\"\n", "1. ".repeat(depth));
    let notes = |depth: usize| {
        let notes: String = (0..depth).map(|at| format!("[^{at}]: ")).collect();
        format!("body:\n  - text: \"{notes}x\"\n")
    };
    let quotes = |depth: usize| format!("body:\n  - text: \"{}x\"\n", "> ".repeat(depth));
    let lists = |depth: usize| format!("body: {}{}\n", "[".repeat(depth), "]".repeat(depth));
    let maps = |depth: usize| format!("body: {}x{}\n", "{a: ".repeat(depth), "}".repeat(depth));
    let block = |depth: usize| format!("body:\n  {}x\n", "- ".repeat(depth));
    let agenda = |depth: usize| {
        format!("annexes: [{{kind: agenda, items: {}x{}}}]\n", "[{a: ".repeat(depth), "}]".repeat(depth))
    };
    for depth in [70, 1_000, 3_200] {
        for (yaml, code) in [
            (columns(depth), "misplaced-element"),
            (groups(depth), "misplaced-element"),
            (dashes(depth), "markdown"),
            (numbers(depth), "markdown"),
            (quotes(depth), "markdown"),
            (lists(depth), "yaml"),
            (maps(depth), "yaml"),
            (block(depth), "yaml"),
            (agenda(depth), "yaml"),
        ] {
            let codes = with_little_stack(|| errors(&letter(&yaml)));
            assert_eq!(codes, [code], "{depth}: {}", &yaml[..60]);
        }
        let codes = with_little_stack(|| errors(&letter(&notes(depth))));
        assert!(codes.iter().all(|code| matches!(*code, "markdown" | "footnote")), "{codes:?}");
    }
    // Just deep enough: all formats are made.
    let closed = columns(23) + "      x\n" + &"      </column>\n      </columns>\n".repeat(23);
    for yaml in [dashes(9), groups(20) + &"      </group>\n".repeat(20), closed, agenda_of(9)] {
        let yaml = letter(&yaml);
        let made = with_little_stack(|| {
            session::make(&HOUSE, &Source::new("letters/a.yaml", &yaml), &Format::ALL).files.len()
        });
        assert_eq!(made, 3, "{yaml}");
    }
    assert_eq!(errors(&letter(&agenda_of(10))), ["markdown"]);
}

/// An agenda with this many levels.
fn agenda_of(levels: usize) -> String {
    let (open, close) = ("[{a: ".repeat(levels - 1), "}]".repeat(levels - 1));
    format!("annexes: [{{kind: agenda, items: {open}[x]{close}}}]\n")
}

#[test]
fn two_tables_in_a_row_have_space_between_them_in_word() {
    let table = "\\n\\n| a | b |\\n|---|---|\\n| c | d |";
    let yaml = letter(&format!("body: [{{text: \"x{table}\\n\\n\"}}, {{text: \"{table}\"}}]\n"));
    let made = session::make(&HOUSE, &Source::new("letters/a.yaml", &yaml), &[Format::Docx]);
    let package = docx::Package::open(&made.files[0].1);
    let body = package.text("word/document.xml");
    // The paragraph that parts them has the space of the theme below it.
    assert!(body.contains(r#"</w:tbl><w:p><w:pPr><w:pStyle w:val="Tableend"/><w:spacing w:after="120"/></w:pPr></w:p><w:tbl>"#), "{body}");
}
