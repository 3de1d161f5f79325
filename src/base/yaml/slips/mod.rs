//! Slips of typing that make a file unreadable, found in its raw lines: a tab, a dash of Word, a quotation mark that is not
//! closed. The parser only says where it stopped; here a line is looked at as a colleague would, and what is wrong with it is
//! believed only if the file with the line as it should be reads better. So advice that does not help is never given.

mod blanks;
mod brackets;
mod colons;
mod dashes;
mod indents;
mod lines;
mod quotes;
mod signs;
mod starts;
mod stray;

use crate::base::rules::{INVISIBLE_CHARACTER, UNUSABLE_CHARACTER};
use crate::base::yaml::Node;
use crate::base::yaml::node::parse;
use crate::base::yaml::rules::YAML;
use crate::base::{Diagnostic, Diagnostics, Reported, Severity, Source, Span};
use lines::Page;
use std::ops::Range;
use std::sync::Arc;

/// A line that may be a slip, and what it should be.
#[derive(Clone, Debug)]
struct Slip {
    /// What is wrong, in one sentence.
    what: String,
    /// What to do.
    advice: &'static str,
    /// What the message points at.
    at: Range<usize>,
    /// What changes: bytes of the file, mostly a whole line.
    range: Range<usize>,
    /// What stands there afterwards.
    mended: String,
    /// Whether nothing else can have been meant.
    is_certain: bool,
}

/// How many slips of a file are told at once, and how many lines are tried for each: reading a file again takes time.
const MOST: usize = 10;
const MOST_TRIED: usize = 80;
/// A longer file is left to the parser.
const LONGEST: usize = 400_000;

/// What a file says of itself when it is read.
struct Reading {
    /// The line where the parser stopped; `None` if it read all.
    stopped: Option<usize>,
    /// What is wrong with it.
    errors: Vec<Diagnostic>,
}

impl Reading {
    fn of(source: &Arc<Source>, read: &dyn Fn(&Arc<Source>) -> Diagnostics) -> Self {
        let mut problems = Diagnostics::new();
        let stopped = parse(source, &mut problems).is_err();
        let problems = if stopped { problems } else { read(source) };
        let is_own = |problem: &&Diagnostic| {
            problem.severity == Severity::Error
                && problem.span.as_ref().is_none_or(|span| span.source.path() == source.path())
        };
        let errors: Vec<Diagnostic> = problems.iter().filter(is_own).cloned().collect();
        let line = |problem: &Diagnostic| problem.span.as_ref().map_or(1, |span| span.line_column().0);
        Self { stopped: stopped.then(|| errors.last().map_or(1, line)), errors }
    }

    /// The lines with errors.
    fn lines(&self) -> impl Iterator<Item = usize> {
        self.errors.iter().filter_map(|problem| Some(problem.span.as_ref()?.line_column().0))
    }

    fn has(&self, other: &Diagnostic) -> bool {
        self.errors.iter().any(|own| own.rule == other.rule && own.message == other.message)
    }

    /// How much better it reads after a change of some lines; the smaller, the better. `None` if it does not.
    fn better(&self, after: &Self, changed: &Range<usize>, more: isize) -> Option<(bool, usize)> {
        let is_clean = |reading: &Self| reading.lines().all(|line| !changed.contains(&line));
        match (self.stopped, after.stopped) {
            (Some(before), Some(after)) => {
                (after as isize > before as isize + more.max(0)).then_some((true, 0))
            }
            (Some(_), None) => is_clean(after).then_some((false, after.errors.len())),
            (None, Some(_)) => None,
            (None, None) => {
                let is_new = after.errors.iter().any(|error| !self.has(error));
                (!is_new && after.errors.len() < self.errors.len()).then_some((false, after.errors.len()))
            }
        }
    }
}

/// Reads one YAML document, as [`parse`], and explains what is wrong with its form.
///
/// # Errors
/// As [`parse`].
pub fn read(source: &Arc<Source>, problems: &mut Diagnostics) -> Result<Node, Reported> {
    let mut found = Diagnostics::new();
    let node = parse(source, &mut found);
    if node.is_err() {
        explain(source, &mut found, &|source| {
            let mut found = Diagnostics::new();
            let _ = parse(source, &mut found);
            found
        });
    }
    problems.extend(found.iter().cloned());
    node
}

/// Puts what is wrong with the lines of a file in place of the errors that follow from it. `read` says all that is wrong with
/// such a file.
pub fn explain(source: &Arc<Source>, problems: &mut Diagnostics, read: &dyn Fn(&Arc<Source>) -> Diagnostics) {
    // Characters that no text may have are told by rules of their own.
    let is_wrong = problems.iter().any(|problem| {
        problem.severity == Severity::Error
            && *problem.rule != INVISIBLE_CHARACTER
            && *problem.rule != UNUSABLE_CHARACTER
            && problem.span.as_ref().is_some_and(|span| span.source.path() == source.path())
    });
    if !is_wrong || source.text().len() > LONGEST {
        return;
    }
    let (mut now, mut reading) = (Arc::clone(source), Reading::of(source, read));
    let (mut told, mut changes): (Vec<Diagnostic>, Vec<Change>) = (Vec::new(), Vec::new());
    while told.len() < MOST && !reading.errors.is_empty() {
        let Some((slip, mended, after)) = likely(&now, &reading, read) else { break };
        told.push(slip.told(source, &changes));
        changes.push(Change { start: slip.range.start, was: slip.range.len(), is: slip.mended.len() });
        (now, reading) = (mended, after);
    }
    if told.is_empty() {
        return;
    }
    // What is wrong without the slips too stays.
    problems.take_out(|problem| {
        let is_own = problem.span.as_ref().is_some_and(|span| span.source.path() == source.path());
        is_own && problem.severity == Severity::Error && !reading.has(problem)
    });
    problems.extend(told);
}

