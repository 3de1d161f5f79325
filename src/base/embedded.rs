//! Files that are built into the program.

use include_dir::Dir;
use std::collections::BTreeMap;

/// All files below a folder by their names, with `/` between folders.
pub fn embedded(folder: &'static Dir<'static>) -> BTreeMap<String, &'static [u8]> {
    let name = |file: &include_dir::File<'_>| file.path().to_string_lossy().replace('\\', "/");
    let mut files: BTreeMap<_, _> = folder.files().map(|file| (name(file), file.contents())).collect();
    folder.dirs().for_each(|folder| files.extend(embedded(folder)));
    files
}
