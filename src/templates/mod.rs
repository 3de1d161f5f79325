//! The house style: templates, phrases, theme, fonts and images; and the engine that renders them.
//!
//! Knows files and Tera, nothing of what the letter says.

mod engine;
mod house;
mod marks;

pub use engine::Engine;
pub use house::House;
