//! One named style: font, size, space, indent. Inheritance is resolved when the theme is read.

use crate::base::text::did_you_mean;
use crate::base::yaml::{Decode, Key, Node, Schema, SchemaGenerator, record, shape, words, wrong_type};
use crate::base::{Diagnostics, Reported, yaml};
use crate::document::theme::rules::UNKNOWN_STYLE;
use std::collections::BTreeMap;

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
        /// The font size.
        ///
        /// Without it: as in the style it is based on.
        size: Option<f32>,
        /// Whether the text is bold.
        ///
        /// Without it: as in the style it is based on.
        bold: Option<bool>,
        /// Whether the text is italic.
        ///
        /// Without it: as in the style it is based on.
        italic: Option<bool>,
        /// Whether the text is shown in capitals.
        ///
        /// Without it: as in the style it is based on.
        capitals: Option<bool>,
        /// The colour of the text, in quotes.
        ///
        /// Without it: as in the style it is based on.
        #[examples("#1F4E79", "#000000")]
        color: Option<Color>,
        /// Whether the text is underlined.
        ///
        /// Without it: as in the style it is based on.
        underline: Option<bool>,
        /// How lines are aligned.
        ///
        /// Without it: as in the style it is based on.
        align: Option<Align>,
        /// The space above. Between two paragraphs, the larger of `after` of the first and `before` of the
        /// second applies.
        ///
        /// Without it: as in the style it is based on.
        before: Option<f32>,
        /// The space below.
        ///
        /// Without it: as in the style it is based on.
        after: Option<f32>,
        /// The line height, as a multiple of the natural line height of the font.
        ///
        /// Without it: as in the style it is based on.
        line: Option<f32>,
        /// The distance from the margin to the text, on the side where lines begin.
        ///
        /// Without it: as in the style it is based on.
        indent: Option<f32>,
        /// How far the first line, with its label or number, begins before the indent.
        ///
        /// Without it: as in the style it is based on.
        hanging: Option<f32>,
        /// Whether it stays on one page with the following paragraph.
        ///
        /// Without it: as in the style it is based on.
        keep_with_next: Option<bool>,
        /// Whether page breaks inside it are avoided.
        ///
        /// Without it: as in the style it is based on.
        keep_together: Option<bool>,
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
    /// Font size.
    pub size: f32,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Shown in capitals.
    pub capitals: bool,
    /// Colour of the text.
    pub color: Color,
    /// Underlined.
    pub underline: bool,
    /// Alignment.
    pub align: Align,
    /// Space above. Between two paragraphs the larger of the one's `after` and the other's `before`
    /// counts, as in Word and in CSS; at the top of a page that a break filled, `before` is dropped,
    /// at the top of a section or cell it counts.
    pub before: f32,
    /// Space below.
    pub after: f32,
    /// Line height as a multiple of the font's natural one.
    pub line: f32,
    /// From the margin to the text at the start side.
    pub indent: f32,
    /// How far the first line, with its label or number, stands out before the indent.
    pub hanging: f32,
    /// Stay on one page with the following paragraph.
    pub keep_with_next: bool,
    /// Do not break across pages.
    pub keep_together: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            name: "Body".to_owned(),
            based_on: None,
            kind: StyleKind::Paragraph,
            word: "Normal".to_owned(),
            size: 11.0,
            bold: false,
            italic: false,
            capitals: false,
            color: Color::BLACK,
            underline: false,
            align: Align::Start,
            before: 0.0,
            after: 0.0,
            line: 1.0,
            indent: 0.0,
            hanging: 0.0,
            keep_with_next: false,
            keep_together: false,
        }
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
            size: written.size.unwrap_or(base.size),
            bold: written.bold.unwrap_or(base.bold),
            italic: written.italic.unwrap_or(base.italic),
            capitals: written.capitals.unwrap_or(base.capitals),
            color: written.color.unwrap_or(base.color),
            underline: written.underline.unwrap_or(base.underline),
            align: written.align.unwrap_or(base.align),
            before: written.before.unwrap_or(base.before),
            after: written.after.unwrap_or(base.after),
            line: written.line.unwrap_or(base.line),
            indent: written.indent.unwrap_or(base.indent),
            hanging: written.hanging.unwrap_or(base.hanging),
            keep_with_next: written.keep_with_next.unwrap_or(base.keep_with_next),
            keep_together: written.keep_together.unwrap_or(base.keep_together),
        }
    }
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
