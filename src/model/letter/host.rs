//! Practical information from the host of a meeting held away from headquarters.

use super::AnnexKind;
use super::keys::letter_record;
use crate::base::Located;

letter_record! {
    /// Information for participants from the host of a meeting outside Geneva.
    HostAnnex as "the host annex" {
        /// `host`
        kind: AnnexKind => Copied,
        /// The title of the annex. Markdown and facts allowed.
        ///
        /// Without it: the title in the house style.
        title: Option<Located<String>> => Carried + Translated,
        /// The building and its address. Markdown and facts allowed.
        ///
        /// Without it: not mentioned.
        venue: Option<Located<String>> => Each + Translated,
        /// How to get there: by airport, train or shuttle. Markdown and facts allowed.
        ///
        /// Without it: not mentioned.
        transport: Option<Located<String>> => Each + Translated,
        /// The hotels: a list.
        ///
        /// Without it: no hotels.
        hotels: Option<Vec<Hotel>> => Checked,
        /// General information about the hotels, such as rates and how to book. Markdown and facts allowed.
        ///
        /// Without it: not mentioned.
        hotel_note: Option<Located<String>> => Each + Translated,
        /// Entry formalities and visas. Markdown and facts allowed.
        ///
        /// Without it: not mentioned.
        visa: Option<Located<String>> => Each + Translated,
        /// The currency of the country. Markdown and facts allowed.
        ///
        /// Without it: not mentioned.
        currency: Option<Located<String>> => Each + Translated,
        /// The voltage and the type of plugs. Markdown and facts allowed.
        ///
        /// Without it: not mentioned.
        electricity: Option<Located<String>> => Each + Translated,
        /// The weather to expect. Markdown and facts allowed.
        ///
        /// Without it: not mentioned.
        climate: Option<Located<String>> => Each + Translated,
        /// Vaccinations, insurance and emergency numbers. Markdown and facts allowed.
        ///
        /// Without it: not mentioned.
        health: Option<Located<String>> => Each + Translated,
        /// The person or team to contact. Markdown and facts allowed.
        ///
        /// Without it: not mentioned.
        contact: Option<Located<String>> => Each + Translated,
        /// Any other information; it is printed last. Markdown and facts allowed.
        ///
        /// Without it: no other information.
        text: Option<Located<String>> => Each + Translated,
    }
}

letter_record! {
    /// A hotel.
    Hotel as "the hotel" {
        /// The name of the hotel.
        #[examples("Grand Hotel", "Hotel Central")]
        name: Located<String> => Copied,
        /// The price of a night.
        ///
        /// Without it: not mentioned.
        #[examples("EUR 95", "CHF 180")]
        rate: Option<String> => Left + Translated,
        /// The distance from the venue.
        ///
        /// Without it: not mentioned.
        #[examples("300 m", "2 km")]
        distance: Option<String> => Copied + Translated,
        /// The address.
        ///
        /// Without it: not mentioned.
        address: Option<String> => Copied + Translated,
        /// The telephone number.
        ///
        /// Without it: not mentioned.
        tel: Option<String> => Copied,
        /// The e-mail address.
        ///
        /// Without it: not mentioned.
        e_mail: Option<Located<String>> => Copied,
        /// The web page.
        ///
        /// Without it: not mentioned.
        web: Option<Located<String>> => Copied,
    }
}
