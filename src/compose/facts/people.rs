//! Facts of people: contacts, the chair, and those who sign.

use super::fact_group;

fact_group! {
    /// A contact of the bureau.
    pub struct ContactFacts {
        /// the name
        contact: Option<String>,
        /// the telephone number
        tel: Option<String>,
        /// the extension of that number
        extension: Option<String>,
        /// the fax number
        fax: Option<String>,
        /// the e-mail address
        e_mail: Option<String>,
        /// the web page
        web: Option<String>,
    }
}

fact_group! {
    /// Who chairs the group.
    #[derive(Clone)]
    pub struct ChairFacts {
        /// such as Mr
        honorific: Option<String>,
        /// the name
        name: String,
        /// the country
        country: Option<String>,
    }
}

fact_group! {
    /// Who signs the letter.
    pub struct SignatoryFacts {
        /// the name
        name: String,
        /// the title, line by line
        title: Vec<String>,
        /// the file of the image of the signature
        signature: Option<String>,
    }
}

fact_group! {
    /// Who signs on behalf of the signatory.
    pub struct DeputyFacts {
        /// the name
        name: String,
        /// the title, line by line
        title: Vec<String>,
    }
}
