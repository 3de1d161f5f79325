//! Builds after builds: what has changed is built, nothing else, and whatever happened in between the files are
//! those of a build into an empty folder.

use crate::common::program::{Office, files, letter, slashes, wrong_letter};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// An office with the house style as a folder, and the letters of the house in all their kinds.
fn house() -> Office {
    let office = Office::empty().copy("templates", "templates").copy("tests/letters", "letters");
    // Issued letters would be frozen.
    for name in office.names("letters").iter().filter(|name| name.ends_with(".yaml")) {
        edit(&office, &format!("letters/{name}"), "status: issued", "status: draft");
    }
    office
}

fn edit(office: &Office, file: &str, from: &str, to: &str) {
    let path = office.path(file);
    let text = fs::read_to_string(&path).expect("a text");
    fs::write(&path, text.replace(from, to)).expect("written");
}

fn must_edit(office: &Office, file: &str, from: &str, to: &str) {
    let text = fs::read_to_string(office.path(file)).expect("a text");
    assert!(text.contains(from), "{from:?} is not in {file}");
    edit(office, file, from, to);
}

/// What a build into an empty folder makes.
fn fresh(office: &Office) -> BTreeMap<String, Vec<u8>> {
    let _ = fs::remove_dir_all(office.path("fresh"));
    office.run(&["build", "--output", "fresh"]);
    office.contents("fresh")
}

/// The letters that a run built, with the reasons.
fn built(office: &Office) -> BTreeMap<String, Vec<String>> {
    let run = office.run(&["build", "--message-format", "json"]);
    let letters = run.json().into_iter().filter(|line| line["state"] == "built");
    let text = |value: &serde_json::Value| slashes(value.as_str().expect("text")).into_owned();
    letters
        .map(|line| {
            let why = line["why"].as_array().expect("a list").iter().map(text).collect();
            (text(&line["file"]), why)
        })
        .collect()
}

/// Every kind of thing that a letter is made from, changed: file, what is replaced, and the reason told.
const CHANGES: [(&str, &str, &str, &str); 10] = [
    ("letters/sg5-002-hosted.yaml", "number: 2\n", "number: 2 # second\n", ""),
    (
        "letters/directory/groups.yaml",
        "name: Study Group 5\n",
        "name: Study Group 55\n",
        "the group SG5 in letters/directory/groups.yaml has changed",
    ),
    (
        "letters/directory/signatories.yaml",
        "Chaesub Lee",
        "Chaesub J. Lee",
        "the signatory Chaesub J. Lee in letters/directory/signatories.yaml has changed",
    ),
    ("templates/body/wish.md", "LastText", "Text", "templates/body/wish.md has changed"),
    ("templates/phrases/en.yaml", "I wish you", "I hope for", "the phrase body-wish"),
    ("templates/phrases/en.yaml", "Yours faithfully", "Yours sincerely", "the phrase "),
    ("templates/theme.yaml", "size: 11", "size: 10.5", "templates/theme.yaml has changed"),
    ("templates/page.html", "<body", "<body data-x=\"y\"", "templates/page.html has changed"),
    ("templates/presets.yaml", "annexes, wish]", "annexes]", "the preset "),
    (
        "templates/letter.md",
        "{{ phrases.salutation }}",
        "{{ phrases.salutation }}!",
        "templates/letter.md has changed",
    ),
];

#[test]
fn whatever_changes_the_files_are_those_of_a_build_from_nothing() {
    let office = house();
    office.run(&["build"]);
    assert!(built(&office).is_empty());
    for (file, from, to, reason) in CHANGES {
        must_edit(&office, file, from, to);
        let times = office.times("output");
        let before = office.contents("output");
        let built = built(&office);
        let after = office.contents("output");
        assert_eq!(after, fresh(&office), "after a change of {file}");
        assert_eq!(built.is_empty(), reason.is_empty(), "{file}: {built:?}");
        for (letter, why) in &built {
            assert!(why.iter().any(|why| why.starts_with(reason)), "{file}: {letter}: {why:?}");
            assert_eq!(why.len(), 1, "{file}: {letter}: {why:?}");
        }
        // What did not have to change was not touched.
        for (name, time) in office.times("output") {
            assert_eq!(
                times.get(&name) == Some(&time),
                before.get(&name) == after.get(&name),
                "{file}: {name}"
            );
        }
    }
}

