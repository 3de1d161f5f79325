//! `letters list`: the register of letters.

use super::End;
use super::batch::{self, Seen};
use super::printer::Printer;
use crate::cli::args::{Asked, List, MessageFormat, OUTPUT};
use chrono::NaiveDate;
use collective_letters::base::report::{Column, Shrink, json_line, table};
use collective_letters::base::text::{as_given, did_you_mean, shown};
use collective_letters::base::{Diagnostic, Diagnostics, Language, Severity};
use collective_letters::model::letter::Status;
use collective_letters::model::rules::UNKNOWN_GROUP;
use collective_letters::model::translation::language_of;
use collective_letters::project::register::{self, Entry, Key, Standing};
use collective_letters::project::session::Session;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Lists.
pub fn run(arguments: &List) -> End {
    let format = arguments.input.message_format;
    Printer::run(format, |printer| {
        format.has_results("list")?;
        let listed = listed(arguments)?;
        print(&listed, format, printer);
        Ok(End::of(listed.rows.iter().any(Row::is_wrong), false))
    })
}

/// One language of a letter: its file, and what is wrong with it.
struct Version {
    path: PathBuf,
    file: String,
    language: Language,
    entry: Option<Entry>,
    problems: Vec<Diagnostic>,
}

/// A letter with its languages: first the original, then its translations.
struct Row(Vec<Version>);

/// What is listed.
struct Listed {
    rows: Vec<Row>,
    /// What is wrong with the words of languages.
    words: Vec<Diagnostic>,
    /// Languages that were asked for, and the letters that are not there in them.
    lacking: Vec<(Language, Vec<String>)>,
}

/// The letters asked for, in the order of the register; those that cannot be placed come last.
fn listed(arguments: &List) -> Result<Listed, Diagnostics> {
    let place = &arguments.input.place;
    let paths = batch::in_all_languages(&place.paths, batch::find(&arguments.input)?);
    let session = batch::session(&place.letters, place.templates.as_deref())?;
    known_groups(&arguments.group, &session)?;
    let look = |source: &_| register::listed(&session, source);
    let (seen, words) = batch::read(&arguments.input, &session, Path::new(OUTPUT), &paths, look)?;
    let versions: Vec<Version> =
        paths.iter().zip(seen).map(|(path, seen)| Version::new(path, seen)).collect();
    let mut rows = rows(versions);
    rows.retain(|row| row.is_asked_for(arguments));
    rows.sort_by(|a, b| (a.key().is_none(), a.key()).cmp(&(b.key().is_none(), b.key())));
    let asked = Asked::languages(&arguments.input.lang);
    let is_named = !arguments.input.lang.is_empty() && !arguments.input.lang.contains(&Asked::All);
    let lack = |language: Language| rows.iter().filter(|row| !row.has(language)).map(Row::called).collect();
    let lacking = asked.iter().filter(|_| is_named).map(|&language| (language, lack(language))).collect();
    rows.retain(|row| !is_named || asked.iter().any(|language| row.has(*language)));
    Ok(Listed { rows, words, lacking })
}

/// Files put together to letters.
fn rows(versions: Vec<Version>) -> Vec<Row> {
    let files: Vec<(&Path, Option<&Entry>)> =
        versions.iter().map(|version| (version.path.as_path(), version.entry.as_ref())).collect();
    let letters = register::letters(&files);
    let mut versions: Vec<Option<Version>> = versions.into_iter().map(Some).collect();
    let mut take = |index: usize| versions.get_mut(index).and_then(Option::take);
    letters.into_iter().map(|letter| Row(letter.into_iter().filter_map(&mut take).collect())).collect()
}

