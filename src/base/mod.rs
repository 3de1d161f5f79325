//! What every room stands on: texts with places, what is found wrong in them, reading YAML, languages, and
//! replacing files as a set. Knows nothing of letters.

pub mod defect;
pub mod diagnostic;
pub mod file_set;
pub mod fingerprint;
pub mod format;
pub mod holidays;
pub mod house_changes;
pub mod language;
pub mod purpose;
pub mod report;
pub mod rule;
pub mod rules;
pub mod script;
pub mod source;
pub mod text;
pub mod typography;
pub mod unusable;
pub mod yaml;
