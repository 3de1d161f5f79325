//! Pages of a layout drawn with krilla: text, shapes, pictures, link annotations, each as tagged
//! content or artifact.

use super::{BUG, refused};
use crate::base::Diagnostic;
use crate::document::rules::UNREADABLE_IMAGE;
use crate::document::theme::Color;
use crate::document::{Image, ImageFormat, Picture, QrCode, Target};
use crate::export::layout::Layout;
use crate::export::layout::face::FaceId;
use crate::export::layout::page::{Draw, Item, LinkArea, LinkTarget, Page, Rect, Run, Shape};
use crate::export::layout::tag::TagId;
use crate::export::rules::{BROKEN_LINK, UNREADABLE_FONT};
use krilla::action::LinkAction;
use krilla::annotation::{Annotation, LinkAnnotation, Target as LinkTo};
use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Quadrilateral, Size, Transform};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Identifiers of drawn content by the leaf or link of the tag tree that they belong to.
pub type Marks = Vec<Vec<Identifier>>;

/// Gives the font of a face.
pub type Fonts<'a> = &'a dyn Fn(FaceId) -> Option<Font>;

/// Images decoded so far: letters share emblem and signatures.
#[derive(Default)]
pub struct Images(Mutex<Vec<(Arc<Image>, krilla::image::Image)>>);

impl Images {
    /// How many are remembered.
    const MOST: usize = 8;

    fn get(&self, image: &Arc<Image>) -> Result<krilla::image::Image, Diagnostic> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, drawn)) = known.iter().find(|(i, _)| i == image) {
            return Ok(drawn.clone());
        }
        let data = image.bytes.clone().into();
        let drawn = match image.format {
            ImageFormat::Png => krilla::image::Image::from_png(data, false),
            ImageFormat::Jpeg => krilla::image::Image::from_jpeg(data, false),
        };
        let drawn = drawn.map_err(|_| {
            let problem = UNREADABLE_IMAGE.finding(format!("the image `{}` is damaged", image.name));
            problem.hint("open the image in another program, and save it again as PNG or JPEG")
        })?;
        if known.len() == Self::MOST {
            known.remove(0);
        }
        known.push((image.clone(), drawn.clone()));
        Ok(drawn)
    }
}

/// Draws all pages.
pub fn pages(
    pdf: &mut krilla::Document,
    layout: &Layout,
    fonts: Fonts<'_>,
    images: &Images,
) -> Result<Marks, Diagnostic> {
    let mut pen = Pen { layout, fonts, images, glyphs: Vec::new() };
    let mut marks: Marks = vec![Vec::new(); layout.tags.nodes.len()];
    for page in &layout.pages {
        let size =
            Size::from_wh(page.width, page.height).ok_or_else(|| refused("a page has no size", BUG))?;
        let mut sheet = pdf.start_page_with(PageSettings::new(size));
        let mut surface = sheet.surface();
        pen.page(&mut surface, page, &mut marks)?;
        surface.finish();
        for (link, areas) in links(page) {
            let annotation = annotation(layout, link, &areas)?;
            let id = sheet.add_tagged_annotation(annotation);
            add(&mut marks, link, id);
        }
        sheet.finish();
    }
    Ok(marks)
}

fn add(marks: &mut Marks, tag: TagId, id: Identifier) {
    if let Some(list) = marks.get_mut(tag.index()) {
        list.push(id);
    }
}

/// The areas of a page's links, link by link in order.
fn links(page: &Page) -> BTreeMap<TagId, Vec<&LinkArea>> {
    let mut links: BTreeMap<TagId, Vec<&LinkArea>> = BTreeMap::new();
    for area in &page.links {
        links.entry(area.link).or_default().push(area);
    }
    links
}

fn annotation(layout: &Layout, link: TagId, areas: &[&LinkArea]) -> Result<Annotation, Diagnostic> {
    let LinkTarget { target, description, .. } =
        layout.links.iter().find(|l| l.link == link).ok_or_else(|| refused("a link has no target", BUG))?;
    let to = match target {
        Target::Url(url) => LinkTo::Action(LinkAction::new(url.clone()).into()),
        Target::Bookmark(id) => {
            let place = layout.destinations.iter().find(|d| d.id == *id).ok_or_else(|| {
                let problem =
                    BROKEN_LINK.finding(format!("a link points to `{id}`, which is not in the document"));
                problem.hint("correct the link, or add the id where it should lead")
            })?;
            LinkTo::Destination(XyzDestination::new(place.page, Point::from_xy(place.x, place.y)).into())
        }
    };
    let quads = areas.iter().map(|a| quad(a.rect)).collect();
    Ok(Annotation::new_link(LinkAnnotation::new_with_quad_points(quads, to), Some(description.clone())))
}

fn quad(rect: Rect) -> Quadrilateral {
    let Rect { x, y, width, height } = rect;
    let point = Point::from_xy;
    Quadrilateral([point(x, y + height), point(x + width, y + height), point(x + width, y), point(x, y)])
}

