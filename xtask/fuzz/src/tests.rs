//! The mutator: the same for the same seed, and not so rough that nothing is left.

use crate::dice::Dice;
use crate::targets::{self, Reached};
use std::path::Path;

/// So many inputs tell enough.
const RUNS: u64 = 60;

#[test]
fn inputs_are_the_same_for_a_seed_and_half_reach_the_writers() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the repository");
    for name in targets::NAMES {
        let target = targets::open(name, &root).expect("a target");
        let made = |seed, number| target.input(&mut Dice::new(seed, name, number));
        assert_eq!(made(1, 2).bytes, made(1, 2).bytes, "{name}");
        assert!((0..20).any(|number| made(1, number).bytes != made(2, number).bytes), "{name}");
        let runs = (0..RUNS).map(|number| target.run(&made(1, number)));
        let written = runs.filter(|run| *run == Ok(Reached::Writers)).count() as u64;
        assert!(written * 2 >= RUNS, "{name}: {written} of {RUNS} reached the writers");
        assert!(written < RUNS, "{name}: nothing was refused");
    }
}
