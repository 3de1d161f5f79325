//! `letters\*.yaml` as a list of files. The shells of Unix expand such words; those of Windows give them to the program.

use std::fs;
use std::path::{Component, Path, PathBuf};

/// The paths, with the files and folders that a word with `*` or `?` stands for, sorted, in its place. A path that is
/// there stays as it is, and a word that stands for nothing. Hidden names need a dot in the word.
pub fn expanded(paths: Vec<PathBuf>) -> Vec<PathBuf> {
    let each = paths.into_iter().flat_map(|path| {
        if !has_wildcards(&path) || path.exists() {
            return vec![path];
        }
        let found = named_like(&path);
        if found.is_empty() { vec![path] } else { found }
    });
    each.collect()
}

/// Whether a path contains `*` or `?`.
pub fn has_wildcards(path: &Path) -> bool {
    // The long form of Windows begins with `\\?\`.
    let names = path.components().filter(|part| matches!(part, Component::Normal(_)));
    names.into_iter().any(|name| name.as_os_str().to_string_lossy().contains(['*', '?']))
}

fn named_like(path: &Path) -> Vec<PathBuf> {
    let mut found = vec![PathBuf::new()];
    for part in path.components() {
        let word = part.as_os_str().to_string_lossy();
        if !matches!(part, Component::Normal(_)) || !word.contains(['*', '?']) {
            found.iter_mut().for_each(|path| path.push(part));
            continue;
        }
        let word: Vec<char> = word.to_lowercase().chars().collect();
        let below = |folder: PathBuf| {
            let listed = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
            let names = fs::read_dir(listed).into_iter().flatten().flatten().map(|entry| entry.file_name());
            let is_like = |name: &std::ffi::OsString| {
                let name: Vec<char> = name.to_string_lossy().to_lowercase().chars().collect();
                (word.first() == Some(&'.') || name.first() != Some(&'.')) && is_like(&word, &name)
            };
            let mut names: Vec<_> = names.filter(is_like).collect();
            names.sort();
            names.into_iter().map(move |name| folder.join(name))
        };
        found = found.into_iter().flat_map(below).collect();
    }
    found.retain(|path| path.exists());
    found
}

/// Whether a word with wildcards stands for a name. The time is at most that of both lengths multiplied.
fn is_like(word: &[char], name: &[char]) -> bool {
    let (mut w, mut n) = (0, 0);
    // The last star, and where what it stands for ends.
    let mut star: Option<(usize, usize)> = None;
    while n < name.len() {
        match word.get(w) {
            Some('*') => {
                star = Some((w, n));
                w += 1;
            }
            Some('?') => (w, n) = (w + 1, n + 1),
            Some(c) if *c == name[n] => (w, n) = (w + 1, n + 1),
            _ => match star {
                Some((at, end)) => {
                    star = Some((at, end + 1));
                    (w, n) = (at + 1, end + 1);
                }
                None => return false,
            },
        }
    }
    word[w..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stands_for_names() {
        let like = |word: &str, name: &str| {
            is_like(&word.chars().collect::<Vec<_>>(), &name.chars().collect::<Vec<_>>())
        };
        for (word, name) in
            [("*", ""), ("*.yaml", "é.yaml"), ("sg?-*", "sg1-"), ("a*b*c", "abbbcbc"), ("**", "x")]
        {
            assert!(like(word, name), "{word} {name}");
        }
        for (word, name) in [("*.yaml", "a.yml"), ("sg?", "sg"), ("a*b*c", "abcb"), ("", "x"), ("?", "")] {
            assert!(!like(word, name), "{word} {name}");
        }
    }

    #[test]
    fn files_take_the_place_of_the_word_that_stands_for_them() {
        let dir = tempfile::tempdir().expect("a folder");
        for name in ["été 1/b.yaml", "été 1/A.YAML", "été 1/.hidden.yaml", "été 2/c.yaml", "été 2/c.txt"]
        {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, "").expect("a file");
        }
        let found = |word: &str| -> Vec<String> {
            let found = expanded(vec![dir.path().join(word)]).into_iter();
            let name = |path: PathBuf| {
                path.strip_prefix(dir.path()).expect("inside").to_string_lossy().replace('\\', "/")
            };
            found.map(name).collect()
        };
        assert_eq!(found("été 1/*.yaml"), ["été 1/A.YAML", "été 1/b.yaml"]);
        assert_eq!(found("É*/?.yaml"), ["été 1/A.YAML", "été 1/b.yaml", "été 2/c.yaml"]);
        assert_eq!(found("*/c.yaml"), ["été 2/c.yaml"]);
        assert_eq!(found("été 2/*.yml"), ["été 2/*.yml"], "for the message");
        assert_eq!(found("été 2/c.txt"), ["été 2/c.txt"]);
    }
}
