//! People and how to reach them.

use crate::record;
use crate::source::Located;

record! {
    /// How to reach the secretariat of a group; any subset.
    Contacts as "the group `contacts`" {
        /// A person's name.
        contact: Option<String>,
        /// Telephone, as printed.
        tel: Option<String>,
        /// Fax, as printed.
        fax: Option<String>,
        /// E-mail address.
        e_mail: Option<Located<String>>,
        /// Web page.
        web: Option<Located<String>>,
    }
}

record! {
    /// Who chairs a group.
    Chair as "the chair" {
        /// `Mr`, `Ms`, `Dr`.
        honorific: Option<String>,
        /// Given name and family name.
        name: String,
        /// Member State or organization.
        country: Option<String>,
    }
}
