//! Pictures: images as data URIs as they are, QR codes as one SVG path.

use super::markup::Markup;
use super::{css, inlines};
use crate::document::{Figure, Image, Picture, QrCode, Target};
use base64::Engine;

/// Writes a figure as a paragraph that holds the picture, in a link where it has one.
pub(super) fn write(out: &mut Markup, figure: &Figure) {
    out.open("p", &[("class", &css::name(&figure.style))]);
    if let Some(link) = &figure.link {
        let target = inlines::href(out, &Target::Url(link.clone()));
        out.open("a", &[("class", "picture-link"), ("href", &target)]);
    }
    match &figure.picture {
        Picture::Image(image) => write_image(out, figure, image),
        Picture::Qr(code) => write_code(out, figure, code),
    }
    if figure.link.is_some() {
        out.raw("</a>");
    }
    out.raw("</p>\n");
}

fn write_image(out: &mut Markup, figure: &Figure, image: &Image) {
    let kind = image.format.ending();
    let source = format!(
        "data:image/{kind};base64,{}",
        base64::engine::general_purpose::STANDARD.encode(&image.bytes)
    );
    // The size is in rem, as all lengths are; the attributes give the shape before the image is read.
    out.open(
        "img",
        &[
            ("src", &source),
            ("alt", &figure.alt),
            ("width", &image.width.to_string()),
            ("height", &image.height.to_string()),
            ("style", &format!("width:{}", css::rem(figure.width))),
        ],
    );
}

fn write_code(out: &mut Markup, figure: &Figure, code: &QrCode) {
    let side = code.side();
    out.open(
        "svg",
        &[
            ("class", "qr"),
            ("role", "img"),
            ("aria-label", &figure.alt),
            ("viewBox", &format!("0 0 {side} {side}")),
            ("style", &format!("width:{}", css::rem(figure.width))),
        ],
    );
    out.open("path", &[("d", &path(code))]);
    out.raw("</path></svg>");
}

/// The rows of modules as strokes, one module wide: to the beginning of a row, then from dark module to dark module.
fn path(code: &QrCode) -> String {
    let mut out = String::new();
    let mut at = [0, 0];
    for [x, y, run] in code.runs() {
        match at {
            [end, row] if row == y => out.push_str(&format!("m{} 0", x - end)),
            _ => out.push_str(&format!("M{x} {y}.5")),
        }
        out.push_str(&format!("h{run}"));
        at = [x + run, y];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_modules_become_strokes() {
        let code = QrCode { text: String::new(), size: 2, modules: vec![true, true, false, true] };
        assert_eq!(path(&code), "M4 4.5h2M5 5.5h1");
    }
}
