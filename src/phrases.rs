//! The words of one language: months, date patterns, and every fixed phrase, from
//! `templates/phrases/LANGUAGE.yaml`. The phrases are Tera snippets; rendering them is not done here.

mod entries;
mod terms;

pub use entries::{Entries, Origin};
pub(crate) use terms::normal;
pub use terms::{Term, Terms};

use crate::diagnostic::Diagnostics;
use crate::letter::{Day, Half, Hours, Time};
use crate::record;
use crate::source::Source;
use crate::yaml::{self, Decode};
use chrono::{Datelike, NaiveDate};
use std::sync::Arc;

record! {
    /// A language's words as its file says them.
    Phrases as "the phrases file" {
        /// Whether an ITU translator has confirmed them; an entry can say otherwise of itself.
        verified: bool,
        /// Where the words come from; an entry can say otherwise of itself.
        ///
        /// Without it: the file does not say.
        source: Option<String>,
        /// How dates and hours are written.
        dates: DateWords,
        /// How a language counts and lists.
        lists: ListWords,
        /// What the names and sentences of the directory, the presets and the letters' facts are in this
        /// language, by the English: a text, or a group with `text`.
        ///
        /// Without it: none; English needs none.
        terms: Option<Terms>,
        /// Fixed phrases by name: Markdown with facts, each a text or a group with `text`.
        phrases: Entries,
    }
}

record! {
    /// How a language writes dates and hours. Patterns hold `{day}` `{month}` `{year}` `{weekday}`,
    /// in ranges `{day1}` … `{year1}` for the first day and `{day2}` … `{year2}` for the last.
    DateWords as "the group `dates`" {
        /// January to December.
        months: Vec<String>,
        /// Monday to Sunday.
        weekdays: Vec<String>,
        /// Monday to Sunday, as short as they stand over a column.
        short_weekdays: Vec<String>,
        /// `21 January 2021`.
        day: String,
        /// `Monday, 19 April 2021`.
        weekday_day: String,
        /// `Mon 19`, from `{weekday}` as short as can be, and `{day}`.
        short_day: String,
        /// A range within a month.
        range_days: String,
        /// A range over months of one year.
        range_months: String,
        /// A range over two years.
        range_years: String,
        /// The three again, as they stand in a sentence.
        prose_days: String,
        /// Over months of one year, in a sentence.
        prose_months: String,
        /// Over two years, in a sentence.
        prose_years: String,
        /// A meeting of one day, in a sentence.
        prose_day: String,
        /// A time of day, from `{hour}` and `{minute}`, each of two digits.
        time: String,
        /// Hours of a day, from `{from}` and `{to}` such as 10:00.
        hours: String,
        /// Half of a day, from `{date}` and `{half}`.
        half_day: String,
        /// The first half of a day.
        morning: String,
        /// The second half of a day.
        afternoon: String,
    }
}

record! {
    /// How a language counts things and puts them in a row.
    ListWords as "the group `lists`" {
        /// Two in a row of which the second is not the last, from `{a}` and `{b}`.
        comma: String,
        /// The same where the second is the last.
        and: String,
        /// First, second, third … as they stand before a noun at the beginning of a line.
        ordinals: Vec<String>,
    }
}

impl ListWords {
    /// `a, b and c`.
    pub fn list<T: AsRef<str>>(&self, parts: &[T]) -> String {
        let mut out = parts.first().map_or("", AsRef::as_ref).to_owned();
        for (at, part) in parts.iter().enumerate().skip(1) {
            let pattern = if at + 1 == parts.len() { &self.and } else { &self.comma };
            // The parts may hold braces of their own: the pattern is cut, not filled twice.
            let (before, rest) = pattern.split_once("{a}").unwrap_or(("", pattern));
            let (between, after) = rest.split_once("{b}").unwrap_or((rest, ""));
            out = format!("{before}{out}{between}{}{after}", part.as_ref());
        }
        out
    }
}

impl Phrases {
    /// Reads a language's file. Every problem is reported; `None` if one was an error.
    pub fn load(source: &Arc<Source>, problems: &mut Diagnostics) -> Option<Self> {
        let node = yaml::parse(source, problems)?;
        let phrases = Self::decode(&node, problems)?;
        let count =
            |node: Option<&yaml::Node>, is: usize, want: usize, what: &str, problems: &mut Diagnostics| {
                if is != want
                    && let Some(node) = node
                {
                    problems.push(
                        crate::diagnostic::Diagnostic::error(
                            "phrases",
                            format!("there are {is} {what}, expected {want}"),
                        )
                        .at(&node.span, "this list"),
                    );
                }
            };
        let dates = node.get("dates");
        count(dates.and_then(|d| d.get("months")), phrases.dates.months.len(), 12, "months", problems);
        count(dates.and_then(|d| d.get("weekdays")), phrases.dates.weekdays.len(), 7, "weekdays", problems);
        let short = dates.and_then(|d| d.get("short-weekdays"));
        count(short, phrases.dates.short_weekdays.len(), 7, "short weekdays", problems);
        (!problems.has_errors()).then_some(phrases)
    }
}

