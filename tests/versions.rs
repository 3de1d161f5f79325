//! A letter in several languages, as those who keep the letters see it: one letter in the list, in the register,
//! in builds after builds, and each language issued on its own.
use crate::common::program::{Office, Run, letter};
use std::collections::BTreeMap;
use std::fs;

const RUSSIAN: &str = "translation-of: 1.yaml\nlanguage: ru\nsentences:\n  - {at: body.2.text, en: \"Room A is free.\", ru: \"Зал А свободен.\"}\n";
const CHINESE: &str = "translation-of: 1.yaml\nlanguage: zh\nsentences:\n  - {at: body.2.text, en: \"Room A is free.\", zh: \"A厅可用。\"}\n";

/// A letter with a sentence of its own.
fn english() -> String {
    letter(1) + "body:\n  - opening\n  - text: \"Room A is free.\"\n  - deadlines\n"
}

/// Letter 1 in English, Russian and Chinese, letter 2 in English.
fn office() -> Office {
    Office::with_letters([2])
        .file("letters/1.yaml", english())
        .file("letters/1.ru.yaml", RUSSIAN)
        .file("letters/1.zh.yaml", CHINESE)
}

/// The same, with a house style of its own.
fn house() -> Office {
    office().copy("templates", "templates")
}

fn edit(office: &Office, file: &str, from: &str, to: &str) {
    let path = office.path(file);
    let text = fs::read_to_string(&path).expect("a text");
    assert!(text.contains(from), "{from:?} is not in {file}");
    fs::write(&path, text.replace(from, to)).expect("written");
}

/// The letters of which a build wrote files, with the reasons.
fn built(office: &Office) -> BTreeMap<String, Vec<String>> {
    let run = office.run(&["build", "--message-format", "json"]);
    let text = |value: &serde_json::Value| value.as_str().expect("text").replace('\\', "/");
    let built = run.json().into_iter().filter(|line| line["state"] == "built");
    built
        .map(|line| (text(&line["file"]), line["why"].as_array().expect("a list").iter().map(text).collect()))
        .collect()
}

fn files(built: &BTreeMap<String, Vec<String>>) -> Vec<&str> {
    built.keys().map(String::as_str).collect()
}

/// How often each code of an error was told.
fn errors(run: &Run) -> BTreeMap<&str, usize> {
    let mut codes = BTreeMap::new();
    for line in run.stderr.lines() {
        if let Some((code, _)) = line.strip_prefix("error[").and_then(|rest| rest.split_once(']')) {
            *codes.entry(code).or_insert(0) += 1;
        }
    }
    codes
}

#[test]
fn the_list_has_a_row_for_each_letter_with_its_languages() {
    let office = office();
    let run = office.run(&["list"]).code(0).quiet();
    insta::assert_snapshot!(run.snapshot());
    // What is still a draft is marked where the letter is not, and what is wrong where the letter is right.
    edit(&office, "letters/1.yaml", "number: 1", "number: 1\nstatus: issued");
    edit(
        &office,
        "letters/1.zh.yaml",
        "en: \"Room A is free.\"",
        "en: \"Quite another sentence.\", at: body.9",
    );
    fs::write(office.path("letters/1.zh.yaml"), CHINESE.replace("sentences:", "sentence:")).expect("written");
    let run = office.run(&["list"]).code(1);
    run.says("  C! E R*  ").says("\n* still a draft, ! has errors\n");
}

#[test]
fn the_list_of_a_language_says_what_is_not_there_in_it() {
    let office = office();
    let run = office.run(&["list", "--lang", "ru"]).code(0).warns("no version in Russian: T17 2/17\n");
    assert!(run.stdout.contains("T17 1/17") && !run.stdout.contains("T17 2/17"), "{run:#?}");
    office.run(&["list", "--lang", "all"]).code(0).quiet().says("T17 2/17");
    office.run(&["list", "--lang", "fr"]).code(0).warns("no letter matches these options");
    // A letter that is named by one of its files is shown with all of them.
    office.run(&["list", "letters/1.ru.yaml"]).code(0).quiet().says("  C E R  ");
}

