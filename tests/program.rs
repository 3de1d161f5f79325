//! The built program as users and scripts meet it.
use crate::common::program::{Office, files, letter, name, wrong_letter};
use std::fs;

#[test]
fn help_teaches_with_examples() {
    let office = Office::new();
    office.run(&["--help"]).code(0).quiet().says("Examples:\n  letters init ").says("Exit codes:");
    office.run(&["help", "build"]).code(0).quiet().says("letters build --message-format json");
    office.run(&["check", "--help"]).code(0).quiet().says("Only --fix changes files.");
    office.run(&["preview", "--help"]).code(0).quiet().says("Ctrl+C");
    office.run(&[]).code(2).warns("Usage: letters <COMMAND>");
    office.run(&["biuld"]).code(2).warns("`build`");
    office.run(&["build", "-j", "0"]).code(2);
    office.run(&["build", "--format", "odt"]).code(2).warns("possible values: docx, pdf, html");
}

#[test]
fn version() {
    let version = format!("letters {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(Office::new().run(&["--version"]).code(0).quiet().stdout, version);
}

#[test]
fn build_writes_all_files_of_all_letters() {
    let office = Office::with_letters([11, 10]).file("letters/.hidden.yaml", wrong_letter());
    let run = office.run(&["build"]).code(0).quiet();
    insta::assert_snapshot!(run.snapshot());
    let mut expected = [files(10), files(11)].concat();
    expected.sort();
    assert_eq!(office.names("output"), expected);
}

#[test]
fn build_takes_files_folders_formats_and_an_output_folder() {
    let office = Office::with_letters([1, 2]).file("Été 2025/a b.yml", letter(3));
    let run = office.run(&[
        "build",
        "Été 2025",
        "letters/2.yaml",
        "--format",
        "pdf,docx,pdf",
        "--output",
        "à signer/now",
    ]);
    run.code(0).quiet().says("a b.yml  2 files written\n").says("built 2 letters (4 files written)\n");
    let mut expected = [&files(2)[..2], &files(3)[..2]].concat();
    expected.sort();
    assert_eq!(office.names("à signer/now"), expected);
    assert!(office.names("output").is_empty());
}

#[test]
fn check_finds_the_same_and_writes_nothing() {
    let office = Office::with_letters([1]);
    office.run(&["check"]).code(0).quiet().says("letters").says("checked 1 letter: no findings\n");
    let office = office.file("letters/2.yaml", wrong_letter());
    insta::assert_snapshot!(office.run(&["check"]).code(1).snapshot());
    assert_eq!(office.names("."), ["letters"]);
}

#[test]
fn one_bad_letter_stops_no_other_and_problems_come_in_order() {
    let office = Office::with_letters([1, 3, 5])
        .file("letters/2.yaml", wrong_letter())
        .file("letters/4.yaml", "subject: \"Virtual\nnumber: 4\n")
        .file("letters/6.yaml", b"place: Gen\xe8ve\n");
    let runs: Vec<_> = ["1", "2", "8"].iter().map(|n| office.run(&["build", "-j", n]).code(1)).collect();
    let first = runs[0].snapshot();
    insta::assert_snapshot!(first);
    for run in &runs[1..] {
        let again = run.snapshot().replace("3 files unchanged", "3 files written");
        assert_eq!(again, first.replace("built 3 letters (9 files written)", "3 letters unchanged"));
    }
    assert_eq!(office.names("output").len(), 9);
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let office = Office::with_letters(1..40);
    let one = office.run(&["build", "-j", "1", "--output", "one"]).code(0);
    let two = office.run(&["build", "-j", "2", "--output", "two"]).code(0);
    assert_eq!(one.stdout, two.stdout);
    assert_eq!(office.contents("one"), office.contents("two"));
}

#[test]
fn what_does_not_change_is_not_written() {
    let office = Office::with_letters([1, 2]);
    office.run(&["build"]).code(0);
    let before = office.times("output");
    std::thread::sleep(std::time::Duration::from_millis(30));
    office.run(&["build"]).code(0).says("2 letters unchanged\n");
    assert_eq!(office.times("output"), before);
    fs::remove_file(office.path("output").join(&files(2)[1])).expect("removed");
    office
        .run(&["build"])
        .code(0)
        .says("1 file written, 2 unchanged")
        .says("built 1 letter (1 file written), 1 letter unchanged\n");
    let after = office.times("output");
    assert_eq!(before.iter().filter(|&(file, time)| after[file] == *time).count(), 5);
}

#[test]
fn windows_line_ends_and_a_mark_are_fine() {
    let office = Office::new()
        .file("letters/1.yaml", format!("\u{feff}{}", letter(1).replace('\n', "\r\n")))
        .file("letters/2.yaml", format!("\u{feff}{}", wrong_letter().replace('\n', "\r\n")));
    let run = office.run(&["build"]).code(1).says(&name(1));
    assert!(!run.stderr.contains(['\r', '\u{feff}']), "{run:#?}");
    insta::assert_snapshot!(run.snapshot());
}

#[test]
fn a_path_that_does_not_exist() {
    let office = Office::with_letters([11]);
    let run = office.run(&["build", "letters/12.yaml", "11.yaml", "letters/11.yaml"]).code(2);
    insta::assert_snapshot!(run.snapshot());
    assert_eq!(office.names("."), ["letters"], "nothing is built");
}

#[test]
fn no_letters() {
    insta::assert_snapshot!("no_folder", Office::empty().run(&["build"]).code(2).snapshot());
    let office = Office::new();
    insta::assert_snapshot!("no_letters", office.run(&["build"]).code(2).snapshot());
    let office = Office::with_letters([1]);
    office.run(&["build", "--templates", "mine"]).code(2).warns("the folder mine does not exist");
    office.run(&["build", "--letters", "other"]).code(2).warns("the folder other does not exist");
}

#[test]
fn a_blocked_target_leaves_its_letter_as_it_was_and_the_others_built() {
    let office = Office::with_letters([1, 2]);
    office.run(&["build"]).code(0);
    let before = fs::read(office.path("output").join(&files(1)[0])).expect("a file");
    fs::remove_file(office.path("output").join(&files(1)[2])).expect("removed");
    let office = office
        .folder(&format!("output/{}", files(1)[2]))
        .file("letters/1.yaml", letter(1).replace("04-30", "04-29"))
        .file("letters/2.yaml", letter(2).replace("04-30", "04-29"));
    let run = office.run(&["build"]).code(2);
    insta::assert_snapshot!(run.snapshot());
    assert_eq!(fs::read(office.path("output").join(&files(1)[0])).expect("a file"), before);
    assert_eq!(office.names("output").len(), 6, "no temporary file stays");
}

#[test]
fn an_output_that_is_a_file() {
    let office = Office::with_letters([1]).file("output", "");
    office.run(&["build"]).code(2).warns("the folder output cannot be created");
}

#[test]
fn a_letter_named_twice_is_one_letter() {
    let office = Office::with_letters([1, 2]);
    let twice = office.run(&["build", "letters/1.yaml", "letters/../letters/1.yaml"]).code(0).quiet();
    twice.says("built 1 letter (3 files");
}

#[test]
fn json_is_one_object_per_line_and_nothing_else() {
    let office = Office::with_letters([1]).file("letters/2.yaml", wrong_letter());
    let run = office.run(&["build", "--message-format", "json"]).code(1).quiet();
    insta::assert_snapshot!(run.stdout.replace("\\\\", "/"));
    let lines = run.json();
    let events: Vec<_> = lines.iter().map(|line| line["event"].as_str().unwrap_or("problem")).collect();
    assert_eq!(events, ["letter", "problem", "letter", "summary"]);
    let run = office.run(&["check", "--message-format", "json", "nowhere.yaml"]).code(2).quiet();
    assert_eq!(run.json()[0]["code"], "no-such-file");
}

#[test]
fn a_reader_who_has_seen_enough_stops_nothing() {
    let office = Office::with_letters(1..30);
    office.run_unheard(&["build"]).code(0).quiet();
    assert_eq!(office.names("output").len(), 29 * 3);
    for arguments in [&["man"][..], &["completions", "bash"], &["--help"]] {
        office.run_unheard(arguments).code(0).quiet();
    }
}

#[test]
fn no_escape_codes_without_a_terminal() {
    let office = Office::new().file("letters/1.yaml", wrong_letter());
    let run = office.run(&["build"]).code(1);
    assert!(!(run.stdout + &run.stderr).contains('\u{1b}'));
}

#[test]
fn completions_for_every_shell() {
    let office = Office::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = office.run(&["completions", shell]).code(0).quiet().says("message-format");
        assert!(!run.stdout.contains("panicked"));
    }
    office.run(&["completions", "cmd"]).code(2);
}

