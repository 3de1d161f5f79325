//! Letters and translations: YAML, and in it Markdown.

use super::{FOLDERS, Input, Reached, Target, build, files, letters, sound_session, text};
use crate::dice::Dice;
use crate::mutate::{Dictionary, indentation, markdown, yaml};
use collective_letters::base::Source;
use collective_letters::project::session::Session;
use std::path::{Path, PathBuf};

/// Letters that are spoilt as YAML, or get another text.
pub struct Letters {
    root: PathBuf,
    letters: Vec<(String, String)>,
    dictionary: Dictionary,
    sessions: Vec<(&'static str, Session)>,
    is_markdown: bool,
}

/// The letter that gets other texts in Markdown: it has notes, annexes, an agenda and practical information.
const BASE: &str = "tests/letters/sg17-012-everything.yaml";

impl Letters {
    pub fn open(root: &Path, is_markdown: bool) -> Result<Self, String> {
        let letters = letters(root)?;
        let templates = files(root, "templates", ".md")?;
        let all = letters.iter().chain(&templates);
        let dictionary = Dictionary::of(all.map(|(name, text)| (name.as_str(), text.as_str())));
        let open = |folder| Ok((folder, sound_session(root.join(folder))?));
        let sessions = FOLDERS.into_iter().map(open).collect::<Result<_, String>>()?;
        Ok(Self { root: root.to_owned(), letters, dictionary, sessions, is_markdown })
    }
}

impl Target for Letters {
    fn input(&self, dice: &mut Dice) -> Input {
        if self.is_markdown {
            let base = self.letters.iter().find(|(name, _)| name == BASE).map_or("", |(_, text)| text);
            let made = markdown(&self.dictionary, dice);
            let bytes = with_text(base, &made, dice).into_bytes();
            return Input { from: BASE.to_owned(), letter: String::new(), bytes };
        }
        let (name, text) = dice.pick(&self.letters).cloned().unwrap_or_default();
        let bytes = yaml(&text, &self.dictionary, dice).into_bytes();
        Input { from: name, letter: String::new(), bytes }
    }

    fn run(&self, input: &Input) -> Result<Reached, String> {
        let own = self.sessions.iter().filter(|(folder, _)| input.from.starts_with(&format!("{folder}/")));
        let (_, session) = own.last().ok_or("a letter of no folder")?;
        // With its own name: a translation looks for its original next to it.
        build(session, &Source::new(self.root.join(&input.from), text(&input.bytes)))
    }
}

/// The letter with another text: in the body, an annex, a note or practical information.
fn with_text(base: &str, made: &str, dice: &mut Dice) -> String {
    let texts: Vec<usize> = base.match_indices("text: |\n").map(|(at, _)| at).collect();
    let start = dice.pick(&texts).copied().unwrap_or_default();
    let line = base[..start].rfind('\n').map_or(0, |at| at + 1);
    let after = start + "text: |\n".len();
    let inside = base[after..].lines().next().map_or(6, indentation);
    let end = base[after..]
        .split_inclusive('\n')
        .take_while(|l| l.trim().is_empty() || indentation(l) >= inside)
        .map(str::len)
        .sum::<usize>();
    let space = " ".repeat(inside);
    let body: String =
        made.lines().map(|l| if l.is_empty() { "\n".to_owned() } else { format!("{space}{l}\n") }).collect();
    format!(
        "{}{}text: |{}\n{body}\n{}",
        &base[..line],
        &base[line..start],
        inside - (start - line).min(inside),
        &base[after + end..]
    )
}
