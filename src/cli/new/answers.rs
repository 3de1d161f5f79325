//! The facts of a new letter: from flags, and where somebody answers, from questions.

use super::super::prompt::{Ended, Prompt};
use super::Stop;
use crate::cli::args::New;
use crate::cli::rules::MISSING_FACT;
use chrono::{DateTime, Days, NaiveDate};
use collective_letters::base::yaml::rules::WRONG_TYPE;
use collective_letters::base::yaml::{Decode, Node, Value};
use collective_letters::base::{Diagnostic, Diagnostics, Source, Span};
use collective_letters::model::dates::typed::as_written;
use collective_letters::model::letter::rules::END_BEFORE_START;
use collective_letters::model::letter::{Day, Format, Kind, Meeting};
use collective_letters::project::session::Session;
use collective_letters::tools::new::{AskedMeeting, Old};
use std::io::{self, IsTerminal};
use std::time::{SystemTime, UNIX_EPOCH};

impl From<Ended> for Stop {
    fn from(_: Ended) -> Self {
        Self::Ended
    }
}

/// Whether there is anybody to ask.
pub fn prompt(arguments: &New) -> Prompt {
    let is_terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
    Prompt::new(!arguments.yes && (arguments.ask || is_terminal))
}

/// The day that it is; the library does not know.
pub fn today() -> NaiveDate {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let now = i64::try_from(seconds).ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    now.map_or(NaiveDate::MIN, |now| now.date_naive())
}

/// Reads a value as letters say it.
fn read<T: Decode>(flag: &str, value: &str) -> Result<T, Diagnostic> {
    // As a piece of YAML, so that its mistakes are told as those of letters.
    let source = Source::new(flag, value);
    let span = Span::new(&source, 0, value.len());
    let node = Node { value: Value::Scalar { text: value.trim().to_owned(), plain: true }, span };
    let mut problems = Diagnostics::new();
    let read = T::decode(&node, &mut problems);
    let problem = problems.into_sorted().into_iter().next();
    read.map_err(|_| {
        problem.unwrap_or_else(|| {
            WRONG_TYPE
                .finding(format!("`{value}` is not possible for {flag}"))
                .hint("`letters new --help` shows what is")
        })
    })
}

/// The date of the letter, where it is said.
pub fn read_date(value: Option<&str>, session: &Session) -> Result<Option<NaiveDate>, Stop> {
    value.map(|value| read_day::<NaiveDate>("--date", value, session)).transpose().map_err(Stop::from)
}

/// Reads a day as letters say it, or as people type it.
pub fn read_day<T: Decode>(flag: &str, value: &str, session: &Session) -> Result<T, Diagnostic> {
    read(flag, &as_written(value, &session.phrases().dates.months))
}

/// The date of the letter: as said, asked for, or today's where nobody wants to be asked.
pub fn date(
    arguments: &New,
    session: &Session,
    today: NaiveDate,
    prompt: &mut Prompt,
) -> Result<NaiveDate, Stop> {
    if let Some(date) = read_date(arguments.date.as_deref(), session)? {
        return Ok(date);
    }
    if arguments.yes {
        return Ok(today);
    }
    if prompt.is_on() {
        let proposal = today.to_string();
        let understood = |text: &str| {
            let date: NaiveDate = read_day("the answer", text, session)?;
            Ok((date, Some(session.phrases().dates.weekday_day(date))))
        };
        return Ok(prompt.ask("Date of the letter", Some(&proposal), understood)?);
    }
    Err(missing(&["--date"]))
}

/// That facts are missing, and how to say them.
fn missing(flags: &[&str]) -> Stop {
    let message = format!("these options are missing: {}", flags.join(", "));
    let hint = "add each option with its value, for example --starts 2027-04-20 --ends 2027-04-30 --date 2027-01-25; in a terminal the program asks for them";
    MISSING_FACT.finding(message).hint(hint).into()
}

/// What the questions are about.
pub struct Answers<'a> {
    pub arguments: &'a New,
    pub session: &'a Session,
    pub group: &'a str,
    pub old: Option<&'a Old>,
    pub today: NaiveDate,
}

