//! Ways to spoil a file. Each knows what the file is made of, so that many of the results are read to the end and reach
//! the writers: what is refused at the first line tests little.

mod dictionary;
mod image;
mod made;
mod markdown;
mod template;
mod xml;
mod yaml;

pub use dictionary::{Dictionary, indentation};
pub use image::image;
pub use markdown::markdown;
pub use template::template;
pub use xml::xml;
pub use yaml::yaml;
