//! What the user sees of a run: problems, one line per letter, a summary; or the same as JSON.
//!
//! In human form problems go to standard error and results to standard output; in JSON all goes to
//! standard output. Nobody listening any more (`| head`) stops no work.

use super::End;
use crate::cli::args::MessageFormat;
use anstream::{AutoStream, ColorChoice};
use collective_letters::base::diagnostic::{Diagnostic, Diagnostics, Severity};
use collective_letters::base::file_set::Outcome;
use collective_letters::base::language::Language;
use collective_letters::base::report::Human;
use collective_letters::base::report::Sarif;
use collective_letters::base::report::github;
use collective_letters::base::report::json;
use collective_letters::base::rule::Silenced;
use collective_letters::base::text::count;
use collective_letters::base::text::shown;
use collective_letters::check::table;
use collective_letters::model::translation::Tally;
use collective_letters::project::build_cache::Reason;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What became of one letter, without its content.
#[derive(Debug, Default)]
pub struct Report {
    /// Its number in the archive, if it could be read.
    pub name: Option<String>,
    /// The file that stands for the letter in all its languages.
    pub letter: PathBuf,
    /// The language that it is in.
    pub language: Language,
    /// Everything found, sorted.
    pub problems: Vec<Diagnostic>,
    /// Its files in `output`; `None` when nothing was to be written or could be.
    pub files: Option<Vec<(String, Outcome)>>,
    /// The letter is right, but its files could not be written.
    pub blocked: bool,
    /// What was mended in its file.
    pub fixed: Vec<Diagnostic>,
    /// What its file silences.
    pub silenced: Vec<Silenced>,
    /// Why its files were made, when they were.
    pub why: Vec<Reason>,
    /// Files that were replaced although somebody had changed them, and where copies of them are.
    pub set_aside: Vec<(String, PathBuf)>,
    /// Whether its files are kept as published.
    pub issued: Option<Issued>,
}

/// What an issued letter's files are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Issued {
    /// Made now, and kept from now on.
    Now,
    /// Those that were published before.
    Kept,
}

impl Report {
    /// Of a file that could not be read.
    pub fn unread(path: &Path, problem: Diagnostic) -> Self {
        Self { letter: path.to_path_buf(), problems: vec![problem], ..Self::default() }
    }

    /// Its files could not be written, for this reason.
    pub fn block(&mut self, problem: Diagnostic) {
        let mut problems = Diagnostics::from(problem);
        problems.extend(std::mem::take(&mut self.problems));
        (self.problems, self.blocked) = (problems.into_sorted(), true);
    }

    /// Whether it has an error.
    pub fn is_wrong(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether none of its files had to be written.
    fn is_unchanged(&self) -> bool {
        let all_same = |files: &Vec<(String, Outcome)>| files.iter().all(|(_, o)| *o == Outcome::Unchanged);
        self.files.as_ref().is_some_and(all_same)
    }

    fn state(&self) -> State {
        match (self.is_wrong(), self.issued) {
            (true, _) => State::Failed,
            (_, Some(Issued::Kept)) => State::Kept,
            _ if self.is_unchanged() => State::Unchanged,
            _ if self.files.is_some() => State::Built,
            _ => State::Checked,
        }
    }

    fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }
}

/// How it went with a letter, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Built,
    Unchanged,
    Kept,
    Checked,
    Failed,
}

/// What is done with letters: for the wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Checked and written.
    Build,
    /// Only checked.
    Check,
}

/// How many there are: languages of letters one by one, and the letters that they are of.
#[derive(Debug, Default)]
struct Sum {
    count: usize,
    tally: Tally,
}

impl Sum {
    fn add(&mut self, report: &Report) {
        self.count += 1;
        self.tally.add(&report.letter, report.language);
    }
}

/// Sums over a run.
#[derive(Debug, Default)]
struct Totals {
    letters: Sum,
    good: usize,
    built: Sum,
    same: Sum,
    kept: Sum,
    wrong: Sum,
    blocked: Sum,
    files: usize,
    unchanged: usize,
    errors: usize,
    warnings: usize,
    fixed: usize,
}