/// A misspelt group is no empty list.
pub(super) fn known_groups(asked: &[String], session: &Session) -> Result<(), Diagnostics> {
    let known: Vec<&str> = session.directory().codes().collect();
    let mut problems = Diagnostics::new();
    for group in asked.iter().filter(|group| !known.iter().any(|k| k.eq_ignore_ascii_case(group))) {
        let problem = UNKNOWN_GROUP.finding(format!("there is no group `{group}`"));
        let all = format!("known groups: {}", known.join(", "));
        problems.push(problem.hint(did_you_mean(&group.to_uppercase(), known.iter().copied(), &all)));
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

impl Version {
    /// Warnings of a single letter, and what is only worth a look, are the business of `check`.
    fn new(path: &Path, seen: Seen) -> Self {
        let mut problems = Diagnostics::new();
        let language = seen.letter.as_ref().map_or(Language::English, |source| language_of(source));
        problems.extend(seen.letter.err());
        problems
            .extend(seen.found.problems.into_sorted().into_iter().filter(|p| p.severity == Severity::Error));
        problems
            .extend(seen.between.problems.into_sorted().into_iter().filter(|p| p.severity > Severity::Note));
        Self {
            path: path.to_path_buf(),
            file: shown(path),
            language,
            entry: seen.entry,
            problems: problems.into_sorted(),
        }
    }

    fn is_wrong(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }

    /// `draft`, `issued`, `replaced`, `withdrawn`, or that it is wrong.
    fn status(&self) -> &'static str {
        let said = self.entry.as_ref().and_then(|entry| entry.standing);
        if self.is_wrong() { "error" } else { said.map_or("", Standing::word) }
    }
}

impl Row {
    /// The original; of a translation whose original is not there, itself.
    fn first(&self) -> Option<&Version> {
        self.0.first()
    }

    fn entry(&self) -> Option<&Entry> {
        self.first()?.entry.as_ref()
    }

    fn key(&self) -> Option<&Key> {
        self.entry()?.key.as_ref()
    }

    fn is_wrong(&self) -> bool {
        self.0.iter().any(Version::is_wrong)
    }

    fn has(&self, language: Language) -> bool {
        self.0.iter().any(|version| version.language == language)
    }

    fn status(&self) -> &'static str {
        self.first().map_or("", Version::status)
    }

    /// `T17 1/17 Add.1`, or its file where that is not known.
    fn called(&self) -> String {
        let called = self.entry().and_then(Entry::called);
        called.unwrap_or_else(|| self.first().map(|first| first.file.clone()).unwrap_or_default())
    }

    /// What a wrong letter does not say rules it out of nothing.
    fn is_asked_for(&self, arguments: &List) -> bool {
        let is_one_of = |asked: &[String], said: Option<&str>| {
            said.is_none_or(|said| asked.is_empty() || asked.iter().any(|a| a.eq_ignore_ascii_case(said)))
        };
        let Some(entry) = self.entry() else { return true };
        let says = |version: &Version, asked: Status| {
            version.entry.as_ref().and_then(|entry| entry.status).is_none_or(|said| said == asked)
        };
        is_one_of(&arguments.period, entry.period)
            && is_one_of(&arguments.group, entry.group.as_deref())
            && arguments.status.is_none_or(|asked| self.0.iter().any(|v| says(v, asked)))
    }

    /// `E R*`: the letters that file names end in, each marked when it is not what the letter's status says.
    fn languages(&self) -> String {
        let mark = |version: &Version| match version.status() {
            status if status == self.status() => "",
            "error" => WRONG,
            "draft" => DRAFT,
            _ => "",
        };
        let mut all: Vec<(Language, String)> = self
            .0
            .iter()
            .map(|version| (version.language, format!("{}{}", version.language.letter(), mark(version))))
            .collect();
        all.sort();
        all.into_iter().map(|(_, letter)| letter).collect::<Vec<_>>().join(" ")
    }

    fn cells(&self, with_languages: bool) -> Vec<String> {
        let entry = self.entry();
        let letter = entry.and_then(Entry::called);
        let date = entry.and_then(|e| Some(e.date.as_ref()?.value.to_string()));
        let meeting = entry.and_then(|e| Some(e.meeting.as_ref()?.words()));
        let subject = entry.and_then(|e| e.subject.clone()).filter(|subject| !subject.is_empty());
        let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        let [letter, date, meeting, subject] = [letter, date, meeting, subject].map(or_dash);
        let file = self.first().map(|first| first.file.clone()).unwrap_or_default();
        let mut cells = vec![letter, date, meeting, subject, self.status().to_owned()];
        cells.extend(with_languages.then(|| self.languages()));
        cells.push(file);
        cells
    }
}

/// How a language is marked that is a draft, while the letter itself is not.
const DRAFT: &str = "*";

