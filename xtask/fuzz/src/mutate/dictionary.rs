//! The words of this program: collected from its templates and worked letters, so that new keys, elements and facts are
//! tried without being listed here.

use crate::dice::Dice;
use std::collections::{BTreeMap, BTreeSet};

/// What is put into files.
#[derive(Default)]
pub struct Dictionary {
    /// Values by their keys, as they are written.
    values: BTreeMap<String, Vec<String>>,
    keys: Vec<String>,
    /// Keys with everything below them, by their indentation.
    branches: BTreeMap<usize, Vec<String>>,
    /// `{{ … }}` and `{% … %}`.
    expressions: Vec<String>,
    /// `<…>` of templates.
    elements: Vec<String>,
}

/// What careless hands and hostile ones write.
pub const ODD: &[&str] = include!("../../../../tests/common/odd.rs");

impl Dictionary {
    /// Collects the words of files: letters and templates.
    pub fn of<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let (mut words, mut keys) = (Self::default(), BTreeSet::new());
        let (mut expressions, mut elements) = (BTreeSet::new(), BTreeSet::new());
        for (name, text) in files {
            for (from, to) in [("{{", "}}"), ("{%", "%}")] {
                expressions.extend(between(text, from, to));
            }
            if name.ends_with(".md") {
                elements.extend(between(text, "<", ">"));
                continue;
            }
            let lines: Vec<&str> = text.lines().collect();
            for (at, line) in lines.iter().enumerate() {
                let Some((key, value)) = line.trim_start_matches([' ', '-']).split_once(':') else {
                    continue;
                };
                if key.contains([' ', '"', '#', '<']) {
                    continue;
                }
                keys.insert(key.to_owned());
                if !value.trim().is_empty() && !value.trim_start().starts_with(['|', '>']) {
                    words.values.entry(key.to_owned()).or_default().push(value.trim().to_owned());
                }
                let branch = lines[at..at + branch(&lines[at..])].join("\n");
                words.branches.entry(indentation(line)).or_default().push(branch);
            }
        }
        words.keys = keys.into_iter().collect();
        words.expressions = expressions.into_iter().collect();
        words.elements = elements.into_iter().collect();
        words
    }

    /// A value that a key has somewhere; an odd one when it is known nowhere.
    pub fn value(&self, key: &str, dice: &mut Dice) -> String {
        let known = self.values.get(key).and_then(|values| dice.pick(values));
        known.cloned().unwrap_or_else(|| dice.word(ODD).to_owned())
    }

    /// A key of any file.
    pub fn key(&self, dice: &mut Dice) -> &str {
        dice.pick(&self.keys).map_or("", String::as_str)
    }

    /// A key with what is below it.
    pub fn branch(&self, indentation: usize, dice: &mut Dice) -> &str {
        self.branches.get(&indentation).and_then(|all| dice.pick(all)).map_or("", String::as_str)
    }

    /// An expression or a statement of a template.
    pub fn expression(&self, dice: &mut Dice) -> &str {
        dice.pick(&self.expressions).map_or("", String::as_str)
    }

    /// A tag of a template.
    pub fn element(&self, dice: &mut Dice) -> &str {
        dice.pick(&self.elements).map_or("", String::as_str)
    }
}

/// The passages from one sign to another, with both.
fn between<'a>(text: &'a str, from: &'a str, to: &'a str) -> impl Iterator<Item = String> + 'a {
    text.match_indices(from).filter_map(move |(at, _)| {
        let rest = &text[at..];
        let end = rest.find(to)? + to.len();
        (end < 200).then(|| rest[..end].to_owned())
    })
}

/// How far a line is indented; an item counts as its dash.
pub fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// How many lines the first of these has below it, itself counted.
pub fn branch(lines: &[&str]) -> usize {
    let Some(first) = lines.first() else { return 0 };
    let own = indentation(first);
    let below = lines[1..].iter().take_while(|line| line.trim().is_empty() || indentation(line) > own);
    1 + below.count()
}
