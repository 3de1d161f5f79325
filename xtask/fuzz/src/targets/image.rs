//! Images next to a letter, and those of the house style.

use super::{Input, Reached, Target, build, sound_session};
use crate::dice::Dice;
use crate::mutate;
use collective_letters::base::Source;
use collective_letters::project::session::Session;
use std::path::Path;

/// A letter with an image that is spoilt.
pub struct Images {
    images: Vec<(String, Vec<u8>)>,
    session: Session,
    letter: String,
    folder: tempfile::TempDir,
}

/// The letter: it has an image as an annex.
const LETTER: &str = "tests/letters/sg11-004-joint.yaml";

/// The folder of its image, and the file without its ending.
const IMAGE: [&str; 2] = ["images", "rooms"];

impl Images {
    pub fn open(root: &Path) -> Result<Self, String> {
        let mut images = Vec::new();
        for folder in ["templates/images", "tests/letters/images", "xtask/fuzz/images"] {
            let path = root.join(folder);
            let told = |e: std::io::Error| format!("{}: {e}", path.display());
            for entry in std::fs::read_dir(&path).map_err(told)? {
                let file = entry.map_err(told)?;
                let name = format!("{folder}/{}", file.file_name().to_string_lossy());
                if !name.ends_with(".md") {
                    images.push((name, std::fs::read(file.path()).map_err(told)?));
                }
            }
        }
        images.sort();
        let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
        std::fs::create_dir(folder.path().join(IMAGE[0])).map_err(|e| e.to_string())?;
        let letter = std::fs::read_to_string(root.join(LETTER)).map_err(|e| format!("{LETTER}: {e}"))?;
        Ok(Self { images, session: sound_session(root.join("tests/letters"))?, letter, folder })
    }
}

impl Target for Images {
    fn input(&self, dice: &mut Dice) -> Input {
        let (name, bytes) = dice.pick(&self.images).cloned().unwrap_or_default();
        let bytes = mutate::image(&bytes, dice);
        Input { from: name, letter: LETTER.to_owned(), bytes }
    }

    fn run(&self, input: &Input) -> Result<Reached, String> {
        // By its first bytes, as the name must say what is in the file.
        let ending = if input.bytes.starts_with(b"\xff\xd8") { "jpg" } else { "png" };
        let [folder, stem] = IMAGE;
        let path = self.folder.path().join(folder).join(stem).with_extension(ending);
        std::fs::write(&path, &input.bytes).map_err(|e| e.to_string())?;
        let letter = self.letter.replace("rooms.png", &format!("{stem}.{ending}"));
        build(&self.session, &Source::new(self.folder.path().join("letter.yaml"), letter))
    }

    fn is_text(&self) -> bool {
        false
    }
}
