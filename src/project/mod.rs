//! A folder of letters as a whole: the session that makes them, the register that holds them side by side, the
//! records of what was built, and the archive of what was issued.

pub mod archive;
pub mod build_cache;
pub mod register;
pub mod session;
