//! The house style's files: embedded in the program, each replaceable by a file of a folder.

use crate::base::text::shown;
use crate::base::unusable::unusable;
use crate::base::walk::below;
use crate::base::{Diagnostic, Source, Span, embedded, reason};
use crate::compose::templates::rules::TEMPLATES;
use crate::document::{Image, ImageFormat};
use include_dir::{Dir, include_dir};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The files of the house style.
#[derive(Clone, Debug, Default)]
pub struct HouseStyle {
    folder: Option<PathBuf>,
}

impl HouseStyle {
    /// The style embedded in the program, or a folder whose files replace those of the same name.
    ///
    /// # Errors
    /// The folder is not there.
    pub fn open(folder: Option<&Path>) -> Result<Self, Diagnostic> {
        match folder {
            Some(folder) if !folder.is_dir() => Err(TEMPLATES.finding(format!("the folder {} does not exist", folder.display()))
                .hint("give the folder that contains letter.md and theme.yaml, or remove --templates to use the built-in style")),
            folder => Ok(Self { folder: folder.map(Path::to_path_buf) }),
        }
    }

    /// Every file that is embedded, by its name, sorted.
    pub fn embedded() -> BTreeMap<String, &'static [u8]> {
        embedded(&EMBEDDED)
    }

    /// The path of a file as shown to the user.
    pub fn shown(&self, name: &str) -> PathBuf {
        match &self.folder {
            Some(folder) if folder.join(name).is_file() => folder.join(name),
            _ => Path::new("templates").join(name),
        }
    }

    /// Whether there is a file, in the folder or embedded.
    pub fn has(&self, name: &str) -> bool {
        self.folder.as_ref().is_some_and(|folder| folder.join(name).is_file())
            || EMBEDDED.get_file(name).is_some()
    }

    /// A file's bytes: from the folder if it has the file, otherwise the embedded ones.
    ///
    /// # Errors
    /// There is no such file, or it cannot be read.
    pub fn bytes(&self, name: &str) -> Result<Cow<'static, [u8]>, Diagnostic> {
        if let Some(folder) = &self.folder {
            let path = folder.join(name);
            if path.is_file() {
                return std::fs::read(&path).map(Cow::Owned).map_err(|error| {
                    TEMPLATES.finding(format!("{} cannot be read", shown(&path))).because(&error)
                });
            }
        }
        EMBEDDED.get_file(name).map(|file| Cow::Borrowed(file.contents())).ok_or_else(|| {
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
        let text = std::str::from_utf8(&bytes).map_err(|e| {
            TEMPLATES
                .finding(format!(
                    "{} is not UTF-8 text (byte {})",
                    self.shown(name).display(),
                    e.valid_up_to()
                ))
                .hint("save it as UTF-8: in Notepad, File, Save as, Encoding: UTF-8")
        })?;
        let source = Source::new(self.shown(name), text);
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
        let mut names: BTreeSet<String> = Self::embedded().into_keys().collect();
        if let Some(root) = &self.folder {
            names.extend(names_below(root));
        }
        names.into_iter().filter(|name| name.starts_with(folder) && name.ends_with(ending)).collect()
    }

    /// The file beside the letter that a picture's name means; `None` when the house has one of that name, or
    /// there is none.
    pub fn picture_beside(&self, name: &str, beside: Option<&Path>) -> Option<PathBuf> {
        let own = beside.map(|folder| folder.join(name)).filter(|path| path.is_file())?;
        let in_house = format!("images/{name}");
        let is_house_s = EMBEDDED.get_file(&in_house).is_some()
            || self.folder.as_ref().is_some_and(|folder| folder.join(&in_house).is_file());
        (!is_house_s).then_some(own)
    }

    /// A picture: a file beside the letter, whose folder is `beside`, or one in the images folder.
    ///
    /// # Errors
    /// A sentence: there is no such file, or it is neither PNG nor JPEG.
    pub fn image(&self, name: &str, beside: Option<&Path>) -> Result<Arc<Image>, String> {
        // A name with a folder can only be meant from the letter's place; a bare one is the house's
        // first, so that no file that happens to lie among the letters replaces the emblem.
        let own = self.picture_beside(name, beside);
        let bytes = match (self.bytes(&format!("images/{name}")), own) {
            (Ok(bytes), _) => bytes,
            (Err(_), Some(path)) => std::fs::read(&path).map(Cow::Owned).map_err(|error| {
                format!("the image {} cannot be read: {}", shown(&path), reason(&error).0)
            })?,
            (Err(_), None) => {
                return Err(format!(
                    "there is no image `{name}` next to the letter or in the folder `images` of the house style"
                ));
            }
        };
        let format = match imagesize::image_type(&bytes) {
            Ok(imagesize::ImageType::Png) => ImageFormat::Png,
            Ok(imagesize::ImageType::Jpeg) => ImageFormat::Jpeg,
            _ => return Err(format!("the image `{name}` is neither PNG nor JPEG")),
        };
        let size = imagesize::blob_size(&bytes).map_err(|_| format!("the image `{name}` is damaged"))?;
        let side = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Ok(Arc::new(Image {
            name: name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned(),
            format,
            bytes: bytes.into_owned(),
            width: side(size.width),
            height: side(size.height),
        }))
    }
}

/// Files below a folder by their names in it.
fn names_below(root: &Path) -> impl Iterator<Item = String> {
    below(root).files.into_iter().map(|path| path.to_string_lossy().replace('\\', "/"))
}
