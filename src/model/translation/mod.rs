//! A letter in another language: a file beside the original that names it and holds its sentences. Facts,
//! dates, deadlines, annexes and their order are the original's, said once there.
//!
//! ```yaml
//! translation-of: sg1-001.yaml
//! language: fr
//! sentences:
//!   - at: body.3
//!     en: The meeting will …
//!     fr: La réunion …
//! ```
//!
//! Knows the trees of both files, nothing of templates or formats.

mod compare;
mod file;
mod matching;
mod overlay;
mod refused;
pub mod rules;
mod standing;
pub mod units;
mod versions;

pub use file::{KEY, Sentence, Translation, original_of};
pub use overlay::{Overlaid, load};
pub use refused::{original_is_wrong, place, words_are_wrong};
pub use standing::{Standing, State, standings};
pub use units::{Unit, units};
pub use versions::{Tally, Translations, language_of, letter_of};
