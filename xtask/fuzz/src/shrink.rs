//! Shorter inputs that find the same.

use crate::targets::{Input, Reached};
use crate::worker::kind;
use std::time::{Duration, Instant};

/// No finding is shortened for longer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Leaves out lines as long as the same is found: halves first, then less and less.
pub fn text(input: &Input, found: &str, attempt: impl Fn(&Input) -> Result<Reached, String>) -> Input {
    let start = Instant::now();
    let is_same = |bytes: &[u8]| {
        let other = Input { bytes: bytes.to_vec(), ..input.clone() };
        attempt(&other).is_err_and(|other| kind(&other) == kind(found))
    };
    let mut lines: Vec<Vec<u8>> =
        input.bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let mut size = lines.len() / 2;
    while size > 0 && start.elapsed() < PATIENCE {
        let mut at = 0;
        while at < lines.len() && start.elapsed() < PATIENCE {
            let end = (at + size).min(lines.len());
            let without = [&lines[..at], &lines[end..]].concat();
            if is_same(&without.concat()) {
                lines = without;
            } else {
                at = end;
            }
        }
        size /= 2;
    }
    Input { bytes: lines.concat(), ..input.clone() }
}
