//! What is published stays published: whatever happens to the files of an issued letter, to its list or to its YAML is
//! told at each build and check, and nothing of it is ever replaced.

use crate::common::program::{Office, files, letter, name};
use crate::common::published::{ARCHIVE, built, issued, kept, list};
use std::fs;

/// An office with a house style as a folder, an issued letter 1 and a draft 2, built.
fn office() -> Office {
    built(Office::with_letters([2]).copy("templates", "templates"))
}

fn yaml() -> String {
    name(1) + "!!YML-E.yaml"
}

/// The house style says something else, so that every file that is made now is another.
fn change_a_phrase(office: &Office) {
    let path = office.path("templates/phrases/en.yaml");
    let text = fs::read_to_string(&path).expect("phrases");
    assert!(text.contains("Yours faithfully"));
    fs::write(path, text.replace("Yours faithfully", "Yours sincerely")).expect("written");
}

#[test]
fn whatever_is_lost_in_the_archive_is_told_by_build_check_and_list_and_nothing_is_replaced() {
    let office = office();
    let (published, output) = (kept(&office), office.contents("output"));
    assert_eq!(published.len(), 5);
    change_a_phrase(&office);
    for (file, bytes) in &published {
        let path = office.path(ARCHIVE).join(file);
        let time = fs::metadata(&path).and_then(|m| m.modified()).expect("a time");
        let flipped = bytes.iter().map(|byte| byte ^ 1).collect();
        for other in [None, Some(Vec::new()), Some(bytes[..bytes.len() / 2].to_vec()), Some(flipped)] {
            match &other {
                Some(other) => {
                    fs::write(&path, other).expect("written");
                    // Neither size nor time must tell.
                    let file = fs::File::options().write(true).open(&path).expect("a file");
                    file.set_modified(time).expect("a time");
                }
                None => fs::remove_file(&path).expect("removed"),
            }
            for command in ["build", "check", "list", "diff"] {
                let run = office.run(&[command]).code(1).warns("error[as-issued]");
                assert!(run.stderr.contains(file.as_str()), "{command}: {file}: {run:#?}");
                run.warns("letters withdraw");
            }
            let mut expected = published.clone();
            match other {
                Some(other) => expected.insert(file.clone(), other),
                None => expected.remove(file),
            };
            assert_eq!(kept(&office), expected, "{file}: nothing in the archive was touched");
            for (name, bytes) in output.iter().filter(|(name, _)| files(1).contains(name)) {
                assert_eq!(
                    fs::read(office.path("output").join(name)).ok().as_ref(),
                    Some(bytes),
                    "{file}: {name}"
                );
            }
            // Also where nothing is known of earlier builds.
            office.run(&["build", "--output", "elsewhere"]).code(1).warns("error[as-issued]");
            assert!(!office.names("elsewhere").iter().any(|name| files(1).contains(name)), "{file}");
        }
        fs::write(&path, bytes).expect("restored");
    }
    office.run(&["build"]).code(0).says("1 letter kept as issued");
}

#[test]
fn an_archive_that_is_lost_as_a_whole_is_told_where_a_build_knows_of_it() {
    let office = office();
    let output = office.contents("output");
    let away = office.path("away");
    fs::rename(office.path(ARCHIVE), &away).expect("moved");
    change_a_phrase(&office);
    for status in ["status: issued", "status: draft"] {
        fs::write(office.path("letters/1.yaml"), issued(1).replace("status: issued", status))
            .expect("written");
        let run = office.run(&["build"]).code(1).warns("error[as-issued]").warns("this letter was issued as");
        run.says("not built");
        for file in files(1) {
            assert_eq!(
                fs::read(office.path("output").join(&file)).ok().as_ref(),
                output.get(&file),
                "{file}"
            );
        }
    }
    fs::write(office.path("letters/1.yaml"), issued(1)).expect("written");
    fs::rename(away, office.path(ARCHIVE)).expect("back");
    office.run(&["build"]).code(0).says("1 letter kept as issued");
}

