//! Page breaking: how many strips go on a page.
//!
//! Knows only heights and what may be parted; widows, orphans, headings and spanned rows have all
//! become [`Keep`] by now.

use super::fragment::Keep;

/// A strip's figures.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Band {
    /// Space above; not at the top of a page that a break filled.
    pub before: f32,
    /// Height.
    pub height: f32,
    /// Whether a page may end after it.
    pub keep: Keep,
    /// Height of the footnotes that it brings to its page, with the rule above the first.
    pub notes: f32,
    /// Height of the table header above it where it is the first.
    pub header: f32,
}

/// How many of the bands stand on the next page of a height. `fresh`: the page is the first of
/// its section, so that the space above its first band counts. At least one, if there is one.
pub fn next_page(bands: &[Band], room: f32, fresh: bool) -> usize {
    let mut used = 0.0;
    let mut fit = 0;
    for (index, band) in bands.iter().enumerate() {
        used += match (index, fresh) {
            (0, true) => band.before,
            (0, false) => band.header,
            _ => band.before,
        };
        used += band.height + band.notes;
        if used > room + 0.01 {
            break;
        }
        fit = index + 1;
    }
    if fit == bands.len() {
        return fit;
    }
    // The last place that may end a page; failing that, one that tears lines, then anything.
    [Keep::Free, Keep::Lines]
        .into_iter()
        .find_map(|allowed| (1..=fit).rev().find(|&end| bands[end - 1].keep <= allowed))
        .unwrap_or(fit)
        .max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn paragraph(lines: usize) -> Vec<Band> {
        (0..lines)
            .map(|i| Band {
                before: if i == 0 { 6.0 } else { 0.0 },
                height: 13.0,
                keep: if i + 1 < lines && (i == 0 || i + 2 == lines) { Keep::Lines } else { Keep::Free },
                ..Band::default()
            })
            .collect()
    }

    fn heading() -> Band {
        Band { before: 14.0, height: 13.0, keep: Keep::Together, ..Band::default() }
    }

    #[test]
    fn a_heading_goes_with_what_follows() {
        let mut bands = paragraph(5);
        bands.push(heading());
        bands.extend(paragraph(4));
        // Room for the heading and one line: both wait for the next page.
        let room = 6.0 + 5.0 * 13.0 + 27.0 + 6.0 + 13.0 + 1.0;
        assert_eq!(next_page(&bands, room, true), 5);
        assert_eq!(next_page(&bands, room + 13.0, true), 8, "two lines are enough");
    }

    #[test]
    fn space_above_counts_only_in_a_new_section() {
        let bands = paragraph(3);
        assert_eq!(next_page(&bands, 39.0, false), 3);
        assert_eq!(next_page(&bands, 39.0, true), 2, "too small for all: lines are torn");
    }

    #[test]
    fn footnotes_and_repeated_headers_take_room() {
        let mut bands = vec![Band { height: 10.0, header: 8.0, ..Band::default() }; 5];
        assert_eq!(next_page(&bands, 38.0, false), 3);
        bands[1].notes = 15.0;
        assert_eq!(next_page(&bands, 38.0, false), 1);
    }

    #[test]
    fn what_is_taller_than_a_page_still_gets_one() {
        assert_eq!(next_page(&[Band { height: 900.0, ..Band::default() }], 700.0, true), 1);
        assert_eq!(next_page(&[], 700.0, true), 0);
    }

    proptest! {
        #[test]
        fn no_widows_orphans_or_stranded_headings(
            blocks in prop::collection::vec((any::<bool>(), 1usize..12), 1..60),
            room in 300.0f32..800.0,
        ) {
            let mut bands = Vec::new();
            for (with_heading, lines) in blocks {
                if with_heading {
                    bands.push(heading());
                }
                bands.extend(paragraph(lines));
            }
            let mut rest = bands.as_slice();
            let mut fresh = true;
            while !rest.is_empty() {
                let count = next_page(rest, room, fresh);
                prop_assert!(count > 0);
                if count < rest.len() {
                    prop_assert_eq!(rest[count - 1].keep, Keep::Free);
                }
                rest = &rest[count..];
                fresh = false;
            }
        }
    }
}