fn fill(color: Color) -> Fill {
    let [r, g, b] = color.rgb;
    Fill { paint: rgb::Color::new(r, g, b).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

/// What is needed while drawing.
struct Pen<'a> {
    layout: &'a Layout,
    fonts: Fonts<'a>,
    images: &'a Images,
    glyphs: Vec<KrillaGlyph>,
}

impl Pen<'_> {
    fn page(&mut self, surface: &mut Surface<'_>, page: &Page, marks: &mut Marks) -> Result<(), Diagnostic> {
        self.artifact(surface, ArtifactType::Header, &page.header)?;
        if !page.shapes.is_empty() {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
            shapes(surface, &page.shapes);
            surface.end_tagged();
        }
        self.artifact(surface, ArtifactType::PaginationOther, &page.repeated)?;
        for items in page.items.chunk_by(|a, b| a.leaf == b.leaf) {
            let Some(leaf) = items.first().map(|i| i.leaf) else {
                continue;
            };
            let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
            for item in items {
                self.item(surface, item)?;
            }
            surface.end_tagged();
            add(marks, leaf, id);
        }
        self.artifact(surface, ArtifactType::Footer, &page.footer)
    }

    fn artifact(
        &mut self,
        surface: &mut Surface<'_>,
        kind: ArtifactType,
        runs: &[Run],
    ) -> Result<(), Diagnostic> {
        if runs.is_empty() {
            return Ok(());
        }
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        for run in runs {
            self.run(surface, run)?;
        }
        surface.end_tagged();
        Ok(())
    }

    fn item(&mut self, surface: &mut Surface<'_>, item: &Item) -> Result<(), Diagnostic> {
        match &item.draw {
            Draw::Text(run) => self.run(surface, run),
            Draw::Picture { picture: Picture::Image(image), rect, .. } => self.image(surface, image, *rect),
            Draw::Picture { picture: Picture::Qr(code), rect, .. } => {
                qr(surface, code, *rect);
                Ok(())
            }
        }
    }

    fn run(&mut self, surface: &mut Surface<'_>, run: &Run) -> Result<(), Diagnostic> {
        let font = (self.fonts)(run.face).ok_or_else(|| {
            let problem = UNREADABLE_FONT.finding("a font of the theme cannot be embedded");
            problem.hint("use another font under `fonts:` in theme.yaml")
        })?;
        let text = self.layout.text.get(run.text.clone()).unwrap_or_default();
        self.glyphs.clear();
        let glyphs = self.layout.glyphs.get(run.glyphs.clone()).unwrap_or_default();
        self.glyphs.extend(glyphs.iter().map(|g| {
            let range = g.start as usize..g.end as usize;
            KrillaGlyph::new(GlyphId::new(u32::from(g.id)), g.advance, g.dx, g.dy, 0.0, range, None)
        }));
        surface.set_fill(Some(fill(run.color)));
        surface.draw_glyphs(Point::from_xy(run.x, run.y), &self.glyphs, font, text, run.size, false);
        Ok(())
    }

    fn image(&mut self, surface: &mut Surface<'_>, image: &Arc<Image>, rect: Rect) -> Result<(), Diagnostic> {
        let drawn = self.images.get(image)?;
        if let Some(size) = Size::from_wh(rect.width, rect.height) {
            surface.push_transform(&Transform::from_translate(rect.x, rect.y));
            surface.draw_image(drawn, size);
            surface.pop();
        }
        Ok(())
    }
}

/// Fills rectangles, those of one colour in one path.
fn shapes(surface: &mut Surface<'_>, shapes: &[Shape]) {
    for same in shapes.chunk_by(|a, b| a.color == b.color) {
        let mut path = PathBuilder::new();
        for shape in same {
            let Rect { x, y, width, height } = shape.rect;
            if let Some(rect) = krilla::geom::Rect::from_xywh(x, y, width, height) {
                path.push_rect(rect);
            }
        }
        if let (Some(path), Some(first)) = (path.finish(), same.first()) {
            surface.set_fill(Some(fill(first.color)));
            surface.draw_path(&path);
        }
    }
}

/// Draws a QR code as one path: rows of dark modules, neighbours joined. Its quiet zone stays
/// within the rectangle.
fn qr(surface: &mut Surface<'_>, code: &QrCode, area: Rect) {
    let side = code.side() as f32;
    let unit = area.width.min(area.height) / side;
    let mut path = PathBuilder::new();
    for run in code.runs() {
        let [left, top, width] = run.map(|modules| modules as f32);
        if let Some(rect) = krilla::geom::Rect::from_xywh(left, top, width, 1.0) {
            path.push_rect(rect);
        }
    }
    if let Some(path) = path.finish() {
        let left = area.x + (area.width - side * unit) / 2.0;
        let top = area.y + (area.height - side * unit) / 2.0;
        surface.push_transform(&Transform::from_row(unit, 0.0, 0.0, unit, left, top));
        surface.set_fill(Some(fill(Color::BLACK)));
        surface.draw_path(&path);
        surface.pop();
    }
}
