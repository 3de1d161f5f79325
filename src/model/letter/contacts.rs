//! People and how to reach them.

use super::keys::{LetterValue, Walk, letter_record};
use crate::base::yaml::{Decode, Node, Schema, SchemaGenerator, Value, shape};
use crate::base::{Diagnostics, Located, Reported};
use serde_json::json;

letter_record! {
    /// How to reach a person or a team: any of these keys. An empty text (`""`) removes a row.
    #[derive(Default)]
    Contacts as "`contacts`" {
        /// The name of a person.
        ///
        /// Without it: in a letter, the entry of the group; in the directory, no such row.
        contact: Option<String> => Copied,
        /// The telephone number, as printed.
        ///
        /// Without it: in a letter, the entry of the group; in the directory, no such row.
        #[examples("+41 22 730 6206", "+41 22 730 5994")]
        tel: Option<String> => Copied,
        /// The telephone extension, as printed.
        ///
        /// Without it: in a letter, the entry of the group, unless the letter gives its own `tel`.
        extension: Option<String> => Copied,
        /// The fax number, as printed.
        ///
        /// Without it: in a letter, the entry of the group; in the directory, no such row.
        #[examples("+41 22 730 5853", "+41 22 730 5994")]
        fax: Option<String> => Copied,
        /// The e-mail address.
        ///
        /// Without it: in a letter, the entry of the group; in the directory, no such row.
        #[examples("tsbsg1@itu.int", "tsbsg4@itu.int")]
        e_mail: Option<Located<String>> => Copied,
        /// The web page.
        ///
        /// Without it: in a letter, the entry of the group; in the directory, no such row.
        #[examples("https://www.itu.int/go/tsg1", "https://www.itu.int/go/tsg4")]
        web: Option<Located<String>> => Copied,
    }
}

impl Contacts {
    /// These contacts over others: what they do not say, the others say.
    pub fn over(&self, others: &Self) -> Self {
        // An extension belongs to its number.
        let extension = if self.tel.is_some() { &None } else { &others.extension };
        Self {
            contact: self.contact.clone().or_else(|| others.contact.clone()),
            tel: self.tel.clone().or_else(|| others.tel.clone()),
            extension: self.extension.clone().or_else(|| extension.clone()),
            fax: self.fax.clone().or_else(|| others.fax.clone()),
            e_mail: self.e_mail.clone().or_else(|| others.e_mail.clone()),
            web: self.web.clone().or_else(|| others.web.clone()),
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
    const NAME: Option<&'static str> = Some("ContactList");
    fn decode(node: &Node, problems: &mut Diagnostics) -> Result<Self, Reported> {
        match node.value {
            Value::List(_) => Vec::decode(node, problems).map(Self),
            _ => Contacts::decode(node, problems).map(|contacts| Self(vec![contacts])),
        }
    }

    fn shape(book: &mut SchemaGenerator) -> Schema {
        // A schema of its own and not one of two forms: the usual form is what editors make a snippet of.
        let mut schema = Contacts::shape(book);
        schema.insert("type".to_owned(), json!(["object", "array"]));
        schema.insert("items".to_owned(), shape::of::<Contacts>(book).into());
        schema
    }
}

impl LetterValue for ContactList {
    fn walk(node: &mut Node, walk: &mut Walk<'_>) {
        Contacts::walk(node, walk);
        Vec::<Contacts>::walk(node, walk);
    }
}

letter_record! {
    /// The person who chairs a group.
    Chair as "`chair`" {
        /// `Mr`, `Ms` or `Dr`.
        ///
        /// Without it: no honorific.
        #[examples("Mr", "Ms", "Dr")]
        honorific: Option<String> => Copied + Translated,
        /// The given name and the family name.
        name: String => Copied,
        /// The Member State or organization.
        ///
        /// Without it: not mentioned.
        #[examples("Republic of Korea", "Senegal")]
        country: Option<String> => Copied + Translated,
    }
}

letter_record! {
    /// The person who signs on behalf of the signatory.
    Deputy as "`on-behalf`" {
        /// The name, as printed.
        name: String => Dropped,
        /// The title of the office: a list of lines.
        ///
        /// Without it: only the name is printed.
        title: Option<Vec<String>> => Dropped + Translated,
    }
}
