//! `letters preview`: a server on this machine alone that shows letters while they are being edited.
//!
//! [`shared`] is what all share, [`worker`] follows the files, [`server`] answers, [`guard`] decides whom.

mod folders;
mod guard;
mod server;
mod shared;
mod stream;
#[cfg(test)]
mod tests;
mod worker;

use super::End;
use super::printer::Printer;
use crate::cli::args::{MessageFormat, Preview};
use crate::cli::rules::PREVIEW;
use collective_letters::base::rules::DEFECT;
use collective_letters::base::text::count;
use collective_letters::base::{Diagnostic, Diagnostics};
use folders::Folders;
use guard::Access;
use shared::Shared;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use worker::Worker;

/// The port that is tried first, and how many after it.
const PORT: u16 = 8017;
const PORTS: u16 = 20;

/// Shows letters until Ctrl+C.
pub fn run(arguments: &Preview) -> End {
    Printer::run(MessageFormat::Human, |printer| start(arguments, printer))
}

fn start(arguments: &Preview, printer: &mut Printer) -> Result<End, Diagnostics> {
    let place = &arguments.place;
    let folders = Folders::new(&place.paths, &place.letters, place.templates.as_deref())?;
    let found = folders.letters()?;
    let failed = |what: &str, error: &io::Error| PREVIEW.finding(what).because(error);
    let listener = listen(arguments.port)?;
    let port =
        listener.local_addr().map_err(|error| failed("the number of the port is not known", &error))?.port();
    let no_code = "no random code for the address could be created";
    let no_code = |_| PREVIEW.finding(no_code).hint("try again in a minute");
    let access = Access::new(port).map_err(no_code)?;
    let shared = Shared::new().map_err(|_| {
        DEFECT.finding("a page of the preview is wrong").hint("this is a bug in the program: report it")
    })?;
    let shared = Arc::new(shared);
    let worker = Worker::new(Arc::clone(&shared), folders).map_err(|_| {
        let problem = PREVIEW.finding("the folders cannot be watched for changes");
        problem.hint("copy them to a disk of this computer, or close other programs and try again")
    })?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| failed("the server cannot start", &error))?;
    std::thread::spawn(move || worker.run());

    let address = access.address();
    let letters = count(found.len(), "letter");
    printer.print(&format!("Preview of {letters}: {address}\nPress Ctrl+C to stop the preview.\n"));
    if !arguments.no_open && open::that_detached(access.once().map_err(no_code)?).is_err() {
        // Somebody without a browser here has the address.
        printer.remark("note: could not open a browser; open the address yourself");
    }
    runtime
        .block_on(server::serve(listener, shared, access))
        .map_err(|error| failed("the server failed", &error))?;
    // Requests that still make a file are not waited for.
    runtime.shutdown_background();
    Ok(End::Done)
}

/// A port of this machine that nobody else on the network reaches.
fn listen(asked: Option<u16>) -> Result<TcpListener, Diagnostic> {
    let bind = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let bound = match asked {
        Some(port) => bind(port),
        None => (PORT..PORT + PORTS).find_map(|port| bind(port).ok()).map_or_else(|| bind(0), Ok),
    };
    bound.map_err(|error| {
        let message = match asked {
            Some(port) => format!("port {port} is not available"),
            None => "no port is available".to_owned(),
        };
        PREVIEW.finding(message).because(&error).hint("remove --port, or choose another port")
    })
}