impl Answers<'_> {
    /// The meeting, if there is one, and the date of the letter.
    pub fn all(&self, prompt: &mut Prompt) -> Result<(Option<AskedMeeting>, NaiveDate), Stop> {
        let arguments = self.arguments;
        let was = self.last_meeting();
        let is_said = arguments.starts.is_some() || arguments.ends.is_some();
        let is_asked_for = arguments.preset.is_some() || arguments.kind.is_some();
        // A circular may be about something else than a meeting.
        let has_meeting = !arguments.circular || is_said || is_asked_for || was.is_some();
        let mut wrong = Diagnostics::new();
        let mut day = |flag: &str, value: &Option<String>| {
            value.as_deref().map(|value| wrong.report(read_day::<Day>(flag, value, self.session))).transpose()
        };
        let (starts, ends) = (day("--starts", &arguments.starts), day("--ends", &arguments.ends));
        if let Some(value) = &arguments.date {
            wrong.extend(read_day::<NaiveDate>("--date", value, self.session).err());
        }
        let (Ok(starts), Ok(ends), true) = (starts, ends, wrong.is_empty()) else {
            return Err(wrong.into());
        };
        let format = arguments.format.or_else(|| Some(was?.format())).unwrap_or(Format::Physical);
        let needs_place = self.place(format).is_none() && self.needs_place(format);
        let lacking = [
            (has_meeting && starts.is_none(), "--starts"),
            (has_meeting && ends.is_none(), "--ends"),
            (has_meeting && needs_place, "--place"),
            (arguments.date.is_none() && !arguments.yes, "--date"),
        ];
        let lacking = lacking.into_iter().filter(|(is_lacking, _)| *is_lacking && !prompt.is_on());
        let lacking: Vec<&str> = lacking.map(|(_, flag)| flag).collect();
        if !lacking.is_empty() {
            return Err(missing(&lacking));
        }
        let meeting = if has_meeting { Some(self.meeting(prompt, starts, ends, format)?) } else { None };
        Ok((meeting, date(arguments, self.session, self.today, prompt)?))
    }

    fn meeting(
        &self,
        prompt: &mut Prompt,
        starts: Option<Day>,
        ends: Option<Day>,
        format: Format,
    ) -> Result<AskedMeeting, Stop> {
        let understood = |day: Day| Some(self.session.phrases().dates.weekday_day(day.date));
        let answer =
            |text: &str| read_day::<Day>("the answer", text, self.session).map(|day| (day, understood(day)));
        let starts = match starts {
            Some(starts) => starts,
            None => prompt.ask("First day of the meeting (year-month-day)", None, answer)?,
        };
        let ends = match ends {
            Some(ends) => ends,
            None => {
                let proposal = self.as_long_as_before(starts);
                let not_before = |text: &str| {
                    let (day, told) = answer(text)?;
                    if day.date < starts.date {
                        let message = format!("the meeting ends on {}, before it starts", day.date);
                        let mut problem = END_BEFORE_START.finding(message);
                        problem.label = format!("expected {} or later", starts.date);
                        return Err(problem);
                    }
                    Ok((day, told))
                };
                prompt.ask("Last day", proposal.map(|day| day.to_string()).as_deref(), not_before)?
            }
        };
        let place = match self.place(format) {
            Some(place) => Some(place),
            None if format == Format::Virtual || !prompt.is_on() => None,
            None => {
                let was = self.town().unwrap_or("Geneva");
                let place: String =
                    prompt.ask("Place (town, and country if it is not Geneva)", Some(was), |text| {
                        read("the answer", text).map(|place: String| (place, None))
                    })?;
                Some(place)
            }
        };
        let is_said = self.arguments.place.is_some();
        let place = place.filter(|place| is_said || !place.eq_ignore_ascii_case("Geneva"));
        Ok(AskedMeeting { kind: self.kind(), format, starts, ends, place })
    }

    /// The place, where it is said or follows.
    fn place(&self, format: Format) -> Option<String> {
        if self.arguments.place.is_some() {
            return self.arguments.place.clone();
        }
        (self.arguments.yes && format != Format::Virtual).then(|| self.town().map(str::to_owned)).flatten()
    }

    /// Geneva need not be said; where the last meeting was elsewhere, nobody knows where the next one is.
    fn needs_place(&self, format: Format) -> bool {
        format != Format::Virtual && self.town().is_some_and(|town| town != "Geneva")
    }

    fn last_meeting(&self) -> Option<&Meeting> {
        self.old?.letter().meeting.as_ref()
    }

    /// Where the last meeting was.
    fn town(&self) -> Option<&str> {
        self.last_meeting()?.town()
    }

    /// The last day of a meeting that is as long as the one before.
    fn as_long_as_before(&self, starts: Day) -> Option<NaiveDate> {
        let was = self.last_meeting()?;
        let days = was.last_day().signed_duration_since(was.first_day()).num_days();
        starts.date.checked_add_days(Days::new(u64::try_from(days).ok()?))
    }

    /// Who meets: as said, as last time, or as fits the group.
    fn kind(&self) -> Kind {
        let said = self.arguments.preset.as_deref().or(self.arguments.kind.as_deref());
        let same = self.old.filter(|old| old.letter().group.value == self.group);
        let was = same.and_then(|old| Some(old.letter().meeting.as_ref()?.kind()));
        let fits = || match self.session.directory().named(self.group).map(|(_, group)| group) {
            _ if self.arguments.circular => Kind::Event,
            Some(group) if group.parent.is_some() => Kind::RegionalGroup,
            // Study groups have numbers, the advisory group has a name.
            Some(group) if !group.designation.contains(|c: char| c.is_ascii_digit()) => Kind::AdvisoryGroup,
            _ => Kind::StudyGroup,
        };
        said.and_then(Kind::read).or(was).unwrap_or_else(fits)
    }
}