#[test]
fn a_change_reaches_those_that_use_it_and_no_others() {
    let office = house();
    office.run(&["build"]);
    must_edit(&office, "letters/directory/groups.yaml", "name: Study Group 5\n", "name: Study Group 55\n");
    let of_group_5 = built(&office);
    // One of another group is of a joint meeting with it.
    assert!(of_group_5.keys().all(|file| file.contains("sg5-") || file.contains("joint")), "{of_group_5:?}");
    assert!(of_group_5.len() >= 2);
    let path = office.path("templates/items/unused.md");
    fs::write(path, "**NEW:** An item that no letter has.\n").expect("written");
    assert!(built(&office).is_empty(), "a template that nobody uses");
}

#[test]
fn a_comment_or_a_file_written_again_builds_nothing() {
    let office = house();
    office.run(&["build"]);
    must_edit(&office, "templates/phrases/en.yaml", "phrases:\n", "# words\nphrases:\n");
    let path = office.path("letters/directory/groups.yaml");
    let groups = fs::read(&path).expect("a text");
    fs::write(&path, &groups).expect("written");
    let times = office.times("output");
    assert!(built(&office).is_empty());
    assert_eq!(office.times("output"), times);
}

#[test]
fn a_picture_beside_a_letter_counts() {
    let png = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/images/emblem.png"))
        .expect("a picture");
    let other = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/images"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .find(|path| path.extension().is_some_and(|e| e == "png") && !path.ends_with("emblem.png"));
    let other = fs::read(other.expect("another picture")).expect("a picture");
    let annex =
        "annexes: [{kind: image, name: plan, title: Plan, image: plan-of-rooms.png, alt: The rooms}]\n";
    let office = Office::with_letters([2])
        .file("letters/1.yaml", letter(1) + annex)
        .file("letters/plan-of-rooms.png", png);
    office.run(&["build"]).code(0);
    assert!(built(&office).is_empty());
    fs::write(office.path("letters/plan-of-rooms.png"), other).expect("written");
    let built = built(&office);
    assert_eq!(built["letters/1.yaml"], ["letters/plan-of-rooms.png has changed"]);
    assert_eq!((built.len(), office.contents("output")), (1, fresh(&office)));
}

#[test]
fn files_that_are_gone_or_touched_come_back() {
    let office = Office::with_letters([1, 2]);
    office.run(&["build"]).code(0);
    let before = office.contents("output");
    fs::write(office.path("output").join(&files(1)[0]), "edited").expect("written");
    fs::remove_file(office.path("output").join(&files(2)[2])).expect("removed");
    let run = office.run(&["build", "--why"]).code(0);
    run.says(&format!("    because {} was changed by another program after the last build\n", files(1)[0]))
        .says(&format!("    because {} is missing\n", files(2)[2]))
        .says(&format!("    {} was changed by hand: what it was is kept as ", files(1)[0]));
    // Nobody's work is lost.
    let kept = office.contents("output/changed-by-hand");
    assert_eq!(kept, BTreeMap::from([(files(1)[0].clone(), b"edited".to_vec())]));
    fs::remove_dir_all(office.path("output/changed-by-hand")).expect("removed");
    assert_eq!(office.contents("output"), before);
    // A file that was only copied is the same file.
    for (name, bytes) in &before {
        fs::write(office.path("output").join(name), bytes).expect("written");
    }
    assert!(built(&office).is_empty());
}

#[test]
fn formats_are_kept_apart() {
    let office = Office::with_letters([1]);
    office.run(&["build", "--format", "docx"]).code(0).says("1 file written");
    office.run(&["build", "--format", "docx"]).code(0).says("1 file unchanged");
    office.run(&["build"]).code(0).says("2 files written, 1 unchanged");
    fs::write(office.path("letters/1.yaml"), letter(1).replace("04-30", "04-29")).expect("written");
    office.run(&["build", "--format", "docx"]).code(0).says("1 file written");
    office.run(&["build"]).code(0).says("2 files written, 1 unchanged");
    assert_eq!(office.contents("output"), fresh(&office));
}

#[test]
fn what_was_found_is_told_again() {
    let late = letter(1).replace("2021-01-21", "2021-04-01");
    let office =
        Office::with_letters([2]).file("letters/1.yaml", late).file("letters/3.yaml", wrong_letter());
    let first = office.run(&["build"]).code(1);
    assert!(first.stderr.contains("warning["), "{first:#?}");
    let second = office.run(&["build"]).code(1);
    assert_eq!(first.stderr, second.stderr);
    office.run(&["build", "letters/1.yaml", "--deny", "warnings"]).code(1).says("not built");
    assert_eq!(office.run(&["build", "letters/1.yaml"]).code(0).stderr, of_others(&first.stderr));
}

