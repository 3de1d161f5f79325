//! The preview that a double-click started, so that a second one finds it: a file in the user's settings with its port
//! and a token. Only the user can read it. The token is good for one question, and then for no other.

use super::guard::random;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A preview on this computer answers at once.
const PATIENCE: Duration = Duration::from_secs(2);

/// More than any answer has, in bytes.
const MOST: u64 = 4096;

/// The header of the question.
pub const HEADER: &str = "x-letters-token";

/// The path of the question.
pub const AGAIN: &str = "/again";

/// A preview that runs, or did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Running {
    port: u16,
    token: String,
    /// What it shows.
    pub folder: Option<PathBuf>,
}

impl Running {
    /// What a file says.
    pub fn read(path: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(path).ok()?).ok()
    }

    /// The address at which the preview can be opened once; nothing when it does not run any more, or something else has its
    /// port.
    pub fn ask(&self) -> Option<String> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let mut stream = TcpStream::connect_timeout(&address, PATIENCE).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).ok()?;
        stream.set_write_timeout(Some(PATIENCE)).ok()?;
        let Self { port, token, .. } = self;
        let head = format!("POST {AGAIN} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{HEADER}: {token}\r\n");
        let length = "Content-Length: 0\r\nConnection: close\r\n\r\n";
        stream.write_all(format!("{head}{length}").as_bytes()).ok()?;
        let mut answer = String::new();
        stream.take(MOST).read_to_string(&mut answer).ok()?;
        let body = answer.strip_prefix("HTTP/1.1 200 ")?.split_once("\r\n\r\n")?.1.trim();
        body.starts_with(&format!("http://127.0.0.1:{port}/?token=")).then(|| body.to_owned())
    }
}

/// The file of a preview that runs.
pub struct Door {
    path: PathBuf,
    port: u16,
    token: String,
    folder: Option<PathBuf>,
}

impl Door {
    /// Of a preview at a port.
    ///
    /// # Errors
    /// The system gives no random numbers, or the file cannot be written.
    pub fn new(path: PathBuf, port: u16, folder: Option<PathBuf>) -> io::Result<Self> {
        let mut door = Self { path, port, token: String::new(), folder };
        door.turn()?;
        Ok(door)
    }

    /// Whether a question has the token of the file.
    pub fn is_own(&self, token: &str) -> bool {
        super::guard::is_same(token, &self.token)
    }

    /// Another token: the old one is good for nothing any more.
    ///
    /// # Errors
    /// As [`Door::new`].
    pub fn turn(&mut self) -> io::Result<()> {
        self.token = random().map_err(|_| io::Error::from(io::ErrorKind::Other))?;
        self.write()
    }

    /// It shows another folder.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn shows(&mut self, folder: PathBuf) -> io::Result<()> {
        self.folder = Some(folder);
        self.write()
    }

    fn write(&self) -> io::Result<()> {
        let running = Running { port: self.port, token: self.token.clone(), folder: self.folder.clone() };
        let folder = self.path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        // Nobody else may read it: temporary files are made so.
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        serde_json::to_writer(&mut file, &running)?;
        file.persist(&self.path).map(drop).map_err(|error| error.error)
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        // That of another preview stays.
        if Running::read(&self.path).is_some_and(|running| running.token == self.token) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    #[test]
    fn the_file_goes_with_the_preview_and_another_preview_keeps_its_own() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("settings/running.json");
        let mut door = Door::new(path.clone(), 1, None).expect("a file");
        let token = Running::read(&path).expect("a preview").token;
        assert!(door.is_own(&token));
        door.turn().expect("another token");
        assert!(!door.is_own(&token));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&path).expect("a file").permissions().mode();
            assert_eq!(mode & 0o077, 0, "others can read it");
        }
        let other = Door::new(path.clone(), 2, None).expect("a file");
        drop(door);
        assert!(path.exists());
        drop(other);
        assert!(!path.exists());
    }

    #[test]
    fn what_is_gone_and_what_is_something_else_gives_no_address() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let port = listener.local_addr().expect("its number").port();
        let running = Running { port, token: "x".into(), folder: None };
        let other = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a question");
            let mut head = [0; 1024];
            let _ = stream.read(&mut head);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\nhttp://elsewhere.example/?token=1");
        });
        assert_eq!(running.ask(), None);
        other.join().expect("it ends");
        assert_eq!(running.ask(), None);
    }
}
