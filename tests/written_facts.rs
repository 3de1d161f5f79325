//! Words that a fact printed have their place where the fact is written: in the letter, or in the directory.

use crate::common::program::{Office, slashes};
use crate::common::session;
use collective_letters::base::Source;

const LETTER: &str = r#"number: 1
group: SG17
date: 2025-01-20
meeting:
  starts: 2025-04-08
  ends: 2025-04-17
  place: Oslo
  venue: the the Popov room
  host: the Government of of Norway
chair: {honorific: Mr, name: Ada, country: Norway}
contacts: {contact: Ms Ada, tel: "+41 22 730 5111"}
events:
  - {title: Workshop on on trust, starts: 2025-04-07, place: in in Oslo}
body:
  - opening
  - text: See the {{ meeting.venue }}. It is on Monday {{ meeting.starts }}.
  - events
  - deadlines
  - wish
"#;

/// Where the repeated words of a letter are found, with the help.
fn repeated(letter: &str) -> Vec<String> {
    let session = session::session("letters");
    let read = session.read(&Source::new("letters/a.yaml", letter));
    let composition = session.compose(&read);
    let problems = composition.findings.problems.clone().into_sorted();
    let repeated = problems.iter().filter(|problem| problem.rule.code == "repeated-word");
    let shown = repeated.map(|problem| {
        let span = problem.span.as_ref().expect("a place");
        let line = span.source.text()[..span.start].lines().last().unwrap_or_default().trim_start();
        assert!(
            problem.edit.as_ref().is_none_or(|edit| !edit.span.text().contains("{{")),
            "{}",
            problem.message
        );
        let file = span.source.path().file_name().expect("a file").to_string_lossy().into_owned();
        format!("{file}: {line}[{}] {} {}", span.text(), problem.label, problem.hints.join(" "))
    });
    shown.map(|line| line.trim_end().to_owned()).collect()
}

#[test]
fn findings_on_words_of_a_fact_are_where_the_fact_is_written() {
    assert_eq!(
        repeated(LETTER),
        [
            "a.yaml: venue: [the the] expected `the`",
            "a.yaml: host: the Government [of of] expected `of`",
            "a.yaml: - {title: Workshop [on on] expected `on`",
            "a.yaml: - {title: Workshop on on trust, starts: 2025-04-07, place: [in in] expected `in`",
            "a.yaml: - text: See [the {{ meeting.venue }}] printed here change the text or the fact so that it prints `the`",
        ]
    );
}

#[test]
fn explain_says_where_every_fact_is_written() {
    let office = Office::new().file("letters/sg17-001.yaml", LETTER);
    let shown =
        |words: &str| office.run(&["explain", "--where", words, "letters/sg17-001.yaml"]).code(0).stdout;
    for (words, key, place) in [
        ("the the Popov", "to change it, edit the key `meeting: venue`", "letters/sg17-001.yaml:8:10"),
        ("+41 22", "to change it, edit the key `contacts: tel`", "letters/sg17-001.yaml:11:35"),
        ("Director", "title`", "letters/directory/signatories.yaml"),
        ("Security", "to change it, edit the key `SG17: title`", "letters/directory/groups.yaml"),
        ("in in Oslo", "to change it, edit the key `events: place`", "letters/sg17-001.yaml:13"),
        ("8 February 2025", "it follows from the key `meeting: starts`", "letters/sg17-001.yaml:5"),
    ] {
        let page = shown(words);
        let page = slashes(&page);
        assert!(page.contains(key) && page.contains(place), "{words}: {page}");
    }
}

#[test]
fn a_phrase_of_a_translation_is_reworded_in_the_original() {
    let names = ["sg17-011.yaml", "sg17-011.fr.yaml"];
    let office = names.iter().fold(Office::new(), |office, name| {
        let text = std::fs::read_to_string(session::root().join("letters").join(name)).expect("a letter");
        office.file(&format!("letters/{name}"), text)
    });
    let run = office.run(&["explain", "--where", "Objet", "letters/sg17-011.fr.yaml"]).code(0);
    run.says("add to letters/sg17-011.yaml, in English; then translate it in letters/sg17-011.fr.yaml:");
}
