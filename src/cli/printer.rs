//! What the user sees of a run: problems, one line per letter, a summary; or the same as JSON.
//!
//! In human form problems go to standard error and results to standard output; in JSON all goes to
//! standard output. Nobody listening any more (`| head`) stops no work.

mod told;
mod totals;

use super::{End, catalogue};
use crate::cli::args::MessageFormat;
use anstream::{AutoStream, ColorChoice};
use collective_letters::base::file_set::Outcome;
use collective_letters::base::report::{Few, Human, Sarif, github, json, json_line};
use collective_letters::base::text::{as_given, count, mended, shown};
use collective_letters::base::{Diagnostic, Diagnostics, Severity};
use collective_letters::project::build::{Issued, Report};
use collective_letters::project::build_cache::Reason;
use collective_letters::project::kept::kept_by_hand;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;
use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
pub use told::Told;
use totals::{State, Totals};

/// How many errors, warnings and notes there are in a letter.
fn counts(report: &Report) -> [usize; 3] {
    [Severity::Error, Severity::Warning, Severity::Note].map(|severity| report.count(severity))
}

/// What is done with letters: for the wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Checked and written.
    Build,
    /// Only checked.
    Check,
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
    /// What was told of files beside the letters: each letter that it concerns would tell it again.
    told: BTreeSet<(PathBuf, usize, String)>,
    /// What is kept for a page, where one asked for the run.
    told_to_page: Option<Told>,
    /// The first failure of standard output that is not a closed pipe.
    failure: Option<io::Error>,
}

/// Above so many letters, or after so long, a progress bar is worth the flicker; above so many, letters that
/// did not have to be built are only counted.
const MANY: usize = 20;
const LONG: Duration = Duration::from_millis(500);

/// What is said where not all findings are shown.
const HOW_TO_SEE_ALL: &str = "to see all of them, add `--message-format json`";

/// A path as it is to be typed after a command.
fn quoted(path: &Path) -> String {
    let path = shown(path);
    if path.contains([' ', '!', '(']) { format!("\"{path}\"") } else { path }
}

impl Printer {
    /// Runs a command. What keeps it from its work is printed as any problem.
    pub fn run(format: MessageFormat, work: impl FnOnce(&mut Self) -> Result<End, Diagnostics>) -> End {
        let mut printer = Self::new(format);
        let end = work(&mut printer).unwrap_or_else(|problems| {
            printer.problems(&problems.into_sorted());
            if format == MessageFormat::Sarif {
                let document = printer.sarif.document();
                printer.print(&(document + "\n"));
            }
            End::CouldNotRun
        });
        printer.failure.map_or(end, |error| super::written(Err(error)))
    }

    /// Looks at the terminal and the environment.
    fn new(format: MessageFormat) -> Self {
        let colors = AutoStream::choice(&io::stderr()) != ColorChoice::Never;
        let width = terminal_size::terminal_size_of(io::stderr()).map(|(width, _)| usize::from(width.0));
        Self {
            task: Task::Check,
            format,
            human: Human::new(colors, width),
            sarif: Sarif::of(catalogue::rules()),
            progress: None,
            why: false,
            names_all: true,
            totals: Totals::default(),
            told: BTreeSet::new(),
            told_to_page: None,
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
        let is_seen = self.told_to_page.is_none() && io::stderr().is_terminal();
        if self.format == MessageFormat::Human && is_seen && letters > 1 {
            let bar = ProgressBar::with_draw_target(Some(letters as u64), ProgressDrawTarget::hidden());
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len} letters, {eta} left");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            self.progress = Some((bar, Instant::now()));
        }
    }

