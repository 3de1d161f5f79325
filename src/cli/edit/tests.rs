//! Who may change a letter, and what is answered. The page itself is seen in a browser by `cargo xtask preview`.

use super::Writing;
use crate::cli::preview::tests::{Answer, HOST, Preview};
use axum::http::StatusCode;
use serde_json::{Value, json};
use std::fs;
use std::sync::Arc;

const ORIGIN: &str = "http://127.0.0.1:8017";

struct Desk {
    preview: Preview,
    word: String,
}

impl Desk {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut writing = Writing::new(folder.path(), None).expect("randomness");
        let [output, published, house] =
            ["output", "published", "house"].map(|name| folder.path().join(name));
        // An office with images of its own.
        fs::create_dir_all(house.join("images")).expect("a folder");
        for image in ["emblem.png", "signature.png"] {
            let of_house = include_bytes!("../../../tests/letters/images/rooms.png");
            fs::write(house.join("images").join(image), of_house).expect("an image");
        }
        (writing.output, writing.published, writing.templates) = (output, published, Some(house));
        let writing = Arc::new(writing);
        let word = writing.word.clone();
        Self { preview: Preview::within(folder, Some(writing)).await, word }
    }

    /// As its own page sends changes.
    async fn post(&self, path: &str, body: &Value) -> Answer {
        self.post_with(path, &body.to_string(), &[]).await
    }

    /// With other headers; an empty one is left out.
    async fn post_with(&self, path: &str, body: &str, other: &[(&str, &str)]) -> Answer {
        let length = body.len().to_string();
        let mut headers = vec![
            ("host", HOST),
            ("cookie", self.preview.cookie.as_str()),
            ("origin", ORIGIN),
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/json"),
            ("content-length", length.as_str()),
            ("x-letters-desk", self.word.as_str()),
        ];
        for (name, value) in other {
            headers.retain(|(known, _)| known != name);
            headers.push((name, value));
        }
        headers.retain(|(_, value)| !value.is_empty());
        self.preview.send("POST", path, &headers, body).await
    }

    fn file(&self) -> String {
        fs::read_to_string(self.preview.folder.path().join("one.yaml")).expect("the letter")
    }
}

fn json(answer: &Answer) -> Value {
    serde_json::from_str(answer.text()).unwrap_or_else(|_| panic!("{}", answer.text()))
}

fn last_day(key: &str) -> Value {
    let edit = json!({ "do": "value", "at": "meeting.ends", "old": "2021-04-30", "new": "29 April 2021" });
    json!({ "base": "", "key": key, "edits": [edit] })
}

#[tokio::test]
async fn a_change_is_written_answered_once_and_undone() {
    let desk = Desk::new().await;
    let before = desk.file();
    let answer = desk.post("/letters/one/edits", &last_day("a")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let first = json(&answer);
    assert_eq!(desk.file(), before.replace("2021-04-30", "2021-04-29"));
    assert_eq!(first["undo"], json!({ "n": 1, "title": "Last day: 2021-04-30 → 29 April 2021" }));
    assert_eq!(first["redo"], Value::Null);
    assert_eq!(json(&desk.post("/letters/one/edits", &last_day("a")).await), first, "the same key");
    let other = desk.post("/letters/one/edits", &last_day("b")).await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert_eq!(json(&other)["now"], "2021-04-29");
    let back = desk.post("/letters/one/undo", &json!({ "n": 1 })).await;
    assert_eq!((back.status, desk.file()), (StatusCode::OK, before.clone()));
    assert_eq!(json(&back)["redo"]["n"], 1);
    assert_eq!(desk.post("/letters/one/undo", &json!({ "n": 1 })).await.status, StatusCode::CONFLICT);
    let again = desk.post("/letters/one/redo", &json!({ "n": 1 })).await;
    assert_eq!((again.status, desk.file() == before), (StatusCode::OK, false));
    // What an editor saved meanwhile stays.
    fs::write(desk.preview.folder.path().join("one.yaml"), desk.file() + "# by hand\n").expect("an edit");
    assert_eq!(desk.post("/letters/one/undo", &json!({ "n": 1 })).await.status, StatusCode::OK);
    assert_eq!(desk.file(), before + "# by hand\n");
}

/// A name, the body of a request, its headers, and the status of the answer.
type Refused<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)], u16);

