//! The writers: from a Document to the bytes of DOCX, HTML and PDF. They know the Document and the theme, and
//! neither YAML, Tera nor Markdown.

pub mod docx;
pub mod html;
pub mod layout;
pub mod pdf;
pub(crate) mod rules;
