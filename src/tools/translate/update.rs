//! The text of a translation's file, begun or brought up to date: the sentences of the letter in its order, and
//! everything that a person has written.

use super::blocks::{Blocks, written};
use super::memory::Memory;
use super::version::{Version, head};
use crate::base::text::{one_line, shown};
use crate::base::yaml;
use crate::base::yaml::edit::scalar;
use crate::base::{Diagnostics, Located};
use crate::model::phrases::Terms;
use crate::model::translation::{Standing, State};
use std::path::PathBuf;

/// A translation that comes from elsewhere, for one sentence of the letter.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// The translation.
    pub text: String,
    /// What the letter said when it was made, where it says something else now.
    pub was: Option<String>,
}

/// What was sent back by a translator.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// For each sentence of the letter, in its order, what is put into the file.
    pub given: Vec<Option<Given>>,
    /// Translated sentences that the letter no longer has: where each stood, its English, its translation.
    pub left: Vec<(String, String, String)>,
}

/// A translation that another letter has.
#[derive(Clone, Debug, PartialEq)]
pub struct Offered {
    /// Where the sentence stands in the letter.
    pub at: String,
    /// Its words.
    pub words: String,
    /// The file that has it.
    pub file: PathBuf,
}

/// The text of a translation's file, and what was done to get it.
#[derive(Debug)]
pub struct Updated {
    /// The text.
    pub text: String,
    /// Sentences that were not in the file.
    pub added: usize,
    /// Sentences whose English is another now.
    pub changed: usize,
    /// Translations taken from other letters.
    pub offered: Vec<Offered>,
    /// Translated sentences that the letter no longer has; they are kept as comments.
    pub kept: usize,
}

/// What the comment above sentences that are kept begins with: it is there once in a file.
const NO_LONGER: &str = "No longer in the original.";

/// Makes the text of a translation's file. `terms` are the names that need no sentence, `memory` what other letters
/// say, `taken` what a translator sent back, `schema` where editors find the schema of a new file.
pub fn update(
    version: &Version,
    terms: Option<&Terms>,
    memory: &Memory,
    taken: &Taken,
    schema: &str,
) -> Updated {
    let cut = match &version.file {
        Some(file) => {
            let plain = yaml::parse(&file.source.with_plain_ends(), &mut Diagnostics::new());
            // It was read before: only its line ends are others.
            Blocks::cut(plain.as_ref().unwrap_or(&file.node))
        }
        None => Blocks::new(&head(version, schema)),
    };
    let mut work = Work {
        version,
        memory,
        used: vec![false; version.list().len()],
        updated: Updated { text: String::new(), added: 0, changed: 0, offered: Vec::new(), kept: 0 },
        cut,
        body: String::new(),
    };
    for (index, standing) in version.standings(terms).iter().enumerate() {
        if standing.state() == State::Term {
            continue;
        }
        let given = taken.given.get(index).cloned().flatten();
        work.sentence(standing, given);
    }
    work.finish(&taken.left)
}

struct Work<'a> {
    version: &'a Version,
    memory: &'a Memory,
    /// Which sentences of the file are in its new text.
    used: Vec<bool>,
    updated: Updated,
    cut: Blocks,
    body: String,
}

