use super::*;
use crate::base::Source;
use crate::project::build_cache::{Original, RecordedFindings};

const TEXT: &str = "number: 1\n";
const ORIGINAL: &str = "number: 1\nbody: [text: One.]\n";
const WISH: &str = "templates/body/wish.md";
const THEME: &str = "templates/theme.yaml";

fn of(text: &str) -> Fingerprint {
    Fingerprint::of(text.as_bytes())
}

/// The inputs of a house: some items, each with its text.
fn house(items: &[(&str, &str)]) -> Inputs {
    Inputs::new(items.iter().map(|(name, text)| ((*name).to_owned(), of(text))).collect(), |_| false)
}

fn old_house() -> Inputs {
    house(&[(WISH, "wish"), (THEME, "theme")])
}

fn file(format: Format) -> File {
    File::new(format, &name(format), b"bytes", of("document"))
}

fn name(format: Format) -> String {
    format!("a.{}", format.ending())
}

/// What a test changes of a letter that was built in all formats and is as it was.
struct Case {
    text: &'static str,
    original: Option<&'static str>,
    house: Inputs,
    formats: Vec<Format>,
    publication: Publication,
    record: Option<Record>,
    knows_house: bool,
    pictures: Vec<PathBuf>,
    files: BTreeMap<Format, Result<File, Reason>>,
    can_repeat: bool,
    refused: bool,
}

fn case() -> Case {
    Case {
        text: TEXT,
        original: None,
        house: old_house(),
        formats: Format::ALL.to_vec(),
        publication: Publication::Draft,
        record: Some(Record {
            letter: "a.yaml".into(),
            source: of(TEXT),
            original: None,
            house: old_house().whole(),
            pictures: Vec::new(),
            document: of("document"),
            name: "T17-SG1-COL-0001".into(),
            language: "en".into(),
            issued: false,
            files: Format::ALL.map(file).to_vec(),
            found: RecordedFindings::default(),
        }),
        knows_house: true,
        pictures: Vec::new(),
        files: kept(&Format::ALL).into_iter().map(|file| (file.format, Ok(file))).collect(),
        can_repeat: true,
        refused: false,
    }
}

/// The case of a letter that was issued, archived, and built then.
fn archived() -> Case {
    let list = of("list");
    let mut case = Case { publication: Publication::Archived(list), ..case() };
    case.change(|record| (record.issued, record.document) = (true, list));
    case
}

impl Case {
    fn change(&mut self, change: impl FnOnce(&mut Record)) {
        change(self.record.as_mut().expect("a record"));
    }

    fn translated(mut self, now: Option<&'static str>, then: Option<&'static str>) -> Self {
        self.original = now;
        self.change(|record| {
            record.original = then.map(|text| Original::of(&Source::new("a.yaml", text)));
        });
        self
    }

    fn with(mut self, format: Format, wrong: fn(String) -> Reason) -> Self {
        self.files.insert(format, Err(wrong(name(format))));
        self
    }

    fn plan(&self) -> Action {
        let target = Target {
            source: Source::new("a.yaml", self.text),
            text: of(self.text),
            original: self.original.map(|text| Source::new("a.yaml", text)),
        };
        plan(&Situation {
            refused: self.refused,
            publication: self.publication,
            target: &target,
            house: &self.house,
            formats: &self.formats,
            record: self.record.as_ref(),
            before: self.knows_house.then_some(old_house().items()),
            pictures: self.pictures.clone(),
            files: self.files.clone(),
            can_repeat: self.can_repeat,
        })
    }

    /// What becomes of the files when the letter was composed, to this Document and of these inputs.
    fn settle(&self, document: &str, used: &[&str]) -> Settled {
        match self.plan() {
            Action::Compose(change) => {
                change.settle(of(document), || used.iter().map(|item| (*item).to_owned()).collect())
            }
            other => panic!("it is not composed: {other:?}"),
        }
    }

    /// Why files are written when the letter was composed to another Document.
    fn why(&self) -> Vec<Reason> {
        match self.settle("another document", &[]) {
            Settled::Write(why) => why,
            kept => panic!("{kept:?}"),
        }
    }
}

/// The files of the record with the time that the file system says now.
fn kept(formats: &[Format]) -> Vec<File> {
    formats.iter().map(|format| File { modified: Some(7), ..file(*format) }).collect()
}

#[test]
fn what_has_not_changed_is_kept_with_its_times() {
    assert_eq!(case().plan(), Action::Keep(kept(&Format::ALL)));
}

#[test]
fn fewer_formats_are_kept_though_another_file_is_gone() {
    let case = Case { formats: vec![Format::Pdf], ..case() }.with(Format::Docx, Reason::Missing);
    assert_eq!(case.plan(), Action::Keep(kept(&[Format::Pdf])));
}

#[test]
fn a_letter_never_built_here_is_new() {
    let case = Case { record: None, files: BTreeMap::new(), ..case() };
    assert_eq!(case.settle("document", &[]), Settled::Write(vec![Reason::New]));
}

#[test]
fn another_text_is_written_only_where_the_document_is_another() {
    let case = Case { text: "number: 1 # one\n", ..case() };
    assert_eq!(case.settle("document", &[]), Settled::Keep(kept(&Format::ALL)));
    assert_eq!(case.why(), [Reason::Letter("a.yaml".into())]);
}

