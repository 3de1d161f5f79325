//! The page of the output folder that says of each file whether it is a draft, issued, replaced or withdrawn.

use crate::common::program::{Office, files, letter, name};
use crate::common::published::issued;
use std::fs;

fn page(office: &Office) -> String {
    fs::read_to_string(office.path("output/index.html")).expect("the page")
}

/// The row of a letter.
fn row<'p>(page: &'p str, name: &str) -> &'p str {
    let start =
        page.find(&format!("<th scope=\"row\">{name}</th>")).unwrap_or_else(|| panic!("{name}: {page}"));
    page[start..].split("</tr>").next().expect("a row")
}

#[test]
fn each_file_is_said_to_be_a_draft_issued_or_replaced() {
    let office = Office::with_letters([2]).file("letters/1.yaml", issued(1));
    office.run(&["build"]).code(0);
    let first = page(&office);
    assert!(row(&first, &name(2)).contains("<strong>draft</strong>"));
    let own = row(&first, &name(1));
    assert!(
        own.contains("<strong>issued</strong>") && own.contains("Virtual meeting of Study Group 17"),
        "{own}"
    );
    for file in files(1) {
        assert!(own.contains(&format!("href=\"{file}\"")), "{own}");
    }
    let revision = issued(1).replace("date: 2021-01-21", "date: 2021-02-01")
        + "revision: 1\ndate-of-original: 2021-01-21\n";
    let office = office.file("letters/1-rev1.yaml", revision);
    office.run(&["build"]).code(0);
    let second = page(&office);
    let by = format!("<strong>replaced</strong> by {}!R1", name(1));
    assert!(row(&second, &name(1)).contains(&by), "{second}");
    assert!(row(&second, &(name(1) + "!R1")).contains("<strong>issued</strong>"));
    // Nothing has changed: it is not written again.
    let times = office.times("output");
    office.run(&["build"]).code(0);
    assert_eq!((office.times("output"), page(&office)), (times, second));
    // From nothing, it is the same page.
    fs::remove_file(office.path("output/index.html")).expect("removed");
    let before = page_after_build(&office);
    fs::remove_dir_all(office.path("output")).expect("removed");
    assert_eq!(page_after_build(&office), before);
}

fn page_after_build(office: &Office) -> String {
    office.run(&["build"]).code(0);
    page(office)
}

#[test]
fn what_was_withdrawn_and_what_circulates_is_said() {
    let office = Office::new().file("letters/1.yaml", issued(1));
    office.run(&["build"]).code(0);
    office.run(&["withdraw", "letters/1.yaml", "--why", "never sent"]).code(0);
    // A build of another letter brings the page up to date.
    let office = office.file("letters/2.yaml", letter(2));
    let copy = format!("output/review/{}!!MSW-E draft 2.docx", name(2));
    let office = office.file(&copy, "a copy");
    office.run(&["build", "letters/2.yaml"]).code(0);
    let page = page(&office);
    assert!(row(&page, &name(1)).contains("<strong>withdrawn</strong>"), "{page}");
    assert!(page.contains(&format!("href=\"review/{}!!MSW-E%20draft%202.docx\"", name(2))), "{page}");
}

#[test]
fn only_its_own_page_is_replaced() {
    let office = Office::with_letters([1]).file("output/index.html", "mine");
    office.run(&["build"]).code(0).warns("warning[output-index]");
    assert_eq!(page(&office), "mine");
    fs::remove_file(office.path("output/index.html")).expect("removed");
    office.run(&["build"]).code(0).quiet();
    let own = page(&office);
    let changed = own.replace("draft", "issued");
    let office = office.file("output/index.html", &changed).file("letters/2.yaml", letter(2));
    office.run(&["build"]).code(0).warns("or was changed");
    assert_eq!(page(&office), changed);
    // Parts of a build leave it to a build of all.
    fs::remove_file(office.path("output/index.html")).expect("removed");
    office.run(&["build", "--shard", "1/2"]).code(0);
    assert!(!office.path("output/index.html").exists());
}