    /// One letter is done.
    pub fn letter(&mut self, path: &Path, report: &Report) {
        self.totals.add(report);
        self.advance();
        self.fixed(&report.fixed);
        let (new, again) = self.told_once(path, &report.problems);
        self.problems(&new);
        again.iter().for_each(|sentence| self.aside(|| drop(writeln!(anstream::stderr(), "{sentence}\n"))));
        let [errors, warnings, notes] = counts(report);
        match self.format {
            MessageFormat::Sarif => report.silenced.iter().for_each(|s| self.sarif.add_silenced(s)),
            MessageFormat::Human | MessageFormat::Github => {
                if self.names_all || !report.is_unchanged() || errors + warnings + notes > 0 {
                    let name = report.name.as_deref().unwrap_or("(no number)");
                    let mut text = format!("{name}  {}  {}\n", shown(path), self.outcome(report));
                    for (name, copy) in &report.set_aside {
                        let kept = format!("what it was is kept as {}", shown(copy));
                        text += &format!("    {name} was changed by hand: {kept}\n");
                    }
                    for reason in report.why.iter().filter(|_| self.why) {
                        text += &format!("    because {}\n", reason.words());
                    }
                    self.print(&text);
                }
            }
            MessageFormat::Json => {
                let files = report.files.iter().flatten();
                let files = files.map(|(name, outcome)| json!({ "name": name, "outcome": outcome.word() }));
                let mut event = json!({
                    "event": "letter",
                    "name": report.name,
                    "file": as_given(path),
                    "language": report.language.code(),
                    "state": State::of(report),
                    "errors": errors,
                    "warnings": warnings,
                    "notes": notes,
                    "files": files.collect::<Vec<_>>(),
                });
                let why = report.why.iter().map(Reason::words).collect::<Vec<_>>();
                let set_aside = report.set_aside.iter().map(|(_, copy)| as_given(copy)).collect();
                for (key, list) in [("why", why), ("set_aside", set_aside)] {
                    if !list.is_empty() {
                        event[key] = json!(list);
                    }
                }
                self.print(&json_line(&event));
            }
        }
    }

    /// The problems of a letter, for people without errors of other files that were told before; and where those are.
    fn told_once(&mut self, letter: &Path, problems: &[Diagnostic]) -> (Vec<Diagnostic>, Vec<String>) {
        let (mut new, mut again) = (Vec::new(), Vec::new());
        for problem in problems {
            let span = problem.span.as_ref().filter(|span| {
                self.format == MessageFormat::Human
                    && problem.severity == Severity::Error
                    && span.source.path() != letter
            });
            let key =
                span.map(|span| (span.source.path().to_path_buf(), span.start, problem.message.clone()));
            match (key.is_none_or(|key| self.told.insert(key)), span) {
                (false, Some(span)) => {
                    let ((line, column), code) = (span.line_column(), problem.rule.code);
                    let file = shown(span.source.path());
                    again.push(format!("error[{code}]: as told above, at {file}:{line}:{column}"));
                }
                _ => new.push(problem.clone()),
            }
        }
        (new, again)
    }

    /// Problems of a letter or of the run as a whole.
    pub fn problems(&mut self, problems: &[Diagnostic]) {
        if let Some(told) = &mut self.told_to_page {
            return told.problems.extend_from_slice(problems);
        }
        let text: String = match self.format {
            MessageFormat::Human => {
                let few = Few::of(problems);
                let shown = few.shown.iter().map(|problem| self.human.diagnostic(problem) + "\n");
                let more = few.more();
                let all = (!more.is_empty()).then(|| HOW_TO_SEE_ALL.to_owned() + "\n\n");
                shown.chain(more.iter().map(|sentence| sentence.clone() + "\n")).chain(all).collect()
            }
            MessageFormat::Json => problems.iter().map(|p| json(p) + "\n").collect(),
            MessageFormat::Github => problems.iter().map(|p| github(p) + "\n").collect(),
            MessageFormat::Sarif => return problems.iter().for_each(|p| self.sarif.add(p)),
        };
        if self.format != MessageFormat::Human {
            self.print(&text);
        } else if !text.is_empty() {
            self.aside(|| {
                // When standard error is gone there is nobody to tell.
                let _ = anstream::stderr().write_all(text.as_bytes());
            });
        }
    }

