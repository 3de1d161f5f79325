//! Total-fit line breaking: of all ways to break a paragraph, the one whose lines are best
//! together (Knuth and Plass, "Breaking paragraphs into lines", 1981).
//!
//! Knows only widths: the places where a line may end, and how long lines are.

/// A place where a line may end. Positions are natural widths from the paragraph's start.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Break {
    /// Where the line's ink would end, with an added hyphen, without spaces that hang over.
    pub end: f32,
    /// Where the next line would start.
    pub next: f32,
    /// Width of the spaces before `end`.
    pub end_space: f32,
    /// Width of the spaces before `next`.
    pub next_space: f32,
    /// How bad a line end is here, whatever the line; 100 is as bad as a loose line.
    pub penalty: f32,
    /// The line must end here.
    pub forced: bool,
    /// A hyphen is added.
    pub hyphen: bool,
}

/// How lines are filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// Spaces keep their width, line ends are uneven.
    Ragged,
    /// Spaces stretch and shrink.
    Justified,
}

/// The lines to fill.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// Length of the first line.
    pub first: f32,
    /// Length of the others.
    pub rest: f32,
    /// Even or uneven.
    pub filling: Filling,
}

/// How strict one attempt is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tolerance {
    /// No line may be worse than this badness (100 is loose).
    Badness(f32),
    /// Lines may be as loose as need be, but not too long.
    AnyLoose,
    /// Lines may stick out where nothing else is possible.
    Overfull,
}

/// Part of a space's width by which it may shrink and stretch when lines are justified.
const SHRINK: f32 = 0.22;
const STRETCH: f32 = 0.5;
/// Uneven lines: a line this part of the measure short counts as loose.
const RAGGED: f32 = 0.08;
/// Badness added to each line, so that fewer lines win.
const PER_LINE: f32 = 10.0;
/// Demerits for two hyphens in a row and for a very short last line.
const TWO_HYPHENS: f64 = 9_000.0;
const SHORT_LAST: f64 = 6_000.0;
/// A last line this part of the measure long is very short.
const SHORT: f32 = 0.1;

#[derive(Clone, Copy)]
struct Best {
    demerits: f64,
    /// The line end before, counted from 1; 0 is the paragraph's start.
    from: usize,
}

/// Chooses the line ends, as indices into `breaks`, whose last must be forced. `None` if no
/// choice is good enough.
pub fn choose(breaks: &[Break], measure: Measure, tolerance: Tolerance) -> Option<Vec<usize>> {
    let mut best: Vec<Option<Best>> = vec![None; breaks.len() + 1];
    best[0] = Some(Best { demerits: 0.0, from: 0 });
    for (to, b) in breaks.iter().enumerate() {
        let mut found: Option<Best> = None;
        for from in (0..=to).rev() {
            let start = from.checked_sub(1).and_then(|i| breaks.get(i)).copied().unwrap_or_default();
            let length = if from == 0 { measure.first } else { measure.rest };
            if let Some(sofar) = best[from]
                && let Some(line) = demerits(&start, b, length, measure.filling, tolerance)
            {
                let mut total = sofar.demerits + line;
                if start.hyphen && b.hyphen {
                    total += TWO_HYPHENS;
                }
                if to + 1 == breaks.len() && from > 0 && b.end - start.next < SHORT * length {
                    total += SHORT_LAST;
                }
                if found.is_none_or(|f| total < f.demerits) {
                    found = Some(Best { demerits: total, from });
                }
            }
            // Lines that begin before are longer still: too long for any but those that may stick out, which want one.
            let natural = b.end - start.next;
            let is_hopeless = found.is_some() || tolerance != Tolerance::Overfull;
            if start.forced || (from < to && natural > 1.5 * length + 50.0 && is_hopeless) {
                break;
            }
        }
        best[to + 1] = found;
    }
    let mut ends = Vec::new();
    let mut at = breaks.len();
    while at > 0 {
        ends.push(at - 1);
        at = best[at]?.from;
    }
    ends.reverse();
    Some(ends)
}

