//! Work on many things at once, results one after the other in the order of the things.

use crate::cli::rules::NO_THREADS;
use collective_letters::base::{Diagnostic, Diagnostics};
use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// So few quick things are not worth the threads.
const FEW: usize = 4;

/// The results of [`in_order`], for things that take less time than making a thread, such as reading a letter.
pub fn quickly<T: Send>(
    count: usize,
    jobs: Option<NonZeroUsize>,
    work: impl Fn(usize) -> T + Sync,
) -> Result<Vec<T>, Diagnostics> {
    let mut all = Vec::with_capacity(count);
    let jobs = if count <= FEW { NonZeroUsize::new(1) } else { jobs };
    in_order(count, jobs, work, |_, result| all.push(result))?;
    Ok(all)
}

/// Calls `work` for 0, 1, 2 … below `count` on `jobs` threads (default: one per core), and `each` with
/// every result in that order, as soon as it and all before it are there. Numbers are taken one by
/// one from the front, so that few results wait for an earlier one.
pub fn in_order<T: Send>(
    count: usize,
    jobs: Option<NonZeroUsize>,
    work: impl Fn(usize) -> T + Sync,
    mut each: impl FnMut(usize, T) + Send,
) -> Result<(), Diagnostics> {
    let jobs = jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    if jobs.min(count) <= 1 {
        (0..count).for_each(|index| each(index, work(index)));
        return Ok(());
    }
    let pool =
        ThreadPoolBuilder::new().num_threads(jobs.min(count)).build().map_err(|error| no_threads(&error))?;
    let (taken, line) = (AtomicUsize::new(0), Mutex::new((0, BTreeMap::new(), each)));
    pool.broadcast(|_| {
        loop {
            let index = taken.fetch_add(1, Ordering::Relaxed);
            if index >= count {
                return;
            }
            let result = work(index);
            let mut line = line.lock().unwrap_or_else(PoisonError::into_inner);
            let (next, waiting, each) = &mut *line;
            waiting.insert(index, result);
            while let Some(result) = waiting.remove(next) {
                each(*next, result);
                *next += 1;
            }
        }
    });
    Ok(())
}

/// That the threads to work with could not be made.
fn no_threads(_: &ThreadPoolBuildError) -> Diagnostic {
    let problem = NO_THREADS.finding("the computer has no room for more threads");
    problem.hint("close other programs, or try again with -j 1")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn results_come_in_order_whatever_takes_long() {
        for jobs in [None, NonZeroUsize::new(1), NonZeroUsize::new(2), NonZeroUsize::new(7)] {
            let mut seen = Vec::new();
            let slow_first = |index: usize| {
                std::thread::sleep(Duration::from_millis(if index == 0 { 20 } else { 0 }));
                index * 2
            };
            in_order(50, jobs, slow_first, |index, result| seen.push((index, result))).expect("threads");
            assert_eq!(seen, (0..50).map(|i| (i, i * 2)).collect::<Vec<_>>());
        }
        in_order(0, None, |i| i, |_, _| panic!("nothing to do")).expect("threads");
    }
}
