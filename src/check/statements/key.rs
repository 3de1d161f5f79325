//! What the words of the lexicon tell a reader.

use serde::Deserialize;

/// What a word tells a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the words of the files say what each key stands for")]
pub enum Key {
    // What a clause can be about.
    Meeting,
    Opening,
    Closing,
    Desk,
    Venue,
    VirtualPart,
    PhysicalPart,
    Workshop,
    Tutorial,
    Forum,
    Seminar,
    Training,
    Symposium,
    Exhibition,
    Webinar,
    Side,
    People,
    Registration,
    Translation,
    Captioning,
    Fellowship,
    Interpretation,
    Visa,
    Contributions,
    Apart,
    Aside,
    Deadline,
    Annex,
    ThisLetter,
    Body,
    /// The letter's own group, or one that meets with it; made from [`Key::GroupName`].
    Own,
    // What groups are called.
    GroupName,
    PartyName,
    Question,
    // How it is told from others of its kind.
    Other,
    Next,
    Moved,
    Invite,
    // What joins words.
    Of,
    Preposition,
    Determiner,
    Relative,
    // What is said of it.
    Meet,
    Begin,
    End,
    Provide,
    Future,
    Past,
    Due,
    Virtual,
    NoTravel,
    Physical,
    Hybrid,
    Remote,
    Only,
    Negation,
    Condition,
    Language,
    English,
    French,
    Spanish,
    Russian,
    Chinese,
    Arabic,
    AllLanguages,
    Chair,
    Vice,
    Director,
    Honorific,
    Letter,
    Circular,
    Citing,
    Dated,
    Period,
    Reference,
    // What annexes contain.
    Agenda,
    TimePlan,
    Practical,
    HostInformation,
    QuestionList,
    Form,
    // Times of day and lengths of time.
    Am,
    Pm,
    Hour,
    Noon,
    /// `morning`, `afternoon`.
    HalfDay,
    Half,
    At,
    Joins,
    And,
    Between,
    Daily,
    OtherDay,
    FirstDay,
    Days,
    Weeks,
    /// Days on which people work.
    WorkingDays,
    /// A month as a length of time.
    MonthUnit,
    Lasts,
    Attached,
    /// `where`, `when`: what follows says what is at the place or the time before it.
    Where,
    Respectively,
    /// `end of`, before a month.
    EndOf,
    /// What people join a virtual meeting with.
    Tool,
    /// Offices that are neither the Chair's nor the Director's.
    Office,
    /// A length of time in quarters of an hour: `half an hour`.
    Span,
    /// `the third time`.
    TimeOf,
    Headquarters,
    /// Recommendations and the like, which have annexes of their own.
    Document,
    /// What is told to those who asked: `will be notified`.
    Inform,
    /// `so that`, which joins clauses.
    So,
    In,
    // Made from the lists of a file.
    Number,
    Ordinal,
    Month,
    /// `early`, `mid`, `late`.
    MonthPart,
    HourName,
    Town,
    /// Who hosts a meeting: `Government`.
    Government,
    /// `hosting`, `at the invitation of`.
    Hosting,
    Nation,
}

impl Key {
    /// A kind of event.
    pub fn is_event(self) -> bool {
        matches!(
            self,
            Self::Workshop
                | Self::Tutorial
                | Self::Forum
                | Self::Seminar
                | Self::Training
                | Self::Symposium
                | Self::Exhibition
                | Self::Webinar
        )
    }

    /// A kind of word that can be spoken of.
    pub fn is_noun(self) -> bool {
        self.is_event()
            || matches!(
                self,
                Self::Meeting
                    | Self::Opening
                    | Self::Closing
                    | Self::Desk
                    | Self::Venue
                    | Self::VirtualPart
                    | Self::PhysicalPart
                    | Self::Side
                    | Self::People
                    | Self::Registration
                    | Self::Own
                    | Self::Body
                    | Self::Aside
                    | Self::Apart
                    | Self::Interpretation
                    | Self::Annex
                    | Self::Chair
            )
    }
}
