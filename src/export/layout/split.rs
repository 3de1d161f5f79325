//! Stacks of strips side by side cut into bands, wherever no line would be cut in two: how rows
//! and columns that are taller than a page go on over the next.

use super::fragment::{Fragment, Keep, stack};

/// Bands from top to bottom, each with what of all columns stands in it.
pub fn bands(columns: Vec<Vec<Fragment>>) -> Vec<Fragment> {
    let mut rest: Vec<std::collections::VecDeque<Fragment>> = columns.into_iter().map(Into::into).collect();
    // How far below the last cut each column's next strip starts.
    let mut lead = vec![0.0f32; rest.len()];
    let mut out = Vec::new();
    while rest.iter().any(|c| !c.is_empty()) {
        let cut = next_cut(&rest, &lead);
        let mut band = Fragment { height: cut, ..Fragment::default() };
        for (column, lead) in rest.iter_mut().zip(&mut lead) {
            let mut y = *lead;
            while let Some(fragment) = column.front() {
                let bottom = y + fragment.before + fragment.height;
                if bottom > cut + 0.01 {
                    break;
                }
                if let Some(fragment) = column.pop_front() {
                    let keep = if column.is_empty() { Keep::Free } else { fragment.keep };
                    band.keep = band.keep.max(keep);
                    stack(vec![fragment], 0.0, &mut band, y);
                }
                y = bottom;
            }
            *lead = y - cut;
        }
        out.push(band);
    }
    out
}

/// The nearest place below the last cut that is below at least one strip and within none.
fn next_cut(rest: &[std::collections::VecDeque<Fragment>], lead: &[f32]) -> f32 {
    let mut ends: Vec<f32> = Vec::new();
    let mut inks: Vec<(f32, f32)> = Vec::new();
    for (column, lead) in rest.iter().zip(lead) {
        let mut y = *lead;
        for fragment in column {
            let top = y + fragment.before;
            y = top + fragment.height;
            ends.push(y);
            inks.push((top, y));
        }
    }
    ends.sort_by(f32::total_cmp);
    let clear = |y: f32| inks.iter().all(|&(top, bottom)| y <= top + 0.01 || y >= bottom - 0.01);
    ends.iter().copied().find(|&y| y > 0.0 && clear(y)).or(ends.last().copied()).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(heights: &[f32]) -> Vec<Fragment> {
        heights.iter().map(|&height| Fragment { height, ..Fragment::default() }).collect()
    }

    #[test]
    fn cuts_fall_between_the_lines_of_all_columns() {
        let heights =
            |columns: Vec<Vec<Fragment>>| bands(columns).iter().map(|b| b.height).collect::<Vec<_>>();
        assert_eq!(heights(vec![lines(&[10.0, 10.0, 10.0])]), [10.0, 10.0, 10.0]);
        assert_eq!(heights(vec![lines(&[10.0; 4]), lines(&[20.0, 20.0])]), [20.0, 20.0]);
        assert_eq!(heights(vec![lines(&[10.0]), lines(&[15.0, 5.0])]), [15.0, 5.0]);
        assert_eq!(heights(vec![]), [0.0; 0]);
    }

    #[test]
    fn what_is_kept_together_in_one_column_is_kept() {
        let mut first = lines(&[10.0, 10.0]);
        first[0].keep = Keep::Together;
        let bands = bands(vec![first, lines(&[10.0, 10.0])]);
        assert_eq!(bands[0].keep, Keep::Together);
        assert_eq!(bands[1].keep, Keep::Free);
    }
}
