use super::*;
use crate::base::{Format, Source};
use chrono::NaiveDate;
use tempfile::TempDir;

const NAME: &str = "T17-SG1-COL-0001";
const ENGLISH: Language = Language::English;

/// An archive with one letter.
fn kept() -> (TempDir, Archive) {
    let dir = tempfile::tempdir().expect("a folder");
    let archive = Archive::of(dir.path());
    assert!(!archive.is_there());
    assert!(archive.find(NAME, ENGLISH).expect("nothing wrong").is_none());
    archive.keep(NAME, ENGLISH, &letter(), None, &files(ENGLISH)).expect("kept");
    (dir, archive)
}

fn letter() -> Arc<Source> {
    Source::new("a.yaml", "number: 1\n")
}

fn files(language: Language) -> Vec<(String, Vec<u8>)> {
    Format::ALL.map(|format| (format.file_name(NAME, language), format.name().into())).into()
}

/// Everything in the archive but what is said to Git: name and content.
fn content(archive: &Archive) -> Vec<(String, Vec<u8>)> {
    let names = archive.file_names().into_iter().filter(|name| name != ".gitattributes");
    let read = |name: String| fs::read(archive.folder.join(&name)).ok().map(|bytes| (name, bytes));
    names.filter_map(read).collect()
}

#[test]
fn what_was_kept_comes_back() {
    let (_dir, archive) = kept();
    let found = archive.find(NAME, ENGLISH).expect("whole").expect("there");
    assert_eq!(found.file(Format::Docx), Some(files(ENGLISH)[0].clone()));
    assert_eq!(archive.letter(NAME, ENGLISH).expect("there").text(), letter().text());
    assert!(archive.find("T17-SG1-COL-0001!A1", ENGLISH).expect("nothing wrong").is_none());
    assert_eq!(archive.letters(), [(NAME.to_owned(), ENGLISH)].into());
    let git = fs::read_to_string(archive.folder.join(".gitattributes")).expect("what is said to Git");
    assert_eq!(git, "* -text\n", "line ends stay as they are");

    // A translation is kept beside it, with what it was made from.
    let (language, russian) = (Language::Russian, Source::new("a.ru.yaml", "translation-of: a.yaml\n"));
    archive.keep(NAME, language, &russian, Some(&letter()), &files(language)).expect("kept");
    assert!(archive.find(NAME, language).expect("whole").is_some());
    assert_eq!(archive.letter(NAME, language).expect("there").text(), russian.text());
    assert_eq!(archive.original(NAME, language).expect("there").text(), letter().text());
    assert!(archive.original(NAME, ENGLISH).is_none());
}

#[test]
fn whatever_is_lost_or_changed_is_an_error() {
    let (_dir, archive) = kept();
    for (name, bytes) in content(&archive) {
        let path = archive.folder.join(&name);
        let same_size = bytes.iter().map(|byte| byte ^ 1).collect();
        for other in [None, Some(Vec::new()), Some(bytes[..bytes.len() / 2].to_vec()), Some(same_size)] {
            match &other {
                Some(other) => fs::write(&path, other).expect("written"),
                None => fs::remove_file(&path).expect("removed"),
            }
            let problem = archive.find(NAME, ENGLISH).expect_err(&name);
            assert!(problem.message.contains(&name), "{}", problem.message);
            assert!(problem.hints.iter().any(|hint| hint.starts_with("restore")), "{:?}", problem.hints);
            let again = archive.keep(NAME, ENGLISH, &letter(), None, &files(ENGLISH));
            assert!(again.is_err(), "{name}: nothing is issued over it");
            assert_eq!(fs::read(&path).ok(), other, "{name}: it was left alone");
        }
        fs::write(&path, &bytes).expect("written");
    }
    // A list without some of its lines.
    let list = archive.list(NAME, ENGLISH);
    let whole = fs::read_to_string(&list).expect("a list");
    for missing in 0..whole.lines().count() {
        let lines = whole.lines().enumerate().filter(|(at, _)| *at != missing).map(|(_, line)| line);
        fs::write(&list, lines.collect::<Vec<_>>().join("\r\n")).expect("written");
        let problem = archive.find(NAME, ENGLISH).expect_err("shortened");
        assert!(problem.message.contains("it does not list"), "{}", problem.message);
    }
    fs::write(&list, whole.to_uppercase().replace("T17-SG1", "t17-sg1")).expect("written");
    assert!(archive.find(NAME, ENGLISH).is_err());
    fs::write(&list, whole.replace("  ", " *").replace('\n', "\r\n")).expect("written");
    assert!(archive.find(NAME, ENGLISH).expect("as sha256sum writes it on Windows").is_some());
}

