//! `letters docs`: the documentation in the browser, from files that the program writes; no server has to run.

use super::printer::Printer;
use super::{End, generate_docs, places};
use crate::cli::args::{self, MessageFormat};
use collective_letters::base::rules::DEFECT;
use collective_letters::base::text::as_given;
use collective_letters::base::{Diagnostic, Diagnostics, file_set};
use collective_letters::tools::docs::Docs;
use std::env;
use std::path::PathBuf;

/// Opens a page.
pub fn run(arguments: &args::Docs) -> End {
    Printer::run(MessageFormat::Human, |printer| work(arguments, printer))
}

fn work(arguments: &args::Docs, printer: &mut Printer) -> Result<End, Diagnostics> {
    let docs = all();
    let name = match &arguments.topic {
        Some(topic) => docs.find(topic)?.name.clone(),
        None => "index".to_owned(),
    };
    let path = write(&docs)?.join(format!("{name}.html"));
    printer.print(&format!("{}\n", as_given(&path)));
    if !arguments.no_open && open::that_detached(&path).is_err() {
        printer.remark("note: could not open a browser; open this file yourself");
    }
    Ok(End::Done)
}

/// The documentation of this program.
pub fn all() -> Docs {
    Docs::new(generate_docs::pages())
}

/// Writes all pages, those that are not there yet; their folder.
fn write(docs: &Docs) -> Result<PathBuf, Diagnostic> {
    let files = docs.files().map_err(|_| {
        DEFECT.finding("a page of the documentation is wrong").hint("this is a bug in the program: report it")
    })?;
    let folder = places::cache().unwrap_or_else(|| env::temp_dir().join("letters")).join("docs");
    for (name, bytes) in files {
        let path = name.split('/').fold(folder.clone(), |path, part| path.join(part));
        file_set::write(&path, &bytes)?;
    }
    Ok(folder)
}
