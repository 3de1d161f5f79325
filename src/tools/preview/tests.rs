//! What happens to a board while letters are edited.

use super::pages::{PagePart, Pages};
use super::state::{Wanted, look};
use super::{Draft, Store};
use crate::base::{Diagnostic, Diagnostics, Format, Language, Source};
use crate::check::table;
use crate::project::archive::Archive;
use crate::project::session::{Session, Settings};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const LETTER: &str = "group: SG1\nnumber: 1\ndate: 2021-01-21\nstatus: draft\nmeeting:\n  format: virtual\n  starts: 2021-04-20\n  ends: 2021-04-30\n";

/// The house style, with a directory that knows the group of [`LETTER`].
fn session() -> Session {
    studio_in(tempfile::tempdir().expect("a folder").path())
}

fn studio_in(folder: &Path) -> Session {
    let directory = folder.join("directory");
    fs::create_dir_all(&directory).expect("a folder");
    let groups = include_str!("../../../letters/directory/groups.yaml").replace("17", "1");
    fs::write(directory.join("groups.yaml"), groups).expect("a file");
    let signatories = include_str!("../../../letters/directory/signatories.yaml");
    fs::write(directory.join("signatories.yaml"), signatories).expect("a file");
    let letters = folder.to_path_buf();
    Session::open(&Settings { letters, templates: None }).expect("the house style")
}

fn paths(names: &[&str]) -> Vec<PathBuf> {
    names.iter().map(|name| Path::new("letters").join(name)).collect()
}

/// Looks at everything that waits, with these texts.
fn settle(store: &mut Store, text: impl Fn(&str) -> Result<String, Diagnostic>) {
    loop {
        let tasks = store.next(3, |_| false);
        if tasks.is_empty() {
            break;
        }
        for task in tasks {
            let read = text(&task.id).map(|text| Source::new(&task.path, text));
            store.take(
                &task.id,
                look(&task.session, read, Wanted { only_place: task.only_place, ..Wanted::default() }),
            );
        }
    }
    store.compare();
}

/// A board with the letters `a` and `b`, numbers 1 and 2.
fn store() -> Store {
    let mut store = Store::default();
    store.files(&paths(&["a.yaml", "b.yaml"]), Vec::new(), &[]);
    store.house(Ok(session()));
    settle(&mut store, |id| {
        Ok(LETTER.replace("number: 1", if id == "a" { "number: 1" } else { "number: 2" }))
    });
    store
}

fn edit(store: &mut Store, id: &str, text: &str) {
    store.touch(|path, _| path.file_stem().is_some_and(|stem| stem == id));
    settle(store, |_| Ok(text.to_owned()));
}

fn draft(store: &mut Store, id: &str) -> Arc<Draft> {
    let recipe = store.recipe(id).expect("a good version");
    let draft = Arc::new(recipe.make(None).expect("a draft"));
    store.keep(id, &draft);
    draft
}

#[test]
fn letters_are_listed_in_the_order_of_the_register() {
    let mut store = Store::default();
    store.files(&paths(&["b.yaml", "a.yaml", "sub/a.yaml"]), Vec::new(), &[]);
    assert!(!store.is_busy(), "nothing can be looked at without a house style");
    assert_eq!(store.index().summary, "3 letters, 3 not checked yet");
    store.house(Ok(session()));
    settle(&mut store, |id| {
        let number = match id {
            "a" => "number: 3",
            "b" => "number: 2",
            _ => "number: 1",
        };
        Ok(LETTER.replace("number: 1", number))
    });
    let rows = store.index().rows;
    let told: Vec<_> = rows.iter().map(|row| (row.id.as_str(), row.name.as_str())).collect();
    assert_eq!(
        told,
        [
            ("a-2", "TSB Collective letter 1/1"),
            ("b", "TSB Collective letter 2/1"),
            ("a", "TSB Collective letter 3/1")
        ]
    );
    let letter_page = store.letter_page("b").expect("a letter");
    assert_eq!(letter_page.previous.map(|link| link.id).as_deref(), Some("a-2"));
    assert_eq!(letter_page.next.map(|link| link.name).as_deref(), Some("TSB Collective letter 3/1"));
}

