//! Who is answered, and with what headers. The pages themselves are seen in a browser by `cargo xtask preview`.

use super::guard::Access;
use super::hall::Hall;
use super::life::Life;
use super::running::Door;
use super::server::{App, router};
use super::shared::Shared;
use crate::cli::edit::Writing;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use collective_letters::model::letter_files;
use collective_letters::project::session::{Session, Settings};
use collective_letters::tools::preview::{Wanted, look};
use std::fs;
use std::sync::Arc;
use tempfile::TempDir;
use tower::ServiceExt;

const PORT: u16 = 8017;
const LETTER: &str = "group: SG1\nnumber: 1\ndate: 2021-01-21\nmeeting:\n  format: virtual\n  starts: 2021-04-20\n  ends: 2021-04-30\n";
pub const HOST: &str = "127.0.0.1:8017";

/// The preview of two letters.
pub struct Preview {
    router: Router,
    shared: Arc<Shared>,
    pub cookie: String,
    token: String,
    access: Access,
    life: Arc<Life>,
    pub folder: TempDir,
}

pub struct Answer {
    pub status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().expect("text")).unwrap_or_default()
    }

    pub fn body(&self) -> &[u8] {
        &self.body
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("text")
    }
}

impl Preview {
    pub async fn new() -> Self {
        Self::within(tempfile::tempdir().expect("a folder"), None).await
    }

    /// One whose letters are changed in their pages, if there is something to change them with.
    pub async fn within(folder: TempDir, writing: Option<Arc<Writing>>) -> Self {
        let groups = include_str!("../../../letters/directory/groups.yaml").replace("17", "1");
        let signatories = include_str!("../../../letters/directory/signatories.yaml");
        fs::create_dir(folder.path().join("directory")).expect("a folder");
        for (path, text) in [
            ("directory/groups.yaml", groups.as_str()),
            ("directory/signatories.yaml", signatories),
            ("one.yaml", LETTER),
            ("two.yaml", &LETTER.replace("number: 1", "number: 2")),
        ] {
            fs::write(folder.path().join(path), text).expect("a file");
        }
        let letters = folder.path().to_path_buf();
        let shared = Arc::new(Shared::new(writing.is_some()).expect("sound pages"));
        let paths = letter_files::find(&[], &letters).expect("letters");
        {
            let mut store = shared.store();
            store.files(&paths, Vec::new(), &[]);
            store.house(Session::open(&Settings { letters, templates: None }));
            for task in store.next(100, |_| false) {
                let read = letter_files::read(&task.path);
                store.take(&task.id, look(&task.session, read, Wanted::default()));
            }
            store.compare();
        }
        let access = Access::new(PORT).expect("randomness");
        let token = access.address().split_once('=').expect("a token").1.to_owned();
        let app = App::new(Arc::clone(&shared), access.clone(), Life::new(true), Hall::open(), None);
        let app = App { writing, ..app };
        let life = Arc::clone(&app.life);
        let router = router(app);
        let mut preview = Self { router, shared, cookie: String::new(), token, access, life, folder };
        let answer = preview.ask("GET", &format!("/?token={}", preview.token), &[("host", HOST)]).await;
        let cookie = answer.header("set-cookie").strip_suffix("; HttpOnly; SameSite=Strict; Path=/");
        preview.cookie = cookie.expect("a cookie").to_owned();
        preview
    }

    async fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(method, path, headers, "").await
    }

    /// With a body.
    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body.to_owned())).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a body").to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// As its own pages ask.
    pub async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[("host", HOST), ("cookie", &self.cookie)]).await
    }
}

