//! Facts of annexes: what all have, and what those of a kind have.

use super::{Fact, Known, Shape, fact_group};
use crate::model::letter::AnnexKind;
use std::collections::BTreeMap;
use tera::Value;

fact_group! {
    /// What every annex has.
    pub struct CommonFacts {
        /// the kind, such as `agenda`
        kind: &'static str,
        /// the name of its bookmark
        id: String,
        /// its letter, such as A
        letter: String,
        /// its number in its head, such as ANNEX A
        number: Value,
        /// the reference to the letter, where heads have one
        reference: Option<Value>,
        /// its title
        title: Value,
        /// its name and title, without markup
        outline: String,
        /// whether its pages are in landscape format
        landscape: bool,
        /// in `letter.md`: what the template of its kind printed
        content: Option<Value>,
    }
}

/// Declares what the annexes of each kind have besides; every kind of the model must be there.
macro_rules! contents {
    ($($kind:ident: $facts:ty,)+) => {
        /// What the annexes of a kind have, for the template of that name in `annexes/`.
            pub enum AnnexContent {
            $(#[doc = concat!("Of [`AnnexKind::", stringify!($kind), "`].")] $kind($facts),)+
        }

        impl AnnexContent {
            /// The facts of a kind, by name.
            pub fn known(kind: AnnexKind) -> Vec<Known> {
                let shape = match kind {
                    $(AnnexKind::$kind => <$facts as Fact>::shape(),)+
                };
                if let Shape::Group(known) = shape { known } else { Vec::new() }
            }

            fn value(self) -> Value {
                match self {
                    $(Self::$kind(facts) => facts.value(),)+
                }
            }
        }
    };
}

contents! {
    Practical: NoFacts,
    Agenda: AgendaFacts,
    Host: HostFacts,
    Form: FilledFormFacts,
    Image: ImageFacts,
    Text: TextFacts,
    TimePlan: PlanFacts,
    Questions: ListFacts,
}

/// An annex for templates: what every annex has, and what those of its kind have.
#[derive(Clone)]
pub struct AnnexFacts(BTreeMap<String, Value>);

impl AnnexFacts {
    /// An annex whose template has not printed it; without `content` after an error.
    pub fn new(common: CommonFacts, content: Option<AnnexContent>) -> Self {
        let groups = [Some(common.value()), content.map(AnnexContent::value)];
        let facts = groups.iter().flatten().filter_map(Value::as_map).flatten();
        Self(facts.map(|(name, value)| (name.to_string(), value.clone())).collect())
    }

    /// Adds what its template printed.
    pub fn print(&mut self, content: Value) {
        self.0.insert("content".to_owned(), content);
    }
}

impl Fact for AnnexFacts {
    fn shape() -> Shape {
        CommonFacts::shape()
    }

    fn value(self) -> Value {
        self.0.into()
    }
}

/// Nothing besides what every annex has.
pub struct NoFacts;

impl Fact for NoFacts {
    fn shape() -> Shape {
        Shape::Group(Vec::new())
    }

    fn value(self) -> Value {
        Value::none()
    }
}

fact_group! {
    /// The agenda.
    pub struct AgendaFacts {
        /// the notes above the items
        notes: Vec<Value>,
        /// the numbering of the items
        numbering: String,
        /// the items as a list
        agenda: Value,
    }
}

fact_group! {
    /// Practical information from the host.
    pub struct HostFacts {
        /// where the meeting is
        venue: Option<Value>,
        /// how to get there
        transport: Option<Value>,
        /// what to know about hotels
        hotel_note: Option<Value>,
        /// how to get a visa
        visa: Option<Value>,
        /// the currency
        currency: Option<Value>,
        /// the electricity
        electricity: Option<Value>,
        /// the climate
        climate: Option<Value>,
        /// what to know about health
        health: Option<Value>,
        /// whom to ask
        contact: Option<Value>,
        /// what else to know
        text: Option<Value>,
        /// the hotels
        hotels: Vec<HotelFacts>,
    }
}

fact_group! {
    /// A hotel.
    pub struct HotelFacts {
        /// its name
        name: Value,
        /// what a room costs
        rate: Option<String>,
        /// how far it is
        distance: Option<String>,
        /// its address
        address: Option<String>,
        /// its telephone number
        tel: Option<String>,
        /// its e-mail address
        e_mail: Option<String>,
        /// its web page
        web: Option<String>,
    }
}

fact_group! {
    /// A form.
    pub struct FilledFormFacts {
        /// the form as its template in `forms/`, or `annexes/fields.md`, printed it
        form: Value,
    }
}

fact_group! {
    /// An image.
    pub struct ImageFacts {
        /// the name of its file
        image: String,
        /// what it shows, for people who do not see it
        alt: Value,
        /// the words below it
        caption: Option<Value>,
    }
}

fact_group! {
    /// A text of the letter.
    pub struct TextFacts {
        /// the text
        text: Value,
    }
}

fact_group! {
    /// The draft time plan.
    pub struct PlanFacts {
        /// whether it is a file of its own
        attached: bool,
        /// its web page, if the annex only links to it
        web: Option<String>,
        /// the grids of days and sessions: none if it is not shown, one, or several of some weeks if a page is not wide enough
        grids: Vec<GridFacts>,
    }
}

fact_group! {
    /// The grid of a time plan.
    pub struct GridFacts {
        /// the widths of the columns, for `<table>`
        columns: String,
        /// how many columns there are
        count: usize,
        /// the days
        days: Vec<DayFacts>,
        /// the names of the sessions, repeated for every day
        sessions: Vec<String>,
        /// the rows
        rows: Vec<RowFacts>,
        /// the notes below
        notes: Vec<NoteFacts>,
    }
}

fact_group! {
    /// A day of the grid, or a weekend.
    pub struct DayFacts {
        /// the lines in its head
        lines: Vec<String>,
        /// whether it is a weekend
        weekend: bool,
        /// whether it is virtual, in a meeting that is in a place on other days
        r#virtual: bool,
        /// how many columns it has
        columns: usize,
    }
}

fact_group! {
    /// A row of the grid.
    pub struct RowFacts {
        /// whether it is a heading
        heading: bool,
        /// what meets
        name: Value,
        /// the cells
        cells: Vec<CellFacts>,
    }
}

fact_group! {
    /// A cell of the grid.
    pub struct CellFacts {
        /// how many columns it has
        columns: usize,
        /// whether it is a weekend
        weekend: bool,
        /// what it says
        text: Value,
        /// the marks of its notes
        marks: String,
        /// the name of its shade
        shade: Option<String>,
    }
}

fact_group! {
    /// A note below the grid.
    pub struct NoteFacts {
        /// its mark in the cells
        mark: String,
        /// what it says
        text: Value,
    }
}

fact_group! {
    /// The list of Questions.
    pub struct ListFacts {
        /// the table
        questions: QuestionsFacts,
    }
}

fact_group! {
    /// The table of Questions.
    pub struct QuestionsFacts {
        /// the widths of the columns, for `<table>`
        columns: String,
        /// the heads of the columns
        heads: Vec<Value>,
        /// the rows, each with the texts of its cells
        rows: Vec<Vec<Value>>,
    }
}
