//! The time plan and the list of Questions of a letter as tables of a spreadsheet, and back: chairs keep them there.
//!
//! A table says all that the letter says: what comes back unchanged changes nothing. What is new becomes edits of the
//! letter's file, which are proved; a cell that cannot be read is a finding with its sheet and its name.

mod cell;
mod change;
mod csv;
mod plan;
mod questions;
mod read;
mod table;
mod write;

pub use table::{Kind, Table};
pub use write::write;

use crate::base::yaml::{self, Node, edit};
use crate::base::{Diagnostic, Diagnostics, Reported, Source, Span};
use crate::model::letter::{Annex, Letter, Questions};
use crate::model::resolve::time_plan::Plan;
use crate::project::rules::SHEET;
use std::path::Path;
use std::sync::Arc;

/// A letter with the time plan and the Questions of a spreadsheet.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The new text of its file.
    pub source: Arc<Source>,
    /// How many rows and Questions are other than before.
    pub changed: usize,
}

/// A letter and its tree.
struct Read {
    tree: Node,
    letter: Letter,
}

impl Read {
    fn of(source: &Arc<Source>, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let tree = yaml::read(source, problems)?;
        let letter = Letter::of(&tree, source, problems)?;
        Ok(Self { tree, letter })
    }

    /// The place of the annex of a kind, counted from 0.
    fn annex(&self, kind: Kind) -> Option<usize> {
        let annexes = self.tree.get("annexes")?.items();
        annexes.iter().position(|annex| annex.get("kind").and_then(Node::as_str) == Some(kind.word()))
    }

    fn questions(&self) -> Option<&Questions> {
        self.letter.annexes.iter().flatten().find_map(|annex| match annex {
            Annex::Questions(questions, ..) => Some(questions),
            _ => None,
        })
    }

    /// The time plan, if the letter shows one.
    fn plan(&self, problems: &mut Diagnostics) -> Result<Option<Plan<'_>>, Reported> {
        let mut found = Diagnostics::new();
        let plan = Plan::of(&self.letter, &mut found);
        let sound = found.sound();
        problems.extend(found.into_sorted());
        sound.and(plan)
    }
}

/// The tables of a letter.
///
/// # Errors
/// The letter has an error, has neither a time plan nor Questions, or says something that no table can say.
pub fn tables(source: &Arc<Source>) -> Result<Vec<Table>, Diagnostics> {
    let mut problems = Diagnostics::new();
    let Ok(read) = Read::of(source, &mut problems) else { return Err(problems) };
    let mut tables = Vec::new();
    match read.plan(&mut problems) {
        Ok(Some(plan)) => match plan::table(&plan) {
            Some(table) => tables.push(table),
            None => return Err(unsaid(source, Kind::TimePlan).into()),
        },
        Ok(None) => {}
        Err(_) => return Err(problems),
    }
    if let Some(questions) = read.questions() {
        match questions::table(questions) {
            Some(table) => tables.push(table),
            None => return Err(unsaid(source, Kind::Questions).into()),
        }
    }
    if tables.is_empty() {
        let problem = SHEET.finding("the letter has neither a time plan nor a list of Questions");
        let problem = problem.at(&Span::file(source), "in this letter");
        return Err(problem.hint("add an annex with `kind: time-plan` or `kind: questions`").into());
    }
    Ok(tables)
}

fn unsaid(source: &Arc<Source>, kind: Kind) -> Diagnostic {
    let message = format!("the sheet `{}` could not be read back as it is", kind.name());
    let problem = SHEET.finding(message).at(&Span::file(source), "in this letter");
    problem.hint("remove square brackets and commas from the keys of notes")
}

/// Takes the tables of a spreadsheet into a letter. Nothing is written.
///
/// # Errors
/// A cell cannot be read, the letter has an error or not such an annex, or its file cannot be edited for certain.
pub fn import(source: &Arc<Source>, file: &Path, bytes: &[u8]) -> Result<Imported, Diagnostics> {
    // What is wrong with the letter is told first.
    let mut problems = Diagnostics::new();
    Read::of(source, &mut problems).map_err(|_| problems)?;
    taken(source, &read::tables(file, bytes)?)
}

/// Takes tables into a letter. Nothing is written.
///
/// # Errors
/// See [`import`].
pub fn taken(source: &Arc<Source>, tables: &[Table]) -> Result<Imported, Diagnostics> {
    let mut problems = Diagnostics::new();
    let Ok(read) = Read::of(source, &mut problems) else { return Err(problems) };
    let mut changes = Vec::new();
    let mut changed = 0;
    for table in tables {
        let Some(annex) = read.annex(table.kind) else {
            let kind = table.kind;
            let message = format!("the letter has no annex for the sheet `{}`", kind.name());
            let problem = SHEET.finding(message).at(&Span::file(source), "in this letter");
            problems.push(
                problem.hint(format!("add an annex with `kind: {}`, or remove the sheet", kind.word())),
            );
            continue;
        };
        let found = match table.kind {
            Kind::TimePlan => match read.plan(&mut problems) {
                Ok(Some(plan)) => plan::changes(&plan, &read.tree, annex, table, &mut problems),
                Ok(None) => Err(problems.refuse(elsewhere(source))),
                Err(reported) => Err(reported),
            },
            Kind::Questions => match read.questions() {
                Some(questions) => questions::changes(questions, &read.tree, annex, table, &mut problems),
                None => Ok((Vec::new(), 0)),
            },
        };
        if let Ok((more, count)) = found {
            changes.extend(more);
            changed += count;
        }
    }
    if problems.has_errors() || problems.iter().any(|problem| *problem.rule == SHEET) {
        return Err(problems);
    }
    match edit::edit(source, &changes) {
        Ok(source) => Ok(Imported { source, changed }),
        Err(_) => {
            let message = "the file cannot be changed so that it says nothing else that is new";
            let problem = SHEET.finding(message).at(&Span::file(source), "in this letter");
            Err(problem.hint("change the rows in an editor").into())
        }
    }
}

fn elsewhere(source: &Arc<Source>) -> Diagnostic {
    let problem = SHEET.finding("the time plan of the letter is attached or on the web: it has no rows");
    problem.at(&Span::file(source), "in this letter").hint("remove `attached:` and `web:`, and add `rows:`")
}
