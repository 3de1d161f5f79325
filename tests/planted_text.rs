//! Mistakes of real letters, planted one at a time into every worked letter: how many does the checker
//! find? `cargo test planted_text -- --nocapture` prints the table.

#![allow(clippy::print_stdout, reason = "the share is printed")]

use crate::common::dates::{MONTHS, WEEKDAYS};
use crate::common::session;
use chrono::{Datelike, Days, NaiveDate};
use collective_letters::base::Source;
use collective_letters::project::session::Session;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// The share that must be found.
const FOUND: f64 = 0.95;

/// A worked letter and what planting needs to know of it.
struct Letter {
    name: String,
    text: String,
    date: NaiveDate,
    meeting: Option<(NaiveDate, NaiveDate)>,
}

impl Letter {
    fn read(name: &str, text: &str) -> Self {
        let date = |key: &str| {
            let (_, rest) = text.split_once(key)?;
            NaiveDate::parse_from_str(rest.get(..10)?, "%Y-%m-%d").ok()
        };
        // The meeting's dates, not those of an event.
        let (_, meeting) = text.split_once("\nmeeting:").unwrap_or_default();
        let in_meeting = |key: &str| {
            let (_, rest) = meeting.split_once(key)?;
            NaiveDate::parse_from_str(rest.get(..10)?, "%Y-%m-%d").ok()
        };
        Self {
            name: name.to_owned(),
            text: text.to_owned(),
            date: date("\ndate: ").expect("a date"),
            meeting: in_meeting("starts: ").zip(in_meeting("ends: ")),
        }
    }

    fn has(&self, words: &str) -> bool {
        self.text.contains(words)
    }

    /// The letter with a sentence of its own, in each place that it can stand in.
    fn with(&self, sentence: &str) -> Vec<String> {
        let quoted = format!("\"{}\"", sentence.replace('"', "\\\""));
        let mut all = Vec::new();
        // A paragraph of the body.
        all.push(match self.text.split_once("\nbody:\n") {
            Some((before, after)) => format!("{before}\nbody:\n  - text: {quoted}\n{after}"),
            None if self.has("\nchanges:") => {
                format!("{}\nbody: [further-to, changes, text: {quoted}]\n", self.text)
            }
            None => format!("{}\nbody: [opening, text: {quoted}, deadlines, annexes, wish]\n", self.text),
        });
        // A sentence more in a paragraph that YAML folds.
        if let Some((before, after)) = self.text.split_once("- text: >-\n") {
            let indent = " ".repeat(after.len() - after.trim_start().len());
            all.push(format!("{before}- text: >-\n{indent}{sentence}\n{after}"));
        }
        // An item of the practical annex.
        if let Some((before, after)) = self.text.split_once("- kind: practical\n    items:\n") {
            let item = format!("      printers: \"**PRINTERS:** {}\"\n", sentence.replace('"', "\\\""));
            all.push(format!("{before}- kind: practical\n    items:\n{item}{after}"));
        } else if let Some((before, after)) = self.text.split_once("- kind: practical\n") {
            let item =
                format!("    items:\n      printers: \"**PRINTERS:** {}\"\n", sentence.replace('"', "\\\""));
            if !after.starts_with("    ") {
                all.push(format!("{before}- kind: practical\n{item}{after}"));
            }
        }
        // A paragraph of a text annex.
        if let Some((before, after)) = self.text.split_once("    text: |\n") {
            let indent = " ".repeat(after.len() - after.trim_start().len());
            all.push(format!("{before}    text: |\n{indent}{sentence}\n\n{after}"));
        }
        all
    }

    /// The letter with one more wording.
    fn worded(&self, key: &str, words: &str) -> String {
        let line = format!("{key}: \"{words}\"");
        match self.text.split_once("\nwording:\n") {
            Some((before, after)) => {
                let rest: Vec<&str> =
                    after.lines().filter(|l| !l.starts_with(&format!("  {key}:"))).collect();
                format!("{before}\nwording:\n  {line}\n{}\n", rest.join("\n"))
            }
            None => match self.text.split_once("\nwording: {") {
                Some((before, after)) => format!("{before}\nwording: {{{line}, {after}"),
                None => format!("{}\nwording: {{{line}}}\n", self.text),
            },
        }
    }