#[test]
fn man_pages() {
    let office = Office::new();
    office.run(&["man"]).code(0).quiet().says(".TH letters 1");
    office.run(&["man", "build"]).code(0).quiet().says(".TH letters-build 1").says("\\fBletters build\\fR");
    office.run(&["man", "nothing"]).code(2).warns("there is no command nothing");
    office.run(&["man", "--output", "man 1"]).code(0).quiet();
    let expected = [
        "letters-announce.1",
        "letters-build.1",
        "letters-check.1",
        "letters-completions.1",
        "letters-diff.1",
        "letters-docs.1",
        "letters-due.1",
        "letters-edit.1",
        "letters-explain.1",
        "letters-import.1",
        "letters-init.1",
        "letters-issue.1",
        "letters-licences.1",
        "letters-list.1",
        "letters-man.1",
        "letters-move.1",
        "letters-new.1",
        "letters-preview.1",
        "letters-review.1",
        "letters-schema.1",
        "letters-sheet.1",
        "letters-start.1",
        "letters-translate.1",
        "letters-withdraw.1",
        "letters.1",
    ];
    assert_eq!(office.names("man 1"), expected);
}

/// [`letter`] with a comma at the end of two agenda items, and comments and layout of its own.
fn letter_with_commas(number: u32) -> String {
    format!(
        "# A letter,\n{}annexes:\n  - kind: agenda   # the agenda,\n    items:\n      - Opening,   # said by the chair,\n      - \"Results: all of them,\"\n\n      - Closing\n",
        letter(number)
    )
}

