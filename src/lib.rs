//! One short YAML file about a meeting becomes the finished collective letter as DOCX, PDF and HTML.

pub mod check;
pub mod compose;
pub mod deadline;
pub mod diagnostic;
pub mod directory;
pub mod document;
pub mod docx;
pub mod facts;
pub mod html;
pub mod language;
pub mod letter;
pub mod letter_files;
pub mod markdown;
pub mod output;
pub mod pdf;
pub mod period;
pub mod phrases;
pub mod pipeline;
pub mod presets;
pub mod report;
pub mod resolve;
pub mod source;
pub mod templates;
pub mod theme;
pub mod typography;
pub mod yaml;
