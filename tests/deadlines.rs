//! Deadline rules against the dates of real letters, and as properties.

use chrono::{Datelike, Days, NaiveDate};
use collective_letters::base::{Diagnostics, Source};
use collective_letters::model::letter::{DeadlineItem, Letter};
use collective_letters::model::presets::Presets;
use collective_letters::model::resolve::deadlines::{self, RowItem};
use proptest::prelude::*;

/// One real letter: columns of `data/deadlines.csv` by name.
struct Real {
    columns: Vec<(String, String)>,
}

impl Real {
    fn get(&self, name: &str) -> &str {
        self.columns.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }

    fn date(&self, name: &str) -> Option<NaiveDate> {
        self.get(name).parse().ok()
    }
}

fn real_letters() -> Vec<Real> {
    let mut lines = include_str!("data/deadlines.csv").lines();
    let names: Vec<String> = lines.next().expect("a header").split(',').map(str::to_owned).collect();
    lines
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let mut values = Vec::new();
            let mut quoted = false;
            let mut value = String::new();
            for c in line.chars() {
                match c {
                    '"' => quoted = !quoted,
                    ',' if !quoted => values.push(std::mem::take(&mut value)),
                    c => value.push(c),
                }
            }
            values.push(value);
            Real { columns: names.iter().cloned().zip(values).collect() }
        })
        .collect()
}

/// A letter with the facts of a real one. Items of which the record has no date are left out
/// where `all` says that the record lists every item.
fn letter(real: &Real, omit: &[DeadlineItem]) -> Letter {
    let virtual_meeting = real.get("kind").contains("virtual");
    let mut yaml = format!(
        "number: 1\ngroup: SG17\ndate: 2005-01-01\nmeeting:\n  starts: {}\n  ends: {}\n",
        real.get("opens"),
        real.get("closes")
    );
    if virtual_meeting {
        yaml += "  format: virtual\n  working-languages: [en]\n";
    }
    if real.get("kind").contains("WP") {
        yaml += "  kind: working-party\n";
    }
    yaml += "deadlines:\n";
    if virtual_meeting {
        yaml += "  translation: by-rule\n";
    }
    for item in omit {
        yaml += &format!("  {}: omit\n", item.word());
    }
    yaml += "  other: []\n";
    let mut problems = Diagnostics::new();
    let source = Source::new("real.yaml", yaml);
    Letter::load(&source, &mut problems).unwrap_or_else(|_| panic!("{problems:#?}"))
}

/// The presets of the house style.
fn presets() -> Presets {
    let text = std::fs::read_to_string("templates/presets.yaml").expect("the presets");
    let mut problems = Diagnostics::new();
    Presets::load(&Source::new("presets.yaml", text), &mut problems)
        .unwrap_or_else(|_| panic!("{problems:#?}"))
}

fn listed(letter: &Letter) -> Vec<(NaiveDate, DeadlineItem)> {
    deadlines::rows(letter, presets().of(letter).deadlines)
        .into_iter()
        .flat_map(|row| {
            row.entries.into_iter().filter_map(move |entry| match entry {
                RowItem::Item(item) => Some((row.date, item)),
                RowItem::Other(_) => None,
            })
        })
        .collect()
}

#[test]
fn every_date_of_every_real_letter_comes_out() {
    let mut checked = 0;
    for real in real_letters() {
        let opens = real.date("opens").expect("a first day");
        for item in DeadlineItem::ALL {
            if let Some(date) = real.date(item.word()) {
                assert_eq!(deadlines::by_rule(item, opens), date, "{} {}", real.get("letter"), item.word());
                checked += 1;
            }
        }
    }
    assert!(checked >= 30, "only {checked} dates were found");
}

#[test]
fn the_tables_of_the_real_letters_come_out_row_by_row() {
    for real in real_letters() {
        let recorded: Vec<DeadlineItem> =
            DeadlineItem::ALL.into_iter().filter(|item| real.date(item.word()).is_some()).collect();
        // Of two old letters only the contributions are on record.
        let omit: Vec<DeadlineItem> = if recorded == [DeadlineItem::Contributions] {
            DeadlineItem::ALL.into_iter().filter(|i| *i != DeadlineItem::Contributions).collect()
        } else {
            Vec::new()
        };
        let mut expected: Vec<(NaiveDate, DeadlineItem)> =
            recorded.iter().map(|item| (real.date(item.word()).expect("recorded"), *item)).collect();
        expected.sort_by_key(|(date, _)| *date);
        assert_eq!(listed(&letter(&real, &omit)), expected, "{}", real.get("letter"));
    }
}

#[test]
fn a_month_too_short_takes_its_last_day() {
    let on = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a date");
    assert_eq!(deadlines::by_rule(DeadlineItem::Translation, on(2023, 4, 30)), on(2023, 2, 28));
    assert_eq!(deadlines::by_rule(DeadlineItem::Translation, on(2024, 4, 30)), on(2024, 2, 29));
    assert_eq!(deadlines::by_rule(DeadlineItem::Registration, on(2024, 3, 31)), on(2024, 2, 29));
}

proptest! {
    #[test]
    fn rules_hold_on_every_day(days in 0_u64..14_000) {
        let opens = NaiveDate::from_ymd_opt(2005, 1, 1).expect("a date").checked_add_days(Days::new(days)).expect("a day");
        let contributions = deadlines::by_rule(DeadlineItem::Contributions, opens);
        if opens >= NaiveDate::from_ymd_opt(2008, 10, 31).expect("a date") {
            prop_assert_eq!((opens - contributions).num_days() - 1, 12, "clear days between");
        } else {
            let working = contributions.iter_days().take_while(|d| *d < opens).filter(|d| d.weekday().num_days_from_monday() < 5);
            prop_assert_eq!(working.count(), 7);
        }
        for item in [DeadlineItem::Fellowship, DeadlineItem::Interpretation] {
            let date = deadlines::by_rule(item, opens);
            prop_assert_eq!(date.weekday(), opens.weekday(), "six whole weeks");
            prop_assert_eq!((opens - date).num_days(), 42);
        }
        for (item, months) in [(DeadlineItem::Translation, 2), (DeadlineItem::Captioning, 2), (DeadlineItem::Registration, 1), (DeadlineItem::Visa, 1)] {
            let date = deadlines::by_rule(item, opens);
            let month = |d: NaiveDate| d.year() * 12 + i32::try_from(d.month()).expect("small");
            prop_assert_eq!(month(opens) - month(date), months, "calendar months");
            let last = date.checked_add_days(Days::new(1)).expect("a day").day() == 1;
            prop_assert!(date.day() == opens.day() || (last && date.day() < opens.day()));
        }
    }
}
