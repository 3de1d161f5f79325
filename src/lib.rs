//! One short YAML file about a meeting becomes the finished collective letter as DOCX, PDF and HTML.

pub mod diagnostic;
pub mod document;
pub mod docx;
pub mod html;
pub mod language;
pub mod layout;
pub mod pdf;
pub mod source;
pub mod theme;
pub mod yaml;
