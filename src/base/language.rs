//! The six official languages of the Union.

use crate::base::text::several;

/// An official language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Arabic.
    Arabic,
    /// Chinese, simplified.
    Chinese,
    /// English, the source of the others.
    #[default]
    English,
    /// French.
    French,
    /// Russian.
    Russian,
    /// Spanish.
    Spanish,
}

impl Language {
    /// All six in the order of their letters in file names: A C E F R S.
    pub const ALL: [Self; 6] =
        [Self::Arabic, Self::Chinese, Self::English, Self::French, Self::Russian, Self::Spanish];

    /// All six as readers are offered them: the source first.
    pub const FOR_READERS: [Self; 6] =
        [Self::English, Self::French, Self::Spanish, Self::Russian, Self::Chinese, Self::Arabic];

    /// Its place in [`Language::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// The code in YAML (`en`).
    pub fn code(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::Chinese => "zh",
            Self::English => "en",
            Self::French => "fr",
            Self::Russian => "ru",
            Self::Spanish => "es",
        }
    }

    /// The BCP 47 tag that files carry (`en-GB`).
    pub fn tag(self) -> &'static str {
        match self {
            Self::Arabic => "ar-SA",
            Self::Chinese => "zh-CN",
            Self::English => "en-GB",
            Self::French => "fr-FR",
            Self::Russian => "ru-RU",
            Self::Spanish => "es-ES",
        }
    }

    /// The letter in DMS file names (`E`).
    pub fn letter(self) -> char {
        match self {
            Self::Arabic => 'A',
            Self::Chinese => 'C',
            Self::English => 'E',
            Self::French => 'F',
            Self::Russian => 'R',
            Self::Spanish => 'S',
        }
    }

    /// The English name of the language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Arabic => "Arabic",
            Self::Chinese => "Chinese",
            Self::English => "English",
            Self::French => "French",
            Self::Russian => "Russian",
            Self::Spanish => "Spanish",
        }
    }

    /// What it calls itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Arabic => "العربية",
            Self::Chinese => "中文",
            Self::English => "English",
            Self::French => "français",
            Self::Russian => "русский",
            Self::Spanish => "español",
        }
    }

    /// Whether it is written from right to left.
    pub fn is_right_to_left(self) -> bool {
        self == Self::Arabic
    }

    /// The languages with the letters of file names before them, for people: `French, Spanish and Arabic`.
    pub fn names(languages: &[Self]) -> String {
        several(languages.iter().map(|language| language.name()), Self::ALL.len())
    }

    /// The language with this code in YAML.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.code() == code)
    }
}
