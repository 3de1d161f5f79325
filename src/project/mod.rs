//! A folder of letters as a whole: the session that makes them, the register that holds them side by side, builds with
//! the records of them, and the archive of what was issued.

pub mod archive;
pub mod build;
pub mod build_cache;
pub mod drafts;
pub mod kept;
pub mod register;
pub mod rules;
pub mod session;