#[test]
fn another_original_is_named_with_its_places() {
    let case = case().translated(Some("number: 1\nbody: [text: Two.]\n"), Some(ORIGINAL));
    assert_eq!(case.why(), [Reason::Original("a.yaml".into(), vec!["body.1".into()])]);
}

#[test]
fn an_original_that_comes_or_goes_is_a_reason() {
    let reason = Reason::Original("a.yaml".into(), Vec::new());
    for (now, then) in [(Some(ORIGINAL), None), (None, Some(ORIGINAL))] {
        assert_eq!(case().translated(now, then).why(), std::slice::from_ref(&reason));
    }
    let same = case().translated(Some(ORIGINAL), Some(ORIGINAL));
    assert_eq!(same.plan(), Action::Keep(kept(&Format::ALL)));
}

#[test]
fn a_template_is_a_reason_for_who_uses_it() {
    let case = Case { house: house(&[(WISH, "hope"), (THEME, "dark")]), ..case() };
    let both = [Reason::HouseStyle(WISH.into()), Reason::HouseStyle(THEME.into())];
    assert_eq!(case.settle("another", &[WISH]), Settled::Write(both.to_vec()));
    assert_eq!(case.settle("another", &[]), Settled::Write(vec![both[1].clone()]));
    assert_eq!(case.settle("document", &[WISH]), Settled::Keep(kept(&Format::ALL)));
}

#[test]
fn a_template_that_was_used_before_is_a_reason_where_there_is_no_better() {
    let case = Case { house: house(&[(THEME, "theme")]), ..case() };
    assert_eq!(case.why(), [Reason::HouseStyle(WISH.into())]);
}

#[test]
fn an_unknown_house_is_another() {
    let case = Case { house: house(&[(WISH, "hope")]), knows_house: false, ..case() };
    assert_eq!(case.why(), [Reason::HouseStyle("the house style".into())]);
}

#[test]
fn another_picture_beside_the_letter_is_a_reason() {
    let case = Case { pictures: vec!["plan.png".into()], ..case() };
    assert_eq!(case.why(), [Reason::Picture("plan.png".into())]);
}

#[test]
fn a_file_that_is_lost_or_changed_is_written_again() {
    for reason in [Reason::Missing, Reason::Touched, Reason::CutOff] {
        let case = case().with(Format::Pdf, reason);
        assert_eq!(case.settle("document", &[]), Settled::Write(vec![reason(name(Format::Pdf))]));
    }
}

#[test]
fn a_changed_file_of_a_changed_letter_is_the_second_reason() {
    let case = Case { text: "number: 2\n", ..case() }.with(Format::Docx, Reason::Touched);
    assert_eq!(case.why(), [Reason::Letter("a.yaml".into()), Reason::Touched(name(Format::Docx))]);
}

#[test]
fn a_format_not_asked_for_before_is_a_reason_on_its_own_only() {
    let mut case = case();
    case.change(|record| drop(record.files.remove(2)));
    // The PDF was made from an older Document.
    case.files.retain(|format, _| *format == Format::Docx);
    let formats = vec![Reason::Format(name(Format::Pdf)), Reason::Format("HTML".into())];
    assert_eq!(case.settle("document", &[]), Settled::Write(formats));
    case.text = "number: 2\n";
    assert_eq!(case.why(), [Reason::Letter("a.yaml".into())]);
}

#[test]
fn a_letter_whose_findings_cannot_be_repeated_is_composed() {
    let case = Case { can_repeat: false, ..case() };
    assert_eq!(case.settle("document", &[]), Settled::Keep(kept(&Format::ALL)));
}

#[test]
fn an_error_beside_other_letters_comes_first() {
    assert_eq!(Case { refused: true, ..case() }.plan(), Action::Refuse);
    assert_eq!(Case { refused: true, ..archived() }.plan(), Action::Refuse);
}

#[test]
fn a_letter_issued_now_is_published_whatever_was_built() {
    let issued = |case: Case| Case { publication: Publication::New, ..case }.plan();
    assert_eq!(issued(case()), Action::Publish);
    assert_eq!(issued(case().with(Format::Docx, Reason::Touched)), Action::Publish);
}

#[test]
fn an_issued_letter_keeps_its_files_whatever_has_changed() {
    let case = Case { text: "number: 2\n", house: house(&[(THEME, "dark")]), ..archived() };
    assert_eq!(case.plan(), Action::KeepPublished(kept(&Format::ALL)));
}

#[test]
fn published_files_that_are_lost_or_changed_are_restored() {
    let case = archived().with(Format::Docx, Reason::Touched).with(Format::Html, Reason::Missing);
    let why = vec![Reason::Touched(name(Format::Docx)), Reason::Missing(name(Format::Html))];
    assert_eq!(case.plan(), Action::RestorePublished(why));
}

#[test]
fn published_files_of_another_list_or_of_a_draft_are_restored() {
    let mut other = archived();
    other.change(|record| record.document = of("another list"));
    assert_eq!(other.plan(), Action::RestorePublished(Vec::new()));
    let draft = Case { publication: Publication::Archived(of("list")), ..case() };
    assert_eq!(draft.plan(), Action::RestorePublished(Vec::new()));
}

#[test]
fn an_issued_letter_that_is_a_draft_again_is_built_as_new() {
    let case = Case { publication: Publication::Draft, ..archived() };
    assert_eq!(case.settle("list", &[]), Settled::Write(vec![Reason::New]));
}