#[test]
fn json_has_the_versions_of_a_letter() {
    let lines = office().run(&["list", "--message-format", "json"]).code(0).quiet().json();
    assert_eq!(lines.len(), 2);
    assert_eq!((&lines[0]["language"], &lines[0]["status"]), (&"en".into(), &"draft".into()));
    let versions: Vec<_> = lines[0]["versions"].as_array().expect("a list").iter().collect();
    let languages: Vec<_> = versions.iter().map(|version| version["language"].as_str()).collect();
    assert_eq!(languages, [Some("en"), Some("zh"), Some("ru")]);
    assert!(versions[2]["file"].as_str().expect("a path").ends_with("1.ru.yaml"));
    assert_eq!(versions[2]["files"][1], "T17-SG17-COL-0001!!PDF-R.pdf");
    assert_eq!(lines[1]["versions"].as_array().map(Vec::len), Some(1));
}

#[test]
fn letters_and_languages_are_counted_apart() {
    let office = office();
    office.run(&["build"]).code(0).says("built 2 letters in 3 languages (12 files written)\n");
    office.run(&["build", "--lang", "ru"]).code(0).says("\n1 letter in Russian unchanged\n");
    office.run(&["build", "--lang", "en"]).code(0).says("\n2 letters unchanged\n");
    office.run(&["check", "--lang", "ru,zh"]).code(0).says("checked 1 letter in 2 languages: no findings\n");
    office
        .run(&["diff", "--lang", "all"])
        .code(0)
        .says("compared 2 letters in 3 languages with output: 4 unchanged\n");
}

