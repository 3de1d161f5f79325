//! Practical information from the host of a meeting held away from headquarters.

use super::AnnexKind;
use crate::base::Located;
use crate::base::yaml::record;

record! {
    /// Information for participants from the host of a meeting outside Geneva.
    HostAnnex as "the host annex" {
        /// `host`
        kind: AnnexKind,
        /// The title of the annex. Markdown and facts allowed.
        ///
        /// Without it: the title in the house style.
        title: Option<Located<String>>,
        /// The building and its address. Markdown and facts allowed.
        ///
        /// Without it: not mentioned.
        venue: Option<Located<String>>,
        /// How to get there: by airport, train or shuttle. Markdown and facts allowed.
        ///
        /// Without it: not mentioned.
        transport: Option<Located<String>>,
        /// The hotels: a list.
        ///
        /// Without it: no hotels.
        hotels: Option<Vec<Hotel>>,
        /// General information about the hotels, such as rates and how to book. Markdown and facts allowed.
        ///
        /// Without it: not mentioned.
        hotel_note: Option<Located<String>>,
        /// Entry formalities and visas. Markdown and facts allowed.
        ///
        /// Without it: not mentioned.
        visa: Option<Located<String>>,
        /// The currency of the country. Markdown and facts allowed.
        ///
        /// Without it: not mentioned.
        currency: Option<Located<String>>,
        /// The voltage and the type of plugs. Markdown and facts allowed.
        ///
        /// Without it: not mentioned.
        electricity: Option<Located<String>>,
        /// The weather to expect. Markdown and facts allowed.
        ///
        /// Without it: not mentioned.
        climate: Option<Located<String>>,
        /// Vaccinations, insurance and emergency numbers. Markdown and facts allowed.
        ///
        /// Without it: not mentioned.
        health: Option<Located<String>>,
        /// The person or team to contact. Markdown and facts allowed.
        ///
        /// Without it: not mentioned.
        contact: Option<Located<String>>,
        /// Any other information; it is printed last. Markdown and facts allowed.
        ///
        /// Without it: no other information.
        text: Option<Located<String>>,
    }
}

record! {
    /// A hotel.
    Hotel as "the hotel" {
        /// The name of the hotel.
        #[examples("Grand Hotel", "Hotel Central")]
        name: Located<String>,
        /// The price of a night.
        ///
        /// Without it: not mentioned.
        #[examples("EUR 95", "CHF 180")]
        rate: Option<String>,
        /// The distance from the venue.
        ///
        /// Without it: not mentioned.
        #[examples("300 m", "2 km")]
        distance: Option<String>,
        /// The address.
        ///
        /// Without it: not mentioned.
        address: Option<String>,
        /// The telephone number.
        ///
        /// Without it: not mentioned.
        tel: Option<String>,
        /// The e-mail address.
        ///
        /// Without it: not mentioned.
        e_mail: Option<Located<String>>,
        /// The web page.
        ///
        /// Without it: not mentioned.
        web: Option<Located<String>>,
    }
}
