//! `letters due`: which deadlines and meetings come next.

use super::End;
use super::batch;
use super::in_order::quickly;
use super::list::known_groups;
use super::new::today;
use super::printer::Printer;
use crate::cli::args::{Due, MessageFormat};
use chrono::{Days, NaiveDate};
use collective_letters::base::defect::guarded;
use collective_letters::base::report::{Column, Shrink, json_line, table};
use collective_letters::base::rules::DEFECT;
use collective_letters::base::text::{as_given, count, shown};
use collective_letters::base::{Diagnostic, Diagnostics};
use collective_letters::model::letter_files;
use collective_letters::model::translation::letter_of;
use collective_letters::model::written;
use collective_letters::project::session::Session;
use collective_letters::tools::due::{
    Calendar, Held, Kind, Reader, Standing, Version, groups, held, is_calendar, is_page, page,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Shows what is due.
pub fn run(arguments: &Due) -> End {
    Printer::run(arguments.message_format, |printer| work(arguments, printer))
}

/// The weeks that are shown where nothing else is asked for.
const WEEKS: u16 = 8;

fn work(arguments: &Due, printer: &mut Printer) -> Result<End, Diagnostics> {
    arguments.message_format.has_results("due")?;
    let place = &arguments.place;
    let session = batch::session(&place.letters, place.templates.as_deref())?;
    known_groups(&arguments.group, &session)?;
    let Dates { dates, range, problems } = Dates::of(arguments, &session)?;
    let is_wrong = problems.has_errors();
    printer.problems(&problems.into_sorted());
    let listed = listed(&dates, range);
    let late = |held: &Held| is_late(held, &dates, range.0);
    match arguments.message_format {
        MessageFormat::Json => {
            listed.iter().for_each(|held| printer.print(&json_line(&event(held, late(held)))));
        }
        _ if listed.is_empty() => {
            printer.remark(&format!("no letter has a date from {} to {}", range.0, range.1));
        }
        _ => printer.print(&table_of(&listed, late)),
    }
    if let Some(path) = &arguments.html {
        let page = page(&listed, range, &session.phrases().dates, late).map_err(|_| {
            DEFECT.finding("the page cannot be made").hint("this is a bug in the program: report it")
        })?;
        written::write(path, page.as_bytes(), is_page)?;
    }
    if let Some(path) = &arguments.ics {
        calendars(arguments, path, &dates, is_wrong, printer)?;
    }
    Ok(End::of(is_wrong, false))
}

/// What is due.
struct Dates {
    /// All dates of the groups that are asked for.
    dates: Vec<Held>,
    /// The first and the last day to show.
    range: (NaiveDate, NaiveDate),
    /// What is wrong with the letters.
    problems: Diagnostics,
}

impl Dates {
    fn of(arguments: &Due, session: &Session) -> Result<Self, Diagnostics> {
        let (versions, problems) = read(arguments, session)?;
        let is_asked = |held: &Held| {
            let group = &held.letter.group;
            arguments.group.is_empty()
                || arguments.group.iter().any(|asked| asked.eq_ignore_ascii_case(group))
        };
        let dates = held(versions).into_iter().filter(is_asked).collect();
        Ok(Self { dates, range: range(arguments)?, problems })
    }
}

/// The dates to show.
fn listed(dates: &[Held], range: (NaiveDate, NaiveDate)) -> Vec<&Held> {
    let shown = |held: &&Held| {
        let (first, last) = held.item.days;
        held.standing != Standing::Withdrawn
            && (first <= range.1 && last >= range.0 || is_late(held, dates, range.0))
    };
    dates.iter().filter(shown).collect()
}

/// The dates to show with the files of their letters, as scripts read them.
pub fn due(arguments: &Due, session: &Session) -> Result<Vec<(PathBuf, Value)>, Diagnostics> {
    let Dates { dates, range, .. } = Dates::of(arguments, session)?;
    let one = |held: &Held| (held.letter.file.clone(), event(held, is_late(held, &dates, range.0)));
    Ok(listed(&dates, range).into_iter().map(one).collect())
}

/// The letters asked for with all that changes them, and what is wrong with them. A translation stands for its original.
fn read(arguments: &Due, session: &Session) -> Result<(Vec<Version>, Diagnostics), Diagnostics> {
    let place = &arguments.place;
    let (mut sources, mut problems, mut seen) = (Vec::new(), Diagnostics::new(), BTreeSet::new());
    for path in letter_files::find(&place.paths, &place.letters)? {
        let letter = letter_files::read(&path).map(|source| (letter_of(&source), source));
        match letter {
            Ok((letter, source)) if letter == path => {
                sources.extend(seen.insert(letter).then_some(source));
            }
            Ok((letter, _)) if seen.insert(letter.clone()) => match letter_files::read(&letter) {
                Ok(original) => sources.push(original),
                Err(problem) => problems.push(problem),
            },
            Ok(_) => {}
            Err(problem) => problems.push(problem),
        }
    }
    let asked = sources.len();
    // A revision of a letter that was named decides on its dates too.
    let named: Vec<PathBuf> = sources.iter().map(|source| source.path().to_path_buf()).collect();
    let others = if place.paths.is_empty() { Vec::new() } else { batch::others(&place.letters, &named) };
    let others = others.iter().filter_map(|path| letter_files::read(path).ok());
    sources.extend(others.filter(|source| letter_of(source) == source.path()));
    let reader = Reader::new(session);
    let read = |index: usize| guarded(&sources[index], || reader.read(&sources[index]));
    let mut versions = Vec::new();
    for (index, read) in quickly(sources.len(), None, read)?.into_iter().enumerate() {
        match read {
            Ok(Ok(version)) => versions.push((index < asked, version)),
            Ok(Err(found)) if index < asked => problems.extend(found.into_sorted()),
            Err(defect) if index < asked => problems.push(defect),
            _ => {}
        }
    }
    versions.extend(reader.withdrawn().into_iter().map(|version| (place.paths.is_empty(), version)));
    let same = |a: &Version, b: &Version| a.key.is_part_of_same(&b.key);
    let named: Vec<Version> =
        versions.iter().filter(|(is_asked, _)| *is_asked).map(|(_, version)| version.clone()).collect();
    let versions = versions.into_iter().map(|(_, version)| version);
    Ok((versions.filter(|version| named.iter().any(|own| same(own, version))).collect(), problems))
}

/// The first and the last day to show.
fn range(arguments: &Due) -> Result<(NaiveDate, NaiveDate), Diagnostic> {
    let from = arguments.from.unwrap_or_else(today);
    let days = Days::new(u64::from(arguments.weeks.unwrap_or(WEEKS)) * 7);
    let until = arguments.until.or_else(|| from.checked_add_days(days)).unwrap_or(from);
    if until < from {
        let message = format!("the last day, {until}, is before the first, {from}");
        let problem = crate::cli::rules::USAGE.finding(message);
        return Err(problem.hint("correct --until or --from"));
    }
    Ok((from, until))
}

/// Whether a letter is still a draft although it should have been sent, and its meeting is still to come.
fn is_late(held: &Held, dates: &[Held], today: NaiveDate) -> bool {
    let meets = |other: &Held| {
        other.item.kind == Kind::Meeting && other.letter.key == held.letter.key && other.item.days.0 >= today
    };
    held.item.kind == Kind::Letter
        && held.standing == Standing::Draft
        && held.item.days.1 < today
        && dates.iter().any(meets)
}

const COLUMNS: [Column; 5] = [
    Column { head: "Date", shrink: Shrink::Never },
    Column { head: "Kind", shrink: Shrink::Never },
    Column { head: "What", shrink: Shrink::First },
    Column { head: "Letter", shrink: Shrink::Never },
    Column { head: "Status", shrink: Shrink::Never },
];

fn table_of(listed: &[&Held], late: impl Fn(&Held) -> bool) -> String {
    let row = |held: &&Held| {
        let (first, last) = held.item.days;
        let end = if first == last { String::new() } else { format!(" to {last}") };
        let time = time(held).map(|time| format!(" {time}")).unwrap_or_default();
        let late = if late(held) { ", late" } else { "" };
        let proposed = if held.is_proposed { ", changes an issued date" } else { "" };
        vec![
            format!("{} {first}{time}{end}", first.format("%a")),
            held.item.kind.word().to_owned(),
            held.item.what.clone(),
            held.letter.called.clone(),
            format!("{}{late}{proposed}", held.standing.word()),
        ]
    };
    table(&COLUMNS, &listed.iter().map(row).collect::<Vec<_>>(), Printer::width())
}

/// `09:30`, `14:00-17:00`.
fn time(held: &Held) -> Option<String> {
    let (from, to) = held.item.clock?;
    Some(to.map_or_else(|| from.to_string(), |to| format!("{from}-{to}")))
}

/// A date for scripts. The keys stay as they are; new ones may come. `letters help due` lists them.
fn event(held: &Held, is_late: bool) -> Value {
    let (first, last) = held.item.days;
    json!({
        "event": "due",
        "kind": held.item.kind.word(),
        "starts": first.to_string(),
        "ends": last.to_string(),
        "time": time(held),
        "what": held.item.what,
        "place": held.item.place,
        "letter": held.letter.called,
        "group": held.letter.group,
        "status": held.standing.word(),
        "late": is_late,
        "proposed": held.is_proposed,
        "id": held.identifier(),
        "file": as_given(&held.letter.file),
    })
}

/// Writes one calendar, or one for each group into a folder.
fn calendars(
    arguments: &Due,
    path: &Path,
    dates: &[Held],
    is_wrong: bool,
    printer: &mut Printer,
) -> Result<(), Diagnostics> {
    let is_limited = arguments.from.is_some() || arguments.until.is_some() || arguments.weeks.is_some();
    let range = if is_limited { Some(range(arguments)?) } else { None };
    // What cannot be read today may still hold.
    let is_whole = arguments.place.paths.is_empty() && arguments.group.is_empty() && !is_wrong;
    let is_file = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("ics")) && !path.is_dir();
    let mut wanted: Vec<(PathBuf, Option<String>)> = Vec::new();
    if is_file {
        wanted.push((path.to_path_buf(), None));
    } else {
        let mut all: BTreeSet<String> = groups(dates).into_iter().collect();
        if is_whole {
            all.extend(earlier_groups(path));
        }
        wanted
            .extend(all.into_iter().map(|group| (path.join(format!("{}.ics", plain(&group))), Some(group))));
    }
    for (file, group) in wanted {
        let own = |held: &&Held| group.as_ref().is_none_or(|group| held.letter.group == *group);
        let calendar =
            Calendar { group: group.as_deref(), dates: dates.iter().filter(own).collect(), range, is_whole };
        // A group without dates needs no new file.
        if group.is_some() && !file.exists() && !calendar.has_dates() {
            continue;
        }
        let earlier = fs::read(&file).ok().filter(|bytes| is_calendar(bytes)).unwrap_or_default();
        let (text, number) = calendar.file(&String::from_utf8_lossy(&earlier));
        written::write(&file, text.as_bytes(), is_calendar)?;
        if arguments.message_format == MessageFormat::Human {
            printer.remark(&format!("{}: {}", shown(&file), count(number, "date")));
        }
    }
    Ok(())
}

/// A group as the name of a file.
fn plain(group: &str) -> String {
    group.replace(|c: char| !c.is_alphanumeric() && !"-_".contains(c), "-")
}

/// The groups of the calendars that are in a folder already.
fn earlier_groups(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let own = entries.map(|entry| entry.path()).filter(|path| {
        path.extension().is_some_and(|end| end == "ics")
            && fs::read(path).is_ok_and(|bytes| is_calendar(&bytes))
    });
    own.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect()
}