#[test]
fn an_edit_is_marked_in_the_draft_and_not_in_the_files() {
    let mut store = store();
    let before = store.changed("a");
    assert!(draft(&mut store, "a").changes.is_empty());
    edit(&mut store, "a", &LETTER.replace("2021-04-30", "2021-04-29"));
    assert!(store.changed("a") > before);
    assert!(store.draft("a").is_none(), "the old draft is not shown as the new one");
    let draft = draft(&mut store, "a");
    assert!(draft.html.contains("<mark class=\"preview-new\""));
    assert!(!store.letter_page("a").expect("a letter").changes.is_empty());
    let name = "T17-SG1-COL-0001!!HTM-E.html";
    let (format, version) = store.file("a", name).expect("a file");
    let letter = version.session.read(&version.source);
    let files = version.session.files(&mut version.session.compose(&letter), &[format]);
    assert_eq!((format, files[0].0.as_str()), (Format::Html, name));
    assert!(!String::from_utf8_lossy(&files[0].1).contains("preview-"));
    assert!(store.start_again("a") && !store.start_again("c"));
    assert!(self::draft(&mut store, "a").changes.is_empty());
}

#[test]
fn a_wrong_letter_keeps_its_last_good_draft_and_recovers() {
    let mut store = store();
    edit(&mut store, "a", &LETTER.replace("2021-04-30", "2021-04-31"));
    let letter_page = store.letter_page("a").expect("a letter");
    assert!(letter_page.is_behind && letter_page.has_draft && letter_page.row.files.is_empty());
    assert_eq!(letter_page.errors.iter().map(|error| error.code).collect::<Vec<_>>(), ["wrong-date"]);
    assert!(store.file("a", "T17-SG1-COL-0001!!PDF-E.pdf").is_none());
    assert!(draft(&mut store, "a").html.contains("30"), "the last good version");
    edit(&mut store, "a", LETTER);
    let letter_page = store.letter_page("a").expect("a letter");
    assert!(!letter_page.is_behind && letter_page.errors.is_empty());
    assert_eq!(letter_page.row.files.len(), 3);
}

#[test]
fn a_file_that_cannot_be_read_is_told() {
    let mut store = store();
    store.touch(|_, _| true);
    settle(&mut store, |_| Err(Diagnostic::error("unreadable", "letters/a.yaml cannot be read")));
    let letter_page = store.letter_page("a").expect("a letter");
    assert!(letter_page.is_behind && letter_page.has_draft);
    assert_eq!(store.index().summary, "2 letters, 2 with errors");
}

#[test]
fn a_broken_house_style_is_told_on_every_letter_and_forgotten() {
    let mut store = store();
    let mut problems = Diagnostics::new();
    problems.push(Diagnostic::error("template", "letter.md cannot be used"));
    store.house(Err(problems));
    for id in ["a", "b"] {
        let letter_page = store.letter_page(id).expect("a letter");
        assert!(
            letter_page.is_behind
                && letter_page.row.files.is_empty()
                && letter_page.errors[0].code == "template"
        );
        assert!(store.sound(id).is_none());
    }
    assert_eq!(store.index().house.len(), 1);
    assert!(!store.is_busy(), "the letters did not change");
    store.house(Ok(session()));
    assert!(store.is_busy() && store.index().house.is_empty());
}

#[test]
fn what_was_found_with_an_old_house_style_is_dropped() {
    let mut store = store();
    store.touch(|_, _| true);
    let task = store.next(1, |id| id == "b").remove(0);
    assert_eq!(task.id, "b", "what is watched comes first");
    store.house(Ok(session()));
    let read = Ok(Source::new(&task.path, "no letter"));
    store.take("b", look(&task.session, read, Wanted { page: true, ..Wanted::default() }));
    assert!(!store.letter_page("b").expect("a letter").is_behind);
}

#[test]
fn letters_come_and_go_and_keep_their_ids() {
    let mut store = store();
    let before = store.list_changed();
    store.files(&paths(&["b.yaml"]), Vec::new(), &[]);
    assert!(store.list_changed() > before && !store.has("a"));
    store.files(&paths(&["a.yaml", "b.yaml"]), Vec::new(), &[]);
    assert!(store.has("a") && store.has("b"));
    edit(&mut store, "a", &LETTER.replace("2021-04-30", "2021-04-29"));
    assert!(!draft(&mut store, "a").changes.is_empty(), "it is held against what it was");
    let before = store.list_changed();
    store.files(&paths(&["a.yaml", "b.yaml"]), Vec::new(), &[]);
    assert_eq!(store.list_changed(), before, "nothing happened");
}

#[test]
fn letters_are_compared_also_with_those_that_are_not_shown() {
    let mut store = Store::default();
    store.files(&paths(&["a.yaml"]), Vec::new(), &paths(&["other.yaml"]));
    store.house(Ok(session()));
    settle(&mut store, |_| Ok(LETTER.to_owned()));
    assert!(!store.has("other") && store.index().rows.len() == 1);
    let letter_page = store.letter_page("a").expect("a letter");
    assert_eq!(letter_page.errors.iter().map(|error| error.code).collect::<Vec<_>>(), ["duplicate-letter"]);
    assert!(
        !letter_page.is_behind && letter_page.row.files.is_empty(),
        "the draft is right, the letter is not built"
    );
}

