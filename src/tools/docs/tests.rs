//! The pages hang together: every link of every page leads to a file and a heading of it.

use super::*;

fn docs() -> Docs {
    let read = |name: &str| {
        std::fs::read_to_string(format!("{}/docs/reference/{name}.md", env!("CARGO_MANIFEST_DIR")))
            .expect("a page")
    };
    Docs::new(["cli", "facts", "rules", "yaml"].map(|name| (name, read(name))))
}

#[test]
fn every_link_leads_to_a_file_and_a_heading() {
    let files = docs().files().expect("pages");
    let text = |name: &str| String::from_utf8_lossy(&files[name]).into_owned();
    let mut count = 0;
    for name in files.keys().filter(|name| name.ends_with(".html")) {
        let page = text(name);
        let links = page.split(" href=\"").chain(page.split(" src=\"")).skip(1);
        for link in links.filter_map(|rest| rest.split('"').next()).filter(|link| !link.starts_with('<')) {
            if link.contains("://") || link.starts_with("mailto:") || link.contains('\n') {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let from = name.rsplit_once('/').map_or("", |(folder, _)| folder);
            let mut parts: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
            for part in file.split('/') {
                match part {
                    ".." => _ = parts.pop(),
                    part => parts.push(part),
                }
            }
            let target = if file.is_empty() { name.clone() } else { parts.join("/") };
            assert!(files.contains_key(&target), "{name} leads to {link}, which is {target}");
            let there = anchor.is_empty() || text(&target).contains(&format!("id=\"{anchor}\""));
            assert!(there, "{name} leads to {link}: {target} has no such heading");
            count += 1;
        }
    }
    assert!(count > 500, "only {count} links are read");
}

#[test]
fn letters_that_pages_show_are_pages() {
    let files = docs().files().expect("pages");
    for folder in ["letters/", "tests/letters/"] {
        let is_own =
            |(name, _): &(&String, &Vec<u8>)| name.starts_with(folder) && name.ends_with(".yaml.html");
        let (name, page) = files.iter().find(is_own).expect("a letter");
        let page = String::from_utf8_lossy(page).into_owned();
        let root = "../".repeat(name.matches('/').count());
        assert!(page.contains("group: ") && page.contains(&format!("href=\"{root}index.html\"")), "{page}");
    }
}

#[test]
fn a_page_is_found_by_its_topic() {
    let docs = docs();
    for (topic, name) in [
        ("checking", "staff/checking"),
        ("Checking", "staff/checking"),
        ("staff/checking", "staff/checking"),
        ("docs/staff/checking.md", "staff/checking"),
        ("reference/facts", "reference/facts"),
        ("house-style/facts", "house-style/facts"),
        ("yaml", "reference/yaml"),
    ] {
        assert_eq!(docs.find(topic).map(|page| page.name.as_str()), Ok(name), "{topic}");
    }
    let near = docs.find("cheking").expect_err("no such page");
    assert_eq!(near.hints, ["did you mean `letters docs checking`?"]);
    let two = docs.find("facts").expect_err("two pages");
    assert_eq!(two.hints, ["write `letters docs reference/facts` or `letters docs house-style/facts`"]);
}

#[test]
fn every_page_has_a_title_and_says_what_it_is_for() {
    for page in docs().pages {
        assert!(!page.title.is_empty() && !page.summary.is_empty(), "{page:?}");
        assert!(!page.title.contains('<') && page.summary.len() < 400, "{}: {}", page.name, page.summary);
    }
}