#[test]
fn a_build_that_was_cut_off_leaves_nothing_that_looks_issued() {
    let (_whole_dir, whole) = kept();
    let all = content(&whole);
    let list = whole.list(NAME, ENGLISH).file_name().expect("a name").to_string_lossy().into_owned();
    // The files come in some order, the list last.
    let mut files: Vec<_> = all.iter().filter(|(name, _)| *name != list).collect();
    files.push(all.iter().find(|(name, _)| *name == list).expect("the list"));
    for there in 0..=files.len() {
        let dir = tempfile::tempdir().expect("a folder");
        let archive = Archive::of(dir.path());
        fs::create_dir_all(archive.unfinished()).expect("a folder");
        fs::write(archive.unfinished().join(&list), &files[files.len() - 1].1).expect("the list, first");
        fs::write(archive.folder.join(".letters-abc.tmp"), "half").expect("half a file");
        for (name, bytes) in &files[..there] {
            fs::write(archive.folder.join(name), bytes).expect("a file");
        }
        let is_issued = there == files.len();
        assert_eq!(archive.has(NAME, ENGLISH), is_issued, "{there} files");
        assert_eq!(archive.find(NAME, ENGLISH).expect("nothing wrong").is_some(), is_issued);
        archive.sweep();
        assert_eq!(content(&archive), if is_issued { all.clone() } else { Vec::new() }, "{there} files");
        assert_eq!(fs::read_dir(archive.unfinished()).expect("a folder").count(), 1, "the lock alone");
        if !is_issued {
            archive.keep(NAME, ENGLISH, &letter(), None, &self::files(ENGLISH)).expect("issued");
            assert_eq!(content(&archive), all);
        }
    }
}

#[test]
fn a_file_that_the_build_did_not_write_is_no_leftover() {
    let dir = tempfile::tempdir().expect("a folder");
    let archive = Archive::of(dir.path());
    fs::create_dir_all(archive.unfinished()).expect("a folder");
    let (name, bytes) = &files(ENGLISH)[0];
    let list = format!("{}  {name}\n", crate::base::sha256(bytes));
    fs::write(archive.unfinished().join(Part::List.file_name(NAME, ENGLISH)), list).expect("a list");
    fs::write(archive.folder.join(name), "another").expect("a file");
    archive.sweep();
    assert_eq!(content(&archive), [(name.clone(), b"another".to_vec())]);
    let problem = archive.find(NAME, ENGLISH).expect_err("files without a list");
    assert!(problem.message.contains("is missing: it lists the published files"), "{}", problem.message);
}

#[test]
fn what_is_withdrawn_is_moved_and_can_be_issued_again() {
    let (_dir, archive) = kept();
    let before = content(&archive);
    let published = archive.find(NAME, ENGLISH).expect("whole").expect("there").fingerprint();
    let date = NaiveDate::from_ymd_opt(2026, 11, 29).expect("a date");
    let withdraw = |why: &str| archive.withdraw((NAME, ENGLISH), Path::new("a.yaml"), date, why);
    assert!(!archive.was_withdrawn((NAME, ENGLISH), published));
    for (number, why) in ["too early", "wrong date"].into_iter().enumerate() {
        let withdrawn = withdraw(why).expect("withdrawn");
        assert_eq!(withdrawn.files.len(), 5);
        for (name, bytes) in &before {
            assert_eq!(fs::read(withdrawn.folder.join(name)).ok().as_ref(), Some(bytes));
        }
        assert_eq!(withdrawn.folder.to_string_lossy().ends_with(" (2)"), number == 1);
        assert!(archive.was_withdrawn((NAME, ENGLISH), published));
        assert_eq!((content(&archive), archive.letters().len()), (Vec::new(), 0));
        assert!(archive.find(NAME, ENGLISH).expect("nothing wrong").is_none());
        archive.keep(NAME, ENGLISH, &letter(), None, &files(ENGLISH)).expect("issued again");
    }
    let list = fs::read_to_string(archive.withdrawn().join("withdrawn.txt")).expect("a list");
    assert_eq!(
        list,
        "2026-11-29  T17-SG1-COL-0001 in English (a.yaml), now in the folder \"T17-SG1-COL-0001-E 2026-11-29\"\n    \
         why: too early\n\
         2026-11-29  T17-SG1-COL-0001 in English (a.yaml), now in the folder \"T17-SG1-COL-0001-E 2026-11-29 (2)\"\n    \
         why: wrong date\n"
    );
    withdraw("once more").expect("withdrawn");
    assert_eq!(withdraw("nothing there").expect_err("nothing there").rule.code, "not-issued");
    assert_eq!(
        fs::read_to_string(archive.withdrawn().join("withdrawn.txt")).expect("a list").lines().count(),
        6
    );
}

#[test]
fn a_letter_that_cannot_be_moved_whole_stays_whole() {
    let (_dir, archive) = kept();
    let before = content(&archive);
    let date = NaiveDate::from_ymd_opt(2026, 11, 29).expect("a date");
    // A file is in the way of the folder.
    fs::create_dir_all(archive.withdrawn()).expect("a folder");
    fs::write(archive.withdrawn().join("T17-SG1-COL-0001-E 2026-11-29"), "").expect("a file");
    archive.withdraw((NAME, ENGLISH), Path::new("a.yaml"), date, "why").expect_err("in the way");
    assert_eq!(content(&archive), before);
    assert!(!archive.withdrawn().join("withdrawn.txt").exists(), "nothing has happened");
}
