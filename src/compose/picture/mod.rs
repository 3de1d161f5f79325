//! The images of letters: where they may be, and what can be part of a letter. Each is read to its end once, so that
//! what is wrong with it is reported where the letter names it, in the same words for DOCX, PDF and HTML; and a photo
//! is upright in all of them.

mod decode;
mod fault;
mod jpeg;
mod orientation;
pub(in crate::compose) mod place;
mod png;
pub(crate) mod rules;

use crate::base::text::shown;
use crate::base::{Diagnostic, Fingerprint};
use crate::document::Image;
use fault::{Fault, MOST_BYTES};
use rules::IMAGE;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// So many images are remembered: emblem and signatures, and those of one letter.
const MOST_IMAGES: usize = 8;

/// An image of a letter.
#[derive(Clone, Debug)]
pub struct Found {
    /// For the writers.
    pub image: Arc<Image>,
    /// The file beside the letter that it is, and what that was; `None` for an image of the house style.
    pub own: Option<(PathBuf, Fingerprint)>,
}

/// A file by its name and bytes, and what became of it.
type Known = (String, Fingerprint, Result<Arc<Image>, Diagnostic>);

/// Images that were read, the last ones.
#[derive(Debug, Default)]
pub struct Images(Mutex<Vec<Known>>);

impl Images {
    /// The image in the bytes of a file. One that is remembered is not decoded again; two threads do not decode at the
    /// same time, which bounds the memory.
    ///
    /// # Errors
    /// It cannot be part of a letter; without a place.
    pub fn image(&self, name: &str, bytes: Vec<u8>) -> Result<(Arc<Image>, Fingerprint), Diagnostic> {
        let print = Fingerprint::of(&bytes);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((.., result)) = known.iter().find(|(of, was, _)| of == name && *was == print) {
            return result.clone().map(|image| (image, print));
        }
        let result = decode::decode(name, bytes).map(Arc::new).map_err(|fault| fault.problem(name));
        if known.len() == MOST_IMAGES {
            drop(known.remove(0));
        }
        known.push((name.to_owned(), print, result.clone()));
        result.map(|image| (image, print))
    }
}

/// An image that is built into the program.
///
/// # Errors
/// The program is damaged.
pub fn built_in(name: &str, bytes: &[u8]) -> Result<Image, Diagnostic> {
    decode::built_in(name, bytes).map_err(|fault| fault.problem(name))
}

/// The bytes of an image file; of one that is too large, none are read.
///
/// # Errors
/// It cannot be read, or is too large; without a place.
pub fn bytes(name: &str, path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let unreadable = |error| {
        let problem = IMAGE.finding(format!("the image {} cannot be read", shown(path)));
        Diagnostic { label: "expected an image that can be read".to_owned(), ..problem.because(&error) }
    };
    let file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    let mut bytes = Vec::new();
    if length <= MOST_BYTES as u64 {
        file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    }
    let length = length.max(bytes.len() as u64);
    if length > MOST_BYTES as u64 { Err(Fault::Bytes(length).problem(name)) } else { Ok(bytes) }
}

/// That there is no image of a name.
pub fn missing(name: &str) -> Diagnostic {
    let message =
        format!("there is no image `{name}` next to the letter or in the folder `images` of the house style");
    let problem = IMAGE.finding(message);
    Diagnostic { label: "expected the name of a PNG or JPEG file".to_owned(), ..problem }
}
