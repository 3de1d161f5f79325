//! Word files that later builds replaced: one that was sent comes back one day, and is compared with what it was.

use super::store::FOLDER;
use crate::base::Fingerprint;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Its folder in that of the build cache.
const EARLIER: &str = "earlier";
/// So many states of a letter are kept.
const MOST: usize = 6;

/// Keeps a file that a build wrote and the next one replaces. Where that cannot be, less is known later, and nothing is lost.
pub fn keep(output: &Path, name: &str, bytes: &[u8]) {
    let folder = output.join(FOLDER).join(EARLIER);
    let Some((stem, ending)) = name.rsplit_once('.') else { return };
    let target = folder.join(format!("{stem} {:08x}.{ending}", Fingerprint::of_name(bytes).short()));
    if fs::create_dir_all(&folder).is_ok() && !target.exists() {
        // A second name costs nothing, where the disk has such names.
        let source = output.join(name);
        let _ = fs::hard_link(&source, &target).or_else(|_| fs::copy(&source, &target).map(drop));
        states(output, name).drain(..).skip(MOST).for_each(|old| drop(fs::remove_file(old)));
    }
}

/// The states that are kept of a file, the latest first.
pub fn earlier(output: &Path, name: &str) -> impl Iterator<Item = Vec<u8>> {
    states(output, name).into_iter().filter_map(|path| fs::read(path).ok())
}

fn states(output: &Path, name: &str) -> Vec<PathBuf> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned() + " ";
    let entries = fs::read_dir(output.join(FOLDER).join(EARLIER)).into_iter().flatten().flatten();
    let own = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(&stem));
    let mut all: Vec<(SystemTime, PathBuf)> = own
        .map(|entry| {
            let time = entry.metadata().and_then(|data| data.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
            (time, entry.path())
        })
        .collect();
    all.sort_by(|a, b| b.cmp(a));
    all.into_iter().map(|(_, path)| path).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_states_are_kept() {
        let output = tempfile::tempdir().expect("a folder");
        for state in 0..10_u64 {
            let file = output.path().join("a.docx");
            // Files of one moment would have no order.
            fs::remove_file(&file).unwrap_or_default();
            fs::write(&file, state.to_string()).expect("written");
            let time = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(state);
            fs::File::options().append(true).open(&file).expect("open").set_modified(time).expect("a time");
            keep(output.path(), "a.docx", state.to_string().as_bytes());
        }
        let states: Vec<Vec<u8>> = earlier(output.path(), "a.docx").collect();
        assert_eq!(states, [b"9", b"8", b"7", b"6", b"5", b"4"]);
        assert_eq!(earlier(output.path(), "b.docx").count(), 0);
    }
}