#[test]
fn fix_mends_what_is_certain_and_nothing_else() {
    let fixed = letter_with_commas(1).replace("Opening,", "Opening").replace("them,\"", "them\"");
    for (mark, end) in [("", "\n"), ("", "\r\n"), ("\u{feff}", "\n"), ("\u{feff}", "\r\n")] {
        let written = |text: &str| format!("{mark}{}", text.replace('\n', end));
        let office = Office::new()
            .file("letters/1.yaml", written(&letter_with_commas(1)))
            .file("letters/2.yaml", written(&letter(2)))
            .file("letters/3.yaml", written(&wrong_letter()));
        let before = office.times("letters");
        let run = office.run(&["check", "--fix"]).code(1);
        assert!(run.stdout.contains("`Opening,` is now `Opening`"), "{run:#?}");
        assert!(run.stdout.contains("2 findings fixed"), "{run:#?}");
        let now = fs::read_to_string(office.path("letters/1.yaml")).expect("the letter");
        assert_eq!(now, written(&fixed));
        let after = office.times("letters");
        assert_eq!((before["2.yaml"], before["3.yaml"]), (after["2.yaml"], after["3.yaml"]));
        office.run(&["check", "--fix", "letters/1.yaml"]).code(0).quiet().says("no findings");
        assert_eq!(after, office.times("letters"), "the second run writes nothing");
        assert_eq!(office.names("letters"), ["1.yaml", "2.yaml", "3.yaml", "directory"]);
    }
}

/// [`letter`] with a text in the body.
fn letter_with_text(text: &str) -> String {
    letter(1) + "body:\n  - opening\n  - text: " + text + "\n  - deadlines\n"
}

#[test]
fn fix_changes_no_address_file_name_code_or_title() {
    let text = "|-\n      Write to <chair-accomodation@itu.int> or accomodation@itu.int; see https://www.itu.int/everyday/930-hours\n      \
                and C:\\everyday\\x, `decisions-making  ,` and decisions-making.docx. The \"Accomodation  list of recomendations\" is old.";
    let office = Office::new().file("letters/1.yaml", letter_with_text(text));
    let before = fs::read(office.path("letters/1.yaml")).expect("the letter");
    let run = office.run(&["check", "--fix"]).code(0).says("2 warnings");
    assert!(!run.stdout.contains("fixed["), "{run:#?}");
    assert_eq!(fs::read(office.path("letters/1.yaml")).expect("the letter"), before);
}

