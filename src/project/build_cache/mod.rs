//! The build cache: what each letter's files were made from, kept beside them, so that a build makes
//! what has to be made and nothing else.
//!
//! Knows records and when they still hold; letters are made elsewhere. A record is believed only where everything
//! it was made from is the same and its files are there as written: losing the build cache costs time,
//! never a wrong file.

mod earlier;
mod finding;
mod findings;
mod house;
pub(crate) mod inputs;
mod original;
mod record;
mod shard;
mod store;

pub use earlier::{earlier, keep as keep_earlier};
pub use finding::Sources;
pub use findings::RecordedFindings;
pub use house::{SessionInputs, pictures, texts, used};
pub use original::{Original, said};
pub use record::{File, Reason, Record};
pub use shard::Shard;
pub use store::{BuildCache, Hold};
