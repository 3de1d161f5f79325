//! `letters start`, which a double-click means, and `letters docs`: settings and pages are in folders of their own here.

use crate::common::program::Office;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The program with the user's folders in the office.
fn command(office: &Office, arguments: &[&str]) -> Command {
    let mut command = office.command(arguments);
    for (variable, folder) in [
        ("HOME", "home"),
        ("USERPROFILE", "home"),
        ("XDG_CONFIG_HOME", "home/settings"),
        ("APPDATA", "home/settings"),
        ("XDG_CACHE_HOME", "home/cache"),
        ("LOCALAPPDATA", "home/cache"),
    ] {
        command.env(variable, office.path(folder));
    }
    command
}

/// One that runs, and what a browser has of it.
struct Started {
    program: Child,
    said: String,
    host: String,
    cookie: String,
}

impl Started {
    fn new(office: &Office, arguments: &[&str]) -> Self {
        let arguments = [&["start", "--no-open"], arguments].concat();
        let mut command = command(office, &arguments);
        let mut program = command.stdout(Stdio::piped()).spawn().expect("the program runs");
        let mut said = String::new();
        let out = program.stdout.take().expect("its output");
        BufReader::new(out).read_line(&mut said).expect("its address");
        let address = said.split_once("http://").expect("an address").1.trim().to_owned();
        let (host, query) = address.split_once('/').expect("a path");
        let mut started = Self { program, said, host: host.to_owned(), cookie: String::new() };
        let answer = started.ask(&format!("GET /{query}"), "");
        let cookie = answer.split_once("set-cookie: ").expect("a cookie").1;
        cookie.split(';').next().expect("its value").clone_into(&mut started.cookie);
        started
    }

    fn ask(&self, line: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.host).expect("it answers");
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a time");
        let Self { host, cookie, .. } = self;
        let length = body.len();
        write!(
            stream,
            "{line} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nOrigin: http://{host}\r\n\
             Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        )
        .expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[test]
fn the_first_start_offers_a_folder_and_the_next_one_shows_it() {
    let office = Office::empty().folder("home/Documents").folder("empty");
    let mut first = Started::new(&office, &[]);
    let page = first.ask("GET /", "");
    assert!(page.contains("Create the folder"), "{page}");
    assert!(first.ask("GET /docs/staff/new-letters.html", "").contains("<h1 id=\"starting-a-letter\">"));
    let wrong = first.ask("POST /folder", &format!("folder={}", office.path("empty").display()));
    assert!(wrong.contains("has no folder <code>letters</code>"), "{wrong}");
    if cfg!(windows) {
        // Documents of the user who runs the tests are left alone.
        return;
    }
    assert!(first.ask("POST /folder/new", "").starts_with("HTTP/1.1 303 "));
    assert!(office.path("home/Documents/Letters/letters/example.yaml").is_file());
    assert!(first.ask("GET /", "").contains("<h1>Letters</h1>"));
    // A second start finds the first.
    let second = command(&office, &["start", "--no-open"]).output().expect("it runs");
    let said = String::from_utf8_lossy(&second.stdout).into_owned();
    let once = said.split_once("already running: http://").expect("an address").1.trim().to_owned();
    let path = once.split_once('/').expect("a path").1;
    assert!(first.ask(&format!("GET /{path}"), "").starts_with("HTTP/1.1 303 "));
    assert!(!first.said.contains(path));
    // Its page ends it.
    assert!(first.ask("POST /end", "").contains("The preview has ended"));
    assert!(first.program.wait().expect("it ends").success());
    assert!(!office.path("home/settings/letters/running.json").exists());
    let next = Started::new(&office, &[]);
    assert!(
        next.said.contains("Preview of the letters in ") && next.said.contains("Letters: http"),
        "{}",
        next.said
    );
    assert!(next.ask("GET /", "").contains("example.yaml"));
}

#[test]
fn a_preview_that_is_gone_is_in_nobodys_way() {
    let office = Office::with_letters([1])
        .file("home/settings/letters/running.json", r#"{"port": 9, "token": "x", "folder": null}"#)
        .folder("home");
    let started = Started::new(&office, &[]);
    assert!(started.said.contains("Preview of the letters in "), "{}", started.said);
    let answer = started.ask("POST /again", "");
    assert!(answer.starts_with("HTTP/1.1 404 ") || answer.starts_with("HTTP/1.1 403 "), "{answer}");
    assert!(!answer.contains("token="), "{answer}");
}

#[test]
fn a_page_of_the_documentation_is_a_file() {
    let office = Office::empty();
    let run = |arguments: &[&str]| command(&office, arguments).output().expect("it runs");
    let output = run(&["docs", "checking", "--no-open"]);
    let path = String::from_utf8(output.stdout).expect("text").trim().to_owned();
    assert!(path.replace('\\', "/").ends_with("cache/letters/docs/staff/checking.html"), "{path}");
    let page = fs::read_to_string(path).expect("the page");
    assert!(page.contains("<title>Checking letters - letters</title>"));
    for name in ["index.html", "docs.css", "titles.js", "staff/letter.png", "reference/cli.html"] {
        assert!(office.path("home/cache/letters/docs").join(name).is_file(), "{name}");
    }
    let wrong = run(&["docs", "cheking", "--no-open"]);
    let said = String::from_utf8_lossy(&wrong.stderr).into_owned();
    assert!(
        wrong.status.code() == Some(2) && said.contains("did you mean `letters docs checking`?"),
        "{said}"
    );
}

#[test]
fn without_a_command_the_help_is_printed() {
    Office::empty().run(&[]).code(2).warns("Usage: letters");
}
