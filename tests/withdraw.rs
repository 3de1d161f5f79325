//! Taking back what was issued too early: the right letter, whatever names it, and nothing of another.

use crate::common::program::{Office, files, letter};
use crate::common::published::{ARCHIVE, issued, kept, list, office};
use std::fs;

#[test]
fn a_letter_that_was_not_sent_is_withdrawn_changed_and_issued_again() {
    let office = office();
    let published = kept(&office);
    let withdraw = ["withdraw", "letters/1.yaml", "--why"];
    office.run(&withdraw).code(2);
    for why in ["  \n ", "...", "…", "-"] {
        office.run(&[&withdraw[..], &[why]].concat()).code(2).warns("expected a reason in words");
    }
    office.run(&["withdraw", "letters/2.yaml", "--why", "x"]).code(2).warns("error[not-issued]");
    assert_eq!(kept(&office), published);
    let run = office.run(&[&withdraw[..], &["wrong date;\n nothing was sent"]].concat()).code(0).quiet();
    let run = run.says("5 files moved to").says("still has `status: issued`: the next build issues it again");
    let run = run.says("Write `status: draft`").says("withdrawn.txt");
    assert!(run.stdout.contains("withdrawn\n"), "{run:#?}");
    let folders = office.names("letters/as-issued/withdrawn");
    let [folder, text] = &folders[..] else { panic!("a folder and the list: {folders:?}") };
    assert_eq!(text, "withdrawn.txt");
    let moved = office.contents(&format!("letters/as-issued/withdrawn/{folder}"));
    assert_eq!(moved, published, "nothing is lost");
    let text = fs::read_to_string(office.path("letters/as-issued/withdrawn/withdrawn.txt")).expect("a list");
    assert!(text.contains("(letters/1.yaml)") || text.contains("(letters\\1.yaml)"), "{text}");
    assert!(text.ends_with("why: wrong date; nothing was sent\n"), "{text}");
    // As a draft it is built, changed, and issued again.
    let other = letter(1).replace("04-30", "04-29");
    fs::write(office.path("letters/1.yaml"), &other).expect("written");
    office.run(&["build"]).code(0).quiet().says("files written");
    fs::write(office.path("letters/1.yaml"), other + "status: issued\n").expect("written");
    office.run(&["build"]).code(0).quiet().says("issued: these files are kept from now on");
    assert_eq!(kept(&office).len(), 5);
    assert_ne!(kept(&office), published);
}

#[test]
fn a_letter_that_is_withdrawn_and_not_changed_is_issued_again() {
    let office = office();
    let json = ["withdraw", "letters/1.yaml", "--why", "too early", "--message-format", "json"];
    let line = &office.run(&json).code(0).json()[0];
    assert_eq!((&line["event"], &line["status"]), (&"withdrawn".into(), &"issued".into()));
    assert_eq!(line["files"].as_array().map(Vec::len), Some(5));
    office.run(&["build"]).code(0).quiet().says("issued: these files are kept from now on");
}

#[test]
fn what_is_left_of_a_letter_is_withdrawn_by_one_of_its_files() {
    let office = office();
    fs::write(office.path("letters/1.yaml"), issued(3)).expect("written");
    fs::remove_file(office.path(ARCHIVE).join(list())).expect("removed");
    let run = office.run(&["build"]).code(1);
    let advice = run.stderr.lines().find_map(|line| line.split("run: letters withdraw ").nth(1));
    let file = advice.and_then(|rest| rest.split(" --why").next()).expect("what to run").to_owned();
    office.run(&["withdraw", &file, "--why", "never sent"]).code(0).says("4 files moved to");
    office.run(&["build"]).code(0).quiet().says("issued: these files are kept from now on");
}

#[test]
fn a_letter_is_withdrawn_by_whatever_it_is_called() {
    let path = format!("{ARCHIVE}/{}", list());
    for called in ["letters/1.yaml", "1/17", "T17 1/17", "T17-SG17-COL-0001", "t17-sg17-col-0001-e", &path] {
        let office = office();
        let run = office.run(&["withdraw", called, "--why", "too early"]).code(0).quiet();
        let run = run.says("5 files moved to").says("1.yaml still has `status: issued`");
        assert!(run.stdout.contains("the next build issues it again"), "{called}: {run:#?}");
    }
    let office = office();
    for (called, code) in [("7/17", "no-such-file"), ("letters/7.yaml", "no-such-file")] {
        office.run(&["withdraw", called, "--why", "too early"]).code(2).warns(&format!("error[{code}]"));
    }
    // A built file tells which letter was meant.
    let pdf = format!("output/{}", files(1)[1]);
    let run = office.run(&["withdraw", &pdf, "--why", "too early"]).code(2).warns("error[not-a-letter]");
    run.warns("run: letters withdraw T17-SG17-COL-0001-E --why");
    let office = office.file("letters/notes.txt", "");
    let run =
        office.run(&["withdraw", "letters/notes.txt", "--why", "x"]).code(2).warns("error[not-a-letter]");
    run.warns("give the letter's YAML file");
    assert_eq!(kept(&office).len(), 5);
}

