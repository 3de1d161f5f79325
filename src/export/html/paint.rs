//! Colours at night: what a theme's colours become on a dark ground, with the contrast that WCAG asks for.
//!
//! Knows colours alone.

use crate::document::theme::Color;

/// The sheet of paper at night.
pub(super) const DARK_PAPER: Color = Color { rgb: [0x1d, 0x20, 0x24] };
/// What lies around the sheet at night.
pub(super) const DARK_DESK: Color = Color { rgb: [0x10, 0x12, 0x15] };
/// Text at night.
pub(super) const DARK_INK: Color = Color { rgb: [0xe9, 0xe7, 0xe3] };
/// Contrast of coloured text with its ground. AA asks for 4.5; small print deserves more.
const TEXT: f32 = 6.0;
/// Contrast of ordinary text with a shade: AAA.
const SHADE: f32 = 7.0;

/// CSS notation (`#1f4e79`).
pub(super) fn css(color: Color) -> String {
    format!("#{}", color.hex().to_lowercase())
}

/// A text or rule colour for the dark: the same hue, as light as it must be.
pub(super) fn dark_text(color: Color) -> Color {
    (0..=20)
        .map(|step| mix(color, Color { rgb: [255; 3] }, step as f32 / 20.0))
        .find(|&c| contrast(c, DARK_PAPER) >= TEXT)
        .unwrap_or(DARK_INK)
}

/// A cell's shade for the dark: the same hue, dark enough for light text on it.
pub(super) fn dark_shade(color: Color) -> Color {
    (8..=20)
        .map(|step| mix(color, DARK_PAPER, step as f32 / 20.0))
        .find(|&c| contrast(c, DARK_INK) >= SHADE)
        .unwrap_or(DARK_PAPER)
}

/// From `a` (share 0) to `b` (share 1).
fn mix(a: Color, b: Color, share: f32) -> Color {
    let mut rgb = a.rgb;
    for (from, to) in rgb.iter_mut().zip(b.rgb) {
        *from = (f32::from(*from) * (1.0 - share) + f32::from(to) * share).round() as u8;
    }
    Color { rgb }
}

/// Relative luminance by WCAG 2.2.
fn luminance(color: Color) -> f32 {
    let [r, g, b] = color.rgb.map(|byte| {
        let part = f32::from(byte) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Contrast by WCAG 2.2: from 1 to 21.
pub(super) fn contrast(a: Color, b: Color) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_as_wcag_computes_it() {
        let grey = Color { rgb: [0x76; 3] };
        assert!((contrast(grey, Color { rgb: [255; 3] }) - 4.54).abs() < 0.01);
        assert!((contrast(Color::BLACK, Color { rgb: [255; 3] }) - 21.0).abs() < 0.01);
    }

    #[test]
    fn every_colour_is_legible_at_night() {
        assert!(contrast(DARK_INK, DARK_PAPER) >= SHADE);
        for rgb in [[0x1f, 0x4e, 0x79], [0x0b, 0x57, 0xa4], [255, 0, 0], [0, 0, 0], [255; 3], [0xd9; 3]] {
            let color = Color { rgb };
            assert!(contrast(dark_text(color), DARK_PAPER) >= TEXT, "{color:?}");
            assert!(contrast(dark_shade(color), DARK_INK) >= SHADE, "{color:?}");
        }
    }
}
