//! The documentation inside the program, as web pages: those for staff and for keepers of the house style are embedded
//! as Markdown, with their images and the letters that they show; those of the reference are made by the program itself.
//!
//! The pages work as files and from a server, load nothing from elsewhere, and can be read without their script.

mod html;

use crate::base::text::nearest;
use crate::base::{Diagnostic, embedded};
use html::{Heading, Html, html};
use include_dir::{Dir, include_dir};
use quick_xml::escape::escape;
use rules::NO_SUCH_PAGE;
use serde::Serialize;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};
use tera::{Context, Tera, TeraResult};

pub mod rules;

static STAFF: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/docs/staff");
static HOUSE_STYLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/docs/house-style");
/// Letters that pages lead to.
static LETTERS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/letters");
static EXAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/letters");

/// The folders of pages and what they are for, in the order of the list.
const GROUPS: [(&str, &str); 3] =
    [("staff", "Writing letters"), ("reference", "Looking something up"), ("house-style", "The house style")];

/// Pages that come first, in the order in which somebody needs them.
const FIRST: [&str; 4] = ["staff/new-letters", "staff/preview", "staff/checking", "staff/building"];

/// A page in the list of pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Page {
    /// Its address without an ending, such as `staff/checking`.
    pub name: String,
    /// The shortest word that `letters docs` knows it by.
    pub topic: String,
    /// Its title.
    pub title: String,
    /// Its first sentences.
    pub summary: String,
    #[serde(skip)]
    markdown: String,
    #[serde(skip)]
    headings: Vec<Heading>,
}

#[derive(Serialize)]
struct Group<'a> {
    title: &'static str,
    pages: Vec<&'a Page>,
}

/// The documentation.
#[derive(Clone, Debug)]
pub struct Docs {
    pages: Vec<Page>,
}

impl Docs {
    /// The embedded pages, and those of the reference, each with its name (`cli`) and its Markdown.
    pub fn new(reference: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        let mut sources: BTreeMap<String, String> = BTreeMap::new();
        for (folder, dir) in [("staff", &STAFF), ("house-style", &HOUSE_STYLE)] {
            for (file, bytes) in embedded(dir) {
                if let (Some(name), Ok(text)) = (file.strip_suffix(".md"), std::str::from_utf8(bytes)) {
                    sources.insert(format!("{folder}/{name}"), text.to_owned());
                }
            }
        }
        sources.extend(reference.into_iter().map(|(name, text)| (format!("reference/{name}"), text)));
        let short = |name: &str| name.rsplit('/').next().unwrap_or(name).to_owned();
        let is_alone = |word: &str| sources.keys().filter(|name| short(name) == word).count() == 1;
        let topic = |name: &str| if is_alone(&short(name)) { short(name) } else { name.to_owned() };
        let topics: Vec<String> = sources.keys().map(|name| topic(name)).collect();
        let mut pages: Vec<Page> = sources
            .into_iter()
            .zip(topics)
            .map(|((name, markdown), topic)| {
                let Html { title, headings, summary, .. } = html(&markdown, &|_| None);
                Page { name, topic, title, summary, markdown, headings }
            })
            .collect();
        let place = |page: &Page| {
            let group = GROUPS.iter().position(|(folder, _)| page.name.starts_with(folder));
            let first = FIRST.iter().position(|first| *first == page.name).unwrap_or(FIRST.len());
            (group, first, page.title.to_lowercase())
        };
        pages.sort_by_key(place);
        Self { pages }
    }

    /// The page of a topic: its name with or without its folder, or as a file of the project (`docs/staff/checking.md`).
    ///
    /// # Errors
    /// There is no such page, or more than one.
    pub fn find(&self, topic: &str) -> Result<&Page, Diagnostic> {
        let asked = topic.to_lowercase().replace('\\', "/");
        let asked = asked.trim_start_matches("docs/").trim_end_matches(".md");
        let is_asked = |page: &&Page| page.name == asked || page.name.rsplit('/').next() == Some(asked);
        let found: Vec<&Page> = self.pages.iter().filter(is_asked).collect();
        let topics = || self.pages.iter().map(|page| page.topic.as_str());
        match found[..] {
            [page] => Ok(page),
            [] => {
                let problem = NO_SUCH_PAGE.finding(format!("the documentation has no page `{topic}`"));
                Err(match nearest(asked, topics()) {
                    Some(near) => problem.hint(format!("did you mean `letters docs {near}`?")),
                    None => problem.hint(format!("pages: {}", topics().collect::<Vec<_>>().join(", "))),
                })
            }
            _ => {
                let names: Vec<String> =
                    found.iter().map(|page| format!("`letters docs {}`", page.topic)).collect();
                let problem = NO_SUCH_PAGE.finding(format!("several pages have the name `{topic}`"));
                Err(problem.hint(format!("write {}", names.join(" or "))))
            }
        }
    }

