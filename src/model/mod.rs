//! What a letter says and what follows from it: the letter's file, its translation, the directory, the phrases
//! and the dates in six languages. Knows nothing of templates, formats or pages.

pub(crate) mod address;
pub mod dates;
pub mod directory;
pub mod letter;
pub mod letter_files;
pub mod notepad;
pub mod period;
pub mod phrases;
pub mod presets;
pub mod resolve;
pub mod rules;
pub mod translation;
pub mod written;
