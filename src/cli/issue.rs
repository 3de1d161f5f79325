//! `letters issue`: from draft to issued, all or nothing.

mod asked;
mod attempt;

use super::End;
use super::batch;
use super::printer::{Printer, Task};
use super::prompt::ENDED;
use crate::cli::args::{Asked, Input, Issue, MessageFormat, Where};
use asked::{Open, Stop};
use attempt::Attempt;
use collective_letters::base::report::json_line;
use collective_letters::base::text::{as_given, count, shown};
use collective_letters::base::{Diagnostics, Source};
use collective_letters::model::letter_files;
use collective_letters::model::rules::NOT_A_LETTER;
use collective_letters::project::archive::Archive;
use collective_letters::project::register;
use collective_letters::project::rules::PUBLISHING_FOLDER;
use collective_letters::project::session::Session;
use collective_letters::tools::published::{self, Renewed};
use serde_json::json;
use std::fs;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Issues.
pub fn run(arguments: &Issue) -> End {
    Printer::run(arguments.house.message_format, |printer| issue(arguments, printer))
}

/// Issues letters. Nobody is asked for what `arguments` say.
pub fn issue(arguments: &Issue, printer: &mut Printer) -> Result<End, Diagnostics> {
    match work(arguments, printer) {
        Ok(end) => Ok(end),
        Err(Stop::Problems(problems)) => Err(problems),
        Err(Stop::Ended) => {
            printer.remark(ENDED);
            Ok(End::CouldNotRun)
        }
    }
}

/// Shows what keeps letters from being issued; nothing is written. A letter without its date is right when it has one.
pub fn check(arguments: &Issue, printer: &mut Printer) -> Result<End, Diagnostics> {
    let (input, session, open, paths) = letters(arguments)?;
    let attempt = Attempt { arguments, input: &input, session: &session, paths: &paths };
    let is_right = open.iter().any(|open| !open.has_date) || attempt.check(printer)?;
    Ok(if is_right { End::Done } else { End::WrongLetter })
}

/// The letters that are to be issued.
type Letters = (Input, Session, Vec<Open>, Vec<PathBuf>);

fn letters(arguments: &Issue) -> Result<Letters, Diagnostics> {
    named(arguments)?;
    let input = input(arguments);
    let (found, session) = batch::prepare(&input)?;
    let paths = match Asked::languages(&arguments.lang).is_empty() {
        true => batch::in_all_languages(&input.place.paths, found),
        false => found,
    };
    let (open, paths) = open(&session, &paths)?;
    let input = Input { place: Where { paths: paths.clone(), ..input.place }, lang: Vec::new(), ..input };
    Ok((input, ManuallyDrop::into_inner(session), open, paths))
}

fn work(arguments: &Issue, printer: &mut Printer) -> Result<End, Stop> {
    arguments.house.message_format.has_results("issue")?;
    let (input, session, open, paths) = letters(arguments)?;
    if open.is_empty() {
        let archive = session.archive();
        let renewed = published::renew(&archive, &arguments.published, None)?;
        return Ok(told(&arguments.published, arguments.house.message_format, printer, &renewed));
    }
    let edited = asked::edited(arguments, &session, &open)?;
    let attempt = Attempt { arguments, input: &input, session: &session, paths: &paths };
    // What is wrong before anything is written; a letter without its date has an error that is corrected below.
    if open.iter().all(|open| open.has_date) && !attempt.check(printer)? {
        return Ok(refused(printer, arguments));
    }
    let mut written: Vec<(Arc<Source>, Arc<Source>)> = Vec::new();
    let done = attempt.all(printer, &open, edited, &mut written);
    if matches!(done, Ok(Some(_))) {
        let renewed = done?.unwrap_or_default();
        return Ok(told(&arguments.published, arguments.house.message_format, printer, &renewed));
    }
    let mut problems = done.err().unwrap_or_default();
    let is_wrong_letter = problems.is_empty();
    for (before, after) in written.iter().rev() {
        problems.extend(letter_files::rewrite(after, before).err());
    }
    if problems.is_empty() && is_wrong_letter {
        return Ok(refused(printer, arguments));
    }
    Err(problems.into())
}

