//! What of a person a field of a form asks for: a word in letters and templates, a token in HTML.

/// Declares the purposes with their words in templates and their tokens in HTML
/// (HTML Living Standard, autofill detail tokens): the same.
macro_rules! purposes {
    ($($(#[doc = $doc:literal])+ $name:ident = $token:literal),+ $(,)?) => {
        /// What of a person a field asks for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Purpose {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Purpose {
            /// All purposes.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its word.
            pub fn token(self) -> &'static str {
                match self {
                    $(Self::$name => $token,)+
                }
            }

            /// What it asks for, in words.
            pub fn meaning(self) -> String {
                match self {
                    $(Self::$name => [$($doc),+].concat().trim().to_owned(),)+
                }
            }

            /// The purpose of a word.
            pub fn read(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|purpose| purpose.token() == word)
            }
        }
    };
}

purposes! {
    /// the full name
    Name = "name",
    /// Mr, Ms, Dr
    HonorificPrefix = "honorific-prefix",
    /// the given name
    GivenName = "given-name",
    /// the family name
    FamilyName = "family-name",
    /// the company or administration
    Organization = "organization",
    /// the position in the company or administration
    OrganizationTitle = "organization-title",
    /// the postal address
    StreetAddress = "street-address",
    /// the country
    CountryName = "country-name",
    /// the telephone number
    Tel = "tel",
    /// the e-mail address
    Email = "email",
    /// the date of birth
    Bday = "bday",
}
