//! Dates and hours in the six official languages: as the domain's table writes them, and read back.

use crate::common::session;
use chrono::{Datelike, NaiveDate};
use collective_letters::check::text::{Tokens, find_dates};
use collective_letters::model::dates::Written;
use collective_letters::model::dates::read::Reader;
use collective_letters::model::letter::{Day, Half, Hours, Time};
use collective_letters::model::phrases::Phrases;
use proptest::prelude::*;
use std::sync::LazyLock;

const LANGUAGES: [&str; 6] = ["en", "fr", "es", "ru", "zh", "ar"];

static PHRASES: LazyLock<Vec<Phrases>> = LazyLock::new(|| {
    let load = |language: &&str| {
        let source = session::source(&session::root().join(format!("templates/phrases/{language}.yaml")));
        let mut problems = Default::default();
        Phrases::load(&source, &mut problems).unwrap_or_else(|_| panic!("{language}: {problems:?}"))
    };
    LANGUAGES.iter().map(load).collect()
});

static READERS: LazyLock<Vec<Reader<'static>>> =
    LazyLock::new(|| PHRASES.iter().map(|p| Reader::new(&p.dates, &p.lists)).collect());

/// Each language with its words and what reads them.
fn all() -> impl Iterator<Item = (&'static str, &'static Phrases, &'static Reader<'static>)> {
    LANGUAGES.into_iter().zip(PHRASES.iter()).zip(READERS.iter()).map(|((l, p), r)| (l, p, r))
}

fn phrases(language: &str) -> &'static Phrases {
    all().find(|(l, ..)| *l == language).expect("language").1
}

fn reader(language: &str) -> &'static Reader<'static> {
    all().find(|(l, ..)| *l == language).expect("language").2
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("date")
}

fn whole(date: NaiveDate) -> Day {
    Day { date, half: None }
}

/// What the eye sees: spaces alike, marks of direction gone.
fn seen(text: &str) -> String {
    text.replace('\u{a0}', " ").replace('\u{200f}', "")
}

/// One line of a table: a language, what it writes, what is expected.
fn all_are(found: impl Fn(&Phrases) -> String, expected: [(&str, &str); 6]) {
    for (language, expected) in expected {
        assert_eq!(seen(&found(phrases(language))), expected, "{language}");
    }
}

#[test]
fn a_day_is_written_as_in_each_language() {
    all_are(
        |p| p.dates.day(date(2021, 4, 19)),
        [
            ("en", "19 April 2021"),
            ("fr", "19 avril 2021"),
            ("es", "19 de abril de 2021"),
            ("ru", "19 апреля 2021 года"),
            ("zh", "2021年4月19日"),
            ("ar", "19 أبريل 2021"),
        ],
    );
    all_are(
        |p| p.dates.weekday_day(date(2021, 4, 19)),
        [
            ("en", "Monday, 19 April 2021"),
            ("fr", "lundi 19 avril 2021"),
            ("es", "lunes, 19 de abril de 2021"),
            ("ru", "понедельник, 19 апреля 2021 года"),
            ("zh", "2021年4月19日（星期一）"),
            ("ar", "الإثنين 19 أبريل 2021"),
        ],
    );
    all_are(
        |p| p.dates.short_day(date(2021, 4, 19)),
        [
            ("en", "Mon 19"),
            ("fr", "Lun. 19"),
            ("es", "Lun. 19"),
            ("ru", "Пн 19"),
            ("zh", "19日周一"),
            ("ar", "الإثنين 19"),
        ],
    );
}

