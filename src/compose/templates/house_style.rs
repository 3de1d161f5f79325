//! The house style's files: embedded in the program, each replaceable by a file of a folder.

use crate::base::text::shown;
use crate::base::unusable::unusable;
use crate::base::walk::below;
use crate::base::{Diagnostic, Source, Span, embedded};
use crate::compose::picture::{self, Found, Images, place};
use crate::compose::templates::rules::TEMPLATES;
use crate::document::Image;
use include_dir::{Dir, include_dir};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

/// As the repository has it, but for the hinting of fonts.
static EMBEDDED: LazyLock<BTreeMap<String, &[u8]>> = LazyLock::new(|| {
    static FILES: Dir<'_> = include_dir!("$OUT_DIR/templates");
    embedded(&FILES)
});

/// What was made of its YAML files when the program was compiled.
static PREPARED: LazyLock<BTreeMap<String, &[u8]>> = LazyLock::new(|| {
    static FILES: Dir<'_> = include_dir!("$OUT_DIR/prepared");
    embedded(&FILES)
});

/// The files of the house style.
#[derive(Clone, Debug, Default)]
pub struct HouseStyle {
    folder: Option<PathBuf>,
    images: Arc<Images>,
}

impl HouseStyle {
    /// The style embedded in the program, or a folder whose files replace those of the same name.
    ///
    /// # Errors
    /// The folder is not there.
    pub fn open(folder: Option<&Path>) -> Result<Self, Diagnostic> {
        match folder {
            Some(folder) if !folder.is_dir() => Err(TEMPLATES.finding(format!("the folder {} does not exist", shown(folder)))
                .hint("give the folder that contains letter.md and theme.yaml, or remove --templates to use the built-in style")),
            folder => Ok(Self { folder: folder.map(Path::to_path_buf), images: Arc::default() }),
        }
    }

    /// Every file that is embedded, by its name, sorted.
    pub fn embedded() -> &'static BTreeMap<String, &'static [u8]> {
        &EMBEDDED
    }

    /// The path of a file as shown to the user.
    pub fn shown(&self, name: &str) -> PathBuf {
        self.own_file(name).unwrap_or_else(|| Path::new("templates").join(name))
    }

    /// Whether there is a file, in the folder or embedded.
    pub fn has(&self, name: &str) -> bool {
        self.own_file(name).is_some() || EMBEDDED.contains_key(name)
    }

    /// The file of the folder that has this name. A name that leads out of the folder is that of none: nothing is
    /// looked at there.
    fn own_file(&self, name: &str) -> Option<PathBuf> {
        let folder = self.folder.as_ref().filter(|_| place::parts(name).is_ok())?;
        Some(folder.join(name)).filter(|path| path.is_file())
    }