    /// The letter with one more line of its contacts.
    fn contact(&self, key: &str, words: &str) -> String {
        let line = format!("{key}: \"{words}\"");
        if let Some((before, after)) = self.text.split_once("e-mail: tsb") {
            let rest = after.split_once([',', '}', '\n']).expect("an end").0.len();
            return format!("{before}{line}{}", &after[rest..]);
        }
        for head in ["\ncontacts: {", "\ncontacts:\n  - {"] {
            if let Some((before, after)) = self.text.split_once(head) {
                return format!("{before}{head}{line}, {after}");
            }
        }
        match self.text.split_once("\ncontacts:\n") {
            Some((before, after)) => format!("{before}\ncontacts:\n  {line}\n{after}"),
            None => format!("{}\ncontacts: {{{line}}}\n", self.text),
        }
    }

    /// The letter with a number of annexes, and no pointers to them.
    fn annex_letters(&self) -> usize {
        let session = session::session(self.folder());
        let (document, _) =
            session::document(&session, &session::root().join(self.folder()).join(&self.name));
        document.sections.len() - 1
    }

    fn folder(&self) -> &'static str {
        if session::root().join("letters").join(&self.name).exists() { "letters" } else { "tests/letters" }
    }
}

fn long(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), MONTHS[date.month0() as usize], date.year())
}

fn later(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_add_days(Days::new(days)).expect("a date")
}

fn years(date: NaiveDate, years: i32) -> NaiveDate {
    date.with_year(date.year() + years).expect("a date")
}

/// A range as the house writes it.
fn range(from: NaiveDate, to: NaiveDate) -> String {
    if from.month() == to.month() {
        format!("{}-{}", from.day(), long(to))
    } else {
        format!("{} {}-{}", from.day(), MONTHS[from.month0() as usize], long(to))
    }
}