#[test]
fn a_language_is_found_from_any_file_of_the_letter() {
    let office = office();
    let all = ["letters/1.yaml", "letters/1.ru.yaml", "letters/1.zh.yaml"];
    let of = |files: &[&'static str], languages: &'static str| {
        let arguments: Vec<&str> = ["check", "--lang", languages].iter().chain(files).copied().collect();
        office.run(&arguments)
    };
    of(&all, "zh").code(0).says("checked 1 letter in Chinese: no findings\n");
    of(&all[1..2], "zh,en").code(0).says("checked 1 letter in 2 languages: no findings\n");
    let run = of(&all, "fr").code(2);
    assert_eq!(run.stderr.matches("error[").count(), 1, "once for a letter: {run:#?}");
    run.warns("1.yaml does not exist in French");
    of(&["letters/1.yaml", "letters/2.yaml"], "zh").code(2).warns("2.yaml does not exist in Chinese");
}

#[test]
fn a_letter_and_its_translations_have_one_number() {
    let office = office();
    for command in ["list", "check", "build"] {
        office.run(&[command]).code(0).quiet();
    }
    // A gap is told once, with the letter.
    let office = office
        .file("letters/2.yaml", letter(4))
        .file("letters/2.ru.yaml", "translation-of: 2.yaml\nlanguage: ru\n");
    let run = office.run(&["check"]).code(0);
    assert_eq!(run.stderr.matches("[number-gap]").count(), 1, "{run:#?}");
    run.warns("letters/2.yaml:2:9".replace('/', std::path::MAIN_SEPARATOR_STR).as_str());
}

#[test]
fn two_files_of_one_language_are_an_error_in_both() {
    let office = office().file("letters/1 again.yaml", RUSSIAN);
    for command in ["list", "check", "build"] {
        let run = office.run(&[command]).code(1);
        assert_eq!(errors(&run), BTreeMap::from([("same-translation", 2)]), "{run:#?}");
    }
    let run = office.run(&["build"]).code(1);
    insta::assert_snapshot!(run.snapshot());
    // Also when only one of them is asked for.
    office.run(&["check", "letters/1.ru.yaml"]).code(1).warns("error[same-translation]");
    office.run(&["check", "--lang", "zh"]).code(0).quiet();
}

#[test]
fn two_letters_with_one_number_are_told_of_once_with_all_their_languages() {
    let office = office()
        .file("letters/copy.yaml", english())
        .file("letters/copy.ru.yaml", RUSSIAN.replace("1.yaml", "copy.yaml"));
    let run = office.run(&["build"]).code(1);
    assert_eq!(errors(&run), BTreeMap::from([("duplicate-letter", 2), ("original-wrong", 3)]), "{run:#?}");
}

#[test]
fn two_letters_for_one_file_are_told_of_once_with_all_their_languages() {
    let named = |number| letter(number) + "file-name: Letter\n";
    let office = Office::new()
        .file("letters/1.yaml", named(1))
        .file("letters/2.yaml", named(2))
        .file("letters/1.zh.yaml", "translation-of: 1.yaml\nlanguage: zh\n")
        .file("letters/2.zh.yaml", "translation-of: 2.yaml\nlanguage: zh\n");
    let run = office.run(&["build"]).code(1);
    assert_eq!(errors(&run), BTreeMap::from([("same-output", 2), ("original-wrong", 2)]), "{run:#?}");
}

#[test]
fn what_is_wrong_with_an_original_is_told_once() {
    let office = office();
    edit(&office, "letters/1.yaml", "2021-04-30", "2021-04-31");
    for command in ["list", "check", "build", "diff"] {
        fs::create_dir_all(office.path("output")).expect("a folder");
        let run = office.run(&[command]).code(1);
        assert_eq!(errors(&run), BTreeMap::from([("wrong-date", 1), ("original-wrong", 2)]), "{run:#?}");
    }
    insta::assert_snapshot!(office.run(&["build", "letters/1.ru.yaml"]).code(1).snapshot());
    // What is wrong with a translation itself is told all the same.
    edit(&office, "letters/1.ru.yaml", "language: ru", "language: ru\nlanguages: all");
    let run = office.run(&["check"]).code(1);
    let both = BTreeMap::from([("wrong-date", 1), ("unknown-key", 1), ("original-wrong", 2)]);
    assert_eq!(errors(&run), both, "{run:#?}");
}

#[test]
fn an_original_that_is_no_yaml_is_told_of_once() {
    let office = office();
    edit(&office, "letters/1.yaml", "meeting:", "meeting: [");
    let run = office.run(&["build"]).code(1);
    assert_eq!(errors(&run), BTreeMap::from([("yaml", 1), ("original-wrong", 2)]), "{run:#?}");
    fs::write(office.path("letters/1.yaml"), b"place: Gen\xe8ve\n").expect("written");
    let run = office.run(&["build"]).code(1);
    assert_eq!(errors(&run), BTreeMap::from([("not-utf-8", 1), ("original-wrong", 2)]), "{run:#?}");
}

#[test]
fn wrong_words_of_a_language_are_told_once_and_cost_that_language_alone() {
    let office = house().file("letters/2.ru.yaml", "translation-of: 2.yaml\nlanguage: ru\n");
    edit(&office, "templates/phrases/ru.yaml", "\nverified: false", "\nverified: perhaps");
    let run = office.run(&["build"]).code(1).says("2 letters in Russian have errors");
    let told = errors(&run);
    assert_eq!(told.get("words-wrong"), Some(&2), "{run:#?}");
    assert_eq!(told.values().sum::<usize>(), 3, "{run:#?}");
    assert_eq!(office.names("output").len(), 9, "English and Chinese are there");
    for command in ["check", "list", "diff"] {
        let run = office.run(&[command]).code(1);
        assert_eq!(errors(&run), told, "{run:#?}");
    }
    office.run(&["build", "--lang", "en,zh"]).code(0).quiet();
    edit(&office, "templates/phrases/ru.yaml", "\nverified: perhaps", "\nverified: false");
    office.run(&["build"]).code(0).quiet().says("built 2 letters in Russian (6 files written)");
}

#[test]
fn words_that_become_wrong_are_found_when_nothing_else_has_changed() {
    let office = house();
    office.run(&["build"]).code(0);
    edit(&office, "templates/phrases/ru.yaml", "\nverified: false", "\nverified: perhaps");
    let run = office.run(&["build"]).code(1);
    assert_eq!(errors(&run).get("words-wrong"), Some(&1), "{run:#?}");
}

#[test]
fn a_translation_is_built_when_what_it_is_made_from_has_changed_and_for_nothing_else() {
    let office = house();
    office.run(&["build"]).code(0);
    assert!(built(&office).is_empty());
    // A fact of the original: all its languages, the reason with its place.
    edit(&office, "letters/1.yaml", "2021-04-30", "2021-04-29");
    let found = built(&office);
    assert_eq!(files(&found), ["letters/1.ru.yaml", "letters/1.yaml", "letters/1.zh.yaml"]);
    assert_eq!(found["letters/1.ru.yaml"], ["the original letters/1.yaml has changed: meeting.ends"]);
    assert_eq!(found["letters/1.yaml"], ["letters/1.yaml has changed"]);
    // A sentence of a translation: that alone.
    edit(&office, "letters/1.ru.yaml", "свободен", "занят");
    let found = built(&office);
    assert_eq!(
        found,
        BTreeMap::from([("letters/1.ru.yaml".into(), vec!["letters/1.ru.yaml has changed".into()])])
    );
    // A sentence of the original: the translation says what it said, and is warned of.
    edit(&office, "letters/1.yaml", "Room A", "Room B");
    let run = office.run(&["build", "--why"]).code(0).warns("warning[translation-older]");
    run.says("    because letters/1.yaml has changed\n").says("built 1 letter (3 files written)");
    // Only a comment in the original: nothing.
    edit(&office, "letters/1.yaml", "number: 1\n", "number: 1 # one\n");
    assert!(built(&office).is_empty());
}

#[test]
fn words_of_a_language_reach_its_letters_and_no_others() {
    let office = house();
    office.run(&["build"]).code(0);
    edit(&office, "templates/phrases/ru.yaml", "Уважаемая госпожа", "Глубокоуважаемая госпожа");
    let times = office.times("output");
    let found = built(&office);
    assert_eq!(files(&found), ["letters/1.ru.yaml"]);
    let why = "the phrase salutation in templates/phrases/ru.yaml has changed";
    assert_eq!(found["letters/1.ru.yaml"], [why]);
    for (name, time) in office.times("output") {
        assert_eq!(times.get(&name) == Some(&time), !name.contains("-R."), "{name}");
    }
    // English words are not those of a translation.
    edit(&office, "templates/phrases/en.yaml", "Yours faithfully", "Yours sincerely");
    assert_eq!(files(&built(&office)), ["letters/1.yaml", "letters/2.yaml"]);
    // A key that is new in English and lacks in a language stops that language.
    edit(&office, "templates/phrases/en.yaml", "\nphrases:\n", "\nphrases:\n  brand-new: Brand new\n");
    let run = office.run(&["build"]).code(1);
    assert_eq!(errors(&run), BTreeMap::from([("missing-phrase", 2), ("words-wrong", 2)]), "{run:#?}");
}

#[test]
fn terms_and_looks_of_a_language_reach_its_letters_and_no_others() {
    let office = house();
    let terms = "\"Quantum networks\": {ru: Квантовые сети, zh: 量子网络}\n";
    edit(&office, "letters/1.yaml", "number: 1\n", "number: 1\nsubject: Quantum networks\n");
    let office = office.file("letters/directory/terms.yaml", terms);
    office.run(&["build"]).code(0);
    edit(&office, "letters/directory/terms.yaml", "Квантовые сети", "Сети будущего");
    let found = built(&office);
    assert_eq!(files(&found), ["letters/1.ru.yaml"]);
    let why = "the term Quantum networks in letters/directory/terms.yaml has changed";
    assert_eq!(found["letters/1.ru.yaml"], [why]);
    edit(&office, "templates/theme.yaml", "ru: {size: 0.91", "ru: {size: 0.95");
    let found = built(&office);
    assert_eq!(files(&found), ["letters/1.ru.yaml"]);
    assert_eq!(found["letters/1.ru.yaml"], ["the language ru in templates/theme.yaml has changed"]);
    let after = office.contents("output");
    office.run(&["build", "--output", "fresh"]).code(0);
    assert_eq!(after, office.contents("fresh"), "what was not built again is right");
}

/// Words that a translator has confirmed, so that nothing is to be said of them in an issued letter.
fn confirmed() -> Office {
    let office = house();
    let path = office.path("templates/phrases/ru.yaml");
    let text = fs::read_to_string(&path).expect("phrases");
    fs::write(
        &path,
        text.replace("verified: false", "verified: true").replace("verified: no", "verified: yes"),
    )
    .expect("written");
    office
}

const ISSUED_RUSSIAN: (&str, &str, &str) =
    ("letters/1.ru.yaml", "language: ru\n", "language: ru\nstatus: issued\n");

#[test]
fn each_language_is_issued_on_its_own_with_what_it_was_made_from() {
    let office = confirmed();
    edit(&office, "letters/1.yaml", "number: 1\n", "number: 1\nstatus: issued\n");
    office.run(&["build"]).code(0).says("issued: these files are kept from now on");
    assert_eq!(office.names("letters/as-issued").len(), 5, "only the English letter was issued");
    let (file, from, to) = ISSUED_RUSSIAN;
    edit(&office, file, from, to);
    office
        .run(&["build"])
        .code(0)
        .says("letters/1.ru.yaml  3 files written (issued: these files are kept")
        .says("1 letter kept as issued");
    let names = office.names("letters/as-issued");
    assert_eq!(names.len(), 11, "{names:?}");
    let kept = |name: &str| {
        fs::read_to_string(office.path("letters/as-issued").join(name)).expect("a file that was kept")
    };
    assert!(kept("T17-SG17-COL-0001!!YML-R.yaml").contains("свободен"));
    assert!(kept("T17-SG17-COL-0001!!ORI-R.yaml").contains("Room A is free."));
    assert!(kept("T17-SG17-COL-0001!!SHA-R.sha256").contains("!!MSW-R.docx"));
    let published = office.contents("output");
    edit(&office, "templates/phrases/ru.yaml", "Уважаемая госпожа", "Глубокоуважаемая госпожа");
    office.run(&["build"]).code(0).says("1 letter in 2 languages kept as issued");
    assert_eq!(office.contents("output"), published);
    edit(&office, file, to, from);
    office.run(&["build"]).code(1).warns("error[issued-as-draft]: letter 1/17 was issued in Russian");
}

#[test]
fn an_issued_translation_whose_original_changes_is_told_of() {
    let office = confirmed();
    edit(&office, "letters/1.yaml", "number: 1\n", "number: 1\nstatus: issued\n");
    let (file, from, to) = ISSUED_RUSSIAN;
    edit(&office, file, from, to);
    office.run(&["build"]).code(0);
    let published = office.contents("output");
    edit(&office, "letters/1.yaml", "2021-04-30", "2021-04-29");
    let run = office.run(&["build"]).code(0);
    assert_eq!(run.stderr.matches("warning[issued-changed]").count(), 2, "{run:#?}");
    run.warns("this letter was issued in Russian, and afterwards `meeting.ends` was changed in its original");
    let of_russian = |office: &Office| -> Vec<Vec<u8>> {
        office
            .contents("output")
            .into_iter()
            .filter(|(name, _)| name.contains("-R."))
            .map(|(_, b)| b)
            .collect()
    };
    let before: Vec<_> =
        published.into_iter().filter(|(name, _)| name.contains("-R.")).map(|(_, b)| b).collect();
    assert_eq!(of_russian(&office), before);
    // So it is with a sentence that was translated in other words: what was published stays so.
    edit(&office, "letters/1.yaml", "Room A", "Room B");
    let run = office.run(&["check"]).code(0);
    assert_eq!(run.stderr.matches("warning[issued-changed]").count(), 2, "{run:#?}");
    office.run(&["build"]).code(0);
    assert_eq!(of_russian(&office), before);
    // The translation itself.
    edit(&office, "letters/1.yaml", "Room B", "Room A");
    edit(&office, "letters/1.yaml", "2021-04-29", "2021-04-30");
    edit(&office, file, "свободен", "занят");
    let run = office.run(&["build"]).code(0);
    assert_eq!(run.stderr.matches("warning[issued-changed]").count(), 1, "{run:#?}");
    run.warns("`sentences` was changed in its file");
}

#[test]
fn no_translation_is_issued_before_its_original() {
    let office = confirmed();
    let (file, from, to) = ISSUED_RUSSIAN;
    edit(&office, file, from, to);
    for command in ["check", "build"] {
        office.run(&[command]).code(1).warns("error[issued-before-original]");
    }
    assert_eq!(office.names("letters/as-issued"), [""; 0]);
    edit(&office, "letters/1.yaml", "number: 1\n", "number: 1\nstatus: issued\n");
    office.run(&["build"]).code(0).quiet();
}

#[test]
fn a_revision_says_that_it_needs_translations_of_its_own() {
    let office = office();
    edit(&office, "letters/1.yaml", "number: 1\n", "number: 1\nstatus: issued\n");
    let run = office.run(&["new", "--revision-of", "letters/1.yaml", "--date", "2021-02-01"]);
    let said: Vec<&str> = run.stdout.split_whitespace().collect();
    let said = said.join(" ");
    assert!(
        said.contains("is also translated into Chinese and Russian; those translations do not change"),
        "{run:#?}"
    );
    let office = Office::with_letters([2]).file("letters/1.yaml", letter(1) + "status: issued\n");
    let run = office.run(&["new", "--revision-of", "letters/1.yaml", "--date", "2021-02-01"]).code(0);
    assert!(!run.stdout.contains("translations:"), "{run:#?}");
}