#[test]
fn fix_changes_only_what_must_change_and_tells_lines_of_the_file_before_the_run() {
    let text = ">-\n      A tutorial will be held on Monday 19\n      April 2021, a a workshop everyday , and\n      the\n      the desk\n      \
                opens at on\n      on the first day. It is held decisions-\n      making.";
    let fixed = text
        .replace("Monday 19", "Monday, 19")
        .replace("a a", "a")
        .replace("everyday ,", "every day,")
        .replace("      the\n      the desk", "      the\n      desk")
        .replace("on the first", "the first");
    let office = Office::new().file("letters/1.yaml", letter_with_text(text));
    let run = office.run(&["check", "--fix"]).code(0);
    assert_eq!(
        fs::read_to_string(office.path("letters/1.yaml")).expect("the letter"),
        letter_with_text(&fixed)
    );
    insta::assert_snapshot!(run.snapshot());
}

#[test]
fn a_fix_in_an_original_tells_which_translations_are_older_now() {
    let letter = include_str!("../letters/sg17-011.yaml")
        .replace("The meeting will be held", "The the meeting will be held");
    let french = include_str!("../letters/sg17-011.fr.yaml")
        .replace("The meeting will be held", "The the meeting will be held");
    assert!(letter.contains("The the") && french.contains("The the"));
    let office = || {
        let office = Office::empty().copy("letters", "letters").file("letters/sg17-011.yaml", &letter);
        let office = office.file("letters/sg17-011.fr.yaml", &french);
        for language in ["es", "ru", "zh", "ar"] {
            fs::remove_file(office.path(&format!("letters/sg17-011.{language}.yaml"))).expect("removed");
        }
        office
    };
    let run = office().run(&["check"]).code(0);
    assert!(!run.stderr.contains("translation-older"), "{run:#?}");
    let told =
        "1 translation has sentences that are older than the corrected original: letters/sg17-011.fr.yaml";
    let run = office().run(&["check", "--fix"]).code(0);
    run.warns("warning[translation-older]").warns(told).says("1 finding fixed");
    // Those that were not asked for too.
    office().run(&["check", "--fix", "letters/sg17-011.yaml"]).code(0).warns(told).says("1 finding fixed");
}

#[test]
fn fix_tells_the_same_as_json() {
    let office = Office::new().file("letters/1.yaml", letter_with_commas(1));
    let run = office.run(&["check", "--fix", "--message-format", "json"]).code(0).quiet();
    insta::assert_snapshot!(run.stdout.replace("\\\\", "/"));
}

#[cfg(unix)]
#[test]
fn fix_keeps_permissions_and_links_and_tells_what_it_cannot_write() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let office = Office::new().file("real/1.yaml", letter_with_commas(1));
    let real = office.path("real/1.yaml");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("set");
    symlink(&real, office.path("letters/1.yaml")).expect("a link");
    office.run(&["check", "--fix"]).code(0).says("2 findings fixed");
    assert_eq!(fs::metadata(&real).expect("there").permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(office.path("letters/1.yaml")).expect("there").is_symlink());
    fs::write(&real, letter_with_commas(2)).expect("written");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o440)).expect("set");
    office.run(&["check", "--fix"]).code(2).warns("is write-protected");
    assert_eq!(fs::read_to_string(&real).expect("there"), letter_with_commas(2));
}

#[test]
fn denied_warnings_are_errors() {
    let office = Office::with_letters([1]).file("letters/2.yaml", letter_with_commas(2));
    office.run(&["check"]).code(0).warns("warning[trailing-punctuation]");
    office.run(&["check", "--deny", "warnings"]).code(1).warns("error[trailing-punctuation]");
    let run = office.run(&["build", "--deny", "warnings"]).code(1);
    insta::assert_snapshot!(run.snapshot());
    assert_eq!(office.names("output").len(), 3, "only the good letter is built");
    let silenced = letter_with_commas(2) + "allow: {trailing-punctuation: as printed}\n";
    let office = office.file("letters/2.yaml", silenced);
    office.run(&["build", "--deny", "warnings"]).code(0).quiet();
    office.run(&["check", "--deny", "everything"]).code(2).warns("possible values: warnings");
}

