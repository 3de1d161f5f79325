//! Copies for review: Word files in which changes are tracked, and which carry what they said when they were sent.

use super::draft::origins;
use super::file::passages;
use super::passage::{Pair, Passage, align};
use super::sent::Sent;
use super::words::{joined, plain};
use crate::base::rules::DEFECT;
use crate::base::text::shortened;
use crate::base::{Diagnostic, Fingerprint, Format, Language};
use crate::document::Document;
use crate::project::drafts::{Draft, Drafts, file_name};
use crate::project::session::{Composition, Session};
use crate::tools::word::{self, Package, State, Unreadable, repacked};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The custom property that says which copy a file is.
pub const PROPERTY: &str = "collective-letters";

/// A copy, as it is to be written.
#[derive(Clone, Debug)]
pub struct ReviewCopy {
    /// Its record.
    pub draft: Draft,
    /// The names and bytes of its files.
    pub files: Vec<(String, Vec<u8>)>,
    /// Whether the letter said something else in the copy before it, or there was none.
    pub is_new: bool,
}

/// Makes the copy of a letter: that before it again if the letter is the same, otherwise the next one with the date of today.
/// Nothing where the letter has errors.
///
/// # Errors
/// What a writer cannot put into a file.
pub fn copy(
    session: &Session,
    composition: &Composition<'_>,
    formats: &[Format],
    drafts: &Drafts,
    today: NaiveDate,
) -> Result<Option<ReviewCopy>, Diagnostic> {
    let (Some(document), Some(name), Some(composed)) =
        (composition.document(), composition.name(), &composition.composed)
    else {
        return Ok(None);
    };
    let language = document.properties.language;
    let fingerprint = Fingerprint::of_value(document);
    let earlier = drafts.of_letter(name, language);
    let last = earlier.last();
    let same = last.filter(|draft| draft.document == fingerprint);
    let (number, date) =
        same.map_or_else(|| (drafts.next(name, language), today), |draft| (draft.number, draft.date));
    let mark = session.draft_mark(language, Some((number, date)));
    let document = &with_mark(document, &mark);
    let docx = session.export(Format::Docx, document)?;
    let read = word::read(&docx).map_err(|why| broken(&why))?;
    let mut sent = Sent {
        name: name.to_owned(),
        language: language.code().to_owned(),
        number,
        date: date.to_string(),
        mark: joined(&plain(&mark), false),
        passages: passages(&read, State::After),
    };
    sent.passages.retain(|passage| passage.text() != sent.mark);
    let base = sent.xml(&origins(&composed.prose, &sent.passages));
    let changed = match (same, last.and_then(|draft| Sent::read(&draft.base))) {
        (Some(same), _) => same.changed.clone(),
        (None, Some(before)) => differences(&before.passages, &sent.passages),
        (None, None) => Vec::new(),
    };
    let mut files = Vec::new();
    for &format in formats {
        let bytes = match format {
            Format::Docx => {
                marked(&docx, &base, &property(name, language, number)).map_err(|why| broken(&why))?
            }
            _ => session.export(format, document)?,
        };
        files.push((file_name(format, name, language, number), bytes));
    }
    let draft = Draft {
        name: name.to_owned(),
        language: language.code().to_owned(),
        number,
        date,
        document: fingerprint,
        changed,
        base,
    };
    Ok(Some(ReviewCopy { draft, files, is_new: same.is_none() }))
}

/// The letter with a mark at the head of its pages.
fn with_mark(document: &Document, mark: &str) -> Document {
    let mut marked = document.clone();
    marked.properties.draft = Some(mark.to_owned());
    marked
}

/// What the property says: `T17-SG1-COL-0001 en 2`.
fn property(name: &str, language: Language, number: u32) -> String {
    format!("{name} {} {number}", language.code())
}

/// The number of the copy that a property names.
pub fn number_in(property: &str) -> Option<u32> {
    property.rsplit_once(' ')?.1.parse().ok()
}

fn broken(why: &Unreadable) -> Diagnostic {
    let message = format!("the Word file of this letter {why}");
    DEFECT.finding(message).hint("this is a bug in the program: report it")
}

