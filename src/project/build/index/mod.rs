//! The page `index.html` of the output folder: each file with its letter, and whether it is a draft, issued, replaced or
//! withdrawn. It loads nothing and knows no clock.

use crate::base::rules::DEFECT;
use crate::base::text::{shown, visible};
use crate::base::{Diagnostic, Fingerprint, Format, Language, file_set, sha256};
use crate::project::archive::{Archive, LetterName, Version, replaced};
use crate::project::build_cache::{BuildCache, Record};
use crate::project::rules::OUTPUT_INDEX;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use quick_xml::escape::escape;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tera::{Context, Tera, TeraResult};

/// Its name.
const INDEX: &str = "index.html";
/// The subfolder for copies that circulate.
const REVIEW: &str = "review";
/// How its last line begins. What it was made from and the SHA-256 of the lines above follow, so that the program knows a
/// page that it wrote and nobody changed.
const MARK: &str = "<!-- letters build: ";
const TEMPLATE: &str = include_str!("page.html");
const HEAD: &str = include_str!("../../../tools/head.html");
const STYLE: &str = include_str!("../../../tools/due/page/page.css");
/// What cannot stand in the address of a link.
const NOT_IN_LINKS: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?');

/// A letter in one language as the folder has it.
struct Row<'a> {
    letter: LetterName,
    record: &'a Record,
    /// Its files that are there.
    files: Vec<(Format, &'a str)>,
}

/// Brings the page up to date.
///
/// # Errors
/// A page that the program did not write is in its place, or it cannot be written.
pub(super) fn renew(output: &Path, cache: &BuildCache, archive: &Archive) -> Result<(), Diagnostic> {
    let rows = rows(output, cache);
    let copies = copies(&output.join(REVIEW));
    let key = key(&rows, &copies, archive);
    let path = output.join(INDEX);
    let before = fs::read_to_string(&path).ok();
    if let Some(before) = &before {
        let Some(made_from) = own(before) else {
            let message =
                format!("{} was not written by this command, or was changed; it stays", shown(&path));
            return Err(OUTPUT_INDEX
                .finding(message)
                .hint("move this file to another place, and build again"));
        };
        if made_from == key {
            return Ok(());
        }
    }
    if before.is_none() && rows.is_empty() && copies.is_empty() {
        return Ok(());
    }
    let page = page(output, &rows, &copies, archive).map_err(|_| {
        let problem = DEFECT.finding(format!("{} cannot be made", shown(&path)));
        problem.hint("this is a bug in the program: report it")
    })?;
    let page = format!("{page}{MARK}{key} {} -->\n", sha256(page.as_bytes()));
    file_set::replace(output, &[(INDEX.to_owned(), page.into_bytes())]).map(drop)
}

/// What a page was made from that the program wrote; `None` for any other.
fn own(page: &str) -> Option<&str> {
    let (text, mark) = page.split_at(page.rfind(MARK)?);
    let (key, sum) = mark.strip_prefix(MARK)?.trim_end().strip_suffix(" -->")?.split_once(' ')?;
    (sha256(text.as_bytes()) == sum).then_some(key)
}

/// The letters whose files are in the folder, by their names.
fn rows<'a>(output: &Path, cache: &'a BuildCache) -> Vec<Row<'a>> {
    let row = |record: &'a Record| {
        let language = Language::from_code(&record.language)?;
        let files = record.files.iter().filter(|file| output.join(&file.name).is_file());
        let files: Vec<_> = files.map(|file| (file.format, file.name.as_str())).collect();
        (!files.is_empty()).then(|| Row { letter: (record.name.clone(), language), record, files })
    };
    let mut rows: Vec<Row<'a>> = cache.letters().filter_map(row).collect();
    rows.sort_by(|a, b| a.letter.cmp(&b.letter));
    // The letter can have been in another file before.
    rows.dedup_by(|later, first| later.files == first.files);
    rows
}

