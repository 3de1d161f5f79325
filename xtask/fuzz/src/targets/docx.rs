//! DOCX and web pages read back: what `letters diff` does with files that somebody has changed.

use super::{Input, Reached, Target, files, letters, sound_session};
use crate::dice::Dice;
use crate::mutate::{Dictionary, xml};
use collective_letters::base::{Format, Source};
use collective_letters::tools::diff::letter::against;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Built files are spoilt: their parts, or their bytes.
pub struct Docx {
    built: Vec<(String, Vec<u8>, Vec<u8>)>,
    dictionary: Dictionary,
    folder: tempfile::TempDir,
}

impl Docx {
    pub fn open(root: &Path) -> Result<Self, String> {
        let letters = letters(root)?;
        let templates = files(root, "templates", ".md")?;
        let words = letters.iter().chain(&templates).map(|(name, text)| (name.as_str(), text.as_str()));
        let dictionary = Dictionary::of(words);
        let session = sound_session(root.join("tests/letters"))?;
        let mut built = Vec::new();
        for (name, text) in letters.iter().filter(|(name, _)| name.starts_with("tests/")) {
            let source = Source::new(root.join(name), text.as_str());
            let letter = session.read(&source);
            let mut composition = session.compose(&letter);
            let mut files = session.files(&mut composition, &[Format::Docx, Format::Html]).into_iter();
            if let (Some((_, docx)), Some((_, html))) = (files.next(), files.next()) {
                built.push((name.clone(), docx, html));
            }
        }
        let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
        Ok(Self { built, dictionary, folder })
    }

    fn spoilt(&self, docx: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
        let mut archive = ZipArchive::new(Cursor::new(docx)).ok()?;
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        // Mostly the words; else any part, such as relations and numbering.
        let chosen = if dice.one_in(4) {
            dice.below(archive.len())
        } else {
            archive.index_for_name("word/document.xml")?
        };
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).ok()?;
            let name = part.name().ok()?.to_string();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).ok()?;
            if at == chosen {
                if dice.one_in(20) {
                    continue;
                }
                bytes = xml(&super::text(&bytes), &self.dictionary, dice).into_bytes();
            }
            out.start_file(name, SimpleFileOptions::default()).ok()?;
            out.write_all(&bytes).ok()?;
        }
        let mut bytes = out.finish().ok()?.into_inner();
        if dice.one_in(8) {
            let at = dice.below(bytes.len());
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << dice.below(8);
            }
        }
        Some(bytes)
    }
}

impl Target for Docx {
    fn input(&self, dice: &mut Dice) -> Input {
        let Some((name, docx, html)) = dice.pick(&self.built) else {
            return Input { from: String::new(), letter: String::new(), bytes: Vec::new() };
        };
        let (ending, bytes) = match dice.one_in(4) {
            true => ("html", xml(&super::text(html), &self.dictionary, dice).into_bytes()),
            false => ("docx", self.spoilt(docx, dice).unwrap_or_default()),
        };
        Input { from: name.replace(".yaml", &format!(".{ending}")), letter: name.clone(), bytes }
    }

    fn run(&self, input: &Input) -> Result<Reached, String> {
        let (_, docx, html) =
            self.built.iter().find(|(name, ..)| *name == input.letter).ok_or("no such letter")?;
        let (format, new) = match input.from.ends_with(".html") {
            true => (Format::Html, html),
            false => (Format::Docx, docx),
        };
        let name = format!("a.{}", input.from.rsplit('.').next().unwrap_or_default());
        std::fs::write(self.folder.path().join(&name), &input.bytes).map_err(|e| e.to_string())?;
        let found = against(self.folder.path(), &[(format, name, new.clone())]);
        Ok(if found.unread.is_empty() { Reached::Writers } else { Reached::Refused("unread") })
    }

    fn is_text(&self) -> bool {
        false
    }
}
