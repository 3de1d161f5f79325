//! The JSON Schema of a letter says what the program says: every letter that is right is right in an
//! editor too, and what has a wrong shape is wrong there.

use crate::common::program::Office;
use crate::common::session;
use chrono::{Datelike, NaiveDate};
use collective_letters::base::yaml::{self, Node, Value as Yaml};
use collective_letters::base::{Diagnostics, Severity, Source};
use collective_letters::compose::templates::HouseStyle;
use collective_letters::model::letter::Letter;
use collective_letters::tools::schema::{File, Known, line};
use jsonschema::Validator;
use serde_json::{Number, Value, json};
use std::path::Path;
use std::sync::Arc;

/// The schema with the names of the built-in house style.
fn text(file: File) -> String {
    let house = HouseStyle::open(None).expect("the built-in style");
    file.text(&Known::of(&house).expect("its names"))
}

fn validator(file: File) -> Validator {
    let schema: Value = serde_json::from_str(&text(file)).expect("JSON");
    jsonschema::draft7::meta::validate(&schema).expect("a schema of draft-07");
    jsonschema::draft7::new(&schema).expect("a schema that can be used")
}

/// YAML as a language server reads it: version 1.2, in which `yes` is a word and `0930` a number.
fn json(node: &Node) -> Value {
    match &node.value {
        Yaml::Null => Value::Null,
        Yaml::List(items) => items.iter().map(json).collect(),
        Yaml::Mapping(entries) => entries.iter().map(|(key, node)| (key.text.clone(), json(node))).collect(),
        Yaml::Scalar { text, plain: false } => json!(text),
        Yaml::Scalar { text, .. } => match text.as_str() {
            "true" | "True" | "TRUE" => json!(true),
            "false" | "False" | "FALSE" => json!(false),
            text => {
                let is_number = text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
                    && text.chars().all(|c| c.is_ascii_digit() || "+-.eE".contains(c));
                let whole = text.trim_start_matches('+').parse::<i64>().ok().map(Number::from);
                let number = whole.or_else(|| text.parse().ok().and_then(Number::from_f64));
                number.filter(|_| is_number).map_or_else(|| json!(text), Value::Number)
            }
        },
    }
}

/// What the schema finds wrong with a file; `None` where it is no YAML at all.
fn found(validator: &Validator, source: &Arc<Source>) -> Option<Vec<String>> {
    let mut problems = Diagnostics::new();
    let node = yaml::parse(source, &mut problems).ok()?;
    let errors = validator.iter_errors(&json(&node)).map(|e| format!("{}: {e}", e.instance_path())).collect();
    (!problems.has_errors()).then_some(errors)
}

#[test]
fn the_schemas_in_the_folder_of_letters_are_up_to_date() {
    for (file, how) in [
        (File::Letter, "cargo run -- schema --output letters"),
        (File::Translation, "cargo run -- schema --for translation --output letters"),
    ] {
        let path = session::root().join("letters").join(file.name());
        let kept = std::fs::read_to_string(path).expect("the schema");
        assert!(kept.replace("\r\n", "\n") == text(file), "run `{how}`");
    }
}

#[test]
fn letters_and_translations_name_their_schema_in_their_first_line() {
    for path in session::in_all_languages("letters") {
        let text = std::fs::read_to_string(&path).expect("a letter");
        let file = if session::is_translation(&path) { File::Translation } else { File::Letter };
        assert_eq!(text.lines().next(), Some(line(file.name()).as_str()), "{}", path.display());
    }
}

#[test]
fn every_right_letter_is_right_by_the_schema() {
    let validator = validator(File::Letter);
    let letters: Vec<_> = session::FOLDERS.into_iter().flat_map(session::letters).collect();
    assert!(letters.len() > 20);
    for path in letters {
        assert_eq!(found(&validator, &session::source(&path)), Some(vec![]), "{}", path.display());
    }
}