/// How bad a line is, or `None` if it may not be.
fn demerits(start: &Break, end: &Break, length: f32, filling: Filling, tolerance: Tolerance) -> Option<f64> {
    let natural = end.end - start.next;
    let slack = length - natural;
    let spaces = (end.end_space - start.next_space).max(0.0);
    let limit = if filling == Filling::Justified { SHRINK * spaces } else { 0.0 };
    if slack < -limit - 0.01 {
        return (tolerance == Tolerance::Overfull).then(|| 1e12 * f64::from(1.0 - slack));
    }
    let badness = if slack < 0.0 {
        100.0 * (-slack / limit.max(0.01)).min(1.0).powi(3)
    } else if end.forced {
        0.0
    } else {
        let unit = match filling {
            Filling::Ragged => RAGGED * length,
            Filling::Justified => STRETCH * spaces,
        };
        (100.0 * (slack / unit.max(0.1)).powi(3)).min(1e5)
    };
    if let Tolerance::Badness(limit) = tolerance
        && badness > limit
    {
        return None;
    }
    Some(f64::from(PER_LINE + badness).powi(2) + f64::from(end.penalty).powi(2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Words of given widths with spaces of 3.
    fn words(widths: &[f32]) -> Vec<Break> {
        let (mut at, mut space) = (0.0, 0.0);
        let mut breaks = Vec::new();
        for &width in widths {
            let end = at + width;
            breaks.push(Break {
                end,
                next: end + 3.0,
                end_space: space,
                next_space: space + 3.0,
                ..Break::default()
            });
            at = end + 3.0;
            space += 3.0;
        }
        breaks.last_mut().expect("words").forced = true;
        breaks
    }

    fn lengths(breaks: &[Break], ends: &[usize]) -> Vec<f32> {
        let mut start = 0.0;
        let mut out = Vec::new();
        for &end in ends {
            out.push(breaks[end].end - start);
            start = breaks[end].next;
        }
        out
    }

    fn measure(length: f32) -> Measure {
        Measure { first: length, rest: length, filling: Filling::Ragged }
    }

    #[test]
    fn lines_are_evened_out_where_first_fit_would_leave_a_hole() {
        // First fit: 45 45 | 20 | 85; total fit moves a word down.
        let breaks = words(&[45.0, 45.0, 20.0, 85.0]);
        let ends = choose(&breaks, measure(100.0), Tolerance::AnyLoose).expect("lines");
        assert_eq!(lengths(&breaks, &ends), [45.0, 68.0, 85.0]);
        let breaks = words(&[20.0, 20.0, 20.0, 20.0, 60.0, 20.0, 20.0]);
        let ends = choose(&breaks, measure(90.0), Tolerance::AnyLoose).expect("lines");
        assert_eq!(lengths(&breaks, &ends).len(), 3, "no more lines than first fit");
    }

    #[test]
    fn a_line_ends_where_it_must() {
        let mut breaks = words(&[10.0, 10.0, 10.0, 10.0]);
        breaks[1].forced = true;
        assert_eq!(choose(&breaks, measure(200.0), Tolerance::AnyLoose), Some(vec![1, 3]));
    }

    #[test]
    fn what_cannot_fit_sticks_out_only_as_the_last_resort() {
        let breaks = words(&[10.0, 120.0, 10.0]);
        assert_eq!(choose(&breaks, measure(100.0), Tolerance::AnyLoose), None);
        assert_eq!(choose(&breaks, measure(100.0), Tolerance::Overfull), Some(vec![0, 1, 2]));
    }

    proptest! {
        #[test]
        fn no_line_sticks_out_when_every_word_fits(
            widths in prop::collection::vec(1.0f32..60.0, 1..80),
            length in 60.0f32..300.0,
        ) {
            let breaks = words(&widths);
            let ends = choose(&breaks, measure(length), Tolerance::AnyLoose).expect("every word fits");
            prop_assert_eq!(ends.last(), Some(&(widths.len() - 1)));
            prop_assert!(ends.windows(2).all(|w| w[0] < w[1]));
            for width in lengths(&breaks, &ends) {
                prop_assert!(width <= length + 0.02);
            }
        }
    }
}
