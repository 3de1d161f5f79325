//! `<figure/>` and `<qr/>`: pictures, never without words.

use super::attributes::Tag;
use super::elements::{Parser, attribute};
use crate::diagnostic::Diagnostic;
use crate::document::{Figure, Picture, QrCode};
use std::sync::Arc;

impl Parser<'_> {
    /// The figure of a tag; `None` after a reported problem.
    pub(super) fn figure(&mut self, tag: &Tag<'_>, start: usize) -> Option<Figure> {
        let style = attribute(tag, "style").unwrap_or_else(|| "Body".to_owned());
        let style = self.context.style(&style, start);
        let alt = attribute(tag, "alt").unwrap_or_default();
        if alt.trim().is_empty() {
            self.context.report(
                Diagnostic::error("alt-text", "a picture needs words for people who do not see it")
                    .hint("add alt=\"what it shows\""),
                start,
                "this picture",
            );
        }
        let width = attribute(tag, "width").map(|_| self.number(tag, "width", start, 72.0));
        let height = attribute(tag, "height").map(|_| self.number(tag, "height", start, 72.0));
        if tag.name == "qr" {
            let text = attribute(tag, "text").unwrap_or_default();
            let side = width.unwrap_or(72.0);
            return match QrCode::new(&text) {
                Ok(code) => Some(Figure {
                    style,
                    picture: Picture::Qr(Arc::new(code)),
                    alt,
                    width: side,
                    height: side,
                    link: Some(text),
                }),
                Err(why) => {
                    self.context.report(
                        Diagnostic::error("qr", format!("no QR code can hold this text: {why}")),
                        start,
                        "here",
                    );
                    None
                }
            };
        }
        let name = attribute(tag, "image").unwrap_or_default();
        match (self.context.pictures)(&name) {
            Ok(image) => {
                #[allow(clippy::cast_precision_loss, reason = "pixels of a picture")]
                let ratio = image.height as f32 / image.width.max(1) as f32;
                let (width, height) = match (width, height) {
                    (Some(w), Some(h)) => (w, h),
                    (Some(w), None) => (w, w * ratio),
                    (None, Some(h)) => (h / ratio.max(0.001), h),
                    (None, None) => (72.0, 72.0 * ratio),
                };
                Some(Figure {
                    style,
                    picture: Picture::Image(image),
                    alt,
                    width,
                    height,
                    link: attribute(tag, "link"),
                })
            }
            Err(why) => {
                self.context.report(Diagnostic::error("image", why), start, "this picture");
                None
            }
        }
    }
}
