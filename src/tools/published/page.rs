//! The index page: every letter with its languages and formats. It loads nothing and knows no clock.

use super::letters::Shown;
use crate::base::rules::DEFECT;
use crate::base::{Diagnostic, Format};
use crate::project::archive::replaced;
use crate::tools::own_page::templates;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tera::{Context, TeraResult};

const TITLE: &str = "Issued letters";

/// The page of all letters, the newest first.
///
/// # Errors
/// A defect of the template.
pub(super) fn page(letters: &[Shown]) -> TeraResult<String> {
    let tera = templates([
        ("page.html", include_str!("page.html")),
        ("page.css", include_str!("../due/page/page.css")),
    ])?;
    let mut by_name: BTreeMap<&str, Vec<&Shown>> = BTreeMap::new();
    for letter in letters {
        by_name.entry(&letter.name).or_default().push(letter);
    }
    let mut rows: Vec<(&str, Vec<&Shown>)> = by_name.into_iter().collect();
    // Names are sorted already: of letters of one day they keep that order.
    rows.sort_by_key(|(_, versions)| std::cmp::Reverse(versions.iter().filter_map(|v| v.version.date).max()));
    let replaced = replaced(letters.iter().map(|letter| (letter.name.as_str(), &letter.version)));
    let rows = rows.iter().map(|(name, versions)| row(name, versions, replaced.get(name).copied()));
    let rows: Vec<Value> = rows.collect();
    tera.render("page.html", &Context::from_serialize(&json!({ "title": TITLE, "rows": rows }))?)
}

fn row(name: &str, versions: &[&Shown], replaced_by: Option<&str>) -> Value {
    let first = versions.first();
    let language = |version: &&Shown| {
        let files = version.files.iter();
        let files = files.map(|(format, file)| json!({ "name": file, "word": word(*format) }));
        json!({
            "name": version.language.name(),
            "tag": version.language.tag(),
            "files": files.collect::<Vec<_>>(),
        })
    };
    json!({
        "name": name,
        "date": versions.iter().find_map(|version| version.version.date).map(|date| date.to_string()),
        // The first language is the original, unless only translations are issued.
        "subject": versions.iter().find_map(|version| version.title.as_ref()),
        "subject_tag": first.map(|version| version.language.tag()),
        "is_right_to_left": first.is_some_and(|version| version.language.is_right_to_left()),
        "languages": versions.iter().map(language).collect::<Vec<_>>(),
        "replaced_by": replaced_by,
    })
}

fn word(format: Format) -> &'static str {
    match format {
        Format::Docx => "Word",
        Format::Pdf => "PDF",
        Format::Html => "web page",
    }
}

/// What a page that cannot be made is reported as: its template is the program's own.
pub(super) fn defect() -> Diagnostic {
    DEFECT
        .finding("the index page of published letters cannot be made; nothing was published")
        .hint("this is a bug in the program: report it")
}