/// The names of the copies that circulate.
fn copies(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = names.filter_map(|entry| entry.file_name().into_string().ok());
    let is_copy = |name: &String| {
        let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
        ending.is_some_and(|ending| ["docx", "pdf", "html"].contains(&ending))
    };
    let mut names: Vec<String> = names.filter(is_copy).collect();
    names.sort();
    names
}

/// Everything that the page is made from, as a short name.
fn key(rows: &[Row<'_>], copies: &[String], archive: &Archive) -> String {
    let mut all = [HEAD, TEMPLATE, STYLE].concat();
    for row in rows {
        let files = row.record.files.iter().map(|file| format!("{} {}\n", file.name, file.bytes));
        let has = archive.has(&row.letter.0, row.letter.1);
        all += &format!("{} {:?} {} {has}\n", row.letter.0, row.files, row.record.issued);
        all.extend(files);
    }
    let issued = archive.letters();
    all += &format!("{copies:?} {issued:?}");
    Fingerprint::of(all.as_bytes()).to_string()
}

fn page(output: &Path, rows: &[Row<'_>], copies: &[String], archive: &Archive) -> TeraResult<String> {
    let mut tera = Tera::new();
    tera.set_escape_fn(|text, out| out.write_all(escape(visible(text).as_ref()).as_bytes()));
    tera.add_raw_templates([("head.html", HEAD), ("page.html", TEMPLATE), ("page.css", STYLE)])?;
    let versions: Vec<(LetterName, Version)> =
        archive.letters().into_iter().map(|letter| (letter.clone(), archive.version(&letter))).collect();
    let newer = replaced(versions.iter().map(|((name, _), version)| (name.as_str(), version)));
    let rows: Vec<Value> = rows.iter().map(|row| shown_row(output, row, &newer, archive)).collect();
    let copies: Vec<Value> = copies
        .iter()
        .map(|name| json!({ "name": name, "link": link(&format!("{REVIEW}/{name}")) }))
        .collect();
    tera.render("page.html", &Context::from_serialize(&json!({ "rows": rows, "copies": copies }))?)
}

fn shown_row(output: &Path, row: &Row<'_>, newer: &BTreeMap<&str, &str>, archive: &Archive) -> Value {
    let (name, language) = &row.letter;
    let newer = newer.get(name.as_str()).filter(|_| row.record.issued);
    let status = match (row.record.issued, newer) {
        (false, _) => "draft",
        (true, _) if !archive.has(name, *language) => "withdrawn",
        (true, None) => "issued",
        (true, Some(_)) => "replaced",
    };
    let files = row.files.iter().map(|(format, file)| json!({ "link": link(file), "word": word(*format) }));
    json!({
        "name": name,
        "language": language.name(),
        "tag": language.tag(),
        "is_right_to_left": language.is_right_to_left(),
        "status": status,
        "replaced_by": newer,
        "title": title(output, row),
        "files": files.collect::<Vec<_>>(),
    })
}

/// The title of the letter, where its web page is there.
fn title(output: &Path, row: &Row<'_>) -> Option<String> {
    let (_, file) = row.files.iter().find(|(format, _)| *format == Format::Html)?;
    let page = fs::read_to_string(output.join(file)).ok()?;
    let (title, _) = page.split_once("<title>")?.1.split_once("</title>")?;
    // A page that somebody changed may have anything there.
    Some(title.trim().to_owned()).filter(|title| !title.contains('<'))
}

fn link(path: &str) -> String {
    utf8_percent_encode(path, NOT_IN_LINKS).to_string()
}

fn word(format: Format) -> &'static str {
    match format {
        Format::Docx => "Word",
        Format::Pdf => "PDF",
        Format::Html => "web page",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_was_changed_is_nobodys_own() {
        let text = "<p>\n";
        let page = format!("{text}{MARK}abc {} -->\n", sha256(text.as_bytes()));
        assert_eq!(own(&page), Some("abc"));
        assert_eq!(own(&page.replace("<p>", "<b>")), None);
        assert_eq!((own("<p>"), own("")), (None, None));
        assert_eq!(link("review/a!!b draft 2.docx"), "review/a!!b%20draft%202.docx");
    }
}
