//! Phrases of the house style as a letter prints them: what its own words for them begin with.

use crate::compose::origin::Printed;
use crate::model::translation::language_of;
use crate::project::session::{Composition, Session};

/// A phrase as it is printed, with its facts as expressions: a text that could stand in the letter. The phrase itself where
/// the letter does not print it.
pub fn printed(composition: &Composition<'_>, session: &Session, name: &str) -> Option<String> {
    let of_letter = || {
        let rendered = composition.composed.as_ref()?.prose.rendered();
        let pieces = rendered.printed(name);
        let text: String = pieces
            .iter()
            .map(|piece| match piece {
                Printed::Words(words) => (*words).to_owned(),
                Printed::Expression(tag) => (*tag).to_owned(),
            })
            .collect();
        (!pieces.is_empty()).then(|| text.trim().to_owned())
    };
    let of_style = || {
        let words = session.words(language_of(&composition.letter.source))?;
        Some(words.phrases.get(name)?.value.clone())
    };
    of_letter().or_else(of_style)
}
