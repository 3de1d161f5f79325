//! The annex with practical meeting information: items of the house style, and the letter's own.

use super::keys::letter_record;
use super::{AnnexKind, Texts};
use crate::base::Located;

letter_record! {
    /// Practical meeting information: the items of the house style that apply to the meeting.
    Practical as "the practical annex" {
        /// `practical`
        kind: AnnexKind => Copied,
        /// The title of the annex. Markdown and facts allowed.
        ///
        /// Without it: the title in the house style.
        title: Option<Located<String>> => Carried + Translated,
        /// Your own versions of items in `templates/items/`, by name. Markdown and facts allowed. An empty
        /// text (`""`) removes the item. `by-style` adds an item that this kind of meeting does not usually
        /// have, in the words of the house style.
        ///
        /// Without it: the items of the house style.
        items: Option<Texts> => Each + Translated,
        /// Items that the house style does not have: a list. Each has a heading of its own and follows an item of the
        /// house style.
        ///
        /// Without it: no other items.
        own_items: Option<Vec<OwnItem>> => Each + Translated,
    }
}

letter_record! {
    /// An item of the letter's own.
    OwnItem as "the item" {
        /// The bold heading, without its colon. Markdown and facts allowed.
        #[examples("PARKING", "COFFEE BREAKS")]
        head: Located<String> => Carried + Translated,
        /// The text that follows the heading, of one or more paragraphs. Markdown and facts allowed.
        text: Located<String> => Each + Translated,
        /// The item in `templates/items/` that it follows; also if the letter does not print that one.
        #[examples("registration", "hotels")]
        after: Located<String> => Copied,
    }
}
