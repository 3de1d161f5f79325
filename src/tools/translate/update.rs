//! The text of a translation's file, begun or brought up to date: the sentences of the letter in its order, and
//! everything that a person has written.

use super::blocks::{Block, Blocks, written};
use super::memory::Memory;
use super::version::{Version, head};
use crate::base::text::{one_line, shown};
use crate::model::phrases::Terms;
use crate::model::translation::{Sentence, State, Unit};
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
        Some(file) => Blocks::cut(&file.source.text().replace("\r\n", "\n"), &unix(version)),
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
        work.sentence(&standing.unit, standing.own, standing.is_same, given);
    }
    work.finish(&taken.left)
}

/// The tree of the file with places in its text with simple line ends.
fn unix(version: &Version) -> crate::base::yaml::Node {
    use crate::base::source::Source;
    let Some(file) = &version.file else { return version.letter.clone() };
    let source = Source::new(file.source.path(), file.source.text().replace("\r\n", "\n"));
    let node = crate::base::yaml::parse(&source, &mut crate::base::diagnostic::Diagnostics::new());
    // It was read before: only its line ends are others.
    node.unwrap_or_else(|_| file.node.clone())
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
    fn sentence(
        &mut self,
        unit: &Unit,
        own: Option<(usize, &Sentence)>,
        is_same: bool,
        given: Option<Given>,
    ) {
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
        let mut comments = Vec::new();
        if let Some(given) = given {
            text = Some(given.text);
            was = given.was;
        } else if text.is_none()
            && let Some(found) = self.memory.find(&unit.text)
        {
            text = Some(found.text.clone());
            comments.push(format!(
                "Suggested from {}{}: check it, then delete this line.",
                shown_name(&found.file),
                {
                    let at = found.at.as_deref().filter(|_| found.file == self.version.path);
                    at.map(|at| format!(", {at}")).unwrap_or_default()
                }
            ));
            self.updated.offered.push(Offered {
                at: unit.at.clone(),
                words: one_line(&unit.text),
                file: found.file.clone(),
            });
        }
        self.updated.added += usize::from(block.is_none());
        self.updated.changed += usize::from(said.is_some() && !is_same && block.is_some());
        let is_as_it_was = is_same
            && text == old_text
            && said.is_some_and(|own| own.was.as_ref().map(|was| &was.value) == was.as_ref());
        let at = said.and_then(|own| own.at.as_ref()).map(|at| at.value.as_str());
        match block {
            Some(block) if is_as_it_was && !block.lines.is_empty() && at == Some(unit.at.as_str()) => {
                self.body.push_str(&block.above);
                self.body.push_str(&block.lines);
            }
            Some(Block { above, mut lines, at: Some(place), .. }) if is_as_it_was && !lines.is_empty() => {
                lines.replace_range(place, &crate::tools::new::written::scalar(&unit.at, true));
                self.body.push_str(&above);
                self.body.push_str(&lines);
            }
            block => {
                let english = match said {
                    Some(own) if is_same => own.original.value.trim_end(),
                    _ => unit.text.trim_end(),
                };
                let text = text.unwrap_or_default();
                self.put(block, unit, english, text.trim_end(), was.as_deref(), comments);
            }
        }
    }

    /// Writes a sentence in the way of the house, with the comments that were there.
    fn put(
        &mut self,
        block: Option<Block>,
        unit: &Unit,
        english: &str,
        text: &str,
        was: Option<&str>,
        more: Vec<String>,
    ) {
        let mut entries = vec![
            ("at", unit.at.as_str()),
            (self.version.from.code(), english),
            (self.version.language.code(), text),
        ];
        entries.extend(was.map(|was| ("was", was.trim_end())));
        let block = block.unwrap_or_default();
        if block.lines.is_empty() && !self.body.is_empty() && block.above.is_empty() {
            self.body.push('\n');
        }
        self.body.push_str(&block.above);
        let comments: Vec<String> = block.comments.into_iter().chain(more).collect();
        self.body.push_str(&written(&entries, &comments, self.cut.indent));
    }

    fn finish(mut self, left: &[(String, String, String)]) -> Updated {
        let mut kept = String::new();
        let (from, to) = (self.version.from.code(), self.version.language.code());
        for (index, own) in self.version.list().iter().enumerate().filter(|(index, _)| !self.used[*index]) {
            let block = self.cut.blocks.get(index).cloned().unwrap_or_default();
            let above = block.above.lines().filter_map(|line| line.trim().strip_prefix('#'));
            let comments: Vec<String> =
                above.map(|line| line.trim().to_owned()).chain(block.comments.clone()).collect();
            if own.text.is_none() && comments.is_empty() {
                continue;
            }
            let mut entries = Vec::new();
            entries.extend(own.at.as_ref().map(|at| ("at", at.value.as_str())));
            entries.push((from, own.original.trim_end()));
            entries.push((to, own.text.as_ref().map_or("", |text| text.trim_end())));
            entries.extend(own.was.as_ref().map(|was| ("was", was.trim_end())));
            kept.push_str(&commented(&written(&entries, &comments, 0)));
            self.updated.kept += 1;
        }
        for (at, original, text) in left {
            let block = commented(&written(
                &[("at", at), (from, original.trim_end()), (to, text.trim_end())],
                &[],
                0,
            ));
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
        for part in [&self.body, &self.cut.after] {
            if !text.ends_with('\n') {
                text.push('\n');
            }
            text.push_str(part);
        }
        if !kept.is_empty() {
            if !text.ends_with('\n') {
                text.push('\n');
            }
            if !text.contains(NO_LONGER) {
                let kept = "Kept so that no work is lost: delete what you do not need.";
                text.push_str(&format!("\n# {NO_LONGER} {kept}\n"));
            }
            text.push_str(&kept);
        }
        let has_windows_ends = |text: &str| text.contains("\r\n");
        let model = self.version.file.as_ref().map_or(&self.version.original, |file| &file.source);
        if has_windows_ends(model.text()) {
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
    path.file_name().map_or_else(|| shown(path), |name| name.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::Diagnostics;
    use crate::base::language::Language;
    use crate::base::source::Source;
    use crate::base::yaml;
    use crate::model::translation::Translation;

    const LETTER: &str = "number: 1\nsubject: A subject\nbody:\n- text: First words of all.\n- text: |\n    Second words\n    on two lines.\n";

    fn version(letter: &str, file: Option<&str>) -> Version {
        let folder = std::path::Path::new("l");
        let original = Source::new(folder.join("1.yaml"), letter);
        let tree = yaml::parse(&original, &mut Diagnostics::new()).expect("YAML");
        let file = file.map(|text| {
            let source = Source::new(folder.join("1.fr.yaml"), text);
            let mut problems = Diagnostics::new();
            let node = yaml::parse(&source, &mut problems).expect("YAML");
            let translation = Translation::read(&node, &mut problems);
            let translation = translation.unwrap_or_else(|_| panic!("{problems:#?}\n{text}"));
            super::super::Existing { source, node, translation }
        });
        Version {
            original,
            letter: tree,
            from: Language::English,
            language: Language::French,
            path: folder.join("1.fr.yaml"),
            file,
        }
    }

    fn updated(letter: &str, file: Option<&str>) -> Updated {
        let update = |file: Option<&str>| {
            super::update(&version(letter, file), None, &Memory::default(), &Taken::default(), "s.json")
        };
        let first = update(file);
        assert_eq!(update(Some(&first.text)).text, first.text, "a second time changes nothing");
        first
    }

    const FRENCH: &str = "# by hand\nlanguage: fr   # French\ntranslation-of: 1.yaml\n\nsentences:   # all\n# about the first\n- at: subject\n  en: A subject\n  fr: Un sujet   # or: objet\n- {at: body.1.text, en: First words of all., fr: Les premiers mots.}\n- at: body.2.text\n  en: |\n    Second words\n    on two lines.\n  fr: |\n    Les seconds mots # no comment\n    sur deux lignes.\n";

    #[test]
    fn a_new_file_lists_all_sentences() {
        insta::assert_snapshot!(updated(LETTER, None).text, @r#"
        # yaml-language-server: $schema=s.json
        translation-of: 1.yaml
        language: fr
        status: draft

        sentences:
          - at: subject
            en: A subject
            fr: ""

          - at: body.1.text
            en: First words of all.
            fr: ""

          - at: body.2.text
            en: |
              Second words
              on two lines.
            fr: ""
        "#);
    }

    #[test]
    fn what_has_not_changed_stays_as_it_was_typed() {
        assert_eq!(updated(LETTER, Some(FRENCH)).text, FRENCH);
        let windows = FRENCH.replace('\n', "\r\n");
        assert_eq!(updated(LETTER, Some(&windows)).text, windows);
    }

    #[test]
    fn sentences_come_change_and_go_and_no_work_is_lost() {
        let letter = LETTER
            .replace("subject: A subject\n", "")
            .replace("First words of", "New first words of")
            .replace("body:\n", "body:\n- text: Something else.\n");
        let updated = updated(&letter, Some(FRENCH));
        assert_eq!((updated.added, updated.changed, updated.kept), (1, 1, 1));
        insta::assert_snapshot!(updated.text, @r#"
        # by hand
        language: fr   # French
        translation-of: 1.yaml

        sentences:   # all
        - at: body.1.text
          en: Something else.
          fr: ""
        - at: body.2.text
          en: New first words of all.
          fr: Les premiers mots.
          was: First words of all.
        - at: body.3.text
          en: |
            Second words
            on two lines.
          fr: |
            Les seconds mots # no comment
            sur deux lignes.

        # No longer in the original. Kept so that no work is lost: delete what you do not need.
        # # about the first
        # # or: objet
        # - at: subject
        #   en: A subject
        #   fr: Un sujet
        "#);
    }

    #[test]
    fn the_english_of_the_translation_is_kept_until_somebody_has_looked() {
        let once = LETTER.replace("First words", "Other words");
        let twice = LETTER.replace("First words", "Further words");
        let first = updated(&once, Some(FRENCH)).text;
        let second = updated(&twice, Some(&first)).text;
        assert!(
            second.contains(
                "en: Further words of all.\n  fr: Les premiers mots.\n  was: First words of all.\n"
            )
        );
        let back = updated(LETTER, Some(&second)).text;
        assert!(back.contains("en: First words of all.\n  fr: Les premiers mots.\n- at: body.2"), "{back}");
    }

    #[test]
    fn a_list_in_brackets_is_written_out() {
        let file = "translation-of: 1.yaml\nlanguage: fr\nsentences: [{en: A subject, fr: Un sujet}, # say it\n  {en: Gone, fr: Parti}]\nstatus: draft\n";
        let text = updated(LETTER, Some(file)).text;
        assert!(
            text.contains("sentences:\n  # say it\n  - at: subject\n    en: A subject\n    fr: Un sujet\n"),
            "{text}"
        );
        assert!(text.contains("\nstatus: draft\n") && text.contains("#   fr: Parti\n"), "{text}");
        for file in
            ["translation-of: 1.yaml\nlanguage: fr", "translation-of: 1.yaml\nlanguage: fr\nsentences: []\n"]
        {
            assert_eq!(updated(LETTER, Some(file)).added, 3);
            assert!(updated("number: 1\n", Some(file)).text.ends_with("sentences: []\n"));
        }
    }
}