/// The examples of real letters.
#[test]
fn days_and_ranges_are_written_as_in_real_letters() {
    let range = |language, from, to| seen(&phrases(language).dates.range(from, to));
    let prose = |language, from, to| seen(&phrases(language).dates.prose(from, to));
    let day = |language, day| seen(&phrases(language).dates.day(day));
    assert_eq!(day("en", date(2017, 4, 7)), "7 April 2017");
    assert_eq!(day("fr", date(2012, 2, 20)), "20 février 2012");
    assert_eq!(day("fr", date(2012, 5, 1)), "1er mai 2012");
    assert_eq!(day("es", date(2011, 6, 24)), "24 de junio de 2011");
    assert_eq!(day("ru", date(2016, 7, 1)), "1 июля 2016 года");
    assert_eq!(day("zh", date(2015, 3, 11)), "2015年3月11日");
    assert_eq!(day("ar", date(2017, 1, 29)), "29 يناير 2017");

    assert_eq!(range("en", date(2017, 6, 19), date(2017, 6, 30)), "19-30 June 2017");
    assert_eq!(range("fr", date(2015, 10, 26), date(2015, 10, 30)), "26-30 octobre 2015");
    assert_eq!(range("es", date(2011, 9, 20), date(2011, 9, 28)), "20-28 de septiembre de 2011");
    assert_eq!(range("ru", date(2016, 9, 14), date(2016, 9, 23)), "14–23 сентября 2016 года");
    assert_eq!(range("zh", date(2015, 6, 10), date(2015, 6, 17)), "2015年6月10-17日");
    assert_eq!(range("ar", date(2018, 12, 10), date(2018, 12, 14)), "10-14 ديسمبر 2018");

    assert_eq!(prose("en", date(2017, 6, 19), date(2017, 6, 30)), "from 19 to 30 June 2017, inclusive");
    assert_eq!(prose("fr", date(2016, 12, 12), date(2016, 12, 16)), "du 12 au 16 décembre 2016");
    assert_eq!(
        prose("es", date(2011, 9, 20), date(2011, 9, 28)),
        "del 20 al 28 de septiembre de 2011, ambos inclusive"
    );
    assert_eq!(
        prose("ru", date(2016, 9, 14), date(2016, 9, 23)),
        "с 14 по 23 сентября 2016 года включительно"
    );
    assert_eq!(prose("zh", date(2015, 6, 10), date(2015, 6, 17)), "2015年6月10日至17日");
    assert_eq!(prose("ar", date(2018, 12, 10), date(2018, 12, 14)), "من 10 إلى 14 ديسمبر 2018");

    assert_eq!(range("en", date(2018, 2, 26), date(2018, 3, 2)), "26 February-2 March 2018");
    assert_eq!(range("fr", date(2018, 2, 26), date(2018, 3, 2)), "26 février – 2 mars 2018");
    assert_eq!(
        range("es", date(2010, 11, 23), date(2010, 12, 1)),
        "23 de noviembre – 1 de diciembre de 2010"
    );
    assert_eq!(range("ru", date(2018, 2, 26), date(2018, 3, 2)), "26 февраля – 2 марта 2018 года");
    assert_eq!(range("zh", date(2014, 10, 20), date(2014, 11, 7)), "2014年10月20日-11月7日");
    assert_eq!(range("ar", date(2017, 1, 30), date(2017, 2, 1)), "30 يناير - 1 فبراير 2017");
}

