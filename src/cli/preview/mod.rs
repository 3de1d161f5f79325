//! `letters preview`: a server on this machine alone that shows letters while they are being edited.
//!
//! [`mod@shared`] is what all share, [`worker`] follows the files, [`server`] answers, [`guard`] decides whom. A preview that a
//! double-click started has no terminal: [`hall`] asks for a folder, [`life`] ends it, [`running`] lets a second
//! double-click find it, and [`welcome`] has the pages for that.

mod folders;
pub(in crate::cli) mod guard;
pub(in crate::cli) mod hall;
mod life;
pub(in crate::cli) mod running;
pub(in crate::cli) mod server;
pub(in crate::cli) mod shared;
mod stream;
#[cfg(test)]
pub(in crate::cli) mod tests;
mod welcome;
mod worker;

use super::End;
use super::edit::Writing;
use super::places;
use super::printer::Printer;
use super::start::said;
use crate::cli::args::{MessageFormat, Preview};
use crate::cli::rules::PREVIEW;
use collective_letters::base::rules::DEFECT;
use collective_letters::base::text::count;
use collective_letters::base::{Diagnostic, Diagnostics};
use folders::Folders;
use guard::Access;
use hall::{Hall, follow};
use life::Life;
use running::Door;
use server::App;
use shared::Shared;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;

/// The port that is tried first, and how many after it.
const PORT: u16 = 8017;
const PORTS: u16 = 20;

/// Shows letters until Ctrl+C.
pub fn run(arguments: &Preview) -> End {
    Printer::run(MessageFormat::Human, |printer| start(arguments, None, printer))
}

/// Shows letters until Ctrl+C, and with `writing` lets them be changed in their pages.
pub fn start(
    arguments: &Preview,
    writing: Option<Arc<Writing>>,
    printer: &mut Printer,
) -> Result<End, Diagnostics> {
    let place = &arguments.place;
    let folders = Folders::new(&place.paths, &place.letters, place.templates.as_deref())?;
    let found = folders.letters()?;
    let (listener, access) = open(arguments.port)?;
    let shared = shared(writing.is_some())?;
    follow(&shared, folders)?;
    let (address, letters) = (access.address(), count(found.len(), "letter"));
    let said = match writing {
        Some(_) => format!("You can change {letters} in the browser: {address}\nPress Ctrl+C to stop.\n"),
        None => format!("Preview of {letters}: {address}\nPress Ctrl+C to stop the preview.\n"),
    };
    printer.print(&said);
    browse(&once(&access)?, arguments.no_open, printer);
    serve(listener, App { writing, ..App::new(shared, access, Life::new(false), Hall::open(), None) })
}

/// A preview without a terminal.
pub struct Start {
    /// The folder that it shows; without one it asks.
    pub folder: Option<PathBuf>,
    /// Where the folder is noted.
    pub settings: Option<PathBuf>,
    /// Where a second one finds it.
    pub running: Option<PathBuf>,
    /// Whether no browser is opened.
    pub no_open: bool,
}

/// Shows a folder, or asks for one, until its page is closed.
pub fn begin(start: Start, printer: &mut Printer) -> Result<End, Diagnostics> {
    let (listener, access) = open(None)?;
    let shared = shared(false)?;
    // Without it a second double-click starts a second preview.
    let mut door = start.running.and_then(|path| Door::new(path, access.port(), None).ok());
    let mut hall = Hall::new(start.settings, places::documents().as_deref());
    if let Some(folder) = &start.folder {
        hall.enter(folder, &shared, door.as_mut())?;
    }
    printer.print(&said(start.folder.as_deref(), &access.address()));
    browse(&once(&access)?, start.no_open, printer);
    serve(listener, App::new(shared, access, Life::new(true), hall, door))
}

/// A port, and who is answered there.
fn open(port: Option<u16>) -> Result<(TcpListener, Access), Diagnostics> {
    let listener = listen(port)?;
    let port =
        listener.local_addr().map_err(|error| failed("the number of the port is not known", &error))?.port();
    Ok((listener, Access::new(port).map_err(no_code)?))
}

fn once(access: &Access) -> Result<String, Diagnostic> {
    access.once().map_err(no_code)
}

/// That there is no random word.
pub fn no_code(_: getrandom::Error) -> Diagnostic {
    PREVIEW.finding("no random code for the address could be created").hint("try again in a minute")
}

fn failed(what: &str, error: &io::Error) -> Diagnostic {
    PREVIEW.finding(what).because(error)
}

fn shared(is_edited: bool) -> Result<Arc<Shared>, Diagnostic> {
    let shared = Shared::new(is_edited).map_err(|_| {
        DEFECT.finding("a page of the preview is wrong").hint("this is a bug in the program: report it")
    })?;
    Ok(Arc::new(shared))
}

/// Opens an address in the browser. Somebody without one here has the address.
pub fn browse(address: &str, no_open: bool, printer: &Printer) {
    if !no_open && open::that_detached(address).is_err() {
        printer.remark("note: could not open a browser; open the address yourself");
    }
}

fn serve(listener: TcpListener, app: App) -> Result<End, Diagnostics> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| failed("the server cannot start", &error))?;
    let door = app.door.clone();
    runtime.block_on(server::serve(listener, app)).map_err(|error| failed("the server failed", &error))?;
    // Requests that still make a file are not waited for.
    runtime.shutdown_background();
    // The last to have it takes the file away.
    drop(door);
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
