//! From points to the units of WordprocessingML and DrawingML.

/// Twentieths of a point: spaces, indents, widths.
pub(super) fn twips(points: f32) -> i32 {
    (points * 20.0).round() as i32
}

/// Halves of a point: font sizes.
pub(super) fn half_points(points: f32) -> i32 {
    (points * 2.0).round() as i32
}

/// Eighths of a point: thickness of rules, at least a quarter point, at most 12 points.
pub(super) fn eighths(points: f32) -> i32 {
    ((points * 8.0).round() as i32).clamp(2, 96)
}

/// English Metric Units, 12,700 to the point: drawings.
pub(super) fn emu(points: f32) -> i64 {
    (f64::from(points) * 12_700.0).round() as i64
}

/// Cuts a width in points into columns by shares; the columns' sum is the rounded sum of the shares.
pub(super) fn columns(width: f32, shares: impl Iterator<Item = f32>) -> Vec<i32> {
    let mut sum = 0.0;
    let mut before = 0;
    shares
        .map(|share| {
            sum += share;
            let edge = twips(width * sum);
            let column = edge - before;
            before = edge;
            column
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_lose_nothing_to_rounding() {
        let thirds = columns(481.9, [1.0 / 3.0; 3].into_iter());
        assert_eq!(thirds.iter().sum::<i32>(), twips(481.9));
        assert_eq!((twips(56.7), half_points(8.5), eighths(0.5), emu(56.0)), (1134, 17, 4, 711_200));
    }
}