#[test]
fn other_ranges_are_written_alike() {
    let (from, to) = (date(2020, 12, 28), date(2021, 1, 8));
    all_are(
        |p| p.dates.range(from, to),
        [
            ("en", "28 December 2020-8 January 2021"),
            ("fr", "28 décembre 2020 – 8 janvier 2021"),
            ("es", "28 de diciembre de 2020 – 8 de enero de 2021"),
            ("ru", "28 декабря 2020 года – 8 января 2021 года"),
            ("zh", "2020年12月28日-2021年1月8日"),
            ("ar", "28 ديسمبر 2020 - 8 يناير 2021"),
        ],
    );
    all_are(
        |p| p.dates.prose(from, to),
        [
            ("en", "from 28 December 2020 to 8 January 2021, inclusive"),
            ("fr", "du 28 décembre 2020 au 8 janvier 2021"),
            ("es", "del 28 de diciembre de 2020 al 8 de enero de 2021, ambos inclusive"),
            ("ru", "с 28 декабря 2020 года по 8 января 2021 года включительно"),
            ("zh", "2020年12月28日至2021年1月8日"),
            ("ar", "من 28 ديسمبر 2020 إلى 8 يناير 2021"),
        ],
    );
    let (from, to) = (date(2018, 3, 1), date(2018, 4, 1));
    all_are(
        |p| p.dates.prose(from, to),
        [
            ("en", "from 1 March to 1 April 2018, inclusive"),
            ("fr", "du 1er mars au 1er avril 2018"),
            ("es", "del 1 de marzo al 1 de abril de 2018, ambos inclusive"),
            ("ru", "с 1 марта по 1 апреля 2018 года включительно"),
            ("zh", "2018年3月1日至4月1日"),
            ("ar", "من 1 مارس إلى 1 أبريل 2018"),
        ],
    );
    let (first, second) = (date(2012, 5, 8), date(2012, 5, 9));
    all_are(
        |p| p.dates.prose(first, second),
        [
            ("en", "from 8 to 9 May 2012, inclusive"),
            ("fr", "les 8 et 9 mai 2012"),
            ("es", "los 8 y 9 de mayo de 2012"),
            ("ru", "с 8 по 9 мая 2012 года включительно"),
            ("zh", "2012年5月8日至9日"),
            ("ar", "يومي 8 و9 مايو 2012"),
        ],
    );
    all_are(
        |p| p.dates.prose(first, first),
        [
            ("en", "on 8 May 2012"),
            ("fr", "le 8 mai 2012"),
            ("es", "el 8 de mayo de 2012"),
            ("ru", "8 мая 2012 года"),
            ("zh", "2012年5月8日"),
            ("ar", "في 8 مايو 2012"),
        ],
    );
}

#[test]
fn half_days_stand_behind_their_day() {
    let from = Day { date: date(2017, 7, 27), half: Some(Half::Afternoon) };
    let to = Day { date: date(2017, 7, 29), half: Some(Half::Morning) };
    all_are(
        |p| p.dates.one_day(from),
        [
            ("en", "27 July 2017 (afternoon)"),
            ("fr", "27 juillet 2017 (après-midi)"),
            ("es", "27 de julio de 2017 (tarde)"),
            ("ru", "27 июля 2017 года (вторая половина дня)"),
            ("zh", "2017年7月27日（下午）"),
            ("ar", "27 يوليو 2017 (بعد الظهر)"),
        ],
    );
    all_are(
        |p| p.dates.range_of_days(from, whole(to.date)),
        [
            ("en", "27 July (afternoon)-29 July 2017"),
            ("fr", "27 juillet (après-midi) – 29 juillet 2017"),
            ("es", "27 de julio (tarde) – 29 de julio de 2017"),
            ("ru", "27 июля (вторая половина дня) – 29 июля 2017 года"),
            ("zh", "2017年7月27日（下午）-7月29日"),
            ("ar", "27 يوليو (بعد الظهر) - 29 يوليو 2017"),
        ],
    );
    all_are(
        |p| p.dates.prose_of_days(from, to),
        [
            ("en", "from 27 July (afternoon) to 29 July 2017 (morning), inclusive"),
            ("fr", "du 27 juillet (après-midi) au 29 juillet 2017 (matin)"),
            ("es", "del 27 de julio (tarde) al 29 de julio de 2017 (mañana), ambos inclusive"),
            ("ru", "с 27 июля (вторая половина дня) по 29 июля 2017 года (первая половина дня) включительно"),
            ("zh", "2017年7月27日（下午）至7月29日（上午）"),
            ("ar", "من 27 يوليو (بعد الظهر) إلى 29 يوليو 2017 (صباحاً)"),
        ],
    );
}

