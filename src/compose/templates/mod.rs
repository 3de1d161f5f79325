//! The house style: templates, phrases, theme, fonts and images; and the engine that renders them.
//!
//! Knows files and Tera, nothing of what the letter says.

mod diagnosis;
mod engine;
mod filters;
mod guards;
mod house_style;
mod named;
pub(crate) mod rules;
mod words;

pub use engine::{Engine, finished};
pub use house_style::HouseStyle;
pub use named::Named;
pub use words::mistake;
