//! Facts of the letter itself and of its group.

use super::fact_group;
use chrono::NaiveDate;

fact_group! {
    /// The letter itself.
    pub struct LetterFacts {
        /// `collective` or `circular`
        series: &'static str,
        /// whether it is a circular
        circular: bool,
        /// its number in the study period
        number: u32,
        /// the number of the addendum
        addendum: Option<u32>,
        /// the number of the corrigendum
        corrigendum: Option<u32>,
        /// the number of the revision
        revision: Option<u32>,
        /// the date of the letter that an addendum, a corrigendum or a revision changes
        date_of_original: Option<NaiveDate>,
        /// its date
        date: NaiveDate,
        /// the year of its date
        year: i32,
        /// the study period, such as `T17`
        period: &'static str,
        /// the reference of the bureau's file
        file_reference: Option<String>,
        /// `draft` or `issued`
        status: &'static str,
        /// the code of its language, such as `en`
        language: &'static str,
        /// its name in ITU's document system, such as `T17-SG1-COL-0011`
        name: String,
        /// what is printed before each addressee: `dash` or `none`
        addressee_marks: &'static str,
        /// whether the letter says *we* and not *I*
        we: bool,
        /// what the subject has before place and dates, if the letter says so: `comma`, `semicolon` or `line`
        subject_mark: Option<&'static str>,
        /// whether the paragraphs of the body are numbered
        numbered_paragraphs: bool,
        /// whether the head of each annex refers to the letter
        annex_reference: bool,
    }
}

fact_group! {
    /// The group that meets.
    pub struct GroupFacts {
        /// its code, such as SG1
        code: String,
        /// its name, such as Study Group 1
        name: String,
        /// in languages with cases, the name after *of*
        genitive: String,
        /// the number of a study group, such as 1
        number: Option<String>,
        /// what it works on, such as Security
        title: Option<String>,
        /// how ITU writes it in references, such as 1
        designation: String,
        /// its web page
        homepage: Option<String>,
        /// the name of a regional group's study group
        parent: Option<String>,
        /// the number of that study group
        parent_number: Option<String>,
        /// the region of a regional group
        region: Option<String>,
    }
}