/// What happened, for editors and scripts.
#[derive(Serialize)]
#[serde(tag = "event", rename_all = "lowercase")]
enum Event<'a> {
    Fixed {
        code: &'a str,
        file: &'a str,
        line: usize,
        column: usize,
        was: &'a str,
        is: &'a str,
    },
    Letter {
        name: Option<&'a str>,
        file: &'a str,
        language: &'static str,
        state: State,
        errors: usize,
        warnings: usize,
        files: Vec<File<'a>>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        why: Vec<String>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        set_aside: Vec<String>,
    },
    Summary {
        letters: usize,
        good: usize,
        built: usize,
        same: usize,
        kept: usize,
        wrong: usize,
        blocked: usize,
        files: usize,
        written: usize,
        unchanged: usize,
        errors: usize,
        warnings: usize,
    },
}

#[derive(Serialize)]
struct File<'a> {
    name: &'a str,
    outcome: &'static str,
}

impl Event<'_> {
    fn line(&self) -> String {
        // Strings and numbers alone: cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Prints a run.
pub struct Printer {
    task: Task,
    format: MessageFormat,
    human: Human,
    sarif: Sarif,
    progress: Option<(ProgressBar, Instant)>,
    /// Whether to say why letters were built.
    why: bool,
    /// Whether letters of which nothing was written are named.
    names_all: bool,
    totals: Totals,
    /// The first failure of standard output that is not a closed pipe.
    failure: Option<io::Error>,
}

/// Above so many letters, or after so long, a progress bar is worth the flicker; above so many, letters that
/// did not have to be built are only counted.
const MANY: usize = 20;
const LONG: Duration = Duration::from_millis(500);

impl Printer {
    /// Looks at the terminal and the environment.
    pub fn new(format: MessageFormat) -> Self {
        let colors = AutoStream::choice(&io::stderr()) != ColorChoice::Never;
        let width = terminal_size::terminal_size_of(io::stderr()).map(|(width, _)| usize::from(width.0));
        Self {
            task: Task::Check,
            format,
            human: Human::new(colors, width),
            sarif: Sarif::of(table::rules()),
            progress: None,
            why: false,
            names_all: true,
            totals: Totals::default(),
            failure: None,
        }
    }

    /// Columns of the terminal that results are shown on; none when they go to a file or a program.
    pub fn width() -> Option<usize> {
        terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0))
    }

    /// Whether to say of each letter why it was built.
    pub fn say_why(&mut self, why: bool) {
        self.why = why;
    }

    /// Whether results are shown in colours.
    pub fn colors() -> bool {
        AutoStream::choice(&io::stdout()) != ColorChoice::Never
    }

    /// This is to be done with so many letters.
    pub fn start(&mut self, task: Task, letters: usize) {
        self.task = task;
        self.names_all = task == Task::Check || letters <= MANY;
        if self.format == MessageFormat::Human && io::stderr().is_terminal() && letters > 1 {
            let bar = ProgressBar::with_draw_target(Some(letters as u64), ProgressDrawTarget::hidden());
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len} letters, {eta} left");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            self.progress = Some((bar, Instant::now()));
        }
    }

    /// One letter is done.
    pub fn letter(&mut self, path: &Path, report: &Report) {
        let (errors, warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
        let totals = &mut self.totals;
        totals.letters.add(report);
        totals.errors += errors;
        totals.warnings += warnings;
        match errors {
            0 => totals.good += 1,
            _ if report.blocked => totals.blocked.add(report),
            _ => totals.wrong.add(report),
        }
        match report.state() {
            State::Built => totals.built.add(report),
            State::Unchanged => totals.same.add(report),
            State::Kept => totals.kept.add(report),
            State::Checked | State::Failed => {}
        }
        for (_, outcome) in report.files.iter().flatten() {
            totals.files += 1;
            totals.unchanged += usize::from(*outcome == Outcome::Unchanged);
        }
        totals.fixed += report.fixed.len();
        self.advance();
        self.fixed(&report.fixed);
        self.problems(&report.problems);
        match self.format {
            MessageFormat::Sarif => report.silenced.iter().for_each(|s| self.sarif.add_silenced(s)),
            MessageFormat::Human | MessageFormat::Github => {
                if self.names_all || !report.is_unchanged() || errors + warnings > 0 {
                    let name = report.name.as_deref().unwrap_or("(no number)");
                    let mut text =
                        format!("{name}  {}  {}\n", shown(path), self.outcome(report, errors, warnings));
                    for (name, copy) in &report.set_aside {
                        let copy = shown(copy);
                        text +=
                            &format!("    {name} had been changed by hand: what it was is kept as {copy}\n");
                    }
                    for reason in report.why.iter().filter(|_| self.why) {
                        text += &format!("    because {}\n", reason.words());
                    }
                    self.out(&text);
                }
            }
            MessageFormat::Json => {
                let files = report.files.iter().flatten();
                let event = Event::Letter {
                    name: report.name.as_deref(),
                    file: &shown(path),
                    language: report.language.code(),
                    state: report.state(),
                    errors,
                    warnings,
                    why: report.why.iter().map(Reason::words).collect(),
                    set_aside: report.set_aside.iter().map(|(_, copy)| shown(copy)).collect(),
                    files: files.map(|(name, outcome)| File { name, outcome: word(*outcome) }).collect(),
                };
                let event = event.line();
                self.out(&format!("{event}\n"));
            }
        }
    }

    /// Problems of a letter or of the run as a whole.
    pub fn problems(&mut self, problems: &[Diagnostic]) {
        match self.format {
            MessageFormat::Human => {
                let text: String = problems.iter().map(|p| self.human.diagnostic(p) + "\n").collect();
                if !text.is_empty() {
                    self.aside(|| {
                        // When standard error is gone there is nobody to tell.
                        let _ = anstream::stderr().write_all(text.as_bytes());
                    });
                }
            }
            MessageFormat::Json => {
                let text: String = problems.iter().map(|p| json(p) + "\n").collect();
                self.out(&text);
            }
            MessageFormat::Github => {
                let text: String = problems.iter().map(|p| github(p) + "\n").collect();
                self.out(&text);
            }
            MessageFormat::Sarif => problems.iter().for_each(|p| self.sarif.add(p)),
        }
    }

    /// What was mended in a letter's file.
    fn fixed(&mut self, findings: &[Diagnostic]) {
        let mut text = String::new();
        for (finding, edit) in findings.iter().filter_map(|f| Some((f, f.edit.as_ref()?))) {
            let (line, column) = edit.span.line_column();
            let file = shown(edit.span.source.path());
            let (was, is) = (edit.span.text(), edit.replacement.as_str());
            text += &match self.format {
                MessageFormat::Human => {
                    let is = if is.is_empty() { "(nothing)".to_owned() } else { format!("`{is}`") };
                    let was = was.split_whitespace().collect::<Vec<_>>().join(" ");
                    format!("mended[{}]: {file}:{line}:{column}: `{was}` is now {is}\n", finding.code)
                }
                MessageFormat::Json => {
                    Event::Fixed { code: finding.code, file: &file, line, column, was, is }.line() + "\n"
                }
                MessageFormat::Github | MessageFormat::Sarif => continue,
            };
        }
        self.out(&text);
    }

    /// A result.
    pub fn print(&mut self, text: &str) {
        self.out(text);
    }

    /// A sentence for people beside the results.
    pub fn remark(&self, text: &str) {
        // When standard error is gone there is nobody to tell.
        let _ = writeln!(anstream::stderr(), "{text}");
    }

    /// All results are printed; whether a letter of them is wrong.
    pub fn close(self, wrong: bool) -> End {
        match self.failure {
            Some(error) => super::written(Err(error)),
            None if wrong => End::WrongLetter,
            None => End::Done,
        }
    }

    /// Takes the bar away, before results.
    pub fn clear(&mut self) {
        if let Some((bar, _)) = self.progress.take() {
            bar.finish_and_clear();
        }
    }

    /// Something kept the run from starting.
    pub fn could_not_run(mut self, problems: &[Diagnostic]) -> End {
        self.problems(problems);
        if self.format == MessageFormat::Sarif {
            let document = std::mem::replace(&mut self.sarif, Sarif::of(std::iter::empty())).document();
            self.out(&(document + "\n"));
        }
        End::CouldNotRun
    }

    /// All letters are done.
    pub fn finish(mut self) -> End {
        self.clear();
        let totals = &self.totals;
        let text = match self.format {
            MessageFormat::Human | MessageFormat::Github => self.summary(),
            MessageFormat::Sarif => {
                std::mem::replace(&mut self.sarif, Sarif::of(std::iter::empty())).document()
            }
            MessageFormat::Json => Event::Summary {
                letters: totals.letters.count,
                good: totals.good,
                built: totals.built.count,
                same: totals.same.count,
                kept: totals.kept.count,
                wrong: totals.wrong.count,
                blocked: totals.blocked.count,
                files: totals.files,
                written: totals.files - totals.unchanged,
                unchanged: totals.unchanged,
                errors: totals.errors,
                warnings: totals.warnings,
            }
            .line(),
        };
        self.out(&(text + "\n"));
        let (blocked, wrong) = (self.totals.blocked.count > 0, self.totals.wrong.count > 0);
        self.close(wrong).max(if blocked { End::CouldNotRun } else { End::Done })
    }

    /// `3 files written`, `1 error, not built`.
    fn outcome(&self, report: &Report, errors: usize, warnings: usize) -> String {
        let mut parts = Vec::new();
        if errors > 0 {
            parts.push(count(errors, "error"));
        }
        if warnings > 0 {
            parts.push(count(warnings, "warning"));
        }
        match (&report.files, self.task) {
            (Some(files), _) => {
                let unchanged = files.iter().filter(|(_, outcome)| *outcome == Outcome::Unchanged).count();
                let text = match (files.len() - unchanged, unchanged) {
                    (written, 0) => format!("{} written", count(written, "file")),
                    (0, unchanged) => format!("{} unchanged", count(unchanged, "file")),
                    (written, unchanged) => {
                        format!("{} written, {unchanged} unchanged", count(written, "file"))
                    }
                };
                match report.issued {
                    Some(Issued::Now) => {
                        parts.insert(0, format!("{text}: issued, kept as published from now on"))
                    }
                    Some(Issued::Kept) => parts.insert(0, format!("issued, kept as published ({text})")),
                    None => parts.insert(0, text),
                }
            }
            (None, Task::Build) if report.blocked => parts = vec!["not written".into()],
            (None, Task::Build) => parts.push("not built".into()),
            (None, Task::Check) if parts.is_empty() => parts.push("no problems".into()),
            (None, Task::Check) => {}
        }
        parts.join(", ")
    }

    /// `built 3 letters in 2 languages (18 files written), 97 unchanged, 2 kept as published, 1 letter has errors`.
    fn summary(&self) -> String {
        let totals = &self.totals;
        let mut text = match self.task {
            Task::Build => {
                let written = totals.files - totals.unchanged;
                let mut parts = Vec::new();
                if totals.built.count + written > 0 {
                    let files = count(written, "file");
                    parts.push(format!("built {} ({files} written)", totals.built.tally.words()));
                }
                if totals.same.count > 0 {
                    parts.push(format!("{} unchanged", totals.same.tally.words()));
                }
                if totals.kept.count > 0 {
                    parts.push(format!("{} kept as published", totals.kept.tally.words()));
                }
                if parts.is_empty() { "built nothing".to_owned() } else { parts.join(", ") }
            }
            Task::Check => format!("checked {}", totals.letters.tally.words()),
        };
        if totals.wrong.count > 0 {
            let (letters, one) = (totals.wrong.tally.words(), totals.wrong.tally.letters() == 1);
            text += &format!(", {letters} {} errors", if one { "has" } else { "have" });
        }
        if totals.blocked.count > 0 {
            text += &format!(", {} could not be written", totals.blocked.tally.words());
        }
        if totals.warnings > 0 {
            text += &format!(", {}", count(totals.warnings, "warning"));
        }
        if totals.fixed > 0 {
            text += &format!(", {} mended", count(totals.fixed, "finding"));
        }
        if self.task == Task::Check && totals.errors + totals.warnings == 0 {
            text += ": no problems";
        }
        text
    }

    fn out(&mut self, text: &str) {
        let mut result = Ok(());
        self.aside(|| {
            let mut out = io::stdout().lock();
            result = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        });
        if let Err(error) = result
            && error.kind() != io::ErrorKind::BrokenPipe
        {
            self.failure.get_or_insert(error);
        }
    }

    /// Prints beside the progress bar, if there is one.
    fn aside(&self, print: impl FnOnce()) {
        match &self.progress {
            Some((bar, _)) => bar.suspend(print),
            None => print(),
        }
    }

    /// One more letter is done, for the bar.
    pub fn advance(&mut self) {
        let Some((bar, since)) = &self.progress else { return };
        let total = bar.length().unwrap_or(0) as usize;
        if bar.is_hidden() && (total > MANY || since.elapsed() > LONG) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.inc(1);
    }
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Unchanged => "unchanged",
        Outcome::Written => "written",
        Outcome::New => "new",
    }
}
