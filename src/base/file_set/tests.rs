use super::*;
use std::cell::Cell;
use std::collections::BTreeMap;
use tempfile::TempDir;

const DOCX: &str = "T17-SG1-COL-0001!!MSW-E.docx";

fn set(files: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
    files.iter().map(|(name, text)| ((*name).into(), text.as_bytes().to_vec())).collect()
}

/// A folder with an older letter: two files that change; the set has a new one and an equal one.
fn older() -> (TempDir, Vec<(String, Vec<u8>)>) {
    let dir = tempfile::tempdir().expect("a folder");
    for (name, text) in [(DOCX, "old docx"), ("b.pdf", "old pdf"), ("same.html", "same")] {
        fs::write(dir.path().join(name), text).expect("a file");
    }
    (dir, set(&[("new.ics", "new"), (DOCX, "new docx"), ("same.html", "same"), ("b.pdf", "pdf")]))
}

fn content(dir: &Path) -> BTreeMap<String, String> {
    fs::read_dir(dir)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            let text =
                if path.is_dir() { "(folder)".into() } else { fs::read_to_string(&path).expect("text") };
            (path.file_name().expect("a name").to_string_lossy().into_owned(), text)
        })
        .collect()
}

#[test]
fn new_written_and_unchanged() {
    let (dir, files) = older();
    let outcomes = replace(dir.path(), &files).expect("written");
    assert_eq!(outcomes, [Outcome::New, Outcome::Written, Outcome::Unchanged, Outcome::Written]);
    let expected = [("new.ics", "new"), (DOCX, "new docx"), ("same.html", "same"), ("b.pdf", "pdf")];
    assert_eq!(content(dir.path()), expected.map(|(n, t)| (n.into(), t.into())).into());
    assert_eq!(replace(dir.path(), &files).expect("again"), [Outcome::Unchanged; 4]);
}

#[test]
fn the_folder_is_made() {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = dir.path().join("output/of today");
    assert_eq!(replace(&folder, &set(&[("a", "1")])).expect("written"), [Outcome::New]);
    let inside = folder.join("a");
    let problem = replace(&inside, &set(&[("a", "1")])).expect_err("a file in the way");
    assert!(problem.message.contains("a file has the name of this folder"));
}

#[test]
fn whatever_step_fails_everything_is_as_before() {
    use Step::{Folder, Keep, Look, Rename, Stage};
    let mut failed = Vec::new();
    for failing in 0.. {
        let (dir, files) = older();
        let before = content(dir.path());
        let calls = Cell::new(0);
        let last = Cell::new(Folder);
        let hook = |step: Step, _: &Path| {
            let call = calls.replace(calls.get() + 1);
            if call == failing {
                last.set(step);
                return Err(io::ErrorKind::StorageFull.into());
            }
            Ok(())
        };
        let Err(problem) = replace_with(dir.path(), &files, Disk::Now, &hook) else { break };
        assert!(problem.message.contains("the disk is full"), "{}", problem.message);
        assert_eq!(content(dir.path()), before, "failure {failing}");
        failed.push(last.get());
    }
    // One new file, one to replace, one equal, one more to replace.
    assert_eq!(failed, [Folder, Look, Stage, Look, Stage, Look, Look, Stage, Rename, Keep, Rename, Rename]);
}

