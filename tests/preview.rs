//! `letters preview` as a browser meets it: the built program, asked over the network of this machine.

use crate::common::program::{Office, letter, wrong_letter};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::time::Duration;

/// No answer takes so long; a test that waits longer has failed.
const PATIENCE: Duration = Duration::from_secs(30);

/// A preview that runs.
struct Preview {
    program: Child,
    host: String,
    cookie: String,
}

impl Preview {
    fn start(office: &Office, arguments: &[&str]) -> Self {
        let arguments = [&["preview", "--no-open", "--port", "0"], arguments].concat();
        let mut program =
            office.command(&arguments).stdout(Stdio::piped()).spawn().expect("the program runs");
        let mut said = String::new();
        let mut out = BufReader::new(program.stdout.take().expect("its output"));
        out.read_line(&mut said).expect("its address");
        let address = said.split_once("http://").expect("an address").1.trim();
        let (host, query) = address.split_once('/').expect("a path");
        let mut preview = Self { program, host: host.to_owned(), cookie: String::new() };
        let answer = preview.get(&format!("/{query}"));
        let cookie = answer.split_once("set-cookie: ").expect("a cookie").1;
        cookie.split(';').next().expect("its value").clone_into(&mut preview.cookie);
        preview
    }

    /// Sends a request; the answer is read from what comes back.
    fn ask(&self, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.host).expect("the preview answers");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time");
        let (host, cookie) = (&self.host, &self.cookie);
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
        )
        .expect("a request");
        stream
    }

    fn get(&self, path: &str) -> String {
        let mut answer = String::new();
        self.ask(path).read_to_string(&mut answer).expect("an answer");
        answer
    }

    /// Reads a stream of events until one says this, and returns that one.
    fn until(&self, events: &mut impl BufRead, words: &str) -> serde_json::Value {
        loop {
            let mut line = String::new();
            assert!(events.read_line(&mut line).expect("an event in time") > 0, "no event says {words}");
            if let Some(data) = line.strip_prefix("data: ")
                && data.contains(words)
            {
                return serde_json::from_str(data).expect("JSON");
            }
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[test]
fn an_edit_is_told_to_those_who_look() {
    let office = Office::with_letters([1, 2]);
    let preview = Preview::start(&office, &[]);
    let mut list = BufReader::new(preview.ask("/events?since=0"));
    preview.until(&mut list, "TSB Collective letter 2/17");
    let mut events = BufReader::new(preview.ask("/letters/1/events?since=0"));
    preview.until(&mut events, "Dear Sir/Madam");

    fs::write(office.path("letters/1.yaml"), letter(1).replace("2021-04-30", "2021-04-29")).expect("an edit");
    let update = preview.until(&mut events, "preview-new");
    assert!(update["parts"]["panel"].as_str().is_some_and(|panel| panel.contains("<ins>")), "{update}");

    fs::write(office.path("letters/1.yaml"), wrong_letter()).expect("an edit");
    let update = preview.until(&mut events, "missing-key");
    assert!(update["draft"].is_null(), "the last good draft stays: {update}");
    preview.until(&mut list, "1 with errors");

    fs::write(office.path("letters/1.yaml"), letter(1)).expect("an edit");
    let update = preview.until(&mut events, "\"draft\":");
    assert_eq!(update["parts"]["errors"].as_str().map(str::trim), Some(""), "{update}");

    fs::write(office.path("letters/3.yaml"), letter(3)).expect("a letter");
    preview.until(&mut list, "TSB Collective letter 3/17");
    fs::remove_file(office.path("letters/1.yaml")).expect("no letter");
    preview.until(&mut events, "\"gone\":true");
}

#[test]
fn a_house_style_that_is_wrong_from_the_start_can_be_mended() {
    let office = Office::with_letters([1]).file("style/letter.md", "{% if %}");
    let preview = Preview::start(&office, &["--templates", "style"]);
    let mut list = BufReader::new(preview.ask("/events?since=0"));
    preview.until(&mut list, "letter.md");
    assert!(preview.get("/letters/1").contains("There is no draft yet."));
    fs::remove_file(office.path("style/letter.md")).expect("the built-in one counts");
    preview.until(&mut list, "TSB Collective letter 1/17");
    assert!(preview.get("/letters/1/draft").contains("Dear Sir/Madam"));
}

/// The box of errors is at the top and takes at most three quarters of the height: the words are in the last quarter.
#[test]
fn a_letter_without_a_draft_says_so_below_its_errors() {
    let office = Office::new().file("letters/1.yaml", wrong_letter());
    let preview = Preview::start(&office, &[]);
    let draft = preview.get("/letters/1/draft");
    assert!(draft.contains("No draft yet") && draft.contains("position:fixed;inset:auto 0 4rem"), "{draft}");
    let css =
        fs::read_to_string(crate::common::session::root().join("preview/preview.css")).expect("the style");
    let errors = css.lines().find(|line| line.starts_with("#errors{")).expect("the box of errors");
    assert!(errors.contains("inset:0 0 auto;max-block-size:75%"), "{errors}");
}

#[test]
fn a_house_style_that_comes_and_goes_is_followed() {
    let office = Office::with_letters([1]);
    let preview = Preview::start(&office, &[]);
    let mut events = BufReader::new(preview.ask("/letters/1/events?since=0"));
    preview.until(&mut events, "Dear Sir/Madam");
    let office = office.copy("templates", "templates");
    let phrases = office.path("templates/phrases/en.yaml");
    let text = fs::read_to_string(&phrases).expect("phrases");
    fs::write(&phrases, text.replace("Dear Sir/Madam", "Dear colleague")).expect("written");
    preview.until(&mut events, "colleague");
    fs::write(&phrases, text.replace("Dear Sir/Madam", "Dear friend")).expect("written");
    preview.until(&mut events, "friend");
    fs::remove_dir_all(office.path("templates")).expect("removed");
    preview.until(&mut events, "Dear Sir/Madam");
}

#[cfg(unix)]
#[test]
fn a_letter_that_is_a_link_is_followed_to_its_file() {
    use std::os::unix::fs::symlink;
    let office =
        Office::with_letters([2]).file("elsewhere/real.yaml", letter(1)).file("third/other.yaml", letter(3));
    symlink(office.path("elsewhere/real.yaml"), office.path("letters/link.yaml")).expect("a link");
    let preview = Preview::start(&office, &[]);
    let mut events = BufReader::new(preview.ask("/letters/link/events?since=0"));
    preview.until(&mut events, "Dear Sir/Madam");
    let edit = |file: &str, number: u32| {
        fs::write(office.path(file), letter(number).replace("2021-04-30", "2021-04-29")).expect("an edit");
    };
    edit("elsewhere/real.yaml", 1);
    preview.until(&mut events, "20-29 April 2021");
    // The link leads to another file, and that is followed too.
    fs::remove_file(office.path("letters/link.yaml")).expect("removed");
    symlink(office.path("third/other.yaml"), office.path("letters/link.yaml")).expect("a link");
    preview.until(&mut events, "TSB Collective letter 3/17");
    edit("third/other.yaml", 3);
    preview.until(&mut events, "20-29 April 2021");
    // A link that comes later.
    let mut list = BufReader::new(preview.ask("/events?since=0"));
    symlink(office.path("elsewhere/real.yaml"), office.path("letters/late.yaml")).expect("a link");
    preview.until(&mut list, "letters/late.yaml");
}

#[test]
fn half_a_request_holds_no_connection() {
    let office = Office::with_letters([1]);
    let preview = Preview::start(&office, &[]);
    let half: Vec<TcpStream> = (0..200)
        .map(|_| {
            let mut stream = TcpStream::connect(&preview.host).expect("a connection");
            stream.set_read_timeout(Some(PATIENCE)).expect("a time");
            stream.write_all(b"GET / HTTP/1.1\r\nHost: ").expect("half a request");
            stream
        })
        .collect();
    assert!(preview.get("/letters/1").starts_with("HTTP/1.1 200"), "others are answered meanwhile");
    for mut stream in half {
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("the connection is closed");
    }
}

#[test]
fn one_letter_is_shown_and_held_against_the_others() {
    let office = Office::with_letters([1, 2]).file("letters/twin.yaml", letter(1));
    let preview = Preview::start(&office, &["letters/1.yaml"]);
    let mut events = BufReader::new(preview.ask("/letters/1/events?since=0"));
    preview.until(&mut events, "duplicate-letter");
    assert!(preview.get("/letters/2").starts_with("HTTP/1.1 404"));
    fs::remove_file(office.path("letters/twin.yaml")).expect("no twin");
    preview.until(&mut events, "no findings");
}

#[test]
fn a_letter_is_followed_in_its_languages() {
    let office =
        Office::with_letters([1, 2]).file("letters/1.ru.yaml", "translation-of: 1.yaml\nlanguage: ru\n");
    // Also when only the original is named.
    let preview = Preview::start(&office, &["letters/1.yaml"]);
    let mut events = BufReader::new(preview.ask("/letters/1-ru/events?since=0"));
    preview.until(&mut events, "апреля");
    let list = preview.get("/");
    assert_eq!(list.matches("<tr id=\"row-").count(), 1, "{list}");
    assert!(list.contains("<a href=\"/letters/1-ru\" lang=\"ru\" title=\"русский\">RU"), "{list}");
    let page = preview.get("/letters/1-ru");
    assert!(page.contains("<html lang=\"en\">") && page.contains("aria-current=\"page\">RU"), "{page}");
    assert!(preview.get("/letters/1-ru/draft").contains("lang=\"ru"));
    assert!(preview.get("/letters/1-ru/files/T17-SG17-COL-0001!!HTM-R.html").starts_with("HTTP/1.1 200"));

    fs::write(office.path("letters/1.yaml"), letter(1).replace("2021-04-30", "2021-04-29")).expect("an edit");
    let update = preview.until(&mut events, "preview-new");
    assert!(update["draft"].as_str().is_some_and(|draft| draft.contains("апреля")), "{update}");
    fs::write(office.path("letters/1.yaml"), wrong_letter()).expect("an edit");
    preview.until(&mut events, "original-wrong");
}

#[test]
fn what_keeps_it_from_starting_is_told() {
    Office::empty().run(&["preview", "--no-open"]).code(2).warns("the folder letters does not exist");
    let office = Office::with_letters([1]);
    office.run(&["preview", "--no-open", "--templates", "no"]).code(2).warns("the folder no does not exist");
    office.run(&["preview", "--no-open", "letters/2.yaml"]).code(2).warns("2.yaml does not exist");
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("its number").port().to_string();
    office
        .run(&["preview", "--no-open", "--port", &port])
        .code(2)
        .warns(&format!("port {port} is not available"));
}

#[test]
fn files_that_wait_for_a_review_are_listed() {
    let office = Office::with_letters([1]).file("output/changed-by-hand/a.docx", "edited");
    let preview = Preview::start(&office, &[]);
    assert!(preview.get("/").contains("changed-by-hand/a.docx</code>"));
}
