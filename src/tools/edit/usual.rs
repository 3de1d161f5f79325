//! Annexes that a letter has by the house style alone, without a key `annexes`: what the page shows of them, and what becomes of
//! the list when something is put into one of them.

use super::field::{Below, Field, Place, Reader};
use super::key::Book;
use super::keys;
use super::letter::Letter;
use super::lists::{Usual, added};
use super::refusal::Refusal;
use super::text::Pen;
use crate::base::yaml::edit::{Change, Said};
use crate::check::explain::capital;
use serde_json::Value;

/// The number of an annex, counted from 1, and the key of it that an address is about.
fn read(at: &str) -> Option<(usize, Option<&str>)> {
    let rest = at.strip_prefix("annexes.")?;
    let (number, key) = rest.split_once('.').map_or((rest, None), |(number, key)| (number, Some(key)));
    Some((number.parse().ok()?, key))
}

/// Whether a letter leaves its annexes to the house style.
pub fn are_usual(letter: &Letter) -> bool {
    letter.value("annexes").is_none()
}

impl Reader<'_> {
    /// What is shown of a usual annex, or of a list in it.
    pub fn usual_annex(&self, at: &str) -> Option<Field> {
        let (number, key) = read(at).filter(|_| are_usual(self.letter))?;
        let annexes = &self.composition.resolved.as_ref()?.annexes;
        let kind = annexes.get(number.checked_sub(1)?)?.kind;
        let schema = self.book.kind_of_annex(kind.word())?;
        let mut field = self.empty(at, "house");
        let Some(key) = key else {
            field.name = capital(&kind.meaning());
            field.help = "The house style adds this annex.".to_owned();
            field.old = Some(String::new());
            field.fields = lists(self.book, schema, at);
            if self.letter.files.original.is_none() {
                field.can.extend(["move", "remove", "add"]);
            }
            let add = added("annexes", self.letter, self.session);
            field.list = Some(Place { at: "annexes".to_owned(), index: number, count: annexes.len(), add });
            return Some(field);
        };
        let known = self.book.field_of(schema, key).filter(|known| is_list(known.schema.kind))?;
        (field.kind, field.name, field.help, field.without) = ("list", known.name, known.help, known.without);
        let add = added(at, self.letter, self.session);
        field.can.extend((!add.is_empty() && self.letter.files.original.is_none()).then_some("add"));
        field.list = Some(Place { at: at.to_owned(), index: 0, count: 0, add });
        Some(field)
    }
}

/// Whether something can be put into a key one after the other.
fn is_list(kind: &str) -> bool {
    matches!(kind, "list" | "texts")
}

/// The lists of an annex.
fn lists(book: &Book, schema: &Value, at: &str) -> Vec<Below> {
    let list = |key: &str| {
        let field = book.field_of(schema, key).filter(|field| is_list(field.schema.kind))?;
        Some(Below { at: format!("{at}.{key}"), name: field.name, value: Value::Null, schema: field.schema })
    };
    ["notes", "items"].into_iter().filter_map(list).collect()
}

impl Pen<'_> {
    /// Writes out the annexes with a first entry in a list of one of them; nothing where the letter has them already.
    ///
    /// # Errors
    /// There is no such annex.
    pub fn put_into_usual(&self, list: &str, item: &Said, usual: &Usual) -> Result<Option<Change>, Refusal> {
        let Some((number, Some(key))) = read(list).filter(|_| are_usual(self.letter)) else {
            return Ok(None);
        };
        let Some(Said::List(mut annexes)) = usual.list("annexes") else { return Err(Refusal::Gone) };
        match number.checked_sub(1).and_then(|index| annexes.get_mut(index)) {
            Some(Said::Group(entries)) => entries.push((key.to_owned(), Said::List(vec![item.clone()]))),
            _ => return Err(Refusal::Gone),
        }
        Ok(Some(keys::set(self.letter, &["annexes"], &[], Said::List(annexes), keys::usual_order)))
    }
}
