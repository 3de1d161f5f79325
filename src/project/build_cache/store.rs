//! The build cache as files: `.letters` in the folder of outputs. One line of JSON for each thing known, added
//! as soon as a letter's files are there, so that a build that was cut off goes on where it was.
//!
//! A line that cannot be read is passed over: what it said is found out anew.

use super::{Record, RecordedFindings, Shard};
use crate::base::Fingerprint;
use crate::project::build_cache::inputs::{Inputs, Items};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder of the build cache in that of the outputs.
pub(super) const FOLDER: &str = ".letters";
const ENDING: &str = ".jsonl";

/// One line.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Line {
    House { is: Fingerprint, items: Arc<Items> },
    Letter(Arc<Record>),
    Writing(Vec<(String, Fingerprint)>),
    Together { letters: Fingerprint, found: BTreeMap<String, RecordedFindings> },
}

/// The right to write into a folder of outputs; given back when dropped, also by a crash.
#[derive(Debug)]
pub struct Hold {
    _files: Vec<File>,
    alone: bool,
}

impl Hold {
    /// Takes it. When another build has it, calls `waits` and waits. Builds of different parts share it. On file systems that
    /// know no locks everybody has it: files are replaced whole all the same.
    ///
    /// # Errors
    /// The folder cannot be written to.
    pub fn take(output: &Path, part: Option<Shard>, waits: impl FnOnce()) -> io::Result<Self> {
        let folder = output.join(FOLDER);
        fs::create_dir_all(&folder)?;
        let open =
            |name: &str| OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(name));
        let mut waits = Some(waits);
        let mut lock = |file: &File, shared: bool| {
            let tried = if shared { file.try_lock_shared() } else { file.try_lock() };
            match tried {
                Err(TryLockError::WouldBlock) => {
                    if let Some(waits) = waits.take() {
                        waits();
                    }
                    let locked = if shared { file.lock_shared() } else { file.lock() };
                    locked.is_ok()
                }
                Err(TryLockError::Error(_)) => false,
                Ok(()) => true,
            }
        };
        let all = open("lock")?;
        let locked = lock(&all, part.is_some());
        let mut files = vec![all];
        if let Some(part) = part {
            let own = open(&format!("lock-{}-of-{}", part.k, part.n))?;
            lock(&own, false);
            files.push(own);
        }
        Ok(Self { _files: files, alone: locked && part.is_none() })
    }

    /// Whether certainly nobody else writes into the folder.
    pub fn is_alone(&self) -> bool {
        self.alone
    }
}

/// All that is known of earlier builds into a folder.
#[derive(Debug, Default)]
pub struct BuildCache {
    folder: PathBuf,
    part: Option<Shard>,
    houses: BTreeMap<Fingerprint, Arc<Items>>,
    letters: BTreeMap<String, Arc<Record>>,
    batch: Option<(Fingerprint, BTreeMap<String, RecordedFindings>)>,
    /// Files that builds were about to write, by name.
    writing: BTreeMap<String, Vec<Fingerprint>>,
    /// How many lines there are, the ones that are out of date among them.
    lines: usize,
    /// Files of parts, to be merged.
    parts: Vec<PathBuf>,
    journal: Option<File>,
}

impl BuildCache {
    /// Reads what there is; nothing is an empty build cache.
    pub fn read(output: &Path, part: Option<Shard>) -> Self {
        let folder = output.join(FOLDER);
        let mut cache = Self { part, ..Self::default() };
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let name = |path: &Path| path.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
        let mut files: Vec<PathBuf> =
            entries.filter(|path| name(path).starts_with("built") && name(path).ends_with(ENDING)).collect();
        // A part's file is there only since the last whole build, so it comes after it.
        files.sort_by_key(|path| (name(path).len(), name(path)));
        let own = folder.join(file_of(part));
        cache.folder = folder;
        for path in files {
            for line in fs::read(&path).unwrap_or_default().split(|&byte| byte == b'\n') {
                if !line.is_empty() {
                    cache.lines += 1;
                    cache.learn(serde_json::from_slice(line).ok());
                }
            }
            if path != own {
                cache.parts.push(path);
            }
        }
        cache
    }

    fn learn(&mut self, line: Option<Line>) {
        match line {
            Some(Line::House { is, items }) => drop(self.houses.insert(is, items)),
            Some(Line::Letter(record)) => drop(self.letters.insert(record.letter.clone(), record)),
            Some(Line::Writing(files)) => {
                for (name, bytes) in files {
                    self.writing.entry(name).or_default().push(bytes);
                }
            }
            Some(Line::Together { letters, found }) => self.batch = Some((letters, found)),
            None => {}
        }
    }

    /// What is known of a letter, by its file as shown.
    pub fn letter(&self, file: &str) -> Option<&Arc<Record>> {
        self.letters.get(file)
    }

