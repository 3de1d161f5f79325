//! Practical information from the host of a meeting held away from headquarters.

use super::AnnexKind;
use crate::record;
use crate::source::Located;

record! {
    /// What the host tells those who come. Every text is Markdown with facts.
    HostAnnex as "the host annex" {
        /// `host`.
        kind: AnnexKind,
        /// The title, when not the usual one.
        title: Option<Located<String>>,
        /// The building, with its address.
        venue: Option<Located<String>>,
        /// How to get there: airport, trains, shuttles.
        transport: Option<Located<String>>,
        /// Hotels.
        hotels: Option<Vec<Hotel>>,
        /// What to know about the hotels (rates, how to book).
        hotel_note: Option<Located<String>>,
        /// Entry formalities and visas.
        visa: Option<Located<String>>,
        /// Money.
        currency: Option<Located<String>>,
        /// Voltage and plugs.
        electricity: Option<Located<String>>,
        /// Weather.
        climate: Option<Located<String>>,
        /// Vaccinations, insurance, emergency numbers.
        health: Option<Located<String>>,
        /// Whom to ask.
        contact: Option<Located<String>>,
        /// Anything else, after the rest.
        text: Option<Located<String>>,
    }
}

record! {
    /// A hotel.
    Hotel as "the hotel" {
        /// Its name.
        name: Located<String>,
        /// What a night costs.
        rate: Option<String>,
        /// How far it is from the venue.
        distance: Option<String>,
        /// Its address.
        address: Option<String>,
        /// Its telephone.
        tel: Option<String>,
        /// Its e-mail address.
        e_mail: Option<Located<String>>,
        /// Its web page.
        web: Option<Located<String>>,
    }
}
