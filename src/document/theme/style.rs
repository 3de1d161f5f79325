//! One named style: font, size, space, indent. Inheritance is resolved when the theme is read.

use crate::base::text::did_you_mean;
use crate::base::yaml::{Decode, Key, Node, Schema, SchemaGenerator, record, shape, words, wrong_type};
use crate::base::{Diagnostics, Reported, yaml};
use crate::document::theme::rules::UNKNOWN_STYLE;
use std::collections::BTreeMap;

/// A colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red, green, blue.
    pub rgb: [u8; 3],
}

impl Color {
    /// Black.
    pub const BLACK: Self = Self { rgb: [0, 0, 0] };

    /// Six hexadecimal digits without `#`, upper case.
    pub fn hex(self) -> String {
        let [r, g, b] = self.rgb;
        format!("{r:02X}{g:02X}{b:02X}")
    }
}

impl Decode for Color {
    const EXPECTED: &'static str = "a colour such as \"#1F4E79\" (in quotes)";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        let rgb =
            node.as_str().and_then(|text| text.strip_prefix('#')).filter(|t| t.len() == 6).and_then(|hex| {
                let byte = |at: usize| hex.get(at..at + 2).and_then(|h| u8::from_str_radix(h, 16).ok());
                Some([byte(0)?, byte(2)?, byte(4)?])
            });
        rgb.map(|rgb| Self { rgb }).ok_or_else(|| problems.refuse(wrong_type(node, Self::EXPECTED)))
    }

    fn shape(_: &mut SchemaGenerator) -> Schema {
        shape::pattern::<Self>("^#[0-9A-Fa-f]{6}$")
    }
}

words! {
    /// How lines are aligned. Start and end follow the direction of writing.
    Align as "alignment" {
        /// at the start
        Start = "start",
        /// centred
        Center = "center",
        /// at the end
        End = "end",
        /// at both sides
        Justify = "justify",
    }
}

words! {
    /// What a style applies to.
    StyleKind as "kind of style" {
        /// whole paragraphs
        Paragraph = "paragraph",
        /// words within a paragraph
        Character = "character",
    }
}

/// Declares the keys that a style may leave to the one it is based on, each with what holds where no style says it:
/// [`Written`] as a style is written, [`Style`] with everything settled.
macro_rules! inherited {
    ($($(#[doc = $doc:literal])* $(#[examples($($example:expr),+)])? $key:ident : $type:ty = $usual:expr,)*) => {
        record! {
            /// A style. All keys are optional: missing ones are taken from the style in `based-on`. Lengths are in
            /// points.
            Written as "the style" {
                /// The style that this one is based on; it must come before this one in the file.
                ///
                /// Without it: the built-in defaults.
                based_on: Option<String>,
                /// What the style applies to.
                ///
                /// Without it: as in the style it is based on.
                kind: Option<StyleKind>,
                /// Its name in Word: a built-in name (`heading 1`) or a name of ITU (`enumlev1`).
                ///
                /// Without it: its name in the theme.
                word: Option<String>,
                $(
                    $(#[doc = $doc])*
                    #[doc = ""]
                    #[doc = " Without it: as in the style it is based on."]
                    $(#[examples($($example),+)])?
                    $key: Option<$type>,
                )*
            }
        }

        /// A style with everything settled. Lengths in points.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Style {
            /// Its name in templates and, without another, in Word.
            pub name: String,
            /// The style it starts from: DOCX keeps the inheritance, the others need not.
            pub based_on: Option<String>,
            /// For paragraphs or for stretches of text.
            pub kind: StyleKind,
            /// Its name in Word: a built-in (`heading 1`) or ITU's own (`enumlev1`).
            pub word: String,
            $($(#[doc = $doc])* pub $key: $type,)*
        }

        impl Default for Style {
            fn default() -> Self {
                let (name, word) = ("Body".to_owned(), "Normal".to_owned());
                Self { name, based_on: None, kind: StyleKind::Paragraph, word, $($key: $usual),* }
            }
        }

        impl Style {
            fn derive(name: &str, base: Option<&Self>, written: &Written) -> Self {
                let base = base.cloned().unwrap_or_default();
                Self {
                    name: name.to_owned(),
                    based_on: written.based_on.clone(),
                    kind: written.kind.unwrap_or(base.kind),
                    word: written.word.clone().unwrap_or_else(|| name.to_owned()),
                    $($key: written.$key.unwrap_or(base.$key)),*
                }
            }
        }
    };
}

inherited! {
    /// The font size.
    size: f32 = 11.0,
    /// Whether the text is bold.
    bold: bool = false,
    /// Whether the text is italic.
    italic: bool = false,
    /// Whether the text is shown in capitals.
    capitals: bool = false,
    /// The colour of the text, in quotes.
    #[examples("#1F4E79", "#000000")]
    color: Color = Color::BLACK,
    /// Whether the text is underlined.
    underline: bool = false,
    /// How lines are aligned.
    align: Align = Align::Start,
    /// The space above. Between two paragraphs, the larger of `after` of the first and `before` of the
    /// second applies.
    before: f32 = 0.0,
    /// The space below.
    after: f32 = 0.0,
    /// The line height, as a multiple of the natural line height of the font.
    line: f32 = 1.0,
    /// The distance from the margin to the text, on the side where lines begin.
    indent: f32 = 0.0,
    /// How far the first line, with its label or number, begins before the indent.
    hanging: f32 = 0.0,
    /// Whether it stays on one page with the following paragraph.
    keep_with_next: bool = false,
    /// Whether page breaks inside it are avoided.
    keep_together: bool = false,
}

impl Decode for BTreeMap<String, Style> {
    const EXPECTED: &'static str = "a set of named styles";
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        resolve(yaml::entries(node, Self::EXPECTED, problems)?, problems)
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        shape::names(shape::of::<Written>(book))
    }
}

/// Reads all styles in the order written: a style may only be based on one above it, so there are
/// no circles.
fn resolve(entries: &[(Key, Node)], problems: &mut Diagnostics) -> Result<BTreeMap<String, Style>, Reported> {
    let mut styles: BTreeMap<String, Style> = BTreeMap::new();
    let mut sound = Ok(());
    // What is based on a style that could not be read is not wrong for that.
    let mut unread: Vec<&str> = Vec::new();
    for (key, value) in entries {
        let written = match Written::decode(value, problems) {
            Ok(written) => written,
            Err(reported) => {
                sound = Err(reported);
                unread.push(key.text.as_str());
                continue;
            }
        };
        let base = match &written.based_on {
            None => None,
            Some(name) if styles.contains_key(name) => styles.get(name),
            Some(name) if unread.contains(&name.as_str()) => None,
            Some(name) => {
                let place = value.get("based-on").map_or(&key.span, |n| &n.span);
                let label =
                    did_you_mean(name, styles.keys().map(String::as_str), "expected a style above this one");
                sound = Err(UNKNOWN_STYLE
                    .finding(format!("`{}` is based on `{name}`, which is not a style above it", key.text))
                    .at(place, label)
                    .refuse(problems));
                None
            }
        };
        let style = Style::derive(&key.text, base, &written);
        styles.insert(key.text.clone(), style);
    }
    sound.map(|()| styles)
}