#[test]
fn the_published_files_of_another_letter_are_not_withdrawn() {
    let wrong = letter(1).replace("2021-04-20", "2021-05-20").replace("2021-04-30", "2021-05-30");
    let office = office().file("letters/wrong.yaml", &wrong);
    let before = kept(&office);
    for file in ["letters/wrong.yaml", "letters/1.yaml"] {
        let run = office.run(&["withdraw", file, "--why", "my draft"]).code(2).warns("error[withdraw-which]");
        run.warns("have the same number").warns("run: letters withdraw T17-SG17-COL-0001-E --why");
    }
    // Also where the other file is gone, or has another number by now.
    fs::remove_file(office.path("letters/1.yaml")).expect("removed");
    let run =
        office.run(&["withdraw", "letters/wrong.yaml", "--why", "x"]).code(2).warns("error[withdraw-which]");
    run.warns("were issued from").warns("1.yaml, not from");
    assert_eq!(kept(&office), before);
    // A file of another folder of published files.
    let office = office.file("drafts/as-issued/T17-SG17-COL-0001!!SHA-E.sha256", "");
    let path = "drafts/as-issued/T17-SG17-COL-0001!!SHA-E.sha256";
    let run = office.run(&["withdraw", path, "--why", "x"]).code(2).warns("error[withdraw-which]");
    run.warns("add --letters \"drafts\"");
    assert_eq!(kept(&office), before);
    // As the messages say; and a letter that was only moved is the same.
    fs::remove_file(office.path("letters/wrong.yaml")).expect("removed");
    let office = office.file("letters/2021/first.yaml", issued(1));
    office
        .run(&["withdraw", "letters/2021/first.yaml", "--why", "too early"])
        .code(0)
        .says("5 files moved to");
}

#[test]
fn a_letter_with_another_number_is_led_to_its_published_files() {
    let office = office();
    fs::write(office.path("letters/1.yaml"), issued(3)).expect("written");
    let run =
        office.run(&["withdraw", "letters/1.yaml", "--why", "too early"]).code(2).warns("error[not-issued]");
    run.warns("was issued from this file").warns("run: letters withdraw T17-SG17-COL-0001-E --why");
    assert_eq!(kept(&office).len(), 5);
}

#[test]
fn translations_that_stay_issued_are_told() {
    let french = "translation-of: 1.yaml\nlanguage: fr\nstatus: issued\nsentences: []\n";
    let office = Office::new().file("letters/1.yaml", issued(1)).file("letters/1.fr.yaml", french);
    office.run(&["build"]).code(0);
    let run = office.run(&["withdraw", "letters/1.yaml", "--why", "too early"]).code(0);
    run.says("It is still issued in French").says("run: letters withdraw T17-SG17-COL-0001-F --why");
    office.run(&["withdraw", "T17-SG17-COL-0001-F", "--why", "too early"]).code(0).says("6 files moved to");
}

#[test]
fn other_letters_folders_are_part_of_the_advice() {
    let office = Office::new().copy("letters/directory", "drafts/directory").file("drafts/1.yaml", issued(1));
    office.run(&["build", "--letters", "drafts"]).code(0);
    fs::write(office.path("drafts/1.yaml"), letter(1)).expect("written");
    let run = office.run(&["check", "--letters", "drafts"]).code(1);
    let advice = if cfg!(windows) { "drafts\\1.yaml" } else { "drafts/1.yaml" };
    run.warns(&format!("run: letters withdraw \"{advice}\" --letters \"drafts\" --why \"...\""));
}

#[cfg(unix)]
#[test]
fn what_keeps_a_letter_from_being_withdrawn_is_told_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let office = office();
    let folder = office.path(ARCHIVE);
    let mode = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).expect("permissions");
    mode(0o555);
    if fs::write(folder.join("probe"), "").is_ok() {
        // Root can write everywhere.
        mode(0o755);
        return;
    }
    let run = office.run(&["withdraw", "letters/1.yaml", "--why", "too early"]).code(2);
    mode(0o755);
    let run = run.warns("error[cannot-write]").warns("permission");
    assert!(!run.stderr.contains("--output"), "{run:#?}");
}
