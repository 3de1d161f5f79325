//! A Word file with some of its parts changed, and new ones: all others are copied as they are.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

/// The file with these parts in the place of its own, and with those that it does not have behind them. The same on any day.
pub(crate) fn repacked(
    bytes: &[u8],
    mut parts: BTreeMap<String, String>,
    comment: Option<&'static str>,
) -> Result<Vec<u8>, ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .system(System::Dos);
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() * 2)));
    for at in 0..archive.len() {
        let part = archive.by_index_raw(at)?;
        match parts.remove(&*part.name()?) {
            None => zip.raw_copy_file(part)?,
            Some(text) => {
                zip.start_file(part.name()?.into_owned(), options)?;
                zip.write_all(text.as_bytes())?;
            }
        }
    }
    for (name, text) in parts {
        zip.start_file(name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    if let Some(comment) = comment {
        zip.set_comment(comment)?;
    }
    Ok(zip.finish()?.into_inner())
}