/// What is planted: its name, the rules that may find it, and the letters that come out.
type Planted = (&'static str, &'static [&'static str], Vec<String>);

/// Every mistake that this letter can have.
fn mistakes(letter: &Letter) -> Vec<Planted> {
    let text = &letter.text;
    let mut all: Vec<Planted> = Vec::new();
    let sentence = |name: &'static str, codes: &'static [&'static str], sentence: &str| -> Planted {
        (name, codes, letter.with(sentence))
    };
    let date = |d: NaiveDate| d.format("date: %Y-%m-%d").to_string();

    // The seed as printed has this very mistake.
    if letter.name != "sg17-011-as-printed.yaml" {
        all.push((
            "letter dated a year before",
            &[
                "letter-too-early",
                "agreed-after-letter",
                "schedule-after-letter",
                "future-told-as-past",
                "original-after-letter",
                "unknown-signatory",
            ],
            vec![text.replacen(&date(letter.date), &date(years(letter.date, -1)), 1)],
        ));
    }
    all.push(sentence(
        "24000 hours",
        &["impossible-time"],
        "Documents are accepted until 24000 hours on each day.",
    ));
    all.push(sentence(
        "930 hours",
        &["impossible-time"],
        "The briefing for newcomers will begin at 930 hours.",
    ));
    all.push((
        "fax number under e-mail",
        &["e-mail-address"],
        vec![letter.contact("e-mail", "+41 22 730 5853")],
    ));
    all.push(sentence(
        "fax number under e-mail, in text",
        &["label-mixed-up"],
        "Contact the host (E-mail: +41 22 730 5853).",
    ));
    if letter.has("  opens: ") && letter.has("  registration-desk: ") {
        let opens = text.split_once("  opens: ").expect("the time").1.lines().next().expect("a line");
        let planted = text.replacen(&format!("opens: {opens}"), "opens: 14:30", 1);
        let planted = planted.replace("registration-desk: 10:30", "registration-desk: 08:30");
        all.push(("desk at 0830 for an afternoon", &["desk-too-early"], vec![planted]));
    }
    all.push(sentence(
        "on on",
        &["repeated-word"],
        "The briefing is given on on the first day of the event.",
    ));
    all.push(sentence("the the", &["repeated-word"], "All delegates wear the the badge of the event."));
    all.push(sentence("everyday", &["known-slip"], "Lunch is served everyday at the cafeteria."));
    all.push(sentence("decisions-making", &["known-slip"], "This holds for decisions-making sessions, too."));
    let other = if letter.has("homepage") { "" } else { " See also the homepage of the event." };
    all.push(sentence(
        "home page beside homepage",
        &["mixed-spelling"],
        &format!("See the group’s home page.{other}"),
    ));
    all.push(sentence(
        "email beside e-mail",
        &["mixed-spelling"],
        "Questions can be sent by email or by e-mail.",
    ));
    let some_day = letter.meeting.map_or(later(letter.date, 60), |(first, _)| first);
    let wrong = WEEKDAYS[(some_day.weekday().num_days_from_monday() as usize + 1) % 7];
    let day = long(some_day);
    all.push(sentence(
        "weekday off its date",
        &["weekday-off-date"],
        &format!("A briefing will be held on {wrong}, {day}."),
    ));
    all.push(sentence(
        "31 April",
        &["no-such-date"],
        &format!("The report of the group will be ready on 31 April {}.", some_day.year()),
    ));
    let circular = years(letter.date, -1);
    all.push(sentence(
        "one circular, two dates",
        &["cited-with-two-dates"],
        &format!(
            "See TSB Circular 77 of {} and TSB Circular 77 ({}).",
            long(circular),
            long(later(circular, 3))
        ),
    ));
    for (name, words) in [
        ("placeholder XX", "The host has reserved room XX."),
        ("placeholder TBD", "The moderator is TBD."),
        ("placeholder […]", "The moderator is […] from the secretariat."),
        ("placeholder [date]", "The programme will be published on [date]."),
        ("placeholder Error!", "The number is Error! Unknown document property name. on all pages."),
        ("placeholder ???", "The room for delegates is ??? on the ground floor."),
    ] {
        all.push(sentence(name, &["placeholder", "placeholder-issued"], words));
    }
    let (a, b) = (later(some_day, 40), later(some_day, 41));
    let (day_a, day_b) = (a.day(), long(b));
    if a.month() == b.month() {
        for (name, dash) in
            [("range with –", "–"), ("range with spaces", " - "), ("range with – and spaces", " – ")]
        {
            let house = range(later(some_day, 60), later(some_day, 61));
            all.push(sentence(
                name,
                &["mixed-ranges"],
                &format!("Rooms are free on {day_a}{dash}{day_b}, and again on {house}."),
            ));
        }
    }
    let annexes = letter.annex_letters();
    all.push(sentence("Annex B and C", &["annex-plural"], "All details are set out in Annex B and C."));
    let beyond = char::from(b'A' + u8::try_from(annexes).expect("few annexes"));
    all.push(sentence(
        "Annex that is not there",
        &["annex-not-there"],
        &format!("The list of hotels is set out in Annex {beyond}."),
    ));
    if !letter.has("kind: form") && !letter.has("<form") {
        all.push(sentence(
            "form that is not there",
            &["form-not-there"],
            "Please return the attached form to the host.",
        ));
    }
    all.push(sentence("Form that is not there", &["annex-not-there"], "Please return FORM 9 to the host."));
    all.push(sentence(
        "pointer to no annex",
        &["template"],
        "Please return the form in {{ annex.hotel_form }}.",
    ));
    if annexes > 0 {
        let count = format!("Annexes: {}", annexes + 1);
        all.push((
            "Annexes: one too many",
            &["annex-count-against-wording"],
            vec![letter.worded("annex-count", &count)],
        ));
        all.push((
            "Annexes: typed in the text",
            &["annex-count-in-text"],
            letter.with(&count).into_iter().take(1).collect(),
        ));
    }
    if !letter.has("series: circular") {
        let group = text.split_once("\ngroup: ").expect("a group").1.lines().next().expect("a line");
        let designation = group.trim_start_matches("SG").replacen("13RG", "SG13RG", 1);
        let header = format!("TSB Collective letter 99/{designation}");
        all.push((
            "header with another number",
            &["number-against-wording", "other-letter-number"],
            vec![letter.worded("running-header", &header)],
        ));
    }
    let twice = "Registration is mandatory and is to be done online via the study group homepage at least one month before the start of the meeting.";
    let again = "Registration is mandatory via the online registration form on the study group homepage.";
    let both = |one: &str, two: &str| -> Vec<String> {
        let once = letter.with(one);
        vec![Letter { text: once[0].clone(), ..Letter::read(&letter.name, text) }.paragraph_more(two)]
    };
    all.push(("paragraph twice", &["same-paragraph"], both(twice, twice)));
    all.push(("registration twice, reworded", &["same-sentence"], both(again, twice)));
    if let Some((before, after)) =
        text.split_once("- kind: agenda\n").filter(|(_, after)| after.contains("    items:\n"))
    {
        let (head, items) = after.split_once("    items:\n").expect("items");
        if !head.contains("- kind:") {
            let item = items.lines().find(|l| l.ends_with(|c: char| c.is_alphanumeric())).expect("an item");
            let planted = items.replacen(item, &format!("{item},"), 1);
            all.push((
                "comma behind an agenda item",
                &["trailing-punctuation"],
                vec![format!("{before}- kind: agenda\n{head}    items:\n{planted}")],
            ));
        }
    }
    if let Some((first, last)) = letter.meeting {
        let before = long(years(first, -1));
        let codes: &[&str] = &["past-told-as-to-come", "date-outside-meeting", "future-told-as-past"];
        all.push(sentence(
            "opens on a day of last year",
            codes,
            &format!("The meeting will open on {before}."),
        ));
        all.push(sentence(
            "opened on a day of last year",
            codes,
            &format!("The meeting, which opened on {before}, is open to all."),
        ));
        all.push(sentence(
            "plenary months later",
            codes,
            &format!("The closing plenary will begin on {}.", long(later(last, 61))),
        ));
        all.push(sentence(
            "tutorial of last year",
            codes,
            &format!("A tutorial for newcomers will be held on {before}."),
        ));
        all.push(sentence(
            "as agreed on a day to come",
            &["future-told-as-past"],
            &format!("This was agreed by the group on {}.", long(later(first, 3))),
        ));
        if last > later(first, 1) && !letter.has("wording:\n  letter:") {
            let short = range(first, later(last, 2));
            if !letter.has("\nsubject:") {
                all.push((
                    "subject with another range",
                    &["range-off-meeting"],
                    vec![letter.worded("subject", &format!("Meeting of the group, {short}"))],
                ));
            }
            let prose = format!("from {} to {}, inclusive", long(first), long(later(last, 2)));
            if letter.has("body:\n  - opening") || !letter.has("\nbody:") && !letter.has("\nchanges:") {
                all.push((
                    "opening sentence with another range",
                    &["range-off-meeting"],
                    vec![letter.worded("dates-in-prose", &prose)],
                ));
            }
        }
        if letter.has("\nevents:\n") {
            let (before, after) = text.split_once("\nevents:\n").expect("events");
            let starts =
                after.split_once("starts: ").expect("a date").1.get(..10).expect("a date").to_owned();
            let date = NaiveDate::parse_from_str(&starts, "%Y-%m-%d").expect("a date");
            let moved = after.replacen(&starts, &years(date, -1).to_string(), 1);
            all.push((
                "event of last year",
                &["event-far-from-meeting"],
                vec![format!("{before}\nevents:\n{moved}")],
            ));
        }
        let registration = first.checked_sub_months(chrono::Months::new(1)).expect("a date");
        if !letter.has("registration: omit") && !letter.has("\nchanges:") {
            all.push(sentence(
                "deadline off the table, in text",
                &["deadline-in-text"],
                &format!("Delegates must complete their registration by {}.", long(later(registration, 3))),
            ));
        }
    }
    if letter.date.year() >= 2022 {
        all.push(sentence("Chairman since 2022", &["chair-by-date"], "The Chairman will give a briefing."));
    }
    all.push(sentence(
        "link called here",
        &["here-as-link"],
        "The programme is available [here](https://example.org/programme).",
    ));
    all.push(sentence(
        "here without a link",
        &["here-without-link"],
        "The list of hotels is available here.",
    ));
    all
}

/// Mistakes in the words that the letter has already.
fn spoilt(letter: &Letter) -> Vec<Planted> {
    const DATES: &[&str] = &[
        "future-told-as-past",
        "past-told-as-to-come",
        "date-outside-meeting",
        "range-off-meeting",
        "deadline-in-text",
        "cited-before-sent",
        "weekday-off-date",
        "range-with-two-years",
    ];
    let mut doubled = Vec::new();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let mut at = 0;
    for line in letter.text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let is_prose =
            line.split(' ').filter(|w| w.len() > 2 && w.bytes().all(|b| b.is_ascii_lowercase())).count() >= 4;
        let is_printed = !line.contains('#') && !line.contains("allow: ") && !line.contains("reason: ");
        if line.trim_start().starts_with(['#', '|', '<']) || !is_prose || !is_printed {
            continue;
        }
        // A word between two others, in the middle of the line.
        let small = |word: &str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase());
        let words: Vec<&str> = line.split(' ').collect();
        let is_plain = |index: usize| words[index - 1..=index + 1].iter().all(|word| small(word));
        let key = words.iter().rposition(|word| word.ends_with(':')).unwrap_or(0);
        if let Some(index) = (key + 2..words.len() - 1).find(|index| is_plain(*index)) {
            let mut spoilt = words.clone();
            spoilt.insert(index, words[index]);
            doubled.push(format!("{}{}{}", &letter.text[..start], spoilt.join(" "), &letter.text[at..]));
        }
        for month in MONTHS {
            for (found, _) in line.match_indices(month) {
                let year = start + found + month.len() + 1;
                let has_day = line[..found].trim_end().ends_with(|c: char| c.is_ascii_digit());
                let Some(Ok(number)) = letter.text.get(year..year + 4).map(str::parse::<i32>) else {
                    continue;
                };
                if has_day {
                    let with = |n: i32| format!("{}{n}{}", &letter.text[..year], &letter.text[year + 4..]);
                    before.push(with(number - 1));
                    after.push(with(number + 1));
                }
            }
        }
    }
    vec![
        ("own words: one doubled", &["repeated-word"], doubled),
        ("own words: a year too small", DATES, before),
        ("own words: a year too large", DATES, after),
    ]
}

