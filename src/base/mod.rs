//! What every room stands on: texts with places, what is found wrong in them, reading YAML, languages, and
//! replacing files as a set. Knows nothing of letters.

pub mod defect;
mod diagnostic;
mod embedded;
pub mod file_set;
mod fingerprint;
pub(crate) mod format;
pub(crate) mod holidays;
pub mod house_changes;
mod language;
mod os_error;
pub(crate) mod plain;
mod purpose;
pub mod report;
pub(crate) mod rule;
pub mod rules;
pub(crate) mod script;
mod source;
pub mod text;
pub(crate) mod typography;
pub(crate) mod unusable;
pub mod walk;
pub mod wildcards;
pub mod yaml;

pub use diagnostic::{Diagnostic, Diagnostics, Edit, Reported, Severity, all};
pub use embedded::embedded;
pub use fingerprint::{Fingerprint, sha256};
pub use format::Format;
pub use language::Language;
pub use os_error::reason;
pub use purpose::Purpose;
pub use rule::{Example, Rule, Silenced};
pub use script::Script;
pub use source::{Located, Source, Span};