#[test]
fn hours_are_written_as_in_each_language() {
    let (half_past, ten) = (Time { hour: 9, minute: 30 }, Time { hour: 10, minute: 0 });
    all_are(
        |p| p.dates.time(half_past),
        [
            ("en", "0930 hours"),
            ("fr", "9 h 30"),
            ("es", "09.30 horas"),
            ("ru", "09 час. 30 мин."),
            ("zh", "9时30分"),
            ("ar", "الساعة 09:30"),
        ],
    );
    all_are(
        |p| p.dates.time(ten),
        [
            ("en", "1000 hours"),
            ("fr", "10 heures"),
            ("es", "10.00 horas"),
            ("ru", "10 час. 00 мин."),
            ("zh", "10时"),
            ("ar", "الساعة 10:00"),
        ],
    );
    all_are(
        |p| p.dates.hours(Hours { from: ten, to: Time { hour: 16, minute: 15 } }),
        [
            ("en", "10:00-16:15 hours"),
            ("fr", "de 10 heures à 16 h 15"),
            ("es", "de 10.00 a 16.15 horas"),
            ("ru", "с 10 час. 00 мин. до 16 час. 15 мин."),
            ("zh", "10时至16时15分"),
            ("ar", "من الساعة 10:00 إلى الساعة 16:15"),
        ],
    );
}

#[test]
fn lists_and_ordinals_are_said_as_in_each_language() {
    all_are(
        |p| p.lists.list(&["2", "3", "5"]),
        [
            ("en", "2, 3 and 5"),
            ("fr", "2, 3 et 5"),
            ("es", "2, 3 y 5"),
            ("ru", "2, 3 и 5"),
            ("zh", "2、3和5"),
            ("ar", "2 و3 و5"),
        ],
    );
    all_are(
        |p| p.lists.ordinals.iter().take(2).map(String::as_str).collect::<Vec<_>>().join(" "),
        [
            ("en", "First Second"),
            ("fr", "Première Deuxième"),
            ("es", "Primera Segunda"),
            ("ru", "Первое Второе"),
            ("zh", "第一次 第二次"),
            ("ar", "الأول الثاني"),
        ],
    );
    for (_, phrases, _) in all() {
        assert_eq!(phrases.lists.ordinals.len(), 10);
    }
    let days = [date(2021, 4, 19), date(2021, 4, 20)].map(|day| phrases("fr").dates.day(day));
    assert_eq!(seen(&phrases("fr").lists.list(&days)), "19 avril 2021 et 20 avril 2021");
}

#[test]
fn spanish_says_e_before_an_i() {
    let list = |last| phrases("es").lists.list(&["UIT", last]);
    for last in ["ISO", "India", "Hidalgo", "IEC", "[I](#annex-i)", "ingeniería"] {
        assert_eq!(list(last), format!("UIT e {last}"));
    }
    for last in ["hielo", "Hiato", "IoT", "Ucrania", "5", "[B](#annex-b)"] {
        assert_eq!(list(last), format!("UIT y {last}"));
    }
}

/// Arabic ranges of numbers: right to left the first number must come first.
#[test]
fn arabic_ranges_read_from_the_right() {
    let words = &phrases("ar").dates;
    let ranges = [
        words.range(date(2018, 12, 10), date(2018, 12, 14)),
        words.range(date(2016, 12, 30), date(2017, 1, 4)),
        words.range(date(2017, 1, 30), date(2017, 2, 1)),
    ];
    for text in ranges {
        let bidi = unicode_bidi::BidiInfo::new(&text, Some(unicode_bidi::Level::rtl()));
        let paragraph = &bidi.paragraphs[0];
        let shown = bidi.reorder_line(paragraph, paragraph.range.clone());
        let numbers = |text: &str| -> Vec<String> {
            text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).map(str::to_owned).collect()
        };
        let mut from_the_right = numbers(&shown);
        from_the_right.reverse();
        assert_eq!(from_the_right, numbers(&text), "{shown}");
    }
}

/// The days that a phrase is read as, and halves; the phrase may stand between other words.
fn read(reader: &Reader<'_>, text: &str) -> (Vec<NaiveDate>, [Option<Half>; 2], Option<u32>) {
    let found = reader.dates(text);
    let [read] = &found[..] else { panic!("`{text}` is read as {found:?}") };
    let rest = [&text[..read.mention.range.start], &text[read.mention.range.end..]];
    assert!(!rest.concat().contains(|c: char| c.is_ascii_digit()), "`{text}`: `{rest:?}` is left");
    let days = read.mention.days.iter().map(|day| day.dated().unwrap_or_else(|| panic!("`{text}`: {day:?}")));
    (days.collect(), read.halves, read.mention.weekday.as_ref().map(|w| w.index))
}

