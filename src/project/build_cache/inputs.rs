//! What the house has to make letters from, item by item: templates, phrases, presets, theme, pictures,
//! fonts, groups, signatories, and the program itself. Two inventories tell what changed between them.
//!
//! Knows names and bytes, nothing of what they mean. Every byte of a file belongs to an item, so that no
//! change is missed.

use crate::base::text::shown;
use crate::base::{Fingerprint, Source};
use std::collections::BTreeMap;
use std::path::Path;

/// Items by their names in messages (`templates/body/wish.md`, `the phrase wish in
/// templates/phrases/en.yaml`).
pub type Items = BTreeMap<String, Fingerprint>;

/// All items, and what sums of them are.
#[derive(Clone, Debug)]
pub struct Inputs {
    items: Items,
    whole: Fingerprint,
    writers: Fingerprint,
}

/// How the item of the program begins.
const PROGRAM: &str = "the program";

/// How the item begins that stands for the order of a file's keys: a phrase sees those above it.
const ORDER: &str = "the order of the keys in ";

impl Inputs {
    /// Of items; of those that `for_writers` picks the writers make use beside the Document.
    pub fn new(mut items: Items, for_writers: impl Fn(&str) -> bool) -> Self {
        let version = concat!(env!("CARGO_PKG_VERSION"), " ", env!("LETTERS_SOURCES"));
        items.insert(PROGRAM.to_owned(), Fingerprint::of_value(&version));
        let whole = Fingerprint::of_value(&items);
        let writers: Items =
            items.iter().filter(|(name, _)| *name == PROGRAM || for_writers(name)).map(clone).collect();
        Self { items, whole, writers: Fingerprint::of_value(&writers) }
    }

    /// All items.
    pub fn items(&self) -> &Items {
        &self.items
    }

    /// The fingerprint of all items together.
    pub fn whole(&self) -> Fingerprint {
        self.whole
    }

    /// The fingerprint of what the writers make use of.
    pub fn writers(&self) -> Fingerprint {
        self.writers
    }

    /// The names of items that are other than in `before`, are new, or are gone; sorted.
    pub fn changed<'a>(&'a self, before: &'a Items) -> Vec<&'a str> {
        let mut names = differing(&self.items, before);
        // A key that is new or gone changes the order too, which then needs no word.
        if names.iter().any(|name| !name.starts_with(ORDER)) {
            names.retain(|name| !name.starts_with(ORDER));
        }
        names
    }
}

/// The keys under which two maps have something else, sorted.
pub fn differing<'a, V: PartialEq>(
    now: &'a BTreeMap<String, V>,
    before: &'a BTreeMap<String, V>,
) -> Vec<&'a str> {
    let other = now.iter().filter(|(key, value)| before.get(*key) != Some(*value)).map(|(key, _)| key);
    let gone = before.keys().filter(|key| !now.contains_key(*key));
    let mut keys: Vec<&str> = other.chain(gone).map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

fn clone((name, fingerprint): (&String, &Fingerprint)) -> (String, Fingerprint) {
    (name.clone(), *fingerprint)
}

/// A file that is one item.
pub fn file(source: &Source) -> (String, Fingerprint) {
    (shown(source.path()), Fingerprint::of_value(&source.text()))
}

/// A file of which only size and time are looked at (fonts: reading them takes longer than a letter).
pub fn large_file(path: &Path) -> (String, Fingerprint) {
    let stamp = std::fs::metadata(path).map(|metadata| (metadata.len(), metadata.modified().ok())).ok();
    (shown(path), Fingerprint::of_value(&stamp))
}

/// A YAML file whose keys are items of their own: each reaches to the next key with the same indent, comments included.
/// `what` names such an item (`phrase`), `under` the key whose keys are meant; without it those of the
/// file. What belongs to no such key is an item by the name of the file.
pub fn keys(source: &Source, what: &str, under: Option<&str>) -> Items {
    match under {
        Some(under) => keys_under(source, &[(what, under)]),
        None => cut(source, Some(what), &[]),
    }
}

/// As [`keys`], for the keys under several: what names such an item, and the key whose keys are meant.
pub fn keys_under(source: &Source, parts: &[(&str, &str)]) -> Items {
    cut(source, None, parts)
}

fn cut(source: &Source, all: Option<&str>, parts: &[(&str, &str)]) -> Items {
    let file = shown(source.path());
    let mut split = Split::new(&file);
    let (mut inside, mut indent) = (all, None);
    for line in source.text().split_inclusive('\n') {
        let start = line.len() - line.trim_start_matches(' ').len();
        let is_content = !line.trim().is_empty() && !line.trim_start().starts_with('#');
        let key = line[start..].split_once(':').map(|(key, _)| key.trim_end());
        if is_content && start == 0 && all.is_none() {
            let part = parts.iter().find(|(_, under)| Some(*under) == key);
            (inside, indent) = (part.map(|(what, _)| *what), None);
            split.begin(None);
        } else if let Some(what) = inside.filter(|_| is_content) {
            let wanted = *indent.get_or_insert(start);
            if let Some(key) = key.filter(|_| start == wanted) {
                split.begin(Some(item(what, key.trim_matches(['"', '\'']), &file)));
            }
        }
        split.text.push_str(line);
    }
    split.finish()
}

/// A YAML file that is a list of groups, each an item named by the value of its key `name`.
pub fn list(source: &Source, what: &str) -> Items {
    let file = shown(source.path());
    let mut split = Split::new(&file);
    let mut awaits_name = false;
    for line in source.text().split_inclusive('\n') {
        if line.starts_with("- ") {
            split.begin(None);
            awaits_name = true;
        }
        let name = line.trim_start_matches(['-', ' ']).strip_prefix("name:").filter(|_| awaits_name);
        if let Some(name) = name {
            split.name = Some(item(what, name.trim(), &file));
            awaits_name = false;
        }
        split.text.push_str(line);
    }
    split.finish()
}

