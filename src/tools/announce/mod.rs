//! What goes with an issued letter: a message with the letter attached, and an announcement for the web as HTML and as
//! text. Files only: nothing is sent.
//!
//! Knows no clock: the same letter gives the same bytes.

mod message;
mod text;

use crate::base::text::shown;
use crate::base::{Diagnostic, Diagnostics, Format, Language, Source, Span};
use crate::document::theme::{NumberingName, StyleName};
use crate::document::{Block, List, ListItem, Paragraph};
use crate::document::{Document, Inline, Link, Target};
use crate::project::archive::{Archive, Published};
use crate::project::rules::NOT_ANNOUNCED;
use crate::project::session::Session;
use std::sync::Arc;

/// The template of the message in one language.
const MESSAGE: &str = "announce/message.md";
/// The template of the announcement.
const WEB: &str = "announce/web.md";

/// A letter in one language, as it was issued.
struct Issued {
    name: String,
    language: Language,
    /// The title of its files.
    title: String,
    message: Document,
    web: Document,
    published: Published,
}

/// The files that go with a letter: names and bytes. `sources` are its files, the original first; those that are not issued
/// are left out.
///
/// # Errors
/// None of them is issued, or one has an error.
pub fn announce(
    session: &Session,
    archive: &Archive,
    sources: &[Arc<Source>],
    attached: &[Format],
) -> Result<Vec<(String, Vec<u8>)>, Diagnostics> {
    let mut letters = Vec::new();
    for source in sources {
        letters.extend(issued(session, archive, source)?);
    }
    let Some(first) = letters.first() else {
        let source = sources.first().map(Span::file);
        let problem = NOT_ANNOUNCED.finding("the letter is not issued, so nothing goes out with it");
        let problem = source.iter().fold(problem, |problem, place| problem.at(place, "in this letter"));
        return Err(problem.hint("issue the letter first, with `letters issue`").into());
    };
    let mut files = vec![(format!("{}.eml", first.name), message::message(session, &letters, attached)?)];
    for letter in &letters {
        let name = Archive::handle(&letter.name, letter.language);
        let page = Document { sections: with_links(letter), ..letter.web.clone() };
        files.push((format!("{name}.html"), session.fragment(&page)?.into_bytes()));
        files.push((format!("{name}.txt"), text::text(&page).into_bytes()));
    }
    Ok(files)
}

/// A letter that was issued; nothing of any other.
fn issued(session: &Session, archive: &Archive, source: &Arc<Source>) -> Result<Option<Issued>, Diagnostics> {
    let letter = session.read(source);
    let composition = session.compose(&letter);
    let (Some(document), Some(name)) = (composition.document(), composition.name()) else {
        return Err(composition.findings.problems);
    };
    let language = document.properties.language;
    let Some(published) = archive.find(name, language)? else { return Ok(None) };
    let page = |template| session.page_of(&letter, template);
    Ok(Some(Issued {
        name: name.to_owned(),
        language,
        title: document.properties.title.clone(),
        message: page(MESSAGE)?,
        web: page(WEB)?,
        published,
    }))
}

/// The sections of the announcement, with links to the files that are in the same folder on the web.
fn with_links(letter: &Issued) -> Vec<crate::document::Section> {
    let mut sections = letter.web.sections.clone();
    let item = |format: Format| {
        let (file, _) = letter.published.file(format)?;
        let link = Link {
            target: Target::Url(file.clone()),
            description: format!("{}: {}", word(format), letter.title),
            content: vec![Inline::text(file)],
        };
        let paragraph = Paragraph {
            style: StyleName::Text.word().to_owned(),
            content: vec![Inline::Link(link)],
            ..Paragraph::default()
        };
        Some(ListItem { blocks: vec![Block::Paragraph(paragraph)] })
    };
    let items = Format::ALL.into_iter().filter_map(item).collect();
    let numbering = NumberingName::Bullet.word().to_owned();
    for block in sections.iter_mut().flat_map(|section| &mut section.blocks) {
        // The page that it is put into has a title of its own.
        if let Block::Heading(heading) = block {
            heading.level = heading.level.max(2);
        }
    }
    if let Some(last) = sections.last_mut() {
        last.blocks.push(Block::List(List { numbering, level: 0, start: 1, items }));
    }
    sections
}

fn word(format: Format) -> &'static str {
    match format {
        Format::Docx => "Word",
        Format::Pdf => "PDF",
        Format::Html => "HTML",
    }
}

/// What a file that is in the way is reported as.
pub fn in_the_way(path: &std::path::Path) -> Diagnostic {
    let message = format!("{} already exists, with another content; nothing was written", shown(path));
    NOT_ANNOUNCED
        .finding(message)
        .hint("move or delete this file, or choose another folder with --output DIR")
}