#[tokio::test]
async fn only_our_own_page_changes_something() {
    let desk = Desk::new().await;
    let (before, body) = (desk.file(), last_day("a").to_string());
    let long = format!("{{\"key\": \"a\", \"x\": \"{}\"}}", "x".repeat(70_000));
    let deep = format!("{{\"key\": \"a\", \"edits\": {}{}}}", "[".repeat(40), "]".repeat(40));
    let cases: [Refused<'_>; 14] = [
        ("another site", &body, &[("sec-fetch-site", "cross-site")], 403),
        ("another port", &body, &[("sec-fetch-site", "same-site")], 403),
        ("a name that leads here", &body, &[("host", "letters.example:8017")], 403),
        ("a page from elsewhere", &body, &[("origin", "http://example.org")], 403),
        ("no origin", &body, &[("origin", "")], 403),
        ("no cookie", &body, &[("cookie", "")], 403),
        ("no word", &body, &[("x-letters-desk", "")], 403),
        ("a wrong word", &body, &[("x-letters-desk", "0123456789abcdef0123456789abcdef")], 403),
        ("a form", &body, &[("content-type", "text/plain")], 415),
        ("no type", &body, &[("content-type", "")], 415),
        ("no length", &body, &[("content-length", "")], 411),
        ("a long one", &long, &[], 413),
        ("a deep one", &deep, &[], 400),
        ("no JSON", "key=a", &[], 400),
    ];
    for (what, body, headers, status) in cases {
        let answer = desk.post_with("/letters/one/edits", body, headers).await;
        assert_eq!(answer.status.as_u16(), status, "{what}: {}", answer.text());
    }
    for path in ["/letters/one/try", "/letters/one/undo", "/letters/one/redo"] {
        let answer = desk.post_with(path, &body, &[("x-letters-desk", "")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    for method in ["PUT", "DELETE", "OPTIONS"] {
        let headers = [("host", HOST), ("cookie", desk.preview.cookie.as_str()), ("origin", ORIGIN)];
        let answer = desk.preview.send(method, "/letters/one/edits", &headers, &body).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
    }
    assert_eq!(desk.preview.get("/letters/one/edits").await.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(desk.file(), before);
}

#[tokio::test]
async fn no_address_is_a_path_and_the_preview_changes_nothing() {
    let desk = Desk::new().await;
    for path in ["/letters/..%2fone/edits", "/letters/directory%2fgroups/edits", "/letters/none/edits"] {
        assert_eq!(desk.post(path, &last_day("a")).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for at in ["..%2F..", "%2Fetc%2Fpasswd", "body.99", "", "wording.none", "meeting.nothing"] {
        let answer = desk.preview.get(&format!("/letters/one/field?at={at}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{at}: {}", answer.text());
    }
    let preview = Preview::new().await;
    for path in ["outline", "field?at=body.1", "facts", "source", "edits"] {
        assert_eq!(
            preview.get(&format!("/letters/one/{path}")).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    assert!(!preview.get("/letters/one/draft").await.text().contains("data-at"));
    assert!(!preview.get("/letters/one").await.text().contains("data-word"));
}

#[tokio::test]
async fn a_draft_says_where_its_words_come_from() {
    let desk = Desk::new().await;
    let draft = desk.preview.get("/letters/one/draft").await.text().to_owned();
    for words in [
        "data-at=\"wording.salutation\" data-kind=\"house\">Dear Sir/Madam,",
        "data-fact=\"date\" data-kind=\"fact\">",
        "data-fact=\"deadlines.registration\" data-kind=\"rule\">",
    ] {
        assert!(draft.contains(words), "{words}");
    }
    let outline = json(&desk.preview.get("/letters/one/outline").await);
    let body = outline["entries"]
        .as_array()
        .expect("entries")
        .iter()
        .find(|entry| entry["at"] == "body")
        .expect("the body");
    let shows = body["below"][0]["shows"].as_str().expect("a phrase");
    assert!(draft.contains(&format!("data-at=\"{shows}\"")), "{shows}");
    let file = desk.preview.get("/letters/one/files/T17-SG1-COL-0001!!HTM-E.html").await;
    assert!(file.status != StatusCode::OK || !file.text().contains("data-at"), "files have no such marks");
}

#[tokio::test]
async fn refusals_are_sentences() {
    let desk = Desk::new().await;
    let edit = |edit: Value| json!({ "key": edit.to_string().chars().take(60).collect::<String>(), "edits": [edit] });
    let path = desk.preview.folder.path().join("one.yaml");
    let before = desk.file();
    let wrong =
        edit(json!({ "do": "value", "at": "meeting.ends", "old": "2021-04-30", "new": "2021-04-10" }));
    let answer = desk.post("/letters/one/edits", &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    assert_eq!(desk.file(), before);
    fs::write(&path, format!("{before}status: issued\n")).expect("an edit");
    assert_eq!(desk.post("/letters/one/edits", &last_day("i")).await.status, StatusCode::LOCKED);
    fs::write(&path, "").expect("half a save");
    assert_eq!(desk.post("/letters/one/edits", &last_day("e")).await.status, StatusCode::SERVICE_UNAVAILABLE);
    fs::write(&path, &before).expect("an edit");
    let mark = format!("\u{feff}{}", before.replace('\n', "\r\n"));
    fs::write(&path, &mark).expect("an edit");
    assert_eq!(desk.post("/letters/one/edits", &last_day("m")).await.status, StatusCode::OK);
    assert_eq!(desk.file(), mark.replace("2021-04-30", "2021-04-29"), "byte-order mark and line ends stay");
}

#[tokio::test]
async fn a_trial_writes_nothing() {
    let desk = Desk::new().await;
    let before = desk.file();
    let edit = json!({ "do": "value", "at": "meeting.starts", "old": "2021-04-20", "new": "2021-04-24" });
    let answer = desk.post("/letters/one/try", &json!({ "base": "", "edits": [edit] })).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let trial = json(&answer);
    let registration = trial["deadlines"]
        .as_array()
        .expect("deadlines")
        .iter()
        .find(|deadline| deadline["name"] == "Registration");
    assert_eq!(registration.expect("it moves")["now"], "24 March 2021");
    assert!(!trial["changes"].as_array().expect("changes").is_empty());
    assert_eq!(desk.file(), before);
}

#[tokio::test]
async fn a_meeting_is_moved_and_undone() {
    let desk = Desk::new().await;
    let before = desk.file();
    let days = json!({ "starts": "27 April 2021", "dry": true });
    let answer = desk.post("/letters/one/move", &days).await;
    assert_eq!((answer.status, desk.file()), (StatusCode::OK, before.clone()), "{}", answer.text());
    assert_eq!(json(&answer)["moved"].as_array().map(Vec::len), Some(2));
    let answer = desk.post("/letters/one/move", &json!({ "starts": "2021-04-27" })).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let moved = before.replace("2021-04-20", "2021-04-27").replace("2021-04-30", "2021-05-07");
    assert_eq!(desk.file(), moved);
    assert_eq!(json(&answer)["undo"]["title"], "Meeting moved to 2021-04-27");
    assert_eq!(desk.post("/letters/one/undo", &json!({ "n": 1 })).await.status, StatusCode::OK);
    assert_eq!(desk.file(), before);
    let answer = desk.post("/letters/one/move", &json!({ "starts": "4/5/2021" })).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_letter_is_begun_as_letters_new_does() {
    let desk = Desk::new().await;
    let folder = desk.preview.folder.path().to_path_buf();
    let questions = json(&desk.preview.get("/new/questions").await);
    assert_eq!(questions["letters"].as_array().map(Vec::len), Some(2));
    assert!(questions["groups"].as_array().expect("groups").iter().any(|group| group["word"] == "SG1"));
    let given = json!({ "group": "SG1", "starts": "18 October 2021", "ends": "29 October 2021", "date": "2021-07-19" });
    let answer = desk.post("/new/answers", &json!({ "answers": given })).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert_eq!(json(&answer)["file"], "sg1-003.yaml");
    assert!(!folder.join("sg1-003.yaml").exists(), "nothing is written yet");
    let sent = json!({ "key": "n", "answers": given });
    let answer = desk.post("/new", &sent).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    let text = fs::read_to_string(folder.join("sg1-003.yaml")).expect("the letter");
    assert!(text.contains("starts: 2021-10-18"), "{text}");
    let again = desk.post("/new", &sent).await;
    assert_eq!(json(&again), json(&answer), "the same key writes no second letter");
    assert!(!folder.join("sg1-004.yaml").exists());
    for (given, field) in [
        (
            json!({ "group": "SG1", "starts": "2021-10-18", "ends": "soon", "date": "2021-07-19" }),
            json!("ends"),
        ),
        (json!({}), Value::Null),
        (json!({ "change": "revision", "of": "../one" }), Value::Null),
    ] {
        let answer = desk.post("/new/answers", &json!({ "answers": given })).await;
        assert!(answer.status.is_client_error(), "{given}");
        assert_eq!(json(&answer)["errors"][0]["field"], field, "{}", answer.text());
    }
    let answer = desk.post_with("/new", &sent.to_string(), &[("x-letters-desk", "")]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_letter_is_issued_from_its_page() {
    let desk = Desk::new().await;
    let before = desk.file();
    let asked = json(&desk.preview.get("/letters/one/issue").await);
    assert_eq!(
        (&asked["date"], &asked["isOld"], &asked["issued"]),
        (&json!("2021-01-21"), &json!(true), &json!(false))
    );
    assert_eq!(asked["findings"], json!([]), "{asked}");
    for (sent, words) in [
        (json!({ "by": " ", "date": "2021-01-21" }), "Type the name"),
        (json!({ "by": "Jane Example", "date": "soon" }), "Type the date"),
    ] {
        let answer = desk.post("/letters/one/issue", &sent).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains(words), "{}", answer.text());
    }
    let sent = json!({ "by": "Jane Example", "date": "2021-01-21" });
    let answer = desk.post_with("/letters/one/issue", &sent.to_string(), &[("x-letters-desk", "")]).await;
    assert_eq!((answer.status, desk.file()), (StatusCode::FORBIDDEN, before.clone()));
    let answer = desk.post("/letters/one/issue", &sent).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert_eq!(desk.file(), before + "status: issued\napproved:\n  by: Jane Example\n  date: 2021-01-21\n");
    let folder = desk.preview.folder.path();
    assert!(folder.join("published/index.html").is_file() && folder.join("as-issued").is_dir());
    assert_eq!(desk.post("/letters/one/issue", &sent).await.status, StatusCode::LOCKED);
}

#[tokio::test]
async fn every_address_that_writes_is_guarded() {
    let desk = Desk::new().await;
    let folder = desk.preview.folder.path().to_path_buf();
    let groups = fs::read_to_string(folder.join("directory/groups.yaml")).expect("groups");
    let edit = json!({ "of": "groups", "path": ["SG1", "name"], "old": "Study Group 1", "new": "X" });
    let body =
        json!({ "ids": ["one"], "edits": [edit], "n": 1, "by": "J", "date": "2021-01-21", "base": "" })
            .to_string();
    for path in [
        "/build",
        "/directory",
        "/directory/undo",
        "/letters/one/issue",
        "/letters/one/open",
        "/letters/one/returned/take",
    ] {
        for (name, value, status) in [
            ("x-letters-desk", "", 403),
            ("origin", "http://example.org", 403),
            ("sec-fetch-site", "same-site", 403),
            ("content-type", "text/plain", 415),
        ] {
            let answer = desk.post_with(path, &body, &[(name, value)]).await;
            assert_eq!(answer.status.as_u16(), status, "{path} {name}: {}", answer.text());
        }
    }
    for path in
        ["/letters/one/returned?name=a.docx", "/new/import?name=a.docx&write=1", "/directory/image?of=emblem"]
    {
        let file = [("content-type", "application/octet-stream")];
        for (other, status) in [
            (("x-letters-desk", ""), 403),
            (("content-type", "multipart/form-data"), 415),
            (("content-length", "99999999"), 413),
        ] {
            let answer = desk.post_with(path, "PK", &[file[0], other]).await;
            assert_eq!(answer.status.as_u16(), status, "{path} {other:?}: {}", answer.text());
        }
        let answer = desk.post_with(path, "PK", &file).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", answer.text());
    }
    let answer = desk
        .post_with("/directory/image?of=..%2Fone", "PK", &[("content-type", "application/octet-stream")])
        .await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.text());
    assert_eq!(fs::read_to_string(folder.join("directory/groups.yaml")).expect("groups"), groups);
}

#[tokio::test]
async fn what_is_no_old_letter_is_refused_as_by_the_command() {
    let desk = Desk::new().await;
    for (body, words) in [
        ("{\\rtf1 Dear Sir}", "This file is an RTF file"),
        ("%PDF-1.7", "This file is a PDF"),
        ("PK\u{3}\u{4}", "This file"),
    ] {
        let file = [("content-type", "application/octet-stream")];
        let answer = desk.post_with("/new/import?name=old.doc", body, &file).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
        let error = json(&answer)["error"].as_str().unwrap_or_default().to_owned();
        assert!(error.starts_with(words) && error.contains(". "), "{error:?}");
    }
}

#[tokio::test]
async fn the_directory_is_changed_and_taken_back() {
    let desk = Desk::new().await;
    let path = desk.preview.folder.path().join("directory/groups.yaml");
    let before = fs::read_to_string(&path).expect("groups");
    let edit = |old: &str| json!({ "edits": [{ "of": "groups", "path": ["SG1", "chair", "name"], "old": old, "new": "Jane Example" }] });
    let answer = desk.post("/directory", &edit("Heung-Youl Youm")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let now = fs::read_to_string(&path).expect("groups");
    assert_eq!(now, before.replace("Heung-Youl Youm", "Jane Example"));
    assert_eq!(desk.post("/directory", &edit("Heung-Youl Youm")).await.status, StatusCode::CONFLICT);
    assert_eq!(desk.post("/directory/undo", &json!({ "n": 1 })).await.status, StatusCode::OK);
    assert_eq!(fs::read_to_string(&path).expect("groups"), before);
}

#[tokio::test]
async fn what_keeps_a_letter_from_being_issued_is_told() {
    let desk = Desk::new().await;
    let path = desk.preview.folder.path().join("one.yaml");
    fs::write(&path, desk.file() + "body:\n  - text: See [TBD].\n").expect("an edit");
    let before = desk.file();
    let asked = json(&desk.preview.get("/letters/one/issue").await);
    assert!(asked["findings"].as_array().is_some_and(|found| !found.is_empty()), "{asked}");
    let answer = desk.post("/letters/one/issue", &json!({ "by": "J", "date": "2021-01-21" })).await;
    assert_eq!((answer.status, desk.file()), (StatusCode::UNPROCESSABLE_ENTITY, before), "{}", answer.text());
    assert!(json(&answer)["error"].as_str().is_some_and(|error| error.starts_with("Nothing was issued: ")));
    assert!(!desk.preview.folder.path().join("published").exists());
}

#[tokio::test]
async fn several_letters_are_searched_built_packed_and_compared() {
    let desk = Desk::new().await;
    let ids = |answer: &Answer| -> Vec<String> {
        let hits = json(answer);
        hits.as_array()
            .expect("hits")
            .iter()
            .map(|hit| hit["id"].as_str().expect("an id").to_owned())
            .collect()
    };
    assert_eq!(ids(&desk.preview.get("/search?words=PLEASURE%20to%20invite").await), ["one", "two"]);
    assert_eq!(ids(&desk.preview.get("/search?words=2%2F1").await), ["two"]);
    assert_eq!(ids(&desk.preview.get("/search?words=nowhere").await), [""; 0]);
    let dates = json(&desk.preview.get("/due").await);
    assert_eq!(dates.as_array().map(Vec::len), Some(0), "{dates}");
    let folder = desk.preview.folder.path().to_path_buf();
    let answer = desk.post("/build", &json!({ "ids": ["one", "../two"] })).await;
    assert_eq!(
        (answer.status, json(&answer)["done"].clone()),
        (StatusCode::OK, json!(true)),
        "{}",
        answer.text()
    );
    assert!(fs::read_dir(folder.join("output")).is_ok_and(|files| files.count() > 2));
    assert_eq!(desk.post("/build", &json!({ "ids": ["none"] })).await.status, StatusCode::NOT_FOUND);
    let page = desk.preview.get("/compare?ids=one,two&with=last").await;
    for words in [
        "TSB Collective letter 2/1, compared with TSB Collective letter 1/1",
        "There is nothing to compare it with.",
    ] {
        assert!(page.text().contains(words), "{}", page.text());
    }
    let others = json(&desk.preview.get("/letters/one/others").await);
    assert_eq!(others, json!([{ "with": "built", "name": "this letter as last built" }]));
    let page = desk.preview.get("/compare?ids=one&with=built").await;
    assert!(page.text().contains("The words are the same."), "{}", page.text());
    for path in ["/compare?ids=one&with=..%2Fone", "/compare?ids=..", "/letters.zip?ids=../one"] {
        let answer = desk.preview.get(path).await;
        let is_empty = answer.status == StatusCode::NOT_FOUND || answer.text().contains("nothing to compare");
        assert!(is_empty, "{path}: {}", answer.text());
    }
    assert!(desk.preview.get("/letters.zip?ids=one,two").await.body().starts_with(b"PK"));
    let preview = Preview::new().await;
    for path in [
        "/search?words=a",
        "/due",
        "/compare?ids=one",
        "/letters.zip?ids=one",
        "/letters/one/others",
        "/letters/one/issue",
    ] {
        assert_eq!(preview.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn all_files_of_a_letter_come_in_one() {
    let preview = Preview::new().await;
    let answer = preview.get("/letters/one/all.zip").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body().starts_with(b"PK"));
    assert_eq!(preview.get("/letters/none/all.zip").await.status, StatusCode::NOT_FOUND);
}