    /// All files of the pages by their addresses: pages, style, script, images.
    ///
    /// # Errors
    /// A defect of the template of pages.
    pub fn files(&self) -> TeraResult<BTreeMap<String, Vec<u8>>> {
        let mut tera = Tera::new();
        tera.add_raw_template("page.html", include_str!("page/page.html"))?;
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::from([
            ("docs.css".to_owned(), include_bytes!("page/docs.css").to_vec()),
            ("docs.js".to_owned(), include_bytes!("page/docs.js").to_vec()),
            ("titles.js".to_owned(), self.titles().into_bytes()),
        ]);
        for (folder, dir) in [("staff", &STAFF), ("house-style", &HOUSE_STYLE)] {
            let images = embedded(dir).into_iter().filter(|(name, _)| !name.ends_with(".md"));
            files.extend(images.map(|(name, bytes)| (format!("{folder}/{name}"), bytes.to_vec())));
        }
        let mut letters = BTreeSet::new();
        for page in &self.pages {
            let (text, shown) = self.rendered(page);
            letters.extend(shown);
            let html = self.page(&tera, &page.name, &page.title, &text)?;
            files.insert(format!("{}.html", page.name), html.into_bytes());
        }
        for name in letters {
            if let Some(yaml) = letter(&name) {
                let title = name.rsplit('/').next().unwrap_or(&name);
                let text = format!("<h1>{title}</h1>\n<pre><code>{}</code></pre>\n", escape(yaml));
                let html = self.page(&tera, &name, title, &text)?;
                files.insert(format!("{name}.html"), html.into_bytes());
            }
        }
        files.insert("index.html".to_owned(), self.page(&tera, "index", "Documentation", "")?.into_bytes());
        Ok(files)
    }

    /// A page as HTML, and the letters that it leads to.
    fn rendered(&self, page: &Page) -> (String, BTreeSet<String>) {
        let shown = std::cell::RefCell::new(BTreeSet::new());
        let root = root(&page.name);
        let lead = |to: &str| -> Option<String> {
            if let Some(topic) = to.strip_prefix("topic:") {
                return self.find(topic).ok().map(|page| format!("{root}{}.html", page.name));
            }
            if to.starts_with('#') || to.contains("://") || to.starts_with("mailto:") {
                return Some(to.to_owned());
            }
            let (file, anchor) =
                to.split_once('#').map_or((to, String::new()), |(file, anchor)| (file, format!("#{anchor}")));
            let target = joined(&page.name, file);
            if let Some(name) = target.strip_prefix("docs/").and_then(|name| name.strip_suffix(".md")) {
                let is_there = self.pages.iter().any(|page| page.name == name);
                return is_there.then(|| format!("{root}{name}.html{anchor}"));
            }
            letter(&target).map(|_| {
                shown.borrow_mut().insert(target.clone());
                format!("{root}{target}.html")
            })
        };
        let text = html(&page.markdown, &lead).text;
        (text, shown.into_inner())
    }

    fn page(&self, tera: &Tera, name: &str, title: &str, html: &str) -> TeraResult<String> {
        let groups: Vec<Group<'_>> = GROUPS
            .iter()
            .map(|(folder, title)| {
                let is_own = |page: &&Page| page.name.split('/').next() == Some(folder);
                Group { title, pages: self.pages.iter().filter(is_own).collect() }
            })
            .collect();
        let mut facts = Context::new();
        facts.insert(
            "page",
            &json!({ "name": name, "title": title, "root": root(name), "html": html, "groups": groups }),
        );
        tera.render("page.html", &facts)
    }

    /// What the search looks through, as a script: a page that is a file can load no other data.
    fn titles(&self) -> String {
        let mut titles = Vec::new();
        for page in &self.pages {
            let entry = |title: &str, anchor: &str| json!({ "title": title, "page": page.title, "address": format!("{}.html{anchor}", page.name) });
            titles.push(entry(&page.title, ""));
            let headings = page.headings.iter();
            titles.extend(headings.map(|heading| entry(&heading.title, &format!("#{}", heading.anchor))));
        }
        format!("const TITLES = {};\n", json!(titles))
    }
}

/// The way from a page to the first folder.
fn root(name: &str) -> String {
    "../".repeat(name.matches('/').count())
}

/// A link of a page as a path of the project.
fn joined(page: &str, link: &str) -> String {
    let mut parts: Vec<String> = format!("docs/{page}").split('/').map(str::to_owned).collect();
    parts.pop();
    for part in Path::new(link).components() {
        match part {
            Component::ParentDir => drop(parts.pop()),
            Component::Normal(part) => parts.push(part.to_string_lossy().into_owned()),
            _ => {}
        }
    }
    parts.join("/")
}

/// The text of a letter that a page leads to.
fn letter(path: &str) -> Option<&'static str> {
    let (folder, name) = path.strip_suffix(".yaml").and(path.rsplit_once('/'))?;
    let dir = match folder {
        "letters" => &LETTERS,
        "tests/letters" => &EXAMPLES,
        _ => return None,
    };
    dir.get_file(name)?.contents_utf8()
}

#[cfg(test)]
mod tests;
