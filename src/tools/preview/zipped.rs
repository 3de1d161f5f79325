//! The files of a letter in one ZIP file.

use super::draft::Version;
use super::store::Store;
use crate::base::Format;
use std::io::{Cursor, Write};
use std::path::PathBuf;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

impl Store {
    /// A letter in all its languages, and the name of a ZIP file with all its files; `None` when there is no such letter, or
    /// none of them can be made.
    pub fn versions(&self, id: &str) -> Option<(String, Vec<Version>)> {
        let order = self.in_order();
        let versions = order.iter().find(|versions| versions.iter().any(|(state, _)| state.id == id))?;
        let (_, entry) = versions.iter().find(|(state, _)| state.id == id)?;
        let name = entry.as_ref()?.files.first()?.split('!').next()?.to_owned();
        let sound: Vec<Version> = versions.iter().filter_map(|(state, _)| self.sound(&state.id)).collect();
        (!sound.is_empty()).then(|| (format!("{name}.zip"), sound))
    }

    /// The files of a letter in all its languages.
    pub fn files_of(&self, id: &str) -> Vec<PathBuf> {
        let order = self.in_order();
        let versions = order.into_iter().find(|versions| versions.iter().any(|(state, _)| state.id == id));
        versions.into_iter().flatten().map(|(state, _)| state.path.clone()).collect()
    }
}

/// All files of a letter in these languages.
///
/// # Errors
/// One of them cannot be packed.
pub fn zipped(versions: &[Version]) -> ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // What is in the files is compressed already, but for web pages. The same bytes on any day.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for version in versions {
        for (name, bytes) in Format::ALL.into_iter().filter_map(|format| version.file(format)) {
            archive.start_file(name, options)?;
            archive.write_all(&bytes)?;
        }
    }
    Ok(archive.finish()?.into_inner())
}
