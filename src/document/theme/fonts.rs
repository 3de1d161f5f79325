//! The faces: the house's own family, and a face for each script that it does not have.

use crate::base::language::Language;
use crate::base::script::Script;
use crate::record;

record! {
    /// The faces: what Word is told to use, what HTML asks for, what the PDF embeds.
    Fonts as "the group `fonts`" {
        /// The face's name in DOCX (`Calibri`).
        word: String,
        /// The `font-family` in HTML.
        css: String,
        /// Files in the fonts folder, for PDF.
        files: FontFiles,
        /// The face of Arabic words, in letters of all languages.
        ///
        /// Without it: no letter with Arabic words can be made as PDF.
        arabic: Option<ScriptFonts>,
        /// The face of Chinese words, in letters of all languages.
        ///
        /// Without it: no letter with Chinese words can be made as PDF.
        chinese: Option<ScriptFonts>,
    }
}

record! {
    /// Font files of one family.
    FontFiles as "the group `files`" {
        /// Upright.
        regular: String,
        /// Bold.
        bold: String,
        /// Italic.
        italic: String,
        /// Bold italic.
        bold_italic: String,
    }
}

record! {
    /// The face of a script that the house's own family does not have. It is never slanted.
    ScriptFonts as "the face of the script" {
        /// The face's name in DOCX.
        #[examples("Arial", "Microsoft YaHei")]
        word: String,
        /// The names of faces in HTML, best first. They are asked for this script alone; Latin words between keep the house's.
        css: String,
        /// The file in the fonts folder, for PDF.
        regular: String,
        /// The bold one.
        bold: String,
        /// How large it is set in the PDF, as a multiple of the Latin letters beside it.
        ///
        /// Without it: 1.
        size: Option<f32>,
        /// The height of its lines in the PDF, as a multiple of the size of the letters.
        ///
        /// Without it: what the file says.
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
        (!sound(self.size, 0.5..=2.0) || !sound(self.line, 0.8..=3.0)).then(|| {
            format!("the face `{name}` has a size below 0.5 or above 2, or a line below 0.8 or above 3")
        })
    }
}
