//! `letters new`: begins a letter.

mod answers;
mod known;
mod report;

pub(super) use answers::{read_day, today};

use super::printer::Printer;
use super::prompt::ENDED;
use super::{End, batch, list, schema};
use crate::cli::args::New;
use crate::cli::rules::{MISSING_FACT, NUMBER_TAKEN, WRONG_LETTER};
use answers::Answers;
use chrono::NaiveDate;
use collective_letters::base::text::shown;
use collective_letters::base::{Diagnostic, Diagnostics, Severity, Source};
use collective_letters::model::letter::rules::LETTER_FORM;
use collective_letters::model::letter::{Amendment, Series, Status};
use collective_letters::model::rules::{FILE_EXISTS, NOT_A_LETTER};
use collective_letters::model::translation::Translations;
use collective_letters::model::{letter_files, period};
use collective_letters::project::register::{self, Entry, Key};
use collective_letters::project::session::{Findings, Session};
use collective_letters::tools::new::{self, Asked, Old, What};
use collective_letters::tools::schema::{FILE_NAME, File, known_to};
use known::{Known, entries};
use std::path::PathBuf;

/// Begins it.
pub fn run(arguments: &New) -> End {
    let format = arguments.house.message_format;
    Printer::run(format, |printer| {
        format.has_results("new")?;
        match begin(arguments) {
            Ok(told) => {
                printer.print(&told.text(format));
                Ok(End::Done)
            }
            Err(Stop::Problems(problems)) => Err(problems),
            Err(Stop::WrongLetter(problems)) => {
                printer.problems(&problems.into_sorted());
                Ok(End::WrongLetter)
            }
            Err(Stop::Ended) => {
                printer.remark(ENDED);
                Ok(End::CouldNotRun)
            }
        }
    })
}

/// Why nothing was written.
enum Stop {
    /// Something that was asked for is wrong.
    Problems(Diagnostics),
    /// The letter to begin from has errors.
    WrongLetter(Diagnostics),
    /// Nobody answers any more.
    Ended,
}

impl From<Diagnostic> for Stop {
    fn from(problem: Diagnostic) -> Self {
        Self::Problems(problem.into())
    }
}

impl From<Diagnostics> for Stop {
    fn from(problems: Diagnostics) -> Self {
        Self::Problems(problems)
    }
}

fn begin(arguments: &New) -> Result<report::Report, Stop> {
    let Plan { path, report, known, .. } = plan(arguments)?;
    letter_files::create(&path, report.begun.text.as_bytes()).map_err(|problem| match problem.rule {
        rule if *rule == FILE_EXISTS => {
            problem.hint("choose another file with --output FILE, or remove this one")
        }
        _ => problem,
    })?;
    schema::keep(&arguments.house.letters, File::Letter, || known_to(&known.session));
    Ok(report)
}

/// A letter that is to be begun: nothing is written yet.
struct Plan {
    path: PathBuf,
    report: report::Report,
    known: Known,
    deadlines: Vec<(String, NaiveDate)>,
}