/// The problems that do not speak of the letter without a number.
fn of_others(text: &str) -> String {
    text.split_inclusive("\n\n").filter(|problem| !problem.contains("3.yaml")).collect()
}

#[test]
fn a_ledger_that_is_lost_or_spoilt_costs_nothing_but_time() {
    let office = Office::with_letters([1, 2]);
    office.run(&["build"]).code(0);
    let cache = office.path("output/.letters/built.jsonl");
    let (whole, files) = (fs::read(&cache).expect("a ledger"), office.contents("output"));
    for spoilt in [&whole[..whole.len() / 2], b"", b"\xff\n{}\n{\"letter\":1}\n", b"\0\0\0"] {
        fs::write(&cache, spoilt).expect("written");
        office.run(&["build"]).code(0).quiet();
        assert_eq!(office.contents("output"), files);
        assert!(built(&office).is_empty());
    }
}

#[test]
fn builds_that_are_killed_leave_whole_files_and_the_next_goes_on() {
    const LETTERS: std::ops::Range<u32> = 1..13;
    let office = Office::with_letters(LETTERS);
    office.run(&["build"]).code(0);
    let mut old = office.contents("output");
    let mut cut_off = 0;
    for round in 0..50_u64 {
        for number in LETTERS {
            let text = letter(number).replace("2021-01-21", &format!("2021-01-{:02}", 4 + round % 20));
            fs::write(office.path(&format!("letters/{number}.yaml")), text).expect("written");
        }
        let new = fresh(&office);
        let mut child = office.start(&["build"]);
        // Moments all over the build, from its start to past its end.
        std::thread::sleep(std::time::Duration::from_micros(round * 7919 % 50 * 4_000));
        child.kill().expect("killed");
        cut_off += usize::from(!child.wait().expect("ended").success());
        for (name, bytes) in office.contents("output") {
            let is_rest = name.starts_with(".letters-");
            let is_whole = old.get(&name) == Some(&bytes) || new.get(&name) == Some(&bytes);
            assert!(is_whole || is_rest, "round {round}: {name} is neither old nor new");
        }
        if round % 3 == 0 {
            office.run(&["build"]).code(0);
            assert_eq!(office.contents("output"), new, "round {round}");
        }
        old = office.contents("output");
        old.retain(|name, _| !name.starts_with(".letters-"));
    }
    assert!(cut_off > 0, "no build was cut off");
    assert_eq!(office.names("output/changed-by-hand"), [""; 0], "nobody changed anything by hand");
    office.run(&["build"]).code(0);
    assert_eq!(office.contents("output"), fresh(&office));
}

#[test]
fn two_builds_at_once_do_no_harm() {
    let office = Office::with_letters(1..20);
    let children: Vec<_> = (0..4).map(|_| office.start(&["build"])).collect();
    for mut child in children {
        assert!(child.wait().expect("ended").success());
    }
    assert_eq!(office.contents("output"), fresh(&office));
    assert!(built(&office).is_empty());
}

#[test]
fn parts_built_apart_are_the_whole() {
    let office = Office::with_letters(1..12);
    let whole = fresh(&office);
    for n in [1, 2, 5] {
        let mut merged = BTreeMap::new();
        for k in 1..=n {
            let (part, output) = (format!("{k}/{n}"), format!("part {k} of {n}"));
            office.run(&["build", "--shard", &part, "--output", &output]).code(0);
            for (name, bytes) in office.contents(&output) {
                assert!(merged.insert(name, bytes).is_none(), "a letter in two parts");
            }
        }
        assert_eq!(merged, whole, "{n} parts");
    }
    // Into one folder, at the same time; then one build has nothing left to do.
    let children: Vec<_> = (1..=3).map(|k| office.start(&["build", "--shard", &format!("{k}/3")])).collect();
    for mut child in children {
        assert!(child.wait().expect("ended").success());
    }
    assert_eq!(office.contents("output"), whole);
    assert!(built(&office).is_empty());
    for (part, why) in
        [("0/3", "from 1/3 to 3/3"), ("4/3", "from 1/3 to 3/3"), ("2", "such as 2/8"), ("1/0", "such as 2/8")]
    {
        office.run(&["build", "--shard", part]).code(2).warns(why);
    }
    // A part of fewer letters than parts has nothing to do.
    office.run(&["build", "--shard", "40/40", "--output", "none"]).code(0).says("built nothing");
}