#[test]
fn what_is_added_replaces_nothing_and_comes_whole_or_not_at_all() {
    let files = set(&[("a.docx", "1"), ("b.pdf", "2"), ("list", "3")]);
    let mut failures = 0;
    for failing in 0.. {
        let (dir, _) = older();
        let before = content(dir.path());
        let calls = Cell::new(0);
        let hook = |_: Step, _: &Path| {
            let is_it = calls.replace(calls.get() + 1) == failing;
            if is_it { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
        };
        let added: Vec<_> = files.iter().filter(|(name, _)| name != "b.pdf").cloned().collect();
        if lasting::add_with(dir.path(), &added, &hook).is_ok() {
            assert_eq!(content(dir.path()).len(), before.len() + 2);
            break;
        }
        assert_eq!(content(dir.path()), before, "failure {failing}");
        failures += 1;
    }
    assert_eq!(failures, 5);
    // The second is there: the first does not come either.
    let (dir, _) = older();
    let before = content(dir.path());
    let problem = add(dir.path(), &files).expect_err("b.pdf is there");
    assert!(problem.message.starts_with("b.pdf is there already"), "{}", problem.message);
    assert_eq!(content(dir.path()), before);
}

#[test]
fn files_are_moved_all_or_none() {
    let (dir, _) = older();
    let before = content(dir.path());
    let (to, names) = (dir.path().join("to"), [DOCX, "b.pdf", "gone"].map(str::to_owned));
    relocate(dir.path(), &to, &names).expect_err("one is not there");
    fs::remove_dir(&to).expect("nothing was left there");
    assert_eq!(content(dir.path()), before);
    relocate(dir.path(), &to, &names[..2]).expect("moved");
    assert_eq!((content(dir.path()).len(), content(&to).len()), (2, 2));
    relocate(&to, dir.path(), &names[..2]).expect("moved back");
    fs::write(to.join("b.pdf"), "other").expect("a file");
    relocate(dir.path(), &to, &names[..2]).expect_err("one is there");
    assert_eq!(content(&to), [("b.pdf".into(), "other".into())].into());
}

#[test]
fn a_folder_in_the_way_of_the_last_file() {
    let (dir, files) = older();
    fs::remove_file(dir.path().join("b.pdf")).expect("removed");
    fs::create_dir(dir.path().join("b.pdf")).expect("a folder");
    let before = content(dir.path());
    let problem = replace(dir.path(), &files).expect_err("blocked");
    assert_eq!(
        problem.message,
        "b.pdf is a folder: rename or remove it and try again; nothing of this letter was changed"
    );
    assert_eq!(content(dir.path()), before);
}

#[test]
fn a_folder_that_appears_before_the_last_rename() {
    let (dir, files) = older();
    let hook = |step: Step, path: &Path| {
        if step == Step::Rename && path.ends_with("b.pdf") {
            fs::remove_file(path)?;
            fs::create_dir(path)?;
        }
        Ok(())
    };
    let mut before = content(dir.path());
    replace_with(dir.path(), &files, Disk::Now, &hook).expect_err("blocked");
    before.insert("b.pdf".into(), "(folder)".into());
    assert_eq!(content(dir.path()), before);
}

#[test]
fn what_cannot_be_put_back_is_kept_and_named() {
    let (dir, files) = older();
    let hook = |step: Step, path: &Path| match step {
        Step::Rename if path.ends_with("b.pdf") => Err(io::ErrorKind::StorageFull.into()),
        Step::Restore => Err(io::ErrorKind::Other.into()),
        _ => Ok(()),
    };
    let problem = replace_with(dir.path(), &files, Disk::Now, &hook).expect_err("blocked");
    assert!(!problem.message.contains("nothing"), "{}", problem.message);
    assert_eq!(problem.hints.len(), 2, "{:?}", problem.hints);
    let kept = content(dir.path()).into_iter().find(|(name, _)| name.ends_with(".former"));
    let (name, text) = kept.expect("the former content");
    assert_eq!(text, "old docx");
    assert!(problem.hints[0].contains(&name), "{:?}", problem.hints);
}

#[test]
fn what_somebody_changed_is_kept_each_time() {
    let (dir, _) = older();
    let aside = || set_aside(dir.path(), DOCX).expect("kept").expect("there");
    let first = aside();
    assert_eq!(first, dir.path().join(CHANGED).join(DOCX));
    assert_eq!(aside(), first);
    fs::write(dir.path().join(DOCX), "changed again").expect("written");
    let second = aside();
    assert!(second.ends_with("T17-SG1-COL-0001!!MSW-E (2).docx"), "{}", second.display());
    assert_eq!(fs::read_to_string(first).expect("the first"), "old docx");
    assert_eq!(fs::read_to_string(second).expect("the second"), "changed again");
    assert_eq!(set_aside(dir.path(), "not there.pdf").expect("nothing to do"), None);
}

#[test]
fn what_a_build_left_that_was_cut_off_is_removed() {
    let (dir, files) = older();
    let before = content(dir.path());
    fs::write(dir.path().join(".letters-abc.tmp"), "half").expect("a file");
    fs::write(dir.path().join(".hidden.tmp"), "not ours").expect("a file");
    sweep(dir.path());
    let mut after = content(dir.path());
    assert_eq!(after.remove(".hidden.tmp").as_deref(), Some("not ours"));
    assert_eq!(after, before);
    drop(files);
}

#[test]
fn a_write_protected_file() {
    let (dir, files) = older();
    let path = dir.path().join(DOCX);
    let mut permissions = fs::metadata(&path).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions.clone()).expect("set");
    let before = content(dir.path());
    let problem = replace(dir.path(), &files).expect_err("write-protected");
    assert!(problem.message.contains("is write-protected"), "{}", problem.message);
    assert_eq!(content(dir.path()), before);
}

#[test]
fn names_stay_in_the_folder_and_are_told_apart() {
    let dir = tempfile::tempdir().expect("a folder");
    for files in
        [&[("../a", "1")][..], &[("a/b", "1")], &[("", "1")], &[("a", "1"), ("a", "2")], &[("NUL.docx", "1")]]
    {
        replace(dir.path(), &set(files)).expect_err("refused");
        assert!(content(dir.path()).is_empty());
    }
}

#[test]
fn what_an_editor_saves_meanwhile_is_kept() {
    // Before the file is looked at again, and in the moment before its new self gets the name.
    for moment in [Step::Keep, Step::Rename] {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("a.yaml");
        fs::write(&path, "read").expect("a file");
        let save = |step: Step, _: &Path| if step == moment { fs::write(&path, "saved") } else { Ok(()) };
        let rewritten = rewrite::rewrite_with(&path, b"read", b"edited", &save).expect("no failure");
        assert_eq!(rewritten, Rewritten::Changed, "{moment:?}");
        assert_eq!(content(dir.path()), [("a.yaml".into(), "saved".into())].into(), "{moment:?}");
        assert_eq!(rewrite(&path, b"saved", b"edited").expect("no failure"), Rewritten::Done);
        assert_eq!(content(dir.path()), [("a.yaml".into(), "edited".into())].into());
    }
}