    /// A file's bytes: from the folder if it has the file, otherwise the embedded ones.
    ///
    /// # Errors
    /// There is no such file, or it cannot be read.
    pub fn bytes(&self, name: &str) -> Result<Cow<'static, [u8]>, Diagnostic> {
        if let Some(path) = self.own_file(name) {
            return std::fs::read(&path).map(Cow::Owned).map_err(|error| {
                TEMPLATES.finding(format!("{} cannot be read", shown(&path))).because(&error)
            });
        }
        EMBEDDED.get(name).map(|bytes| Cow::Borrowed(*bytes)).ok_or_else(|| {
            let problem = TEMPLATES.finding(format!("the house style has no file {name}"));
            problem.hint("correct the name, or add the file to the folder of templates")
        })
    }

    /// A text file.
    ///
    /// # Errors
    /// As [`HouseStyle::bytes`], or the file is not UTF-8 or holds a character that cannot be shown.
    pub fn text(&self, name: &str) -> Result<Arc<Source>, Diagnostic> {
        let bytes = self.bytes(name)?;
        // The tests know all characters of the program's own texts.
        let built_in = EMBEDDED.get(name).filter(|built_in| **built_in == &*bytes);
        if let Some(text) = built_in.and_then(|bytes| std::str::from_utf8(bytes).ok()) {
            let prepared = PREPARED.get(name).copied().unwrap_or_default();
            return Ok(Source::built_in(self.shown(name), text, prepared));
        }
        let text = std::str::from_utf8(&bytes).map_err(|e| {
            TEMPLATES
                .finding(format!("{} is not UTF-8 text (byte {})", shown(&self.shown(name)), e.valid_up_to()))
                .hint("save it as UTF-8: in Notepad, File, Save as, Encoding: UTF-8")
        })?;
        // Editors on Windows save other line ends: in the letter they must not be mixed with those of the program.
        let source = Source::new(self.shown(name), text.replace("\r\n", "\n"));
        match unusable(source.text(), &Span::new(&source, 0, source.text().len())) {
            Some(problem) => Err(problem),
            None => Ok(source),
        }
    }

    /// The names and paths of the files in the folder that replaces parts of the embedded style, sorted.
    pub fn own_files(&self) -> Vec<(String, PathBuf)> {
        let Some(root) = &self.folder else { return Vec::new() };
        let names: BTreeSet<String> = names_below(root).collect();
        names.into_iter().map(|name| (name.clone(), root.join(name))).collect()
    }

    /// The names of all files under a folder of the style that end so, sorted (`body/opening.md`).
    pub fn names(&self, folder: &str, ending: &str) -> Vec<String> {
        let is_asked = |name: &String| name.starts_with(folder) && name.ends_with(ending);
        let mut names: BTreeSet<String> = EMBEDDED.keys().filter(|name| is_asked(name)).cloned().collect();
        if let Some(root) = &self.folder {
            names.extend(names_below(root).filter(is_asked));
        }
        names.into_iter().collect()
    }

    /// A picture: one in the images folder, or a file beside the letter, whose folder is `beside`.
    ///
    /// # Errors
    /// There is no such file, it is in another place, or it cannot be part of a letter; without a place.
    pub fn image(&self, name: &str, beside: Option<&Path>) -> Result<Found, Diagnostic> {
        let parts = place::parts(name)?;
        let name = parts.join("/");
        // The house's come first, so that no file that happens to lie among the letters replaces the emblem.
        if let Some(image) = self.image_of_house(&name, &parts)? {
            return Ok(Found { image, own: None });
        }
        let own = beside.map_or(Ok(None), |folder| place::file(folder, &parts))?;
        let own = own.ok_or_else(|| picture::missing(&name))?;
        let (image, print) = self.images.image(&name, picture::bytes(&name, &own)?)?;
        Ok(Found { image, own: Some((own, print)) })
    }

    /// Whether an image came with the program: tests try all of those.
    pub fn is_built_in(image: &Image) -> bool {
        let built_in = EMBEDDED.get(&format!("images/{}.{}", image.name, image.format.ending()));
        built_in.is_some_and(|bytes| *bytes == image.bytes)
    }

    /// Whether the bytes of a file can be an image of a letter.
    ///
    /// # Errors
    /// Why not; without a place.
    pub fn check_image(&self, name: &str, bytes: Vec<u8>) -> Result<(), Diagnostic> {
        self.images.image(name, bytes).map(drop)
    }

    /// The image of the house style that has this name.
    fn image_of_house(&self, name: &str, parts: &[&str]) -> Result<Option<Arc<Image>>, Diagnostic> {
        if let Some(folder) = &self.folder
            && let Some(path) = place::file(&folder.join("images"), parts)?
        {
            return self.images.image(name, picture::bytes(name, &path)?).map(|(image, _)| Some(image));
        }
        let embedded = EMBEDDED.get(&format!("images/{name}"));
        embedded.map(|bytes| picture::built_in(name, bytes).map(Arc::new)).transpose()
    }
}

/// Files below a folder by their names in it.
fn names_below(root: &Path) -> impl Iterator<Item = String> {
    below(root).files.into_iter().map(|path| path.to_string_lossy().replace('\\', "/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Diagnostics, yaml};

    #[test]
    fn texts_of_the_program_are_what_they_would_be_as_files() {
        let house = HouseStyle::default();
        let mut prepared = 0;
        for (name, bytes) in HouseStyle::embedded().iter().filter(|(name, _)| is_text(name)) {
            let built_in = house.text(name).expect("a text");
            assert!(built_in.prepared().is_some() && built_in.text().as_bytes() == *bytes, "{name}");
            let whole = Span::new(&built_in, 0, bytes.len());
            assert!(unusable(built_in.text(), &whole).is_none() && !built_in.text().contains('\r'), "{name}");
            if name.ends_with(".yaml") {
                assert!(!built_in.prepared().expect("prepared").is_empty(), "{name}");
                let file = Source::new(built_in.path(), built_in.text());
                let mut problems = Diagnostics::new();
                let [told, parsed] =
                    [&built_in, &file].map(|text| yaml::parse(text, &mut problems).expect("good"));
                assert_eq!(told, parsed, "{name}");
                assert!(problems.is_empty(), "{name}");
                prepared += 1;
            }
        }
        assert_eq!(prepared, PREPARED.len());
    }

    fn is_text(name: &str) -> bool {
        [".md", ".html", ".yaml"].iter().any(|ending| name.ends_with(ending))
    }
}
