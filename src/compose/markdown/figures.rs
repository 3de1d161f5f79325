//! `<figure/>` and `<qr/>`: pictures, never without words.

use super::attributes::Tag;
use super::attributes::{attribute, words};
use super::elements::Parser;
use crate::base::Reported;
use crate::compose::markdown::rules::{ALT_TEXT, QR};
use crate::document::theme::StyleName;
use crate::document::{Figure, Image, Orientation, Picture, QrCode};
use std::sync::Arc;

/// Room that a title and a caption take on a page that a picture fills, in points.
const TITLE_AND_CAPTION: f32 = 120.0;
/// Points of a pixel at 96 to the inch.
const PIXEL: f32 = 0.75;

impl Parser<'_> {
    /// Width and height in points of a picture that fills the page of its section as far as it can,
    /// without being drawn larger than its pixels allow.
    #[allow(clippy::cast_precision_loss, reason = "pixels of a picture")]
    fn fitted(&self, image: &Image) -> (f32, f32) {
        let page = &self.context.theme.page;
        let upright = self.orientation == Orientation::Portrait;
        let height = if upright { page.height } else { page.width };
        let room = (
            self.context.theme.text_width(self.orientation),
            (height - page.top - page.bottom - TITLE_AND_CAPTION).max(72.0),
        );
        let natural = (image.width.max(1) as f32 * PIXEL, image.height.max(1) as f32 * PIXEL);
        let scale = (room.0 / natural.0).min(room.1 / natural.1).min(1.0);
        (natural.0 * scale, natural.1 * scale)
    }

    /// The figure of a tag.
    pub(super) fn figure(&mut self, tag: &Tag<'_>, start: usize) -> Result<Figure, Reported> {
        let style = attribute(tag, "style").unwrap_or_else(|| StyleName::Body.word().to_owned());
        let style = self.context.style(&style, start);
        let alt = words(tag, "alt").unwrap_or_default();
        if alt.trim().is_empty() {
            self.context.report(
                ALT_TEXT
                    .finding("an image needs a description for people who cannot see it")
                    .hint("add alt=\"what it shows\""),
                start,
                "this image",
            );
        }
        let width = attribute(tag, "width").map(|_| self.number(tag, "width", start, 72.0));
        let height = attribute(tag, "height").map(|_| self.number(tag, "height", start, 72.0));
        if tag.name == "qr" {
            let text = attribute(tag, "text").unwrap_or_default();
            let side = width.unwrap_or(72.0);
            return match QrCode::new(&text) {
                Ok(code) => Ok(Figure {
                    style,
                    picture: Picture::Qr(Arc::new(code)),
                    alt,
                    width: side,
                    height: side,
                    link: Some(text),
                }),
                Err(why) => {
                    let problem = QR.finding(format!("this text cannot become a QR code: {why}"));
                    Err(self.context.report(problem, start, "expected a text of at most 2,300 characters"))
                }
            };
        }
        let name = attribute(tag, "image").unwrap_or_default();
        match (self.context.pictures)(&name) {
            Ok(image) => {
                #[allow(clippy::cast_precision_loss, reason = "pixels of a picture")]
                let ratio = image.height as f32 / image.width.max(1) as f32;
                let (width, height) = match (width, height) {
                    _ if attribute(tag, "fit").is_some_and(|v| v == "yes") => self.fitted(&image),
                    (Some(w), Some(h)) => (w, h),
                    (Some(w), None) => (w, w * ratio),
                    (None, Some(h)) => (h / ratio.max(0.001), h),
                    (None, None) => (72.0, 72.0 * ratio),
                };
                Ok(Figure {
                    style,
                    picture: Picture::Image(image),
                    alt,
                    width,
                    height,
                    link: attribute(tag, "link"),
                })
            }
            Err(problem) => {
                let expected = problem.label.clone();
                let named =
                    tag.attribute("image").map(|said| start + said.at..start + said.at + said.value.len());
                Err(self.context.report_at(problem, &named.unwrap_or(start..start), &expected))
            }
        }
    }
}