#[test]
fn every_other_file_is_right_by_its_schema() {
    let root = session::root();
    let files = [
        (File::Groups, "letters/directory/groups.yaml"),
        (File::Groups, "tests/letters/directory/groups.yaml"),
        (File::Signatories, "letters/directory/signatories.yaml"),
        (File::Signatories, "tests/letters/directory/signatories.yaml"),
        (File::Presets, "templates/presets.yaml"),
        (File::Theme, "templates/theme.yaml"),
        (File::Phrases, "templates/phrases/en.yaml"),
        (File::Phrases, "templates/phrases/fr.yaml"),
        (File::Phrases, "templates/phrases/es.yaml"),
        (File::Phrases, "templates/phrases/ru.yaml"),
        (File::Phrases, "templates/phrases/zh.yaml"),
        (File::Phrases, "templates/phrases/ar.yaml"),
    ];
    for (file, path) in files {
        let source = session::source(&root.join(path));
        assert_eq!(found(&validator(file), &source), Some(vec![]), "{path}");
        // And a key that nobody knows is found.
        let wrong = match file {
            File::Signatories => format!("- zzz: 1\n{}", source.text()),
            _ => format!("zzz: 1\n{}", source.text()),
        };
        let errors = found(&validator(file), &Source::new("wrong", wrong)).expect("YAML");
        assert!(!errors.is_empty(), "{path} with a key too many");
    }
}

/// Codes of problems that are about the shape of a letter.
const SHAPE: [&str; 7] =
    ["missing-key", "missing-value", "subject", "unknown-key", "unknown-word", "wrong-date", "wrong-type"];

/// Bad letters whose shape a schema does not find wrong, and why.
const BEYOND: [(&str, &str); 1] = [("subject-wrong", "every line of the subject is empty, not only one")];

#[test]
fn every_wrong_shape_is_wrong_by_the_schema_and_the_schema_finds_nothing_else() {
    let validator = validator(File::Letter);
    let session = session::session("letters");
    let (mut wrong, mut silent) = (0, Vec::new());
    for path in session::letters("tests/errors") {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let source = session::source(&path);
        let Some(errors) = found(&validator, &source) else { continue };
        let mut problems = Diagnostics::new();
        let _ = Letter::load(&source, &mut problems);
        if problems.iter().any(|problem| SHAPE.contains(&problem.rule.code)) {
            wrong += 1;
            if errors.is_empty() {
                silent.push(name.clone());
            }
        }
        let made = session::make(&session, &source, &[]).findings.problems;
        assert!(
            errors.is_empty() || made.iter().any(|p| p.severity == Severity::Error),
            "{name}: {errors:?}"
        );
    }
    assert_eq!(silent, BEYOND.map(|(name, _)| name));
    assert!(wrong > 20, "only {wrong} letters have a wrong shape");
}

/// A letter with one line more, or another one.
fn letter(lines: &str) -> String {
    let base = "number: 1\ngroup: SG17\ndate: 2021-01-21\nmeeting: {starts: 2021-04-20, ends: 2021-04-30}\n";
    format!("{base}{lines}\n")
}