#[test]
fn two_letters_with_one_number_are_found_in_whatever_parts_they_are() {
    let office = Office::with_letters([1]).file("letters/again.yaml", letter(1));
    for part in ["1/2", "2/2"] {
        office.run(&["build", "--shard", part]).code(1).warns("duplicate-letter");
    }
}

fn issued(number: u32) -> String {
    letter(number) + "status: issued\n"
}

#[test]
fn an_issued_letter_keeps_its_files() {
    let office = house();
    fs::write(office.path("letters/30.yaml"), issued(30)).expect("written");
    let build = ["build", "letters/30.yaml"];
    office.run(&build).code(0).says("3 files written (issued: these files are kept from now on)");
    let published = office.contents("output");
    assert_eq!(office.names("letters/as-issued").len(), 5);
    must_edit(&office, "templates/phrases/en.yaml", "Yours faithfully", "Yours sincerely");
    office.run(&build).code(0).says("kept as issued (3 files unchanged)").says("1 letter kept as issued");
    assert_eq!(office.contents("output"), published);
    office.run(&["diff", "letters/30.yaml"]).code(0).says("compared 1 letter with output: 1 unchanged");
    // Also into another folder, and when the output is lost or overwritten.
    office.run(&["build", "letters/30.yaml", "--output", "elsewhere"]).code(0);
    assert_eq!(office.contents("elsewhere"), published);
    fs::write(office.path("output").join(&files(30)[0]), "edited").expect("written");
    fs::remove_file(office.path("output").join(&files(30)[1])).expect("removed");
    office.run(&build).code(0).says("kept as issued (2 files written, 1 unchanged)");
    assert_eq!(office.names("output/changed-by-hand"), [files(30)[0].clone()]);
    fs::remove_dir_all(office.path("output/changed-by-hand")).expect("removed");
    assert_eq!(office.contents("output"), published);
    let list =
        fs::read_to_string(office.path("letters/as-issued/T17-SG17-COL-0030!!SHA-E.sha256")).expect("a list");
    assert_eq!(list.lines().filter(|line| !line.starts_with('#')).count(), 4);
}

#[test]
fn an_issued_letter_that_changes_is_told_of() {
    let office = Office::with_letters([2]).file("letters/1.yaml", issued(1));
    office.run(&["build"]).code(0).quiet();
    let published = office.contents("output");
    let other = issued(1).replace("04-30", "04-29");
    fs::write(office.path("letters/1.yaml"), other).expect("written");
    for command in ["build", "check", "list"] {
        office.run(&[command]).code(0).warns("warning[issued-changed]").warns("`meeting.ends` was changed");
    }
    assert_eq!(office.contents("output"), published);
    fs::write(office.path("letters/1.yaml"), letter(1)).expect("written");
    office.run(&["build"]).code(1).warns("error[issued-as-draft]").says("not built");
    assert_eq!(office.contents("output"), published);
    // A revision is the way.
    let revision = issued(1).replace("04-30", "04-29") + "revision: 1\ndate-of-original: 2021-01-21\n";
    fs::write(office.path("letters/1.yaml"), issued(1)).expect("written");
    fs::write(office.path("letters/1 rev.yaml"), revision).expect("written");
    office.run(&["build"]).code(0).quiet();
    assert_eq!(office.names("output").len(), 9);
}

#[test]
fn published_files_that_are_lost_or_changed_are_errors() {
    let office = Office::with_letters([2]).file("letters/1.yaml", issued(1));
    office.run(&["build"]).code(0);
    let kept = office.path("letters/as-issued").join(&files(1)[0]);
    fs::write(&kept, "changed").expect("written");
    fs::remove_dir_all(office.path("output")).expect("removed");
    let run =
        office.run(&["build"]).code(1).warns("error[as-issued]").warns("it is not the file that was issued");
    run.says("built 1 letter (3 files written): 1 letter has errors");
    fs::remove_file(&kept).expect("removed");
    office.run(&["build"]).code(1).warns("is missing");
    // Not sent after all: once it is withdrawn it is built as any other.
    office.run(&["withdraw", "letters/1.yaml", "--why", "not sent"]).code(0);
    office.run(&["build"]).code(0).says("issued: these files are kept from now on");
}

#[test]
fn nothing_is_issued_that_cannot_be_kept() {
    let in_the_way = format!("letters/as-issued/{}", files(1)[0]);
    let office = Office::new().file("letters/1.yaml", issued(1)).folder(&in_the_way);
    office.run(&["build"]).code(2).warns("error[cannot-write]").says("not written");
    assert_eq!(office.names("output"), [""; 0]);
}
