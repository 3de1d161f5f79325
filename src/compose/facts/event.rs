//! Facts of the events beside the meeting, and of the subject that names them.

use super::fact_group;
use crate::model::letter;
use crate::model::phrases::Phrases;
use tera::Value;

fact_group! {
    /// An event.
    #[derive(Clone)]
    pub struct EventFacts {
        /// its title
        title: Value,
        /// its dates, such as 19-20 April 2021
        dates: String,
        /// the same in a sentence
        dates_in_prose: String,
        /// its hours
        hours: Option<String>,
        /// its town
        place: Option<String>,
        /// its building or address
        venue: Option<String>,
        /// its web page
        web: Option<String>,
        /// one more sentence about it
        text: Option<Value>,
        /// whether it is the last of the list
        last: bool,
        /// what the phrase `body-event-alone` or `body-event-listed` says of it; none in these phrases
        said: Option<Value>,
    }
}

impl EventFacts {
    /// An event with its title and its further sentence.
    pub fn of(event: &letter::Event, title: Value, text: Option<Value>, phrases: &Phrases) -> Self {
        let dates = &phrases.dates;
        let (from, to) = (event.starts.value, event.last());
        Self {
            title,
            dates: dates.range_of_days(from, to),
            dates_in_prose: dates.prose_of_days(from, to),
            hours: event.hours.as_ref().map(|hours| dates.hours(hours.value)),
            place: event.place.as_deref().map(|place| phrases.place_or(place)),
            venue: event.venue.clone(),
            web: event.web.as_ref().map(|web| web.value.clone()),
            text,
            last: false,
            said: None,
        }
    }
}

fact_group! {
    /// A line of the subject.
    pub struct SubjectLine {
        /// the title of the event; none for the meeting
        title: Option<Value>,
        /// the town of the event
        place: Option<String>,
        /// the dates
        dates: String,
    }
}