/// What became of the passages of an earlier copy, a line each.
fn differences(old: &[Passage], new: &[Passage]) -> Vec<String> {
    let text = |passage: &Passage| shortened(&passage.text(), 120);
    let texts = |list: &[Passage]| list.iter().map(text).collect::<Vec<_>>().join(" / ");
    let line = |pair: Pair| match pair {
        Pair::Same(..) => None,
        Pair::Changed(a, b) => Some(format!("{} -> {}", text(&old[a]), text(&new[b]))),
        Pair::Removed(a) => Some(format!("removed: {}", text(&old[a]))),
        Pair::Added(b) => Some(format!("new: {}", text(&new[b]))),
        Pair::Moved(_, b) => Some(format!("moved: {}", text(&new[b]))),
        Pair::Split(_, b) => Some(format!("split: {}", texts(&new[b]))),
        Pair::Joined(_, b) => Some(format!("joined: {}", text(&new[b]))),
    };
    align(old, new).into_iter().filter_map(line).collect()
}

/// Parts that say how things belong together.
const CONTENT_TYPES: &str = "[Content_Types].xml";
const SETTINGS: &str = "word/settings.xml";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const PACKAGE: &str = "application/vnd.openxmlformats-officedocument";

/// A Word file of ours with tracking on, with a property, and with a part that nobody sees.
fn marked(docx: &[u8], base: &str, property: &str) -> Result<Vec<u8>, Unreadable> {
    let mut package = Package::open(docx)?;
    let document = package.document.clone();
    let mut parts = BTreeMap::new();
    let mut change = |name: &str, before: &str, new: &str| -> Result<(), Unreadable> {
        let old = package.part(name)?.ok_or(Unreadable::NoWord)?;
        let at = old.rfind(before).ok_or(Unreadable::BrokenXml)?;
        parts.insert(name.to_owned(), [&old[..at], new, &old[at..]].concat());
        Ok(())
    };
    change(SETTINGS, "<w:defaultTabStop", "<w:trackRevisions/>")?;
    change(
        CONTENT_TYPES,
        "</Types>",
        &format!(
            "<Override PartName=\"/docProps/custom.xml\" ContentType=\"{PACKAGE}.custom-properties+xml\"/><Override PartName=\"/customXml/itemProps1.xml\" ContentType=\"{PACKAGE}.customXmlProperties+xml\"/>"
        ),
    )?;
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/relationships/{kind}\" Target=\"{target}\"/>")
    };
    let end = "</Relationships>";
    change("_rels/.rels", end, &relation("rIdReview", "custom-properties", "docProps/custom.xml"))?;
    let (folder, file) = document.rsplit_once('/').unwrap_or(("", &document));
    let own = format!("{folder}/_rels/{file}.rels");
    change(&own, end, &relation("rIdReview", "customXml", "../customXml/item1.xml"))?;
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    let properties = relation("rId1", "customXmlProps", "itemProps1.xml");
    for (name, text) in [
        ("customXml/item1.xml", base.to_owned()),
        (
            "customXml/_rels/item1.xml.rels",
            format!(
                "{head}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{properties}</Relationships>"
            ),
        ),
        (
            "customXml/itemProps1.xml",
            format!(
                "{head}<ds:datastoreItem xmlns:ds=\"{OFFICE}/customXml\" ds:itemID=\"{{6B1F0C52-3A0E-4C57-9E7D-52C1A7E0D9B4}}\"><ds:schemaRefs><ds:schemaRef ds:uri=\"{}\"/></ds:schemaRefs></ds:datastoreItem>",
                super::sent::NAMESPACE
            ),
        ),
        (
            "docProps/custom.xml",
            format!(
                "{head}<Properties xmlns=\"{OFFICE}/custom-properties\" xmlns:vt=\"{OFFICE}/docPropsVTypes\"><property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"2\" name=\"{PROPERTY}\"><vt:lpwstr>{property}</vt:lpwstr></property></Properties>"
            ),
        ),
    ] {
        parts.insert(name.to_owned(), text);
    }
    repacked(docx, parts, None).map_err(|_| Unreadable::NoWord)
}