/// Cuts a file into items.
struct Split<'a> {
    file: &'a str,
    /// The item that the text belongs to, unless it is the file's own.
    name: Option<String>,
    text: String,
    items: Items,
    order: Vec<String>,
}

impl<'a> Split<'a> {
    fn new(file: &'a str) -> Self {
        Self { file, name: None, text: String::new(), items: Items::new(), order: Vec::new() }
    }

    fn begin(&mut self, name: Option<String>) {
        let text = std::mem::take(&mut self.text);
        let item = std::mem::replace(&mut self.name, name).unwrap_or_else(|| self.file.to_owned());
        // Parts of the file that belong to no key are one item, two keys of one name too.
        let before = self.items.get(&item).copied();
        self.items.insert(item.clone(), Fingerprint::of_value(&(before, text)));
        self.order.push(item);
    }

    fn finish(mut self) -> Items {
        self.begin(None);
        let order = Fingerprint::of_value(&self.order);
        self.items.insert(format!("{ORDER}{}", self.file), order);
        self.items
    }
}

/// Whether an item stands for the order of a file's keys.
pub fn is_order(item: &str) -> bool {
    item.starts_with(ORDER)
}

/// Whether letters can be made without an item, so that it matters only to those that use it: a
/// template, a picture, an entry of the directory, a phrase, a preset. The program, the theme, fonts
/// and dates matter to all.
pub fn is_for_some(item: &str) -> bool {
    let path = Path::new(item);
    let is_picture = path.parent().is_some_and(|folder| folder.ends_with("images"));
    let is_part =
        PARTS.iter().any(|what| item.strip_prefix("the ").is_some_and(|rest| rest.starts_with(what)));
    is_part || is_picture || path.extension().is_some_and(|ending| ending == "md")
}

/// What the named parts of files are called.
pub const PARTS: [&str; 4] = ["phrase", "group", "signatory", "preset"];

/// The name of an item that is part of a file.
pub fn item(what: &str, name: &str, file: &str) -> String {
    format!("the {what} {name} in {file}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(text: &str) -> Items {
        keys(&Source::new("en.yaml", text), "phrase", Some("phrases"))
    }

    #[test]
    fn a_change_is_told_by_the_name_of_what_changed() {
        let before = "verified: true\nphrases:\n  # how it begins\n  wish: |\n    I wish.\n\n    Well:\n  close: Yours\ndates:\n  day: x\n";
        let inputs = |text: &str| Inputs::new(phrases(text), |_| false);
        let was = inputs(before).items().clone();
        let changed = |text: &str| inputs(text).changed(&was).join(", ");
        assert_eq!(changed(before), "");
        assert_eq!(changed(&before.replace("Well", "Hello")), "the phrase wish in en.yaml");
        assert_eq!(changed(&before.replace("day: x", "day: y")), "en.yaml");
        assert_eq!(changed(&before.replace("  close: Yours\n", "")), "the phrase close in en.yaml");
        let more = before.replace("dates:", "  end: z\ndates:");
        assert_eq!(changed(&more), "the phrase end in en.yaml");
        let turned = before.replace("  close: Yours\n", "").replace("  # how", "  close: Yours\n  # how");
        assert!(!changed(&turned).is_empty());
    }

    #[test]
    fn phrases_and_terms_are_told_apart() {
        let text = "phrases:\n  a: x\nterms:\n  \"Study Group {n}\": y\n  b: z\n";
        let items = |text: &str| {
            let parts = [("phrase", "phrases"), ("term", "terms")];
            keys_under(&Source::new("ru.yaml", text), &parts)
        };
        let was = items(text);
        let changed = |text: &str| Inputs::new(items(text), |_| false).changed(&was).join(", ");
        assert_eq!(changed(&text.replace(": y", ": w")), "the program, the term Study Group {n} in ru.yaml");
        assert_eq!(changed(&text.replace(": x", ": w")), "the phrase a in ru.yaml, the program");
    }

    #[test]
    fn every_byte_belongs_to_an_item() {
        let text = "a:\n  x: 1\n\nb: {y: 2}\n# end\n";
        for at in 0..text.len() {
            let mut other = text.as_bytes().to_vec();
            other[at] = b'%';
            let other = String::from_utf8(other).expect("text");
            for under in [None, Some("a")] {
                let of = |text: &str| keys(&Source::new("f", text), "key", under);
                assert_ne!(of(text), of(&other), "byte {at}");
            }
            let of = |text: &str| list(&Source::new("f", text), "one");
            assert_ne!(of(text), of(&other), "byte {at}");
        }
    }

    #[test]
    fn some_matter_to_all_and_some_to_a_few() {
        for item in ["templates/body/wish.md", "templates/images/emblem.png", "the phrase wish in p/en.yaml"]
        {
            assert!(is_for_some(item), "{item}");
        }
        for item in ["templates/theme.yaml", "the program", "templates/phrases/en.yaml", "fonts/a.ttf"] {
            assert!(!is_for_some(item), "{item}");
        }
        assert!(!is_for_some(&format!("{ORDER}templates/phrases/en.yaml")));
    }

    #[test]
    fn signatories_have_names() {
        let text = "- name: Ann Example\n  title: [Director]\n- from: 2020-01-01\n  name: Bob Example\n";
        let items = list(&Source::new("s.yaml", text), "signatory");
        let names: Vec<&str> = items.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            [
                "s.yaml",
                "the order of the keys in s.yaml",
                "the signatory Ann Example in s.yaml",
                "the signatory Bob Example in s.yaml"
            ]
        );
    }
}