#[test]
fn a_draft_is_not_written_over_published_files_whatever_is_left_of_them() {
    let office = office();
    fs::write(office.path("letters/1.yaml"), letter(1)).expect("written");
    let output = office.contents("output");
    for file in [yaml(), list(), files(1)[0].clone(), files(1)[1].clone()] {
        fs::remove_file(office.path(ARCHIVE).join(&file)).expect("removed");
        for command in ["build", "check"] {
            office.run(&[command]).code(1).warns("error[issued-as-draft]");
        }
        assert_eq!(office.contents("output"), output, "without {file}");
    }
}

#[test]
fn a_copy_of_an_issued_letter_is_not_told_to_take_its_files_away() {
    let office = office();
    fs::write(office.path("letters/copy.yaml"), letter(1)).expect("written");
    for command in ["build", "check"] {
        let run = office.run(&[command]).code(1).warns("error[duplicate-letter]");
        assert!(
            !run.stderr.contains("issued-as-draft") && !run.stderr.contains("withdraw"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn leftovers_of_builds_that_were_cut_off_are_swept() {
    let office = office().file(&format!("{ARCHIVE}/.letters-aB3x.tmp"), "half").file(
        &format!("{ARCHIVE}/.letters/{}!!SHA-E.sha256", name(2)),
        format!("{}  {}\n", "0".repeat(64), files(2)[0]),
    );
    office.run(&["check"]).code(0).quiet();
    office.run(&["build"]).code(0).quiet();
    assert_eq!(office.names(ARCHIVE).len(), 5);
    assert_eq!(office.names(&format!("{ARCHIVE}/.letters")), ["lock"]);
}

#[test]
fn builds_that_are_killed_while_they_issue_leave_letters_issued_or_not() {
    const LETTERS: std::ops::Range<u32> = 1..9;
    let texts = |office: Office| LETTERS.fold(office, |o, n| o.file(&format!("letters/{n}.yaml"), issued(n)));
    let mut cut_off = 0;
    for round in 0..20_u64 {
        let office = texts(Office::new());
        let mut child = office.start(&["build"]);
        std::thread::sleep(std::time::Duration::from_micros(40_000 + round * 7919 % 20 * 20_000));
        child.kill().expect("killed");
        cut_off += usize::from(!child.wait().expect("ended").success());
        office.run(&["check"]).code(0);
        office.run(&["build"]).code(0);
        assert_eq!(kept(&office).len(), 5 * LETTERS.count(), "round {round}");
        office.run(&["build"]).code(0).says("8 letters kept as issued");
    }
    assert!(cut_off > 0, "no build was cut off");
}

#[test]
fn a_list_of_an_older_program_is_read_as_it_is() {
    let office = office();
    let path = office.path(ARCHIVE).join(list());
    let text = fs::read_to_string(&path).expect("a list");
    assert!(text.starts_with("# Issued from 1.yaml\n"), "{text}");
    let lines: Vec<&str> = text.lines().skip(1).collect();
    let ends: Vec<&str> = lines.iter().map(|line| &line[66 + name(1).len()..]).collect();
    assert_eq!(ends, ["!!MSW-E.docx", "!!PDF-E.pdf", "!!HTM-E.html", "!!YML-E.yaml"]);
    assert!(lines.iter().all(|line| line.as_bytes()[64..66] == *b"  "), "as sha256sum writes it");
    // Without the first line, in another order, and as an editor on Windows saves it.
    let older = lines.iter().rev().map(|line| format!("{line}\r\n")).collect::<String>();
    fs::write(&path, format!("\u{feff}{older}")).expect("written");
    for command in ["build", "check", "list", "diff"] {
        office.run(&[command]).code(0).quiet();
    }
}

#[test]
fn a_published_file_in_the_output_is_put_back_even_if_size_and_time_say_nothing() {
    let office = office();
    let path = office.path("output").join(&files(1)[2]);
    let published = office.contents("output");
    let time = fs::metadata(&path).and_then(|m| m.modified()).expect("a time");
    let text = fs::read_to_string(&path).expect("a page");
    fs::write(&path, text.replacen("Dear", "Deer", 1)).expect("written");
    fs::File::options().write(true).open(&path).and_then(|f| f.set_modified(time)).expect("a time");
    office
        .run(&["build"])
        .code(0)
        .says("kept as issued (1 file written, 2 unchanged)")
        .says("was changed by hand");
    let copy = fs::read_to_string(office.path("output/changed-by-hand").join(&files(1)[2])).expect("a copy");
    assert!(copy.contains("Deer"));
    fs::remove_dir_all(office.path("output/changed-by-hand")).expect("removed");
    assert_eq!(office.contents("output"), published);
}

#[test]
fn an_output_that_was_changed_by_hand_is_kept_also_with_its_size_and_time() {
    let office = Office::with_letters([1]);
    office.run(&["build"]).code(0);
    for (round, file) in files(1).iter().enumerate() {
        let path = office.path("output").join(file);
        let time = fs::metadata(&path).and_then(|m| m.modified()).expect("a time");
        let mut bytes = fs::read(&path).expect("a file");
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        fs::write(&path, &bytes).expect("written");
        fs::File::options().write(true).open(&path).and_then(|f| f.set_modified(time)).expect("a time");
        let day = format!("2021-01-{}", 22 + round);
        fs::write(office.path("letters/1.yaml"), letter(1).replace("2021-01-21", &day)).expect("written");
        office.run(&["build"]).code(0).says(&format!("{file} was changed by hand"));
        assert_eq!(fs::read(office.path("output/changed-by-hand").join(file)).ok(), Some(bytes));
    }
    // What builds wrote is no change by hand.
    fs::write(office.path("letters/1.yaml"), letter(1)).expect("written");
    office.run(&["build"]).code(0);
    assert_eq!(office.names("output/changed-by-hand").len(), 3);
}

#[test]
fn without_a_build_record_nobody_knows_who_wrote_a_file_and_it_is_kept() {
    let office = Office::with_letters([1]);
    office.run(&["build"]).code(0);
    let before = office.contents("output");
    fs::remove_dir_all(office.path("output/.letters")).expect("removed");
    office.run(&["build"]).code(0);
    assert_eq!(office.contents("output"), before, "the same bytes are not replaced");
    fs::remove_dir_all(office.path("output/.letters")).expect("removed");
    fs::write(office.path("letters/1.yaml"), letter(1).replace("04-30", "04-29")).expect("written");
    office.run(&["build"]).code(0);
    assert_eq!(office.contents("output/changed-by-hand"), before);
}

#[test]
fn letters_of_two_folders_do_not_replace_each_others_files() {
    let office = Office::with_letters([1]).copy("letters/directory", "drafts/directory");
    office.run(&["build"]).code(0);
    let before = office.contents("output");
    let office = office.file("drafts/first.yaml", letter(1).replace("04-30", "04-29"));
    let run = office.run(&["build", "--letters", "drafts"]).code(2).warns("error[same-output]");
    run.warns("was built from").warns("--output DIR").says("not written");
    assert_eq!(office.contents("output"), before);
    office.run(&["build", "--letters", "drafts", "--output", "other"]).code(0).quiet();
    // The same letter by another path, and one that took the place of another, are no strangers.
    fs::write(office.path("letters/1.yaml"), letter(1).replace("04-30", "04-28")).expect("written");
    let whole = office.path("letters").display().to_string();
    office.run(&["build", "--letters", &whole]).code(0).says("3 files written");
    fs::rename(office.path("letters/1.yaml"), office.path("letters/moved.yaml")).expect("moved");
    office.run(&["build"]).code(0);
    fs::remove_dir_all(office.path("letters")).expect("removed");
    office.run(&["build", "--letters", "drafts"]).code(0).says("3 files written");
}

#[test]
fn a_record_that_cannot_be_written_is_told_as_it_is() {
    let office = Office::with_letters([1]).file("output/.letters", "a file in the way");
    let run = office.run(&["build"]).code(2).warns("error[cannot-write]").warns("nothing was built");
    assert!(!run.stderr.contains("rebuilds every letter"), "{run:#?}");
    fs::remove_file(office.path("output/.letters")).expect("removed");
    let office = office.folder("output/.letters/built.jsonl");
    office.run(&["build"]).code(0).says("3 files written").warns("every build rebuilds every letter");
    fs::write(office.path("letters/1.yaml"), letter(1).replace("number: 1\n", "")).expect("written");
    let run = office.run(&["build"]).code(1).warns("no files were written");
    assert!(!run.stderr.contains("rebuilds every letter"), "{run:#?}");
}

#[test]
fn a_list_that_was_replaced_with_its_files_is_not_believed_where_a_build_knows_better() {
    let office = office();
    let (output, pdf) = (office.contents("output"), files(1)[1].clone());
    let path = office.path(ARCHIVE).join(&pdf);
    let text = fs::read_to_string(office.path(ARCHIVE).join(list())).expect("a list");
    let before = fs::read(&path).expect("a file");
    fs::write(&path, "%PDF false").expect("written");
    let sum = |bytes: &[u8]| collective_letters::base::sha256(bytes);
    let other = text.replace(&sum(&before), &sum(b"%PDF false"));
    assert_ne!(other, text);
    fs::write(office.path(ARCHIVE).join(list()), other).expect("written");
    for command in ["build", "check", "list", "diff"] {
        let run = office.run(&[command]).code(1).warns("is not the list that this letter was issued with");
        assert_eq!(run.stderr.matches("error[").count(), 1, "{run:#?}");
    }
    assert_eq!(office.contents("output"), output, "the true files are still there");
    // As the message says.
    fs::remove_dir_all(office.path("output/.letters")).expect("removed");
    office.run(&["build"]).code(0).says("changed-by-hand");
    assert_eq!(fs::read(office.path("output/changed-by-hand").join(pdf)).ok(), Some(before));
}

#[test]
fn what_cannot_be_written_is_not_issued() {
    let office = Office::new().file("letters/1.yaml", issued(1));
    let office = office.folder(&format!("output/{}", files(1)[1]));
    let run = office.run(&["build"]).code(2).warns("error[cannot-write]");
    run.warns("nothing of this letter was changed");
    assert_eq!(kept(&office).len(), 0);
    fs::remove_dir(office.path("output").join(&files(1)[1])).expect("removed");
    fs::write(office.path("letters/1.yaml"), issued(1).replace("04-30", "04-29")).expect("written");
    office.run(&["build"]).code(0).quiet().says("issued: these files are kept from now on");
}

#[test]
fn a_folder_of_published_files_that_was_moved_is_found() {
    let office = office().folder("letters/2025");
    let published = kept(&office);
    for moved in ["letters/2025/as-issued", "as-issued"] {
        fs::rename(office.path(ARCHIVE), office.path(moved)).expect("moved");
        let known = office.path("output/.letters");
        for round in 0..2 {
            for command in ["check", "list", "build"] {
                let run = office.run(&[command]).code(1).warns("error[as-issued]");
                let run = run.warns("the published files of this letter are in").warns("move the folder");
                assert_eq!(run.stderr.matches("error[").count(), 1, "{run:#?}");
            }
            assert!(!office.path(ARCHIVE).exists());
            if round == 0 && known.exists() {
                fs::remove_dir_all(&known).expect("removed");
            }
        }
        fs::rename(office.path(moved), office.path(ARCHIVE)).expect("back");
        office.run(&["build"]).code(0).quiet();
        assert_eq!(kept(&office), published);
    }
}

#[test]
fn a_file_in_the_place_of_the_folder_is_told_as_that() {
    let office = office();
    fs::rename(office.path(ARCHIVE), office.path("away")).expect("moved");
    let office = office.file(ARCHIVE, "a file");
    for command in ["build", "check", "list"] {
        let run = office.run(&[command]).code(1).warns("is a file, not the folder of published files");
        assert_eq!(run.stderr.matches("error[").count(), 1, "{run:#?}");
        run.warns("rename or remove this file");
    }
}

#[test]
fn an_empty_list_is_called_empty() {
    let office = office();
    fs::write(office.path(ARCHIVE).join(list()), "").expect("written");
    office.run(&["check"]).code(1).warns("cannot be used: it is empty").warns("restore it from a backup");
}

#[test]
fn two_builds_issue_the_same_letters_at_once() {
    const LETTERS: std::ops::Range<u32> = 1..13;
    let office = LETTERS.fold(Office::new(), |o, n| o.file(&format!("letters/{n}.yaml"), issued(n)));
    let start = |output| {
        let mut command = office.command(&["build", "--output", output]);
        let pipe = std::process::Stdio::piped;
        command.stdout(pipe()).stderr(pipe()).spawn().expect("a build")
    };
    let builds = [start("one"), start("two")];
    for build in builds {
        let ended = build.wait_with_output().expect("ended");
        assert_eq!(ended.status.code(), Some(0), "{}", String::from_utf8_lossy(&ended.stderr));
    }
    assert_eq!(office.contents("one"), office.contents("two"));
    assert_eq!(kept(&office).len(), 5 * LETTERS.count());
}

#[test]
fn an_issued_letter_is_not_fixed() {
    let office = Office::with_letters([2]);
    let text = issued(1)
        + "body:
  - text: We meet everyday at 10.
";
    let office = office.file("letters/1.yaml", &text);
    office.run(&["build"]).code(0);
    let run = office.run(&["check", "--fix"]).code(0).says("kept as issued");
    run.warns("1 issued letter was not fixed: what was sent stays as it is");
    let now = fs::read_to_string(office.path("letters/1.yaml")).expect("a letter");
    assert_eq!(now, text);
    // Nor one whose published files are lost.
    fs::rename(office.path(ARCHIVE), office.path("away")).expect("moved");
    office.run(&["check", "--fix"]).code(1).warns("error[as-issued]");
    assert_eq!(fs::read_to_string(office.path("letters/1.yaml")).expect("a letter"), text);
}

#[test]
fn lost_archives_and_letters_are_told_by_check_and_list_too() {
    let office = office();
    fs::remove_file(office.path("letters/1.yaml")).expect("removed");
    fs::remove_file(office.path("letters/2.yaml")).expect("removed");
    for command in ["build", "check", "list", "diff"] {
        let run = office.run(&[command]).code(2).warns("error[no-letters]");
        run.warns("warning[issued-without-letter]").warns("copy letters");
    }
    let office = office.file("letters/1.yaml", issued(1));
    office.run(&["check"]).code(0).quiet();
    fs::remove_dir_all(office.path(ARCHIVE)).expect("removed");
    for command in ["build", "check", "list", "diff"] {
        let run = office.run(&[command]).code(1).warns("this letter was issued as T17-SG17-COL-0001, but");
        run.warns("restore the folder `as-issued` from a backup");
    }
}

#[test]
fn copies_of_published_letters_are_no_letters_wherever_they_are() {
    let office = office();
    let folder = office.path("letters/old issues");
    fs::create_dir(&folder).expect("a folder");
    for (file, bytes) in kept(&office) {
        fs::write(folder.join(&file), &bytes).expect("a copy");
        fs::write(folder.join(file.replace("-E.", "-E - Copy.")), &bytes).expect("a copy");
    }
    for command in ["check", "build", "list"] {
        let run = office.run(&[command]).code(0);
        if command != "list" {
            assert_eq!(run.stderr.matches("warning[kept-copy]").count(), 2, "{}", run.stderr);
        }
        assert!(!run.stdout.contains("old issues"), "{}", run.stdout);
    }
    let copy = format!("letters/old issues/{}", yaml());
    office.run(&["build", &copy]).code(2).warns("not-a-letter").warns("under another name");
}