    /// What was mended in a letter's file; for people a few of each rule.
    fn fixed(&mut self, findings: &[Diagnostic]) {
        let (mut text, mut more) = (String::new(), Vec::new());
        let few = Few::of(findings);
        let findings = if self.format == MessageFormat::Human {
            more = few.more();
            few.shown
        } else {
            findings.iter().collect()
        };
        for (finding, edit) in findings.into_iter().filter_map(|f| Some((f, f.edit.as_ref()?))) {
            let (line, column) = edit.span.line_column();
            let path = edit.span.source.path();
            let (was, is) = (edit.span.text(), edit.replacement.as_str());
            text += &match self.format {
                MessageFormat::Human => {
                    let (file, done) = (shown(path), mended(was, is));
                    format!("fixed[{}]: {file}:{line}:{column}: {done}\n", finding.rule.code)
                }
                MessageFormat::Json => json_line(&json!({
                    "event": "fixed", "code": finding.rule.code, "file": as_given(path), "line": line,
                    "column": column, "was": was, "is": is,
                })),
                MessageFormat::Github | MessageFormat::Sarif => continue,
            };
        }
        text.extend(more.iter().map(|sentence| format!("fixed: {sentence}\n")));
        self.print(&text);
    }

    /// A sentence for people beside the results.
    pub fn remark(&self, text: &str) {
        if self.told_to_page.is_none() {
            // When standard error is gone there is nobody to tell.
            let _ = writeln!(anstream::stderr(), "{text}");
        }
    }

    /// Names the files that were changed in Word before a build replaced them, as long as nobody looked at them.
    pub fn kept_by_hand(&self, output: &Path) {
        for file in kept_by_hand(output) {
            self.remark(&format!(
                "note: {0} was changed after a build, and its changes are not in the letter: see them with \
                 `letters review {1}`; take it off this list with --dismiss",
                shown(&file),
                quoted(&file)
            ));
        }
    }

    /// Takes the bar away, before results.
    pub fn clear(&mut self) {
        if let Some((bar, _)) = self.progress.take() {
            bar.finish_and_clear();
        }
    }

    /// All letters are done.
    pub fn finish(&mut self) -> End {
        self.clear();
        let text = match self.format {
            MessageFormat::Human | MessageFormat::Github => self.totals.summary(self.task) + "\n",
            MessageFormat::Sarif => self.sarif.document() + "\n",
            MessageFormat::Json => json_line(&self.totals),
        };
        self.print(&text);
        End::of(self.totals.wrong.count > 0, self.totals.blocked.count > 0)
    }

    /// `3 files written`, `1 error, not built`.
    fn outcome(&self, report: &Report) -> String {
        let found = counts(report).into_iter().zip(["error", "warning", "note"]);
        let mut parts: Vec<String> =
            found.filter(|(number, _)| *number > 0).map(|(number, noun)| count(number, noun)).collect();
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
                        parts.insert(0, format!("{text} (issued: these files are kept from now on)"))
                    }
                    Some(Issued::Kept) => parts.insert(0, format!("kept as issued ({text})")),
                    None => parts.insert(0, text),
                }
            }
            (None, Task::Build) if report.blocked => parts = vec!["not written".into()],
            (None, Task::Build) => parts.push("not built".into()),
            (None, Task::Check) if report.issued.is_some() => parts.insert(0, "kept as issued".into()),
            (None, Task::Check) if parts.is_empty() => parts.push("no findings".into()),
            (None, Task::Check) => {}
        }
        parts.join(", ")
    }

    /// Prints results.
    pub fn print(&mut self, text: &str) {
        if let Some(told) = &mut self.told_to_page {
            return told.lines.extend(text.lines().map(str::to_owned));
        }
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
