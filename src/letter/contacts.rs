//! People and how to reach them.

use crate::diagnostic::Diagnostics;
use crate::record;
use crate::source::Located;
use crate::yaml::{Decode, Node, Value};

record! {
    /// How to reach somebody; any subset.
    #[derive(Default)]
    Contacts as "the group `contacts`" {
        /// A person's name.
        contact: Option<String>,
        /// Telephone, as printed.
        tel: Option<String>,
        /// The extension, as printed.
        extension: Option<String>,
        /// Fax, as printed.
        fax: Option<String>,
        /// E-mail address.
        e_mail: Option<Located<String>>,
        /// Web page.
        web: Option<Located<String>>,
    }
}

impl Contacts {
    /// These contacts over others: what they do not say, the others say.
    pub fn over(&self, others: &Self) -> Self {
        fn first<T: Clone>(own: &Option<T>, other: &Option<T>) -> Option<T> {
            own.clone().or_else(|| other.clone())
        }
        Self {
            contact: first(&self.contact, &others.contact),
            tel: first(&self.tel, &others.tel),
            // An extension belongs to its number.
            extension: if self.tel.is_some() {
                self.extension.clone()
            } else {
                first(&self.extension, &others.extension)
            },
            fax: first(&self.fax, &others.fax),
            e_mail: first(&self.e_mail, &others.e_mail),
            web: first(&self.web, &others.web),
        }
    }

    /// The rows that say something: an empty text leaves one out.
    pub fn without_empty(mut self) -> Self {
        for row in [&mut self.contact, &mut self.tel, &mut self.extension, &mut self.fax] {
            row.take_if(|text| text.trim().is_empty());
        }
        for row in [&mut self.e_mail, &mut self.web] {
            row.take_if(|text| text.trim().is_empty());
        }
        self
    }
}

/// One group of contacts, or several: written as a group of keys, or as a list of such groups.
#[derive(Clone, Debug, PartialEq)]
pub struct ContactList(pub Vec<Contacts>);

impl Decode for ContactList {
    const EXPECTED: &'static str = Contacts::EXPECTED;
    fn decode(node: &Node, problems: &mut Diagnostics) -> Option<Self> {
        match node.value {
            Value::List(_) => Vec::decode(node, problems).map(Self),
            _ => Contacts::decode(node, problems).map(|contacts| Self(vec![contacts])),
        }
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

record! {
    /// Who signs on behalf of the signatory.
    Deputy as "the group `on-behalf`" {
        /// The name as printed.
        name: String,
        /// The office, line by line.
        title: Option<Vec<String>>,
    }
}
