//! Who approved a letter before it was issued.

use super::keys::letter_record;
use crate::base::Located;
use chrono::NaiveDate;

letter_record! {
    /// Who approved the letter, and when. `letters issue` writes it.
    Approval as "`approved`" {
        /// The name of the person.
        #[examples("Jane Example", "John Example")]
        by: String => Dropped,
        /// The date of the approval.
        #[examples("2021-01-21", "2025-01-20")]
        date: Located<NaiveDate> => Dropped,
    }
}
