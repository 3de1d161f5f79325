//! The program as a double-click starts it: without arguments, by a program called `explorer.exe`. The preview must open in
//! the browser, a second double-click must find the first, and the page or Ctrl+C must end it.
//!
//! `xtask/windows/explorer.c` is that program, and a script that notes the address is the browser.

use super::{Stop, Wine, compare, expect, wine};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Wine starts slowly on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// Words of a page that shows the letters of the folder.
const SHOWN: &str = "11/17 in English";

/// Double-clicks the program twice in a folder of letters, ends it from its page, and ends another one with Ctrl+C.
pub fn twice(wine: &Wine, program: &Path) -> Result<(), Stop> {
    let desk = Desk::new(wine, program)?;
    let mut first = desk.click()?;
    let visit = Visit::new(&desk.address()?)?;
    if !visit.shows_letters()? {
        return Err(Stop::Wrong("a double-click does not show the letters of the folder".to_owned()));
    }
    let mut second = desk.click()?;
    let again = Visit::new(&desk.address()?)?;
    if again.host != visit.host || !again.shows_letters()? {
        return Err(Stop::Wrong("a second double-click does not open the preview that runs".to_owned()));
    }
    ended(&mut second, "a second double-click")?;
    visit.ask("POST /end")?;
    ended(&mut first, "End on the page")?;
    println!("pass  a double-click opens the preview, a second one finds it, its page ends it");
    desk.interrupt()?;
    println!("pass  Ctrl+C ends the preview");
    Ok(())
}

/// A program that ends by itself, and well.
fn ended(program: &mut Child, why: &str) -> Result<(), Stop> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        match program.try_wait().map_err(|e| Stop::Broken(format!("letters.exe: {e}")))? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(Stop::Wrong(format!("{why}: letters.exe ends with {status}"))),
            None => sleep(Duration::from_millis(200)),
        }
    }
    let _ = program.kill();
    Err(Stop::Wrong(format!("{why} does not end letters.exe")))
}

/// Where the program is double-clicked.
struct Desk<'a> {
    wine: &'a Wine,
    program: &'a Path,
    explorer: PathBuf,
    /// What the browser was told to open.
    noted: PathBuf,
}

impl<'a> Desk<'a> {
    fn new(wine: &'a Wine, program: &'a Path) -> Result<Self, Stop> {
        let folder = wine.home.join("click");
        let (explorer, noted) = (folder.join("explorer.exe"), folder.join("address"));
        let browser = folder.join("browser");
        let make = || {
            fs::create_dir_all(&folder)?;
            // Whole at once, for the one who waits for it.
            fs::write(&browser, "#!/bin/sh\necho \"$1\" >\"$0.new\" && mv \"$0.new\" \"${0%/*}/address\"\n")?;
            fs::set_permissions(&browser, fs::Permissions::from_mode(0o755))
        };
        make().map_err(|e: std::io::Error| Stop::Broken(format!("{}: {e}", folder.display())))?;
        let mut compiler = Command::new("x86_64-w64-mingw32-gcc");
        compiler.args(["-municode", "-O2", "-o"]).arg(&explorer);
        expect(compiler.arg(wine.root.join("xtask/windows/explorer.c")), "explorer.c does not compile")?;
        let mut registry = wine.command("reg");
        registry.args(["add", r"HKCU\Software\Wine\WineBrowser", "/v", "Browsers", "/f", "/d"]);
        let added = registry.arg(&browser).stdout(Stdio::null()).stderr(Stdio::null());
        expect(added, "Wine does not take another browser")?;
        Ok(Self { wine, program, explorer, noted })
    }

    /// Starts the program in the folder of letters.
    fn click(&self) -> Result<Child, Stop> {
        let _ = fs::remove_file(&self.noted);
        let mut explorer = self.wine.command(&self.explorer);
        explorer.arg(wine::path(self.program)).current_dir(compare::worked(self.wine));
        explorer.stdin(Stdio::null()).stdout(Stdio::null());
        explorer.spawn().map_err(|e| Stop::Broken(format!("Wine: {e}")))
    }

    /// The address that the browser was told to open.
    fn address(&self) -> Result<String, Stop> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Ok(address) = fs::read_to_string(&self.noted) {
                return Ok(address.trim().to_owned());
            }
            sleep(Duration::from_millis(200));
        }
        Err(Stop::Wrong("a double-click opens nothing in the browser".to_owned()))
    }

    /// Ctrl+C, which Wine makes of the signal.
    fn interrupt(&self) -> Result<(), Stop> {
        let mut preview = self.wine.command(self.program);
        preview.args(["preview", "--no-open"]).current_dir(compare::worked(self.wine));
        let broken = |e: std::io::Error| Stop::Broken(format!("Wine: {e}"));
        let mut preview = preview.stdout(Stdio::piped()).spawn().map_err(broken)?;
        if let Some(out) = preview.stdout.take() {
            // Its first line is the address: it runs.
            BufReader::new(out).read_line(&mut String::new()).map_err(broken)?;
        }
        let signal = Command::new("kill").args(["-INT", &preview.id().to_string()]).status();
        signal.map_err(|e| Stop::Broken(format!("kill: {e}")))?;
        ended(&mut preview, "Ctrl+C")
    }
}

/// A browser that has opened the address once.
struct Visit {
    host: String,
    cookie: String,
}

impl Visit {
    fn new(address: &str) -> Result<Self, Stop> {
        let wrong = || Stop::Wrong(format!("{address} does not open the preview"));
        let (host, query) = address.trim_start_matches("http://").split_once('/').ok_or_else(wrong)?;
        let mut visit = Self { host: host.to_owned(), cookie: String::new() };
        let answer = visit.ask(&format!("GET /{query}"))?;
        let (_, cookie) = answer.split_once("set-cookie: ").ok_or_else(wrong)?;
        visit.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        Ok(visit)
    }

    /// Whether the letters appear: it reads them after it has opened the browser.
    fn shows_letters(&self) -> Result<bool, Stop> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if self.ask("GET /")?.contains(SHOWN) {
                return Ok(true);
            }
            sleep(Duration::from_millis(200));
        }
        Ok(false)
    }

    fn ask(&self, line: &str) -> Result<String, Stop> {
        let Self { host, cookie } = self;
        let ask = || {
            let mut stream = TcpStream::connect(host)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            write!(
                stream,
                "{line} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nOrigin: http://{host}\r\n\
                 Content-Length: 0\r\nConnection: close\r\n\r\n"
            )?;
            let mut answer = String::new();
            stream.read_to_string(&mut answer)?;
            Ok(answer)
        };
        ask().map_err(|e: std::io::Error| Stop::Wrong(format!("the preview does not answer at {host}: {e}")))
    }
}
