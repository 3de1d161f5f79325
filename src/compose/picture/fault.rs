//! What keeps an image file from being part of a letter, in plain words.

use super::rules::{IMAGE_KIND, IMAGE_SIZE};
use crate::base::Diagnostic;
use crate::document::ImageFormat;
use crate::document::rules::UNREADABLE_IMAGE;

/// The largest file, in bytes.
pub const MOST_BYTES: usize = 20_000_000;
/// The most pixels.
pub const MOST_PIXELS: u64 = 25_000_000;
/// The most pixels of a progressive JPEG: all of them are held three times while it is read.
pub const MOST_PROGRESSIVE: u64 = 16_000_000;
/// The longest side, in pixels. Browsers and Word draw no longer one.
pub const LONGEST_SIDE: u64 = 16_000;
/// The most bytes of pixels: 25 million of them in 8 bits with transparency.
pub const MOST_MEMORY: u64 = 4 * MOST_PIXELS;

/// Why an image cannot be part of a letter.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// The file is empty.
    Empty,
    /// The end of the file is missing.
    CutOff,
    /// Its content makes no sense.
    Damaged,
    /// It is of another kind; its name, where it is known.
    Kind(Option<Kind>),
    /// The ending of its name is not that of its content.
    Ending(ImageFormat),
    /// The colours of printing presses.
    Cmyk,
    /// A PNG that moves.
    Animated,
    /// A JPEG that not every program reads.
    RareJpeg,
    /// The file has more bytes than [`MOST_BYTES`].
    Bytes(u64),
    /// Too many pixels, or too long a side; width and height.
    Pixels(u64, u64),
    /// A PNG whose pixels take more than [`MOST_MEMORY`]; width, height, and bytes of a pixel.
    Deep(u64, u64, u64),
    /// A progressive JPEG of more than [`MOST_PROGRESSIVE`] pixels; width and height.
    Progressive(u64, u64),
}

/// A kind of file that is not an image that a letter can show.
#[derive(Clone, Debug, PartialEq)]
pub struct Kind {
    /// What it is called.
    pub name: &'static str,
    /// How to make a PNG of it.
    pub help: &'static str,
}

/// A program that every Windows has.
pub const PAINT: &str = "open it in Paint and save it as PNG";

impl Fault {
    /// The problem of a file with this name.
    pub fn problem(&self, name: &str) -> Diagnostic {
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let (rule, label) = match self {
            Self::Empty | Self::CutOff | Self::Damaged => (&UNREADABLE_IMAGE, "expected a whole image file"),
            Self::Kind(_) | Self::Ending(_) | Self::RareJpeg => (&IMAGE_KIND, "expected a PNG or JPEG file"),
            Self::Cmyk => (&IMAGE_KIND, "expected an image in the colours of screens (RGB)"),
            Self::Animated => (&IMAGE_KIND, "expected an image that does not move"),
            Self::Bytes(_) | Self::Pixels(..) | Self::Deep(..) | Self::Progressive(..) => {
                (&IMAGE_SIZE, "expected a smaller image")
            }
        };
        let problem = rule.finding(format!("the image `{name}` {}", self.what()));
        Diagnostic { label: label.to_owned(), ..problem }.hint(self.help(stem))
    }

    /// What is wrong with the image.
    fn what(&self) -> String {
        let million = |pixels: u64| pixels / 1_000_000;
        match self {
            Self::Empty => "is an empty file".to_owned(),
            Self::CutOff => "is cut off: the end of the file is missing".to_owned(),
            Self::Damaged => "is damaged".to_owned(),
            Self::Kind(None) => "is neither PNG nor JPEG".to_owned(),
            Self::Kind(Some(kind)) => format!("is a file of the kind {}, not PNG or JPEG", kind.name),
            Self::Ending(format) => {
                format!("is a {} file, but its name does not end in .{}", word(*format), ending(*format))
            }
            Self::Cmyk => {
                "has the colours of a printing press (CMYK), which browsers and Word show differently"
                    .to_owned()
            }
            Self::Animated => "is animated: it moves on a web page, but not on paper".to_owned(),
            Self::RareJpeg => "is a rare kind of JPEG, which many programs cannot show".to_owned(),
            Self::Bytes(bytes) => {
                format!("has {} MB; the most is {} MB", bytes.div_ceil(1_000_000), MOST_BYTES / 1_000_000)
            }
            Self::Pixels(width, height) => format!(
                "has {width} x {height} pixels; the most is {} million, and {LONGEST_SIDE} on a side",
                million(MOST_PIXELS)
            ),
            Self::Deep(width, height, bytes) => format!(
                "has {width} x {height} pixels; the most of a PNG with so many shades is {} million",
                million(MOST_MEMORY / bytes.max(&1))
            ),
            Self::Progressive(width, height) => format!(
                "has {width} x {height} pixels; the most of a progressive JPEG is {} million",
                million(MOST_PROGRESSIVE)
            ),
        }
    }

    /// What to do; `stem` is the name of the file without its ending.
    fn help(&self, stem: &str) -> String {
        match self {
            Self::Empty | Self::CutOff => {
                "get the image again: copy or download it once more, or ask for it by e-mail".to_owned()
            }
            Self::Damaged => format!("{PAINT}; if Paint cannot open it, get the image again"),
            Self::Kind(None) | Self::Animated => PAINT.to_owned(),
            Self::Kind(Some(kind)) => format!("{}, then write `{stem}.png` here", kind.help),
            Self::Cmyk | Self::RareJpeg => format!("{PAINT}, then write `{stem}.png` here"),
            Self::Ending(format) => {
                format!("rename the file to `{stem}.{}`, and write this name here too", ending(*format))
            }
            Self::Bytes(_) | Self::Pixels(..) | Self::Deep(..) | Self::Progressive(..) => {
                "open it in Paint, choose Resize, and save it with fewer pixels".to_owned()
            }
        }
    }
}

fn word(format: ImageFormat) -> &'static str {
    match format {
        ImageFormat::Png => "PNG",
        ImageFormat::Jpeg => "JPEG",
    }
}

fn ending(format: ImageFormat) -> &'static str {
    match format {
        ImageFormat::Png => "png",
        ImageFormat::Jpeg => "jpg",
    }
}
