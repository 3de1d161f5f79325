//! The image of the signature, which the directory names.

use super::Work;
use crate::model::letter::Signature;

impl Work<'_, '_> {
    /// An image that cannot be part of a letter is reported where the directory names it.
    pub(super) fn check_signature(&mut self) {
        let named = self.resolved.signatory.signature.as_ref();
        let Some(named) = named.filter(|_| self.resolved.signature == Signature::Image) else { return };
        let letter = self.resolved.letter.group.span.source.path();
        if let Err(problem) = self.composer.house.image(named, letter.parent()) {
            let expected = problem.label.clone();
            problem.at(&named.span, expected).report(self.problems);
        }
    }
}
