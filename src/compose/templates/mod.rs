//! The house style: templates, phrases, theme, fonts and images; and the engine that renders them.
//!
//! Knows files and Tera, nothing of what the letter says.

mod engine;
mod house;
mod marks;
mod named;

pub use engine::{Engine, finished};
pub use house::House;
pub use named::Named;