    /// What is known of all letters, in the order of their files.
    pub fn letters(&self) -> impl Iterator<Item = &Record> {
        self.letters.values().map(Arc::as_ref)
    }

    /// The items of a list of inputs that letters were made with.
    pub fn house(&self, house: Fingerprint) -> Option<&Arc<Items>> {
        self.houses.get(&house)
    }

    /// What was found between letters, when these were they.
    pub fn between(&self, letters: Fingerprint) -> Option<&BTreeMap<String, RecordedFindings>> {
        self.batch.as_ref().filter(|(of, _)| *of == letters).map(|(_, found)| found)
    }

    /// Keeps a list of inputs.
    ///
    /// # Errors
    /// It cannot be written; so in the following.
    pub fn keep_house(&mut self, inputs: &Inputs) -> io::Result<()> {
        if self.houses.contains_key(&inputs.whole()) {
            return Ok(());
        }
        self.add(Line::House { is: inputs.whole(), items: Arc::new(inputs.items().clone()) })
    }

    /// Keeps what was found between letters.
    pub fn keep_between(
        &mut self,
        letters: Fingerprint,
        found: BTreeMap<String, RecordedFindings>,
    ) -> io::Result<()> {
        self.add(Line::Together { letters, found })
    }

    /// Keeps which files are about to be written: should the build be cut off after that, nobody takes them for
    /// changed by hand.
    pub fn keep_writing(&mut self, files: &[super::File]) -> io::Result<()> {
        let files: Vec<_> = files.iter().map(|file| (file.name.clone(), file.bytes)).collect();
        if files.is_empty() { Ok(()) } else { self.add(Line::Writing(files)) }
    }

    /// Whether a file of this name in a folder is what a build was about to write.
    pub fn is_from_a_build(&self, folder: &Path, name: &str) -> bool {
        self.writing.contains_key(name)
            && fs::read(folder.join(name)).is_ok_and(|bytes| self.was_written(name, &bytes))
    }

    fn was_written(&self, name: &str, bytes: &[u8]) -> bool {
        self.writing.get(name).is_some_and(|known| known.iter().any(|print| print.is_of(bytes)))
    }

    /// Whether a build has written these bytes under this name, or was about to.
    pub fn is_built(&self, name: &str, bytes: &[u8]) -> bool {
        let mut files = self.letters.values().flat_map(|record| &record.files);
        self.was_written(name, bytes) || files.any(|file| file.name == name && file.bytes.is_of(bytes))
    }

    /// The letters that a file of this name was built from, by their files as shown.
    pub fn letters_of(&self, name: &str) -> impl Iterator<Item = &str> {
        let records = self.letters.values();
        let has_it = move |record: &&Arc<Record>| record.files.iter().any(|file| file.name == name);
        records.filter(has_it).map(|record| record.letter.as_str())
    }

    /// Keeps a letter's record.
    pub fn keep(&mut self, record: Arc<Record>) -> io::Result<()> {
        if self.letters.get(&record.letter) == Some(&record) {
            return Ok(());
        }
        self.add(Line::Letter(record))
    }

    fn add(&mut self, line: Line) -> io::Result<()> {
        let text = text_of(&line)?;
        self.learn(Some(line));
        self.lines += 1;
        let journal = match &mut self.journal {
            Some(journal) => journal,
            none => {
                fs::create_dir_all(&self.folder)?;
                let path = self.folder.join(file_of(self.part));
                let journal = none.insert(OpenOptions::new().create(true).append(true).open(path)?);
                // A build that was cut off may have left half a line.
                journal.write_all(b"\n")?;
                journal
            }
        };
        journal.write_all(&text)
    }

    /// Puts the build cache in order when much of it is out of date. Only for who is alone.
    ///
    /// # Errors
    /// It cannot be written; then it is as it was.
    pub fn tidy(&mut self) -> io::Result<()> {
        let live = self.letters.len() + 2;
        if self.parts.is_empty() && self.lines <= 3 * live + 16 {
            return Ok(());
        }
        self.letters.retain(|file, _| Path::new(file).exists());
        // Of what was written there are records now.
        self.writing.clear();
        let used: BTreeSet<Fingerprint> = self.letters.values().map(|record| record.house).collect();
        self.houses.retain(|house, _| used.contains(house));
        let houses = self.houses.iter().map(|(is, items)| Line::House { is: *is, items: Arc::clone(items) });
        let letters = self.letters.values().cloned().map(Line::Letter);
        let batch = self.batch.clone().map(|(letters, found)| Line::Together { letters, found });
        let mut text = Vec::new();
        for line in houses.chain(letters).chain(batch) {
            text.extend(text_of(&line)?);
        }
        self.journal = None;
        let mut staged = tempfile::NamedTempFile::new_in(&self.folder)?;
        staged.write_all(&text)?;
        // Not `persist`: Windows refuses it long paths.
        let mut staged = staged.into_temp_path();
        fs::rename(&staged, self.folder.join(file_of(None)))?;
        staged.disable_cleanup(true);
        for part in self.parts.drain(..) {
            fs::remove_file(part)?;
        }
        Ok(())
    }
}

