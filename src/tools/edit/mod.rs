//! `letters edit` without its server: what stands at a place of a letter, and edits of it. The page sends what is meant in
//! parts of texts and in values; here it becomes the smallest edit of the YAML file that says it, and is proved.
//!
//! `letter` is a letter as its files have it, `address` leads to its places, `key` knows the keys from their schema. `parts`
//! are texts as the page has them, `field` and `outline` are what it shows, `marks` says in a draft where its words come
//! from. `apply` makes the edits of a `request` (`text`, `value`, `insert`, `order`, `translated`, `findings`), `trial` says what they
//! would change, `history` undoes them, `refusal` says why not.

mod address;
mod apply;
mod directory;
mod facts;
mod field;
mod findings;
mod history;
mod insert;
mod key;
mod keys;
mod letter;
mod lists;
mod marks;
mod order;
mod outline;
mod page;
mod parts;
mod refusal;
mod request;
mod text;
mod translated;
mod trial;
mod usual;
mod value;
mod wording;

pub use apply::{Applied, apply, made};
pub use directory::{DirectoryEdit, DirectoryFiles, Which};
pub use facts::{Offered, offered};
pub use field::{Field, field};
pub use findings::{Found, all as as_found, found};
pub use history::{History, Top, Way};
pub use key::Book;
pub use letter::{Letter, Text, base, composed, files};
pub use marks::with_places;
pub use outline::{Entry, Outline, outline};
pub use parts::{Given, Part};
pub use refusal::Refusal;
pub use request::Edit;
pub use translated::{Lacking, lacking};
pub use trial::{Compared, Trial, attempt};