fn around(language: &str, phrase: &str) -> [String; 2] {
    let sentence = match language {
        "zh" => format!("会议将于{phrase}在日内瓦举行。"),
        "ar" => format!("سيعقد الاجتماع {phrase}، في جنيف."),
        "ru" => format!("Собрание: {phrase}, Женева."),
        _ => format!("Rec. ITU-T ({phrase})."),
    };
    [phrase.to_owned(), sentence]
}

#[test]
fn every_day_of_twenty_years_is_read_back() {
    for (language, phrases, reader) in all() {
        let mut day = date(2015, 1, 1);
        while day <= date(2035, 12, 31) {
            for text in around(language, &phrases.dates.day(day)) {
                assert_eq!(read(reader, &text), (vec![day], [None, None], None), "{text}");
            }
            let weekday = day.weekday().num_days_from_monday();
            for text in around(language, &phrases.dates.weekday_day(day)) {
                assert_eq!(read(reader, &text), (vec![day], [None, None], Some(weekday)), "{text}");
            }
            day = day.succ_opt().expect("day");
        }
    }
}

#[test]
fn every_time_is_read_back() {
    for (language, phrases, reader) in all() {
        let times = (0..24).flat_map(|hour| (0..60).map(move |minute| Time { hour, minute }));
        for time in times {
            for text in around(language, &phrases.dates.time(time)) {
                let found = reader.hours(&text);
                assert_eq!(found.len(), 1, "{text}: {found:?}");
                assert_eq!(found[0].times, [time], "{text}");
            }
        }
    }
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..7670_u64).prop_map(|days| date(2015, 1, 1) + chrono::Days::new(days))
}

fn any_half() -> impl Strategy<Value = Option<Half>> {
    prop_oneof![3 => Just(None), 1 => Just(Some(Half::Morning)), 1 => Just(Some(Half::Afternoon))]
}

fn any_time() -> impl Strategy<Value = Time> {
    (0..24_u32, prop_oneof![Just(0), 0..60_u32]).prop_map(|(hour, minute)| Time { hour, minute })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn every_range_is_read_back(from in any_day(), length in 1..400_u64) {
        let to = from + chrono::Days::new(length);
        for (language, phrases, reader) in all() {
            for phrase in [phrases.dates.range(from, to), phrases.dates.prose(from, to)] {
                for text in around(language, &phrase) {
                    prop_assert_eq!(read(reader, &text), (vec![from, to], [None, None], None));
                }
            }
        }
    }

    #[test]
    fn every_half_day_is_read_back(from in any_day(), length in 1..40_u64, halves in [any_half(), any_half()]) {
        let to = from + chrono::Days::new(length);
        let [first, last] = [(from, halves[0]), (to, halves[1])].map(|(date, half)| Day { date, half });
        for (language, phrases, reader) in all() {
            let dates = &phrases.dates;
            for phrase in [dates.range_of_days(first, last), dates.prose_of_days(first, last)] {
                for text in around(language, &phrase) {
                    prop_assert_eq!(read(reader, &text), (vec![from, to], halves, None));
                }
            }
            let one = [dates.one_day(first), dates.range_of_days(first, first), dates.prose_of_days(first, first)];
            for text in one.iter().flat_map(|phrase| around(language, phrase)) {
                prop_assert_eq!(read(reader, &text), (vec![from], [halves[0], None], None));
            }
        }
    }

    #[test]
    fn all_hours_are_read_back(from in any_time(), to in any_time()) {
        for (language, phrases, reader) in all() {
            for text in around(language, &phrases.dates.hours(Hours { from, to })) {
                let found = reader.hours(&text);
                prop_assert_eq!(found.len(), 1, "{}: {:?}", text, found);
                prop_assert_eq!(&found[0].times, &[from, to]);
                prop_assert!(found[0].separator.is_some());
            }
        }
    }

    /// The two finders of English agree on what the house writes.
    #[test]
    fn the_english_finder_reads_the_same(from in any_day(), length in 0..400_u64) {
        let to = from + chrono::Days::new(length);
        let phrases = phrases("en");
        for text in [phrases.dates.range(from, to), seen(&phrases.dates.prose(from, to))] {
            let text = format!("Held {text}.");
            let found = find_dates(&Tokens::new(&text), &phrases.dates);
            let read = reader("en").dates(&text);
            prop_assert_eq!(found, read.into_iter().map(|read| read.mention).collect::<Vec<_>>());
        }
    }
}