fn file_of(part: Option<Shard>) -> String {
    part.map_or(format!("built{ENDING}"), |part| format!("built-{}-of-{}{ENDING}", part.k, part.n))
}

fn text_of(line: &Line) -> io::Result<Vec<u8>> {
    let mut text = serde_json::to_vec(line)?;
    text.push(b'\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Format;

    fn record(letter: &str, house: Fingerprint) -> Arc<Record> {
        Arc::new(Record {
            letter: letter.to_owned(),
            source: Fingerprint::of(letter.as_bytes()),
            original: None,
            house,
            pictures: Vec::new(),
            document: Fingerprint::of(b"document"),
            name: "T17-SG1-COL-0001".to_owned(),
            language: "en".to_owned(),
            issued: false,
            files: Vec::new(),
            found: RecordedFindings::default(),
        })
    }

    fn inputs(text: &str) -> Inputs {
        Inputs::new([(text.to_owned(), Fingerprint::of(text.as_bytes()))].into(), |_| false)
    }

    #[test]
    fn what_was_kept_is_read_again_also_after_half_a_line() {
        let dir = tempfile::tempdir().expect("a folder");
        let house = inputs("a");
        let mut cache = BuildCache::read(dir.path(), None);
        cache.keep_house(&house).expect("kept");
        cache.keep(record("a.yaml", house.whole())).expect("kept");
        drop(cache);
        let path = dir.path().join(FOLDER).join("built.jsonl");
        let mut file = OpenOptions::new().append(true).open(&path).expect("a file");
        file.write_all(b"{\"letter\":{\"letter\":\"b.ya").expect("half a line");
        let mut cache = BuildCache::read(dir.path(), None);
        assert_eq!(cache.letter("b.yaml"), None);
        cache.keep(record("b.yaml", house.whole())).expect("kept");
        let cache = BuildCache::read(dir.path(), None);
        for letter in ["a.yaml", "b.yaml"] {
            assert_eq!(cache.letter(letter), Some(&record(letter, house.whole())));
        }
        assert_eq!(cache.house(house.whole()).map(|items| &**items), Some(house.items()));
    }

    #[test]
    fn a_tidy_cache_says_the_same_in_fewer_lines() {
        let dir = tempfile::tempdir().expect("a folder");
        let (old, new) = (inputs("a"), inputs("b"));
        let letter = dir.path().join("a.yaml");
        fs::write(&letter, "").expect("a letter");
        let letter = letter.to_string_lossy();
        for part in [Some(Shard { k: 1, n: 2 }), None] {
            let mut cache = BuildCache::read(dir.path(), part);
            cache.keep_house(&old).expect("kept");
            cache.keep_house(&new).expect("kept");
            for n in 0..40 {
                cache
                    .keep(record(&letter, if n % 2 == 0 { old.whole() } else { new.whole() }))
                    .expect("kept");
            }
            cache.keep(record("gone.yaml", old.whole())).expect("kept");
            let file = super::super::File::new(Format::Docx, "a.docx", b"docx", Fingerprint::of(b"document"));
            cache.keep_writing(&[file]).expect("kept");
            for name in ["a.docx", "b.docx"] {
                fs::write(dir.path().join(name), "docx").expect("written");
                assert_eq!(cache.is_from_a_build(dir.path(), name), name == "a.docx");
            }
            if part.is_none() {
                cache.tidy().expect("tidy");
            }
        }
        let cache = BuildCache::read(dir.path(), None);
        assert_eq!((cache.lines, cache.parts.len()), (2, 0));
        assert_eq!(cache.letter(&letter).map(|record| record.house), Some(new.whole()));
        assert_eq!((cache.house(old.whole()), cache.letter("gone.yaml")), (None, None));
    }

    #[test]
    fn only_one_writes_but_parts_write_side_by_side() {
        let dir = tempfile::tempdir().expect("a folder");
        let part = |k| Some(Shard { k, n: 2 });
        let one = Hold::take(dir.path(), part(1), || panic!("nobody is there")).expect("held");
        let two = Hold::take(dir.path(), part(2), || panic!("parts share")).expect("held");
        assert!(!one.is_alone() && !two.is_alone());
        let (told, hears) = std::sync::mpsc::channel();
        std::thread::scope(|scope| {
            let dir = dir.path();
            let all = scope.spawn(move || Hold::take(dir, None, || told.send(()).expect("heard")));
            hears.recv().expect("it waits");
            drop((one, two));
            assert!(all.join().expect("no panic").expect("held").is_alone());
        });
    }
}
