//! Names of files cannot drive the terminal, make lines of their own, or turn the words around them: what nobody sees
//! is written out, in every output.
#![cfg(unix)]

use crate::common::program::{Office, letter, wrong_letter};

/// Names as a hostile attachment has them: escapes of a terminal, a line end, and U+202E.
const HOSTILE: [&str; 4] =
    ["\u{1b}[31mred", "line\nerror[forged]: no letter", "a\u{202e}lmay", "b\u{9b}31m\u{2066}c\u{200b}\u{7f}"];

fn office() -> Office {
    let named = |office: Office, (at, name): (usize, &&str)| {
        let number = u32::try_from(at).expect("few") + 1;
        let office = office.file(&format!("letters/{name}.yaml"), letter(number));
        office.file(&format!("letters/wrong {name}.yaml"), wrong_letter())
    };
    HOSTILE.iter().enumerate().fold(Office::new(), named)
}

fn is_harmless(text: &str) -> bool {
    text.chars().all(|c| {
        c == '\n'
            || !(c.is_control()
                || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
    })
}

#[test]
fn no_output_has_them_as_they_are() {
    let office = office();
    let missing = format!("letters/{}x.yaml", HOSTILE[2]);
    for arguments in [
        &["check"][..],
        &["check", &missing],
        &["check", "--message-format", "json"],
        &["check", "--message-format", "github"],
        &["check", "--message-format", "sarif"],
        &["build"],
        &["build", "--why", "--message-format", "json"],
        &["build", "--why"],
        &["list"],
        &["list", "--message-format", "json"],
        &["diff"],
        &["diff", "--message-format", "json"],
        &["diff", "--html", "diff.html"],
        &["translate", "--lang", "fr", "--status"],
    ] {
        let run = office.run(arguments);
        for text in [&run.stdout, &run.stderr] {
            assert!(is_harmless(text), "{arguments:?}: {text:?}");
            assert!(!text.contains("\nerror[forged]"), "{arguments:?}: {text}");
        }
        assert!(!run.stdout.is_empty() || !run.stderr.is_empty(), "{arguments:?}");
    }
    if let Ok(page) = std::fs::read_to_string(office.path("diff.html")) {
        assert!(is_harmless(&page.replace('\t', "")));
    }
    office.run(&["list"]).says("a<U+202E>lmay.yaml");
}

#[test]
fn programs_read_the_real_names() {
    let office = office();
    let run = office.run(&["check", "--message-format", "json"]);
    let files: Vec<String> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .filter_map(|event| event["file"].as_str().map(str::to_owned))
        .collect();
    for name in HOSTILE {
        assert!(files.contains(&format!("letters/{name}.yaml")), "{name:?} in {files:#?}");
    }
}
