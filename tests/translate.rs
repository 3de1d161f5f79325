//! `letters translate` as staff and translators see it.
use crate::common::program::{Office, Run};
use collective_letters::base::{Diagnostics, Source, yaml};
use collective_letters::model::translation::{Translation, units};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};

const LETTER: &str = "group: SG17\nnumber: 1\ndate: 2021-01-21\nmeeting:\n  format: virtual\n  starts: 2021-04-20\n  ends: 2021-04-30\nbody:\n  - opening\n  - text: \"The meeting **will** discuss {{ group.code }} matters, see [the page](https://example.org/a).\"\n  - text: Coffee is served in the morning.\n";

const XLF: &str = "letters/1.fr.xlf";

fn office() -> Office {
    Office::new().file("letters/1.yaml", LETTER)
}

fn read(office: &Office, path: &str) -> String {
    std::fs::read_to_string(office.path(path)).expect("a file")
}

fn french(office: &Office) -> Run {
    office.run(&["translate", "letters/1.yaml", "--lang", "fr"])
}

/// An office with a French file that is translated whole.
fn translated() -> Office {
    let office = office();
    french(&office).code(0);
    let text = read(&office, "letters/1.fr.yaml");
    let text = text.replacen("fr: \"\"", "fr: \"La réunion **examinera** des questions {{ group.code }}, voir [la page](https://example.org/fr).\"", 1);
    let text = text.replacen("fr: \"\"", "fr: Le café est servi le matin.   # by hand", 1);
    office.file("letters/1.fr.yaml", text)
}