impl Work<'_> {
    fn sentence(&mut self, standing: &Standing<'_>, given: Option<Given>) {
        let Standing { unit, own, is_same, .. } = standing;
        let (own, is_same) = (*own, *is_same);
        let first_use = own.is_some_and(|(index, _)| !self.used[index]);
        let block = own.filter(|_| first_use).and_then(|(index, _)| {
            self.used[index] = true;
            self.cut.blocks.get(index).cloned()
        });
        let said = own.map(|(_, own)| own);
        let old_text = said.and_then(|own| own.text.as_ref()).map(|text| text.value.clone());
        let was = match (said, is_same, &old_text) {
            (Some(own), true, _) => own.was.as_ref().map(|was| was.value.clone()),
            (Some(own), false, Some(_)) => {
                Some(own.was.as_ref().map_or(own.original.value.clone(), |was| was.value.clone()))
            }
            _ => None,
        };
        // What the English was once it may be again.
        let mut was = was.filter(|was| one_line(was) != one_line(&unit.text));
        let mut text = old_text.clone();
        let mut suggested = None;
        if let Some(given) = given {
            (text, was) = (Some(given.text), given.was);
        } else if let (None, Some(found)) = (&text, self.memory.find(&unit.text)) {
            text = Some(found.text.clone());
            let at = found.at.as_ref().filter(|_| found.file == self.version.path);
            let at = at.map(|at| format!(", {at}")).unwrap_or_default();
            let file = shown_name(&found.file);
            suggested = Some(format!("Suggested from {file}{at}: check it, then delete this line."));
            let (at, words, file) = (unit.at.clone(), one_line(&unit.text), found.file.clone());
            self.updated.offered.push(Offered { at, words, file });
        }
        self.updated.added += usize::from(block.is_none());
        self.updated.changed += usize::from(said.is_some() && !is_same && block.is_some());
        let is_as_it_was = is_same
            && text == old_text
            && said.is_some_and(|own| own.was.as_ref().map(|was| &was.value) == was.as_ref());
        let is_there = said.is_some_and(|own| own.at.as_ref().is_some_and(|at| at.value == unit.at));
        let mut block = block.unwrap_or_default();
        if block.lines.is_empty() && !self.body.is_empty() && block.above.is_empty() {
            self.body.push('\n');
        }
        let lines = match (&block.at, is_there) {
            _ if !is_as_it_was || block.lines.is_empty() => None,
            (_, true) => Some(block.lines),
            (Some(place), false) => {
                block.lines.replace_range(place.clone(), &scalar(&unit.at, true));
                Some(block.lines)
            }
            (None, false) => None,
        };
        self.body.push_str(&block.above);
        self.body.push_str(&lines.unwrap_or_else(|| {
            // Written in the way of the house, with the comments that were there.
            let english = said.filter(|_| is_same).map_or(&unit.text, |own| &own.original.value);
            block.comments.extend(suggested);
            let text = text.unwrap_or_default();
            self.entry(Some(&unit.at), english, &text, was.as_deref(), &block.comments, self.cut.indent)
        }));
    }

    /// A sentence as the house writes it.
    fn entry(
        &self,
        at: Option<&str>,
        original: &str,
        text: &str,
        was: Option<&str>,
        comments: &[String],
        indent: usize,
    ) -> String {
        let mut entries: Vec<(&str, &str)> = at.map(|at| ("at", at)).into_iter().collect();
        entries.push((self.version.from.code(), original.trim_end()));
        entries.push((self.version.language.code(), text.trim_end()));
        entries.extend(was.map(|was| ("was", was.trim_end())));
        written(&entries, comments, indent)
    }

    fn finish(mut self, left: &[(String, String, String)]) -> Updated {
        let mut kept = String::new();
        for (index, own) in self.version.list().iter().enumerate().filter(|(index, _)| !self.used[*index]) {
            let block = self.cut.blocks.get(index).cloned().unwrap_or_default();
            let above = block.above.lines().filter_map(|line| line.trim().strip_prefix('#'));
            let comments: Vec<String> =
                above.map(|line| line.trim().to_owned()).chain(block.comments).collect();
            if own.text.is_none() && comments.is_empty() {
                continue;
            }
            let said = |text: &'_ Option<Located<String>>| text.as_ref().map(|text| text.value.clone());
            let (at, text, was) = (said(&own.at), said(&own.text).unwrap_or_default(), said(&own.was));
            let entry = self.entry(at.as_deref(), &own.original, &text, was.as_deref(), &comments, 0);
            kept.push_str(&commented(&entry));
            self.updated.kept += 1;
        }
        for (at, original, text) in left {
            let block = commented(&self.entry(Some(at), original, text, None, &[], 0));
            if !self.cut.after.contains(&block) && !kept.contains(&block) {
                kept.push_str(&block);
                self.updated.kept += 1;
            }
        }
        let mut text = std::mem::take(&mut self.cut.before);
        if self.body.is_empty() {
            // A list of nothing cannot be left open.
            let end = text.trim_end_matches('\n').len();
            if text[..end].ends_with("sentences:") {
                text.insert_str(end, " []");
            }
        }
        if !kept.is_empty() && ![&text, &self.body, &self.cut.after].iter().any(|t| t.contains(NO_LONGER)) {
            let why = "Kept so that no work is lost: delete what you do not need.";
            kept.insert_str(0, &format!("\n# {NO_LONGER} {why}\n"));
        }
        let kept = (!kept.is_empty()).then_some(&kept);
        for part in [&self.body, &self.cut.after].into_iter().chain(kept) {
            if !text.ends_with('\n') {
                text.push('\n');
            }
            text.push_str(part);
        }
        let model = self.version.file.as_ref().map_or(&self.version.original, |file| &file.source);
        if model.text().contains("\r\n") {
            text = text.replace('\n', "\r\n");
        }
        self.updated.text = text;
        self.updated
    }
}

/// As lines of comment.
fn commented(text: &str) -> String {
    text.lines().map(|line| format!("# {line}").trim_end().to_owned() + "\n").collect()
}

fn shown_name(path: &std::path::Path) -> String {
    shown(path.file_name().map_or(path, std::path::Path::new))
}

#[cfg(test)]
mod tests;
