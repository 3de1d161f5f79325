//! Defects of the program: a panic becomes a problem like any other.

use crate::base::rules::DEFECT;
use crate::base::{Diagnostic, Source, Span};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Runs a piece of the program that works on a letter, so that a defect in it costs that letter, not the run.
///
/// # Errors
/// The piece panicked.
pub fn guarded<T>(letter: &Arc<Source>, piece: impl FnOnce() -> T) -> Result<T, Diagnostic> {
    catch_unwind(AssertUnwindSafe(piece)).map_err(|cause| {
        let words = cause.downcast_ref::<&str>().map(|s| (*s).to_owned());
        let words = words.or_else(|| cause.downcast_ref::<String>().cloned()).unwrap_or_default();
        DEFECT
            .finding(format!("this is a bug in the program: {words}"))
            .hint("report it, with the letter and the lines above")
            .at(&Span::file(letter), "in this letter")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_defect_becomes_a_problem_of_its_letter() {
        let letter = Source::new("a.yaml", "");
        let problem = guarded(&letter, || -> () { panic!("no page {}", 3) }).expect_err("a defect");
        assert_eq!(
            (problem.rule.code, &*problem.message),
            ("defect", "this is a bug in the program: no page 3")
        );
        assert_eq!(guarded(&letter, || 1), Ok(1));
    }
}