fn refused(printer: &mut Printer, arguments: &Issue) -> End {
    let end = printer.finish();
    if arguments.house.message_format == MessageFormat::Human {
        printer.remark("nothing was issued; warnings count as errors");
    }
    end.max(End::WrongLetter)
}

/// Only files: a folder would issue letters that nobody has named.
fn named(arguments: &Issue) -> Result<(), Diagnostics> {
    let mut problems = Diagnostics::new();
    for path in arguments.paths.iter().filter(|path| !path.is_file()) {
        problems.push(if path.is_dir() {
            let problem = NOT_A_LETTER.finding(format!("{} is a folder", shown(path)));
            problem.hint("give the YAML file of each letter to issue")
        } else {
            letter_files::missing(path, &arguments.house.letters)
        });
    }
    let real = |path: &Path| fs::canonicalize(path).ok();
    let (output, published) = (&arguments.output, &arguments.published);
    if output == published || real(output).is_some_and(|output| Some(output) == real(published)) {
        let message = format!("{} is the output folder, which also has drafts", shown(published));
        problems.push(PUBLISHING_FOLDER.finding(message).hint("choose another folder with --published DIR"));
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

fn input(arguments: &Issue) -> Input {
    let house = &arguments.house;
    let (letters, templates) = (house.letters.clone(), house.templates.clone());
    Input {
        place: Where { paths: arguments.paths.clone(), letters, templates },
        lang: arguments.lang.clone(),
        jobs: None,
        message_format: house.message_format,
    }
}

/// The letters that are not issued yet, and the paths of these.
fn open(session: &Session, paths: &[PathBuf]) -> Result<(Vec<Open>, Vec<PathBuf>), Diagnostics> {
    let (mut open, mut files) = (Vec::new(), Vec::new());
    for path in paths {
        let source = letter_files::read(path)?;
        let entry = register::entry(session, &source, &[]);
        if !entry.is_published() {
            open.push(Open::of(source, entry.letter));
            files.push(path.clone());
        }
    }
    Ok((open, files))
}

/// What became of the folder of published files.
fn told(folder: &Path, format: MessageFormat, printer: &mut Printer, renewed: &Renewed) -> End {
    printer.problems(&renewed.problems);
    printer.print(&lines(folder, format, renewed));
    End::Done
}

/// The same in words, or as JSON.
pub(super) fn lines(folder: &Path, format: MessageFormat, renewed: &Renewed) -> String {
    let Renewed { written, removed, .. } = renewed;
    if format == MessageFormat::Json {
        let event = "published";
        return json_line(&json!({
            "event": event, "folder": as_given(folder), "written": written, "removed": removed,
        }));
    }
    let parts = [(written.len(), "written"), (removed.len(), "removed")];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(files, _)| *files > 0)
        .map(|(files, what)| format!("{} {what}", count(files, "file")))
        .collect();
    let what = if parts.is_empty() { "up to date".to_owned() } else { parts.join(", ") };
    format!("{}: {what}\n", shown(folder))
}

/// The folder after a letter was issued or withdrawn, brought up to date.
impl Attempt<'_> {
    fn publish(&self) -> Result<Renewed, Diagnostics> {
        let archive: Archive = self.session.archive();
        published::renew(&archive, &self.arguments.published, None).map_err(Diagnostics::from)
    }

    /// Shows reports on letters that cannot be issued.
    fn show(
        &self,
        printer: &mut Printer,
        reports: &[collective_letters::project::build::Report],
        task: Task,
    ) {
        printer.start(task, reports.len());
        self.paths.iter().zip(reports).for_each(|(path, report)| printer.letter(path, report));
    }
}