#[test]
fn the_schema_and_the_program_agree_on_how_values_are_written() {
    let validator = validator(File::Letter);
    let both = |lines: &str| {
        let source = Source::new("letter.yaml", letter(lines));
        let mut problems = Diagnostics::new();
        let read = Letter::load(&source, &mut problems).is_ok();
        let errors = found(&validator, &source).expect("YAML");
        assert_eq!(read, errors.is_empty(), "{lines}: {problems:?} {errors:?}");
        read
    };
    let right = [
        "annex-reference: yes",
        "annex-reference: No",
        "annex-reference: TRUE",
        "annex-reference: \"yes\"",
        "annex-reference: false",
        "annex-reference:",
        "events:",
        "wording: {letter: }",
        "wording:",
        "subject: 2021",
        "subject: [one, 2]",
        "file-reference: 17",
        "file-reference: true",
        "status: issued",
        "status: ~",
        "contacts: {tel: 12}",
        "contacts: [{tel: 12}, {fax: \"1\"}]",
        "contacts:",
        "chair: {name: Ada}",
        "body: [opening, text: One., \"A sentence.\", note: 5, {list: {items: [a, b: [c, d: [e]]]}}]",
        "body: []",
        "deadlines: {visa: omit, translation: by-rule, registration: 2021-03-01}",
        "deadlines: {visa: {date: 2021-03-01, reason: }, other: [{date: 2021-03-01, text: x}]}",
        "events: [{title: x, starts: 2021-04-20 morning, hours: 9:30-1700, in-subject: no}]",
        "annexes: [{kind: practical, items: {paperless: , hotels: x}}, {kind: agenda, title: }]",
        "annexes: [{kind: form, form: hotel}, {kind: form, title: x, fields: [One, 2, {heading: x}, {label: x, rows: 3}]}]",
        "annexes: [{kind: time-plan, rows: [One, Two: , heading: x, Four: {20 AM: X, 21: {text: X, note: [1, 2]}}]}]",
        "annexes: [{kind: questions, questions: [{number: 1, title: x}]}]",
        "annexes:",
        "file-name: abc",
        "addendum: 1\ndate-of-original: 2021-01-01",
    ];
    let wrong = [
        "annex-reference: maybe",
        "annex-reference: 1",
        "annex-reference: [yes]",
        "status: sent",
        "status: [draft]",
        "subject: []",
        "subject: {a: b}",
        "subject: [a, b, c, d, e, f, g]",
        "subject: [a, ~]",
        "file-reference: [a]",
        "contacts: x",
        "contacts: {phone: 1}",
        "chair: {}",
        "chair: {name: }",
        "stats: draft",
        "body: opening",
        "body: [{txt: x}]",
        "body: [{text: x, note: y}]",
        "body: [{text: }]",
        "body: [~]",
        "body: [{}]",
        "body: [{list: {items: [{a: b}]}}]",
        "body: [{list: {items: [{a: [b], c: [d]}]}}]",
        "deadlines: {visa: }",
        "deadlines: {visas: omit}",
        "deadlines: {visa: later}",
        "deadlines: [visa]",
        "deadlines: {visa: 2021-02-29}",
        "deadlines: {other: }",
        "deadlines: {visa: {reason: x}}",
        "events: {title: x}",
        "events: [{title: x}]",
        "events: [{title: x, starts: 20 April}]",
        "events: [{title: x, starts: 2021-04-20 noon}]",
        "events: [{title: x, starts: 2021-04-20, hours: 10-12}]",
        "annexes: [~]",
        "annexes: [agenda]",
        "annexes: [{title: x}]",
        "annexes: [{kind: agendum}]",
        "annexes: [{kind: agenda, item: [a]}]",
        "annexes: [{kind: practical, name: x}]",
        "annexes: [{kind: text}]",
        "annexes: [{kind: form, title: x, fields: [{label: x, kind: lines}]}]",
        "annexes: [{kind: form, title: x, fields: [{label: x, rows: 30}]}]",
        "annexes: [{kind: form, title: x, fields: [{label: x, kind: choice}]}]",
        "annexes: [{kind: form, title: x, fields: [{heading: }]}]",
        "annexes: [{kind: time-plan, rows: [{One: {20 AM: X}, Two: {20 AM: X}}]}]",
        "annexes: [{kind: time-plan, rows: [{One: X}]}]",
        "annexes: [{kind: time-plan, rows: [{heading: }]}]",
        "annexes: [{kind: time-plan, rows: [{One: {20: {txt: X}}}]}]",
        "annexes: [{kind: questions, questions: x}]",
        "addendum: 0\ndate-of-original: 2021-01-01",
        "addendum: 1",
        "revision: 1.5\ndate-of-original: 2021-01-01",
    ];
    for lines in right {
        assert!(both(lines), "{lines} is right");
    }
    for lines in wrong {
        assert!(!both(lines), "{lines} is wrong");
    }
}

#[test]
fn a_letter_wants_a_meeting_and_a_circular_a_subject() {
    let validator = validator(File::Letter);
    for (lines, right) in [
        ("", false),
        ("meeting:", false),
        ("subject: x", false),
        ("series: circular", false),
        ("series: circular\nsubject: x", true),
        ("series: circular\nsubject:", false),
        ("meeting: {starts: 2021-04-20, ends: 2021-04-30}", true),
        ("meeting: {starts: 2021-04-20}", false),
        ("meeting: {starts: 2021-04-20, ends: 2021-04-30, kind: event}", false),
        ("meeting: {starts: 2021-04-20, ends: 2021-04-30, kind: event, title: x}", true),
    ] {
        let text = format!("number: 1\ngroup: SG17\ndate: 2021-01-21\n{lines}\n");
        let source = Source::new("letter.yaml", text);
        let read = Letter::load(&source, &mut Diagnostics::new()).is_ok();
        let errors = found(&validator, &source).expect("YAML");
        assert_eq!((read, errors.is_empty()), (right, right), "{lines}: {errors:?}");
    }
}

#[test]
fn the_schema_knows_the_calendar() {
    let schema: Value = serde_json::from_str(&text(File::Letter)).expect("JSON");
    let date = jsonschema::draft7::new(&schema["definitions"]["Date"]).expect("a schema");
    for year in 1860..=2205 {
        for month in 0..=13 {
            for day in 0..=32 {
                let text = format!("{year}-{month:02}-{day:02}");
                assert_eq!(date.is_valid(&json!(text)), yaml::date(&text).is_ok(), "{text}");
            }
        }
    }
    for wrong in ["2021-4-20", "20.4.2021", "2021-04-20 ", "21-04-20", "2021/04/20", ""] {
        assert!(!date.is_valid(&json!(wrong)) && yaml::date(wrong).is_err(), "{wrong}");
    }
    assert_eq!(NaiveDate::from_ymd_opt(2000, 2, 29).map(|d| d.day()), Some(29));
}

