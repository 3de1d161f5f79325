//! Practical information from the host of a meeting held away from headquarters.

use super::AnnexKind;
use crate::base::source::Located;
use crate::record;

record! {
    /// What the host of a meeting abroad tells those who come.
    HostAnnex as "the host annex" {
        /// `host`
        kind: AnnexKind,
        /// The title of the annex: Markdown with facts.
        ///
        /// Without it: the house style's.
        title: Option<Located<String>>,
        /// The building, with its address: Markdown with facts.
        ///
        /// Without it: not said.
        venue: Option<Located<String>>,
        /// How to get there, by airport, train, shuttle: Markdown with facts.
        ///
        /// Without it: not said.
        transport: Option<Located<String>>,
        /// Hotels: a list.
        ///
        /// Without it: none.
        hotels: Option<Vec<Hotel>>,
        /// What to know about the hotels, such as rates and how to book: Markdown with facts.
        ///
        /// Without it: not said.
        hotel_note: Option<Located<String>>,
        /// Entry formalities and visas: Markdown with facts.
        ///
        /// Without it: not said.
        visa: Option<Located<String>>,
        /// The money of the country: Markdown with facts.
        ///
        /// Without it: not said.
        currency: Option<Located<String>>,
        /// Voltage and plugs: Markdown with facts.
        ///
        /// Without it: not said.
        electricity: Option<Located<String>>,
        /// The weather: Markdown with facts.
        ///
        /// Without it: not said.
        climate: Option<Located<String>>,
        /// Vaccinations, insurance, emergency numbers: Markdown with facts.
        ///
        /// Without it: not said.
        health: Option<Located<String>>,
        /// Whom to ask: Markdown with facts.
        ///
        /// Without it: not said.
        contact: Option<Located<String>>,
        /// Anything else, after the rest: Markdown with facts.
        ///
        /// Without it: not said.
        text: Option<Located<String>>,
    }
}

record! {
    /// A hotel.
    Hotel as "the hotel" {
        /// Its name.
        #[examples("Grand Hotel", "Hotel Central")]
        name: Located<String>,
        /// What a night costs.
        ///
        /// Without it: not said.
        #[examples("EUR 95", "CHF 180")]
        rate: Option<String>,
        /// How far it is from the venue.
        ///
        /// Without it: not said.
        #[examples("300 m", "2 km")]
        distance: Option<String>,
        /// Its address.
        ///
        /// Without it: not said.
        address: Option<String>,
        /// Its telephone number.
        ///
        /// Without it: not said.
        tel: Option<String>,
        /// Its e-mail address.
        ///
        /// Without it: not said.
        e_mail: Option<Located<String>>,
        /// Its web page.
        ///
        /// Without it: not said.
        web: Option<Located<String>>,
    }
}