/// Finds what may be wrong with a line.
type Look = fn(&Page<'_>, usize, &mut Vec<Slip>);

/// Those that find what is hardly ever right, and can be far from where the parser stops; the others; and those that only
/// move lines, of which there are many ways.
const SURE: &[Look] = &[blanks::look, dashes::look, stray::look, quotes::look];
const POSSIBLE: &[Look] = &[colons::look, signs::look, brackets::look, starts::look];
const MOVED: &[Look] = &[indents::look];

/// How well a file reads without a slip, the smaller the better: whether it still cannot be read, how much is then wrong,
/// and how many lines were changed.
type Score = (bool, usize, usize);

/// The slip with which a file reads best, the file without it, and what is then wrong.
fn likely(
    source: &Arc<Source>,
    before: &Reading,
    read: &dyn Fn(&Arc<Source>) -> Diagnostics,
) -> Option<(Slip, Arc<Source>, Reading)> {
    let page = Page::of(source.text());
    let mut best: Option<(Score, Slip, Arc<Source>, Reading)> = None;
    let lines = order(before, page.lines.len());
    let found = |looks: &'static [Look]| {
        let page = &page;
        let in_line = move |line: &usize| {
            let mut found = Vec::new();
            looks.iter().for_each(|look| look(page, line - 1, &mut found));
            found
        };
        lines.iter().flat_map(in_line).take(MOST_TRIED)
    };
    for slip in found(SURE).chain(found(POSSIBLE)).chain(found(MOVED)) {
        let text =
            [&source.text()[..slip.range.start], &slip.mended, &source.text()[slip.range.end..]].concat();
        let mended = Source::new(source.path(), text);
        let after = Reading::of(&mended, read);
        let ends = |text: &str| text.matches('\n').count();
        let (was, is) = (ends(&source.text()[slip.range.clone()]), ends(&slip.mended));
        let first = source.line_column(slip.range.start).0;
        let more = is as isize - was as isize;
        let Some((is_unread, errors)) = before.better(&after, &(first..first + is + 1), more) else {
            continue;
        };
        // Of two ways the one that changes fewer lines.
        let score = (is_unread, errors, ends(source.text()[slip.range.clone()].trim_end()).max(is));
        if best.as_ref().is_none_or(|(other, ..)| score < *other) {
            best = Some((score, slip, mended, after));
        }
        if score == (false, 0, 0) {
            break;
        }
    }
    best.map(|(_, slip, mended, after)| (slip, mended, after))
}

/// The lines to look at, the likely ones first: where the parser stopped, one below, and those above; of a file that can be
/// read those with errors, and those beside them.
fn order(reading: &Reading, count: usize) -> Vec<usize> {
    let mut lines: Vec<usize> = match reading.stopped {
        Some(stopped) => {
            [stopped, stopped + 1].into_iter().chain((1..stopped).rev()).chain([stopped + 2]).collect()
        }
        None => {
            let near = |line: usize| [line, line.saturating_sub(1), line + 1];
            let own = reading.lines();
            let beside = reading.lines().flat_map(near);
            own.chain(beside).collect()
        }
    };
    let mut seen = std::collections::BTreeSet::new();
    lines.retain(|line| (1..=count).contains(line) && seen.insert(*line));
    lines
}

/// A change that was made before another was found.
struct Change {
    start: usize,
    was: usize,
    is: usize,
}

impl Change {
    /// The byte before the change for one after it.
    fn back(&self, at: usize) -> usize {
        if at >= self.start + self.is { at - self.is + self.was } else { at.min(self.start + self.was) }
    }
}

impl Slip {
    /// The message; places are those before the changes.
    fn told(&self, source: &Arc<Source>, changes: &[Change]) -> Diagnostic {
        let back = |at: usize| changes.iter().rev().fold(at, |at, change| change.back(at));
        let span = |range: &Range<usize>| Span::new(source, back(range.start), back(range.end));
        let problem = YAML.finding(self.what.clone()).at(&span(&self.at), "here").hint(self.advice);
        // Another slip in the same lines is mended before.
        let is_free = changes.iter().all(|change| {
            let made = change.start..change.start + change.is;
            self.range.end <= made.start || made.end <= self.range.start
        });
        let problem = match (self.mended.trim_end_matches('\n'), self.is_certain && is_free) {
            ("", _) => problem,
            (line, _) if !line.contains('\n') => problem.hint(format!("write this line as `{line}`")),
            _ => problem,
        };
        let range = span(&self.range);
        match self.is_certain && is_free && !range.text().is_empty() {
            true => {
                let (kept, was) = changed(range.text(), &self.mended);
                let place = Span::new(source, range.start + was.start, range.start + was.end);
                problem.edit(&place, &self.mended[kept])
            }
            false => problem,
        }
    }
}

/// What of a new text is not as in the old one, and what of the old one is not in the new.
fn changed(old: &str, new: &str) -> (Range<usize>, Range<usize>) {
    let same = |(one, other): &(char, char)| one == other;
    let head: usize = old.chars().zip(new.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let (rest, new_rest) = (&old[head..], &new[head..]);
    let tail: usize =
        rest.chars().rev().zip(new_rest.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    (head..new.len() - tail, head..old.len() - tail)
}
