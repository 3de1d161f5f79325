use super::*;
use crate::base::{Diagnostics, Language, Source, yaml};
use crate::model::translation::Translation;

const LETTER: &str = "number: 1\nsubject: A subject\nbody:\n- text: First words of all.\n- text: |\n    Second words\n    on two lines.\n";

fn version(letter: &str, file: Option<&str>) -> Version {
    let folder = std::path::Path::new("l");
    let original = Source::new(folder.join("1.yaml"), letter);
    let tree = yaml::parse(&original, &mut Diagnostics::new()).expect("YAML");
    let file = file.map(|text| {
        let source = Source::new(folder.join("1.fr.yaml"), text);
        let mut problems = Diagnostics::new();
        let node = yaml::parse(&source, &mut problems).expect("YAML");
        let translation = Translation::read(&node, &mut problems);
        let translation = translation.unwrap_or_else(|_| panic!("{problems:#?}\n{text}"));
        super::super::Existing { source, node, translation }
    });
    Version {
        original,
        letter: tree,
        from: Language::English,
        language: Language::French,
        path: folder.join("1.fr.yaml"),
        file,
    }
}

fn updated(letter: &str, file: Option<&str>) -> Updated {
    let update = |file: Option<&str>| {
        super::update(&version(letter, file), None, &Memory::default(), &Taken::default(), "s.json")
    };
    let first = update(file);
    assert_eq!(update(Some(&first.text)).text, first.text, "a second time changes nothing");
    first
}

const FRENCH: &str = "# by hand\nlanguage: fr   # French\ntranslation-of: 1.yaml\n\nsentences:   # all\n# about the first\n- at: subject\n  en: A subject\n  fr: Un sujet   # or: objet\n- {at: body.1.text, en: First words of all., fr: Les premiers mots.}\n- at: body.2.text\n  en: |\n    Second words\n    on two lines.\n  fr: |\n    Les seconds mots # no comment\n    sur deux lignes.\n";

#[test]
fn a_new_file_lists_all_sentences() {
    insta::assert_snapshot!(updated(LETTER, None).text, @r#"
    # yaml-language-server: $schema=s.json
    translation-of: 1.yaml
    language: fr
    status: draft

    sentences:
      - at: subject
        en: A subject
        fr: ""

      - at: body.1.text
        en: First words of all.
        fr: ""

      - at: body.2.text
        en: |
          Second words
          on two lines.
        fr: ""
    "#);
}

#[test]
fn what_has_not_changed_stays_as_it_was_typed() {
    assert_eq!(updated(LETTER, Some(FRENCH)).text, FRENCH);
    let windows = FRENCH.replace('\n', "\r\n");
    assert_eq!(updated(LETTER, Some(&windows)).text, windows);
}

#[test]
fn sentences_come_change_and_go_and_no_work_is_lost() {
    let letter = LETTER
        .replace("subject: A subject\n", "")
        .replace("First words of", "New first words of")
        .replace("body:\n", "body:\n- text: Something else.\n");
    let updated = updated(&letter, Some(FRENCH));
    assert_eq!((updated.added, updated.changed, updated.kept), (1, 1, 1));
    insta::assert_snapshot!(updated.text, @r#"
    # by hand
    language: fr   # French
    translation-of: 1.yaml

    sentences:   # all
    - at: body.1.text
      en: Something else.
      fr: ""
    - at: body.2.text
      en: New first words of all.
      fr: Les premiers mots.
      was: First words of all.
    - at: body.3.text
      en: |
        Second words
        on two lines.
      fr: |
        Les seconds mots # no comment
        sur deux lignes.

    # No longer in the original. Kept so that no work is lost: delete what you do not need.
    # # about the first
    # # or: objet
    # - at: subject
    #   en: A subject
    #   fr: Un sujet
    "#);
}

#[test]
fn the_english_of_the_translation_is_kept_until_somebody_has_looked() {
    let once = LETTER.replace("First words", "Other words");
    let twice = LETTER.replace("First words", "Further words");
    let first = updated(&once, Some(FRENCH)).text;
    let second = updated(&twice, Some(&first)).text;
    assert!(
        second.contains("en: Further words of all.\n  fr: Les premiers mots.\n  was: First words of all.\n")
    );
    let back = updated(LETTER, Some(&second)).text;
    assert!(back.contains("en: First words of all.\n  fr: Les premiers mots.\n- at: body.2"), "{back}");
}

#[test]
fn a_list_in_brackets_is_written_out() {
    let file = "translation-of: 1.yaml\nlanguage: fr\nsentences: [{en: A subject, fr: Un sujet}, # say it\n  {en: Gone, fr: Parti}]\nstatus: draft\n";
    let text = updated(LETTER, Some(file)).text;
    assert!(
        text.contains("sentences:\n  # say it\n  - at: subject\n    en: A subject\n    fr: Un sujet\n"),
        "{text}"
    );
    assert!(text.contains("\nstatus: draft\n") && text.contains("#   fr: Parti\n"), "{text}");
    for file in
        ["translation-of: 1.yaml\nlanguage: fr", "translation-of: 1.yaml\nlanguage: fr\nsentences: []\n"]
    {
        assert_eq!(updated(LETTER, Some(file)).added, 3);
        assert!(updated("number: 1\n", Some(file)).text.ends_with("sentences: []\n"));
    }
}
