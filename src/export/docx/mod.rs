//! The DOCX writer: what an expert in Word would have made, so that staff can go on editing.
//!
//! Knows the [document](crate::document) and the [theme](crate::document::theme), nothing of YAML, templates
//! or the other formats. The rules are those of ECMA-376 (Transitional) as Word 2013 and later read
//! them; where a rule is Word's own habit, the code says so.

mod bookmarks;
mod figure;
mod form;
mod inline;
mod media;
mod names;
mod numbering;
mod package;
mod paragraph;
mod png;
mod properties;
mod relations;
mod section;
mod story;
mod styles;
mod table;
mod units;
mod xml;

use crate::base::{Diagnostic, Language};
use crate::document::theme::{Theme, Themes};
use crate::document::{Block, Document};
use package::{Common, Package};
use relations::Relations;
use section::Furniture;
use std::sync::OnceLock;
use story::{Shared, Story};

/// Writes documents in one theme; parts that do not change are made once.
pub struct Writer {
    themes: Themes,
    names: names::Names,
    /// For each language, when its first document is written.
    prepared: [OnceLock<Result<Prepared, Diagnostic>>; Language::ALL.len()],
}

/// What documents in one language share.
struct Prepared {
    definitions: numbering::Definitions,
    common: Common,
}

impl Writer {
    /// Prepares what all documents share.
    pub fn new(theme: &Theme) -> Self {
        let names = names::Names::new(theme);
        Self { themes: Themes::new(theme), names, prepared: Default::default() }
    }

    /// The file's bytes, the same for the same document.
    ///
    /// # Errors
    /// Text that no DOCX can hold (control characters), an image that is not what it says, or a
    /// link or footnote mark that leads nowhere, or a name that the theme lacks.
    pub fn write(&self, document: &Document) -> Result<Vec<u8>, Diagnostic> {
        let language = document.properties.language;
        let theme = self.themes.of(language);
        theme.covers(document)?;
        let Prepared { definitions, common } = self.prepared(theme, language)?;
        let mut shared = Shared {
            theme,
            names: &self.names,
            language,
            instances: numbering::Instances::new(theme, definitions),
            bookmarks: bookmarks::Bookmarks::of(document),
            media: media::Media::default(),
            drawings: 0,
            controls: 0,
            footnotes: document.footnotes.len(),
        };
        let has_footer = !document.first_footer.is_empty();
        let has_footnotes = !document.footnotes.is_empty();

        let (body, body_relations) = body(document, &mut shared)?;
        let mut parts = Vec::new();
        parts.push((package::HEADER, part(&mut shared, "hdr", |story| story.header(document))?));
        parts.push((package::FIRST_HEADER, part(&mut shared, "hdr", |story| story.first_header(document))?));
        if has_footer {
            parts.push((package::FIRST_FOOTER, part(&mut shared, "ftr", |story| story.footer(document))?));
        }
        if has_footnotes {
            let footnotes = part(&mut shared, "footnotes", |story| story.footnotes(document))?;
            parts.push((package::FOOTNOTES, footnotes));
        }

        let mut package = Package::new();
        let is_there = |part: &str| match part {
            package::FIRST_FOOTER => has_footer,
            package::FOOTNOTES => has_footnotes,
            "png" | "jpeg" => shared.media.has(part),
            _ => true,
        };
        package.add(package::CONTENT_TYPES, &package::content_types(is_there)?)?;
        package.add_common(common, has_footnotes)?;
        package.add(package::CORE, &properties::core(&document.properties)?)?;
        package.add_with_relations(package::DOCUMENT, &body, &body_relations)?;
        package.add(package::NUMBERING, &shared.instances.write()?)?;
        for (name, (text, relations)) in &parts {
            package.add_with_relations(name, text, relations)?;
        }
        for (name, bytes) in shared.media.files() {
            package.add_stored(&name, bytes)?;
        }
        package.finish()
    }

    fn prepared(&self, theme: &Theme, language: Language) -> Result<&Prepared, Diagnostic> {
        let make = || {
            let definitions = numbering::Definitions::new(theme, &self.names, language)?;
            let common = Common::new(theme, &self.names, language)?;
            Ok(Prepared { definitions, common })
        };
        self.prepared[language.index()].get_or_init(make).as_ref().map_err(Clone::clone)
    }
}

/// The outermost element of a part with the namespaces that its content can use.
fn root(element: &str) -> String {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
    const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006";
    format!(
        concat!(
            r#"<w:{} xmlns:w="{}" xmlns:r="{}/relationships" xmlns:wp="{}/wordprocessingDrawing" "#,
            r#"xmlns:a="{}/main" xmlns:pic="{}/picture">"#
        ),
        element,
        styles::MAIN,
        OFFICE,
        DRAWING,
        DRAWING,
        DRAWING
    )
}

/// A part beside the body: its text and its relationships.
fn part<'a>(
    shared: &mut Shared<'a>,
    element: &str,
    write: impl FnOnce(&mut Story<'_, 'a>),
) -> Result<(String, Relations), Diagnostic> {
    let width = shared.theme.text_width(crate::document::Orientation::Portrait);
    let mut story = Story::new(shared, &root(element), 2000);
    story.width = width;
    write(&mut story);
    Ok((story.xml.finish()?, story.relations))
}

/// The body: all sections. Its relationships begin with the parts that each file has.
fn body(document: &Document, shared: &mut Shared<'_>) -> Result<(String, Relations), Diagnostic> {
    let theme = shared.theme;
    let right_to_left = shared.language.is_right_to_left();
    let mut story = Story::new(shared, &root("document"), 64_000);
    for (kind, target) in [
        ("styles", "styles.xml"),
        ("numbering", "numbering.xml"),
        ("settings", "settings.xml"),
        ("fontTable", "fontTable.xml"),
        ("theme", "theme/theme1.xml"),
    ] {
        story.relations.part(kind, target);
    }
    let furniture = Furniture {
        header: story.relations.part("header", "header1.xml"),
        first_header: story.relations.part("header", "header2.xml"),
        first_footer: (!document.first_footer.is_empty())
            .then(|| story.relations.part("footer", "footer1.xml")),
    };
    if !document.footnotes.is_empty() {
        story.relations.part("footnotes", "footnotes.xml");
    }
    let root_end = story.xml.len() - 1;
    story.xml.raw("<w:body>");
    // LibreOffice sets an empty line above a table that begins a document with footnotes.
    let first = document.sections.first().and_then(|section| section.blocks.first());
    if !document.footnotes.is_empty() && matches!(first, Some(Block::Table(_) | Block::Columns(_))) {
        story.tiny_paragraph();
    }
    let count = document.sections.len();
    for (at, section) in document.sections.iter().enumerate() {
        let furniture = (at == 0).then_some(furniture);
        let is_marked = document.properties.draft.is_some();
        let properties = section::properties(theme, section.orientation, right_to_left, is_marked, furniture);
        story.width = theme.text_width(section.orientation);
        story.blocks(&section.blocks);
        if at + 1 < count {
            story.end_section(&properties);
        } else {
            story.close_with_paragraph();
            story.xml.raw(&properties);
        }
    }
    story.xml.raw("</w:body></w:document>");
    if story.shared.controls > 0 {
        story.xml.insert(root_end, form::NAMESPACES);
    }
    Ok((story.xml.finish()?, story.relations))
}
