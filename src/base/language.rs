//! The languages that letters are written in: the six official ones of the Union.
//!
//! What a language says and how it looks is data, in its phrases file and in the theme. Here is one line for each:
//! its names, and its script, by which the program knows how to set it.

use crate::base::Script;
use crate::base::text::several;

/// What the program knows of a language.
struct Row {
    code: &'static str,
    tag: &'static str,
    letter: char,
    name: &'static str,
    own_name: &'static str,
    script: Script,
}

/// Declares the languages in the order of their letters in file names. `English` is the source of the others.
macro_rules! languages {
    ($( $name:ident $code:literal $tag:literal $letter:literal $script:ident $own_name:literal; )*) => {
        /// A language that letters are written in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Language { $( #[doc = stringify!($name)] $name ),* }

        static ROWS: [Row; Language::ALL.len()] = [$( Row {
            code: $code,
            tag: $tag,
            letter: $letter,
            name: stringify!($name),
            own_name: $own_name,
            script: Script::$script,
        } ),*];

        impl Language {
            /// All of them in the order of their letters in file names: A C E F R S.
            pub const ALL: [Self; [$( $letter ),*].len()] = [$( Self::$name ),*];
        }
    };
}

languages! {
    Arabic  "ar" "ar-SA" 'A' Arabic   "العربية";
    Chinese "zh" "zh-CN" 'C' Chinese  "中文";
    English "en" "en-GB" 'E' Latin    "English";
    French  "fr" "fr-FR" 'F' Latin    "français";
    Russian "ru" "ru-RU" 'R' Cyrillic "русский";
    Spanish "es" "es-ES" 'S' Latin    "español";
}

#[allow(clippy::derivable_impls, reason = "the variants are written by the macro")]
impl Default for Language {
    fn default() -> Self {
        Self::English
    }
}

impl Language {
    /// All of them as readers are offered them: the source first, then script by script.
    pub fn for_readers() -> [Self; Self::ALL.len()] {
        let mut all = Self::ALL;
        all.sort_by_key(|language| (*language != Self::English, language.script(), language.name()));
        all
    }

    fn row(self) -> &'static Row {
        &ROWS[self.index()]
    }

    /// Its place in [`Language::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// The code in YAML (`en`).
    pub fn code(self) -> &'static str {
        self.row().code
    }

    /// The BCP 47 tag that files carry (`en-GB`).
    pub fn tag(self) -> &'static str {
        self.row().tag
    }

    /// The letter in DMS file names (`E`).
    pub fn letter(self) -> char {
        self.row().letter
    }

    /// The English name of the language.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// What it calls itself.
    pub fn own_name(self) -> &'static str {
        self.row().own_name
    }

    /// The script that it is written in.
    pub fn script(self) -> Script {
        self.row().script
    }

    /// Whether it is written from right to left.
    pub fn is_right_to_left(self) -> bool {
        self.script() == Script::Arabic
    }

    /// The names of languages, for people: `French, Spanish and Arabic`.
    pub fn names(languages: &[Self]) -> String {
        several(languages.iter().map(|language| language.name()), Self::ALL.len())
    }

    /// The language with this code in YAML.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.code() == code)
    }
}
