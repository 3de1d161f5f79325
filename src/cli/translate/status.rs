//! `letters translate --status`: how far translations are.

use super::{Job, Run, report};
use crate::cli::args::MessageFormat;
use crate::cli::printer::Printer;
use collective_letters::base::Source;
use collective_letters::base::report::{Column, Shrink, table};
use collective_letters::base::text::{shortened, shown};
use collective_letters::project::register;
use collective_letters::tools::translate::{Open, Tally, Version};
use std::sync::Arc;

const COLUMNS: [Column; 8] = [
    Column { head: "Letter", shrink: Shrink::Never },
    Column { head: "Language", shrink: Shrink::Never },
    Column { head: "Sentences", shrink: Shrink::Never },
    Column { head: "Translated", shrink: Shrink::Never },
    Column { head: "Missing", shrink: Shrink::Never },
    Column { head: "Outdated", shrink: Shrink::Never },
    Column { head: "Status", shrink: Shrink::Never },
    Column { head: "File", shrink: Shrink::Start },
];

impl Run<'_> {
    pub(super) fn status(&mut self, jobs: &[Job]) {
        let mut rows = Vec::new();
        let mut all = Vec::new();
        for job in jobs {
            let Ok(version) = self.open(job) else { continue };
            let (tally, open) = version.status(self.session.terms(version.language));
            self.wrong |= !tally.is_done();
            if self.arguments.house.message_format == MessageFormat::Json {
                let open: String = open.iter().map(report::json_open).collect();
                self.printer.print(&(report::json(&version, "status", tally) + &open));
                continue;
            }
            rows.push(self.cells(&version, tally));
            all.extend(open);
        }
        if !rows.is_empty() {
            let text = table(&COLUMNS, &rows, Printer::width()) + &lines(&all);
            self.printer.print(&text);
        }
    }

    fn cells(&self, version: &Version, tally: Tally) -> Vec<String> {
        let numbers = [tally.sentences, tally.translated, tally.missing, tally.older].map(|n| n.to_string());
        let mut cells = vec![self.called(&version.original), version.language.name().to_owned()];
        cells.extend(numbers);
        cells.push(report::status_of(version).unwrap_or("-").to_owned());
        cells.push(version.file.as_ref().map_or_else(|| "-".to_owned(), |_| shown(&version.path)));
        cells
    }

    /// What people call a letter; its file where it cannot be told.
    pub(super) fn called(&self, original: &Arc<Source>) -> String {
        register::entry(&self.session, original, &[]).letter.unwrap_or_else(|| shown(original.path()))
    }
}

/// The sentences that are left to be done, each with its line.
fn lines(open: &[Open]) -> String {
    let line = |open: &Open| {
        let (line, _) = open.span.line_column();
        let file = shown(open.span.source.path());
        format!(
            "{file}:{line}: {}: {}\n",
            report::shown_state(open.state),
            shortened(&open.words, report::ENOUGH)
        )
    };
    let gap = if open.is_empty() { "" } else { "\n" };
    gap.to_owned() + &open.iter().map(line).collect::<String>()
}