#[tokio::test]
async fn the_address_sets_a_cookie_that_it_does_not_say() {
    let preview = Preview::new().await;
    let answer = preview.ask("GET", &format!("/?token={}", preview.token), &[("host", HOST)]).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/"));
    assert_eq!(answer.header("set-cookie"), format!("{}; HttpOnly; SameSite=Strict; Path=/", preview.cookie));
    assert!(!preview.cookie.contains(&preview.token));
    assert_eq!(preview.get("/").await.status, StatusCode::OK);
    let own = format!("letters-preview-{PORT}={}", preview.token);
    assert_eq!(
        preview.ask("GET", "/", &[("host", HOST), ("cookie", &own)]).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn the_address_in_the_command_line_of_the_browser_opens_it_once() {
    let preview = Preview::new().await;
    let once = preview.access.once().expect("randomness");
    let path = once.split_once(&PORT.to_string()).expect("a port").1.to_owned();
    assert!(!path.contains(&preview.token) && !preview.cookie.contains(&path[8..]));
    // A look alone does not use it up.
    assert_eq!(preview.ask("HEAD", &path, &[("host", HOST)]).await.status, StatusCode::FORBIDDEN);
    let answer = preview.ask("GET", &path, &[("host", HOST)]).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/"));
    assert!(answer.header("set-cookie").starts_with(&preview.cookie));
    assert_eq!(preview.ask("GET", &path, &[("host", HOST)]).await.status, StatusCode::FORBIDDEN);
    // That of the terminal goes on being one.
    let answer = preview.ask("GET", &format!("/?token={}", preview.token), &[("host", HOST)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_draft_leads_nowhere_by_itself() {
    let preview = Preview::new().await;
    let answer = preview.get("/letters/one/draft").await;
    let policy = answer.header("content-security-policy");
    let sandbox = policy.split_once("; sandbox ").expect("a sandbox").1;
    assert_eq!(sandbox, "allow-modals allow-same-origin allow-popups allow-popups-to-escape-sandbox");
    let page = preview.get("/letters/one").await;
    assert!(page.text().contains(&format!("<iframe id=\"draft\" sandbox=\"{sandbox}\"")), "{}", page.text());
}

#[tokio::test]
async fn strangers_are_not_answered() {
    let preview = Preview::new().await;
    let cookie = preview.cookie.as_str();
    let wrong = format!("{}0", &cookie[..cookie.len() - 1]);
    let wrong = if wrong == cookie { format!("{}1", &cookie[..cookie.len() - 1]) } else { wrong };
    let cases: &[(&str, &[(&str, &str)])] = &[
        ("no cookie", &[("host", HOST)]),
        ("a wrong cookie", &[("host", HOST), ("cookie", &wrong)]),
        ("the cookie of another port", &[("host", HOST), ("cookie", &cookie.replace("8017", "8018"))]),
        ("a foreign host", &[("host", "evil.example:8017"), ("cookie", cookie)]),
        ("a host without a port", &[("host", "127.0.0.1"), ("cookie", cookie)]),
        ("another port", &[("host", "127.0.0.1:80"), ("cookie", cookie)]),
        ("no host", &[("cookie", cookie)]),
        ("two hosts", &[("host", HOST), ("host", HOST), ("cookie", cookie)]),
        ("a page from elsewhere", &[("host", HOST), ("cookie", cookie), ("sec-fetch-site", "cross-site")]),
        ("a page of another port", &[("host", HOST), ("cookie", cookie), ("sec-fetch-site", "same-site")]),
    ];
    for (what, headers) in cases {
        for path in ["/", "/letters/one", "/letters/one/draft", "/assets/preview.js", "/?token=0"] {
            let answer = preview.ask("GET", path, headers).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{what}, {path}");
            assert!(!answer.text().contains("letter 1/1"), "{what}, {path}");
        }
    }
    let address = format!("http://evil.example:8017/?token={}", preview.token);
    assert_eq!(preview.ask("GET", &address, &[("host", HOST)]).await.status, StatusCode::FORBIDDEN);
    for host in ["localhost:8017", "LOCALHOST:8017", "[::1]:8017"] {
        let answer = preview.ask("GET", "/", &[("host", host), ("cookie", &format!("a=b; {cookie}"))]).await;
        assert_eq!(answer.status, StatusCode::OK, "{host}");
    }
}

#[tokio::test]
async fn only_reading_is_allowed_and_one_thing_more() {
    let preview = Preview::new().await;
    let own = [("host", HOST), ("cookie", preview.cookie.as_str())];
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "POST"] {
        let headers = [&own[..], &[("origin", "http://127.0.0.1:8017")]].concat();
        assert_eq!(
            preview.ask(method, "/", &headers).await.status,
            StatusCode::METHOD_NOT_ALLOWED,
            "{method}"
        );
    }
    assert_eq!(preview.ask("HEAD", "/", &own).await.status, StatusCode::OK);
    let path = "/letters/one/changes";
    for origin in ["null", "http://evil.example", "http://127.0.0.1:80", "https://127.0.0.1:8017"] {
        let headers = [&own[..], &[("origin", origin)]].concat();
        assert_eq!(preview.ask("POST", path, &headers).await.status, StatusCode::FORBIDDEN, "{origin}");
    }
    assert_eq!(preview.ask("POST", path, &own).await.status, StatusCode::FORBIDDEN, "no origin");
    let headers = [&own[..], &[("origin", "http://127.0.0.1:8017")]].concat();
    assert_eq!(preview.ask("POST", path, &headers).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn only_its_own_pages_end_it_and_nobody_opens_it_without_the_token_of_its_file() {
    let mut preview = Preview::new().await;
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("running.json");
    let door = Door::new(path.clone(), PORT, None).expect("a file");
    let life = Life::new(true);
    let app = App::new(Arc::clone(&preview.shared), preview.access.clone(), life, Hall::open(), Some(door));
    let closing = app.closing.clone();
    preview.router = router(app);
    let own = [("host", HOST), ("cookie", preview.cookie.as_str())];
    let from_here = [&own[..], &[("origin", "http://127.0.0.1:8017")]].concat();
    for path in ["/end", "/pages/a/open", "/folder", "/folder/new"] {
        assert_eq!(preview.ask("POST", path, &own).await.status, StatusCode::FORBIDDEN, "{path}");
        let stranger = [("host", HOST), ("origin", "http://127.0.0.1:8017")];
        assert_eq!(preview.ask("POST", path, &stranger).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    for (path, status) in [("a/open", 204), ("a/closed", 204), ("a/else", 404)] {
        let answer = preview.ask("POST", &format!("/pages/{path}"), &from_here).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
    }
    let token = |path: &std::path::Path| {
        let file: serde_json::Value = serde_json::from_slice(&fs::read(path).expect("a file")).expect("JSON");
        file["token"].as_str().expect("a token").to_owned()
    };
    let first = token(&path);
    let with = |token: &str| [("host", HOST.to_owned()), ("x-letters-token", token.to_owned())];
    for (given, status) in [("", 403), ("x", 403), (first.as_str(), 200), (first.as_str(), 403)] {
        let headers = with(given);
        let headers = headers.each_ref().map(|(name, value)| (*name, value.as_str()));
        let answer = preview.ask("POST", "/again", &headers).await;
        assert_eq!(answer.status.as_u16(), status, "{given}");
        assert_eq!(answer.text().starts_with("http://127.0.0.1:8017/?token="), status == 200);
    }
    assert_ne!(token(&path), first);
    assert_eq!(preview.ask("POST", "/again", &from_here).await.status, StatusCode::FORBIDDEN);
    assert!(!*closing.borrow());
    assert!(preview.ask("POST", "/end", &from_here).await.text().contains("The preview has ended"));
    tokio::time::sleep(std::time::Duration::from_millis(1200)).await;
    assert!(*closing.borrow());
}

#[tokio::test]
async fn the_documentation_is_there_too() {
    let preview = Preview::new().await;
    for (path, kind) in [
        ("/docs/index.html", "text/html; charset=utf-8"),
        ("/docs/staff/checking.html", "text/html; charset=utf-8"),
        ("/docs/docs.js", "text/javascript; charset=utf-8"),
        ("/docs/staff/letter.png", "image/png"),
    ] {
        let answer = preview.get(path).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, kind), "{path}");
    }
    for path in ["/docs/no.html", "/docs/../letters/one", "/docs/%2e%2e/x"] {
        assert_eq!(preview.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn every_answer_has_its_headers() {
    let preview = Preview::new().await;
    let strict = "default-src 'none'; ";
    let pages =
        ["/", "/letters/one", "/letters/one/draft", "/rules/short-notice", "/assets/preview.css", "/no"];
    for path in pages {
        let answer = preview.get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with(strict) && policy.contains("frame-ancestors"), "{path}: {policy}");
        assert!(!policy.replace("style-src-attr 'unsafe-inline'", "").contains("unsafe"), "{path}: {policy}");
        for (name, value) in [
            ("cache-control", "no-store"),
            ("referrer-policy", "same-origin"),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), value, "{path}");
        }
    }
    let refused = preview.ask("GET", "/", &[("host", HOST)]).await;
    assert!(refused.header("content-security-policy").starts_with(strict));
    let (one, two) = (preview.get("/letters/one/draft").await, preview.get("/letters/one/draft").await);
    assert_ne!(
        one.header("content-security-policy"),
        two.header("content-security-policy"),
        "a nonce is used once"
    );
    assert!(!one.header("content-security-policy").contains("script-src"), "a letter runs nothing");
}

#[tokio::test]
async fn addresses_are_no_paths() {
    let preview = Preview::new().await;
    for path in [
        "/letters/one.yaml",
        "/letters/..%2F..%2FCargo.toml",
        "/letters/..%2F..%2FCargo.toml/draft",
        "/letters/one/files/..%2Fone.yaml",
        "/letters/one/files/T17-SG1-COL-0001!A1!PDF-E.pdf",
        "/letters/directory/events",
        "/assets/..%2Fmarks.css",
        "/rules/no-such-rule",
    ] {
        assert_eq!(preview.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn files_are_those_of_build() {
    let preview = Preview::new().await;
    let version = preview.shared.store().sound("one").expect("a letter without errors");
    for (ending, kind, shown) in [
        (
            "MSW-E.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "attachment",
        ),
        ("PDF-E.pdf", "application/pdf", "inline"),
        ("HTM-E.html", "text/html; charset=utf-8", "attachment"),
    ] {
        let name = format!("T17-SG1-COL-0001!!{ending}");
        let answer = preview.get(&format!("/letters/one/files/{name}")).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, kind));
        assert_eq!(answer.header("content-disposition"), format!("{shown}; filename=\"{name}\""));
        let letter = version.session.read(&version.source);
        let formats = collective_letters::base::Format::ALL;
        let files = version.session.files(&mut version.session.compose(&letter), &formats);
        let (_, bytes) = files.into_iter().find(|(other, _)| *other == name).expect("the file");
        assert!(answer.body == bytes, "{name} differs");
    }
}

#[tokio::test]
async fn a_stream_tells_what_is_new_and_ends_with_the_program() {
    let preview = Preview::new().await;
    preview.life.end();
    let answer = preview.get("/letters/one/events?since=0").await;
    assert_eq!(answer.header("content-type"), "text/event-stream");
    let data = answer.text().strip_prefix("data: ").expect("an event");
    let update: serde_json::Value = serde_json::from_str(data.trim_end()).expect("JSON");
    assert!(update["draft"].as_str().is_some_and(|draft| draft.contains("Dear Sir/Madam")));
    assert!(update["parts"]["bar"].as_str().is_some_and(|bar| bar.contains("letter 1/1")));
    assert!(!preview.shared.is_watched("one"), "nobody looks at it any more");
    let count = update["count"].as_u64().expect("a count");
    let answer = preview.get(&format!("/letters/one/events?since={count}")).await;
    assert_eq!(answer.text(), "", "nothing is new");
    let answer = preview.get("/events?since=0").await;
    assert!(answer.text().contains("\"order\":[\"one\",\"two\"]"), "{}", answer.text());
}
