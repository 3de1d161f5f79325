//! What keeps a letter from being issued although nothing is wrong with its words.

use super::Composition;
use super::export::images;
use crate::base::{Diagnostic, Span};
use crate::compose::templates::HouseStyle;
use crate::model::letter::Signature;
use crate::project::rules::NOT_READY;

/// Where the images of the built-in house style are, which are all placeholders.
const IMAGES: &str = "images/";

impl Composition<'_> {
    /// Why the letter cannot be issued: it shows a placeholder of the built-in house style (an image with the same bytes,
    /// whatever its name), or has no image of a signature and does not say what is in its place. Nothing is told of a
    /// letter with errors.
    pub fn unready(&self) -> Vec<Diagnostic> {
        let (Some(document), Some(resolved)) = (self.document(), &self.resolved) else { return Vec::new() };
        let place = Span::file(&self.letter.source);
        let shown = images(document);
        let placeholders = HouseStyle::embedded().iter().filter_map(|(name, bytes)| {
            let name = name.strip_prefix(IMAGES)?.to_owned();
            shown.iter().any(|image| image.bytes == *bytes).then_some(name)
        });
        let mut found: Vec<Diagnostic> = placeholders
            .map(|name| {
                let message = format!("the letter shows the placeholder {name} of the built-in house style");
                let problem = NOT_READY.finding(message).at(&place, "in this letter");
                let own = format!("save your image as templates/images/{name}");
                problem.hint(format!("{own}, or in the folder `images` of your house style"))
            })
            .collect();
        let letter = resolved.letter;
        if resolved.signature == Signature::Signed && letter.signature.is_none() {
            let name = letter.on_behalf.as_ref().map_or(&resolved.signatory.name, |deputy| &deputy.name);
            let message = format!("there is no image of the signature of {name}");
            let problem = NOT_READY.finding(message).at(&place, "in this letter");
            let problem = match letter.on_behalf {
                None => problem.hint("name the image under `signature:` in directory/signatories.yaml"),
                Some(_) => problem,
            };
            found.push(
                problem.hint("to print `(signed)`, write `signature: signed`; for space, `signature: blank`"),
            );
        }
        found
    }
}
