//! The ledger: what each letter's files were made from, kept beside them, so that a build makes anew
//! what has to be and nothing else.
//!
//! Knows records and when they still hold; letters are made elsewhere. A record is believed only where everything
//! it was made from is the same and its files are there as written: losing the build cache costs time,
//! never a wrong file.

mod finding;
mod findings;
pub mod inputs;
mod original;
mod record;
mod store;

pub use finding::Sources;
pub use findings::Findings;
pub use original::Original;
pub use record::{File, Now, Reason, Record};
pub use store::{BuildCache, Hold, Shard};
