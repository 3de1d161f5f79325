//! Page breaking: how many strips go on a page, and what is done about a last page of a line or two.
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

/// The same, where the first footnote of a page brings a rule of a height.
pub fn next_page_with_notes(bands: &mut [Band], room: f32, fresh: bool, rule: f32) -> usize {
    let first = bands.iter().position(|band| band.notes > 0.0);
    if let Some(band) = first.and_then(|at| bands.get_mut(at)) {
        band.notes += rule;
    }
    let count = next_page(bands, room, fresh);
    if let Some(band) = first.filter(|&at| at >= count).and_then(|at| bands.get_mut(at)) {
        band.notes -= rule;
    }
    count
}

/// A last page with less is a line or two that have spilled: two lines of text with the space above them, and the
/// closing rule.
const SPILL: f32 = 50.0;
/// A last page with less room could spill in Word, which sets lines a little differently: one line.
const MARGIN: f32 = 14.0;
/// The least share that is left of the space between paragraphs, and in how many steps it is reached. A reader does not
/// see a fifth less.
const TIGHTEST: f32 = 0.8;
const STEPS: u8 = 4;
/// What stands on the last page at least, if something is moved there: some five lines.
const COMPANY: f32 = 75.0;

/// Keeps the last of several pages from having a line or two only: the space between paragraphs becomes less until they
/// fit on the page before; where that is not enough, the page before ends earlier. Says whether they would have spilled,
/// or nearly so.
pub fn mend(bands: &mut [Band], room: f32, rule: f32) -> bool {
    let starts = page_starts(bands, room, rule);
    let last = starts.last().copied().unwrap_or(0);
    let used = height(&bands[last..], last == 0);
    let Some(before) = starts.len().checked_sub(2).and_then(|at| starts.get(at)).filter(|_| used <= SPILL)
    else {
        return !bands.is_empty() && used > room - MARGIN && used <= room;
    };
    for step in 1..=STEPS {
        let share = 1.0 - (1.0 - TIGHTEST) * f32::from(step) / f32::from(STEPS);
        let tight: Vec<Band> =
            bands.iter().map(|band| Band { before: band.before * share, ..*band }).collect();
        if page_starts(&tight, room, rule).len() < starts.len() {
            bands.copy_from_slice(&tight);
            return true;
        }
    }
    let is_end = |&at: &usize| bands[at - 1].keep == Keep::Free && height(&bands[at..], false) >= COMPANY;
    if let Some(at) = (before + 1..last).rev().find(is_end) {
        bands[at..last].iter_mut().for_each(|band| band.keep = Keep::Together);
    }
    true
}

/// The height of bands on one page.
fn height(bands: &[Band], fresh: bool) -> f32 {
    let all: f32 = bands.iter().map(|band| band.before + band.height + band.notes).sum();
    bands.first().map_or(0.0, |first| if fresh { all } else { all - first.before + first.header })
}

/// The first band of each page.
fn page_starts(bands: &[Band], room: f32, rule: f32) -> Vec<usize> {
    let mut bands = bands.to_vec();
    let mut starts = Vec::new();
    let mut at = 0;
    while at < bands.len() {
        starts.push(at);
        at += next_page_with_notes(&mut bands[at..], room, at == 0, rule);
    }
    starts
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

    /// The heights of the pages.
    fn pages(bands: &[Band], room: f32) -> Vec<f32> {
        let starts = page_starts(bands, room, 0.0);
        let ends = starts.iter().skip(1).copied().chain([bands.len()]);
        starts.iter().zip(ends).map(|(&from, to)| height(&bands[from..to], from == 0)).collect()
    }

    #[test]
    fn two_lines_fit_on_the_page_before_when_paragraphs_are_a_little_closer() {
        let mut bands: Vec<Band> = (0..16).flat_map(|_| paragraph(2)).collect();
        // Sixteen paragraphs of two lines and 6 points above; the last one has no room.
        let room = 16.0 * 32.0 - 15.0;
        assert_eq!(pages(&bands, room).len(), 2);
        assert!(mend(&mut bands, room, 0.0));
        assert_eq!(pages(&bands, room).len(), 1);
        assert!(bands.iter().all(|band| band.before == 0.0 || band.before >= 6.0 * TIGHTEST - 0.01));
    }

    #[test]
    fn what_cannot_be_closer_gets_company_on_the_last_page() {
        let mut bands: Vec<Band> = (0..4).flat_map(|_| paragraph(8)).collect();
        bands.extend(paragraph(2));
        let room = 4.0 * 110.0 + 3.0;
        assert_eq!(pages(&bands, room), [440.0, 26.0]);
        assert!(mend(&mut bands, room, 0.0));
        let mended = pages(&bands, room);
        assert_eq!(mended.len(), 2);
        assert!(mended[1] >= COMPANY, "{mended:?}");
    }

    #[test]
    fn only_a_line_or_two_are_mended_and_a_full_page_is_told() {
        let many: Vec<Band> = (0..5).flat_map(|_| paragraph(8)).collect();
        let mut bands = many.clone();
        assert!(!mend(&mut bands, 4.0 * 110.0 + 3.0, 0.0), "eight lines stand alone well");
        assert_eq!(bands, many);
        assert!(mend(&mut bands, 5.0 * 110.0 + 3.0, 0.0), "a line more would spill");
        assert_eq!(bands, many);
        assert!(!mend(&mut bands, 5.0 * 110.0 + 30.0, 0.0));
        assert!(!mend(&mut [], 700.0, 0.0));
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