#[test]
fn a_translation_is_begun_and_a_second_time_nothing_changes() {
    let office = office();
    french(&office).code(0).quiet().says("1.fr.yaml  new (2 sentences, 2 missing)");
    insta::assert_snapshot!(read(&office, "letters/1.fr.yaml"), @r#"
    # yaml-language-server: $schema=translation.schema.json
    translation-of: 1.yaml
    language: fr
    status: draft

    sentences:
      - at: body.2.text
        en: The meeting **will** discuss {{ group.code }} matters, see [the page](https://example.org/a).
        fr: ""

      - at: body.3.text
        en: Coffee is served in the morning.
        fr: ""
    "#);
    assert!(office.path("letters/translation.schema.json").is_file());
    let before = office.times("letters");
    french(&office).code(0).says("unchanged (2 sentences, 2 missing)");
    office.run(&["translate"]).code(0).says("unchanged");
    assert_eq!(office.times("letters"), before);
}

#[test]
fn windows_line_ends_a_mark_and_all_languages_are_fine() {
    let windows = format!("\u{feff}{}", LETTER.replace('\n', "\r\n"));
    let office = Office::new().file("letters/Été 1.yaml", windows);
    let run = office.run(&["translate", "letters/Été 1.yaml", "--lang", "all"]).code(0);
    assert_eq!(run.stdout.lines().count(), 5, "{run:#?}");
    let text = read(&office, "letters/Été 1.ar.yaml");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    office.run(&["translate", "letters/Été 1.yaml", "--lang", "all"]).code(0);
    assert_eq!(read(&office, "letters/Été 1.ar.yaml"), text);
}

#[test]
fn changed_new_and_removed_sentences_keep_what_a_person_wrote() {
    let office = translated();
    let letter = LETTER
        .replace("Coffee is", "Coffee and tea are")
        .replace("  - opening\n", "  - opening\n  - text: Welcome to all of you.\n");
    let office = office.file("letters/1.yaml", letter);
    french(&office)
        .code(0)
        .says("1 new sentence, 1 sentence changed in the original (3 sentences, 1 missing, 1 outdated)");
    let text = read(&office, "letters/1.fr.yaml");
    assert!(text.contains("  - at: body.4.text\n    en: Coffee and tea are served in the morning.\n    fr: Le café est servi le matin.\n    was: Coffee is served in the morning.\n"), "{text}");
    assert!(text.contains("# by hand\n"), "{text}");
    let office =
        office.file("letters/1.yaml", LETTER.replace("  - text: Coffee is served in the morning.\n", ""));
    french(&office).code(0).says("kept as a comment at the end");
    let text = read(&office, "letters/1.fr.yaml");
    assert!(
        text.contains("# No longer in the original.")
            && text.contains("#   fr: Le café est servi le matin.\n"),
        "{text}"
    );
    french(&office).code(0).says("unchanged (1 sentence, all translated)");
}

#[test]
fn what_another_letter_says_is_offered() {
    let office = translated().file("letters/2.yaml", LETTER.replace("number: 1", "number: 2"));
    let run = office.run(&["translate", "letters/2.yaml", "--lang", "fr"]).code(0);
    let run = run.says("2.fr.yaml  new (2 sentences, all translated)");
    run.says("body.3.text: suggested from letters").code(0);
    let text = read(&office, "letters/2.fr.yaml");
    assert!(
        text.contains(
            "  # Suggested from 1.fr.yaml: check it, then delete this line.\n  - at: body.3.text\n"
        ),
        "{text}"
    );
}

#[test]
fn the_status_names_what_is_left() {
    let office = translated();
    office
        .run(&["translate", "--status"])
        .code(0)
        .says("1/17    French    2          2           0        0         draft");
    let office = office
        .file("letters/1.yaml", LETTER.replace("Coffee is", "Tea is") + "  - text: Something new here.\n");
    let run = office.run(&["translate", "--status"]).code(1).quiet();
    let run = run.says("1.fr.yaml:13: outdated: Tea is served in the morning.");
    run.says("1.yaml:12: missing: Something new here.").code(1);
    let lines = office.run(&["translate", "--status", "--message-format", "json"]).code(1).json();
    assert_eq!((lines[0]["missing"].as_u64(), lines[0]["older"].as_u64()), (Some(1), Some(1)));
    assert_eq!((lines[1]["event"].as_str(), lines[1]["state"].as_str()), (Some("sentence"), Some("older")));
    office
        .run(&["translate", "letters/1.yaml", "--lang", "es", "--status"])
        .code(1)
        .says("Spanish   3          0");
    office.run(&["translate", "letters/1.yaml", "--lang", "en"]).code(1).warns("is itself in English");
}

/// Build and check say which command helps.
#[test]
fn findings_tell_the_command() {
    let office = Office::new()
        .file("letters/a b.yaml", LETTER)
        .file("letters/a b.zh.yaml", "translation-of: a b.yaml\nlanguage: zh\nsentences:\n  - {en: Coffee is here in the morning., zh: 早上供应咖啡。}\n");
    let run = office.run(&["check", "letters/a b.zh.yaml"]).code(1);
    let how = ["`letters translate \"letters", "a b.yaml\" --lang zh`"];
    for says in [
        "error[not-translated]: 1 of 2 sentences is not translated into Chinese",
        "to add them to this file",
        "warning[translation-older]",
        "then correct the translation",
        how[0],
        how[1],
    ] {
        assert!(run.stderr.contains(says), "no {says} in {run:#?}");
    }
}

#[test]
fn a_wrong_file_is_told_and_left_alone() {
    let office = office().file("letters/1.fr.yaml", "translation-of: 1.yaml\nlanguage: fr\nsentence: []\n");
    french(&office).code(1).warns("did you mean `sentences`?");
    assert!(read(&office, "letters/1.fr.yaml").contains("sentence: []"));
    let office = office.file("letters/1.fr.yaml", "a: 1\n");
    french(&office).code(2).warns("already exists; nothing was written");
    office.run(&["translate", "letters/1.yaml"]).code(2).warns("--lang fr,es");
}

/// A new letter is begun from the last letter, not from its translation.
#[test]
fn a_translation_is_no_letter_to_begin_from() {
    let begin = |office: &Office, more: &[&str]| {
        let fixed =
            ["new", "--yes", "--starts", "2021-09-20", "--ends", "2021-09-30", "--date", "2021-06-20"];
        office.run(&[&fixed[..], more].concat()).code(0).says("letters")
    };
    let office = translated();
    begin(&office, &["SG17"]).says("started from 1/17 (letters");
    let text = read(&office, "letters/1.yaml");
    let office = office.file("letters/1.yaml", text + "status: issued\n");
    let told = office.run(&["new", "--revision-of", "1/17", "--date", "2021-02-02", "--yes"]).code(0);
    assert!(!told.stdout.contains("1.fr.yaml, started"), "{told:#?}");
    let text = read(&office, "letters/sg17-002.yaml");
    assert!(text.contains("number: 2\n") && !text.contains("translation-of"), "{text}");
    begin(&office, &["SG17", "--from", "letters/1.fr.yaml"]).says("1.yaml");
}

fn export(office: &Office) -> String {
    office.run(&["translate", "letters/1.yaml", "--lang", "fr", "--export"]).code(0).quiet();
    read(office, XLF)
}

fn import(office: &Office) -> Run {
    office.run(&["translate", "--import", XLF])
}

/// The file with a target for the sentence about coffee, as a tool may write it.
fn with_target(xlf: &str, target: &str) -> String {
    xlf.replace(
        "<source>Coffee is served in the morning.</source>",
        &format!("<source>Coffee is served in the morning.</source><target>{target}</target>"),
    )
}

#[test]
fn what_a_tool_gives_back_is_taken() {
    let office = office();
    let xlf = export(&office);
    check(&xlf);
    // With a prefix, comments, modules, CDATA, and the sentence cut in two.
    let cut = "<!-- x --><segment id=\"s1\" state=\"translated\"><source>Coffee is served</source><target>Le <mrk id=\"m1\" type=\"term\">café</mrk> est<![CDATA[ servi]]></target></segment><ignorable><source> </source></ignorable><segment><source>in the morning.</source><target order=\"3\">le matin &amp; midi.</target></segment>";
    let whole = "<segment id=\"s1\" state=\"initial\">\n        <source>Coffee is served in the morning.</source>\n      </segment>";
    assert!(xlf.contains(whole));
    let back = xlf.replace(whole, cut).replace("<file ", "<file xmlns:m=\"urn:m\" m:a=\"1\" ");
    let back = back
        .replace("<unit ", "<x:unit xmlns:x=\"urn:oasis:names:tc:xliff:document:2.0\" ")
        .replace("</unit>", "</x:unit>");
    let back = back
        .replace("      <notes>", "<m:module xmlns:m=\"urn:m\"><m:source>No</m:source></m:module><notes>");
    let office = office.file(XLF, format!("\u{feff}{back}"));
    import(&office).code(0).quiet().says("1.fr.yaml  new: 1 sentence imported, 0 unchanged, 1 still missing");
    assert!(read(&office, "letters/1.fr.yaml").contains("fr: Le café est servi le matin & midi.\n"));
    import(&office).code(0).says("unchanged: 0 sentences imported, 1 unchanged, 1 still missing");
    // The same file in UTF-16.
    let wide: Vec<u8> = format!("\u{feff}{back}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let office = office.file(XLF, wide);
    import(&office).code(0).says("unchanged: 0 sentences imported, 1 unchanged");
}

#[test]
fn a_lost_fact_is_an_error_and_nothing_is_written() {
    let office = office();
    let xlf = export(&office);
    let office = office
        .file(XLF, xlf.replace("</source>\n", "</source><target>Sans rien {{ meeting.tool }}</target>\n"));
    let run =
        import(&office).code(1).warns("unit u1: the fact `{{ group.code }}` is missing in the translation");
    let run = run
        .warns("a link is missing")
        .warns("the translation has the fact `{{ meeting.tool }}`, which is not in the original");
    assert!(run.stderr.contains("1.fr.xlf:7:5"), "{}", run.stderr);
    assert!(!office.path("letters/1.fr.yaml").exists());
}

#[test]
fn an_import_after_the_original_was_changed_keeps_what_it_said() {
    let office = office();
    let xlf = with_target(&export(&office), "Le café est servi le matin.");
    let office =
        office.file(XLF, xlf).file("letters/1.yaml", LETTER.replace("Coffee is", "Coffee and tea are"));
    import(&office).code(0).says("1 sentence imported");
    let text = read(&office, "letters/1.fr.yaml");
    assert!(
        text.contains("fr: Le café est servi le matin.\n    was: Coffee is served in the morning.\n"),
        "{text}"
    );
    let office =
        office.file("letters/1.yaml", LETTER.replace("  - text: Coffee is served in the morning.\n", ""));
    let office = office.file("letters/1.fr.yaml", "translation-of: 1.yaml\nlanguage: fr\n");
    import(&office).code(0);
    assert!(read(&office, "letters/1.fr.yaml").contains("#   fr: Le café est servi le matin.\n"));
    import(&office).code(0).says("unchanged");
}

#[test]
fn a_translation_that_both_have_changed_stays_and_is_told() {
    let office = translated();
    let xlf = export(&office);
    check(&xlf);
    let office = office.file(XLF, xlf.replace("Le café est servi le matin.", "Du café sera servi."));
    office
        .run(&["translate", "letters/1.yaml", "--lang", "fr", "--export"])
        .code(1)
        .warns("contains 1 translation that was not imported");
    let text = read(&office, "letters/1.fr.yaml");
    let office =
        office.file("letters/1.fr.yaml", text.replace("Le café est servi le matin.", "Le café vous attend."));
    import(&office)
        .code(0)
        .warns("translation-changed")
        .warns("Du café sera servi.")
        .says("1 kept as in the file of the translation");
    assert!(read(&office, "letters/1.fr.yaml").contains("Le café vous attend."));
    let office = office.file("letters/1.fr.yaml", text);
    import(&office).code(0).quiet().says("written: 1 sentence imported, 1 unchanged, 0 still missing");
    assert!(read(&office, "letters/1.fr.yaml").contains("fr: Du café sera servi.\n"));
}

#[test]
fn what_is_no_xliff_is_told_with_its_line() {
    let office = office();
    let xlf = export(&office);
    let bad: [(String, &str); 7] = [
        (xlf.replacen("</source>", "", 1), "is not valid XML"),
        (xlf.replace("  </file>\n</xliff>\n", ""), "ends inside an element"),
        (xlf.replace("<xliff", "<!DOCTYPE x [<!ENTITY a \"b\">]><xliff"), "document type"),
        (xlf.replacen("Coffee", "&a;", 1), "`&a;` is not a known character"),
        (
            xlf.replace("document:2.0", "document:1.2").replace("\"2.1\"", "\"1.2\""),
            "this is XLIFF version 1.2",
        ),
        (xlf.replace("fr-FR", "de-DE"), "`de-DE` is not one of the six languages"),
        (xlf.replace("original=\"1.yaml\"", "original=\"../1.yaml\""), "is not the name of a letter's file"),
    ];
    for (text, says) in bad {
        let office = Office::new().file("letters/1.yaml", LETTER).file(XLF, text);
        let run = import(&office).code(1).warns(says);
        assert!(run.stderr.contains("1.fr.xlf:"), "{run:#?}");
        assert!(!office.path("letters/1.fr.yaml").exists());
    }
    office.run(&["translate", "--import", "letters/nothing.xlf"]).code(2).warns("does not exist");
}

/// Words as a translator might leave them: other letters, everything else in its place.
fn pseudo(markup: &str) -> String {
    let (mut tag, mut reference) = (false, false);
    let other = |c: char| {
        tag = c == '<' || tag && c != '>';
        reference = c == '&' || reference && c != ';';
        match c {
            'e' if !tag && !reference => 'ę',
            'a' if !tag && !reference => 'ą',
            c => c,
        }
    };
    markup.chars().map(other).collect()
}

/// Every worked letter goes out and comes back with the same sentences.
#[test]
fn every_letter_comes_back_as_it_went_out() {
    let office = Office::empty().copy("tests/letters", "letters");
    for name in office.names("letters").iter().filter(|name| name.ends_with(".fr.yaml")) {
        std::fs::remove_file(office.path(&format!("letters/{name}"))).expect("removed");
    }
    office.run(&["translate", "--lang", "fr", "--export", "--output", "out"]).code(0);
    let names = office.names("out");
    assert!(names.len() > 15, "{names:?}");
    for name in &names {
        let xlf = read(&office, &format!("out/{name}"));
        check(&xlf);
        let mut back = String::new();
        let mut rest = xlf.as_str();
        while let Some((before, after)) = rest.split_once("<source>") {
            let (source, behind) = after.split_once("</source>").expect("an end");
            back += &format!("{before}<source>{source}</source><target>{}</target>", pseudo(source));
            rest = behind;
        }
        std::fs::write(office.path(&format!("out/{name}")), (back + rest).replace("initial", "translated"))
            .expect("written");
        office
            .run(&["translate", "--import", &format!("out/{name}")])
            .code(0)
            .quiet()
            .says("0 unchanged, 0 still missing");
        let stem = name.trim_end_matches(".fr.xlf");
        let parse = |path: &str| {
            let source = Source::new(path, read(&office, path));
            yaml::parse(&source, &mut Diagnostics::new()).expect("YAML")
        };
        let plain = |text: &str| text.replace('ę', "e").replace('ą', "a").trim_end().to_owned();
        let letter = parse(&format!("letters/{stem}.yaml"));
        let sentences: BTreeSet<String> = units(&letter).iter().map(|unit| plain(&unit.text)).collect();
        let file = Translation::read(&parse(&format!("letters/{stem}.fr.yaml")), &mut Diagnostics::new());
        for sentence in file.expect("a translation").sentences.expect("sentences").0 {
            let text = plain(&sentence.text.expect("a translation"));
            assert!(sentences.contains(&text) && text == plain(&sentence.original), "{name}: {text}");
        }
        office
            .run(&["translate", "--import", &format!("out/{name}")])
            .code(0)
            .says("unchanged: 0 sentences imported");
    }
}

/// What the schema of XLIFF asks for, as far as our files use it: order and attributes of elements, names that are there
/// once, references that lead somewhere, and the same codes in a target as in its source.
fn check(xlf: &str) {
    let allowed: BTreeMap<&str, (&[&str], &[&str])> = BTreeMap::from([
        ("xliff", (&["xmlns", "version", "srcLang", "trgLang"][..], &["file"][..])),
        ("file", (&["id", "original"], &["notes", "unit"])),
        ("unit", (&["id", "name", "xml:space"], &["notes", "originalData", "segment"])),
        ("notes", (&[], &["note"])),
        ("note", (&["category", "priority"], &[])),
        ("originalData", (&[], &["data"])),
        ("data", (&["id"], &[])),
        ("segment", (&["id", "state"], &["source", "target"])),
        ("source", (&[], &["ph", "pc"])),
        ("target", (&[], &["ph", "pc"])),
        (
            "pc",
            (
                &[
                    "id",
                    "canCopy",
                    "canDelete",
                    "dispStart",
                    "dispEnd",
                    "dataRefStart",
                    "dataRefEnd",
                    "subType",
                    "type",
                ],
                &["ph", "pc"],
            ),
        ),
        ("ph", (&["id", "canCopy", "canDelete", "disp", "equiv", "dataRef", "subType", "type"], &[])),
    ]);
    let free = ["source", "target", "pc"];
    let mut reader = Reader::from_str(xlf);
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<(String, usize)> = Vec::new();
    let (mut ids, mut data) = (BTreeSet::new(), BTreeSet::new());
    let mut codes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut units = 0;
    loop {
        match reader.read_event().expect("XML") {
            Event::Start(element) => {
                let name = element.name().0.to_owned();
                let (attributes, _) = allowed.get(name.as_str()).unwrap_or_else(|| panic!("<{name}>"));
                let values = values(&element);
                assert!(values.keys().all(|key| attributes.contains(&key.as_str())), "{name}: {values:?}");
                if let Some((parent, last)) = open.last_mut() {
                    let place = allowed[parent.as_str()].1.iter().position(|child| *child == name);
                    let place = place.unwrap_or_else(|| panic!("<{name}> in <{parent}>"));
                    assert!(
                        free.contains(&parent.as_str()) || place >= *last,
                        "<{name}> too late in <{parent}>"
                    );
                    *last = place;
                }
                if name == "unit" {
                    (units, data, codes) = (units + 1, BTreeSet::new(), BTreeMap::new());
                }
                if let Some(id) = values.get("id") {
                    assert!(id.chars().all(|c| c.is_ascii_alphanumeric() || "-._:".contains(c)), "{id}");
                    match name.as_str() {
                        "unit" => assert!(ids.insert(id.clone()), "{id} twice"),
                        "data" => assert!(data.insert(id.clone()), "{id} twice"),
                        "ph" | "pc" => {
                            let side =
                                open.iter().map(|(name, _)| name).find(|n| *n == "source" || *n == "target");
                            let side = codes.entry(side.expect("a side").clone()).or_default();
                            assert!(side.insert(id.clone()), "code {id} twice");
                        }
                        _ => {}
                    }
                }
                for (key, value) in values.iter().filter(|(key, _)| key.starts_with("dataRef")) {
                    assert!(data.contains(value), "{key} leads nowhere: {value}");
                }
                open.push((name, 0));
            }
            Event::End(element) => {
                open.pop();
                if let ("unit", Some(target)) = (element.name().0, codes.get("target")) {
                    assert_eq!(Some(target), codes.get("source"));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty() && units > 0);
}

fn values(element: &BytesStart<'_>) -> BTreeMap<String, String> {
    let attributes = element.attributes().map(|attribute| attribute.expect("an attribute"));
    attributes.map(|attribute| (attribute.key.0.to_owned(), attribute.value.to_string())).collect()
}