/// What a text says as its writers say it, not as the house does.
#[test]
fn dates_are_found_as_people_write_them() {
    let found = |language: &str, text: &str| -> String {
        let found = reader(language).dates(text);
        let day = |d: &Written| {
            format!("{}.{}.{}", d.day, d.month, d.year.map(|y| y.to_string()).unwrap_or_default())
        };
        let line = found.iter().map(|read| {
            let days: Vec<String> = read.mention.days.iter().map(day).collect();
            let weekday = read.mention.weekday.as_ref().map(|w| format!("{} ", w.index)).unwrap_or_default();
            format!("{weekday}{}|{}", days.join(" "), read.mention.separators.len())
        });
        line.collect::<Vec<_>>().join("; ")
    };
    for (language, text, expected) in [
        ("fr", "le lundi 19 avril", "0 19.4.|0"),
        ("fr", "Lundi, 19 Avril 2021", "0 19.4.2021|0"),
        ("fr", "les 6-10 et 13-17 juin 2022", "6.6.2022 10.6.2022 13.6.2022 17.6.2022|2"),
        ("fr", "les 19, 20 et 22 avril 2021", "19.4.2021 20.4.2021 22.4.2021|0"),
        ("fr", "Commission d'études 14, 20 – 30 avril 2021", "20.4.2021 30.4.2021|1"),
        ("fr", "du 30 décembre au 3 janvier 2021", "30.12.2020 3.1.2021|1"),
        ("fr", "1er-5 mai; 31 avril 2021", "1.5. 5.5.|1; 31.4.2021|0"),
        ("es", "el lunes 19 de abril de 2021", "0 19.4.2021|0"),
        ("es", "los días 19 y 20 de abril", "19.4. 20.4.|0"),
        ("es", "20–28 de septiembre de 2011", "20.9.2011 28.9.2011|1"),
        ("ru", "19 и 20 апреля 2021 г.", "19.4.2021 20.4.2021|0"),
        ("ru", "с 14 по 23 сентября", "14.9. 23.9.|1"),
        ("ru", "в понедельник, 19 апреля 2021 года", "0 19.4.2021|0"),
        ("zh", "于4月19日、20日和22日", "19.4. 20.4. 22.4.|0"),
        ("zh", "2021年4月19日（星期二）", "1 19.4.2021|0"),
        ("zh", "2022年6月6-10日和13-17日", "6.6.2022 10.6.2022 13.6.2022 17.6.2022|2"),
        ("zh", "4月20日至30日", "20.4. 30.4.|1"),
        ("ar", "يومي 19 و20 أبريل 2021", "19.4.2021 20.4.2021|0"),
        ("ar", "14-10 ديسمبر 2018", "14.12.2018 10.12.2018|1"),
        ("ar", "يوم الإثنين 19 أبريل", "0 19.4.|0"),
    ] {
        assert_eq!(found(language, text), expected, "{text}");
    }
    for (language, text) in [
        ("fr", "septembre 2020"),
        ("fr", "Circulaire 295"),
        ("fr", "1/17 avril"),
        ("fr", "20 marsouins"),
        ("fr", "SG14 mai"),
        ("es", "A.5 de mayo de 2021"),
        ("ru", "20 маяков"),
        ("zh", "第5研究组2021年会议"),
        ("ar", "لجنة الدراسات 5"),
    ] {
        assert_eq!(found(language, text), "", "{text}");
    }
}