/// How a language is marked that has errors, while the letter itself has none.
const WRONG: &str = "!";

const COLUMNS: [Column; 7] = [
    Column { head: "Letter", shrink: Shrink::Never },
    Column { head: "Date", shrink: Shrink::Never },
    Column { head: "Meeting", shrink: Shrink::End },
    Column { head: "Subject", shrink: Shrink::First },
    Column { head: "Status", shrink: Shrink::Never },
    LANGUAGES,
    Column { head: "File", shrink: Shrink::Start },
];

const LANGUAGES: Column = Column { head: "Languages", shrink: Shrink::Never };

fn print(listed: &Listed, format: MessageFormat, printer: &mut Printer) {
    let rows = &listed.rows;
    printer.problems(&listed.words);
    let problems = rows.iter().flat_map(|row| &row.0).map(|version| &version.problems);
    match format {
        MessageFormat::Human => {
            problems.for_each(|problems| printer.problems(problems));
            if rows.is_empty() {
                printer.remark("no letter matches these options");
            } else {
                table_of(rows, printer);
            }
            for (language, letters) in listed.lacking.iter().filter(|(_, letters)| !letters.is_empty()) {
                printer.remark(&format!("no version in {}: {}", language.name(), letters.join(", ")));
            }
            printer.kept_by_hand(Path::new(OUTPUT));
        }
        MessageFormat::Json => {
            for row in rows {
                row.0.iter().for_each(|version| printer.problems(&version.problems));
                printer.print(&line(row));
            }
        }
        MessageFormat::Sarif | MessageFormat::Github => {}
    }
}

/// The table; languages have a column where there is more than English.
fn table_of(rows: &[Row], printer: &mut Printer) {
    let is_other = |version: &Version| version.language != Language::English;
    let with_languages = rows.iter().flat_map(|row| &row.0).any(is_other);
    let columns: Vec<Column> =
        COLUMNS.into_iter().filter(|column| with_languages || column.head != LANGUAGES.head).collect();
    let cells: Vec<Vec<String>> = rows.iter().map(|row| row.cells(with_languages)).collect();
    printer.print(&table(&columns, &cells, Printer::width()));
    if with_languages {
        let marked = |mark: &str| rows.iter().any(|row| row.languages().contains(mark));
        let legend: Vec<String> = [(DRAFT, "still a draft"), (WRONG, "has errors")]
            .into_iter()
            .filter(|(mark, _)| marked(mark))
            .map(|(mark, words)| format!("{mark} {words}"))
            .collect();
        if !legend.is_empty() {
            printer.print(&format!("{}\n", legend.join(", ")));
        }
    }
}

/// A letter for scripts. The keys stay as they are; new ones may come. `letters help list` lists them.
fn line(row: &Row) -> String {
    let (entry, key) = (row.entry(), row.key());
    let date = |date: NaiveDate| date.to_string();
    let meeting = entry.and_then(|e| e.meeting.as_ref()).map(|held| {
        json!({
            "starts": date(held.starts.value.date),
            "ends": date(held.ends.value.date),
            "dates": held.dates,
            "format": held.format.word(),
            "place": held.place,
        })
    });
    let version = |version: &Version| {
        json!({
            "language": version.language.code(),
            "file": as_given(&version.path),
            "status": version.status(),
            "files": version.entry.as_ref().map_or(&[][..], |entry| &entry.files),
        })
    };
    json_line(&json!({
        "event": "entry",
        "letter": entry.map(|e| &e.letter),
        "name": entry.map(|e| &e.name),
        "period": entry.and_then(|e| e.period),
        "series": key.map(|key| key.series.word()),
        "group": entry.map(|e| &e.group),
        "number": key.map(|key| key.number),
        "part": key.map(|key| key.part.code()),
        "language": key.map(|key| key.language.code()),
        "date": entry.and_then(|e| Some(date(e.date.as_ref()?.value))),
        "meeting": meeting,
        "subject": entry.map(|e| &e.subject),
        "status": row.status(),
        "file": row.first().map_or_else(String::new, |first| as_given(&first.path)),
        "files": entry.map_or(&[][..], |e| &e.files),
        "versions": row.0.iter().map(version).collect::<Vec<_>>(),
    }))
}