fn plan(arguments: &New) -> Result<Plan, Stop> {
    let session = batch::session(&arguments.house.letters, arguments.house.templates.as_deref())?;
    let known = Known { entries: entries(&arguments.house.letters, &session)?, session };
    let change = [
        (&arguments.addendum_to, Some(Amendment::Addendum)),
        (&arguments.corrigendum_to, Some(Amendment::Corrigendum)),
        (&arguments.revision_of, None),
    ];
    let change = change.into_iter().find_map(|(letter, kind)| Some((letter.as_ref()?, kind)));
    let (asked, old) = match change {
        Some((letter, kind)) => known.change(arguments, letter, kind)?,
        None => known.letter(arguments)?,
    };
    let path = known.path(arguments, &asked, old.as_ref())?;
    let asked = Asked {
        schema: schema::seen_from(&path, &arguments.house.letters, FILE_NAME),
        beside: old.as_ref().is_none_or(|(_, entry)| entry.source.path().parent() == path.parent()),
        ..asked
    };
    let begun = new::begin(&known.session, &asked, old.as_ref().map(|(old, _)| old));
    let source = Source::new(&path, begun.text.as_str());
    let letter = known.session.read(&source);
    let checked = known.session.check(&letter);
    if asked.what != What::Letter {
        // The letter that it changes is right: what is wrong follows from what is asked for.
        refuse(&checked.findings)?;
    }
    let rows = checked.resolved.as_ref().map(|resolved| &resolved.deadlines[..]).unwrap_or_default();
    let deadlines =
        rows.iter().flat_map(|row| row.entries.iter().map(|item| (item.word().to_owned(), row.date)));
    let deadlines = deadlines.collect();
    let count =
        |severity| checked.findings.problems.iter().filter(|problem| problem.severity == severity).count();
    let entry = register::composed(&known.session, &checked);
    let original = old.as_ref().map(|(_, entry)| entry.source.path().to_path_buf());
    let report = report::Report {
        file: shown(&path),
        letter: entry.letter,
        number: asked.number,
        period: entry.period,
        from: old.map(|(old, entry)| (old.called.clone(), shown(entry.source.path()))),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        translations: original
            .filter(|_| asked.what != What::Letter)
            .map(|letter| Translations::default().languages_of(&letter).into_iter().collect())
            .unwrap_or_default(),
        unread: known.unread(),
        begun,
    };
    drop(checked);
    drop(letter);
    Ok(Plan { path, report, known, deadlines })
}

/// What a letter would be, for those who answer in a page.
pub(super) struct Planned {
    /// What people call it.
    pub letter: Option<String>,
    /// Its file.
    pub path: PathBuf,
    /// The letter that it begins from.
    pub from: Option<String>,
    /// Its deadlines.
    pub deadlines: Vec<(String, NaiveDate)>,
    /// Its text.
    pub text: String,
    /// The folder that it belongs to.
    pub session: Session,
}

/// Plans a letter without a question, and writes it if that is asked for.
pub(super) fn planned(arguments: &New, write: bool) -> Result<Planned, Diagnostics> {
    let problems = |stop| match stop {
        Stop::Problems(problems) | Stop::WrongLetter(problems) => problems,
        // Nobody is asked.
        Stop::Ended => Diagnostics::new(),
    };
    let plan = plan(arguments).map_err(problems)?;
    if write {
        letter_files::create(&plan.path, plan.report.begun.text.as_bytes())?;
        schema::keep(&arguments.house.letters, File::Letter, || known_to(&plan.known.session));
    }
    Ok(Planned {
        letter: plan.report.letter,
        path: plan.path,
        from: plan.report.from.map(|(called, _)| called),
        deadlines: plan.deadlines,
        text: plan.report.begun.text,
        session: plan.known.session,
    })
}

/// Facts that the letter cannot have: told without a place, since nothing is written yet.
fn refuse(findings: &Findings) -> Result<(), Stop> {
    let mut wrong = Diagnostics::new();
    for problem in findings.problems.iter().filter(|problem| problem.severity == Severity::Error) {
        let mut told = problem.rule.finding(&*problem.message);
        if problem.label.starts_with("expected") {
            told = told.hint(problem.label.clone());
        }
        told.hints.extend(problem.hints.iter().cloned());
        wrong.push(told);
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.into()) }
}

/// What is asked for, without a meeting.
fn asked(what: What, series: Series, number: u32, group: &str, date: NaiveDate) -> Asked {
    Asked {
        what,
        series,
        number,
        group: group.to_owned(),
        date,
        meeting: None,
        agenda: true,
        texts: true,
        strangers: Vec::new(),
        schema: String::new(),
        beside: true,
    }
}

type Request = (Asked, Option<(Old, Entry)>);

