//! The faces: the house's own family, and a face for each script that it does not have.

use crate::base::yaml::record;
use crate::base::{Language, Script};

record! {
    /// The fonts: which font Word uses, which one HTML asks for, and which one the PDF embeds.
    Fonts as "`fonts`" {
        /// The name of the font in DOCX (`Calibri`).
        word: String,
        /// The `font-family` in HTML.
        css: String,
        /// The files in the fonts folder, for PDF.
        files: FontFiles,
        /// The font for Arabic words, in letters of all languages.
        ///
        /// Without it: letters with Arabic words cannot be built as PDF.
        arabic: Option<ScriptFonts>,
        /// The font for Chinese words, in letters of all languages.
        ///
        /// Without it: letters with Chinese words cannot be built as PDF.
        chinese: Option<ScriptFonts>,
    }
}

record! {
    /// The font files of one family.
    FontFiles as "`files`" {
        /// The regular font.
        regular: String,
        /// The bold font.
        bold: String,
        /// The italic font.
        italic: String,
        /// The bold italic font.
        bold_italic: String,
    }
}

record! {
    /// The font for a script that the main font does not have. It is never set in italics.
    ScriptFonts as "the font of the script" {
        /// The name of the font in DOCX.
        #[examples("Arial", "Microsoft YaHei")]
        word: String,
        /// The names of fonts in HTML, best first. They apply to this script only; Latin words use the main
        /// font.
        css: String,
        /// The file in the fonts folder, for PDF.
        regular: String,
        /// The file of the bold font.
        bold: String,
        /// The size in the PDF, as a multiple of the size of the Latin letters.
        ///
        /// Without it: 1.
        size: Option<f32>,
        /// The line height in the PDF, as a multiple of the font size.
        ///
        /// Without it: the line height of the font file.
        line: Option<f32>,
    }
}

impl Fonts {
    /// The face that a language is written in besides the house's own.
    pub fn script(&self, language: Language) -> Option<&ScriptFonts> {
        self.of_script(language.script())
    }

    /// The face of a script.
    pub fn of_script(&self, script: Script) -> Option<&ScriptFonts> {
        match script {
            Script::Arabic => self.arabic.as_ref(),
            Script::Chinese => self.chinese.as_ref(),
            Script::Latin | Script::Cyrillic => None,
        }
    }
}

impl ScriptFonts {
    /// What is wrong with its numbers; `name` is its key.
    pub(super) fn fault(&self, name: &str) -> Option<String> {
        let sound = |value: Option<f32>, range: std::ops::RangeInclusive<f32>| {
            value.is_none_or(|value| range.contains(&value))
        };
        (!sound(self.size, 0.5..=2.0) || !sound(self.line, 0.8..=3.0))
            .then(|| format!("the font `{name}` needs a size from 0.5 to 2 and a line from 0.8 to 3"))
    }
}