impl Letter {
    /// One more paragraph in the body that was planted.
    fn paragraph_more(&self, words: &str) -> String {
        let (before, after) = self.text.split_once("text: \"Registration").expect("the paragraph");
        // The planted list stands on one line or on many.
        let separator = if before.ends_with("- ") { "\n  - " } else { ", " };
        format!("{before}text: \"{words}\"{separator}text: \"Registration{after}")
    }
}

/// How often a letter is told of each rule.
fn codes(session: &Session, name: &str, text: &str) -> BTreeMap<&'static str, usize> {
    let letter = session.read(&Source::new(name, text));
    let findings = session.compose(&letter).findings;
    let mut codes = BTreeMap::new();
    let silenced = findings.silenced.iter().map(|silenced| &silenced.finding);
    for problem in findings.problems.iter().chain(silenced) {
        *codes.entry(problem.rule.code).or_default() += 1;
    }
    codes
}

/// What was planted into a letter: its kind, how many were found and how many there were, and those missed.
type Result = (&'static str, usize, usize, Vec<String>);

fn plant(session: &Session, folder: &str, path: &Path) -> Vec<Result> {
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    let letter = Letter::read(&name, &std::fs::read_to_string(path).expect("a letter"));
    let shown = format!("{folder}/{name}");
    let before = codes(session, &shown, &letter.text);
    let count = |codes: &BTreeMap<_, usize>, code| codes.get(code).copied().unwrap_or(0);
    let try_out = |(kind, expected, planted): Planted| {
        let (mut found, of, mut missed) = (0, planted.len(), Vec::new());
        for text in planted {
            assert_ne!(text, letter.text, "{kind} was not planted into {name}");
            let after = codes(session, &shown, &text);
            if expected.iter().any(|code| count(&after, code) > count(&before, code)) {
                found += 1;
            } else {
                let line = text.lines().zip(letter.text.lines()).find(|(a, b)| a != b);
                missed.push(format!("{kind} in {name}: {}", line.map_or("", |(planted, _)| planted.trim())));
            }
        }
        (kind, found, of, missed)
    };
    mistakes(&letter).into_iter().chain(spoilt(&letter)).map(try_out).collect()
}

#[test]
fn the_mistakes_of_real_letters_are_found() {
    let mut table: Vec<(&'static str, usize, usize)> = Vec::new();
    let mut missed = Vec::new();
    for folder in session::FOLDERS {
        let session = session::session(folder);
        let results: Vec<Vec<Result>> =
            session::letters(folder).par_iter().map(|path| plant(&session, folder, path)).collect();
        for (kind, found, of, not_found) in results.into_iter().flatten() {
            match table.iter_mut().find(|(known, ..)| *known == kind) {
                Some(row) => *row = (kind, row.1 + found, row.2 + of),
                None => table.push((kind, found, of)),
            }
            missed.extend(not_found);
        }
    }
    println!("\n| planted | found | of | share |\n|---|---|---|---|");
    let share = |found: usize, of: usize| found as f64 / of.max(1) as f64;
    for (kind, found, of) in &table {
        println!("| {kind} | {found} | {of} | {:.0} % |", 100.0 * share(*found, *of));
    }
    let (found, of) = table.iter().fold((0, 0), |sum, (_, found, of)| (sum.0 + found, sum.1 + of));
    println!("| **all** | **{found}** | **{of}** | **{:.1} %** |\n", 100.0 * share(found, of));
    println!("missed:\n{}", missed.join("\n"));
    assert!(table.len() >= 40 && of >= 1000, "only {of} mistakes of {} kinds were planted", table.len());
    assert!(share(found, of) >= FOUND, "{found} of {of} were found");
    let figures =
        std::fs::read_to_string(session::root().join("docs/developers/figures.md")).expect("the page");
    let said = format!("{of} mistakes of the kinds found in real letters are planted");
    let share = format!("{:.1} % are found", 100.0 * share(found, of));
    assert!(
        figures.contains(&said) && figures.contains(&share),
        "docs/developers/figures.md: {said}; {share}"
    );
}