impl Known {
    /// A letter of its own.
    fn letter(&self, arguments: &New) -> Result<Request, Stop> {
        let from = arguments.from.as_ref().map(|letter| self.from(letter)).transpose()?;
        // Of a letter that does not even say its group more is told when it is read.
        let of_old = from.as_ref().and_then(|entry| entry.group.clone());
        let code = match arguments.group.clone().or(of_old) {
            Some(code) => code,
            None => {
                return Err(from
                    .map(|entry| read_old(&entry))
                    .and_then(Result::err)
                    .unwrap_or_else(no_group));
            }
        };
        list::known_groups(std::slice::from_ref(&code), &self.session)?;
        let code = self.session.directory().named(&code).map_or(code.clone(), |(code, _)| code.to_owned());
        let series = if arguments.circular { Series::Circular } else { Series::CollectiveLetter };
        let mut prompt = answers::prompt(arguments);
        let today = answers::today();
        let sent = answers::read_date(arguments.date.as_deref(), &self.session)?;
        let old = match (from, &arguments.preset) {
            (Some(entry), _) => Some(entry),
            (None, Some(_)) => None,
            (None, None) => {
                let before = period::of(sent.unwrap_or(today));
                self.last(&code, series, arguments.kind.as_deref(), before).cloned()
            }
        };
        let old = old.map(|entry| read_old(&entry).map(|old| (old, entry))).transpose()?;
        let answers = Answers {
            arguments,
            session: &self.session,
            group: &code,
            old: old.as_ref().map(|(old, _)| old),
            today,
        };
        let (meeting, date) = answers.all(&mut prompt)?;
        let number = self.number(arguments.number, series, &code, period::of(date))?;
        // An old Word file is no letter of the folder: its number is taken too.
        let of_old =
            old.as_ref().and_then(|(old, entry)| Some((&old.letter().group.value, entry.key.as_ref()?)));
        let of_old = of_old.filter(|(group, key)| {
            **group == code && key.series == series && period::of(date) == Some(key.period)
        });
        let number = match of_old {
            Some((_, key)) if arguments.number.is_none() => number.max(key.number.saturating_add(1)),
            _ => number,
        };
        let asked = Asked {
            meeting,
            agenda: arguments.agenda,
            texts: !arguments.no_texts,
            strangers: self.strangers(&code, old.as_ref().map(|(old, _)| old)),
            ..asked(What::Letter, series, number, &code, date)
        };
        // What is wrong with the facts is told before anything is made of them.
        let facts = new::begin(&self.session, &asked, None);
        let letter = self.session.read(&Source::new("new.yaml", facts.text));
        refuse(&self.session.check(&letter).findings)?;
        Ok((asked, old))
    }

    /// A letter that changes another: an addendum, a corrigendum, or a revision where there is no `kind`.
    fn change(&self, arguments: &New, letter: &str, kind: Option<Amendment>) -> Result<Request, Stop> {
        let entry = self.find(letter)?;
        let old = read_old(&entry)?;
        let Some(key) = &entry.key else {
            let message =
                format!("the number and the group of {} cannot be read", shown(entry.source.path()));
            let problem = LETTER_FORM.finding(message);
            return Err(problem
                .hint("run `letters check` with this letter, and fix its errors first")
                .into());
        };
        if kind.is_some() && key.part.amendment.is_some() {
            let message = format!("{} itself changes another letter", old.called);
            let hint = "give the letter that it changes, or start a revision with --revision-of";
            return Err(LETTER_FORM.finding(message).hint(hint).into());
        }
        if entry.status == Some(Status::Draft) {
            let path = shown(entry.source.path());
            let message = format!("{} is a draft: nobody has received what is to be changed", old.called);
            let hint =
                format!("change {path} itself; if the letter was sent, write `status: issued` there first");
            return Err(LETTER_FORM.finding(message).hint(hint).into());
        }
        let of_kind = |key: &Key| match kind {
            Some(kind) => key.part.amendment.filter(|(other, _)| *other == kind).map(|(_, number)| number),
            None => key.part.revision.filter(|_| key.part.amendment == entry_part(&entry)),
        };
        let keys = self.entries.iter().filter_map(|entry| entry.key.as_ref());
        let taken: Vec<u32> = keys.filter(|other| other.is_part_of_same(key)).filter_map(of_kind).collect();
        let next = taken.iter().max().map_or(1, |last| last.saturating_add(1));
        let number = arguments.number.unwrap_or(next);
        if taken.contains(&number) {
            let noun = kind.map_or("revision", Amendment::word);
            let message = format!("{noun} {number} of {} already exists", old.called);
            return Err(NUMBER_TAKEN.finding(message).hint(format!("use the next number: {next}")).into());
        }
        let mut prompt = answers::prompt(arguments);
        let date = answers::date(arguments, &self.session, answers::today(), &mut prompt)?;
        let what = kind.map_or(What::Revision(number), |kind| What::Amendment(kind, number));
        let asked = asked(what, key.series, key.number, &old.letter().group, date);
        Ok((asked, Some((old, entry))))
    }