/// What stands in the repository is what a directory's names are added to.
#[test]
fn a_directory_is_offered_and_restricts_nothing() {
    let house = HouseStyle::open(None).expect("the built-in style");
    let settings = collective_letters::project::session::Settings {
        letters: session::root().join("letters"),
        templates: None,
    };
    let directory =
        collective_letters::project::session::read_directory(&settings, &mut Diagnostics::new()).expect("it");
    let known = Known::of(&house).expect("its names").with(&directory);
    let text = File::Letter.text(&known);
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(schema["properties"]["group"]["anyOf"][0]["enum"][0], "SG17");
    assert_eq!(schema["properties"]["group"]["anyOf"][0]["enumDescriptions"][0], "Study Group 17");
    assert!(schema["properties"]["signatory"]["anyOf"][0]["enum"].as_array().is_some_and(|s| s.len() == 2));
    let validator = jsonschema::draft7::new(&schema).expect("a schema");
    let letter =
        Source::new("letter.yaml", letter("signatory: Ada\nbody: [of-our-own]").replace("SG17", "SG99"));
    assert_eq!(found(&validator, &letter), Some(vec![]));
}

#[test]
fn the_schema_is_printed_or_written_as_a_whole_and_only_if_it_differs() {
    let office = Office::new();
    let printed = office.run(&["schema"]).code(0).quiet().stdout;
    assert_eq!(printed, text(File::Letter));
    let run = |arguments: &[&str]| office.run(arguments).code(0).quiet().stdout.replace('\\', "/");
    assert_eq!(run(&["schema", "--output", "letters"]), "letters/letter.schema.json: new\n");
    assert_eq!(
        run(&["schema", "--output", "letters/letter.schema.json"]),
        "letters/letter.schema.json: unchanged\n"
    );
    assert_eq!(
        std::fs::read_to_string(office.path("letters/letter.schema.json")).ok(),
        Some(printed.clone())
    );
    let own = ["schema", "--letters", "letters", "--output", "letters"];
    assert_eq!(run(&own), "letters/letter.schema.json: written\n");
    let written = std::fs::read_to_string(office.path("letters/letter.schema.json")).expect("the schema");
    assert!(written.contains("Study Group 17") && written != printed);
    assert_eq!(office.names("letters"), ["directory", "letter.schema.json"], "nothing else is left");
    assert_eq!(run(&["schema", "--for", "groups", "--output", "new/g.json"]), "new/g.json: new\n");
    // It is no letter.
    office.run(&["check"]).code(2).warns("no letters");
}

#[test]
fn what_keeps_a_schema_from_being_made_is_told() {
    let office = Office::new().file("letters/directory/groups.yaml", "SG17: {name: x}\n");
    office.run(&["schema", "--letters", "letters"]).code(2).warns("the group has no `designation`");
    office.run(&["schema", "--letters", "nowhere"]).code(2).warns("groups.yaml does not exist");
    office.run(&["schema", "--templates", "nowhere"]).code(2).warns("the folder nowhere does not exist");
    office.run(&["schema", "--for", "nothing"]).code(2).warns("possible values: letter, groups");
}

#[test]
fn no_schema_knows_where_it_was_made() {
    for file in File::ALL {
        let text = text(file);
        assert!(!text.contains(&*Path::new(env!("CARGO_MANIFEST_DIR")).to_string_lossy()));
        assert!(
            text.ends_with("}\n")
                && text.starts_with("{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\"")
        );
    }
}

#[test]
fn a_translation_is_right_by_its_schema_and_mistakes_in_it_are_found() {
    let validator = validator(File::Translation);
    let right = "translation-of: 1.yaml\nlanguage: fr\nstatus: draft\nallow: {translation-facts: as agreed}\nsentences:\n  - {at: subject, en: A subject, fr: Un sujet, was: Subject}\n  - {at: body.1.text, en: Words, fr: \"\"}\n";
    let errors = |text: &str| found(&validator, &Source::new("1.fr.yaml", text)).expect("YAML");
    assert_eq!(errors(right), Vec::<String>::new());
    for (a, b) in
        [("status: draft", "status: sent"), ("at: subject", "ta: subject"), ("language: fr", "langue: fr")]
    {
        assert!(!errors(&right.replace(a, b)).is_empty(), "{b}");
    }
}