#[test]
fn a_picture_that_changed_concerns_the_letters_that_name_it() {
    let mut store = store();
    store.touch(|_, text| text.is_some_and(|text| text.contains("number: 2")));
    let tasks = store.next(9, |_| false);
    assert_eq!(tasks.iter().map(|task| task.id.as_str()).collect::<Vec<_>>(), ["b"]);
}

#[test]
fn pages_escape_what_letters_say() {
    let pages = Pages::new().expect("sound templates");
    let mut store = store();
    let bad = "<script>alert(1)</script>";
    edit(&mut store, "a", &format!("{LETTER}{bad}: \"{bad}\"\n"));
    draft(&mut store, "b");
    for id in ["a", "b"] {
        let letter_page = store.letter_page(id).expect("a letter");
        let mut all = pages.letter(&letter_page).expect("a page");
        assert_eq!(all.matches("<script").count(), 1, "our own alone: {all}");
        for part in PagePart::ALL {
            all = pages.part(part, &letter_page).expect("a part");
            assert!(!all.contains("<script"), "{all}");
        }
    }
    let index = store.index();
    assert_eq!(pages.index(&index, None).expect("a page").matches("<tr id=\"row-").count(), 2);
    for code in ["short-notice", "wrong-date", "cannot-write"] {
        let rule = table::find(code).expect("a rule");
        assert!(pages.rule(rule).expect("a page").contains(code));
    }
}

#[test]
fn an_issued_letter_is_shown_as_it_was_published() {
    let folder = tempfile::tempdir().expect("a folder");
    let issued = LETTER.replace("status: draft", "status: issued");
    let before = studio_in(folder.path());
    let source = Source::new("letters/a.yaml", issued.as_str());
    let letter = before.read(&source);
    let mut composition = before.compose(&letter);
    let files = before.files(&mut composition, &Format::ALL);
    let name = composition.name().expect("a name");
    Archive::of(before.letters()).keep(name, Language::English, &source, None, &files).expect("kept");

    let mut store = Store::default();
    store.files(&paths(&["a.yaml"]), Vec::new(), &[]);
    store.house(Ok(studio_in(folder.path())));
    settle(&mut store, |_| Ok(issued.replace("2021-04-30", "2021-04-29")));
    let (format, version) = store.file("a", &files[1].0).expect("a file");
    assert_eq!(version.file(format), Some(files[1].clone()));
    assert!(draft(&mut store, "a").html.contains("20-30 April 2021"));
    let codes: Vec<_> = store.letter_page("a").expect("a letter").findings.iter().map(|f| f.code).collect();
    assert!(codes.contains(&"issued-changed"), "{codes:?}");
}

/// A folder with the letters `a` and `b`, and `a` in Russian.
fn folder() -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().expect("a folder");
    let paths: Vec<PathBuf> =
        ["a.ru.yaml", "a.yaml", "b.yaml"].iter().map(|name| folder.path().join(name)).collect();
    let texts = [
        "translation-of: a.yaml\nlanguage: ru\n".to_owned(),
        LETTER.to_owned(),
        LETTER.replace("number: 1", "number: 2"),
    ];
    for (path, text) in paths.iter().zip(texts) {
        fs::write(path, text).expect("a letter");
    }
    (folder, paths)
}

/// Looks at everything that waits, as it is on the disk.
fn settle_files(store: &mut Store) {
    loop {
        let tasks = store.next(3, |_| false);
        if tasks.is_empty() {
            break;
        }
        for task in tasks {
            let read = crate::model::letter_files::read(&task.path);
            store.take(
                &task.id,
                look(&task.session, read, Wanted { only_place: task.only_place, ..Wanted::default() }),
            );
        }
    }
    store.compare();
}

/// The labels of the languages that a letter is there in.
fn there(languages: &[super::version::LanguageVersion]) -> Vec<&str> {
    languages.iter().filter(|version| version.id.is_some()).map(|version| version.label.as_str()).collect()
}