    /// Where the new letter is written: in the letters folder, or beside the letter that it changes.
    fn path(&self, arguments: &New, asked: &Asked, old: Option<&(Old, Entry)>) -> Result<PathBuf, Stop> {
        if let Some(path) = &arguments.output {
            if !letter_files::is_yaml(path) {
                let message = format!("{} is not a file name for a letter", shown(path));
                let hint = "use a name that ends in .yaml or .yml";
                return Err(NOT_A_LETTER.finding(message).hint(hint).into());
            }
            return Ok(path.clone());
        }
        let stem = match asked.series {
            Series::Circular => format!("circular-{:03}", asked.number),
            Series::CollectiveLetter => format!("{}-{:03}", asked.group.to_lowercase(), asked.number),
        };
        let amended = |part: Option<(Amendment, u32)>| match part {
            Some((Amendment::Addendum, number)) => format!("-add{number}"),
            Some((Amendment::Corrigendum, number)) => format!("-cor{number}"),
            None => String::new(),
        };
        let part = match asked.what {
            What::Letter => String::new(),
            What::Amendment(kind, number) => amended(Some((kind, number))),
            What::Revision(number) => {
                format!("{}-rev{number}", amended(old.and_then(|(_, entry)| entry_part(entry))))
            }
        };
        let folder = match old {
            Some((_, entry)) if asked.what != What::Letter => {
                entry.source.path().parent().unwrap_or(&arguments.house.letters).to_path_buf()
            }
            _ => arguments.house.letters.clone(),
        };
        let path = folder.join(format!("{stem}{part}.yaml"));
        // Numbers start anew with each study period: then the name tells which.
        let of = match asked.what {
            What::Letter => period::of(asked.date),
            _ => old.and_then(|(_, entry)| entry.period),
        };
        let taken = self.entries.iter().find(|entry| entry.source.path() == path);
        match (taken, of) {
            (Some(entry), Some(of)) if entry.period.is_some_and(|other| other != of) => {
                Ok(folder.join(format!("{stem}-{}{part}.yaml", of.to_lowercase())))
            }
            _ => Ok(path),
        }
    }
}

/// What of a letter an entry is, when it is an addendum or a corrigendum.
fn entry_part(entry: &Entry) -> Option<(Amendment, u32)> {
    entry.key.as_ref().and_then(|key| key.part.amendment)
}

fn no_group() -> Stop {
    MISSING_FACT
        .finding("the group of the letter is not known")
        .hint("give the group, such as: letters new SG1")
        .into()
}

fn read_old(entry: &Entry) -> Result<Old, Stop> {
    let mut problems = Diagnostics::new();
    let called = entry.letter.as_deref().unwrap_or("the old letter");
    Old::read(&entry.source, called, &mut problems).map_err(|_| {
        let path = shown(entry.source.path());
        let message = format!("no letter can be started from {path}: it has errors");
        WRONG_LETTER
            .finding(message)
            .hint("fix its errors, or start from something else: --from LETTER, --preset KIND")
            .report(&mut problems);
        Stop::WrongLetter(problems)
    })
}