impl DateWords {
    /// `21 January 2021`.
    pub fn day(&self, date: NaiveDate) -> String {
        self.fill(&self.day, "", date)
    }

    /// `Monday, 19 April 2021`.
    pub fn weekday_day(&self, date: NaiveDate) -> String {
        self.fill(&self.weekday_day, "", date)
    }

    /// `Mon 19`.
    pub fn short_day(&self, date: NaiveDate) -> String {
        let at = date.weekday().num_days_from_monday() as usize;
        let weekday = self.short_weekdays.get(at).map_or("", String::as_str);
        self.short_day.replace("{weekday}", weekday).replace("{day}", &date.day().to_string())
    }

    /// `20-30 April 2021`; a single day where both are the same.
    pub fn range(&self, from: NaiveDate, to: NaiveDate) -> String {
        self.between(from, to, [&self.day, &self.range_days, &self.range_months, &self.range_years])
    }

    /// `from 20 to 30 April 2021, inclusive`; `on 20 April 2021` where both are the same.
    pub fn prose(&self, from: NaiveDate, to: NaiveDate) -> String {
        self.between(from, to, [&self.prose_day, &self.prose_days, &self.prose_months, &self.prose_years])
    }

    /// `27 July 2017 (afternoon)`.
    pub fn one_day(&self, day: Day) -> String {
        self.with_half(&self.day(day.date), day)
    }

    /// A range of which the first or last day may be half a day: `27 July (afternoon)-29 July 2017`.
    pub fn range_of_days(&self, from: Day, to: Day) -> String {
        self.between_days(from, to, [&self.day, &self.range_days, &self.range_months, &self.range_years])
    }

    /// The same as it stands in a sentence: `from 27 July (afternoon) to 29 July 2017, inclusive`.
    pub fn prose_of_days(&self, from: Day, to: Day) -> String {
        let patterns: [&str; 4] = [&self.prose_day, &self.prose_days, &self.prose_months, &self.prose_years];
        self.between_days(from, to, patterns)
    }

    fn between_days(&self, from: Day, to: Day, patterns: [&str; 4]) -> String {
        let [one, _, months, years] = patterns;
        if from.half.is_none() && to.half.is_none() {
            return self.between(from.date, to.date, patterns);
        }
        if from.date == to.date {
            // From the morning to the afternoon is a whole day.
            let whole = from.half != to.half && from.half.is_some() && to.half.is_some();
            let half = from.half.or(to.half).filter(|_| !whole);
            return self.with_half(&self.fill(one, "", from.date), Day { half, ..to });
        }
        // Each day stands alone then, so that what is behind it belongs to it alone.
        let same_year = from.date.year() == to.date.year();
        let pattern = if same_year { months } else { years };
        let month = self.months.get(from.date.month0() as usize).cloned().unwrap_or_default();
        let year = |day: Day| day.date.year().to_string();
        let (last_of_first, words) = if same_year { ("{month1}", month) } else { ("{year1}", year(from)) };
        let pattern = pattern
            .replace(last_of_first, &self.with_half(&words, from))
            .replace("{year2}", &self.with_half(&year(to), to));
        self.fill(&self.fill(&pattern, "1", from.date), "2", to.date)
    }

    fn with_half(&self, date: &str, day: Day) -> String {
        let half = match day.half {
            None => return date.to_owned(),
            Some(Half::Morning) => &self.morning,
            Some(Half::Afternoon) => &self.afternoon,
        };
        self.half_day.replace("{date}", date).replace("{half}", half)
    }

    /// `0930 hours`.
    pub fn time(&self, time: Time) -> String {
        self.time
            .replace("{hour}", &format!("{:02}", time.hour))
            .replace("{minute}", &format!("{:02}", time.minute))
    }

    /// `10:00-16:00 hours`.
    pub fn hours(&self, hours: Hours) -> String {
        self.hours.replace("{from}", &hours.from.to_string()).replace("{to}", &hours.to.to_string())
    }

    fn between(&self, from: NaiveDate, to: NaiveDate, patterns: [&str; 4]) -> String {
        let [one, days, months, years] = patterns;
        if from == to {
            return self.fill(one, "", from);
        }
        let pattern = match (from.year() == to.year(), from.month() == to.month()) {
            (true, true) => days,
            (true, false) => months,
            (false, _) => years,
        };
        self.fill(&self.fill(pattern, "1", from), "2", to)
    }

    /// Replaces `{day}`, `{month}` … with `mark` behind the word by the parts of a date.
    fn fill(&self, pattern: &str, mark: &str, date: NaiveDate) -> String {
        let word = |list: &[String], at: u32| list.get(at as usize).cloned().unwrap_or_default();
        pattern
            .replace(&format!("{{day{mark}}}"), &date.day().to_string())
            .replace(&format!("{{month{mark}}}"), &word(&self.months, date.month0()))
            .replace(&format!("{{year{mark}}}"), &date.year().to_string())
            .replace(
                &format!("{{weekday{mark}}}"),
                &word(&self.weekdays, date.weekday().num_days_from_monday()),
            )
    }
}