#[test]
fn a_letter_has_one_row_and_a_page_in_each_language() {
    let (folder, paths) = folder();
    let mut store = Store::default();
    store.files(&paths, Vec::new(), &[]);
    store.house(Ok(studio_in(folder.path())));
    settle_files(&mut store);
    let index = store.index();
    let ids: Vec<&str> = index.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!((ids, index.summary.as_str()), (vec!["a", "b"], "2 letters"));
    assert_eq!(there(&index.rows[0].languages), ["EN", "RU"]);
    let letter_page = store.letter_page("a-ru").expect("a page");
    assert_eq!(there(&letter_page.row.languages), ["EN", "RU"]);
    let here: Vec<&str> = letter_page
        .row
        .languages
        .iter()
        .filter(|version| version.is_here)
        .map(|version| version.label.as_str())
        .collect();
    assert_eq!(here, ["RU"]);
    // To go on in the language, where the next letter is there in it.
    assert_eq!(letter_page.next.map(|link| link.id).as_deref(), Some("b"));
    let back = store.letter_page("b").expect("a page").previous;
    assert_eq!(back.map(|link| link.id).as_deref(), Some("a"));
    let page = Pages::new().expect("sound templates").letter(&store.letter_page("a-ru").expect("a page"));
    let page = page.expect("a page");
    assert!(page.contains("title=\"русский\" aria-current=\"page\">RU<"), "{page}");
    assert!(page.contains("<bdi class=\"subject\" lang=\"ru\">Виртуальное собрание"), "{page}");
    assert!(page.contains("No version in: <span lang=\"fr\" title=\"français\">FR<"), "{page}");
}

#[test]
fn an_edited_original_concerns_its_translations_and_an_edited_translation_itself() {
    let (folder, paths) = folder();
    let mut store = Store::default();
    store.files(&paths, Vec::new(), &[]);
    store.house(Ok(studio_in(folder.path())));
    settle_files(&mut store);
    let waiting = |store: &Store| -> Vec<String> {
        let mut ids: Vec<String> = store.next(9, |_| false).into_iter().map(|task| task.id).collect();
        ids.sort();
        ids
    };
    let before = draft(&mut store, "a-ru");
    store.touch(|path, _| path.ends_with("a.yaml"));
    assert_eq!(waiting(&store), ["a", "a-ru"]);
    fs::write(&paths[1], LETTER.replace("2021-04-30", "2021-04-29")).expect("an edit");
    settle_files(&mut store);
    let after = draft(&mut store, "a-ru");
    assert!(before.changes.is_empty() && !after.changes.is_empty());
    store.touch(|path, _| path.ends_with("a.ru.yaml"));
    assert_eq!(waiting(&store), ["a-ru"]);
    settle_files(&mut store);

    // What is wrong with the original is told there.
    fs::write(&paths[1], LETTER.replace("2021-04-30", "2021-04-31")).expect("an edit");
    store.touch(|path, _| path.ends_with("a.yaml"));
    settle_files(&mut store);
    let codes = |store: &Store, id: &str| -> Vec<&str> {
        store.letter_page(id).expect("a page").errors.iter().map(|error| error.code).collect()
    };
    assert_eq!((codes(&store, "a"), codes(&store, "a-ru")), (vec!["wrong-date"], vec!["original-wrong"]));
    assert!(store.letter_page("b").expect("a page").errors.is_empty());
    fs::write(&paths[1], LETTER).expect("an edit");
    store.touch(|path, _| path.ends_with("a.yaml"));
    settle_files(&mut store);

    // A translation that goes is no longer offered; an original that goes is missed.
    let before = store.changed("a");
    store.files(&paths[1..], Vec::new(), &[]);
    settle_files(&mut store);
    assert!(store.changed("a") > before);
    assert_eq!(there(&store.letter_page("a").expect("a page").row.languages), ["EN"]);
    store.files(&paths, Vec::new(), &[]);
    settle_files(&mut store);
    fs::remove_file(&paths[1]).expect("gone");
    store.files(&[paths[0].clone(), paths[2].clone()], Vec::new(), &[]);
    settle_files(&mut store);
    assert_eq!(codes(&store, "a-ru"), ["translation"]);
}

#[test]
fn wrong_words_of_a_language_are_shown_with_its_letters() {
    let (folder, paths) = folder();
    let style = folder.path().join("style");
    fs::create_dir_all(style.join("phrases")).expect("a folder");
    fs::write(style.join("phrases/ru.yaml"), "verified: perhaps\n").expect("a file");
    let mut store = Store::default();
    store.files(&paths, Vec::new(), &[]);
    studio_in(folder.path());
    let settings = Settings { letters: folder.path().to_path_buf(), templates: Some(style) };
    store.house(Session::open(&settings));
    settle_files(&mut store);
    let errors = store.letter_page("a-ru").expect("a page").errors;
    assert!(errors.iter().any(|error| error.code == "words-wrong"), "{errors:#?}");
    assert!(errors.iter().any(|error| error.excerpt.contains("ru.yaml")), "{errors:#?}");
    assert!(store.letter_page("a").expect("a page").errors.is_empty());
}