#[test]
fn sarif_is_one_document() {
    let silenced = letter_with_commas(2) + "allow: {trailing-punctuation: as printed}\n";
    let office = Office::with_letters([1])
        .file("letters/2.yaml", silenced)
        .file("letters/3.yaml", letter_with_commas(3))
        .file("letters/4.yaml", wrong_letter());
    let read = |arguments: &[&str], code| -> serde_json::Value {
        serde_json::from_str(&office.run(arguments).code(code).quiet().stdout).expect("one JSON document")
    };
    let document = read(&["check", "--message-format", "sarif"], 1);
    let results = document["runs"][0]["results"].as_array().expect("results").clone();
    let told: Vec<_> = results
        .iter()
        .map(|r| (r["ruleId"].as_str().unwrap_or_default(), r["level"].as_str().unwrap_or_default()))
        .collect();
    let comma = ("trailing-punctuation", "warning");
    assert_eq!(told, [comma, comma, comma, comma, ("missing-key", "error")]);
    assert_eq!(results[0]["suppressions"][0]["justification"], "as printed");
    let place = &results[2]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "letters/3.yaml");
    assert_eq!(
        results[2]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "",
        "only the comma goes"
    );
    let document = read(&["check", "--message-format", "sarif", "nowhere.yaml"], 2);
    assert_eq!(document["runs"][0]["results"][0]["ruleId"], "no-such-file");
}

#[test]
fn annotations_for_github() {
    let office = Office::with_letters([1]).file("letters/3.yaml", letter_with_commas(3));
    let run = office.run(&["check", "--message-format", "github"]).code(0).quiet();
    insta::assert_snapshot!(run.stdout.replace('\\', "/"));
}

#[test]
fn a_rule_is_explained() {
    let office = Office::new();
    office.run(&["explain"]).code(0).quiet().says("deadline-off-rule").says("letters explain CODE");
    insta::assert_snapshot!(office.run(&["explain", "deadline-off-rule"]).code(0).quiet().stdout);
    office
        .run(&["explain", "warning[deadline-off-rule]:"])
        .code(0)
        .quiet()
        .says("deadline-off-rule  (warning)");
    office.run(&["explain", "deadline-of-rule"]).code(2).warns("did you mean `deadline-off-rule`?");
    office.run(&["explain", "wrong-date"]).code(0).quiet().says("wrong-date  (error)").says("2021-04-20");
    office.run(&["explain", "xyzzy"]).code(2).warns("run `letters explain` to list all rules");
}

/// `UPDATE=1 cargo test program` writes them anew.
#[test]
fn the_pages_made_from_the_program_are_up_to_date() {
    let office = Office::new();
    office.run(&["generate-docs", "docs"]).code(0).quiet();
    for page in ["cli.md", "rules.md", "yaml.md"] {
        let made = fs::read_to_string(office.path("docs/reference").join(page)).expect("the page");
        let kept = format!("{}/docs/reference/{page}", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&kept, &made).expect("written");
        }
        let kept = fs::read_to_string(kept).unwrap_or_default().replace("\r\n", "\n");
        assert!(made == kept, "docs/reference/{page} is out of date: run UPDATE=1 cargo test program");
    }
}

#[test]
fn the_licences_of_what_is_in_the_program_are_printed() {
    let run = Office::empty().run(&["licences"]).code(0).quiet();
    let file = fs::read_to_string(crate::common::session::root().join("THIRD-PARTY-LICENCES.txt"));
    let file = file.expect("the file").replace("\r\n", "\n");
    assert!(run.stdout.replace("\r\n", "\n").ends_with(&file));
    assert!(run.stdout.starts_with("letters ") && run.stdout.contains("under the MIT licence"));
    for part in
        ["krilla 0.", "Apache License", "font Carlito", "SIL OPEN FONT LICENSE", "Rust standard library"]
    {
        assert!(file.contains(part), "{part}");
    }
    Office::empty().run(&["licenses"]).code(0);
}
